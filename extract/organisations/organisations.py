"""Mentions of organisations: by their endings, known firms, the words around, and their place in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from .. import lexicons
from ..language.mentions import Mention, Token, Words, outermost
from ..language.places import places_in
from ..language.terms import LexiconFinder
from .organisation_borders import before_trade, left_border
from .organisation_chains import Chain, chains_in
from .organisation_frames import bureaus, framed_firms, posted_firms, signing_brands
from .organisation_lists import headed_list, list_members
from .organisation_names import (
    ANY_TRADE,
    MAX_LENGTH,
    has_place,
    is_name,
    kind_of,
    names_all_schools,
    says_only_kind,
    says_only_trade,
)

__all__ = ["find_organisations", "kind_of"]

#: A bracket behind a name that says where it sits: 某某集团（中国）, 某某（某市）有限公司.
_SEAT: Final = re.compile(r"（([\u4e00-\u9fff]{2,5})）(?:有限公司|股份有限公司|分公司|公司)?")
#: A works or branch of a firm at a place, behind the firm's name: 甲集团|某地基地.
_BRANCH: Final = re.compile(
    r"(?:生产|制造|研发|分拣|配送)?(?:基地|工厂|分部|分厂|项目部|总部|支公司|分公司|分行|支行)"
)
#: What may stand behind a firm's name of two characters: a mark, or words that go on with a clause.
_AFTER_SHORT: Final = (
    *"，。、；：）)（”\" ", "等", "与", "和", "合作", "共建", "公司", "签", "联合", "在", "有", "的",
    "自1", "自2", "从1", "从2", "到校", "来校", "向学校", "向我校", "为学校", "为我校", "共同", "接收",
    "每年", "捐", "出资", "提供", "派", "解决", "技术人员",
)  # fmt: skip
#: Words that say with whom or where, before a firm's name of two characters that is no other word.
_BEFORE_SHORT: Final = re.compile(r"(?:^|[，。；、与和同到为由赴向]|联合|依托|帮助|引进)$")
_ALSO_WORDS: Final = frozenset(
    {
        *("联想", "浪潮", "小米", "美的", "奔驰", "三星", "松下", "大华", "长虹", "如家", "锦江", "万达"),
        *("中兴", "洲际", "菜鸟", "特步", "安踏", "隆基", "中建", "李宁"),
    }
)
#: In a list, few characters up to a mark are the rest of a longer name: 丙公司、甲乙|大松。
_REST_OF_NAME: Final = re.compile(r"[\u4e00-\u9fff]{1,3}(?:[，。、；]|$)")
#: What makes another word of a firm's name that it follows: 中国建筑|之乡.
_NO_FIRM_BEHIND: Final = ("之", "业", "史", "界", "大学", "学院", "师")
_MARKS: Final = re.compile(r"[，。；：、！？“”]")
#: What a quotation before 公司 or 集团 holds that is no name of one.
_NO_OWN_PART: Final = re.compile(r"[，。、；]|班$|制$|模式|工程|计划|\d|合作|培养|订单")
_QUOTED_REACH: Final = 8
_BRANCH_REACH: Final = 12
_SEAT_REACH: Final = 8
_BEHIND_REACH: Final = 5
#: Things called after a firm: 某某班, 某某杯.
_CALLED_AFTER: Final = ("班", "杯", "楼", "路", "大道")


#: Kinds of bodies for the whole country, whose names may begin with 全国.
_NATIONAL_KINDS: Final = frozenset({"group", "association"})
#: Kinds of bodies whose own part is never a verb, and the parts of speech that are none.
_NO_VERB_KINDS: Final = frozenset({"school", "government", "other", "kindergarten", "hospital"})
_TOWNS: Final = ("街道", "办事处", "镇", "乡", "社区")
_PHRASE_TAGS: Final = frozenset({"v", "vd", "p", "d", "ad", "c", "r", "u", "uj", "ul", "l"})


@cache
def _firm_finder() -> LexiconFinder:
    return LexiconFinder(name for name in lexicons.firms() if len(name) >= 2)


def find_organisations(text: str, tokens: Sequence[Token]) -> list[Mention]:
    """Return the organisations named in `text`, in order, not overlapping.

    `tokens` are the words of `text`. Names end in what the lexicon of endings holds or are firms known
    nationally; members of a list that such names stand in are taken too, marked as not `known`.
    """
    words = Words(tokens)
    ended = [mention for chain in chains_in(text, words) if (mention := _named(text, words, chain))]
    found = outermost([*ended, *_known_firms(text, ended), *bureaus(text)])
    found = outermost(
        [
            *found,
            *framed_firms(text, words, found),
            *posted_firms(text, words, found),
            *signing_brands(text, found),
        ]
    )
    if not found and not headed_list(text):
        return found  # no list of names either: one begins with a name told otherwise
    return outermost([*found, *list_members(text, words, found)])


#: A major and what it works with: 护理专业同|某某医院.
_MAJOR_WITH: Final = re.compile(r"专业[同与和跟](?=[\u4e00-\u9fff]{2})")
#: A firm before its own branch: 某某股份有限公司|国际公司.
_LEGAL_FORM: Final = re.compile(r"(?:股份|集团)?有限(?:责任)?公司.*")


def _named(text: str, words: Words, chain: Chain) -> Mention | None:
    """Return the organisation whose name ends in `chain`, or None where the words before it make no name."""
    left = left_border(text, words, chain.first, chain.floor)
    if left == chain.first < chain.start:
        left = left_border(text, words, chain.start, chain.floor)
    if left < chain.start and chain.kind in _NATIONAL_KINDS and text.endswith("全国", 0, left):
        left -= len("全国")
    left = _quoted_from(text, left, chain)
    if major := _MAJOR_WITH.search(text, left, chain.start):
        left = major.end()
    own = text[left : chain.start]
    if text.endswith("公司", 0, chain.end) and (
        says_only_trade(_LEGAL_FORM.sub("", own)) or _is_seat(own, chain, text)
    ):
        left = before_trade(text, words, left, chain.floor)
        if says_only_trade(text[left : chain.start]):
            return None
    core, ending = text[left : chain.start], text[chain.start : chain.end]
    if chain.kind == "enterprise" and core in ANY_TRADE:
        return None
    if not is_name(core + ending, core, chain.kind, ending) or _is_phrase(core, words, left, chain):
        return None
    if names_all_schools(core, ending, text[chain.end : chain.end + _BEHIND_REACH]):
        return None
    end = _behind_seat(text, chain.end)
    if chain.kind == "enterprise":
        end = _behind_branch(text, end)
    return Mention(left, end, text[left:end], "organisation", chain.kind)


def _is_seat(own: str, chain: Chain, text: str) -> bool:
    """Tell a place alone before a legal form, the firm's own part ahead of it: 某控股|某地有限公司."""
    return own in lexicons.regions() and text[chain.start : chain.end].endswith("有限公司")


def _quoted_from(text: str, left: int, chain: Chain) -> int:
    """Return where a name begins that is quoted, whole or its own part: “某地校企合作联盟”, “甲”酒店集团."""
    if chain.kind == "group" and text.startswith("”", chain.end):
        opened = text.rfind("“", max(0, chain.end - MAX_LENGTH), left)
        if opened >= 0 and not _MARKS.search(text, opened + 1, chain.start):
            return opened + 1
    own_part_quoted = text[left - 1 : left] == "”" and says_only_kind(text[left : chain.end - 2])
    if chain.kind == "enterprise" and own_part_quoted:
        opened = text.rfind("“", max(0, left - _QUOTED_REACH), left - 1)
        inner = text[opened + 1 : left - 1]
        if opened >= 0 and len(inner) >= 2 and not _NO_OWN_PART.search(inner):
            return opened
    return left


def _is_phrase(core: str, words: Words, left: int, chain: Chain) -> bool:
    """Tell words about a body (维护|学校, 职教进|社区) from a name: `core` ends in a verb or the like."""
    if chain.kind not in _NO_VERB_KINDS:
        return False
    last = words.tokens[words.before(chain.start) - 1] if words.before(chain.start) else None
    if last is None or last.end != chain.start or last.start < left:
        return False
    if last.tag not in _PHRASE_TAGS or (last.start > left and len(last.word) > 1):
        return False
    return not has_place(core) and not core[:-1].endswith(_TOWNS)


def _behind_seat(text: str, end: int) -> int:
    """Return where a name ends that would end at `end` without the bracket that says where it sits."""
    match = _SEAT.match(text, end)
    return match.end() if match and (match[1] == "中国" or match[1] in lexicons.regions()) else end


def _behind_branch(text: str, end: int) -> int:
    """Return where the name of a firm ends that would end at `end` without the branch it names."""
    for start, stop, _ in places_in(text[end : end + _BRANCH_REACH]):
        match = _BRANCH.match(text, end + stop) if start == 0 else None
        return match.end() if match else end
    return end


def _known_firms(text: str, ended: Sequence[Mention]) -> Iterator[Mention]:
    taken = {at for mention in ended for at in range(mention.start, mention.end)}
    for start, end, name in _firm_finder().longest(text):
        if taken.isdisjoint(range(start, end)) and _stands_alone(text, start, end, name):
            begin = _from_seat(text, start) if len(name) > 2 else start
            yield Mention(begin, end, text[begin:end], "organisation", "enterprise", known=len(name) > 2)


def _from_seat(text: str, start: int) -> int:
    """Return where a known firm's name begins with the place right before it (某市|甲)."""
    floor = max(0, start - _SEAT_REACH)
    return next((floor + at for at, end, _ in places_in(text[floor:start]) if floor + end == start), start)


def _stands_alone(text: str, start: int, end: int, name: str) -> bool:
    """Tell a firm's name from a word that holds it: what follows must be a boundary or a known tail."""
    before = text[start - 1 : start]
    if before.isascii() and before.isalnum() and name[0].isascii():
        return False
    if len(name) == 2:
        told = name not in _ALSO_WORDS and bool(_BEFORE_SHORT.search(text, max(0, start - 3), start))
        longer = text.startswith("、", start - 1) and _REST_OF_NAME.match(text, end)
        named = told and not longer and not text.startswith((*_CALLED_AFTER, *_NO_FIRM_BEHIND), end)
        return named or end == len(text) or text.startswith(_AFTER_SHORT, end)
    return not text.startswith((*_CALLED_AFTER, *_NO_FIRM_BEHIND), end)
