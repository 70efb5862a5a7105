"""Rows of a table without upright rules: which lines make one, and how far its cells reach."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Final

from ...reading.pieces import TableCell
from .columns import Interval, spanned, under
from .model import PageLine, Rule, Segment

_WITHIN: Final = 0.4  #: characters of height that part the lines of a cell at the most
_STEP: Final = 0.25  #: characters of height by which gaps between rows are wider than those within
_ACROSS: Final = 0.7  #: share of a table's width that a rule between rows takes
_FIGURE: Final = re.compile(r"[-+]?\d[\d,.]*\s*(?:[%％]|[万亿]?元|人|个|家|[:：]\s*\d+)?$|[/—-]$")
_WIDE_GAP: Final = "   "
Row = list[TableCell]


def rows_of(
    lines: Sequence[PageLine], columns: Sequence[Interval], rules: Sequence[Rule]
) -> list[tuple[TableCell, ...]]:
    """Return the rows of a table, as TablePiece has them, from its lines and the places of its columns."""
    rows: list[Row] = []
    headed = False
    for group in _groups(lines, columns, rules):
        anchors = _anchors(group, columns)
        figures = any(_figures(line, columns) for line in group)
        if not headed and not figures and (levels := _levels(group, columns)):
            rows += levels
        elif len(anchors) > 1:
            rows += _rows_of_anchors(group, anchors, columns)
        else:
            rows.append(_cells(_collected(group, columns), len(columns)))
        headed = headed or figures
    return [tuple(row) for row in rows]


def _groups(
    lines: Sequence[PageLine], columns: Sequence[Interval], rules: Sequence[Rule]
) -> list[list[PageLine]]:
    """Part the lines at level rules, and where the gap is one between rows, not within."""
    left, right = columns[0][0], columns[-1][1]
    levels = [
        rule.top
        for rule in rules
        if not rule.upright and min(rule.x1, right) - max(rule.x0, left) > _ACROSS * (right - left)
    ]
    gaps = [after.top - before.bottom for before, after in pairwise(lines)]
    ruled = [
        any(before.bottom - 1 < level < after.top + 1 for level in levels)
        for before, after in pairwise(lines)
    ]
    all_ruled = sum(ruled) * 2 >= len(lines)
    least = _least_row_gap(gaps, median(line.em for line in lines))
    groups = [[lines[0]]]
    for line, gap, parted in zip(lines[1:], gaps, ruled, strict=True):
        if parted or (gap >= least and not all_ruled):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _least_row_gap(gaps: Sequence[float], em: float) -> float:
    """Return from which gap on a new row begins: above the first step up from those of lines in one cell.

    Lines of cells set side by side at half a line's height overlap: that is no gap. Where all gaps are alike,
    or the least is a wide one, each line is a row.
    """
    steps = sorted({max(0.0, gap) for gap in gaps})
    if steps[0] > _WITHIN * em:
        return 0.0
    for low, high in pairwise(steps):
        if high - low >= _STEP * em:
            return (low + high) / 2
    return 0.0


def _figures(line: PageLine, columns: Sequence[Interval]) -> set[int]:
    """Return the columns behind the first in which a line has figures."""
    return {under(one, columns)[0] for one in line.segments if _FIGURE.match(one.words)} - {0}


def _anchors(group: Sequence[PageLine], columns: Sequence[Interval]) -> list[int]:
    """Return the numbers of the lines that rows stand about: each has figures where the one before has."""
    anchors: list[int] = []
    held: set[int] = set()
    for number, line in enumerate(group):
        figures = _figures(line, columns)
        if figures and (not anchors or figures & held):
            anchors.append(number)
            held = set()
        held |= figures
    return anchors


def _rows_of_anchors(
    group: Sequence[PageLine], anchors: Sequence[int], columns: Sequence[Interval]
) -> list[Row]:
    """Part lines into a row for each anchor; labels that stand between them span them all."""
    parts: list[list[PageLine]] = [[] for _ in anchors]
    labels: list[PageLine] = []
    first = min(at for number in anchors for at in _figures(group[number], columns))
    alone = {0, *range(first)} - {
        at for number in anchors for one in group[number].segments for at in under(one, columns)
    }
    for line in group:
        if {under(one, columns)[0] for one in line.segments} <= alone:
            labels.append(line)
            continue
        middle = line.top + line.bottom
        nearest = min(
            range(len(anchors)),
            key=lambda one: abs(group[anchors[one]].top + group[anchors[one]].bottom - middle),
        )
        parts[nearest].append(line)
    rows = [_cells(_collected(part, columns), len(columns)) for part in parts]
    spanning = _collected(labels, columns)
    for at in sorted(spanning):
        words = "\n".join(spanning[at][0])
        rows = [[cell for column, cell in _placed(row) if column != at] for row in rows]
        rows[0].insert(sum(1 for column, _ in _placed(rows[0]) if column < at), TableCell(words, len(rows)))
    return rows


def _placed(row: Sequence[TableCell]) -> list[tuple[int, TableCell]]:
    placed = []
    column = 0
    for cell in row:
        placed.append((column, cell))
        column += cell.columns
    return placed


def _levels(group: Sequence[PageLine], columns: Sequence[Interval]) -> list[Row]:
    """Return headers of two levels; [] where none spans several columns that have headers of their own.

    A header may be broken over lines; one beside those that span columns reaches down over both levels.
    """
    words: dict[tuple[int, ...], list[str]] = {}
    for line in group:
        for segment in line.segments:
            words.setdefault(spanned(segment, columns, line.em), []).append(segment.words)
    single = {held[0] for held in words if len(held) == 1}
    wide = {held for held in words if len(held) > 1 and len(single & set(held)) > 1}
    if not wide:
        return []
    covered = {at for held in wide for at in held}
    upper: dict[int, TableCell] = {held[0]: TableCell("\n".join(words[held]), 1, len(held)) for held in wide}
    lower: Row = []
    for at in range(len(columns)):
        cell = TableCell("\n".join(words.get((at,), ())))
        if at in covered:
            lower.append(cell)
        else:
            upper[at] = replace(cell, rows=2)
    return [[upper[at] for at in sorted(upper)], lower]


def _collected(lines: Sequence[PageLine], columns: Sequence[Interval]) -> dict[int, tuple[list[str], int]]:
    """Return the lines of words in each column, and how many columns they reach over."""
    held: dict[int, tuple[list[str], int]] = {}
    for line in lines:
        for at, (segments, reach) in _by_column(line, columns).items():
            words, before = held.get(at, ([], 1))
            held[at] = ([*words, _WIDE_GAP.join(one.words for one in segments)], max(reach, before))
    return held


def _by_column(line: PageLine, columns: Sequence[Interval]) -> dict[int, tuple[list[Segment], int]]:
    found: dict[int, tuple[list[Segment], int]] = {}
    for segment in line.segments:
        reached = under(segment, columns)
        segments, reach = found.get(reached[0], ([], 1))
        found[reached[0]] = ([*segments, segment], max(reach, len(reached)))
    return found


def _cells(held: dict[int, tuple[list[str], int]], width: int) -> Row:
    """Return a row of `width` columns; a cell reaches no further than to the next one with words."""
    cells: Row = []
    at = 0
    while at < width:
        words, reach = held.get(at, ([], 1))
        while reach > 1 and any(other in held for other in range(at + 1, at + reach)):
            reach -= 1
        cells.append(TableCell("\n".join(words), 1, reach))
        at += reach
    return cells
