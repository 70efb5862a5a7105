"""Shortest chains in a graph of links, those that tell most first.

Of chains with equally many steps that one tells most which passes things with few neighbours: that two
schools share an enterprise of three schools says more than that they share one of thousands. The cost of a
chain is the sum of the logarithms of the degrees of what lies between its ends. So the first chain is the one
that a random walk from its beginning, which goes on to any neighbour with the same chance, most likely takes
(its probability is the product of the degrees' reciprocals). The idea of weighing a shared neighbour by the
logarithm of its degree is that of L. A. Adamic and E. Adar, Friends and neighbors on the Web, Social Networks
25 (2003) 211-230.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest
from math import log
from typing import Any, Final

import networkx as nx

# Costs are whole numbers of millionths, so that a sum is the same in whatever order it is made.
_UNIT: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Chain:
    """What a chain passes from its beginning to its end, both included, and what it costs."""

    things: tuple[int, ...]
    cost: float


def graph_of(pairs: Iterable[tuple[int, int]]) -> Any:
    """Return the undirected networkx graph of numbered things that are linked; none is linked to itself."""
    graph = nx.Graph()
    graph.add_edges_from((here, there) for here, there in pairs if here != there)
    return graph


def chains(graph: Any, start: int, end: int, most_steps: int, count: int) -> tuple[Chain, ...]:
    """Return at most `count` of the shortest chains from `start` to `end`, the one that tells most first.

    All have the same number of steps, at most `most_steps`; none is returned where there is no such chain.
    Chains of the same cost come in the order of their numbers. The answer depends on the links alone, not on
    the order in which they came.
    """
    if start == end or start not in graph or end not in graph:
        return ()
    try:
        steps = len(nx.bidirectional_shortest_path(graph, start, end)) - 1
    except nx.NetworkXNoPath:
        return ()
    if steps > most_steps:
        return ()
    # From the end back, as far as is needed: whoever stands at the beginning has its neighbours in there.
    distance = nx.single_source_shortest_path_length(graph, end, cutoff=steps - 1)
    layers = [[start]]
    for left in range(steps - 1, -1, -1):
        reached = {other for one in layers[-1] for other in graph[one] if distance.get(other) == left}
        layers.append(sorted(reached))
    best: dict[int, list[tuple[int, tuple[int, ...]]]] = {end: [(0, (end,))]}
    for layer in reversed(layers[:-1]):
        best = {
            one: nsmallest(
                count,
                (
                    (cost + (0 if other == end else _cost(graph, other)), (one, *rest))
                    for other in graph[one]
                    if other in best
                    for cost, rest in best[other]
                ),
            )
            for one in layer
        }
    return tuple(Chain(things, cost / _UNIT) for cost, things in best[start])


def _cost(graph: Any, thing: int) -> int:
    return round(log(len(graph[thing])) * _UNIT)
