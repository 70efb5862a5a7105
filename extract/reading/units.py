"""Units of a table's columns, as headers (金额（万元）) or the words above the table (单位：人) say them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..figures.labels import unit_of_header
from .passage import Passage

_LONGEST: Final = 60  #: characters of a caption or line that may say the unit of a whole table


def unit_above(caption: Passage | None, lead: Passage | None) -> str:
    """Return the unit that the caption, or a short line above, says for the whole table, or ""."""
    for passage in (caption, lead):
        if passage and len(passage) <= _LONGEST and (unit := unit_of_header(passage.text)):
            return unit
    return ""


def column_units(
    rows: Sequence[Sequence[Passage]], header_rows: int, caption: Passage | None, lead: Passage | None
) -> tuple[str, ...]:
    """Return the unit of each column, "" where none is said: by its lowest header that has one, or above."""
    whole = unit_above(caption, lead)
    width = len(rows[0]) if rows else 0
    units = []
    for column in range(width):
        said = (unit_of_header(_reaching(rows[row], column)) for row in range(header_rows - 1, -1, -1))
        units.append(next((unit for unit in said if unit), whole))
    return tuple(units)


def _reaching(row: Sequence[Passage], column: int) -> str:
    """Return the words over a column: its own cell's, or of the cell to the left whose empty span it is."""
    return next((row[at].text for at in range(column, -1, -1) if row[at].text), "")
