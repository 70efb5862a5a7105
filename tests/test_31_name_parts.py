"""What names of organisations are made of, and the lists that say so."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.graph.names import normal_form
from zhijiao.graph.resolution.alike import alike_pairs
from zhijiao.graph.resolution.firms import family_of, known_firm, known_school
from zhijiao.graph.resolution.mentions import Node
from zhijiao.graph.resolution.parts import (
    around,
    branch_kind,
    is_branch,
    parts_of,
    province,
    region_id,
    within,
)
from zhijiao.graph.resolution.regions import is_placed, leading_region, place_of
from zhijiao.graph.resolution.words import LONGEST_NAME, is_distinctive, legal_core, short_kind, trade_of

LISTS = ("kind_words.csv", "families.csv", "schools.csv")
NAMES = st.text("中国浙江省乐清市州县区金石包装集团有限公司（）一第1分行残联合会 a", max_size=24)


def organisation(name: str, scope: str = "") -> Node:
    return Node("organisation", scope, normal_form(name))


@pytest.mark.parametrize(
    ("name", "region", "core"),
    [
        ("浙江金石包装有限公司", "330000", "金石包装"),
        ("浙江省乐清市妇女联合会", "330382", "妇联"),
        ("乐清妇联", "330382", "妇联"),
        ("贵州赫章经济开发区", "520527", "经开区"),
        ("新疆自治区人民医院", "650000", "人民医院"),
        ("石家庄市藁城区职业技术教育中心", "130109", "职教中心"),
        ("藁城区职教中心", "130109", "职教中心"),
        ("宁波杭州湾凯悦酒店", "330200", "杭州湾凯悦酒店"),
        ("青禾市残联", "青禾市", "残联"),
        ("共青团温州市委员会", "330300", "共青团委"),
        ("正泰集团股份有限公司", "", "正泰"),
        ("杭州湾", "", "杭州湾"),
        ("乐清农村商业银行股份有限公司", "330382", "农商行"),
    ],
)
def test_region_and_core(name: str, region: str, core: str) -> None:
    parts = parts_of(organisation(name))
    assert (parts.region, parts.core) == (region, core)


def test_what_a_local_name_begins_with_is_read_where_it_is_used() -> None:
    place = place_of("浙江省乐清市", "")
    assert parts_of(organisation("市残联", "乐清市"), [place]).region == "330382"
    assert parts_of(organisation("省残联", "乐清市"), [place]).region == "330000"
    assert parts_of(organisation("残联", "乐清市"), [place]).region == ""
    fuzhou = place_of("福建省福州市", "")
    assert parts_of(organisation("鼓楼区教育局", "福州市"), [fuzhou]).region == "350102"


@given(NAMES, st.sampled_from(["", "乐清市"]))
def test_any_name_has_parts(name: str, scope: str) -> None:
    form = normal_form(name)
    if not form:
        return
    parts = parts_of(organisation(name, scope), [place_of("浙江省乐清市", "")])
    assert parts.core
    assert form.endswith(parts.rest.removeprefix("共青团"))
    assert short_kind(short_kind(form)) == short_kind(form)


def test_regions_lie_in_each_other() -> None:
    assert region_id(("浙江省", "乐清市")) == region_id(("乐清市",)) == "330382"
    assert region_id(("江苏省", "南京市", "鼓楼区")) == "320106"
    # Which of the four it is, nothing tells.
    assert region_id(("鼓楼区",)) == "鼓楼区"
    assert within("330382", "330000")
    assert within("330382", "330300")
    assert not within("330382", "330382")
    assert not within("青禾市", "330000")
    assert province("330382") == "330000"
    assert around(place_of("浙江省乐清市", "")) == {"330000", "330300", "330382"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("齐鲁交通聊城分公司", "分公司"),
        ("中国农业银行乐清市支行", "支行"),
        ("青云学校东区分校", "分校"),
        ("中国农业银行", ""),
        ("分公司", ""),
    ],
)
def test_branches(name: str, kind: str) -> None:
    assert branch_kind(name) == kind
    assert is_branch(name) == bool(kind)


@pytest.mark.parametrize("core", ["金石包装", "正泰", "海康威视", "中通", "新希望", "红豆"])
def test_cores_that_name_something(core: str) -> None:
    assert is_distinctive(core)


@pytest.mark.parametrize(
    "core", ["交运", "国际大酒店", "电子商务", "汽车修理厂", "水务", "新华书店", "", "厂"]
)
def test_cores_that_say_only_what_a_thing_is(core: str) -> None:
    assert not is_distinctive(core)


def test_trades_and_kinds() -> None:
    assert trade_of("金石包装") == "包装"
    assert trade_of("青云教育科技") == "教育科技"
    assert trade_of("包装") == trade_of("正泰") == ""
    assert short_kind("温州医科大学附属第12医院") == "温州医科大学附属第十二医院"
    assert short_kind("第20中学") == "第二十中学"
    assert short_kind("拜城县第一中学") == "拜城县一中"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("华为", "华为技术有限公司"),
        ("华为公司", "华为技术有限公司"),
        ("农业银行", "中国农业银行"),
        ("大众汽车集团（中国）", "大众汽车"),
        ("吉利汽车集团", "中国吉利汽车集团有限公司"),
    ],
)
def test_names_of_one_known_firm(one: str, other: str) -> None:
    assert known_firm(normal_form(one)) == known_firm(normal_form(other)) != ""


def test_a_short_name_with_a_registered_form_may_be_anybodys() -> None:
    assert known_firm("大华") == known_firm("大华集团") != ""
    assert known_firm("大华有限公司") == ""
    assert known_firm("青云电气") == ""


def test_brand_families_are_those_of_the_list() -> None:
    families = {
        family_of(known_firm(normal_form(one)))
        for one in ("吉利汽车", "浙江吉利控股集团", "中国吉利汽车集团")
    }
    assert families == {"吉利"}
    assert family_of(known_firm("海尔集团")) == family_of(known_firm("海尔智家")) == family_of("") == ""


def test_universities_by_their_short_names() -> None:
    assert known_school("北大") == known_school("北京大学") == "北京大学"
    assert known_school("青云大学") == ""


@pytest.mark.parametrize("name", LISTS)
def test_lists_say_nothing_twice(root: Path, name: str) -> None:
    with (root / "graph" / "resolution" / name).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows
    assert all(all(row.values()) for row in rows)
    key = "full" if name == "kind_words.csv" else "name"
    names = [normal_form(row[key]) for row in rows]
    assert len(names) == len(set(names))


@given(st.lists(st.text("青云天河一二", min_size=3, max_size=7), unique=True, max_size=12))
def test_alike_pairs_are_all_pairs_one_step_apart(names: list[str]) -> None:
    def one_step(one: str, other: str) -> bool:
        if len(one) == len(other):
            return sum(a != b for a, b in zip(one, other, strict=True)) == 1
        short, long = sorted((one, other), key=len)
        return len(long) - len(short) == 1 and any(
            long[:at] + long[at + 1 :] == short for at in range(len(long))
        )

    expected = {
        (i, j)
        for i in range(len(names))
        for j in range(i + 1, len(names))
        if min(len(names[i]), len(names[j])) >= 4 and one_step(names[i], names[j])
    }
    assert sorted(alike_pairs(names)) == sorted(expected)


def test_texts_too_long_for_names_are_compared_whole() -> None:
    long = "公司" * LONGEST_NAME
    assert legal_core(long) == long
    assert not is_placed("市" * (LONGEST_NAME + 1), "government")
    assert leading_region("浙江" * 100_000) in "浙江" * 50
