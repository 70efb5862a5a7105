"""The site in a browser, opened from disk: networks, and that hostile names do nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zhijiao.tests.making.browsing import SCHOOL_PAGE as SCHOOL


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
