"""Tables without upright rules: lines whose words stand apart, in columns that white space parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from ...reading.pieces import TableCell
from .model import PageLine, Rule, Segment
from .page_table import PageTable

_LONGEST_GAP: Final = 3.0  #: characters of height that may part the rows of one table
_CLOSE: Final = 0.6  #: characters of height that part the lines of one cell at the most
_TIGHT: Final = 0.1
_NARROW: Final = 0.5  #: share of the table's width that a cell alone in its line may take
_RICH: Final = 0.6  #: share of the most segments that a line has from which on it tells the columns
_WITHIN: Final = 0.4  #: characters of height that part the lines of a cell at the most
_STEP: Final = 0.25  #: characters of height by which gaps between rows are wider than those within
_PROSE: Final = 14  #: characters of a segment of running text set in two columns
_LEAST_PROSE: Final = 6  #: lines of it
_ENTRY: Final = re.compile(r"[^\s：:]{2,10}[：:]\s*\S")
Interval = tuple[float, float]


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
    columns = _columns(run)
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
        return True
    left, right = min(one.x0 for one in run), max(one.x1 for one in run)
    return line.x0 >= left - line.em and line.x1 - line.x0 <= _NARROW * (right - left)


def _columns(run: Sequence[PageLine]) -> tuple[Interval, ...]:
    """Return where the columns stand: what the segments of the lines rich in them cover together."""
    most = max(len(line.segments) for line in run)
    told = [line for line in run if len(line.segments) >= max(2, _RICH * most)]
    columns: list[Interval] = []
    for x0, x1 in sorted((segment.x0, segment.x1) for line in told for segment in line.segments):
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return tuple(columns)


def _too_wide(line: PageLine, columns: Sequence[Interval]) -> bool:
    """Tell a line of running text: one segment under which all columns stand."""
    return len(line.segments) == 1 and len(_under(line.segments[0], columns)) >= max(2, len(columns))


def _under(segment: Segment, columns: Sequence[Interval]) -> list[int]:
    """Return the columns that a segment stands in; the nearest where it stands between them."""
    found = [at for at, (x0, x1) in enumerate(columns) if min(x1, segment.x1) > max(x0, segment.x0)]
    if found:
        return found
    middle = (segment.x0 + segment.x1) / 2
    return [min(range(len(columns)), key=lambda at: abs((columns[at][0] + columns[at][1]) / 2 - middle))]


def _is_prose(run: _Run) -> bool:
    """Tell running text set in two columns from a table."""
    if len(run.columns) != 2 or len(run.lines) < _LEAST_PROSE:
        return False
    sides: list[list[int]] = [[], []]
    for line in run.lines:
        for segment in line.segments:
            sides[_under(segment, run.columns)[0]].append(len(segment.words))
    return all(len(side) >= _LEAST_PROSE and median(side) >= _PROSE for side in sides)


def _is_profile(run: _Run) -> bool:
    """Tell entries of a profile set side by side (校址：… 邮编：…) from a table."""
    segments = [segment for line in run.lines for segment in line.segments]
    return sum(bool(_ENTRY.match(segment.words)) for segment in segments) * 3 >= len(segments) * 2


def _column_by_column(run: _Run) -> Iterator[PageLine]:
    for at in range(len(run.columns)):
        for line in run.lines:
            held = tuple(one for one in line.segments if _under(one, run.columns)[0] == at)
            if held:
                yield PageLine(held, line.em)


def _table(run: _Run, rules: Sequence[Rule], page: int) -> PageTable:
    left, right = run.columns[0][0], max(line.x1 for line in run.lines)
    rows = tuple(_row(lines, run.columns) for lines in _rows(run, rules))
    top, bottom = run.lines[0].top, max(line.bottom for line in run.lines)
    return PageTable(rows, tuple(x0 for x0, _ in run.columns), ((0, page),), left, top, right, bottom)


def _rows(run: _Run, rules: Sequence[Rule]) -> list[list[PageLine]]:
    """Part the lines into rows: at level rules, and where the gap is one between rows, not within."""
    left, right = run.columns[0][0], run.columns[-1][1]
    levels = sorted(
        rule.top
        for rule in rules
        if not rule.upright and min(rule.x1, right) - max(rule.x0, left) > 0.7 * (right - left)
    )
    gaps = [after.top - before.bottom for before, after in zip(run.lines, run.lines[1:], strict=False)]
    ruled = [
        any(before.bottom - 1 < level < after.top + 1 for level in levels)
        for before, after in zip(run.lines, run.lines[1:], strict=False)
    ]
    free = [gap for gap, parted in zip(gaps, ruled, strict=True) if not parted]
    all_ruled = sum(ruled) * 2 >= len(run.lines)
    widest = _least_row_gap(gaps, median(line.em for line in run.lines))
    rows = [[run.lines[0]]]
    for line, gap, parted in zip(run.lines[1:], gaps, ruled, strict=True):
        if parted or (gap >= widest and not (all_ruled and free)):
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _least_row_gap(gaps: Sequence[float], height: float) -> float:
    """Return from which gap on a new row begins: above the first step up from those of lines in one cell.

    Lines of cells set side by side at half a line's height overlap: that is no gap. Where all gaps are alike,
    or the least is a wide one, each line is a row.
    """
    steps = sorted({max(0.0, gap) for gap in gaps})
    if steps[0] > _WITHIN * height:
        return 0.0
    for low, high in zip(steps, steps[1:], strict=False):
        if high - low >= _STEP * height:
            return (low + high) / 2
    return 0.0


def _row(lines: Sequence[PageLine], columns: Sequence[Interval]) -> tuple[TableCell, ...]:
    words: dict[int, list[str]] = {}
    reach: dict[int, int] = {}
    for line in lines:
        held: dict[int, str] = {}
        for segment in line.segments:
            under = _under(segment, columns)
            first = under[0]
            held[first] = f"{held[first]}   {segment.words}" if first in held else segment.words
            reach[first] = max(reach.get(first, 1), len(under))
        for at, said in held.items():
            words.setdefault(at, []).append(said)
    cells: list[TableCell] = []
    at = 0
    while at < len(columns):
        span = reach.get(at, 1)
        while span > 1 and any(other in words for other in range(at + 1, at + span)):
            span -= 1
        cells.append(TableCell("\n".join(words.get(at, ())), 1, span))
        at += span
    return tuple(cells)
