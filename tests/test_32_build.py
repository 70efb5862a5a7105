"""Facts become a graph: what stands in it, with which evidence, and that the order of things is no matter."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse

from zhijiao.extract.facts import FACT_KEYS, Evidence, Fact, ReportFacts, read_facts
from zhijiao.graph.build import GraphBuild, GraphBuildError, build_graph
from zhijiao.graph.iris import IriError, Minter
from zhijiao.graph.store import GraphStore
from zhijiao.ontology.namespaces import DEFAULT_BASE

DATA = Path(__file__).parent / "data" / "graph"
TEXT = (DATA / "text.txt").read_text(encoding="utf-8")
YUNLING = ReportFacts("2021/云岭.txt", tuple(read_facts(DATA / "yunling.jsonl")), "0" * 64, len(TEXT))
WANGZE = ReportFacts("2021/望泽.txt", tuple(read_facts(DATA / "wangze.jsonl")))


def passage(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(start, start + len(quote), quote)


def rows(build: GraphBuild, query: str, **bindings: Any) -> list[tuple[Any, ...]]:
    return sorted(GraphStore.memory(build.nquads).select(query, bindings).rows, key=str)


def test_counts_are_those_of_the_facts() -> None:
    counts = build_graph([YUNLING, WANGZE]).counts
    assert counts == {
        "school": 4,
        "organisation": 3,
        "major": 2,
        "competition": 1,
        "person": 3,
        "report": 2,
        "partnership": 4,
        "offering": 2,
        "joint": 1,
        "programme": 1,
        "honour": 1,
        "award": 1,
        "observation": 2,
        "succession": 1,
        "evidence": 15,
        "quads": counts["quads"],
        "triples": counts["triples"],
    }
    assert counts["quads"] == counts["triples"] > 150


def test_a_figure_that_two_reports_put_differently_is_one_with_both_qualifiers() -> None:
    values = {"indicator": "graduates", "value": 3000, "unit": "人", "year": 2021}
    evidence = YUNLING.facts[0].evidence
    said: tuple[dict[str, str], ...] = ({"qualifier": "nearly"}, {"qualifier": "over"}, {})
    reports = [
        ReportFacts(
            f"{at}.txt", (YUNLING.facts[0], Fact("indicator", {**values, **one}, evidence)), "0" * 64, 1
        )
        for at, one in enumerate(said)
    ]
    found = rows(
        build_graph(reports),
        "SELECT ?st ?q WHERE { ?st zj:value 3000.0 . OPTIONAL { ?st zj:qualifier ?q } }",
    )
    assert len({one for one, _ in found}) == 1
    assert {str(two).rpartition("/")[2] for _, two in found} == {"nearly", "over"}


def test_every_statement_leads_to_the_passage_that_states_it() -> None:
    found = rows(
        build_graph([YUNLING, WANGZE]),
        """SELECT DISTINCT ?statement ?title ?quote ?start ?end ?page ?section ?confidence WHERE {
             ?statement a zj:Statement ; zj:school ?school ; zj:evidence ?evidence .
             ?evidence oa:hasSource/dcterms:title ?title ; oa:hasSelector ?selector ;
                       zj:page ?page ; zj:section ?section ; zj:confidence ?confidence .
             ?selector oa:exact ?quote ; oa:start ?start ; oa:end ?end }""",
    )
    assert len(found) == 13
    assert {row[1] for row in found} == {"2021/云岭.txt", "2021/望泽.txt"}
    assert all(TEXT[row[3] : row[4]] == row[2] for row in found)
    assert {(row[5], row[6], str(row[7])) for row in found} == {(3, "一、学校情况 > （一）概况", "0.9")}


def test_a_statement_says_all_that_its_fact_says() -> None:
    build = build_graph([YUNLING])
    partnership = rows(
        build,
        """SELECT ?partner ?mode ?major ?since ?role WHERE { ?p a zj:Partnership ; zj:mode ?mode ;
             zj:partner/skos:prefLabel ?partner ; zj:major/skos:prefLabel ?major ;
             zj:since ?since ; zj:role ?role }""",
    )
    modes = [f"https://w3id.org/zhijiao/scheme/mode/{mode}" for mode in ("internship", "order_class")]
    assert partnership == [("正泰集团", mode, "数控技术应用", 2019, "理事") for mode in modes]
    award = rows(
        build,
        """SELECT ?event ?item ?rank ?year ?recipient ?advisor ?level WHERE { ?a a zj:Award ; zj:item ?item ;
             zj:competition/skos:prefLabel ?event ; zj:rank ?rank ; zj:year ?year ; zj:level ?level ;
             zj:recipient/skos:prefLabel ?recipient ; zj:advisor/skos:prefLabel ?advisor }""",
    )
    level = "https://w3id.org/zhijiao/scheme/level/national"
    assert award == [
        ("全国技能大赛", "会计", "二等奖", 2021, name, "王五", level) for name in ("张三", "李四")
    ]
    figures = rows(
        build,
        """SELECT ?value ?unit ?year ?major WHERE { ?o a zj:Observation ; zj:value ?value ; zj:unit ?unit ;
             zj:year ?year OPTIONAL { ?o zj:scopeMajor/skos:prefLabel ?major } }""",
    )
    assert [(str(value), *rest) for value, *rest in figures] == [
        ("1200", "人", 2021, None),
        ("98.1", "%", 2021, "数控技术应用"),
    ]


def test_direct_edges_follow_from_statements() -> None:
    edges = rows(
        build_graph([YUNLING]),
        """SELECT ?edge ?name WHERE { GRAPH <https://w3id.org/zhijiao/graph/direct> { ?school ?edge ?to }
             ?to skos:prefLabel ?name }""",
    )
    assert {(edge.rpartition("#")[2], name) for edge, name in edges} == {
        ("partnerWith", "正泰集团"),
        ("partnerWith", "机关幼儿园"),
        ("memberOf", "机关幼儿园"),
        ("offersMajor", "会计"),
        ("offersMajor", "数控技术应用"),
        ("teachesWith", "青禾职业技术学院"),
        ("succeeds", "青禾市农业中学"),
    }


def test_partners_of_two_names_are_shared_and_local_ones_are_not() -> None:
    shared = rows(
        build_graph([YUNLING, WANGZE]),
        """SELECT ?name (COUNT(DISTINCT ?school) AS ?schools) WHERE {
             ?school zj:partnerWith ?partner . ?partner skos:prefLabel ?name } GROUP BY ?partner ?name""",
    )
    assert shared == [("机关幼儿园", 1), ("机关幼儿园", 1), ("正泰集团股份有限公司", 2)]


def test_the_graph_of_a_report_is_all_that_it_adds() -> None:
    both, one = build_graph([YUNLING, WANGZE]), build_graph([YUNLING])
    graph = f"<{Minter().report_graph(YUNLING.report)}> .\n".encode()

    def of_report(build: GraphBuild) -> set[bytes]:
        return {line for line in build.nquads.splitlines(keepends=True) if line.endswith(graph)}

    # Resolution may move names and IRIs of partners, but neither passages nor figures.
    kept = {line for line in of_report(one) if b"/observation/" in line or b"/honour/" in line}
    assert kept
    assert kept <= of_report(both)


def test_one_statement_of_two_reports_is_one_with_both_passages() -> None:
    later = ReportFacts("2022/云岭.txt", YUNLING.facts, "1" * 64, len(TEXT))
    build = build_graph([YUNLING, later])
    assert build.counts["honour"] == 1
    assert build.counts["school"] == 3
    titles = rows(
        build, "SELECT ?title WHERE { ?h a zj:Honour ; zj:evidence/oa:hasSource/dcterms:title ?title }"
    )
    assert titles == [("2021/云岭.txt",), ("2022/云岭.txt",)]
    assert build.counts["triples"] < build.counts["quads"]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_order_is_no_matter(data: st.DataObject) -> None:
    later = ReportFacts("2022/云岭.txt", (*YUNLING.facts, YUNLING.facts[0]))
    reports = [YUNLING, WANGZE, later]
    expected = build_graph(reports)
    shuffled = [
        ReportFacts(one.report, tuple(data.draw(st.permutations(one.facts))), one.sha256, one.characters)
        for one in data.draw(st.permutations(reports))
    ]
    build = build_graph(shuffled)
    assert build.nquads == expected.nquads
    assert build.turtle() == expected.turtle()
    assert build.warnings == expected.warnings


def test_another_base_moves_things_and_not_the_vocabulary() -> None:
    base = "https://example.org/职教#"
    here, there = build_graph([YUNLING]), build_graph([YUNLING], base)
    things = f"<{DEFAULT_BASE}id/".encode()
    moved = here.nquads.replace(things, f"<{base}id/".encode())
    moved = moved.replace(f"<{DEFAULT_BASE}graph/".encode(), f"<{base}graph/".encode())
    # Evidence has the report's IRI among what its own is made of, which counts without the base.
    assert set(moved.splitlines()) == set(there.nquads.splitlines())
    with pytest.raises(IriError):
        build_graph([YUNLING], "not a base")


def test_reports_of_one_file_name_in_two_folders_have_two_graphs() -> None:
    reports = [ReportFacts(f"{folder}/年报.txt", YUNLING.facts) for folder in ("甲", "乙")]
    named = {quad.graph_name for quad in parse(build_graph(reports).nquads, format=RdfFormat.N_QUADS)}
    graphs = {graph.value for graph in named if isinstance(graph, NamedNode)}
    assert sum("/graph/report/" in graph for graph in graphs) == 2


def test_reports_of_one_name_are_refused() -> None:
    with pytest.raises(GraphBuildError, match="云岭.txt"):
        build_graph([YUNLING, YUNLING])


def test_a_report_that_never_names_its_school_is_left_out() -> None:
    nameless = ReportFacts("无名.txt", WANGZE.facts[1:])
    build = build_graph([YUNLING, nameless])
    assert build.nquads == build_graph([YUNLING]).nquads
    assert len(build.warnings) == 1
    assert build.warnings[0].startswith("无名.txt")


def test_no_reports_make_an_empty_graph() -> None:
    assert build_graph([]).nquads == b""


@pytest.mark.parametrize(
    ("kind", "values", "word"),
    [
        ("partnership", {"partner": "甲厂", "modes": ["friendship"]}, "friendship"),
        ("partnership", {"partner": "甲厂", "partner_kind": "planet"}, "planet"),
        ("partnership", {"partner": "甲厂", "since": 12}, "since"),
        ("partnership", {"partner": "青禾市云岭学校", "partner_kind": "school"}, "partner"),
        ("partnership", {"partner": "——"}, "partner"),
        ("partnership", {"partner": {"名": 1}}, "partner"),
        ("partnership", {"partner": "甲厂", "modes": 7}, "modes"),
        ("indicator", {"indicator": "happiness", "value": 3}, "happiness"),
        ("indicator", {"indicator": "graduates", "value": "很多"}, "value"),
        ("indicator", {"indicator": "graduates", "value": float("nan")}, "value"),
        ("indicator", {"indicator": "graduates", "value": 10**40}, "value"),
        ("indicator", {"indicator": "graduates", "value": True}, "value"),
        ("indicator", {"indicator": "graduates", "value": 3, "scope": "campus:东"}, "scope"),
        ("honour", {"title": "先进", "level": "galactic"}, "galactic"),
        ("award", {"rank": "一等奖"}, "event"),
        ("predecessor", {"name": "青禾市云岭学校"}, "name"),
        ("major", {}, "name"),
        ("school", {"name": "别的学校"}, "学校"),
    ],
)
def test_what_does_not_fit_is_told_and_left_out(kind: str, values: dict[str, Any], word: str) -> None:
    broken = ReportFacts("坏.txt", (YUNLING.facts[0], Fact(kind, values, (passage("学校"),))))
    build = build_graph([broken])
    assert len([text for text in build.warnings if word in text and text.startswith("坏.txt")]) >= 1
    assert b"friendship" not in build.nquads
    assert b"planet" not in build.nquads


def test_a_fact_without_a_passage_is_left_out() -> None:
    bare = ReportFacts(
        "空.txt",
        (
            YUNLING.facts[0],
            Fact("honour", {"title": "先进"}),
            Fact("major", {"name": "会计"}, (Evidence(0, 1, " \n"),)),
        ),
    )
    build = build_graph([bare])
    assert build.counts["honour"] == build.counts["offering"] == 0
    assert len(build.warnings) == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(sorted(FACT_KEYS)).flatmap(
    lambda kind: st.tuples(st.just(kind), st.dictionaries(st.sampled_from(FACT_KEYS[kind]), JSON))
), max_size=6), st.text(max_size=10))  # fmt: skip
def test_no_fact_however_broken_stops_a_build(facts: list[tuple[str, dict[str, Any]]], quote: str) -> None:
    evidence = (Evidence(0, len(quote), quote, quote),)
    report = ReportFacts(
        "乱.txt", (YUNLING.facts[0], *(Fact(kind, values, evidence) for kind, values in facts))
    )
    build = build_graph([report])
    assert GraphStore.memory(build.nquads).base() == DEFAULT_BASE
    assert len(list(parse(build.turtle(), format=RdfFormat.TURTLE))) == build.counts["triples"]


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[ReportFacts]:
    names = ("liaocheng_2020", "yueqing_union_2019", "yueqing_vocational_2020")
    return [
        ReportFacts(f"{name}.txt", tuple(read_facts(shared / "gold" / f"{name}.jsonl"))) for name in names
    ]


def test_three_whole_reports(gold: list[ReportFacts]) -> None:
    build = build_graph(gold)
    facts = Counter(fact.kind for report in gold for fact in report.facts)
    assert not build.warnings
    kinds = {"major": "offering", "joint_programme": "joint", "predecessor": "succession"}
    for kind in ("partnership", "major", "joint_programme", "programme", "award", "predecessor"):
        assert build.counts[kinds.get(kind, kind)] == facts[kind], kind
    schools = rows(
        build, "SELECT ?name WHERE { ?report a zj:Report ; zj:reportingSchool/skos:prefLabel ?name }"
    )
    assert schools == [
        ("乐清市总工会职业技术学校",),
        ("浙江省乐清市职业中等专业学校",),
        ("聊城高级工程职业学校",),
    ]
    quotes = {row[0] for row in rows(build, "SELECT DISTINCT ?quote WHERE { ?s oa:exact ?quote }")}
    assert quotes == {passage.quote for report in gold for fact in report.facts for passage in fact.evidence}


def test_examples_of_one_school_in_two_years_and_shared_partners(root: Path) -> None:
    files = sorted((root / "examples" / "facts").glob("*.jsonl"))
    if not files:
        pytest.skip("no examples/facts in this installation")
    build = build_graph([ReportFacts(path.name, tuple(read_facts(path))) for path in files])
    assert not build.warnings
    shared_partners = {
        name
        for name, schools in rows(
            build,
            """SELECT ?name (COUNT(DISTINCT ?school) AS ?schools) WHERE {
                 ?school zj:partnerWith ?partner . ?partner skos:prefLabel ?name } GROUP BY ?partner ?name""",
        )
        if schools > 1
    }
    assert "正泰集团股份有限公司" in shared_partners
