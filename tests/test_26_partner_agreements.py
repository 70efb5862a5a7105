"""Agreements: who signs with the school, however the clause is built, and who only looks on."""

from __future__ import annotations

import pytest

from zhijiao.tests.making.partners import FIRM, NEWS, OWN, found, one

HOSPITAL = "杭州海棠人民医院"
COLLEGE = "浙江海棠职业技术学院"
ASSOCIATION = "杭州市物流协会"


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        (f"我校校长林舟和{HOSPITAL}院长周航各执一笔，合作协议书签成。", {HOSPITAL}),
        (f"{OWN}校长林舟、{COLLEGE}书记周航在贯通培养协议上落笔。", {COLLEGE}),
        (f"副校长林舟、{ASSOCIATION}会长周航、{FIRM}总经理王宁三方签约。", {ASSOCIATION, FIRM}),
        (
            f"随后林舟又同{COLLEGE}校长周航、建德市第一中学校长王宁先后签下联合办学协议。",
            {COLLEGE, "建德市第一中学"},
        ),
        (f"三方签约人：我校副校长林舟、{ASSOCIATION}会长周航、{FIRM}总经理王宁。", {ASSOCIATION, FIRM}),
        (
            f"合办的三家分别是{OWN}、杭州竹编产业发展中心、{ASSOCIATION}。",
            {"杭州竹编产业发展中心", ASSOCIATION},
        ),
        (f"合作协议签成，一头是我校，一头是{COLLEGE}。", {COLLEGE}),
        (f"{FIRM}代表团到访{OWN}，周航与校长林舟在合作协议上签字。", {FIRM}),
        ("副校长林舟到小帆匠总部签了校企合作协议。", {"小帆匠"}),
        ("这个团去的是杭州市新桥街道瓯光社区。学校当天与社区签了共建协议。", {"杭州市新桥街道瓯光社区"}),
    ],
)
def test_those_who_sign_are_partners(text: str, partners: set[str]) -> None:
    assert found(text, NEWS).keys() == partners


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRM}董事长周航与校长林舟在协议上签字，杭州银行行长李明见证签约。",
        f"在杭州宾馆，校长林舟与{FIRM}签了合作协议。",
        f"我校与{FIRM}签订框架协议，杭州市商务局王宁、杭州银行李明等在座。",
    ],
)
def test_who_looks_on_or_gives_the_room_is_none(text: str) -> None:
    assert found(text, NEWS).keys() == {FIRM}


@pytest.mark.parametrize(
    "text",
    [
        "杭州市工信局的林舟盼学校多出人才，多搞技术攻关。",
        "校长致谢的名单很长：杭州市残联、杭州银行，实训基地由此办成。",
        "学校建在“中国建筑之乡”，与企业共建实训基地。",
        "家底有市域产教联合体、产业学院。",
        "这个集团牵头的是浙江海棠职业技术学院，成员有医院。",
        f"{FIRM}总经理周航、校长林舟在签到墙前合影。",
        "我校同新能源、新材料、人工智能等企业合作。",
    ],
)
def test_words_that_make_no_partner(text: str) -> None:
    assert not found(text, NEWS)


def test_founders_of_an_alliance_work_with_the_school_in_no_other_way() -> None:
    text = f"{FIRM}、浙江松屏大学、{OWN}联手组建钢构行业产教融合共同体。学校另有订单班、实训基地。"
    facts = found(text, NEWS)
    assert facts[FIRM].get("modes") == facts["浙江松屏大学"].get("modes") == ["cooperation"]


def test_a_list_that_is_said_to_be_of_firms_has_firms_by_any_name() -> None:
    assert {"山水坊", "远帆画院"} <= found("我校同山水坊、远帆画院等企业合开课程。", NEWS).keys()


def test_a_county_to_which_the_school_is_bound() -> None:
    fact = one("我校与淳安县2015年结缘，派教师支教。", NEWS)
    assert (fact.get("partner"), fact.get("modes")) == ("淳安县", ["counterpart_aid"])


def test_a_government_signs_in_politics_and_an_agreement_on_teaching_is_none() -> None:
    assert one("我校与淳安县民政局签约。", NEWS).get("modes") == ["strategic"]


def test_a_brand_is_another_name_of_its_firm() -> None:
    text = f"副校长林舟到小帆匠总部签了协议。小帆匠隶属{FIRM}。"
    fact = one(text, NEWS)
    assert {fact.get("partner"), *fact.get("aliases")} == {"小帆匠", FIRM}
