"""Which nodes a row of decisions.csv speaks of: things by name or IRI, schools by name, IRI or place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final
from urllib.parse import unquote

from ..names import LOCAL_NAME_LENGTH, local_name, normal_form
from .decision_rows import TYPES, Decision, is_iri
from .mentions import Node
from .regions import leading_region, place_of

_AGENTS: Final = ("organisation", "school")
_NODES_TOLD: Final = 5


class LookupFailedError(LookupError):
    """A row's thing is not in the graph, or is several. The text says so in Chinese, and what to do."""


def local_iri(node: Node) -> str:
    """Return what follows "id/" in the node's own IRI, whatever the base: kind and local name."""
    scope = f"{local_name(node.scope)}_" if node.scope else ""
    return f"{node.kind}/{scope}{local_name(node.form)}"


class Things:
    """The nodes of a graph, to be found by what rows call them. Only what the rows name is indexed."""

    def __init__(
        self,
        nodes: Mapping[Node, Collection[str]],
        rows: Iterable[Decision],
        places: Mapping[str, str],
    ) -> None:
        """Index `nodes`, given with their names; `places` maps schools' normal forms to scopes of places."""
        said = {text for row in rows for text in (row.thing, row.other, row.school) if text}
        forms = {normal_form(text) for text in said if not is_iri(text)}
        # A local name ends in the form, or in the beginning of a long one and a digest.
        locals_said = (re.split("[/_]", _local(text))[-1] for text in said if is_iri(text))
        begins = {local[:LOCAL_NAME_LENGTH] for local in locals_said}
        self._places = places
        self._by_form: dict[str, dict[Node, None]] = {}
        self._by_name: dict[str, dict[Node, None]] = {}
        self._by_local: dict[str, dict[Node, None]] = {}
        for node in sorted(nodes):
            if node.form in forms:
                self._by_form.setdefault(node.form, {})[node] = None
            for form in ({normal_form(name) for name in nodes[node]} & forms) - {node.form}:
                self._by_name.setdefault(form, {})[node] = None
            if node.form[:LOCAL_NAME_LENGTH] in begins:
                self._by_local.setdefault(local_iri(node), {})[node] = None

    def call(self, node: Node, target: Node) -> None:
        """Let `node` be found by the name and the IRI that people's new name gives it, those of `target`."""
        if target != node:
            for index, key in ((self._by_name, target.form), (self._by_local, local_iri(target))):
                index.setdefault(key, {})[node] = None

    def find(self, row: Decision, thing: str) -> tuple[Node, ...]:
        """Return the nodes that `row` means by `thing`: one, or for not-a-partner maybe one in each place.

        Raises LookupFailedError.
        """
        found = self._by_iri(thing) if is_iri(thing) else self._named(row, thing)
        if row.action in ("kind", "not-a-partner"):
            found = [node for node in found if node.kind in _AGENTS]
        if not found:
            raise LookupFailedError(
                f"图谱里现在没有 {thing!r}，这一行没有用上。请核对写法和类型；等有它的报告进来，就会用上"
            )
        everywhere = row.action == "not-a-partner" and not row.school
        if len(found) > 1 and not (everywhere and len({node.form for node in found}) == 1):
            told = "、".join(local_iri(node) for node in found[:_NODES_TOLD])
            more = f" 等 {len(found)} 个" if len(found) > _NODES_TOLD else ""
            raise LookupFailedError(
                f"{thing!r} 不止指一个事物（{told}{more}），这一行没有用上。"
                "请在 type 列写明类型，在 school 列写明是哪所学校或哪个县市所说的，或者写 IRI"
            )
        return tuple(found)

    def school(self, row: Decision) -> str:
        """Return the normal form by which a report knows the row's school; empty where the row has none.

        Raises LookupFailedError where the graph has no such school.
        """
        if not row.school:
            return ""
        form = normal_form(row.school)
        found = self._by_iri(row.school) if is_iri(row.school) else self._all_named(row.school)
        schools = [node for node in found if node.kind == "school"]
        if not schools and form not in self._places:
            raise LookupFailedError(
                f"图谱里现在没有学校 {row.school!r}，这一行没有用上。请核对校名；等有它的报告进来，就会用上"
            )
        # What people call a school by may be one of its other names.
        return min((node.form for node in schools), default=form) if form not in self._places else form

    def _by_iri(self, iri: str) -> list[Node]:
        return list(self._by_local.get(_local(iri), ()))

    def _all_named(self, thing: str) -> list[Node]:
        """Return the nodes of that name, else those that have it as one of several names."""
        form = normal_form(thing)
        return list(self._by_form.get(form) or self._by_name.get(form) or ())

    def _named(self, row: Decision, thing: str) -> list[Node]:
        found = self._all_named(thing)
        if row.type:
            found = [node for node in found if node.kind == row.type]
        if row.school:
            scope = self._scope(row.school)
            local = [node for node in found if node.scope == scope]
            found = local or [node for node in found if not node.scope]
        return found

    def _scope(self, school: str) -> str:
        """Return the scope of the place that a school, or the name of a place, stands for."""
        found = self._by_iri(school) if is_iri(school) else self._all_named(school)
        schools = [node for node in found if node.kind == "school"]
        # A school may be named by one of its other names, and what a report tells of its place counts most.
        for form in (normal_form(school), *(node.form for node in schools)):
            if form in self._places:
                return self._places[form]
        if scopes := {node.scope for node in schools if node.scope}:
            return min(scopes)
        form = min((node.form for node in schools), default=normal_form(school))
        return place_of("" if leading_region(form) else form, form).scope


def _local(iri: str) -> str:
    """Return what follows "id/" in an IRI. Browsers copy IRIs with %XX for Chinese characters."""
    return unquote(iri.partition("/id/")[2])


def kind_word(node: Node) -> str:
    """Return what sort of thing a node is, in Chinese."""
    return TYPES[node.kind][0]
