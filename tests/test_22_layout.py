"""Lines to headings, paragraphs and tables; page furniture set aside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.extract.figures.table_columns import header_texts
from zhijiao.extract.reading.blocks import Heading, Paragraph, Table
from zhijiao.extract.reading.layout import read_layout

LONG = "学校坚持立德树人的根本任务，围绕地方产业办好每一个专业，服务每一名学生的成长和发展"


def paragraphs(text: str) -> list[str]:
    return [block.passage.text for block in read_layout(text).blocks if isinstance(block, Paragraph)]


def headings(text: str) -> list[tuple[int, str]]:
    blocks = read_layout(text).blocks
    return [(block.level, block.passage.text) for block in blocks if isinstance(block, Heading)]


def tables(text: str) -> list[Table]:
    return [block for block in read_layout(text).blocks if isinstance(block, Table)]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_lines_broken_at_a_width_are_joined_also_over_a_page() -> None:
    lines = [LONG[:36]] * 6
    text = "\n".join(lines) + "\n\n— 3 —\n\n" + "并取得成效。\n\n另一段。\n"
    assert paragraphs(text) == ["".join(lines) + "并取得成效。", "另一段。"]


def test_long_paragraphs_beside_broken_lines_do_not_hide_the_width() -> None:
    broken = "\n".join([LONG[:38], LONG[:37] + "办", LONG[:38], LONG[:38], "到此为止。"])
    text = f"{LONG * 3}。\n{LONG * 2}。\n{LONG * 4}。\n{broken}\n"
    assert len(paragraphs(text)) == 4


def test_a_line_to_each_paragraph_stays_so() -> None:
    text = "".join(f"{LONG}{LONG}{number}。\n" for number in range(5))
    assert len(paragraphs(text)) == 5


def test_indented_lines_begin_paragraphs() -> None:
    text = f"　　{LONG[:30]}\n{LONG[30:34]}。\n　　{LONG[:30]}\n{LONG[30:34]}。\n"
    assert paragraphs(text) == [LONG[:34] + "。"] * 2


def test_bullets_lose_their_mark() -> None:
    assert paragraphs("● 学校占地128亩。\n● 教职工186人。\n") == ["学校占地128亩。", "教职工186人。"]


# Tables -------------------------------------------------------------------------------------------------


def test_cells_parted_by_tabs() -> None:
    (table,) = tables("年份\t招生\t毕业\n2021年\t733\t574\n2022年\t701\t623\n")
    assert cells(table) == [["年份", "招生", "毕业"], ["2021年", "733", "574"], ["2022年", "701", "623"]]
    assert table.header_rows == 1


def test_cells_parted_by_bars_with_a_rule() -> None:
    (table,) = tables("| 专业 | 人数 |\n| :--- | ---: |\n| 护理 | 94 |\n| 会计 | 43 |\n")
    assert cells(table) == [["专业", "人数"], ["护理", "94"], ["会计", "43"]]
    assert table.header_rows == 1


def test_one_cell_to_a_line() -> None:
    (table,) = tables("\t年份\n\t招生\n\n\t2021年\n\t733\n\n\t2022年\n\t701\n")
    assert cells(table) == [["年份", "招生"], ["2021年", "733"], ["2022年", "701"]]


def test_rows_have_one_length() -> None:
    (table,) = tables("甲\t乙\t丙\n1\t2\n3\t4\t5\n")
    assert {len(row) for row in table.rows} == {3} == {table.width}


def test_merged_header_cells_are_set_over_their_columns() -> None:
    rows = [["", "招生", "其中", "在校"], ["", "", "男", "女", ""], ["2021年", "10", "6", "4", "30"]]
    text = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)
    (table,) = tables(text + "\n")
    assert cells(table)[0] == ["", "招生", "其中", "其中", "在校"]
    assert cells(table)[1] == ["", "招生", "男", "女", "在校"]
    assert header_texts(table) == ["", "招生", "其中男", "其中女", "在校"]


def test_years_alone_in_the_first_row_are_a_header() -> None:
    (table,) = tables("项目\t2021\t2022\n招生\t733\t701\n")
    assert table.header_rows == 1


def test_a_table_of_words_has_one_header() -> None:
    (table,) = tables("赛项\t选手\t奖项\n护理\t甲\t一等奖\n会计\t乙\t二等奖\n")
    assert table.header_rows == 1


def test_the_caption_above_goes_with_its_unit_line() -> None:
    (table,) = tables("表2 经费情况\n单位：万元\n年份\t收入\n2021年\t733\n2022年\t800\n")
    assert table.caption is not None
    assert "经费情况" in table.caption.text
    assert "万元" in table.caption.text


def test_a_bare_title_or_the_heading_above_is_the_caption() -> None:
    (titled,) = tables("学校毕业生统计表\n年份\t毕业\n2021年\t733\n")
    (headed,) = tables("三、毕业生\n年份\t毕业\n2021年\t733\n")
    assert titled.caption is not None
    assert headed.caption is not None
    assert (titled.caption.text, headed.caption.text) == ("学校毕业生统计表", "毕业生")


def test_a_caption_below_is_the_tables_too() -> None:
    (table,) = tables("序号\t人数\n1\t733\n2\t800\n\n表 3：培训情况汇总表\n\n学校继续努力。\n")
    assert table.caption is not None
    assert "培训情况" in table.caption.text


ONE = "序号\t人数\n1\t733\n2\t800\n"
TWO = "项目\t金额\n培训\t12.5\n设备\t86\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"表1 甲\n{ONE}\n表2 乙\n{TWO}", ["表1甲", "表2乙"]),
        (f"{ONE}表1 甲\n\n{TWO}表2 乙\n", ["表1甲", "表2乙"]),
        (f"{ONE}\n表1 甲\n\n{TWO}\n表2 乙\n", ["表1甲", "表2乙"]),
        (f"{ONE}表1 甲\n\n{TWO}", ["表1甲", None]),  # it stands nearer to the one above
        (f"{ONE}\n表1 甲\n{TWO}", [None, "表1甲"]),
        (f"{ONE}\n表1 甲\n\n{LONG}。\n\n{TWO}\n表2 乙\n\n{ONE}", ["表1甲", "表2乙", None]),  # as most do
        (f"表1 甲\n\n（截至2021年底）\n{ONE}", ["表1甲"]),
        (f"表1 甲\n\n图1 乙\n{ONE}", ["表1甲"]),
    ],
)
def test_captions_go_to_the_table_that_they_name(text: str, names: list[str | None]) -> None:
    assert [table.caption.text if table.caption else None for table in tables(text)] == names


def test_the_sentence_before_a_table_leads_to_it() -> None:
    (table,) = tables(f"{LONG}。各年人数如下表：\n{ONE}")
    assert table.lead is not None
    assert table.lead.text == "各年人数如下表："
    (table,) = tables(f"{LONG}。\n一、规模\n{ONE}")
    assert table.lead is None


def test_a_caption_does_not_wait_past_a_paragraph() -> None:
    (table,) = tables(f"表1 教师情况\n{LONG}。\n年份\t毕业\n2021年\t733\n")
    assert table.caption is None


def test_a_table_that_goes_on_takes_the_header_along() -> None:
    first, second = tables("专业\t人数\n护理\t94\n会计\t43\n\n- 4 -\n\n一一一\n\n专业\t人数\n电工\t12\n")
    assert cells(first)[0] == cells(second)[0] == ["专业", "人数"]
    (whole,) = tables("专业\t人数\t比例\n护理\t94\t10\n\n续表1\n电工\t12\t3\n焊接\t9\t2\n")
    assert header_texts(whole) == ["专业", "人数", "比例"]
    assert cells(whole)[1:] == [["护理", "94", "10"], ["电工", "12", "3"], ["焊接", "9", "2"]]


def test_a_tab_in_a_sentence_makes_no_table() -> None:
    assert tables("学校占地\t128亩，环境优美。\n教职工186人。\n") == []


PIECES = [
    *("护理", "专业", "人数", "412", "2021年", "合计", "王小明", "（", "）", "、", "。", "1", "2", "3"),
    *("\t", "\t", "\n", "\n", "\n", "\n\n", "  ", "   ", "|", "\f", "- 3 -", "........3", "目录"),
    *("表1 情况", "续表", "单位：万元", "9 687.61", "图1 活动", "注：数据", "一、学校", "（一）", "1.1 概况"),
    *("1. 规模", "1 学校", "①经费", "#", "-"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_any_text_is_read_and_every_block_stands_in_it(text: str) -> None:
    document = read_layout(text)
    for block in document.blocks:
        if isinstance(block, Table):
            assert len({len(row) for row in block.rows}) == 1
            assert 0 <= block.header_rows <= len(block.rows)
            assert len(block.units) == block.width
            passages = [cell for row in block.rows for cell in row]
        else:
            passages = [block.passage]
            assert block.passage.text
        for passage in passages:
            assert len(passage.text) == len(passage.offsets)
            assert all(0 <= at < len(text) for at in passage.offsets)


@pytest.mark.parametrize(
    "text",
    [
        f"学校{' ' * 100_000}情况\n",
        f"第{' ' * 100_000}页\n",
        f"目录\n{'. ' * 20_000}3\n",
        "专业   人数   比例\n" * 2_000,
        "\t甲\n乙\n\n" * 2_000,
        "续表\n甲\t乙\n1\t2\n" * 1_000,
        ("甲" + "\t" * 150 + "乙\n") * 500,
    ],
)
def test_texts_made_to_be_slow_are_read_all_the_same(text: str) -> None:
    assert read_layout(text).text == text


BARE = ["专业", "在校生数", "招生数", "护理", "412", "150", "会计事务", "208", "77", "电子商务", "96", "31"]
BARE_ROWS = [BARE[at : at + 3] for at in range(0, 12, 3)]


@pytest.mark.parametrize("part", ["\n", "\n\n"])
def test_cells_that_stand_one_to_a_line_make_rows(part: str) -> None:
    text = f"{LONG}。\n表1-2 专业情况{part}{part.join(BARE)}\n\n{LONG}。\n"
    (table,) = tables(text)
    assert cells(table) == BARE_ROWS
    assert table.header_rows == 1
    assert table.caption is not None
    assert paragraphs(text) == [f"{LONG}。", f"{LONG}。"]


def test_blank_lines_may_part_the_rows_of_bare_cells() -> None:
    (table,) = tables("\n\n".join("\n".join(row) for row in BARE_ROWS))
    assert cells(table) == BARE_ROWS


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        (  # a cell merged downwards, and a row of sums
            "大类 专业名称 班级数 在校生数 加工制造类 焊接技术应用 6 240 数控技术应用 5 201 合计 11 441",
            [
                ["大类", "专业名称", "班级数", "在校生数"],
                ["加工制造类", "焊接技术应用", "6", "240"],
                ["加工制造类", "数控技术应用", "5", "201"],
                ["", "合计", "11", "441"],
            ],
        ),
        (  # years in the first column are labels
            "年份 在校生数 招生数 2018 2680 905 2019 2745 932",
            [["年份", "在校生数", "招生数"], ["2018", "2680", "905"], ["2019", "2745", "932"]],
        ),
        (  # the empty corner above the labels is lost
            "2019年 2020年 在校生数 2187 2254 招生数 764 791",
            [["", "2019年", "2020年"], ["在校生数", "2187", "2254"], ["招生数", "764", "791"]],
        ),
        (  # one row of figures under names of indicators
            "毕业生人数 就业人数 升学人数 742 733 418",
            [["毕业生人数", "就业人数", "升学人数"], ["742", "733", "418"]],
        ),
        (  # words alone, that bear their headers out
            "合作企业 合作专业 合作形式 澜川精工有限公司 数控技术应用 订单培养 澜川宾馆 旅游服务与管理 实习",
            [
                ["合作企业", "合作专业", "合作形式"],
                ["澜川精工有限公司", "数控技术应用", "订单培养"],
                ["澜川宾馆", "旅游服务与管理", "实习"],
            ],
        ),
        (  # a name broken over two lines
            "专业 在校生数 新能源汽车运用与 维修 212 会计事务 99",
            [["专业", "在校生数"], ["新能源汽车运用与维修", "212"], ["会计事务", "99"]],
        ),
    ],
)
def test_bare_cells_of_many_shapes_are_read(lines: str, rows: list[list[str]]) -> None:
    (table,) = tables("\n".join(lines.split()))
    assert cells(table) == rows


@pytest.mark.parametrize(
    "text",
    [
        "教学部门\n行政部门\n教务处\n学生处\n招生就业处\n",
        "尊敬的各位领导\n老师们\n同学们\n学校\n专业\n教师\n学生\n项目\n",
        "联系方式\n地址\n人民路12号\n电话\n66012345\n邮编\n252000\n",
        "年份\n学校大事\n2019\n建成新楼\n学生\n教师\n",
        "获奖学生\n王小明\n李强\n张伟\n刘芳\n",
        "校训\n明德\n校风\n求实\n学风\n勤学\n3\n5\n",
        "合作企业\n合作专业\n合作形式\n深入推进\n校企融合\n成果丰硕\n共同育人\n协同发展\n前景广阔\n",
    ],
)
def test_short_lines_that_bear_nothing_out_are_no_tables(text: str) -> None:
    assert tables(text) == []


@given(
    st.lists(st.tuples(st.integers(1, 3000), st.integers(1, 900)), min_size=2, max_size=12),
    st.sampled_from(["\n", "\n\n"]),
)
def test_a_bare_table_reads_as_the_same_with_tabs(figures: list[tuple[int, int]], part: str) -> None:
    names = [
        *("护理", "会计事务", "电子商务", "物流服务与管理", "数控技术应用", "焊接技术应用"),
        *("烹饪", "美术", "汽修", "幼儿保育", "中药", "茶艺"),
    ]
    rows = [["专业", "在校生数", "毕业生数"]]
    rows += [[name, str(one), str(two)] for name, (one, two) in zip(names, figures, strict=False)]
    (bare,) = tables(part.join(cell for row in rows for cell in row))
    (tabbed,) = tables("\n".join("\t".join(row) for row in rows))
    assert cells(bare) == cells(tabbed)


def test_marks_of_markdown_are_left_out() -> None:
    text = "**一、学校情况**\n\n**澜川职校**有教师**96**人，见[官网](https://example.org/a)和`附件`。\n"
    assert headings(text) == [(1, "学校情况")]
    assert paragraphs(text) == ["澜川职校有教师96人，见官网和附件。"]
    (table,) = tables(
        "| **企业** | 形式 |\n|---|---|\n| [澜川公司](x.md) | 实习<br>就业 |\n| 乙厂 | *订单* |\n"
    )
    assert cells(table) == [["企业", "形式"], ["澜川公司", "实习就业"], ["乙厂", "订单"]]


def test_stars_that_mask_a_name_stay() -> None:
    assert paragraphs("获奖学生张*明、李*华，成绩3*4。\n") == ["获奖学生张*明、李*华，成绩3*4。"]


def test_entries_of_a_profile_are_paragraphs_of_their_own() -> None:
    wide = "校名：" + "澜川市职业技术学校" * 2 + "\n"
    text = (LONG[:36] + "\n") * 8 + "\n" + wide + "校址：澜川市人民路\n规模：在校生3560人\n"
    assert paragraphs(text)[-2:] == ["校址：澜川市人民路", "规模：在校生3560人"]
