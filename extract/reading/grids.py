"""Grids: tables in a text dump, their cells parted by tabs, bars or spaces, or standing one to a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from .bare_cells import can_be_cell
from .bare_tables import bare_table
from .cell_kinds import kind_of
from .cell_lines import cell_passage
from .header_rows import header_rows
from .lines import Line
from .marked_cells import Row, Words, even, split
from .merged_cells import filled, mended, set_over
from .passage import Passage
from .single_spaced import single_spaced_rows
from .spaced_lines import spaced_rows
from .tabbed_lines import MOST_COLUMNS, NOTE, tabbed_rows
from .wrapped_rows import with_wrapped

__all__ = ["Grid", "Span", "grid_at", "header_rows"]

_BAR_RULE: Final = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_LEAST_FIGURES: Final = 2  #: of a table of one row, pairs of labels and values
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table found: spans of its cells by row, and the number of the line behind it.

    `covered` are the places (row, column) to which a merged cell reaches that begins elsewhere, where the
    format says so.
    """

    cells: tuple[tuple[Span, ...], ...]
    header_rows: int
    end: int
    covered: frozenset[tuple[int, int]] = frozenset()

    def rows(self, text: str) -> tuple[tuple[Passage, ...], ...]:
        """Return the cells as passages of `text`, rows of one length, merged cells wherever they reach."""
        width = max(len(row) for row in self.cells)
        made = [[cell_passage(text, *span) for span in row] for row in self.cells]
        if self.covered:
            for row, column in self.covered:
                made[row][column] = replace(made[row][column], spanned=True)
            rows = set_over(made, 0, width)
        else:
            even_rows = set_over(made, self.header_rows, width)
            whole = with_wrapped(even_rows, self.header_rows)
            rows = filled(mended(whole, self.header_rows), self.header_rows)
        return tuple(map(tuple, rows))


def grid_at(lines: list[Line], at: int, captioned: bool = False) -> Grid | None:
    """Return the table that begins at line `at`, or None; `captioned`: a caption stands right above."""
    line = lines[at]
    if line.raw.startswith("\t") and "\t" not in line.words and (grid := _cell_lines(lines, at)):
        return grid
    if "\t" in line.words:
        return _grid(tabbed_rows(lines, at))
    if "|" in line.words or "｜" in line.words:
        return _barred(lines, at)
    if line.blank:
        return None
    return (
        _grid(spaced_rows(lines, at, captioned))
        or _grid(single_spaced_rows(lines, at))
        or _bare(lines, at, captioned)
    )


def _grid(found: tuple[Sequence[Row], int] | None, told: int = 0) -> Grid | None:
    """Return the grid of rows found, with `told` headers or as many as it seems to have."""
    if found is None:
        return None
    rows, end = found
    texts = [[cell.text for cell in row] for row in rows]
    if not _is_grid(texts):
        return None
    headers = max(told, header_rows(texts))
    kept = _once_headed(texts, headers)
    return Grid(tuple(tuple((cell.start, cell.end) for cell in rows[at]) for at in kept), headers, end)


def _is_grid(rows: Sequence[Sequence[str]]) -> bool:
    """Tell a table from lines that only happen to hold a mark: rows and columns, or one row of pairs."""
    if not rows or not 2 <= max(len(row) for row in rows) <= MOST_COLUMNS:
        return False
    figures = sum(kind_of(cell) in ("figure", "dash") for cell in rows[0])
    return len(rows) >= 2 or (len(rows[0]) >= 4 and figures >= _LEAST_FIGURES)


def _once_headed(rows: Sequence[Sequence[str]], headers: int) -> list[int]:
    """Return the numbers of the rows but of those that say the headers again, as on a further page."""
    kept: list[int] = []
    at = 0
    while at < len(rows):
        again = headers and at >= headers and rows[at : at + headers] == rows[:headers]
        if not again:
            kept.append(at)
        at += headers if again else 1
    return kept


def _barred(lines: Sequence[Line], at: int) -> Grid | None:
    rows: list[Row] = []
    ruled = 0
    end = at
    framed = lines[at].words.startswith(("|", "｜"))  # else a bar in front says that the first cell is empty
    while end < len(lines) and ("|" in lines[end].words or "｜" in lines[end].words):
        words = lines[end].words
        mark = "|" if "|" in words else "｜"
        if words.count(mark) > MOST_COLUMNS:
            break
        if _BAR_RULE.match(words):
            ruled = ruled or len(rows)
        else:
            cells = split(lines[end], mark)[framed and words.startswith(mark) :]
            cells = cells[:-1] if words.endswith(mark) else cells
            if rows and cells and NOTE.match(cells[0].text) and not any(cell.text for cell in cells[1:]):
                break
            rows.append(cells)
        end += 1
    return _grid((rows, end), ruled)


def _cell_lines(lines: Sequence[Line], at: int) -> Grid | None:
    """Read a table with one cell to a line, each after a tab, and a blank line between rows."""
    rows: list[list[Words]] = [[]]
    end = at
    while end < len(lines):
        line = lines[end]
        following = lines[end + 1] if end + 1 < len(lines) else None
        if line.raw.startswith("\t"):
            if "\t" in line.words:
                break
            rows[-1].append(Words(line.start, line.end, even(line.words)))
        elif line.blank:
            if following is None or not following.raw.startswith("\t"):
                break
            if len(rows) == 1 and len(rows[0]) == 1:
                return None
            if rows[-1]:
                rows.append([])
        elif rows[-1] and _goes_on(line, following):
            cell = rows[-1][-1]
            rows[-1][-1] = Words(cell.start, line.end, cell.text + even(line.words))
        else:
            break
        end += 1
    return _grid(([tuple(row) for row in rows if any(cell.text for cell in row)], end))


def _goes_on(line: Line, following: Line | None) -> bool:
    """Tell a further line of a cell that begins with a tab: one without, right before another cell."""
    return can_be_cell(line) and following is not None and (following.blank or following.raw.startswith("\t"))


def _bare(lines: list[Line], at: int, captioned: bool) -> Grid | None:
    """Read a table with one cell to a line and no mark between rows."""
    table = bare_table(lines, at, captioned)
    if table is None:
        return None
    end = next(number for number in range(at, len(lines)) if lines[number] is table.last) + 1
    cells = tuple(
        tuple((cell.first.start, cell.last.end) if cell else (0, 0) for cell in row) for row in table.rows
    )
    return Grid(cells, table.header_rows, end)
