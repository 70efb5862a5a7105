"""Lists of results line by line, each with what those above leave to it, and the competition named last."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..reading.blocks import Document, Table
from ..schools.school import Speaker
from .award_entries import Entry, head_kind
from .award_events import Event
from .award_line_atoms import Name, is_like_name
from .award_lines import Row, is_said, read_row
from .award_list_lines import ListLine, list_lines
from .award_list_titles import Title, Titles
from .award_people import NameList
from .award_results import Result
from .award_roles import Around, kind_of_event, kind_of_text, recipient_kind
from .award_words import award_level, has_rank, prefix_level

_ANNOUNCED: Final = re.compile(r"(?:[：:—]|如下。?|名单。?|榜。?)\s*$")
#: What leads to a list in a sentence.
_INLINE: Final = re.compile(
    r"(?:如下|名单|结果|成绩单?|情况|[战喜捷]报|揭晓|公布|包括|其中|获奖[^，,。；：:]{0,8}|分别[是为])\s*(?:[：:]|——)\s*"
)
_FEWEST: Final = 2  #: results of a list in a sentence
_SCHOLARSHIP: Final = re.compile(r"奖学金|助学金|三好学生")
_TEAM: Final = re.compile(r"团体|团队|集体|小组|接力|合唱|组队|(?<!代表)队$")
_ALONE: Final = re.compile(r"个人|单项")
#: A school's name rather than a department's (机电工程学院).
_WHOLE_SCHOOL: Final = re.compile(
    r".{3}(?:学校|职教中心|教育中心|技校|职高|中专|(?:职业|技术|技师|师范)学院|专科学校)$"
)
_GUIDES: Final = re.compile(r"(?:指导|辅导|带队)(?:教师|老师)")
_TEACHERS: Final = re.compile(r"教师|老师|教工|职工")
_STUDENTS: Final = re.compile(r"学生|同学|选手|学子|师生|学员|队员")
_LEAD: Final = 160  #: characters before a list that say whose it is
_HEAD: Final = 24  #: characters of a line that may head rows without being a block by itself
_SURE, _UNNAMED = 0.8, 0.65


@dataclass(frozen=True, slots=True)
class Listed:
    """The results of a document's lists, and the stretches of its text that were read as such, in order."""

    results: tuple[Result, ...]
    spans: tuple[tuple[int, int], ...]

    def holds(self, start: int, end: int) -> bool:
        """Tell whether a part of `start` to `end` was read as a list."""
        at = bisect_left(self.spans, end, key=lambda span: span[0])
        return at > 0 and self.spans[at - 1][1] > start


@dataclass(slots=True)
class _State:
    """What holds for the rows below: the rank, item and kind that lines above gave, the last teachers.

    `since` is where the list began, -1 before it did.
    """

    rank: str = ""
    prefix: str = ""
    rank_item: str = ""
    item: str = ""
    kind: str = ""
    advisors: tuple[str, ...] = ()
    since: int = -1


def roster_results(
    document: Document, titles: Sequence[Title], speaker: Speaker, tables: Sequence[Table] = ()
) -> Listed:
    """Return the results told in lists of lines.

    The competition is the last of `titles` above; without one the lines tell nothing. Rows go on as long as
    they hold winners. What stands in `tables` is read already.
    """
    reader = _Reader(document, titles, speaker)
    reader.read(list_lines(document, tables, speaker.home))
    return Listed(tuple(reader.results), tuple(reader.spans))


class _Reader:
    """Reads lines in order, keeping what the ones above leave to those below."""

    def __init__(self, document: Document, titles: Sequence[Title], speaker: Speaker) -> None:
        self.document, self.speaker = document, speaker
        self.titles = Titles(document.text, titles, speaker.home)
        self.results: list[Result] = []
        self.spans = self.titles.read
        self.state = _State()
        self.last: list[int] = []  # the results of the row read last

    def read(self, lines: Sequence[ListLine]) -> None:
        """Add the results of `lines`."""
        for at, line in enumerate(lines):
            before = lines[at - 1] if at else None
            after = lines[at + 1] if at + 1 < len(lines) else None
            going_on = bool(self.state.rank or self.last)
            piece = not line.whole and line.end - line.start > _HEAD
            apart = not going_on and (piece or not (line.signed or line.near))
            if self._inline(line) or apart:
                self.state, self.last = _State(), []
            elif line.plain and self.titles.heads(line.start, line.end, line.text):
                self._other(line, after)
            elif self._is_head(line, after):
                self._head(line)
            elif (
                (going_on or line.may_rank)  # else it has no rank, neither its own nor one from above
                and line.row is not None
                and self._is_row(line, line.row, before, after)
            ):
                self._row(line, line.row)
            else:
                self._other(line, after)

    def _inline(self, line: ListLine) -> bool:
        """Read the list that a sentence announces and holds itself: 名单如下：一等奖 甲、乙；二等奖 丙。"""
        if not _INLINE.search(self.document.text, line.start, line.end):
            return False
        for match in _INLINE.finditer(line.text):
            stop = line.text.find("。", match.end())
            words = line.text[match.end() : stop if stop >= 0 else len(line.text)]
            row = read_row(words, self.speaker.home) if has_rank(words) and not is_said(words) else None
            if row is None or len(row.entries) < _FEWEST:
                continue
            if all(one.rank and one.won for one in row.entries):
                for one in row.entries:
                    one.start, one.end = one.start + match.end(), one.end + match.end()
                first, last = line.places[match.end()], line.places[match.end() + len(words) - 1] + 1
                self.state = _State(since=first)
                title = self.titles.of(first)
                own = [one for one in map(self._own, row.entries) if one]
                made = [result for one in own if (result := self._result(line, one, title))]
                self.results += made
                if made:
                    self.spans.append((first, last))
                    return True
        return False

    def _is_head(self, line: ListLine, after: ListLine | None) -> bool:
        """Tell a rank above rows that have none: 二等奖; with an item before it only where rows follow."""
        if not line.heads_rank or line.row is None:
            return False
        followed = after is not None and after.bare
        return followed or not (line.row.entries[0].item or line.row.entries[0].school)

    def _head(self, line: ListLine) -> None:
        entry = line.row.entries[0] if line.row else Entry()
        self.state.rank, self.state.prefix = entry.rank, entry.prefix
        self.state.rank_item = entry.item if not entry.counted else ""
        self.state.kind = entry.kind or self.state.kind
        self.state.since = line.start if self.state.since < 0 else self.state.since
        self.last = []
        if line.whole:
            self.spans.append((line.start, line.end))

    def _other(self, line: ListLine, after: ListLine | None) -> None:
        """Take a line that is no row: a heading of rows, or one that ends the list."""
        self.last = []
        if self.state.since < 0 and (after is None or not after.may_rank):
            self.state = _State()  # no row can be right below: whatever it says of rows goes to none
            return
        heads = line.near and bool(line.head) and after is not None and after.row is not None
        kind = head_kind(line.head)
        item = line.head if heads and not kind and not has_rank(line.head) else ""
        since = self.state.since if heads else -1
        self.state = _State(item=item, kind=kind, since=since)

    def _is_row(self, line: ListLine, row: Row, before: ListLine | None, after: ListLine | None) -> bool:
        """Tell a row of a list from a line of running text that but looks so."""
        state = self.state
        if not row.entries:
            return bool(self.last)
        bare = [one for one in row.entries if not one.won]
        if not all(one.rank or state.rank for one in row.entries):
            return False
        if any(not self._is_unnamed(one) or "，" in line.text for one in bare):
            return False
        if state.rank and line.bare:
            return True
        if not line.whole and not self.last:
            return False
        beside = any(one is not None and one.ranked for one in (before, after))
        announced = before is not None and (
            bool(_ANNOUNCED.search(before.text)) or self.titles.named_in(before.start, before.end)
        )
        several = len(row.entries) > 1 and not line.text.endswith("。")
        alone = not bare and (row.bullet or several or "\n" in self.document.text[line.start : line.end])
        return bool(beside or announced or state.item or self.last or alone)

    def _is_foreign(self, words: str) -> bool:
        """Tell the name of another school, beside winners in their row."""
        if self.speaker.fact is None or not _WHOLE_SCHOOL.search(words):
            return False
        return not any(name in words or words in name for name in self.speaker.names)

    def _own(self, one: Entry) -> Entry | None:
        """Return a result less its winners of other schools; None where all are."""
        own = tuple(name for name in one.names if not self._is_foreign(name.remark))
        gone = one.names and (not own or self._is_foreign(one.school))
        return None if gone else replace(one, names=own)

    def _is_unnamed(self, one: Entry) -> bool:
        """Tell a result without winners: 护理技能 二等奖; what stands behind a rank may be what it brings."""
        return bool(
            one.rank
            and one.item
            and (not one.leading or one.listed or (self.state.item and is_like_name(one.item)))
        )

    def _row(self, line: ListLine, row: Row) -> None:
        if not row.entries:
            for at in self.last:
                advisors = self.results[at].advisors or row.advisors
                self.results[at] = replace(self.results[at], advisors=advisors)
            self.spans.append((line.start, line.end))
            return
        state = self.state
        state.since = line.start if state.since < 0 else state.since
        for one in row.entries:
            if state.item and one.leading and not one.won and not one.item_first and is_like_name(one.item):
                one.names, one.item = (Name(one.item),), ""  # a winner of an uncommon surname
        title = self.titles.of(line.start)
        own = [one for one in map(self._own, row.entries) if one]
        made = [result for one in own if (result := self._result(line, one, title))]
        state.rank = "" if line.ranked else state.rank
        taught = (one.advisors for one in reversed(row.entries) if one.advisors)
        state.advisors = next(taught, state.advisors)
        if made:
            self.last = list(range(len(self.results), len(self.results) + len(made)))
            self.results += made
        if made or len(own) < len(row.entries):
            self.spans.append((line.start, line.end))

    def _result(self, line: ListLine, one: Entry, title: Title | None) -> Result | None:
        state, home = self.state, self.speaker.home
        event = Event(0, 0, one.event, one.own_event) if one.event else title.event if title else None
        lead = self.document.text[max(0, state.since - _LEAD) : state.since]
        if (
            event is None
            or (one.counted and not (one.won or one.listed))
            or _SCHOLARSHIP.search(lead[-_LEAD // 2 :])
        ):
            return None
        rank, prefix = (one.rank, one.prefix) if one.rank else (state.rank, state.prefix)
        taught = state.advisors if one.same_advisors else one.advisors
        names = tuple(dict.fromkeys(name.name for name in one.names)) or one.teams
        level = prefix_level(one.level or re.sub(r"(?:个人|团体|团队).*", "", prefix), home)
        start, end = self._place(line, one)
        return Result(
            event=event.name,
            rank=rank,
            evidence=(self.document.evidence(start, end, ()),),
            item=one.item or state.rank_item or state.item,
            recipients=names,
            kind=self._kind(one, event, rank, prefix, (self.document.text[line.start : line.end], lead)),
            advisors=tuple(name for name in dict.fromkeys(taught) if name not in names),
            level=level or award_level(event.name, home, event.own),
            year=one.year or (title.year if title else None),
            confidence=_SURE if names else _UNNAMED,
        )

    def _place(self, line: ListLine, one: Entry) -> tuple[int, int]:
        """Return where a result of a line stands in the document's text, white space at its ends left out."""
        words = line.text[one.start : one.end]
        left = one.start + len(words) - len(words.lstrip())
        right = max(left + 1, one.end - len(words) + len(words.rstrip()))
        return line.places[left], line.places[right - 1] + 1

    def _kind(self, one: Entry, event: Event, rank: str, prefix: str, around: tuple[str, str]) -> str:
        """Return the kind of the winners; `around` are the line and what stands before the list."""
        line, lead = around
        roles = {name.role for name in one.names if name.role}
        of_team = _TEAM.search(prefix + one.item)
        if not one.names:
            told = one.kind or kind_of_text("", rank) or kind_of_event(event.name)
            return "school" if one.school else "team" if one.teams or one.work or of_team else told
        if len(one.names) > 1 and (of_team or len(roles) > 1):
            return "team"
        told = one.kind or (roles.pop() if len(roles) == 1 else "") or self.state.kind
        if one.advisors and told != "teacher":
            return "team" if len(one.names) > 1 and not _ALONE.search(prefix) else "student"
        if told:
            return told
        names = NameList(0, 1, tuple(name.name for name in one.names), tuple("" for _ in one.names))
        said = _GUIDES.sub("", lead)
        if _TEACHERS.search(said) and not _STUDENTS.search(said + line):
            return "teacher"
        return recipient_kind(names, event.name, rank, Around(line, lead, ()))
