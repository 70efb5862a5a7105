"""Figures of terse profiles, whose labels are short, behind the figure or left out; and what is none."""

from __future__ import annotations

import pytest

from zhijiao.extract.figures.indicators import prose_indicators
from zhijiao.extract.language.quantities import quantities_in
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.reading.layout import read_layout


def stated(text: str, own: int | None = None) -> set[tuple[str, float]]:
    document = read_layout(text)
    found = prose_indicators(document, list(sentences_of(document)), own)
    return {(fact.values["indicator"], fact.values["value"]) for fact in found}


def dated(text: str) -> set[tuple[str, float, int]]:
    document = read_layout(text)
    found = prose_indicators(document, list(sentences_of(document)), 2022)
    return {(fact.values["indicator"], fact.values["value"], fact.values["year"]) for fact in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("占地八十多亩。", (80, "亩")),
        ("面积六万八千平方米。", (68000, "㎡")),
        ("建筑面积四万平方米。", (4, "万㎡")),
        ("藏书五万余册。", (5, "万册")),
        ("教工九十六人。", (96, "人")),
        ("设备三千余万元。", (3000, "万元")),
        ("学生1900来人。", (1900, "人")),
        ("教学班六十二个。", (62, "个")),
        ("就业率百分之九十八。", (98, "%")),
    ],
)
def test_figures_in_numerals(text: str, expected: tuple[float, str]) -> None:
    assert [(one.value, one.unit) for one in quantities_in(text)] == [expected]


@pytest.mark.parametrize("text", ["十三五期间。", "三个系。", "一万多。", "几十人。", "成百上千人。"])
def test_numerals_that_count_nothing(text: str) -> None:
    assert not list(quantities_in(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("这所学校不大，86亩地，3.1万平方米校舍。", {("campus_area", 86), ("floor_area", 3.1)}),
        ("152亩校园里绿树成荫，5.4万平方米的校舍连成片。", {("campus_area", 152), ("floor_area", 5.4)}),
        ("2011年搬到新址——183亩，7.6万平方米。", {("campus_area", 183), ("floor_area", 7.6)}),
        ("校园不大，74亩。", {("campus_area", 74)}),
        ("两个校区共18.3万平方米。", {("campus_area", 18.3)}),
        ("东校区占地60亩，西校区占地90亩，总计150亩。", {("campus_area", 150)}),
        ("地71200㎡，房38500㎡（生均21㎡）。", {("campus_area", 71200), ("floor_area", 38500)}),
        ("面积：128亩｜班级：36个", {("campus_area", 128), ("classes", 36)}),
        ("设备3600多万元，新添420万元。", {("equipment_value", 3600), ("new_equipment_value", 420)}),
        ("固定资产8600万元，其中教学仪器设备2100万元。", {("equipment_value", 2100)}),
        ("教学班41个，学生1900来人。", {("classes", 41), ("enrolled_students", 1900)}),
        ("1987年有9个班、412名学生。", {("classes", 9), ("enrolled_students", 412)}),
        ("全日制在校1738人，应届毕业588人，招进577人。",
         {("enrolled_students", 1738), ("graduates", 588), ("new_students", 577)}),
        ("学生从400人发展到3600人，校园从30亩扩大到180亩。",
         {("enrolled_students", 3600), ("campus_area", 180)}),
        ("900名2017届毕业生对着1300来个岗位。", {("graduates", 900)}),
        ("今年共有736名初中毕业生被我校录取。", {("new_students", 736)}),
        ("专业：护理、会计、电子商务等9个。", {("majors_offered", 9)}),
        ("现有护理、会计、电子商务三个专业。", {("majors_offered", 3)}),
        ("“双师型”占90%以上。", {("dual_qualified_ratio", 90)}),
        ("“双师”素质教师占专业课教师的73.6%。", {("dual_qualified_ratio", 73.6)}),
        ("双师比例目标值85%，实达82.4%。", {("dual_qualified_ratio", 82.4)}),
        ("高级讲师、高级实习指导教师等共27人。", {("senior_title_teachers", 27)}),
        ("就业405人（升学237人在内）。", {("employed_graduates", 405), ("advanced_study", 237)}),
        ("升学（含自主招生、转段）214人。", {("advanced_study", 214)}),
        ("起薪3600元，转正（半年后）平均4680元。", {("starting_salary", 3600), ("later_salary", 4680)}),
        ("对口就业662名，占82.6%。", {("matched_employed", 662), ("matched_employment_rate", 82.6)}),
        ("近三年的就业率都没有低于97%。", {("employment_rate", 97)}),
        ("开设订单（冠名）班19个，在班学生736人。", {("order_class_students", 736)}),
        ("1+X证书参考320人，通过298人，通过率93.1%。", {("certificates", 298), ("certificate_rate", 93.1)}),
        ("县里委托学校培训农牧民，全年共1260人次。", {("training_persons", 1260)}),
        ("与62家企业签下合作协议，当年新签9家。",
         {("partner_enterprises", 62), ("new_partner_enterprises", 9)}),
        ("恒远、安泰等40余家企业是校外实训基地。", {("partner_enterprises", 40)}),
        ("携手大中型企业五十余家，共建实训基地。", {("partner_enterprises", 50)}),
        ("经费全靠财政，2023年一年补助3508.2万元。", {("funding", 3508.2)}),
        ("校党委下设党支部12个，党员218名。", {("party_members", 218)}),
        ("理论课92.5%的学生满意，实训课96.1%的学生满意。",
         {("satisfaction_theory", 92.5), ("satisfaction_practice", 96.1)}),
        ("97%的用人单位对毕业生表示满意。", {("satisfaction_employers", 97)}),
        ("学生满意度抽样：理论学习95.1%、生活90.5%、安全98.8%。",
         {("satisfaction_theory", 95.1), ("satisfaction_life", 90.5), ("satisfaction_safety", 98.8)}),
    ],
)  # fmt: skip
def test_short_and_missing_labels(text: str, expected: set[tuple[str, float]]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "民办农业中学25所，26个班、960名学生。",
        "县里共有3所职校，在校生9800人，教师620人。",
        "华东某集团向学校捐赠价值300万元的实训设备。",
        "学校投入800万元的实训设备已经到位。",
        "学院流转土地300亩种植中药材。",
        "镇政府把原镇职校旧址2.4万平方米校舍无偿交给学院使用。",
        "大旺校区——高新区正隆三街，占地198亩。",
        "建校40年来，为社会输送毕业生3万余人。",
        "签约的有国企单位12人、民营单位40人、机关3人、社区2人、其他8人、农村5人。",
        "500名学生参加了开幕式。",
        "在职支部26个，党员314人，离退休支部6个，党员187人。",
        "306名学员参加鉴定考试，合格率90%。",
        "技师30名，占“双师型”教师的35.3%。",
        "本科上线120人，升学率96%。",
    ],
)
def test_what_only_looks_like_a_total(text: str) -> None:
    assert stated(text) == set()


def test_a_total_told_in_detail_behind_is_one() -> None:
    text = "高级职称100人（正高级讲师4人、高级讲师和高级实习指导教师96人）。"
    assert stated(text) == {("senior_title_teachers", 100)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018届毕业生900人。", {("graduates", 900, 2018)}),
        (
            "2019级新生1120人，全校在籍在册学生3310人。",
            {("new_students", 1120, 2019), ("enrolled_students", 3310, 2022)},
        ),
        ("护理专业2006年开设，现有在校生860人。", {("enrolled_students", 860, 2022)}),
        (
            "“双师型”219人，占专业课教师83.59%，上年为198人。",
            {
                ("dual_qualified_teachers", 219, 2022),
                ("dual_qualified_ratio", 83.59, 2022),
                ("dual_qualified_teachers", 198, 2021),
            },
        ),
        ("总收入增加1271.5万元（2021年为18574.7万元）。", {("total_income", 18574.7, 2021)}),
        (
            "招进新生1240名，比2021年的1175名又多了几十个。",
            {("new_students", 1240, 2022), ("new_students", 1175, 2021)},
        ),
    ],
)
def test_years_of_cohorts_openings_and_comparisons(text: str, expected: set[tuple[str, float, int]]) -> None:
    assert dated(text) == expected


def test_two_majors_spoken_of_are_not_all_that_there_are() -> None:
    assert stated("院长还惦记着护理、助产两个专业，盼企业也伸手。") == set()
    assert stated("学校开设护理、助产两个专业。") == {("majors_offered", 2)}
