"""Columns that white space shows: where they stand, and which of them words stand under."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .model import PageLine, Segment

_RICH: Final = 0.6  #: share of the most segments that a line has from which on it tells the columns
_CENTRED: Final = 0.6  #: characters by which a header may miss the middle of its column
_OFF: Final = 1.5  #: characters by which one may miss the middle of the columns it spans
Interval = tuple[float, float]


def columns_of(lines: Sequence[PageLine]) -> tuple[Interval, ...]:
    """Return where the columns of `lines` stand: what the segments of the lines rich in them cover together.

    The lines with the most segments tell, where there are several; headers may span columns.
    """
    most = max(len(line.segments) for line in lines)
    full = [line for line in lines if len(line.segments) == most]
    told = full if len(full) > 2 else [line for line in lines if len(line.segments) >= max(2, _RICH * most)]
    columns: list[Interval] = []
    for x0, x1 in sorted((segment.x0, segment.x1) for line in told for segment in line.segments):
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return tuple(columns)


def under(segment: Segment, columns: Sequence[Interval]) -> list[int]:
    """Return the columns that a segment stands in; the nearest where it stands between them."""
    found = [at for at, (x0, x1) in enumerate(columns) if min(x1, segment.x1) > max(x0, segment.x0)]
    return found or [min(range(len(columns)), key=lambda at: distance(segment, columns[at]))]


def spanned(segment: Segment, columns: Sequence[Interval], em: float) -> tuple[int, ...]:
    """Return the columns that a header spans: the run of columns about whose middle it is set.

    One set about the middle of a column, or at its left edge, is that column's own.
    """
    held = under(segment, columns)
    middle = _middle((segment.x0, segment.x1))
    for at in held:
        wide = segment.x1 - segment.x0 > columns[at][1] - columns[at][0] + em
        if abs(middle - _middle(columns[at])) <= _CENTRED * em or (
            abs(segment.x0 - columns[at][0]) <= _CENTRED * em and not wide
        ):
            return (at,)
    runs = [
        (first, last)
        for first in range(held[0] + 1)
        for last in range(held[-1], len(columns))
        if last > first
    ]
    best = min(runs, key=lambda run: _off(middle, columns, run), default=None)
    if best is None or _off(middle, columns, best) > _OFF * em:
        return tuple(held)
    return tuple(range(best[0], best[1] + 1))


def distance(segment: Segment, column: Interval) -> float:
    """Return how far a segment stands from a column; 0 where it stands in it."""
    return max(0.0, column[0] - segment.x1, segment.x0 - column[1])


def _off(middle: float, columns: Sequence[Interval], run: tuple[int, int]) -> float:
    return abs(middle - _middle((columns[run[0]][0], columns[run[1]][1])))


def _middle(span: Interval) -> float:
    return (span[0] + span[1]) / 2
