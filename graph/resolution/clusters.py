"""Sets of nodes that are one thing: union-find whose outcome does not depend on the order of joins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from .mentions import Node


class Clusters:
    """Disjoint sets of nodes. The smallest node of a set stands for it."""

    def __init__(self, nodes: Iterable[Node], declared: Mapping[Node, Set[str]]) -> None:
        """Begin with every node by itself; `declared` are the reports that have a fact about each."""
        self._parent = {node: node for node in nodes}
        self._declared: dict[Node, set[str]] = {node: set(declared.get(node, ())) for node in self._parent}

    def find(self, node: Node) -> Node:
        """Return the node that stands for the set of `node`. Raises KeyError for an unknown node."""
        root = node
        while (parent := self._parent[root]) != root:
            root = parent
        while (parent := self._parent[node]) != root:
            self._parent[node], node = root, parent
        return root

    def join(self, one: Node, other: Node) -> None:
        """Make the sets of both nodes one."""
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            self._parent[second] = first
            self._declared[first] |= self._declared.pop(second)

    def join_apart(self, one: Node, other: Node) -> bool:
        """Join the sets unless some report declares both as things of their own; say whether they are one."""
        first, second = self.find(one), self.find(other)
        if first != second and self._declared[first].isdisjoint(self._declared[second]):
            self.join(first, second)
        return self.find(first) == self.find(second)

    def groups(self) -> Iterator[tuple[Node, list[Node]]]:
        """Yield every set, as the node that stands for it and all its nodes, both in sorted order."""
        groups: dict[Node, list[Node]] = {}
        for node in sorted(self._parent):
            groups.setdefault(self.find(node), []).append(node)
        yield from sorted(groups.items())
