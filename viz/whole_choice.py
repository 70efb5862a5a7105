"""Which nodes and lines the network of everything has where a graph holds more than can be drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .looks import ranked
from .model import Link, Overview

#: So many nodes a browser draws within two seconds.
MAX_NODES: Final = 20_000


@dataclass(frozen=True, slots=True)
class Choice:
    """What is drawn, by IRI: the `core` (schools, partners of several), the `leaves` of its schools, lines.

    `left_out` counts the schools and the partners that are not drawn.
    """

    core: tuple[str, ...]
    leaves: Mapping[str, tuple[str, ...]]
    links: tuple[Link, ...]
    left_out: tuple[int, int]


def choose(overview: Overview, limit: int = MAX_NODES) -> Choice:
    """Return what of the network is drawn: at most `limit` nodes.

    Shared partners come first, those of most schools before others, up to half of the room; then schools,
    those with most shared partners first; then the partners of one school only, one of each school in turn.
    """
    around = overview.around
    shared = [one.iri for one in overview.shared[: limit // 2]]
    kept = set(shared)
    ties: defaultdict[str, int] = defaultdict(int)
    for link in overview.links:
        ties[link.school] += link.partner in kept

    def rank(iri: str) -> tuple[int, str, str]:
        return -ties[iri], overview.things[iri].name if iri in overview.things else iri, iri

    schools = sorted((iri for iri in around.by_school if iri not in kept), key=rank)
    schools = schools[: limit - len(shared)]
    core = (*shared, *schools)
    inside = set(core)
    both = [iri for iri in core if iri in around.by_school]
    leaves = _leaves(overview, both, inside, limit - len(core))
    drawn = inside | {iri for found in leaves.values() for iri in found}
    links = tuple(one for one in overview.links if one.school in drawn and one.partner in drawn)
    missing = sum(iri not in drawn for iri in around.by_school)
    return Choice(core, leaves, links, (missing, sum(iri not in drawn for iri in around.by_partner)))


def _leaves(
    overview: Overview, schools: Sequence[str], core: set[str], room: int
) -> dict[str, tuple[str, ...]]:
    """Share `room` among the schools' remaining partners, one for each school in turn."""
    waiting = {
        iri: [
            one.partner
            for one in ranked(overview.around.by_school[iri], overview.around)
            if one.partner not in core
        ]
        for iri in schools
    }
    taken: defaultdict[str, list[str]] = defaultdict(list)
    seen = set(core)
    turn = 0
    while room > 0 and waiting:
        waiting = {iri: found for iri, found in waiting.items() if turn < len(found)}
        for iri, found in waiting.items():
            if room > 0 and found[turn] not in seen:
                seen.add(found[turn])
                taken[iri].append(found[turn])
                room -= 1
        turn += 1
    return {iri: tuple(taken[iri]) for iri in schools if iri in taken}
