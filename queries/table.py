"""Answers as tables, and their CSV and JSON forms."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

#: A cell: a text, a number, or None where the answer has no value.
Cell = str | int | float | None

# Spreadsheets take a cell that begins so for a formula.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BYTE_ORDER_MARK: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows of cells, each row as long as `columns`.

    `headings` gives a column's name in Chinese where there is one.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    headings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row is not as long as the {len(self.columns)} columns")

    def heading(self, column: str) -> str:
        """Return the Chinese name of a column, or its plain name."""
        return self.headings.get(column) or column

    def page(self, limit: int | None, offset: int = 0) -> Table:
        """Return at most `limit` rows from `offset` on; all of them where `limit` is None."""
        end = None if limit is None else offset + limit
        return Table(self.columns, self.rows[offset:end], self.headings)

    def to_csv(self) -> str:
        """Return the table as CSV that Excel opens as Chinese text: byte order mark, CRLF, first the names.

        A text that a spreadsheet would take for a formula begins with an apostrophe.
        """
        return "".join(csv_lines(self.columns, self.rows))

    def to_json(self) -> str:
        """Return the table as a JSON list with one object for each row; numbers are numbers."""
        return "".join(json_lines(self.columns, self.rows))

    def to_objects(self) -> Sequence[dict[str, Cell]]:
        """Return one mapping from column to cell for each row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield the lines of Table.to_csv, one after the other as rows are taken."""
    out = io.StringIO()
    out.write(_BYTE_ORDER_MARK)
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        yield _taken(out)
        writer.writerow([guarded(cell) for cell in row])
    yield _taken(out)


def json_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield the lines of Table.to_json, one after the other as rows are taken."""
    before = "[\n"
    for row in rows:
        yield f"{before}  {json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def guarded(cell: Cell) -> str | int | float:
    """Return a cell as it may stand in CSV: never a formula, "" for no value."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell
