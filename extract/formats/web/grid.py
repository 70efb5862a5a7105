"""The grid of an HTML table: where its cells stand, without the columns and rows in which none begins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

_MOST_PLACES: Final = (
    400_000  #: places of all tables of a page; a table of 500 rows and 20 columns has 10,000
)
_WIDEST: Final = 1000  #: columns that a cell may cover, as the standard of HTML has it


class TooManyPlacesError(ValueError):
    """Tables of a page have more places than those of any report."""


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """A cell as the page has it; `rows` 0 reaches to the end of the table."""

    words: str
    rows: int
    columns: int
    header: bool = False


@dataclass(slots=True)
class Budget:
    """How many places the tables of a page may still have."""

    places: int = _MOST_PLACES

    def spend(self, places: int) -> None:
        """Take `places` off; raises TooManyPlacesError where there are not so many left."""
        self.places -= places
        if self.places < 0:
            raise TooManyPlacesError(f"more than {_MOST_PLACES} places in tables")


@dataclass(frozen=True, slots=True)
class _Placed:
    cell: HtmlCell
    row: int
    column: int
    row_end: int
    column_end: int


def compressed(
    rows: Sequence[Sequence[HtmlCell]], head: int, budget: Budget
) -> tuple[list[list[HtmlCell]], int]:
    """Return the rows of a table with spans that hold among the rows and columns in which cells begin.

    Pages have cells over 100 columns where the table has 5, and columns for the frame alone: both are gone
    then. Rows of nothing but empty cells are left out. `head` is how many rows are headers, returned for the
    rows that stay.
    """
    kept = [row if _counts(row) else () for row in rows]
    placed = _placed(kept)
    columns = sorted({one.column for one in placed})
    lines = sorted({one.row for one in placed})
    budget.spend(len(columns) * len(lines))
    made: list[list[HtmlCell]] = [[] for _ in lines]
    for one in placed:
        row = bisect_left(lines, one.row)
        height = max(1, bisect_left(lines, one.row_end) - row)
        width = max(1, bisect_left(columns, one.column_end) - bisect_left(columns, one.column))
        made[row].append(replace(one.cell, rows=height, columns=width))
    return made, bisect_left(lines, head)


def _counts(row: Sequence[HtmlCell]) -> bool:
    return any(cell.words or cell.rows != 1 for cell in row)


def _placed(rows: Sequence[Sequence[HtmlCell]]) -> list[_Placed]:
    """Set each cell in the first free column of its row, as the standard's algorithm for tables does."""
    placed: list[_Placed] = []
    hanging: list[_Placed] = []  # cells that reach down into the rows to come, from left to right
    for number, row in enumerate(rows):
        if not row:
            continue
        hanging = [one for one in hanging if one.row_end > number]
        column = at = 0
        begun: list[_Placed] = []
        for cell in row:
            while at < len(hanging) and hanging[at].column <= column:
                column = max(column, hanging[at].column_end)
                at += 1
            end = column + min(max(cell.columns, 1), _WIDEST)
            row_end = min(len(rows), number + cell.rows if cell.rows else len(rows))
            begun.append(_Placed(cell, number, column, row_end, end))
            column = end
        placed += begun
        hanging = sorted(
            [*hanging, *(one for one in begun if one.row_end > number + 1)], key=lambda one: one.column
        )
    return placed
