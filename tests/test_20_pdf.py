"""PDF to blocks: words and tables by their places, over pages; files that are broken, locked or scanned."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from zhijiao.extract.errors import ReportError
from zhijiao.extract.formats.pages.model import Glyph, PageContent
from zhijiao.extract.formats.readers import read
from zhijiao.extract.formats.source import Limits, Source
from zhijiao.extract.reading.blocks import Document, Heading, Paragraph, Table
from zhijiao.tests.making.plain_pdf import HEIGHT, WIDTH, PlainPage, write_pdf

LONG = "学校坚持立德树人的根本任务，围绕地方产业办好每一个专业，服务每一名学生的成长和发展"
XS = [90.0, 190.0, 290.0, 390.0]


def document(tmp_path: Path, *pages: PlainPage, limits: Limits | None = None) -> Document:
    path = write_pdf(tmp_path / "报告.pdf", list(pages))
    return read(Source(path, path.read_bytes(), limits or Limits()))


def paragraphs(found: Document) -> list[str]:
    return [block.passage.text for block in found.blocks if isinstance(block, Paragraph)]


def tables(found: Document) -> list[Table]:
    return [block for block in found.blocks if isinstance(block, Table)]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def put(page: PlainPage, rows: list[list[str]], *, top: float, xs: list[float], height: float = 24.0) -> None:
    for number, row in enumerate(rows):
        for x, words in zip(xs, row, strict=False):
            page.words(x + 6, top + number * height + 5, words)


def ruled(
    page: PlainPage, rows: list[list[str]], *, top: float = 100.0, xs: list[float] | None = None
) -> None:
    xs = xs or XS
    page.grid(xs, [top + 24.0 * at for at in range(len(rows) + 1)])
    put(page, rows, top=top, xs=xs)


ROWS = [["专业", "招生（人）", "比例"], ["护理", "120", "40%"], ["会计事务", "90", "30%"]]


def test_lines_make_paragraphs_and_headings(tmp_path: Path) -> None:
    page = PlainPage()
    page.words(90, 100, "一、学校情况")
    top = page.paragraph(130, LONG * 2 + "。")
    page.paragraph(top, LONG + "！")
    found = document(tmp_path, page)
    assert paragraphs(found) == [LONG * 2 + "。", LONG + "！"]
    (heading,) = [block for block in found.blocks if isinstance(block, Heading)]
    assert (heading.number, heading.passage.text) == ("一、", "学校情况")


def test_a_paragraph_goes_on_over_the_page_past_head_and_number(tmp_path: Path) -> None:
    pages = [PlainPage() for _ in range(4)]
    for number, page in enumerate(pages, 1):
        page.words(200, 40, "澜川职业学校2021年质量年度报告", 9)
        page.words(290, 800, f"— {number} —", 9)
        for at in range(12):
            page.words(90, 100 + 20 * at, LONG[:34])
    pages[-1].words(90, 340, "到此为止。")
    found = document(tmp_path, *pages)
    body = [words for words in paragraphs(found) if "年度报告" not in words]
    assert body == [LONG[:34] * 48 + "到此为止。"]
    assert sum("年度报告" in words for words in paragraphs(found)) == 1
    assert [page for _, page in found.pages] == [1, 2, 3, 4]
    starts = [start for start, _ in found.pages]
    assert found.text[starts[1] :].startswith(LONG[:34])


def test_footnotes_are_left_out_with_their_calls_and_the_paragraph_goes_on(tmp_path: Path) -> None:
    first, second = PlainPage(), PlainPage()
    top = first.paragraph(100, LONG + "。全校有在校生8321")
    line_of_call = top - 20
    at = 90 + 12 * (len(LONG + "。全校有在校生") + 2 - 34) + 4 * 12
    first.words(at, line_of_call - 2, "1", size=6)
    first.words(at + 3, line_of_call, "人")
    first.words(90, top, (LONG * 2)[:34])
    first.line(90, 700, 230, 700)
    first.words(90, 710, "1据学校的统计，截至八月", size=9)
    first.words(90, 722, "三十一日。", size=9)
    first.words(290, 800, "1")
    second.words(90, 100, "之后的话。")
    second.paragraph(120, LONG + "。")
    text = document(tmp_path, first, second).text
    assert "在校生8321人" in text
    assert "统计" not in text
    assert "三十一日" not in text
    assert (LONG * 2)[:34] + "之后的话。" in text


def test_what_stands_below_a_rule_without_a_call_is_read(tmp_path: Path) -> None:
    page = PlainPage()
    page.paragraph(100, LONG + "。")
    page.line(90, 700, 230, 700)
    page.words(90, 710, "1据学校的统计，截至八月三十一日。", size=9)
    assert "据学校的统计" in document(tmp_path, page).text


def test_the_page_of_every_passage_is_known(tmp_path: Path) -> None:
    first, second = PlainPage(), PlainPage()
    first.paragraph(100, "第一页上的一句话。")
    second.paragraph(100, "第二页上的一句话。")
    found = document(tmp_path, first, second)
    places = {block.passage.text: found.page_at(block.passage.offsets[0]) for block in found.blocks}  # type: ignore[union-attr]
    assert places == {"第一页上的一句话。": 1, "第二页上的一句话。": 2}


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_that_is_turned_is_read_as_it_is_seen(tmp_path: Path, turned: int) -> None:
    path = write_pdf(tmp_path / "a.pdf", [_upright()])
    with pikepdf.open(path) as pdf:
        page = pdf.pages[0]
        page.contents_coalesce()
        # What is drawn is turned back, so that the page as seen stays the same.
        matrices = {
            0: "1 0 0 1 0 0",
            90: f"0 1 -1 0 {HEIGHT} 0",
            180: f"-1 0 0 -1 {WIDTH} {HEIGHT}",
            270: f"0 -1 1 0 0 {WIDTH}",
        }
        content = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(f"q {matrices[turned]} cm\n".encode() + content + b"\nQ")
        if turned % 180:
            page.MediaBox = [0, 0, HEIGHT, WIDTH]
        page.Rotate = turned
        pdf.save(tmp_path / "b.pdf")
    found = read(Source(tmp_path / "b.pdf", (tmp_path / "b.pdf").read_bytes()))
    assert paragraphs(found) == [LONG + "。"]
    assert [cells(table) for table in tables(found)] == [ROWS]


@pytest.mark.parametrize(
    "matrix", [f"0 1 -1 0 {HEIGHT} 0", f"0 -1 1 0 0 {WIDTH}"], ids=["upwards", "downwards"]
)
def test_a_page_on_which_all_lies_on_its_side_is_set_upright(tmp_path: Path, matrix: str) -> None:
    with pikepdf.open(write_pdf(tmp_path / "a.pdf", [_upright()])) as pdf:
        page = pdf.pages[0]
        page.contents_coalesce()
        page.Contents = pdf.make_stream(f"q {matrix} cm\n".encode() + page.Contents.read_bytes() + b"\nQ")
        page.MediaBox = [0, 0, HEIGHT, WIDTH]
        pdf.save(tmp_path / "b.pdf")
    found = read(Source(tmp_path / "b.pdf", (tmp_path / "b.pdf").read_bytes()))
    assert paragraphs(found) == [LONG + "。"]
    assert [cells(table) for table in tables(found)] == [ROWS]


@pytest.mark.parametrize("upwards", [True, False])
def test_a_label_that_lies_in_its_cell_is_read_along(tmp_path: Path, upwards: bool) -> None:
    page = PlainPage()
    page.grid([90, 130, 250, 350], [100, 180])
    page.line(130, 140, 350, 140)
    put(page, [["占地面积", "612"], ["建筑面积", "31"]], top=110, xs=[130, 250], height=40)
    code = "办学条件".encode("utf-16-be").hex()
    place = f"0 1 -1 0 116 {HEIGHT - 164}" if upwards else f"0 -1 1 0 104 {HEIGHT - 116}"
    page.operators.append(f"BT /F1 12 Tf {place} Tm <{code}> Tj ET")
    (table,) = tables(document(tmp_path, page))
    assert cells(table) == [["办学条件", "占地面积", "612"], ["办学条件", "建筑面积", "31"]]


def _upright() -> PlainPage:
    page = PlainPage()
    page.paragraph(100, LONG + "。")
    ruled(page, ROWS, top=200)
    return page


def test_a_watermark_and_words_outside_of_the_page_are_left_out(tmp_path: Path) -> None:
    page = PlainPage()
    page.slanted(150, 500, "内部资料请勿外传")
    page.words(90, 900, "页面之外")
    page.paragraph(100, LONG * 6 + "。")
    assert paragraphs(document(tmp_path, page)) == [LONG * 6 + "。"]


def test_letters_drawn_twice_to_look_bold_are_read_once(tmp_path: Path) -> None:
    page = PlainPage()
    for moved in (0, 0.4):
        page.words(90 + moved, 100, "人人出彩的学校占地128亩。")
    assert paragraphs(document(tmp_path, page)) == ["人人出彩的学校占地128亩。"]


def test_larger_letters_make_headings_behind_the_title_page(tmp_path: Path) -> None:
    first, second = PlainPage(), PlainPage()
    first.words(120, 300, "云谷职业学校质量年度报告", 26)
    top = second.paragraph(100, LONG * 3 + "。")
    second.words(90, top, "办学荣誉", 16)
    second.words(90, top + 30, "国家级荣誉", 14)
    second.paragraph(top + 60, LONG + "。")
    found = document(tmp_path, first, second)
    heads = [(block.level, block.passage.text) for block in found.blocks if isinstance(block, Heading)]
    assert heads == [(1, "办学荣誉"), (2, "国家级荣誉")]
    assert paragraphs(found)[0] == "云谷职业学校质量年度报告"


# Tables -------------------------------------------------------------------------------------------------


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


# What cannot be read ------------------------------------------------------------------------------------


def refused(path: Path, data: bytes, limits: Limits | None = None) -> ReportError:
    with pytest.raises(ReportError) as caught:
        read(Source(path, data, limits or Limits()))
    assert caught.value.path == str(path)
    assert caught.value.advice
    return caught.value


def test_a_locked_pdf_is_refused(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [_upright()])
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "锁.pdf", encryption=pikepdf.Encryption(owner="x", user="y"))
    assert "密码" in refused(tmp_path / "锁.pdf", (tmp_path / "锁.pdf").read_bytes()).reason


def test_a_pdf_that_only_forbids_printing_is_read(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [_upright()])
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(owner="x", user=""))
    found = read(Source(tmp_path / "b.pdf", (tmp_path / "b.pdf").read_bytes()))
    assert tables(found)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
def test_a_pdf_cut_short_is_refused_or_told_of(tmp_path: Path, share: float) -> None:
    path = write_pdf(tmp_path / "断.pdf", [_upright() for _ in range(12)])
    data = path.read_bytes()
    source = Source(path, data[: int(len(data) * share)])
    try:
        found = read(source)
    except ReportError as error:
        assert re.search(r"损坏|不完整|没有文字|一页也没有", error.reason)
    else:
        assert "不完整" in "".join(found.warnings)


def test_noise_behind_the_mark_of_a_pdf_is_refused(tmp_path: Path) -> None:
    assert "打不开" in refused(tmp_path / "坏.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 50).reason


def test_too_many_pages_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "厚.pdf", [PlainPage() for _ in range(2000)])
    error = refused(path, path.read_bytes())
    assert "2000 页" in error.reason
    assert "--max-pages" in error.advice
    short = write_pdf(tmp_path / "b.pdf", [_upright(), _upright()])
    assert "超过上限 1 页" in refused(short, short.read_bytes(), Limits(pages=1)).reason


def test_a_pdf_without_words_is_refused(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "空.pdf", [PlainPage()])
    assert "没有文字" in refused(path, path.read_bytes()).reason


def scanned(path: Path, *, with_text: bool) -> bytes:
    """A page that is a picture, after one with text if `with_text`."""
    held = io.BytesIO()
    Image.new("RGB", (827, 1169), "white").save(held, "PDF", resolution=100)
    with pikepdf.open(held) as scan, pikepdf.open(write_pdf(path, [_upright()])) as pdf:
        pages = [*pdf.pages] if with_text else []
        made = pikepdf.new()
        for page in [*pages, *scan.pages]:
            made.pages.append(page)
        made.save(path.with_name("scan.pdf"))
    return path.with_name("scan.pdf").read_bytes()


def test_a_scan_says_what_it_takes_where_ocr_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhijiao.extract.formats.pages.ocr.available", lambda: False)
    path = tmp_path / "扫描.pdf"
    error = refused(path, scanned(path, with_text=False))
    assert "扫描件" in error.reason
    assert "zhijiao[ocr]" in error.advice


def test_pages_that_are_scans_are_told_of_where_ocr_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhijiao.extract.formats.pages.ocr.available", lambda: False)
    path = tmp_path / "a.pdf"
    found = read(Source(path, scanned(path, with_text=True)))
    assert tables(found)
    assert any("第 2 页是扫描图片" in warning for warning in found.warnings)


def strips(path: Path, words: str) -> bytes:
    """A page covered by pictures in strips, with `words` above; behind a page with text."""
    page = PlainPage()
    for at in range(10):
        page.operators.append(f"q {WIDTH} 0 0 {HEIGHT / 10} 0 {HEIGHT / 10 * at} cm /Im Do Q")
    page.words(180, 300, words)
    with pikepdf.open(write_pdf(path, [_upright(), page])) as pdf:
        picture = pdf.make_stream(b"\xff" * 3)
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Width = picture.Height = 1
        picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        pdf.pages[1].Resources.XObject = pikepdf.Dictionary(Im=picture)
        pdf.save(path.with_name("strips.pdf"))
    return path.with_name("strips.pdf").read_bytes()


def test_a_page_of_strips_of_a_scan_is_told_of_and_its_few_words_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhijiao.extract.formats.pages.ocr.available", lambda: False)
    path = tmp_path / "a.pdf"
    found = read(Source(path, strips(path, "云岭职业学院年度报告")))
    assert any("第 2 页是扫描图片" in warning for warning in found.warnings)
    assert "云岭职业学院年度报告" in found.text


@pytest.mark.parametrize(("seen", "kept"), [("云岭職业学院", True), (LONG, False)])
def test_of_text_layer_and_ocr_the_fuller_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seen: str, kept: bool
) -> None:
    def read_pages(_source: Source, _pdf: object, pages: list[int]) -> list[PageContent]:
        glyphs = tuple(Glyph(char, 90 + 12 * at, 100, 102 + 12 * at, 112) for at, char in enumerate(seen))
        return [PageContent(at + 1, WIDTH, HEIGHT, glyphs, rough=True) for at in pages]

    monkeypatch.setattr("zhijiao.extract.formats.pages.ocr.available", lambda: True)
    monkeypatch.setattr("zhijiao.extract.formats.pages.ocr.read_pages", read_pages)
    path = tmp_path / "a.pdf"
    text = read(Source(path, strips(path, "云岭职业学院"))).text
    assert ("云岭职业学院" in text) is kept
    assert (seen in text) is not kept


def test_a_page_drawn_as_curves_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhijiao.extract.formats.pages.ocr.available", lambda: False)
    page = PlainPage()
    for at in range(800):
        x, y = 60 + at % 40 * 12, 100 + at // 40 * 20
        page.operators.append(f"{x} {y} m {x} {y + 9} {x + 9} {y} {x + 9} {y + 9} c f")
    path = write_pdf(tmp_path / "转曲.pdf", [page])
    assert "没有文字层" in refused(path, path.read_bytes()).reason


def test_a_whole_report_on_one_long_page_is_read_to_its_end(tmp_path: Path) -> None:
    page = PlainPage()
    for at in range(1_100):
        page.words(60, 0.7 * at, LONG, size=0.5)
    page.words(60, 790, "云岭职业学院的最后一句话。")
    assert "最后一句话" in document(tmp_path, page).text
