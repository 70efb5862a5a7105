"""Word files: headings, numbering, paragraphs, fields, text boxes and pages; tables and guards elsewhere."""

from __future__ import annotations

import string
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhijiao.extract.errors import ReportError
from zhijiao.extract.formats.source import Source
from zhijiao.extract.formats.word.docx import docx_pieces, read_docx
from zhijiao.extract.formats.word.numerals import numeral
from zhijiao.extract.reading.blocks import Heading
from zhijiao.extract.reading.pieces import TextPiece
from zhijiao.tests.making.wordml import NAMES, packed, paragraph, run, saved, source


def texts(read: Source) -> list[TextPiece]:
    return [piece for piece in docx_pieces(read) if isinstance(piece, TextPiece)]


def words(read: Source) -> list[str]:
    return [piece.words for piece in texts(read)]


def levels(read: Source) -> list[tuple[int, str]]:
    return [(piece.level, piece.words) for piece in texts(read)]


def style(name: str, said: str, properties: str = "", based: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{said}"/>{on}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*definitions: str, numbers: str = "") -> str:
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{one}</w:abstractNum>'
        for at, one in enumerate(definitions, 1)
    )
    plain = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at in range(1, len(definitions) + 1)
    )
    return made + plain + numbers


def numbered(text: str, list_id: int, depth: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_headings_by_style_and_a_title_that_heads_nothing() -> None:
    made = docx.Document()
    made.add_heading("质量年度报告", 0)
    made.add_heading("学校情况", 1)
    made.add_heading("学校概况", 2)
    made.add_paragraph("学校占地128亩。")
    read = saved(made)
    assert levels(read) == [(0, "质量年度报告"), (1, "学校情况"), (2, "学校概况"), (0, "学校占地128亩。")]
    assert texts(read)[0].whole
    heads = [block for block in read_docx(read).blocks if isinstance(block, Heading)]
    assert [(head.level, head.passage.text) for head in heads] == [(1, "学校情况"), (2, "学校概况")]


def test_levels_come_from_outlines_names_and_the_styles_below() -> None:
    styles = (
        style("a", "标题 3")
        + style("b", "章标题", '<w:outlineLvl w:val="1"/>')
        + style("c", "院系", based="b")
        + style("d", "正文样式", '<w:outlineLvl w:val="9"/>', based="b")
        + style("e", "Title", '<w:outlineLvl w:val="0"/>')
        + style("x", "x", based="y")
        + style("y", "y", based="x")
    )
    body = "".join(paragraph(name, f'<w:pStyle w:val="{name}"/>') for name in "abcdex")
    body += paragraph("f", '<w:outlineLvl w:val="0"/>')
    body += paragraph("g", '<w:pStyle w:val="a"/><w:outlineLvl w:val="9"/>')
    assert levels(source(body, styles)) == [
        (3, "a"), (2, "b"), (2, "c"), (0, "d"), (0, "e"), (0, "x"), (1, "f"), (0, "g"),
    ]  # fmt: skip


def test_automatic_numbers_stand_before_the_words() -> None:
    chapter = level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）")
    decimal = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")
    body = "".join(
        [
            numbered("学校情况", 1),
            numbered("概况", 1, 1),
            numbered("规模", 1, 1),
            numbered("学生发展", 1),
            numbered("素质", 1, 1),
            numbered("计划", 2),
            numbered("2020年计划", 2, 1),
            numbered("完成", 2, 1),
            numbered("", 2),
            numbered("总结", 2),
        ]
    )
    assert words(source(body, numbering=lists(chapter, decimal))) == [
        "一、学校情况", "（一）概况", "（二）规模", "二、学生发展", "（一）素质",
        "1. 计划", "1.1 2020年计划", "1.2 完成", "3. 总结",
    ]  # fmt: skip


def test_numbers_of_styles_bullets_and_none() -> None:
    numbering = lists(
        level(0, "chineseCounting", "第%1章", '<w:pStyle w:val="h1"/>')
        + level(1, "decimal", "%1.%2", '<w:pStyle w:val="h2"/><w:isLgl/>'),
        level(0, "bullet", "\uf06c"),
        level(0, "none", "★"),
    )
    listed = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = style("h1", "heading 1", listed) + style("h2", "heading 2", listed)
    body = (
        paragraph("学校", '<w:pStyle w:val="h1"/>')
        + paragraph("概况", '<w:pStyle w:val="h2"/>')
        + paragraph("附录", '<w:pStyle w:val="h1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + numbered("要点", 2)
        + numbered("亮点", 3)
    )
    assert levels(source(body, styles, numbering)) == [
        (1, "第一章 学校"), (2, "1.1 概况"), (1, "附录"), (0, "要点"), (0, "亮点"),
    ]  # fmt: skip


def test_lists_go_on_or_begin_anew_as_the_file_says() -> None:
    again = '<w:num w:numId="{}"><w:abstractNumId w:val="1"/>{}</w:num>'
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = lists(
        level(0, "decimal", "%1)") + level(1, "lowerLetter", "%2)", '<w:lvlRestart w:val="0"/>'),
        numbers=again.format(8, "") + again.format(9, override),
    )
    body = numbered("甲", 1) + numbered("乙", 8) + numbered("丙", 9) + numbered("丁", 9)
    body += numbered("子", 1, 1) + numbered("戊", 1) + numbered("丑", 1, 1)
    assert words(source(body, numbering=numbering)) == [
        "1)甲", "2)乙", "5)丙", "6)丁", "a)子", "7)戊", "b)丑",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (12, "chineseCounting", "十二"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (2020, "ideographDigital", "二〇二〇"),
        (13, "chineseLegalSimplified", "壹拾叁"),
        (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"),
        (3, "ideographZodiac", "寅"),
        (20, "decimalEnclosedCircleChinese", "⑳"),
        (21, "decimalEnclosedCircle", "㉑"),
        (99, "decimalEnclosedCircle", "99"),
        (3, "decimalEnclosedParen", "⑶"),
        (4, "upperRoman", "IV"),
        (9999999, "lowerRoman", "9999999"),
        (28, "lowerLetter", "bb"),
        (3, "decimalZero", "03"),
        (12, "decimalFullWidth", "１２"),
        (7, "somethingNew", "7"),
        (0, "chineseCounting", "0"),
    ],
)
def test_numerals(number: int, form: str, written: str) -> None:
    assert numeral(number, form) == written


def test_text_as_it_is_after_all_corrections() -> None:
    body = paragraph(
        run("学校")
        + f"<w:ins>{run('现有')}</w:ins><w:del><w:r><w:delText>原有</w:delText></w:r></w:del>"
        + f"<w:moveFrom>{run('三个')}</w:moveFrom><w:moveTo>{run('四个')}</w:moveTo>"
        + f"<w:hyperlink>{run('系')}</w:hyperlink><w:smartTag>{run('部')}</w:smartTag>"
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{run('，')}</w:sdtContent></w:sdt>"
        + f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('点击')}</w:sdtContent></w:sdt>"
        + run("内部稿", "<w:vanish/>")
        + run("专业", '<w:vanish w:val="0"/>')
        + "<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/><w:t>\u200b个\u00ad</w:t></w:r>"
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:footnoteReference w:id="1"/></w:r>'
        + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    )
    inside = f"<w:sdt><w:sdtContent>{paragraph('块内。')}</w:sdtContent></w:sdt>"
    assert words(source(body + inside)) == ["学校现有四个系部，专业1-2个√x=1", "块内。"]


def test_results_of_fields_are_read_and_contents_left_out() -> None:
    contents = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("一、学校")}{field("PAGEREF a", "1")}</w:p>'
        f"{paragraph('二、学生 2')}"
        '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    body = paragraph("目  录") + contents + paragraph(run("表") + field("SEQ 表", "3") + run(" 专业"))
    body += '<w:p><w:fldSimple w:instr=" REF a ">' + run("见上") + "</w:fldSimple></w:p>"
    assert words(source(body)) == ["表3 专业", "见上"]


def test_contents_by_style_or_control_are_left_out() -> None:
    styles = style("t", "toc 1") + style("u", "TOC Heading")
    control = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{paragraph('一、学校 1')}</w:sdtContent></w:sdt>"
    )
    body = paragraph("目录", '<w:pStyle w:val="u"/>') + paragraph("一、学校\t1", '<w:pStyle w:val="t"/>')
    assert words(source(body + paragraph("目次") + control + paragraph("正文。"), styles)) == ["正文。"]


def test_a_field_that_never_ends_hides_nothing() -> None:
    body = paragraph('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText></w:r>')
    assert words(source(body + paragraph("正文。"))) == ["正文。"]


def test_text_boxes_come_once_behind_their_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('框内一')}{paragraph('框内二')}</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    body = paragraph(run("前") + both + run("后")) + paragraph(old)
    assert words(source(body)) == ["前后", "框内一", "框内二", "框内一", "框内二"]


def test_breaks_part_lines_and_tabs_that_part_columns_are_kept() -> None:
    body = paragraph("<w:r><w:t>一行</w:t><w:br/><w:br/><w:t>又一行</w:t></w:r>")
    body += paragraph("<w:r><w:tab/><w:t>只有</w:t><w:tab/><w:t>一处</w:t></w:r>")
    body += paragraph("其间。")
    for left, right in (("专业", "人数"), ("数控技术", "86"), ("会计", "45")):
        body += paragraph(f"<w:r><w:t>{left}</w:t><w:tab/><w:t>{right}</w:t></w:r>")
    assert words(source(body)) == [
        "一行\n又一行", "只有 一处", "其间。", "专业\t人数", "数控技术\t86", "会计\t45",
    ]  # fmt: skip


def test_a_number_typed_with_a_tab_behind_is_no_column() -> None:
    body = "".join(
        paragraph(f"<w:r><w:t>{number}</w:t><w:tab/><w:t>积极开展活动</w:t></w:r>") for number in ("1.", "2.")
    )
    assert words(source(body)) == ["1. 积极开展活动", "2. 积极开展活动"]


def test_pages_are_those_that_word_laid_out() -> None:
    turn, new = "<w:r><w:lastRenderedPageBreak/></w:r>", '<w:r><w:br w:type="page"/></w:r>'
    body = paragraph("一") + paragraph(run("二前") + turn + run("二后")) + paragraph(new)
    body += paragraph(turn + run("三")) + paragraph(run("四"))
    pieces = texts(source(body))
    assert [(piece.words, piece.page, piece.breaks) for piece in pieces] == [
        ("一", 1, ()), ("二前二后", 1, ((2, 2),)), ("三", 3, ()), ("四", 3, ()),
    ]  # fmt: skip
    document = read_docx(source(body))
    assert document.page_at(document.text.index("二后")) == 2


def test_pages_set_by_the_author_count_where_none_is_overfull() -> None:
    made = docx.Document()
    made.add_paragraph("一")
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    made.add_paragraph("二")
    assert [piece.page for piece in texts(saved(made))] == [1, 2]
    made.add_paragraph("学校情况" * 500)
    assert {piece.page for piece in texts(saved(made))} == {None}


def test_a_file_without_breaks_tells_no_pages() -> None:
    assert [piece.page for piece in texts(source(paragraph("一")))] == [None]


@pytest.mark.parametrize(
    ("body", "reason"),
    [("", "没有文字"), (paragraph("<w:r><w:drawing/></w:r>"), "只有图片"), (paragraph(" "), "没有文字")],
)
def test_a_file_without_words_says_so(body: str, reason: str) -> None:
    with pytest.raises(ReportError, match=reason):
        read_docx(source(body))


def test_strict_files_are_read() -> None:
    body = f"<w:document {NAMES}><w:body>{paragraph('严格。')}</w:body></w:document>"
    strict = body.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert words(Source(Path("a.docx"), packed({"word/document.xml": strict}))) == ["严格。"]


PLAIN = st.text(string.ascii_letters + string.digits + "学校专业人数，。：（）%", min_size=1, max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PLAIN, min_size=1, max_size=8))
def test_any_paragraphs_are_read_back(written: list[str]) -> None:
    made = docx.Document()
    for text in written:
        made.add_paragraph(text)
    assert words(saved(made)) == written
