"""A store as SPARQL's protocols see it: any query over a data set of its graphs, any graph, any thing.

Nothing is fetched: FROM and the protocol's graphs are names of graphs of the store, and one that it has not
is empty. Answers are written term by term as the store gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Final, cast

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryTriples, RdfFormat, Store, Triple, parse

from ..ontology.namespaces import DEFAULT_BASE, PREFIXES, RDFS, SKOS
from .answers import Table, Triples
from .data_sets import DataSet, data_set, declared, merged
from .sparql_guard import FederationError, refuse_service
from .sparql_size import QuerySizeError, check_size
from .sparql_tokens import code
from .store import GraphStore, QueryError
from .turtle import turtle_prefixes

#: Most statements that are given of those that name a thing.
MOST_NAMING: Final = 2000

# Lists are invariant, and the store takes blank nodes for names of graphs too.
_Graph = NamedNode | BlankNode
_LABELS: Final = (NamedNode(f"{SKOS}prefLabel"), NamedNode(f"{RDFS}label"))
#: Characters that are read to tell a query from an update.
_START: Final = 4000
_UPDATES: Final = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
)
_PLACE: Final = re.compile(r"error at ([0-9]+):([0-9]+): (.*)", re.DOTALL)
# What the store's parser says besides what it expected, which is often beside the point.
_SENTENCE: Final = re.compile(r"(?:The [A-Za-z]+|SELECT \*|IRI|[A-Z][a-z]+) [a-z][A-Za-z* ]+")
_REASONS: Final = {
    "The SELECT contains a variable that is unbound": "SELECT 里有没有出现的变量，或不在 GROUP BY 里的变量",
    "The SELECT overrides an existing variable using an expression": "AS 后面的变量已经用过",
    "SELECT * is not authorized with GROUP BY": "有 GROUP BY 就不能写 SELECT *",
    "IRI parsing failed": "IRI 写得不对",
}
#: Most characters of a query that an error shows.
_SHOWN: Final = 30


class RefusedError(QueryError):
    """SPARQL that is not answered here: it asks another server, or changes the graph."""


class ServedStore(GraphStore):
    """A store that is served; `base` is the base IRI of what it holds, and of relative IRIs in queries."""

    def __init__(self, store: Store, base: str = DEFAULT_BASE) -> None:
        """Take a pyoxigraph store; use `over`."""
        super().__init__(store)
        self.iri_base = base

    @classmethod
    def over(cls, folder: Path, base: str) -> ServedStore:
        """Open the store in `folder`, which holds a graph with the base IRI `base`. Raises StoreError."""
        store = cast("ServedStore", cls.open(folder))
        store.iri_base = base
        return store

    def answer(
        self, query: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Table | Triples:
        """Return the answer to a query of any form; it is computed while it is written.

        Where graphs are given they are the data set, whatever the query's FROM says. Raises QueryError, as
        RefusedError for SERVICE and updates.
        """
        try:
            check_size(query)
            refuse_service(query)
        except QuerySizeError as error:
            raise QueryError(str(error)) from error
        except FederationError as error:
            raise RefusedError(str(error)) from error
        given = data_set(default_graphs, named_graphs) if default_graphs or named_graphs else None
        prefixes = dict(PREFIXES)
        try:
            wanted = given or declared(self._store, query, self.iri_base, prefixes)
            store, default, named = self._over(wanted)
            found = store.query(
                query, base_iri=self.iri_base, prefixes=prefixes, default_graph=default, named_graphs=named
            )
        except SyntaxError as error:
            raise _told(query, error) from error
        except QueryError:
            raise
        except (RuntimeError, ValueError, OSError) as error:
            raise QueryError(f"查询无法执行：{error}") from error
        if isinstance(found, QueryTriples):
            return Triples(found, turtle_prefixes(self.iri_base))
        return Table(found)

    def graph(self, iri: str | None) -> Triples | None:
        """Return a graph by its IRI, or all triples; None where there is no such graph.

        Raises QueryError where `iri` is none.
        """
        name = DefaultGraph() if iri is None else data_set([iri], ()).default[0]
        quads = self._store.quads_for_pattern(None, None, None, name)
        first = next(quads, None)
        if first is None and iri is not None:
            return None
        found = (quad.triple for quad in chain([first] if first else [], quads))
        return Triples(found, turtle_prefixes(self.iri_base))

    def thing(self, iri: str) -> Triples | None:
        """Return what the graph says of a thing, of what it names the labels; None where it says nothing.

        Statements that name the thing are among it, the first MOST_NAMING. Raises QueryError where `iri` is
        none.
        """
        node = data_set([iri], ()).default[0]
        own = [quad.triple for quad in self._store.quads_for_pattern(node, None, None, DefaultGraph())]
        naming = self._store.quads_for_pattern(None, None, node, DefaultGraph())
        said = own + [quad.triple for quad in islice(naming, MOST_NAMING)]
        if not said:
            return None
        others = {
            term.value for one in said for term in (one.subject, one.object) if isinstance(term, NamedNode)
        }
        return Triples(chain(said, self._labels(sorted(others - {iri}))), turtle_prefixes(self.iri_base))

    def graphs(self, most: int) -> list[str]:
        """Return the IRIs of named graphs, at most so many, in the store's order."""
        names = (graph.value for graph in self._store.named_graphs() if isinstance(graph, NamedNode))
        return list(islice(names, most))

    def _labels(self, iris: Sequence[str]) -> Iterator[Triple]:
        for iri in iris:
            for label in _LABELS:
                found = self._store.quads_for_pattern(NamedNode(iri), label, None, DefaultGraph())
                yield from (quad.triple for quad in found)

    def _over(
        self, wanted: DataSet | None
    ) -> tuple[Store, list[_Graph | DefaultGraph] | None, list[_Graph] | None]:
        """Return the store to ask, and its default and named graphs where they are not its own."""
        if wanted is None:
            return self._store, None, None
        if len(wanted.default) > 1:
            return merged(self._store, wanted), [DefaultGraph()], list(wanted.named)
        return self._store, list(wanted.default), list(wanted.named)


def triples_of_turtle(text: str) -> Triples:
    """Return the triples of a text of Turtle of our own. Raises SyntaxError."""
    quads = parse(text.encode(), RdfFormat.TURTLE)
    triples = [quad.triple for quad in quads]
    # Known once the text is read.
    return Triples(triples, quads.prefixes)


def _told(query: str, error: SyntaxError) -> QueryError:
    """Return the error for a query that the store's parser refuses."""
    # The beginning tells; quotation marks without end take time that grows with the square of their number.
    start = code(query[:_START])
    first = next((token.keyword for token in start if token.keyword in _UPDATES), "")
    forms = {token.keyword for token in start} & {"SELECT", "CONSTRUCT", "DESCRIBE", "ASK"}
    if first and not forms:
        return RefusedError(f"{first} 是更新；这里只读，只回答查询（SELECT、CONSTRUCT、DESCRIBE、ASK）")
    found = _PLACE.fullmatch(str(error))
    if not found:
        return QueryError(f"查询不合 SPARQL 1.1 语法：{error}")
    line, column = int(found[1]), int(found[2])
    written = query.split("\n")[line - 1 : line]
    before = written[0][: column - 1][-_SHOWN:].strip() if written else ""
    after = f"，在 {before} 之后" if before else ""
    reasons = [_REASONS.get(one, one) for one in _SENTENCE.findall(found[3])]
    return QueryError(
        f"第 {line} 行第 {column} 列不合 SPARQL 1.1 语法{after}{'：' if reasons else ''}{'；'.join(reasons)}"
    )
