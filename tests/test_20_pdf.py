"""PDF to blocks: words by their places, over pages, on pages that are turned."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from zhijiao.extract.formats.readers import read
from zhijiao.extract.formats.source import Source
from zhijiao.extract.reading.blocks import Heading
from zhijiao.tests.making.pdf_reading import LONG, ROWS, cells, document, paragraphs, put, tables, upright
from zhijiao.tests.making.plain_pdf import HEIGHT, WIDTH, PlainPage, write_pdf


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
    path = write_pdf(tmp_path / "a.pdf", [upright()])
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
    with pikepdf.open(write_pdf(tmp_path / "a.pdf", [upright()])) as pdf:
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
