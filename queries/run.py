"""Run a query over a graph and return a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from .binding import active, filled, first_in, paged, values_block
from .catalogue import named_query, read_query
from .cells import cells, readers
from .computed import Request, compute
from .header import QueryFileError
from .model import Query
from .names import block
from .parameters import Argument, Name, arguments
from .stores import Answer, Store
from .table import Table

# Lines that say nothing of a query whose parameters are given: the columns of a computed one are not its own.
_SETTLED: Final = re.compile(r"^(?:# (?:name|param): |[ \t]*#\? ).*\n", re.MULTILINE)
_COMPUTED: Final = re.compile(r"^(?:# (?:name|param|column|computed): |[ \t]*#\? ).*\n", re.MULTILINE)


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
    query = find(query)
    given = arguments(query, params or {})
    text = _filled(store, query, given)
    if query.computed:
        found = compute(Request(store, query, given, text))
        return _table(query, found).page(limit, offset)
    part = paged(text, limit, offset)
    if part is None:
        return _table(query, store.select(text)).page(limit, offset)
    return _table(query, store.select(part))


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


def _filled(store: Store, query: Query, given: Mapping[str, Argument]) -> str:
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
    return filled(active(query.text, given), blocks_by_variable)


def _block(store: Store, variable: str, value: Argument) -> str:
    if isinstance(value, Name):
        return block(store, variable, value.sort, value.text)
    return values_block(variable, value)


def _table(query: Query, answer: Answer) -> Table:
    if not query.columns:
        return Table(tuple(answer.columns), cells(answer.rows))
    places = {name: place for place, name in enumerate(answer.columns)}
    if missing := [one.name for one in query.columns if one.name not in places]:
        raise QueryFileError(
            f"查询 {query.name} 的结果里没有说明里写的列 {'、'.join(missing)}，请改 SELECT 或说明"
        )
    read = [(places[column.name], reader) for column, reader in readers(query)]
    rows = tuple(tuple(make(row[place]) for place, make in read) for row in answer.rows)
    headings = {column.name: column.heading for column in query.columns}
    return Table(tuple(headings), rows, headings)
