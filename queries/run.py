"""Run a query over a graph and return a table, or its rows one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

from ..graph.store import GraphStore, Iri
from .binding import active, filled, filter_in, first_in, paged, values_block
from .catalogue import named_query, read_query
from .cells import cells, readers
from .computed import Request, compute
from .header import QueryFileError
from .model import Query
from .names import block
from .parameters import Argument, Name, arguments
from .scanning import scan_of
from .sorted_parts import FEW_ROWS, FEW_THINGS, PARTS, parts
from .stores import Answer, Store
from .table import Cell, Table

# Lines that say nothing of a query whose parameters are given: the columns of a computed one are not its own.
_SETTLED: Final = re.compile(r"^(?:# (?:name|param|parts): |[ \t]*#\? ).*\n", re.MULTILINE)
_COMPUTED: Final = re.compile(r"^(?:# (?:name|param|parts|column|computed): |[ \t]*#\? ).*\n", re.MULTILINE)


#: Rows of terms, as a store gives them.
_Rows = Iterator[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer whose rows of cells come one after the other; they can be taken once.

    `headings` are as in Table.
    """

    columns: tuple[str, ...]
    rows: Iterator[tuple[Cell, ...]]
    headings: Mapping[str, str]


def run(
    store: Store,
    query: str | Path | Query,
    params: Mapping[str, object] | None = None,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> Table:
    """Answer a query: a shipped one by its name, a user's file by its path.

    `params` restricts the answer; a parameter that is not given restricts nothing. At most `limit` rows come
    from `offset` on; None takes all. Raises UnknownQueryError, QueryFileError, ParameterError, or the
    store's error where the query itself is faulty.
    """
    found = answer(store, query, params, limit=limit, offset=offset)
    return Table(found.columns, tuple(found.rows), found.headings)


def answer(
    store: Store,
    query: str | Path | Query,
    params: Mapping[str, object] | None = None,
    *,
    limit: int | None = None,
    offset: int = 0,
) -> Answered:
    """Answer a query as `run` does, with rows that are asked for when they are taken.

    So an answer of millions of rows need not be held. Where its query has parts (see `sorted_parts`) and few
    rows are wanted, no more of them are asked for than these rows need. Raises as `run` does, the store's
    error while rows are taken too.
    """
    query = find(query)
    given = arguments(query, params or {})
    wanted = None if limit is None else offset + limit
    few = _few(wanted)
    found = _in_parts(store, query, given, wanted) if few else None
    found = found or _scanned(store, query, given)
    if found is None and not few:
        found = _in_parts(store, query, given, None)
    if found is not None:
        return _answered(query, found, limit, offset)
    text = _filled(store, query, given)
    if query.computed:
        made = compute(Request(store, query, given, text))
        return _answered(query, (made.columns, iter(made.rows)), limit, offset)
    part = paged(text, limit, offset)
    if part is None:
        return _answered(query, _asked(store, text), limit, offset)
    return _answered(query, _asked(store, part), None, 0)


def sparql(store: Store, query: str | Path | Query, params: Mapping[str, object] | None = None) -> str:
    """Return the SPARQL text that answers a query with these parameters, to be run anywhere.

    A name that a parameter gives is looked up in `store`. The text describes no parameters any more, so that
    it is a query of one's own for `run` too. Raises as `run`.
    """
    query = find(query)
    text = _filled(store, query, arguments(query, params or {}))
    return _SETTLED.sub("", text) if not query.computed else _COMPUTED.sub("", text)


def find(query: str | Path | Query) -> Query:
    """Return the query that a name, a path or a text ending in `.rq` stands for.

    Raises UnknownQueryError or QueryFileError.
    """
    if isinstance(query, Query):
        return query
    if isinstance(query, Path) or query.endswith(".rq"):
        return read_query(Path(query))
    return named_query(query)


def _asked(store: Store, text: str) -> tuple[Sequence[str], _Rows]:
    """Return the columns and rows of a SELECT; of a store on this machine rows come when they are taken."""
    if isinstance(store, GraphStore):
        return store.rows(text)
    found: Answer = store.select(text)
    return found.columns, iter(found.rows)


def _few(wanted: int | None) -> bool:
    return wanted is not None and wanted <= FEW_ROWS


def _scanned(store: Store, query: Query, given: Mapping[str, Argument]) -> tuple[Sequence[str], _Rows] | None:
    """Return the columns and rows of a question about a whole graph; None where it is none, or elsewhere."""
    scan = scan_of(query, given) if isinstance(store, GraphStore) else None
    if scan is None:
        return None
    texts = [_filled(store, replace(query, text=text), given) for text in scan.texts]
    # The store answers outside Python's lock.
    with ThreadPoolExecutor(len(texts)) as pool:
        columns, rows = scan.answer(list(pool.map(lambda text: _whole(store, text), texts)))
    return columns, iter(rows)


def _whole(store: Store, text: str) -> tuple[Sequence[str], Sequence[Sequence[Any]]]:
    columns, rows = _asked(store, text)
    return columns, list(rows)


def _in_parts(
    store: Store, query: Query, given: Mapping[str, Argument], wanted: int | None
) -> tuple[Sequence[str], _Rows] | None:
    """Return the columns and rows of the parts one after the other, at least `wanted` of them (None for all).

    None is returned where the query is to be answered at once.
    """
    few = _few(wanted)
    coded = any(one.type.name == "codes" and one.name in given for one in query.parameters)
    divided = parts(store, query, given) if few or (query.stream and not coded) else None
    if divided is None:
        return None
    # The things of a part are those of the region.
    others = {name: value for name, value in given.items() if name != "region"}
    text = _filled(store, query, others, in_parts=True)
    rows: list[Sequence[Any]] = []
    things = 0
    for part in divided:
        columns, found = _part(store, query, text, part)
        if not few or wanted is None:
            return columns, chain(found, _rest(store, query, text, divided))
        rows += islice(found, wanted - len(rows))
        things += len(part)
        if len(rows) == wanted:
            return columns, iter(rows)
        if things >= FEW_THINGS:
            return None
    return (columns, iter(rows)) if things else None


def _rest(store: Store, query: Query, text: str, divided: Iterator[Sequence[Iri]]) -> _Rows:
    for part in divided:
        yield from _part(store, query, text, part)[1]


def _part(store: Store, query: Query, text: str, things: Sequence[Iri]) -> tuple[Sequence[str], _Rows]:
    """Return the columns and rows of one part."""
    return _asked(store, filled(text, {query.parts_variable: values_block(query.parts_variable, things)}))


def _filled(store: Store, query: Query, given: Mapping[str, Argument], *, in_parts: bool = False) -> str:
    if query.open:
        blocks = [_block(store, name, value) for name, value in given.items()]
        try:
            return first_in(query.text, " ".join(blocks)) if blocks else query.text
        except ValueError as error:
            raise QueryFileError(f"查询 {query.name} 里没有 {{ }}，参数没有地方可放") from error
    blocks_by_variable = {
        one.variable: _block(store, one.variable, given[one.name])
        for one in query.parameters
        if one.variable and one.name in given
    }
    if in_parts:
        # As filters: the store would begin with the fewest values, which are those of a code, and not with
        # the things of the part.
        for one in query.parameters:
            value = given.get(one.name)
            if one.type.name == "codes" and value and not isinstance(value, Name):
                blocks_by_variable[one.variable] = filter_in(one.variable, value)
        given = {**given, PARTS: ()}
    return filled(active(query.text, given), blocks_by_variable)


def _block(store: Store, variable: str, value: Argument) -> str:
    if isinstance(value, Name):
        return block(store, variable, value.sort, value.text)
    return values_block(variable, value)


def _answered(query: Query, found: tuple[Sequence[str], _Rows], limit: int | None, offset: int) -> Answered:
    """Return rows of cells of what a store gave; `limit` and `offset` are those that it does not know of."""
    columns, rows = found
    if limit is not None or offset:
        rows = islice(rows, offset, None if limit is None else offset + limit)
    if not query.columns:
        return Answered(tuple(columns), (cells([row])[0] for row in rows), {})
    places = {name: place for place, name in enumerate(columns)}
    if missing := [one.name for one in query.columns if one.name not in places]:
        raise QueryFileError(
            f"查询 {query.name} 的结果里没有说明里写的列 {'、'.join(missing)}，请改 SELECT 或说明"
        )
    read = [(places[column.name], reader) for column, reader in readers(query)]
    headings = {column.name: column.heading for column in query.columns}
    return Answered(
        tuple(headings), (tuple(make(row[place]) for place, make in read) for row in rows), headings
    )
