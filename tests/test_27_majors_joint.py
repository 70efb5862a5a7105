"""Majors that a school offers and programmes taught with colleges, from sentences, lists and tables."""

from __future__ import annotations

import pytest

from zhijiao.extract.extractor import distinct, extract_facts, same_scope
from zhijiao.extract.facts import Evidence, Fact
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.majors.joint import joint_programmes
from zhijiao.extract.majors.major_facts import major_facts
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.school import Speaker

OWN = "云湾市海棠职业技术学校"
SPEAKER = Speaker(Fact("school", {"name": OWN}), (OWN,), 2022)
PASSAGE = Evidence(0, 1, "甲")


def offered(text: str) -> dict[str, Fact]:
    document = read_layout(text)
    facts = major_facts(document, list(sentences_of(document)))
    for fact in facts:
        for passage in fact.evidence:
            assert passage.quote == document.text[passage.start : passage.end] != ""
    assert len({fact.get("name") for fact in facts}) == len(facts)
    return {fact.get("name"): fact for fact in facts}


def joint(text: str) -> list[tuple[str, str | None, str]]:
    document = read_layout(text)
    facts = joint_programmes(document, list(sentences_of(document)), SPEAKER)
    for fact in facts:
        for passage in fact.evidence:
            assert passage.quote == document.text[passage.start : passage.end]
            assert fact.get("major") in passage.quote.replace("\n", "")
    return [(fact.get("major"), fact.get("institution"), fact.get("scheme")) for fact in facts]


def test_majors_of_sentences_and_lists_come_once_in_order() -> None:
    text = "学校开设护理、会计事务、旅游服务与管理三个专业。护理专业招生最多。"
    facts = offered(text)
    assert list(facts) == ["护理", "会计事务", "旅游服务与管理"]
    assert [passage.quote for passage in facts["护理"].evidence] == ["护理", "护理"]


@pytest.mark.parametrize(
    "text",
    [
        "停招模具制造技术专业，新增护理专业。",
        "学校撤销了模具制造技术、数控技术应用专业，护理专业扩招。",
        "模具制造技术专业已停止招生并撤销，护理专业扩招。",
    ],
)
def test_closed_majors_are_not_offered(text: str) -> None:
    assert set(offered(text)) == {"护理"}


def test_majors_of_a_whole_city_are_not_the_school_s() -> None:
    assert offered("全市开设护理、会计事务专业的学校有八所。") == {}
    assert set(offered("全市只有我校开设护理专业。")) == {"护理"}


def test_a_line_that_names_a_group_gives_it_to_its_majors() -> None:
    facts = offered("加工制造类：机电技术应用、数控技术应用。")
    assert {name: fact.get("group") for name, fact in facts.items()} == {
        "机电技术应用": "加工制造类",
        "数控技术应用": "加工制造类",
    }


def test_forms_of_one_name_are_aliases_of_the_fullest() -> None:
    facts = offered("汽车维修与运用专业招生。学校的汽车运用与维修专业是骨干专业。")
    assert set(facts) == {"汽车运用与维修"}
    assert facts["汽车运用与维修"].get("aliases") == ["汽车维修与运用"]
    assert len(facts["汽车运用与维修"].evidence) == 2


def test_two_catalogue_names_stay_two() -> None:
    assert set(offered("学校开设会计、会计事务、护理专业。")) == {"会计", "会计事务", "护理"}


TABLE = """专业名称\t专业代码\t学制\t专业大类
机电技术应用\t660301\t三年制\t装备制造大类
数控技术应用\t660103\t五年制\t装备制造大类
会计事务、护理\t\t三年制\t财经商贸大类
旅游服务与管理\t\t三年制\t
合计\t\t\t
"""


def test_tables_give_code_level_and_group() -> None:
    facts = offered(TABLE)
    assert list(facts) == ["机电技术应用", "数控技术应用", "会计事务", "护理", "旅游服务与管理"]
    assert facts["机电技术应用"].get("code") == "660301"
    assert facts["机电技术应用"].get("level") == ["三年制"]
    assert facts["数控技术应用"].get("level") == ["五年制"]
    assert facts["会计事务"].get("code") is None
    assert facts["护理"].get("group") == facts["旅游服务与管理"].get("group") == "财经商贸大类"


def test_a_code_in_brackets_behind_the_name_is_its_code() -> None:
    facts = offered("序号\t专业名称\t人数\n1\t护理（720201）\t60\n2\t会计事务（730301）\t45\n")
    assert {name: fact.get("code") for name, fact in facts.items()} == {
        "护理": "720201",
        "会计事务": "730301",
    }


def test_a_column_of_catalogue_names_needs_no_header_for_them() -> None:
    facts = offered("名称\t人数\n机电技术应用\t60\n护理\t45\n会计事务\t30\n")
    assert set(facts) == {"机电技术应用", "护理", "会计事务"}


def test_a_table_of_other_things_has_no_majors() -> None:
    assert offered("序号\t设备\t数量\n1\t数控机床\t60\n2\t投影仪\t45\n3\t电脑\t30\n") == {}


@pytest.mark.parametrize(
    ("text", "programmes"),
    [
        (
            "学校与青川职业技术学院联办学前教育专业“3+2”班。",
            [("学前教育", "青川职业技术学院", "“3+2”")],
        ),
        (
            "会计事务、护理专业与青川职业技术学院开展中高职贯通培养。",
            [
                ("会计事务", "青川职业技术学院", "中高职贯通培养"),
                ("护理", "青川职业技术学院", "中高职贯通培养"),
            ],
        ),
        (
            "学前教育专业与青川职业技术学院实行“3+2”分段培养；护理专业与松屏医药高等专科学校实行五年一贯制。",
            [
                ("学前教育", "青川职业技术学院", "“3+2”分段培养"),
                ("护理", "松屏医药高等专科学校", "五年一贯制"),
            ],
        ),
        ("护理专业招收五年一贯制学生。", [("护理", None, "五年一贯制")]),
    ],
)
def test_programmes_have_major_college_and_scheme(
    text: str, programmes: list[tuple[str, str | None, str]]
) -> None:
    assert joint(text) == programmes


def test_former_and_latter_are_the_colleges_of_the_sentence_before() -> None:
    text = (
        "学校与青川职业技术学院、松屏医药高等专科学校合作办学。"
        "学前教育专业由前者以“3+2”分段招收学生；护理专业由后者以五年一贯制招收学生。"
    )
    assert joint(text) == [
        ("学前教育", "青川职业技术学院", "“3+2”分段"),
        ("护理", "松屏医药高等专科学校", "五年一贯制"),
    ]


def test_a_part_of_a_college_stands_for_the_college() -> None:
    text = "护理专业与青川职业技术学院医药护理学院联办“3+2”班。"
    assert [institution for _, institution, _ in joint(text)] == ["青川职业技术学院"]


@pytest.mark.parametrize(
    "text",
    [
        "学校探索中高职贯通的课程体系，护理专业先行。",
        "护理专业实行五天工作制。",
        "学校招收“3+2”学生。",
        f"{OWN}护理专业开展中高职衔接政策学习。",
    ],
)
def test_talk_of_schemes_is_no_programme(text: str) -> None:
    assert joint(text) == []


def test_tables_give_programmes_and_carry_a_college_down() -> None:
    text = (
        "专业名称\t合作院校\t培养模式\n机电技术应用\t青川职业技术学院\t3+2分段\n"
        "会计事务\t\t3+2分段\n护理\t松屏医药高等专科学校\t五年一贯制\n"
    )
    assert joint(text) == [
        ("机电技术应用", "青川职业技术学院", "3+2分段"),
        ("会计事务", "青川职业技术学院", "3+2分段"),
        ("护理", "松屏医药高等专科学校", "五年一贯制"),
    ]


def test_a_table_of_partners_without_a_scheme_is_none_of_programmes() -> None:
    assert joint("专业名称\t合作单位\n护理\t云湾市第一人民医院\n会计事务\t腾岳财务有限公司\n") == []


def test_equal_facts_become_one_with_all_passages() -> None:
    values = {"indicator": "enrolled_students", "value": 1.2, "unit": "万人", "year": 2022, "scope": "school"}
    again = {**values, "value": 12000, "unit": "人"}
    other = {**values, "year": 2021}
    passages = [Evidence(at, at + 1, "甲") for at in range(3)]
    facts = [
        Fact("indicator", one, (passage,), 0.8)
        for one, passage in zip((values, again, other), passages, strict=True)
    ]
    first, second = distinct(facts)
    assert first.values == values and second.values == other
    assert first.evidence == tuple(passages[:2]) and second.evidence == (passages[2],)
    assert first.confidence == 0.96


def test_figures_of_a_major_are_under_its_full_name() -> None:
    major = Fact("major", {"name": "汽车运用与维修", "aliases": ["汽修", "护理"]}, (PASSAGE,))
    scopes = ["major:汽修", "major:护理", "school"]
    figures = [Fact("indicator", {"indicator": "graduates", "scope": scope}, (PASSAGE,)) for scope in scopes]
    found = [figure.get("scope") for figure in same_scope(figures, [major])]
    assert found == ["major:汽车运用与维修", "major:护理", "school"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("学校开设护理、助产、药剂、中医康复技术等。", ["护理", "助产", "药剂", "中医康复技术"]),
        ("设有护理（三年制）、助产（三年制）、药剂（五年制）3个专业。", ["护理", "助产", "药剂"]),
        ("专业设置：1.护理2.助产3.药剂。", ["护理", "助产", "药剂"]),
        ("现有班级：护理4个班、助产2个班。", ["护理", "助产"]),
        ("护理为省级示范专业，幼儿保育是市级特色专业。", ["护理", "幼儿保育"]),
        (
            "现有专业：护理、助产；数控技术应用、机电技术应用。",
            ["护理", "助产", "数控技术应用", "机电技术应用"],
        ),
        ("加工制造类（数控技术应用、机电技术应用）招生最多。", ["数控技术应用", "机电技术应用"]),
        ("“护理”“助产”两个专业获批省级品牌专业。", ["护理", "助产"]),
        ("答：护理、助产、药剂。", ["护理", "助产", "药剂"]),
        ("护理｜三年｜120人", ["护理"]),
        ("海棠医院/护理/临床见习", ["护理"]),
        ("我校木偶制作、绒花绘制2个民族特色专业人气很高。", ["木偶制作", "绒花绘制"]),
        ("2020年新增工业互联网应用专业。", ["工业互联网应用"]),
    ],
)
def test_layouts_in_which_majors_are_listed(text: str, names: list[str]) -> None:
    assert list(offered(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "学生可在护理、物流、电子商务等行业就业，专业对口率高。",
        "对学员分钳工、电工、电焊工三个工种进行培训。",
        "叉车驾驶（短训）、汽车驾驶（短训）两个专业方向开班。",
        "企业每年接收机电、汽修类专业学生顶岗实习。",
        "组建智能制造、轨道交通、现代商贸三个专业群。",
        "模具制造技术专业因生源枯竭，已于2020年撤销。",
    ],
)
def test_trades_courses_groups_and_closed_majors_are_none(text: str) -> None:
    assert offered(text) == {}


def test_a_list_of_places_behind_the_majors_holds_no_majors() -> None:
    text = "护理、助产2个专业的学生在云湾市人民医院、松屏市妇幼保健院、松屏县中医院实习。"
    assert list(offered(text)) == ["护理", "助产"]


def test_codes_in_brackets_are_no_part_of_the_name() -> None:
    facts = offered("现有计算机网络技术（710202）、护理（720201）2个骨干专业。")
    assert {name: fact.get("code") for name, fact in facts.items()} == {
        "计算机网络技术": "710202",
        "护理": "720201",
    }


def test_a_short_form_is_an_alias_of_the_major_that_begins_with_it() -> None:
    facts = offered("开设机电技术应用、护理专业。机电专业尤其突出。")
    assert facts["机电技术应用"].get("aliases") == ["机电"]


def test_joint_programmes_in_the_fields_of_a_line() -> None:
    text = "衔接情况如下：\n①计算机网络技术——松屏职业技术学院——“3+2”；\n②护理——海棠医学高等专科学校——“3+2”。"
    assert [(major, college) for major, college, _ in joint(text)] == [
        ("计算机网络技术", "松屏职业技术学院"),
        ("护理", "海棠医学高等专科学校"),
    ]


def test_the_schools_own_name_of_a_catalogued_major_is_another_form_of_it() -> None:
    text = (
        "青湾市职业技术学校质量年度报告（2021）\n\n专业名称\t班级数\n计算机数字影像技术\t4\n电子商务\t3\n\n"
        "今年数字影像技术专业招生八十人，电子商务专业招生六十人。\n"
    )
    majors = [fact for fact in extract_facts(read_layout(text)) if fact.kind == "major"]
    names = {fact.get("name"): fact.get("aliases", []) for fact in majors}
    assert names == {"计算机数字影像技术": ["数字影像技术"], "电子商务": []}


def test_two_catalogued_majors_of_one_subject_stay_two() -> None:
    text = (
        "青湾市职业技术学校开设数控技术应用、电子商务等专业。\n"
        "与青湾职业学院合办数控技术专业三二连读大专班。\n"
    )
    names = {fact.get("name") for fact in extract_facts(read_layout(text)) if fact.kind == "major"}
    assert {"数控技术应用", "数控技术"} <= names


def test_each_of_several_colleges_gets_its_programme() -> None:
    both = joint("护理专业与洛阳职业技术学院、济源职业技术学院联办“3+2”高职。")
    assert {(major, college) for major, college, _ in both} == {
        ("护理", "洛阳职业技术学院"),
        ("护理", "济源职业技术学院"),
    }
    each = joint("与焦作师范高等专科学校、济源职业技术学院分别在幼儿保育、旅游服务与管理专业上“3+2”对接。")
    assert {(major, college) for major, college, _ in each} == {
        ("幼儿保育", "焦作师范高等专科学校"),
        ("旅游服务与管理", "济源职业技术学院"),
    }


def test_a_scheme_before_a_colon_is_said_of_all_behind_it() -> None:
    text = (
        "中高职贯通培养：烹饪工艺与营养，合作高职为青岭职业大学；现代林业技术，合作高职为济源职业技术学院。"
    )
    assert joint(text) == [
        ("烹饪工艺与营养", "青岭职业大学", "中高职贯通培养"),
        ("现代林业技术", "济源职业技术学院", "中高职贯通培养"),
    ]


@pytest.mark.parametrize(
    "behind",
    ["高职阶段由洛阳职业技术学院承担。", "这个班是洛阳职业技术学院和云湾市海棠职业技术学校联办的。"],
)
def test_the_college_may_be_told_in_the_next_sentence(behind: str) -> None:
    text = f"首届中高职贯通班设在数控技术应用专业。{behind}"
    assert [one[:2] for one in joint(text)] == [("数控技术应用", "洛阳职业技术学院")]


def test_a_visitor_in_the_next_sentence_is_no_college_of_the_programme() -> None:
    text = "首届中高职贯通班设在数控技术应用专业，今年招生。洛阳职业技术学院院长到校参观。"
    assert [one[1] for one in joint(text)] == [None]


def test_a_table_with_groups_and_codes_tells_major_and_college() -> None:
    text = (
        "表2 专业一览\n专业群\t专业名称（代码）\t培养层次\t合作院校\n"
        "制造\t模具制造技术（660108）\t中高职一体化\t洛阳职业技术学院\n"
        "制造\t数控技术应用（660103）\t中本一体化\t白塔师范大学\n"
    )
    assert joint(text) == [
        ("模具制造技术", "洛阳职业技术学院", "中高职一体化"),
        ("数控技术应用", "白塔师范大学", "中本一体化"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("学校新设“园林绿化”“冷链物流技术与管理”。", "冷链物流技术与管理"),
        ("藏餐烹饪、唐卡绘制两专业开班。", "藏餐烹饪"),
        ("民族工艺品制作（黎锦）获批省首批优质专业。", "民族工艺品制作"),
        ("面向园林技术、植物保护、花艺设计三个专业，花艺设计与青岭大学贯通。", "花艺设计"),
    ],
)
def test_majors_are_told_in_many_ways(text: str, name: str) -> None:
    assert name in offered(text)
