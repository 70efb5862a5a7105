"""Totals of tables that are not the sum of the rows above them.

A column is added up only where every cell of it is plain: what is missing, merged, cut off or not a number
makes a sum that nobody has stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ..facts import Evidence
from ..reading.blocks import Document, Table
from ..reading.passage import Passage
from .miscount import MOST_PARTS, Miscount

_TOTAL: Final = re.compile(r"(?:总|合|共|小)计|总和|合计（.*）|总计（.*）|全校合计|学校合计|总\s*合计")
_SUBTOTAL: Final = re.compile(r"小计")
#: Columns whose cells cannot be added.
_NO_COUNT: Final = re.compile(
    r"率|比|均|占|序号|编号|代码|年份?$|年度$|名次|排名|时间|日期|电话|起薪|工资|月薪|薪|单价|价格|等级|分数?$|得分|"
    r"其中|年限|学制|届|百分|%|增|满意"
)
_NUMBER: Final = re.compile(r"-?\d{1,3}(?:[,，]\d{3}){1,4}(?:\.\d{1,9})?|-?\d{1,15}(?:\.\d{1,9})?")
_UNIT: Final = re.compile(r"\s*(人次?|名|个|家|项|本|册|门|台|套|台套|元|万元|课时|学时|亩|㎡|平方米)?")
_NOTHING: Final = frozenset({"", "/", "-", "—", "--", "——", "\\", "无", "0"})
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class _Number:
    value: Decimal
    unit: str

    @property
    def slack(self) -> Decimal:
        """By how much the number may be off for having been rounded; a whole number is as it is."""
        exponent = self.value.as_tuple().exponent
        return Decimal(1).scaleb(int(exponent)) / 2 if int(exponent) < 0 else Decimal(0)


def wrong_sums(document: Document) -> Iterator[Miscount]:
    """Yield the totals of the tables that their rows do not add up to."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _of_table(document, block)


def _of_table(document: Document, table: Table) -> Iterator[Miscount]:
    body = table.rows[table.header_rows :]
    totals = [place for place, row in enumerate(body) if _is_total(row)]
    if not totals and len(body) > _FEWEST and _is_bare_total(body):
        totals = [len(body) - 1]
    # Rows behind the last total, or a total between rows, belong to a table of another form.
    if not totals or totals[-1] != len(body) - 1:
        return
    subtotals = [place for place in totals if _is_subtotal(body[place])]
    if set(totals) - set(subtotals) != {len(body) - 1}:
        return
    for column in range(table.width):
        if not _NO_COUNT.search(_header(table, column)):
            yield from _of_column(document, table, column, subtotals)


def _of_column(document: Document, table: Table, column: int, subtotals: Sequence[int]) -> Iterator[Miscount]:
    body = table.rows[table.header_rows :]
    last = len(body) - 1
    rows = [place for place in range(last) if place not in subtotals]
    total = _number(body[last][column])
    numbers = [_number(body[place][column]) for place in rows]
    if total is None or any(
        one is None and (body[place][column].text.strip() not in _NOTHING)
        for place, one in zip(rows, numbers, strict=True)
    ):
        return
    told = [one for one in numbers if one is not None]
    if len(told) < _FEWEST or any(one.unit != total.unit for one in told) or _merged(body, column):
        return
    due = sum((one.value for one in told), Decimal(0))
    # A cell left empty may hide a number, so that only too large a sum is wrong then.
    if _agrees(due, total, told) or (len(told) < len(rows) and due < total.value):
        return
    below = [_number(body[place][column]) for place in subtotals]
    parts = [one for one in below if one is not None]
    if len(parts) > 1 and _agrees(sum((one.value for one in parts), Decimal(0)), total, parts):
        return
    header = _header(table, column)
    caption = table.caption.text if table.caption else ""
    unit = total.unit or (table.units[column] if column < len(table.units) else "")
    yield Miscount(
        "sum",
        " ".join(filter(None, (caption, header))),
        total.value,
        due,
        unit,
        f"{len(told)} 行之和",
        _cell_evidence(document, table, body[last], column),
        tuple(_cell_evidence(document, table, body[place], column) for place in rows[:MOST_PARTS]),
    )


def _agrees(due: Decimal, total: _Number, told: Sequence[_Number]) -> bool:
    slack = sum((one.slack for one in told), Decimal(0))
    # A whole number may be the rounded sum of what is no whole number.
    own = total.slack or (Decimal(1) / 2 if slack else Decimal(0))
    return abs(due - total.value) <= own + slack


def _is_total(row: Sequence[Passage]) -> bool:
    return any(_TOTAL.fullmatch(re.sub(r"\s", "", cell.text)) for cell in row[:3])


def _is_subtotal(row: Sequence[Passage]) -> bool:
    return any(_SUBTOTAL.fullmatch(re.sub(r"\s", "", cell.text)) for cell in row[:3])


def _is_bare_total(body: Sequence[Sequence[Passage]]) -> bool:
    """Tell a last row without a name but with numbers, under rows that all have one."""
    last = body[-1]
    named = all(row[0].text.strip() for row in body[:-1])
    numbers = [cell for cell in last[1:] if cell.text.strip()]
    return (
        named
        and not last[0].text.strip()
        and bool(numbers)
        and all(_number(cell) is not None for cell in numbers)
    )


def _merged(body: Sequence[Sequence[Passage]], column: int) -> bool:
    return any(row[column].spanned for row in body)


def _header(table: Table, column: int) -> str:
    words = [row[column].text.strip() for row in table.rows[: table.header_rows]]
    return " ".join(dict.fromkeys(word for word in words if word))


def _number(cell: Passage) -> _Number | None:
    text = re.sub(r"(?<=[\d.])\s+(?=[\d.])", "", cell.text.strip())
    found = _NUMBER.match(text)
    if not found:
        return None
    unit = _UNIT.fullmatch(text, found.end())
    if not unit:
        return None
    return _Number(Decimal(re.sub("[,，]", "", found[0])), unit[1] or "")


def _cell_evidence(document: Document, table: Table, row: Sequence[Passage], column: int) -> Evidence:
    """Return the passage from a row's name to its number."""
    cells = [cell for cell in row[: column + 1] if cell.text and not cell.spanned] or [row[column]]
    return document.cells_evidence(table, cells)
