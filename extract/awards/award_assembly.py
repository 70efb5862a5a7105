"""Results put together from the roles that a sentence names, in whatever order: rank, winners, item, teachers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from .award_bindings import Binding, bindings
from .award_claims import Claim, claimed
from .award_events import Event
from .award_leftovers import Span, left_over, named_items, says_same, works
from .award_people import NameList
from .award_results import Result
from .award_roles import Around, kind_of_text, recipient_kind
from .award_slots import people_in
from .award_text import Segment
from .award_view import Memory, Scene, View
from .award_winners import Winners
from .award_words import Rank, award_level, find_places, is_unreal

_SENTENCE: Final = re.compile(r"[^。！？]+[。！？]?")
_SHARE: Final = re.compile(r"分别|依次|各以|(?<!\d)分获")
_ALL: Final = re.compile(r"(?:都|均|全)(?:是|由|出自|在)|[二两三四]人")
_TEAM: Final = re.compile(r"一[队组]|四人组|三人组|二人组|团体|团队|组成|组合|搭档|(?:代表|参赛|战)队")
_WON_BY: Final = re.compile(r"^[^；。]{0,24}，(?:分别|依次|因此|由此|双双)[^；。，]{0,8}$")
_WORKS: Final = re.compile(r"^[、和与]?(?:《[^》]{1,40}》[、和与]?)+")
_ITEM_LIST: Final = re.compile(r"，?(?:分别|依次)?(?:是|为|：)(?P<items>[^，。；：（）]{4,60})[。；]")
_WHOLE: Final = re.compile(r"团体(?:总分|赛)?$|团队(?:总分)?$")
_EACH: Final = re.compile(r"各[得获摘拿]|双双|两人均|都[得获摘拿]")
_FOREIGN: Final = re.compile(r"兄弟(?:学校|院校)|友校|外校|其[他它余](?:学校|院校)|他校|对手")
#: The first or last of persons named before: 前两位分别是.
_SOME: Final = re.compile(
    r"(?P<which>前|后)(?P<count>[一两二三四五]|者)[位人名]?(?=[^，。；]{0,4}(?:分别|以|凭|获|得|拿|都|均|是|为|在))"
)
_SHORT: Final = {"国赛": "national", "省赛": "provincial", "市赛": "municipal", "校赛": "school"}
_NUMBERS: Final = "零一二三四五六七八九十"
_CUT: Final = re.compile(r"[；。！？]")
_CLAUSE: Final = re.compile(r"[^，。；！？：、]*$")
_ATTACHED: Final = re.compile(r"（|的|《|，|同学|老师")
_HEADING: Final = re.compile(
    r"(?:^|[。；！？，]|（[一二三四五六七八九十\d]+）)([^，。；：！？（）]{2,16})：$"
)
_SURE, _LOOSE, _WORK = (
    0.75,
    0.65,
    0.6,
)  # confidence: by a lead or verb, by nearness, of a work without winners


class Assembler:
    """Reads a paragraph sentence by sentence, each by its roles."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.told.text
        self.memory = Memory(scene.background.event, scene.background.year)
        self.people: list[NameList] = []  # of the sentence before
        self.item, self.told_at = "", 0  # told last, and behind whom

    def results(self) -> Iterator[tuple[Result, bool]]:
        """Yield the results, each with whether the words leave no doubt who won what."""
        if self.scene.background.advising:
            return
        for match in _SENTENCE.finditer(self.text):
            start, end = match.span()
            ranks = [
                rank
                for rank in self.scene.told.ranks
                if start <= rank.start < end and not self._is_line(rank)
            ]
            places = [
                one for one in find_places(self.text, start, end, ranks) if not self._by_place(one, ranks)
            ]
            ranks = sorted([*ranks, *places], key=lambda one: one.start)
            told = self.scene.told
            people = people_in(self.text, start, end, told.tokens, told.persons)
            if ranks:
                yield from self._sentence(
                    Segment(start, end), [*self._anaphora(start, end, people), *people], ranks
                )
            self.people = [one for one in people if not one.advising] or self.people
            self._speak_of(end)

    def _is_line(self, rank: Rank) -> bool:
        """Tell a rank that is a line of its own: it heads the lines below."""
        offsets, whole = self.scene.told.passage.offsets, self.scene.document.text
        left, right = offsets[rank.start], offsets[rank.end - 1] + 1
        return whole[left - 1 : left] == "\n" and whole[right : right + 1] in ("\n", "：", ":")

    def _by_place(self, place: Rank, ranks: Sequence[Rank]) -> bool:
        """Tell a place by which a rank told behind it was won: 甲第二、乙第九，分别捧走银奖和铜奖."""
        behind = next((rank for rank in ranks if rank.start > place.end), None)
        return behind is not None and bool(_WON_BY.search(self.text[place.end : behind.start]))

    def _speak_of(self, end: int) -> None:
        if event := self._event_before(end):
            self.memory.event = event

    def _anaphora(self, start: int, end: int, people: Sequence[NameList]) -> Iterator[NameList]:
        """Yield the persons that 前两位, 后者 stand for."""
        for match in _SOME.finditer(self.text, start, end):
            lists = [one for one in [*self.people, *people] if one.end <= match.start()]
            if not lists or len(lists[-1].names) < 2:
                continue
            last, count = (
                lists[-1],
                1 if match["count"] == "者" else _NUMBERS.find(match["count"].replace("两", "二")),
            )
            part = slice(None, count) if match["which"] == "前" else slice(-count, None)
            yield NameList(*match.span(), last.names[part], last.roles[part])

    def _event_before(self, at: int, floor: int = 0) -> Event | None:
        """Return the competition named last before `at`, one that says which it is."""
        home = self.scene.speaker.home
        view = View(self.scene, self.memory, Segment(0, len(self.text)))
        named = [
            one for one in view.events if floor <= one.start and one.end <= at and one.name and not one.weak
        ]
        placed = [one for one in named if view.is_placed(one)]
        kinds = [one for one in view.events if floor <= one.start and one.end <= at and one.weak and one.name]
        if not named and self.memory.event is None and kinds and award_level(kinds[-1].name, home):
            return kinds[-1]
        event = (placed or ([] if self.memory.event else named) or [None])[-1]  # type: ignore[list-item]
        if event and (level := _SHORT.get(event.name)):
            full = [
                one
                for one in [*view.events, *([self.memory.event] if self.memory.event else [])]
                if one.name not in _SHORT
            ]
            event = next((one for one in reversed(full) if award_level(one.name, home) == level), event)
        return event

    def _sentence(
        self, segment: Segment, people: Sequence[NameList], ranks: Sequence[Rank]
    ) -> Iterator[tuple[Result, bool]]:
        people = sorted(people, key=lambda one: one.start)
        bound = bindings(self.text, people, ranks)
        cuts: list[Span] = [(one.start, one.end) for one in [*people, *ranks]]
        cuts += [(one.start, one.end) for one in self.scene.told.events if one.name and self._is_event(one)]
        view = View(self.scene, self.memory, segment)
        edge = segment.start
        spoken: set[str] = set()
        made: list[tuple[Result, bool]] = []
        for number, one in enumerate(bound):
            if self._shares_ranks(one, ranks):
                made += [
                    (result, True) for result in self._dealt(view, bound[: number + 1], ranks, people, edge)
                ]
                continue
            limit = min([b.names.start for b in bound[number + 1 :]] + [segment.end])
            items = self._items(one, edge, limit, cuts)
            for result in self._made(view, one, items, people, edge):
                made.append((result, one.sure or len(result.recipients) < len(one.names.names)))
            spoken |= set(items)
            edge = max(edge, one.names.end, one.rank.end if not one.headed else 0)
        yield from made
        yield from self._listed(view, ranks, people, edge)
        yield from self._bare_teams(view, [rank for rank in ranks if all(rank != one.rank for one in bound)])
        yield from self._bare_works(view, ranks, spoken | {result.item for result, _ in made})

    def _dealt(
        self,
        view: View,
        bound: Sequence[Binding],
        ranks: Sequence[Rank],
        people: Sequence[NameList],
        edge: int,
    ) -> Iterator[Result]:
        """Yield the results of several that are named apart and won a rank each: 甲第二、乙第九，分别获….

        Where they stand in one list the other reading deals them out.
        """
        last = bound[-1]
        group = [
            last.rank,
            *(rank for rank in ranks if rank.start > last.rank.end and self._joined(last.rank, rank)),
        ]
        names = [one.names for one in bound if one.rank == last.rank or one.names.end > last.names.start - 24]
        names = names[-len(group) :]
        if len(last.names.names) > 1 or len(names) != len(group) or any(rank.joint for rank in group):
            return
        item = ""
        for one, rank in zip(names, group, strict=True):
            items = self._items(Binding(one, rank, False, True), edge, one.end, [])
            item = items[0] if items else item
            yield from self._made(view, Binding(one, rank, False, True), [item] if item else [], people, edge)

    def _joined(self, one: Rank, other: Rank) -> bool:
        return bool(re.fullmatch(r"(?:、|和|与|及|以及)[^，。；、]{0,12}", self.text[one.end : other.start]))

    def _shares_ranks(self, one: Binding, ranks: Sequence[Rank]) -> bool:
        """Tell several who won a rank each (分别获得一等奖和三等奖)."""
        if one.headed:
            return False
        joined = any(self._joined(one.rank, rank) for rank in ranks if rank.start >= one.rank.end)
        share = _SHARE.search(self.text, one.names.end, one.rank.start)
        return bool(one.rank.joint or (joined and share))

    def _is_event(self, event: Event) -> bool:
        view = View(self.scene, self.memory, Segment(0, len(self.text)))
        return view.is_placed(event) or self.memory.event is None

    def _items(self, one: Binding, edge: int, limit: int, cuts: Sequence[Span]) -> list[str]:
        """Return what was competed in: what the words nearest to winners and rank tell."""
        text, names, rank = self.text, one.names, one.rank
        zones = _zones(text, one, edge, limit)
        for left, right in zones:
            if found := works(text, left, right) or named_items(text, left, right, cuts):
                return self._kept(found, found[0], names)
        if any(says_same(text, *zone) for zone in zones) and self.item:
            return [self.item]
        if heading := _heading_item(text, edge, min(names.start, rank.start), cuts):
            return self._kept([heading], heading, names)
        for left, right in zones:
            # Of a clause before, what stands nearest.
            found = left_over(text, left, right, cuts, right == names.start)
            if found:
                return self._kept(found, found[0] if left >= names.end and one.headed else found[-1], names)
        begin = max(text.rfind(mark, 0, min(names.start, rank.start)) for mark in "。；！？") + 1
        if above := [one for one in named_items(text, begin, min(names.start, rank.start), cuts) if one]:
            return self._kept(above[-1:], above[-1], names)
        stretch = text[self.told_at : names.start]
        if one.headed and self.item and self.told_at and not re.search(r"[；。！？]", stretch):
            return [self.item]
        return []

    def _kept(self, found: Sequence[str], item: str, names: NameList) -> list[str]:
        """Note an item for what follows; return it, or all `found` where they are as many as the winners."""
        self.item, self.told_at = item, names.end
        return list(found) if len(found) == len(names.names) > 1 else [item]

    def _made(
        self, view: View, one: Binding, items: Sequence[str], people: Sequence[NameList], edge: int
    ) -> Iterator[Result]:
        names, rank = one.names, one.rank
        event = self._event_before(max(names.start, rank.start)) or self.memory.event
        clause = view.clause(rank)
        span = self.text[min(names.start, rank.start) : max(names.end, rank.end)]
        if event is None or not event.name or is_unreal(clause) or (not one.headed and is_unreal(span)):
            return
        before = self.text[max(view.segment.start, names.start - 24) : names.start]
        if Winners(view).is_foreign(names) or _FOREIGN.search(before):
            return
        self.memory.event = event
        advisors = self._advisors(names, people, view.segment) if names.names else ()
        kind = self._kind(view, one, event, advisors) if names.names else "team"
        shared = (
            len(names.names) > 1
            and len(items) == len(names.names)
            and _SHARE.search(self.text, view.segment.start, max(names.start, rank.start) + 1)
        )
        parts = (
            [
                (NameList(names.start, names.end, (n,), (r,)), i)
                for n, r, i in zip(names.names, names.roles, items, strict=True)
            ]
            if shared
            else [(names, items[0] if items else "")]
        )
        for part, item in parts:
            claim = Claim(rank, event, item, edge)
            confidence = _SURE if one.sure else _LOOSE
            result = claimed(view, claim, part, kind=kind, advisors=advisors, confidence=confidence + 0.1)
            if result is not None:
                yield result

    def _advisors(self, names: NameList, people: Sequence[NameList], segment: Segment) -> tuple[str, ...]:
        """Return who taught the winners: named behind them, before the next winners, or before them."""
        winners = [one.start for one in people if not one.advising and one.start > names.start]
        following = min(winners, default=segment.end)
        taught = [one for one in people if one.advising]
        behind = [one for one in taught if names.end <= one.start < following]
        behind = [one for one in behind if "；" not in self.text[names.end : one.start]]
        if behind:
            return behind[0].names
        later = next((one for one in taught if one.start > following), None)
        apart = later and "；" in self.text[names.end : later.start]
        if later and apart and re.search(r"[二两三四]人(?:均|都|皆)[由是]?$", self.text[: later.start]):
            return later.names
        if later and not apart and _ALL.search(self.text, following, later.end + 2):
            return later.names
        before = [one for one in taught if segment.start <= one.start and one.end <= names.start]
        if (
            before
            and "；" not in self.text[before[-1].end : names.start]
            and re.match(
                r"(?:老师)?(?:的|共同|一[起道])?(?:指导|辅导|带)|老师的|的(?:[两三]个)?(?:徒弟|学生|弟子)",
                self.text[before[-1].end :],
            )
        ):
            return before[-1].names
        return ()

    def _kind(self, view: View, one: Binding, event: Event, advisors: Sequence[str]) -> str:
        names = one.names
        near = self.text[min(names.start, one.rank.start) : max(names.end + 8, one.rank.end)]
        if len(names.names) > 1 and _TEAM.search(near) and not _EACH.search(near):
            return "team"
        around = Around(view.words, self.text[: view.segment.start], self.scene.told.section)
        return recipient_kind(names, event.name, one.rank.rank, around) or ("student" if advisors else "")

    def _listed(
        self, view: View, ranks: Sequence[Rank], people: Sequence[NameList], edge: int
    ) -> Iterator[tuple[Result, bool]]:
        """Yield the results of one winner whose items are listed behind a count: 三块金牌，分别是甲、乙和丙."""
        for rank in ranks:
            match = _ITEM_LIST.match(self.text, rank.end, view.segment.end)
            items = re.split(r"、|和|以及|及", match["items"]) if match and rank.count > 1 else []
            if len(items) != rank.count or any(rank.end <= one.start < view.segment.end for one in people):
                continue
            winners = [one for one in people if one.end <= rank.start and not one.advising]
            names = winners[-1] if winners else Winners(view).team(view.segment.start, rank.start)
            for item in items:
                yield from (
                    (result, False)
                    for result in self._made(view, Binding(names, rank, False, False), [item], people, edge)
                )

    def _bare_teams(self, view: View, ranks: Sequence[Rank]) -> Iterator[tuple[Result, bool]]:
        """Yield the places that the school's team won as a whole: 团体第七."""
        for rank in ranks:
            match = _WHOLE.search(self.text[view.segment.start : rank.start])
            event = self._event_before(rank.start) or self.memory.event
            if not match or rank.counted or rank in self.scene.told.ranks or event is None or not event.name:
                continue
            nobody = NameList(rank.start - len(match[0]), rank.start, (), ())
            claim = Claim(rank, event, match[0], rank.start)
            result = claimed(view, claim, nobody, kind="team", advisors=(), confidence=_WORK)
            if result is not None and not is_unreal(view.clause(rank)):
                yield result, False

    def _bare_works(
        self, view: View, ranks: Sequence[Rank], spoken: set[str]
    ) -> Iterator[tuple[Result, bool]]:
        """Yield the results of works told without winners: 《某某》获铜奖."""
        for match in re.finditer(r"《([^》]{1,40})》", self.text[view.segment.start : view.segment.end]):
            if match[1] in spoken:
                continue
            start, end = view.segment.start + match.start(), view.segment.start + match.end()
            rank = next((one for one in ranks if one.start >= end), None)
            if (
                rank is None
                or rank.counted
                or rank.joint
                or not re.fullmatch(r"[^，。；：《]{0,10}", _WORKS.sub("", self.text[end : rank.start]))
            ):
                continue
            event = self._event_before(rank.start) or self.memory.event
            if event is None or not event.name or is_unreal(view.clause(rank)):
                continue
            nobody = NameList(start, end, (), ())
            kind = kind_of_text(self.text[view.segment.start : start], rank.rank) or "team"
            result = claimed(
                view, Claim(rank, event, match[1], start), nobody, kind=kind, advisors=(), confidence=_WORK
            )
            if result is not None:
                yield replace(result, recipients=()), False


def _zones(text: str, one: Binding, edge: int, limit: int) -> list[Span]:
    """Return the stretches that may tell the item, the likeliest first."""
    names, rank = one.names, one.rank
    cut = _CUT.search(text, names.end, limit)
    end = cut.start() if cut else limit
    if not one.headed:
        clause = max([edge, *(match.end() for match in _CUT.finditer(text, edge, names.start))])
        return [
            zone for zone in ((names.end, min(rank.start, limit)), (clause, names.start)) if zone[1] > zone[0]
        ]
    first = edge <= rank.start
    begin = rank.end if first else max(edge, *(text.rfind(mark, 0, names.start) + 1 for mark in "，；、：和"))
    zones = [(begin, names.start)]
    attached = _ATTACHED.match(text, names.end)
    behind = (names.end, _close(text, names.end, end) if attached else names.end)
    before = (max(edge, _CLAUSE.search(text[: rank.start]).start()) if first else rank.start, rank.start)  # type: ignore[union-attr]
    listed = text.startswith("，", names.end)
    zones += [before, behind] if listed or before[1] > before[0] else [behind, before]
    return [zone for zone in zones if zone[1] > zone[0]]


def _close(text: str, start: int, end: int) -> int:
    """Return where what is attached to a name ends: with its bracket, or at the next mark."""
    match = re.compile(r"（[^）]*）|.[^，；。、]*").match(text, start, end)
    return match.end() if match else start


def _heading_item(text: str, start: int, at: int, cuts: Sequence[Span]) -> str:
    """Return the item that heads a list before `at`: 美术设计：一等奖甲、二等奖乙."""
    match = _HEADING.search(text, start, at)
    found = left_over(text, match.start(1), match.end(1), cuts) if match else []
    return found[-1] if found else ""


def reconciled(
    text: str, told: Sequence[Result], put_together: Sequence[tuple[Result, bool]]
) -> list[Result]:
    """Return the results of both readings: those put together stand where the words leave no doubt.

    Else they only add what the other reading did not see.
    """
    kept, given = list(told), frozenset(told)
    sure_names = {result.recipients for result, sure in put_together if sure and result.recipients}
    for result, sure in put_together:
        spot = result.evidence[0]
        near = [
            one
            for one in kept
            if one in given and one.evidence[0].start < spot.end and spot.start < one.evidence[0].end
        ]
        alike = [one for one in near if set(one.recipients) & set(result.recipients)]
        same = [one for one in alike if one.rank == result.rank and one.recipients == result.recipients]
        if same:
            at = kept.index(next((one for one in same if one.item == result.item), same[0]))
            kept[at] = _filled(text, kept[at], result)
        elif (
            not result.recipients and result.item and (like := [one for one in kept if _as_bare(one, result)])
        ):
            # 《甲》（某）二等奖，《乙》三等奖: not the winner of the work before.
            if like[0].recipients in sure_names:
                kept[kept.index(like[0])] = result
        elif not alike or sure:
            bare = [
                one for one in near if not one.recipients and result.recipients and one.rank == result.rank
            ]
            gone = [*alike, *(one for one in bare if not re.search(r"组织|单位", one.rank))]
            kept = [one for one in kept if one not in gone]
            kept.append(result)
    return kept


def _filled(text: str, one: Result, other: Result) -> Result:
    work = other.item and f"《{other.item}》" in text
    return replace(
        one,
        item=other.item if work else one.item or other.item,
        advisors=one.advisors or other.advisors,
        kind=one.kind or other.kind,
    )


def _as_bare(one: Result, bare: Result) -> bool:
    """Tell whether a result of a work told without winners is one already told."""
    return one.rank == bare.rank and (one.item == bare.item or bare.item in one.item)
