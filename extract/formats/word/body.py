"""The body of a Word file: its paragraphs, tables and text boxes in order, as pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ...errors import ReportError
from ...reading.pieces import Piece, TableCell, TablePiece, TextPiece
from ..source import MEGABYTE, Source
from .grid import Place, TableGrid, table_grid
from .markup import CONTROL, PARAGRAPH, TABLE, Element, W, opened
from .pages import text_piece
from .paragraphs import Paragraph, ParagraphReader

_CONTENTS_TITLE: Final = re.compile(r"目\s*[录錄次]$")
_GAPS: Final = re.compile(r"[\t\n]")
_LARGE: Final = 6  #: cells of a table inside a cell that is a table of its own
_EMBEDDED: Final = "文件里嵌有另一份文档，没有读"


@dataclass(slots=True)
class _Cell:
    """A cell as it is read: its lines, what comes behind the table, and the page where its words begin."""

    page: int
    lines: list[str] = field(default_factory=list)
    behind: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class BodyReader:
    """Reads a body; `paragraphs` reads each paragraph, `room` is how many bytes of text may still come."""

    source: Source
    paragraphs: ParagraphReader
    room: int

    @classmethod
    def of(cls, source: Source, paragraphs: ParagraphReader) -> BodyReader:
        """Return a reader within the limits of `source`."""
        return cls(source, paragraphs, source.limits.text_megabytes * MEGABYTE)

    def read(self, container: Element) -> list[Piece]:
        """Return the pieces in a body, cell or text box. Raises ReportError for more text than may be."""
        pieces: list[Piece] = []
        for element in opened(container):
            if element.tag == PARAGRAPH:
                self._paragraph(element, pieces)
            elif element.tag == TABLE:
                pieces += self._table(element)
            elif element.tag == CONTROL:
                self._contents(element, pieces)
            elif element.tag == f"{W}altChunk" and _EMBEDDED not in self.source.warnings:
                self.source.warnings.append(_EMBEDDED)
        return pieces

    def _paragraph(self, element: Element, pieces: list[Piece]) -> None:
        paragraph = self.paragraphs.read(element)
        if paragraph.contents:
            _drop_title(pieces)
        elif (piece := _piece(paragraph)) is not None:
            self._spend(piece.words)
            pieces.append(piece)
        for box in paragraph.boxes:
            pieces += self.read(box)

    def _contents(self, control: Element, pieces: list[Piece]) -> None:
        """Pass a table of contents: it is read for the pages that turn in it, and left out."""
        for content in control.findall(f"{W}sdtContent"):
            self.read(content)
        _drop_title(pieces)

    def _table(self, table: Element) -> list[Piece]:
        grid = table_grid(table)
        if grid.columns <= 1:
            # A table of one column only frames what it holds.
            cells = [place.element for row in grid.rows for place in row if place.element is not None]
            return [piece for cell in cells for piece in self.read(cell)]
        rows, pages, behind = self._rows(grid)
        if not any(cell.words for row in rows for cell in row):
            return behind
        if grid.regular:
            return [TablePiece(tuple(rows), grid.header_rows, pages), *behind]
        lines = [TextPiece(_in_line(row), whole=True) for row in rows if _in_line(row)]
        return [*lines, *behind]

    def _rows(
        self, grid: TableGrid
    ) -> tuple[list[tuple[TableCell, ...]], tuple[tuple[int, int], ...], list[Piece]]:
        """Read the cells of a table, by row; return also where pages begin, and what comes behind."""
        count = self.paragraphs.pages
        rows: list[tuple[TableCell, ...]] = []
        pages: list[tuple[int, int]] = []
        behind: list[Piece] = []
        for row in grid.rows:
            opens, first, last = count.number, count.number, count.number
            cells = []
            for place in row:
                # The cells of a row stand side by side: each begins on the page that the row does.
                count.number = opens
                cell = self._cell(place)
                first, last = max(first, cell.page), max(last, count.number)
                cells.append(TableCell("\n".join(cell.lines), place.rows, place.right - place.left))
                behind += cell.behind
            count.number = last
            if not pages or pages[-1][1] != first:
                pages.append((len(rows), first))
            rows.append(tuple(cells))
        return rows, tuple(pages), behind

    def _cell(self, place: Place) -> _Cell:
        cell = _Cell(self.paragraphs.pages.number)
        for block in opened(place.element) if place.element is not None else ():
            if block.tag == PARAGRAPH:
                self._cell_paragraph(block, cell)
            elif block.tag == TABLE:
                for piece in self._table(block):
                    if isinstance(piece, TablePiece) and _is_large(piece):
                        cell.behind.append(piece)
                    else:
                        cell.lines += _lines_of(piece)
        return cell

    def _cell_paragraph(self, element: Element, cell: _Cell) -> None:
        paragraph = self.paragraphs.read(element)
        # In a cell a number without words is words: that of the row.
        words = "" if paragraph.contents else _words(paragraph)
        if words:
            self._spend(words)
            if not cell.lines:
                cell.page = text_piece(words, 0, True, paragraph.page, _breaks(paragraph)).page or cell.page
            cell.lines.append(words)
        for box in paragraph.boxes:
            cell.behind += self.read(box)

    def _spend(self, words: str) -> None:
        self.room -= len(words.encode())
        if self.room < 0:
            raise ReportError(
                self.source.path,
                f"文字超过上限 {self.source.limits.text_megabytes} MB",
                "一份报告的文本通常不到 1 MB，请检查是不是报告；确实要读就用 --max-text-mb 放宽",
            )


def _piece(paragraph: Paragraph) -> TextPiece | None:
    if not paragraph.text.strip():
        return None
    words = _words(paragraph)
    if paragraph.level:
        words = _GAPS.sub(" ", words)
    return text_piece(words, paragraph.level, paragraph.whole, paragraph.page, _breaks(paragraph))


def _words(paragraph: Paragraph) -> str:
    return _label(paragraph) + paragraph.text.strip()


def _label(paragraph: Paragraph) -> str:
    """Return the number before a paragraph, parted from words that it would run into (1.12020年)."""
    label = paragraph.label
    apart = label and paragraph.text.strip() and (label[-1].isalnum() or label[-1] == ".")
    return f"{label} " if apart else label


def _breaks(paragraph: Paragraph) -> list[tuple[int, int]]:
    """Return where pages begin in the words of a paragraph, its number counted in."""
    lead = len(paragraph.text) - len(paragraph.text.lstrip())
    before = len(_label(paragraph))
    return [(before + at - lead if at > lead else 0, page) for at, page in paragraph.breaks]


def _drop_title(pieces: list[Piece]) -> None:
    """Leave out the title of a table of contents that is left out."""
    last = pieces[-1] if pieces else None
    if isinstance(last, TextPiece) and _CONTENTS_TITLE.match(last.words):
        pieces.pop()


def _is_large(table: TablePiece) -> bool:
    return len(table.rows) > 1 and max(map(len, table.rows)) > 1 and sum(map(len, table.rows)) >= _LARGE


def _lines_of(piece: Piece) -> list[str]:
    """Return a piece as lines of the cell around it."""
    if isinstance(piece, TextPiece):
        return [piece.words]
    return [line for row in piece.rows if (line := _in_line(row))]


def _in_line(row: Sequence[TableCell]) -> str:
    return " ".join(cell.words.replace("\n", "") for cell in row if cell.words)
