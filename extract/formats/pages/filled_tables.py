"""Tables whose cells are filled with colour and have no ruling lines: the filled boxes are the cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pdfplumber.table import cells_to_tables

from .model import Box, PageContent
from .page_table import PageTable
from .ruled_tables import table_of

_MOST: Final = 600  #: boxes of a page; one with more is a drawing
_SNAP: Final = 3.0  #: points of white that may part the cells of a table
_BAND: Final = 4.0  #: characters of height of a row left white between two that are filled
_LEAST: Final = 2  #: rows and columns of a table
_WORDS: Final = 0.6  #: share of its cells in which words stand


def filled_tables(content: PageContent, others: Sequence[PageTable]) -> list[PageTable]:
    """Return the tables of a page whose cells are boxes of colour, outside of its `others`."""
    boxes = [
        box
        for box in dict.fromkeys(content.fills)
        if not any(table.holds((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for table in others)
    ]
    if not _LEAST * _LEAST <= len(boxes) <= _MOST:
        return []
    cells = _snapped(_cells(boxes))
    cells = [*cells, *_between(cells, _BAND * content.em)]
    tables = (table_of(content, group) for group in cells_to_tables(cells))
    return [table for table in tables if table is not None and _is_even(table)]


def _cells(boxes: Sequence[Box]) -> list[Box]:
    """Leave out the grounds of whole tables, and those of paragraphs within cells."""
    held = [[other for other in boxes if other is not box and _holds(box, other)] for box in boxes]
    grounds = {box for box, inner in zip(boxes, held, strict=True) if len(inner) >= _LEAST * _LEAST}
    inner = {other for box, inside in zip(boxes, held, strict=True) if box not in grounds for other in inside}
    return [box for box in boxes if box not in grounds and box not in inner]


def _holds(box: Box, other: Box) -> bool:
    return (
        box[0] <= other[0] + 1
        and box[1] <= other[1] + 1
        and box[2] >= other[2] - 1
        and box[3] >= other[3] - 1
    )


def _snapped(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes with edges that nearly meet set into one place."""
    xs = _places([x for box in boxes for x in (box[0], box[2])])
    ys = _places([y for box in boxes for y in (box[1], box[3])])
    snapped = [(xs[box[0]], ys[box[1]], xs[box[2]], ys[box[3]]) for box in boxes]
    return [box for box in dict.fromkeys(snapped) if box[0] < box[2] and box[1] < box[3]]


def _places(values: Sequence[float]) -> dict[float, float]:
    places: dict[float, float] = {}
    last = float("-inf")
    for value in sorted(values):
        last = last if value - last <= _SNAP else value
        places[value] = last
    return places


def _between(boxes: Sequence[Box], most: float) -> Iterator[Box]:
    """Yield the cells of rows left white between two rows that are filled alike, `most` points high."""
    rows: dict[tuple[float, float], set[tuple[float, float]]] = {}
    for x0, top, x1, bottom in boxes:
        rows.setdefault((top, bottom), set()).add((x0, x1))
    bands = sorted(rows)
    for above, below in zip(bands, bands[1:], strict=False):
        if 0 < below[0] - above[1] <= most and rows[above] == rows[below] and len(rows[above]) >= _LEAST:
            yield from ((x0, above[1], x1, below[0]) for x0, x1 in sorted(rows[above]))


def _is_even(table: PageTable) -> bool:
    """Tell a table from boxes of a drawing: rows and columns with words in most of their cells."""
    cells = [cell for row in table.rows for cell in row]
    return min(len(table.rows), len(table.columns)) >= _LEAST and sum(
        1 for cell in cells if cell.words
    ) >= _WORDS * len(cells)
