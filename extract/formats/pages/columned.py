"""Pages set in two columns: told by the white between them, taken apart and read one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Final

from .model import PageLine, Rule, Segment
from .page_table import PageTable

_SEVERAL: Final = 8  #: lines side by side
_MIDDLE: Final = 0.15  #: share of the text's width by which the white may miss its middle
_PROSE: Final = 12  #: characters of a line of running text
_FULL: Final = 0.5  #: share of the lines on the left that reach to the white
_HALF: Final = 0.5  #: share of the page's lines that stand side by side
Item = PageLine | PageTable
White = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Strip:
    """Lines and tables of a page that are read from top to bottom, and how wide a page they would fill."""

    width: float
    lines: tuple[PageLine, ...]
    tables: tuple[PageTable, ...]
    levels: tuple[Rule, ...]


@dataclass(slots=True)
class _Sides:
    """What stands left and right of the white since something last ran across it."""

    left: list[Item] = field(default_factory=list)
    right: list[Item] = field(default_factory=list)


def strips(
    width: float,
    lines: Sequence[PageLine],
    tables: Sequence[PageTable],
    levels: tuple[Rule, ...],
    white: White | None,
) -> Iterator[Strip]:
    """Yield the strips of a page in reading order: the whole page, or its columns and what runs across them.

    `white` is where the columns are parted (see `white_of`), None where there are none. Columns stand in
    their strips at the same place, so that text and tables go on from one to the next.
    """
    if white is None or not lines:
        yield Strip(width, tuple(lines), tuple(tables), levels)
        return
    at = (white[0] + white[1]) / 2
    left = min(line.x0 for line in lines)
    shift = white[1] - left
    across: list[Item] = []
    sides = _Sides()

    def apart() -> Iterator[Strip]:
        if not sides.right and len(sides.left) < _SEVERAL or not sides.left:
            across.extend(
                sorted(
                    [*sides.left, *(_moved(one, -shift) for one in sides.right)], key=lambda item: item.top
                )
            )
        else:
            if across:
                yield _strip(width, across, levels)
                across.clear()
            yield _strip(left + white[0], sides.left, _moved_rules(levels, 0.0, at))
            if sides.right:
                yield _strip(left + white[0], sides.right, _moved_rules(levels, shift, at))
        sides.left, sides.right = [], []

    items: list[Item] = [*lines, *tables]
    for item in sorted(items, key=lambda item: item.top):
        halves = _halves(item, at)
        if halves is None:
            yield from apart()
            across.append(item)
            continue
        before, after = halves
        sides.left += before
        sides.right += [_moved(one, shift) for one in after]
    yield from apart()
    if across:
        yield _strip(width, across, levels)


def white_of(lines: Sequence[PageLine], before: White | None) -> White | None:
    """Return from where to where the white between two columns of running text reaches, or None.

    A page with too few lines to tell may have the columns of the page `before`.
    """
    if (found := _white(lines)) is not None:
        return found
    if before is None or not lines:
        return None
    at = (before[0] + before[1]) / 2
    prose = median(len(segment.words) for line in lines for segment in line.segments) >= _PROSE
    return before if prose and all(_halves(line, at) for line in lines) else None


def _white(lines: Sequence[PageLine]) -> White | None:
    if len(lines) < _SEVERAL:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    middle, reach = (left + right) / 2, _MIDDLE * (right - left)
    beside: list[tuple[Segment, Segment]] = []
    for line in lines:
        if len(line.segments) == 2:
            one, other = line.segments
            if one.x1 < middle + reach and other.x0 > middle - reach and one.x1 < other.x0:
                beside.append((one, other))
    if len(beside) < max(_SEVERAL, _HALF * len(lines)):
        return None
    white = max(one.x1 for one, _ in beside), min(other.x0 for _, other in beside)
    em = median(line.em for line in lines)
    full = sum(1 for one, _ in beside if white[0] - one.x1 <= em)
    prose = all(median(len(pair[side].words) for pair in beside) >= _PROSE for side in (0, 1))
    return white if white[0] < white[1] and prose and full >= _FULL * len(beside) else None


def _halves(item: Item, at: float) -> tuple[list[Item], list[Item]] | None:
    """Return what of a line or table stands left of a place and what right; None where it runs across."""
    if isinstance(item, PageTable):
        if item.x0 < at < item.x1:
            return None
        return ([item], []) if item.x1 <= at else ([], [item])
    if any(segment.x0 < at < segment.x1 for segment in item.segments):
        return None
    before = tuple(segment for segment in item.segments if segment.x1 <= at)
    after = tuple(segment for segment in item.segments if segment.x1 > at)
    return ([_part(item, before)] if before else [], [_part(item, after)] if after else [])


def _part(line: PageLine, segments: tuple[Segment, ...]) -> PageLine:
    """Return some segments of a line as one; the size of its letters is theirs, not that of the others."""
    return PageLine(segments, max(segment.em for segment in segments) or line.em)


def _moved(item: Item, shift: float) -> Item:
    if isinstance(item, PageTable):
        columns = tuple(x - shift for x in item.columns)
        return replace(item, columns=columns, x0=item.x0 - shift, x1=item.x1 - shift)
    segments = (replace(one, x0=one.x0 - shift, x1=one.x1 - shift) for one in item.segments)
    return replace(item, segments=tuple(segments))


def _moved_rules(rules: Sequence[Rule], shift: float, at: float) -> tuple[Rule, ...]:
    """Return the rules on one side of a place: the right one where a `shift` is given."""
    held = (rule for rule in rules if (rule.x1 > at if shift else rule.x0 < at))
    return tuple(replace(rule, x0=rule.x0 - shift, x1=rule.x1 - shift) for rule in held)


def _strip(width: float, items: Sequence[Item], levels: tuple[Rule, ...]) -> Strip:
    lines = tuple(item for item in items if isinstance(item, PageLine))
    tables = tuple(item for item in items if isinstance(item, PageTable))
    return Strip(width, lines, tables, levels)
