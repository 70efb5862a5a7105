"""Majors in tables: the rows of a column of majors, with code, level and group from the columns beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ..facts import Evidence
from ..figures.table_indicators import header_texts
from ..reading.blocks import Document, Table
from ..reading.passage import Passage
from .majors import clean_major, could_be_major, is_catalogued

_NAME_COLUMN: Final = re.compile(
    r"^(?:招生|毕业|开设|所学|对应|备案|核心|主要|重点|骨干|特色|合作|培养|适用|面向|服务|本校|我校|涉及|相关|试点|所属|依托|建设)?专业(?:名称|方向|（.*）)?$|^专业(?:\(技能\)|（技能）)?方向$|^专门化.*|^专业及方向$|^专业名$"
)
_COLLEGES: Final = re.compile(r"院校|高校|高职|本科|衔接|贯通")  #: beside these 对接专业 are those of others
_CODE_COLUMN: Final = re.compile(r"代码|编码")
_GROUP_COLUMN: Final = re.compile(r"专业(?:大类|群|类|部|类别)|所属(?:专业群|大类)|专业群名称|大类")
_LEVEL_COLUMN: Final = re.compile(r"层次|学制|培养层次|办学层次|类型|级别|学历")
_CODE: Final = re.compile(r"\d{4,6}(?:[A-Z]\d+)?")
_CODE_IN_NAME: Final = re.compile(rf"（({_CODE.pattern})）$")
_SUM: Final = re.compile(r"合计|总计")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]{2}")
#: What cells of a column of majors hold besides majors.
_NO_MAJOR: Final = re.compile(
    r"合计|总计|小计|平均|专业|人数|全校|届|年$|\d{3,}|公司|学院$|学校|教师|其他|"
    r"^to |项目|设备|^[^\u4e00-\u9fff]"
)
#: The label of a cell that lists all majors, a count in that cell, and what may close its list.
_LABEL: Final = re.compile(r"(?:开设|招生|主要|现有|所设|办学)?专业(?:设置|名称|目录)?(?:（[^）]*）)?$")
_COUNT: Final = re.compile(r"[共计]?[\d一二三四五六七八九十]+(?:余)?个(?:专业)?")
_CLOSING: Final = re.compile(r"等?[\d一二三四五六七八九十]*个?专业$|等$|(?:为|是)[^，。；]*专业$")
_SPACE: Final = re.compile(r"\s")
_PART: Final = re.compile(r"[^；;、，,]+")
_NAME: Final = re.compile(r"[^、；]+")
#: Of tables without a header for majors the first so many columns are tried.
_TRIED: Final = 4


@dataclass(frozen=True, slots=True)
class TableMajor:
    """A major as a row of a table states it; what the row does not say is empty."""

    name: str
    evidence: Evidence
    code: str = ""
    group: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    code: int | None
    group: int | None
    level: int | None


def majors_in_table(document: Document, table: Table) -> Iterator[TableMajor]:
    """Yield the majors that a table lists in a column of its own."""
    columns = _columns(table)
    if columns is None:
        yield from _beside_label(document, table)
        return
    group = ""
    for row in table.rows[table.header_rows :]:
        group = _text(row, columns.group) or group
        for start, end in _names_in_cell(row[columns.name]):
            name = clean_major(row[columns.name].text[start:end])
            if _can_be_major(name):
                bracketed = _CODE_IN_NAME.search(name)
                code = _CODE.search(_text(row, columns.code))
                level = _text(row, columns.level)
                yield TableMajor(
                    name[: bracketed.start()] if bracketed else name,
                    _cell_evidence(document, table, row[columns.name], start, end),
                    code[0] if code else bracketed[1] if bracketed else "",
                    "" if _SUM.search(group) else group,
                    level if 2 <= len(level) <= 12 and not level.isdigit() else "",
                )


def _beside_label(document: Document, table: Table) -> Iterator[TableMajor]:
    """Yield the majors of a cell beside the label 专业 (专业（部分） | 甲；乙；丙), most like some."""
    for row in table.rows:
        for label, cell in pairwise(row):
            if not _LABEL.match(_SPACE.sub("", label.text)) or cell.spanned:
                continue
            text = _CLOSING.sub("", cell.text)
            spans = [part.span() for part in _PART.finditer(text)]
            spans = [span for span in spans if not _COUNT.fullmatch(text[slice(*span)].strip())]
            names = [clean_major(text[slice(*span)]) for span in spans]
            if len(names) >= 2 and sum(map(could_be_major, names)) * 2 >= len(names):
                for (start, end), name in zip(spans, names, strict=True):
                    if could_be_major(name) or _can_be_major(name):
                        yield TableMajor(name, _cell_evidence(document, table, cell, start, end))


def _columns(table: Table) -> _Columns | None:
    headers = [_SPACE.sub("", header) for header in header_texts(table)]
    name = next((at for at, header in enumerate(headers) if _NAME_COLUMN.match(header)), None)
    if name is None and not any(_COLLEGES.search(header) for header in headers):
        name = next((at for at, header in enumerate(headers) if header == "对接专业"), None)
    if name is None:
        name = _catalogued_column(table)
    if name is None:
        return None

    def column(pattern: re.Pattern[str], *, but: int | None = name) -> int | None:
        return next((at for at, header in enumerate(headers) if at != but and pattern.search(header)), None)

    # Codes may stand in the column of the names itself: 专业（代码）.
    return _Columns(name, column(_CODE_COLUMN, but=None), column(_GROUP_COLUMN), column(_LEVEL_COLUMN))


def _catalogued_column(table: Table) -> int | None:
    """Return the first column most cells of which are catalogue names, or None."""
    body = table.rows[table.header_rows :]
    for at in range(min(_TRIED, table.width)):
        names = [clean_major(row[at].text) for row in body if row[at].text]
        if len(names) >= 3 and sum(map(is_catalogued, names)) * 3 >= len(names) * 2:
            return at
    return None


def _text(row: Sequence[Passage], column: int | None) -> str:
    return "" if column is None else row[column].text


def _names_in_cell(cell: Passage) -> Iterator[tuple[int, int]]:
    """Yield where the names in a cell stand: one, or several parted by 、 or ；."""
    for match in _NAME.finditer(cell.text):
        if match[0].strip():
            yield match.span()


def _can_be_major(name: str) -> bool:
    if not 2 <= len(name) <= 30 or not _CHINESE.search(name):
        return False
    return is_catalogued(name) or not _NO_MAJOR.search(name)


def _cell_evidence(document: Document, table: Table, cell: Passage, start: int, end: int) -> Evidence:
    first, last = cell.source_span(start, end)
    return document.evidence(first, last, table.section)
