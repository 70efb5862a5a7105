"""Answers in parts, and row by row: the same rows in the same order as those of a query asked at once."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest

from zhijiao.graph.store import GraphStore, QueryError, Rows
from zhijiao.ontology.codes import concepts
from zhijiao.queries import sorted_parts
from zhijiao.queries.catalogue import catalogue
from zhijiao.queries.header import QueryFileError, parse_query
from zhijiao.queries.model import Parameter, Query
from zhijiao.queries.run import answer, run

IN_PARTS = [query for query in catalogue() if query.parts]
DATA = Path(__file__).parent / "data" / "small_graph.trig"


class Asked(GraphStore):
    """A store that counts what it is asked for rows."""

    asked: int = 0

    def rows(self, query: str):  # type: ignore[no-untyped-def]
        self.asked += 1
        return super().rows(query)


class Elsewhere:
    """A store that is not on this machine: it is asked once and gives all rows."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self.texts: list[str] = []

    def select(self, query: str) -> Rows:
        self.texts.append(query)
        return self._store.select(query)


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return Asked.memory(nquads(DATA.read_bytes().decode()))


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make parts of one thing each, then of two."""
    monkeypatch.setattr(sorted_parts, "FIRST", 1)
    monkeypatch.setattr(sorted_parts, "MOST", 2)


def nquads(trig: str) -> bytes:
    quads = pyoxigraph.parse(trig.encode(), format=pyoxigraph.RdfFormat.TRIG)
    return pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""


def at_once(query: Query) -> Query:
    return replace(query, parts="", parts_variable="")


def values(parameter: Parameter) -> Sequence[str]:
    if parameter.type.name == "codes":
        return [one.code for one in concepts(parameter.type.scheme)]
    if parameter.type.name == "years":
        return ["2019", "2018-2023"]
    if parameter.name == "region":
        return ["青禾市", "白鹿县", "无此地"]
    return ["学", "一等奖"] if parameter.type.name == "text" else []


def test_queries_of_a_school_a_partner_a_group_and_a_report_have_parts() -> None:
    assert {query.parts for query in IN_PARTS} == set(sorted_parts.SORTS)
    assert len(IN_PARTS) > 10


@pytest.mark.parametrize("query", IN_PARTS, ids=lambda query: query.name)
def test_the_parts_one_after_the_other_are_the_whole_answer(store: GraphStore, query: Query) -> None:
    cases: list[dict[str, object]] = [{}]
    cases += [{one.name: value} for one in query.parameters for value in values(one)]
    pairs = [(one, other) for one in cases[1:] for other in cases[1:] if set(one) != set(other)]
    cases += [{**one, **other} for one, other in pairs[:: max(1, len(pairs) // 8)]]
    found = 0
    for params in cases:
        whole = run(store, at_once(query), params)
        assert run(store, query, params) == whole, params
        assert run(store, query, params, limit=900) == whole, params
        found += len(whole.rows)
    assert found


@pytest.mark.parametrize("query", IN_PARTS, ids=lambda query: query.name)
def test_a_page_is_a_piece_of_the_whole_answer(store: GraphStore, query: Query) -> None:
    whole = run(store, at_once(query))
    for limit, offset in ((1, 0), (2, 1), (0, 0), (5, 2), (None, 3), (3, 1000)):
        assert run(store, query, limit=limit, offset=offset) == whole.page(limit, offset)


def test_a_page_asks_for_no_more_parts_than_it_needs(store: Asked) -> None:
    run(store, "indicators")  # reads which schools there are
    before = store.asked
    run(store, "indicators")
    all_parts = store.asked - before
    run(store, "indicators", limit=1)
    assert store.asked - before - all_parts < all_parts


def test_a_filter_that_leaves_few_rows_is_asked_at_once_after_some_parts(
    store: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    params = {"year": "1990"}
    before = store.asked
    assert not run(store, "honours", params, limit=3).rows
    parts = store.asked - before
    monkeypatch.setattr("zhijiao.queries.run.FEW_THINGS", 1)
    assert not run(store, "honours", params, limit=3).rows
    assert parts > 1
    assert store.asked - before - parts == 2  # one part, and then the whole


def test_a_school_or_a_partner_is_asked_for_at_once(store: Asked) -> None:
    before = store.asked
    run(store, "partners", {"school": "青禾市云岭职业技术学校"})
    assert store.asked == before + 1


def test_a_store_elsewhere_is_asked_once(store: GraphStore) -> None:
    there = Elsewhere(store)
    assert run(there, "partners") == run(store, "partners")
    assert len(there.texts) == 1


def test_a_thing_of_two_names_has_rows_of_both_in_their_places() -> None:
    prefixes = "PREFIX zj: <https://w3id.org/zhijiao/ontology#> PREFIX x: <https://example.org/> "
    prefixes += "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    body = "".join(
        f"x:r{place} zj:reportingSchool x:s{place} . x:s{place} a zj:School ; skos:prefLabel {names} . "
        f'x:h{place} a zj:Honour ; zj:school x:s{place} ; skos:prefLabel "称号" . '
        for place, names in enumerate(['"甲校"@zh, "丙校"@zh', '"乙校"@zh', '"丁校"@zh'])
    )
    store = GraphStore.memory(nquads(f"{prefixes} x:g {{ {body} }}"))
    names = [row[0] for row in run(store, "honours", limit=9).rows]
    assert names == sorted(["甲校", "丙校", "乙校", "丁校"])


def test_rows_come_when_they_are_taken(store: Asked) -> None:
    found = answer(store, "partners")
    before = store.asked
    rows = [next(found.rows)]
    assert store.asked - before <= 1
    assert (*rows, *found.rows) == run(store, "partners").rows
    assert found.columns == run(store, "partners").columns


def test_rows_of_a_store_are_those_of_select(store: GraphStore) -> None:
    query = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
    columns, rows = store.rows(query)
    assert Rows(columns, tuple(rows)) == store.select(query)
    with pytest.raises(QueryError, match="SELECT"):
        store.rows("ASK {}")


@pytest.mark.parametrize(
    ("parts", "line"),
    [("?s 学校", ""), ("s school", ""), ("?s village", ""), ("?s school", "#? school VALUES ?s { UNDEF }")],
)
def test_a_header_says_what_its_parts_are_of(parts: str, line: str) -> None:
    column = "# column: name | text | 名称 | Name"
    text = f"# parts: {parts}\n{column}\nSELECT ?name WHERE {{\n{line}\n ?s ?p ?name }}"
    with pytest.raises(QueryFileError):
        parse_query(text, "own")
