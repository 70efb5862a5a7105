"""The pages of the named queries: their text is the one that is run, whatever values an address gives."""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.ontology.codes import concepts
from zhijiao.queries.binding import values_block
from zhijiao.queries.catalogue import catalogue, named_query
from zhijiao.queries.model import Parameter, Query
from zhijiao.queries.parameters import Name, arguments
from zhijiao.queries.run import run, sparql
from zhijiao.tests.making.browsing import watched
from zhijiao.tests.making.published import SCHOOL, quads
from zhijiao.viz.accounts import account
from zhijiao.viz.addresses import Addresses
from zhijiao.viz.memory import Memory
from zhijiao.viz.parallel import asking, read_schools
from zhijiao.viz.query_text import pieces_of, text_of
from zhijiao.viz.read import read_overview
from zhijiao.viz.refresh import fill
from zhijiao.viz.tables import Section, Tables

QUERIES = [one for one in catalogue() if not one.internal]
EMPTY = GraphStore.memory(b"")
#: Values for parameters of each type that are written otherwise than they stand in the text.
WRITTEN = {
    "name": "<https://w3id.org/zhijiao/id/school/青禾(市)'x%2F&y=1>",
    "text": " \"} 某\\u0022\\U{}\t'x # ",
    "integer": "+07",
    "years": "2018-2020、2016;2018",
    "iri": "urn:x:?y#z",
}


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return GraphStore.memory(quads())


@pytest.fixture(scope="module")
def examples(root: Path) -> GraphStore:
    paths = sorted((root / "examples" / "facts").glob("*.jsonl"))
    reports = [ReportFacts(f"{path.stem}.txt", tuple(read_facts(path))) for path in paths]
    return GraphStore.memory(build_graph(reports).nquads)


def value_for(parameter: Parameter) -> str:
    if parameter.type.name != "codes":
        return WRITTEN[parameter.type.name]
    first, *_, last = concepts(parameter.type.scheme)
    return f"{first.zh}、{last.code.upper()}，{first.iri}"


def bindable(query: Query) -> list[Parameter]:
    """The parameters whose values are the same in every graph: not those of regions."""
    return [one for one in query.parameters if str(one.type) != "name region"]


def address(values: Mapping[str, str]) -> str:
    return "#" + "&".join(f"{name}={quote(value, safe='')}" for name, value in values.items())


# The texts


@st.composite
def questions(draw: st.DrawFn) -> tuple[Query, dict[str, str]]:
    """A query and values for some of its parameters."""
    query = draw(st.sampled_from(QUERIES))
    return query, {one.name: value_for(one) for one in bindable(query) if draw(st.booleans())}


@settings(max_examples=80, deadline=None)
@given(questions())
def test_the_pieces_make_the_text_that_is_run(question: tuple[Query, dict[str, str]]) -> None:
    query, params = question
    bound = arguments(query, params)
    parameters = {one.name: one for one in query.parameters}
    text = ""
    for piece in pieces_of(query):
        if not piece.condition or piece.condition in bound:
            text += piece.text
            if piece.slot:
                value = bound[piece.slot]
                assert not isinstance(value, Name)
                text += values_block(parameters[piece.slot].variable, value)
    assert text == sparql(EMPTY, query, params)


def test_a_page_without_scripts_shows_the_query_as_it_is(site: Path, store: GraphStore) -> None:
    assert len(QUERIES) == 24
    listing = (site / "queries.html").read_text(encoding="utf-8")
    for query in QUERIES:
        page = (site / "query" / f"{query.name}.html").read_text(encoding="utf-8")
        assert f'href="query/{query.name}.html"' in listing
        assert text_of(query) == sparql(store, query)
        for text in (query.title, query.title_en, query.description):
            assert text in page
        for one in query.parameters:
            assert f"<code>{one.name}</code>" in page
        assert len(page.encode()) < 60_000


def test_a_region_is_looked_for_by_the_text_itself(site: Path, browser: Any, examples: GraphStore) -> None:
    params = {"region": "https://w3id.org/zhijiao/scheme/region/330000"}
    query = named_query("honours")
    with watched(browser) as tab:
        tab.goto(f"{(site / 'query/honours.html').as_uri()}{address(params)}")
        text = tab.text_content("#text code")
    found = examples.select(text).rows
    assert found == examples.select(sparql(examples, query, params)).rows
    assert 0 < len(found) < len(run(examples, query).rows)


def test_the_text_and_the_command_have_the_values_of_the_address(site: Path, browser: Any) -> None:
    asked = 0
    with watched(browser) as tab:
        for query in map(named_query, ("compare", "evidence", "partners", "path", "shared-partners")):
            every = {one.name: value_for(one) for one in bindable(query)}
            given = [{}, every, *({name: value} for name, value in every.items())]
            tab.goto((site / "query" / f"{query.name}.html").as_uri())
            shown = tab.evaluate(
                """addresses => addresses.map(one => {
                    history.replaceState(null, "", one);
                    window.dispatchEvent(new HashChangeEvent("hashchange"));
                    const text = (id) => document.querySelector(`#${id}`).textContent;
                    return [text("text"), text("line"), document.getElementById("faults")?.textContent];
                })""",
                [address(one) for one in given],
            )
            for params, (text, line, faults) in zip(given, shown, strict=True):
                assert text == sparql(EMPTY, query, params), (query.name, params)
                words = [word for name, value in params.items() for word in (f"--{name}", value.strip())]
                assert shlex.split(line) == ["zhijiao", "query", query.name, *words]
                assert not faults
                asked += 1
    assert asked > 30


REFUSED = [
    ("school", "https://x.example/> } #", "应是 IRI"),
    ("school", 'https://x.example/"', "应是 IRI"),
    ("report-year", "2020-2018", "从早到晚"),
    ("report-year", "20x", "应是年份"),
    ("mode", "没有的", "不在代码表里"),
    ("school", "x" * 1001, "值太长"),
    ("school", "a\0b", "不能用的字符"),
    ("school", "某校", "要在图谱里查"),
]


def test_a_value_that_cannot_stand_in_the_text_is_told(site: Path, browser: Any, store: GraphStore) -> None:
    with watched(browser) as tab:
        for name, value, told in REFUSED:
            tab.goto(f"{(site / 'query/partners.html').as_uri()}{address({name: value})}")
            tab.wait_for_function(
                "told => document.getElementById('faults').textContent.includes(told)", arg=told
            )
            assert tab.text_content("#text code") == sparql(store, "partners")
            known = shlex.split(tab.text_content("#line code"))
            assert known[3:] == (["--school", value] if told == "要在图谱里查" else [])


def test_an_address_that_is_broken_or_strange_is_told(site: Path, browser: Any, store: GraphStore) -> None:
    with watched(browser) as tab:
        page = (site / "query/partners.html").as_uri()
        tab.goto(f"{page}#school=%E0%A4%A&<img src=x onerror=alert(1)>=1&parameters")
        assert "读不出来" in tab.text_content("#faults")
        assert "没有参数 parameters" in tab.text_content("#faults")
        assert tab.locator("#faults img, #faults script").count() == 0
        assert tab.text_content("#text code") == sparql(store, "partners")


def test_a_value_can_be_filled_in_and_stands_in_the_address(
    site: Path, browser: Any, store: GraphStore
) -> None:
    with watched(browser, "phone") as tab:
        page = (site / "query/partners.html").as_uri()
        tab.goto(page)
        tab.fill("input[aria-label=school]", SCHOOL)
        tab.select_option("select[aria-label=mode]", "order_class")
        params = {"school": SCHOOL, "mode": "order_class"}
        assert tab.text_content("#text code") == sparql(store, "partners", params)
        assert tab.url == f"{page}{address(params)}"
        tab.reload()
        assert tab.input_value("input[aria-label=school]") == SCHOOL
        assert tab.input_value("select[aria-label=mode]") == "order_class"
        tab.fill("input[aria-label=school]", "")
        tab.select_option("select[aria-label=mode]", "")
        assert tab.url == page
        assert tab.text_content("#text code") == sparql(store, "partners")
        tab.click("[data-copy=text]")
        tab.click("[data-switch=language]")
        tab.locator("html[lang=en]").wait_for()
        assert tab.inner_text("h1") == named_query("partners").title_en
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_only_a_server_offers_to_run_it(site: Path, served: str, browser: Any) -> None:
    place = f"query/partners.html{address({'school': SCHOOL})}"
    with watched(browser) as tab:
        tab.goto(f"{site.as_uri()}/{place}")
        assert not tab.is_visible("#live")
        tab.goto(f"{served}/{place}")
        with tab.expect_navigation():
            tab.click("#live")
        assert tab.locator("table.answers tbody tr").count() == 5
        tab.goto(f"{served}/{place}")
        tab.fill("input[aria-label=school]", "")
        with tab.expect_navigation():
            tab.click("#live")
        assert tab.url == f"{served}/queries/partners"


# What a page shows, and what the query behind it answers

#: Columns of each table, by their headings, and the columns of the query that hold the same.
ALIKE: Mapping[str, Mapping[str, str]] = {
    "partnerships": {"合作方": "partner", "方式": "mode", "专业": "major"},
    "schools": {"学校": "school", "方式": "mode", "专业": "major"},
    "majors": {"专业": "major", "专业群": "group", "代码": "code", "层次": "level"},
    "joint": {"专业": "major", "合作院校": "institution", "形式": "scheme"},
    "with-joint": {"专业": "major", "学校": "school", "形式": "scheme"},
    "programmes": {"项目": "programme", "类别": "kind", "合作方": "partner"},
    "with-programmes": {"项目": "programme", "类别": "kind", "学校": "school"},
    "honours": {"荣誉": "title", "级别": "level", "年份": "year"},
    "awards": {"赛项": "item", "级别": "level", "年份": "year", "获奖者": "recipients", "指导": "advisors"},
    "figures": {"指标": "indicator", "单位": "unit", "年份": "year"},
}


def values(text: str) -> str:
    return "、".join(sorted(text.split("、")))


def shown_rows(section: Section, columns: Mapping[str, str]) -> Counter[tuple[str, ...]]:
    places = [section.columns.index(one) if one in section.columns else -1 for one in columns]
    return Counter(
        tuple(values("、".join(part.text for part in row.cells[at])) if at >= 0 else "" for at in places)
        for row in section.rows
    )


def answered_rows(store: GraphStore, section: Section, iri: str) -> Counter[tuple[str, ...]]:
    answer = run(store, section.query, {section.parameter: iri})
    places = [answer.columns.index(one) for one in ALIKE[section.key].values()]
    return Counter(
        tuple(values(str(row[at])) if row[at] is not None else "" for at in places) for row in answer.rows
    )


def test_each_table_of_a_page_shows_what_its_query_answers(tmp_path: Path, examples: GraphStore) -> None:
    """Rows alike in all columns that both have.

    Left out are those that may differ in words: the first year of several, numbers with their qualifiers,
    the name of a competition and its item where one is missing, what figures are about. Rows are compared
    without their order: a page puts shared partners first.
    """
    memory = Memory.fresh(tmp_path / "memory", "")
    fill(memory, asking(examples), partial(read_schools, examples, 1))
    overview = read_overview(memory)
    tables = Tables(Addresses({}))
    seen: Counter[str] = Counter()
    for thing in overview.paged:
        if thing.sort == "major":
            continue
        kept = memory.about(thing.iri, as_school=thing.reporting)
        told = account(thing.iri, memory.own(thing.iri), kept, overview.around)
        sections = tables.of_school(told, lambda _: False) if thing.reporting else []
        for section in [*sections, *tables.of_partner(told)]:
            if not section.query:
                assert section.key == "history"
                continue
            shown = shown_rows(section, ALIKE[section.key])
            assert shown == answered_rows(examples, section, thing.iri), (thing.name, section.key)
            seen[section.key] += sum(shown.values())
    memory.close()
    assert seen.keys() == ALIKE.keys()
    assert all(count >= 4 for count in seen.values())


def test_the_page_hands_its_data_to_the_script_and_nothing_to_the_parser(site: Path) -> None:
    page = (site / "query/evidence.html").read_text(encoding="utf-8")
    (data,) = re.findall(r'<script type="application/json" id="question">(.*?)</script>', page, re.DOTALL)
    assert json.loads(data)["name"] == "evidence"
    assert "<" not in data
