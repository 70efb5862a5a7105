"""The site in a browser, opened from disk: networks, and that hostile names do nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
        if page.locator(".ego").count():
            page.wait_for_function("() => document.querySelector('.ego').view")


def test_a_quote_unfolds(site: Path, page: Any) -> None:
    page.goto((site / SCHOOL).as_uri())
    quote = page.locator("#partnerships details.quote").first
    assert not quote.locator("blockquote").is_visible()
    quote.locator("summary").click()
    assert quote.locator("blockquote").is_visible()
