"""Says a network in words: a sentence and lists that stand beside the picture."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from ..ontology.codes import concepts
from .addresses import Addresses
from .drawing import LOOKS
from .model import MAX_REACH, Around, Link, Thing
from .networks import look_of, mode_word, mode_words
from .tables import Part

#: Names in one list of a page.
MAX_LISTED: Final = 60


@dataclass(frozen=True, slots=True)
class Group:
    """Names under one heading; `total` counts all of them, of which `parts` are shown."""

    word: str
    parts: tuple[Part, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Words:
    """What a network says: one sentence, then its members by mode of cooperation."""

    sentence: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class SchoolOfPartner:
    """A school that works with a partner, and the modes in words."""

    school: Part
    modes: str


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner in a list: its kind in words, the first of its schools, how many there are in all."""

    partner: Part
    kind: str
    schools: tuple[SchoolOfPartner, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Hub:
    """A school with the first of its partners and their number."""

    school: Part
    partners: tuple[Part, ...]
    total: int


class Phrases:
    """Makes the words of pages whose way to the top folder is `root`."""

    def __init__(self, around: Around, addresses: Addresses, root: str) -> None:
        self._around = around
        self._addresses = addresses
        self._root = root

    def part(self, iri: str) -> Part:
        """Return the name of a thing with a link to its page, if it has one."""
        thing = self._around.things.get(iri)
        return Part(thing.name if thing else iri, self._addresses.link(iri, self._root))

    def around_school(self, school: Thing) -> Words:
        """Say with whom a school works, and which of them work with other schools too."""
        links = self._around.by_school.get(school.iri, ())
        kinds = Counter(look_of(self._around.things[link.partner]) for link in links)
        words = "、".join(f"{LOOKS[key].word} {kinds[key]}" for key in LOOKS if kinds[key])
        sentence = f"报告写到 {len(links)} 个合作方（{words}）。"
        shared = [link for link in links if self._around.reach[link.partner] > 1]
        if shared:
            sentence += (
                f"其中 {len(shared)} 个也与别的学校合作，由此与 {self._others(school, shared)}学校相连。"
            )
        groups = self._by_mode(links, lambda link: link.partner)
        if shared:
            groups.insert(0, self._group("也与别的学校合作", [link.partner for link in shared]))
        return Words(sentence, tuple(groups))

    def around_partner(self, partner: Thing) -> Words:
        """Say which schools work with a partner, by mode, and in which majors."""
        links = self._around.by_partner.get(partner.iri, ())
        majors = {major for major, _ in self._around.majors_with.get(partner.iri, ())}
        sentence = f"{len(links)} 所学校写到与它合作"
        sentence += f"，涉及 {len(majors)} 个专业。" if majors else "。"
        groups = self._by_mode(links, lambda link: link.school)
        if majors:
            groups.append(self._group("专业", list(majors)))
        return Words(sentence, tuple(groups))

    def partner_row(self, partner: Thing, limit: int) -> PartnerRow:
        """Return a partner with at most `limit` of its schools."""
        links = sorted(self._around.by_partner[partner.iri], key=lambda one: self.part(one.school).text)
        schools = tuple(
            SchoolOfPartner(self.part(one.school), mode_words(one.modes)) for one in links[:limit]
        )
        return PartnerRow(self.part(partner.iri), LOOKS[look_of(partner)].word, schools, len(links))

    def hubs(self, limit: int, partners: int) -> list[Hub]:
        """Return at most `limit` schools, those with most partners first, each with some `partners`."""
        ranked = sorted(
            self._around.by_school.items(), key=lambda item: (-len(item[1]), self.part(item[0]).text)
        )
        hubs = []
        for school, links in ranked[:limit]:
            group = self._group("", [link.partner for link in links], partners)
            hubs.append(Hub(self.part(school), group.parts, group.total))
        return hubs

    def _others(self, school: Thing, shared: Sequence[Link]) -> str:
        """Return to how many other schools the partners of `shared` links lead, as a number of schools."""
        others = {one.school for link in shared for one in self._around.seen[link.partner]} - {school.iri}
        if all(self._around.reach[link.partner] <= MAX_REACH for link in shared):
            return f"{len(others)} 所"
        return f"{max(len(others), MAX_REACH)} 所以上"

    def _by_mode(self, links: Sequence[Link], end: Callable[[Link], str]) -> list[Group]:
        by_mode: defaultdict[str, list[str]] = defaultdict(list)
        for link in links:
            for mode in link.modes or ("cooperation",):
                by_mode[mode].append(end(link))
        order = {one.code: one.order for one in concepts("mode")}
        modes = sorted(by_mode, key=lambda mode: (order.get(mode, len(order) + 1), mode))
        return [self._group(mode_word(mode), by_mode[mode]) for mode in modes]

    def _group(self, word: str, iris: Sequence[str], limit: int = MAX_LISTED) -> Group:
        parts = sorted((self.part(iri) for iri in iris), key=lambda part: (part.text, part.href or ""))
        return Group(word, tuple(parts[:limit]), len(parts))
