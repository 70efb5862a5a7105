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
from itertools import chain
from typing import Final

from ..names import normal_form
from .decision_chains import Chains
from .decision_rows import Decision
from .mentions import Node
from .regions import is_national, leading_region

_NAMES_TOLD: Final = 5


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
    given = [one for one in bound if one.row.action in ("rename", "kind")]
    if not given:
        return
    said = Chains(_said(bound))
    kinds = _kinds(given, said)
    for one in given:
        target = _target(one, kinds, said)
        if target != one.node and target in nodes:
            yield one, target


def _said(bound: Iterable[Bound]) -> Iterator[tuple[Node, Node, Decision]]:
    for one in bound:
        if one.row.action == "same" and one.other is not None:
            yield one.node, one.other, one.row


def _kinds(bound: Iterable[Bound], said: Chains) -> dict[Node, str]:
    """Return the kind that people give a thing, by the node that stands for it."""
    return {said.thing(one.node): one.row.other for one in bound if one.row.action == "kind"}


def _target(one: Bound, kinds: dict[Node, str], said: Chains) -> Node:
    """Return the node that has the IRI which a new name or kind gives to the thing of a row."""
    node, kind = one.node, kinds.get(said.thing(one.node))
    if kind:
        node = replace(node, kind="school" if kind == "school" else "organisation")
    return renamed_node(node, one.row.other) if one.row.action == "rename" else node


def _conflicts(bound: Sequence[Bound], nodes: Collection[Node]) -> Iterator[Conflict]:
    said = Chains(_said(bound))
    further = ((one.node, target, one.row) for one, target in implied(bound, nodes))
    joined = Chains(chain(_said(bound), further))
    yield from _said_apart(bound, joined)
    yield from _said_twice(bound, joined, "rename", "给同一个事物起了几个新名称")
    yield from _said_twice(bound, joined, "kind", "给同一个事物定了几个类别")
    yield from _one_name_for_two(bound, said)


def _said_apart(bound: Iterable[Bound], joined: Chains) -> Iterator[Conflict]:
    """1: rows that make one thing of what a row calls two."""
    for one in bound:
        if one.row.action == "different" and one.other is not None:
            rows = joined.rows_between(one.node, one.other)
            if rows:
                told = f"说 {one.row.thing!r} 和 {one.row.other!r} 相同，又说它们不同"
                yield Conflict(rows | {one.row}, told)


def _said_twice(bound: Iterable[Bound], joined: Chains, action: str, reason: str) -> Iterator[Conflict]:
    """2: one thing with two new names or kinds."""
    of_thing: dict[Node, list[Bound]] = {}
    for one in bound:
        if one.row.action == action:
            of_thing.setdefault(joined.thing(one.node), []).append(one)
    for same in of_thing.values():
        names = sorted({one.row.other for one in same})
        if len(names) > 1:
            more = "……" if len(names) > _NAMES_TOLD else ""
            told = "、".join(map(repr, names[:_NAMES_TOLD]))
            yield Conflict(frozenset(one.row for one in same), f"{reason}（{told}{more}）")


def _one_name_for_two(bound: Sequence[Bound], said: Chains) -> Iterator[Conflict]:
    """3: two things with one new name. That one may be a school and the other none makes them no clearer."""
    of_name: dict[tuple[str, str, str], list[Bound]] = {}
    for one in bound:
        if one.row.action == "rename":
            target = renamed_node(one.node, one.row.other)
            kind = "agent" if target.kind in ("organisation", "school") else target.kind
            of_name.setdefault((kind, target.scope, target.form), []).append(one)
    for renamed in of_name.values():
        if len({said.thing(one.node) for one in renamed}) > 1:
            yield Conflict(
                frozenset(one.row for one in renamed),
                f"把不同的事物都改名为 {renamed[0].row.other!r}（若是同一个，请先写一行“相同”）",
            )
