"""Wrapped rows: lines of a table that hold what the cells of the row above or below had no room for.

A row's own line is told by its number, by figures, or by words in most cells. Where the rows of a table are
centred (pdftotext prints them so), a cell stands on as many lines above its row's line as below it; else it
only goes on below. Which of the two holds is told column by column: by whether all lines can be so dealt out.
Before that it is asked whether every line goes on with the row above it: full cells there, a name broken off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from ..language.persons import is_person
from .broken_cells import is_broken
from .cell_kinds import is_total, kind_of
from .passage import Passage

Row = list[Passage]
_FEWEST: Final = 3  #: rows' lines that show how rows are told
_LONGEST: Final = 24  #: characters of what stands on one line of a cell
_FULL: Final = 4  #: characters of a cell that has no room for more
_WIDE: Final = 4  #: columns of a table of words whose rows are told by how many cells they fill
_ITEM_MARK: Final = "、"
_MARKED: Final = re.compile(r"[、，；/（与和及—-]$")
_ITEMS: Final = re.compile(r"[、，\s]+")
#: What is no firm's name by itself.
_LEGAL_FORM: Final = re.compile(r"(?:（[^（）]{1,6}）)?(?:集团|股份|控股)?有限(?:责任)?公司|分公司")
#: How the names of contests end, which cells hold oftener than any other long names.
_EVENT_END: Final = re.compile(r"(?:大赛|竞赛|比赛|选拔赛|比武|评选|评比|展演|活动)$")


@dataclass(slots=True)
class _Stretch:
    """Rows that no line parts, with the lines of few cells before each and behind the last."""

    rows: list[Row] = field(default_factory=list)
    between: list[list[Row]] = field(default_factory=lambda: [[]])

    def whole(self) -> list[Row]:
        """Return the rows, each cell with all its lines; lines alone stay as they are."""
        if not self.rows:
            return self.between[0]
        columns = range(len(self.rows[0]))
        shares = [self._shares(at) for at in columns]
        made: list[Row] = []
        for number, row in enumerate(self.rows):
            cells: Row = []
            for at in columns:
                above = self._lines(number, at)[shares[at][number] :]
                below = self._lines(number + 1, at)[: shares[at][number + 1]]
                parts = [*above, *([row[at]] if row[at].text else ()), *below]
                cells.append(_joined(parts) or row[at])
            made.append(cells)
        return made

    def _lines(self, number: int, at: int) -> list[Passage]:
        return [line[at] for line in self.between[number] if line[at].text]

    def _shares(self, at: int) -> list[int]:
        """Return for each place between rows how many of its lines in column `at` go with the row above."""
        counts = [len(self._lines(number, at)) for number in range(len(self.between))]
        shares = [0]
        for number in range(1, len(counts)):
            above = counts[number - 1] - shares[-1]
            shares.append(above)
            if above > counts[number]:
                return [0, *counts[1:]]
        return shares if shares[-1] == counts[-1] else [0, *counts[1:]]


def with_wrapped(rows: Sequence[Row], header_rows: int) -> list[Row]:
    """Return `rows` with the words of each cell put together; what parts the table is left as it is.

    In a table of words a label in the middle of the rows that it is of is set at the first of them.
    """
    head, body = [list(row) for row in rows[:header_rows]], [list(row) for row in rows[header_rows:]]
    if whole := _row_test(body, _Widths(body)):
        return [*head, *_continued(body, whole)]
    test = _row_test(body)
    labels = test is _is_full and _is_even(body, test)
    if test is None or (test is _is_full and not labels):
        return [*head, *body]  # few cells in a row may as well be all that it has, beside merged ones
    made: list[Row] = []
    stretch = _Stretch()
    for row in body:
        if test(row):
            stretch.rows.append(row)
            stretch.between.append([])
        elif _is_rest(row) and (labels or not _stands_alone(row)):
            stretch.between[-1].append(row)
        else:
            made += [*stretch.whole(), row]
            stretch = _Stretch()
    made += stretch.whole()
    return [*head, *(_with_labels_first(made) if labels else made)]


def _row_test(body: Sequence[Row], widths: _Widths | None = None) -> Callable[[Row], bool] | None:
    """Return what tells a row's line in a table with others; None where nothing does, or all are such.

    With `widths` a line of many cells may go on with the row above it, whose cells there are full.
    """
    tests = (_is_numbered, _has_values, _is_whole) if widths else (_is_numbered, _has_figures, _is_full)
    for test in tests:
        told = [test(row) for row in body]
        if sum(told) >= _FEWEST and not all(told):
            others = [number for number, is_row in enumerate(told) if not is_row]
            if widths:
                return test if told[0] and all(widths.goes_on(number) for number in others) else None
            return test if all(_is_rest(body[one]) or _stands_alone(body[one]) for one in others) else None
    return None


class _Widths:
    """How long the cells of each column are at most, which tells lines that go on with those above."""

    def __init__(self, body: Sequence[Row]) -> None:
        self.body = body
        self.widest = [max(len(row[at].text) for row in body) for at in range(len(body[0]))] if body else []

    def goes_on(self, number: int) -> bool:
        """Tell a line whose cells all go on with full cells above, one of them with a name that is broken."""
        row, above = self.body[number], self.body[number - 1]
        filled = [at for at, cell in enumerate(row) if cell.text]
        words = all(kind_of(row[at].text) == "text" and not is_total(row[at].text) for at in filled)
        full = all(len(above[at].text) >= max(_FULL, self.widest[at] - 2) for at in filled)
        broken = any(
            is_broken(above[at].text, row[at].text) or _LEGAL_FORM.fullmatch(row[at].text) for at in filled
        )
        return bool(filled) and len(filled) < len(row) and words and full and broken


def _continued(body: Sequence[Row], test: Callable[[Row], bool]) -> list[Row]:
    """Return the rows whose own lines `test` tells, each with the lines below it that go on with it."""
    made: list[Row] = []
    for row in body:
        if test(row):
            made.append(list(row))
        else:
            parts = zip(made[-1], row, strict=True)
            made[-1] = [_joined([one for one in pair if one.text]) or pair[0] for pair in parts]
    return made


def _is_whole(row: Row) -> bool:
    return len(row) >= _FEWEST and all(cell.text for cell in row)


def _is_numbered(row: Row) -> bool:
    return row[0].text.isdecimal() and len(row[0].text) < 4


def _has_figures(row: Row) -> bool:
    return any(kind_of(cell.text) == "figure" for cell in row[1:])


def _has_values(row: Row) -> bool:
    """Tell a line with figures, or dashes where there are none."""
    return any(kind_of(cell.text) in ("figure", "dash") for cell in row[1:])


def _is_full(row: Row) -> bool:
    return len(row) >= _WIDE and sum(bool(cell.text) for cell in row) * 2 > len(row)


def _is_rest(row: Row) -> bool:
    """Tell a line of words in few cells."""
    filled = [cell.text for cell in row if cell.text]
    words = all(kind_of(text) == "text" and not is_total(text) and len(text) <= _LONGEST for text in filled)
    return 0 < len(filled) <= max(1, len(row) // 2) and words


def _stands_alone(row: Row) -> bool:
    """Tell a line that parts the table or labels several rows (its first cell alone), and a row of sums."""
    return bool(row[0].text) and (is_total(row[0].text) or not any(cell.text for cell in row[1:]))


def _is_even(body: Sequence[Row], test: Callable[[Row], bool]) -> bool:
    """Tell a first column whose lines stand evenly about rows' own lines, so that they are no captions."""
    stretch = _Stretch()
    for row in body:
        if test(row):
            stretch.rows.append(row)
            stretch.between.append([])
        else:
            stretch.between[-1].append(row)
    counts = [len(stretch._lines(number, 0)) for number in range(len(stretch.between))]
    shares = stretch._shares(0)
    return sum(counts) > 0 and shares != [0, *counts[1:]]


def _with_labels_first(rows: list[Row]) -> list[Row]:
    """Set each label of the first column at the first of the rows in whose middle it stands.

    Nothing is done where the labels do not stand in the middle of rows that follow one on the other.
    """
    blocks: list[list[int]] = []
    for number, row in enumerate(rows):
        if not row[0].text:
            continue
        if blocks and blocks[-1][-1] == number - 1 and _goes_on(rows[number - 1][0].text, row[0].text):
            blocks[-1].append(number)
        else:
            blocks.append([number])
    starts: list[int] = []
    start = 0
    for block in blocks:
        starts.append(start)
        start = block[0] + block[-1] - start + 1
        if start <= block[-1] or starts[-1] > block[0]:
            return rows
    if start != len(rows):
        return rows
    made = [list(row) for row in rows]
    for first, block in zip(starts, blocks, strict=True):
        label = _joined([rows[number][0] for number in block])
        for number in block:
            made[number][0] = Passage("", ())
        if label:
            made[first][0] = label
    return made


def _goes_on(upper: str, lower: str) -> bool:
    contest = _EVENT_END.search(upper + lower) and not _EVENT_END.search(upper)
    return bool(contest) or is_broken(upper, lower)


def _joined(parts: Sequence[Passage]) -> Passage | None:
    """Return the lines of a cell as one; those that are of persons are items of a list."""
    if len(parts) < 2:
        return parts[0] if parts else None
    text, offsets = parts[0].text, parts[0].offsets
    for over, under in pairwise(parts):
        listed = not _MARKED.search(over.text) and _are_persons(over.text) and _are_persons(under.text)
        text += (_ITEM_MARK if listed else "") + under.text
        offsets = (*offsets, *((offsets[-1] + 1,) if listed else ()), *under.offsets)
    return Passage(text, offsets)


def _are_persons(words: str) -> bool:
    return all(is_person(one) for one in _ITEMS.split(words) if one)
