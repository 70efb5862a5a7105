"""What rows of decisions.csv make one thing, in one step or several, and which rows do so.

Nodes are vertices and rows edges. The rows on any simple path between two nodes are those of the biconnected
components on the one path between the two in the tree of these components and their vertices (the block-cut
tree; Harary, Graph Theory, 1969, chapter 4).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import networkx as nx

from .decision_rows import Decision
from .mentions import Node

#: A vertex of the tree: a node, or the number of a biconnected component.
_Vertex = Node | int


class Chains:
    """The things that rows make of nodes."""

    def __init__(self, edges: Iterable[tuple[Node, Node, Decision]]) -> None:
        """Take pairs of nodes with the row that says of each that it is one thing."""
        self._graph = nx.Graph()
        for one, other, row in edges:
            if not self._graph.has_edge(one, other):
                self._graph.add_edge(one, other, rows=set())
            self._graph.edges[one, other]["rows"].add(row)
        self._things: dict[Node, Node] = {}
        for part in nx.connected_components(self._graph):
            self._things |= dict.fromkeys(part, min(part))

    def thing(self, node: Node) -> Node:
        """Return the smallest node of the thing that `node` is one of."""
        return self._things.get(node, node)

    def rows_between(self, one: Node, other: Node) -> frozenset[Decision]:
        """Return the rows on any simple path between two nodes; none where they are not one thing."""
        if one == other or self.thing(one) != self.thing(other):
            return frozenset()
        parents, blocks = self._tree
        above = dict.fromkeys(_upwards(one, parents))
        way = list(_upwards(other, parents))
        meeting = next(vertex for vertex in way if vertex in above)
        path = [*list(above)[: list(above).index(meeting) + 1], *way[: way.index(meeting)]]
        return frozenset().union(*(blocks[vertex] for vertex in path if isinstance(vertex, int)))

    @cached_property
    def _tree(self) -> tuple[dict[_Vertex, _Vertex], list[set[Decision]]]:
        """Return the parent of every vertex of the trees but their roots, and the rows of each component."""
        tree, blocks = nx.Graph(), list[set[Decision]]()
        for number, edges in enumerate(nx.biconnected_component_edges(self._graph)):
            block: set[Decision] = set()
            for one, other in edges:
                block |= self._graph.edges[one, other]["rows"]
                tree.add_edge(number, one)
                tree.add_edge(number, other)
            blocks.append(block)
        parents: dict[_Vertex, _Vertex] = {}
        for root in set(self._things.values()):
            parents.update(nx.bfs_predecessors(tree, root))
        return parents, blocks


def _upwards(vertex: _Vertex, parents: dict[_Vertex, _Vertex]) -> Iterable[_Vertex]:
    yield vertex
    while (parent := parents.get(vertex)) is not None:
        yield parent
        vertex = parent
