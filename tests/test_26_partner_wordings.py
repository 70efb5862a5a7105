"""Further ways to say that the school works with somebody, how, and since when."""

from __future__ import annotations

import pytest

from zhijiao.tests.making.partners import FIRM, NEWS, OWN, found, one


@pytest.mark.parametrize(
    "text",
    [
        f"受{FIRM}委托，学校举办焊工培训班2期。",
        f"承接{FIRM}职工轮训班3期。",
        f"师生为{FIRM}解决了设备润滑难题。",
        f"学校、{FIRM}、松屏数控装备有限公司三方共建实训中心。",
        f"{FIRM}、松屏数控装备有限公司等企业入驻校内产业园。",
        f"{FIRM}选派3名工程师来校任教。",
        f"{FIRM}把生产线搬进校区。",
        f"3月12日，{FIRM}带来120个岗位进校招聘。",
        f"合作伙伴：{FIRM}、松屏数控装备有限公司。",
        f"与{FIRM}的专家一道开展试验。",
        f"1.{FIRM}/电子技术应用/现代学徒制",
    ],
)
def test_further_ways_to_say_that_the_school_works_with_somebody(text: str) -> None:
    assert FIRM in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "松屏大学来访，双方座谈交流。",
        "组织学生到松屏市革命纪念馆参观学习。",
        "依托松屏市博物馆开展研学。",
        "引进松屏师范大学毕业的教师3名，充实合作团队。",
        "学校承担松屏市教育科学研究院课题2项。",
        f"{FIRM}为学校颁发奖牌，称其为{FIRM}的骄傲。",
    ],
)
def test_visits_guests_and_awarded_research_make_no_partner(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        (f"与{FIRM}签订协议，引企入校建成电子加工实训基地。", ["training_base"]),
        (f"师生为{FIRM}改造夹具两套。", ["technical_service"]),
        (f"承接{FIRM}电工取证班。", ["training_service"]),
        (f"{FIRM}带来120个就业岗位进校招聘。", ["employment"]),
        (f"引入{FIRM}共建智慧课堂。", ["supply"]),
        ("第三支部与海棠街道东湖社区结为共建对子。", ["party_building"]),
    ],
)
def test_modes_say_more_than_cooperation_where_the_clause_does(text: str, modes: list[str]) -> None:
    (fact,) = found(text).values()
    assert fact.get("modes") == modes


@pytest.mark.parametrize(
    ("text", "since"),
    [
        (f"{FIRM}自2012年起与学校合作，累计录用毕业生千余人。", 2012),
        (f"与{FIRM}的合作始于2011年。", 2011),
        (f"1.{FIRM}/电子技术应用/共建实训基地，2020年签约", 2020),
        (f"2023年计划与{FIRM}共建实训基地。", None),
    ],
)
def test_since_is_read_behind_the_name_and_not_from_plans(text: str, since: int | None) -> None:
    assert one(text).get("since") == since


def test_majors_of_a_partnership_are_those_of_its_own_clause() -> None:
    text = f"与{FIRM}联合培养电子技术应用专业学生，与松屏数控装备有限公司联合培养数控技术应用专业学生。"
    facts = found(text)
    assert facts[FIRM].get("majors") == ["电子技术应用"]
    assert facts["松屏数控装备有限公司"].get("majors") == ["数控技术应用"]


def test_a_following_clause_about_pupils_of_a_major_belongs_to_the_partnership() -> None:
    text = "与松屏市中心幼儿园建立见习基地，幼儿保育专业学生分批跟岗。"
    assert one(text).get("majors") == ["幼儿保育"]


def test_a_row_says_its_own_mode_and_year() -> None:
    text = f"校企合作一览\n企业名称\t合作专业\t合作形式\t起始年份\n{FIRM}\t数控技术应用\t现代学徒制\t2019\n"
    text += "松屏数控装备有限公司\t机电技术应用\t奖学金\t2020\n"
    facts = found(text)
    assert facts[FIRM].get("modes") == ["apprenticeship"]
    assert facts[FIRM].get("since") == 2019
    assert facts["松屏数控装备有限公司"].get("modes") == ["scholarship"]


def test_firms_that_come_to_engage_pupils_are_partners() -> None:
    text = f"4月，{FIRM}、东岚生化（榆河）、西桥物流三家用人单位走进{OWN}，和毕业班学生面对面签约。"
    facts = found(text, NEWS)
    assert set(facts) >= {FIRM, "西桥物流"}
    assert "employment" in facts[FIRM].get("modes")


def test_firms_that_come_to_look_are_none() -> None:
    assert not found(f"4月，{FIRM}、东岚化工有限公司走进{OWN}，参观校史馆。", NEWS)


def test_those_who_found_something_with_the_school_are_partners() -> None:
    text = f"共同体由长沙远帆科技有限公司、新疆工程学院、{OWN}联手发起。"
    assert set(found(text)) == {"长沙远帆科技有限公司", "新疆工程学院"}


def test_teaching_hospitals_are_places_of_practice() -> None:
    facts = found("教学医院有商洛市中心医院、西安大兴医院等26家。")
    assert set(facts) == {"商洛市中心医院", "西安大兴医院"}


def test_a_college_that_helps_the_school_gives_aid() -> None:
    fact = one("青岭船舶职业技术学院帮助我校建成焊接技术应用专业。")
    assert fact.get("modes") == ["counterpart_aid"]


def test_a_short_text_tells_more_of_its_one_partner_in_other_sentences() -> None:
    text = f"10月，我校与{FIRM}签订合作协议。副校长到会。双方还为“远帆班”授牌，首批学生下月到企业顶岗。"
    assert one(text).get("modes") == ["order_class", "internship"]


def test_what_is_only_hoped_for_says_no_mode() -> None:
    text = f"10月，我校与{FIRM}签订合作协议。校长希望双方今后共建实训基地。"
    assert one(text).get("modes") == ["cooperation"]


def test_a_long_text_is_not_read_as_the_story_of_one_partner() -> None:
    text = f"我校与{FIRM}签订合作协议。" + "校园环境优美，师生团结友爱。" * 80 + "双方为订单班授牌。"
    assert one(text).get("modes") == ["cooperation"]


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        (f"{FIRM}、云湾新海物流有限公司等到场揽才，学生当场签意向。", ["employment"]),
        (f"供需见面会上，{FIRM}进场招人，拿出岗位三十个。", ["employment"]),
        (f"学校的智慧校园，由{FIRM}承建二期。", ["supply"]),
        (f"委托培训的主要单位：{FIRM}（电工复审80人）、云湾市总工会（家政75人）。", ["training_service"]),
    ],
)
def test_those_that_recruit_build_or_order_classes_are_partners(text: str, modes: list[str]) -> None:
    fact = found(text)[FIRM]
    assert set(modes) <= set(fact.get("modes"))


def test_what_the_school_is_set_up_by_is_no_supplier() -> None:
    assert found("新校区由云湾市人民政府投资，由云湾市教育局建设。") == {}


def test_news_tells_the_ways_in_its_title_and_in_what_follows() -> None:
    title = f"海棠职校订单班开班\n昨天，我校与{FIRM}签了协议。"
    assert one(title, NEWS).get("modes") == ["order_class"]
    following = f"昨天，我校与{FIRM}签约。三年里要办学徒制班，由师傅带。"
    assert one(following, NEWS).get("modes") == ["apprenticeship"]


def test_a_class_taught_on_with_a_college_is_none_to_order() -> None:
    fact = one("我校与云湾职业技术学院办“3+2大专班”，衔接培养。")
    assert fact.get("modes") == ["joint_programme"]
    assert "order_class" in one(f"我校与{FIRM}办“远帆班”。").get("modes")


def test_a_brand_behind_the_name_in_a_table_is_an_alias() -> None:
    table = "表1 合作企业\n合作企业\t专业\t起始\t方式\n云湾远帆汽车有限公司（远汽）\t汽车维修\t2019\t订单班\n"
    table += "松河机器人（云湾）有限公司\t机器人应用\t2020\t实习"
    facts = found(table)
    assert set(facts) == {"云湾远帆汽车有限公司", "松河机器人（云湾）有限公司"}
    assert facts["云湾远帆汽车有限公司"].get("aliases") == ["远汽"]
