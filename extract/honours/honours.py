"""Honours: titles that the school holds, from running text and from tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from ..facts import Fact
from ..figures.table_indicators import header_texts
from ..language.enumerations import clause_start
from ..language.levels import level_of
from ..language.sentences import Sentence, evidence
from ..language.years import cell_year
from ..reading.blocks import Document, Table
from ..schools.school import Speaker
from .grant_items import Grant
from .grants import grants_of
from .titles import base_kind, is_title, trimmed

_TITLE_COLUMN: Final = re.compile(
    r"荣誉(?:名称|称号|项目)?|称号|(?:奖牌|表彰)名称|获得荣誉|获奖名称|奖项名称|荣誉$"
)
_PERSON_COLUMN: Final = re.compile(r"姓名|获奖(?:者|人|教师|学生)|教师|学生|选手|指导|赛项|作品|人员")
_YEAR_COLUMN: Final = re.compile(r"时间|年份|年度|日期|年月")
_GIVER_COLUMN: Final = re.compile(r"单位|部门|机关|机构")
_LEVEL_COLUMN: Final = re.compile(r"级别|等级|层次")
_GAVE: Final = re.compile(
    r"(?:联合|通报)?(?:授予|颁发|命名|表彰|评选|认定|评定)?的?“?(?:日前|近日|昨日|今日|正式)*(?:[为给向把将](?:学校|我校|我院|学院|该校|本校|其|它))?$"
)
_AUTHORITY: Final = re.compile(
    r"(?:局|厅|委|政府|部|会|办|办公室|联|国务院|中央|省|市|县|区)(?:等)?(?:\d+|[一二三四五六七八九十]+)?(?:部门|单位)?$"
)
#: Majors that are counted, not named: 先后有4个专业被评为….
_COUNTED: Final = re.compile(r"[\d一二两三四五六七八九十几多]+余?个专业")
#: A bracket right behind a title, and what it tells besides the giver.
_BRACKET: Final = re.compile(r"”?（([^（）]{2,40})）")
_IN_BRACKET: Final = re.compile(r"，.*|、(?![\u4e00-\u9fff]{2,10}[部厅局委]).*|(?:19|20)\d\d年.*|等$")
#: What makes an honour of a base that no authority gave.
_PRAISING: Final = re.compile(r"优质|优秀|先进|卓越|突出|最佳|示范")
_PILOTS: Final = frozenset({"apprenticeship_pilot", "certificate_pilot"})
_CONFIDENCE: Final = {"given": 0.9, "is": 0.85, "bare": 0.7}


def honour_facts(
    document: Document,
    sentences: Sequence[Sentence],
    speaker: Speaker,
    grants: Sequence[Grant] | None = None,
) -> list[Fact]:
    """Return the titles that the school holds, in order, each once for each year it was given in.

    `grants` are those of `grants_of(sentences, speaker)` where the caller has them already.
    """
    found: list[Fact] = []
    for grant in grants_of(sentences, speaker) if grants is None else grants:
        if _is_honour(grant, speaker):
            found += _facts(document, grant, speaker)
    for block in document.blocks:
        if isinstance(block, Table):
            found += _table_facts(document, block, speaker)
    return merged(found)


def _is_honour(grant: Grant, speaker: Speaker) -> bool:
    """Tell an honour from what the school merely is or runs (a base, a pilot)."""
    kind = base_kind(grant.name)
    task = re.search(
        r"(?:项目|工程|计划|[县市区]创建单位)”?(?:（[^（）]*）)?$", grant.name
    ) or grant.verb in ("承担", "承建")
    if task or _is_result(grant, speaker) or _of_major(grant, kind):
        return False
    if kind in _PILOTS and grant.name.endswith("试点"):
        return False
    if kind in ("training_base", "studio", "certificate_pilot"):
        given = grant.strength == "given" or (bool(re.search("成[为了]", grant.verb)) and bool(grant.years))
        return given and (_level(grant, speaker.home) is not None or bool(_PRAISING.search(grant.name)))
    return True


def _of_major(grant: Grant, kind: str | None) -> bool:
    """Tell what a major merely is or runs; a title of praise that it was given is the school's too."""
    if grant.of_major and kind in ("training_base", "studio", *_PILOTS):
        return True
    praised = re.search(r"评|荣获|获得|授予|表彰", grant.verb)
    majors = re.search(r"专业群?(?:（[^（）]*）)?”?$", grant.name)
    clause = grant.sentence.text[clause_start(grant.sentence.text, grant.start) : grant.start]
    if majors and _COUNTED.search(clause):
        return True
    return not praised and bool(grant.of_major or majors)


def _is_result(grant: Grant, speaker: Speaker) -> bool:
    """Tell what a contest gave (捧回大赛“突出贡献单位”奖牌) from a standing title."""
    text = grant.sentence.text
    before = text[clause_start(text, grant.start) : grant.start]
    return bool(re.search(r"大赛|竞赛|比赛|备课|展演|征文|评比|活动中", before)) and not level_of(
        grant.name, speaker.home
    )


def _level(grant: Grant, home: str) -> str | None:
    """Return the level that a title, its giver, or a giver in brackets behind it tells."""
    level = level_of(grant.name, home) or _level_of_giver(grant.giver, home)
    if level is None and (behind := _BRACKET.match(grant.sentence.text, grant.end)):
        level = _level_of_giver(_IN_BRACKET.sub("", behind[1]), home)
    return level


def _level_of_giver(giver: str, home: str) -> str | None:
    """Return the level of the authority that `giver` ends with, None where it ends with none."""
    name = _GAVE.sub("", giver)
    return level_of(name, home) if _AUTHORITY.search(name) else None


def _facts(document: Document, grant: Grant, speaker: Speaker) -> Iterator[Fact]:
    sentence = grant.sentence
    if speaker.is_own(grant.name):
        return
    passage = evidence(document, sentence.passage, grant.start, grant.end, sentence.section)
    level = _level(grant, speaker.home)
    for year in grant.years or (None,):
        values: dict[str, object] = {"title": grant.name}
        if year:
            values["year"] = year
        if level and level != "school":
            values["level"] = level
        yield Fact("honour", values, (passage,), _CONFIDENCE[grant.strength])


def _table_facts(document: Document, table: Table, speaker: Speaker) -> Iterator[Fact]:
    headers = [re.sub(r"\s", "", header) for header in header_texts(table)]
    at = next((n for n, header in enumerate(headers) if _TITLE_COLUMN.search(header)), None)
    if at is None or any(_PERSON_COLUMN.search(header) for header in headers):
        return
    year_at, giver_at, level_at = (
        next((n for n, header in enumerate(headers) if pattern.search(header) and n != at), None)
        for pattern in (_YEAR_COLUMN, _GIVER_COLUMN, _LEVEL_COLUMN)
    )
    caption = table.caption.text if table.caption else ""
    for row in table.rows[table.header_rows :]:
        cell = row[at]
        start, end = trimmed(cell.text, 0, len(cell.text))
        name = cell.text[start:end]
        if not is_title(name, False, speaker.home):
            continue
        first, last = cell.source_span(start, end)
        values: dict[str, object] = {"title": name}
        year = cell_year(row[year_at].text, speaker.year) if year_at is not None else None
        year = year or cell_year(cell.text[:start]) or cell_year(caption, speaker.year)
        if year:
            values["year"] = year
        level = level_of(row[level_at].text, speaker.home) if level_at is not None else None
        level = level or level_of(name, speaker.home)
        if not level and giver_at is not None:
            level = level_of(row[giver_at].text, speaker.home)
        if level and level != "school":
            values["level"] = level
        yield Fact("honour", values, (document.evidence(first, last, table.section),), 0.9)


def merged(facts: Iterable[Fact]) -> list[Fact]:
    """Join what is told twice: equal titles, and short forms of one, where the years do not differ."""
    kept: list[Fact] = []
    for fact in facts:
        for number, other in enumerate(kept):
            if _same(fact, other):
                kept[number] = _joined(other, fact)
                break
        else:
            kept.append(fact)
    return kept


def _same(one: Fact, other: Fact) -> bool:
    years = {one.get("year"), other.get("year")} - {None}
    if len(years) > 1:
        return False
    a, b = sorted((_core(str(one.get("title"))), _core(str(other.get("title")))), key=len)
    if a == b:
        return True
    return a[:2] == b[:2] and a[-1] == b[-1] and len(a) >= 0.7 * len(b) and is_part(a, b)


@lru_cache(1024)
def _core(title: str) -> str:
    bare = re.sub(r"[“”（）《》\s]|优秀单位|首批|第[一二三四五六七八九十]批", "", title)
    return re.sub(r"(?<=国家)级|(?<=[省市])级|院(?=校$)", "", bare)


def is_part(short: str, full: str) -> bool:
    """Tell whether `short` is `full` with characters left out."""
    rest = iter(full)
    return all(char in rest for char in short)


def _joined(first: Fact, second: Fact) -> Fact:
    values = {**second.values, **first.values}
    passages = {(one.start, one.end): one for one in (*first.evidence, *second.evidence)}
    confidence = round(1 - (1 - first.confidence) * (1 - second.confidence), 2)
    return Fact(first.kind, values, tuple(passages.values())[:4], min(0.97, confidence))
