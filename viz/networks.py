"""Which network the page of a school, a partner or a major shows: what is around it, and where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from markupsafe import Markup

from . import layout
from .addresses import Addresses, file_stem
from .drawing import Side, clip
from .ego import MAX_LINKS, Drawing, Ego, Member, Tie, drawing_of
from .english import t
from .looks import look_of
from .model import Around, Thing
from .neighbours import NAMED_FOR, Neighbour, behind, neighbours, others

__all__ = ["Networks", "look_of"]

#: A school's picture begins with so many partners; more cannot be read at a glance.
MAX_AROUND: Final = 60
#: Schools around a partner or major stand in one column; beyond them so many majors, partners or schools.
MAX_SCHOOLS: Final = 24
MAX_OUTER: Final = 12
#: A narrow screen begins with fewer.
MAX_NARROW: Final = 24
_GAP: Final = 26
#: Rows of one column, wide or narrow, are as high as a finger needs, and as a name with its modes.
_COLUMN_GAP: Final = 31
_NARROW_REACH: Final = 70
_END: Final = ".html"


class Networks:
    """Draws the networks around schools, partners and majors."""

    def __init__(self, around: Around, addresses: Addresses) -> None:
        """`addresses` give each thing the key by which files of networks name it."""
        self._around = around
        self._addresses = addresses

    def around(self, thing: Thing) -> Drawing | None:
        """Draw a thing with what is around it; None where nothing is."""
        own = neighbours(thing, self._around)
        if not own:
            return None
        if thing.sort == "major":
            return self._around_major(thing, own)
        if self._around.by_school.get(thing.iri):
            return self._around_school(thing, own)
        return self._around_partner(thing, own)

    def _around_school(self, school: Thing, own: Sequence[Neighbour]) -> Drawing:
        shown = own[:MAX_AROUND]
        shared = [one for one in shown if others(one.iri, self._around)]
        alone = [one for one in shown if not others(one.iri, self._around)]
        # Shared partners go to the middle of the right arc: beyond them stand the other schools.
        left_count = (len(shown) + 1) // 2
        left, right = alone[:left_count], alone[left_count:]
        middle = len(right) // 2
        right = right[:middle] + shared + right[middle:]
        left_arc, _ = layout.columns(2 * len(left), gap=_GAP, reach=130, bend=70)
        _, right_arc = layout.columns(2 * len(right), gap=_GAP, reach=130, bend=70)
        rungs = layout.ladder(min(len(shown), MAX_NARROW), gap=_COLUMN_GAP, reach=_NARROW_REACH)
        narrow = {one.iri: at for one, at in zip(shown, rungs, strict=False)}
        members = [self._centre(school)]
        members += [
            self._member(one.iri, at, narrow.get(one.iri), "left")
            for one, at in zip(left, left_arc, strict=True)
        ]
        members += [
            self._member(one.iri, at, narrow.get(one.iri), "right")
            for one, at in zip(right, right_arc, strict=True)
        ]
        ties = self._ties(school.iri, shown)
        outer = self._beyond({school.iri, *(one.iri for one in shown)}, self._ends(school, shared))
        members += self._outer(outer, members, 460)
        ties += [tie for _, found in outer for tie in found]
        alt = t("{}和与它合作的 {} 个学校和单位", _short(school), len(shown))
        return self._drawing(school, members, ties, own, alt=alt, shown=len(shown))

    def _around_partner(self, partner: Thing, own: Sequence[Neighbour]) -> Drawing:
        shown = own[:MAX_SCHOOLS]
        schools = {one.iri for one in shown}
        pairs: defaultdict[str, list[Tie]] = defaultdict(list)
        for major, school in self._around.majors_with.get(partner.iri, ()):
            if school in schools and major in self._around.things:
                pairs[major].append(Tie(self._key(school), self._key(major), word=NAMED_FOR))
        outer = self._beyond(schools | {partner.iri}, pairs)
        members = [self._centre(partner), *self._column([one.iri for one in shown], 190)]
        members += self._outer(outer, members, 500)
        ties = self._ties(partner.iri, shown) + [tie for _, found in outer for tie in found]
        alt = t("{}和与它合作的 {} 所学校", _short(partner), len(shown))
        return self._drawing(partner, members, ties, own, alt=alt, shown=len(shown))

    def _around_major(self, major: Thing, own: Sequence[Neighbour]) -> Drawing:
        partners = behind(major, self._around)
        shown = own[:MAX_SCHOOLS]
        pairs: defaultdict[str, list[Tie]] = defaultdict(list)
        for one in shown:
            for partner in partners.get(one.iri, ()):
                pairs[partner].append(self._tie_between(one.iri, partner))
        outer = self._beyond({major.iri, *(one.iri for one in shown)}, pairs, MAX_SCHOOLS)
        members = [self._centre(major), *self._column([one.iri for one in shown], 190)]
        members += self._outer(outer, members, 500)
        ties = self._ties(major.iri, shown) + [tie for _, found in outer for tie in found]
        alt = t("{}专业和与它有关的 {} 所学校", _short(major), len(shown))
        return self._drawing(major, members, ties, own, alt=alt, shown=len(shown))

    def _drawing(
        self,
        thing: Thing,
        members: Sequence[Member],
        ties: Sequence[Tie],
        own: Sequence[Neighbour],
        *,
        alt: Markup,
        shown: int,
    ) -> Drawing:
        kept = own[shown:MAX_LINKS]
        further = tuple(self._member(one.iri) for one in kept)
        ego = Ego(tuple(members), tuple(ties), further, tuple(self._ties(thing.iri, kept)), len(own))
        caption = Markup("")
        if shown < len(own):
            caption = t("共 {} 个，图中先画 {} 个，可以加画；其余见下面的表。", len(own), shown)
        return drawing_of(ego, alt, caption)

    def _ends(self, school: Thing, shared: Iterable[Neighbour]) -> dict[str, list[Tie]]:
        """Return the other schools of shared partners with the lines to them."""
        ends: defaultdict[str, list[Tie]] = defaultdict(list)
        for one in shared:
            for link in self._around.seen.get(one.iri, ()):
                if link.school != school.iri:
                    tie = Tie(self._key(one.iri), self._key(link.school), link.modes, link.years)
                    ends[link.school].append(tie)
        return ends

    def _beyond(
        self, drawn: set[str], ends: dict[str, list[Tie]], limit: int = MAX_OUTER
    ) -> list[tuple[str, list[Tie]]]:
        """Return what is to stand beyond those drawn, with its ties: those with most ties first."""
        new = [iri for iri in ends if iri not in drawn]
        new.sort(key=lambda iri: (-len(ends[iri]), self._name(iri), iri))
        return [(iri, ends[iri]) for iri in new[:limit]]

    def _tie_between(self, school: str, partner: str) -> Tie:
        links = self._around.by_school.get(school, ())
        link = next((one for one in links if one.partner == partner), None)
        keys = self._key(school), self._key(partner)
        return Tie(*keys, link.modes, link.years) if link else Tie(*keys)

    def _ties(self, centre: str, own: Iterable[Neighbour]) -> list[Tie]:
        key = self._key(centre)
        return [Tie(key, self._key(one.iri), one.modes, one.years, one.word) for one in own]

    def _centre(self, thing: Thing) -> Member:
        return Member(self._key(thing.iri), thing.name, look_of(thing), (0, 0), (0, 0), "below", 16)

    def _column(self, iris: Sequence[str], reach: int) -> list[Member]:
        """Place those next to the middle in one column; a narrow screen shows the first of them."""
        rungs = layout.ladder(len(iris), gap=_COLUMN_GAP, reach=reach)
        low = layout.ladder(min(len(iris), MAX_NARROW), gap=_COLUMN_GAP, reach=_NARROW_REACH)
        narrow = [*low, *[None] * (len(iris) - len(low))]
        return [self._member(iri, at, thin) for iri, at, thin in zip(iris, rungs, narrow, strict=True)]

    def _outer(
        self, found: Sequence[tuple[str, list[Tie]]], inner: Sequence[Member], reach: int
    ) -> list[Member]:
        """Place those beyond in another column; on a narrow screen below the others, as far as that goes."""
        height = {member.key: member.at[1] for member in inner}

        def middle(one: tuple[str, list[Tie]]) -> float:
            """Where those are to whom it is tied: in this order fewer lines cross."""
            return sum(height[tie.one] for tie in one[1]) / len(one[1])

        ordered = [iri for iri, _ in sorted(found, key=middle)]
        shown = [member.narrow[1] for member in inner if member.narrow]
        room = MAX_NARROW + 1 - len(shown)
        below = [(_NARROW_REACH + 40, max(shown) + _COLUMN_GAP * (place + 1)) for place in range(len(found))]
        rungs = layout.ladder(len(found), gap=_COLUMN_GAP, reach=reach)
        return [
            self._member(iri, at, thin if place < room else None)
            for place, (iri, at, thin) in enumerate(zip(ordered, rungs, below, strict=True))
        ]

    def _member(
        self,
        iri: str,
        at: layout.Point = (0, 0),
        narrow: layout.Point | None = None,
        side: Side = "right",
    ) -> Member:
        thing = self._around.things[iri]
        more = others(iri, self._around)
        return Member(self._key(iri), thing.name, look_of(thing), at, narrow, side, 10 if more else 8, more)

    def _key(self, iri: str) -> str:
        """Return the path of a thing's page without its end; that of a thing without a page leads nowhere."""
        path = self._addresses.path(iri)
        return path.removesuffix(_END) if path else f"-/{file_stem(iri)}"

    def _name(self, iri: str) -> str:
        thing = self._around.things.get(iri)
        return thing.name if thing else iri


def _short(thing: Thing) -> str:
    return clip(thing.name, 60)
