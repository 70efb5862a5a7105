"""Rows of a table: which major or year each is of, and which sum up the whole school."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..language.quantities import cell_quantity
from ..language.years import cell_year
from ..majors.majors import is_catalogued
from ..reading.blocks import Table
from ..reading.passage import Passage
from ..reading.units import unit_above
from .table_columns import (
    Column,
    columns_of,
    context_of,
    is_of_satisfaction,
    major_column,
    major_name,
    table_year,
)

_TOTAL: Final = re.compile(
    r"(?:合\s*计|总\s*计|总数|全校|学校|本校|合计（.*）|全校合计|学校合计|平均|全校平均|总体|共计)$"
)
_SOME: Final = re.compile(r"合计|总计|小计|平均|人数")
#: Columns that make each row one class, certificate or college of several.
_PART_HEADER: Final = re.compile(
    r"(?:证书|班级|班|订单班|冠名班|工种)名称?|(?:合作|对接|衔接|联办|贯通|高职|本科)(?:院校|高校|学校|学院)(?:名称)?"
)
_COLLEGE: Final = re.compile(r"院校|高校|学校|学院")
_OF_MAJOR: Final = re.compile(
    r"(?:^|[】：\d\s])([\u4e00-\u9fff]{2,14}?)专业(?:历[年届]|近[\u4e00-\u9fff]年)?(?:的)?(?:毕业生|学生|招生|就业|在校)[\u4e00-\u9fff]{0,8}：?$"
)
_CAPTION: Final = 30  #: characters
_GROUP: Final = re.compile(r"[\u4e00-\u9fff]{2,14}专业群")
_GRADE: Final = re.compile(r"\d{2,4}\s*级|[一二三]年级")
#: Cells that name nothing: a number of the row, a dash.
NO_LABEL: Final = re.compile(r"(?:序号|编号|\d+|[一二三四五六七八九十]+|/|-|—)?$")
#: Cells that say the year of their row.
ROW_YEAR: Final = re.compile(r"(?:19|20)\d\d\s*(?:年度?|学年|届|$)|本年度|本学年|上年度?|上学年|去年|今年")
#: Cells that say a year and nothing else.
YEAR_ALONE: Final = re.compile(
    r"(?:(?:19|20)\d\d\s*[-—–/至]?\s*(?:(?:19|20)?\d\d)?\s*(?:年度?|学年度?|届|级)?(?:毕业生|秋季?|春季?)?|本年度?|本学年|上年度?|上学年|去年|今年)"
    r"(?:（[^）]*）)?$"
)

Scope = tuple[str | None, int | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with what is known of it as a whole.

    `names` are the majors of the body's rows ("" for rows of none), `year` the table's, `own_year` the
    report's, `unit` the one said for all cells, `context` the words above the table, `groups` what the
    first column says for each row, cells below it left empty, `of_major` the major that the words above the
    table say all is of.
    """

    columns: list[Column]
    body: tuple[tuple[Passage, ...], ...]
    major_at: int | None
    names: list[str]
    year: int | None
    own_year: int | None
    unit: str
    context: str
    groups: list[str]
    satisfaction: bool = False
    of_major: str = ""


def sheet_of(table: Table, year: int | None) -> Sheet:
    """Return what is known of `table` as a whole; `year` is the report's."""
    columns = columns_of(table, year)
    body = table.rows[table.header_rows :]
    at = major_column(table, columns)
    return Sheet(
        columns=columns,
        body=body,
        major_at=at,
        names=_majors(body, at),
        year=table_year(table, year),
        own_year=year,
        unit=unit_above(table.caption, table.lead),
        context=context_of(table),
        groups=_groups(body),
        satisfaction=is_of_satisfaction(table),
        of_major=_major_above(table),
    )


def _major_above(table: Table) -> str:
    """Return the one major that a table's caption, or its lead, is about: 护理专业毕业生情况, else ""."""
    for words in (table.caption, table.lead):
        match = _OF_MAJOR.search(words.text) if words else None
        if match and words and len(words) <= _CAPTION and is_catalogued(match[1]):
            return match[1]
    return ""


def scope_of(sheet: Sheet, number: int, at: int, by_row: bool) -> Scope:
    """Return what the cell `at` of the body's row `number` is of, and the year that its row says.

    The scope is "school", "major:NAME", or None for a part that neither can name. `by_row` tells that the
    row's label names the indicator.
    """
    said = _said_year(sheet, sheet.body[number])
    column = sheet.columns[at]
    if _of_parts(sheet, number, column):
        return None, None
    if column.major:
        return f"major:{column.major}", said
    if any(one.major for one in sheet.columns) and not _TOTAL.match(column.header):
        return None, None
    scope, year = ("school", said) if by_row else _scope_of_row(sheet, number, at, said)
    return (f"major:{sheet.of_major}" if scope == "school" and sheet.of_major else scope), year


def _of_parts(sheet: Sheet, number: int, column: Column) -> bool:
    """Tell figures of one class, one certificate, one joint programme, by the headers; sums are of all.

    The pupils of firms' classes count for the major that the row names.
    """
    if column.term and column.term.code == "order_class_students" and sheet.major_at is not None:
        return False
    parts = [one.header for one in sheet.columns if _PART_HEADER.fullmatch(one.header)]
    majors = [name for name in sheet.names if name]
    if majors and len(set(majors)) == len(majors) and all(map(_COLLEGE.search, parts)):
        return False  # each major is taken on by one college
    if not parts:
        return False
    summed = any(_TOTAL.match(cell.text.replace(" ", "")) for cell in sheet.body[number][:3])
    return not summed and column.term is not None


def _scope_of_row(sheet: Sheet, number: int, at: int, said: int | None) -> Scope:
    row = sheet.body[number][: max(3, (sheet.major_at or 0) + 1)]
    labels = [cell.text for cell in row if cell.text and not cell_quantity(cell.text)]
    if any(_TOTAL.match(label.replace(" ", "")) for label in labels):
        return "school", said
    if any(_GRADE.search(label) for label in labels):
        return None, None
    if sheet.major_at is not None:
        if name := sheet.names[number]:
            return (None if _SOME.search(name) else f"major:{name}"), said
        return ("school", said) if said or (not labels and _sums_up(sheet, number, at)) else (None, None)
    return ("school", said) if said or len(sheet.body) == 1 else (_scope_of_labels(labels), None)


def _scope_of_labels(labels: Sequence[str]) -> str | None:
    """Return whom a row is of by the first of its labels: a group of majors, a major of the catalogue."""
    label = next((label for label in labels if not NO_LABEL.match(label)), "")
    if _GROUP.fullmatch(label):
        return f"major:{label}"
    name = major_name(label)
    return f"major:{name}" if is_catalogued(name) else None


def _said_year(sheet: Sheet, row: Sequence[Passage]) -> int | None:
    for at, cell in enumerate(row[:2]):
        bare = at > 0 and cell.text.isdigit()  # 2000 may as well be a figure
        if not bare and ROW_YEAR.match(cell.text) and (year := cell_year(cell.text, sheet.own_year)):
            return year
    return None


def _majors(body: Sequence[Sequence[Passage]], at: int | None) -> list[str]:
    """Return the major of each row; a name broken over two rows is set together, on the row with figures."""
    if at is None:
        return ["" for _ in body]
    names = [major_name(row[at].text) for row in body]
    for number in range(len(names) - 1):
        upper, lower = names[number], names[number + 1]
        if _broken(upper, lower):
            full = any(cell_quantity(cell.text) for cell in body[number + 1][at + 1 :])
            names[number], names[number + 1] = ("", upper + lower) if full else (upper + lower, "")
    return names


def _groups(body: Sequence[Sequence[Passage]]) -> list[str]:
    groups: list[str] = []
    for row in body:
        held = groups[-1] if groups else ""
        groups.append(row[0].text or held)
    return groups


def _broken(upper: str, lower: str) -> bool:
    """Tell two pieces of one name: together a catalogued major, and neither alone."""
    if not (upper and lower and is_catalogued(upper + lower)):
        return False
    return not (is_catalogued(upper) or is_catalogued(lower))


def _sums_up(sheet: Sheet, number: int, at: int) -> bool:
    """Tell a total row without a label: the last one, whose figure is the sum of those above."""
    if number != len(sheet.body) - 1 or number < 2:
        return False
    above = [quantity.value for row in sheet.body[:-1] if (quantity := cell_quantity(row[at].text))]
    total = cell_quantity(sheet.body[-1][at].text)
    return bool(total and len(above) > 1 and abs(sum(above) - total.value) < 0.01 * max(1.0, total.value))
