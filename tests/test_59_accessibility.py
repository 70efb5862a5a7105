"""Every kind of page for everyone: the rules of axe, English by a switch, light and dark, phone and desk.

The rules are those of WCAG 2.2 A and AA that axe-core checks (Deque, https://github.com/dequelabs/axe-core).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pytest

from zhijiao.tests.making.browsing import SCHOOL_PAGE, watched
from zhijiao.tests.making.published import PARTNER

axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="the Python package axe-playwright-python is missing"
)
RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
#: Those of the rules that depend on size and colour, which a page is asked again at another screen.
SEEN: Final = ("color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable")
#: Pages that the server makes, one of each template. The editor is YASGUI's own.
SERVED: Final = (
    "queries",
    "queries/partners?ask=1",
    "api",
    "dataset",
    "graph/entities",
    f"resource?iri={quote(PARTNER)}",
    "no-such-page",
)
#: What the reader can turn into English and still is mostly Han, values aside; and attributes. English may
#: speak of a Chinese word.
LEFT_IN_CHINESE: Final = """() => {
    const count = (text, letters) => (text.match(letters) || []).length;
    const chinese = text => count(text, /\\p{Script=Han}/gu) > count(text, /\\p{Script=Latin}/gu) / 4;
    const left = [];
    for (const one of document.querySelectorAll(".t")) {
        const copy = one.cloneNode(true);
        copy.querySelectorAll(".v").forEach(value => value.remove());
        if (chinese(copy.textContent)) left.push(copy.textContent);
    }
    for (const one of document.querySelectorAll("[data-t]")) {
        const text = one.getAttribute(one.dataset.t);
        if (chinese(text)) left.push(`${one.dataset.t}=${text}`);
    }
    return left;
}"""
#: Words of the interface in Chinese, wherever no value is to be expected.
INTERFACE: Final = """() => Array.from(document.querySelectorAll(
    "header nav a, button:not([data-switch]), thead th, dt, main > section > h2, label, footer p"
)).map(one => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll("noscript, .v, .count, .unit, select, svg").forEach(value => value.remove());
    return copy.textContent.trim();
}).filter(text => /\\p{Script=Han}/u.test(text))"""


def kinds(site: Path) -> dict[str, str]:
    """Return a page of each kind by the kind's name: every page at the top, the largest of each folder."""
    found: dict[str, Path] = {}
    for path in sorted(site.rglob("*.html")):
        place = path.relative_to(site)
        parts = place.parts
        kind = re.sub(r"-\d+$", "", place.stem) if len(parts) == 1 else f"{parts[0]}{'/*' * (len(parts) - 2)}"
        if kind not in found or path.stat().st_size > found[kind].stat().st_size:
            found[kind] = path
    return {kind: quote(path.relative_to(site).as_posix()) for kind, path in found.items()}


def addresses(part: str, request: pytest.FixtureRequest) -> list[str]:
    """Return a page of each kind: from disk those at the top or those of things, or those of the server."""
    site: Path = request.getfixturevalue("site")
    if part == "served":
        return [f"{request.getfixturevalue('served')}/{path}" for path in SERVED]
    below = [path for path in kinds(site).values() if ("/" in path) == (part == "things")]
    return [f"{site.as_uri()}/{path}" for path in below]


def opened(tab: Any, address: str) -> None:
    tab.goto(address)
    if tab.locator(".ego").count():
        tab.wait_for_function("() => document.querySelector('.ego').view")


def violations(tab: Any, rules: tuple[str, ...]) -> list[str]:
    """Return what axe says against the page as it stands, by rules or tags of rules."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(axe.Axe().axe_script)
    # Without preload: axe would fetch the style sheets, which no page may.
    options = {"runOnly": list(rules), "resultTypes": ["violations"], "preload": False}
    found = tab.evaluate("options => axe.run(options).then(results => results.violations)", options)
    return [f"{one['id']}: {node['target']} {node['html'][:120]}" for one in found for node in one["nodes"]]


def in_english(tab: Any) -> None:
    tab.click("[data-switch=language]")
    tab.wait_for_function("() => document.documentElement.lang === 'en'")


@pytest.mark.parametrize("part", ["lists", "things", "served"])
def test_every_kind_of_page_passes_the_rules_and_says_all_of_it_in_english(
    browser: Any, site: Path, part: str, request: pytest.FixtureRequest
) -> None:
    """Light at the desk in Chinese, then dark on the phone in English; nobody complains on the console."""
    # Columns of a table may be schools.
    names = {path.stem for path in site.glob("*/*.html")}
    faults: dict[str, list[str]] = {}
    with watched(browser, "desk", expected=["Failed to load resource"]) as tab:
        for address in addresses(part, request):
            tab.set_viewport_size({"width": 1280, "height": 900})
            tab.emulate_media(color_scheme="light")
            opened(tab, address)
            if tab.evaluate("document.documentElement.lang") == "en":
                tab.click("[data-switch=language]")
            found = violations(tab, SEEN)
            tab.set_viewport_size({"width": 390, "height": 844})
            tab.emulate_media(color_scheme="dark")
            in_english(tab)
            found += [f"dark, phone, English: {one}" for one in violations(tab, RULES)]
            if not tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
                found.append("wider than a phone in English")
            found += tab.evaluate(LEFT_IN_CHINESE)
            if address.startswith("file:"):
                found += [text for text in tab.evaluate(INTERFACE) if text not in names]
            if found:
                faults[address.partition("/site/")[2] or address] = found
    assert not faults, json.dumps(faults, ensure_ascii=False, indent=1)


def test_the_language_chosen_stays_and_can_be_taken_back(browser: Any, top: str) -> None:
    with watched(browser) as tab:
        tab.goto(f"{top}index.html")
        assert tab.evaluate("document.documentElement.lang") == "zh-CN"
        before = tab.locator("header.site nav").inner_text()
        in_english(tab)
        english = tab.locator("header.site nav").inner_text()
        assert not re.search(r"[\u4e00-\u9fff]", english)
        tab.goto(f"{top}{quote(SCHOOL_PAGE)}")
        tab.wait_for_function("() => document.documentElement.lang === 'en'")
        assert tab.locator("header.site nav").inner_text() == english
        assert tab.locator("h1").inner_text() == "青禾市云岭职业技术学校"
        tab.click("[data-switch=language]")
        assert tab.evaluate("document.documentElement.lang") == "zh-CN"
        assert tab.locator("header.site nav").inner_text() == before


def test_light_and_dark_follow_the_system_until_chosen(browser: Any, site: Path) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    with watched(browser, scheme="dark") as tab:
        tab.goto((site / "index.html").as_uri())
        dark = tab.evaluate(paper)
        tab.emulate_media(color_scheme="light")
        light = tab.evaluate(paper)
        assert dark != light
        tab.click("[data-switch=theme]")
        assert tab.evaluate(paper) == dark
        tab.goto((site / "schools.html").as_uri())
        assert tab.evaluate(paper) == dark


def test_a_page_can_be_read_without_scripts(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    tab = context.new_page()
    tab.goto((site / SCHOOL_PAGE).as_uri())
    text = tab.locator("main").inner_text()
    for words in (
        "青禾市云岭职业技术学校",
        "海棠电子股份有限公司",
        "云母雕刻",
        "与海棠电子股份有限公司共建实训基地",
    ):
        assert words in text
    assert not tab.locator(".switches").is_visible()
    tab.locator("#partnerships details.quote summary").first.click()
    assert tab.locator("#partnerships blockquote").first.is_visible()
    context.close()


def test_the_keyboard_reaches_the_text_first_and_then_the_header(browser: Any, site: Path) -> None:
    with watched(browser) as tab:
        tab.goto((site / "schools.html").as_uri())
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.className") == "skip"
        assert tab.locator(".skip").bounding_box()["x"] >= 0
        tab.keyboard.press("Enter")
        assert tab.evaluate("location.hash") == "#content"
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_nobody_who_wants_less_motion_gets_any(browser: Any, site: Path) -> None:
    with watched(browser) as tab:
        tab.emulate_media(reduced_motion="reduce")
        tab.goto((site / SCHOOL_PAGE).as_uri())
        moving = tab.evaluate(
            """() => Array.from(document.querySelectorAll("*")).filter(one => {
                const style = getComputedStyle(one);
                const longest = text => Math.max(...text.split(",").map(parseFloat));
                return longest(style.transitionDuration) > .01 || longest(style.animationDuration) > .01;
            }).map(one => one.className)"""
        )
        assert moving == []
