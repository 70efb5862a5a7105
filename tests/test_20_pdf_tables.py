"""Tables in PDF: with all, some or no lines, coloured, merged, over pages, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhijiao.extract.reading.blocks import Heading
from zhijiao.tests.making.pdf_reading import LONG, ROWS, XS, cells, document, paragraphs, put, ruled, tables
from zhijiao.tests.making.plain_pdf import PlainPage


def test_ruling_lines_make_a_table(tmp_path: Path) -> None:
    page = PlainPage()
    page.words(200, 80, "表2-1 招生情况")
    ruled(page, ROWS)
    (table,) = tables(document(tmp_path, page))
    assert cells(table) == ROWS
    assert table.header_rows == 1
    assert table.units == ("", "人", "")
    assert table.caption is not None
    assert table.caption.text.endswith("招生情况")


def test_lines_may_be_thin_bars_or_boxes_of_cells(tmp_path: Path) -> None:
    bars, boxes = PlainPage(), PlainPage()
    for y in (100, 124, 148, 172):
        bars.bar(90, y - 0.3, 390, y + 0.3)
    for x in XS:
        bars.bar(x - 0.3, 100, x + 0.3, 172)
    put(bars, ROWS, top=100, xs=XS)
    for row in range(3):
        for left, right in zip(XS, XS[1:], strict=False):
            boxes.box(left, 100 + 24 * row, right, 124 + 24 * row)
    put(boxes, ROWS, top=100, xs=XS)
    for page in (bars, boxes):
        assert [cells(table) for table in tables(document(tmp_path, page))] == [ROWS]


def test_a_table_open_at_its_sides_is_read(tmp_path: Path) -> None:
    page = PlainPage()
    for y in (100, 124, 148, 172):
        page.line(90, y, 390, y)
    for x in XS[1:-1]:
        page.line(x, 100, x, 172)
    put(page, ROWS, top=100, xs=XS)
    assert [cells(table) for table in tables(document(tmp_path, page))] == [ROWS]


def test_merged_cells_fill_what_they_cover(tmp_path: Path) -> None:
    page = PlainPage()
    xs = [90.0, 170.0, 250.0, 330.0, 410.0]
    for y in (100, 148, 196):
        page.line(90, y, 410, y)
    page.line(250, 124, 410, 124)
    page.line(170, 172, 410, 172)
    for x in (90, 170, 250, 410):
        page.line(x, 100, x, 196)
    page.line(330, 124, 330, 196)
    page.words(96, 118, "专业群")
    page.words(176, 118, "专业")
    page.words(290, 105, "学生数（人）")
    page.words(256, 129, "招生")
    page.words(336, 129, "在校")
    page.words(96, 165, "康养")
    put(page, [["护理", "120", "340"], ["助产", "41", "99"]], top=148, xs=xs[1:])
    (table,) = tables(document(tmp_path, page))
    assert table.header_rows == 2
    assert cells(table) == [
        ["专业群", "专业", "学生数（人）", "学生数（人）"],
        ["专业群", "专业", "招生", "在校"],
        ["康养", "护理", "120", "340"],
        ["康养", "助产", "41", "99"],
    ]
    spanned = [[cell.spanned for cell in row] for row in table.rows]
    assert spanned[0] == [False, False, False, True]
    assert spanned[1] == [True, True, False, False]
    assert spanned[3] == [True, False, False, False]
    assert table.units == ("", "", "人", "人")


def test_a_cell_that_lacks_its_last_line_is_read(tmp_path: Path) -> None:
    page = PlainPage()
    for y in (100, 124, 148, 172):
        page.line(190, y, 390, y)
    page.line(90, 100, 190, 100)
    page.line(90, 124, 190, 124)
    for x in XS:
        page.line(x, 100, x, 172)
    rows = [["专业群", "专业", "招生"], ["", "护理", "120"], ["", "助产", "41"]]
    put(page, rows, top=100, xs=XS)
    page.words(96, 140, "康养")
    (table,) = tables(document(tmp_path, page))
    assert cells(table) == [["专业群", "专业", "招生"], ["康养", "护理", "120"], ["康养", "助产", "41"]]


def test_words_broken_in_a_cell_are_joined_and_items_parted(tmp_path: Path) -> None:
    page = PlainPage()
    xs = [90.0, 190.0, 290.0]
    page.grid(xs, [100, 148, 196])
    page.words(96, 105, "合作企业提")
    page.words(96, 123, "供的设备")
    page.words(196, 112, "专业")
    page.words(96, 160, "3台")
    page.words(196, 153, "护理")
    page.words(196, 173, "会计事务")
    (table,) = tables(document(tmp_path, page))
    assert cells(table) == [["合作企业提供的设备", "专业"], ["3台", "护理、会计事务"]]


@pytest.mark.parametrize("again", [True, False])
def test_a_table_goes_on_over_the_page(tmp_path: Path, again: bool) -> None:
    first, second = PlainPage(), PlainPage()
    ruled(first, ROWS, top=700)
    ruled(second, [*([ROWS[0]] if again else []), ["助产", "41", "12%"], ["合计", "251", "100%"]], top=80)
    found = document(tmp_path, first, second)
    (table,) = tables(found)
    assert cells(table) == [*ROWS, ["助产", "41", "12%"], ["合计", "251", "100%"]]
    assert found.page_at(table.rows[-1][0].offsets[0]) == 2
    assert found.page_at(table.rows[1][0].offsets[0]) == 1


def test_a_row_broken_by_the_page_is_one_row(tmp_path: Path) -> None:
    first, second = PlainPage(), PlainPage()
    rows = [["单位", "内容", "时间"], ["甲乙公司", "共建实训基", "2021"]]
    ruled(first, rows, top=740)
    ruled(second, [["", "地", ""], ["丙丁公司", "实习", "2022"]], top=80)
    (table,) = tables(document(tmp_path, first, second))
    assert cells(table) == [rows[0], ["甲乙公司", "共建实训基地", "2021"], ["丙丁公司", "实习", "2022"]]


def test_a_label_merged_over_the_page_reaches_on(tmp_path: Path) -> None:
    first, second = PlainPage(), PlainPage()
    ruled(first, [["专业群", "专业", "人数"]], top=700)
    first.box(90, 724, 190, 772)
    first.grid(XS[1:], [724, 748, 772])
    first.words(96, 740, "康养")
    put(first, [["护理", "120"], ["助产", "41"]], top=724, xs=XS[1:])
    second.box(90, 80, 190, 104)
    second.grid(XS[1:], [80, 104])
    put(second, [["康复技术", "30"]], top=80, xs=XS[1:])
    ruled(second, [["财经", "会计事务", "90"]], top=104)
    (table,) = tables(document(tmp_path, first, second))
    assert [row[0].text for row in table.rows] == ["专业群", "康养", "康养", "康养", "财经"]


def test_two_tables_of_unlike_columns_stay_two(tmp_path: Path) -> None:
    first, second = PlainPage(), PlainPage()
    ruled(first, ROWS, top=700)
    ruled(second, [["年份", "收入"], ["2021", "3120"]], top=80, xs=[90, 250, 390])
    assert len(tables(document(tmp_path, first, second))) == 2


WORDY = [
    ["企业", "专业", "投入（万元）"],
    ["云岭机械", "机电技术、\n数控技术", "12"],
    ["云岭药业", "护理", "7"],
    ["云岭电气", "电气技术", "3"],
]


def fill_cells(page: PlainPage, rows: list[int], *, gap: float = 1.0, colour: str = "0.8 0.9 1") -> None:
    page.operators.append(f"{colour} rg")
    for row in rows:
        for left, right in zip(XS, XS[1:], strict=False):
            page.bar(left + gap, 100 + 40 * row + gap, right - gap, 140 + 40 * row - gap)
    page.operators.append("0 g")


def put_wordy(page: PlainPage) -> None:
    for number, row in enumerate(WORDY):
        for x, words in zip(XS, row, strict=False):
            lines = words.split("\n")
            for at, line in enumerate(lines):
                page.words(x + 6, 120 - 7 * len(lines) + 40 * number + 15 * at, line)


@pytest.mark.parametrize("rows", [[0, 1, 2, 3], [0, 2]], ids=["all", "every other"])
def test_cells_filled_with_colour_make_a_table_without_lines(tmp_path: Path, rows: list[int]) -> None:
    page = PlainPage()
    if rows == [0, 2]:
        rows = [0, 2, 3]  # the last row has a colour, or nothing tells where it ends
    page.operators.append("0.95 g")
    page.bar(XS[0], 100, XS[-1], 260)  # a ground under the whole table
    fill_cells(page, rows)
    put_wordy(page)
    (table,) = tables(document(tmp_path, page))
    assert cells(table) == [[cell.replace("\n", "") for cell in row] for row in WORDY]


def test_white_boxes_and_boxes_of_a_drawing_are_no_table(tmp_path: Path) -> None:
    white, chart = PlainPage(), PlainPage()
    fill_cells(white, [0, 1, 2, 3], colour="1 1 1")
    fill_cells(chart, [0, 1, 2, 3])
    for page in (white, chart):
        page.paragraph(300, LONG + "。")
        assert not tables(document(tmp_path, page))


def test_columns_parted_by_white_space_make_a_table(tmp_path: Path) -> None:
    page = PlainPage()
    page.paragraph(60, LONG + "。")
    put(page, [*ROWS, ["助产", "41", "12%"]], top=140, xs=[90, 220, 340])
    page.paragraph(300, LONG + "。")
    found = document(tmp_path, page)
    assert [cells(table) for table in tables(found)] == [[*ROWS, ["助产", "41", "12%"]]]
    assert paragraphs(found) == [LONG + "。"] * 2


def test_a_table_of_three_level_rules_keeps_its_wrapped_cells(tmp_path: Path) -> None:
    page = PlainPage()
    for y in (100, 126, 214):
        page.line(90, y, 420, y)
    put(page, [["单位", "合作内容", "人数"]], top=100, xs=[90, 220, 360])
    for number, (firm, first, second, count) in enumerate(
        [
            ("甲乙机械有限公司", "共建实训基地", "和产业学院", "12"),
            ("丙丁电子有限公司", "顶岗实习", "与就业", "30"),
        ]
    ):
        top = 130 + 44 * number
        page.words(96, top, firm)
        page.words(226, top, first)
        page.words(366, top, count)
        page.words(226, top + 14, second)
    (table,) = tables(document(tmp_path, page))
    assert cells(table) == [
        ["单位", "合作内容", "人数"],
        ["甲乙机械有限公司", "共建实训基地和产业学院", "12"],
        ["丙丁电子有限公司", "顶岗实习与就业", "30"],
    ]


def test_running_text_in_two_columns_is_read_column_by_column(tmp_path: Path) -> None:
    page = PlainPage()
    left, right = LONG[:17], LONG[17:34]
    for number in range(10):
        page.words(60, 100 + 20 * number, left)
        page.words(310, 100 + 20 * number, right)
    text = "".join(paragraphs(document(tmp_path, page)))
    assert text == left * 10 + right * 10
    assert not tables(document(tmp_path, page))


def test_paragraphs_and_tables_in_columns_are_set_together(tmp_path: Path) -> None:
    first, last = PlainPage(), PlainPage()
    first.words(90, 60, "云岭职业学院年度质量报告横贯两栏的一行标题文字，比一栏要宽得多", size=14)
    text = (LONG * 10)[:360]
    for number in range(20):  # a paragraph down the left column, on at the top of the right one
        indent = 24 if number == 0 else 0
        first.words(60 + indent, 100 + 20 * number, text[number * 18 : number * 18 + 18 - indent // 12])
    rest = "续" + LONG[:17]
    for number in range(14):
        first.words(310, 100 + 20 * number, rest if number == 0 else LONG[:18])
    first.words(310, 380, "一栏到此为止。")
    first.grid([310, 400, 520], [410, 434, 458])
    put(first, [["专业", "人数"], ["护理", "120"]], top=410, xs=[310, 400])
    for number in range(9):
        last.words(60 if number else 84, 100 + 20 * number, LONG[: 18 if number else 16])
    last.words(60, 280, "只有左栏。")
    found = document(tmp_path, first, last)
    assert [len(words) > 300 for words in paragraphs(found)][1:] == [True, False]
    assert paragraphs(found)[1].endswith("一栏到此为止。")
    assert paragraphs(found)[2].endswith("只有左栏。")
    assert [cells(table) for table in tables(found)] == [[["专业", "人数"], ["护理", "120"]]]


def test_a_profile_set_side_by_side_is_no_table(tmp_path: Path) -> None:
    page = PlainPage()
    put(page, [["校址：云岭路18号", "邮编：325600"], ["电话：0577", "校长：张三"]], top=100, xs=[90, 320])
    found = document(tmp_path, page)
    assert not tables(found)
    assert paragraphs(found) == ["校址：云岭路18号", "邮编：325600", "电话：0577", "校长：张三"]


def test_a_frame_round_the_page_and_boxes_round_text_are_no_tables(tmp_path: Path) -> None:
    page = PlainPage()
    page.box(20, 20, 575, 822)
    page.box(80, 90, 520, 200)
    page.paragraph(100, LONG + "。")
    found = document(tmp_path, page)
    assert not tables(found)
    assert paragraphs(found) == [LONG + "。"]


def test_contents_with_dots_are_left_out(tmp_path: Path) -> None:
    first, second = PlainPage(), PlainPage()
    first.words(280, 80, "目 录")
    for number, words in enumerate(["一、学校情况", "二、学生发展", "三、质量保障"]):
        first.words(90, 120 + 24 * number, words + "." * 24 + str(number + 1))
    second.words(90, 100, "一、学校情况")
    second.paragraph(130, LONG + "。")
    found = document(tmp_path, first, second)
    assert paragraphs(found) == [LONG + "。"]
    assert len([block for block in found.blocks if isinstance(block, Heading)]) == 1
