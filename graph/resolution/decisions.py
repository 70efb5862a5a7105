"""Decisions of people about who is who, bound to the nodes of a set of reports.

Decisions are asked before any rule, and no rule overrides them. Where two contradict each other, none of
those concerned is applied, and the build says which lines they are: it is for people to settle.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from .decision_conflicts import Bound, implied, renamed_node, without_conflicts
from .decision_lookup import LookupFailedError, Things, kind_word
from .decision_rows import Decision, DecisionError, read_rows
from .mentions import Node

__all__ = ["Decision", "DecisionError", "Decisions", "NodeDecisions", "read_decisions", "renamed_node"]

_GIVEN: Final = ("rename", "kind")
_LINES_TOLD: Final = 20
# A name that people gave may be renamed, and so on: nobody does so often.
_ROUNDS: Final = 3


@dataclass(frozen=True, slots=True)
class NodeDecisions:
    """Decisions about the nodes of a set of reports; none of them contradicts another.

    `same` are pairs to join before anything else, `different` pairs whose clusters never join. `labels` gives
    the new name of the entity that holds a node (`renamed_node` says which node's IRI it then has), `kinds`
    the code of its kind of partner. `not_partners` are (school, node): the node is no partner of the school
    with that normal form, of no school where it is empty. `warnings` are in the order of the file's lines.
    """

    same: tuple[tuple[Node, Node], ...] = ()
    different: tuple[tuple[Node, Node], ...] = ()
    labels: Mapping[Node, str] = field(default_factory=lambda: MappingProxyType({}))
    kinds: Mapping[Node, str] = field(default_factory=lambda: MappingProxyType({}))
    not_partners: frozenset[tuple[str, Node]] = frozenset()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of one file: its name, as warnings say it, and its rows."""

    file: str = "decisions.csv"
    rows: tuple[Decision, ...] = ()

    @classmethod
    def none(cls) -> Decisions:
        """Return no decisions at all."""
        return cls()

    def bind(
        self, nodes: Mapping[Node, Collection[str]], places: Mapping[str, str] | None = None
    ) -> NodeDecisions:
        """Return what the decisions say of `nodes`, given with all names that reports use for each.

        `places` maps the normal form of a school's name to the scope of its place (`regions.Place.scope`), so
        that a row's school tells whose 市残联 is meant; without it the place is read from the school's name.
        Rows whose things are not among the nodes, or that contradict each other, are warnings.
        """
        if not self.rows:
            return NodeDecisions()
        return _Binding(self, nodes, places or {}).bind()


def read_decisions(path: Path) -> Decisions:
    """Read the decisions in the file `path`; there are none where no such file is.

    Raises DecisionError naming the file and lines that cannot be understood.
    """
    return Decisions(path.name, read_rows(path)) if path.exists() else Decisions.none()


class _Binding:
    """Binds rows to nodes; its state is the warnings met so far, each with the lines that it is about."""

    def __init__(
        self, decisions: Decisions, nodes: Mapping[Node, Collection[str]], places: Mapping[str, str]
    ) -> None:
        self.file, self.rows, self.nodes = decisions.file, decisions.rows, nodes
        self.things = Things(nodes, self.rows, places)
        self.told: list[tuple[tuple[int, ...], str]] = []

    def bind(self) -> NodeDecisions:
        bound = [*self._given(), *self._bound([row for row in self.rows if row.action not in _GIVEN])]
        refused = self._refused([one for one in bound if one.row.action == "not-a-partner"])
        bound = [one for one in bound if one.row.action != "not-a-partner"]
        kept, conflicts = without_conflicts(bound, self.nodes)
        for conflict in conflicts:
            self._tell(conflict.rows, f"互相矛盾：{conflict.reason}。这几行都没有采用，请改正或删去其中的行")
        return NodeDecisions(
            same=_pairs(
                [*_said(kept, "same"), *((one.node, node) for one, node in implied(kept, self.nodes))]
            ),
            different=_pairs(_said(kept, "different")),
            labels=_by_node(kept, "rename"),
            kinds=_by_node(kept, "kind"),
            not_partners=refused,
            warnings=tuple(
                f"{self.file}，第 {_listed(lines)} 行：{text}" for lines, text in sorted(self.told)
            ),
        )

    def _given(self) -> Iterator[Bound]:
        """Bind new names and kinds first: rows may speak of a thing by the name or IRI that it then has."""
        rows = [row for row in self.rows if row.action in _GIVEN]
        given: dict[Node, set[Decision]] = {}
        for _ in range(_ROUNDS):
            found = [*self._bound(rows, told=False)]
            for one in found:
                given.setdefault(one.node, set()).add(one.row)
            for node in {one.node for one in found}:
                for target in _targets(node, given[node]):
                    self.things.call(node, target)
            yield from found
            bound = {one.row for one in found}
            rows = [row for row in rows if row not in bound]
        yield from self._bound(rows)

    def _tell(self, rows: Collection[Decision], text: str) -> None:
        self.told.append((tuple(sorted({row.line for row in rows})), text))

    def _bound(self, rows: Sequence[Decision], *, told: bool = True) -> Iterator[Bound]:
        """Yield the rows whose things are nodes; of the others people are `told`."""
        for row in rows:
            try:
                nodes = self.things.find(row, row.thing)
                if row.action not in ("same", "different"):
                    yield from (Bound(row, node) for node in nodes)
                    continue
                (node,), (other,) = nodes, self.things.find(row, row.other)
            except LookupFailedError as error:
                if told:
                    self._tell((row,), str(error))
                continue
            if node == other:
                self._tell(
                    (row,), f"{row.thing!r} 和 {row.other!r} 是同一个名称的两种写法，这一行没有用上，可以删去"
                )
            elif _sort(node) != _sort(other):
                self._tell(
                    (row,),
                    f"{row.thing!r}（{kind_word(node)}）和 {row.other!r}（{kind_word(other)}）"
                    "不是一类事物，这一行没有用上。请改正或删去",
                )
            else:
                yield Bound(row, node, other)

    def _refused(self, bound: Sequence[Bound]) -> frozenset[tuple[str, Node]]:
        found = set()
        for one in bound:
            try:
                found.add((self.things.school(one.row), one.node))
            except LookupFailedError as error:
                self._tell((one.row,), str(error))
        return frozenset(found)


def _targets(node: Node, given: Collection[Decision]) -> set[Node]:
    """Return the nodes whose IRIs the thing of `node` may have by the new names and kinds given to it."""
    kinds = {row.other for row in given if row.action == "kind"}
    as_kinds = {replace(node, kind="school" if kind == "school" else "organisation") for kind in kinds}
    names = {row.other for row in given if row.action == "rename"}
    return as_kinds | {renamed_node(one, name) for one in as_kinds | {node} for name in names}


def _sort(node: Node) -> str:
    # What one report takes for an organisation is a school in another.
    return "school" if node.kind == "organisation" else node.kind


def _said(bound: Sequence[Bound], action: str) -> Iterator[tuple[Node, Node]]:
    for one in bound:
        if one.row.action == action and one.other is not None:
            yield one.node, one.other


def _pairs(pairs: Sequence[tuple[Node, Node]] | Iterator[tuple[Node, Node]]) -> tuple[tuple[Node, Node], ...]:
    return tuple(sorted({(min(pair), max(pair)) for pair in pairs}))


def _by_node(bound: Sequence[Bound], action: str) -> Mapping[Node, str]:
    found = {one.node: one.row.other for one in bound if one.row.action == action}
    return MappingProxyType(dict(sorted(found.items())))


def _listed(lines: Sequence[int]) -> str:
    more = f" 等 {len(lines)}" if len(lines) > _LINES_TOLD else ""
    return "、".join(map(str, lines[:_LINES_TOLD])) + more
