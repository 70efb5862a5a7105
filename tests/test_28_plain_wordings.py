"""Plain wordings that generated reports showed the extraction to miss, or to read as what they are not."""

from __future__ import annotations

import pytest

from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.facts import Fact
from zhijiao.extract.reading.blocks import Heading
from zhijiao.extract.reading.layout import read_layout

TITLE = "甲县青松职业技术学校质量年度报告（2022年度）\n"
ITEMS = ("工程测量", "导游服务", "服装设计", "会计技能", "护理技能")
WINNERS = ("付熙军", "尹英", "贾桂俊", "顾敏", "齐娟芳")
WORK = TITLE + "四、校企合作\n（一）合作育人\n"


def found(text: str, kind: str) -> list[Fact]:
    return [fact for fact in extract_facts(read_layout(text)) if fact.kind == kind]


def names(text: str, kind: str, key: str) -> set[object]:
    return {fact.get(key) for fact in found(text, kind)}


def test_numbered_lines_one_below_the_other_are_a_list_and_no_headings() -> None:
    text = TITLE + (
        "三、技能竞赛\n2022年，学校师生取得较好成绩。\n"
        "1.温文涵在乙省职业院校技能大赛会计技能赛项中获三等奖，指导教师温怡\n"
        "2.汤艳、方丽丽同学获乙省职业院校技能大赛导游服务项目三等奖（指导教师：龚玉刚）\n"
        "3.张涵在乙省职业院校技能大赛中餐热菜赛项中获一等奖，指导教师杨丽\n\n"
        "全年训练没有间断。\n"
    )
    assert names(text, "award", "item") == {"会计技能", "导游服务", "中餐热菜"}
    headings = [block for block in read_layout(text).blocks if isinstance(block, Heading)]
    assert [heading.passage.text for heading in headings] == ["技能竞赛"]


def test_numbered_headings_with_text_below_them_stay_headings() -> None:
    text = (
        TITLE
        + "三、学生\n1.招生情况\n2022年招生892人。\n2.就业情况\n2022年就业率98.2%。\n3.升学\n升学458人。\n"
    )
    headings = [block for block in read_layout(text).blocks if isinstance(block, Heading)]
    assert [heading.passage.text for heading in headings] == ["学生", "招生情况", "就业情况", "升学"]


def test_columns_of_spaces_under_the_title_of_a_table_are_a_table() -> None:
    text = WORK + (
        "校企合作情况一览表\n"
        "合作企业                    对接专业          合作内容\n"
        "丙城骏远餐饮管理公司        广播影视节目制作  员工培训\n"
        "丙城骏丰新能源科技有限公司  广播影视节目制作  共建实训室\n"
    )
    assert names(text, "partnership", "partner") == {"丙城骏远餐饮管理公司", "丙城骏丰新能源科技有限公司"}


@pytest.mark.parametrize(
    "sentence",
    [
        "海尔自2016年起接收机电技术应用专业学生顶岗实习。",
        "学校与海尔共同设立企业奖学金。",
        "2018年，海尔到校招聘毕业生，双方签订就业合作协议。",
        "学校为海尔开展员工技能培训。",
        "机电技术应用专业49名学生到海尔跟岗实习。",
    ],
)
def test_well_known_firms_are_known_by_two_characters(sentence: str) -> None:
    assert names(WORK + sentence, "partnership", "partner") == {"海尔"}


@pytest.mark.parametrize(
    "sentence", ["学生的联想能力有所提高，双方签订合作协议。", "改革浪潮中学校签订多项协议。"]
)
def test_words_that_firms_are_called_by_stay_words(sentence: str) -> None:
    assert not found(WORK + sentence, "partnership")


def test_a_table_of_partners_may_name_them_by_two_characters() -> None:
    rows = "序号\t合作单位\t合作专业\t合作形式\n1\t海尔\t选矿技术\t顶岗实习\n2\t双汇\t选矿技术\t员工培训\n"
    assert names(WORK + rows, "partnership", "partner") == {"海尔", "双汇"}


@pytest.mark.parametrize(
    "sentence",
    ["海尔集团负责人一行来校参观，与学生作了交流。", "奇瑞汽车股份有限公司的工程师应邀出席开学典礼并讲话。"],
)
def test_guests_are_no_partners(sentence: str) -> None:
    assert not found(WORK + sentence, "partnership")


@pytest.mark.parametrize("name", ["县特殊教育学校", "县实验小学", "县第二中学", "县物流协会"])
def test_bodies_of_the_county_are_named_without_it(name: str) -> None:
    text = WORK + f"学校与{name}合作，签订协议，结对帮扶，开展员工培训。"
    assert names(text, "partnership", "partner") == {name}


def test_bases_outside_are_listed_with_one_firm_a_line() -> None:
    text = (
        TITLE + "四、校企合作\n（二）校外实训基地\n学校校外实训基地名单如下：\n\n"
        "丁州永丰食品有限公司\n丁州宏星商贸有限公司\n"
    )
    partners = found(text, "partnership")
    assert {fact.get("partner") for fact in partners} == {"丁州永丰食品有限公司", "丁州宏星商贸有限公司"}
    assert not found(text, "programme")


def test_a_sum_with_a_point_is_no_year() -> None:
    text = TITLE + "六、经费\n2021年，学校总收入1949.2万元，财政拨款1656.8万元，总支出1925.8万元。"
    assert {fact.get("year") for fact in found(text, "indicator")} == {2021}


def test_a_city_whose_name_holds_a_shop_is_none() -> None:
    text = (
        TITLE + "学校2006年被评为省德育先进集体，2010年被评为驻马店市文明单位，2014年被评为河南省绿色学校。"
    )
    assert names(text, "honour", "title") == {"省德育先进集体", "驻马店市文明单位", "河南省绿色学校"}


def test_a_competition_may_be_entered_or_won_without_a_word_of_place() -> None:
    text = TITLE + "三、竞赛\n李文老师参加2022年戊市优质课评比，获得一等奖。\n"
    assert names(text, "award", "event") == {"戊市优质课评比"}


def test_a_former_name_is_neither_honour_nor_programme() -> None:
    text = TITLE + "1965年建校时校名为弋阳县成人教育中心，1990年改用现名。"
    assert names(text, "predecessor", "name") == {"弋阳县成人教育中心"}
    assert not [*found(text, "programme"), *found(text, "honour")]


def test_majors_are_listed_with_their_codes_one_a_line() -> None:
    text = TITLE + "三、专业\n学校共开设专业2个，具体如下：\n①环境监测技术（620801）\n②足球运动（770304）\n"
    assert {(fact.get("name"), fact.get("code")) for fact in found(text, "major")} == {
        ("环境监测技术", "620801"),
        ("足球运动", "770304"),
    }


def test_the_first_cell_of_many_rows_is_no_running_head() -> None:
    rows = [("赛事", "项目", "选手", "等级")]
    rows += [
        ("乙省中等职业学校技能大赛", item, name, "二等奖") for item, name in zip(ITEMS, WINNERS, strict=True)
    ]
    table = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)
    awards = found(
        TITLE + f"三、技能竞赛\n表3  2022年学生竞赛获奖情况\n{table}\n\n全年训练没有间断。\n", "award"
    )
    assert [(fact.get("item"), fact.get("recipients")) for fact in awards] == [
        (item, [name]) for item, name in zip(ITEMS, WINNERS, strict=True)
    ]


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (
            "项目\t2021年\t2022年\n招生（人）\t570\t538\n在校生（人）\t1993\t1906\n毕业学生（人）\t482\t513",
            {("enrolled_students", 1993, 2021), ("enrolled_students", 1906, 2022), ("graduates", 513, 2022)},
        ),
        (
            "指标\t单位\t数值\n占地面积\t亩\t270\n实训工位\t个\t1978\n图书馆藏书\t万册\t4.1",
            {("workstations", 1978, 2022), ("printed_books", 4.1, 2022)},
        ),
    ],
)
def test_figures_in_tables_that_look_like_years_are_none(
    table: str, values: set[tuple[str, float, int]]
) -> None:
    facts = found(TITLE + f"一、规模\n基本情况\n{table}\n", "indicator")
    assert values <= {(str(fact.get("indicator")), fact.get("value"), fact.get("year")) for fact in facts}
    assert {fact.get("year") for fact in facts} <= {2021, 2022}


def test_a_sentence_torn_by_a_line_break_is_one() -> None:
    text = TITLE + "一、教师\n学校有教职工202人，专任教师162人，高级\n职称教师51人。\n生师比16：1。\n"
    assert ("senior_title_teachers", 51) in {
        (fact.get("indicator"), fact.get("value")) for fact in found(text, "indicator")
    }


@pytest.mark.parametrize(
    "name",
    ["甘孜盛天商贸公司", "许昌永越新能源科技公司", "黔南昊越智能装备有限责任公司", "廊坊昊越酒店管理公司"],
)
def test_a_brand_behind_a_place_is_part_of_the_name(name: str) -> None:
    assert names(WORK + f"学校与{name}共同设立企业奖学金。", "partnership", "partner") == {name}
