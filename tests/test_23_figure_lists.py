"""Figures told in lists, chains, answers and plans; numbers without units; years that only date events."""

from __future__ import annotations

import pytest

from zhijiao.extract.facts import Fact
from zhijiao.extract.figures.indicators import prose_indicators
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.reading.layout import read_layout


def figures(text: str, own: int | None = None) -> list[Fact]:
    document = read_layout(text)
    return list(prose_indicators(document, list(sentences_of(document)), own))


def stated(text: str) -> set[str]:
    """Return what `text` states, as 'code value', a major's with its name."""
    found = set()
    for fact in figures(text):
        scope = fact.values["scope"]
        name = "" if scope == "school" else f" {scope.removeprefix('major:')}"
        found.add(f"{fact.values['indicator']} {fact.values['value']}{name}")
    return found


def dated(text: str, own: int | None = None) -> set[tuple[float, int | None]]:
    return {(fact.values["value"], fact.values.get("year")) for fact in figures(text, own)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("专任教师212，兼职教师31，双师型88，硕士45。",
         "full_time_teachers 212;part_time_teachers 31;dual_qualified_teachers 88;masters_teachers 45"),
        ("在校生2156，教学班48，教职工167。", "enrolled_students 2156;classes 48;staff 167"),
        ("教职工152名（专任教师131、高级职称38）。",
         "staff 152;full_time_teachers 131;senior_title_teachers 38"),
        ("一、经费（单位：万元）\n全年总收入6210.5，其中财政拨款4890.2；总支出5980。",
         "total_income 6210.5;funding 4890.2;total_expenditure 5980"),
        ("全年总收入6210.5，总支出5980。", ""),
        ("一等奖3、二等奖5、三等奖8，指导教师6。", ""),
        ("毕业生2019，招生2020。", ""),
    ],
)  # fmt: skip
def test_numbers_without_units_take_that_of_their_label(text: str, expected: str) -> None:
    assert stated(text) == {one for one in expected.split(";") if one}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("学生人数逐年攀升：2018年1200→2019年1450→2020年1688。", {(1200, 2018), (1450, 2019), (1688, 2020)}),
        ("招生：2021年320人 → 2022年356人 → 今年402人。", {(320, 2021), (356, 2022), (402, 2023)}),
        ("在校生的曲线朝上：2019年1830名，2020年2168名，2021年2487名。",
         {(1830, 2019), (2168, 2020), (2487, 2021)}),
        ("2021、2022年毕业生分别为812人、865人，就业率分别为97.2%、97.8%。",
         {(812, 2021), (865, 2022), (97.2, 2021), (97.8, 2022)}),
        ("接收顶岗实习2019年46人→2020年61人。", set()),
    ],
)  # fmt: skip
def test_chains_of_years(text: str, expected: set[tuple[float, int]]) -> None:
    assert dated(text, 2023) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建筑、机械、电子三个专业各招40人。",
         "new_students 40 建筑;new_students 40 机械;new_students 40 电子"),
        ("今年招收初中毕业生。三年制：烹饪、汽车运用与维修，各45人；护理，合作高职为某某学院，30人。",
         "new_students 45 烹饪;new_students 45 汽车运用与维修;new_students 30 护理"),
        ("数控技术应用、电子商务与远山学院实行“3+2”培养，分别招生62人、55人。",
         "new_students 62 数控技术应用;new_students 55 电子商务"),
        ("2019年增设无人机专业，首届学生42人。", "new_students 42 无人机"),
        ("护理专业与远山职业技术学院合办大专，今年录取86人。", "new_students 86 护理"),
        ("“远山班”面向护理专业招生30人。", ""),
        ("教学班各40人。", ""),
    ],
)  # fmt: skip
def test_places_by_major(text: str, expected: str) -> None:
    assert stated(text) == {one for one in expected.split(";") if one}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("问：学校有哪些专业？\n答：9个，护理、会计、烹饪等。", "majors_offered 9"),
        ("问：校园有多大？\n答：约180亩。", "campus_area 180"),
        ("问：有多少学生？\n答：目前2300人左右。", "enrolled_students 2300"),
        ("问：学费多少？\n答：3000元一年，另有书本费。", ""),
    ],
)
def test_answers_to_questions(text: str, expected: str) -> None:
    assert stated(text) == {one for one in expected.split(";") if one}


@pytest.mark.parametrize(
    "text",
    [
        "到2030年，在校生规模达到5000人，专任教师达到300人。",
        "学校规划到“十四五”末在校生达6000人，占地500亩。",
        "远期办学规模为在校生6000人。",
        "建成后可容纳学生5000人。",
        "未来三年，学校在校生将突破4000人。",
        "办学之初只有2个专业、3个班、96名学生。",
        "课题组由5名教师组成，其中高级讲师2人。",
        "学院下设机械系（在校生680人）、电子系（在校生520人）。",
        "新建实训楼一栋，建筑面积1.2万平方米。",
        "兄弟学校远山职专现有教职工200人。",
        "今年5月，28名学生赴远山公司实习。",
        "12个专业参加了省级评估。",
        "护理、助产两个专业毕业生就业率都在98%以上。",
        "教师120人。",
        "馆藏图书（含电子图书）8万册。",
        "生均财政拨款1.2万元。",
    ],
)
def test_plans_parts_and_sums_are_left_out(text: str) -> None:
    assert stated(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("设计在校生规模3000人，现有学生2100人，教学班42个。", "enrolled_students 2100;classes 42"),
        ("如今28个专业分给四个教学部。", "majors_offered 28"),
        ("六大专业群22个专业。", "majors_offered 22"),
        ("五个系，二十一个专业。", "majors_offered 21"),
        ("拿12个招生专业作纽带。", "majors_offered 12"),
        ("中职学生总计3210人。", "enrolled_students 3210"),
        ("各类学生共计4600人。", "enrolled_students 4600"),
        ("参加竞赛的学生共计46人。", ""),
        ("在校生近3000人（确切地说是2964人）。", "enrolled_students 2964"),
        ("“双师型”教师比例超过八成，就业率九成五以上。", "dual_qualified_ratio 80;employment_rate 95"),
        ("“双师型”教师72人，占专业课教师（98人）的73.47%。",
         "dual_qualified_teachers 72;specialised_teachers 98;dual_qualified_ratio 73.47"),
        ("2013届毕业生到6月底95%以上已落实去向。", "employment_rate 95"),
        ("初次就业率93.2%，年底达97.5%。", "initial_employment_rate 93.2;employment_rate 97.5"),
        ("类似的合作，学院同160余家本地企业都有。", "partner_enterprises 160"),
        ("订单培养协议签了60多家大中型企业。", "partner_enterprises 60"),
        ("校企合作企业包括宏达机电、远洋电子等18家。", "partner_enterprises 18"),
        ("2022年安排专项资金150万元，用于购置数控设备。", "new_equipment_value 150"),
        ("新购教学设备386万元。", "new_equipment_value 386"),
        ("专任教师60人，全年培训在岗职工1200人次。", "full_time_teachers 60;training_persons 1200"),
        ("社会培训12期2100人。", "training_persons 2100"),
        ("教学班：高一18个、高二17个、高三16个，共51个。", "classes 51"),
        ("至此10个班、353人。", "classes 10;enrolled_students 353"),
        ("石油路，150亩，建筑91674平方米。", "campus_area 150;floor_area 91674"),
        ("9月1日，1086名新生走进校园。", "new_students 1086"),
        ("576名学生在32家企业顶岗实习。", "interns 576"),
        ("1985年招收财会、农学两个班共96人。", "new_students 96"),
    ],
)  # fmt: skip
def test_more_wordings(text: str, expected: str) -> None:
    assert stated(text) == {one for one in expected.split(";") if one}


def test_a_year_that_dates_an_event_is_not_that_of_the_figures() -> None:
    assert dated("学校始建于1985年，现有在校生3120人。", 1985) == {(3120, None)}
    assert dated("2021年，学校在校生3120人。教职工210人。", 2021) == {(3120, 2021), (210, 2021)}
    assert dated("1951年开办，校址在山下，头一年招74人。", 1951) == {(74, 1951)}


def test_a_news_items_date_is_its_year() -> None:
    text = "远山学院1995年成立。学校今年招生1200人。\n——远山日报 2014年11月25日"
    assert dated(text, 1995) == {(1200, 2014)}


def test_the_one_count_of_pupils_in_a_text_about_one_class() -> None:
    text = "“远山班”开班了，由远山公司委托培养。36名学员毕业就上岗。"
    assert stated(text) == {"order_class_students 36"}
    assert stated(text + "另有20名学生到场。") == set()
