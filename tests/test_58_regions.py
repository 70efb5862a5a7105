"""Pages of regions, years and indicators, the first page, and plots in a browser."""

from __future__ import annotations

import csv
import io
import json
import re
import statistics
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.extract.facts import Fact, ReportFacts
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.ontology.namespaces import REGION_SCHEME, concept_iri
from zhijiao.tests.making.overviews import around_with, overview_with
from zhijiao.viz.addresses import Addresses, all_paths
from zhijiao.viz.figures import School, figures_of, spread
from zhijiao.viz.home import home_page
from zhijiao.viz.indicators import IndicatorPages, all_figures
from zhijiao.viz.model import Account, Measure, Overview, Statement, Tally, Thing, Value
from zhijiao.viz.plots import Plot, school_plots
from zhijiao.viz.region_map import STEPS, provinces, step_of, tile_map
from zhijiao.viz.regions import RegionPages
from zhijiao.viz.render import Pages
from zhijiao.viz.site import build_site
from zhijiao.viz.words import Phrases
from zhijiao.viz.years import YearPages

INDICATOR: Final = concept_iri("indicator", "enrolled_students")
HOSTILE: Final = "<script>alert(1)</script>公司"
#: Invented schools, the places of which the list of regions knows; the last one's is invented, too.
SCHOOLS: Final[tuple[tuple[str, str, str, int, dict[int, int], str], ...]] = (
    ("青禾", "乐清市青禾职业学校", "浙江省乐清市", 2021, {2020: 1500, 2021: 1600}, "海棠电子股份有限公司"),
    ("星河", "瑞安市星河职业学校", "浙江省瑞安市", 2021, {2020: 900, 2021: 1000}, "海棠电子股份有限公司"),
    ("白鹭", "仙桃市白鹭职业学校", "湖北省仙桃市", 2022, {2021: 700}, HOSTILE),
    ("望泽", "望泽县职业学校", "望泽县", 2022, {}, "海棠电子股份有限公司"),
)


def fact(report: str, kind: str, **values: Any) -> Fact:
    passage = {"section": "一", "start": 0, "end": 4, "quote": "原文如此", "confidence": 1.0}
    return Fact.from_json({"report": report, "fact": kind, **values, **passage})


def reports() -> Iterator[ReportFacts]:
    for stem, name, region, year, students, partner in SCHOOLS:
        title = f"{stem}{year}.txt"
        found = [
            fact(title, "school", name=name, region=region, report_year=year),
            fact(title, "major", name="茶艺与茶营销"),
            fact(title, "partnership", partner=partner, partner_kind="enterprise", modes=["internship"]),
            fact(title, "honour", title=f"{stem}文明单位", year=2020, level="municipal"),
        ]
        found += [
            fact(
                title,
                "indicator",
                indicator="enrolled_students",
                value=value,
                unit="人",
                year=of,
                scope="school",
            )
            for of, value in students.items()
        ]
        yield ReportFacts(title, tuple(found))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("regions") / "site"
    build_site(GraphStore.memory(build_graph(list(reports())).nquads), folder)
    return folder


def many(number: int) -> Overview:
    """Return an overview of so many schools in one county, each with figures of six years."""
    schools = tuple(
        Thing(f"http://a.b/职业技术学校{one}", "school", f"职业技术学校{one}", reporting=True)
        for one in range(number)
    )
    around = around_with(
        things={one.iri: one for one in schools},
        places={one.iri: concept_iri(REGION_SCHEME, "330382") for one in schools},
        tallies={one.iri: Tally(measures=measures(one.iri, place)) for place, one in enumerate(schools)},
    )
    areas = tuple(concept_iri(REGION_SCHEME, code) for code in ("330000", "330300", "330382"))
    return overview_with(around, schools=schools, topics=(INDICATOR,), areas=areas)


def measures(school: str, value: int) -> tuple[Measure, ...]:
    return tuple(
        Measure("enrolled_students", str(year), str(value), "人", "", f"{school}/fact{year}")
        for year in range(2015, 2021)
    )


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def rows(page: str) -> list[list[str]]:
    """Return the cells of all rows of a page's tables, without their tags."""
    return [
        [
            re.sub(r"<[^>]+>", "", cell).strip()
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.DOTALL)
    ]


def plots_in(page: str) -> list[Mapping[str, Any]]:
    found = re.findall(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
    return [data for one in found if "axis" in (data := json.loads(one))]


def test_every_province_has_a_tile_of_its_own_and_says_its_number() -> None:
    totals = {one.code: place for place, one in enumerate(provinces())}
    tiles = tile_map(totals, {}).tiles
    assert len({(one.x, one.y) for one in tiles}) == len({one.name for one in tiles}) == len(tiles) == 34
    assert sorted(one.total for one in tiles) == sorted(totals.values())
    assert {"浙江", "内蒙古", "广西", "香港", "北京"} <= {one.name for one in tiles}


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_more_schools_never_have_a_lower_step(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert step_of(low) <= step_of(high) <= len(STEPS)
    assert (step_of(low) == 0) == (low == 0)


@given(st.lists(st.decimals(0, 10**6, places=1), min_size=1, max_size=40))
def test_a_spread_is_ordered_and_holds_the_median(sizes: list[Decimal]) -> None:
    found = spread(sizes)
    assert list(found.five) == sorted(found.five)
    assert found.count == len(sizes)
    assert found.five[0] == min(sizes)
    assert found.five[-1] == max(sizes)
    assert abs(found.median - statistics.median(sizes)) <= Decimal("0.005")


@given(st.integers(0, 10**6), st.sampled_from(["2020", ""]))
def test_units_of_one_quality_are_one(value: int, year: str) -> None:
    given = (
        Measure("total_income", year, str(value), "万元", "", "a"),
        Measure("total_income", year, str(value * 10_000), "元", "about", "b"),
        Measure("total_income", year, "3", "美元", "", "c"),
    )
    found = figures_of([School("s", given)])["total_income"]
    assert found.unit == "万元"
    assert [one.size for one in found.given] == [value, value]
    assert [one.statement for one in found.chosen] == ["a"]
    assert found.others == 1


def test_a_number_that_is_none_is_left_out() -> None:
    given = (Measure("staff", "2020", "many", "人", "", "a"), Measure("staff", "2020", "1e30", "人", "", "b"))
    assert figures_of([School("s", given)]) == {}


def test_a_school_counts_in_its_county_and_in_all_around_it(pages: Path) -> None:
    for code, number in (
        ("330382", 1),
        ("330381", 1),
        ("330300", 2),
        ("330000", 2),
        ("429004", 1),
        ("420000", 1),
    ):
        page = text_of(pages / f"region/{code}.html")
        assert page.count('href="../school/') >= number
        listed = {one[0] for one in rows(page)}
        names = {name for _, name, *_ in SCHOOLS}
        assert len(listed & names) == number, code
    assert not (pages / "region/429000.html").exists()
    trail = re.search(r'<nav class="trail".*?</nav>', text_of(pages / "region/330382.html"), re.DOTALL)
    assert trail is not None
    assert re.findall(r"(\d{6})\.html", trail[0]) == ["330000", "330300"]


def test_shared_partners_of_a_region_are_those_of_two_of_its_schools(pages: Path) -> None:
    shared = "海棠电子股份有限公司"
    assert shared in {one[0] for one in rows(text_of(pages / "region/330300.html"))}
    assert shared not in {one[0] for one in rows(text_of(pages / "region/330382.html"))}
    [modes] = plots_in(text_of(pages / "region/330300.html"))
    assert modes["axis"] == [["实习就业", 1]]
    assert modes["series"][0][2] == ["2"]


def test_a_school_of_an_unknown_place_is_named_as_such(pages: Path) -> None:
    page = text_of(pages / "regions.html")
    unknown = page[page.index('id="unknown"') :]
    assert [name for _, name, *_ in SCHOOLS if name in unknown] == ["望泽县职业学校"]
    tiles = dict(
        re.findall(r'<text class="on-\d" [^>]*>(\w+)</text> <text class="tile-count[^>]*>(\d+)<', page)
    )
    assert tiles == {"浙江": "2", "湖北": "1"}


def test_a_year_says_how_figures_are_spread(pages: Path) -> None:
    page = text_of(pages / "year/2021.html")
    [students] = [one for one in rows(page) if one[0] == "在校生数"]
    assert students[1:] == ["人", "3", "700", "850", "1000", "1300", "1600"]
    assert "青禾2021.txt" in page
    assert "白鹭2022.txt" not in page
    assert ["乐清市青禾职业学校", "—", "1", "—"] in rows(text_of(pages / "year/2020.html"))


def test_each_figure_leads_to_its_row_on_the_schools_page(pages: Path) -> None:
    page = text_of(pages / "indicator/enrolled_students.html")
    links = re.findall(r'href="\.\./(school/[^"#]+)#figures\.(s-[^"]+)">(\d+)</a>', page)
    assert sorted(int(value) for *_, value in links) == [700, 900, 1000, 1500, 1600]
    for path, row, _ in links:
        assert f'id="{row}"' in text_of(pages / unquote(path))
    written = text_of(pages / "data/indicator/enrolled_students.csv").removeprefix("\ufeff")
    assert sorted(row["数值"] for row in csv.DictReader(io.StringIO(written))) == sorted(
        one for *_, one in links
    )


def test_a_page_of_thousands_of_schools_stays_small_and_says_so() -> None:
    overview = many(1500)
    addresses = Addresses(all_paths(overview))
    figures = all_figures(overview)
    indicators = IndicatorPages(overview, figures, addresses)
    render = Pages("图谱")
    found = [home_page(overview, Phrases(overview.around, addresses, ""), addresses)]
    found += [*indicators.pages(), *RegionPages(overview, addresses).pages()]
    found += YearPages(overview, figures, addresses).pages()
    texts = {
        path: render.page(template, "../" * path.count("/"), **values) for path, template, values in found
    }
    assert max(len(one.encode()) for one in texts.values()) < 300_000
    [(_, text)] = indicators.files()
    assert text.count("\n") == 1500 * 6 + 1
    page = texts["indicator/enrolled_students.html"]
    shown = [one[0] for one in rows(page) if one and one[0].startswith("职业技术学校")]
    assert shown[0] == "职业技术学校1499"
    assert shown[-1] == "职业技术学校0"
    assert "中间的" in page
    listed = [one for path in texts if path.startswith("region/330382") for one in rows(texts[path])]
    assert len({one[0] for one in listed if one[0].startswith("职业技术学校")}) == 1500


def statement(code: str, year: str, value: str, unit: str) -> Statement:
    values = {
        "indicator": (Value(code, concept_iri("indicator", code)),),
        "year": (Value(year),),
        "value": (Value(value),),
        "unit": (Value(unit),),
    }
    return Statement(f"{code}-{year}", "Observation", frozenset({"school"}), values, ())


def test_a_school_with_figures_of_two_years_has_lines_and_one_year_is_none() -> None:
    told = (
        statement("enrolled_students", "2018", "100", "人"),
        statement("enrolled_students", "2020", "120", "人"),
        statement("graduates", "2020", "30", "人"),
    )
    [plot] = school_plots(Account({}, (), told))
    assert [one.text for one in plot.axis] == ["2018", "2019", "2020"]
    assert [one.values for one in plot.series] == [("100", "", "120"), ("", "", "30")]
    assert [name.text for name, _ in plot.rows] == ["2018", "2020"]
    assert school_plots(Account({}, (), told[1:])) == ()


def test_satisfaction_shows_where_there_is_enough_of_it() -> None:
    codes = ("satisfaction_theory", "satisfaction_major", "satisfaction_life")
    told = tuple(statement(code, "2020", "9" + str(place), "%") for place, code in enumerate(codes))
    [plot] = school_plots(Account({}, (), told))
    assert isinstance(plot, Plot)
    assert plot.kind == "bars"
    assert plot.series[0].values == ("90", "91", "92")
    assert school_plots(Account({}, (), told[:2])) == ()


def test_the_first_page_opens_with_size_map_and_shared_partners(pages: Path) -> None:
    page = text_of(pages / "index.html")
    places = [page.index(f'id="{key}"') for key in ("size", "map", "shared", "ask", "reports")]
    assert places == sorted(places)
    [row] = [one for one in rows(page) if one[0] == "海棠电子股份有限公司"]
    assert row[2] == "3"
    assert "echarts" not in page


def test_plots_are_drawn_and_saved_without_a_complaint(pages: Path, page: Any) -> None:
    page.goto((pages / "indicator/enrolled_students.html").as_uri())
    page.wait_for_selector(".chart svg")
    assert page.locator(".chart").get_attribute("aria-label") == "在校生数"
    assert "乐清市青禾职业学校" in page.locator(".chart svg").text_content()
    for kind, start in (("svg", b"<svg"), ("png", b"\x89PNG")):
        with page.expect_download() as download:
            page.click(f"[data-save={kind}]")
        assert Path(download.value.path()).read_bytes().startswith(start)
        assert download.value.suggested_filename.endswith(f".{kind}")


def test_a_plot_turns_into_english_and_dark(pages: Path, page: Any) -> None:
    page.goto((pages / "year/2020.html").as_uri())
    page.wait_for_selector(".chart svg")
    fill = page.locator(".chart svg rect").first.get_attribute("fill")
    page.click("[data-switch=language]")
    page.locator(".chart svg text", has_text="Honours").first.wait_for()
    page.click("[data-switch=theme]")
    assert page.locator(".chart svg rect").first.get_attribute("fill") != fill


def test_a_library_for_plots_is_loaded_when_one_is_near(pages: Path, page: Any) -> None:
    page.set_viewport_size({"width": 1000, "height": 300})
    page.goto((pages / "region/330300.html").as_uri())
    page.evaluate("document.querySelector('#below').style.height = '5000px'")
    assert page.evaluate("document.querySelector('script[src*=echarts]')") is None
    page.locator("figure.plot").scroll_into_view_if_needed()
    page.wait_for_selector(".chart svg")
