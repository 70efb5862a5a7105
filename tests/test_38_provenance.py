"""From every triple of a graph to report, page, section and quote."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from zhijiao.extract.facts import Evidence, Fact, ReportFacts, read_facts
from zhijiao.graph.build import GraphBuild, build_graph
from zhijiao.graph.lookup import find
from zhijiao.graph.provenance import THING_QUERY, TRIPLE_QUERY, Proof, about_thing, behind_triple
from zhijiao.graph.store import GraphStore, Iri, QueryError, Value
from zhijiao.ontology.namespaces import DCTERMS, DEFAULT_BASE, OA, RDF, SCHEME_BASE, SKOS, XSD, ZJ

DATA = Path(__file__).parent / "data" / "graph"
TEXT = (DATA / "text.txt").read_text(encoding="utf-8")
IDS = f"{DEFAULT_BASE}id/"
ZHENGTAI = Iri(f"{IDS}organisation/正泰集团股份有限公司")


def later() -> ReportFacts:
    """Return next year's report of the same school, which says less and puts it differently."""
    facts = (
        Fact("school", {"name": "青禾市云岭学校", "founded": 1984}, (Evidence(0, 3, "云岭建"),)),
        Fact(
            "partnership",
            {"partner": "正泰集团", "partner_kind": "enterprise", "modes": ["supply"]},
            (Evidence(7, 11, "捐赠设备", "二、捐赠", 9),),
        ),
    )
    return ReportFacts("2022/云岭.txt", facts, "1" * 64, 100)


@pytest.fixture(scope="module")
def build() -> GraphBuild:
    reports = [
        ReportFacts(f"{name}.txt", tuple(read_facts(DATA / f"{name}.jsonl")))
        for name in ("yunling", "wangze")
    ]
    return build_graph([*reports, later()])


@pytest.fixture(scope="module")
def store(build: GraphBuild) -> GraphStore:
    return GraphStore.memory(build.nquads)


@pytest.fixture(scope="module")
def school(store: GraphStore) -> Iri:
    return find(store, "青禾市云岭学校").iri


def value_of(quad: Quad) -> Value:
    term = quad.object
    if isinstance(term, NamedNode):
        return Iri(term.value)
    assert isinstance(term, Literal)
    kind = term.datatype.value
    if kind == f"{XSD}integer":
        return int(term.value)
    return Decimal(term.value) if kind == f"{XSD}decimal" else term.value


def proof(store: GraphStore, quad: Quad) -> Proof:
    assert isinstance(quad.subject, NamedNode)
    return behind_triple(store, quad.subject.value, quad.predicate.value, value_of(quad))


def test_every_triple_of_a_report_leads_to_passages_of_that_report(
    build: GraphBuild, store: GraphStore
) -> None:
    titles = {
        str(iri): str(title) for iri, title in store.select("SELECT ?r ?t { ?r dcterms:title ?t }").rows
    }
    graphs: dict[tuple[str, ...], set[str]] = {}
    quads = [
        quad
        for quad in parse(build.nquads, format=RdfFormat.N_QUADS)
        if "/graph/report/" in str(quad.graph_name)
    ]
    for quad in quads:
        report = f"{IDS}report/{str(quad.graph_name)[1:-1].rpartition('/')[2]}"
        key = (str(quad.subject), str(quad.predicate), str(quad.object))
        graphs.setdefault(key, set()).add(titles[report])
    assert len(quads) > 200
    for quad in quads:
        found = proof(store, quad)
        key = (str(quad.subject), str(quad.predicate), str(quad.object))
        assert found.how == "stated", quad
        assert {one.title for one in found.passages} == graphs[key], quad


def test_every_other_triple_about_things_has_passages_too(build: GraphBuild, store: GraphStore) -> None:
    triples = {quad.triple for quad in parse(build.nquads, format=RdfFormat.N_QUADS)}
    without = Counter(
        str(triple.subject).removeprefix(f"<{DEFAULT_BASE}").split("/")[0]
        for triple in triples
        if not proof(store, Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())).passages
    )
    # Only what is no thing of the reports: concepts of the catalogues and regions.
    assert set(without) <= {"scheme", *(key for key in without if key.startswith("<"))}


def test_what_one_of_two_reports_says_is_its_alone(store: GraphStore) -> None:
    (statement, *_) = {one.statement for one in about_thing(store, ZHENGTAI) if one.title == "2022/云岭.txt"}
    both = behind_triple(store, statement, f"{ZJ}partner", ZHENGTAI)
    assert {one.title for one in both.passages} == {"yunling.txt", "2022/云岭.txt"}
    supply = behind_triple(store, statement, f"{ZJ}mode", Iri(f"{SCHEME_BASE}mode/supply"))
    (passage,) = supply.passages
    assert (supply.how, passage.title, passage.section, passage.page) == (
        "stated",
        "2022/云岭.txt",
        "二、捐赠",
        9,
    )
    assert (passage.quote, passage.start, passage.end) == ("捐赠设备", 7, 11)


def test_direct_edges_have_the_passages_of_their_statements(store: GraphStore, school: Iri) -> None:
    edge = behind_triple(store, school, f"{ZJ}partnerWith", ZHENGTAI)
    assert edge.how == "implied"
    assert {one.title for one in edge.passages} == {"yunling.txt", "2022/云岭.txt"}
    assert all(f"{IDS}partnership/" in one.statement for one in edge.passages)
    group = find(store, f"{IDS}organisation/青禾市_机关幼儿园").iri
    assert behind_triple(store, school, f"{ZJ}memberOf", group).passages
    assert behind_triple(store, school, f"{ZJ}memberOf", ZHENGTAI).passages == ()


def test_names_and_kinds_have_the_passages_that_name_the_thing(store: GraphStore) -> None:
    name = behind_triple(store, ZHENGTAI, f"{SKOS}prefLabel", "正泰集团股份有限公司")
    assert name.how == "named"
    assert {one.title for one in name.passages} == {"yunling.txt", "wangze.txt", "2022/云岭.txt"}
    assert behind_triple(store, ZHENGTAI, f"{RDF}type", Iri(f"{ZJ}Organisation")).passages == name.passages


def test_a_report_has_the_passages_that_tell_of_its_school(store: GraphStore) -> None:
    report = find(store, "2022/云岭.txt").iri
    (passage,) = behind_triple(store, report, f"{DCTERMS}title", "2022/云岭.txt").passages
    assert (passage.quote, passage.title) == ("云岭建", "2022/云岭.txt")


def test_a_passage_is_its_own_evidence(store: GraphStore) -> None:
    (one, *_) = about_thing(store, ZHENGTAI)
    assert behind_triple(store, one.evidence, f"{OA}hasSource", Iri(one.report)).passages == (one,)
    selector = store.values(one.evidence, f"{OA}hasSelector")[0]
    assert behind_triple(store, str(selector), f"{OA}exact", one.quote).passages == (one,)
    assert about_thing(store, one.evidence) == about_thing(store, str(selector)) == (one,)


def test_what_is_not_in_the_graph_has_no_passages(store: GraphStore, school: Iri) -> None:
    other = Iri(f"{IDS}organisation/无此公司")
    assert behind_triple(store, school, f"{ZJ}partnerWith", other).passages == ()
    assert behind_triple(store, school, f"{ZJ}founded", 1066).passages == ()
    assert about_thing(store, other) == ()


def test_passages_of_a_school_a_statement_and_a_report(store: GraphStore, school: Iri) -> None:
    own = about_thing(store, school)
    assert {one.title for one in own} >= {"yunling.txt", "2022/云岭.txt"}
    assert school in {one.statement for one in own}
    statement = next(one.statement for one in own if "/honour/" in one.statement)
    assert {one.statement for one in about_thing(store, statement)} == {statement}
    report = find(store, "2022/云岭.txt").iri
    assert {one.title for one in about_thing(store, report)} == {"2022/云岭.txt"}
    assert len(about_thing(store, report)) == 2


def test_quotes_are_the_text_between_their_offsets(store: GraphStore, school: Iri) -> None:
    found = [
        one for one in about_thing(store, school) if one.title == "yunling.txt" and one.start is not None
    ]
    assert found
    assert all(TEXT[one.start : one.end] == one.quote for one in found)
    assert {str(one.confidence) for one in found} == {"0.9"}


@pytest.mark.parametrize("term", ["not an iri", "https://x/> ?s ?p ?o } DROP ALL #"])
def test_what_is_no_iri_changes_no_query(store: GraphStore, term: str) -> None:
    with pytest.raises(QueryError):
        about_thing(store, term)
    with pytest.raises(QueryError):
        behind_triple(store, term, f"{ZJ}partner", ZHENGTAI)


def test_the_guide_shows_the_queries_that_are_asked(root: Path) -> None:
    guide = (root / "docs" / "export.md").read_text(encoding="utf-8")
    for query in (TRIPLE_QUERY, THING_QUERY):
        assert query.strip() in guide
