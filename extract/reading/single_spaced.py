"""Tables whose cells one space parts, as copied from a page: lines of as many words as there are headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..figures.table_columns import named_by
from .bare_cells import is_header, names_indicator
from .cell_kinds import kind_of
from .lines import Line
from .marked_cells import EMPTY, Row, Words, even

_WORD: Final = re.compile(r"[^\s\u3000]+")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE: Final = re.compile(r"[。；！？，、：:]")
#: Marks that stay whatever is made even, but for the address of a link, which is left out.
_SENTENCE_ENDS: Final = re.compile(r"[。；！？、]")
_MOST_LINES: Final = 200
_LONGEST_HEADER: Final = 12  #: characters of a header
_FEWEST_COLUMNS: Final = 3
_FEWEST_ROWS: Final = 2
_FEWEST_YEARS: Final = 2
_LONGEST_TITLE: Final = 40


def single_spaced_rows(lines: Sequence[Line], at: int) -> tuple[list[Row], int] | None:
    """Return the rows of the table that begins at line `at`, and the number of the line behind it; or None.

    Its first line is of headers, at least half of them known ones; the lines below have as many words, the
    first a name or number, and one column at least is of figures all along.
    """
    if " " not in lines[at].words:
        return None
    head = _cells(lines[at])
    if dated := _dated_rows(lines, at, head):
        return dated
    if len(head) < _FEWEST_COLUMNS or not all(_can_head(cell.text) for cell in head):
        return None
    if sum(is_header(cell.text) for cell in head) * 2 < len(head):
        return None
    rows = [head]
    for line in lines[at + 1 : at + _MOST_LINES]:
        row = _cells(line)
        if len(row) != len(head):
            break
        rows.append(row)
    body = rows[1:]
    if len(body) < _FEWEST_ROWS or not any(_is_of_figures(body, column) for column in range(1, len(head))):
        return None
    return rows, at + len(rows)


def _dated_rows(lines: Sequence[Line], at: int, head: Row) -> tuple[list[Row], int] | None:
    """Return rows of figures under years alone, the indicator named at the head of each row, or once above.

    学生人数（人） / 2021年 2022年 2023年 / 812 845 903, also without the line above and 学生人数 before 812.
    """
    if not head or kind_of(head[-1].text) != "year":
        return None
    years = head[1:] if kind_of(head[0].text) == "text" and is_header(head[0].text) else head
    if len(years) < _FEWEST_YEARS or any(kind_of(cell.text) != "year" for cell in years):
        return None
    titled = at > 0 and named_by(even(lines[at - 1].words)[:_LONGEST_TITLE]) is not None
    rows: list[Row] = []
    for line in lines[at + 1 : at + _MOST_LINES]:
        row = _cells(line)
        figures = row[-len(years) :]
        named = row[: -len(years)]
        if len(figures) != len(years) or any(
            kind_of(cell.text) not in ("figure", "dash") for cell in figures
        ):
            break
        if len(named) > 1 or (named and not names_indicator(named[0].text)) or not (named or titled):
            break
        rows.append(row)
    if not rows or len({len(row) for row in rows}) > 1:
        return None
    if len(rows[0]) > len(years) and len(head) == len(years):
        head = (EMPTY, *head)
    return ([head, *rows], at + 1 + len(rows)) if len(head) == len(rows[0]) else None


def _cells(line: Line) -> Row:
    """Return the words of a line that white space parts; none where it is a sentence."""
    if line.blank or "\t" in line.raw or (_SENTENCE_ENDS.search(line.words) and "](" not in line.words):
        return ()
    found = tuple(
        Words(line.start + word.start(), line.start + word.end(), even(word[0]))
        for word in _WORD.finditer(line.words)
    )
    return () if any(_SENTENCE.search(cell.text) for cell in found) else found


def _can_head(text: str) -> bool:
    year = kind_of(text) == "year"
    return year or (len(text) <= _LONGEST_HEADER and kind_of(text) == "text" and bool(_CHINESE.search(text)))


def _is_of_figures(rows: Sequence[Row], column: int) -> bool:
    kinds = [kind_of(row[column].text) for row in rows]
    return "figure" in kinds and all(kind in ("figure", "dash") for kind in kinds)
