"""Honours: titles told in sentences, lists and tables, with year and level; and what is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.extract.facts import Fact
from zhijiao.extract.honours.grants import grants_of
from zhijiao.extract.honours.honours import honour_facts
from zhijiao.extract.honours.titles import is_title, may_hold_title, trimmed
from zhijiao.extract.language.enumerations import clause_end, clause_start, items_in
from zhijiao.extract.language.levels import level_of
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.school import find_speaker

HEAD = "云湾市海棠职业技术学校2022年度质量报告\n\n云湾市海棠职业技术学校是一所公办学校。\n\n"


def honours(text: str) -> list[Fact]:
    document = read_layout(HEAD + text)
    sentences = list(sentences_of(document))
    found = honour_facts(document, sentences, find_speaker(document, sentences))
    for fact in found:
        for passage in fact.evidence:
            assert document.text[passage.start : passage.end] == passage.quote
        assert 0 < fact.confidence <= 1
    return found


def told(text: str) -> list[tuple[str, int | None, str | None]]:
    return [(fact.get("title"), fact.get("year"), fact.get("level")) for fact in honours(text)]


def titles(text: str) -> list[str]:
    return [title for title, _, _ in told(text)]


def test_list_behind_a_verb_of_giving() -> None:
    text = "学校先后荣获全国职业教育先进单位、江苏省德育特色学校、市级文明校园等多项荣誉称号。"
    assert told(text) == [
        ("全国职业教育先进单位", None, "national"),
        ("江苏省德育特色学校", None, "provincial"),
        ("市级文明校园", None, "municipal"),
    ]


def test_years_go_with_the_clause_and_on_through_its_list() -> None:
    text = "学校2011年被评为省级规范化学校，2016年评为省级绿色学校，省级节水型单位，2019年获评省文明单位。"
    assert told(text) == [
        ("省级规范化学校", 2011, "provincial"),
        ("省级绿色学校", 2016, "provincial"),
        ("省级节水型单位", 2016, "provincial"),
        ("省文明单位", 2019, "provincial"),
    ]


def test_several_years_in_one_breath_are_a_line_each() -> None:
    assert told("1996、2001、2004年，学校三次被评为国家级重点校。") == [
        ("国家级重点校", 1996, "national"),
        ("国家级重点校", 2001, "national"),
        ("国家级重点校", 2004, "national"),
    ]
    assert [year for _, year, _ in told("学校获评省文明单位（2011年、2015年）。")] == [2011, 2015]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2018年被评为首批省级优秀“青年文明号单位”。", "首批省级优秀“青年文明号单位”"),
        ("2018年被评为江苏省健康促进学校（铜牌）。", "江苏省健康促进学校（铜牌）"),
        ("学校被市教育局授予“德育工作先进集体”称号。", "德育工作先进集体"),
        ("学校2013年晋升为国家级重点中等职业学校。", "国家级重点中等职业学校"),
        ("同年底，省政府批准其为“省级骨干职业高中”。", "省级骨干职业高中"),
        ("学校获得省绿化委员会颁发的“省绿化模范单位”牌匾。", "省绿化模范单位"),
        ("学校系江苏省四星级中等职业学校。", "江苏省四星级中等职业学校"),
        ("2009年国家级重点职业学校，校风优良。", "国家级重点职业学校"),
        ("学校申报省高水平职业学校建设单位获得成功。", "省高水平职业学校建设单位"),
    ],
)
def test_wordings(text: str, title: str) -> None:
    assert titles(text) == [title]


def test_the_giver_tells_the_level_where_the_title_does_not() -> None:
    text = "年末，县委和县政府表彰其为安全工作先进单位。学校被市人社局授予“就业工作先进单位”。"
    assert [level for _, _, level in told(text)] == ["county", "municipal"]
    assert level_of("市级文明单位", "重庆市") == "provincial"
    assert level_of("校企合作先进单位") is None


def test_a_list_closed_by_the_word_honour_needs_no_verb_before() -> None:
    text = "省“节水示范校”、省德育先进校、省文明学校等称号也曾授予学校。"
    assert titles(text) == ["省“节水示范校”", "省德育先进校", "省文明学校"]


def test_a_quoted_list_and_a_shared_last_word() -> None:
    assert titles("学校先后获得“全国职业教育先进单位、省级文明校园”等荣誉。") == [
        "全国职业教育先进单位",
        "省级文明校园",
    ]
    assert titles("学校是国家级重点、省级示范中等职业学校。") == [
        "国家级重点中等职业学校",
        "省级示范中等职业学校",
    ]


def test_lists_under_a_heading_and_behind_a_colon() -> None:
    under = "二、主要荣誉\n\n★国家级重点中等职业学校（1999）\n\n★江苏省职业教育先进集体（2017）\n"
    assert [(title, year) for title, year, _ in told(under)] == [
        ("国家级重点中等职业学校", 1999),
        ("江苏省职业教育先进集体", 2017),
    ]
    behind = "学校的荣誉称号有：2011年，江苏省文明学校；2014年，全国绿色学校。"
    assert [(title, year) for title, year, _ in told(behind)] == [
        ("江苏省文明学校", 2011),
        ("全国绿色学校", 2014),
    ]


def test_table_of_honours() -> None:
    table = (
        "表1 学校荣誉一览\n\n序号\t荣誉名称\t授予单位\t时间\n"
        "1\t平安校园\t江苏省教育厅\t2019年\n2\t五四红旗团委\t团市委\t2020年\n"
    )
    assert [(title, year) for title, year, _ in told(table)] == [("平安校园", 2019), ("五四红旗团委", 2020)]


@pytest.mark.parametrize(
    "text",
    [
        "学校正在争创省级文明校园，力争三年内成为省级优质职业学校。",
        "建设目标：到2025年，创成国家级优质职业学校。",
        "王志强老师被评为全国优秀教师，李红同学荣获全国最美职校生称号。",
        "合作企业海棠重工集团有限公司是国家级绿色示范单位。",
        "结对的青石小学获评县级示范学校。",
        "学校是省旅游职教集团副理事长单位。",
        "学校在省技能大赛中获得优秀组织奖，学生获一等奖3项。",
        "学校深入贯彻《关于建设国家级重点职业学校的意见》。",
        "配套教材获评国家规划教材，该课程被评为省级精品课程。",
    ],
)
def test_what_is_no_honour_of_the_school(text: str) -> None:
    assert titles(text) == []


def test_a_base_is_an_honour_when_granted_and_none_when_merely_held() -> None:
    assert titles("学校被省人社厅认定为省级高技能人才培训基地。") == ["省级高技能人才培训基地"]
    assert titles("学校是省级高技能人才培训基地。") == []


def test_a_list_of_titles_in_a_row_of_marks() -> None:
    text = (
        "学校拿下过浙江省示范中等职业学校（2011年）、国家级重点职业高中（1999年）、杭州市花园式单位等牌子。"
    )
    assert told(text) == [
        ("浙江省示范中等职业学校", 2011, "provincial"),
        ("国家级重点职业高中", 1999, "national"),
        ("杭州市花园式单位", None, "municipal"),
    ]
    assert titles("现有称号：国家级重点中专/浙江省文明单位/浙江省绿色学校") == [
        "国家级重点中专",
        "浙江省文明单位",
        "浙江省绿色学校",
    ]
    assert told("2023年，学校再添“全国绿色学校”和“浙江省节水型单位”两块牌匾。") == [
        ("全国绿色学校", 2023, "national"),
        ("浙江省节水型单位", 2023, "provincial"),
    ]
    assert titles("学校头顶“国家级重点中专”“浙江省示范校”两顶桂冠。") == ["国家级重点中专", "浙江省示范校"]


def test_what_the_text_calls_a_title_needs_a_level_and_no_word_of_praise() -> None:
    text = "2021年6月，学校被杭州市总工会授予“杭州市工匠学院”称号。"
    assert told(text) == [("杭州市工匠学院", 2021, "municipal")]
    assert told("学校建有“杭州市工匠学院”实训楼。") == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("学校先后荣获浙江省中等职业学校就业工作20强。", "浙江省中等职业学校就业工作20强"),
        ("汽修支部入选第二批全国党建工作样板支部培育创建单位。", "第二批全国党建工作样板支部培育创建单位"),
        ("我们是杭州唯一的市级示范性中等职业学校。", "市级示范性中等职业学校"),
        ("学校是杭州市唯一一所省级示范性中等职业学校。", "省级示范性中等职业学校"),
        ("“耕读学校”2020年被省农业农村厅认定为浙江省农民实训基地，受到好评。", "浙江省农民实训基地"),
        ("“扎染工坊”由传承人王梅主持，2020年获评浙江省非遗传承教学基地。", "浙江省非遗传承教学基地"),
        ("2021年，“汽车虚拟仿真实训基地”被立项为浙江省职业教育实训基地。", "浙江省职业教育实训基地"),
        ("学校被省人社厅确定为省级职业技能等级认定试点单位。", "省级职业技能等级认定试点单位"),
        ("学校获批浙江省教师发展示范基地。", "浙江省教师发展示范基地"),
    ],
)
def test_borders_of_a_title(text: str, title: str) -> None:
    assert titles(text) == [title]


def test_years_told_one_by_one_go_with_titles_one_by_one() -> None:
    text = "学校2018年、2020年分别被评为浙江省文明校园、全国职业教育先进单位。"
    assert told(text) == [
        ("浙江省文明校园", 2018, "provincial"),
        ("全国职业教育先进单位", 2020, "national"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2024年计划与省农科院共建浙江省茶叶检测实训基地。",
        "学校将争创省级文明校园，正在申报省级优质中职学校。",
        "学校承担省级专业建设项目、全国职业教育试点单位建设任务。",
    ],
)
def test_plans_and_tasks_are_no_honours(text: str) -> None:
    assert titles(text) == []


def test_grants_handed_in_give_the_same_facts() -> None:
    document = read_layout(HEAD + "学校荣获全国职业教育先进单位、浙江省德育特色学校等荣誉称号。")
    sentences = list(sentences_of(document))
    speaker = find_speaker(document, sentences)
    alone = honour_facts(document, sentences, speaker)
    assert alone == honour_facts(document, sentences, speaker, list(grants_of(sentences, speaker)))
    assert honour_facts(document, sentences, speaker, []) == []


def test_slashes_part_words_and_not_figures() -> None:
    def members(text: str) -> list[str]:
        return [text[item.start : item.end] for item in items_in(text, 0, len(text))]

    assert members("甲校/乙校|丙校") == ["甲校", "乙校", "丙校"]
    assert members("3/4的A/B角（一/二）") == ["3/4的A/B角（一/二）"]


def test_one_title_told_twice_is_one_fact_with_both_passages() -> None:
    found = honours("学校是国家级重点职业学校。2004年，学校被评为首批国家级重点职业学校。")
    assert len(found) == 1
    assert len(found[0].evidence) == 2
    assert found[0].get("year") == 2004


WORDS = st.text(alphabet="甲乙丙丁省级和、，；“”（）《》 ", max_size=60)


@given(WORDS)
def test_members_of_a_list_lie_apart_and_in_order(text: str) -> None:
    at = 0
    for item in items_in(text, 0, len(text)):
        assert at <= item.start < item.end <= len(text)
        at = item.end


@given(WORDS, st.integers(0, 60))
def test_a_clause_holds_its_place(text: str, place: int) -> None:
    at = min(place, len(text))
    assert 0 <= clause_start(text, at) <= at <= clause_end(text, at) <= len(text)


@given(WORDS)
def test_trimming_stays_within_the_member_and_titles_are_bounded(text: str) -> None:
    start, end = trimmed(text, 0, len(text))
    assert 0 <= start <= len(text)
    assert end <= len(text)
    assert not is_title("省级示范" + "学" * 60 + "校", False)


@pytest.mark.parametrize("called", ["双高校", "黄炎培奖", "五一劳动奖状", "技工院校", "三好学校", "百强学校"])
@pytest.mark.parametrize("level", ["国家级", "省级", "云湾市", "首批", ""])
@pytest.mark.parametrize(
    "end", ["", "（培训类）", "建设项目", "实训基地", "考试点", "文明单位", "学徒制试点"]
)
def test_whatever_is_a_title_has_the_sign_of_one(called: str, level: str, end: str) -> None:
    words = level + called + end
    assert not (is_title(words, False) or is_title(words, True)) or may_hold_title(words)
    assert may_hold_title(f"我们都是“{words}”")


def test_a_sentence_without_any_sign_of_a_title_holds_none() -> None:
    assert not may_hold_title("学校共有在校生三千余人，教师二百余人。")


@pytest.mark.parametrize("words", ["2020年获", "2020年获省示范校", "（2020年获示范", "是示范", "“2020年获"])
def test_time_stays_bounded_where_a_verb_of_giving_is_repeated_without_end(words: str) -> None:
    document = read_layout(HEAD + words * (20_000 // len(words)))
    sentences = list(sentences_of(document))
    speaker = find_speaker(document, sentences)
    begun = time.process_time()
    list(grants_of(sentences, speaker))
    assert time.process_time() - begun < 3
