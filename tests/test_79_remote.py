"""The graph in a SPARQL server, here Oxigraph's: the same answers as from the local store."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from zhijiao.graph.remote.errors import RemoteError
from zhijiao.graph.remote.store import with_prefixes
from zhijiao.graph.store import GraphStore, Iri, QueryError
from zhijiao.ontology.namespaces import DEFAULT_BASE
from zhijiao.queries.model import Query
from zhijiao.tests.making.remote_graphs import (
    FOREIGN,
    NAMED,
    OTHER_BASE,
    asked,
    examples_graph,
    filled_server,
    parameters,
    small_graph,
)
from zhijiao.tests.making.sparql_servers import SparqlServer, way_to


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparqlServer]:
    with filled_server(tmp_path_factory.mktemp("filled")) as running:
        yield running


@pytest.mark.parametrize("query", NAMED, ids=lambda query: query.name)
def test_every_named_query_gives_the_same_table(filled: SparqlServer, query: Query) -> None:
    local = GraphStore.memory(small_graph())
    with filled.store(base=DEFAULT_BASE) as store:
        for given_ in parameters(query):
            assert asked(store, query, given_) == asked(local, query, given_), given_


@pytest.fixture(scope="module")
def local_examples() -> GraphStore:
    return GraphStore.memory(examples_graph(OTHER_BASE))


@pytest.mark.parametrize("query", NAMED, ids=lambda query: query.name)
def test_the_examples_give_the_same_tables(
    filled: SparqlServer, local_examples: GraphStore, query: Query
) -> None:
    with filled.store(base=OTHER_BASE) as store:
        assert asked(store, query, {}) == asked(local_examples, query, {})


def test_terms_are_those_of_the_local_store(filled: SparqlServer) -> None:
    query = """SELECT ?one ?none WHERE { VALUES ?one {
        zj:School "text" "文字"@zh 5 2.50 true "x"^^xsd:date "7"^^xsd:decimal "no number"^^xsd:integer } }"""
    with filled.store(base=DEFAULT_BASE) as store:
        rows = store.select(query)
    assert rows == GraphStore.memory(b"").select(query)
    assert [type(row[0]) for row in rows.rows[:5]] == [Iri, str, str, int, Decimal]
    assert rows.columns == ("one", "none")


def test_a_pattern_without_graph_sees_each_triple_once_and_graph_the_single_ones(
    filled: SparqlServer,
) -> None:
    local = GraphStore.memory(small_graph())
    with filled.store(base=DEFAULT_BASE) as store:
        for query in (
            "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
            "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
            "SELECT DISTINCT ?st ?g WHERE { ?st a zj:Partnership . GRAPH ?g { ?st ?p ?o } } ORDER BY ?g ?st",
        ):
            assert store.select(query) == local.select(query)
        theirs = store.select(f"SELECT ?s FROM <{FOREIGN}> WHERE {{ ?s ?p ?o }}")
        assert theirs.rows == ((Iri("urn:a"),),)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ASK {}", "SELECT"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "SELECT"),
        ("SELECT * {", "语法"),
        ("DROP ALL", "语法"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_what_is_refused_here_is_not_sent(filled: SparqlServer, query: str, said: str) -> None:
    with way_to(filled) as way, filled.store(way.url) as store:
        with pytest.raises(QueryError, match=said):
            store.select(query)
        assert way.requests == 0


def test_only_prefixes_that_are_missing_are_added() -> None:
    query = "PREFIX zj: <urn:mine#> SELECT * { ?s a zj:A, skos:Concept ; <urn:dcterms:x> 'oa:x' }"
    lines = with_prefixes(query).splitlines()
    assert [line.split()[1] for line in lines[:-1]] == ["skos:"]
    assert lines[-1] == query


def test_several_graphs_ask_which_is_meant(filled: SparqlServer) -> None:
    with filled.store() as store, pytest.raises(RemoteError, match="ZHIJIAO_SPARQL_BASE") as caught:
        store.base()
    assert DEFAULT_BASE in str(caught.value) and OTHER_BASE in str(caught.value)
    with filled.store(base="https://example.org/none/") as store, pytest.raises(RemoteError, match="none"):
        store.select("SELECT * { ?s ?p ?o }")
