"""Heads of tables that have none of their own: those of the part before, or of a row further down."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ..language.quantities import cell_quantity
from ..reading.blocks import Document, Table
from .table_rows import YEAR_ALONE

_LONGEST_TITLE: Final = 24  #: characters of a title between two parts of one table
_FURTHEST_HEAD: Final = 3  #: rows among which the row of headers is looked for
_FEWEST_YEARS: Final = 2


def headed(document: Document, table: Table) -> Table:
    """Return `table` with headers: its own, those of the part of it before, or a row of years further down.

    A score card in parts (资源表, 落实政策表) says its headers once; the school's name may stand above.
    """
    if _years(table, table.header_rows):
        return table
    for number in range(1, min(_FURTHEST_HEAD, len(table.rows))):
        if _has_years(table, number):
            return replace(table, rows=table.rows[number:], header_rows=1, units=("",) * table.width)
    if table.header_rows:
        return table
    before = _part_before(document, table)
    if before is None:
        return table
    head = before.rows[: before.header_rows]
    return replace(table, rows=(*head, *table.rows), header_rows=before.header_rows, units=before.units)


def _years(table: Table, rows: int) -> bool:
    return any(_has_years(table, number) for number in range(rows))


def _has_years(table: Table, number: int) -> bool:
    """Tell a row of headers with years: two of them at least, and no figure."""
    cells = [cell.text for cell in table.rows[number] if cell.text]
    years = sum(bool(YEAR_ALONE.match(cell)) for cell in cells)
    return years >= _FEWEST_YEARS and not any(
        cell_quantity(cell) for cell in cells if not YEAR_ALONE.match(cell)
    )


def _part_before(document: Document, table: Table) -> Table | None:
    """Return the nearest table before of the same width, with years over it, only titles between."""
    place = next((at for at, block in enumerate(document.blocks) if block is table), 0)
    for at in range(place - 1, -1, -1):
        block = document.blocks[at]
        if isinstance(block, Table):
            if block.width != table.width:
                return None
            if block.header_rows:
                return block if _years(block, block.header_rows) else None
        elif len(block.passage) > _LONGEST_TITLE or block.passage.text.endswith("。"):
            return None
    return None
