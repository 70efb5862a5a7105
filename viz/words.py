"""Says a network in words: a sentence and lists that stand beside the picture."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from .addresses import Addresses
from .drawing import LOOKS
from .english import t
from .looks import PLAIN_MODE, in_order, is_mode, look_of, mode_word
from .model import MAX_REACH, Around, Thing
from .neighbours import OFFERS, Neighbour, behind, neighbours, others
from .tables import Part

#: Names in one list of a page.
MAX_LISTED: Final = 40
#: Names in all lists by mode, should they be full.
_MOST: Final = 240


@dataclass(frozen=True, slots=True)
class Group:
    """Names under one heading; `total` counts all of them, of which `parts` are shown.

    `mode` is the Chinese of the mode that they have in common, empty where it is something else.
    """

    word: Markup
    parts: tuple[Part, ...]
    total: int
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a network says: one sentence, then its members by mode of cooperation."""

    sentence: Markup
    groups: tuple[Group, ...]


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

    def around(self, thing: Thing) -> Words:
        """Say with whom a thing is linked, in a sentence and by mode."""
        own = neighbours(thing, self._around)
        if thing.sort == "major":
            return self._around_major(thing, own)
        if self._around.by_school.get(thing.iri):
            return self._around_school(thing, own)
        return self._around_partner(thing, own)

    def _around_school(self, school: Thing, own: Sequence[Neighbour]) -> Words:
        """Say with whom a school works, and which of them work with other schools too."""
        kinds = Counter(look_of(self._around.things[one.iri]) for one in own)
        words = Markup("、").join(
            Markup("{} {}").format(t(LOOKS[key].word), kinds[key]) for key in LOOKS if kinds[key]
        )
        sentence = t("报告写到 {} 个合作方（{}）。", len(own), words)
        shared = [one for one in own if others(one.iri, self._around)]
        groups = self._by_mode(own)
        if shared:
            count, more = self._linked_schools(school, shared)
            pattern = "其中 {} 个也与别的学校合作，由此与 {} 所学校相连。"
            beyond = "其中 {} 个也与别的学校合作，由此与 {} 所以上学校相连。"
            sentence += t(beyond if more else pattern, len(shared), count)
            groups.insert(0, self._group(t("也与别的学校合作"), [one.iri for one in shared]))
        return Words(sentence, tuple(groups))

    def _around_partner(self, partner: Thing, own: Sequence[Neighbour]) -> Words:
        """Say which schools work with a partner, by mode, and in which majors."""
        majors = {major for major, _ in self._around.majors_with.get(partner.iri, ())}
        sentence = t("{} 所学校写到与它合作。", len(own))
        groups = self._by_mode(own)
        if majors:
            sentence = t("{} 所学校写到与它合作，涉及 {} 个专业。", len(own), len(majors))
            groups.append(self._group(t("专业"), self._by_name(majors)))
        return Words(sentence, tuple(groups))

    def _around_major(self, major: Thing, own: Sequence[Neighbour]) -> Words:
        """Say which schools offer a major, and who works with them for it."""
        offering = [one.iri for one in own if one.word == OFFERS]
        working = {iri for found in behind(major, self._around).values() for iri in found}
        sentence = t("{} 所学校开设这个专业。", len(offering))
        if working:
            sentence = t("{} 所学校开设这个专业，{} 个合作方参与。", len(offering), len(working))
        groups = [self._group(t("开设的学校"), offering)] if offering else []
        if others_named := [one.iri for one in own if one.word != OFFERS]:
            groups.append(self._group(t("为它与人合作的学校"), others_named))
        if working:
            groups.append(self._group(t("参与的合作方"), self._by_name(working)))
        return Words(sentence, tuple(groups))

    def hubs(self, limit: int, partners: int) -> list[Hub]:
        """Return at most `limit` schools, those with most partners first, each with some `partners`."""
        ranked = sorted(
            self._around.by_school.items(), key=lambda item: (-len(item[1]), self.part(item[0]).text)
        )
        hubs = []
        for school, links in ranked[:limit]:
            parts = sorted(
                (self.part(link.partner) for link in links), key=lambda part: (part.text, part.href or "")
            )
            hubs.append(Hub(self.part(school), tuple(parts[:partners]), len(links)))
        return hubs

    def _linked_schools(self, school: Thing, shared: Sequence[Neighbour]) -> tuple[int, bool]:
        """Return to how many other schools shared partners lead, and whether there are more than that."""
        found = {one.school for own in shared for one in self._around.seen.get(own.iri, ())} - {school.iri}
        if all(self._around.reach.get(own.iri, 0) <= MAX_REACH for own in shared):
            return len(found), False
        return max(len(found), MAX_REACH), True

    def _by_mode(self, own: Sequence[Neighbour]) -> list[Group]:
        by_mode: defaultdict[str, list[str]] = defaultdict(list)
        for one in own:
            for mode in one.modes or (PLAIN_MODE,):
                by_mode[mode].append(one.iri)
        limit = max(MAX_LISTED // 4, min(MAX_LISTED, _MOST // max(1, len(by_mode))))
        return [self._group(_mode(mode), by_mode[mode], mode_word(mode), limit) for mode in in_order(by_mode)]

    def _by_name(self, iris: Iterable[str]) -> list[str]:
        return sorted(iris, key=lambda iri: (self.part(iri).text, iri))

    def _group(self, word: Markup, iris: Sequence[str], mode: str = "", limit: int = MAX_LISTED) -> Group:
        """Return the first of `iris`, in the order of the picture, under a heading."""
        return Group(word, tuple(map(self.part, iris[:limit])), len(iris), mode)


def _mode(mode: str) -> Markup:
    return t(mode_word(mode)) if is_mode(mode) else escape(mode)
