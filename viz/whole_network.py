"""The network of all schools and partners together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from . import layout
from .addresses import Addresses
from .drawing import Drawing, Edge, Node, draw
from .model import Link, Overview, Thing
from .networks import look_of, mode_words, ranked

#: Pictures of more nodes than these cannot be read; what is left out is said in words.
MAX_WHOLE: Final = 400
#: Lines to shared partners; more of them hide each other.
_MAX_TIES: Final = 300


class WholeNetwork:
    """Draws the network of all; links lead to pages by `addresses`."""

    def __init__(self, overview: Overview, addresses: Addresses) -> None:
        self._overview = overview
        self._around = overview.around
        self._addresses = addresses

    def draw(self) -> Drawing | None:
        """Draw all schools and partners together, shared partners first; None where nobody works together."""
        overview = self._overview
        if not overview.links:
            return None
        shared = self._shared_to_draw()
        kept_shared = {one.iri for one in shared}
        reach: defaultdict[str, int] = defaultdict(int)
        for link in overview.links:
            reach[link.school] += link.partner in kept_shared
        schools = sorted(overview.around.by_school, key=lambda iri: (-reach[iri], self._name(iri), iri))
        schools = schools[: MAX_WHOLE // 2]
        core = sorted(kept_shared | set(schools))
        inside = set(core)
        ties = [link for link in overview.links if link.school in inside and link.partner in inside]
        leaves = self._leaves(schools, inside, MAX_WHOLE - len(core))
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
                look_of(overview.around.things[link.partner]),
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
        drawn = {link.partner for link in hanging} | (inside & set(overview.around.by_partner))
        partners = len(drawn)
        missing = len(overview.around.by_partner) - partners
        caption = f"另有 {missing} 个合作方没有画出，见合作方列表。" if missing > 0 else ""
        if len(shared) < len(overview.shared):
            caption += f"其中 {len(overview.shared) - len(shared)} 个也与两所以上学校合作。"
        if len(schools) < len(overview.around.by_school):
            caption += f"另有 {len(overview.around.by_school) - len(schools)} 所学校没有画出，见学校列表。"
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
            ties += min(len(self._around.by_partner[partner.iri]), _MAX_TIES // 6)
            if ties > _MAX_TIES:
                break
            drawn.append(partner)
        return drawn

    def _core_node(self, iri: str, at: layout.Point) -> Node:
        thing = self._around.things[iri]
        schools = len(self._around.by_partner.get(iri, ()))
        partners = len(self._around.by_school.get(iri, ()))
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

    def _leaves(self, schools: Sequence[str], core: set[str], room: int) -> dict[str, list[Link]]:
        """Share `room` among the schools' remaining partners, one for each school in turn."""
        waiting = {
            iri: [one for one in ranked(self._around.by_school[iri], self._around) if one.partner not in core]
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
        thing = self._around.things.get(iri)
        return thing.name if thing else iri

    def _link(self, iri: str) -> str | None:
        return self._addresses.link(iri, "")
