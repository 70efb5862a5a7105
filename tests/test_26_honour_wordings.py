"""Honours as pages of many schools word them: announced, in rows, in chronicles; and what is none."""

from __future__ import annotations

import pytest

from zhijiao.extract.honours.honours import honour_facts
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.school import find_speaker

HEAD = "云湾市海棠职业技术学校2022年度质量报告\n\n云湾市海棠职业技术学校是一所公办学校。\n\n"
Told = tuple[str, int | None, str | None]


def told(text: str) -> list[Told]:
    document = read_layout(HEAD + text)
    sentences = list(sentences_of(document))
    found = honour_facts(document, sentences, find_speaker(document, sentences))
    return [(fact.get("title"), fact.get("year"), fact.get("level")) for fact in found]


def titles(text: str) -> list[str]:
    return [title for title, _, _ in told(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "墙上挂的铜牌有十来块：国家级重点职业高中、省德育先进集体、市依法治校示范校。",
            ["国家级重点职业高中", "省德育先进集体", "市依法治校示范校"],
        ),
        (
            "【荣誉】江苏省首批优质中职校立项建设单位；江苏省招生工作先进单位；江苏省平安校园。",
            ["江苏省首批优质中职校立项建设单位", "江苏省招生工作先进单位", "江苏省平安校园"],
        ),
        (
            "拿的名头不少——“全国青年文明号”（2005）、“省模范职工之家”（2014）等。",
            ["全国青年文明号", "省模范职工之家"],
        ),
        (
            "市属公办；国家级重点中专、全国职业教育先进单位、省级节水型单位三块牌子都有。",
            ["国家级重点中专", "全国职业教育先进单位", "省级节水型单位"],
        ),
        (
            "2013年建成新校区，国家级重点中专、省级文明单位，校风优良。",
            ["国家级重点中专", "省级文明单位"],
        ),
        ("云湾市海棠职业技术学校|国家级重点中专|隶属云湾市教育局", ["国家级重点中专"]),
        (
            "1996年起委托海州大学代管，江苏省百所重点建设中等职业学校之一。",
            ["江苏省百所重点建设中等职业学校"],
        ),
        (
            "云湾市海棠职业技术学校（省文明单位、全国绿化模范单位）坐落在城南。",
            ["省文明单位", "全国绿化模范单位"],
        ),
    ],
)
def test_announced_closed_and_in_a_row(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


def test_a_chronicle_whose_years_have_no_word_for_year() -> None:
    lines = "1998　江苏省重点技工学校\n2003　国家高级技工学校\n2016　入列全国技工教育系统先进单位\n"
    assert told(lines) == [
        ("江苏省重点技工学校", 1998, "provincial"),
        ("国家高级技工学校", 2003, "national"),
        ("全国技工教育系统先进单位", 2016, "national"),
    ]
    assert told("近三年荣誉：2020 省级文明单位 2021 全国急救教育试点学校 2022 省节水型高校") == [
        ("省级文明单位", 2020, "provincial"),
        ("全国急救教育试点学校", 2021, "national"),
        ("省节水型高校", 2022, "provincial"),
    ]
    assert told("2006年 江苏省技工学校最具竞争力20强（第三名）") == [
        ("江苏省技工学校最具竞争力20强", 2006, "provincial")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "教育部公布第三批全国党建工作样板支部名单，学校机电支部榜上有名。",
            ("第三批全国党建工作样板支部", None, "national"),
        ),
        (
            "教育部等九部门日前公布2020年国防教育特色学校名单，我校入选。",
            ("国防教育特色学校", 2020, "national"),
        ),
        (
            "学校再获省级殊荣——江苏省职业教育教师教学创新团队建设学校。",
            ("江苏省职业教育教师教学创新团队建设学校", None, "provincial"),
        ),
        (
            "全省职教大会上，学校作为“江苏省职业教育先进单位”上台领奖。",
            ("江苏省职业教育先进单位", None, "provincial"),
        ),
        ("学校2004年被教育部确认为国家级重点，2006年迁址。", ("国家级重点", 2004, "national")),
        (
            "1997年又把它列为示范性普通高等工程专科重点建设学校。",
            ("示范性普通高等工程专科重点建设学校", 1997, None),
        ),
        (
            "今年又挂上“江苏省华侨国际文化交流基地”的牌子。",
            ("江苏省华侨国际文化交流基地", 2022, "provincial"),
        ),
        (
            "会前，市人社局为学校颁授“职业技能提升定点培训机构”铜牌。",
            ("职业技能提升定点培训机构", None, "municipal"),
        ),
        ("学校图书馆获评省中职学校“最美书屋”。", ("省中职学校“最美书屋”", None, "provincial")),
        ("学校另捧得黄炎培职业教育奖。", ("黄炎培职业教育奖", None, None)),
        (
            "“我们是海州区唯一的省级示范性中等职业学校，民办性质。”",
            ("省级示范性中等职业学校", None, "provincial"),
        ),
    ],
)
def test_further_verbs_and_lists_of_those_chosen(text: str, expected: Told) -> None:
    assert told(text) == [expected]


def test_years_in_brackets_before_the_verb_and_years_of_founding() -> None:
    text = "学校两次（2015、2019年）被命名为江苏省非物质文化遗产传习基地。"
    assert [year for _, year, _ in told(text)] == [2015, 2019]
    assert told("前身为1958年的海州农校，现为省高水平职业学校培育单位。") == [
        ("省高水平职业学校培育单位", None, "provincial")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "学校与国家级示范校青石中专结对，对方是全国职业教育先进单位、省级文明单位。",
        "云湾市是国家历史文化名城、全国文明城市、省级职业教育改革试验区。",
        "附近的云岭社区，是全国综合减灾示范社区、省级文明单位。",
        "学校捧回大赛“突出贡献单位”奖牌。",
        "学校要求创建省级文明校园、省级平安校园、省级绿色学校。",
        "根据《关于公布国家级重点中等职业学校名单的通知》，全省共有12所学校入选。",
        "来自全国示范校、省级重点校的50名校长走进学校。",
        "校长王梅是省人大代表、全国先进工作者、省级劳动模范。",
        "合作企业腾岳集团（国家级绿色工厂、省级智能制造示范单位）捐赠设备。",
        "入选江苏省第二批中职现代学徒制试点。",
        "数控列入国家级紧缺人才培养培训基地，烹饪为省级实训基地。",
        "护理、会计专业入选省级优质专业。",
    ],
)
def test_titles_of_others_results_plans_and_what_majors_have(text: str) -> None:
    assert titles(text) == []
