"""Where names of organisations end: runs of endings that one name goes through (某某集团|某地|分公司)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from .. import lexicons
from ..language.mentions import PUNCTUATION, Words
from ..language.places import places_in
from ..language.terms import TermFinder

#: Characters behind an ending that make another word of it: 集团化, 大学生, 高中阶段, 银行卡.
_WRONG_AFTER: Final = MappingProxyType(
    {
        "集团": "化内", "学院": "派", "学校": "化", "中学": "生时", "小学": "生时", "大学": "生",
        "高中": "生阶组及部毕", "联盟": "校", "社区": "教工服护", "机场": "服", "村": "民镇", "局": "面限",
        "政府": "部采购", "厂": "家房商区校", "银行": "业卡", "酒店": "管服运行专", "超市": "管",
        "公司": "化", "学会": "了如", "汽车": "维运检制电营驾车美专行产装类修钣", "图书馆": "藏",
        "幼儿园": "教", "景区": "服", "出版社": "出", "机器人": "应",
    }
)  # fmt: skip
#: What between two endings shows that they end two names, or that a sentence goes on.
_BETWEEN_TWO: Final = re.compile(
    r"[与和及同跟在为是的了等以由向对]|有(?![限色机道])|系(?!统|列)|"
    r"捐|援建|委托|接收|入驻|选派|邀请|赠|合作|共建|签|联合|成立|引进|承担|牵头|建立|共同|开展|举办|[创合联兴]办|组建|"
    r"揭牌|挂牌|授牌|结对|帮扶|主办|组织|校企|实训|实习|培训|订单|直属|下属|旗下|"
    r"领导|经理|主任|书记|校长|院长|董事|总裁|代表|党委|秘书|副|负责|员工|职工|学生|教师|师生|毕业"
)
_MAX_BETWEEN: Final = 12
#: An ending shorter than this is none where it cuts a word of up to so many characters (上|海事|…).
_SURE_ENDING: Final = 3
_LONG_WORD: Final = 4


@dataclass(frozen=True, slots=True)
class Chain:
    """A run of endings: where the first begins, where the last begins and ends, and the kind it tells."""

    first: int
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    kind: str


@cache
def name_endings() -> tuple[str, ...]:
    """Return the endings that make a name; words of trade (电子, 科技) do so in lists only."""
    return tuple(ending.text for ending in lexicons.endings().values() if ending.strength != "trade")


@cache
def _finder() -> TermFinder:
    return TermFinder(name_endings())


def chains_in(text: str, words: Words) -> list[Chain]:
    """Return the runs of endings in `text`, whose words are `words`, in order."""
    hits = _hits(text)
    chains: list[Chain] = []
    first: int | None = None
    for number, hit in enumerate(hits):
        if number + 1 < len(hits) and _goes_on(text, hit, hits[number + 1]):
            first = hit.start if first is None else first
            continue
        if hit.end - hit.start >= _SURE_ENDING or not _cuts_word(words, hit.end):
            chains.append(
                Chain(hit.start if first is None else min(first, hit.start), hit.start, hit.end, hit.kind)
            )
        first = None
    return chains


def _hits(text: str) -> Sequence[_Hit]:
    """Return the endings in `text` by where they end, the longest at each place."""
    known = lexicons.endings()
    longest: dict[int, _Hit] = {}
    for start, end, term in _finder().all(text):
        if text[end : end + 1] in _wrong_after(term):
            continue
        if end not in longest or start < longest[end].start:
            longest[end] = _Hit(start, end, known[term].kind)
    return sorted(longest.values(), key=lambda hit: hit.end)


@cache
def _wrong_after(ending: str) -> frozenset[str]:
    """Return the characters behind `ending` that make another word of it."""
    return frozenset(char for tail, wrong in _WRONG_AFTER.items() if ending.endswith(tail) for char in wrong)


def _goes_on(text: str, hit: _Hit, follower: _Hit) -> bool:
    """Tell whether the name that `hit` could end goes on to the ending behind it."""
    if follower.start < hit.end:
        return not set(text[hit.end : follower.end]) & PUNCTUATION
    between = text[hit.end : follower.start]
    if len(between) > _MAX_BETWEEN or (
        text.endswith("公司", 0, hit.end) and not _is_branch(between, text[follower.start : follower.end])
    ):
        return False
    return not set(between) & PUNCTUATION and not _BETWEEN_TWO.search(between)


def _is_branch(between: str, ending: str) -> bool:
    """Tell the branch of a company at a place, behind its name: 甲电力公司|某地供电|公司."""
    return ending.endswith(
        ("公司", "银行", "车务段", "机务段", "工务段", "客运段", "电务段", "车辆段")
    ) and any(start == 0 for start, _, _ in places_in(between))


def _cuts_word(words: Words, at: int) -> bool:
    token = words.around(at)
    return token is not None and token.start < at and len(token.word) <= _LONG_WORD
