"""Decisions that contradict each other: found, named, and none of them applied.

What counts as a contradiction, with "one thing" meaning joined by rows that say 相同, in one step or several:

1. Two things are said to be different, and by other rows to be one.
2. One thing is given two new names, or two kinds.
3. Two things are given the same new name, and no row says that they are one.

A new name that reports use for another thing says that the two are one, so that no two things share an IRI.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import networkx as nx

from ..names import normal_form
from .decision_rows import Decision
from .mentions import Node
from .regions import is_national, leading_region


@dataclass(frozen=True, slots=True)
class Bound:
    """A row and the nodes that it speaks of; `other` only where the row says same or different."""

    row: Decision
    node: Node
    other: Node | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rows that contradict each other, and in Chinese how."""

    rows: frozenset[Decision]
    reason: str


def renamed_node(node: Node, name: str) -> Node:
    """Return the node whose own IRI the entity of `node` has once people call it `name`.

    A name that says whose it is (聊城市残联, 中国残联) belongs to no place, any other to the place of `node`.
    """
    placed = node.scope and not leading_region(name) and not is_national(name)
    return Node(node.kind, node.scope if placed else "", normal_form(name))


def without_conflicts(
    bound: Collection[Bound], nodes: Collection[Node]
) -> tuple[list[Bound], list[Conflict]]:
    """Return the rows that contradict no other, and the conflicts of the rest.

    Every round takes away all rows in conflict at once, so that the order of rows means nothing.
    """
    kept, conflicts = list(bound), list[Conflict]()
    while found := list(_conflicts(kept, nodes)):
        conflicts += found
        gone = {row for one in found for row in one.rows}
        kept = [one for one in kept if one.row not in gone]
    return kept, conflicts


def implied(bound: Iterable[Bound], nodes: Collection[Node]) -> Iterator[tuple[Bound, Node]]:
    """Yield each row that renames a thing, or changes its kind, to what is a node already, with that node."""
    bound = list(bound)
    said = _graph((one.node, one.other, one.row) for one in bound if one.row.action == "same")
    kinds = _kinds(bound, said)
    for one in bound:
        if one.row.action in ("rename", "kind"):
            target = _target(one, kinds, said)
            if target != one.node and target in nodes:
                yield one, target


def _kinds(bound: Iterable[Bound], said: nx.Graph) -> dict[Node, str]:
    """Return the kind that people give a thing, by the node that stands for it."""
    return {_representative(said, one.node): one.row.other for one in bound if one.row.action == "kind"}


def _target(one: Bound, kinds: dict[Node, str], said: nx.Graph) -> Node:
    """Return the node that has the IRI which a new name or kind gives to the thing of a row."""
    node, kind = one.node, kinds.get(_representative(said, one.node))
    if kind:
        node = replace(node, kind="school" if kind == "school" else "organisation")
    return renamed_node(node, one.row.other) if one.row.action == "rename" else node


def _conflicts(bound: Sequence[Bound], nodes: Collection[Node]) -> Iterator[Conflict]:
    said = _graph((one.node, one.other, one.row) for one in bound if one.row.action == "same")
    everything = said.copy()
    _connect(everything, ((one.node, target, one.row) for one, target in implied(bound, nodes)))
    yield from _said_apart(bound, everything)
    yield from _said_twice(bound, everything, "rename", "给同一个事物起了几个新名称")
    yield from _said_twice(bound, everything, "kind", "给同一个事物定了几个类别")
    yield from _one_name_for_two(bound, said)


def _said_apart(bound: Iterable[Bound], joined: nx.Graph) -> Iterator[Conflict]:
    """1: rows that make one thing of what a row calls two are those on any path between the two."""
    for one in bound:
        if one.row.action != "different" or not _connected(joined, one.node, one.other):
            continue
        part = joined.subgraph(nx.node_connected_component(joined, one.node)).copy()
        pair = frozenset((one.node, one.other))
        if not part.has_edge(one.node, one.other):
            part.add_edge(one.node, one.other, rows=frozenset())
        # Edges on a common circle with this one: exactly those of the paths from one end to the other.
        for edges in nx.biconnected_component_edges(part):
            pairs = [frozenset(edge) for edge in edges]
            if pair in pairs:
                rows = frozenset().union(*(part.edges[tuple(edge)]["rows"] for edge in pairs))
                yield Conflict(
                    rows | {one.row}, f"说 {one.row.thing!r} 和 {one.row.other!r} 相同，又说它们不同"
                )


def _said_twice(bound: Iterable[Bound], joined: nx.Graph, action: str, reason: str) -> Iterator[Conflict]:
    """2: one thing with two new names or kinds."""
    of_thing: dict[Node, list[Bound]] = {}
    for one in bound:
        if one.row.action == action:
            of_thing.setdefault(_representative(joined, one.node), []).append(one)
    for same in of_thing.values():
        if len({one.row.other for one in same}) > 1:
            said = "、".join(sorted({repr(one.row.other) for one in same}))
            yield Conflict(frozenset(one.row for one in same), f"{reason}（{said}）")


def _one_name_for_two(bound: Sequence[Bound], said: nx.Graph) -> Iterator[Conflict]:
    """3: two things with one new name."""
    kinds = _kinds(bound, said)
    of_name: dict[Node, list[Bound]] = {}
    for one in bound:
        if one.row.action == "rename":
            of_name.setdefault(_target(one, kinds, said), []).append(one)
    for renamed in of_name.values():
        if len({_representative(said, one.node) for one in renamed}) > 1:
            yield Conflict(
                frozenset(one.row for one in renamed),
                f"把不同的事物都改名为 {renamed[0].row.other!r}（若是同一个，请先写一行“相同”）",
            )


def _graph(edges: Iterable[tuple[Node, Node | None, Decision]]) -> nx.Graph:
    graph = nx.Graph()
    _connect(graph, edges)
    return graph


def _connect(graph: nx.Graph, edges: Iterable[tuple[Node, Node | None, Decision]]) -> None:
    for one, other, row in edges:
        known = graph.edges[one, other]["rows"] if graph.has_edge(one, other) else frozenset()
        graph.add_edge(one, other, rows=known | {row})


def _connected(graph: nx.Graph, one: Node, other: Node | None) -> bool:
    return one in graph and other in graph and nx.has_path(graph, one, other)


def _representative(graph: nx.Graph, node: Node) -> Node:
    """Return the smallest node of the thing that `node` is one of."""
    return min(nx.node_connected_component(graph, node)) if node in graph else node
