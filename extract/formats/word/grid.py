"""Tables of a Word file: which cells stand in which columns, how far they reach down and to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from .markup import Element, W, is_on, number, opened, value

_MOST_COLUMNS: Final = 200  #: no report has a table so wide
_MOST_PLACES: Final = 500_000
_HAIR: Final = 150  #: twentieths of a point: edges that are nearer are meant to be one


@dataclass(frozen=True, slots=True)
class Place:
    """A cell and the columns from `left` to before `right` that it takes; `rows` is how far it reaches down.

    `element` is None where a row leaves columns out.
    """

    element: Element | None
    left: int
    right: int
    rows: int = 1


@dataclass(frozen=True, slots=True)
class TableGrid:
    """The cells of a table by row, without those that others cover; `header_rows` as the file marks them."""

    rows: tuple[tuple[Place, ...], ...]
    header_rows: int
    columns: int

    @property
    def regular(self) -> bool:
        """Whether the grid is one that a report may have, not one to fill the memory."""
        return self.columns <= _MOST_COLUMNS and self.columns * len(self.rows) <= _MOST_PLACES


def table_grid(table: Element) -> TableGrid:
    """Return the grid of a table (w:tbl)."""
    elements = [row for row in opened(table) if row.tag == f"{W}tr" and not _deleted(row)]
    raw = [_cells(row) for row in elements]
    merged = _merged_down(_at_edges(raw, _edges(raw, _widths(table))))
    header = 0
    while header < len(elements) and is_on(elements[header].find(f"{W}trPr/{W}tblHeader")):
        header += 1
    columns = max((place.right for row in merged for place in row), default=0)
    return TableGrid(merged, header if header < len(elements) else 0, columns)


def _deleted(row: Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _cells(row: Element) -> list[Place]:
    """Return the cells of a row in their columns; what the row leaves out at either end is an empty cell."""
    places: list[Place] = []
    properties = row.find(f"{W}trPr")
    before = _span(properties.find(f"{W}gridBefore") if properties is not None else None, 0)
    after = _span(properties.find(f"{W}gridAfter") if properties is not None else None, 0)
    if before:
        places.append(Place(None, 0, before))
    for cell in opened(row):
        if cell.tag != f"{W}tc":
            continue
        left = places[-1].right if places else 0
        right = left + _span(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
        if places and value(cell.find(f"{W}tcPr/{W}hMerge")) == "continue":
            places[-1] = replace(places[-1], right=right)
        else:
            places.append(Place(cell, left, right))
    if after and places:
        places.append(Place(None, places[-1].right, places[-1].right + after))
    return places


def _span(element: Element | None, least: int) -> int:
    return min(max(number(element) or least, least), _MOST_COLUMNS)


def _widths(table: Element) -> list[int]:
    return [number(column, "w") or 0 for column in table.findall(f"{W}tblGrid/{W}gridCol")]


def _edges(rows: Sequence[Sequence[Place]], widths: Sequence[int]) -> dict[int, int]:
    """Number the edges of columns anew: those at which no cell ends are no edges, near ones are one.

    Two edges stay apart where a cell lies between them.
    """
    taken = {(place.left, place.right) for row in rows for place in row}
    used = sorted({edge for pair in taken for edge in pair})
    edges: dict[int, int] = {}
    cluster: list[int] = []
    last = -1
    for edge in used:
        near = (
            bool(cluster)
            and edge <= len(widths)
            and 0 < sum(widths[cluster[0] : edge]) < _HAIR
            and not any((one, edge) in taken for one in cluster)
        )
        cluster = [*cluster, edge] if near else [edge]
        last = last if near else last + 1
        edges[edge] = last
    return edges


def _at_edges(rows: Sequence[Sequence[Place]], edges: dict[int, int]) -> list[list[Place]]:
    return [
        [replace(place, left=edges[place.left], right=edges[place.right]) for place in row] for row in rows
    ]


def _merged_down(rows: Sequence[Sequence[Place]]) -> tuple[tuple[Place, ...], ...]:
    """Let cells reach down over those that go on with them (w:vMerge), and leave these out."""
    made: list[list[Place]] = []
    above: dict[tuple[int, int], tuple[int, int]] = {}  # columns of a merged cell: its row, its place there
    for number_, row in enumerate(rows):
        kept: list[Place] = []
        reached: dict[tuple[int, int], tuple[int, int]] = {}
        for place in row:
            columns = (place.left, place.right)
            merge = place.element.find(f"{W}tcPr/{W}vMerge") if place.element is not None else None
            if merge is not None and value(merge) != "restart" and columns in above:
                top, at = above[columns]
                origin = made[top][at]
                made[top][at] = replace(origin, rows=number_ - top + 1)
                reached[columns] = above[columns]
                continue
            if merge is not None:
                reached[columns] = (number_, len(kept))
            kept.append(place)
        made.append(kept)
        above = reached
    return tuple(tuple(row) for row in made)
