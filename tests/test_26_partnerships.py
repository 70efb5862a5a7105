"""Partnerships: with whom the school works, how and since when, in clauses, lists and tables; who is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.facts import Fact
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.partners.modes import joined_modes, modes_of
from zhijiao.extract.partners.partner_checks import is_outside_school
from zhijiao.extract.partners.partnerships import partnerships
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.school import Speaker
from zhijiao.tests.making.partners import FIRM, NEWS, REPORT, found, one


@pytest.mark.parametrize(
    "text",
    [
        f"学校与{FIRM}签订合作协议。",
        f"{FIRM}与我校签订订单培养协议。",
        f"引进{FIRM}，在校内建立生产性实训车间。",
        f"合作企业有{FIRM}。",
        f"签了协议的有一家：{FIRM}。",
        f"实习基地：{FIRM}。",
        f"{FIRM}在我校设立奖学金。",
        f"{FIRM}接收我校学生顶岗实习。",
        f"学校承担了{FIRM}的员工培训任务。",
        f"选派学生到{FIRM}顶岗实习。",
        f"学校为{FIRM}开展技能等级认定，送教上门。",
        f"学校联合{FIRM}、松屏数控装备有限公司等12家企业共建实训基地。",
        f"{FIRM}“引企入校”后，设备更新很快。",
        f"{FIRM}向学校捐赠数控机床10台。",
    ],
)
def test_each_way_to_say_that_the_school_works_with_somebody(text: str) -> None:
    fact = found(text)[FIRM]
    assert fact.get("partner_kind") == "enterprise"
    assert FIRM in fact.evidence[0].quote


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        (f"学校与{FIRM}签订合作协议。", ["cooperation"]),
        (f"学校与{FIRM}合作，开设订单班。", ["order_class"]),
        (f"学校与{FIRM}合作，实施现代学徒制。", ["apprenticeship"]),
        (f"学校与{FIRM}共建实训基地。", ["training_base"]),
        (f"学校与{FIRM}共建产业学院。", ["industry_college"]),
        (f"学校与{FIRM}合作，由其设立助学金。", ["scholarship"]),
        (f"学校与{FIRM}合作开展技术攻关和成果转化。", ["technical_service"]),
        (f"学校与{FIRM}签订战略合作协议。", ["strategic"]),
        (f"学校与{FIRM}党支部联学共建。", ["party_building"]),
        (f"学校与{FIRM}合作建设智慧校园。", ["supply"]),
        (f"学校与{FIRM}合作开设订单班，共同安排学生实习。", ["order_class", "internship"]),
    ],
)
def test_modes_are_those_of_the_clause(text: str, modes: list[str]) -> None:
    assert one(text).get("modes") == modes


def test_modes_of_two_partners_are_kept_apart() -> None:
    facts = found(f"学校与{FIRM}共建实训基地，与松屏数控装备有限公司合作开设订单班。")
    assert {name: fact.get("modes") for name, fact in facts.items()} == {
        FIRM: ["training_base"],
        "松屏数控装备有限公司": ["order_class"],
    }


def test_a_partner_named_twice_is_one_fact_with_all_its_modes_and_passages() -> None:
    fact = one(f"学校与{FIRM}签订合作协议。\n\n学生到{FIRM}顶岗实习。")
    assert fact.get("modes") == ["internship"]
    assert len(fact.evidence) == 2
    assert fact.confidence > one(f"学校与{FIRM}签订合作协议。").confidence


def test_joint_modes_need_a_school_and_groups_are_memberships() -> None:
    assert modes_of("联办“3+2”班", "school") == ("joint_programme",)
    assert modes_of("联办“3+2”班", "enterprise") == ("cooperation",)
    assert modes_of("共建实训基地", "group") == ("group_member",)
    assert joined_modes({"cooperation", "internship"}) == ["internship"]
    assert joined_modes({"cooperation"}) == ["cooperation"]


@pytest.mark.parametrize(
    ("text", "speaker", "year"),
    [
        (f"2017年起，学校与{FIRM}合作办学。", REPORT, 2017),
        (f"2019年9月，学校与{FIRM}签订合作协议。", REPORT, 2019),
        (f"学校创办于1985年，近来与{FIRM}合作。", REPORT, None),
        (f"{FIRM}与我校合作，2020年学校获得表彰。", REPORT, None),
        (f"学校与{FIRM}签订合作协议。", REPORT, None),
        (f"学校与{FIRM}签订合作协议。", NEWS, 2021),
        (f"学校下一步打算与{FIRM}签订合作协议。", NEWS, None),
        (f"今年，学校与{FIRM}签约共建基地。", REPORT, 2022),
    ],
)
def test_since_is_the_year_that_the_words_tie_to_it(text: str, speaker: Speaker, year: int | None) -> None:
    assert one(text, speaker).get("since") == year


def test_majors_are_those_near_the_partner() -> None:
    fact = one(f"学校机电技术应用专业与{FIRM}合作，共建机电技术应用专业实训基地。")
    assert fact.get("majors") == ["机电技术应用"]


@pytest.mark.parametrize(
    ("text", "group", "role"),
    [
        ("学校是云湾市装备制造职业教育集团理事长单位。", "云湾市装备制造职业教育集团", "理事长单位"),
        ("学校加入海西智能制造产教联盟，任副理事长单位。", "海西智能制造产教联盟", "副理事长单位"),
        ("学校牵头组建云湾市学前教育职业教育集团。", "云湾市学前教育职业教育集团", "牵头组建"),
        ("学校加入海西智能制造产教联盟。", "海西智能制造产教联盟", None),
    ],
)
def test_groups_have_the_school_as_a_member_with_its_role(text: str, group: str, role: str | None) -> None:
    fact = one(text)
    assert (fact.get("partner"), fact.get("partner_kind"), fact.get("modes")) == (
        group,
        "group",
        ["group_member"],
    )
    assert fact.get("role") == role


def test_a_group_that_a_firm_leads_is_not_the_school_s() -> None:
    assert "海西智能制造产教联盟" not in found(f"{FIRM}牵头组建海西智能制造产教联盟。")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("学校对口帮扶岷溪县职业中等专业学校，选派教师支教。", "岷溪县职业中等专业学校"),
        ("## 对口支援\n\n王小明，援疆，乌苏市职业技术学校，2020.02\n", "乌苏市职业技术学校"),
    ],
)
def test_aid_to_other_schools(text: str, name: str) -> None:
    fact = found(text)[name]
    assert fact.get("modes") == ["counterpart_aid"]
    assert fact.get("partner_kind") == "school"


def test_a_note_on_aid_tells_its_year() -> None:
    assert one("## 对口支援\n\n王小明，援疆，乌苏市职业技术学校，2020.02\n").get("since") == 2020


LISTED = "## 校企合作\n\n主要合作单位如下：\n\n{}"


@pytest.mark.parametrize(
    "lines",
    [
        f"制造业：{FIRM}、松屏数控装备有限公司；\n\n服务业：青川港物流有限公司、云湾腾岳酒店有限公司。\n",
        f"（1）{FIRM}——订单班；\n\n（2）松屏数控装备有限公司——实习；\n\n"
        "（3）青川港物流有限公司——实习；\n\n（4）云湾腾岳酒店有限公司——实习。\n",
    ],
)
def test_lists_under_a_heading_are_of_what_it_says(lines: str) -> None:
    names = {FIRM, "松屏数控装备有限公司", "青川港物流有限公司", "云湾腾岳酒店有限公司"}
    assert set(found(LISTED.format(lines))) == names


def test_a_list_under_another_heading_is_none_of_partners() -> None:
    lines = f"制造业：{FIRM}、松屏数控装备有限公司。\n"
    assert found("## 区域经济\n\n" + lines) == {}


TABLE = f"""## 校企合作

序号\t合作企业\t对应专业\t合作形式
1\t{FIRM}\t机电技术应用\t订单培养
2\t松屏数控装备有限公司\t数控技术应用、模具制造技术\t顶岗实习
"""


def test_tables_list_partners_with_majors_and_modes() -> None:
    facts = found(TABLE)
    assert set(facts) == {FIRM, "松屏数控装备有限公司"}
    assert facts[FIRM].get("majors") == ["机电技术应用"]
    assert facts[FIRM].get("modes") == ["order_class"]
    assert facts["松屏数控装备有限公司"].get("majors") == ["数控技术应用", "模具制造技术"]
    assert "internship" in facts["松屏数控装备有限公司"].get("modes")
    assert FIRM in facts[FIRM].evidence[0].quote and "订单培养" in facts[FIRM].evidence[0].quote


def test_sums_and_remarks_in_a_table_are_no_partners() -> None:
    rows = "3\t合计\t会计事务\t实习\n4\t其他有关企业\t会计事务\t实习\n5\t海棠职校\t会计事务\t实习\n"
    assert set(found(TABLE + rows)) == {FIRM, "松屏数控装备有限公司"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("云湾市教育局印发关于合作办学的通知，授予学校先进单位称号。", id="a superior"),
        pytest.param("学校被云湾市人力资源和社会保障局评为校企合作先进单位。", id="who gives an award"),
        pytest.param("松屏职业技术学院一行来校参观了实训基地。", id="a visitor"),
        pytest.param("教师使用云课堂和钉钉开展教学。", id="a platform"),
        pytest.param(f"{FIRM}总经理周海波出席了开学典礼。", id="somebody's employer"),
        pytest.param("教师中毕业于青川师范大学的占三成。", id="where somebody studied"),
        pytest.param(f"学校东邻繁华商圈，与{FIRM}为邻，交流方便。", id="a neighbour"),
        pytest.param("学校地处云湾高新技术产业开发区，交通方便。", id="where it lies"),
        pytest.param("在云湾国际大酒店举行了校企合作签约仪式。", id="where something took place"),
        pytest.param("与多家企业签订合作协议，共建实训基地。", id="nobody named"),
        pytest.param("海棠职校与学校各系签订安全责任书，开展合作。", id="the school itself"),
        pytest.param("学校获云湾市总工会职工教育培训基地称号。", id="a title with a body's name"),
    ],
)
def test_who_is_no_partner(text: str) -> None:
    assert found(text) == {}


def test_an_agreement_between_two_others_is_not_the_school_s() -> None:
    text = "落实腾岳集团与松屏市人民政府的战略合作协议，推动了当地产业发展。"
    assert "松屏市人民政府" not in found(text)


def test_of_a_parent_firm_and_its_own_firm_the_latter_is_the_partner() -> None:
    facts = found("学校与腾岳集团旗下云湾腾岳酒店有限公司合作，共建实训基地。")
    assert set(facts) == {"云湾腾岳酒店有限公司"}


def test_schools_inside_schools_are_no_outside_schools() -> None:
    assert is_outside_school("青川职业技术学院")
    assert not is_outside_school("远帆产业学院")
    assert not is_outside_school("ICT学院")


def test_short_forms_in_the_text_become_aliases_of_the_partner() -> None:
    full = "浙江远帆电子科技有限公司"
    text = f"学校与{full}签订合作协议，共建实训基地。远帆电子公司接收我校学生实习。"
    fact = found(text)[full]
    assert "远帆电子公司" in fact.get("aliases")
    assert "internship" in fact.get("modes")


def test_colleges_of_joint_programmes_are_partners() -> None:
    document = read_layout("学前教育专业招收“3+2”学生。")
    sentences = list(sentences_of(document))
    college = {"major": "学前教育", "institution": "青川职业技术学院", "scheme": "3+2"}
    passage = found(f"学校与{FIRM}签订合作协议。")[FIRM].evidence[0]
    (fact,) = partnerships(document, sentences, REPORT, [Fact("joint_programme", college, (passage,))])
    assert fact.get("partner") == "青川职业技术学院"
    assert fact.get("modes") == ["joint_programme"]
    assert fact.get("majors") == ["学前教育"]


def test_a_very_long_list_is_read_in_bounded_time() -> None:
    names = [
        f"{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{'东南西北中华'[n % 6]}{'安康泰顺'[n % 4]}机械有限公司"
        for n in range(60)
    ]
    text = "、".join(names) + "，都是当地的老企业，历史悠久，门类齐全。"
    assert len(found("学校与" + text.replace("，都是", "签订合作协议，都是"))) == len(set(names))
    assert found(text) == {}


SENTENCES = (
    f"学校与{FIRM}签订合作协议，共建实训基地。",
    "引进松屏数控装备有限公司，",
    "合作企业有腾岳集团、蓝棠铜业、恒舟纺机等36家。",
    "## 校企合作\n\n",
    "\n\n",
    "护理专业与青川职业技术学院联办“3+2”班。",
    "学校是海西智能制造产教联盟理事单位。",
    "2018年，",
    "（以下简称远帆）",
    "王小明老师",
    "开设机电技术应用、会计事务两个专业。",
    "云湾市教育局",
    "“",
    "”",
    "；",
    "远帆公司接收学生实习。",
    f"序号\t合作企业\t专业\n1\t{FIRM}\t护理\n2\t腾岳集团\t会计事务\n",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=10).map("".join))
def test_facts_are_the_same_each_time_and_quote_what_stands_there(text: str) -> None:
    document = read_layout(text)
    facts = extract_facts(document)
    assert facts == extract_facts(read_layout(text))
    for fact in facts:
        assert fact.evidence
        for passage in fact.evidence:
            assert 0 <= passage.start <= passage.end <= len(document.text)
            assert passage.quote == document.text[passage.start : passage.end]
    partners = [fact.get("partner") for fact in facts if fact.kind == "partnership"]
    assert len(partners) == len(set(partners))
