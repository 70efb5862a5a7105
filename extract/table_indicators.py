"""Indicators in tables: by column, by row, by year and by major."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .blocks import Document, Table
from .facts import Evidence, Fact
from .labels import RATIO_OF, term_of_code, term_of_header, unit_fits, unit_of_header, unit_written
from .lexicons import IndicatorTerm
from .majors import is_catalogued
from .passage import Passage
from .quantities import Quantity, cell_quantity
from .table_columns import (
    Column,
    columns_of,
    context_of,
    header_texts,
    major_column,
    major_name,
    table_year,
    unit_said,
)
from .years import cell_year

__all__ = ["header_texts", "table_indicators"]

_TOTAL: Final = re.compile(
    r"(?:合\s*计|总\s*计|总数|全校|学校|本校|合计（.*）|全校合计|学校合计|平均|全校平均|总体|共计)$"
)
_NO_LABEL: Final = re.compile(r"(?:序号|编号|\d+|[一二三四五六七八九十]+|/|-|—)?$")
_ROW_YEAR: Final = re.compile(r"(?:19|20)\d\d\s*(?:年度?|学年|届|$)|本年度|本学年|上年度?|上学年|去年|今年")
_GRADE: Final = re.compile(r"\d{2,4}\s*级|[一二三]年级")
#: Only a whole number counts people and things.
_WHOLE: Final = frozenset({"人", "名", "个", "家", "册", "人次"})
_OF_TEACHERS: Final = re.compile(r"教师|师资|干部|党员")
_CONFIDENCE: Final = 0.85


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table with what is known of it as a whole; `names` are the majors of its body's rows."""

    columns: list[Column]
    body: tuple[tuple[Passage, ...], ...]
    major_at: int | None
    names: list[str]
    year: int | None  # the table's
    own_year: int | None  # the report's
    unit: str
    context: str


@dataclass(frozen=True, slots=True)
class _Reading:
    term: IndicatorTerm
    quantity: Quantity
    unit: str
    by_row: bool


def table_indicators(document: Document, table: Table, year: int | None) -> Iterator[Fact]:
    """Yield the indicators that a table states; `year` is the report's."""
    columns = columns_of(table, year)
    body = table.rows[table.header_rows :]
    major_at = major_column(table, columns)
    names = _row_majors(body, major_at)
    sheet = _Sheet(
        columns, body, major_at, names, table_year(table, year), year, unit_said(table), context_of(table)
    )
    for number, row in enumerate(body):
        for at, cell in enumerate(row):
            reading = _read(sheet, row, at)
            if reading is None:
                continue
            scope, said = _scope(sheet, number, at, reading)
            if scope is None:
                continue
            values: dict[str, object] = {
                "indicator": reading.term.code,
                "value": reading.quantity.number,
                "unit": unit_written(reading.term, reading.unit),
                "scope": scope,
            }
            if known := columns[at].year or said or sheet.year:
                values["year"] = known
            passage = _evidence(document, table, row, cell)
            yield Fact("indicator", values, (passage,), _CONFIDENCE)


def _read(sheet: _Sheet, row: Sequence[Passage], at: int) -> _Reading | None:
    """Read the figure in a cell with the indicator that its column or its row names."""
    cell, column = row[at], sheet.columns[at]
    if not cell.text or column.change or at == sheet.major_at:
        return None
    by_row = None
    if (column.term is None or column.counted) and at and sheet.major_at is None:
        by_row = _row_term(sheet, row, at)
        if by_row and column.share and by_row.unit != "%":
            by_row = term_of_code(RATIO_OF[by_row.code]) if by_row.code in RATIO_OF else None
            if by_row is None:
                return None
    term = by_row or column.term
    if term is None:
        return None
    label_unit = next((unit for other in reversed(row[:at]) if (unit := unit_of_header(other.text))), "")
    said = next(
        (unit for unit in (column.unit, label_unit, sheet.unit) if unit and unit_fits(term, unit)), ""
    )
    quantity = cell_quantity(cell.text, said)
    if quantity is None:
        return None
    unit = quantity.unit or term.unit
    return (
        _Reading(term, quantity, unit, by_row is not None)
        if _plausible(sheet, term, quantity, unit)
        else None
    )


def _plausible(sheet: _Sheet, term: IndicatorTerm, quantity: Quantity, unit: str) -> bool:
    """Hold a figure against what its indicator can be: a whole number of people, a share up to 100."""
    if not unit_fits(term, unit) or quantity.value < 0:
        return False
    if term.unit == "%":
        return unit == "%" and quantity.value <= 100.5
    if unit in _WHOLE and not quantity.value.is_integer():
        return False
    return not (term.code == "training_persons" and _OF_TEACHERS.search(sheet.context))


def _row_term(sheet: _Sheet, row: Sequence[Passage], at: int) -> IndicatorTerm | None:
    """Return the indicator that the label left of a cell names, alone or with the labels before it."""
    words: list[str] = []
    for place in range(at - 1, -1, -1):
        text = row[place].text
        if not text or _NO_LABEL.match(text) or _ROW_YEAR.match(text):
            continue
        if cell_quantity(text):
            if words:
                break
            continue
        words.insert(0, text)
    if not words:
        return None
    if term := term_of_header(words[-1]):
        return term
    return next(
        (term for size in range(2, len(words) + 1) if (term := term_of_header("".join(words[-size:])))), None
    )


def _row_majors(body: Sequence[Sequence[Passage]], major_at: int | None) -> list[str]:
    """Return the major of each row; a name broken over two rows is set together, on the row with the figures."""
    if major_at is None:
        return ["" for _ in body]
    names = [major_name(row[major_at].text) for row in body]
    for number in range(len(names) - 1):
        upper, lower = names[number], names[number + 1]
        if (
            upper
            and lower
            and is_catalogued(upper + lower)
            and not (is_catalogued(upper) or is_catalogued(lower))
        ):
            full = any(cell_quantity(cell.text) for cell in body[number + 1][major_at + 1 :])
            names[number], names[number + 1] = ("", upper + lower) if full else (upper + lower, "")
    return names


def _scope(sheet: _Sheet, number: int, at: int, reading: _Reading) -> tuple[str | None, int | None]:
    """Return what a cell is of (the school, a major; None for another part) and the year its row says."""
    row = sheet.body[number]
    said = _said_year(sheet, row)
    if sheet.columns[at].major:
        return f"major:{sheet.columns[at].major}", said
    if any(column.major for column in sheet.columns) and not _TOTAL.match(sheet.columns[at].header):
        return None, None
    if reading.by_row:
        return "school", said
    labels = [
        cell.text
        for cell in row[: max(3, (sheet.major_at or 0) + 1)]
        if cell.text and not cell_quantity(cell.text)
    ]
    if any(_TOTAL.match(label.replace(" ", "")) for label in labels):
        return "school", said
    if any(_GRADE.search(label) for label in labels):
        return None, None
    if sheet.major_at is not None:
        name = sheet.names[number]
        if name:
            return (None if re.search(r"合计|总计|小计|平均|人数", name) else f"major:{name}"), said
        return ("school", said) if said or (not labels and _sums_up(sheet, number, at)) else (None, None)
    if said or len(sheet.body) == 1:
        return "school", said
    label = next((label for label in labels if not _NO_LABEL.match(label)), "")
    name = major_name(label)
    return (f"major:{name}" if is_catalogued(name) else None), None


def _said_year(sheet: _Sheet, row: Sequence[Passage]) -> int | None:
    for cell in row[:2]:
        if _ROW_YEAR.match(cell.text) and (year := cell_year(cell.text, sheet.own_year)):
            return year
    return None


def _sums_up(sheet: _Sheet, number: int, at: int) -> bool:
    """Tell a total row without a label: the last one, whose figure is the sum of those above."""
    if number != len(sheet.body) - 1 or number < 2:
        return False
    above = [quantity.value for row in sheet.body[:-1] if (quantity := cell_quantity(row[at].text))]
    total = cell_quantity(sheet.body[-1][at].text)
    return bool(total and len(above) > 1 and abs(sum(above) - total.value) < 0.01 * max(1.0, total.value))


def _evidence(document: Document, table: Table, row: Sequence[Passage], cell: Passage) -> Evidence:
    """Quote a row from its first cell to the one read."""
    start = next(other.offsets[0] for other in row if other.text)
    end = cell.offsets[-1] + 1
    return Evidence(start, end, document.text[start:end], " > ".join(table.section))
