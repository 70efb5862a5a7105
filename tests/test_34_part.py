"""A thing's part of the graph: all that is said of it, with its evidence, and every name that is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.build import GraphBuild, build_graph
from zhijiao.graph.exports.export import FOLDER_FORMATS, FORMATS, export
from zhijiao.graph.exports.part import part, part_nquads
from zhijiao.graph.lookup import SubjectError, find
from zhijiao.graph.registry import Gone, Registry
from zhijiao.graph.store import GraphStore
from zhijiao.ontology.namespaces import DEFAULT_BASE, RDF, THING_NAMES, thing_prefixes

DATA = Path(__file__).parent / "data" / "graph"
IDS = f"{DEFAULT_BASE}id/"
VOCABULARY_GRAPH = f"{DEFAULT_BASE}graph/vocabulary"


@pytest.fixture(scope="module")
def build() -> GraphBuild:
    names = ("yunling", "wangze")
    return build_graph([ReportFacts(name, tuple(read_facts(DATA / f"{name}.jsonl"))) for name in names])


@pytest.fixture(scope="module")
def store(build: GraphBuild) -> GraphStore:
    return GraphStore.memory(build.nquads)


def quads(nquads: bytes) -> set[Quad]:
    return set(parse(nquads, format=RdfFormat.N_QUADS))


def one_of(store: GraphStore, kind: str) -> str:
    """Return the first thing of a kind."""
    space = thing_prefixes()[kind]
    things = {quad.subject.value for quad in quads(store.nquads()) if isinstance(quad.subject, NamedNode)}
    return min(iri for iri in things if iri.startswith(space))


@pytest.mark.parametrize("kind", THING_NAMES)
def test_a_part_is_of_the_graph_and_leaves_nothing_unnamed(store: GraphStore, kind: str) -> None:
    found = quads(part_nquads(store, one_of(store, kind)))
    assert found
    strange = found - quads(store.nquads())
    assert {quad.graph_name for quad in strange} <= {NamedNode(VOCABULARY_GRAPH)}
    typed = {quad.subject for quad in found if quad.predicate.value == f"{RDF}type"}
    named = {
        quad.subject for quad in found if quad.predicate.value.rpartition("#")[2] in ("prefLabel", "label")
    } | {quad.subject for quad in found if quad.predicate.value.endswith("/title")}
    mentioned = {
        quad.object
        for quad in found
        if isinstance(quad.object, NamedNode) and quad.predicate.value != f"{RDF}type"
    }
    # Statements, evidence and selectors have no names: they say what they say.
    unnamed = {one for one in mentioned if one.value.startswith(IDS)}
    entities = {one for one in unnamed if one.value.removeprefix(IDS).split("/")[0] in THING_NAMES[:6]}
    assert mentioned <= typed
    assert (mentioned - unnamed) | entities <= named


def test_a_part_in_json_ld_is_the_part(store: GraphStore, tmp_path: Path) -> None:
    iri = find(store, "正泰集团").iri
    export(part(store, iri), "jsonld", tmp_path / "part.jsonld")
    read = parse((tmp_path / "part.jsonld").read_bytes(), format=RdfFormat.JSON_LD)
    assert set(read) == quads(part_nquads(store, iri))


def test_a_concept_that_nothing_of_the_reports_names_has_a_part(store: GraphStore, tmp_path: Path) -> None:
    query = "SELECT ?c WHERE { ?narrow skos:broader ?c FILTER NOT EXISTS { ?x zj:catalogueMajor ?c } }"
    (iri, *_) = sorted(str(row[0]) for row in store.select(query).rows)
    for form in ("ttl", "csv"):
        export(part(store, iri), form, tmp_path / form)
    assert (tmp_path / "ttl").stat().st_size > 0


def test_a_school_has_all_its_statements_with_their_evidence(store: GraphStore) -> None:
    school = find(store, "青禾市云岭学校").iri
    inside = part(store, school)
    query = "SELECT ?s ?st ?quote WHERE { ?st zj:school ?s ; zj:evidence/oa:hasSelector/oa:exact ?quote }"
    whole = set(store.select(query, {"s": school}).rows)
    assert whole
    assert set(inside.select(query, {"s": school}).rows) == whole
    schools = inside.select("SELECT DISTINCT ?s WHERE { ?st zj:school ?s }").rows
    assert schools == ((school,),)


def test_a_partner_has_the_statements_of_all_its_schools(store: GraphStore) -> None:
    inside = part(store, find(store, "正泰集团").iri)
    rows = inside.select("SELECT DISTINCT ?name WHERE { ?st zj:school/skos:prefLabel ?name }").rows
    assert {row[0] for row in rows} == {"青禾市云岭学校", "望泽县职业中学"}
    assert not inside.select("SELECT ?x WHERE { ?x a zj:Honour }").rows


def test_a_report_has_all_that_it_says(build: GraphBuild, store: GraphStore) -> None:
    report = find(store, "yunling").iri
    graph = f"{DEFAULT_BASE}graph/report/{report.rpartition('/')[2]}"
    said = {quad for quad in quads(build.nquads) if quad.graph_name == NamedNode(graph)}
    assert said
    assert said <= quads(part_nquads(store, report))


@pytest.mark.parametrize("form", FORMATS)
def test_a_part_is_written_in_every_format(store: GraphStore, tmp_path: Path, form: str) -> None:
    inside = part(store, find(store, "正泰集团").iri)
    target = tmp_path / "part"
    export(inside, form, target)
    folder = form in FOLDER_FORMATS
    text = "".join(path.read_text(encoding="utf-8") for path in (target.iterdir() if folder else [target]))
    assert "正泰集团股份有限公司" in text


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("正泰集团股份有限公司", "organisation/正泰集团股份有限公司"),
        ("正泰（集团）股份有限公司", "organisation/正泰集团股份有限公司"),
        ("正泰集团", "organisation/正泰集团股份有限公司"),
        ("organisation:正泰集团股份有限公司", "organisation/正泰集团股份有限公司"),
        (f"<{IDS}organisation/正泰集团股份有限公司>", "organisation/正泰集团股份有限公司"),
        ("数控技术应用", "major/数控技术应用"),
    ],
)
def test_a_thing_is_found_by_name_and_by_iri(store: GraphStore, text: str, iri: str) -> None:
    assert find(store, text).iri == f"{IDS}{iri}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("机关幼儿园", ["2 个", "青禾市", "望泽县"]),
        ("正泰", ["没有叫", "正泰集团股份有限公司"]),
        ("云岭职业学校", ["没有叫", "青禾市云岭学校"]),
        (f"{IDS}organisation/正泰", ["没有这个 IRI", "正泰集团股份有限公司"]),
        ("https://[", ["IRI"]),
        ("", ["空"]),
        ("长" * 5_000, ["太长"]),
        ("\x1b[31m", ["没有叫"]),
    ],
)
def test_what_is_not_found_is_told_with_what_could_be_meant(
    store: GraphStore, text: str, words: list[str]
) -> None:
    with pytest.raises(SubjectError) as error:
        find(store, text)
    for word in words:
        assert word in str(error.value)
    assert "\x1b" not in str(error.value)


def test_an_iri_that_moved_is_followed_and_a_withdrawn_one_told(store: GraphStore) -> None:
    now = f"{IDS}organisation/正泰集团股份有限公司"
    moved, gone = f"{IDS}organisation/正泰集团旧", f"{IDS}organisation/无此公司"
    registry = Registry({moved: Gone(now, "正泰集团"), gone: Gone("", "无此公司")})
    found = find(store, moved, registry)
    assert (found.iri, found.asked) == (now, moved)
    with pytest.raises(SubjectError, match="已撤销"):
        find(store, gone, registry)
