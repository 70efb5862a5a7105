"""A manuscript as a Word file: title page, contents, headings, tables, running head, page numbers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from .manuscript import Head, Manuscript, Prose, Sheet

FONT: Final = "Noto Serif CJK SC"
_TEXT_WIDTH: Final = 15.6  #: centimetres between the margins
_CHARACTERS_A_PAGE: Final = 900
_MAX_LEVEL: Final = 9


def write_docx(manuscript: Manuscript, path: Path, *, styled: bool = True) -> None:
    """Write `manuscript` to `path`; `styled` gives headings their styles, else they are bold paragraphs."""
    made = docx.Document()
    _set_page(made, manuscript.running_head)
    for number, line in enumerate(manuscript.title):
        paragraph = made.add_paragraph()
        _centred(paragraph, line, 26 if number < 2 else 16, bold=number < 2)
        paragraph.paragraph_format.space_before = Pt(0 if number else 150)
    _break_page(made)
    _add_contents(made, manuscript)
    _break_page(made)
    for number, part in enumerate(manuscript.parts):
        if isinstance(part, Head):
            _add_heading(made, part, number, styled)
        elif isinstance(part, Prose):
            paragraph = made.add_paragraph(part.words)
            paragraph.paragraph_format.first_line_indent = Pt(24)
        else:
            _add_table(made, part)
    made.save(str(path))


def _set_page(made: WordFile, running_head: str) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.7)
    section.different_first_page_header_footer = True
    for style in made.styles:
        if isinstance(style, ParagraphStyle):
            style.font.name = FONT
            style.font.color.rgb = RGBColor(0, 0, 0)
            style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    normal = made.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.size = Pt(12)
    normal.paragraph_format.line_spacing = 1.5
    normal.paragraph_format.space_after = Pt(0)
    _centred(section.header.paragraphs[0], running_head, 9)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("第 ")
    _add_field(footer, "PAGE", "1")
    footer.add_run(" 页 共 ")
    _add_field(footer, "NUMPAGES", "9")
    footer.add_run(" 页")


def _centred(paragraph: WordParagraph, words: str, size: float, bold: bool = False) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(words)
    run.font.size = Pt(size)
    run.bold = bold


def _break_page(made: WordFile) -> None:
    made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _add_field(paragraph: WordParagraph, instruction: str, shown: str) -> None:
    """Add a field as Word saves it, with the text it showed last."""
    for kind in ("begin", "instr", "separate", "shown", "end"):
        run = paragraph.add_run()
        if kind == "instr":
            words = OxmlElement("w:instrText")
            words.set(qn("xml:space"), "preserve")
            words.text = f" {instruction} "
            run._r.append(words)
        elif kind == "shown":
            run.text = shown
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _add_contents(made: WordFile, manuscript: Manuscript) -> None:
    """Add the contents: a line for each heading, dots, and the page on which it should stand."""
    _centred(made.add_paragraph(), "目  录", 16, bold=True)
    highest = min((head.level for head in manuscript.contents), default=1)
    before = 0
    for number, part in enumerate(manuscript.parts):
        if isinstance(part, Head) and part in manuscript.contents:
            line = made.add_paragraph()
            line.paragraph_format.left_indent = Cm(0.7 * (part.level - highest))
            line.paragraph_format.tab_stops.add_tab_stop(
                Cm(_TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
            )
            line.add_run(f"{part.words}\t")
            _add_field(line, f"PAGEREF {_bookmark(number)} \\h", str(3 + before // _CHARACTERS_A_PAGE))
        before += _characters(part)


def _characters(part: Head | Prose | Sheet) -> int:
    return 40 * len(part.rows) if isinstance(part, Sheet) else len(part.words)


def _bookmark(number: int) -> str:
    return f"_Toc{10000 + number}"


def _add_heading(made: WordFile, head: Head, number: int, styled: bool) -> None:
    if styled:
        paragraph = made.add_heading(head.words, min(head.level, _MAX_LEVEL))
    else:
        paragraph = made.add_paragraph()
        run = paragraph.add_run(head.words)
        run.bold = True
        run.font.size = Pt(max(12, 18 - 2 * head.level))
    for kind in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{kind}")
        mark.set(qn("w:id"), str(number))
        if kind == "bookmarkStart":
            mark.set(qn("w:name"), _bookmark(number))
        paragraph._p.append(mark)


def _add_table(made: WordFile, sheet: Sheet) -> None:
    for line in sheet.above:
        paragraph = made.add_paragraph()
        _centred(paragraph, line, 10.5, bold=True)
        paragraph.paragraph_format.keep_with_next = True
    table = made.add_table(len(sheet.rows), sheet.width, style="Table Grid")
    table.autofit = False
    size = 10.5 if sheet.width <= 6 else 9
    for row, cells in enumerate(sheet.rows):
        for column, cell in cells:
            place = table.cell(row, column)
            if (cell.rows, cell.columns) != (1, 1):
                place = place.merge(table.cell(row + cell.rows - 1, column + cell.columns - 1))
            paragraph = place.paragraphs[0]
            for number, line in enumerate(cell.words.split("\n")):
                if number:
                    paragraph = place.add_paragraph()
                _centred(paragraph, line, size, bold=row < sheet.header_rows)
                paragraph.paragraph_format.line_spacing = 1.0
    _set_widths(table, sheet)
    _mark_headers(table, sheet.header_rows)


def _set_widths(table: WordTable, sheet: Sheet) -> None:
    """Give each column room by its longest words."""
    wants = [4.0] * sheet.width
    for column, cell in (one for row in sheet.rows for one in row):
        if cell.columns == 1:
            wants[column] = max(wants[column], min(18.0, max(map(len, cell.words.split("\n"))) + 2.0))
    for column, want in zip(_columns(table), wants, strict=True):
        width = Cm(_TEXT_WIDTH * want / sum(wants))
        column.set(qn("w:w"), str(width.twips))
    for row in table.rows:
        at = 0
        for cell_element in row._tr.tc_lst:
            span = cell_element.grid_span
            cell_element.width = Cm(_TEXT_WIDTH * sum(wants[at : at + span]) / sum(wants))
            at += span


def _columns(table: WordTable) -> Iterable[BaseOxmlElement]:
    return table._tbl.tblGrid.gridCol_lst


def _mark_headers(table: WordTable, header_rows: int) -> None:
    """Have the header rows set again on each page."""
    for row in list(table.rows)[:header_rows]:
        mark = OxmlElement("w:tblHeader")
        mark.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(mark)
