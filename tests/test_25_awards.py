"""Awards: results of competitions and titles of persons, from tables and from running text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.extract.awards.award_results import Result, merged
from zhijiao.extract.awards.award_words import award_level, rank_in
from zhijiao.extract.awards.awards import award_facts
from zhijiao.extract.facts import Evidence, Fact
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.school import find_speaker

TITLE = "泉州市第三职业技术学校2021年度质量报告\n\n"
NAMES = ["李小龙", "陈思思", "王建国", "赵敏", "欧阳雪", "郑爽", "林峰", "何静", "马涛", "高子昂"]


def awards(text: str) -> list[Fact]:
    document = read_layout(text)
    sentences = list(sentences_of(document))
    facts = award_facts(document, sentences, find_speaker(document, sentences))
    for fact in facts:
        for passage in fact.evidence:
            assert text[passage.start : passage.end] == passage.quote != ""
        assert 0 < fact.confidence <= 1
    return facts


def told(text: str, *keys: str) -> list[tuple[Any, ...]]:
    return [tuple(fact.get(key) for key in keys) for fact in awards(text)]


def one(text: str) -> dict[str, Any]:
    facts = awards(text)
    assert len(facts) == 1, [fact.to_json() for fact in facts]
    return dict(facts[0].values)


# -- running text ----------------------------------------------------------------------------------


def test_a_result_has_event_item_winners_level_rank_and_year() -> None:
    assert one("2020年，学生李小龙、陈思思在福建省职业院校技能大赛“网络搭建”赛项中荣获一等奖。") == {
        "event": "福建省职业院校技能大赛",
        "item": "网络搭建",
        "recipients": ["李小龙", "陈思思"],
        "recipient_kind": "student",
        "level": "provincial",
        "rank": "一等奖",
        "year": 2020,
    }


def test_event_and_winner_are_inherited_over_an_enumeration() -> None:
    text = "王建国老师获得2018年全国技能大赛综合二等奖，个人单项一等奖，2019年福建省教学能力大赛三等奖。"
    assert told(text, "event", "item", "recipients", "rank", "year") == [
        ("全国技能大赛", "综合", ["王建国"], "二等奖", 2018),
        ("全国技能大赛", "个人单项", ["王建国"], "一等奖", 2018),
        ("福建省教学能力大赛", None, ["王建国"], "三等奖", 2019),
    ]


def test_each_of_several_has_their_own_rank() -> None:
    text = "学生马涛、高洁在泉州市中职技能大赛中分别获得一等奖和三等奖。"
    assert told(text, "recipients", "rank") == [(["马涛"], "一等奖"), (["高洁"], "三等奖")]


def test_winners_may_be_named_each_in_their_item() -> None:
    text = "在福建省技能大赛中，焊接项目林峰、砌筑项目何静分获金牌。"
    assert told(text, "item", "recipients", "rank") == [
        ("焊接", ["林峰"], "金牌"),
        ("砌筑", ["何静"], "金牌"),
    ]


def test_winners_are_listed_behind_their_rank() -> None:
    text = (
        "第二届“工匠杯”汽车维修大赛揭晓。"
        "一等奖：学生马涛（机修组）；二等奖：教师王建国（教师组）、学生何静（机修组）。"
    )
    assert told(text, "recipients", "recipient_kind", "rank", "item") == [
        (["马涛"], "student", "一等奖", "机修组"),
        (["王建国"], "teacher", "二等奖", "教师组"),
        (["何静"], "student", "二等奖", "机修组"),
    ]


def test_items_may_stand_before_their_winners() -> None:
    text = "福建省中职技能大赛结果如下。一等奖：砌筑（学生组）林峰；美发（学生组）何静、高洁"
    assert told(text, "item", "recipients") == [
        ("砌筑（学生组）", ["林峰"]),
        ("美发（学生组）", ["何静", "高洁"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "在福建省技能大赛中，学生林峰获二等奖，指导教师为王建国、赵敏。",
        "在福建省技能大赛中，学生林峰获二等奖（指导教师：王建国、赵敏）。",
        "由王建国、赵敏老师指导的学生林峰在福建省技能大赛中获二等奖。",
    ],
)
def test_teachers_of_winners_are_advisors(text: str) -> None:
    found = one(text)
    assert (found["recipients"], found["advisors"]) == (["林峰"], ["王建国", "赵敏"])
    assert found["recipient_kind"] == "student"


def test_a_result_told_of_winners_and_again_of_their_teacher_is_one() -> None:
    text = (
        "辅导学生获奖教师2人：（王建国：第三届全国物联网技能竞赛二等奖；）"
        "\n\n学生获奖：第三届全国物联网技能竞赛二等奖（林峰、何静）。"
    )
    found = one(text)
    assert (found["recipients"], found["advisors"]) == (["林峰", "何静"], ["王建国"])


def test_works_are_items() -> None:
    text = "教师赵敏的论文《算盘与课堂》获福建省教学论文评比一等奖。"
    assert told(text, "item", "event", "recipients") == [("算盘与课堂", "福建省教学论文评比", ["赵敏"])]


def test_medals_places_and_prizes_are_ranks() -> None:
    text = (
        "学生林峰在福建省运动会上摘得银牌。学生何静在泉州市歌唱比赛中夺得第一名。"
        "学校获2021年福建省职业院校技能大赛优秀组织奖。"
    )
    assert told(text, "recipients", "recipient_kind", "rank") == [
        (["林峰"], "student", "银牌"),
        (["何静"], "student", "第一名"),
        ([], "school", "优秀组织奖"),
    ]


def test_a_prize_that_has_ranks_is_the_event() -> None:
    text = "学校的《校企双元》获2020年福建省职业教育教学成果奖二等奖。"
    assert told(text, "event", "item", "rank") == [("福建省职业教育教学成果奖", "校企双元", "二等奖")]


def test_teachers_and_students_together_are_a_team() -> None:
    assert told("教师王建国、学生林峰获福建省技能大赛一等奖。", "recipient_kind") == [("team",)]


def test_titles_of_persons_are_awards() -> None:
    text = "王建国老师被评为福建省优秀班主任、泉州市劳动模范，赵敏被授予“全国技术能手”称号。"
    assert told(text, "event", "recipients", "rank", "level") == [
        ("福建省优秀班主任", ["王建国"], "称号", "provincial"),
        ("泉州市劳动模范", ["王建国"], "称号", "municipal"),
        ("全国技术能手", ["赵敏"], "称号", "national"),
    ]


def test_a_short_name_stands_for_the_event_named_before() -> None:
    text = "师生参加第六届全国“焊花杯”焊接技能大赛。本次大赛中，学生林峰获三等奖。"
    assert told(text, "event", "rank") == [("第六届全国“焊花杯”焊接技能大赛", "三等奖")]


def test_the_year_in_which_a_student_came_is_not_the_results() -> None:
    assert "year" not in one("2018级焊接班林峰同学在福建省焊接技能大赛中获得银牌。")


@pytest.mark.parametrize(
    "text",
    [
        "学生在福建省技能大赛中获一等奖3个、二等奖5个。",
        "5名学生参加福建省技能大赛，2人获一等奖。",
        "在福建省技能大赛中，学校共获一、二、三等奖12项。",
        "学校力争在2022年全国职业院校技能大赛中获得一等奖。",
        "凡在福建省技能大赛中获得一等奖的学生，奖励3000元。",
        "学生多次在福建省技能大赛中获得一等奖。",
        "5人被评为市级名师，3人被评为高级讲师。",
        "王建国被评为高级讲师。",
        "学校被评为福建省文明学校，荣获全国先进单位称号。",
        "每年举办校级班主任能力大赛，聘请评委来校指导。",
    ],
)
def test_sums_plans_rules_and_honours_of_the_school_are_no_awards(text: str) -> None:
    assert awards(text) == []


def test_winners_of_another_school_are_not_ours() -> None:
    text = TITLE + "在福建省技能大赛中，我校学生林峰获一等奖，晋江市安海职业中专学校何静获二等奖。"
    assert told(text, "recipients") == [(["林峰"],)]


# -- tables ----------------------------------------------------------------------------------------

ROWS = {
    "赛项": ["焊接", "砌筑"],
    "选手": ["林峰", "何静、高洁"],
    "指导教师": ["王建国", "赵敏"],
    "奖项": ["泉州市一等奖", "泉州市三等奖"],
}


def table(headers: Sequence[str], columns: Sequence[Sequence[str]]) -> str:
    lines = [headers, ["---"] * len(headers), *zip(*columns, strict=True)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


@given(st.permutations(list(ROWS)))
def test_columns_may_stand_in_any_order(headers: list[str]) -> None:
    caption = "表1 2020年泉州市中职学生技能大赛获奖名单\n\n"
    text = TITLE + caption + table(headers, [ROWS[header] for header in headers]) + "\n"
    keys = ("event", "item", "recipients", "advisors", "rank", "level", "recipient_kind", "year")
    event = "泉州市中职学生技能大赛"
    assert told(text, *keys) == [
        (event, "焊接", ["林峰"], ["王建国"], "一等奖", "municipal", "student", 2020),
        (event, "砌筑", ["何静", "高洁"], ["赵敏"], "三等奖", "municipal", "student", 2020),
    ]


def test_merged_cells_hold_for_the_rows_below() -> None:
    text = (
        "附表 2020年福建省职业院校技能大赛获奖名单\n\n"
        + table(["奖项", "姓名"], [["一等奖", "", "二等奖"], ["林峰", "何静、高洁", "马涛"]])
        + "\n"
    )
    assert told(text, "rank", "recipients") == [
        ("一等奖", ["林峰"]),
        ("一等奖", ["何静", "高洁"]),
        ("二等奖", ["马涛"]),
    ]


def test_rows_of_teachers_are_told_by_their_words() -> None:
    columns = [["（教师类）会计", "会计"], ["赵敏", "林峰"], ["教师类", "王建国"], ["二等奖", "二等奖"]]
    text = "表2 泉州市技能大赛获奖名单\n\n" + table(["赛项", "参赛人员", "辅导老师", "奖项"], columns) + "\n"
    assert told(text, "recipient_kind", "recipients", "advisors") == [
        ("teacher", ["赵敏"], None),
        ("student", ["林峰"], ["王建国"]),
    ]


def test_a_table_without_an_event_takes_the_one_whose_totals_agree() -> None:
    rows = table(
        ["赛项", "选手", "奖项"],
        [["焊接", "砌筑", "会计"], ["林峰", "何静", "马涛"], ["一等奖", "二等奖", "二等奖"]],
    )
    text = TITLE + f"学生获奖如下。\n\n{rows}\n\n2020年12月泉州技能节：一等奖1个，二等奖2个。\n"
    assert {values[0] for values in told(text, "event")} == {"泉州技能节"}


def test_a_table_of_totals_tells_no_awards() -> None:
    text = (
        "表 获奖统计\n\n"
        + table(["级别", "一等奖", "二等奖"], [["国家级", "省级"], ["1", "4"], ["2", "5"]])
        + "\n"
    )
    assert awards(text) == []


# -- words and laws --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("温州市一等奖", ("温州市", "一等奖")),
        ("银牌", ("", "银牌")),
        ("三等", ("", "三等奖")),
        ("省第一", ("省", "第一")),
        ("金", ("", "金奖")),
        ("王建国", None),
        ("一、二等奖", None),
    ],
)
def test_a_cell_tells_its_rank(words: str, expected: tuple[str, str] | None) -> None:
    assert rank_in(words) == expected


@pytest.mark.parametrize(
    ("event", "level"),
    [
        ("世界技能大赛", "international"),
        ("第46届世界技能大赛山东省选拔赛", "provincial"),
        ("第46届世界技能大赛全国选拔赛", "national"),
        ("全国职业院校技能大赛", "national"),
        ("全省“中华经典”诵读比赛", "provincial"),
        ("温州市技能大赛", "municipal"),
        ("技能大赛", None),
    ],
)
def test_the_stage_of_an_event_tells_its_level(event: str, level: str | None) -> None:
    assert award_level(event, "") == level


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True))
def test_all_who_are_named_together_won_together(names: list[str]) -> None:
    text = f"学生{'、'.join(names)}在福建省技能大赛中获得二等奖。"
    assert told(text, "recipients", "rank") == [(names, "二等奖")]


RESULTS = st.builds(
    Result,
    event=st.sampled_from(["全国焊接大赛", "2020年全国焊接大赛", "泉州技能节"]),
    rank=st.sampled_from(["一等奖", "二等奖"]),
    evidence=st.integers(0, 99).map(lambda start: (Evidence(start, start + 1, "奖"),)),
    item=st.sampled_from(["", "焊接", "会计"]),
    recipients=st.sampled_from([(), ("林峰",), ("林峰", "何静")]),
    kind=st.sampled_from(["student", ""]),
    advisors=st.sampled_from([(), ("王建国",)]),
    year=st.sampled_from([None, 2020, 2021]),
)


def every(results: Sequence[Result], part: str) -> set[object]:
    """All that the results hold in one of their tuples."""
    return {one for result in results for one in getattr(result, part)}


@given(st.lists(RESULTS, max_size=6))
def test_merging_keeps_every_winner_advisor_and_passage(results: list[Result]) -> None:
    kept = merged(results)
    assert len(kept) <= len(results)
    for part in ("recipients", "advisors", "evidence"):
        assert every(kept, part) == every(results, part)
    places = [one.evidence[0].start for one in kept]
    assert places == sorted(places)
