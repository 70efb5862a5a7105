"""Grids: tables in a text dump, their cells parted by tabs or bars, or standing one to a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from .bare_tables import bare_table
from .cell_lines import cell_passage
from .lines import Line
from .passage import Passage

_BAR_RULE: Final = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_NUMBER: Final = re.compile(
    r"[-+]?(?:约|近)?[\d,，.]+\s*\.?\s*\d*\s*(?:[%％]|余?[万亿]?(?:元|人|名|册|亩|个|家|㎡|平方米|人次))?$|[/—-]$"
)
_YEAR_ALONE: Final = re.compile(r"(?:19|20)\d\d$")
_FIGURE: Final = re.compile(r"\d")
_MAX_COLUMNS: Final = 200  # no report has a table so wide; a line of tabs is no table
_MAX_HEADER: Final = 4
_MAX_BROKEN: Final = 12  #: characters of a piece of a cell broken over lines
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table found: spans of its cells by row, and the number of the line behind it.

    `covered` are the places (row, column) to which a merged cell reaches that begins elsewhere.
    """

    cells: tuple[tuple[Span, ...], ...]
    header_rows: int
    end: int
    covered: frozenset[tuple[int, int]] = frozenset()

    def rows(self, text: str) -> tuple[tuple[Passage, ...], ...]:
        """Return the cells as passages of `text`, rows of one length: headers that span columns widened."""
        width = max(len(row) for row in self.cells)
        made = [[cell_passage(text, *span) for span in row] for row in self.cells]
        for row, column in self.covered:
            made[row][column] = replace(made[row][column], spanned=True)
        for number in range(min(self.header_rows, len(made) - 1) - 1, -1, -1):
            if len(made[number]) < width == len(made[number + 1]):
                made[number] = _spread(made[number], made[number + 1])
        return tuple(tuple(row) + (Passage("", ()),) * (width - len(row)) for row in made)


def grid_at(lines: list[Line], at: int, captioned: bool = False) -> Grid | None:
    """Return the table that begins at line `at`, or None; `captioned`: a caption stands right above."""
    line = lines[at]
    if line.raw.startswith("\t") and "\t" not in line.words and (grid := _cell_lines(lines, at)):
        return grid
    if "\t" in line.words:
        return _tabbed(lines, at)
    if "|" in line.words or "｜" in line.words:
        return _barred(lines, at)
    return None if line.blank else _bare(lines, at, captioned)


def _spread(upper: list[Passage], lower: Sequence[Passage]) -> list[Passage]:
    """Set a header row, whose cells were merged, over the row below.

    Under a cell merged downwards the row below is empty; a run of cells below that are not has one cell
    above, which is followed by empty cells to its width. Rows that do not fit so are left as they are.
    """
    slots: list[int] = []  # how many columns each upper cell spans
    at = 0
    while at < len(lower):
        span = 1
        if lower[at].text:
            while at + span < len(lower) and lower[at + span].text:
                span += 1
        slots.append(span)
        at += span
    if len(slots) != len(upper):
        return upper
    out: list[Passage] = []
    for cell, span in zip(upper, slots, strict=True):
        out += [cell] + [Passage("", ())] * (span - 1)
    return out


def _split(line: Line, mark: str) -> tuple[Span, ...]:
    """Split a line at `mark`; tabs before the first word are empty cells, as the label above spans them."""
    spans: list[Span] = []
    offset = line.end - len(line.words) - (len(line.raw) - len(line.raw.lstrip()))
    raw = line.raw.rstrip()
    at = 0
    for part in raw.split(mark):
        start = offset + at + (len(part) - len(part.lstrip())) if part.strip() else offset + at
        spans.append((start, start + len(part.strip())))
        at += len(part) + len(mark)
    return tuple(spans)


def _tabbed(lines: list[Line], at: int) -> Grid | None:
    rows: list[tuple[Span, ...]] = []
    texts: list[list[str]] = []
    end = at
    while end < len(lines):
        line = lines[end]
        if (
            line.blank
            and end + 1 < len(lines)
            and "\t" in lines[end + 1].words
            and _similar(texts, lines[end + 1])
        ):
            end += 1
            continue
        if "\t" not in line.raw.rstrip() and not (_orphan_cell(lines, end) and texts):
            break
        rows.append(_split(line, "\t"))
        texts.append([part.strip() for part in line.raw.rstrip().split("\t")])
        end += 1
    if not _is_grid(texts):
        return None
    return Grid(tuple(rows), header_rows(texts), end)


def _is_grid(rows: Sequence[Sequence[str]]) -> bool:
    """Tell a table from lines that only happen to hold a tab: rows and columns, or one row of pairs."""
    if not rows or not 2 <= max(len(row) for row in rows) <= _MAX_COLUMNS:
        return False
    return len(rows) >= 2 or (len(rows[0]) >= 4 and sum(bool(_NUMBER.match(cell)) for cell in rows[0]) >= 2)


def _similar(rows: list[list[str]], line: Line) -> bool:
    """Tell whether a line after a gap goes on with the table: as many cells, give or take one."""
    cells = len(line.raw.rstrip().split("\t"))
    return bool(rows) and abs(cells - max(len(row) for row in rows)) <= 1


def _orphan_cell(lines: list[Line], at: int) -> bool:
    """Tell a cell broken over lines inside a tabbed table: a short line between two tabbed ones."""
    line = lines[at]
    return (
        0 < len(line.words) <= _MAX_BROKEN
        and at + 1 < len(lines)
        and "\t" in lines[at + 1].words
        and not re.search(r"[。：:；]$", line.words)
    )


def _barred(lines: list[Line], at: int) -> Grid | None:
    rows: list[tuple[Span, ...]] = []
    texts: list[list[str]] = []
    ruled = 0
    end = at
    while end < len(lines) and ("|" in lines[end].words or "｜" in lines[end].words):
        words = lines[end].words
        mark = "|" if "|" in words else "｜"
        if _BAR_RULE.match(words):
            ruled = ruled or len(rows)
        else:
            spans = _split(lines[end], mark)
            cells = [part.strip() for part in lines[end].raw.rstrip().split(mark)]
            if words.startswith(mark):
                spans, cells = spans[1:], cells[1:]
            if words.endswith(mark):
                spans, cells = spans[:-1], cells[:-1]
            rows.append(spans)
            texts.append(cells)
        end += 1
    if not _is_grid(texts):
        return None
    return Grid(tuple(rows), max(ruled, header_rows(texts)) if ruled else header_rows(texts), end)


def _cell_lines(lines: list[Line], at: int) -> Grid | None:
    """Read a table with one cell to a line, each after a tab, and a blank line between rows."""
    rows: list[list[Span]] = [[]]
    texts: list[list[str]] = [[]]
    end = at
    while end < len(lines):
        line = lines[end]
        if line.raw.startswith("\t"):
            if "\t" in line.words:
                break
            rows[-1].append((line.start, line.end))
            texts[-1].append(line.words)
        elif line.blank:
            if end + 1 >= len(lines) or not lines[end + 1].raw.startswith("\t"):
                break
            if rows[-1]:
                rows.append([])
                texts.append([])
        else:
            break
        end += 1
    kept = [(row, cells) for row, cells in zip(rows, texts, strict=True) if any(cells)]
    if not _is_grid([cells for _, cells in kept]):
        return None
    return Grid(tuple(tuple(row) for row, _ in kept), header_rows([cells for _, cells in kept]), end)


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


def header_rows(rows: Sequence[Sequence[str]]) -> int:
    """Count the rows before the first one with figures (years alone are none); a table of words has one."""
    for number, row in enumerate(rows[:_MAX_HEADER]):
        filled = [cell for cell in row if cell]
        figures = [cell for cell in filled if _NUMBER.match(cell)]
        corner = next(iter(row), "")
        if number == 0 and not _YEAR_ALONE.match(corner) and all(_YEAR_ALONE.match(one) for one in figures):
            continue
        if figures and len(figures) * 3 >= len(filled):
            return number
    with_figures = [number for number, row in enumerate(rows) if any(_FIGURE.search(cell) for cell in row)]
    return 1 if not with_figures or with_figures[0] > 0 else min(1, len(rows) - 1)
