"""One segment of a paragraph looked at for results: which event, item and year a rank in it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ..language.years import year_before
from ..reading.blocks import Document
from ..schools.school import Speaker
from .award_events import Event, event_between, joined_cup
from .award_items import clean_item
from .award_people import NameList
from .award_results import Result
from .award_text import AwardText, Segment
from .award_words import Rank, award_level, gets, is_event

_WORK: Final = re.compile(r"《([^》]{1,40})》")
_NAMED_ITEM: Final = re.compile(
    r"(?P<name>“[^”]{2,30}”|[^，。；：！？、《》“”]{2,24}?)(?:赛项|项目|(?<!个人)单项|科目)(?!组|书)"
)
#: What follows the name of an event up to the verb: 大赛 中餐热菜 荣获….
_EVENT_TAIL: Final = re.compile(r"[^，。；：的在中上里]{2,24}?(?=荣|获|夺|取得|的|中|，|$)")
#: An activity before one of its groups: “某某”活动|才艺展示类.
_ACTIVITY: Final = re.compile(
    r".*(?:”|评选|系列|主题|展示)活动(?=[\u4e00-\u9fff]{2,10}(?:类|组|项目|单项)?$)"
)
_ENTERS: Final = re.compile(r"参加了?|(?<![所实现存潜内外])在(?![线校职建])")
_MARK: Final = re.compile(r"[，：；。]|（(?![^（）]*）)|——")
#: What makes an event one still to come: 还将代表某省参加国赛.
_TO_COME: Final = re.compile(r"(?:将|备战|出征|晋级|推荐)[^，。；]{0,10}$")
_COUNT_TAIL: Final = re.compile(r"[\d一二两三四五六七八九十]+[个项枚名]$")
#: An event that says which it is: by number, cup or place.
_PLACED: Final = re.compile(
    r"届|杯|^[\u4e00-\u9fff]{2,3}[省市县区](?!级)|^全?[省市县区](?=[\u4e00-\u9fff])(?!级|赛|域)"
)
_OTHER_STAGE: Final = re.compile(r"[国省市县区校]级")
#: A year right before the name of an event: it is the event's.
_DATED: Final = re.compile(r"(?:19|20)\d\d年?度?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:在|参加|的|举行的)?$")
_DATE: Final = 24  #: characters that a date before a name may take
#: The year in which students came (2018级) or leave (2021届): not the result's.
_COHORT: Final = re.compile(r"(?:19|20)?\d\d[级届]")
_SAME_YEAR: Final = re.compile(r"同年")
#: A date right behind a rank: 三等奖2020.12, 一等奖（2020年）.
_LATE_DATE: Final = re.compile(r"[（ ]?((?:19|20)\d\d)(?=[.．/]\d|年(?:\d+月)?(?:\d+日)?(?:[）；。，]|$))")


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A rank told without its winners, whom the next sentence may name: its event, item and year.

    `at` is the place of the result already noted for it, -1 for none.
    """

    rank: Rank
    event: Event
    item: str
    year: int | None
    at: int = -1


@dataclass(slots=True)
class Memory:
    """What a paragraph has said so far, for what comes after."""

    event: Event | None = None
    event_year: int | None = None
    names: NameList | None = None
    open_claim: OpenClaim | None = None
    results: list[Result] = field(default_factory=list)

    def speak_of(self, event: Event, year: int | None = None) -> Event:
        """Note `event` as the one spoken of, and return it."""
        self.event, self.event_year = event, year
        return event


@dataclass(frozen=True, slots=True)
class Background:
    """What stands before a paragraph: the event named last and its year, the years of all events named.

    `advising` tells that the paragraph lists teachers by the prizes of their students.
    """

    event: Event | None
    year: int | None
    advising: bool
    years: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Scene:
    """A paragraph in its report."""

    document: Document
    told: AwardText
    speaker: Speaker
    background: Background


def is_placed(event: Event, home: str) -> bool:
    """Tell an event that says which it is (by level, place, number) from a mere kind of event."""
    return bool(award_level(event.name, home) or event.own or _PLACED.search(event.name))


class View:
    """One segment of a scene: what is named in it, and which of that a rank goes with."""

    def __init__(self, scene: Scene, memory: Memory, segment: Segment) -> None:
        self.scene, self.memory, self.segment = scene, memory, segment
        self.text = scene.told.text
        self.home = scene.speaker.home
        self.ranks = [rank for rank in scene.told.ranks if self.holds(rank.start)]
        self.persons = [one for one in scene.told.persons if self.holds(one.start)]
        self.events = [one for one in scene.told.events if self.holds(one.start) and not self._to_come(one)]

    def _to_come(self, event: Event) -> bool:
        return bool(_TO_COME.search(self.text[max(0, event.start - 14) : event.start]))

    def holds(self, at: int) -> bool:
        """Tell whether the place `at` is in the segment."""
        return self.segment.start <= at < self.segment.end

    @property
    def words(self) -> str:
        """The segment's text."""
        return self.text[self.segment.start : self.segment.end]

    def clause(self, rank: Rank) -> str:
        """Return the clause around a rank, as far as it tells a plan or a sum."""
        begin = max(self.text.rfind(mark, self.segment.start, rank.start) for mark in "，；。：")
        behind = re.split(r"[，；。]", self.text[rank.end : rank.end + 8], maxsplit=1)[0]
        return self.text[max(begin + 1, self.segment.start) : rank.end] + behind

    def is_placed(self, event: Event) -> bool:
        """Tell an event that says which it is (by level, place, number) from a mere kind of event."""
        return is_placed(event, self.home)

    def event_of(self, previous: int, start: int) -> Event | None:
        """Return the event of the rank at `start`, named since `previous`, or else the one spoken of."""
        named = [one for one in self.events if previous <= one.start and one.end <= start and one.name]
        if named:
            strong = [one for one in named if not one.weak] or named
            event = joined_cup(strong[-1], strong[-2] if len(strong) > 1 else self.memory.event)
            if event.weak and _OTHER_STAGE.match(event.name):
                return None  # 市级比赛: another stage than the one named before
            if not event.weak or self.memory.event is None:
                return self.memory.speak_of(event)
        if direct := self._direct_event(previous, start):
            return self.memory.speak_of(joined_cup(direct, self.memory.event))
        return self.memory.event

    def _direct_event(self, previous: int, start: int) -> Event | None:
        """Return what stands right before a rank and ends like an event only there: 温州市教学成果一等奖."""
        begin = self.edge(previous, start)
        words = _COUNT_TAIL.sub("", self.text[begin:start])
        if not is_event(words, weak=True) and (activity := _ACTIVITY.match(words)):
            words = activity[0]
        if not (4 <= len(words) <= 50 and is_event(words, weak=True)):
            return None
        event = event_between(self.text, begin, begin + len(words))
        return event if event and event.name and self.is_placed(event) else None

    def edge(self, previous: int, start: int) -> int:
        """Return where the words right before `start` begin: behind a verb, mark, person or event."""
        edges = [previous, self.segment.start]
        edges += [match.end() for match in gets(self.text, previous, start)]
        edges += [one.end for one in self.persons if one.end <= start]
        edges += [one.end for one in self.events if one.end <= start]
        edges += [match.end() for match in _MARK.finditer(self.text, previous, start)]
        return max(edge for edge in edges if edge <= start)

    def items_of(self, event: Event | None, previous: int, start: int) -> list[str]:
        """Return the works, 赛项 or groups named for the rank at `start`, in order."""
        begin = max(previous, self.segment.start)
        behind = event.end if event and begin <= event.start < start else begin
        places = [match.span("name") for match in _NAMED_ITEM.finditer(self.text, behind, start)]
        if places:
            return [item for place in places if (item := clean_item(self._behind_verbs(*place)))]
        if works := _WORK.findall(self.text[begin:start]):
            return [works[-1]]
        item = clean_item(self.text[self.edge(previous, start) : start])
        if not item and event and begin <= event.start < start:
            tail = _EVENT_TAIL.match(self.text[event.end : start])
            item = clean_item(tail[0]) if tail else ""
        return [item] if item else []

    def _behind_verbs(self, start: int, end: int) -> str:
        """Return `text[start:end]` from the last person or verb in it on."""
        ends = [one.end for one in self.persons if start < one.end < end]
        ends += [match.end() for match in gets(self.text, start, end)]
        ends += [match.end() for match in _ENTERS.finditer(self.text, start, end)]
        return self.text[max([start, *ends]) : end]

    def year_of(self, event: Event, rank: Rank) -> int | None:
        """Return the year of a result: the date behind it, the segment's, the event's, the paragraph's."""
        if match := _LATE_DATE.match(self.text, rank.end):
            return int(match[1])
        begin = self.segment.start
        if (year := self._said_year(begin, rank.start, event)) is not None:
            self.memory.event_year = year
            return year
        if event is self.memory.event and self.memory.event_year:
            return self.memory.event_year
        if told := self.scene.background.years.get(event.name):
            return told
        same = _SAME_YEAR.search(self.text, begin, rank.start)
        if same or not self.segment.opens or self.segment.bracket or event.start < begin:
            return self._said_year(0, begin, event)
        return None

    def _said_year(self, begin: int, end: int, event: Event) -> int | None:
        """Return the year said last in a stretch, but for years of another event (2019年…大赛)."""
        words = _COHORT.sub(lambda match: " " * len(match[0]), self.text[begin:end])
        for other in self.scene.told.events:
            if not begin <= other.start < end or other.name == event.name or other.start == event.start:
                continue
            if year := _DATED.search(self.text, max(begin, other.start - _DATE), other.start):
                at = year.start() - begin
                words = words[:at] + " " * len(year[0]) + words[at + len(year[0]) :]
        return year_before(words, len(words), self.scene.speaker.year)
