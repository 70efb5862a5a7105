"""Programmes as pages of many schools word them: lists, tables, signed plans, things housed in the school."""

from __future__ import annotations

import pytest

from zhijiao.extract.facts import Fact
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.programmes.programmes import programme_facts
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.school import find_speaker

HEAD = "云湾市海棠职业技术学校2022年度质量报告\n\n云湾市海棠职业技术学校是一所公办学校。\n\n"


def programmes(text: str) -> list[Fact]:
    document = read_layout(HEAD + text)
    sentences = list(sentences_of(document))
    return programme_facts(document, sentences, find_speaker(document, sentences), {})


def named(text: str) -> list[tuple[str, str]]:
    return [(fact.get("kind"), fact.get("name")) for fact in programmes(text)]


def test_colleges_behind_arrows_and_before_colons() -> None:
    text = (
        "机电系+云湾启明科技有限公司→启明智造产业学院\n\n"
        "绿野园艺产业学院：云湾绿野园林有限公司、云湾市园林协会；\n"
    )
    assert [(fact.get("name"), fact.get("partner")) for fact in programmes(text)] == [
        ("启明智造产业学院", "云湾启明科技有限公司"),
        ("绿野园艺产业学院", "云湾绿野园林有限公司"),
    ]


def test_a_signed_plan_counts_and_one_that_is_only_talked_of_does_not() -> None:
    (fact,) = programmes("学校同腾达科技有限公司签下框架协议，拟共建智能网联产业学院。")
    assert (fact.get("name"), fact.get("partner")) == ("智能网联产业学院", "腾达科技有限公司")
    assert named("学校拟与腾达科技有限公司共建“腾达智造学院”，目前正在洽谈。") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市总工会在学校挂出“云湾工匠学校”的牌子。", ("industry_college", "云湾工匠学校")),
        ("9月1日，学校为花博园艺学院揭牌。", ("industry_college", "花博园艺学院")),
        ("学校与泰国大城技术学院合办泰国鲁班工坊。", ("industry_college", "泰国鲁班工坊")),
        (
            "云湾银鹰机械有限公司与学校合办的新型学徒制高级工班开班。",
            ("apprenticeship_pilot", "新型学徒制高级工班"),
        ),
        ("学校内设“腾达共享厨房”，企业出资兴建。", ("training_base", "腾达共享厨房")),
        ("“海棠小院”开到居民楼下。", ("training_base", "海棠小院")),
        ("校内还有市级的园林技术开放实训中心。", ("training_base", "园林技术开放实训中心")),
        ("全省唯一的水上交通船员培训考试点设于本校。", ("training_base", "水上交通船员培训考试点")),
        ("江苏省首批农民免费教育计划也落在我校。", ("initiative", "江苏省首批农民免费教育计划")),
        ("“青禾导航”计划选派新教师37人下企业。", ("initiative", "“青禾导航”计划")),
        ("学校首创“学练考用”四位一体护理教学模式。", ("initiative", "“学练考用”四位一体护理教学模式")),
        ("学院十年里琢磨出一套“定师双岗”。", ("initiative", "定师双岗")),
        ("全校推进选择性课程改革试点。", ("initiative", "选择性课程改革试点")),
        ("学校开办“海棠表嫂”家政技能班。", ("initiative", "“海棠表嫂”家政技能班")),
        ("学校承担教育部“高职护理专业课程思政研究”课题。", ("research_project", "高职护理专业课程思政研究")),
        ("会计专业2020年被评为市级品牌专业。", ("construction_project", "市级品牌专业")),
        (
            "民族乐器工艺（马头琴）获批江苏省首批中职优质专业。",
            ("construction_project", "江苏省首批中职优质专业"),
        ),
    ],
)
def test_wordings(text: str, expected: tuple[str, str]) -> None:
    assert named(text) == [expected]


def test_projects_listed_behind_the_word_need_no_word_of_study() -> None:
    text = "2022年立项课题3项：《航海类证书标准》（李平）、《内河船员英语素养》、《智慧港口讲义》（赵六）。"
    assert [(fact.get("name"), fact.get("year")) for fact in programmes(text)] == [
        ("航海类证书标准", 2022),
        ("内河船员英语素养", 2022),
        ("智慧港口讲义", 2022),
    ]
    assert named("论文《产教融合路径研究》获奖，课题组成员发表了《双高背景下的课程》。") == []


def test_a_class_and_its_short_form_are_one() -> None:
    text = "云湾腾达公交有限公司与学校合办“云湾腾达班”。公司冠名的“腾达班”已办十年。"
    (fact,) = programmes(text)
    assert (fact.get("name"), fact.get("aliases")) == ("云湾腾达班", ["腾达班"])


def test_a_major_may_hold_a_bare_base() -> None:
    assert named("数控列入国家级紧缺人才培养培训基地，烹饪为省级实训基地。") == [
        ("training_base", "国家级紧缺人才培养培训基地"),
        ("training_base", "省级实训基地"),
    ]


def test_tables_of_certificates_and_of_what_is_done_with_firms() -> None:
    certificates = (
        "表3 1+X证书试点情况\n\n证书名称\t等级\t报考人数\t通过人数\t对应专业\n"
        "老年照护\t初级\t50\t44\t护理\n网店运营推广\t中级\t30\t28\t电子商务\n"
    )
    assert [
        (fact.get("kind"), fact.get("name"), fact.get("majors")) for fact in programmes(certificates)
    ] == [
        ("certificate_pilot", "老年照护", ["护理"]),
        ("certificate_pilot", "网店运营推广", ["电子商务"]),
    ]
    firms = (
        "表4 校企合作一览\n\n合作企业\t合作内容\t面向专业\t起始时间\n"
        "云湾腾达电子有限公司\t“腾达班”、岗位实习\t电子技术应用\t2019\n"
        "云湾喜来酒店\t校内设“喜来西点工作间”\t中餐烹饪\t2021\n"
    )
    assert [(fact.get("name"), fact.get("partner"), fact.get("year")) for fact in programmes(firms)] == [
        ("腾达班", "云湾腾达电子有限公司", 2019),
        ("喜来西点工作间", "云湾喜来酒店", 2021),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "三家要搭一个“一学院、两联盟、三基地”的联合体，企业与学校合建“一厂三基地”。",
        "会上签约的四个产业学院各有特色。",
        "学生来自“数控1班”“会计2班”“幼师3班”。",
        "学校组织学生去工业园区“博世学徒班”参观。",
        "毕业生代表出战全国职业技能大赛汽车喷漆项目，获批为选手。",
        "学校制定的《民宿管家》为江苏省职业教育教学改革研究项目。",
        "学校承担江苏省对口援疆项目，获批教学仪器采购项目。",
        "学校总结出“以赛促学”和“校企双元”育人模式。",
        "公司的“春笋计划”已培养青年员工300人。",
        "食堂设在校内，图书馆建在校区中央。",
        "学校获评“管理四星级学校”，挂了牌子。",
    ],
)
def test_what_is_none(text: str) -> None:
    assert [one for one in named(text) if one[0] != "research_project"] == []
