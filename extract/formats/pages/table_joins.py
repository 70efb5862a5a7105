"""Tables that run over pages: told by their columns, set together with repeated headers left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ...reading.pieces import TableCell
from .page_table import PageTable, Rows

_MISS: Final = 6.0  #: points by which the columns of two pages may miss each other
_MOST_HEADERS: Final = 3


def continues_table(before: PageTable, table: PageTable) -> bool:
    """Tell whether `table`, first on its page, goes on with `before`, last on the page above."""
    if len(before.columns) != len(table.columns):
        return False
    pairs = zip((*before.columns, before.x1), (*table.columns, table.x1), strict=True)
    return all(abs(one - other) <= _MISS for one, other in pairs)


def joined_tables(before: PageTable, table: PageTable) -> PageTable:
    """Return the two as one: headers said again left out, a row or label that the page broke made whole."""
    rows = table.rows[_repeated(before.rows, table.rows) :]
    kept = list(before.rows)
    if rows and _is_rest(rows[0], len(table.columns)):
        kept[-1] = tuple(map(_more, kept[-1], rows[0]))
        rows = rows[1:]
    elif rows:
        kept, rows = _label_carried(kept, rows)
    pages = before.pages if not rows else (*before.pages, (len(kept), table.pages[0][1]))
    return replace(before, rows=(*kept, *rows), pages=pages, top=table.top, bottom=table.bottom)


def _repeated(before: Rows, rows: Rows) -> int:
    """Return how many rows at the top say the headers of the page above again."""
    count = 0
    while count < min(_MOST_HEADERS, len(rows), len(before)) and _words(rows[count]) == _words(before[count]):
        count += 1
    return count


def _words(row: Sequence[TableCell]) -> list[str]:
    return ["".join(cell.words.split()) for cell in row]


def _is_rest(row: Sequence[TableCell], width: int) -> bool:
    """Tell the rest of a row that the page broke: no label, and less than half of its cells filled."""
    filled = [cell for cell in row if cell.words]
    return len(row) == width and not row[0].words and 0 < len(filled) * 2 <= width


def _more(cell: TableCell, rest: TableCell) -> TableCell:
    return replace(cell, words=f"{cell.words}\n{rest.words}") if rest.words else cell


def _label_carried(kept: list[tuple[TableCell, ...]], rows: Rows) -> tuple[list[tuple[TableCell, ...]], Rows]:
    """Let a label that was merged downwards reach on where the page cut it: the first cell has no words."""
    first = rows[0][0]
    at = next((number for number in range(len(kept) - 1, -1, -1) if _reaches(kept, number, len(kept))), None)
    if first.words or at is None or kept[at][0].words.replace(".", "").isdigit():
        return kept, rows
    label = replace(kept[at][0], rows=len(kept) - at + first.rows)
    kept[at] = (label, *kept[at][1:])
    return kept, (rows[0][1:], *rows[1:])


def _reaches(kept: Sequence[Sequence[TableCell]], number: int, end: int) -> bool:
    """Tell the row whose first cell, a merged one, reaches down to the last row."""
    row = kept[number]
    return bool(row) and row[0].rows > 1 and number + row[0].rows == end and row[0].words != ""
