"""What resolution makes of decisions of people, and what it tells of its entities: IRIs, rules, relations."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.extract.facts import Evidence, Fact, ReportFacts
from zhijiao.graph.iris import Minter
from zhijiao.graph.resolution.decision_rows import Action, Decision
from zhijiao.graph.resolution.decisions import Decisions
from zhijiao.graph.resolution.mentions import report_mentions
from zhijiao.graph.resolution.resolve import Entity, Resolution, resolve, resolve_mentions
from zhijiao.graph.resolution.rules import RULES
from zhijiao.graph.resolution.uses import names_of_nodes

EVIDENCE = (Evidence(0, 2, "原文"),)


def fact(kind: str, **values: Any) -> Fact:
    return Fact(kind, values, EVIDENCE)


def partner(name: str, kind: str = "enterprise", aliases: Sequence[str] = ()) -> Fact:
    return fact("partnership", partner=name, partner_kind=kind, aliases=list(aliases), modes=["cooperation"])


def report(school: str, *facts: Fact, region: str = "青禾市", **values: Any) -> ReportFacts:
    return ReportFacts(f"{school}.txt", (fact("school", name=school, region=region, **values), *facts))


def row(action: Action, thing: str, other: str = "", line: int = 2, **values: Any) -> Decision:
    return Decision(action, thing, other, line=line, **values)


def decided(*rows: Decision) -> Decisions:
    return Decisions("decisions.csv", rows)


def found(resolution: Resolution, school: str, name: str, slot: str = "partner") -> Entity:
    entity = resolution.find(f"{school}.txt", slot, name)
    assert entity is not None
    return entity


ZHENGTAI = (
    report("甲校", partner("正泰集团")),
    report("乙校", partner("正泰公司")),
    report("丙校", partner("德力电气")),
)


def test_what_people_call_different_no_rule_joins() -> None:
    resolution = resolve(ZHENGTAI, Minter(), decided(row("different", "正泰集团", "正泰公司")))
    assert found(resolution, "甲校", "正泰集团") != found(resolution, "乙校", "正泰公司")


def test_different_holds_for_all_that_is_joined_with_the_two() -> None:
    rows = (row("different", "正泰集团", "正泰公司"), row("same", "德力电气", "正泰集团", line=3))
    declared = report("丁校", partner("正泰公司", aliases=["德力电气"]))
    resolution = resolve([*ZHENGTAI, declared], Minter(), decided(*rows))
    group = found(resolution, "甲校", "正泰集团")
    assert found(resolution, "丙校", "德力电气") == group
    assert found(resolution, "丁校", "正泰公司") == found(resolution, "乙校", "正泰公司") != group


def test_what_people_call_the_same_is_one_and_says_so() -> None:
    resolution = resolve(ZHENGTAI, Minter(), decided(row("same", "正泰集团", "德力电气")))
    entity = found(resolution, "丙校", "德力电气")
    assert entity == found(resolution, "乙校", "正泰公司")
    assert entity.joined_by == ("decision", "legal_form")


def test_a_new_name_gives_label_and_iri_and_the_old_iri_leads_there() -> None:
    minter = Minter()
    resolution = resolve(ZHENGTAI, minter, decided(row("rename", "正泰集团", "正泰集团总部")))
    entity = found(resolution, "乙校", "正泰公司")
    assert entity.label == "正泰集团总部"
    assert entity.iri == minter.entity("organisation", "正泰集团总部")
    assert entity.alt_labels == ("正泰公司", "正泰集团")
    assert {resolution.iris[minter.entity("organisation", name)] for name in ("正泰集团", "正泰公司")} == {
        entity.iri
    }


def test_a_new_name_that_is_another_things_makes_them_one() -> None:
    minter = Minter()
    resolution = resolve(ZHENGTAI, minter, decided(row("rename", "正泰集团", "德力电气")))
    entity = found(resolution, "丙校", "德力电气")
    assert entity == found(resolution, "甲校", "正泰集团")
    assert entity.iri == minter.entity("organisation", "德力电气")


def test_a_kind_makes_a_school_of_an_organisation_and_back() -> None:
    minter = Minter()
    reports = [report("甲校", partner("云岭基地")), report("乙校", partner("青禾训练营", "school"))]
    rows = (row("kind", "云岭基地", "school"), row("kind", "青禾训练营", "enterprise", line=3))
    resolution = resolve(reports, minter, decided(*rows))
    school, firm = found(resolution, "甲校", "云岭基地"), found(resolution, "乙校", "青禾训练营")
    assert (school.kind, school.partner_kind) == ("school", "school")
    assert (firm.kind, firm.partner_kind) == ("organisation", "enterprise")
    # The IRIs that they had before lead to them.
    assert resolution.iris[minter.entity("organisation", "云岭基地")] == school.iri
    assert resolution.iris[minter.entity("school", "青禾训练营", "青禾市")] == firm.iri


def test_a_reporting_school_stays_a_school() -> None:
    resolution = resolve([report("甲校")], Minter(), decided(row("kind", "甲校", "enterprise")))
    assert found(resolution, "甲校", "甲校", "school").kind == "school"


def test_what_is_no_partner_is_told_by_iris() -> None:
    rows = (row("not-a-partner", "正泰集团", school="甲校"), row("not-a-partner", "德力电气", line=3))
    resolution = resolve(ZHENGTAI, Minter(), decided(*rows))
    school = found(resolution, "甲校", "甲校", "school").iri
    group, other = found(resolution, "甲校", "正泰集团").iri, found(resolution, "丙校", "德力电气").iri
    assert resolution.not_partners == {(school, group), ("", other)}
    assert not resolution.is_partner(school, group)
    assert not resolution.is_partner("anywhere", other)
    assert resolution.is_partner("anywhere", group)


def test_decisions_that_nothing_fits_are_warnings() -> None:
    resolution = resolve(ZHENGTAI, Minter(), decided(row("rename", "没有的公司", "什么公司")))
    (warning,) = resolution.warnings
    assert "没有的公司" in warning
    assert resolution.entities == resolve(ZHENGTAI, Minter()).entities


def test_a_brand_family_is_one_and_shown_as_such() -> None:
    names = ("吉利汽车", "中国吉利汽车集团", "浙江吉利控股集团")
    reports = [report(f"{n}校", partner(name)) for n, name in zip("甲乙丙", names, strict=True)]
    resolution = resolve(reports, Minter())
    (entity,) = {found(resolution, f"{n}校", name) for n, name in zip("甲乙丙", names, strict=True)}
    assert {entity.label, *entity.alt_labels} == set(names)
    assert "brand_family" in entity.joined_by
    assert set(entity.joined_by) <= set(RULES)


def test_firms_of_one_brand_are_apart_and_names_that_say_so_are_related() -> None:
    names = (
        "中通集团",
        "中通钢构",
        "上汽集团",
        "上汽集团乘用车福建分公司",
        "长安集团河北长安汽车有限公司",
        "长安集团",
    )
    resolution = resolve([report("甲校", *map(partner, names))], Minter())
    iri = {name: found(resolution, "甲校", name).iri for name in names}
    assert len(set(iri.values())) == len(names)
    assert resolution.relations == (
        (iri["上汽集团乘用车福建分公司"], "subOrganizationOf", iri["上汽集团"]),
        (iri["长安集团河北长安汽车有限公司"], "subOrganizationOf", iri["长安集团"]),
    )


def test_parts_of_a_university_are_related_to_it() -> None:
    facts = [
        partner("云岭职业技术大学", "school"),
        partner("云岭职业技术大学服装学院", "school"),
        partner("云岭职业技术大学附属医院", "hospital"),
        partner("云岭职业技术大学生就业中心", "other"),
    ]
    resolution = resolve([report("甲校", *facts)], Minter())
    university = found(resolution, "甲校", "云岭职业技术大学").iri
    assert {(term, whole) for _, term, whole in resolution.relations} == {
        ("linkedTo", university),
        ("subOrganizationOf", university),
    }
    assert len(resolution.relations) == 2


def test_every_iri_that_a_name_would_have_leads_to_its_entity() -> None:
    minter = Minter()
    award = fact("award", event="全国大赛", recipients=["张三"], level="national")
    reports = [
        report("云岭学校", award, region="青禾市"),
        ReportFacts("2.txt", (fact("school", name="云岭学校"), award)),
    ]
    resolution = resolve(reports, minter)
    (school,) = {resolution.find(one.report, "school", "云岭学校") for one in reports}
    assert school is not None
    own = {minter.entity("school", "云岭学校", scope) for scope in ("青禾市", "云岭学校")}
    assert {resolution.iris[iri] for iri in own} == {school.iri}
    (person,) = (one for one in resolution.entities if one.kind == "person")
    assert {resolution.iris[minter.person(iri, "张三")] for iri in own} == {person.iri}
    assert set(resolution.iris.values()) == {one.iri for one in resolution.entities}


def test_mentions_can_be_kept_and_resolve_alike() -> None:
    reports = [*ZHENGTAI, report("丁校", fact("award", event="大赛", recipients=["李四"]))]
    kept = [pickle.loads(pickle.dumps(report_mentions(one))) for one in reports]
    resolution, expected = resolve_mentions(kept[::-1], Minter()), resolve(reports, Minter())
    assert resolution.entities == expected.entities
    assert resolution.iris == expected.iris
    assert (
        resolution.find("丁校.txt", "person", "李 四")
        == expected.find("丁校.txt", "person", "李四")
        is not None
    )
    assert resolution.find("甲校.txt", "person", "李四") is None
    assert resolution.find("没有.txt", "partner", "李四") is None


@pytest.mark.parametrize(
    "name", ["国际大酒店", "电子商务公司", "新华书店", "水务集团", "阳光大酒店", "宏达汽修厂"]
)
def test_firms_named_by_what_they_do_are_of_their_place(name: str) -> None:
    reports = [report("甲校", partner(name), region="青禾市"), report("乙校", partner(name), region="望泽县")]
    resolution = resolve(reports, Minter())
    assert found(resolution, "甲校", name) != found(resolution, "乙校", name)


def test_a_core_of_two_characters_is_one_firm_within_a_province_only() -> None:
    def same(one: str, other: str, *regions: str) -> bool:
        names = (one, other)
        reports = [
            report(f"{n}校", partner(n), region=region) for n, region in zip(names, regions, strict=True)
        ]
        resolution = resolve(reports, Minter())
        return found(resolution, f"{one}校", one) == found(resolution, f"{other}校", other)

    assert same("宏达集团", "宏达集团有限公司", "浙江省乐清市", "浙江省杭州市")
    assert not same("宏达集团", "宏达集团有限公司", "浙江省乐清市", "山东省聊城市")
    assert not same("宏达集团", "浙江宏达集团", "浙江省乐清市", "浙江省乐清市")
    assert same("宏达集团", "乐清宏达集团", "浙江省乐清市", "浙江省乐清市")
    # A known firm is one everywhere.
    assert same("红豆集团", "红豆集团有限公司", "浙江省乐清市", "江苏省无锡市")


def test_a_name_without_region_joins_the_only_one_of_its_province() -> None:
    zhejiang = report("甲校", partner("浙江青云包装有限公司"), region="浙江省杭州市")
    near = report("乙校", partner("青云包装"), region="浙江省乐清市")
    far = report("丙校", partner("青云包装"), region="山东省聊城市")
    other = report("丁校", partner("福建青云包装"), region="山东省聊城市")

    def same(*reports: ReportFacts) -> bool:
        resolution = resolve(reports, Minter())
        names = [one.facts[1].get("partner") for one in reports]
        one, two = (
            resolution.find(r.report, "partner", n) for r, n in zip(reports[:2], names[:2], strict=True)
        )
        return one == two

    assert same(zhejiang, near)
    assert same(zhejiang, near, other)
    assert not same(zhejiang, far)
    # The name is used in another province too, and there are two that it may be.
    assert not same(zhejiang, near, far, other)


POOL = (
    "正泰",
    "正泰集团",
    "中国正泰集团",
    "浙江正泰集团",
    "吉利汽车",
    "浙江吉利控股集团",
    "青云包装",
    "浙江青云包装",
    "浙江乐清青云包装",
    "青云包装（中国）",
    "农业银行乐清支行",
    "中国农业银行乐清市支行",
    "市残联",
    "乐清市残疾人联合会",
    "残联",
    "云岭学校",
    "云岭学校附属中学",
)
FACTS = st.builds(
    partner,
    st.sampled_from(POOL),
    st.sampled_from(("enterprise", "association", "school", "other")),
    st.lists(st.sampled_from(POOL), max_size=2),
)
SCHOOLS = st.tuples(
    st.sampled_from(("云岭学校", "甲校", "乙校")),
    st.sampled_from(("", "浙江省乐清市", "浙江省瑞安市", "山东省聊城市")),
    st.lists(FACTS, max_size=4),
    st.lists(st.sampled_from(POOL), max_size=1),
)
ROWS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(("same", "different")), st.sampled_from(POOL), st.sampled_from(POOL)),
        st.tuples(st.just("rename"), st.sampled_from(POOL), st.sampled_from((*POOL, "新名公司"))),
        st.tuples(st.just("kind"), st.sampled_from(POOL), st.sampled_from(("school", "enterprise", "group"))),
    ),
    max_size=5,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(SCHOOLS, min_size=1, max_size=5), ROWS, st.randoms(use_true_random=False))
def test_decisions_hold_in_any_order(schools: list[Any], rows: list[Any], random: Any) -> None:
    reports = [
        ReportFacts(f"{number}.txt", (fact("school", name=name, region=region, aliases=aliases), *facts))
        for number, (name, region, facts, aliases) in enumerate(schools)
    ]
    decisions = decided(*(replace(row(*one), line=number) for number, one in enumerate(rows, start=2)))
    expected = resolve(reports, Minter(), decisions)
    shuffled = [
        ReportFacts(one.report, tuple(random.sample(one.facts, len(one.facts))))
        for one in random.sample(reports, len(reports))
    ]
    resolution = resolve(shuffled, Minter(), decisions)
    assert resolution.entities == expected.entities
    assert resolution.iris == expected.iris
    assert resolution.relations == expected.relations
    iris = {one.iri for one in resolution.entities}
    assert len(iris) == len(resolution.entities)
    assert set(resolution.iris.values()) == iris
    assert iris >= {iri for one, _, other in resolution.relations for iri in (one, other)}
    mentions = [report_mentions(one) for one in reports]
    places = {one.school.form: one.place.scope for one in mentions}
    bound = decisions.bind(names_of_nodes(mentions), places)
    kinds = {"organisation", "school"}
    for one, other in bound.different:
        assert {one.kind, other.kind} <= kinds
        assert _entity(expected, reports, one) != _entity(expected, reports, other)
    for one, other in bound.same:
        assert _entity(expected, reports, one) == _entity(expected, reports, other)


def _entity(resolution: Resolution, reports: Sequence[ReportFacts], node: Any) -> Entity:
    """Return the entity of a node, as some report that uses it finds it."""
    for one in reports:
        for slot in ("partner", "school"):
            names = report_mentions(one).names
            if names.get((slot, node.form)) == node:
                entity = resolution.find(one.report, slot, node.form)
                assert entity is not None
                return entity
    raise LookupError(node)
