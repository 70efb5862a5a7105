"""Further ways in which awards are told: titles, coaches, rows of names, winners in the next sentence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.extract.awards.awards import award_facts
from zhijiao.extract.language.persons import is_person
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.school import find_speaker


def told(text: str, *keys: str) -> list[tuple[Any, ...]]:
    document = read_layout(text)
    sentences = list(sentences_of(document))
    facts = award_facts(document, sentences, find_speaker(document, sentences))
    for fact in facts:
        for passage in fact.evidence:
            assert text[passage.start : passage.end] == passage.quote != ""
    return [tuple(fact.get(key) for key in keys) for fact in facts]


@pytest.mark.parametrize(
    ("text", "title", "winner"),
    [
        ("李卫民还被授予“湖南省技术能手”称号。", "湖南省技术能手", "李卫民"),
        ("2023年，数控教研组周志新入选湖南省“芙蓉匠星”工匠。", "湖南省“芙蓉匠星”工匠", "周志新"),
        ("陈晓兰获颁“全国技术能手”证书。", "全国技术能手", "陈晓兰"),
        ("2022年，教师刘小芳摘得“株洲工匠”称号。", "株洲工匠", "刘小芳"),
        ("汽修教师何勇当选株洲市优秀教师。", "株洲市优秀教师", "何勇"),
        ("方晓梅老师上台领了“株洲市五一劳动奖章”。", "株洲市五一劳动奖章", "方晓梅"),
        ("教师方晓梅先后当过湖南省师德标兵。", "湖南省师德标兵", "方晓梅"),
        ("毕业生田亮亮获2019年全国五一劳动奖章。", "全国五一劳动奖章", "田亮亮"),
    ],
)
def test_titles_of_persons_have_many_verbs(text: str, title: str, winner: str) -> None:
    assert told(text, "event", "recipients", "rank") == [(title, [winner], "称号")]


def test_the_level_of_a_title_is_that_of_the_body_that_gives_it() -> None:
    text = "2023年，郭小丽被株洲市委、市政府授予“模范教师”称号；赵大军入选湖南省“潇湘技术能手”。"
    assert told(text, "recipients", "level", "year") == [
        (["郭小丽"], "municipal", 2023),
        (["赵大军"], "provincial", 2023),
    ]


def test_a_coach_advises_and_adverbs_are_no_part_of_a_name() -> None:
    text = "学生张帆还在2022年湖南省职业院校技能竞赛电子商务赛项中获一等奖，教练谭丽。"
    assert told(text, "item", "recipients", "advisors") == [("电子商务", ["张帆"], ["谭丽"])]


def test_a_competition_to_come_is_not_carried_on() -> None:
    text = "2022年湖南省职业院校技能竞赛中，赵明获数控车削赛项一等奖，即将出战全国赛。李丽获会计赛项二等奖。"
    assert {event for (event,) in told(text, "event")} == {"湖南省职业院校技能竞赛"}


def test_winners_are_named_in_the_sentence_behind_the_rank() -> None:
    text = (
        "2023年湖南省职业院校技能竞赛揭晓，我校斩获一个一等奖。获奖的是陈家豪、吴思远，"
        "参赛项目为工业机器人，教练王建国。"
    )
    assert told(text, "item", "recipients", "rank", "year", "advisors") == [
        ("工业机器人", ["陈家豪", "吴思远"], "一等奖", 2023, ["王建国"])
    ]


def test_a_rank_as_a_line_heads_rows_of_names() -> None:
    text = (
        "喜报\n我校学生在2023年株洲市中职学生技能竞赛中取得好成绩，名单如下。\n\n一等奖\n\n王小鹏 李思雨\n\n"
        "二等奖（2名）\n\n电子商务 孙浩 指导教师 周子涵\n\n以上同学将参加集训。"
    )
    assert told(text, "recipients", "rank", "item", "advisors") == [
        (["王小鹏", "李思雨"], "一等奖", None, None),
        (["孙浩"], "二等奖", "电子商务", ["周子涵"]),
    ]


def test_a_line_of_rank_without_names_or_competition_tells_nothing() -> None:
    assert told("评奖办法\n\n一等奖\n\n奖金三千元，颁发证书\n\n二等奖\n\n奖金两千元", "event") == []
    assert told("一等奖\n\n王小鹏 李思雨", "event") == []


def test_two_ranks_of_one_winner_have_their_own_items() -> None:
    text = "2022级学生傅强在株洲市中职学校田径运动会上夺得跳远第一名、三级跳远第二名。"
    assert told(text, "item", "rank") == [("跳远", "第一名"), ("三级跳远", "第二名")]


def test_a_team_without_names_may_be_the_nth() -> None:
    text = "学校代表队在2021年株洲市职工技能大赛中列团体第二名。"
    assert told(text, "recipients", "recipient_kind", "rank") == [(["学校代表队"], "team", "第二名")]


@pytest.mark.parametrize(
    "text",
    [
        "本次大赛设一等奖3名、二等奖6名，奖金分别为3000元和2000元。",
        "学生苏小航在全省赛跑中跌倒，老师安慰他：明年再拿第一名。",
        "市里的工匠学院请来全国劳模作讲座，他获得过“改革先锋”称号。",
        "学校连续三年获株洲市中职技能竞赛团体总分第一名。",
    ],
)
def test_rules_hopes_and_sums_are_no_awards(text: str) -> None:
    assert told(text, "event") == []


@given(st.sampled_from("洪浦丘芈常傅萧邴"), st.text(alphabet="伟芳娜敏静磊洋艳杰", min_size=1, max_size=2))
def test_rarer_surnames_begin_names_too(surname: str, given_name: str) -> None:
    assert is_person(surname + given_name)


def test_winners_named_each_with_item_or_work() -> None:
    items = told("2022年省技能大赛上，电工项目吕东升、焊接项目孟祥飞夺得金牌。", "item", "recipients", "rank")
    assert items == [("电工", ["吕东升"], "金牌"), ("焊接", ["孟祥飞"], "金牌")]
    works = told(
        "2022年省技能大赛上，王若溪的石雕《晨光》、赵一鸣的木雕《听雨》分获一、三等奖。",
        *("item", "recipients", "rank"),
    )
    assert works == [("晨光", ["王若溪"], "一等奖"), ("听雨", ["赵一鸣"], "三等奖")]


def test_joint_ranks_of_others_are_not_dealt_out() -> None:
    assert not told("2022年省技能大赛上，三名选手获一、二等奖。", "rank")


def test_an_event_to_come_is_not_where_a_prize_was_won() -> None:
    text = "2022年省技能大赛上，孟祥飞还将代表江州参加国赛；数控铣项目教师蒋伟获二等奖。"
    assert [event for (event,) in told(text, "event")] == ["省技能大赛"]


def test_one_who_taught_winners_may_win_herself() -> None:
    text = "在省技能大赛中，刘洋获二等奖，指导教师韩冬获“优秀教练员”称号。"
    assert ("优秀教练员", ["韩冬"]) in told(text, "rank", "recipients")


@pytest.mark.parametrize("head", ["三个优胜奖得主是——", "优胜奖获得者:", "优胜奖"])
def test_a_rank_counted_before_heads_the_lines_below(head: str) -> None:
    rows = "学生 佴清(砌筑)\n学生 孙立夏(抹灰)\n教师 韩立(调饮(国赛))\n"
    text = f"中华人民共和国第三届职业技能大赛上,我校选手满载而归。\n{head}\n{rows}"
    assert told(text, "item", "recipients", "recipient_kind", "rank", "level") == [
        ("砌筑", ["佴清"], "student", "优胜奖", "national"),
        ("抹灰", ["孙立夏"], "student", "优胜奖", "national"),
        ("调饮（国赛）", ["韩立"], "teacher", "优胜奖", "national"),
    ]


def test_counts_need_no_unit() -> None:
    assert told("2024年湖南省职业院校技能大赛,我校获奖23项:一等奖4、二等奖9、三等奖10。", "rank") == []


def test_items_behind_the_school_won_the_same_rank() -> None:
    text = "2021年湖南省中等职业学校技能大赛,株洲某某职业学校在焊接、车工两个项目上都是团体三等奖。"
    assert told(text, "item", "rank") == [("焊接", "三等奖"), ("车工", "三等奖")]


def test_places_are_told_in_digits_too() -> None:
    text = "2021年湖南省中等职业学校技能大赛车工赛项,我校学生孙立夏获第1名。"
    assert told(text, "recipients", "rank") == [(["孙立夏"], "第1名")]
