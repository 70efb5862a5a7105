"""Results put together from the roles that a sentence names, in whatever order: rank, winners, item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .award_bindings import Binding, bindings
from .award_claims import Claim, claimed
from .award_events import Event
from .award_item_finding import ItemFinder
from .award_leftovers import Span
from .award_people import NameList
from .award_results import Result
from .award_roles import Around, recipient_kind
from .award_slots import people_in
from .award_teachers import teachers_of
from .award_text import Segment
from .award_unnamed import item_list, team_places, works_alone
from .award_view import Memory, Scene, View
from .award_winners import Winners
from .award_words import Rank, award_level, find_places, is_unreal

_SENTENCE: Final = re.compile(r"[^。！？]+[。！？]?")
_SHARE: Final = re.compile(r"分别|依次|各以|(?<!\d)分获")
_JOINED: Final = re.compile(r"(?:、|和|与|及|以及)[^，。；、]{0,12}")
_TEAM: Final = re.compile(r"一[队组]|[二三四]人组|团体|团队|组成|组合|搭档|(?:代表|参赛|战)队")
_EACH: Final = re.compile(r"各[得获摘拿]|双双|两人均|都[得获摘拿]")
#: Between a place and the rank that was won by it: 甲第二、乙第九，分别捧走银奖和铜奖.
_WON_BY: Final = re.compile(
    r"^[^；。]{0,24}，(?:(?:分别|依次|因此|由此|双双)[^；。，]{0,8}|(?:并|最终)?(?:荣获|斩获|[获得摘夺捧]))$"
)
_FOREIGN: Final = re.compile(r"兄弟(?:学校|院校)|友校|外校|其[他它余](?:学校|院校)|他校|对手")
#: The first or last of persons named before: 前两位分别是.
_SOME: Final = re.compile(
    r"(?P<which>前|后)(?P<count>[一两二三四五]|者)[位人名]?(?=[^，。；]{0,4}(?:分别|以|凭|获|得|拿|都|均|是|为|在))"
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
        prizes = [one for one in found if not one.rank.startswith("第")]

        def led_on(one: Rank) -> bool:
            behind = next((prize for prize in prizes if prize.start > one.end), None)
            return behind is not None and bool(_WON_BY.search(self.text[one.end : behind.start]))

        return [one for one in found if not (one.rank.startswith("第") and led_on(one))]

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
        bound = bindings(self.text, people, ranks)
        spans: list[NameList | Rank | Event] = [*people, *ranks]
        spans += [one for one in self.events if one in self.placed or not self.memory.event]
        cuts: list[Span] = [(one.start, one.end) for one in spans]
        view = View(self.scene, self.memory, segment)
        edge = segment.start
        made: list[Told] = []
        for number, one in enumerate(bound):
            if self._shares_ranks(one, ranks):
                made += self._dealt(view, bound[: number + 1], ranks, people, edge)
                continue
            limit = min([other.names.start for other in bound[number + 1 :]] + [segment.end])
            items = self.finder.items(one, edge, limit, cuts)
            for result in self._made(view, one, items, people, edge):
                made.append((result, one.sure or len(result.recipients) < len(one.names.names)))
            edge = max(edge, one.names.end, one.rank.end if not one.headed else 0)
        yield from made
        yield from self._item_lists(view, people, ranks, edge)
        taken = [one.rank for one in bound]
        for rank in ranks:
            event = self._event_before(rank.start) or self.memory.event
            if event is None or not event.name or is_unreal(view.clause(rank)):
                continue
            if rank not in taken and rank not in self.scene.told.ranks:
                yield from ((one, False) for one in team_places(view, rank, event))
            spoken = {result.item for result, _ in made}
            yield from ((one, False) for one in works_alone(view, rank, ranks, event, spoken))

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
        event = self._event_before(max(names.start, rank.start)) or self.memory.event
        if event is None or not event.name or self._is_barred(view, one):
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
