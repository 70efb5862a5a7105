"""Honours told the other way round: behind labels, before the verb, in cards, by lists of holders."""

from __future__ import annotations

import pytest

from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.reading.layout import read_layout

HEAD = "云湾市海棠职业技术学校2022年度质量报告\n\n云湾市海棠职业技术学校是一所公办学校。\n\n"
Told = tuple[str, int | None, str | None]


def told(text: str) -> list[Told]:
    found = extract_facts(read_layout(HEAD + text))
    return [
        (fact.get("title"), fact.get("year"), fact.get("level")) for fact in found if fact.kind == "honour"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办学等级：国家级重点职业高中（综合性）", ("国家级重点职业高中", None, "national")),
        ("隶属：市教育局 地位：全省唯一的国家级重点水产学校", ("国家级重点水产学校", None, "national")),
        (
            "校企申报的“船体焊接”生产性实训基地，2020年获省教育厅认定。",
            ("“船体焊接”生产性实训基地", 2020, "provincial"),
        ),
        ("省政府授“全省技能教育先进集体”。", ("全省技能教育先进集体", None, "provincial")),
        ("2008年被确立为江苏省示范性职业学校。", ("江苏省示范性职业学校", 2008, "provincial")),
        ("2019年学校通过省级文明校园复查。", ("省级文明校园", 2019, "provincial")),
        (
            "2016年通过江苏省职业学校焊接实训基地验收（船舶方向）。",
            ("江苏省职业学校焊接实训基地", 2016, "provincial"),
        ),
        ("首批国家职教改革示范校的名单里有它。", ("首批国家职教改革示范校", None, "national")),
        ("首批“匠心学院”有三家，即我校、云山职校和青禾技校。", ("首批“匠心学院”", None, None)),
        ("学校是“双高校”。", ("双高校", None, None)),
        ("“省德育先进单位”的奖牌，学校年年有。", ("省德育先进单位", None, "provincial")),
        ("腾达重工授予学校“优质生源基地”称号。", ("优质生源基地", None, None)),
        ("云湾市大港集团下属，国家级重点技工学校。", ("国家级重点技工学校", None, "national")),
        ("〖荣誉〗\n1991 A等学校（农业部）\n〖现状〗教职工131人。", ("A等学校", 1991, "national")),
    ],
)
def test_forms_of_one_title(text: str, expected: Told) -> None:
    (found,) = told(text)
    assert (found[0].strip("“”"), *found[1:]) == (expected[0].strip("“”"), *expected[1:])


def test_a_list_closed_by_other_words_for_honours() -> None:
    assert [title for title, _, _ in told("又有“毕业生推荐学校”“云湾市百姓信赖品牌”等名头。")] == [
        "毕业生推荐学校",
        "云湾市百姓信赖品牌",
    ]


def test_a_heading_of_plates_and_the_plates_below() -> None:
    text = "二、近年拿到的牌子（均为省级）。\n1.省级产教融合基地（渔业）\n2.省级首批德育示范学校\n"
    assert [title for title, _, _ in told(text)] == ["省级产教融合基地（渔业）", "省级首批德育示范学校"]


def test_bases_whose_plates_merely_hang_at_the_door_are_no_honours() -> None:
    assert told("门口近日多了几块牌子：江苏省渔业科普基地、江苏省航海教育基地。") == []
    assert told("江苏省渔业科普基地、江苏省航海教育基地先后落户学校。") == []


def test_a_card_and_a_chronicle_in_a_table() -> None:
    card = (
        "学校概况\n\n项目 | 内容\n建校 | 1962年\n身份 | 国家高技能人才培训基地、江苏省示范性职业学校\n"
        "近事 | 2018年入选江苏省文明校园\n教师 | 省级优秀教学团队先进集体\n在校生 | 3000人\n"
    )
    assert told(card) == [
        ("江苏省示范性职业学校", None, "provincial"),
        ("江苏省文明校园", 2018, "provincial"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "学校2001年2月加挂“云湾五一技能培训学院”。",
        "学校获评优秀组织单位。",
        "2021年底，学校入选第二批国家级农村职业教育示范县创建单位。",
        "腾达重工授予学校“人才培养基地”称号。",
        "云山职校、青禾技校等四家是首批“匠心学院”。",
        "定位：培养船舶人才的重点学校。",
    ],
)
def test_names_results_and_what_others_are(text: str) -> None:
    assert told(text) == []
