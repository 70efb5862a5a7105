"""Tables without upright rules: lines whose words stand apart, in columns that white space parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from ...reading.headings import is_heading
from .column_rows import rows_of
from .columns import Interval, columns_of, under
from .model import PageLine, Rule
from .page_table import PageTable

_LONGEST_GAP: Final = 3.0  #: characters of height that may part the rows of one table
_CLOSE: Final = 0.6  #: characters of height that part the lines of one cell at the most
_TIGHT: Final = 0.1
_NARROW: Final = 0.5  #: share of the table's width that a cell alone in its line may take
_SEVERAL: Final = 3  #: lines that tell the columns well enough
_PROSE: Final = 14  #: characters of a segment of running text set in two columns
_LEAST_PROSE: Final = 6  #: lines of it
_ENTRY: Final = re.compile(r"[^\s：:]{2,10}[：:]\s*\S")


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines that follow one another and may be a table, and the columns that they show."""

    lines: tuple[PageLine, ...]
    columns: tuple[Interval, ...]


def column_tables(
    lines: Sequence[PageLine], rules: Sequence[Rule], page: int
) -> Iterator[PageLine | PageTable]:
    """Yield the lines of a page in reading order, those that make a table in columns as one."""
    at = 0
    while at < len(lines):
        run = _run_at(lines, at)
        if run is None:
            yield lines[at]
            at += 1
            continue
        at += len(run.lines)
        if _is_prose(run):
            yield from _column_by_column(run)
        elif _is_profile(run):
            for line in run.lines:
                yield from (PageLine((segment,), line.em) for segment in line.segments)
        else:
            yield _table(run, rules, page)


def _run_at(lines: Sequence[PageLine], at: int) -> _Run | None:
    """Return the run that begins at a line, or None: at least two lines in at least two columns."""
    if len(lines[at].segments) < 2:
        return None
    end = at + 1
    while end < len(lines) and _goes_on(lines[at:end], lines[end]):
        end += 1
    while len(lines[end - 1].segments) < 2 and not _ends_row(lines[at:end]):
        end -= 1
    run = lines[at:end]
    columns = columns_of(run)
    rich = sum(1 for line in run if len(line.segments) >= 2)
    if rich < 2 or len(columns) < 2 or any(_too_wide(line, columns) for line in run):
        return None
    return _Run(tuple(run), columns)


def _ends_row(run: Sequence[PageLine]) -> bool:
    """Tell whether a last line with one segment goes on with a cell above.

    It stands close by; under the first column, where a paragraph may begin, closer still.
    """
    *above, line = run
    first = min(one.segments[0].x1 for one in above if len(one.segments) >= 2)
    return line.top - above[-1].bottom < (_CLOSE if line.x0 > first else _TIGHT) * line.em


def _goes_on(run: Sequence[PageLine], line: PageLine) -> bool:
    last = run[-1]
    if line.top - last.bottom > _LONGEST_GAP * line.em:
        return False
    if len(line.segments) >= 2:
        return not _runs_across(run, line)
    if is_heading(line.words):
        return False
    left, right = min(one.x0 for one in run), max(one.x1 for one in run)
    return line.x0 >= left - line.em and line.x1 - line.x0 <= _NARROW * (right - left)


def _runs_across(run: Sequence[PageLine], line: PageLine) -> bool:
    """Tell a line of running text that white space stretches: words go across the columns above."""
    if len(run) < _SEVERAL or len(line.segments) >= len(run[-1].segments):
        return False
    columns = columns_of(run)
    return any(len(under(segment, columns)) > 1 for segment in line.segments)


def _too_wide(line: PageLine, columns: Sequence[Interval]) -> bool:
    """Tell a line of running text: one segment under which all columns stand."""
    return len(line.segments) == 1 and len(under(line.segments[0], columns)) >= max(2, len(columns))


def _is_prose(run: _Run) -> bool:
    """Tell running text set in two columns from a table."""
    if len(run.columns) != 2 or len(run.lines) < _LEAST_PROSE:
        return False
    sides: list[list[int]] = [[], []]
    for line in run.lines:
        for segment in line.segments:
            sides[under(segment, run.columns)[0]].append(len(segment.words))
    return all(len(side) >= _LEAST_PROSE and median(side) >= _PROSE for side in sides)


def _is_profile(run: _Run) -> bool:
    """Tell entries of a profile set side by side (校址：… 邮编：…) from a table."""
    segments = [segment for line in run.lines for segment in line.segments]
    return sum(bool(_ENTRY.match(segment.words)) for segment in segments) * 3 >= len(segments) * 2


def _column_by_column(run: _Run) -> Iterator[PageLine]:
    for at in range(len(run.columns)):
        for line in run.lines:
            held = tuple(one for one in line.segments if under(one, run.columns)[0] == at)
            if held:
                yield PageLine(held, line.em)


def _table(run: _Run, rules: Sequence[Rule], page: int) -> PageTable:
    left, right = run.columns[0][0], max(line.x1 for line in run.lines)
    rows = tuple(rows_of(run.lines, run.columns, rules))
    top, bottom = run.lines[0].top, max(line.bottom for line in run.lines)
    return PageTable(rows, tuple(x0 for x0, _ in run.columns), ((0, page),), left, top, right, bottom)
