"""Partners in tables: the rows of a column of firms or other bodies that the school works with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .. import lexicons
from ..figures.table_indicators import header_texts
from ..language.mentions import Mention
from ..organisations.organisation_names import kind_of
from ..reading.blocks import Document, Table
from ..reading.passage import Passage
from ..schools.school import Speaker
from .modes import modes_of
from .ties import Tie

_PARTNER_COLUMN: Final = re.compile(
    r"合作(?:企业|单位|院校|方|机构)|企业名称|实习(?:单位|企业)|用人单位|单位名称|基地名称|依托(?:企业|单位)|共建单位|"
    r"对接企业|培训单位|冠名企业|订单企业|接收单位|委托单位|合作方|合作对象|^对方$|"
    r"^(?:企业|单位|机构|公司)(?:全称)?$|企业$"
)
_FIGURE_COLUMN: Final = re.compile(r"数|人员|金额")
_ABOUT_PARTNERS: Final = re.compile(r"合作|实习|实训|订单|冠名|培训|基地|就业|产教|企业|学徒")
_NAME: Final = re.compile(r"[^、；，]+")
_NO_NAME: Final = re.compile(r"培训$|合计|总计|其他|^\d|员工|以下|^/$|有关|相关|各|等$")
#: What a cell holds that is called after things, not bodies.
_THING: Final = re.compile(r"专业|基地|中心$|项目|培训|商务")
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]{2}")
#: 2019; 2019年签约; 2017年9月起
_YEAR_CELL: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:年|[./-]\d{1,2})?(?:\d{1,2}月)?(?:\d{1,2}日)?(?P<told>起|开始|至今|签[约订]|[—-]+(?:至今)?)?"
)
_YEAR_COLUMN: Final = re.compile(r"年份|年度|时间|日期|起始|始于|签约|^起|年$")
_LEAD_REACH: Final = 40
#: A firm's brand or short name behind its name; a place there is part of the name.
_BRAND: Final = re.compile(r"（(?!以下|原|含)([^）]{2,14})）$")


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of partners, and of majors and years if there are such, and the words around the table."""

    partner: int
    major: int | None
    year: int | None
    about: str


def partners_in_table(document: Document, table: Table, speaker: Speaker) -> Iterator[Tie]:
    """Yield the ties to the partners that a table lists in a column of its own."""
    columns = _columns(table)
    if columns is None:
        return
    for row in table.rows[table.header_rows :]:
        for match in _NAME.finditer(row[columns.partner].text):
            name = match[0].strip()
            if _names_partner(name) and not speaker.is_own(name):
                yield _tie(document, table, columns, row, match)


def _columns(table: Table) -> _Columns | None:
    headers = [re.sub(r"\s", "", header) for header in header_texts(table)]
    caption = table.caption.text if table.caption else ""
    lead = table.lead.text[-_LEAD_REACH:] if table.lead else ""
    about = " ".join([caption, lead, *table.section[-2:], *headers])
    named = (
        n for n, one in enumerate(headers) if _PARTNER_COLUMN.search(one) and not _FIGURE_COLUMN.search(one)
    )
    partner = next(named, None)
    if partner is None or not _ABOUT_PARTNERS.search(about):
        return None
    major = next((n for n, header in enumerate(headers) if "专业" in header and n != partner), None)
    year = next((n for n, header in enumerate(headers) if _YEAR_COLUMN.search(header)), None)
    return _Columns(partner, major, year, about)


def _since(columns: _Columns, row: Sequence[Passage]) -> int | None:
    """Return the year since which the row says, or its column of dates gives, that they work together."""
    for at, cell in enumerate(row):
        match = _YEAR_CELL.fullmatch(cell.text.strip())
        if match and (match["told"] or at == columns.year):
            return int(match["year"])
    return None


def _names_partner(name: str) -> bool:
    """Tell the name of a body from a sum, a remark or a thing; an ending that names a body vouches for it."""
    if name in lexicons.firms():
        return True
    if not 3 <= len(name) <= 40 or name.isdigit():
        return False
    if kind_of(name):
        return True
    return bool(_CHINESE.search(name)) and not _NO_NAME.search(name) and not _THING.search(name)


def _tie(
    document: Document, table: Table, columns: _Columns, row: Sequence[Passage], match: re.Match[str]
) -> Tie:
    name, brand = _without_brand(match[0].strip())
    kind = kind_of(name) or "enterprise"
    majors = row[columns.major].text if columns.major is not None else ""
    said = " ".join(cell.text for at, cell in enumerate(row) if at not in (columns.partner, columns.major))
    modes = modes_of(said, kind)
    if modes == modes_of("", kind):
        modes = modes_of(" ".join([columns.about, said]), kind)
    return Tie(
        Mention(match.start(), match.end(), name, "organisation", kind),
        document.cells_evidence(table, row),
        modes,
        _since(columns, row),
        majors=tuple(one.removesuffix("专业") for one in re.split(r"[、，]", majors))
        if 2 <= len(majors) <= 24
        else (),
        weight=0.85,
        aliases=(brand,) if brand else (),
    )


def _without_brand(name: str) -> tuple[str, str]:
    """Part the brand in a bracket from the name that it stands behind: 甲汽车有限公司（甲汽）."""
    match = _BRAND.search(name)
    if match is None or match[1] in lexicons.regions() or not kind_of(name[: match.start()]):
        return name, ""
    return name[: match.start()], match[1]
