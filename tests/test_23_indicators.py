"""Indicators in running text, and what is none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from zhijiao.extract.facts import Fact
from zhijiao.extract.figures.indicators import prose_indicators
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.reading.layout import read_layout

OWN = 2022
Figure = tuple[str, float, str]
is_own: Callable[[str], bool] = {"澜川市职业技术学校", "澜川职校"}.__contains__


def facts_of(text: str, own: int | None = OWN) -> list[Fact]:
    document = read_layout(text)
    found = list(prose_indicators(document, list(sentences_of(document)), own, is_own))
    for fact in found:
        for one in fact.evidence:
            assert one.quote and text[one.start : one.end] == one.quote
    return found


def figures(text: str, own: int | None = OWN) -> set[Figure]:
    return {(f.values["indicator"], f.values["value"], f.values["unit"]) for f in facts_of(text, own)}


def dated(text: str, own: int | None = OWN) -> set[tuple[str, float, int]]:
    return {(f.values["indicator"], f.values["value"], f.values.get("year", 0)) for f in facts_of(text, own)}


def scoped(text: str) -> set[tuple[str, float, str]]:
    return {(f.values["indicator"], f.values["value"], f.values["scope"]) for f in facts_of(text)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("学校占地128亩，建筑面积6.9万平方米。", {("campus_area", 128, "亩"), ("floor_area", 6.9, "万㎡")}),
        ("现有教职工186人，专任教师158人。", {("staff", 186, "人"), ("full_time_teachers", 158, "人")}),
        ("全校在校生近3000人，72个教学班。", {("enrolled_students", 3000, "人"), ("classes", 72, "个")}),
        ("共有毕业生１２３６名。", {("graduates", 1236, "人")}),
        ("在校生3,256人。", {("enrolled_students", 3256, "人")}),
        ("毕业生就业率保持在98%以上。", {("employment_rate", 98, "%")}),
        ("生师比为1：15.9。", {("student_teacher_ratio", 15.9, ":1")}),
        ("教学仪器设备总值达2543.5万元。", {("equipment_value", 2543.5, "万元")}),
        ("馆藏纸质图书10.9万册，电子图书3万余册。", {("printed_books", 10.9, "万册"), ("ebooks", 3, "万册")}),
        ("其中243人直接就业，376人升学。", {("direct_employed", 243, "人"), ("advanced_study", 376, "人")}),
        ("毕业生623人，就业611人。", {("graduates", 623, "人"), ("employed_graduates", 611, "人")}),
        ("升入高职以上院校587人。", {("advanced_study", 587, "人")}),
        ("全年面向企业职工开展技能培训4380人次。", {("training_persons", 4380, "人次")}),
        ("录取初中毕业生733人。", {("new_students", 733, "人")}),
        ("与学校合作的企业有45家。", {("partner_enterprises", 45, "家")}),
        ("就业率稳中有升，达到98.5%。", {("employment_rate", 98.5, "%")}),
        ("投入670余万元添置汽修实训设备。", {("new_equipment_value", 670, "万元")}),
    ],
)
def test_a_figure_goes_with_the_label_beside_it(sentence: str, expected: set[Figure]) -> None:
    assert figures(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("学校开设护理、助产、药剂等12个专业。", 12),
        ("学校现设六大专业。", 6),
        ("专业总数达39个，覆盖五个产业。", 39),
        ("学校的专业共14个。", 14),
    ],
)
def test_majors_offered_are_counted(sentence: str, count: int) -> None:
    assert ("majors_offered", count, "个") in figures(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "国家示范专业3个，省级品牌专业2个。",
        "今年新增3个专业，停招2个专业。",
        "修订了32个专业人才培养方案。",
        "3个专业群被评为省级高水平专业群。",
        "建筑工程施工等2个专业被确定为试点。",
    ],
)
def test_some_majors_are_not_the_majors_offered(sentence: str) -> None:
    assert not [one for one in figures(sentence) if one[0] == "majors_offered"]


@pytest.mark.parametrize(
    "sentence",
    [
        "41名专任教师参加国家级培训。",
        "19名学生在市级比赛中获奖。",
        "实习工位比上年增加300个。",
        "就业率比上年提高2个百分点。",
        "计划新建校区占地300亩。",
        "设计容量为在校生5000人。",
        "招聘硕士研究生19人。",
        "2-3名专业教师对接一家合作企业。",
        "电商学院本年度招生200人，在校生636人。",
        "澜江幼儿园建筑面积6707平方米，教职工90多人。",
        "恒远机械有限公司现有员工500人，占地200亩。",
        "全市中职学校在校生3.2万人。",
        "实训楼建筑面积8000平方米。",
        "图书馆占地20亩。",
        "2021级学生430人，2020级学生410人。",
        "近五年累计招生6000余人。",
        "发展党员3名，预备党员2名。",
        "教师培训766人次。",
        "实习实训95课时，校园安全教育12次。",
        "正高级职称10人。",
        "每个专业教师配备1台电脑，人均面积20平方米。",
    ],
)
def test_figures_of_parts_changes_plans_and_others_are_left_out(sentence: str) -> None:
    assert figures(sentence) == set()


def test_a_share_one_per_student_and_the_new_follow_their_figure() -> None:
    text = (
        "“双师型”教师86名，占专业课教师的91.5%。教学仪器设备总值3120万元，生均1.2万元，本年新增264万元。"
        "合作企业36家，其中新增5家。纸质图书7.4万册，生均30册。"
    )
    assert figures(text) == {
        ("dual_qualified_teachers", 86, "人"),
        ("dual_qualified_ratio", 91.5, "%"),
        ("equipment_value", 3120, "万元"),
        ("equipment_per_student", 1.2, "万元"),
        ("new_equipment_value", 264, "万元"),
        ("partner_enterprises", 36, "家"),
        ("new_partner_enterprises", 5, "家"),
        ("printed_books", 7.4, "万册"),
        ("books_per_student", 30, "册"),
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "文化课合格率、专业技能合格率和毕业率分别为93.6%、97.2%和98.1%。",
            {("culture_pass_rate", 93.6), ("skill_pass_rate", 97.2), ("graduation_rate", 98.1)},
        ),
        (
            "文化课、专业技能、体质测评合格率分别达到93%、97%、95%。",
            {("culture_pass_rate", 93), ("skill_pass_rate", 97), ("fitness_pass_rate", 95)},
        ),
    ],
)
def test_lists_of_labels_are_dealt_out(sentence: str, expected: set[tuple[str, float]]) -> None:
    assert {(code, value) for code, value, _ in figures(sentence)} == expected


def test_lists_of_years_are_dealt_out() -> None:
    assert dated("2020年、2021年、2022年在校生分别为2800人、2900人、3000人。") == {
        ("enrolled_students", 2800, 2020),
        ("enrolled_students", 2900, 2021),
        ("enrolled_students", 3000, 2022),
    }


def test_lists_by_major_have_the_majors_as_scope() -> None:
    text = "在校生1833人，其中会计专业465人，计算机应用专业351人，护理专业240人。"
    assert scoped(text) == {
        ("enrolled_students", 1833, "school"),
        ("enrolled_students", 465, "major:会计"),
        ("enrolled_students", 351, "major:计算机应用"),
        ("enrolled_students", 240, "major:护理"),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年，学校招生865人。", {("new_students", 865, 2021)}),
        ("今年招生865人，去年招生800人。", {("new_students", 865, 2022), ("new_students", 800, 2021)}),
        (
            "在校生3816人，较2019年2932人增长30%。",
            {("enrolled_students", 3816, 2022), ("enrolled_students", 2932, 2019)},
        ),
        ("就业率98.7%（上年98.6%）。", {("employment_rate", 98.7, 2022), ("employment_rate", 98.6, 2021)}),
        (
            "巩固率：2020年97.1%，2021年97.8%。",
            {("retention_rate", 97.1, 2020), ("retention_rate", 97.8, 2021)},
        ),
        (
            "生活满意度由上年的88.4%提高到91.2%。",
            {("satisfaction_life", 88.4, 2021), ("satisfaction_life", 91.2, 2022)},
        ),
        ("学校1985年建校，占地203亩。", {("campus_area", 203, 2022)}),
        ("学校始建于1958年，占地709亩。", {("campus_area", 709, 2022)}),
        (
            "2021学年，在校生3256人。巩固率99.1%。",
            {("enrolled_students", 3256, 2021), ("retention_rate", 99.1, 2021)},
        ),
        ("班级由84个增加到260个。", {("classes", 260, 2022)}),
    ],
)
def test_the_year_is_the_one_said_for_the_figure(text: str, expected: set[tuple[str, float, int]]) -> None:
    assert dated(text) == expected


def test_a_paragraph_about_a_major_gives_its_figures_the_major() -> None:
    text = "计算机网络技术作为主体专业，团队完整。在校生保持在200人以上，就业率均在95%以上。"
    assert scoped(text) == {
        ("enrolled_students", 200, "major:计算机网络技术"),
        ("employment_rate", 95, "major:计算机网络技术"),
    }


def test_the_schools_own_name_is_the_school_and_another_school_is_not() -> None:
    assert scoped("澜川市职业技术学校现有在校生900人。") == {("enrolled_students", 900, "school")}
    assert scoped("青岭县职业中等专业学校现有在校生900人。") == set()


def test_nothing_is_dated_where_no_year_is_known() -> None:
    (fact,) = facts_of("学校占地128亩。", None)
    assert "year" not in fact.values


def test_annotated_passages_are_read_well(shared: Path) -> None:
    gold: dict[str, set[tuple[str, float]]] = {}
    for line in (shared / "gold" / "passages_facts.jsonl").read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        if fact["fact"] == "indicator":
            gold.setdefault(fact["id"], set()).add((fact["indicator"], fact["value"]))
    hits = got = 0
    for line in (shared / "gold" / "passages.jsonl").read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        document = read_layout(passage["text"])
        found = {
            (f.values["indicator"], f.values["value"])
            for f in prose_indicators(document, list(sentences_of(document)), None)
        }
        got += len(found)
        hits += len(found & gold.get(passage["id"], set()))
    wanted = sum(map(len, gold.values()))
    assert hits / wanted >= 0.85
    assert hits / got >= 0.9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学生对理论学习满意的占92.6%，对食宿等生活服务满意的占90.4%。", {("theory", 92.6), ("life", 90.4)}),
        ("学生对校园安全表示满意的达99%，对专业课教学的满意率为95%。", {("safety", 99), ("major", 95)}),
        ("回访企业57家，对毕业生表现满意的占94.7%。", {("employers", 94.7)}),
        ("满意度（2022年6月）\n课堂理论教学 93%\n校园生活 89.9%\n", {("theory", 93), ("life", 89.9)}),
        ("一、学生满意度\n实习实训：95%\n校园文化与社团：97%\n", {("practice", 95), ("culture", 97)}),
    ],
)
def test_satisfaction_is_read_however_it_is_put(text: str, expected: set[tuple[str, float]]) -> None:
    found = {(code.removeprefix("satisfaction_"), value) for code, value, _ in figures(text)}
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "家长对学校安全满意的占98%。",
        "参加培训的企业满意度为99%。",
        "生活补助占91%，安全支出占3%。",
        "学生对理论学习不满意的占2%。",
    ],
)
def test_what_others_are_satisfied_with_is_none(text: str) -> None:
    assert figures(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("毕业生中有598人取得职业技能等级证书。", ("certificates", 598, "人")),
        ("1298名毕业生拿到了“1+X”等职业技能等级证书。", ("certificates", 1298, "人")),
        ("有286人通过单独招生升入高等院校深造。", ("advanced_study", 286, "人")),
        ("全年420名学生顺利毕业。", ("graduates", 420, "人")),
        ("今年有六百来人毕业。", ("graduates", 600, "人")),
        ("学校与38家企业保持合作关系。", ("partner_enterprises", 38, "家")),
        ("“澜川班”等订单班在校学生共118人。", ("order_class_students", 118, "人")),
        ("已落实去向733名。", ("employed_graduates", 733, "人")),
        ("教职工235人，其中高级教师58人。", ("senior_title_teachers", 58, "人")),
        ("生师比为18.2比1。", ("student_teacher_ratio", 18.2, ":1")),
        ("校党委下设5个党支部，在册党员97人。", ("party_members", 97, "名")),
        ("就业率连续五年在97%以上。", ("employment_rate", 97, "%")),
        ("全年完成培训3210人次：电工班480人次，创业班120人次。", ("training_persons", 3210, "人次")),
        ("2022年学院总收入21437.6万元。", ("total_income", 21437.6, "万元")),
    ],
)
def test_verbs_and_short_forms_tell_what_is_counted(text: str, expected: Figure) -> None:
    assert expected in figures(text)


@pytest.mark.parametrize(
    "text",
    [
        "35名教师取得高级技师证书。",
        "12名学生考入澜川大学。",
        "学校与5家企业签订订单培养协议。",
        "三个专业转段升学163人。",
        "力争“十四五”末在校生达到5000人。",
        "下一步，学校在校生要达到5000人。",
        "思政课教师按师生比1:350配备到位。",
        "企业向学校赠送图书8000册。",
        "该公司接收岗位实习学生46人。",
        "学校开设双语班级9个。",
        "产业学院覆盖水产养殖技术、食品加工工艺两个专业。",
        "信息学院教职工52人。",
    ],
)
def test_parts_plans_and_gifts_are_no_figures_of_the_school(text: str) -> None:
    assert figures(text) == set()


def test_a_list_takes_the_end_of_its_label_from_its_head() -> None:
    assert figures("馆藏图书：纸质12.4万册，电子6.5万册。") == {
        ("printed_books", 12.4, "万册"),
        ("ebooks", 6.5, "万册"),
    }
    assert figures("三项合格率：文化课94.4%、专业技能96.1%。") == {
        ("culture_pass_rate", 94.4, "%"),
        ("skill_pass_rate", 96.1, "%"),
    }


def test_a_sentence_names_its_indicator_once_for_all_majors() -> None:
    assert scoped("起薪方面，会计事务专业最高，月均3350元；护理专业最低，月均2300元；全校平均2780元。") == {
        ("starting_salary", 3350, "major:会计事务"),
        ("starting_salary", 2300, "major:护理"),
        ("starting_salary", 2780, "school"),
    }
    assert scoped("焊接加工专业就业率91.2%，数控技术应用专业68.3%，电子商务专业82%。") == {
        ("employment_rate", 91.2, "major:焊接加工"),
        ("employment_rate", 68.3, "major:数控技术应用"),
        ("employment_rate", 82, "major:电子商务"),
    }
    assert scoped("焊接加工、会计事务、电子商务专业就业率分别为95%、91.2%、68.3%。") == {
        ("employment_rate", 95, "major:焊接加工"),
        ("employment_rate", 91.2, "major:会计事务"),
        ("employment_rate", 68.3, "major:电子商务"),
    }


def test_figures_of_a_new_major_or_of_a_group_are_theirs() -> None:
    assert scoped("今年新开电子商务专业，首批招生45人。") == {("new_students", 45, "major:电子商务")}
    assert scoped("智能制造专业群在校生3420人。") == {("enrolled_students", 3420, "major:智能制造专业群")}


@pytest.mark.parametrize(
    "text",
    [
        "首期“广岚订单班”就此开班，班里共有19名学生。",
        "与企业合办“广岚班”，在册19人。",
        "订单班“广岚班”19人全部留在了企业。",
    ],
)
def test_the_pupils_of_the_one_order_class(text: str) -> None:
    assert ("order_class_students", 19, "人") in figures(text)


def test_of_several_classes_each_is_but_a_part() -> None:
    assert not figures("与企业合办“广岚班”19人、“东岚班”24人。")


def test_figures_behind_a_cohort_of_a_major_are_the_majors() -> None:
    found = scoped("2022届护理专业毕业生352人，就业345人，就业率98.01%。")
    assert {scope for _, _, scope in found} == {"major:护理"}
