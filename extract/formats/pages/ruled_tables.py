"""Tables drawn with ruling lines: the lines' crossings give the cells, the cells' edges rows and columns.

The method is that of Anssi Nurminen's thesis (Tampere, 2013) as pdfplumber has it, whose geometry is used.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)

from ...reading.pieces import TableCell
from .model import Box, Glyph, PageContent, Rule, lines_of_glyphs, upright
from .page_table import PageTable

_MOST_RULES: Final = 3_000  # lines left after joining; a page with more is a drawing
_SNAP: Final = 3.0  #: points by which lines may miss each other and still be one
_SNAP_ROUGH: Final = 6.0
_LEAST_ROW: Final = 5.0  #: points; a lower row is a double line
_SHARE_OF_FRAME: Final = 0.9


@dataclass(slots=True)
class _Place:
    """A cell in its rows and columns, with the glyphs that stand in it."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box
    glyphs: list[Glyph] = field(default_factory=list)


def ruled_tables(content: PageContent) -> list[PageTable]:
    """Return the tables of a page that have ruling lines around their cells, from top to bottom."""
    if len(content.rules) < 4:
        return []
    snap = _SNAP_ROUGH if content.rough else _SNAP
    edges = merge_edges([_edge(rule) for rule in content.rules], snap, snap, snap, snap)
    if len(edges) > _MOST_RULES:
        return []
    edges += _open_sides(edges, snap)
    cells = intersections_to_cells(edges_to_intersections(edges, snap, snap))
    tables = [table_of(content, boxes) for boxes in cells_to_tables(cells)]
    found = [table for table in tables if table is not None]
    return sorted(found, key=lambda table: (table.top, table.x0))


def _edge(rule: Rule) -> dict[str, Any]:
    return {
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
        "orientation": "v" if rule.upright else "h",
    }


def _open_sides(edges: Sequence[dict[str, Any]], snap: float) -> list[dict[str, Any]]:
    """Return upright edges for tables open at their sides: level lines of one length, uprights within."""
    levels = [edge for edge in edges if edge["orientation"] == "h"]
    uprights = [edge for edge in edges if edge["orientation"] == "v"]
    added: list[dict[str, Any]] = []
    groups: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for edge in levels:
        groups.setdefault((round(edge["x0"] / snap), round(edge["x1"] / snap)), []).append(edge)
    for group in groups.values():
        top, bottom = min(one["top"] for one in group), max(one["top"] for one in group)
        left, right = group[0]["x0"], group[0]["x1"]
        inside = [
            one
            for one in uprights
            if left + snap < one["x0"] < right - snap
            and one["top"] < bottom - snap
            and one["bottom"] > top + snap
        ]
        if len(group) < 2 or not inside:
            continue
        for x in (left, right):
            if not any(abs(one["x0"] - x) <= snap and one["bottom"] > top + snap for one in uprights):
                added.append(_edge(Rule(x, top, x, bottom)))
    return added


def table_of(content: PageContent, boxes: Sequence[Box]) -> PageTable | None:
    """Return the table that cells make; None for a frame, for boxes in one column, and for what is empty."""
    boxes = [box for box in boxes if box[3] - box[1] >= _LEAST_ROW]
    if len(boxes) < 2:
        return None
    xs = _lines(x for box in boxes for x in (box[0], box[2]))
    ys = _lines(y for box in boxes for y in (box[1], box[3]))
    if len(xs) < 3:
        return None
    places = [_placed(box, xs, ys) for box in boxes]
    places += _holes(places, xs, ys, content.rules)
    whole = content.width * content.height
    if any((box[2] - box[0]) * (box[3] - box[1]) > _SHARE_OF_FRAME * whole for box in boxes):
        return None
    _fill(places, content.glyphs, (xs[0], ys[0], xs[-1], ys[-1]))
    if sum(1 for place in places if place.glyphs) < 2:
        return None
    rows = tuple(
        tuple(_cell(place, content.em) for place in sorted(row, key=lambda one: one.column))
        for row in _rows(places, len(ys) - 1)
    )
    return PageTable(rows, tuple(xs[:-1]), ((0, content.number),), xs[0], ys[0], xs[-1], ys[-1])


def _lines(places: Iterable[float]) -> list[float]:
    """Return the distinct places of lines, those less than a low row apart as one."""
    lines: list[float] = []
    for place in sorted(places):
        if not lines or place - lines[-1] > _LEAST_ROW - 1:
            lines.append(place)
    return lines


def _placed(box: Box, xs: Sequence[float], ys: Sequence[float]) -> _Place:
    column, right = _nearest(xs, box[0]), _nearest(xs, box[2])
    row, below = _nearest(ys, box[1]), _nearest(ys, box[3])
    return _Place(row, column, max(1, below - row), max(1, right - column), box)


def _nearest(lines: Sequence[float], place: float) -> int:
    at = bisect_left(lines, place)
    if at and (at == len(lines) or place - lines[at - 1] <= lines[at] - place):
        return at - 1
    return at


def _fill(places: Sequence[_Place], glyphs: Iterable[Glyph], around: Box) -> None:
    """Put each glyph into the cell that holds its middle."""
    by_row = sorted(places, key=lambda place: place.box[1])
    for glyph in glyphs:
        x, y = glyph.middle
        if not (around[0] <= x <= around[2] and around[1] <= y <= around[3]):
            continue
        for place in by_row:
            if place.box[1] > y:
                break
            if place.box[0] <= x < place.box[2] and y < place.box[3]:
                place.glyphs.append(glyph)
                break


def _holes(
    places: Sequence[_Place], xs: Sequence[float], ys: Sequence[float], rules: Sequence[Rule]
) -> Iterator[_Place]:
    """Yield cells for what none covers, as one that a page cuts may lack its last line.

    They reach down to the next level line.
    """
    taken = {
        (row, column)
        for place in places
        for row in range(place.row, place.row + place.rows)
        for column in range(place.column, place.column + place.columns)
    }
    for column, (left, right) in enumerate(pairwise(xs)):
        middle = (left + right) / 2
        lines = [rule.top for rule in rules if not rule.upright and rule.x0 < middle < rule.x1]
        row = 0
        while row < len(ys) - 1:
            end = row + 1
            if (row, column) not in taken:
                while (
                    end < len(ys) - 1
                    and (end, column) not in taken
                    and not any(abs(line - ys[end]) <= _SNAP for line in lines)
                ):
                    end += 1
                yield _Place(row, column, end - row, 1, (left, ys[row], right, ys[end]))
            row = end


def _rows(places: Sequence[_Place], height: int) -> list[list[_Place]]:
    """Return the cells by row."""
    rows: list[list[_Place]] = [[] for _ in range(height)]
    for place in places:
        rows[place.row].append(place)
    return rows


def _cell(place: _Place, em: float) -> TableCell:
    lines = lines_of_glyphs(upright(place.glyphs), em)
    return TableCell("\n".join(line.words for line in lines), place.rows, place.columns)
