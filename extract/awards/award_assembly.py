"""Results put together from the roles that a sentence names, in whatever order: rank, winners, item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .award_bindings import Binding, bindings
from .award_claims import UNNAMED, Claim, claimed
from .award_events import Event
from .award_item_finding import ItemFinder
from .award_leftovers import Span
from .award_people import NameList
from .award_prizes import is_school_prize, taught_best
from .award_results import Result
from .award_roles import Around, recipient_kind
from .award_slots import people_in
from .award_teachers import teachers_of
from .award_text import Segment
from .award_unnamed import ItemPrizes, item_list, team_places
from .award_view import Memory, Scene, View
from .award_winners import Winners
from .award_words import Rank, award_level, find_places, is_unreal, without_explained
from .award_works import works_won

_SENTENCE: Final = re.compile(r"[^。！？]+[。！？]?")
_SHARE: Final = re.compile(r"分别|依次|各以|(?<!\d)分获")
_JOINED: Final = re.compile(r"(?:、|和|与|及|以及)[^，。；、]{0,12}")
_TEAM: Final = re.compile(r"一[队组]|[二三四]人组|团体|团队|组成|组合|搭档|(?:代表|参赛|战)队")
_EACH: Final = re.compile(r"各[得获摘拿]|双双|两人均|都[得获摘拿]")
_FOREIGN: Final = re.compile(r"兄弟(?:学校|院校)|友校|外校|其[他它余](?:学校|院校)|他校|对手")
#: The first or last of persons named before: 前两位分别是.
_SOME: Final = re.compile(
    r"(?P<which>前|后)(?P<count>[一两二三四五]|者)[位人名]?(?=[^，。；]{0,4}(?:分别|以|凭|获|得|拿|都|均|是|为|在))"
)
#: From one rank of a winner to the next: 、跳远|.
_FURTHER: Final = re.compile(
    r"(?:、|和|及|以及)(?!团体|团队|学校|集体)[^，。；：、（）项赛]{2,12}(?:项目|赛项)?"
)
_SHORT: Final = {"国赛": "national", "省赛": "provincial", "市赛": "municipal", "校赛": "school"}
_NUMBERS: Final = "零一二三四五六七八九十"
_SURE, _LOOSE = 0.85, 0.75  # confidence: by a lead or a verb, by nearness; less where the event is far

Told = tuple[Result, bool]  #: a result, and whether the words leave no doubt who won what


class Assembler:
    """Reads a paragraph sentence by sentence, each by its roles."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.told.text
        self.memory = Memory(scene.background.event, scene.background.year)
        self.finder = ItemFinder(self.text)
        whole = View(scene, self.memory, Segment(0, len(self.text)))
        self.events = [one for one in whole.events if one.name]
        self.placed = frozenset(one for one in self.events if whole.is_placed(one))
        names = {one.name for one in self.placed if not one.weak}
        #: The competition that the paragraph names, where it names but one.
        self.only = next((one for one in self.events if one.name in names), None) if len(names) == 1 else None

    def results(self) -> Iterator[Told]:
        """Yield the results, each with whether the words leave no doubt who won what."""
        if self.scene.background.advising:
            return
        before: Segment | None = None
        for match in _SENTENCE.finditer(self.text):
            segment = Segment(*match.span())
            if ranks := self._ranks(segment):
                people = self._people(segment)
                people += self._some(segment, before, people)
                yield from self._sentence(segment, sorted(people, key=lambda one: one.start), ranks)
            before = segment
            if event := self._event_before(segment.end):
                self._speak_of(event)

    def _speak_of(self, event: Event) -> None:
        if self.memory.event is None or event.name != self.memory.event.name:
            self.memory.speak_of(event)

    def _people(self, segment: Segment) -> list[NameList]:
        told = self.scene.told
        return people_in(self.text, segment.start, segment.end, told.tokens, told.persons)

    def _ranks(self, segment: Segment) -> list[Rank]:
        """Return the ranks and places of a sentence, but those by which another was won."""
        start, end = segment.start, segment.end
        told = [one for one in self.scene.told.ranks if start <= one.start < end]
        found = sorted([*told, *find_places(self.text, start, end, told)], key=lambda one: one.start)
        return without_explained(self.text, found)

    def _some(self, segment: Segment, before: Segment | None, people: Sequence[NameList]) -> list[NameList]:
        """Return the persons that 前两位, 后者 stand for."""
        found = []
        for match in _SOME.finditer(self.text, segment.start, segment.end):
            lists = [one for one in people if one.end <= match.start() and len(one.names) > 1]
            if not lists and before:
                lists = [one for one in self._people(before) if len(one.names) > 1]
            if lists:
                number = "一" if match["count"] == "者" else match["count"].replace("两", "二")
                count = _NUMBERS.find(number)
                part = slice(None, count) if match["which"] == "前" else slice(-count, None)
                found.append(NameList(*match.span(), lists[-1].names[part], lists[-1].roles[part]))
        return found

    def _event_before(self, at: int) -> Event | None:
        """Return the competition named last before `at`, one that says which it is."""
        home = self.scene.speaker.home
        behind = [one for one in self.events if one.end <= at]
        placed = [one for one in behind if one in self.placed and not one.weak]
        if not placed and self.memory.event is None:
            named = [one for one in behind if not one.weak or award_level(one.name, home)]
            return named[-1] if named else None
        event = placed[-1] if placed else None
        level = _SHORT.get(event.name) if event else None
        if level is None:
            return event
        full = [*self.events, *([self.memory.event] if self.memory.event else [])]
        full = [one for one in full if one.name not in _SHORT and award_level(one.name, home) == level]
        return full[-1] if full else event

    def _sentence(
        self, segment: Segment, people: Sequence[NameList], ranks: Sequence[Rank]
    ) -> Iterator[Told]:
        view = View(self.scene, self.memory, segment)
        own = list(self._of_kind(view, people, ranks))
        works = list(self._of_works(view, people, ranks))
        yield from ((result, True) for result, _ in (*own, *works))
        gone = [rank for _, rank in own]
        ranks = [one for one in ranks if one not in gone]
        best = {name for result, _ in own for name in result.recipients}
        people = [one for one in people if not best.issuperset(one.names)]
        makers = {name for result, _ in works for name in result.recipients}
        won = [rank for _, rank in works]
        bound = [
            one
            for one in bindings(self.text, people, ranks)
            if one.rank not in won or makers.isdisjoint(one.names.names)
        ]
        spans: list[NameList | Rank | Event] = [*people, *ranks]
        spans += [one for one in self.events if one in self.placed or not self.memory.event]
        bound += self._carried(bound, people, ranks)
        bound.sort(key=lambda one: (one.names.start, one.rank.start))
        cuts: list[Span] = [(one.start, one.end) for one in spans]
        edge = segment.start
        made: list[Told] = []
        for number, one in enumerate(bound):
            if self._shares_ranks(one, ranks):
                made += self._dealt(view, bound[: number + 1], ranks, people, edge)
                continue
            later = (other.names.start for other in bound if other.names.start > one.names.start)
            limit = min(later, default=segment.end)
            items = self.finder.items(one, edge, limit, cuts)
            for result in self._made(view, one, items, people, edge):
                made.append((result, one.sure or len(result.recipients) < len(one.names.names)))
            edge = max(edge, one.names.end, one.rank.end if not one.headed else 0)
        yield from made
        yield from self._item_lists(view, people, ranks, edge)
        yield from self._unnamed(view, people, ranks, [one.rank for one in bound])

    def _carried(
        self, bound: Sequence[Binding], people: Sequence[NameList], ranks: Sequence[Rank]
    ) -> Iterator[Binding]:
        """Yield the further ranks of winners told in one breath: 甲跳高第四名、跳远第六名."""
        held = {one.rank.start: one for one in bound if not one.headed}
        taken = {one.rank.start for one in bound}
        for before, rank in zip(ranks, ranks[1:], strict=False):
            one = held.get(before.start)
            if one is None or rank.start in taken or rank.counted or rank.joint:
                continue
            named = any(before.end <= other.start < rank.start for other in people)
            if not named and _FURTHER.fullmatch(self.text, before.end, rank.start):
                held[rank.start] = Binding(one.names, rank, False, one.sure)
                yield held[rank.start]

    def _unnamed(
        self, view: View, people: Sequence[NameList], ranks: Sequence[Rank], taken: Sequence[Rank]
    ) -> Iterator[Told]:
        """Yield the results that are told without persons, but those of works."""
        prizes = ItemPrizes(view, people, ranks)
        for rank in ranks:
            event = self._event_at(rank.start)
            if event is None or rank in taken:
                continue
            if rank not in self.scene.told.ranks and not is_unreal(view.clause(rank)):
                yield from ((one, False) for one in team_places(view, rank, event))
            else:
                yield from ((one, False) for one in prizes.results(rank, event))

    def _event_at(self, at: int) -> Event | None:
        """Return the competition spoken of at `at`: named before, or else the text's only one."""
        event = self._event_before(at) or self.memory.event or self.only
        return event if event and event.name else None

    def _of_works(
        self, view: View, people: Sequence[NameList], ranks: Sequence[Rank]
    ) -> Iterator[tuple[Result, Rank]]:
        """Yield the results of works, with the ranks that they take."""
        if "《" not in view.words:
            return
        segment = view.segment
        events = [one for one in self.events if segment.start <= one.start < segment.end]
        for work, rank in works_won(self.text[: segment.end], segment.start, people, ranks, events):
            event = self._event_at(rank.start)
            if event is None or is_unreal(view.clause(rank)):
                continue
            names = work.makers or NameList(work.start, work.end, (), ())
            advisors = teachers_of(self.text, names, people, segment) if names.names else ()
            bound = Binding(names, rank, False, True)
            kind = self._kind(view, bound, event, advisors) if names.names else "team"
            confidence = _SURE if names.names else UNNAMED
            claim = Claim(rank, event, work.title, min(work.start, rank.start))
            marks = (work.start, work.end)
            result = claimed(
                view, claim, names, kind=kind, advisors=advisors, confidence=confidence, marks=marks
            )
            if result is not None:
                yield result, rank

    def _of_kind(
        self, view: View, people: Sequence[NameList], ranks: Sequence[Rank]
    ) -> Iterator[tuple[Result, Rank]]:
        """Yield the prizes that say themselves whose they are, the school's or its teachers'."""
        for rank in ranks:
            event = self._event_at(rank.start)
            if event is None:
                continue
            told = taught_best(view, rank, ranks, people)
            kind = "teacher" if told else "school"
            if not told and is_school_prize(view, rank):
                told = [(NameList(rank.start, rank.start, (), ()), "")]
            for names, item in told:
                claim = Claim(rank, event, item, rank.start)
                result = claimed(view, claim, names, kind=kind, advisors=())
                if result is not None:
                    yield result, rank

    def _item_lists(
        self, view: View, people: Sequence[NameList], ranks: Sequence[Rank], edge: int
    ) -> Iterator[Told]:
        """Yield the results of one winner in several items: 队包揽三块金牌，分别是甲、乙和丙."""
        for rank in ranks:
            if not (items := item_list(view, rank, people)):
                continue
            winners = [one for one in people if one.end <= rank.start and not one.advising]
            names = winners[-1] if winners else Winners(view).team(view.segment.start, rank.start)
            binding = Binding(names, rank, False, False)
            for item in items:
                yield from ((one, False) for one in self._made(view, binding, [item], people, edge))

    def _shares_ranks(self, one: Binding, ranks: Sequence[Rank]) -> bool:
        """Tell several who won a rank each (分别获得一等奖和三等奖)."""
        if one.headed:
            return False
        joined = any(self._joined(one.rank, rank) for rank in ranks if rank.start >= one.rank.end)
        share = _SHARE.search(self.text, one.names.end, one.rank.start)
        return bool(one.rank.joint or (joined and share))

    def _joined(self, one: Rank, other: Rank) -> bool:
        return bool(_JOINED.fullmatch(self.text, one.end, other.start))

    def _dealt(
        self,
        view: View,
        bound: Sequence[Binding],
        ranks: Sequence[Rank],
        people: Sequence[NameList],
        edge: int,
    ) -> Iterator[Told]:
        """Yield the results of several that are named apart and won a rank each: 甲第二、乙第九，分别获….

        Where they stand in one list the other reading deals them out.
        """
        last = bound[-1]
        group = [
            last.rank,
            *(one for one in ranks if one.start > last.rank.end and self._joined(last.rank, one)),
        ]
        near = [one.names for one in bound if one.rank == last.rank or one.names.end > last.names.start - 24]
        names = near[-len(group) :]
        if len(last.names.names) > 1 or len(names) != len(group) or any(rank.joint for rank in group):
            return
        item: list[str] = []
        for one, rank in zip(names, group, strict=True):
            binding = Binding(one, rank, False, True)
            item = self.finder.items(binding, edge, one.end, []) or item
            yield from ((result, True) for result in self._made(view, binding, item, people, edge))

    def _made(
        self, view: View, one: Binding, items: Sequence[str], people: Sequence[NameList], edge: int
    ) -> Iterator[Result]:
        """Yield the result of a binding; one each where items and winners are told of each other."""
        names, rank = one.names, one.rank
        event = self._event_at(max(names.start, rank.start))
        if event is None or self._is_barred(view, one):
            return
        self._speak_of(event)
        advisors = teachers_of(self.text, names, people, view.segment) if names.names else ()
        kind = self._kind(view, one, event, advisors) if names.names else "team"
        parts = [(names, items[0] if items else "")]
        end = max(names.start, rank.start) + 1
        if len(items) == len(names.names) > 1 and _SHARE.search(self.text, view.segment.start, end):
            each = zip(names.names, names.roles, items, strict=True)
            parts = [(NameList(names.start, names.end, (name,), (role,)), item) for name, role, item in each]
        for part, item in parts:
            confidence = _SURE if one.sure else _LOOSE
            claim = Claim(rank, event, item, edge)
            result = claimed(view, claim, part, kind=kind, advisors=advisors, confidence=confidence)
            if result is not None:
                yield result

    def _is_barred(self, view: View, one: Binding) -> bool:
        """Tell a plan, a rule, or what people of other schools won."""
        names, rank = one.names, one.rank
        span = self.text[min(names.start, rank.start) : max(names.end, rank.end)]
        before = self.text[max(view.segment.start, names.start - 24) : names.start]
        unreal = is_unreal(view.clause(rank)) or (not one.headed and is_unreal(span))
        return unreal or bool(_FOREIGN.search(before)) or Winners(view).is_foreign(names)

    def _kind(self, view: View, one: Binding, event: Event, advisors: Sequence[str]) -> str:
        names = one.names
        near = self.text[min(names.start, one.rank.start) : max(names.end + 8, one.rank.end)]
        if len(names.names) > 1 and _TEAM.search(near) and not _EACH.search(near):
            return "team"
        around = Around(view.words, self.text[: view.segment.start], self.scene.told.section)
        return recipient_kind(names, event.name, one.rank.rank, around) or ("student" if advisors else "")
