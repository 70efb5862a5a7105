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
    r"(?:由|归属?于?|归了|是|为|给了?|属于|颁给了?|授予|花落|落[到在]|被|出自|出[在于]|来自|有|：|——|-)"
)
_WINNER: Final = r"(?:得主|获得者|获奖者|获奖人|获奖(?:选手|学生|教师)|主人|选手|归属|夺[冠金银]者)"
#: What leads from a rank to those who won it: 一等奖由, 二等奖还有：, 金牌得主, 一等奖里头，, 银奖项目《.
_LEAD: Final = re.compile(
    rf"(?:里头?|当中|中|方面|名单)?(?:还有|分别|的)*{_COUNT}?(?:项目|作品|奖项)?(?:的)?(?:学生|选手|同学|教师|作品)?{_WINNER}?"
    rf"(?:也|又|还|都|均|则|就|分别|依次|这[回次]|最终)*{_IS}|(?:里头?|当中|中|方面)，|(?:项目|作品)?《|{_WINNER}(?!、)|有{_COUNT}，"
)
#: The same right before the winners: 得主是, 获奖的有, 队员：.
_LEAD_BEFORE: Final = re.compile(
    rf"(?:{_WINNER}|获奖的|夺[冠金]的|(?:创作|设计|制作|完成|演唱|表演|参赛|撰写)(?:它|者|该?作品|这[^，]{1,4})?的(?=是|有)|负责人|队员|作者|主创|主讲|成员|完成人)(?:们)?(?:分别)?(?:有|是|为|叫|：|包括)?[^，。；：、（）]{{0,16}}$"
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
_MANY: Final = re.compile(r"一批|多[名位]|\d+余?[名位人]")
#: A clause that begins with its verb of winning: the winner is told behind.
_SUBJECTLESS: Final = re.compile(rf"(?:^|[，。；！？])(?:{GET}|拿了?)[^，。；]{{0,16}}$")
_COSTS: Final = {"；": 4, "。": 9, "！": 9, "，": 2, "、": 1, "：": 1, "（": 1, "）": 0}
_LIMIT: Final = 5
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
    winners = [one for one in people if not one.advising]
    found: list[Binding] = []
    head: Rank | None = None
    used: set[int] = set()
    for number, one in enumerate(winners):
        earlier = winners[number - 1].end if number else 0
        left = next((rank for rank in reversed(ranks) if rank.end <= one.start), None)
        right = next((rank for rank in ranks if rank.start >= one.end), None)
        if left is not None and left.start >= earlier:
            head = None
        leads = left is not None and left.start >= earlier and _leads(text, left, one)
        following = winners[number + 1] if number + 1 < len(winners) else None
        ahead = _right_cost(text, one, right, following) if right else None
        if right and ahead is not None and following and following.start >= right.end:
            # 一等奖由甲、|二等奖由乙: a rank that leads to others is theirs.
            apart = "；" in text[one.end : right.start]
            ahead += (9 if apart else 3) * _leads(text, right, following)
        behind = _left_cost(text, left, one, leads, used) if left else None
        if head is not None and not leads:
            behind, left = 1, head
        bound = _chosen(one, (left, behind), (right, ahead), leads or head is not None)
        if bound is None:
            continue
        if bound.headed and (leads or head is not None):
            head = bound.rank
        elif not bound.headed:
            head = None
            used.add(bound.rank.start)
        found.append(bound)
    return found


def _chosen(
    one: NameList, left: tuple[Rank | None, int | None], right: tuple[Rank | None, int | None], leads: bool
) -> Binding | None:
    (before, behind), (after, ahead) = left, right
    leads = leads or behind == 0
    fits = ahead is not None and ahead <= _LIMIT
    if before is not None and behind is not None and (not fits or ahead is None or behind <= ahead):
        return Binding(one, before, True, leads)
    return (
        Binding(one, after, False, ahead <= 0) if fits and after is not None and ahead is not None else None
    )


def _leads(text: str, rank: Rank, one: NameList) -> bool:
    between = text[rank.end : one.start]
    if "。" in between or len(between) > 60 or _PAST.search(text, max(0, rank.start - 8), rank.start):
        return False
    match = _LEAD.match(between)
    if match and not (
        rank.counted and match[0].endswith(("，", "《")) and "有" not in match[0] and "里" not in match[0]
    ):
        return True
    bracket = between.rfind("（") > max(0, between.rfind("）"))  # 一等奖，“烹饪”（选手：甲）
    if re.fullmatch(r"的[^，。；：、（）]{0,10}", between) and _SUBJECTLESS.search(text[: rank.start]):
        return True  # 拿了二等奖的甲
    return bool(_LEAD_BEFORE.search(between)) and "；" not in between and not bracket


def _left_cost(text: str, rank: Rank, one: NameList, leads: bool, used: set[int]) -> int | None:
    """Return what speaks against the rank before a winner; None where it can't be theirs."""
    if rank.joint:
        return None
    if leads:
        return -3
    between = text[rank.end : one.start]
    attributive = _ATTRIBUTIVE.match(text, rank.end)
    if rank.start in used or rank.counted or attributive or len(between) > 12 or "；" in between:
        return None
    # 一等奖甲: nothing between; else only a trade or class, with no mark.
    return 0 if not between else None if re.search(r"[，。：、]", between) else 2


def _right_cost(text: str, one: NameList, rank: Rank, following: NameList | None) -> int | None:
    """Return what speaks against the rank behind a winner; None where it can't be theirs."""
    bracket = re.compile(r"[^（）]*）").match(text, one.end, rank.start)
    inside = bracket is not None and "（" in text[max(0, one.start - 40) : one.start]
    between = text[bracket.end() if bracket and inside else one.end : rank.start]
    counted = rank.counted and not 0 < rank.count <= len(one.names)
    if rank.joint or counted or "。" in between or len(between) > 80 or _MANY.search(between):
        return None
    if _ATTRIBUTIVE.match(text, rank.end) and not text.startswith("得主", rank.end):
        return None
    if _PAST.search(text, max(one.end, rank.start - 8), rank.start) or text.startswith(
        ("得主", "获得者"), rank.end
    ):
        return None
    shared = following is not None and following.start < rank.start
    if shared and following is not None and re.search(r"[，。；：]", text[one.end : following.start]):
        return None
    if between.startswith("（") and "）" not in between:
        return -1  # 甲（会计，二等奖）
    verb = bool(gets(text, one.end, rank.start)) or re.search(r"[是为列排凭拿收]", between)
    if _TITULAR.match(rank.rank) and not verb:
        return None
    plain = _BRACKET.sub("", between)
    cost = sum(_COSTS.get(char, 0) for char in plain) + int(shared)
    passive = _PASSIVE.match(text, one.end)
    if passive and re.match(r"[，；。]", text[passive.end() :]):
        cost += 3
    return cost - 2 * bool(verb)
