"""The files of names behind the search box, and what they find: characters, pinyin, both mixed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhijiao.tests.making.browsing import watched
from zhijiao.tests.making.overviews import names_of, organisation, overview_of, search_page
from zhijiao.viz.addresses import Addresses, page_paths
from zhijiao.viz.model import Thing
from zhijiao.viz.pinyin import by_syllable, syllables
from zhijiao.viz.search_index import MANIFEST, entries


def arguments(script: str) -> Any:
    """What a file of the index hands to its function."""
    called = re.fullmatch(r"window\.zhijiao\.names\.\w+\((.*)\);\n", script, re.DOTALL)
    assert called
    return json.loads(f"[{called[1]}]")


def read(texts: dict[str, str]) -> list[tuple[str, list[str], str]]:
    """The entries of files by path, as (word for the kind, names, path of the page)."""
    (manifest,) = arguments(texts[MANIFEST])
    found = []
    for path in manifest["chunks"]:
        _, lines = arguments(texts[path])
        for line in lines.split("\n"):
            first, stem, _, *others = [*line.split("\t"), "", ""][: max(3, line.count("\t") + 1)]
            kind, folder, _ = manifest["kinds"][ord(first[0]) - ord("a")]
            found.append((kind, [first[1:], *others], f"{folder}/{stem or first[1:]}.html"))
    assert len(found) == manifest["total"]
    return found


def test_the_names_of_a_site_lead_to_all_its_pages_of_things(site: Path) -> None:
    found = read({path.relative_to(site).as_posix(): path.read_text("utf-8") for path in assets_of(site)})
    led = {path for _, _, path in found}
    folders = ("school", "organisation", "major", "region", "year", "programmekind", "level", "indicator")
    pages = {
        path.relative_to(site).as_posix() for folder in folders for path in (site / folder).glob("*.html")
    }
    assert led == pages
    assert len(led) == len(found)


def assets_of(site: Path) -> Iterator[Path]:
    yield from (site / "assets").glob("names*.js")


def test_what_most_look_for_comes_first() -> None:
    things = [
        organisation("一校伙伴"),
        organisation("一校集团", kind="group"),
        organisation("三校伙伴"),
        organisation("二校伙伴"),
        Thing("https://names.example/id/major/焊接", "major", "焊接"),
        Thing("https://names.example/id/school/甲校", "school", "甲校", reporting=True),
    ]
    overview = overview_of(things, {"三校伙伴": 3, "二校伙伴": 2})
    found = [one.name for one in entries(overview, Addresses(page_paths(things)))]
    assert found == ["甲校", "三校伙伴", "二校伙伴", "焊接", "一校集团", "一校伙伴"]


def test_the_first_file_is_small_and_none_is_left_out() -> None:
    things = [organisation(f"第{number}有限责任公司") for number in range(12_000)]
    files = names_of(things)
    assert len(files) > 2
    assert all(len(text.encode()) < 300_000 for text in files.values())
    assert {names[0] for _, names, _ in read(files)} == {one.name for one in things}


def test_only_the_manifest_keeps_its_name_when_names_are_added() -> None:
    before, after = (
        names_of([organisation("甲公司")]),
        names_of([organisation("甲公司"), organisation("乙公司")]),
    )
    assert before.keys() & after.keys() == {MANIFEST}
    assert before == names_of([organisation("甲公司")])


@settings(max_examples=30)
@given(st.lists(st.text(min_size=1), min_size=1, max_size=6, unique=True))
def test_a_name_breaks_no_line_and_no_script(names: list[str]) -> None:
    things = [
        organisation(name, name + "!") for name in names if name.encode("utf-8", "ignore").decode() == name
    ]
    found = read(names_of(things))
    assert len(found) == len(things)
    addresses = Addresses(page_paths(things))
    assert {path for _, _, path in found} == {unquote(addresses.link(one.iri, "") or "") for one in things}


def test_a_character_has_its_readings_without_tones_the_usual_first() -> None:
    assert syllables("吉") == (("ji",),)
    assert set(syllables("长")) == {("zhang",), ("chang",)}
    assert syllables("重")[:2] == (("zhong",), ("chong",))
    assert syllables("绿")[0] == ("lv", "lu", "lyu")
    assert syllables("A") == syllables("，") == ()


def test_only_characters_that_occur_have_a_row() -> None:
    assert by_syllable("利吉利A，") == {"ji": ("吉", ""), "li": ("利", "")}
    assert by_syllable("重冲")["chong"] == ("冲", "重")


#: Names with characters of several readings, Latin letters, digits and signs.
NAMES = (
    *("吉利汽车集团", "长城汽车", "长江（重庆）船务", "重型机械厂", "西安职业学院", "先锋电子", "ABB公司"),
    *("3M中国", "绿地集团", "吕梁学院", "汉光机电", "杭州行知中学", "数控技术", "上海航空", "Ａ公司"),
    *("校园服务公司", "教育装备公司"),
)
TYPED = st.text(alphabet="abcegghijlnqstuvxz吉长重行汽3", min_size=1, max_size=7)


@pytest.fixture(scope="module")
def finder(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A tab in which only NAMES can be found."""
    page = search_page(tmp_path_factory.mktemp("names"), names_of([*map(organisation, NAMES)]))
    with watched(browser) as tab:
        tab.goto(page.as_uri())
        tab.focus("#q")
        tab.wait_for_function("() => window.zhijiao.names && window.zhijiao.names.complete()")
        yield tab


def found_by(tab: Any, typed: str) -> list[str]:
    found = tab.evaluate("typed => zhijiao.names.find(typed, 100)", typed)
    names = [one["name"] for one in found["hits"]] if found else []
    assert not found or found["total"] == len(names)
    return names


def spellings(character: str) -> list[str]:
    return [typed for reading in syllables(character) for typed in reading]


def fits(name: str, typed: str) -> bool:
    """Say whether `typed` can be read off the characters of `name` from its beginning on."""
    if not typed:
        return True
    if not name:
        return False
    if name[0] == typed[0] and fits(name[1:], typed[1:]):
        return True
    for syllable in spellings(name[0]):
        short = {syllable, syllable[0], syllable[:2] if syllable[1:2] == "h" else syllable[0]}
        if syllable.startswith(typed):
            return True
        if any(typed.startswith(one) and fits(name[1:], typed[len(one) :]) for one in short):
            return True
    return False


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TYPED)
def test_what_is_found_can_be_read_off_the_name(finder: Any, typed: str) -> None:
    keys = {name: re.sub(r"[（）]", "", name).lower().replace("ａ", "a") for name in NAMES}
    readable = {name for name, key in keys.items() if any(fits(key[at:], typed) for at in range(len(key)))}
    assert set(found_by(finder, typed)) == readable


@st.composite
def spelt(draw: st.DrawFn) -> tuple[str, str]:
    """A name, and a stretch of it as one may type it: characters, syllables or initials, the last one cut."""
    name = draw(st.sampled_from(NAMES))
    key = re.sub(r"[（）]", "", name)
    begin = draw(st.integers(0, len(key) - 1))
    part = key[begin : draw(st.integers(begin + 1, min(len(key), begin + 6)))]
    typed = [
        draw(st.sampled_from([one, *spellings(one), *(each[0] for each in spellings(one))])) for one in part
    ]
    if len(typed[-1]) > 1:
        typed[-1] = typed[-1][: draw(st.integers(1, len(typed[-1])))]
    return name, draw(st.sampled_from(["", " ", "'"])).join(typed)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(spelt())
def test_a_name_is_found_however_it_is_spelt(finder: Any, pair: tuple[str, str]) -> None:
    name, typed = pair
    assert name in found_by(finder, typed)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("吉利", ["吉利汽车集团"]),
        ("汽车", ["吉利汽车集团", "长城汽车"]),
        ("hang", ["杭州行知中学", "汉光机电", "上海航空"]),  # a whole syllable before abbreviated ones
        ("jy", ["教育装备公司", "校园服务公司"]),  # a usual reading before a rarer one
        ("xian", ["西安职业学院", "先锋电子"]),
        ("ａｂｂ", ["ABB公司"]),
        ("jílì", ["吉利汽车集团"]),
        ("lǜdì", ["绿地集团"]),
        ("zhangcheng", ["长城汽车"]),
        ("changcheng", ["长城汽车"]),
        ("吉lqc", ["吉利汽车集团"]),
        ("！", []),
    ],
)
def test_the_best_comes_first(finder: Any, typed: str, first: list[str]) -> None:
    assert found_by(finder, typed)[: len(first)] == first
