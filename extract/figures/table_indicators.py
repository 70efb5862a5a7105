"""Indicators in tables: by column, by row, by year and by major."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ..facts import Fact
from ..language.quantities import Quantity, cell_quantity
from ..lexicons import IndicatorTerm
from ..reading.blocks import Document, Table
from .labels import (
    RATIO_OF,
    is_unit,
    term_of_code,
    term_of_header,
    unit_fits,
    unit_of_cell,
    unit_of_header,
    unit_written,
)
from .qualifiers import cell_qualifier
from .satisfaction import topic_of
from .table_columns import header_texts, of_group, term_of_short_header
from .table_heads import headed
from .table_rows import NO_LABEL, YEAR_ALONE, Sheet, scope_of, sheet_of

__all__ = ["header_texts", "table_indicators"]

#: Only a whole number counts people and things.
_WHOLE: Final = frozenset({"人", "名", "个", "家", "册", "人次"})
#: A row that only says how much of the one above is new: 其中：当年新增.
_NEW: Final = re.compile(r"(?P<lead>其中：?)?(?:当年|本年度?|年度)?新增(?:值|数|额)?(?:（.*）)?$")
_OF_TEACHERS: Final = re.compile(r"教师|师资|干部|党员")
_LEAST_MONEY: Final = 100
_REMEMBERED: Final = 2048  #: labels, each asked for by every figure of its row
_CONFIDENCE: Final = 0.85


@dataclass(frozen=True, slots=True)
class _Reading:
    term: IndicatorTerm
    quantity: Quantity
    unit: str
    by_row: bool


#: The number of a row in the cell of its label: 1 就业率.
_NUMBERED: Final = re.compile(
    r"^\d{1,2}[.．、]?\s*(?=[\u4e00-\u9fff])(?!年|个|月[内底末份]|[级届类次]|学年|人数)"
)


def table_indicators(document: Document, table: Table, year: int | None) -> Iterator[Fact]:
    """Yield the indicators that a table states; `year` is the report's."""
    table = headed(document, table)
    sheet = sheet_of(table, year)
    for number, row in enumerate(sheet.body):
        for at in range(len(row)):
            reading = _read(sheet, number, at)
            if reading is None:
                continue
            scope, said = scope_of(sheet, number, at, reading.by_row)
            if scope is None:
                continue
            values: dict[str, object] = {
                "indicator": reading.term.code,
                "value": reading.quantity.number,
                "unit": unit_written(reading.term, reading.unit),
                "scope": scope,
            }
            if near := cell_qualifier(row[at].text):
                values["qualifier"] = near
            if known := sheet.columns[at].year or said or sheet.year:
                values["year"] = known
            told = [other for other in row[: at + 1] if other.text]
            passage = document.cells_evidence(table, told)
            yield Fact("indicator", values, (passage,), _CONFIDENCE)


def _read(sheet: Sheet, number: int, at: int) -> _Reading | None:
    """Read the figure in a cell of the body with the indicator that its row or its column names."""
    row, column = sheet.body[number], sheet.columns[at]
    if not row[at].text or row[at].spanned or column.change or at == sheet.major_at:
        return None
    by_row = _row_term(sheet, number, at)
    if by_row and column.share and by_row.unit != "%":
        if by_row.code not in RATIO_OF:
            return None
        by_row = term_of_code(RATIO_OF[by_row.code])
    term = by_row or column.term
    if term is None:
        return None
    said = next((unit for unit in _units_said(sheet, number, at) if unit_fits(term, unit)), "")
    quantity = cell_quantity(row[at].text, said)
    if quantity is None or not _plausible(sheet, term, quantity, quantity.unit or term.unit):
        return None
    return _Reading(term, quantity, quantity.unit or term.unit, by_row is not None)


def _units_said(sheet: Sheet, number: int, at: int) -> Iterator[str]:
    """Yield the units that a cell may have by its column, the labels left of it, its group and the table."""
    yield sheet.columns[at].unit
    for other in reversed(sheet.body[number][:at]):
        yield unit_of_cell(other.text)
    yield unit_of_header(sheet.groups[number])
    yield sheet.unit


def _plausible(sheet: Sheet, term: IndicatorTerm, quantity: Quantity, unit: str) -> bool:
    """Hold a figure against what its indicator can be: a whole number of people, a share up to 100."""
    if not unit_fits(term, unit) or quantity.value < 0:
        return False
    if term.unit == "%":
        return unit == "%" and quantity.value <= 100.5
    if unit == "元" and quantity.value < _LEAST_MONEY:
        return False  # it is in 万元, only that no one says so
    if unit in _WHOLE and not term.code.endswith("_per_student") and not quantity.value.is_integer():
        return False
    return not (term.code == "training_persons" and _OF_TEACHERS.search(sheet.context))


def _label(sheet: Sheet, number: int) -> str:
    """Return the words that label the body's row `number`; "" for none."""
    return next((cell.text for cell in sheet.body[number] if cell.text and not _is_no_label(cell.text)), "")


@lru_cache(_REMEMBERED)
def _is_no_label(text: str) -> bool:
    """Tell a cell that names nothing: a number, a year or a unit alone."""
    return bool(NO_LABEL.match(text) or YEAR_ALONE.match(text)) or is_unit(text)


def _row_term(sheet: Sheet, number: int, at: int) -> IndicatorTerm | None:
    """Return the indicator named left of a cell: by the next label, those before it, or its group."""
    column = sheet.columns[at]
    if not at or sheet.major_at is not None or not (column.term is None or column.counted):
        return None
    row = sheet.body[number]
    words: list[str] = []
    nearest = at
    for place in range(at - 1, -1, -1):
        text = row[place].text
        if row[place].spanned and place and row[place].offsets == row[place - 1].offsets:
            continue  # merged to the right: read where it begins
        if cell_quantity(text):
            if words:
                break
            continue
        if _is_no_label(text):
            continue
        nearest = nearest if words else place
        words.insert(0, _NUMBERED.sub("", text))
    if words and number and (new := _NEW.match(words[-1])) and (above := _label(sheet, number - 1)):
        return of_group(above, words[-1][new.end("lead") :])
    if not words or not (column.holds_values or sheet.columns[nearest].holds_labels):
        return None
    joined = ("".join(words[-size:]) for size in range(1, len(words) + 1))
    term = next((term for label in joined if (term := term_of_header(label))), None)
    term = term or term_of_short_header(words[-1])
    if term is None and sheet.satisfaction and (code := topic_of(words[-1])):
        return term_of_code(code)
    return term or of_group(sheet.groups[number], words[-1])
