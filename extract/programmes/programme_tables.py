"""Programmes that tables list: by the header of the column that names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..facts import Evidence
from ..figures.table_indicators import header_texts
from ..language.pipeline import mentions_in
from ..language.sentences import Sentence
from ..language.years import cell_year
from ..majors.majors import clean_major, is_catalogued
from ..reading.blocks import Document, Table
from ..reading.passage import Passage
from ..schools.school import Speaker
from .programme_bases import NO_BASE, named_bases
from .programme_found import Found
from .programme_partners import PartnerNames
from .programme_units import units_in

#: The kind of programme that a column of this header names.
_COLUMNS: Final = (
    ("research_project", re.compile(r"^(?:立项|研究|科研)?课题(?:名称|题目)?$|课题名称")),
    ("order_class", re.compile(r"^(?:订单|冠名|定向|企业冠名|校企合作)班(?:级)?(?:名称)?$|^班名$")),
    ("studio", re.compile(r"^(?:[\u4e00-\u9fff]{0,6})工作室(?:名称)?$")),
    ("industry_college", re.compile(r"产业学院(?:名称)?$")),
    (
        "training_base",
        re.compile(r"^(?:校企)?(?:共建|合作)?(?:实训|实践|实习)(?:场所|基地|中心|平台)(?:名称)?$"),
    ),
)
#: A column of names of any kind, and the kinds that their endings tell.
_ANY_NAME: Final = re.compile(
    r"^项目$|^(?:(?:合作|共建|校企合作|冠名|平台|载体|基地|班级)?(?:项目|平台|载体|班级|基地)?名称|合作项目|合作载体|共建项目|共建平台)$"
)
_ENDINGS: Final = (
    ("order_class", re.compile(r"(?<!订单)(?<!冠名)(?<!定向)班$")),
    ("industry_college", re.compile(r".{3}(?:产业学院|学院|学校)$")),
    ("studio", re.compile(r".{2}工作室$")),
    ("training_base", re.compile(r".{2}(?:孵化|培训|公共实训|生产性实训|产教融合)基地$|教学工厂$")),
)
_CERTIFICATE: Final = re.compile(r"(?:1\+[Xx])?(?:试点)?(?:职业技能等级)?证书(?:名称)?")
#: What a table of research is called, and its column of titles; with ranks it lists prizes.
_RESEARCH: Final = re.compile(
    r"(?:课题|教改|教研|科研|教学改革|教育科学)[^，。；]{0,8}(?:立项|结题|一览|名单|情况|汇总|项目)"
)
_TITLES: Final = re.compile(r"(?:课题|项目|立项|题目|研究)(?:名称|题目)?")
_RANKED: Final = re.compile(r"奖|等次|名次")
#: In a row without header: what names a programme, and what is a firm's name.
_NAMED: Final = re.compile(r"“[^”]{2,16}”|[共合]建.{2,16}(?:基地|中心|学院)")
_FIRM: Final = re.compile(
    r"^[^，。；“”]{2,24}(?:公司|集团|酒店|医院|协会|厂|中心|幼儿园)(?:（[^（）]{1,12}）)?$"
)
_WORTH: Final = re.compile(r"班|学院|工作室|共建|合建|“")
_PARTNER: Final = re.compile(
    r"合作(?:企业|单位|方)|企业名称|冠名企业|共建单位|订单企业|企业$|^对方|^单位$|^单位名称$|合作机构"
)
_MAJOR: Final = re.compile(r"专业")
_YEAR: Final = re.compile(r"时间|年份|年度|日期")
_NAMED_BY: Final = re.compile(r"\w{2}")  #: no dash
_NO_NAME: Final = re.compile(r"合计|总计|小计|^[\d./%-]+$|^无$|^[个人]$")


def table_programmes(document: Document, speaker: Speaker, names: PartnerNames) -> Iterator[Found]:
    """Yield the programmes that the tables of `document` name in a column of their own."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _of_table(document, block, speaker, names)


def _of_table(document: Document, table: Table, speaker: Speaker, names: PartnerNames) -> Iterator[Found]:
    headers = [re.sub(r"\s", "", header) for header in header_texts(table)]
    at, kind = _name_column(headers)
    if kind is None and (certificates := _certificate_column(table, headers)) is not None:
        at, kind = certificates, "certificate_pilot"
    if kind is None and (projects := _research_column(table, headers)) is not None:
        at, kind = projects, "research_project"
    with_partners = any(_PARTNER.search(header) for header in headers)
    headless = at is None and not with_partners and not any(_MAJOR.search(one) for one in headers)
    for row in table.rows[0 if headless else table.header_rows :]:
        if headless:
            yield from _of_bare_row(document, table, row, speaker, names)
            continue
        told = _Row(row, headers, at, names, speaker)
        cell = row[at] if at is not None else None
        name = re.sub(r"^[《“]|[》”]$", "", cell.text) if cell is not None else ""
        kind_here = kind or (_kind_of_name(name) if with_partners else None)
        if (
            cell is not None
            and kind_here
            and 3 <= len(name) <= 60
            and not _NO_NAME.search(name)
            and (kind_here != "training_base" or kind is None or with_partners and _is_base(name))
            and re.search(r"[\u4e00-\u9fff]{2}", name)
        ):
            yield told.found(Found(name, kind_here, _quote(document, table, cell), weight=0.85))
        elif with_partners:
            for other in row:
                if len(other.text) >= 4 and _WORTH.search(other.text):
                    yield from (told.found(one) for one in _in_cell(document, table, other, speaker, names))


def _of_bare_row(
    document: Document, table: Table, row: Sequence[Passage], speaker: Speaker, names: PartnerNames
) -> Iterator[Found]:
    """Yield what a row of a table without header names, where another cell of it is a firm's name."""
    told = [cell for cell in row if len(cell.text) >= 4 and _NAMED.search(cell.text)]
    firm = next((cell for cell in row if told and cell not in told and _FIRM.search(cell.text)), None)
    if firm is None:
        return
    partner = next((one.text for one in mentions_in(firm.text)[1] if one.label == "organisation"), firm.text)
    majors = tuple(
        clean_major(part)
        for cell in row
        if cell not in told
        for part in re.split(r"[、，]", cell.text)
        if is_catalogued(clean_major(part))
    )
    year = next((year for cell in row if cell not in told and (year := cell_year(cell.text))), None)
    for cell in told:
        for one in _in_cell(document, table, cell, speaker, names):
            yield replace(
                one, partner=names.full(partner), year=one.year or year, majors=one.majors or majors
            )


def _is_base(name: str) -> bool:
    return name.endswith(("基地", "中心", "工坊", "工厂")) and not NO_BASE.search(name)


def _name_column(headers: Sequence[str]) -> tuple[int | None, str | None]:
    """Return the column that names programmes, and their kind where the header tells it."""
    for kind, pattern in _COLUMNS:
        for at, header in enumerate(headers):
            if pattern.search(header):
                return at, kind
    return next((at for at, header in enumerate(headers) if _ANY_NAME.match(header)), None), None


def _research_column(table: Table, headers: Sequence[str]) -> int | None:
    """Return the column of titles in a table that its caption, or the line above, says to list research."""
    said = next((one.text for one in (table.caption, table.lead) if one is not None), "")
    if not _RESEARCH.search(said) or _RANKED.search("".join(headers)):
        return None
    return next((n for n, header in enumerate(headers) if _TITLES.fullmatch(header)), None)


def _certificate_column(table: Table, headers: Sequence[str]) -> int | None:
    """Return the column of certificates' names in a table of the 1+X pilot, or None."""
    about = (table.caption, table.lead)
    said = "".join([*(one.text for one in about if one is not None), *table.section[-1:], *headers])
    if not re.search(r"1\+[Xx]", said):
        return None
    return next((n for n, header in enumerate(headers) if _CERTIFICATE.fullmatch(header)), None)


def _kind_of_name(name: str) -> str | None:
    return next((kind for kind, pattern in _ENDINGS if pattern.search(name)), None)


def _in_cell(
    document: Document, table: Table, cell: Passage, speaker: Speaker, names: PartnerNames
) -> Iterator[Found]:
    sentence = Sentence(cell, *mentions_in(cell.text), table.section, -1)
    yield from units_in(document, sentence, speaker, names, False, firms=True)
    yield from named_bases(document, sentence, speaker, names, False, firms=True)


@dataclass(frozen=True, slots=True)
class _Row:
    """What the other cells of a row say of the programme that one of them names."""

    cells: Sequence[Passage]
    headers: Sequence[str]
    at: int | None
    names: PartnerNames
    speaker: Speaker

    def found(self, one: Found) -> Found:
        """Return `one` with the partner, majors and year of the row, where it has none."""
        partner = self._cell(_PARTNER)
        year = next(
            (
                year
                for cell in (self._cell(_YEAR), *(cell.text for cell in self.cells))
                if (year := cell_year(cell))
            ),
            None,
        )
        majors = tuple(
            clean_major(part) for part in re.split(r"[、，]", self._cell(_MAJOR)) if len(part) >= 2
        )
        return replace(
            one,
            partner=self.names.full(partner) if _NAMED_BY.search(partner) else one.partner,
            year=one.year or year,
            majors=one.majors or majors,
        )

    def _cell(self, pattern: re.Pattern[str]) -> str:
        return next(
            (
                self.cells[n].text
                for n, header in enumerate(self.headers)
                if n != self.at and pattern.search(header)
            ),
            "",
        )


def _quote(document: Document, table: Table, cell: Passage) -> Evidence:
    first, last = cell.source_span(0, len(cell.text))
    return document.evidence(first, last, table.section)
