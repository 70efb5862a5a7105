"""Tables that number their rows: a line without a number holds what its neighbours' cells had no room for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..language.persons import is_person
from .cell_kinds import is_total
from .passage import Passage

Row = list[Passage]
_FEWEST: Final = 3  #: rows with a number
_ITEM_MARK: Final = "、"
_MARKED: Final = re.compile(r"[、，；/（与和及]$")
_ITEMS: Final = re.compile(r"[、，\s]+")


def with_wrapped(rows: Sequence[Row], header_rows: int) -> list[Row]:
    """Return `rows` without the lines that only go on with a numbered one: their words are put into its cells.

    A cell in the middle of which its row's number stands has lines above and below it. What may be the label
    of several rows is left.
    """
    body = [list(row) for row in rows[header_rows:]]
    if not body or not _is_numbered(body):
        return [list(row) for row in rows]
    out: list[Row] = []
    opened: set[int] = set()  # columns of the last row that lines above it have begun to fill
    waiting: Row | None = None  # a line above the row whose cells it begins
    for number, row in enumerate(body):
        if not _is_rest(row):
            opened = set()
            if waiting is not None:
                opened = {at for at, cell in enumerate(waiting) if cell.text}
                row = [cell if cell.text else above for cell, above in zip(row, waiting, strict=True)]
                waiting = None
            out.append(row)
            continue
        above = out[-1] if out and out[-1][0].text.isdecimal() else None
        below = body[number + 1] if number + 1 < len(body) else None
        if waiting is None and _begins(row, above, below):
            waiting = row
        elif waiting is None and above is not None and _goes_on(row, above, below, opened):
            out[-1] = _joined(above, row)
        else:
            if waiting is not None:
                out.append(waiting)
                waiting = None
            out.append(row)
    return [*(list(row) for row in rows[:header_rows]), *out, *([waiting] if waiting is not None else [])]


def _is_numbered(body: Sequence[Row]) -> bool:
    """Tell a table whose first column numbers the rows, but for lines with one cell that part the table."""
    numbers = [int(row[0].text) for row in body if row[0].text.isdecimal() and len(row[0].text) < 4]
    others = [
        row for row in body if row[0].text and not row[0].text.isdecimal() and not is_total(row[0].text)
    ]
    running = all(lower in (upper + 1, 1) for upper, lower in zip(numbers, numbers[1:], strict=False))
    return len(numbers) >= _FEWEST and running and all(not any(cell.text for cell in row[1:]) for row in others)


def _is_rest(row: Row) -> bool:
    """Tell a line without a number, in few cells."""
    filled = sum(bool(cell.text) for cell in row)
    return not row[0].text and 0 < filled <= len(row) // 2 and not any(is_total(cell.text) for cell in row)


def _begins(row: Row, above: Row | None, below: Row | None) -> bool:
    """Tell a line whose cells are empty in the row below, and are not in the row above."""
    if below is None or not below[0].text.isdecimal():
        return False
    places = [at for at, cell in enumerate(row) if cell.text]
    return all(not below[at].text and (above is None or above[at].text) for at in places)


def _goes_on(row: Row, above: Row, below: Row | None, opened: set[int]) -> bool:
    """Tell a line whose cells the row above has begun, and the row below has too."""
    places = [at for at, cell in enumerate(row) if cell.text]
    if below is not None and not _is_rest(below) and any(not below[at].text for at in places):
        return all(at in opened for at in places)
    return all(above[at].text for at in places)


def _joined(upper: Row, lower: Row) -> Row:
    return [_together(over, under) for over, under in zip(upper, lower, strict=True)]


def _together(over: Passage, under: Passage) -> Passage:
    if not under.text:
        return over
    if not over.text:
        return under
    listed = not _MARKED.search(over.text) and _are_persons(over.text) and _are_persons(under.text)
    mark, place = (_ITEM_MARK, (over.offsets[-1] + 1,)) if listed else ("", ())
    return Passage(over.text + mark + under.text, (*over.offsets, *place, *under.offsets))


def _are_persons(words: str) -> bool:
    return all(is_person(one) for one in _ITEMS.split(words) if one)
