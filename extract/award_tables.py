"""Results in tables, in whatever order the columns stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from .award_events import event_between
from .award_results import Result
from .award_words import award_level, is_event, prefix_level, rank_in
from .blocks import Document, Table
from .facts import Evidence
from .passage import Passage
from .persons import is_person, persons_of
from .school import Speaker
from .table_indicators import header_texts
from .years import cell_year

Column = Literal[
    "event", "item", "names", "students", "teachers", "advisors", "rank", "level", "year", "kind", "other"
]

#: What headers say of their columns; the first that matches holds.
_HEADERS: Final[tuple[tuple[Column, re.Pattern[str]], ...]] = (
    ("other", re.compile(r"序号|编号|人数|数量|专业|班级|系部|部门|单位|学校|备注|积分|分数|主办|颁奖|颁发|授予|发证|学号|性别|电话|职务|职称|合计|个数|人次")),
    ("advisors", re.compile(r"指导|辅导|教练|带队")),
    ("level", re.compile(r"^(?:获奖|奖项|比赛|竞赛|赛事|荣誉)?(?:级别|层次|类级)$|级别$")),
    ("rank", re.compile(r"奖次|等次|等第|名次|等级|奖级|获奖(?:情况|结果|成绩|奖项|级别)?$|比赛(?:结果|成绩)|^成绩|^结果|^奖项$|^奖别|奖项(?:名次|等级|级别)")),
    ("year", re.compile(r"时间|年份|日期|年度|学年|^年$")),
    ("students", re.compile(r"学生|选手|同学|学员")),
    ("teachers", re.compile(r"教师姓名|获奖教师|参赛教师|^教师$|老师")),
    ("names", re.compile(r"获奖者|获奖人|姓名|作者|成员|队员|参赛(?:人|者|队)|名单|参加人|主持人|获得者|参与人|人员|团队")),
    ("kind", re.compile(r"^(?:类别|类型|对象|参赛类别|人员类别)$")),
    ("event", re.compile(r"(?:赛事|大赛|竞赛|比赛|活动|荣誉)(?:名称|项目名称)?$|^(?:奖项名称|获奖名称|名称|评选项目|获奖项目名称)$")),
    ("item", re.compile(r"赛项|项目|组别|作品|课题|题目|论文|内容|科目|工种|课程")),
)  # fmt: skip
_TITLE: Final = re.compile(r"(?:获奖|技能|竞赛|大赛|比赛|奖项|荣誉|成果|成绩|表彰)")
_CAPTION_TAIL: Final = re.compile(
    r"(?:(?:学生|教师|师生|选手|部分|主要|省级|市级|国家级|及以上|以上|参赛|技能|参加|各类|各项|我校|学校)*(?:获奖|成绩|竞赛成绩|参赛|奖项|比赛成绩)?(?:情况|名单|统计|一览|汇总|明细|成果|学生|教师|选手|作品|项目|信息)*表?)$"
)
_CAPTION_HEAD: Final = re.compile(
    r"^(?:[附续]?表\s*[\d一二三四五六七八九十]*(?:[-—.．]\d+)*[\s.．：:、]*|（?[\d一二三四五六七八九十]+[）、.．]\s*)"
)
_TEACHERS_ROW: Final = re.compile(r"（?教师(?:类|组|个人|赛)?）?$|^（教师[类组]?）|职工组|教师组|教师类")
_TEAM_CELL: Final = re.compile(r"(?:代表队|团队|队|组|集体|组合|社团?|班|合唱团)$")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What holds for all rows of a table: its event, year, level, rank and who is spoken of."""

    event: str
    own: bool
    year: int | None
    rank: str
    kind: str


@dataclass(frozen=True, slots=True)
class TableResults:
    """The results of a table and how many rows have each rank; `named` tells that the table names its event itself."""

    results: tuple[Result, ...]
    ranks: Counter[str]
    named: bool
    section: tuple[str, ...]


def table_results(document: Document, table: Table, speaker: Speaker) -> TableResults | None:
    """Return the results that a table tells, or None where it is no table of results."""
    columns = _columns(table)
    body = table.rows[table.header_rows :]
    setting = _setting(table, speaker)
    if not body or ("rank" not in columns and not setting.rank) or not _worth(columns):
        return None
    rows = list(_rows(document, table, columns, body, setting, speaker))
    if not rows:
        return None
    return TableResults(
        tuple(rows), Counter(one.rank for one in rows), all(one.event for one in rows), table.section
    )


def _worth(columns: Sequence[Column]) -> bool:
    return any(one in columns for one in ("event", "item", "names", "students", "teachers"))


def _columns(table: Table) -> list[Column]:
    headers = (
        [re.sub(r"\s", "", text) for text in header_texts(table)] if table.header_rows else [""] * table.width
    )
    body = table.rows[table.header_rows :]
    found: list[Column] = []
    for at, header in enumerate(headers):
        cells = [row[at].text for row in body if row[at].text]
        said = (
            next((kind for kind, pattern in _HEADERS if pattern.search(header)), "other")
            if header
            else "other"
        )
        found.append(_checked(said, cells, header))
    if "rank" not in found:
        return found
    while found.count("rank") > 1:
        found[len(found) - 1 - found[::-1].index("rank")] = "other"
    if "event" not in found and "item" in found:
        at = found.index("item")
        cells = [row[at].text for row in body if row[at].text]
        if cells and sum(is_event(cell, weak=False) for cell in cells) * 2 > len(cells):
            found[at] = "event"
    return found


def _checked(said: Column, cells: Sequence[str], header: str) -> Column:
    """Hold what a header says against what the column holds."""
    if not cells:
        return "other"

    def share(test: object) -> float:
        return sum(bool(test(cell)) for cell in cells) / len(cells)  # type: ignore[operator]

    ranked = share(lambda cell: rank_in(cell) and len(cell) <= 16)
    if said not in ("names", "students", "teachers", "advisors") and ranked >= 0.6:
        return "rank"
    if (
        said in ("rank", "level")
        and share(lambda cell: re.fullmatch(r"(?:国家?|省|市|县|区|校|院)部?级?|国际级?|全国", cell)) >= 0.5
    ):
        return "level"
    if said == "rank" and share(lambda cell: is_event(cell, weak=True)) >= 0.5:
        return "event"
    if said == "rank":
        return "rank" if ranked >= 0.3 else "other"
    if said in ("names", "students", "teachers", "advisors") or said != "other":
        return said
    if header and re.search(r"主办|颁|单位|学校|专业|班级|备注|人数|数量|序号", header):
        return "other"
    if share(persons_of) >= 0.6:
        return "names"
    if share(lambda cell: is_event(cell)) >= 0.6:
        return "event"
    if share(lambda cell: len(cell) <= 12 and cell_year(cell) is not None) >= 0.6:
        return "year"
    return "other"


def _setting(table: Table, speaker: Speaker) -> _Setting:
    """Read what the caption, the heading and the sentence before say of the whole table."""
    caption = table.caption.text if table.caption else ""
    sources = [caption, *([table.section[-1]] if table.section else [])]
    event, own, year, rank = "", False, None, ""
    for words in sources:
        if not words:
            continue
        bare = _CAPTION_HEAD.sub("", words)
        if not event:
            event, own = _caption_event(bare)
        year = year or cell_year(words, speaker.year)
        if not rank and (found := rank_in(bare)) and re.search(r"名单|一览|表", bare):
            rank = found[1]
    lead = re.split(r"[。；]", table.lead.text.rstrip("。；"))[-1] if table.lead else ""
    if lead.endswith(("：", "如下", "见下表", "下表所示", "如下表", "所示")) or re.search(
        r"见表|如表|下表", lead
    ):
        if not event:
            event, own = _caption_event(lead)
        year = year or cell_year(lead, speaker.year)
    words = " ".join(sources)
    kind = (
        ""
        if "师生" in words or ("学生" in words and "教师" in words)
        else "teacher"
        if "教师" in words
        else "student"
        if "学生" in words
        else ""
    )
    return _Setting(event, own, year, rank, kind)


def _caption_event(words: str) -> tuple[str, bool]:
    """Return the event that a caption names with what follows cut off (…大赛获奖情况一览表), or ""."""
    best = ""
    own = False
    for end in range(len(words), 3, -1):
        if not is_event(words[:end]):
            continue
        start = max(
            (words.rfind(mark, 0, end) for mark in ("，", "。", "、", "参加", "在", "：")), default=-1
        )
        start = start + (2 if words[start : start + 2] == "参加" else 1) if start >= 0 else 0
        event = event_between(words, start, end)
        if (
            event
            and event.name
            and not event.weak
            and not re.match(
                r"(?:学生|教师|师生|各级|各类|省级|市级|国家级|国家|省市|校级|技能|职业技能|专业|以上|省|市|及)*(?:技能|各类|专业)*(?:大赛|竞赛|比赛)$",
                event.name,
            )
        ):
            best, own = event.name, event.own
        break
    return best, own


def _rows(
    document: Document,
    table: Table,
    columns: Sequence[Column],
    body: Sequence[Sequence[Passage]],
    setting: _Setting,
    speaker: Speaker,
) -> Iterator[Result]:
    held: dict[Column, str] = {}
    section_rank = ""
    for row in body:
        filled = [cell for cell in row if cell.text]
        texts = {cell.text for cell in filled}
        if len(texts) == 1 and (found := rank_in(filled[0].text)) and len(filled[0].text) <= 12:
            section_rank = found[1]  # a row across the table: 一等奖
            continue
        if len(texts) == 1 and len(filled) == 1 and table.width > 2 and is_event(filled[0].text, weak=True):
            held = {"event": filled[0].text}
            continue
        cells: dict[Column, str] = {}
        for at, column in enumerate(columns):
            if row[at].text and column not in cells:
                cells[column] = row[at].text
            elif row[at].text and column in ("names", "students", "teachers", "advisors"):
                cells[column] += "、" + row[at].text
        result = _row(document, table, row, columns, cells, held, setting, section_rank, speaker)
        for column in ("event", "item", "level", "year", "rank", "kind"):
            if column in cells:
                held[column] = cells[column]  # type: ignore[index]
        if result:
            yield result


def _row(
    document: Document,
    table: Table,
    row: Sequence[Passage],
    columns: Sequence[Column],
    cells: dict[Column, str],
    held: dict[Column, str],
    setting: _Setting,
    section_rank: str,
    speaker: Speaker,
) -> Result | None:
    def value(column: Column) -> str:
        return cells.get(column, "") or held.get(column, "")

    who = next((column for column in ("students", "names", "teachers") if cells.get(column)), None)
    ranked = rank_in(value("rank")) if value("rank") else None
    rank = ranked[1] if ranked else section_rank or setting.rank
    if (
        not rank
        or not (who or cells.get("item") or cells.get("event"))
        or re.search(r"合计|总计|小计", "".join(cells.values()))
    ):
        return None
    recipients = _people(cells.get(who, "")) if who else ()
    if who and not recipients:
        return None
    event, own = _event(value("event"), setting)
    item = value("item")
    prefix = ranked[0] if ranked else ""
    if not event and is_event(prefix, weak=False):
        event = prefix
    advisor_cell = cells.get("advisors", "")
    teachers_row = bool(
        _TEACHERS_ROW.search(item)
        or _TEACHERS_ROW.search(advisor_cell)
        or _TEACHERS_ROW.search(value("kind"))
        or re.search(r"教师", value("event"))
    )
    kind = (
        "teacher"
        if teachers_row or who == "teachers"
        else "student"
        if who == "students" or "学生" in value("kind")
        else ""
    )
    advisors = (
        ()
        if _TEACHERS_ROW.search(advisor_cell)
        else tuple(one for one in _people(advisor_cell) if not _TEAM_CELL.search(one))
    )
    if not kind and (advisors or "advisors" in columns):
        kind = "student"
    kind = kind or setting.kind
    if recipients and all(_TEAM_CELL.search(one) for one in recipients) or re.search(r"团体", item + prefix):
        kind = "team"
    if not recipients:
        kind = kind or "school"
    if who is None and any(one in columns for one in ("students", "names", "teachers")):
        return None
    year = cell_year(value("year"), speaker.year) or cell_year(value("event")) or setting.year or speaker.year
    level = award_level(event, speaker.home, own) if event else None
    level = _level(value("level"), speaker) or level or prefix_level(prefix, speaker.home)
    return Result(
        event,
        rank,
        (_evidence(document, table, row, columns),),
        _clean(item),
        recipients,
        kind,
        advisors,
        level,
        year,
        0.9 if event else 0.5,
    )


def _event(cell: str, setting: _Setting) -> tuple[str, bool]:
    if not cell:
        return setting.event, setting.own
    event = event_between(cell, 0, len(cell))
    return (event.name, event.own) if event and event.name else (cell, False)


def _clean(item: str) -> str:
    return re.sub(r"(?<=.)(?:赛项|项目)$", "", item)


def _people(cell: str) -> tuple[str, ...]:
    """Return the persons or teams in a cell of winners; names that no surname vouches for count there too."""
    if names := persons_of(cell):
        return tuple(names)
    parts = [part for part in re.split(r"[、，；/\s]+", re.sub(r"等(?:\d+人)?$", "", cell)) if part]
    kept = [re.sub(r"（[^）]*）$", "", part) for part in parts]
    if (
        kept
        and all(re.fullmatch(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff·]{5,16}", one) for one in kept)
        and (len(kept) > 1 and any(is_person(one) for one in kept))
    ):
        return tuple(kept)
    if len(kept) == 1 and (
        re.fullmatch(r"[\u4e00-\u9fff]{2,3}", kept[0]) or "·" in kept[0] or _TEAM_CELL.search(kept[0])
    ):
        return tuple(kept)
    return ()


def _level(cell: str, speaker: Speaker) -> str | None:
    return prefix_level(cell, speaker.home) if cell else None


def _evidence(
    document: Document, table: Table, row: Sequence[Passage], columns: Sequence[Column]
) -> Evidence:
    cells = [cell for cell, column in zip(row, columns, strict=True) if cell.text and column != "other"]
    start, end = min(cell.offsets[0] for cell in cells), max(cell.offsets[-1] for cell in cells) + 1
    return Evidence(start, end, document.text[start:end], " > ".join(table.section))


def has_award_title(words: str) -> bool:
    """Tell whether a caption or heading speaks of results."""
    return bool(_TITLE.search(words))
