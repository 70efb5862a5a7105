"""The site in a browser, opened from disk: search, networks, and that hostile names do nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from zhijiao.tests.making.browsing import SCHOOL_PAGE as SCHOOL


def click_node(tab: Any, label: str) -> None:
    """Click the node with this label in the first network of the page."""
    tab.wait_for_function("document.querySelector('figure.network').network")
    tab.locator("figure.network .canvas").scroll_into_view_if_needed()
    at = tab.evaluate(
        """label => {
            const figure = document.querySelector("figure.network");
            const node = figure.network.body.data.nodes.get().find(one => one.label === label);
            const at = figure.network.canvasToDOM(figure.network.getPosition(node.id));
            const frame = figure.querySelector("canvas").getBoundingClientRect();
            return {x: at.x + frame.left, y: at.y + frame.top};
        }""",
        label,
    )
    with tab.expect_navigation():
        tab.mouse.click(at["x"], at["y"])


def test_every_page_opens_without_a_complaint(site: Path, page: Any) -> None:
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path.name
        if page.locator("figure.network").count():
            page.wait_for_function("document.querySelector('figure.network').network")


@pytest.mark.parametrize("words", ["棠电", " 棠 电 ", "海棠电子股份"])
def test_search_finds_a_partner_by_any_of_its_names(site: Path, page: Any, words: str) -> None:
    page.goto((site / "index.html").as_uri())
    page.fill("#q", words)
    first = page.locator(".hits li").first
    assert "海棠电子股份有限公司" in first.inner_text()
    assert "找到" in page.locator("#found").inner_text()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "海棠电子股份有限公司"


def test_search_says_when_nothing_is_found_and_takes_nothing_for_markup(site: Path, page: Any) -> None:
    page.goto((site / "index.html").as_uri())
    page.fill("#q", "没有这样的名称")
    assert page.locator(".hits li").count() == 0
    assert "没有找到" in page.locator("#found").inner_text()
    page.fill("#q", "script")
    assert "<script>alert(1)</script>" in page.locator(".hits").inner_text()
    assert page.locator(".hits script, .hits img, .hits b").count() == 0


def test_search_finds_a_major_and_leads_to_its_page(site: Path, page: Any) -> None:
    page.goto((site / "index.html").as_uri())
    page.fill("#q", "云母雕刻")
    with page.expect_navigation():
        page.locator(".hits a").first.click()
    assert "云母雕刻" in page.locator("h1").inner_text()


def test_a_click_on_a_node_opens_its_page(site: Path, page: Any) -> None:
    page.goto((site / SCHOOL).as_uri())
    click_node(page, "海棠电子股份有限公司")
    assert page.locator("h1").inner_text() == "海棠电子股份有限公司"
    click_node(page, "青禾市云岭职业技术学校")
    assert unquote(page.url).endswith(SCHOOL)


def test_a_click_in_the_network_of_all_opens_a_page(site: Path, page: Any) -> None:
    page.goto((site / "network.html").as_uri())
    click_node(page, "海棠电子股份有限公司")
    assert page.locator("h1").inner_text() == "海棠电子股份有限公司"


def test_the_network_of_all_can_be_narrowed_to_shared_partners_and_to_a_mode(site: Path, page: Any) -> None:
    shown = """() => document.querySelector("figure.network").network.body.data.nodes.get()
        .filter(one => !one.hidden).map(one => one.label).sort()"""
    page.goto((site / "network.html").as_uri())
    page.wait_for_function("document.querySelector('figure.network').network")
    everything = page.evaluate(shown)
    page.check("[data-filter=shared]")
    shared = page.evaluate(shown)
    assert shared == sorted(["青禾市云岭职业技术学校", "青禾市星河职业中专学校", "海棠电子股份有限公司"])
    page.uncheck("[data-filter=shared]")
    page.select_option("[data-filter=mode]", "counterpart_aid")
    assert page.evaluate(shown) == sorted(["青禾市云岭职业技术学校", "青禾市星河职业中专学校"])
    page.select_option("[data-filter=mode]", "")
    assert page.evaluate(shown) == everything


def test_a_quote_unfolds(site: Path, page: Any) -> None:
    page.goto((site / SCHOOL).as_uri())
    quote = page.locator("#partnerships details.quote").first
    assert not quote.locator("blockquote").is_visible()
    quote.locator("summary").click()
    assert quote.locator("blockquote").is_visible()
