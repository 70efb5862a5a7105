"""Pairs of names that were held against each other: their scores, reasons and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.extract.facts import Evidence, Fact, ReportFacts
from zhijiao.graph.iris import Minter
from zhijiao.graph.resolution.candidates import Candidate, candidates
from zhijiao.graph.resolution.decision_rows import Decision
from zhijiao.graph.resolution.decisions import Decisions
from zhijiao.graph.resolution.mentions import report_mentions
from zhijiao.graph.resolution.resolve import resolve
from zhijiao.graph.resolution.rules import RULES

EVIDENCE = (Evidence(0, 2, "原文"),)


def report(number: int, region: str, *partners: tuple[str, str], facts: Sequence[Fact] = ()) -> ReportFacts:
    school = Fact("school", {"name": f"云岭{number}校", "region": region}, EVIDENCE)
    partnerships = (
        Fact("partnership", {"partner": name, "partner_kind": kind, "modes": ["cooperation"]}, EVIDENCE)
        for name, kind in partners
    )
    return ReportFacts(f"{number}.txt", (school, *partnerships, *facts))


def pairs(*reports: ReportFacts, **options: Any) -> list[Candidate]:
    return list(candidates([report_mentions(one) for one in reports], Minter(), **options))


def firms(*names: str, region: str = "山东省聊城市") -> list[Candidate]:
    return pairs(*(report(number, region, (name, "enterprise")) for number, name in enumerate(names)))


def of(found: Sequence[Candidate], *names: str) -> Candidate:
    (one,) = (each for each in found if {each.one_name, each.other_name} == set(names))
    return one


@pytest.mark.parametrize(
    ("one", "other", "rule", "outcome"),
    [
        ("正泰集团", "正泰集团股份有限公司", "legal_form", "joined"),
        ("华为", "华为技术有限公司", "known_firm", "joined"),
        ("吉利汽车", "浙江吉利控股集团", "brand_family", "joined"),
        ("中国青云龙集团", "青云龙集团", "country", "joined"),
        ("青云包装（中国）有限公司", "青云包装有限公司", "country", "joined"),
        ("山东青云包装", "青云包装有限公司", "home_region", "joined"),
        ("浙江青云包装", "青云包装有限公司", "region_dropped", "doubtful"),
        ("浙江青云包装", "福建青云包装", "other_region", "apart"),
        ("浙江乐清青云包装有限公司", "浙江青云包装有限公司", "region_prefix", "joined"),
        ("乐清青云包装有限公司", "浙江青云包装有限公司", "other_region", "apart"),
        ("青云钢构", "青云包装", "other_trade", "apart"),
        ("青云集团", "青云钢构", "trade_dropped", "doubtful"),
        ("青云集团", "青云天下", "longer_name", "apart"),
        ("海尔集团", "海尔智家", "known_apart", "apart"),
        ("青云精密机械有限公司", "青去精密机械有限公司", "alike", "doubtful"),
        ("青云精密", "青去精密", "one_character", "apart"),
        ("青云三局机械有限公司", "青云四局机械有限公司", "other_number", "apart"),
        ("青云交通聊城分公司", "青云交通", "parent", "apart"),
        ("农业银行聊城分行", "中国农业银行聊城分行", "branch", "joined"),
    ],
)
def test_every_pair_has_a_rule_and_an_outcome(one: str, other: str, rule: str, outcome: str) -> None:
    found = of(firms(one, other), one, other)
    assert (found.rule, found.outcome) == (rule, outcome)
    assert found.reason == RULES[rule].reason
    if rule != "alike":
        assert found.score == RULES[rule].weight


def test_names_of_other_kinds_and_places() -> None:
    found = pairs(
        report(1, "山东省聊城市", ("市残联", "association"), ("青云", "enterprise")),
        report(2, "浙江省乐清市", ("市残联", "association"), ("青云公司", "other")),
        report(3, "浙江省乐清市", ("乐清市残疾人联合会", "association"), ("北京大学", "school")),
        report(4, "浙江省乐清市", ("北大", "school"), ("北京大学深圳研究生院", "school")),
        report(5, "浙江省乐清市", ("浙江省乐清市残疾人联合会", "association")),
    )
    assert of(found, "青云", "青云公司").rule == "other_kind"
    assert of(found, "市残联", "乐清市残疾人联合会").rule == "region_form"
    assert of(found, "乐清市残疾人联合会", "浙江省乐清市残疾人联合会").outcome == "joined"
    assert of(found, "北京大学", "北大").rule == "known_school"
    assert of(found, "北京大学", "北京大学深圳研究生院").rule == "parent"
    (places,) = (one for one in found if one.rule == "other_place")
    assert (places.one_name, places.other_name, places.outcome) == ("市残联", "市残联", "apart")
    assert places.one != places.other


def test_a_school_renamed_is_left_to_people() -> None:
    former = Fact("predecessor", {"name": "青禾农校", "event": "rename", "year": 2001}, EVIDENCE)
    merged = Fact("predecessor", {"name": "青禾商校", "event": "merge", "year": 2001}, EVIDENCE)
    found = pairs(report(1, "青禾市", facts=[former, merged]), least=0.5)
    (one,) = found
    assert (one.rule, one.outcome) == ("renamed", "doubtful")
    assert {one.one_name, one.other_name} == {"青禾农校", "云岭1校"}


def test_an_alias_of_two_is_shown() -> None:
    named = [
        Fact("partnership", {"partner": name, "partner_kind": "enterprise", "aliases": ["青云"]}, EVIDENCE)
        for name in ("青云控股", "青云汽车")
    ]
    found = pairs(
        report(1, "青禾市", facts=named[:1]),
        report(2, "青禾市", facts=named[1:]),
        report(3, "青禾市", ("青云", "enterprise")),
    )
    assert of(found, "青云", "青云控股").rule == "alias_shared"
    assert of(found, "青云", "青云汽车").outcome == "doubtful"


def test_two_things_of_one_report_are_doubtful_where_a_rule_would_join_them() -> None:
    one = report(1, "浙江省乐清市", ("浙江青云包装有限公司", "enterprise"), ("青云包装", "enterprise"))
    found = of(pairs(one), "浙江青云包装有限公司", "青云包装")
    assert (found.rule, found.outcome) == ("home_region", "doubtful")
    assert "分别列出" in found.reason


def test_decisions_are_rules_of_their_own() -> None:
    reports = [
        report(number, "青禾市", (name, "enterprise"))
        for number, name in enumerate(("正泰集团", "正泰公司", "德力电气", "力德电气"))
    ]
    rows = (
        Decision("different", "正泰集团", "正泰公司", line=2),
        Decision("same", "德力电气", "力德电气", line=3),
    )
    found = pairs(*reports, decisions=Decisions("decisions.csv", rows))
    apart, same = of(found, "正泰集团", "正泰公司"), of(found, "德力电气", "力德电气")
    assert (apart.rule, apart.outcome, apart.score) == ("decided_apart", "apart", 0.0)
    assert (same.rule, same.outcome, same.score) == ("decision", "joined", 1.0)


def test_low_scores_can_be_left_out() -> None:
    reports = [
        report(n, "聊城市", (name, "enterprise"))
        for n, name in enumerate(("青云集团", "青云公司", "青云钢构", "青云包装"))
    ]
    everything, some = pairs(*reports), pairs(*reports, least=0.5)
    assert some == [one for one in everything if one.score >= 0.5]
    assert len(some) < len(everything)


NAMES = (
    "正泰集团",
    "浙江正泰集团",
    "中国正泰集团",
    "正泰公司",
    "青云电气",
    "青去电气",
    "浙江青云电气",
    "乐清青云电气",
    "市残联",
    "青禾市残联",
    "残联",
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(("青禾市", "浙江省乐清市", "山东省聊城市")), st.sampled_from(NAMES)),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_candidates_agree_with_the_resolution_in_any_order(
    chosen: list[tuple[str, str]], random: Any
) -> None:
    reports = [report(n, region, (name, "enterprise")) for n, (region, name) in enumerate(chosen)]
    found, shuffled = pairs(*reports), pairs(*random.sample(reports, len(reports)))
    assert found == shuffled
    iris = resolve(reports, Minter()).iris
    assert [(one.one, one.other) for one in found] == sorted({(one.one, one.other) for one in found})
    for one in found:
        assert one.one < one.other
        assert 0 <= one.score <= 1
        assert (iris[one.one] == iris[one.other]) == (one.outcome == "joined")
    # What is joined is joined by pairs that are listed.
    linked = {iri: {iri} for iri in iris}
    for one in found:
        if one.outcome == "joined":
            merged = linked[one.one] | linked[one.other]
            linked |= dict.fromkeys(merged, merged)
    for own, iri in iris.items():
        assert {other for other in iris if iris[other] == iri} == linked[own]


def test_every_rule_is_in_the_documents(root: Path) -> None:
    text = (root / "docs/resolution.md").read_text(encoding="utf-8")
    assert [name for name in RULES if f"`{name}`" not in text] == []
