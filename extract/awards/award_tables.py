"""Results in tables, in whatever order the columns stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ..facts import Evidence
from ..language.persons import is_person, persons_of
from ..language.years import cell_year
from ..reading.blocks import Document, Table
from ..reading.passage import Passage
from ..schools.school import Speaker
from .award_columns import PEOPLE, Column, award_columns, headed, titles_column
from .award_events import event_between
from .award_items import clean_item
from .award_results import Result
from .award_roles import kind_of_event
from .award_words import award_level, is_event, prefix_level, rank_in, strong_event_ends

_CAPTION_HEAD: Final = re.compile(
    r"^(?:[附续]?表\s*[\d一二三四五六七八九十]*(?:[-—.．]\d+)*[\s.．：:、]*|（?[\d一二三四五六七八九十]+[）、.．]\s*)"
)
#: A caption's words for competitions in general.
_ANY_EVENT: Final = re.compile(
    r"(?:学生|教师|师生|各级|各类|省级|市级|国家级|国家|省市|校级|技能|职业技能|专业|以上|省|市|及)*(?:技能|各类|专业)*"
    r"(?:大赛|竞赛|比赛)$"
)
#: A prize rather than a competition that a sentence before a table gives: 第三届全国…教学成果奖，….
_PRIZE: Final = re.compile(
    r"(?:第.{1,3}届|全国|[\u4e00-\u9fff]{2,3}省)[^，。；：]{2,30}?(?:成果奖|评选|评比|评审|征集|展示)(?=[，：（]|结果|名单|获奖|$)"
)
_LEADS_TO: Final = re.compile(r"[：:]$|如下表?$|所示$|见表|如表|下表")
_CUTS: Final = re.compile(r"[，。、：]|参加|在")
_TEACHERS_ROW: Final = re.compile(r"（?教师(?:类|组|个人|赛)?）?$|^（教师[类组]?）|职工组|教师组|教师类")
_TEAM_CELL: Final = re.compile(r"(?:代表队|团队|队|组|集体|组合|社团?|班|合唱团)$")
_AS_ABOVE: Final = frozenset({"同上", "同前", "〃", "″"})  #: cells that say again what stands above
_TITLE: Final = "称号"
_SUM: Final = re.compile(r"合计|总计|小计")
#: A remark beside a name, and what it says of the winners.
_BESIDE: Final = re.compile(r"（[^（）]*）$")
_TEACHER_BESIDE: Final = re.compile(r"（(?:师|教师|老师)[^（）队组]*）")
_TEAM_BESIDE: Final = re.compile(r"（[^（）]*(?:队|团体)）$")
_NAME_CELL: Final = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff·]{5,16}")
#: What an empty cell takes from above; 赛项 and ranks only where their column leads to the winners'.
_INHERITED: Final[tuple[Column, ...]] = ("event", "level", "year", "kind")
_LEADING: Final[tuple[Column, ...]] = ("item", "rank")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What holds for all rows of a table: its event, year, rank and who is spoken of."""

    event: str
    own: bool
    year: int | None
    rank: str
    kind: str


@dataclass(frozen=True, slots=True)
class TableResults:
    """The results of a table and how many have each rank; `named` tells that all name their event.

    A result whose event the table does not name has "" for it.
    """

    results: tuple[Result, ...]
    ranks: Counter[str]
    named: bool
    section: tuple[str, ...]


def table_results(document: Document, table: Table, speaker: Speaker) -> TableResults | None:
    """Return the results that a table tells, or None where it is no table of results."""
    table = headed(table)
    columns = award_columns(table)
    setting = _setting(table, speaker)
    titled = titles_column(table, columns)
    ranked = "rank" in columns or setting.rank or titled is not None
    if not ranked or not any(one in columns for one in ("event", "item", *PEOPLE)):
        return None
    rows = tuple(_TableReader(document, table, columns, setting, speaker, titled).results())
    if not rows:
        return None
    return TableResults(
        rows, Counter(one.rank for one in rows), all(one.event for one in rows), table.section
    )


def _setting(table: Table, speaker: Speaker) -> _Setting:
    """Read what the caption, the heading and the sentence before say of the whole table."""
    caption = table.caption.text if table.caption else ""
    titles = [words for words in (caption, *table.section[-1:]) if words]
    rank = ""
    for words in titles:
        found = rank_in(_CAPTION_HEAD.sub("", words))
        if found and not rank and re.search(r"名单|一览|表", words):
            rank = found[1]
    lead = re.split(r"[。；]", table.lead.text.rstrip("。；"))[-1] if table.lead else ""
    sources = [*titles, *([lead] if _LEADS_TO.search(lead) else [])]
    events = (_caption_event(_CAPTION_HEAD.sub("", words)) for words in sources)
    event, own = next((one for one in events if one[0]), ("", False))
    year = next((year for words in sources if (year := cell_year(words, speaker.year))), None)
    said = " ".join(titles)
    kinds = [kind for kind, word in (("student", "学生"), ("teacher", "教师")) if word in said]
    kind = kinds[0] if len(kinds) == 1 and "师生" not in said else ""
    return _Setting(event, own, year, rank, kind)


def _caption_event(words: str) -> tuple[str, bool]:
    """Return the event that a caption names (…大赛获奖情况一览表) or "", and whether it is the school's."""
    end = next((end for end in range(len(words), 3, -1) if is_event(words[:end])), 0)
    start = max((match.end() for match in _CUTS.finditer(words, 0, end)), default=0)
    event = event_between(words, start, end) if end else None
    if event is None and (told := _PRIZE.search(words)):
        event = event_between(words, *told.span())
    if event is None or not event.name or event.weak or _ANY_EVENT.match(event.name):
        return "", False
    return event.name, event.own


@dataclass(slots=True)
class _TableReader:
    """Reads the rows of one table; cells left empty under merged ones take what stood above."""

    document: Document
    table: Table
    columns: Sequence[Column]
    setting: _Setting
    speaker: Speaker
    titled: int | None = None  #: the column of titles that persons hold

    def results(self) -> Iterator[Result]:
        """Yield the results of the rows, in order, those of one team as one."""
        told = list(self._results_of_rows())
        yield from _teams([result for _, result in told], [opens for opens, _ in told])

    def _results_of_rows(self) -> Iterator[tuple[bool, Result]]:
        """Yield the result of each row, and whether its rank is told there and not merged from above."""
        held: dict[Column, str] = {}
        across = ""  # the rank of a row across the table: 一等奖
        # An event across the table may stand right below the headers, and be taken for one.
        for number, row in enumerate(self.table.rows[1:], start=1):
            texts = {cell.text for cell in row if cell.text}
            only = next(iter(texts)) if len(texts) == 1 else ""
            if number < self.table.header_rows and not only:
                continue
            if only and len(only) <= 12 and (found := rank_in(only)):
                across = found[1]
                continue
            if only and self.table.width > 2 and is_event(_BESIDE.sub("", only), weak=True):
                held = {"event": only}
                continue
            if number < self.table.header_rows:
                continue
            cells = self._cells(row)
            filled = held | cells
            if result := self._result(row, cells, filled, across):
                yield self._opens(row), result
            held |= {column: cells[column] for column in self._inherited() if column in cells}
            held |= {column: cells[column] for column in PEOPLE if column in cells}

    def _opens(self, row: Sequence[Passage]) -> bool:
        cell = row[self.columns.index("rank")] if "rank" in self.columns else None
        return cell is None or bool(cell.text and not cell.spanned)

    def _inherited(self) -> list[Column]:
        people = next((at for at, column in enumerate(self.columns) if column in PEOPLE), len(self.columns))
        leading = [column for column in _LEADING if column in self.columns[:people]]
        # A rank behind the winners is merged over rows where the first row has it.
        ranked = ["rank"] if "rank" in self.columns and "rank" not in leading else []
        return [*_INHERITED, *leading, *ranked]  # type: ignore[list-item]

    def _cells(self, row: Sequence[Passage]) -> dict[Column, str]:
        """Return the words of a row by column; several columns of persons are put together."""
        cells: dict[Column, str] = {}
        if (moved := self._moved_rank(row)) is not None:
            cells["rank"] = row[moved].text
        for at, (column, cell) in enumerate(zip(self.columns, row, strict=True)):
            if at == moved:
                continue
            people = column in (*PEOPLE, "advisors")
            words = self._parted(cell) if people else cell.text
            if words in _AS_ABOVE:
                continue
            if words and column not in cells:
                cells[column] = words
            elif words and people:
                cells[column] += "、" + words
        return cells

    def _moved_rank(self, row: Sequence[Passage]) -> int | None:
        """Return the column of a rank that does not stand in its own: of a row with cells left out."""
        if "rank" not in self.columns or row[self.columns.index("rank")].text:
            return None
        people = [*PEOPLE, "advisors"]
        for at, (column, cell) in enumerate(zip(self.columns, row, strict=True)):
            if column not in people and 0 < len(cell.text) <= 8 and rank_in(cell.text) == ("", cell.text):
                return at
        return None

    def _parted(self, cell: Passage) -> str:
        """Return a cell of persons, those that but white space parts in the report told apart."""
        if not cell.text or "、" in cell.text:
            return cell.text
        source = self.document.text[cell.offsets[0] : cell.offsets[-1] + 1]
        parts = source.translate({ord("("): "（", ord(")"): "）"}).split()
        names = [_BESIDE.sub("", part) for part in parts]
        persons = sum(map(is_person, names))
        alike = all(map(_NAME_CELL.fullmatch, names)) and persons * 3 >= len(names) * 2
        return "、".join(parts) if len(parts) > 1 and alike else cell.text

    def _result(
        self, row: Sequence[Passage], cells: Mapping[Column, str], filled: Mapping[Column, str], across: str
    ) -> Result | None:
        who = next((column for column in PEOPLE if column in cells), None)
        cells, who = self._merged_person(cells, filled, who)
        ranked = rank_in(filled.get("rank", ""))
        rank = ranked[1] if ranked else across or self.setting.rank or self._title_rank(row, cells)
        told = who is not None or not any(column in self.columns for column in PEOPLE)
        if not rank or not told or not cells or _SUM.search("".join(cells.values())):
            return None
        recipients = people_of(cells[who]) if who else ()
        if (who and not recipients) or not (who or "item" in cells or "event" in cells):
            return None
        prefix = ranked[0] if ranked else ""
        told_item = ""
        if (end := max(strong_event_ends(prefix), default=0)) and end < len(prefix):
            prefix, told_item = prefix[:end], clean_item(prefix[end:])
        event, own = self._event(filled.get("event", ""), prefix)
        level = prefix_level(filled.get("level", ""), self.speaker.home)
        level = level or (award_level(event, self.speaker.home, own) if event else None)
        return Result(
            event=event,
            rank=rank,
            evidence=(self._evidence(row),),
            item=re.sub(r"(?<=.)(?:赛项|项目)$", "", filled.get("item", "") or told_item),
            recipients=recipients,
            kind=self._kind(who, recipients, filled, prefix),
            advisors=self._advisors(cells),
            level=level or prefix_level(prefix, self.speaker.home),
            year=self._year(filled),
            confidence=0.9 if event else 0.5,
        )

    def _title_rank(self, row: Sequence[Passage], cells: Mapping[Column, str]) -> str:
        """Return what stands for a rank where a row's person holds a title: 称号."""
        title = row[self.titled].text if self.titled is not None else ""
        held = title and not rank_in(title) and not is_event(title) and any(one in cells for one in PEOPLE)
        return _TITLE if held else ""

    def _merged_person(
        self, cells: Mapping[Column, str], filled: Mapping[Column, str], who: Column | None
    ) -> tuple[Mapping[Column, str], Column | None]:
        """Take the person of the row above where a row of another item and rank names none."""
        above = next((column for column in PEOPLE if column in filled), None)
        merged = who is None and above and "item" in cells and "rank" in cells
        if not merged or above is None or re.search(r"团体|总分|集体|接力|合唱|队", cells["item"]):
            return cells, who
        return {**cells, above: filled[above]}, above

    def _event(self, cell: str, prefix: str) -> tuple[str, bool]:
        """Return the event of a row: its own cell's, the words' before its rank, the table's."""
        words = cell or (prefix if is_event(prefix) else "")
        if not words:
            return self.setting.event, self.setting.own
        event = event_between(words, 0, len(words))
        return (event.name, event.own) if event and event.name else (words, False)

    def _kind(
        self, who: Column | None, recipients: Sequence[str], filled: Mapping[Column, str], prefix: str
    ) -> str:
        said = [filled.get(column, "") for column in ("item", "advisors", "kind")]
        team = recipients and all(_TEAM_CELL.search(one) for one in recipients)
        if team or "团体" in filled.get("item", "") + prefix:
            return "team"
        words = filled.get(who, "") if who else ""
        taught = len(_TEACHER_BESIDE.findall(words))
        if len(recipients) > 1 and (_TEAM_BESIDE.search(words) or 0 < taught < len(recipients)):
            return "team"
        if taught:
            return "teacher"
        if (
            who == "teachers"
            or any(_TEACHERS_ROW.search(one) for one in said)
            or "教师" in filled.get("event", "")
        ):
            return "teacher"
        if who == "students" or "学生" in filled.get("kind", "") or "advisors" in self.columns:
            return "student"
        by_event = kind_of_event(filled.get("event", "") or self.setting.event)
        return self.setting.kind or (by_event if recipients else "school")

    def _advisors(self, cells: Mapping[Column, str]) -> tuple[str, ...]:
        cell = cells.get("advisors", "")
        if _TEACHERS_ROW.search(cell):
            return ()
        return tuple(one for one in people_of(cell) if not _TEAM_CELL.search(one))

    def _year(self, filled: Mapping[Column, str]) -> int | None:
        own = self.speaker.year
        return (
            cell_year(filled.get("year", ""), own)
            or cell_year(filled.get("event", "") + filled.get("rank", ""))
            or self.setting.year
            or own
        )

    def _evidence(self, row: Sequence[Passage]) -> Evidence:
        pairs = zip(row, self.columns, strict=True)
        cells = [cell for cell, column in pairs if cell.text and column != "other"]
        return self.document.cells_evidence(self.table, cells)


def _teams(results: Sequence[Result], opens: Sequence[bool]) -> list[Result]:
    """Return `results`, the members of a team as one where merged cells of the ranks tell teams.

    So they do where the same rank is merged twice, one below the other, over as many rows each.
    """
    starts = [at for at, first in enumerate(opens) if first]
    if not starts or starts[0]:
        return list(results)
    groups = [results[a:b] for a, b in zip(starts, [*starts[1:], len(results)], strict=True)]
    sizes = {len(group) for group in groups}
    again = any(one[0].rank == other[0].rank for one, other in pairwise(groups))
    if len(sizes) != 1 or sizes == {1} or not again or any(one.item for one in results):
        return list(results)
    return [
        replace(
            group[0],
            recipients=tuple(name for one in group for name in one.recipients),
            kind="team",
            advisors=tuple(dict.fromkeys(name for one in group for name in one.advisors)),
            evidence=tuple(place for one in group for place in one.evidence),
        )
        for group in groups
    ]


def people_of(cell: str) -> tuple[str, ...]:
    """Return the persons or teams in a cell of winners; () where it holds something else.

    Beside a name that a surname vouches for, others count too; a cell of two or three characters is a name.
    """
    if names := persons_of(cell):
        return tuple(names)
    parts = re.split(r"[、，；/\s]+", re.sub(r"等(?:\d+人)?$", "", cell))
    kept = tuple(re.sub(r"（[^）]*）$", "", part) for part in parts if part)
    if len(kept) > 1:
        alike = all(_NAME_CELL.fullmatch(one) for one in kept) and any(is_person(one) for one in kept)
        return kept if alike else ()
    one = kept[0] if kept else ""
    short = re.fullmatch(r"[\u4e00-\u9fff]{2,3}", one) or "·" in one
    return kept if short or _TEAM_CELL.search(one) else ()
