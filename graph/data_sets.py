"""The data set of a query: which graphs of the store it reads.

SPARQL says that several default graphs are merged, each triple once; Oxigraph gives a triple as often as
there are such graphs with it. So they are put together in memory where there are several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store

from .sparql_tokens import Token, code
from .store import QueryError

#: Most triples that a data set of several default graphs may have.
MOST_MERGED: Final = 300_000
_FORMS: Final = frozenset({"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"})


class TooManyTriplesError(QueryError):
    """A data set of more triples than are put together for one query."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """The graphs that are the default graph together, and those that GRAPH can name."""

    default: tuple[NamedNode, ...]
    named: tuple[NamedNode, ...]


def data_set(default: Sequence[str], named: Sequence[str]) -> DataSet:
    """Return the data set of graphs by their IRIs, each once. Raises QueryError where one is no IRI."""
    return DataSet(tuple(map(_node, dict.fromkeys(default))), tuple(map(_node, dict.fromkeys(named))))


def declared(store: Store, query: str, base: str, prefixes: dict[str, str]) -> DataSet | None:
    """Return the data set that the FROM clauses of `query` say, None where it has fewer than two.

    The store resolves their names, by the query's own prefixes. A faulty query has none: the store tells.
    """
    if query.upper().count("FROM") < 2:
        return None
    tokens = code(query)
    start = next((place for place, one in enumerate(tokens) if one.keyword in _FORMS), None)
    if start is None:
        return None
    default: list[Token] = []
    named: list[Token] = []
    for place, token in enumerate(tokens):
        if token.text == "{":
            break
        if token.keyword != "FROM" or place + 2 >= len(tokens):
            continue
        is_named = tokens[place + 1].keyword == "NAMED"
        (named if is_named else default).append(tokens[place + 1 + is_named])
    written = [*default, *named]
    if len(default) < 2 or any(one.kind not in ("iri", "name") for one in written):
        return None
    names = " ".join(one.text for one in written)
    asked = f"{query[: tokens[start].start]} SELECT ?graph {{ VALUES ?graph {{ {names} }} }}"
    try:
        found = store.query(asked, base_iri=base or None, prefixes=prefixes)
    except SyntaxError:
        return None
    if not isinstance(found, QuerySolutions):
        return None
    graphs = [str(row["graph"].value) for row in found]
    return data_set(graphs[: len(default)], graphs[len(default) :])


def merged(store: Store, wanted: DataSet) -> Store:
    """Return a store in memory with the graphs of a data set, the default ones as one.

    Raises TooManyTriplesError.
    """
    made = Store()
    count = 0
    for graph in (*wanted.default, *wanted.named):
        targets: list[DefaultGraph | NamedNode] = [DefaultGraph()] if graph in wanted.default else []
        targets += [graph] if graph in wanted.named else []
        for quad in store.quads_for_pattern(None, None, None, graph):
            count += 1
            if count > MOST_MERGED:
                raise TooManyTriplesError(
                    f"FROM 或 default-graph-uri 的几个图合起来超过 {MOST_MERGED} 条；"
                    "请少写几个，或不写（默认就是所有图合起来）"
                )
            for target in targets:
                made.add(Quad(quad.subject, quad.predicate, quad.object, target))
    return made


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"图的名称 {iri[:200]!r} 不是绝对的 IRI") from error
