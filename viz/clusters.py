"""Groups of a network's nodes that hang together more than with the rest, and what they are called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

#: Neighbours of a node with the weights of the lines to them; a node's own loops are under itself.
Weights = list[dict[int, float]]

#: Rounds of moving nodes at one level, and levels; both end earlier where nothing moves.
_ROUNDS: Final = 12
_LEVELS: Final = 6
#: A region names a group where at least this share of the group's schools lies in it.
_MAJORITY: Final = 0.6


def communities(count: int, edges: Iterable[tuple[int, int]]) -> list[int]:
    """Return for each of the nodes 0 … `count` - 1 the number of its community.

    By the Louvain method (Blondel, Guillaume, Lambiotte, Lefebvre 2008, "Fast unfolding of communities in
    large networks"), visiting nodes in their order and taking the lowest number among equals, so that the
    same network always gives the same. Numbers start at 0, the largest community first. networkx has the
    method too and takes fifty times as long.
    """
    weights: Weights = [{} for _ in range(count)]
    for one, other in edges:
        weights[one][other] = weights[one].get(other, 0.0) + 1.0
        weights[other][one] = weights[other].get(one, 0.0) + 1.0
    home = list(range(count))
    for _ in range(_LEVELS):
        moved = _moved(weights)
        if moved is None:
            break
        home = [moved[one] for one in home]
        weights = _merged(weights, moved)
    sizes = Counter(home)
    order = {old: new for new, old in enumerate(sorted(sizes, key=lambda one: (-sizes[one], one)))}
    return [order[one] for one in home]


def _moved(weights: Weights) -> list[int] | None:
    """Move nodes between communities while that raises the modularity; None where nothing moves."""
    count = len(weights)
    degree = [sum(near.values()) for near in weights]
    total = sum(degree) or 1.0
    home, load = list(range(count)), degree.copy()
    for turn in range(_ROUNDS):
        moves = 0
        for node, near in enumerate(weights):
            ties: defaultdict[int, float] = defaultdict(float)
            for other, weight in near.items():
                if other != node:
                    ties[home[other]] += weight
            own, mass = home[node], degree[node]
            load[own] -= mass
            best, gain = own, ties.get(own, 0.0) - load[own] * mass / total
            for group in sorted(ties):
                more = ties[group] - load[group] * mass / total
                if more > gain + 1e-9:
                    best, gain = group, more
            load[best] += mass
            home[node] = best
            moves += best != own
        if not moves:
            if turn == 0:
                return None
            break
    number = {old: new for new, old in enumerate(sorted(set(home)))}
    return [number[one] for one in home]


def _merged(weights: Weights, home: Sequence[int]) -> Weights:
    """Return the network in which each community is one node."""
    merged: Weights = [{} for _ in range(max(home, default=-1) + 1)]
    for node, near in enumerate(weights):
        into = merged[home[node]]
        for other, weight in near.items():
            into[home[other]] = into.get(home[other], 0.0) + weight
    return merged


def region_of(
    places: Iterable[str], above: Callable[[str], Sequence[str]], names: Mapping[str, str]
) -> str | None:
    """Return the smallest region in which most of the schools lie, or None where there is none.

    `places` are the codes of the schools' regions, "" where unknown; `above` gives the codes around one,
    `names` those regions that have a name.
    """
    codes = [code for code in places if code]
    if not codes:
        return None
    counts = Counter(one for code in codes for one in (code, *above(code)) if one in names)
    wide = {code: len(above(code)) for code in counts}
    most = [code for code, count in counts.items() if count >= _MAJORITY * len(codes)]
    return max(most, key=lambda code: (wide[code], counts[code], code), default=None)
