"""With whom a programme is run: by its nickname, or by the organisation that its clause names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Final

from .. import lexicons
from ..language.enumerations import clause_end, clause_start
from ..language.mentions import Mention
from ..language.sentences import Sentence
from ..language.terms import LexiconFinder, TermFinder
from ..organisations.organisations import kind_of
from ..schools.school import Speaker

#: What stands before a partner.
_WITH: Final = re.compile(r"(?:与|和|同|跟|由|联合|携手|联手|引进|引入|依托|对接|牵手|为|、|“|^|，)$")
_KINDS: Final = frozenset({"enterprise", "association", "hospital", "group", "other", "media"})


#: What ends a firm's name: its legal form, and its trade.
_LEGAL: Final = re.compile(r"(?:股份|集团|控股|有限|责任|公司|总|分|实业|企业)+$")
_TRADE: Final = re.compile(
    r"(?:电器|电气|电子|科技|汽车|食品|机械|网络|信息|技术|智能装备|智能|装备|制造|服饰|服装|酒店|餐饮|物流|教育|文化|传媒|医药|制药|生物|新能源|建设|建筑|工程|铜业|水产|重工|纺机|电力|通信|动力|能源|材料|农业|畜牧|乳业|化工|家居|家具|旅游|管理|服务|咨询|商贸|贸易|医院|股份|集团|包装|装饰|软件|系统|发展|投资)+$"
)


#: What stands between a partner and what was built with it.
_BUILDING: Final = re.compile(
    r"(?:共同|联合|合作|携手)?(?:共建|合建|建立|成立|创办|合办|共办|建成|打造)(?:了|起)?“?"
)
#: A clause with no more than this before a name has no subject of its own.
_BARE_CLAUSE: Final = 8


class PartnerNames:
    """Forms of partners' names, and the fullest form of each."""

    def __init__(self, names: Mapping[str, str], sentences: Sequence[Sentence], speaker: Speaker) -> None:
        self._full = dict(names)
        for sentence in sentences:
            for mention in sentence.organisations():
                if mention.kind in _KINDS and mention.known and not speaker.is_own(mention.text):
                    self._full.setdefault(mention.text, mention.text)

    @cached_property
    def nicknames(self) -> TermFinder:
        """The finder of what partners are called for short: their names without region and legal form."""
        return TermFinder(self._short)

    @cached_property
    def _short(self) -> dict[str, set[str]]:
        """Short names with the full names that they may stand for."""
        found: dict[str, set[str]] = {}
        for form, full in self._full.items():
            if kind_of(form) in ("enterprise", "group", "") and (short := _nickname(form)):
                found.setdefault(short, set()).add(full)
        return found

    def full(self, name: str) -> str:
        """Return the fullest form of `name`, itself where none is known."""
        return self._full.get(name, name)

    def by_nickname(self, nickname: str, sentence: Sentence) -> str:
        """Return the partner whose name holds `nickname` or that it abbreviates; "" if none."""
        bare = (
            re.sub(
                r"(?:集团|公司|企业|订单|定向|冠名|定制|学徒制?|产业|现代|新能源|智能|汽车)+$", "", nickname
            )
            or nickname
        )
        if len(bare) < 2:
            return ""
        here = {self.full(mention.text) for mention in sentence.organisations()}
        holding = {
            full
            for form, full in self._full.items()
            if bare in form or (len(form) >= 2 and bare.startswith(form))
        }
        if not holding:
            heads = (bare[:length] for length in range(len(bare), 1, -1))
            holding = next((self._short[head] for head in heads if head in self._short), set())
        if best := holding & here or holding:
            shortest = min(best, key=lambda full: (full not in here, len(full), full))
            return max(
                (full for full in best if shortest in full and (full in here) == (shortest in here)), key=len
            )
        spread = {full for full in here if full in self._full.values() and _abbreviates(bare, full)}
        return min(spread) if len(spread) == 1 else ""

    def of_clause(self, sentence: Sentence, start: int) -> str:
        """Return the partner named as such before `start` in its clause or the clause before; "" if none."""
        floor = clause_start(sentence.text, start)
        before = [one for one in self._partners(sentence) if floor <= one.start and one.end <= start]
        if (
            not before
            and floor > 1
            and start - floor <= _BARE_CLAUSE
            and "专业" not in sentence.text[floor:start]
        ):
            floor = clause_start(sentence.text, floor - 1)
            before = [one for one in self._partners(sentence) if floor <= one.start and one.end <= start]
        return self.full(before[-1].text) if before else self._beside(sentence, start)

    def behind(self, sentence: Sentence, start: int, end: int) -> str:
        """Return the partner told behind a name and a colon, or before an arrow; "" if none."""
        text = sentence.text
        if text[end : end + 1] == "：":
            stop = clause_end(text, end + 1, "；。")
            found = [one for one in self._outside(sentence) if end < one.start < stop]
            firms = [one for one in found if one.kind == "enterprise"]
            return self.full((firms or found)[0].text) if found else ""
        if start and text[start - 1] in "→⇒":
            found = [one for one in self._outside(sentence) if one.end <= start]
            return self.full(found[-1].text) if found else ""
        return ""

    def _outside(self, sentence: Sentence) -> list[Mention]:
        return [one for one in sentence.organisations() if one.kind in _KINDS]

    def _beside(self, sentence: Sentence, start: int) -> str:
        """Return the body of any kind that what begins at `start` was built with: 与某某共建…; "" if none."""
        for one in sentence.organisations():
            between = sentence.text[one.end : start] if one.end <= start else "，"
            if _BUILDING.fullmatch(between) and re.search(r"[与和同跟]$", sentence.text[: one.start]):
                return self.full(one.text)
        return ""

    def _partners(self, sentence: Sentence) -> list[Mention]:
        return [
            one
            for one in sentence.organisations()
            if self.full(one.text) in self._full.values()
            and one.kind in _KINDS
            and _WITH.search(sentence.text[: one.start])
        ]


#: What makes a plan with a named partner one that is settled.
_NOT_YET: Final = re.compile(r"待签|尚未签|未签|洽谈|商谈")
_SIGNED: Final = re.compile(r"协议|签约|签[下订署]|意向书|签了|备忘录")


def signed(sentence: Sentence, at: int) -> bool:
    """Tell whether the sentence says that the plan to build what stands at `at` was signed with a partner."""
    text = sentence.text
    start, stop = clause_start(text, at, "；。"), clause_end(text, at, "；。")
    if not sentence.organisations() or _NOT_YET.search(text, start, stop):
        return False
    return bool(_SIGNED.search(text, start, stop))


def _nickname(form: str) -> str:
    """Return a name's own part, without region, trade and legal form; "" where none is left."""
    bare = form
    for at, end, _ in _regions().longest(form):
        if at == 0:
            bare = form[end:]
            break
    bare = re.sub(r"（[^）]*）", "", bare)
    bare = _LEGAL.sub("", bare)
    bare = _TRADE.sub("", bare)
    return bare if 2 <= len(bare) <= 6 and bare not in lexicons.regions() else ""


@cache
def _regions() -> LexiconFinder:
    return LexiconFinder(lexicons.regions())


def _abbreviates(short: str, full: str) -> bool:
    rest = iter(full)
    return all(char in rest for char in short)
