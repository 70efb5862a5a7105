"""Run a query over a graph and return a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

from ..graph.store import Value
from ..ontology.codes import Concept, concepts
from .catalogue import SEPARATOR, Column, Query, named_query, read_query
from .parameters import bindings
from .table import Cell, Table

#: Between the values of a list column, as people read it.
LIST_SIGN: Final = "、"


class Answer(Protocol):
    """What a store gives back: names of variables, and rows with None for what is unbound."""

    @property
    def columns(self) -> Sequence[str]:
        """The variables of the SELECT."""

    @property
    def rows(self) -> Sequence[Sequence[Any]]:
        """One sequence of terms for each row, as long as `columns`."""


class Store(Protocol):
    """What a query needs of a graph's store."""

    def select(self, query: str, bindings: Mapping[str, Value]) -> Answer:
        """Answer a SELECT query whose variables `bindings` are bound."""


def run(store: Store, query: str | Path | Query, params: Mapping[str, object] | None = None) -> Table:
    """Answer a query: a shipped one by its name, a user's file by its path.

    `params` restricts the answer; a parameter that is not given restricts nothing. Raises UnknownQueryError,
    QueryFileError, ParameterError, or the store's error where the query itself is faulty.
    """
    query = find(query)
    answer = store.select(query.text, bindings(query, params or {}))
    if query.columns:
        return _described(query, answer)
    hidden = {one.variable for one in query.parameters}
    places = [i for i, name in enumerate(answer.columns) if name not in hidden]
    rows = tuple(tuple(plain(row[i]) for i in places) for row in answer.rows)
    return Table(tuple(answer.columns[i] for i in places), rows)


def find(query: str | Path | Query) -> Query:
    """Return the query that a name, a path or a text ending in `.rq` stands for.

    Raises UnknownQueryError or QueryFileError.
    """
    if isinstance(query, Query):
        return query
    if isinstance(query, Path) or query.endswith(".rq"):
        return read_query(Path(query))
    return named_query(query)


def _described(query: Query, answer: Answer) -> Table:
    places = {name: i for i, name in enumerate(answer.columns)}
    readers = [(places[column.name], _reader(column)) for column in query.columns]
    rows = tuple(tuple(read(row[i]) for i, read in readers) for row in answer.rows)
    headings = {column.name: column.heading for column in query.columns}
    return Table(tuple(headings), rows, headings)


def plain(term: Any) -> Cell:
    """Return a term as a cell: whole numbers and decimals as numbers, all else as text."""
    if term is None or isinstance(term, bool):
        return None if term is None else str(term).lower()
    if isinstance(term, Decimal):
        return int(term) if term == term.to_integral_value() else float(term)
    return term if isinstance(term, (int, float)) else str(term)


def _reader(column: Column) -> Callable[[Any], Cell]:
    """Return what makes a term of this column a cell."""
    kind = column.type
    if kind.name == "list":
        return lambda term: _list(term, kind.scheme)
    if kind.name == "code":
        return lambda term: None if term is None else _label(kind.scheme, str(term))
    if kind.name in {"integer", "decimal"}:
        return plain
    return lambda term: None if term is None else str(term)


def _list(term: Any, scheme: str) -> Cell:
    parts = {part for part in str(term or "").split(SEPARATOR) if part}
    if not parts:
        return None
    if not scheme:
        return LIST_SIGN.join(sorted(parts))
    order = {iri: concept.order for iri, concept in _by_iri(scheme).items()}
    known = sorted(parts, key=lambda iri: (order.get(iri, len(order) + 1), iri))
    return LIST_SIGN.join(_label(scheme, iri) for iri in known)


def _label(scheme: str, iri: str) -> str:
    """Return the Chinese label of a code, or the term itself where the list does not have it."""
    concept = _by_iri(scheme).get(iri)
    return concept.zh if concept else iri


@cache
def _by_iri(scheme: str) -> Mapping[str, Concept]:
    return {one.iri: one for one in concepts(scheme)}
