"""Which names are one thing, and which are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.extract.facts import Evidence, Fact, ReportFacts
from zhijiao.graph.iris import Minter
from zhijiao.graph.resolution.regions import is_placed, leading_region, place_of
from zhijiao.graph.resolution.resolve import Entity, Resolution, resolve


def fact(kind: str, **values: Any) -> Fact:
    return Fact(kind, values, (Evidence(0, 2, "原文"),))


def partner(name: str, kind: str | None = "enterprise", aliases: Sequence[str] = ()) -> Fact:
    values: dict[str, Any] = {"partner": name, "modes": ["cooperation"], "aliases": list(aliases)}
    return fact("partnership", **values | ({"partner_kind": kind} if kind else {}))


def report(school: str, *facts: Fact, region: str = "", name: str = "", **values: Any) -> ReportFacts:
    about: Mapping[str, Any] = {"name": school, **({"region": region} if region else {}), **values}
    return ReportFacts(name or f"{school}.txt", (fact("school", **about), *facts))


def found(resolution: Resolution, school: str, name: str, slot: str = "partner") -> Entity:
    entity = resolution.find(f"{school}.txt", slot, name)
    assert entity is not None
    return entity


def same(
    one: str, other: str, kind: str = "enterprise", regions: tuple[str, str] = ("青禾市", "望泽县")
) -> bool:
    """Say whether two schools' partners, one each, are taken for one."""
    resolution = resolve(
        [
            report("甲校", partner(one, kind), region=regions[0]),
            report("乙校", partner(other, kind), region=regions[1]),
        ],
        Minter(),
    )
    return found(resolution, "甲校", one) == found(resolution, "乙校", other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("正泰集团", "正泰集团股份有限公司"),
        ("海尔集团", "海尔集团公司"),
        ("华为技术有限公司", "华为技术公司"),
        ("Hennes & Mauritz", "ｈｅｎｎｅｓ＆ｍａｕｒｉｔｚ"),
        ("大众汽车集团（中国）", "大众汽车集团(中国)"),
    ],
)
def test_two_names_of_one_firm(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("海尔集团", "海尔智家"),
        ("长城汽车", "长城电脑"),
        ("正泰集团", "正泰电器股份有限公司"),
        ("浙江金石包装有限公司", "福建金石包装有限公司"),
        ("齐鲁交通", "齐鲁交通聊城分公司"),
        ("水务集团", "水务集团"),
        ("省港口集团", "省港口集团"),
    ],
)
def test_different_firms(one: str, other: str) -> None:
    assert not same(one, other)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("机关幼儿园", "kindergarten"),
        ("市残联", "association"),
        ("实验小学", "school"),
        ("区农业局", "government"),
        ("县政府", "government"),
        ("人民医院", "hospital"),
        ("电视台", "media"),
        ("城东街道后所社区", "government"),
    ],
)
def test_what_every_place_has_is_another_in_each(name: str, kind: str) -> None:
    assert not same(name, name, kind)
    assert same(name, name, kind, regions=("浙江省青禾市", "青禾市"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("聊城市建管处", "government"),
        ("温州电视台", "media"),
        ("拜城县第一中学", "school"),
        ("清华大学", "school"),
        ("中国物流与采购联合会", "association"),
        ("德国工商大会", "association"),
        ("青禾市人民医院", "hospital"),
    ],
)
def test_names_that_say_whose_they_are(name: str, kind: str) -> None:
    assert same(name, name, kind)


def test_kinds_are_not_mixed_by_a_shared_core() -> None:
    resolution = resolve(
        [report("甲校", partner("青云集团", "enterprise")), report("乙校", partner("青云公司", "other"))],
        Minter(),
    )
    assert found(resolution, "甲校", "青云集团") != found(resolution, "乙校", "青云公司")


def test_declared_aliases_join_across_reports() -> None:
    resolution = resolve(
        [report("甲校", partner("华为技术有限公司", aliases=["华为"])), report("乙校", partner("华为"))],
        Minter(),
    )
    entity = found(resolution, "乙校", "华为")
    assert entity.label == "华为技术有限公司"
    assert entity.alt_labels == ("华为",)
    assert entity.iri.endswith("/organisation/华为技术有限公司")


def test_a_short_alias_of_two_full_names_joins_nothing() -> None:
    resolution = resolve(
        [
            report("甲校", partner("青云控股集团", aliases=["青云"])),
            report("乙校", partner("青云汽车集团", aliases=["青云"])),
            report("丙校", partner("青云")),
        ],
        Minter(),
    )
    names = {
        found(resolution, f"{n}校", name).iri
        for n, name in zip("甲乙丙", ("青云控股集团", "青云汽车集团", "青云"), strict=True)
    }
    assert len(names) == 3


def test_an_alias_that_only_drops_the_place_counts_in_that_place() -> None:
    reports = [
        report("甲校", partner("广元燃气集团", aliases=["燃气集团"]), region="青禾市"),
        report("乙校", partner("燃气集团"), region="青禾市"),
        report("丙校", partner("燃气集团"), region="望泽县"),
    ]
    resolution = resolve(reports, Minter())
    assert found(resolution, "乙校", "燃气集团") == found(resolution, "甲校", "广元燃气集团")
    assert found(resolution, "丙校", "燃气集团") != found(resolution, "甲校", "广元燃气集团")


def test_one_report_keeps_its_own_things_apart() -> None:
    both = report("丙校", fact("major", name="会计"), fact("major", name="会计电算化"))
    reports = [report("甲校", fact("major", name="会计", aliases=["会计电算化"])), both]
    resolution = resolve(reports, Minter())
    assert found(resolution, "丙校", "会计", "major") != found(resolution, "丙校", "会计电算化", "major")
    assert found(resolution, "甲校", "会计电算化", "major") == found(resolution, "甲校", "会计", "major")


def test_names_of_the_place_itself_are_one() -> None:
    names = ("青禾市残联", "青禾残联", "市残联")
    reports = [
        report(f"{n}校", partner(name, "association"), region="青禾市")
        for n, name in zip("甲乙丙", names, strict=True)
    ]
    other = report("丁校", partner("市残联", "association"), region="望泽市")
    resolution = resolve([*reports, other], Minter())
    entities = {found(resolution, f"{n}校", name) for n, name in zip("甲乙丙", names, strict=True)}
    assert {one.label for one in entities} == {"青禾市残联"}
    assert found(resolution, "丁校", "市残联") not in entities


def test_a_school_of_two_years_is_one_and_its_alias_works_for_others() -> None:
    reports = [
        report("青禾市云岭学校", name="a/年报.txt", region="青禾市", aliases=["云岭职校"], report_year=2021),
        report("青禾市云岭学校", name="b/年报.txt", report_year=2022),
        report("乙校", partner("云岭职校", "school"), region="望泽县"),
    ]
    resolution = resolve(reports, Minter())
    years = {resolution.find(f"{folder}/年报.txt", "school", "青禾市云岭学校") for folder in "ab"}
    assert years == {found(resolution, "乙校", "云岭职校")}
    assert next(iter(years)).partner_kind == "school"  # type: ignore[union-attr]


def test_an_alias_of_two_schools_means_neither() -> None:
    reports = [
        report("青禾市云岭学校", aliases=["云职"]),
        report("望泽县云岭学校", aliases=["云职"]),
        report("乙校", partner("云职", "school"), region="临渚县"),
    ]
    resolution = resolve(reports, Minter())
    assert found(resolution, "乙校", "云职").label == "云职"


def test_references_mean_what_the_report_declares() -> None:
    one = report(
        "甲校",
        partner("德力西集团有限公司", aliases=["德力西"]),
        fact("major", name="汽车运用与维修", aliases=["汽修"]),
        fact("programme", name="德力西班", partner="德力西", majors=["汽修"]),
    )
    resolution = resolve([one], Minter())
    assert found(resolution, "甲校", "德力西").label == "德力西集团有限公司"
    assert found(resolution, "甲校", "汽修", "major").label == "汽车运用与维修"


def test_persons_are_the_same_within_a_school_only() -> None:
    award = fact("award", event="全国大赛", recipients=["张三"], level="national")
    resolution = resolve([report("甲校", award), report("乙校", award)], Minter())
    persons = [one for one in resolution.entities if one.kind == "person"]
    assert [one.label for one in persons] == ["张三", "张三"]
    assert sum(one.kind == "competition" for one in resolution.entities) == 1


@pytest.mark.parametrize(
    ("event", "level", "shared"),
    [
        ("全国职业院校技能大赛", None, True),
        ("蓝天杯技能大赛", "national", True),
        ("温州技能节", "municipal", True),
        ("省技能大赛", "provincial", False),
        ("第三届班主任能力大赛", "school", False),
        ("2021年全市运动会", "municipal", False),
        ("第46届世界技能大赛省选拔赛", "provincial", False),
    ],
)
def test_competitions_reach_as_far_as_their_level(event: str, level: str | None, shared: bool) -> None:
    values = {"event": event} | ({"level": level} if level else {})
    reports = [
        report("甲校", fact("award", **values), region="青禾市"),
        report("乙校", fact("award", **values), region="望泽县"),
    ]
    resolution = resolve(reports, Minter())
    assert (
        found(resolution, "甲校", event, "competition") == found(resolution, "乙校", event, "competition")
    ) is shared


@pytest.mark.parametrize(
    ("region", "school", "scope"),
    [
        ("浙江省乐清市", "", "乐清市"),
        ("浙江温州乐清", "", "乐清市"),
        ("江苏省南京市鼓楼区", "", "南京市鼓楼区"),
        ("北京市朝阳区", "", "北京市朝阳区"),
        ("澜州市青禾市", "", "青禾市"),
        ("", "青禾市云岭职业技术学校", "青禾市"),
        ("浙江省", "育才学校", "育才学校"),
        ("", "育才学校", "育才学校"),
        ("东方红县", "", "东方红县"),
    ],
)
def test_where_a_school_lies(region: str, school: str, scope: str) -> None:
    assert place_of(region, school).scope == scope


@pytest.mark.parametrize("name", ["公安局", "开发区管委会", "市场监督管理局", "红旗小学", "工业园区管委会"])
def test_words_that_look_like_regions_are_none(name: str) -> None:
    assert leading_region(name) == ""
    assert is_placed(name, "government")


@pytest.mark.parametrize(
    ("name", "unit", "rest"),
    [
        ("浙江省乐清市妇联", "乐清市", "妇联"),
        ("乐清妇联", "乐清市", "妇联"),
        ("市妇联", "乐清市", "妇联"),
        ("省妇联", "浙江省", "妇联"),
        ("乐清市场监督管理局", "乐清市", "市场监督管理局"),
        ("市政工程公司", "", "市政工程公司"),
        ("区块链科技公司", "", "区块链科技公司"),
        ("乐清市", "乐清市", ""),
    ],
)
def test_what_names_the_place_is_split_from_the_rest(name: str, unit: str, rest: str) -> None:
    place = place_of("浙江省乐清市", "")
    # A name that is nothing but the place stays whole.
    assert place.split(name) == ((unit, rest) if rest else ("", name))


POOL = (
    "正泰",
    "正泰集团",
    "正泰集团股份有限公司",
    "浙江正泰集团",
    "青禾正泰公司",
    "市残联",
    "青禾市残联",
    "残联",
    "县残联",
)
PARTNERS = st.builds(
    partner,
    st.sampled_from(POOL),
    st.sampled_from(("enterprise", "association", "school", "other", None)),
    st.lists(st.sampled_from(POOL), max_size=2),
)
SCHOOLS = st.builds(
    lambda name, aliases, region, facts: (name, aliases, region, facts),
    st.sampled_from(("甲校", "乙校", "青禾市云岭学校", "云岭学校")),
    st.lists(st.sampled_from((*POOL, "云职")), max_size=2),
    st.sampled_from(("", "澜州市青禾市", "青禾市", "望泽县")),
    st.lists(PARTNERS, max_size=4),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(SCHOOLS, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_names_however_tangled_resolve_alike_in_any_order(schools: list[Any], random: Random) -> None:
    reports = [
        report(name, *facts, region=region, name=f"{number}.txt", aliases=aliases)
        for number, (name, aliases, region, facts) in enumerate(schools)
    ]
    expected = resolve(reports, Minter())
    shuffled = [
        ReportFacts(one.report, tuple(random.sample(one.facts, len(one.facts))))
        for one in random.sample(reports, len(reports))
    ]
    found = resolve(shuffled, Minter())
    assert found.entities == expected.entities
    assert len({one.iri for one in found.entities}) == len(found.entities)
    for one in reports:
        for fact_ in one.facts[1:]:
            name = fact_.get("partner")
            entity = found.find(one.report, "partner", name)
            assert entity is not None
            assert entity == expected.find(one.report, "partner", name)
            # Whatever is joined, the name that a report uses leads to a thing that bears it.
            assert name in (entity.label, *entity.alt_labels)
