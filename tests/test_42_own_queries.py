"""Queries of one's own: files with and without a header, and the text of a shipped one as such a file."""

from pathlib import Path

import pyoxigraph
import pytest

from zhijiao.graph.store import GraphStore, QueryError
from zhijiao.queries.catalogue import catalogue
from zhijiao.queries.header import QueryFileError
from zhijiao.queries.model import Query
from zhijiao.queries.run import run, sparql

BAILU = "白鹿县职业中等专业学校"
NAMED = [query for query in catalogue() if not query.internal and not query.computed]


@pytest.fixture(scope="module")
def store() -> GraphStore:
    trig = (Path(__file__).parent / "data" / "small_graph.trig").read_bytes()
    quads = pyoxigraph.parse(trig, format=pyoxigraph.RdfFormat.TRIG)
    return GraphStore.memory(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b"")


def test_a_users_file_is_answered_as_it_is(store: GraphStore, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(
        "SELECT ?name (2.50 AS ?n) WHERE { ?s a zj:School ; skos:prefLabel ?name } ORDER BY ?name", "utf-8"
    )
    table = run(store, path)
    assert table.columns == ("name", "n")
    assert table.rows[0] == (BAILU, 2.5)
    path.write_text(
        "SELECT ?s ?name WHERE { ?s a zj:School ; skos:prefLabel ?l BIND(STR(?l) AS ?name) }", "utf-8"
    )
    assert run(store, path, {"s": "https://w3id.org/zhijiao/id/school/bailu"}).rows == (
        ("https://w3id.org/zhijiao/id/school/bailu", BAILU),
    )


def test_a_users_file_with_parameters_only_keeps_its_columns(store: GraphStore, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(
        "# param: part ?part | text | | 名称的一部分 | part of the name\n"
        "SELECT DISTINCT ?name WHERE { ?s a zj:School ; skos:prefLabel ?l BIND(STR(?l) AS ?name)\n"
        "#? part VALUES ?part { UNDEF } FILTER(CONTAINS(?name, ?part))\n"
        "} ORDER BY ?name",
        "utf-8",
    )
    assert run(store, path).columns == ("name",)
    assert len(run(store, path).rows) == 3
    assert run(store, path, {"part": "白鹿"}).rows == ((BAILU,),)


def test_a_users_file_that_names_a_column_that_is_not_there_says_so(
    store: GraphStore, tmp_path: Path
) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(
        "# column: nmae | text | 名称 | Name\nSELECT ?name WHERE { ?s skos:prefLabel ?name }", "utf-8"
    )
    with pytest.raises(QueryFileError, match="nmae"):
        run(store, path)


@pytest.mark.parametrize("query", NAMED, ids=lambda query: query.name)
def test_the_text_of_a_query_answers_the_same(store: GraphStore, query: Query, tmp_path: Path) -> None:
    params = {"school": "云岭"} if any(one.name == "school" for one in query.parameters) else {}
    path = tmp_path / "text.rq"
    path.write_text(sparql(store, query, params), "utf-8")
    assert "#?" not in path.read_text("utf-8")
    assert run(store, path) == run(store, query, params)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s WHERE { ?s ?p ?o",
        "DELETE WHERE { ?s ?p ?o }",
        "ASK { ?s ?p ?o }",
        "SELECT ?s WHERE { SERVICE <https://example.org/sparql> { ?s ?p ?o } }",
    ],
)
def test_a_users_file_that_cannot_be_answered_says_so(store: GraphStore, tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(text, "utf-8")
    with pytest.raises(QueryError):
        run(store, path)
