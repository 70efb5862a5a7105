"""The drawings of pages that do not yet show a data file: kept until they do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from . import layout
from .addresses import Addresses
from .drawing import Drawing, Edge, Node, Side, clip, draw
from .looks import look_of, mode_words, ranked
from .model import MAX_REACH, Around, Link, Thing

MAX_AROUND: Final = 60
MAX_SCHOOLS: Final = 24
MAX_OUTER: Final = 12
MAX_NARROW: Final = 24
_GAP: Final = 26


class FormerNetworks:
    """Draws the networks around schools and partners; links lead to pages by `addresses`."""

    def __init__(self, around: Around, addresses: Addresses) -> None:
        self._around = around
        self._addresses = addresses

    def around_school(self, school: Thing) -> Drawing | None:
        """Draw a school, its partners, and other schools of those; None where it has no partner."""
        links = self._ranked(self._around.by_school.get(school.iri, ()))
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
        links = self._around.by_partner.get(partner.iri, ())
        if not links:
            return None
        by_name = sorted(links, key=lambda one: (self._name(one.school), one.school))
        shown = by_name[:MAX_SCHOOLS]
        nodes = [self._centre(partner)]
        edges = []
        for place, (link, at) in enumerate(
            zip(shown, layout.ladder(len(shown), gap=_GAP + 6, reach=200), strict=True)
        ):
            narrow = (70, at[1]) if place < MAX_NARROW else None
            thing = self._around.things[link.school]
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
            caption=_left_out(len(by_name), len(shown), "所学校"),
        )

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

    def _partner_node(self, link: Link, at: layout.Point, narrow: layout.Point | None, side: Side) -> Node:
        thing = self._around.things[link.partner]
        others = self._others(link)
        hover = f"{thing.name}：{mode_words(link.modes)}"
        if others:
            more = "" if others < MAX_REACH else "以上"
            hover += f"；也与另外 {others} 所{more}学校合作"
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
            for other in self._around.seen[link.partner]:
                if other.school != school.iri:
                    ends[other.school].append(other)
        drawn = {node.key for node in nodes}
        new = [iri for iri in ends if iri not in drawn]
        new = sorted(new, key=lambda iri: (-len(ends[iri]), self._name(iri), iri))[:MAX_OUTER]
        for iri, (x, y) in zip(new, layout.ladder(len(new), gap=_GAP + 4, reach=560), strict=True):
            thing = self._around.things[iri]
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
            for major, school in self._around.majors_with.get(partner.iri, ())
            if school in schools and major in self._around.things
        ]
        majors = sorted({major for major, _ in pairs}, key=lambda iri: (self._name(iri), iri))[:MAX_OUTER]
        for iri, at in zip(majors, layout.ladder(len(majors), gap=_GAP, reach=620), strict=True):
            name = self._name(iri)
            nodes.append(Node(iri, name, "major", at, side="right", hover=f"专业：{name}"))
        kept = set(majors)
        edges += [Edge(school, major, hover="专业") for major, school in pairs if major in kept]

    def _ranked(self, links: Sequence[Link]) -> list[Link]:
        return ranked(links, self._around)

    def _others(self, link: Link) -> int:
        """Return how many other schools work with the partner of `link`; MAX_REACH stands for more, too."""
        return self._around.reach[link.partner] - 1

    def _name(self, iri: str) -> str:
        thing = self._around.things.get(iri)
        return thing.name if thing else iri

    def _link(self, iri: str) -> str | None:
        return self._addresses.link(iri, "")


def _left_out(total: int, shown: int, unit: str) -> str:
    return f"共 {total} {unit}，图中画出 {shown} 个，其余见下面的表。" if shown < total else ""
