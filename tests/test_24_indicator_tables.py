"""Indicators in tables of all forms, and what is none."""

from __future__ import annotations

import pytest

from zhijiao.extract.facts import Fact
from zhijiao.extract.figures.table_indicators import table_indicators
from zhijiao.extract.reading.blocks import Table
from zhijiao.extract.reading.layout import read_layout

OWN = 2022


def tabbed(*rows: str) -> str:
    """Return rows, cells parted by bars, as lines with tabs."""
    return "".join("\t".join(cell.strip() for cell in row.split("|")) + "\n" for row in rows)


def facts_of(text: str) -> list[Fact]:
    document = read_layout(text)
    found: list[Fact] = []
    for block in document.blocks:
        if isinstance(block, Table):
            found += table_indicators(document, block, OWN)
    for fact in found:
        for one in fact.evidence:
            assert one.quote and text[one.start : one.end] == one.quote
    return found


def figures(text: str) -> set[tuple[str, float, str]]:
    return {(f.values["indicator"], f.values["value"], f.values["unit"]) for f in facts_of(text)}


def dated(text: str) -> set[tuple[str, float, int]]:
    return {(f.values["indicator"], f.values["value"], f.values["year"]) for f in facts_of(text)}


def scoped(text: str) -> set[tuple[str, float, str]]:
    return {(f.values["indicator"], f.values["value"], f.values["scope"]) for f in facts_of(text)}


def test_years_in_rows() -> None:
    text = tabbed("年份 | 招生数 | 毕业生数", "2021年 | 733 | 574", "2022年 | 701 | 623")
    assert dated(text) == {
        ("new_students", 733, 2021),
        ("graduates", 574, 2021),
        ("new_students", 701, 2022),
        ("graduates", 623, 2022),
    }


@pytest.mark.parametrize("head", ["项目 | 2021年 | 2022年", "项目 | 2021 | 2022"])
def test_years_in_columns(head: str) -> None:
    text = tabbed(head, "在校生数 | 1768 | 1833", "巩固率 | 98.6% | 98.7%")
    assert dated(text) == {
        ("enrolled_students", 1768, 2021),
        ("enrolled_students", 1833, 2022),
        ("retention_rate", 98.6, 2021),
        ("retention_rate", 98.7, 2022),
    }


def test_a_label_beside_its_figure_once_and_twice_in_a_row() -> None:
    single = "| 指标 | 数值 |\n| --- | --- |\n| 占地面积（亩） | 203 |\n| 教职工总数 | 231 |\n"
    double = tabbed("占地面积（亩） | 203 | 教职工总数 | 231")
    expected = {("campus_area", 203, "亩"), ("staff", 231, "人")}
    assert figures(single) == expected
    assert figures(double) == expected


def test_majors_in_rows_with_a_total() -> None:
    text = tabbed(
        "专业 | 毕业人数 | 就业率（%）", "会计 | 94 | 98.9", "护理 | 43 | 97.7", "合计 | 137 | 98.5"
    )
    assert scoped(text) == {
        ("graduates", 94, "major:会计"),
        ("employment_rate", 98.9, "major:会计"),
        ("graduates", 43, "major:护理"),
        ("employment_rate", 97.7, "major:护理"),
        ("graduates", 137, "school"),
        ("employment_rate", 98.5, "school"),
    }


def test_majors_in_columns() -> None:
    text = tabbed("指标 | 会计 | 护理 | 合计", "在校生数 | 94 | 43 | 137")
    assert scoped(text) == {
        ("enrolled_students", 94, "major:会计"),
        ("enrolled_students", 43, "major:护理"),
        ("enrolled_students", 137, "school"),
    }


def test_an_unlabelled_last_row_counts_where_it_sums_up() -> None:
    rows = tabbed("专业 | 在校生数", "会计 | 94", "护理 | 43", "学前教育 | 60")
    assert ("enrolled_students", 197, "school") in scoped(rows + tabbed(" | 197"))
    assert not [one for one in scoped(rows + tabbed(" | 150")) if one[1] == 150]


def test_spanning_headers_in_tabs_and_with_merged_cells_left_out() -> None:
    spanned = tabbed(
        "年份 | 教学仪器设备（万元） |  | 纸质图书（册） | ",
        " | 总值 | 生均 | 总数 | 生均",
        "2022年 | 1056.8 | 0.58 | 105800 | 58",
    )
    assert figures(spanned) == {
        ("equipment_value", 1056.8, "万元"),
        ("equipment_per_student", 0.58, "万元"),
        ("printed_books", 105800, "册"),
        ("books_per_student", 58, "册"),
    }
    lines = [
        ["", "招生总数", "其中", "在校生总数"],
        ["", "", "全日制", "非全日制", ""],
        ["2022学年", "1112", "1100", "12", "3256"],
    ]
    celled = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in lines) + "\n"
    assert figures(celled) == {("new_students", 1112, "人"), ("enrolled_students", 3256, "人")}


def test_shares_changes_and_parts_are_no_counts() -> None:
    text = tabbed(
        "类别 | 人数 | 比例",
        "专任教师 | 118 | 100%",
        "双师型教师 | 56 | 80.0%",
        "硕士及以上学历 | 21 | 17.8%",
        "其中：女 | 70 | 59.3%",
    )
    assert figures(text) == {
        ("full_time_teachers", 118, "人"),
        ("dual_qualified_teachers", 56, "人"),
        ("dual_qualified_ratio", 80, "%"),
        ("masters_teachers", 21, "人"),
    }
    changed = tabbed(
        " | 招生数 | 在校生数", "2021年 | 1120 | 3285", "2022年 | 1112 | 3256", "比增 | -0.71% | -0.88%"
    )
    assert len(figures(changed)) == 4


def test_units_in_a_column_of_their_own() -> None:
    text = tabbed(
        "指标 | 单位 | 2021年 | 2022年 | 增减",
        "占地面积 | 亩 | 200 | 210 | 10",
        "设备总值 | 万元 | 4100.5 | 4560.8 | 460.3",
    )
    assert figures(text) == {
        ("campus_area", 200, "亩"),
        ("campus_area", 210, "亩"),
        ("equipment_value", 4100.5, "万元"),
        ("equipment_value", 4560.8, "万元"),
    }


def test_groups_named_once_for_several_rows() -> None:
    text = tabbed(
        "分类 | 项目 | 数值",
        "教学仪器设备（万元） | 总值 | 4560.8",
        " | 生均 | 1.3",
        "纸质图书（册） | 总数 | 120000",
        " | 生均 | 28",
    )
    assert figures(text) == {
        ("equipment_value", 4560.8, "万元"),
        ("equipment_per_student", 1.3, "万元"),
        ("printed_books", 120000, "册"),
        ("books_per_student", 28, "册"),
    }


def test_two_years_under_each_group_of_columns() -> None:
    text = tabbed(
        "专业 | 2021年 |  | 2022年 | ",
        " | 招生数 | 在校生数 | 招生数 | 在校生数",
        "护理 | 100 | 300 | 110 | 310",
        "会计 | 80 | 240 | 90 | 250",
    )
    assert ("enrolled_students", 300, 2021) in dated(text)
    assert ("new_students", 90, 2022) in dated(text)
    assert len(dated(text)) == 8


def test_subtotals_of_departments_are_left_out() -> None:
    text = tabbed(
        "系部 | 专业 | 在校生",
        "机电系 | 机电技术应用 | 560",
        " | 数控技术应用 | 300",
        "小计 |  | 860",
        "总计 |  | 1270",
    )
    assert {value for _, value, scope in scoped(text) if scope == "school"} == {1270}


def test_lists_of_people_firms_and_results_state_no_indicator() -> None:
    assert (
        figures(tabbed("序号 | 姓名 | 职称 | 年龄", "1 | 甲 | 高级讲师 | 45", "2 | 乙 | 讲师 | 38")) == set()
    )
    assert (
        figures(
            tabbed(
                "序号 | 企业名称 | 合作专业 | 接收学生数（人）", "1 | 恒远公司 | 护理 | 30", "合计 |  |  | 30"
            )
        )
        == set()
    )
    assert figures(tabbed("赛项 | 选手 | 奖项", "护理技能 | 甲、乙 | 一等奖")) == set()


def test_a_table_goes_on_after_its_page_without_a_header() -> None:
    first = tabbed("专业 | 毕业人数 | 就业率（%）", "会计 | 94 | 98.9", "护理 | 43 | 97.7")
    text = first + "\n— 3 —\n\n" + tabbed("学前教育 | 60 | 96.7", "中餐烹饪 | 50 | 100")
    assert ("graduates", 60, "major:学前教育") in scoped(text)
    assert ("employment_rate", 100, "major:中餐烹饪") in scoped(text)


def test_grades_and_departments_are_left_out() -> None:
    text = tabbed("年级 | 在校生数", "2021级 | 430", "2022级 | 410", "合计 | 840")
    assert scoped(text) == {("enrolled_students", 840, "school")}


def test_a_majors_name_broken_over_two_rows_is_set_together() -> None:
    text = tabbed("专业 | 起薪", "会计 | 3000", "电气自动化设备 | ", "安装与维修 | 3200")
    assert ("starting_salary", 3200, "major:电气自动化设备安装与维修") in scoped(text)


def test_the_caption_says_what_is_counted_and_when() -> None:
    text = tabbed(
        "表1 2021年各专业在校生（单位：人）", "专业 | 代码 | 人数", "会计 | 730301 | 94", "护理 | 720201 | 43"
    )
    found = {
        (f.values["indicator"], f.values["value"], f.values["scope"], f.values["year"])
        for f in facts_of(text)
    }
    assert found == {
        ("enrolled_students", 94, "major:会计", 2021),
        ("enrolled_students", 43, "major:护理", 2021),
    }


def test_impossible_figures_are_not_read() -> None:
    assert figures(tabbed("指标 | 数值", "就业率（%） | 138", "教职工总数 | 19.5")) == set()


def test_training_of_the_schools_teachers_is_no_social_training() -> None:
    text = tabbed("表7 教师培训一览表", "项目 | 培训人次", "国家级 | 41", "合计 | 41")
    assert figures(text) == set()


def test_a_table_of_bare_cells_tells_its_indicators() -> None:
    header = ["指标", "单位", "2021年", "2022年"]
    rows = ["教学仪器设备总值", "万元", "8865.2", "9412.7", "生均纸质图书", "册", "34.6", "34.5"]
    text = "表1 办学条件\n" + "\n".join(header + rows)
    assert dated(text) == {
        ("equipment_value", 8865.2, 2021),
        ("equipment_value", 9412.7, 2022),
        ("books_per_student", 34.6, 2021),
        ("books_per_student", 34.5, 2022),
    }


def test_units_tell_what_columns_without_headers_count() -> None:
    rows = ["护理", "5个班", "231人", "会计事务", "3个班", "128人", "合计", "8个班", "359人"]
    text = "各专业在校生分布\n" + "\n".join(rows)
    assert scoped(text) >= {
        ("classes", 5, "major:护理"),
        ("enrolled_students", 231, "major:护理"),
        ("enrolled_students", 128, "major:会计事务"),
        ("enrolled_students", 359, "school"),
    }


def test_a_table_of_satisfactions_need_not_say_so_in_each_header() -> None:
    across = tabbed("项目|理论学习|实习实训|生活", "满意度|93.5%|97.1%|91.2%")
    down = "表2 学生满意度\n" + tabbed("项目|比例", "理论学习|93.5%", "实习实训|97.1%", "生活|91.2%")
    expected = {
        ("satisfaction_theory", 93.5, "%"),
        ("satisfaction_practice", 97.1, "%"),
        ("satisfaction_life", 91.2, "%"),
    }
    assert figures(across) == expected
    assert figures(down) == expected
    assert figures(tabbed("项目|生活|安全", "支出占比|91.2%|3%")) == set()


def test_a_score_card_in_parts_says_its_headers_once() -> None:
    head = "指标 | 单位 | 2021年 | 2022年"
    first = tabbed(head, "就业率 | % | 95.8 | 96.4", "月收入 | 元 | 4120 | 4385")
    second = tabbed("生师比 | ：1 | 17.2 | 16.9", "双师素质专任教师比例 | % | 58.3 | 62.9")
    text = f"计分卡\n{first}资源表\n{second}"
    assert dated(text) == {
        ("employment_rate", 95.8, 2021),
        ("employment_rate", 96.4, 2022),
        ("starting_salary", 4120, 2021),
        ("starting_salary", 4385, 2022),
        ("student_teacher_ratio", 17.2, 2021),
        ("student_teacher_ratio", 16.9, 2022),
        ("dual_qualified_ratio", 58.3, 2021),
        ("dual_qualified_ratio", 62.9, 2022),
    }


def test_a_line_about_the_school_may_stand_over_the_headers() -> None:
    text = tabbed(
        "名称： | 澜川工贸职业学院 |  | ",
        "指标 | 单位 | 2021年 | 2022年",
        "毕业生人数 | 人 | 2310 | 2455",
        "毕业去向落实人数 | 人 | 2240 | 2390",
    )
    assert ("graduates", 2310, 2021) in dated(text)
    assert ("employed_graduates", 2390, 2022) in dated(text)


def test_a_label_may_hold_its_year_or_a_bracket_of_what_it_takes_in() -> None:
    text = tabbed("2021年招新 | 533名", "2021年毕业 | 835人", "现有在校 | 2102人（高级工296人在内）")
    assert dated(text) == {
        ("new_students", 533, 2021),
        ("graduates", 835, 2021),
        ("enrolled_students", 2102, 2022),
    }
    taken_in = tabbed("指标 | 2021年 | 2022年", "专业课教师（含实习指导教师） | 243 | 262")
    assert len(dated(taken_in)) == 2


def test_short_headers_of_employment_by_major() -> None:
    text = tabbed(
        "专业 | 毕业 | 就业 | 直接就业 | 对口", "护理 | 163 | 161 | 47 | 45", "会计 | 55 | 54 | 18 | 12"
    )
    assert {one[0] for one in scoped(text)} == {
        "graduates",
        "employed_graduates",
        "direct_employed",
        "matched_employed",
    }


def test_a_title_over_a_table_says_that_it_is_of_satisfaction() -> None:
    text = "满意度调查\n" + tabbed("年度 | 校园文化 | 食宿", "2021 | 94.1 | 90.2", "2022 | 95.2 | 91.0")
    assert ("satisfaction_life", 90.2, 2021) in dated(text)
    assert ("satisfaction_culture", 95.2, 2022) in dated(text)


@pytest.mark.parametrize("mark", [" ", "  ", "\t", " | "])
def test_one_row_of_figures_under_years_is_what_the_line_above_names(mark: str) -> None:
    years, row = mark.join(["2019年", "2020年", "2021年"]), mark.join(["1684.3", "1319.5", "1548.6"])
    text = f"说明到此为止。\n国家财政性教育经费收入（万元）\n{years}\n{row}\n"
    document = read_layout(text)
    table = next(block for block in document.blocks if isinstance(block, Table))
    found = {
        (fact.values["indicator"], fact.values["value"], fact.values["year"])
        for fact in table_indicators(document, table, None)
    }
    assert found == {("funding", 1684.3, 2019), ("funding", 1319.5, 2020), ("funding", 1548.6, 2021)}


def test_a_line_that_names_no_indicator_makes_no_table_of_years() -> None:
    document = read_layout("学校大事\n2019年 2020年\n获奖 12 13\n")
    assert not any(isinstance(block, Table) for block in document.blocks)


def test_a_table_of_firms_classes_counts_their_pupils_by_major() -> None:
    text = "班名\t企业\t专业\t人数\n远山班\t远山公司\t机电一体化\t42\n近水班\t近水公司\t市场营销\t35\n"
    document = read_layout(text)
    table = next(block for block in document.blocks if isinstance(block, Table))
    found = {
        (fact.values["indicator"], fact.values["value"], fact.values["scope"])
        for fact in table_indicators(document, table, 2022)
    }
    assert found == {
        ("order_class_students", 42, "major:机电一体化"),
        ("order_class_students", 35, "major:市场营销"),
    }
