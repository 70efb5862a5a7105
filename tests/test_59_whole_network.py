"""The network of everything: which nodes are drawn, where they stand, what the page shows in a browser."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.tests.making.overviews import linked_overview
from zhijiao.viz.addresses import Addresses
from zhijiao.viz.clusters import communities, region_of
from zhijiao.viz.model import Link, Overview, Thing
from zhijiao.viz.whole_choice import choose
from zhijiao.viz.whole_layout import lay_out
from zhijiao.viz.whole_network import whole_network

PARTNER = "海棠电子股份有限公司"
SCHOOLS = ["青禾市云岭职业技术学校", "青禾市星河职业中专学校"]
BASE = "https://example.org/"


def overview_of(pairs: list[tuple[str, str]]) -> Overview:
    """Make an overview of the schools and partners of these pairs and of nothing else."""
    links = tuple(
        Link(BASE + one, BASE + other, ("internship",), ("2021",)) for one, other in sorted(set(pairs))
    )
    schools, partners = ({pair[end] for pair in pairs} for end in (0, 1))
    things = [Thing(BASE + one, "school", one, reporting=True) for one in sorted(schools)]
    things += [Thing(BASE + one, "organisation", one, kind="enterprise") for one in sorted(partners)]
    return linked_overview(things, links)


PAIRS = st.lists(
    st.tuples(st.integers(0, 12).map("s{}".format), st.integers(0, 20).map("p{}".format)), max_size=60
)


def test_two_cliques_with_one_line_between_them_are_two_communities() -> None:
    cliques = [[(a, b) for a in group for b in group if a < b] for group in (range(5), range(5, 10))]
    home = communities(11, [*cliques[0], *cliques[1], (4, 5)])
    assert [len({home[node] for node in group}) for group in (range(5), range(5, 10))] == [1, 1]
    assert len(set(home)) == 3


def test_a_group_is_named_by_the_smallest_region_of_most_of_its_schools() -> None:
    names = {"330000": "浙江省", "330300": "温州市", "330100": "杭州市"}
    above = {"330300": ("330000",), "330100": ("330000",), "330000": ()}
    assert region_of(["330300", "330300", "330100", ""], above.__getitem__, names) == "330300"
    assert region_of(["330300", "330100"], above.__getitem__, names) == "330000"
    assert region_of(["", ""], above.__getitem__, names) is None


@settings(deadline=None, max_examples=20)
@given(
    st.lists(
        st.tuples(st.integers(0, 24), st.integers(0, 24)).filter(lambda one: one[0] != one[1]), max_size=50
    )
)
def test_communities_do_not_overlap_and_the_same_network_stands_the_same(
    edges: list[tuple[int, int]],
) -> None:
    home = communities(25, edges)
    assert set(home) == set(range(max(home) + 1))
    layout = lay_out(home, edges, {0: [25, 26], 7: [27]}, 28)
    assert layout == lay_out(home, edges, {0: [25, 26], 7: [27]}, 28)
    discs = layout.discs
    for place, one in enumerate(discs):
        for other in discs[:place]:
            assert math.dist(one[:2], other[:2]) >= one[2] + other[2]
    assert len(set(layout.at)) == 28


@given(PAIRS, st.integers(1, 12))
def test_no_more_is_drawn_than_allowed_and_the_rest_is_counted(
    pairs: list[tuple[str, str]], limit: int
) -> None:
    overview = overview_of(pairs)
    choice = choose(overview, limit)
    leaves = [iri for found in choice.leaves.values() for iri in found]
    drawn = [*choice.core, *leaves]
    assert len(drawn) == len(set(drawn)) <= max(limit, 0)
    assert choice.left_out[0] == len(set(overview.around.by_school) - set(drawn))
    assert choice.left_out[1] == len(set(overview.around.by_partner) - set(drawn))
    assert all({link.school, link.partner} <= set(drawn) for link in choice.links)
    assert not leaves or choice.left_out[0] == 0


def data_of(text: str) -> Any:
    return json.loads(text.removeprefix("window.zhijiao.wholeNetwork(").rstrip().removesuffix(");"))


def lines_of(data: Any) -> set[tuple[str, str]]:
    """Read the lines back as pairs of names, the way that the page's script does."""
    names, steps, found = data["names"].split("\n"), iter(data["to"]), set()
    for school, count in zip(data["from"][::2], data["from"][1::2], strict=True):
        partner = 0
        for _ in range(count):
            partner += next(steps)
            found.add((names[school], names[partner]))
    return found


@settings(deadline=None, max_examples=15)
@given(PAIRS.filter(bool))
def test_the_file_of_the_network_holds_each_line_once(pairs: list[tuple[str, str]]) -> None:
    overview = overview_of(pairs)
    values, files = whole_network(overview, Addresses.of(overview.paged))
    ((path, text),) = files
    assert values["data"] == path
    data = data_of(text)
    assert lines_of(data) == set(pairs)
    assert len(data["to"]) == len(set(pairs))
    assert whole_network(overview, Addresses.of(overview.paged)) == (values, files)


def test_where_nobody_works_together_there_is_no_file() -> None:
    values, files = whole_network(overview_of([]), Addresses.of(()))
    assert (values["data"], files) == ("", [])


def test_the_page_says_in_words_which_partners_are_shared(site: Path) -> None:
    page = (site / "network.html").read_text(encoding="utf-8")
    words = re.sub("<[^>]*>", "", page.partition('<section id="words">')[2])
    for name in (PARTNER, *SCHOOLS):
        assert name in words


@pytest.fixture
def expected() -> list[str]:
    # Chromium without a GPU says that reading a pixel, which tells what is under the mouse, takes time.
    return ["[.WebGL-"]


SHOWN = "() => zhijiao.whole.picture.found.nodes.map(node => node.name).sort()"


def open_network(page: Any, site: Path, view: str = "") -> None:
    page.goto((site / "network.html").as_uri() + view)
    page.wait_for_selector("[data-whole][data-ready]")


def point_of(page: Any, name: str) -> tuple[float, float]:
    """Return where on the screen the node of this name is."""
    page.locator("[data-whole-frame]").scroll_into_view_if_needed()
    at = page.evaluate(
        """name => {
            const {picture, data} = zhijiao.whole;
            const at = picture.sigma.graphToViewport(data.nodes.find(node => node.name === name));
            const frame = document.querySelector("[data-whole-frame]").getBoundingClientRect();
            return [at.x + frame.left, at.y + frame.top];
        }""",
        name,
    )
    return at[0], at[1]


def test_the_picture_opens_with_shared_partners_and_can_be_widened_and_narrowed(
    site: Path, page: Any
) -> None:
    open_network(page, site)
    assert page.evaluate(SHOWN) == sorted([*SCHOOLS, PARTNER])
    page.select_option("[data-whole-show]", "all")
    everything = page.evaluate(SHOWN)
    assert len(everything) > 3
    page.select_option("[data-whole-mode]", "counterpart_aid")
    assert page.evaluate(SHOWN) == sorted(SCHOOLS)
    assert "1 条连线" in page.locator("[data-whole-status]").inner_text()
    page.select_option("[data-whole-mode]", "")
    assert page.evaluate(SHOWN) == everything
    assert page.locator("[data-whole] :is(script, img, b)").count() == 0


def test_a_click_chooses_a_node_and_a_double_click_opens_its_page(site: Path, page: Any) -> None:
    open_network(page, site)
    page.mouse.click(*point_of(page, PARTNER))
    card = page.locator("[data-whole-card]")
    card.locator("h2").wait_for()
    assert card.locator("h2").inner_text() == PARTNER
    assert sorted(card.locator("li button").all_inner_texts()) == sorted(SCHOOLS)
    assert f"node={PARTNER}" in unquote(page.url)
    with page.expect_navigation():
        card.get_by_role("link").click()
    assert page.locator("h1").inner_text() == PARTNER
    open_network(page, site)
    with page.expect_navigation():
        page.mouse.dblclick(*point_of(page, PARTNER))
    assert page.locator("h1").inner_text() == PARTNER


def test_the_box_finds_a_node_and_its_neighbours_stay_alone(site: Path, page: Any) -> None:
    open_network(page, site)
    page.fill("[data-whole-find]", "星河")
    assert SCHOOLS[1] in page.locator("[data-whole-hits] li").first.inner_text()
    page.keyboard.press("Enter")
    assert page.locator("[data-whole-card] h2").inner_text() == SCHOOLS[1]
    page.get_by_role("button", name="只看它的周围").click()
    assert SCHOOLS[1] in page.evaluate(SHOWN)
    assert "around=" in page.url
    page.reload()
    page.wait_for_selector("[data-whole][data-ready]")
    assert page.locator("[data-whole-card] h2").inner_text() == SCHOOLS[1]
    page.get_by_role("button", name="回到整张图").click()
    assert page.evaluate(SHOWN) == sorted([*SCHOOLS, PARTNER])


def test_the_view_is_saved_as_a_picture_and_moved_by_keys(site: Path, page: Any) -> None:
    open_network(page, site)
    with page.expect_download() as download:
        page.locator("[data-whole-save]").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
    camera = "() => zhijiao.whole.picture.sigma.getCamera().x"
    before = page.evaluate(camera)
    page.locator("[data-whole-frame]").press("ArrowRight")
    assert page.evaluate(camera) > before


def test_without_webgl_a_note_points_to_the_words(site: Path, page: Any) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto((site / "network.html").as_uri())
    assert page.locator("[data-whole-none]").is_visible()
    assert not page.locator("[data-whole-picture]").is_visible()
    assert page.locator("#words").is_visible()
