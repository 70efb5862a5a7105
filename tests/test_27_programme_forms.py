"""Programmes without the usual verbs: quoted subjects, verbs behind, funds, brands, what is carried out."""

from __future__ import annotations

import pytest

from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.facts import Fact
from zhijiao.extract.reading.layout import read_layout

HEAD = "云湾市海棠职业技术学校2022年度质量报告\n\n云湾市海棠职业技术学校是一所公办学校。\n\n"


def programmes(text: str) -> list[Fact]:
    return [fact for fact in extract_facts(read_layout(HEAD + text)) if fact.kind == "programme"]


def named(text: str) -> list[tuple[str, str]]:
    return [(fact.get("kind"), fact.get("name")) for fact in programmes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("双创教育有“海棠花开”产教融合孵化基地托底。", ("training_base", "“海棠花开”产教融合孵化基地")),
        ("全省首创的深潜作业实训中心也有了。", ("training_base", "深潜作业实训中心")),
        (
            "云湾市渔业公共实训基地在该校挂牌以后，渔工头一回开训。",
            ("training_base", "云湾市渔业公共实训基地"),
        ),
        ("交接就在校内海缆实训基地的车间里。", ("training_base", "海缆实训基地")),
        ("启航拓展训练基地等6大校内实训基地都在用。", ("training_base", "启航拓展训练基地")),
        (
            "附属单位三家：附属医院、附属幼儿园、渔村振兴人才培训中心。",
            ("training_base", "渔村振兴人才培训中心"),
        ),
        ("“海棠工匠计划”已培养学生320人。", ("initiative", "海棠工匠计划")),
        ("——“扬帆工程”铸魂。", ("initiative", "扬帆工程")),
        ("党建品牌就叫“灯塔红”。", ("initiative", "灯塔红")),
        ("2017年腾达酒店设“万家灯火”助学金，资助学生。", ("initiative", "“万家灯火”助学金")),
        ("“新舵手”人才培养项目在学校启动。", ("initiative", "“新舵手”人才培养项目")),
        ("用“三自管理”串起“修身立业逐浪前行”系列活动。", ("initiative", "“修身立业逐浪前行”系列活动")),
        ("江苏省首批海岛“9+3”免费教育计划由我校实施。", ("initiative", "江苏省首批海岛“9+3”免费教育计划")),
        (
            "这也是国家骨干院校重点专业群建设里的一步棋。",
            ("construction_project", "国家骨干院校重点专业群建设"),
        ),
        (
            "2020年入选江苏省高水平中职学校建设计划。",
            ("construction_project", "江苏省高水平中职学校建设计划"),
        ),
        ("推“全员学徒制”：凡毕业生，提前下企业。", ("apprenticeship_pilot", "全员学徒制")),
        ("市级现代学徒制项目要在这里落地。", ("apprenticeship_pilot", "市级现代学徒制项目")),
        ("腾达产业学院挂牌，深潜工程师班同日开班。", ("order_class", "深潜工程师班")),
        ("“2017级渔鼓戏班”的毕业典礼在学校举行。", ("order_class", "2017级渔鼓戏班")),
        ("建成李海涛焊接大师工作室等3个市级大师工作室。", ("studio", "李海涛焊接大师工作室")),
        (
            "国家创新发展行动计划骨干专业7个、省级特色专业13个。",
            ("construction_project", "国家创新发展行动计划骨干专业"),
        ),
    ],
)
def test_forms(text: str, expected: tuple[str, str]) -> None:
    assert expected in named(text)


def test_a_title_in_brackets_behind_a_major_is_tied_to_it() -> None:
    (fact,) = programmes("专业：14个，如焊接技术应用（省级示范专业）、幼儿保育、护理。")
    assert (fact.get("name"), fact.get("majors")) == ("省级示范专业", ["焊接技术应用"])


def test_the_majors_in_brackets_behind_a_project_are_no_part_of_its_name() -> None:
    (fact,) = programmes("学校入选江苏省中等职业学校品牌专业建设项目（护理）。")
    assert (fact.get("name"), fact.get("majors")) == ("江苏省中等职业学校品牌专业建设项目", ["护理"])


def test_places_of_practice_in_a_table_beside_firms() -> None:
    text = (
        "专业与企业对照表\n\n类别\t核心专业\t合作企业\t实训场所\n"
        "制造\t数控技术应用\t云湾腾达电子有限公司\t深潜装备实训中心\n服务\t电子商务\t云湾喜来酒店\t实训室\n"
    )
    assert [(fact.get("name"), fact.get("partner")) for fact in programmes(text)] == [
        ("深潜装备实训中心", "云湾腾达电子有限公司")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "一行人参观了“云山茶韵”产教融合基地。",
        "学校现有数控实训基地、汽修实训基地、电商实训基地等8个校内实训基地。",
        "“粤菜师傅”“广东技工”“南粤家政”三项工程，区里一项都不会松劲。",
        "2022年世界技能大赛“抹灰与隔墙系统”项目，学生鏖战4天。",
        "学校组织“学雷锋”系列活动，开展“3+4”项目。",
        "1+X证书试点（老年照护）参考211人，通过187人。",
        "学校设立“腾达奖学金”。",
        "葡萄产业学院、水产研究院，客人一处处看过去。",
        "现代学徒制有哪些项目，学校打算明年谈。",
    ],
)
def test_what_is_none(text: str) -> None:
    assert named(text) == []
