"""Tables of facts in a browser: sorting, finding, unfolding, the CSV of what is shown, links to rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from zhijiao.tests.making.browsing import watched
from zhijiao.tests.making.fact_tables import LEVELS, SCHOOL, Rows, honour, sections
from zhijiao.viz.files import SiteFolder
from zhijiao.viz.render import Pages
from zhijiao.viz.sections import laid_out


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page with the table of twelve honours."""
    folder = tmp_path_factory.mktemp("site")
    SiteFolder(folder, None).write_assets()
    honours = [
        honour(n, LEVELS[n % 3], str(2018 + n % 4), "=HYPERLINK(1)" if n == 0 else f"荣誉{n}")
        for n in range(12)
    ]
    (view,) = laid_out(sections(*honours), "school/青禾.html", SCHOOL).first
    text = Pages("图谱").page(
        "section.html", "../../", here="", name="青禾职校", table=view, back="../青禾.html"
    )
    page = folder / "school" / "青禾" / "honours.html"
    page.parent.mkdir(parents=True)
    page.write_text(text, encoding="utf-8")
    return page.as_uri()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A tab that fails its test where the page complains."""
    with watched(browser) as tab:
        yield tab


def shown(tab: Any, column: int) -> list[str]:
    return list(
        tab.evaluate(
            """column => Array.from(document.querySelectorAll("table.data tbody tr"))
                .filter(row => !row.hidden).map(row => row.cells[column].textContent)""",
            column,
        )
    )


def test_a_click_on_a_heading_sorts_and_says_so(address: str, page: Any) -> None:
    page.goto(address)
    before = shown(page, 0)
    heading = page.locator("th", has_text="年份")
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == "descending"
    years = shown(page, 2)
    assert years == sorted(years, reverse=True)
    assert len(set(years)) == 4
    # Levels go by their rank, not by their characters.
    level = page.locator("th", has_text="级别")
    level.get_by_role("button").press("Enter")
    assert heading.get_attribute("aria-sort") is None
    assert list(dict.fromkeys(shown(page, 1))) == ["国家级", "省级", "市级"]
    level.get_by_role("button").click()
    assert list(dict.fromkeys(shown(page, 1))) == ["市级", "省级", "国家级"]
    level.get_by_role("button").click()
    assert shown(page, 0) == before


def test_rows_are_found_by_any_text_and_by_the_values_of_a_column(address: str, page: Any) -> None:
    page.goto(address)
    tools = page.locator(".table-tools")
    assert tools.get_by_role("status").inner_text() == "显示 12 / 12"
    tools.get_by_role("searchbox").fill("原文7之0")
    assert shown(page, 0) == ["荣誉7"]
    assert tools.get_by_role("status").inner_text() == "显示 1 / 12"
    tools.get_by_role("searchbox").fill("")
    tools.get_by_label("级别").select_option("省级")
    tools.get_by_label("年份").select_option("2019")
    assert shown(page, 0) == ["荣誉1"]
    tools.get_by_label("级别").select_option("")
    assert set(shown(page, 2)) == {"2019"}


def test_the_csv_holds_the_rows_shown_with_their_passages(address: str, page: Any) -> None:
    page.goto(address)
    page.locator(".table-tools").get_by_role("searchbox").fill("HYPERLINK")
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载 CSV").click()
    assert coming.value.suggested_filename == "青禾职校-荣誉.csv"
    text = Path(coming.value.path()).read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert rows == [
        ["荣誉", "级别", "年份", "原文", "报告", "章节", "页码", "把握"],
        ["'=HYPERLINK(1)", "国家级", "2018", "原文0之0", "青禾2021.txt", "二、合作", "3", "1.00"],
    ]


def test_all_quotes_unfold_and_fold(address: str, page: Any) -> None:
    page.goto(address)
    page.get_by_role("button", name="全部展开").click()
    assert page.locator("details.quote[open]").count() == 12
    page.get_by_role("button", name="全部收起").click()
    assert page.locator("details.quote[open]").count() == 0


def test_a_link_to_a_fact_unfolds_its_row(address: str, page: Any) -> None:
    page.goto(f"{address}#s-{7:020x}")
    assert page.locator("details.quote[open]").count() == 1
    assert page.locator("blockquote", has_text="原文7之0").is_visible()
    page.locator(".table-tools").get_by_label("年份").select_option("2020")
    page.evaluate("id => { window.location.hash = id; }", f"s-{4:020x}")
    page.wait_for_function("() => document.querySelectorAll('details.quote[open]').length === 2")
    assert page.locator("blockquote", has_text="原文4之0").is_visible()


def test_a_link_finds_a_row_on_the_page_to_which_its_table_went(tmp_path: Path, page: Any) -> None:
    SiteFolder(tmp_path, None).write_assets()
    honours = [honour(number, LEVELS[0], "2018", f"荣誉{number}") for number in range(12)]
    laid = laid_out(sections(*honours), "school/青禾.html", SCHOOL, budget=2500)
    assert len(laid.further) > 1
    pages = [
        ("school/青禾.html", "../", laid.first[0]),
        *((one.path, "../../", one.view) for one in laid.further),
    ]
    for path, root, view in pages:
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        known = {"here": "", "name": "青禾职校", "table": view, "back": "x.html"}
        place.write_text(Pages("图谱").page("section.html", root, **known), encoding="utf-8")
    first = (tmp_path / "school/青禾.html").as_uri()
    for view, path in ((laid.further[-1].view, laid.further[-1].path), (laid.first[0], "school/青禾.html")):
        row = Rows(view.rows).ids[-1]
        page.goto("about:blank")
        page.goto(f"{first}#honours.{row}")
        page.locator(f"#{row} blockquote").wait_for()
        assert page.url.partition("#")[0] == (tmp_path / path).as_uri()


def test_the_tools_and_the_labels_turn_english(address: str, page: Any) -> None:
    page.goto(address)
    page.locator("[data-switch=language]").click()
    page.get_by_role("button", name="Download CSV").wait_for()
    assert page.locator(".table-tools").get_by_role("status").inner_text() == "12 of 12 shown"
    assert "national" in shown(page, 1)
    page.get_by_label("Level").select_option(label="provincial")
    assert set(shown(page, 1)) == {"provincial"}
