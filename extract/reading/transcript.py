"""The transcript of pieces: the text that evidence quotes, where lines, tables and pages stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from .grids import Grid, Span, header_rows
from .lines import Line
from .pieces import Pieces, TableCell, TablePiece, TextPiece

#: What stands for a table among the lines: Unicode's sign for an object in the text.
TABLE: Final = "\ufffc"
_MAX_SPAN: Final = 200  #: rows or columns that a cell may cover; more are a fault of the file
_GAPS: Final = re.compile(r"[\t\f\v\r\x00]+")
_BREAKS: Final = re.compile(r"\s*\n\s*")


@dataclass(slots=True)
class Transcript:
    """Text with its lines; a table is one line of it, whose grid `grids` holds by its place."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    lines: list[Line] = field(default_factory=list)
    grids: dict[int, Grid] = field(default_factory=dict)
    pages: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text as written so far."""
        return "".join(self.parts)

    def write(self, words: str) -> Span:
        """Write words and return where they stand."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start, self.length

    def turn(self, page: int | None, at: int) -> None:
        """Note that `page` begins at `at`, where it is not the page already open."""
        if page is not None and (not self.pages or self.pages[-1][1] != page):
            self.pages.append((at, page))


def transcript_of(pieces: Pieces) -> Transcript:
    """Write `pieces` down one after the other: a line to a paragraph or row, cells parted by tabs."""
    made = Transcript()
    for piece in pieces:
        if isinstance(piece, TablePiece):
            _write_table(made, piece)
        else:
            _write_text(made, piece)
    return made


def _write_text(made: Transcript, piece: TextPiece) -> None:
    begin = made.length
    made.turn(piece.page, begin)
    for at, page in piece.breaks:
        made.turn(page, begin + at)
    for raw in piece.words.split("\n"):
        # What parts cells or lines elsewhere means nothing here; the length stays, as places count in it.
        start, _ = made.write(_GAPS.sub(lambda gap: " " * len(gap[0]), raw))
        words = raw.strip()
        start += len(raw) - len(raw.lstrip())
        made.lines.append(Line(start, start + len(words), words, raw, piece.level, piece.whole))
        made.write("\n")


def _write_table(made: Transcript, piece: TablePiece) -> None:
    begin = made.length
    pages = dict(piece.pages)
    places = _spread(piece.rows)
    width = max((column + 1 for _, column in places), default=0)
    spans: dict[tuple[int, int], Span] = {}
    for row in range(len(piece.rows)):
        made.turn(pages.get(row), made.length)
        for column in range(width):
            cell, own = places.get((row, column), (None, False))
            if cell is not None and own:
                spans[row, column] = made.write(_cell_words(cell))
            if column < width - 1:
                made.write("\t")
        made.write("\n")
    if not width:
        return
    grid = _grid(places, spans, len(piece.rows), width)
    texts = [[_words_at(places, row, column) for column in range(width)] for row in range(len(piece.rows))]
    told = piece.header_rows or _merged_header(piece.rows, header_rows(texts))
    made.grids[begin] = Grid(grid, min(told, len(piece.rows)), 0, _covered(places))
    made.lines.append(Line(begin, made.length, TABLE, TABLE, whole=True))


Places = dict[tuple[int, int], tuple[TableCell, bool]]


def _spread(rows: Sequence[Sequence[TableCell]]) -> Places:
    """Set the cells in their rows and columns, as HTML's algorithm for forming a table does.

    A place holds the cell and whether it begins there; else the cell only covers it.
    """
    places: Places = {}
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in places:
                column += 1
            for down in range(min(cell.rows, len(rows) - row, _MAX_SPAN)):
                for right in range(min(cell.columns, _MAX_SPAN)):
                    places.setdefault((row + down, column + right), (cell, down == right == 0))
            column += min(cell.columns, _MAX_SPAN)
    return places


def _grid(
    places: Places, spans: dict[tuple[int, int], Span], height: int, width: int
) -> tuple[tuple[Span, ...], ...]:
    by_cell = {id(places[place][0]): span for place, span in spans.items()}
    empty: Span = (0, 0)
    return tuple(
        tuple(
            by_cell.get(id(places[row, column][0]), empty) if (row, column) in places else empty
            for column in range(width)
        )
        for row in range(height)
    )


def _covered(places: Places) -> frozenset[tuple[int, int]]:
    return frozenset(place for place, (_, own) in places.items() if not own)


def _words_at(places: Places, row: int, column: int) -> str:
    return _BREAKS.sub("", places[row, column][0].words.strip()) if (row, column) in places else ""


def _cell_words(cell: TableCell) -> str:
    return _BREAKS.sub("\n", _GAPS.sub(" ", cell.words).strip())


def _merged_header(rows: Sequence[Sequence[TableCell]], told: int) -> int:
    """Return how many rows are headers: where there are any, as many as the first row's cells reach down."""
    if not told or not rows or len({cell.rows for cell in rows[0]}) < 2:
        return told
    return max(told, min(3, max(cell.rows for cell in rows[0])))
