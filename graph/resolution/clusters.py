"""Sets of nodes that are one thing: union-find whose outcome does not depend on the order of joins.

Pairs that people have called different are never in one set, whatever rule would join them, and neither are
sets that hold the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from .mentions import Node

#: What became of an attempt to join: done, refused by people, or by a report that has both.
Outcome = Literal["joined", "decided", "declared"]


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """An attempt to join two sets by two of their nodes and a rule, and what became of it."""

    one: Node
    other: Node
    rule: str
    outcome: Outcome = "joined"


class Clusters:
    """Disjoint sets of nodes. The smallest node of a set stands for it."""

    def __init__(
        self,
        nodes: Iterable[Node],
        declared: Mapping[Node, Set[str]],
        different: Iterable[tuple[Node, Node]] = (),
    ) -> None:
        """Begin with every node by itself.

        `declared` are the reports that have a fact about each node, `different` the pairs that never join.
        """
        self._parent = {node: node for node in nodes}
        self._declared: dict[Node, set[str]] = {node: set(declared.get(node, ())) for node in self._parent}
        self._different: dict[Node, set[Node]] = {}
        for one, other in different:
            self._different.setdefault(one, set()).add(other)
            self._different.setdefault(other, set()).add(one)
        #: Every join and every refused one, in the order in which they were tried.
        self.joins: list[Join] = []

    def find(self, node: Node) -> Node:
        """Return the node that stands for the set of `node`. Raises KeyError for an unknown node."""
        root = node
        while (parent := self._parent[root]) != root:
            root = parent
        while (parent := self._parent[node]) != root:
            self._parent[node], node = root, parent
        return root

    def root_of(self, node: Node) -> Node | None:
        """Return the node that stands for the set of `node`, None where `node` is unknown."""
        return self.find(node) if node in self._parent else None

    def one(self, one: Node, other: Node) -> bool:
        """Say whether both nodes are in one set."""
        return self.find(one) == self.find(other)

    def join(self, one: Node, other: Node, rule: str) -> bool:
        """Make the sets of both nodes one by `rule`, unless people say they differ; say whether they are."""
        return self._try(one, other, rule, apart=False)

    def join_apart(self, one: Node, other: Node, rule: str) -> bool:
        """Join as `join` does, unless some report declares both as things of their own."""
        return self._try(one, other, rule, apart=True)

    def _try(self, one: Node, other: Node, rule: str, *, apart: bool) -> bool:
        first, second = sorted((self.find(one), self.find(other)))
        if first == second:
            return True
        outcome: Outcome = "joined"
        if second in self._different.get(first, ()):
            outcome = "decided"
        elif apart and not self._declared[first].isdisjoint(self._declared[second]):
            outcome = "declared"
        else:
            self._unite(first, second)
        self.joins.append(Join(min(one, other), max(one, other), rule, outcome))
        return outcome == "joined"

    def _unite(self, first: Node, second: Node) -> None:
        self._parent[second] = first
        self._declared[first] |= self._declared.pop(second)
        for other in self._different.pop(second, ()):
            self._different[other].discard(second)
            self._different[other].add(first)
            self._different.setdefault(first, set()).add(other)

    def groups(self) -> Iterator[tuple[Node, list[Node]]]:
        """Yield every set, as the node that stands for it and all its nodes, both in sorted order."""
        groups: dict[Node, list[Node]] = {}
        for node in sorted(self._parent):
            groups.setdefault(self.find(node), []).append(node)
        yield from sorted(groups.items())

    def rules(self) -> dict[Node, tuple[str, ...]]:
        """Return the sorted names of the rules that joined each set, by the node that stands for it."""
        found: dict[Node, set[str]] = {}
        for join in self.joins:
            if join.outcome == "joined":
                found.setdefault(self.find(join.one), set()).add(join.rule)
        return {root: tuple(sorted(rules)) for root, rules in found.items()}
