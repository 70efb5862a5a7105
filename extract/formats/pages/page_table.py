"""Tables on pages as they are built up; the places of their columns are kept, to join pages by."""

from __future__ import annotations

from dataclasses import dataclass

from ...reading.pieces import TableCell, TablePiece

Rows = tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table: rows as TablePiece has them, its box, and the left edges of its columns.

    `pages` are numbers of rows with the page that begins there, that of row 0 first.
    """

    rows: Rows
    columns: tuple[float, ...]
    pages: tuple[tuple[int, int], ...]
    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in the table's box."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def piece(self) -> TablePiece:
        """Return the table as a piece."""
        return TablePiece(self.rows, pages=self.pages)
