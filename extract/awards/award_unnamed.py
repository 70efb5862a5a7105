"""Results whose winners have no name: a team's place, a count of items, items that won a prize each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..language.mentions import Token
from .award_claims import UNNAMED, Claim, claimed
from .award_events import Event
from .award_items import clean_item
from .award_leftovers import is_noise
from .award_people import NameList
from .award_prizes import is_of_others
from .award_results import Result
from .award_roles import kind_of_event, mostly_students
from .award_view import View
from .award_words import GET, Rank, each_rank, is_unreal

_LIST: Final = re.compile(r"，?(?:分别|依次)?(?:是|为|：)(?P<items>[^，。；：（）]{4,60})[。；]")
_WHOLE: Final = re.compile(r"团体(?:总分|赛)?$|团队(?:总分)?$")
_NUMERAL: Final = r"[一二两三四五六七八九十\d]+"
_SAYS: Final = (
    rf"(?:{_NUMERAL}(?:个|项|枚|块|张)|赛项|项目|工种|[一两二三]项|方面|中|上|的|各|均|全|都|也|又|有|是|为|属|还|再|则|同|冲到|走|下|回|到|了|"
    rf"双双|分别|一举|成功|喜|勇|最终|占|拿|{GET}|团体|个人|团队|单项|“)*"
)
#: Items, and what says that they won a prize: A、B两个赛项|各得一个|团体.
_CLAIMING: Final = re.compile(
    rf"(?P<items>(?!{_SAYS}(?:，|$))[^，。；：！？《》]{{2,}}?)(?P<tail>，?{_SAYS})"
)
_LEAD: Final = re.compile(
    r"^(?:[^、，]{2,16}?(?:学校|学院|中心|职高|中专|技校)(?:学生|选手|师生)*在)?(?:其中|另外?|此外|还有|在|我校|我院|本校|该校|学校|该中心|师生|选手|学生|参加的?|参赛的?|申报的?|承办的?|的|和|及|、|有|又|也|还)*"
)
#: What tells that each of several won it.
_EACH: Final = re.compile(r"[各均全都]|双双|分别")
_COUNT_BEHIND: Final = re.compile(
    rf"(?P<each>各)?[得占获]?(?P<count>{_NUMERAL})(?:[个项枚块张]|(?=[，。；]))"
)
_EACH_ONE: Final = re.compile(r"各[得占获]?[一1][个项]?")
_PARTS: Final = re.compile(r"、(?![^“（]*[”）])")
_LAST_AND: Final = re.compile(r"(?:和|以及|及)(?=[^和及]+$)")
_SORT: Final = re.compile(r"团体|团队|个人|单项")
_QUOTED: Final = re.compile(r"“([^“”]{2,30})”")
_OF_PEOPLE: Final = re.compile(r"组织|单位|指导|辅导|教练|选手|个人|辩手")
#: Who competed rather than what in.
_WHO: Final = re.compile(
    r"(?:系|部|学校|学院|中心|班|队|社|团|团队|代表队|科|室|级|人|者|组|老师|教师|学生|选手|同学|们|奖|名|省|市|县)$"
)
_SUMS: Final = re.compile(r"合计|共计|总计|外加|带[回来]|累计|[一两二三四五六七八九十]项$")
_BARRED_TAGS: Final = frozenset(
    ("d", "r", "p", "c", "uj", "ul", "ud", "uz", "ug", "y", "ns", "nt", "nr", "nrt", "nrfg", "t", "f", "m")
)
_ALLOWED: Final = frozenset({"与", "和", "及", "中", "第", "全"})
_LONGEST: Final = 18


def item_list(view: View, rank: Rank, people: Sequence[NameList]) -> list[str]:
    """Return the items listed behind a count of ranks, [] where none are: 三块金牌，分别是甲、乙和丙."""
    match = _LIST.match(view.text, rank.end, view.segment.end) if rank.count > 1 else None
    items = re.split(r"、|和|以及|及", match["items"]) if match else []
    persons = any(rank.end <= one.start < view.segment.end for one in people)
    return items if len(items) == rank.count and not persons else []


def team_places(view: View, rank: Rank, event: Event) -> Iterator[Result]:
    """Yield the place that the school's team won as a whole: 团体第七."""
    match = _WHOLE.search(view.text, max(view.segment.start, rank.start - 6), rank.start)
    if match and not rank.counted and not is_of_others(view, rank):
        nobody = NameList(match.start(), rank.start, (), ())
        claim = Claim(rank, event, match[0], rank.start)
        result = claimed(view, claim, nobody, kind="team", advisors=(), confidence=UNNAMED)
        if result is not None:
            yield result


class ItemPrizes:
    """Finds the prizes that a sentence tells of items alone: 焊工、钳工各得一个三等奖."""

    def __init__(self, view: View, people: Sequence[NameList], ranks: Sequence[Rank]) -> None:
        self.view, self.ranks = view, ranks
        self.text = view.text
        self.people = [one for one in people if not one.advising]
        self._last: list[str] = []  # the items of the rank before, for 二等奖、三等奖各一个

    def results(self, rank: Rank, event: Event) -> Iterator[Result]:
        """Yield the results that `rank` in `event` is, one for each item; none where persons may own it."""
        items = self._items(rank, event)
        self._last = items
        group = each_rank(rank) or [rank]
        each = len(items) == 1 and _EACH_ONE.match(self.text, rank.end)
        if not items or _OF_PEOPLE.search(rank.rank) or (rank.joint and not each):
            return
        kind = self._kind(rank, event)
        for item in items:
            for one in group:
                nobody = NameList(rank.start, rank.start, (), ())
                claim = Claim(one, event, item, rank.start)
                result = claimed(self.view, claim, nobody, kind=kind, advisors=(), confidence=UNNAMED)
                if result is not None:
                    yield result

    def _items(self, rank: Rank, event: Event) -> list[str]:
        view, text = self.view, self.text
        before = [one.end for one in self.ranks if one.end <= rank.start]
        edge = max([view.segment.start, *before])
        if before and re.fullmatch(r"[、和与]", text[edge : rank.start]):
            return self._last
        if edge <= event.start < rank.start:
            edge = max(edge, event.end)
        begin = max([edge, *(text.rfind(mark, edge, rank.start) + 1 for mark in "；。！？")])
        stop = min([at for mark in "；。" if (at := text.find(mark, rank.end)) >= 0], default=len(text))
        following = min((one.start for one in self.ranks if one.start >= rank.end), default=stop)
        if any(begin <= one.start < min(stop, following) for one in self.people):
            return []
        if is_unreal(view.clause(rank)) or is_of_others(view, rank):
            return []
        head = re.sub(r"^.*(?:：|——|（)", "", text[begin : rank.start])
        return self._read(head, rank.start - len(head), rank)

    def _read(self, words: str, at: int, rank: Rank) -> list[str]:
        """Return the items that the words before a rank claim it for, where their number fits its count."""
        # The items stand in the last part, or before a comma and a verb.
        parts = words.split("，")
        for number in (1, 2):
            if number <= len(parts) and (match := _CLAIMING.fullmatch("，".join(parts[-number:]))):
                items = self._named(match["items"], rank, at + words.rfind(match["items"]))
                if items:
                    return self._fitting(items, match["tail"], rank, at, match["items"].endswith("”"))
        return []

    def _fitting(self, items: list[str], tail: str, rank: Rank, at: int, quoted: bool) -> list[str]:
        """Return `items` where the words and the number behind them say that they won `rank`."""
        behind = _COUNT_BEHIND.match(self.text, rank.end)
        tail += behind["each"] or "" if behind else ""
        listed = at > self.view.segment.start and len(self.ranks) > 1
        if not (tail.strip("“的，") or listed or quoted):
            return []
        count = rank.count or (_value(behind["count"]) if behind else 0)
        if rank.counted and not count:
            return []
        if len(items) == 1:
            return items if count <= 1 else []
        each = bool(_EACH.search(tail))
        return items if count == len(items) or (each and count <= 1) or (count == 0 and tail) else []

    def _named(self, words: str, rank: Rank, at: int) -> list[str]:
        """Return the items that `words` name, [] where one of them is none."""
        if quoted := _QUOTED.findall(words):
            last = words.rfind("”")
            return (
                quoted
                if len(words) - last <= 3 and not any(one.endswith(("杯", "奖")) for one in quoted)
                else []
            )
        led = _LEAD.sub("", words)
        at += len(words) - len(led)
        parts = _PARTS.split(led)
        if len(parts) > 1 and (more := _LAST_AND.split(parts[-1])):
            parts[-1:] = more
        items = []
        for part in parts:
            start = self.text.find(part, at)
            item = clean_item(part)
            if not item or not 0 <= start < rank.start or not self._is_item(item, start, start + len(part)):
                return []
            items.append(item)
            at = start + len(part)
        return items

    def _is_item(self, item: str, start: int, end: int) -> bool:
        """Tell a trade or subject by its words: nouns, no adverbs, places, persons or those who compete."""
        noise = is_noise(item.replace("个人", "")) or _SUMS.search(item) or _WHO.search(item)
        if noise or len(item) > _LONGEST:
            return False
        inside = self._tokens(start, end)
        return not any(token.tag in _BARRED_TAGS and token.word not in _ALLOWED for token in inside)

    def _tokens(self, start: int, end: int) -> Iterator[Token]:
        return (one for one in self.view.scene.told.tokens if start <= one.start and one.end <= end)

    def _kind(self, rank: Rank, event: Event) -> str:
        """Return who won: a team or one person by the word said last, else those whom the event is for."""
        said = _SORT.findall(self.text, self.view.segment.start, rank.end)
        if said and said[-1].startswith("团"):
            return "team"
        return kind_of_event(event.name) or ("student" if mostly_students(event.name) else "")


def _value(words: str) -> int:
    return int(words) if words.isdigit() else "零一二三四五六七八九十".find(words[:1].replace("两", "二"))
