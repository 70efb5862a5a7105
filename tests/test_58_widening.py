"""Networks around one thing in a browser: what a click, a key, a filter and a finger do to them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from zhijiao.tests.making.browsing import PARTNER_PAGE, SCHOOL_PAGE, watch, watched

PARTNER: Final = "海棠电子股份有限公司"
OTHER: Final = "青禾市星河职业中专学校"
_READY: Final = "() => document.querySelector('.ego')?.view"
_MORE: Final = "count => document.querySelector('.ego').view.members.size > count"
#: What stands in the picture: names with their places; its lines by the names of their ends.
_NODES: Final = """() => {
    const view = document.querySelector(".ego").view;
    return Object.fromEntries([...view.members.values()].map(one => [one.name, one.at]));
}"""
_LINES: Final = "() => document.querySelector('.ego').view.ties.length"
_SPOT: Final = """name => {
    const view = document.querySelector(".ego").view;
    view.canvas.scrollIntoView({block: "center"});
    const node = [...view.members.values()].find(one => one.name === name);
    const at = view.spot(node.key);
    const frame = view.canvas.querySelector("canvas").getBoundingClientRect();
    return [at.x + frame.left, at.y + frame.top];
}"""
_LIT: Final = """() => {
    const view = document.querySelector(".ego").view;
    return view.lit ? view.members.get(view.lit).name : null;
}"""


@pytest.fixture(scope="module")
def tab(browser: Any) -> Iterator[Any]:
    """A tab of a desk's size for all tests of this module that need no other."""
    with watched(browser) as one:
        yield one


def opened(tab: Any, page: Path) -> dict[str, list[int]]:
    """Open a page and return the places of what its network shows."""
    tab.goto(page.as_uri())
    tab.wait_for_function(_READY)
    return dict(tab.evaluate(_NODES))


def entry(tab: Any, name: str) -> Any:
    """Return the first entry of the list with this name."""
    return tab.locator(".ego-list li", has_text=name).first


def test_a_click_opens_and_a_double_click_does_not(site: Path, tab: Any) -> None:
    before = opened(tab, site / SCHOOL_PAGE)
    assert PARTNER in before
    x, y = tab.evaluate(_SPOT, PARTNER)
    tab.mouse.dblclick(x, y)
    tab.wait_for_timeout(500)
    assert unquote(tab.url).endswith(SCHOOL_PAGE)
    with tab.expect_navigation():
        tab.mouse.click(*tab.evaluate(_SPOT, PARTNER))
    assert tab.locator("h1").inner_text() == PARTNER
    tab.wait_for_function(_READY)
    with tab.expect_navigation():
        tab.mouse.click(*tab.evaluate(_SPOT, OTHER))
    assert tab.locator("h1").inner_text() == OTHER


def test_a_double_click_widens_and_moves_nothing_that_was_there(site: Path, tab: Any) -> None:
    before = opened(tab, site / PARTNER_PAGE)
    tab.mouse.dblclick(*tab.evaluate(_SPOT, "青禾市云岭职业技术学校"))
    tab.wait_for_function(
        "count => document.querySelector('.ego').view.members.size > count", arg=len(before)
    )
    after = tab.evaluate(_NODES)
    assert {name: after[name] for name in before} == before
    assert "青禾市茶业协会" in after
    assert "展开" in tab.locator("[data-ego=count]").inner_text()
    assert "青禾市茶业协会" in tab.locator(".ego-list .joined").inner_text()
    tab.click("[data-act=back]")
    assert tab.evaluate(_NODES) == before
    assert tab.locator(".ego-list .joined").inner_text() == ""


def test_what_joins_stands_on_nothing_that_is_there(site: Path, tab: Any) -> None:
    opened(tab, site / SCHOOL_PAGE)
    overlaps = tab.evaluate(
        """() => {
            const ego = zhijiao.ego;
            const node = (key, at) => ({key, name: "某某职业技术学校" + key, at, side: "right", size: 8});
            let nodes = [node("a", [0, 0])];
            for (let round = 0; round < 8; round++) {
                const joining = Array.from({length: 24}, (_, place) => node(round + "-" + place, null));
                nodes = nodes.concat(ego.beside(nodes, nodes[round * 7], joining));
            }
            const boxes = nodes.map(ego.box);
            const meet = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
            const later = (one, place) => boxes.slice(place + 1).filter(other => meet(one, other));
            return boxes.flatMap(later).length;
        }"""
    )
    assert overlaps == 0


def test_the_legend_takes_a_kind_away_and_brings_it_back(site: Path, tab: Any) -> None:
    before = opened(tab, site / SCHOOL_PAGE)
    button = tab.locator(".legend [data-look=association] button")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert set(before) - set(tab.evaluate(_NODES)) == {"青禾市茶业协会"}
    assert not entry(tab, "青禾市茶业协会").is_visible()
    button.click()
    assert tab.evaluate(_NODES) == before
    assert entry(tab, "青禾市茶业协会").is_visible()


def test_filters_by_mode_and_by_year_act_on_picture_and_list(site: Path, tab: Any) -> None:
    opened(tab, site / PARTNER_PAGE)
    lines = tab.evaluate(_LINES)
    tab.select_option("[data-ego=mode]", "实习就业")
    assert 0 < tab.evaluate(_LINES) < lines
    assert OTHER in tab.evaluate(_NODES)
    assert "青禾市云岭职业技术学校" not in tab.evaluate(_NODES)
    assert entry(tab, OTHER).is_visible()
    assert not entry(tab, "青禾市云岭职业技术学校").is_visible()
    tab.select_option("[data-ego=mode]", "")
    tab.select_option("[data-ego=year]", "2021")
    assert tab.evaluate(_LINES) == lines
    tab.click("[data-act=reset]")
    assert tab.locator("[data-ego=year]").input_value() == ""


def test_the_list_is_the_way_of_the_keyboard(site: Path, tab: Any) -> None:
    before = opened(tab, site / PARTNER_PAGE)
    item = entry(tab, "青禾市云岭职业技术学校")
    item.locator("a").focus()
    assert tab.evaluate(_LIT) == "青禾市云岭职业技术学校"
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_function(
        "count => document.querySelector('.ego').view.members.size > count", arg=len(before)
    )
    assert tab.evaluate("document.activeElement.textContent") == "收起"
    tab.keyboard.press("Enter")
    assert tab.evaluate(_NODES) == before
    picture = tab.locator(".ego .canvas")
    assert picture.get_attribute("role") == "img"
    named = tab.locator(f"#{picture.get_attribute('aria-labelledby')}").inner_text()
    assert PARTNER in named
    assert picture.locator("[tabindex]").count() == 0


def test_a_pointer_that_rests_shows_a_card_and_names_are_texts(site: Path, tab: Any) -> None:
    opened(tab, site / SCHOOL_PAGE)
    hostile = "<script>alert(1)</script>"
    tab.mouse.move(*tab.evaluate(_SPOT, hostile))
    card = tab.locator(".ego-card")
    card.wait_for()
    assert hostile in card.inner_text()
    assert "企业" in card.inner_text()
    assert card.locator("script, img, button").count() == 0


def test_a_finger_chooses_first_and_may_then_widen_or_open(site: Path, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    try:
        tab = context.new_page()
        faults = watch(tab)
        before = opened(tab, site / PARTNER_PAGE)
        tab.touchscreen.tap(*tab.evaluate(_SPOT, "青禾市云岭职业技术学校"))
        tab.locator(".ego-card.chosen").wait_for()
        tab.locator(".ego-card button", has_text="展开").click()
        tab.wait_for_function(_MORE, arg=len(before))
        after = tab.evaluate(_NODES)
        assert {name: after[name] for name in before} == before
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        tab.touchscreen.tap(*tab.evaluate(_SPOT, "青禾市茶业协会"))
        with tab.expect_navigation():
            tab.locator(".ego-card a", has_text="打开").click()
        assert tab.locator("h1").inner_text() == "青禾市茶业协会"
        assert faults == []
    finally:
        context.close()


def test_what_is_shown_can_be_saved_as_svg_and_png(site: Path, tab: Any, tmp_path: Path) -> None:
    opened(tab, site / SCHOOL_PAGE)
    tab.locator(".legend [data-look=association] button").click()
    with tab.expect_download() as drawn:
        tab.click("[data-act=svg]")
    assert drawn.value.suggested_filename == f"{Path(SCHOOL_PAGE).stem}.svg"
    drawn.value.save_as(tmp_path / "a.svg")
    root = ElementTree.parse(tmp_path / "a.svg").getroot()
    texts = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert PARTNER in texts
    assert "青禾市茶业协会" not in texts
    assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {
        *("svg", "title", "rect", "line", "circle", "polygon", "text")
    }
    with tab.expect_download() as painted:
        tab.click("[data-act=png]")
    painted.value.save_as(tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_the_network_speaks_english_and_goes_dark(site: Path, browser: Any) -> None:
    with watched(browser) as tab:
        opened(tab, site / SCHOOL_PAGE)
        light = tab.evaluate("document.querySelector('.ego').view.colours.ink")
        tab.click("[data-switch=language]")
        tab.wait_for_function(
            "() => document.querySelector('[data-ego=count]').textContent.includes('lines')"
        )
        assert "all modes" in tab.locator("[data-ego=mode]").inner_text()
        assert entry(tab, PARTNER).locator("button").inner_text() == "Widen"
        tab.click("[data-switch=theme]")
        assert tab.evaluate("document.querySelector('.ego').view.colours.ink") != light


def test_every_node_and_line_of_a_page_stands_in_its_list(site: Path, tab: Any) -> None:
    opened(tab, site / SCHOOL_PAGE)
    listed = {one.strip() for one in tab.locator(".ego-list li a").all_inner_texts()}
    own = json.loads(
        tab.evaluate(
            """() => {
                const around = zhijiao.ego.known(document.querySelector(".ego").dataset.key);
                return JSON.stringify(around.own.map(tie => around.named.get(tie.other).name));
            }"""
        )
    )
    assert len(own) == 6
    assert {name for name in own if len(name) < 100} <= listed


def test_a_served_page_widens_as_one_from_disk_does(served: str, tab: Any) -> None:
    tab.goto(f"{served}/{PARTNER_PAGE}")
    tab.wait_for_function(_READY)
    before = tab.evaluate(_NODES)
    entry(tab, "青禾市云岭职业技术学校").locator("button").click()
    tab.wait_for_function(_MORE, arg=len(before))
    assert "青禾市茶业协会" in tab.evaluate(_NODES)
