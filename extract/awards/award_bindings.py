"""Which rank goes to whom in a sentence: winners before their rank, behind it, or listed under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .award_people import NameList
from .award_words import GET, Rank, gets

_COUNT: Final = r"(?:[\d一二两三四五六七八九十]+[个项名人件篇位枚])"
_IS: Final = (
    r"(?:由|归属?于?|归了|是|为|给了?|属于|颁给了?|授予|，叫|名叫|花落|落[到在]|被|出自|出[在于]|"
    r"来自|有|：|——|-)"
)
_WINNER: Final = r"(?:得主|获得者|获奖者|获奖人|获奖(?:选手|学生|教师)|主人|选手|归属|夺[冠金银]者)"
#: What leads from a rank to those who won it: 一等奖由, 二等奖还有：, 金牌得主, 一等奖里头，, 银奖项目《.
_LEAD: Final = re.compile(
    rf"(?:里头?|当中|中|方面|名单)?(?:还有|分别|的)*{_COUNT}?(?:项目|作品|奖项)?(?:的)?(?:学生|选手|同学|教师|作品)?{_WINNER}?"
    rf"(?:也|又|还|都|均|则|就|分别|依次|这[回次]|最终)*{_IS}|(?:里头?|当中|中|方面)，|(?:项目|作品)?《|{_WINNER}(?!、)|有{_COUNT}，"
)
#: The same right before the winners: 得主是, 获奖的有, 队员：, 创作它的是.
_LEAD_BEFORE: Final = re.compile(
    rf"(?:{_WINNER}|获奖的|夺[冠金]的|负责人|队员|作者|主创|主讲|成员|完成人|"
    r"(?:创作|设计|制作|完成|演唱|表演|参赛|撰写)(?:它|者|该?作品|这[^，]{1,4})?的(?=是|有))"
    r"(?:们)?(?:分别)?(?:有|是|为|叫|：|包括)?[^，。；：、（）]{0,16}$"
)
#: Verbs behind winners whose rank stands before: 由甲夺得.
_PASSIVE: Final = re.compile(
    r"(?:同学|老师)?(?:一举|双双)?(?:夺得|摘得|拿下|获得|摘下|捧走|拿走|收入囊中|摘走|斩获|夺走)"
)
#: Said of a rank that tells which people, not what they won now: 一等奖的学生.
_ATTRIBUTIVE: Final = re.compile(r"的(?:学生|选手|教师|同学|老师|作品|团队)(?!、|，|。|$)|得主|获得者")
_PAST: Final = re.compile(r"上一?届|去年的?|曾[获夺]|此前")
#: Ranks that are titles too: they need a verb.
_TITULAR: Final = re.compile(r"优秀|最佳|杰出")
_MANY: Final = re.compile(
    r"一批|多[名位]|等\d+余?[名位人]|\d+余?[名位个]?(?:学生|选手|同学|学员|人)?(?:都|均|分别|同时)?[获荣夺摘斩]"
)
#: A clause that begins with its verb of winning: the winner is told behind.
_SUBJECTLESS: Final = re.compile(rf"(?:^|[，。；！？])(?:{GET}|拿了?)[^，。；]{{0,44}}$")
_COSTS: Final = {"；": 4, "。": 9, "！": 9, "，": 2, "、": 1, "：": 1, "（": 1, "）": 0}
_LIMIT: Final = 5
_OTHER_SUBJECT: Final = re.compile(
    r"[，；](?:[^，；]{0,12})?(?:学校|我校|该校|我院|学院|本校|队|学生|教师|选手)"
)
_SCHOOL_SUBJECT: Final = re.compile(
    r"[，；](?:同时|此外|另外)?，?(?:学校|我校|该校|我院|学院|本校)(?!的?(?:学生|教师|选手))"
)
_SCHOOL_RANK: Final = re.compile(r"组织|单位")
_NEAR, _FAR, _FAR_AHEAD = 12, 60, 80  # characters between a rank and its winners
_WINNER_ENDS: Final = ("得主", "获得者", "获奖者", "获奖人", "主人", "选手", "者")
_OWN_BRACKET: Final = re.compile(
    r"（(?:[^（）：，。；]{2,16}：)?(?:[^（）：，。；、]{2,12}：|学生|教师|选手)?"
)
_OF_WINNER: Final = re.compile(r"的[^，。；：、（）]{0,20}")
_BRACKET_END: Final = re.compile(r"[^（）]*）")
_BRACKET: Final = re.compile(r"（[^（）]*）")


@dataclass(frozen=True, slots=True)
class Binding:
    """A rank and who won it; `headed` tells that the rank stands before and leads to its winners."""

    names: NameList
    rank: Rank
    headed: bool
    sure: bool


def bindings(text: str, people: Sequence[NameList], ranks: Sequence[Rank]) -> list[Binding]:
    """Return the ranks that the winners among `people` won, in order; both are those of one sentence."""
    return _Binder(text, [one for one in people if not one.advising], ranks).bindings()


class _Binder:
    """Weighs for each winner of a sentence the rank before and the rank behind: marks between cost."""

    def __init__(self, text: str, winners: Sequence[NameList], ranks: Sequence[Rank]) -> None:
        self.text, self.winners, self.ranks = text, winners, ranks
        self._used: set[int] = set()  # the ranks that stood behind their winners
        self._head: Rank | None = None  # the rank that heads a list of winners
        self._close = len(text)  # where that list ends at the latest

    def bindings(self) -> list[Binding]:
        """Return the bindings, in order."""
        found: list[Binding] = []
        for number, one in enumerate(self.winners):
            earlier = self.winners[number - 1].end if number else 0
            following = self.winners[number + 1] if number + 1 < len(self.winners) else None
            if bound := self._bound(one, earlier, following):
                found.append(bound)
        return found

    def _bound(self, one: NameList, earlier: int, following: NameList | None) -> Binding | None:
        left = next((rank for rank in reversed(self.ranks) if rank.end <= one.start), None)
        right = next((rank for rank in self.ranks if rank.start >= one.end), None)
        if left is not None and left.start >= earlier:
            self._head = None
        if self._head is not None and one.start > self._close:
            self._head = None
        leads = left is not None and left.start >= earlier and self._leads(left, one)
        headed = leads or self._head is not None
        behind = self._behind_cost(left, one, leads) if left else None
        if self._head is not None and not leads:
            behind, left = 1, self._head
        ahead = self._ahead_cost(one, right, following) if right else None
        if right and ahead is not None and ahead > (_LIMIT if left or following else self._reach(one, right)):
            ahead = None
        if left is not None and behind is not None and (ahead is None or behind <= ahead):
            if leads:
                # 一等奖（甲、乙）；…: what heads a bracket heads no more behind it.
                own = _OWN_BRACKET.fullmatch(self.text[left.end : one.start])
                closed = self.text.find("）", one.end) if own else -1
                self._close = closed if closed >= 0 else len(self.text)
            self._head = left if headed else self._head
            return Binding(one, left, True, headed or behind == 0)
        if right is None or ahead is None:
            return None
        self._head = None
        self._used.add(right.start)
        return Binding(one, right, False, ahead <= 0)

    def _reach(self, one: NameList, rank: Rank) -> int:
        """Return how far the only winner may stand from the only rank: farther where the subject stays."""
        other = _OTHER_SUBJECT.search(self.text, one.end, rank.start)
        return _LIMIT if other or not gets(self.text, one.end, rank.start) else 2 * _LIMIT

    def _leads(self, rank: Rank, one: NameList) -> bool:
        """Tell whether the words from a rank to winners behind it say that it is theirs."""
        text = self.text
        between = text[rank.end : one.start]
        if "。" in between or len(between) > _FAR or _PAST.search(text, max(0, rank.start - 8), rank.start):
            return False
        if match := _LEAD.match(between):
            # A count of ranks leads to nobody by a mere mark: 金奖2项《…》.
            bare = match[0].endswith(("，", "《")) and not re.search(r"[有里]", match[0])
            far = match[0].endswith(_WINNER_ENDS) and "，" in between
            if not far and not (rank.counted and bare):
                return True
        if _OWN_BRACKET.fullmatch(between):
            return True  # 一等奖（焊接：甲，指导乙）
        if _OF_WINNER.fullmatch(between):
            # 拿了二等奖的甲
            return bool(_SUBJECTLESS.search(text[max(0, rank.start - 60) : rank.start]))
        inside = between.rfind("（") > max(0, between.rfind("）"))  # 一等奖，“烹饪”（选手：甲
        return bool(_LEAD_BEFORE.search(between)) and "；" not in between and not inside

    def _behind_cost(self, rank: Rank, one: NameList, leads: bool) -> int | None:
        """Return what speaks against the rank before a winner; None where it can't be theirs."""
        between = self.text[rank.end : one.start]
        if leads and not rank.joint:
            return -3
        barred = rank.joint or rank.counted or rank.start in self._used or len(between) > _NEAR
        if barred or _ATTRIBUTIVE.match(self.text, rank.end) or re.search(r"[，。：、；]", between):
            return None
        # 一等奖甲: nothing between; else only a trade or class, with no mark.
        return 2 if between else 0

    def _ahead_cost(self, one: NameList, rank: Rank, following: NameList | None) -> int | None:
        """Return what speaks against the rank behind a winner; None where it can't be theirs."""
        text = self.text
        bracket = _BRACKET_END.match(text, one.end, rank.start)
        inside = bracket is not None and "（" in text[max(0, one.start - 40) : one.start]
        between = text[bracket.end() if bracket and inside else one.end : rank.start]
        shared = following is not None and following.start < rank.start
        school = _SCHOOL_SUBJECT.search(between) or _SCHOOL_RANK.search(rank.rank)
        if school or self._is_others(one, rank, between):
            return None
        if shared and following and re.search(r"[，。；：]", text[one.end : following.start]):
            return None
        if shared and following and following.names == one.names:
            return None  # named again nearer to the rank
        if between.startswith("（") and "）" not in between:
            return -1  # 甲（会计，二等奖）
        verb = bool(gets(text, one.end, rank.start) or re.search(r"[是为列排凭拿收]", between))
        if _TITULAR.match(rank.rank) and not verb:
            return None
        cost = sum(_COSTS.get(char, 0) for char in _BRACKET.sub("", between)) + int(shared)
        if (passive := _PASSIVE.match(text, one.end)) and text[passive.end() : passive.end() + 1] in "，；。":
            cost += 3
        if following and following.start >= rank.end and self._leads(rank, following):
            # 一等奖由甲、|二等奖由乙: a rank that leads to others is theirs.
            cost += 9 if "；" in between else 3
        return cost - 2 * verb

    def _is_others(self, one: NameList, rank: Rank, between: str) -> bool:
        """Tell a rank behind a winner that is a sum, long past, or told of whom is spoken of."""
        text = self.text
        counted = rank.counted and not 0 < rank.count <= len(one.names)
        if rank.joint or counted or "。" in between or len(between) > _FAR_AHEAD or _MANY.search(between):
            return True
        past = _PAST.search(text, max(one.end, rank.start - 8), rank.start)
        return bool(past or _ATTRIBUTIVE.match(text, rank.end))
