"""The columns of a table of results: told by their headers and by what they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Literal

from ..figures.table_indicators import header_texts
from ..language.persons import persons_of
from ..language.years import cell_year
from ..reading.blocks import Table
from .award_words import is_event, rank_in

Column = Literal[
    "event", "item", "names", "students", "teachers", "advisors", "rank", "level", "year", "kind", "other"
]
PEOPLE: Final[tuple[Column, ...]] = ("students", "names", "teachers")

#: What headers say of their columns; the first that matches holds.
_HEADERS: Final[tuple[tuple[Column, re.Pattern[str]], ...]] = (
    (
        "other",
        re.compile(
            r"序号|编号|人数|数量|专业|班级|系部|部门|单位|学校|备注|积分|分数|主办|颁奖|颁发|授予|发证|学号|性别|电话|"
            r"职务|职称|合计|个数|人次"
        ),
    ),
    ("advisors", re.compile(r"指导|辅导|教练|带队")),
    ("level", re.compile(r"^(?:获奖|奖项|比赛|竞赛|赛事|荣誉)?(?:级别|层次|类级)$|级别$")),
    ("event", re.compile(r"(?:奖项|获奖)（荣誉）(?:名称)?$|荣誉（奖项）(?:名称)?$")),
    (
        "rank",
        re.compile(
            r"奖次|等次|等第|名次|等级|奖级|获奖(?:情况|结果|成绩|奖项|级别)?$|比赛(?:结果|成绩)|^成绩|^结果|^奖项$|^奖别|"
            r"奖项(?:名次|等级|级别)"
        ),
    ),
    ("year", re.compile(r"时间|年份|日期|年度|学年|^年$")),
    ("students", re.compile(r"学生|选手|同学|学员")),
    ("teachers", re.compile(r"教师姓名|获奖教师|参赛教师|^教师$|老师")),
    (
        "names",
        re.compile(
            r"获奖者|获奖人|姓名|作者|成员|队员|参赛(?:人|者|队)|名单|参加人|主持人|获得者|参与人|人员|团队|申报人|表演者|演员|主创|负责人|完成人"
        ),
    ),
    ("kind", re.compile(r"^(?:类别|类型|对象|参赛类别|人员类别)$")),
    (
        "event",
        re.compile(
            r"(?:赛事|大赛|竞赛|比赛|活动|荣誉|奖项（荣誉）|荣誉（奖项）|获奖（荣誉）|奖励)(?:名称|项目名称)?$|"
            r"荣誉称号|^(?:称号|奖项（荣誉）|荣誉（称号）|荣誉称号（奖项）)$|^(?:奖项名称|获奖名称|名称|评选项目|获奖项目名称)$"
        ),
    ),
    ("item", re.compile(r"赛项|节目|曲目|剧目|教材|成果|项目|组别|作品|课题|题目|论文|内容|科目|工种|课程")),
)
#: A header of titles that persons hold, beside whom no rank needs to stand.
_TITLES: Final = re.compile(r"荣誉|称号")
_HEADER: Final = 8  #: characters of a header
_GROUP_CELL: Final = re.compile(r"[（(]?(?:学生|教师|师生|教工|职工)(?:组|类|队|个人|团体)?[）)]?")
_LEVEL_CELL: Final = re.compile(r"(?:国家?|省|市|县|区|校|院)部?级?|国际级?|全国")


def headed(table: Table) -> Table:
    """Return `table` with no more header rows than there are: a row that tells a rank is none."""
    rows = table.rows[: table.header_rows]
    count = next(
        (at for at, row in enumerate(rows) if at and any(rank_in(cell.text) for cell in row)), len(rows)
    )
    return replace(table, header_rows=count)


def is_headless(table: Table) -> bool:
    """Tell a table whose first row is no header but a result already: one rank beside a person or work."""
    cells = [cell.text for cell in table.rows[0] if cell.text] if table.rows else []
    ranked = [cell for cell in cells if len(cell) <= 12 and rank_in(cell)]
    told = any(pattern.search(cell) for cell in cells for _, pattern in _HEADERS if len(cell) <= _HEADER)
    return len(ranked) == 1 and (not told or any(persons_of(cell) or cell.startswith("《") for cell in cells))


def award_columns(table: Table) -> list[Column]:
    """Return what each column of `table` holds; "other" for what tells nothing of results."""
    headers = header_texts(table) if table.header_rows else [""] * table.width
    found: list[Column] = []
    for at, header in enumerate(headers):
        found.append(_column(re.sub(r"\s", "", header), _cells(table, at)))
    while found.count("rank") > 1:
        found[len(found) - 1 - found[::-1].index("rank")] = "other"
    if "rank" in found and "event" not in found and "item" in found:
        at = found.index("item")
        if _share(_cells(table, at), is_event) > 0.5:
            found[at] = "event"
    return found


def titles_column(table: Table, columns: Sequence[Column]) -> int | None:
    """Return the column of titles that persons hold, in a table of persons; None where there is none."""
    if not table.header_rows or not any(one in columns for one in PEOPLE):
        return None
    headers = header_texts(table)
    return next(
        (at for at, one in enumerate(columns) if one == "event" and _TITLES.search(headers[at])), None
    )


def _cells(table: Table, at: int) -> list[str]:
    return [row[at].text for row in table.rows[table.header_rows :] if row[at].text]


def _share(cells: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(bool(test(cell)) for cell in cells) / len(cells) if cells else 0.0


def _column(header: str, cells: Sequence[str]) -> Column:
    """Return what a column is: as its header says, held against what its cells hold."""
    if not cells:
        return "other"
    said = next((kind for kind, pattern in _HEADERS if header and pattern.search(header)), None)
    if said in ("names", "students", "teachers", "advisors"):
        return said
    if said in ("item", None) and _share(cells, _GROUP_CELL.fullmatch) >= 0.6:
        return "kind"
    ranked = _share(cells, lambda cell: rank_in(cell) and len(cell) <= 16)
    if ranked >= 0.6 or (said == "rank" and _share(cells, rank_in) >= 0.6):
        return "rank"
    if said in ("rank", "level"):
        return _told_rank(said, cells, ranked)
    return said or _by_cells(cells)


def _told_rank(said: Column, cells: Sequence[str], ranked: float) -> Column:
    """Return what a column is whose header may mean ranks, levels or competitions (等级, 奖项)."""
    if _share(cells, _LEVEL_CELL.fullmatch) >= 0.5:
        return "level"
    if said == "rank" and _share(cells, lambda cell: is_event(cell, weak=True)) >= 0.5:
        return "event"
    return said if said == "level" or ranked >= 0.3 else "other"


def _by_cells(cells: Sequence[str]) -> Column:
    """Return what a column without a telling header holds, by most of its cells."""
    tests: tuple[tuple[Column, Callable[[str], object]], ...] = (
        ("names", persons_of),
        ("event", is_event),
        ("year", lambda cell: len(cell) <= 12 and cell_year(cell) is not None),
    )
    return next((column for column, test in tests if _share(cells, test) >= 0.6), "other")
