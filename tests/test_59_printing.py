"""Pages on paper and quotes against the reports: what is printed is whole, what is quoted stands there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pypdfium2
import pytest

from zhijiao.extract.reports import extract_report, read_report
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.tests.making.browsing import SCHOOL_PAGE, watched
from zhijiao.tests.making.examples import REPORTS
from zhijiao.viz.site import build_site

#: The breadth of A4 in points.
A4: Final = 595
#: Parts of a page that are for fingers and mice.
HANDLES: Final = (
    "header.site nav, .switches, .search, .toc, .tools, .filters, .pager, main button, main select"
)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the example reports."""
    reports = [extract_report(path) for path in sorted(REPORTS.iterdir())]
    out = tmp_path_factory.mktemp("examples") / "site"
    build_site(GraphStore.memory(build_graph(reports).nquads), out)
    return out


class Quotes(HTMLParser):
    """The quotes of a page, each with the line below it that names its source."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._into = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote":
            self._into = "quote"
            self.found.append(("", ""))
        elif "source" in (dict(attrs).get("class") or "").split():
            self._into = "source"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"blockquote", "p"}:
            self._into = ""

    def handle_data(self, data: str) -> None:
        if self.found and self._into:
            quote, source = self.found[-1]
            self.found[-1] = (quote + data, source) if self._into == "quote" else (quote, source + data)


def test_every_quote_on_the_pages_of_the_examples_stands_in_the_report_it_names(examples: Path) -> None:
    texts: Mapping[str, str] = {path.name: read_report(path)[0].text for path in REPORTS.iterdir()}
    seen = 0
    for page in sorted(examples.rglob("*.html")):
        for quote, source in Quotes(page.read_text(encoding="utf-8")).found:
            named = [name for name in texts if source.strip().startswith(name)]
            assert len(named) == 1, f"{page.name}: {source!r} names no report"
            assert quote, page.name
            assert quote in texts[named[0]], f"{page.name}: {quote!r} does not stand in {named[0]}"
            seen += 1
    assert seen > 300


def test_a_school_is_printed_on_a4_without_what_is_for_fingers(browser: Any, examples: Path) -> None:
    school = max((examples / "school").glob("*.html"), key=lambda path: path.stat().st_size)
    with watched(browser) as tab:
        tab.goto(school.as_uri())
        tab.locator("details.quote summary").nth(3).click()
        unfolded = tab.locator("details.quote[open] blockquote").first.inner_text()
        tab.emulate_media(media="print")
        assert (
            tab.locator(HANDLES).evaluate_all("all => all.filter(one => one.checkVisibility()).length") == 0
        )
        sheet = tab.pdf(prefer_css_page_size=True)
    paper = pypdfium2.PdfDocument(sheet)
    texts = [page.get_textpage() for page in paper]
    assert all(abs(page.get_width() - A4) < 2 for page in paper)
    ends = [one.get_rect(n)[2] for one in texts for n in range(one.count_rects())]
    assert len(ends) > 100
    assert max(ends) < A4 - 30
    printed = "".join("".join(one.get_text_range().split()) for one in texts)
    assert "".join(unfolded.split())[:40] in printed
    assert f"1/{len(paper)}" in "".join(texts[0].get_text_range().split())


def test_dark_pages_are_printed_black_on_white(browser: Any, site: Path) -> None:
    with watched(browser, scheme="dark") as tab:
        tab.goto((site / SCHOOL_PAGE).as_uri())
        tab.click("[data-switch=theme]")
        tab.click("[data-switch=theme]")
        tab.emulate_media(media="print")
        colours = tab.evaluate(
            """() => [document.body, document.querySelector("td")].map(one => {
                const style = getComputedStyle(one);
                return [style.backgroundColor, style.color];
            })"""
        )
    assert colours[0] == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert colours[1][1] == "rgb(0, 0, 0)"


def test_a_firm_is_found_by_each_of_its_names_and_by_pinyin(examples: Path, browser: Any) -> None:
    firm = "吉利汽车集团"
    page = (examples / "organisation" / f"{firm}.html").read_text(encoding="utf-8")
    told = re.search(r'class="aka"><span class="t">又名</span> ([^<]+)</p>', page)
    assert told
    names = told[1].split("、")
    assert names
    with watched(browser) as tab:
        tab.goto((examples / "index.html").as_uri())
        for words in (firm, *names, "吉利", "jili", "jlqc"):
            tab.fill("#q", "")
            tab.fill("#q", words)
            tab.wait_for_selector(f"[role=option]:has-text('{firm}')")
