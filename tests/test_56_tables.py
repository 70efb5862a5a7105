"""Tables of facts: their rows, how they share a page, their CSV."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.ontology.namespaces import concept_iri
from zhijiao.tests.making.fact_tables import (
    BASE,
    LEVELS,
    PARTNER,
    SCHOOL,
    Rows,
    honour,
    passage,
    sections,
    statement,
)
from zhijiao.viz.addresses import Addresses, topic_paths, year_paths
from zhijiao.viz.conflicts import section_of
from zhijiao.viz.downloads import csv_text, section_csv
from zhijiao.viz.markup import table_row
from zhijiao.viz.model import Conflict, Statement, Value
from zhijiao.viz.sections import laid_out
from zhijiao.viz.tables import MAX_PARTS, MAX_PASSAGES, Part, Row, Section


def test_cells_lead_to_the_pages_of_partners_levels_and_years() -> None:
    (honours, awards) = sections(
        honour(1, LEVELS[0], "2020"),
        statement(2, "Award", competition=[Value("大赛")], level=[Value("", LEVELS[2])]),
    )
    html = table_row(honours.rows[0])
    assert Rows(html).links == ["../level/national.html", "../year/2020.html"]
    assert '<span class="t">国家级</span>' in html
    # A level that no page is about stands without a link; it sorts by its rank all the same.
    assert "<a" not in table_row(awards.rows[0])
    assert 'data-key="4"' in table_row(awards.rows[0])
    (partners,) = sections(
        statement(
            3,
            "Partnership",
            partner=[Value("海棠电子", PARTNER.iri)],
            mode=[Value("", concept_iri("mode", "supply"))],
        )
    )
    (link, *_) = Rows(table_row(partners.rows[0])).links
    assert link.startswith("../organisation/")


def test_a_row_has_the_last_part_of_its_statements_iri_as_its_id() -> None:
    (section,) = sections(honour(10, LEVELS[0], "2020"))
    assert Rows(table_row(section.rows[0])).ids == ["s-0000000000000000000a"]
    hostile = Statement(f'{BASE}/x/"><script>', "Honour", frozenset({"school"}), {}, ())
    (section,) = sections(hostile)
    assert Rows(table_row(section.rows[0])).ids == []


def test_a_figure_is_sorted_by_its_number_and_said_with_its_qualifier() -> None:
    (section,) = sections(
        statement(
            1,
            "Observation",
            indicator=[Value("", concept_iri("indicator", "graduates"))],
            value=[Value("1200")],
            qualifier=[Value("", concept_iri("qualifier", "nearly"))],
        )
    )
    html = table_row(section.rows[0])
    assert 'data-key="1200"' in html
    assert "近 1200" in Rows(html).text


def test_passages_and_values_of_a_row_are_capped_and_counted() -> None:
    many = [Value(f"专业{n:03}") for n in range(MAX_PARTS + 5)]
    (section,) = sections(statement(1, "Partnership", MAX_PASSAGES + 7, partner=[Value("甲")], major=many))
    html = table_row(section.rows[0])
    assert html.count("<blockquote>") == MAX_PASSAGES
    assert f"{MAX_PASSAGES + 7} 处" in Rows(html).text
    assert "另有 7 处" in Rows(html).text
    assert f"等 {MAX_PARTS + 5} 个" in Rows(html).text
    assert f"专业{MAX_PARTS:03}" not in html


def test_every_text_of_a_row_is_escaped() -> None:
    bad = "<script>alert(1)</script>\"'&"
    row = Row(
        ((Part(bad, bad),), (Part(bad, None, (bad,), bad),)),
        (passage(bad, report=bad, section=bad, page=bad, confidence=0.5),),
    )
    read = Rows(table_row(row))
    assert "script" not in read.tags
    assert read.text.count(bad) >= 6


def test_contradictions_lead_to_their_indicator_and_year() -> None:
    one = Conflict("逐年变化异常", "高", "毕业生数", "2020", "", "差 3", "①5 人 ②8 人", (passage(),))
    iri = concept_iri("indicator", "graduates")
    (section,) = section_of([one], Addresses(topic_paths([iri]) | year_paths(["2020"])))
    read = Rows(table_row(section.rows[0]))
    assert read.links == ["../indicator/graduates.html", "../year/2020.html"]
    assert "全校" in read.text


# Sharing a page


def long_section(key: str, rows: int, length: int) -> Section:
    made = tuple(
        Row(((Part(f"{key}{n}", "../year/2020.html"),),), (passage("字" * length),), 0, f"{key}{n}")
        for n in range(rows)
    )
    return Section(key, "荣誉", ("荣誉",), made, rows, "honours", "school")


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(1, 300)), min_size=1, max_size=5),
    st.integers(1000, 30_000),
)
def test_every_row_stands_on_one_page_and_no_page_is_larger_than_its_room(
    shapes: list[tuple[int, int]], budget: int
) -> None:
    given_sections = [long_section(f"k{n}", *shape) for n, shape in enumerate(shapes)]
    laid = laid_out(given_sections, "school/青禾.html", SCHOOL, budget)
    largest = max(len(table_row(row, "../").encode()) + 1 for one in given_sections for row in one.rows)
    assert sum(len(one.rows.encode()) for one in laid.first) <= budget + largest * len(laid.first)
    for section, first in zip(given_sections, laid.first, strict=True):
        views = [first, *(one.view for one in laid.further if one.view.key == section.key)]
        ids = [name for view in views for name in Rows(view.rows).ids]
        assert ids == [f"s-{row.name}" for row in section.rows]
        place = 1
        for number, view in enumerate(views):
            assert (view.first, view.current) == (place, number)
            assert view.shown == len(Rows(view.rows).ids) > 0
            assert view.total == section.total
            place += view.shown
            if number:
                assert len(view.rows.encode()) <= max(budget, largest)
        assert (len(first.pages) == len(views)) == (len(views) > 1)
    assert laid == laid_out(given_sections, "school/青禾.html", SCHOOL, budget)


def test_small_tables_leave_their_room_to_large_ones() -> None:
    small, large = long_section("a", 2, 10), long_section("b", 100, 100)
    weight = len(laid_out([large], "school/x.html", SCHOOL, 10**9).first[0].rows.encode())
    laid = laid_out([small, large], "school/x.html", SCHOOL, weight + 2000)
    assert not laid.further
    assert laid.first[1].pages == ()


def test_the_links_of_a_table_that_goes_on_fit_each_of_its_pages() -> None:
    laid = laid_out([long_section("honours", 40, 200)], "school/青禾.html", SCHOOL, 20_000)
    (first,) = laid.first
    name = "%E9%9D%92%E7%A6%BE"
    iri = "https%3A%2F%2Fw3id.org%2Fzhijiao%2Fid%2Fschool%2F%E9%9D%92%E7%A6%BE%E8%81%8C%E6%A0%A1"
    assert first.pages[:2] == (f"{name}.html#honours", f"{name}/honours-2.html")
    assert first.csv == f"{name}/honours.csv"
    assert first.query == f"../query/honours.html#school={iri}"
    second = laid.further[0]
    assert second.path == "school/青禾/honours-2.html"
    assert second.back == f"../{name}.html#honours"
    assert second.view.pages[:2] == (f"../{name}.html#honours", "honours-2.html")
    assert second.view.csv == "honours.csv"
    assert second.view.query == f"../../query/honours.html#school={iri}"
    assert set(Rows(second.view.rows).links) == {"../../year/2020.html"}
    ((path, text),) = laid.files
    assert path == "school/青禾/honours.csv"
    assert len(list(csv.reader(io.StringIO(text)))) == 41


def test_a_statement_in_two_tables_has_its_id_once() -> None:
    rows = long_section("a", 2, 10).rows
    laid = laid_out(
        [Section("a", "荣誉", ("荣誉",), rows, 2), Section("b", "获奖", ("荣誉",), rows, 2)],
        "school/x.html",
        SCHOOL,
    )
    assert Rows(laid.first[0].rows).ids == ["s-a0", "s-a1"]
    assert Rows(laid.first[1].rows).ids == []
    assert laid.first[0].query == ""


# CSV


@given(st.lists(st.text(max_size=8).filter(lambda one: "\0" not in one), min_size=1, max_size=4))
def test_a_csv_gives_back_its_texts_and_no_formula(texts: list[str]) -> None:
    text = csv_text(["列"] * len(texts), [texts])
    assert text.startswith("\ufeff")
    _, row = csv.reader(io.StringIO(text[1:], newline=""))
    for cell, stated in zip(row, texts, strict=True):
        assert cell in {stated, f"'{stated}"}
        assert re.fullmatch(r"[+-]?[0-9.]+", cell) or not cell.startswith(tuple("=+-@\t\r＝＋－＠"))


def test_a_csv_of_facts_has_the_passages_with_report_section_and_page() -> None:
    rows = (
        Row(((Part("=1+1"),), (Part("a"), Part("b"))), (passage(confidence=0.8),)),
        Row(((Part("乙"),), ()), (passage("一"), passage("二", page=""))),
    )
    text = section_csv(Section("honours", "荣誉", ("荣誉", "级别"), rows, 2))
    head, first, second = csv.reader(io.StringIO(text[1:], newline=""))
    assert head == ["荣誉", "级别", "原文", "报告", "章节", "页码", "把握"]
    assert first == ["'=1+1", "a、b", "与海棠电子合作", "青禾2021.txt", "二、合作", "3", "0.80"]
    assert second[2] == "①一\n②二"
    assert second[5] == "①3"


# In a browser
