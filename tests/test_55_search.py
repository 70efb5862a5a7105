"""The search box in a browser: by keys and by mouse, in the header and on the first page, served or not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

from zhijiao.tests.making.browsing import SCHOOL_PAGE, watched

PARTNER = "海棠电子股份有限公司"
OPTION = "[role=option]"


@pytest.fixture
def tab(browser: Any) -> Any:
    """One tab of a desk's size."""
    with watched(browser) as tab:
        yield tab


def look_for(tab: Any, words: str) -> list[str]:
    """Type `words` and return the names found, when all names have been read."""
    tab.fill("#q", "")
    says(tab, "$^")
    tab.fill("#q", words)
    says(tab, "。$")
    return list(tab.locator(f"{OPTION} .name").all_inner_texts())


def says(tab: Any, pattern: str) -> None:
    """Wait until what stands below the list has `pattern`."""
    api = pytest.importorskip("playwright.sync_api")
    api.expect(tab.locator("#found")).to_have_text(re.compile(pattern))


def active(tab: Any) -> str:
    """The name that Enter would open, which is also the one marked as selected."""
    place = tab.get_attribute("#q", "aria-activedescendant")
    assert place == tab.locator(f"{OPTION}[aria-selected=true]").get_attribute("id")
    return str(tab.locator(f"#{place} .name").inner_text())


def test_a_partner_is_found_by_any_of_its_names_and_by_pinyin(site: Path, tab: Any) -> None:
    tab.goto((site / "index.html").as_uri())
    assert look_for(tab, "海棠电子股份")[0] == PARTNER
    for words in (
        "棠电",
        " 棠 电 ",
        "海棠电子（股份）",
        "haitang",
        "htdz",
        "haitdz",
        "海tang",
        "tangd",
        "HǍI TÁNG",
    ):
        assert look_for(tab, words)[0] == PARTNER, words
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert tab.locator("h1").inner_text() == PARTNER


def test_the_header_of_every_page_has_the_box(top: str, page: Any) -> None:
    page.goto(top + quote(SCHOOL_PAGE))
    found = look_for(page, "haitang")
    assert found[0] == PARTNER
    box = page.locator(".found").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]
    with page.expect_navigation():
        page.locator(OPTION).first.click()
    assert page.locator("h1").inner_text() == PARTNER


def test_it_says_what_a_name_is_and_which_other_name_matched(site: Path, tab: Any) -> None:
    tab.goto((site / "index.html").as_uri())
    look_for(tab, "棠电")
    assert tab.locator(OPTION).first.inner_text().split() == [PARTNER, "企业", "又名", "棠电"]
    assert tab.locator(f"{OPTION} mark").first.inner_text() == "棠电"
    look_for(tab, "云岭")
    assert "有报告的学校" in tab.locator(OPTION).first.inner_text()


def test_majors_and_places_are_found(site: Path, tab: Any) -> None:
    tab.goto((site / "index.html").as_uri())
    look_for(tab, "yunmudiaoke")
    with tab.expect_navigation():
        tab.locator(OPTION).first.click()
    assert "云母雕刻" in tab.locator("h1").inner_text()


def test_arrows_go_round_and_enter_opens(site: Path, tab: Any) -> None:
    tab.goto((site / "index.html").as_uri())
    names = look_for(tab, "qinghe")
    assert len(names) > 2
    assert active(tab) == names[0]
    tab.keyboard.press("ArrowDown")
    assert active(tab) == names[1]
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    assert active(tab) == names[-1]
    tab.keyboard.press("ArrowDown")
    assert active(tab) == names[0]
    tab.keyboard.press("ArrowDown")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert tab.locator("h1").inner_text() == names[1]


def test_escape_closes_first_and_empties_then(site: Path, tab: Any) -> None:
    tab.goto((site / "index.html").as_uri())
    look_for(tab, "青禾")
    assert tab.get_attribute("#q", "aria-expanded") == "true"
    tab.keyboard.press("Escape")
    assert tab.get_attribute("#q", "aria-expanded") == "false"
    assert not tab.locator("#hits").is_visible()
    assert tab.input_value("#q") == "青禾"
    tab.keyboard.press("Escape")
    assert tab.input_value("#q") == ""


def test_leaving_the_box_closes_it_and_coming_back_opens_it(site: Path, tab: Any) -> None:
    tab.goto((site / "index.html").as_uri())
    look_for(tab, "青禾")
    tab.keyboard.press("Tab")
    assert not tab.locator("#hits").is_visible()
    tab.focus("#q")
    assert tab.locator("#hits").is_visible()


def test_a_slash_leads_to_the_box_but_stays_a_sign_in_it(site: Path, tab: Any) -> None:
    tab.goto((site / SCHOOL_PAGE).as_uri())
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "q"
    assert tab.input_value("#q") == ""
    tab.keyboard.type("a/b")
    assert tab.input_value("#q") == "a/b"


def test_nothing_is_sought_or_opened_while_an_input_method_composes(site: Path, tab: Any) -> None:
    tab.goto((site / "index.html").as_uri())
    look_for(tab, "青禾")
    before = tab.locator(OPTION).all_inner_texts()
    tab.evaluate(
        """() => {
            const box = document.querySelector("#q");
            box.value = "hai'tang";
            box.dispatchEvent(new InputEvent("input", {isComposing: true, bubbles: true}));
            box.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", isComposing: true, bubbles: true}));
        }"""
    )
    tab.wait_for_timeout(150)
    assert tab.locator(OPTION).all_inner_texts() == before
    assert tab.url.endswith("index.html")
    tab.evaluate(
        """() => {
            const box = document.querySelector("#q");
            box.value = "海棠";
            box.dispatchEvent(new CompositionEvent("compositionend", {bubbles: true}));
        }"""
    )
    tab.locator(OPTION, has_text=PARTNER).wait_for()


def test_it_says_when_nothing_is_found_and_takes_nothing_for_markup(site: Path, tab: Any) -> None:
    tab.goto((site / "index.html").as_uri())
    assert look_for(tab, "没有这样的名称") == []
    assert "没有找到" in tab.locator("#found").inner_text()
    assert tab.get_attribute("#q", "aria-expanded") == "false"
    assert "<script>alert(1)</script>" in look_for(tab, "script")
    assert tab.locator("#hits script, #hits img, #hits b").count() == 0


def test_what_is_open_turns_english_with_the_page(site: Path, tab: Any) -> None:
    tab.goto((site / SCHOOL_PAGE).as_uri())
    look_for(tab, "棠电")
    tab.evaluate("document.querySelector('[data-switch=language]').click()")
    says(tab, "^1 found.$")
    assert tab.locator(OPTION).first.inner_text().split()[1:] == ["enterprise", "Also", "called", "棠电"]
    assert tab.get_attribute("#q", "placeholder") == "Name or pinyin"


def test_nothing_of_the_index_is_read_before_someone_wants_it(site: Path, tab: Any) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(unquote(request.url).rpartition("/")[2]))
    tab.goto((site / SCHOOL_PAGE).as_uri())
    assert not [name for name in asked if name.startswith("names.")]
    look_for(tab, "青禾")
    assert "names.js" in asked


def test_names_that_cannot_be_read_are_told(site: Path, browser: Any) -> None:
    with watched(browser, expected=["Failed to load resource"]) as tab:
        tab.route("**/assets/names*.js", lambda route: route.abort())
        tab.goto((site / "index.html").as_uri())
        tab.fill("#q", "青禾")
        says(tab, "没有读到")


def test_without_scripts_a_link_leads_to_the_lists(site: Path, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((site / "index.html").as_uri())
    assert not tab.locator("#q").is_visible()
    with tab.expect_navigation():
        tab.locator(".search a").click()
    assert tab.url.endswith("schools.html")
    context.close()


def test_the_open_box_follows_the_rules_of_axe(site: Path, tab: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    tab.goto((site / SCHOOL_PAGE).as_uri())
    look_for(tab, "青禾")
    tab.evaluate(axe.Axe().axe_script)
    # Without preload: axe would fetch the style sheets, which no page may.
    found = tab.evaluate(
        "() => axe.run('.search', {preload: false, resultTypes: ['violations']}).then(all => all.violations)"
    )
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
