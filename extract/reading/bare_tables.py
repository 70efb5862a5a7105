"""Tables whose cells stand one to a line with no mark between rows: the width is told from what recurs.

A row of headers is followed by rows of one shape: words where the first row has words, figures where it has
figures. A table of words alone must bear out what its headers say (企业: a firm, 奖项: a rank). What does not
is left as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..majors.majors import is_catalogued
from .bare_cells import (
    Cell,
    can_be_cell,
    cells_from,
    fits_column,
    is_header,
    is_word_header,
    names_indicator,
)
from .cell_kinds import is_total
from .lines import Line
from .passage import Passage

_NARROWEST: Final = 2
_WIDEST: Final = 14
_FIRST_LOOK: Final = 45  #: lines that show whether a table begins: three rows of the widest
_LONGEST_TITLE: Final = 20  #: characters of a first header or label
_LEAST_LABELS: Final = 3  #: rows of a table without headers
Row = tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class BareTable:
    """Rows of cells (None where one is missing), how many are headers, and how many cells they took."""

    rows: tuple[Row, ...]
    header_rows: int
    taken: int

    @property
    def last(self) -> Line:
        """The line of the last cell."""
        return next(cell.last for cell in reversed(self.rows[-1]) if cell)


def bare_table(lines: Sequence[Line], at: int, captioned: bool) -> BareTable | None:
    """Return the table that begins at line `at`, or None; `captioned` says that 表N stands right above."""
    line = lines[at]
    if len(line.words) > _LONGEST_TITLE or not can_be_cell(line):
        return None
    first = Passage.of(line.words).text
    if not (captioned or is_header(first) or _labels_row(first)):
        return None
    if not _table_of(cells_from(lines, at, _FIRST_LOOK), captioned):
        return None
    return _table_of(cells_from(lines, at), captioned)


def _table_of(cells: Sequence[Cell], captioned: bool) -> BareTable | None:
    widest = min(_WIDEST, len(cells) // 2)
    found = [
        table
        for width in range(_NARROWEST, widest + 1)
        if (table := _figured(cells, width, captioned) or _worded(cells, width, captioned))
    ]
    if not found:
        found = [table for table in (_without_corner(cells, captioned), _without_header(cells)) if table]
    found = [table for table in found if _evenly_parted(table)]
    return max(found, key=lambda table: table.taken, default=None)


def _labels_row(text: str) -> bool:
    return is_catalogued(text.removesuffix("专业")) or names_indicator(text)


def _figured(cells: Sequence[Cell], width: int, captioned: bool) -> BareTable | None:
    """Read a table with columns of figures, under `width` headers."""
    header = cells[:width]
    if any(cell.kind not in ("text", "year") for cell in header) or header[0].kind == "year":
        return None
    known = sum(is_header(cell.text) for cell in header)
    trusted = known == width or (known * 2 >= width and width != _NARROWEST) or (captioned and known)
    if not trusted:
        return None
    kinds = _kinds(header, cells[width : 2 * width])
    if kinds is None:
        return None
    rows = _rows(cells, width, kinds)
    body = sum(1 for row in rows if None not in row)
    taken = width + sum(1 for row in rows for cell in row if cell)
    behind = cells[taken].kind if taken < len(cells) else "text"
    alone = set(kinds) == {"figure"}  # one row of figures, with no label of its own
    single = body == 1 and (width >= 4 or alone) and known * 4 >= width * 3 and behind == "text"
    if (body < 2 or alone) and not single:
        return None
    return BareTable((tuple(header), *rows), 1, taken)


def _kinds(header: Sequence[Cell], first: Sequence[Cell]) -> list[str] | None:
    """Return the kind of each column by the first row below the headers; None for no row of figures."""
    if len(first) < len(header):
        return None
    kinds: list[str] = []
    for number, cell in enumerate(first):
        year = cell.kind == "year" and (number == 0 or not cell.text.isdigit())
        kinds.append("year" if year else "text" if cell.kind == "text" else "figure")
    value = _first_value(kinds)
    numbered = kinds[0] == "figure" and first[0].text == "1"
    alone = set(kinds) == {"figure"} and all(names_indicator(cell.text) for cell in header)
    return kinds if value is not None or numbered or alone else None


def _first_value(kinds: Sequence[str]) -> int | None:
    """Return the first column of figures behind one of labels."""
    for number in range(1, len(kinds)):
        if kinds[number] == "figure" and any(kind != "figure" for kind in kinds[:number]):
            return number
    return None


def _rows(cells: Sequence[Cell], at: int, kinds: Sequence[str]) -> list[Row]:
    """Return the rows from cell `at` on that have the columns' kinds; leading cells may be merged away."""
    rows: list[Row] = []
    value = _first_value(kinds)
    spare = 0 if value is None else value - 1
    while at < len(cells):
        row = None
        for missing in range(spare + 1):
            found = cells[at : at + len(kinds) - missing]
            if len(found) == len(kinds) - missing and _agree(kinds[missing:], found):
                row = (None,) * missing + tuple(found)
                break
        if row is None and value is not None and rows:
            row = _total(cells[at:], kinds, value)
        if row is None:
            break
        rows.append(row)
        at += sum(1 for cell in row if cell)
    return rows


def _agree(kinds: Sequence[str], found: Sequence[Cell]) -> bool:
    for kind, cell in zip(kinds, found, strict=True):
        number = cell.kind in ("figure", "dash") or (cell.kind == "year" and cell.text.isdigit())
        if kind == "figure" and not number:
            return False
        if kind == "year" and cell.kind != "year":
            return False
        if kind == "text" and cell.kind not in ("text", "dash"):
            return False
    return True


def _total(cells: Sequence[Cell], kinds: Sequence[str], value: int) -> Row | None:
    """Return a row of sums: 合计 and a figure for each column of figures, its other cells left out."""
    columns = [number for number in range(value, len(kinds)) if kinds[number] == "figure"]
    figures = cells[1 : len(columns) + 1]
    whole = len(figures) == len(columns) and all(cell.kind in ("figure", "dash") for cell in figures)
    more = cells[len(columns) + 1 : len(columns) + 2]
    if not is_total(cells[0].text) or not whole or any(cell.kind == "figure" for cell in more):
        return None
    row: list[Cell | None] = [None] * len(kinds)
    row[value - 1] = cells[0]
    for number, cell in zip(columns, figures, strict=True):
        row[number] = cell
    return tuple(row)


def _worded(cells: Sequence[Cell], width: int, captioned: bool) -> BareTable | None:
    """Read a table of words under `width` headers, as far as its rows bear the headers out."""
    header = cells[:width]
    if width < (2 if captioned else 3) or not all(is_word_header(cell.text) for cell in header):
        return None
    if len(cells) > width and is_word_header(cells[width].text) and is_word_header(cells[width + 1].text):
        return None
    rows: list[Row] = []
    for at in range(width, len(cells) - width + 1, width):
        row = cells[at : at + width]
        if not _borne_out(header, row):
            break
        rows.append(tuple(row))
    taken = width * (len(rows) + 1)
    if len(rows) < 2 and not (captioned and rows and taken == len(cells)):
        return None
    return BareTable((tuple(header), *rows), 1, taken)


def _borne_out(header: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Tell whether more of a row's cells than not are what their headers say, two of them or all."""
    held = [fits_column(head.text, cell.text) for head, cell in zip(header, row, strict=True)]
    tested = [fits for fits in held if fits is not None]
    return bool(tested) and sum(tested) >= min(2, len(tested)) and sum(tested) * 2 > len(tested)


def _without_corner(cells: Sequence[Cell], captioned: bool) -> BareTable | None:
    """Read rows of an indicator and its figures under years alone, the empty corner before them lost."""
    years = next((at for at, cell in enumerate(cells) if cell.kind != "year"), 0)
    if years < 2:
        return None
    rows = [row for row in _rows(cells, years, ["text"] + ["figure"] * years) if None not in row]
    known = sum(names_indicator(row[0].text) for row in rows if row[0])
    if len(rows) < 2 or known < (1 if captioned else (len(rows) + 1) // 2):
        return None
    return BareTable(((None, *cells[:years]), *rows), 1, years + len(rows) * (years + 1))


def _without_header(cells: Sequence[Cell]) -> BareTable | None:
    """Read rows without headers: majors or indicators, each with figures whose units tell what they are."""
    width = next((at for at, cell in enumerate(cells) if at and cell.kind == "text"), 0)
    first = cells[1:width]
    if width < 2 or any(cell.kind != "figure" for cell in first):
        return None
    units = width > 2 or is_catalogued(cells[0].text)
    rows: list[Row] = []
    for at in range(0, len(cells) - width + 1, width):
        row = cells[at : at + width]
        if not _agree(["text"] + ["figure"] * (width - 1), row):
            break
        if units and not all(cell.has_unit for cell in row[1:]):
            break
        rows.append(tuple(row))
    known = sum(_labels_row(row[0].text) or is_total(row[0].text) for row in rows if row[0])
    if len(rows) < _LEAST_LABELS or known * 3 < len(rows) * 2:
        return None
    return BareTable(tuple(rows), 0, width * len(rows))


def _evenly_parted(table: BareTable) -> bool:
    """Tell whether blank lines stand between all cells, between rows only, or nowhere."""
    inner = [cell.apart for row in table.rows for cell in [cell for cell in row if cell][1:]]
    return not any(inner) or all(inner)
