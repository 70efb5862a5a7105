"""Indicators in tables: by column, by row, by year and by major."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .blocks import Document, Table
from .facts import Evidence, Fact
from .labels import term_of_header, unit_fits, unit_of_header, unit_written
from .lexicons import IndicatorTerm
from .majors import clean_major, is_catalogued
from .passage import Passage
from .quantities import cell_quantity
from .years import cell_year

_TOTAL: Final = re.compile(r"^(?:合\s*计|总\s*计|总数|全校|学校|合计（.*）|平均|全校平均|总体|小计)$")
_NO_LABEL: Final = re.compile(r"^(?:序号|编号|\d+|[一二三四五六七八九十]+|/|-)?$")
_PEOPLE: Final = re.compile(r"^(?:人数|数量|毕业人数|学生数|总人数)$")


@dataclass(frozen=True, slots=True)
class _Column:
    header: str
    term: IndicatorTerm | None
    year: int | None
    unit: str


def table_indicators(document: Document, table: Table, year: int | None) -> Iterator[Fact]:
    """Yield the indicators that a table states; `year` is the report's."""
    columns = _columns(table, year)
    told = _table_year(table, year)
    body = table.rows[table.header_rows :]
    major_at = _major_column(table, columns)
    for number, row in enumerate(body):
        label = _row_label(row, columns, major_at)
        by_row = None if major_at is not None else _row_term(row, columns)
        for at, cell in enumerate(row):
            found = _read_cell(cell, columns[at], by_row, row, at)
            if found is None:
                continue
            term, quantity_value, unit = found
            scope, row_year = _row_scope(row, label, major_at, number == len(body) - 1, len(body), year)
            if by_row is not None and columns[at].term is None:
                scope, row_year = "school", None
            if scope is None:
                continue
            said = columns[at].year or row_year or told
            values: dict[str, object] = {
                "indicator": term.code,
                "value": quantity_value,
                "unit": unit_written(term, unit),
                "scope": scope,
            }
            if said:
                values["year"] = said
            yield Fact("indicator", values, (_row_evidence(document, table, row, at),), 0.8)


def header_texts(table: Table) -> list[str]:
    """Return the words of each column's header, the upper ones before the lower; spanning cells reach right."""
    texts = [""] * table.width
    rows = table.rows[: table.header_rows]
    for level, row in enumerate(rows):
        reach = ""
        last = level == len(rows) - 1
        for at, cell in enumerate(row):
            if cell.text:
                reach = cell.text
            elif last or (level and not texts[at]):
                continue
            if not cell.text and level and texts[at]:
                continue
            texts[at] += reach if cell.text or not last else ""
    return texts


def _columns(table: Table, year: int | None) -> list[_Column]:
    columns = []
    caption = table.caption.text if table.caption else ""
    upper = table.rows[0] if table.header_rows > 1 else ()
    for at, header in enumerate(header_texts(table)):
        term = term_of_header(header)
        parent = upper[at].text if at < len(upper) else ""
        lower = table.rows[table.header_rows - 1][at].text if table.header_rows else ""
        if term is None and header != lower:
            parent = header.removesuffix(lower)
            bare = re.sub(r"（[^）]*）", "", parent)
            if lower == "生均":
                term = term_of_header("生均" + re.sub(r"总值|总数", "", bare))
            elif lower in ("总值", "总数", "总量", "合计", "数量", "总计"):
                term = term_of_header(bare) or term_of_header(bare + lower)
            else:
                term = term_of_header(lower)
        if term is None and _PEOPLE.match(header):
            term = term_of_header("毕业人数") if re.search(r"毕业", caption) else None
        columns.append(_Column(header, term, cell_year(header, year), unit_of_header(header) or unit_of_header(parent)))
    return columns


def _table_year(table: Table, year: int | None) -> int | None:
    caption = table.caption.text if table.caption else ""
    if re.search(r"(?:19|20)\d\d\s*[-—–～]\s*(?:19|20)?\d\d", caption):
        return year
    return cell_year(caption, year) or year


def _major_column(table: Table, columns: Sequence[_Column]) -> int | None:
    """Return the column that names majors: by its header, or as most of its cells are catalogued."""
    for at, column in enumerate(columns):
        if re.fullmatch(r"(?:招生|毕业|开设|所学)?专业(?:名称|方向)?|专业（技能）方向|专门化.*|专业及方向", column.header.replace(" ", "")) and not cell_quantity(
            _first_cell(table, at)
        ):
            return at
    body = table.rows[table.header_rows :]
    for at in range(min(4, table.width)):
        cells = [clean_major(row[at].text) for row in body if row[at].text]
        if len(cells) >= 2 and sum(is_catalogued(cell) for cell in cells) * 2 >= len(cells):
            return at
    return None


def _first_cell(table: Table, at: int) -> str:
    return next((row[at].text for row in table.rows[table.header_rows :] if row[at].text), "")


def _row_label(row: Sequence[Passage], columns: Sequence[_Column], major_at: int | None) -> str:
    if major_at is not None:
        return row[major_at].text
    for at, cell in enumerate(row):
        if columns[at].term is None and cell.text and not _NO_LABEL.match(cell.text) and not cell_quantity(cell.text):
            return cell.text
    return next((cell.text for cell in row if cell.text), "")


def _row_term(row: Sequence[Passage], columns: Sequence[_Column]) -> IndicatorTerm | None:
    """Return the indicator that a row's label names; labels may stand in several columns."""
    words = [cell.text for at, cell in enumerate(row) if cell.text and columns[at].term is None and not cell_quantity(cell.text)]
    for word in reversed(words):
        if term := term_of_header(word):
            return term
    return term_of_header("".join(words[-2:])) if len(words) > 1 else None


def _read_cell(
    cell: Passage, column: _Column, by_row: IndicatorTerm | None, row: Sequence[Passage], at: int
) -> tuple[IndicatorTerm, int | float, str] | None:
    term = column.term or by_row
    if term is None or not cell.text or (column.term is None and at == 0):
        return None
    if column.term is None and re.search(r"序号|比增|增[长减幅]|变化|占比|备注|同比|差", column.header):
        return None
    label_unit = "" if column.term else next((unit for other in row if (unit := unit_of_header(other.text))), "")
    quantity = cell_quantity(cell.text, column.unit or label_unit)
    if quantity is None or (term.unit != "%" and quantity.unit == "%"):
        return None
    unit = quantity.unit or term.unit
    if not unit_fits(term, unit) or (term.unit == "%" and quantity.value > 100.5):
        return None
    return term, quantity.number, unit


def _row_scope(
    row: Sequence[Passage], label: str, major_at: int | None, last: bool, rows: int, year: int | None
) -> tuple[str | None, int | None]:
    """Return the scope of a row and its year: a major's, the whole school's; None for other parts."""
    row_year = next((found for cell in row[:2] if (found := cell_year(cell.text))), None)
    if row_year or any(_TOTAL.match(cell.text) for cell in row[:3]):
        return "school", row_year
    if major_at is not None:
        name = clean_major(label)
        if not name:
            return ("school", None) if last and not any(cell.text and not cell_quantity(cell.text) for cell in row) else (None, None)
        if re.search(r"合计|总计|小计", name):
            return "school", None
        return f"major:{name}", None
    if rows == 1 or cell_year(label, year):
        return "school", cell_year(label, year)
    if is_catalogued(clean_major(label)):
        return f"major:{clean_major(label)}", None
    return None, None


def _row_evidence(document: Document, table: Table, row: Sequence[Passage], at: int) -> Evidence:
    """Quote a row from its first cell to the one read."""
    cells = [cell for cell in row[: at + 1] if cell.text]
    start, end = cells[0].offsets[0], cells[-1].offsets[-1] + 1
    return Evidence(start, end, document.text[start:end], " > ".join(table.section))
