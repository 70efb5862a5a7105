"""Programmes that tables list: by the header of the column that names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .blocks import Document, Table
from .facts import Evidence
from .majors import clean_major
from .passage import Passage
from .programme_found import Found
from .programme_partners import PartnerNames
from .school import Speaker
from .table_indicators import header_texts
from .years import cell_year

#: The kind of programme that a column of this header names.
_COLUMNS: Final = (
    ("research_project", re.compile(r"^(?:立项|研究|科研)?课题(?:名称|题目)?$|课题名称")),
    ("order_class", re.compile(r"^(?:订单|冠名|定向|企业冠名|校企合作)班(?:级)?(?:名称)?$")),
    ("studio", re.compile(r"^(?:[\u4e00-\u9fff]{0,6})工作室(?:名称)?$")),
    ("industry_college", re.compile(r"产业学院(?:名称)?$")),
)
_PARTNER: Final = re.compile(r"合作(?:企业|单位)|企业名称|冠名企业|共建单位|订单企业|企业$")
_MAJOR: Final = re.compile(r"专业")
_YEAR: Final = re.compile(r"时间|年份|年度|日期")
_NO_NAME: Final = re.compile(r"合计|总计|小计|^[\d./%-]+$|^无$|^[个人]$")


def table_programmes(document: Document, speaker: Speaker, names: PartnerNames) -> Iterator[Found]:
    """Yield the programmes that the tables of `document` name in a column of their own."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _of_table(document, block, speaker, names)


def _of_table(document: Document, table: Table, speaker: Speaker, names: PartnerNames) -> Iterator[Found]:
    headers = [re.sub(r"\s", "", header) for header in header_texts(table)]
    for kind, pattern in _COLUMNS:
        at = next((n for n, header in enumerate(headers) if pattern.search(header)), None)
        if at is None:
            continue
        for row in table.rows[table.header_rows :]:
            name = re.sub(r"^[《“]|[》”]$", "", row[at].text)
            if not 3 <= len(name) <= 60 or _NO_NAME.search(name) or not re.search(r"[\u4e00-\u9fff]{2}", name):
                continue
            yield Found(
                name,
                kind,
                _quote(document, table, row[at]),
                partner=names.full(partner) if (partner := _cell(row, headers, _PARTNER, at)) else "",
                year=cell_year(_cell(row, headers, _YEAR, at), speaker.year),
                majors=tuple(clean_major(one) for one in re.split(r"[、，]", _cell(row, headers, _MAJOR, at)) if len(one) >= 2),
                weight=0.85,
            )
        return


def _cell(row: Sequence[Passage], headers: Sequence[str], pattern: re.Pattern[str], but: int) -> str:
    return next((row[n].text for n, header in enumerate(headers) if n != but and pattern.search(header)), "")


def _quote(document: Document, table: Table, cell: Passage) -> Evidence:
    first, last = cell.source_span(0, len(cell.text))
    return Evidence(first, last, document.text[first:last], " > ".join(table.section))
