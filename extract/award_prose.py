"""Results told in running text: who won what in which competition, inherited over enumerations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from .award_events import Event, event_between, joined_cup
from .award_people import NameList
from .award_results import Result
from .award_roles import kind_of_text, recipient_kind
from .award_text import AwardText, Segment
from .award_words import Rank, award_level, gets, is_event, is_sum, is_unreal, prefix_level
from .blocks import Document
from .school import Speaker
from .sentences import evidence
from .years import year_before

_JOIN: Final = re.compile(r"(?:、|和|与|及|以及)(?:[^，。；、]{0,12})$")
_PRONOUN: Final = re.compile(
    r"^(?:[^，。；]{0,12}，)?(?:同年|同时)?，?(?:他|她|该生|该同学|该教师|该老师|二人|两人|三人|他们|她们)"
)
#: How a clause begins that goes on about the persons named before.
_NO_SUBJECT: Final = re.compile(
    r"[，；、]*(?:并|还|又|同时|同年|另|再|也|其|他|她|该|二人|两人|三人|于|在|参加|(?:19|20)\d\d|今年|荣?获|夺|全国|第.{1,3}届|[特一二三]等奖|[金银铜])"
)
_WORK: Final = re.compile(r"《([^》]{1,40})》")
_NAMED_ITEM: Final = re.compile(
    r"(?P<name>“[^”]{2,30}”|[^，。；：！？、《》“”]{2,24}?)(?:赛项|项目|单项|科目)(?!组|书)"
)
_SUBJECT: Final = re.compile(r"学校|我校|该校|我院|学院(?!派)|本校")
#: A team with a name of its own, from a mark or a word that ends before it; and a team that has none.
_TEAM: Final = re.compile(
    r"(?:^|(?<=[，；。：]))(?P<name>(?:(?!获|参加|代表我)[\u4e00-\u9fffA-Za-z0-9“”]){1,16}?(?:代表队|团队|战队|队|小组|教研组|项目组))(?![员长伍])(?=荣?获|在|以|夺|摘|得|斩|还|也|又|凭|（|，|代表|取得|的)"
)
_BARE_TEAM: Final = re.compile(
    r"(?:参赛|我们|学校|师生|学生|教师|男|女|男子|女子|抽测|推荐|整个|项目|课程|该|两支|各)*(?:参赛)?(?:团队|队|小组|代表队)"
)
#: An entry that names its 赛项 before its winners: 一等奖：美发（学生组）甲、乙；砌筑 丙
_ITEM_FIRST: Final = re.compile(r"(?:：|——)(?P<item>[^：，。；]{2,24})$")
_TEAM_ENTRY: Final = re.compile(
    r"(?:(?<=[：；、])|(?<=和))(?P<name>[\u4e00-\u9fffA-Za-z0-9“”]{2,16}?(?:代表队|团队|战队))(?=[（；。，])"
)
_SHARE: Final = re.compile(r"分别|分获|依次")
_LEVEL_WORDS: Final = re.compile(r"(?:国家|省|市|县|区|校|院)(?:部)?级?|全[国省市县区校]|省市级?")
_NO_ITEM: Final = re.compile(
    r"了|成绩|代表|我校|学校|最终|一举|各类|选手|学生|老师|同学|参赛|角逐|竞争|拼搏|努力|\d|荣誉|奖|名师|喜|以|全[国省市区县校]各|并|的?好|评委|现场|决赛|阵容|参加"
)
#: Said of a rank behind it: 一等奖也归我院, 在一等奖的基础上.
#: An event that says which it is: by number, cup or place.
_PLACED: Final = re.compile(r"届|杯|^[\u4e00-\u9fff]{2,3}[省市县区](?!级)")
_GOES_TO: Final = re.compile(r"[也亦都]?归(?:我|该|学)?(?:校|院)|的基础上")
#: A year right before the name of an event: it is the event's.
_DATED: Final = re.compile(r"(?:19|20)\d\d年?度?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:在|参加|的|举行的)?$")
#: The year in which students came (2018级) or leave (2021届): not the result's.
_COHORT: Final = re.compile(r"(?:19|20)?\d\d[级届]")
_LATE_DATE: Final = re.compile(r"[（ ]?((?:19|20)\d\d)(?=[.．/]\d|年(?:\d+月)?(?:\d+日)?(?:[）；。，]|$))")
_LIST_LEAD: Final = re.compile(
    r"(?:[\d一二两三四五六七八九十]+(?:个|项|名|人|件|篇))?(?:[，：]?(?:分别)?(?:是|为|有|获得者|获奖者|获奖选手|包括))?(?:，[^，。；：]{2,20})?(?:：|——|--|-)|（"
)
_COUNTED_LEAD: Final = re.compile(
    r"(?:[\d一二两三四五六七八九十]+(?:个|项|名|人|件|篇|位))，(?:其中|有|分别是|分别为|包括)?$"
)


@dataclass(slots=True)
class _State:
    """What a paragraph has said so far, for what comes after."""

    event: Event | None = None
    event_year: int | None = None
    names: NameList | None = None
    advisors: tuple[str, ...] = ()
    item: str = ""
    results: list[Result] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Background:
    """What stands before a paragraph: the event named last, its year, and whether it speaks of advisors."""

    event: Event | None
    year: int | None
    advising: bool
    years: Mapping[str, int]


def prose_results(
    document: Document, told: AwardText, speaker: Speaker, background: Background
) -> list[Result]:
    """Return the results that a paragraph tells, in order."""
    state = _State(background.event, background.year)
    for segment in told.segments:
        _Reader(document, told, speaker, state, segment, background).read()
    return state.results


class _Reader:
    """Reads one segment of a paragraph."""

    def __init__(
        self,
        document: Document,
        told: AwardText,
        speaker: Speaker,
        state: _State,
        segment: Segment,
        background: Background,
    ) -> None:
        self.document, self.told, self.speaker, self.state, self.segment = (
            document,
            told,
            speaker,
            state,
            segment,
        )
        self.background = background
        self.text = told.text
        self.ranks = [rank for rank in told.ranks if self._inside(rank.start)]
        self.persons = [one for one in told.persons if self._inside(one.start)]
        self.events = [one for one in told.events if self._inside(one.start)]
        self.used: set[int] = set()

    def _inside(self, at: int) -> bool:
        return self.segment.start <= at < self.segment.end

    def read(self) -> None:
        """Add the segment's results to the state's."""
        if (
            self.segment.opens
            and not self.segment.bracket
            and not _PRONOUN.match(self.text[self.segment.start : self.segment.end])
        ):
            self.state.names = None
        first = len(self.state.results)
        previous = self.segment.start
        at = 0
        if not self.ranks:
            self._lists_go_on()
        while at < len(self.ranks):
            group = self._group(at)
            previous = self._read_group(group, previous)
            at += len(group)
        if strong := [one for one in self.events if one.name and not one.weak and one.start >= previous]:
            if self.state.event is not strong[-1]:
                self.state.event, self.state.event_year = joined_cup(strong[-1], None), None
        self._leave(first)

    # A list that goes on behind ；: 铜奖——甲；（乙、丙）；丁
    def _lists_go_on(self) -> None:
        words = self.text[self.segment.start : self.segment.end].strip("；。 ")
        lists = [one for one in self.persons if not one.advising]
        if not lists or not self.state.results or re.search(r"[，：]", words):
            return
        last = self.state.results[-1]
        bare = words.strip("（）")
        if (
            last.recipients
            and len(lists) == 1
            and lists[0].start <= self.segment.start + 1
            and len(bare) <= lists[0].end - lists[0].start + 1
        ):
            self._add_like(last, lists[0])

    def _add_like(self, last: Result, names: NameList) -> None:
        place = evidence(self.document, self.told.passage, names.start, names.end, self.told.section)
        self.state.results.append(
            Result(
                last.event,
                last.rank,
                (place,),
                last.item,
                names.names,
                last.kind,
                (),
                last.level,
                last.year,
                last.confidence,
            )
        )

    def _group(self, at: int) -> list[Rank]:
        """Return the ranks from `at` on that are told in one breath: 二等奖和三等奖."""
        group = [self.ranks[at]]
        for rank in self.ranks[at + 1 :]:
            between = self.text[group[-1].end : rank.start]
            if not _JOIN.match(between) or any(
                group[-1].end <= one.start < rank.start for one in (*self.persons, *self.events)
            ):
                break
            group.append(rank)
        return group

    def _read_group(self, group: list[Rank], previous: int) -> int:
        start, end = group[0].start, group[-1].end
        event = self._event(previous, start)
        lists, behind = self._names_behind(group, end)
        before = self._names_before(previous, start)
        if any(rank.joint for rank in group):
            return end
        share = bool(_SHARE.search(self.text, previous, start))
        if before and share and len(group) > 1:
            if len(before.names) == len(group):
                for number, rank in enumerate(group):
                    one = NameList(before.start, before.end, (before.names[number],), (before.roles[number],))
                    self._add(rank, one, event, previous, self._item(event, previous, start), [rank])
            return end
        for rank in group:
            item = self._item(event, previous, start)
            if lists:
                for names, own_item in lists:
                    self._add(rank, names, event, previous, own_item or item, group)
            elif before and not before.advising:
                self._add_before(rank, before, event, previous, item, group)
            else:
                self._add_unnamed(rank, event, previous, item, before)
        return max(end, behind)

    def _add_before(
        self, rank: Rank, names: NameList, event: Event | None, previous: int, item: str, group: list[Rank]
    ) -> None:
        if rank.counted:
            items = self._items(event, previous, rank.start)
            if rank.count and len(items) == rank.count:
                for one in items:
                    self._add(rank, names, event, previous, one, group)
            return
        self._add(rank, names, event, previous, item, group)

    # -- persons ---------------------------------------------------------------------------------

    def _names_before(self, previous: int, start: int) -> NameList | None:
        """Return the persons that a rank is told of: those named since the rank before, else those named before that."""
        lists = [
            one
            for one in self.persons
            if previous <= one.start and one.end <= start and one.start not in self.used
        ]
        winners = [one for one in lists if not one.advising]
        if winners:
            self.state.names = winners[-1]
            return winners[-1]
        if lists:
            return lists[-1]
        held = self.state.names
        if held is None or self.segment.bracket and not self._directly_behind(held):
            return None
        if (
            held.end <= self.segment.start
            and not self.segment.bracket
            and not _NO_SUBJECT.match(self.text[self.segment.start : start])
        ):
            return None
        if re.search(r"团[体队]$", self.text[previous:start]):
            return None
        changed = re.search(
            rf"[，；](?:[^，；]{{0,12}})?(?:{_SUBJECT.pattern}|队|团队|学生|教师|选手)",
            self.text[max(held.end, previous) : start],
        )
        return None if changed else held

    def _directly_behind(self, names: NameList) -> bool:
        return names.end == self.segment.start - 1

    def _names_behind(self, group: list[Rank], end: int) -> tuple[list[tuple[NameList, str]], int]:
        """Return the persons listed behind a rank with their items: 一等奖：甲（数控车）、乙; 二等奖（丙、丁）; and where the list ends."""
        limit = next(
            (rank.start for rank in self.ranks if rank.start >= end and rank not in group), self.segment.end
        )
        limit = self._list_limit(end, limit)
        lists = [
            one for one in self.told.persons if end <= one.start and one.end <= limit and not one.advising
        ]
        if not lists:
            return [], end
        lead = self.text[end : lists[0].start]
        if match := _LIST_LEAD.match(lead):
            if lead[match.end() - 1] == "（":
                close = self.text.find("）", lists[0].end)
                if match.end() == len(lead) or re.fullmatch(
                    r"（(?:获奖者|选手|学生|教师|获奖人)?[：:]?", lead
                ):
                    return [(lists[0], "")], close + 1
                return [], end
            # A list parted by ；reads on over segments.
            whole = self._whole_list(end, lists[0])
            return whole
        if _COUNTED_LEAD.search(lead) and re.match(
            r"等|在列|[。；）]|榜上有名", self.text[lists[0].end :] or "。"
        ):
            self.used.add(lists[0].start)
            return [(lists[0], "")], lists[0].end
        if _COUNTED_LEAD.search(lead) and self.text[lists[0].start - 1] == "有":
            self.used.add(lists[0].start)
            return [(lists[0], "")], lists[0].end
        return [], end

    def _list_limit(self, end: int, limit: int) -> int:
        return limit

    def _whole_list(self, end: int, first: NameList) -> tuple[list[tuple[NameList, str]], int]:
        stop = re.compile(r"[。！？]").search(self.text, first.end)
        limit = stop.start() if stop else len(self.text)
        limit = min([limit, *(rank.start for rank in self.told.ranks if rank.start > first.start)])
        cut = self.text.rfind("；", first.end, limit)
        if limit < len(self.text) and self.text[limit] not in "。！？" and cut > 0:
            limit = cut
        elif limit < len(self.text) and self.text[limit] not in "。！？":
            limit = max(first.end, self.text.rfind("，", first.end, limit))
        return _entries(self.text, self.told.persons, end, first, limit), limit

    # -- event, item, year -----------------------------------------------------------------------

    def _event(self, previous: int, start: int) -> Event | None:
        named = [one for one in self.events if previous <= one.start and one.end <= start and one.name]
        if named:
            strong = [one for one in named if not one.weak] or named
            event = joined_cup(strong[-1], self.state.event)
            if len(strong) > 1:
                event = joined_cup(strong[-1], strong[-2])
            if event.weak and re.match(r"[国省市县区校]级", event.name):
                return None  # 市级比赛: another stage than the one named before
            if not event.weak or self.state.event is None:
                self.state.event, self.state.event_year = event, None
                return event
        direct = self._direct_event(previous, start)
        if direct:
            direct = joined_cup(direct, self.state.event)
            self.state.event, self.state.event_year = direct, None
            return direct
        return self.state.event

    def _direct_event(self, previous: int, start: int) -> Event | None:
        """Return the event that stands right before a rank and ends like one only there: 温州市教学成果一等奖."""
        begin = self._edge(previous, start)
        start = begin + len(re.sub(r"[\d一二两三四五六七八九十]+[个项枚名]$", "", self.text[begin:start]))
        words = self.text[begin:start]
        if 4 <= len(words) <= 50 and is_event(words, weak=True):
            event = event_between(self.text, begin, start)
            if (
                event
                and event.name
                and (award_level(event.name, self.speaker.home) or event.own or _PLACED.search(event.name))
            ):
                return event
        return None

    def _edge(self, previous: int, start: int) -> int:
        """Return where the words right before `start` begin: behind a verb, mark, person, year or event."""
        edges = [previous, self.segment.start]
        edges += [match.end() for match in gets(self.text, previous, start)]
        edges += [one.end for one in self.persons if one.end <= start]
        edges += [one.end for one in self.events if one.end <= start]
        edges += [
            match.end()
            for match in re.finditer(r"[，：；。（]|——", self.text[:start])
            if match.end() > previous
        ]
        return max(edge for edge in edges if edge <= start)

    def _item(self, event: Event | None, previous: int, start: int) -> str:
        items = self._items(event, previous, start)
        return items[-1] if items else ""

    def _items(self, event: Event | None, previous: int, start: int) -> list[str]:
        """Return the works, 赛项 or groups named for a rank."""
        begin = max(previous, self.segment.start)
        behind = event.end if event and begin <= event.start < start else begin
        near = self.text[behind:start]
        if named := [
            clean_item(self._behind_verbs(behind + match.start("name"), behind + match.end("name")))
            for match in _NAMED_ITEM.finditer(near)
        ]:
            return [item for item in named if item]
        if works := _WORK.findall(self.text[begin:start]):
            return [works[-1]]
        edge = self._edge(previous, start)
        item = clean_item(self.text[edge:start])
        if not item and event and event.start >= begin:
            tail = re.match(
                r"[^，。；：的在中上里]{2,24}?(?=荣|获|夺|取得|的|中|，|$)", self.text[event.end : start]
            )
            item = clean_item(tail[0]) if tail else ""
        if (
            not item
            and behind > begin
            and (quoted := re.search(r"(?:作品|论文|课题|微课|节目)“([^”]{2,30})”", self.text[begin:behind]))
        ):
            item = quoted[1]
        return [item] if item else []

    def _behind_verbs(self, start: int, end: int) -> str:
        """Return `text[start:end]` from the last person or verb in it on."""
        ends = [one.end for one in self.persons if start < one.end < end] + [
            match.end() for match in gets(self.text, start, end)
        ]
        ends += [match.end() for match in re.compile("参加了?").finditer(self.text, start, end)]
        return self.text[max([start, *ends]) : end]

    def _year(self, event: Event | None, rank: Rank, previous: int) -> int | None:
        if match := _LATE_DATE.match(self.text, rank.end):
            return int(match[1])
        begin = self.segment.start
        if (year := self._said_year(begin, rank.start, event)) is not None:
            self.state.event_year = year
            return year
        if event is not None and event is self.state.event and self.state.event_year:
            return self.state.event_year
        if event and (told := self.background.years.get(event.name)):
            return told
        if not self.segment.opens or self.segment.bracket or event is None or event.start < begin:
            return self._said_year(0, begin, event)
        return None

    def _said_year(self, begin: int, end: int, event: Event | None) -> int | None:
        """Return the year said last in a stretch, but for years that belong to another event (2019年…大赛)."""
        words = _COHORT.sub(lambda match: "　" * len(match[0]), self.text[begin:end])
        for other in self.told.events:
            year = _DATED.search(self.text, begin, other.start) if begin <= other.start < end else None
            if year and event and other.name != event.name and other.start != event.start:
                at = year.start() - begin
                words = words[:at] + "　" * (len(year[0])) + words[at + len(year[0]) :]
        return year_before(words, len(words), self.speaker.year)

    # -- results ---------------------------------------------------------------------------------

    def _clause(self, rank: Rank) -> str:
        begin = max(
            (self.text.rfind(mark, self.segment.start, rank.start) for mark in "，；。："), default=-1
        )
        return (
            self.text[max(begin + 1, self.segment.start) : rank.end]
            + re.split(r"[，；。]", self.text[rank.end : rank.end + 8])[0]
        )

    def _add(
        self, rank: Rank, names: NameList, event: Event | None, previous: int, item: str, group: list[Rank]
    ) -> None:
        if event is None or not event.name or is_unreal(self._clause(rank)) or self._foreign(names):
            return
        if (
            self.background.advising
            and names.end <= rank.start
            and self.text[names.end : names.end + 1] == "："
        ):
            names, advisors = NameList(names.start, names.start, (), ()), names.names
            kind = "student"
        else:
            advisors = self._advisors(previous, rank)
            kind = recipient_kind(
                names,
                self.text[self.segment.start : self.segment.end],
                event.name,
                rank.rank,
                (*self.told.section,),
                self.text[: self.segment.start],
            )
        self._store(rank, names, event, item, kind, advisors, previous, 0.85)

    def _add_unnamed(
        self, rank: Rank, event: Event | None, previous: int, item: str, advisors: NameList | None
    ) -> None:
        """Add a result whose winners are not named: the school's, a team's, one student's."""
        begin = max(self.segment.start, previous)
        left = self.text[begin : rank.start]
        clause = self._clause(rank)
        if (
            event is None
            or not event.name
            or rank.counted
            or is_unreal(clause)
            or is_sum(clause)
            or event.weak
        ):
            return
        won = gets(self.text, begin, rank.start) or _GOES_TO.match(self.text, rank.end)
        if not won and not self.segment.bracket and not (event.start >= begin and re.search(r"：", left)):
            return
        if not (award_level(event.name, self.speaker.home) or event.own or _PLACED.search(event.name)):
            return
        kind = kind_of_text(
            left.replace(self.text[event.start : event.end], "") if event.start >= begin else left, rank.rank
        )
        if not kind and not _GOES_TO.match(self.text, rank.end):
            return
        winners = (
            self._team(begin, rank.start) if kind == "team" else NameList(rank.start, rank.start, (), ())
        )
        taught = advisors.names if advisors else ()
        self._store(rank, winners, event, item, kind, taught, previous, 0.6)

    def _team(self, begin: int, end: int) -> NameList:
        """Return the team named between `begin` and `end` (城建学院代表队) as a list of one; a bare 代表队 is none."""
        for match in reversed(list(_TEAM.finditer(self.text, begin, end))):
            name = re.sub(r"^(?:我校|我院|由|在|的|中|上|里|其中|而|和)+", "", match["name"])
            if not _BARE_TEAM.fullmatch(name):
                return NameList(match.end() - len(name), match.end(), (name,), ("",))
        return NameList(end, end, (), ())

    def _store(
        self,
        rank: Rank,
        names: NameList,
        event: Event,
        item: str,
        kind: str,
        advisors: tuple[str, ...],
        previous: int,
        confidence: float,
    ) -> None:
        marks = [rank.start, rank.end]
        if names.names:
            marks += [names.start, names.end]
        if self.segment.start <= event.start < self.segment.end:
            marks += [event.start]
        place = evidence(self.document, self.told.passage, min(marks), max(marks), self.told.section)
        before = (
            prefix_level(self.text[self._edge(previous, rank.start) : rank.start], self.speaker.home)
            if not item
            else None
        )
        self.state.results.append(
            Result(
                event.name,
                rank.rank,
                (place,),
                "" if item == event.name else item,
                names.names,
                kind,
                tuple(name for name in advisors if name not in names.names),
                award_level(event.name, self.speaker.home, event.own) or before,
                self._year(event, rank, previous),
                confidence if self.segment.start <= event.start else confidence - 0.15,
            )
        )

    def _advisors(self, previous: int, rank: Rank) -> tuple[str, ...]:
        return tuple(
            name
            for one in self.persons
            if one.advising and previous <= one.start < rank.start
            for name in one.names
        )

    def _foreign(self, names: NameList) -> bool:
        """Tell persons of another school: 滕州市…学校胡育祯."""
        if self.speaker.fact is None:
            return False
        head = re.search(
            r"([^，。；、的（）]{4,24}(?:学校|职专|中专|中心学校|学院|大学))(?:学生|教师|选手|老师)?$",
            self.text[max(0, names.start - 26) : names.start],
        )
        return (
            bool(head)
            and not self.speaker.is_own(head[1])
            and not any(own in head[1] for own in self.speaker.names)
            and not re.search(r"我校|该校|本校|代表", head[1])
        )

    def _leave(self, first: int) -> None:
        """Give advisors named behind to the segment's results."""
        if not self.ranks:
            lists = [one for one in self.persons if one.advising]
        else:
            lists = [one for one in self.persons if one.advising and one.start > self.ranks[-1].start]
        results = self.state.results
        if not lists:
            return
        names = tuple(name for one in lists for name in one.names)
        start = first if self.ranks else len(results) - 1
        for at in range(max(start, 0), len(results)):
            one = results[at]
            if not one.advisors and one.kind != "teacher" and not set(names) & set(one.recipients):
                results[at] = Result(
                    one.event,
                    one.rank,
                    one.evidence,
                    one.item,
                    one.recipients,
                    one.kind,
                    names,
                    one.level,
                    one.year,
                    one.confidence,
                )


def clean_item(words: str) -> str:
    """Return the name of a 赛项, work or group without what stands around it; "" where the words are none."""
    words = re.sub(r"^(?:中|上|里|的|在|“(?=[^”]*$)|、|，|和|与|及|之|活动|项目|赛项|—+|-+)+", "", words)
    words = (
        re.sub(r"(?:赛项|项目|比赛|的|中|上|里|，|：|单项)+$", "", words)
        if not re.fullmatch(r"个人单项", words)
        else words
    )
    if re.fullmatch(r"(?:学生|教师|职工|高中|中职|高职|成人|青年)组", words):
        return words
    quoted = re.fullmatch(r"[“《（]([^”》）]+)[”》）]", words)
    words = quoted[1] if quoted else words
    if (
        not 2 <= len(words) <= 30
        or _LEVEL_WORDS.fullmatch(words)
        or _NO_ITEM.search(words)
        or words in ("项目", "赛项", "活动", "比赛")
    ):
        return ""
    return words


def _entries(
    text: str, persons: Sequence[NameList], start: int, first: NameList, limit: int
) -> list[tuple[NameList, str]]:
    """Return the entries of a list behind a rank: 甲、乙（赛项）；某队（丙、丁），某组."""
    spans = [one for one in persons if start <= one.start and one.end <= limit and not one.advising]
    for match in _TEAM_ENTRY.finditer(text, start, limit):
        if not any(one.start <= match.end() + 1 <= one.end for one in spans):
            spans.append(NameList(match.start("name"), match.end("name"), (match["name"],), ("",)))
    spans.sort(key=lambda one: one.start)
    general = text[start : first.start]
    opening = text[start : spans[0].start] if spans else ""
    if not re.match(r"）?(?:（|，)", text[spans[0].end :]) and (lead := _ITEM_FIRST.search(opening)):
        return _items_first(text, spans, start + lead.start("item"))
    shared = re.search(r"(?:都|均|全)(?:在|为|是)([^，。；：]{2,16})：", general)
    found: list[tuple[NameList, str]] = []
    for number, one in enumerate(spans):
        following = spans[number + 1].start if number + 1 < len(spans) else limit
        behind = text[one.end : following]
        bracket = re.match(r"）?(?:（([^（）]*(?:（[^（）]*）)?[^（）]*)）)", behind)
        group = re.match(r"）?，([^，。；（）：]{2,16})(?=[；。，]|$)", behind)
        item = bracket[1] if bracket else group[1] if group else shared[1] if shared else ""
        found.append((one, clean_item(item) or item))
    return found


def _items_first(text: str, spans: Sequence[NameList], start: int) -> list[tuple[NameList, str]]:
    """Return the entries of a list whose 赛项 stand before the winners."""
    found: list[tuple[NameList, str]] = []
    for one in spans:
        words = text[start : one.start].strip("；、， ：）（")
        words += "）" if words.count("（") > words.count("）") else ""
        words = re.sub(r"(?:学生|教师|选手|同学|老师|赛项|项目)$", "", words)
        found.append((one, clean_item(words) or (words if 2 <= len(words) <= 24 and "组" in words else "")))
        start = one.end
    return found
