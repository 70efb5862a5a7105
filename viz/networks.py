"""Which network each page shows: around a school, around a partner, and all of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Final

from ..ontology.codes import UnknownCodeError, concept, concepts
from . import layout
from .addresses import Addresses
from .drawing import LOOKS, Drawing, Edge, Node, Side, clip, draw
from .model import Link, Overview, Thing

#: Pictures of more nodes than these cannot be read; what is left out is said in words.
MAX_AROUND: Final = 60
#: Schools around a partner stand in one column.
MAX_SCHOOLS: Final = 24
MAX_OUTER: Final = 12
MAX_NARROW: Final = 24
MAX_WHOLE: Final = 400
#: Lines to shared partners in the network of all; more of them hide each other.
_MAX_TIES: Final = 300
#: Schools of one partner that are looked at for the outer ring of another school's picture.
_MAX_SEEN: Final = 200
_GAP: Final = 26


def mode_words(modes: Sequence[str], limit: int = 16) -> str:
    """Return the Chinese labels of modes in their order, joined by "、"; unknown codes stand as they are."""
    ranked = sorted(modes, key=lambda mode: (_mode_order().get(mode, len(_mode_order())), mode))
    return "、".join(mode_word(one) for one in ranked[:limit])


@cache
def _mode_order() -> dict[str, int]:
    return {one.code: one.order for one in concepts("mode")}


def mode_word(mode: str) -> str:
    """Return the Chinese label of a mode's code, or the code where it has none."""
    try:
        return concept("mode", mode).zh
    except UnknownCodeError:
        return mode


def look_of(thing: Thing) -> str:
    """Return the key of LOOKS under which a school, partner or major is drawn."""
    if thing.reporting:
        return "reporting"
    if thing.sort in {"school", "major"}:
        return thing.sort
    return thing.kind if thing.kind in LOOKS and thing.kind != "major" else "other"


class Networks:
    """Draws the networks of a site; links lead to pages by `addresses`."""

    def __init__(self, overview: Overview, addresses: Addresses) -> None:
        self._overview = overview
        self._addresses = addresses
        self._place_of_look = {key: place for place, key in enumerate(LOOKS)}

    def around_school(self, school: Thing) -> Drawing | None:
        """Draw a school, its partners, and other schools of those; None where it has no partner."""
        links = self._ranked(self._overview.by_school.get(school.iri, ()))
        if not links:
            return None
        shown = links[:MAX_AROUND]
        shared = [one for one in shown if self._others(one)]
        alone = [one for one in shown if not self._others(one)]
        # Shared partners go to the middle of the right arc: beyond them stand the other schools.
        left_count = (len(shown) + 1) // 2
        left, right = alone[:left_count], alone[left_count:]
        middle = len(right) // 2
        right = right[:middle] + shared + right[middle:]
        left_arc, _ = layout.columns(2 * len(left), gap=_GAP, reach=130, bend=70)
        _, right_arc = layout.columns(2 * len(right), gap=_GAP, reach=130, bend=70)
        narrow = {
            link.partner: point
            for link, point in zip(
                shown, layout.ladder(min(len(shown), MAX_NARROW), gap=_GAP, reach=70), strict=False
            )
        }
        nodes = [self._centre(school)]
        sides: list[tuple[Sequence[Link], list[layout.Point], Side]] = [
            (left, left_arc, "left"),
            (right, right_arc, "right"),
        ]
        for side_links, arc, side in sides:
            for link, at in zip(side_links, arc, strict=True):
                nodes.append(self._partner_node(link, at, narrow.get(link.partner), side))
        edges = [
            Edge(school.iri, link.partner, link.modes, mode_words(link.modes), self._others(link) > 0)
            for link in shown
        ]
        edges += self._beyond(school, shared, nodes)
        caption = _left_out(len(links), len(shown), "个合作方")
        if len(shown) > MAX_NARROW:
            caption += f"窄屏上只画前 {MAX_NARROW} 个。"
        return draw(nodes, edges, alt=f"{clip(school.name, 60)}和它的 {len(shown)} 个合作方", caption=caption)

    def around_partner(self, partner: Thing) -> Drawing | None:
        """Draw a partner, the schools that name it and the majors they name; None where none does."""
        links = self._overview.by_partner.get(partner.iri, ())
        if not links:
            return None
        ranked = sorted(links, key=lambda one: (self._name(one.school), one.school))
        shown = ranked[:MAX_SCHOOLS]
        nodes = [self._centre(partner)]
        edges = []
        for place, (link, at) in enumerate(
            zip(shown, layout.ladder(len(shown), gap=_GAP + 6, reach=200), strict=True)
        ):
            narrow = (70, at[1]) if place < MAX_NARROW else None
            thing = self._overview.things[link.school]
            nodes.append(
                Node(
                    link.school,
                    thing.name,
                    look_of(thing),
                    at,
                    narrow,
                    "right",
                    mode_words(link.modes, 2),
                    f"{thing.name}：{mode_words(link.modes)}",
                    self._link(link.school),
                    9,
                )
            )
            edges.append(Edge(partner.iri, link.school, link.modes, mode_words(link.modes)))
        self._majors_beyond(partner, {link.school for link in shown}, nodes, edges)
        return draw(
            nodes,
            edges,
            alt=f"{clip(partner.name, 60)}和与它合作的 {len(shown)} 所学校",
            caption=_left_out(len(ranked), len(shown), "所学校"),
        )

    def whole(self) -> Drawing | None:
        """Draw all schools and partners together, shared partners first; None where nobody works together."""
        overview = self._overview
        if not overview.links:
            return None
        shared = self._shared_to_draw()
        kept_shared = {one.iri for one in shared}
        reach: defaultdict[str, int] = defaultdict(int)
        for link in overview.links:
            reach[link.school] += link.partner in kept_shared
        schools = sorted(overview.by_school, key=lambda iri: (-reach[iri], self._name(iri), iri))
        schools = schools[: MAX_WHOLE // 2]
        core = sorted(kept_shared | set(schools))
        ties = [link for link in overview.links if link.school in set(core) and link.partner in set(core)]
        leaves = self._leaves(schools, set(core), MAX_WHOLE - len(core))
        at = layout.whole(
            core,
            [(one.school, one.partner) for one in ties],
            {school: [one.partner for one in found] for school, found in leaves.items()},
        )
        hanging = [link for found in leaves.values() for link in found]
        nodes = [self._core_node(iri, at[iri]) for iri in core]
        nodes += [
            Node(
                link.partner,
                self._name(link.partner),
                look_of(overview.things[link.partner]),
                at[link.partner],
                at[link.partner],
                hover=f"{self._name(link.partner)}：{mode_words(link.modes)}",
                href=self._link(link.partner),
                size=6,
                faint=True,
            )
            for link in hanging
        ]
        edges = [
            Edge(
                link.school,
                link.partner,
                link.modes,
                f"{self._name(link.school)} — {self._name(link.partner)}：{mode_words(link.modes)}",
                link.partner in kept_shared,
            )
            for link in [*ties, *hanging]
        ]
        drawn = {link.partner for link in hanging} | (set(core) & set(overview.by_partner))
        partners = len(drawn)
        missing = len(overview.by_partner) - partners
        caption = f"另有 {missing} 个合作方没有画出，见合作方列表。" if missing > 0 else ""
        if len(shared) < len(overview.shared):
            caption += f"其中 {len(overview.shared) - len(shared)} 个也与两所以上学校合作。"
        if len(schools) < len(overview.by_school):
            caption += f"另有 {len(overview.by_school) - len(schools)} 所学校没有画出，见学校列表。"
        together = "合作方与两所以上学校合作"
        together = f"其中 {len(shared)} 个{together}" if shared else f"还没有{together}"
        return draw(
            nodes,
            edges,
            alt=f"图中有 {len(schools)} 所学校和 {partners} 个合作方，{together}",
            caption=caption,
            roam=True,
        )

    def _shared_to_draw(self) -> list[Thing]:
        """Return shared partners, those of most schools first, as many as their lines stay readable."""
        drawn: list[Thing] = []
        ties = 0
        for partner in self._overview.shared[: MAX_WHOLE // 2]:
            ties += min(len(self._overview.schools_of[partner.iri]), _MAX_TIES // 6)
            if ties > _MAX_TIES:
                break
            drawn.append(partner)
        return drawn

    def _centre(self, thing: Thing) -> Node:
        return Node(
            thing.iri,
            thing.name,
            look_of(thing),
            (0, 0),
            (0, 0),
            hover=thing.name,
            size=16,
            strong=True,
            side="below",
            centre=True,
        )

    def _core_node(self, iri: str, at: layout.Point) -> Node:
        thing = self._overview.things[iri]
        schools = len(self._overview.by_partner.get(iri, ()))
        partners = len(self._overview.by_school.get(iri, ()))
        words = [f"{partners} 个合作方"] * bool(partners) + [f"{schools} 所学校的合作方"] * bool(schools)
        return Node(
            iri,
            thing.name,
            look_of(thing),
            at,
            at,
            hover=f"{thing.name}：{'，'.join(words)}",
            href=self._link(iri),
            size=min(26, 11 + 2 * schools) if schools > 1 else 13,
            strong=schools > 1,
        )

    def _partner_node(self, link: Link, at: layout.Point, narrow: layout.Point | None, side: Side) -> Node:
        thing = self._overview.things[link.partner]
        others = self._others(link)
        hover = f"{thing.name}：{mode_words(link.modes)}"
        if others:
            hover += f"；也与另外 {others} 所学校合作"
        return Node(
            link.partner,
            thing.name,
            look_of(thing),
            at,
            narrow,
            side,
            mode_words(link.modes, 2),
            hover,
            self._link(link.partner),
            10 if others else 8,
            bool(others),
        )

    def _beyond(self, school: Thing, shared: Sequence[Link], nodes: list[Node]) -> list[Edge]:
        """Add the other schools of shared partners beyond the right arc; return the lines to them."""
        ends: defaultdict[str, list[Link]] = defaultdict(list)
        for link in shared:
            for other in self._overview.by_partner[link.partner][:_MAX_SEEN]:
                if other.school != school.iri:
                    ends[other.school].append(other)
        drawn = {node.key for node in nodes}
        new = [iri for iri in ends if iri not in drawn]
        new = sorted(new, key=lambda iri: (-len(ends[iri]), self._name(iri), iri))[:MAX_OUTER]
        for iri, (x, y) in zip(new, layout.ladder(len(new), gap=_GAP + 4, reach=560), strict=True):
            thing = self._overview.things[iri]
            href = self._link(iri)
            nodes.append(Node(iri, thing.name, look_of(thing), (x, y), side="right", href=href))
        kept = drawn | set(new)
        return [
            Edge(link.partner, iri, link.modes, mode_words(link.modes))
            for iri in ends
            if iri in kept
            for link in ends[iri]
        ]

    def _majors_beyond(self, partner: Thing, schools: set[str], nodes: list[Node], edges: list[Edge]) -> None:
        pairs = [
            (major, school)
            for major, school in self._overview.majors_with.get(partner.iri, ())
            if school in schools and major in self._overview.things
        ]
        majors = sorted({major for major, _ in pairs}, key=lambda iri: (self._name(iri), iri))[:MAX_OUTER]
        for iri, at in zip(majors, layout.ladder(len(majors), gap=_GAP, reach=620), strict=True):
            name = self._name(iri)
            nodes.append(Node(iri, name, "major", at, side="right", hover=f"专业：{name}"))
        kept = set(majors)
        edges += [Edge(school, major, hover="专业") for major, school in pairs if major in kept]

    def _ranked(self, links: Sequence[Link]) -> list[Link]:
        """Order a school's links: partners of most schools first, then by kind and name."""
        return sorted(
            links,
            key=lambda one: (
                -self._others(one),
                self._place_of_look[look_of(self._overview.things[one.partner])],
                self._name(one.partner),
                one.partner,
            ),
        )

    def _others(self, link: Link) -> int:
        """Return how many other schools work with the partner of `link`."""
        return len(self._overview.schools_of[link.partner]) - 1

    def _leaves(self, schools: Sequence[str], core: set[str], room: int) -> dict[str, list[Link]]:
        """Share `room` among the schools' remaining partners, one for each school in turn."""
        waiting = {
            iri: [one for one in self._ranked(self._overview.by_school[iri]) if one.partner not in core]
            for iri in schools
        }
        taken: dict[str, list[Link]] = {iri: [] for iri in schools}
        seen = set(core)
        for turn in range(max((len(found) for found in waiting.values()), default=0)):
            for iri in schools:
                if room <= 0:
                    return taken
                if turn < len(waiting[iri]) and waiting[iri][turn].partner not in seen:
                    seen.add(waiting[iri][turn].partner)
                    taken[iri].append(waiting[iri][turn])
                    room -= 1
        return taken

    def _name(self, iri: str) -> str:
        thing = self._overview.things.get(iri)
        return thing.name if thing else iri

    def _link(self, iri: str) -> str | None:
        return self._addresses.link(iri, "")


def _left_out(total: int, shown: int, unit: str) -> str:
    return f"共 {total} {unit}，图中画出 {shown} 个，其余见下面的表。" if shown < total else ""
