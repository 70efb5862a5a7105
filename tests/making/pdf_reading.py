"""Reading PDF files made by hand: documents in short, and tables put on a page."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from zhijiao.extract.formats.readers import read
from zhijiao.extract.formats.source import Limits, Source
from zhijiao.extract.reading.blocks import Document, Paragraph, Table

from .plain_pdf import PlainPage, write_pdf

#: Running text of an invented report.
LONG: Final = "学校坚持立德树人的根本任务，围绕地方产业办好每一个专业，服务每一名学生的成长和发展"
#: Edges of three columns.
XS: Final = [90.0, 190.0, 290.0, 390.0]


def document(tmp_path: Path, *pages: PlainPage, limits: Limits | None = None) -> Document:
    """Write `pages` as a PDF and read it."""
    path = write_pdf(tmp_path / "报告.pdf", list(pages))
    return read(Source(path, path.read_bytes(), limits or Limits()))


def paragraphs(found: Document) -> list[str]:
    """Return the words of the paragraphs."""
    return [block.passage.text for block in found.blocks if isinstance(block, Paragraph)]


def tables(found: Document) -> list[Table]:
    """Return the tables."""
    return [block for block in found.blocks if isinstance(block, Table)]


def cells(table: Table) -> list[list[str]]:
    """Return the words of a table's cells."""
    return [[cell.text for cell in row] for row in table.rows]


def put(page: PlainPage, rows: list[list[str]], *, top: float, xs: list[float], height: float = 24.0) -> None:
    """Put words into the cells of a table, their edges at `xs`."""
    for number, row in enumerate(rows):
        for x, words in zip(xs, row, strict=False):
            page.words(x + 6, top + number * height + 5, words)


def ruled(
    page: PlainPage, rows: list[list[str]], *, top: float = 100.0, xs: list[float] | None = None
) -> None:
    """Draw a table with all its lines."""
    xs = xs or XS
    page.grid(xs, [top + 24.0 * at for at in range(len(rows) + 1)])
    put(page, rows, top=top, xs=xs)


#: The words of a small table.
ROWS: Final = [["专业", "招生（人）", "比例"], ["护理", "120", "40%"], ["会计事务", "90", "30%"]]


def upright() -> PlainPage:
    """Return a page with a paragraph and a table."""
    page = PlainPage()
    page.paragraph(100, LONG + "。")
    ruled(page, ROWS, top=200)
    return page
