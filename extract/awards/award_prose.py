"""Results told in running text: who won what in which competition, inherited over enumerations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ..facts import Evidence
from ..language.sentences import evidence
from ..reading.blocks import Document
from ..schools.school import Speaker
from .award_assembly import Assembler
from .award_claims import NAMED, UNNAMED, Claim, claimed
from .award_events import Event, joined_cup
from .award_items import Entry, clean_item
from .award_people import NameList
from .award_prizes import is_of_others
from .award_reconciling import reconciled
from .award_results import Result
from .award_roles import Around, kind_of_text, recipient_kind
from .award_text import AwardText, Segment
from .award_view import Background, Memory, OpenClaim, Scene, View
from .award_winners import Winners
from .award_words import Rank, each_rank, gets, is_sum, is_unreal

#: Between ranks told in one breath: 二等奖和三等奖.
_JOIN: Final = re.compile(r"(?:、|和|与|及|以及)(?:(?!队[获得夺])[^，。；、]){0,12}$")
_JOINT: Final = re.compile(r"^(?:以及|、|和|与|及)")
_PRONOUN: Final = re.compile(
    r"^(?:[^，。；]{0,12}，)?(?:同年|同时)?，?(?:他|她|该生|该同学|该教师|该老师|二人|两人|三人|他们|她们)"
)
#: What leads to the winners of a rank told in the sentence before: 获奖的是, 夺金的两位选手是.
_WINNERS_ARE: Final = re.compile(
    r"(?:本次|此次|其中)?(?:获奖|夺冠|夺金|摘金|摘银|夺魁|折桂|获此(?:殊荣|奖项)|拿[下到][^，。；]{0,8}|捧回[^，。；]{0,8}|参赛)(?:的|者)?"
    r"[^，。；、]{0,8}?(?:分别)?(?:是|为|有|叫|：)|(?:他|她|他们|她们|这[一两二三]?[位名][^，。；]{0,6})(?:分别)?(?:是|叫)"
)
#: The item told behind them: 参赛项目为某某, 他们参加的是某某赛项.
_ITEM_IS: Final = re.compile(
    r"(?:参赛|比赛|竞赛|获奖)?(?:项目|赛项|作品)(?:分别)?(?:是|为|：|叫)(?P<item>[^，。；]{2,20})|"
    r"(?:参加|参赛|比拼|角逐)的?是?(?P<named>[^，。；的是]{2,16})(?:赛项|项目)"
)
_NEAR: Final = 12  #: characters between such words and the names
_SHARE: Final = re.compile(r"分别|分获|依次")
#: Said of a rank behind it: 一等奖也归我院, 在一等奖的基础上.
_GOES_TO: Final = re.compile(r"[也亦都]?归(?:我|该|学)?(?:校|院)|的基础上")


def prose_results(
    document: Document, told: AwardText, speaker: Speaker, background: Background
) -> list[Result]:
    """Return the results that a paragraph tells, in order; `background` is what stands before it."""
    scene = Scene(document, told, speaker, background)
    memory = Memory(background.event, background.year)
    for segment in told.segments:
        _Reader(scene, memory, segment).read()
    return reconciled(told.text, memory.results, list(Assembler(scene).results()))


class _Reader:
    """Reads one segment of a paragraph."""

    def __init__(self, scene: Scene, memory: Memory, segment: Segment) -> None:
        self.scene, self.memory, self.segment = scene, memory, segment
        self.view = View(scene, memory, segment)
        self.winners = Winners(self.view)
        self.text = scene.told.text

    def read(self) -> None:
        """Add the segment's results to the memory's."""
        view = self.view
        if self.segment.opens and not self.segment.bracket and not _PRONOUN.match(view.words):
            self.memory.names = None
        first = len(self.memory.results)
        previous, at = self.segment.start, 0
        if not view.ranks and not self._name_winners():
            winners = [one for one in view.persons if not one.advising]
            if len(winners) == 1 and self.segment.opens and self.text[self.segment.end - 1] == "。":
                self.memory.names = winners[0]
        while at < len(view.ranks):
            group = self._group(at)
            previous = self._read_group(group, previous)
            at += len(group)
        strong = [one for one in view.events if one.name and not one.weak and one.start >= previous]
        if strong and self.memory.event is not strong[-1]:
            self.memory.speak_of(joined_cup(strong[-1], None))
        self._advise(first)

    def _group(self, at: int) -> list[Rank]:
        """Return the ranks from number `at` on that are told in one breath: 二等奖和三等奖."""
        ranks = self.view.ranks
        group = [ranks[at]]
        for rank in ranks[at + 1 :]:
            begin = group[-1].end
            named = [one.start for one in self.view.persons] + [one.start for one in self.view.events]
            apart = any(begin <= place < rank.start for place in named)
            if apart or not _JOIN.match(self.text[begin : rank.start]):
                break
            group.append(rank)
        return group

    def _read_group(self, group: Sequence[Rank], previous: int) -> int:
        """Add the results of a group of ranks; return where the words about the next begin."""
        start, end = group[0].start, group[-1].end
        event = self.view.event_of(previous, start)
        entries, behind = self.winners.behind(group, end)
        before = self.winners.before(previous, start)
        shared = _SHARE.search(self.text, previous, start)
        apart = self.winners.each_apart(previous, start)
        if shared and len(group) == 1:
            group = each_rank(group[0]) or group
        if any(rank.joint for rank in group):
            return end
        items = self.view.items_of(event, previous, start)
        claims = self._claims(group, event, items[-1] if items else "", previous)
        count = len(self.memory.results)
        if shared and len(group) > 1 and (before or apart):
            self._share(claims, before, apart)
            return end
        entries = entries or apart
        for claim in claims:
            if entries:
                for names, item in entries:
                    self._add(replace(claim, item=item or claim.item), names)
            elif before is None or before.advising:
                self._add_unnamed(claim, before)
            elif not claim.rank.counted:
                self._add(claim, before)
            elif claim.rank.count and claim.rank.count == len(items):
                for item in items:
                    self._add(replace(claim, item=item), before)
        self.memory.open_claim = None
        if (
            event
            and event.name
            and not entries
            and before is None
            and len(group) == len(self.view.ranks) == 1
        ):
            noted = count if len(self.memory.results) == count + 1 else -1
            self._leave_open(claims[0], event, noted)
        return max(end, behind)

    def _claims(self, group: Sequence[Rank], event: Event | None, item: str, previous: int) -> list[Claim]:
        """Return a claim for each rank of a group, with its own item where one stands before it."""
        claims = [Claim(group[0], event, item, previous)]
        for before, rank in zip(group, group[1:], strict=False):
            own = clean_item(_JOINT.sub("", self.text[before.end : rank.start]))
            claims.append(Claim(rank, event, own or item, previous))
        return claims

    def _leave_open(self, claim: Claim, event: Event, noted: int) -> None:
        """Keep a single rank without winners for the sentence behind, which may name them."""
        clause = self.view.clause(claim.rank)
        if claim.rank.count <= 1 and not claim.rank.joint and not is_unreal(clause):
            year = self.view.year_of(event, claim.rank)
            self.memory.open_claim = OpenClaim(claim.rank, event, claim.item, year, noted)

    def _name_winners(self) -> bool:
        """Read 获奖的是甲、乙 behind a sentence that told their rank."""
        left, lead = self.memory.open_claim, _WINNERS_ARE.match(self.view.words)
        lists = [one for one in self.view.persons if not one.advising]
        if left is None or lead is None or not lists:
            return False
        if not 0 <= lists[0].start - self.segment.start - lead.end() <= _NEAR:
            return False
        told = _ITEM_IS.search(self.view.words)
        item = clean_item(told["item"] or told["named"]) if told else ""
        if left.at >= 0:
            del self.memory.results[left.at]
        self.memory.event = left.event
        claim = Claim(left.rank, left.event, item or left.item, self.segment.start)
        self._add(claim, lists[0])
        self.memory.results[-1:] = [
            replace(one, year=one.year or left.year) for one in self.memory.results[-1:]
        ]
        self.memory.open_claim = None
        return True

    def _share(self, claims: Sequence[Claim], names: NameList | None, apart: Sequence[Entry]) -> None:
        """Give each of several persons their own rank: 甲、乙分获一等奖、二等奖; 甲的《…》、乙的《…》分获."""
        if len(apart) == len(claims):
            for claim, (winner, item) in zip(claims, apart, strict=True):
                self._add(replace(claim, item=item), winner)
            return
        if names is None or len(names.names) != len(claims):
            return
        for claim, name, role in zip(claims, names.names, names.roles, strict=True):
            self._add(claim, NameList(names.start, names.end, (name,), (role,)))

    def _add(self, claim: Claim, names: NameList) -> None:
        """Add a result whose winners are named."""
        if not claim.event or not claim.event.name or is_unreal(self.view.clause(claim.rank)):
            return
        if self.winners.is_foreign(names):
            return
        before_rank = names.end <= claim.rank.start
        if self.scene.background.advising and before_rank and self.text[names.end : names.end + 1] == "：":
            self._store(claim, NameList(names.start, names.end, (), ()), "student", names.names)
            return
        around = Around(self.view.words, self.text[: self.segment.start], self.scene.told.section)
        kind = recipient_kind(names, claim.event.name, claim.rank.rank, around)
        advisors = [one for one in self.view.persons if one.advising]
        taught = [one for one in advisors if claim.previous <= one.start < claim.rank.start]
        self._store(claim, names, kind, tuple(name for one in taught for name in one.names))

    def _add_unnamed(self, claim: Claim, advisors: NameList | None) -> None:
        """Add a result whose winners are not named: the school's, a team's, one student's."""
        event, rank = claim.event, claim.rank
        clause = self.view.clause(rank)
        if not event or not event.name or event.weak or rank.counted or is_unreal(clause) or is_sum(clause):
            return
        begin = max(self.segment.start, claim.previous)
        left = self.text[begin : rank.start]
        goes_to = _GOES_TO.match(self.text, rank.end)
        told = gets(self.text, begin, rank.start) or goes_to or self.segment.bracket
        if is_of_others(self.view, rank):
            return
        if not (told or (event.start >= begin and "：" in left)) or not self.view.is_placed(event):
            return
        if event.start >= begin:
            left = left.replace(self.text[event.start : event.end], "")
        kind = kind_of_text(left, rank.rank)
        if kind or goes_to:
            nobody = NameList(rank.start, rank.start, (), ())
            team = self.winners.team(begin, rank.start) if kind == "team" else nobody
            self._store(claim, team, kind, advisors.names if advisors else (), UNNAMED)

    def _store(
        self, claim: Claim, names: NameList, kind: str, advisors: Sequence[str], confidence: float = NAMED
    ) -> None:
        result = claimed(self.view, claim, names, kind=kind, advisors=advisors, confidence=confidence)
        if result is not None:
            self.memory.results.append(result)

    def _evidence(self, marks: Sequence[int]) -> Evidence:
        told = self.scene.told
        return evidence(self.scene.document, told.passage, min(marks), max(marks), told.section)

    def _advise(self, first: int) -> None:
        """Give advisors named behind the last rank to the segment's results, or to the last one told."""
        ranks, results = self.view.ranks, self.memory.results
        after = ranks[-1].start if ranks else self.segment.start - 1
        lists = [one for one in self.view.persons if one.advising and one.start > after]
        names = tuple(name for one in lists for name in one.names)
        for at in range(first if ranks else max(len(results) - 1, 0), len(results)):
            one = results[at]
            if names and not one.advisors and one.kind != "teacher" and not set(names) & set(one.recipients):
                results[at] = replace(one, advisors=names)
