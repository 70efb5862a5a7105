"""Ways of real pages to say who works with the school: in cleft sentences, passives, metaphors and lists."""

from __future__ import annotations

import pytest

from zhijiao.extract.facts import Fact
from zhijiao.extract.schools.school import Speaker
from zhijiao.tests.making.partners import FIRM, NEWS, OWN, found, one

COLLEGE = "浙江海棠职业技术学院"
HOSPITAL = "杭州海棠人民医院"


@pytest.mark.parametrize(
    "text",
    [
        f"与学校签约的是{FIRM}。",
        f"参与编写教材的有{FIRM}。",
        f"毕业生去得最多的是{FIRM}。",
        f"助学金由{FIRM}出资。",
        f"“校中厂”是{FIRM}投的，机床18台。",
        f"学校获{FIRM}捐赠的机器人2台。",
        f"大师工作室就设在{FIRM}。",
        f"{FIRM}包下了40名学生的就业。",
        f"{FIRM}的12名技师走上讲台。",
        f"{FIRM}把职工送到学校来充电。",
        f"{FIRM}成了学校的“编外车间”。",
        f"{FIRM}落户{OWN}，带来三条生产线。",
        f"班主任到{FIRM}回访实习生。",
        f"实习生周航在{FIRM}的车间里干了三个月。",
        f"毕业生主要进了{FIRM}。",
        f"企业（{FIRM}）投入300万元，学校提供厂房。",
        f"对方是{FIRM}。",
        f"2019年牵手{FIRM}。",
        f"引{FIRM}入校。",
        f"{FIRM}总经理周航、校长林舟共同揭牌。",
        f"学校派出8名教师到{FIRM}挂职锻炼。",
        f"{FIRM}参与职业教育人才培养年度报告（2021）",
    ],
)
def test_firms_told_by_what_is_done(text: str) -> None:
    assert FIRM in found(text)


@pytest.mark.parametrize(
    "text",
    [
        f"前三年在本校，后两年到{COLLEGE}等高职。",
        f"五年制高职挂靠{COLLEGE}培养。",
        f"学生读满三年，转入{COLLEGE}再读两年。",
        f"会计专业走{COLLEGE}的“3+2”。",
        f"后两年由{COLLEGE}培养。",
        f"五年制由{COLLEGE}牵头，本校负责前三年。",
    ],
)
def test_colleges_at_which_pupils_go_on(text: str) -> None:
    assert one(text).get("modes") == ["joint_programme"]
    assert one(text).get("partner") == COLLEGE


@pytest.mark.parametrize(
    "text",
    [
        f"{COLLEGE}在这里设有教学点。",
        f"学校是{COLLEGE}的中专部。",
        f"{COLLEGE}是学校的帮扶对象。",
        f"2018年结对的是{COLLEGE}。",
        f"同{COLLEGE}副校长周航长谈，就交流达成共识。",
        f"牵头的有四家：{COLLEGE}、{OWN}、松屏市财贸学校。",
    ],
)
def test_schools_told_by_a_branch_or_a_bond(text: str) -> None:
    assert COLLEGE in found(text)


def test_a_list_ahead_of_a_pause_is_of_those_who_sign_with_the_school() -> None:
    text = f"河北的{COLLEGE}、{HOSPITAL}，这天先后同{OWN}签订帮扶协议。"
    assert {COLLEGE, HOSPITAL} <= found(text, NEWS).keys()


@pytest.mark.parametrize(
    "text",
    [
        f"大赛由{FIRM}赞助。",
        f"他放弃了去{FIRM}上班的机会。",
        f"林舟从{FIRM}调入学校任教。",
        f"学校原属{FIRM}，后来同松屏分家，合作办学。",
        f"客人还到{FIRM}走了走，盼着同学校合作。",
        f"这个冠名班由{FIRM}从中协调办成。",
        f"在{FIRM}图书馆八楼会议室签订协议。",
        f"职教集团178家，{FIRM}名列其中，图的是学校和企业合作。",
        f"学校与{COLLEGE}合并，成立新校。",
        "1999年改由国防科工委与内蒙古自治区政府共建。",
    ],
)
def test_sponsors_brokers_members_venues_and_former_owners_are_none(text: str) -> None:
    assert found(text) == {}


def test_a_group_whose_firms_are_meant_is_the_partner_but_no_parent_of_a_named_one() -> None:
    assert "海棠重工集团" in found("学院同海棠重工集团下属11家单位签订订单培养协议。")
    assert "海棠重工集团" not in found(f"学院同海棠重工集团旗下{FIRM}签订订单培养协议。")


def test_regions_that_help_or_are_helped_are_partners_but_not_the_school_s_own() -> None:
    assert one("学校是全省第一所同北京西城合作创办的中职。", NEWS).get("partner") == "北京西城"
    assert one("学校替青海黄南地区代培一个班。", NEWS).get("modes") == ["counterpart_aid"]
    home = Speaker(Fact("school", {"name": OWN, "region": "四川省甘孜"}), (OWN,), 2021)
    assert set(found("浙江宁波和四川甘孜的职教协作，惠及学生300人。", home)) == {"浙江宁波"}


def test_a_class_called_after_a_firm_makes_it_a_partner() -> None:
    text = "“远帆焊接班”开班。地点在浙江远帆车轮有限公司的礼堂，周航主持。"
    assert one(text, NEWS).get("modes") == ["order_class"]


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        (f"与{FIRM}共建“焊接班”。", ["order_class"]),
        (f"与{FIRM}合作，专业对口率95%。", ["cooperation"]),
        ("学校同海棠镇人民政府签约，共建乡村振兴学院。", ["industry_college"]),
    ],
)
def test_words_inside_others_tell_no_mode(text: str, modes: list[str]) -> None:
    (fact,) = found(text).values()
    assert fact.get("modes") == modes
