"""From the terms of an answer to the cells of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Final

from ..ontology.codes import Concept, concepts
from .model import SEPARATOR, Column, Query
from .table import Cell

#: Between the values of a list column, as people read it.
LIST_SIGN: Final = "、"


def cells(rows: Sequence[Sequence[Any]]) -> tuple[tuple[Cell, ...], ...]:
    """Return rows of terms as rows of cells, whatever the query."""
    return tuple(tuple(plain(term) for term in row) for row in rows)


def readers(query: Query) -> Iterator[tuple[Column, Callable[[Any], Cell]]]:
    """Yield for each described column of `query` what makes one of its terms a cell."""
    for column in query.columns:
        yield column, _reader(column)


def plain(term: Any) -> Cell:
    """Return a term as a cell: whole numbers and decimals as numbers, all else as text."""
    if term is None or isinstance(term, bool):
        return None if term is None else str(term).lower()
    if isinstance(term, Decimal):
        return int(term) if term == term.to_integral_value() else float(term)
    return term if isinstance(term, (int, float)) else str(term)


def _reader(column: Column) -> Callable[[Any], Cell]:
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
