"""Tables whose columns are set with spaces, as pdftotext does: which column each word stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Final

from .bare_cells import can_be_cell, fits_column, is_header
from .cell_kinds import kind_of
from .cell_lines import closed_up
from .headings import CAPTION
from .lines import Line
from .marked_cells import EMPTY, Row, Words, even

_PIECE: Final = re.compile(r"[^\s\u3000]+(?:[ \u3000][^\s\u3000]+)*")
#: What parts two pieces.
_PARTED: Final = re.compile(r"\s\s|[^\S \u3000]")
_MOST_LINES: Final = 400
_FIRST_LOOK: Final = 20  #: lines that show whether a table begins
_REMEMBERED: Final = 2048  #: lines that are looked at from several places
_LONGEST: Final = 300  #: characters of a line with cells
_FEWEST: Final = 2  #: rows with words in all columns
_FEWEST_FITTING: Final = 3  #: other rows, where there is but one of these
_CELL_WIDTH: Final = 48  #: columns on paper that a cell alone in its line takes up at most
_NEAR: Final = 3  #: columns on paper between where two lines of one cell begin
_SHORT: Final = 12  #: characters of the last line of a cell
_RESTS: Final = 3  #: lines of one cell in a row
_BLANKS: Final = 12  #: blank lines at most before a table's header on the next page
_SENTENCE: Final = re.compile(r"[。；！？]|[^\d][：:]$")
#: Words of two characters that tables set apart, beside headers.
_SPREAD: Final = frozenset(
    {"合计", "总计", "小计", "共计", "增减", "备注", "其他", "平均", "届别", "项目", "指标"}
)
_NUMBER_HEADER: Final = re.compile(r"(?P<name>序号|编号) (?=[\u4e00-\u9fff]{2,8}(?: {2}|$))")
_ENTRY: Final = re.compile(r"[：:](?!\d)")  #: what a profile's entries have, and cells seldom


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line, from `start` to `end` in the text, and the columns on paper they take up."""

    start: int
    end: int
    left: int
    right: int
    text: str

    @property
    def middle(self) -> float:
        """Where its middle is."""
        return (self.left + self.right) / 2

    def overlap(self, other: Piece) -> int:
        """Return how many columns on paper both take up; below 0 how far apart they are."""
        return min(self.right, other.right) - max(self.left, other.left)


Cells = Sequence[Piece | None]


def pieces_of(line: Line) -> list[Piece]:
    """Return the words of a line that two spaces or more part."""
    if line.blank or "\t" in line.raw or len(line.raw) > _LONGEST:
        return []
    begin = line.start - (len(line.raw) - len(line.raw.lstrip()))
    return [
        Piece(begin + start, begin + end, left, right, text)
        for start, end, left, right, text in _cut(line.raw)
    ]


@lru_cache(_REMEMBERED)
def _cut(raw: str) -> tuple[tuple[int, int, int, int, str], ...]:
    """Return where each piece of a line stands, in it and on paper, and its words."""
    spans = [word.span() for word in _PIECE.finditer(raw)]
    if not spans:
        return ()
    if (number := _NUMBER_HEADER.match(raw, spans[0][0])) and number.end() < spans[0][1]:
        # 序号 课题名称: the header of a narrow column has but one space behind it.
        spans[:1] = [(spans[0][0], number.end("name")), (number.end(), spans[0][1])]
    places = [0, *accumulate([1 if char.isascii() else 2 for char in raw])]
    return tuple(
        (start, end, places[start], places[end], closed_up(even(raw[start:end])))
        for start, end in _drawn_together(raw, spans)
    )


def _drawn_together(raw: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join characters set apart that are one header: 项    目, 合    计."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and end - start == 1 and joined[-1][1] - joined[-1][0] == 1:
            word = raw[joined[-1][0]] + raw[start]
            if word in _SPREAD or is_header(word):
                joined[-1] = (joined[-1][0], end)
                continue
        joined.append((start, end))
    return joined


def spaced_rows(lines: Sequence[Line], at: int, captioned: bool) -> tuple[list[Row], int] | None:
    """Return the rows of the table that begins at line `at`, and the number of the line behind; or None."""
    if not _PARTED.search(lines[at].raw.strip()) or len(pieces_of(lines[at])) < 2:
        return None
    if not _is_table(_rows_from(lines, at, _FIRST_LOOK)[0], captioned):
        return None
    rows, numbers = _rows_from(lines, at, _MOST_LINES)
    widest = max(map(len, rows), default=0)
    full = [row for row in rows if len(row) == widest]
    if not _is_table(rows, captioned) or (len(full) < _FEWEST and not _fit(rows, full)):
        return None
    columns = [_hull([row[column] for row in full]) for column in range(widest)]
    placed: list[list[Piece | None]] = []
    for row in rows:
        found: list[Piece | None] | None = [*row] if len(row) == widest else _placed(row, columns)
        if found is None:
            break
        placed.append(found)
    head = next((number for number, row in enumerate(rows) if _has_figure(row)), 0)
    for number in range(min(head, len(placed)) - 1):
        if len(rows[number]) < widest:
            placed[number] = _set_over(placed[number], placed[number + 1], columns)
    made = [
        tuple(Words(cell.start, cell.end, cell.text) if cell else EMPTY for cell in row) for row in placed
    ]
    return (made, numbers[len(made) - 1] + 1) if len(made) > 1 else None


def _rows_from(lines: Sequence[Line], at: int, most: int) -> tuple[list[list[Piece]], list[int]]:
    """Return the pieces of the lines that can be rows, no more than one blank between, and their numbers.

    The header that a table has again on its next page is left out.
    """
    rows: list[list[Piece]] = []
    numbers: list[int] = []
    head = [piece.text for piece in pieces_of(lines[at])]
    again = 0  # how many lines of the header have come again
    for number in range(at, min(at + most, len(lines))):
        pieces = pieces_of(lines[number])
        if not pieces and not _goes_on(lines, number, head):
            break
        if len(pieces) == 1 and not _is_rest(lines, number, pieces[0]):
            break
        words = [piece.text for piece in pieces]
        if (
            rows
            and len(pieces) > 1
            and words == (head if not again else [piece.text for piece in rows[min(again, len(rows) - 1)]])
        ):
            again += 1
            continue
        again = 0 if pieces else again
        if any(_SENTENCE.search(piece.text) for piece in pieces) or CAPTION.match(lines[number].words):
            break
        if pieces:
            rows.append(pieces)
            numbers.append(number)
    return rows, numbers


def _goes_on(lines: Sequence[Line], blank: int, head: Sequence[str]) -> bool:
    """Tell a blank line inside a table: a single one before a row, or any number before its header again."""
    following = next(
        (at for at in range(blank, min(blank + _BLANKS, len(lines))) if not lines[at].blank), None
    )
    if following is None:
        return False
    pieces = pieces_of(lines[following])
    if [piece.text for piece in pieces] == head:
        return True
    return following == blank + 1 and (
        len(pieces) > 1 or (bool(pieces) and _is_rest(lines, following, pieces[0]))
    )


def _is_rest(lines: Sequence[Line], number: int, piece: Piece) -> bool:
    """Tell a line of one cell, set apart from its row, from one of text: a row is near below it."""
    if not can_be_cell(lines[number]) or piece.right - piece.left > _CELL_WIDTH:
        return False
    below = [pieces_of(line) for line in lines[number + 1 : number + 1 + _RESTS]]
    return any(len(pieces) > 1 for pieces in below) or _ends_row(lines, number, piece)


def _ends_row(lines: Sequence[Line], number: int, piece: Piece) -> bool:
    """Tell the last line of a table, which goes on with a cell of the row above it, from the text below."""
    above = pieces_of(lines[number - 1]) if number else []
    columns = [
        other for other in above[1:] if piece.overlap(other) > 0 and abs(piece.left - other.left) < _NEAR
    ]
    return bool(columns) and len(piece.text) <= _SHORT


def _fit(rows: Sequence[Sequence[Piece]], full: Sequence[Sequence[Piece]]) -> bool:
    """Tell whether the one row that has all columns shows where those of the others stand."""
    others = [row for row in rows if len(row) > 1 and row is not full[0]]
    fitting = [
        row
        for row in others
        if all(sum(piece.overlap(column) > 0 for column in full[0]) == 1 for piece in row)
    ]
    return len(others) >= _FEWEST_FITTING and len(fitting) * 10 >= len(others) * 7


def _words(piece: Piece | None) -> Words:
    return Words(piece.start, piece.end, piece.text) if piece else EMPTY


def _is_table(rows: Sequence[Sequence[Piece]], captioned: bool) -> bool:
    """Tell a table from a list or profile set with spaces: by caption, headers, and columns of figures."""
    if len(rows) < _FEWEST:
        return False
    cells = [piece.text for row in rows for piece in row]
    if sum(bool(_ENTRY.search(cell)) for cell in cells) * 4 > len(cells):
        return False
    first = [piece.text for piece in rows[0]]
    headed = sum(is_header(cell) for cell in first) * 2 > len(first)
    figured = sum(map(_has_figure, rows[1:])) * 2 > len(rows) - 1
    if all(map(is_header, first)) and len(first) > _FEWEST and _borne_out(first, rows[1:]):
        return True
    return (headed and (figured or captioned)) or (captioned and figured) or (figured and len(first) > 3)


def _borne_out(headers: Sequence[str], rows: Sequence[Sequence[Piece]]) -> bool:
    """Tell rows of words whose cells are what the headers say; those with cells left empty prove nothing."""
    full = [row for row in rows if len(row) == len(headers)]
    tested = [
        fits
        for row in full
        for header, piece in zip(headers, row, strict=True)
        if (fits := fits_column(header, piece.text)) is not None
    ]
    return len(full) * 2 >= len(rows) // 2 and bool(tested) and sum(tested) * 4 >= len(tested) * 3


def _has_figure(row: Sequence[Piece]) -> bool:
    return any(kind_of(piece.text) == "figure" for piece in row)


def _hull(pieces: Sequence[Piece]) -> Piece:
    left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    return Piece(0, 0, left, right, "")


def _placed(row: Sequence[Piece], columns: Sequence[Piece]) -> list[Piece | None] | None:
    """Return a row with its words in their columns; None where two would share one."""
    cells: list[Piece | None] = [None] * len(columns)
    free = 0
    for piece in row:
        if free >= len(columns):
            return None
        best = max(range(free, len(columns)), key=lambda at: (piece.overlap(columns[at]), -at))
        over = [at for at in range(free, len(columns)) if piece.overlap(columns[at]) > 0]
        at = over[0] if len(over) > 1 else best
        cells[at] = piece
        free = max([at, *over]) + 1
    return cells


def _set_over(row: Cells, lower: Cells, columns: Sequence[Piece]) -> list[Piece | None]:
    """Set headers that are centred over several columns at the first of these.

    Of all ways to share the columns out among the headers, leading ones left free, the one is taken where
    the middles of headers and columns are nearest.
    """
    heads = [piece for piece in row if piece]
    places = [at for at, piece in enumerate(row) if piece]
    best: dict[int, tuple[float, tuple[int, ...]]] = dict.fromkeys(range(places[0] + 1), (0.0, ()))
    for head in heads:
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, starts) in best.items():
            for end in range(start, len(columns)):
                if end > start and not (lower[start] and lower[end]):
                    break
                off = abs(head.middle - _hull(columns[start : end + 1]).middle)
                if (cost + off, (*starts, start)) < following.get(end + 1, (float("inf"), ())):
                    following[end + 1] = cost + off, (*starts, start)
        best = following
    if len(columns) not in best:
        return list(row)
    made: list[Piece | None] = [None] * len(columns)
    for start, head in zip(best[len(columns)][1], heads, strict=True):
        made[start] = head
    return made
