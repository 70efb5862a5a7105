"""Broken rows: lines of a table whose cells ran over their line's end, put together to rows again.

A row of five cells, two of them broken, fills three lines of 2, 2 and 3 pieces. Which lines are a row is told
by its number of cells and by pieces that go on with one another (see `broken_cells`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from .bare_cells import is_header
from .broken_cells import is_broken, may_wrap
from .cell_kinds import is_total, kind_of
from .marked_cells import Row, Words

Joint = Literal["sure", "likely", ""]

_NUMBERS: Final = re.compile(r"序号|编号|名次|排名|年级")  #: over a first column of figures
_MOST_LINES: Final = 8  #: lines that one row may fill
_JOIN: Final = 0.1  #: what it costs to take a cell for broken; each cell that a row lacks costs 1
_ORPHAN: Final = 3.0  #: what a line of one word costs that is a row of its own


def joined_rows(lines: Sequence[Row]) -> list[Row]:
    """Return the rows that `lines` are, broken ones put together.

    Of all ways to part the lines into rows the cheapest is taken.
    """
    width = max(len(line) for line in lines)
    if all(len(line) == width for line in lines):
        return list(lines)
    table = _Lines([[cell.text for cell in line] for line in lines], width)
    costs = [0.0] + [float("inf")] * len(lines)
    starts = [0] * (len(lines) + 1)
    for end in range(1, len(lines) + 1):
        for start in range(end - 1, max(-1, end - _MOST_LINES - 1), -1):
            if start < end - 1 and not table.joints[start]:
                break
            cost = costs[start] + table.cost(start, end)
            if cost < costs[end]:
                costs[end], starts[end] = cost, start
    rows: list[Row] = []
    end = len(lines)
    while end:
        rows.append(_join(lines[starts[end] : end]))
        end = starts[end]
    return rows[::-1]


def _join(lines: Sequence[Row]) -> Row:
    row = list(lines[0])
    for line in lines[1:]:
        row[-1] = Words(row[-1].start, line[0].end, row[-1].text + line[0].text)
        row += line[1:]
    return tuple(row)


class _Lines:
    """Lines of a table of `width` columns; `joints` tell how surely each goes on in the next one."""

    def __init__(self, texts: Sequence[Sequence[str]], width: int) -> None:
        self.texts = texts
        self.width = width
        self.longest = max((len(line[0]) for line in texts[1:] if len(line) == width), default=0)
        self.numbered = bool(_NUMBERS.match(texts[0][0]))
        figured = (at for at, line in enumerate(texts) if any(kind_of(cell) == "figure" for cell in line))
        self.head = next(figured, len(texts))
        self.joints = [self._joint(at) for at in range(len(texts) - 1)]

    def cost(self, start: int, end: int) -> float:
        """Return what it costs to take the lines from `start` to `end` for one row."""
        cells = sum(map(len, self.texts[start:end])) - (end - start - 1)
        lacking = self.width - cells
        if end - start == 1:
            return _ORPHAN if cells == 1 else lacking
        sure = all(joint == "sure" for joint in self.joints[start : end - 1])
        if lacking < 0 or (lacking and not sure):
            return float("inf")
        return lacking + _JOIN * (end - start - 1)

    def _joint(self, at: int) -> Joint:
        """Tell whether the last cell of a line goes on in the next one: surely, or if that fills the row."""
        line, following = self.texts[at], self.texts[at + 1]
        upper, lower = line[-1], following[0]
        if not upper or not lower or len(line) == len(following) == self.width:
            return ""
        if is_broken(upper, lower):
            return "sure"
        inside = kind_of(upper) == kind_of(lower) and not self._can_begin(lower)
        headers = at + 1 < self.head and is_header(upper + lower)
        alone = 1 in (len(line), len(following))
        wraps = alone and may_wrap(upper, lower, self.longest)
        return "likely" if inside or headers or wraps else ""

    def _can_begin(self, cell: str) -> bool:
        """Tell whether a row can begin with a cell: one of figures where the first column numbers rows."""
        return is_total(cell) or self.numbered == (kind_of(cell) == "figure")
