"""PDF to blocks: words and tables by their places, over pages; files that are broken, locked or scanned."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from zhijiao.extract.errors import ReportError
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
