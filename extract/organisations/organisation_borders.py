"""Where a name begins whose end is known: leftwards over the words that can belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .. import lexicons
from ..language.mentions import PUNCTUATION, Token, Words
from ..language.places import places_in
from .organisation_chains import name_endings
from .organisation_names import says_only_kind

_REACH: Final = 30
#: Parts of speech at which a name ends to the left when the word has two characters or more; single ones are
#: in the list of border words.
_BORDER_TAGS: Final = frozenset(
    {"p", "c", "u", "ul", "uj", "uz", "ud", "ug", "uv", "r", "d", "y", "e", "o", "t"}
)
#: Before a word that may stand inside a name, these parts of speech end one as well.
_LOOSE_TAGS: Final = _BORDER_TAGS | {"m", "a", "b", "s", "f"}
#: Company names may hold these although they are border words elsewhere.
_INSIDE_NAMES: Final = frozenset(
    {
        "服务",
        "企业",
        "公司",
        "技术",
        "建设",
        "机构",
        "教师",
        "家",
        "用",
        "学习",
        "采购",
        "职工",
        "员工",
        "优质",
        "专业",
    }
)
#: Behind one of these a single character goes on with the name (某街道|东|社区).
_PLACES: Final = frozenset({"街道", "镇", "乡", "办事处", "社区"})
#: Place words end a clause after a noun (大赛中) and begin a name after a preposition (与中联城).
_PLACE_WORDS: Final = frozenset({"中", "上", "下", "内", "里", "前", "后", "间"})
#: Characters behind a number that make it a count: 3家, 两个, 2020年.
_COUNTED: Final = frozenset("年月日家所个名人余多万千百十届级号位批项期次")
#: What words of number begin with; other words are so tagged in error (良种, 双元).
_NUMERAL: Final = re.compile(
    r"[\d一二两三四五六七八九十百千万亿几数多半首年月日]|大[批量]|若干|少[数量]|无数"
)
#: The number of an entry, or a date by figures, that no blank parts from a name: 1.甲公司, 11.26甲公司.
_ENTRY: Final = re.compile(
    r"(?:(?:(?:\d{2,4}[.·/-])?\d{1,2}[.·/-])?\d{1,2}[日号]|(?:\d{2,4}[.·/-])?\d{1,2}[.·/-]\d{1,2}|"
    r"\d{1,2}[.．、]|[①-⑳])(?=[\u4e00-\u9fff])"
)
#: Behind a mark these figures are the end of a date or number, not the beginning of a name.
_DATE_MARKS: Final = (".", "·", "/", "-", "月")
_FIGURES_LEFT: Final = re.compile(r"\d{1,2}[日号]?(?=[\u4e00-\u9fff])")
#: Endings of names that may hold a dash (某某—某某有限公司), and words before a dash that begin no name.
_DASHES: Final = frozenset("—-－·")
_TAKES_DASH: Final = re.compile(r"(?:集团|股份|有限|责任)*公司|[\u4e00-\u9fff]{0,6}(?:联盟|共同体|联合体)")
_NO_DASH_AFTER: Final = re.compile(
    r"专业|合作|项目|培养|基地|企业|单位|公司|集团|[校院班系部室组厂店馆\d：]$"
)
_DASH_REACH: Final = 12
#: Function words that segmentation may leave at the start of a name, but for the names that do begin so.
_LEAD: Final = re.compile(
    r"(?:与|受(?!益|众)|由|给|被|从|往|跟|及|在|到|赴|让|将|把|是|有(?![色限机友道信])|为(?!民|明)|同(?!仁|济|方|创|心|程|花|兴|德)|"
    r"向(?!阳|荣|前|明|日)|对(?!外)|和(?!平|谐|顺|信|美|田|众|润|记|县))+(?=.{2})"
)
#: Words before a region's name that are no part of a name: 来到|成都…, 知名企业|浙江….
_SAYS_WHAT: Final = re.compile(
    r"(?:企业|单位|公司|地处|来到|[往给到来着去过是为向对于从由被把将请]|[^学]院|校|成立|合作|签约|共建|机构|品牌|"
    r"园区|同类|系统|方面|年|月|日|有|包括)$|记者|通讯员|讯$"
)
#: What ends names that may go over an 和: 某地|甲业和乙业产教联盟.
_NAMED_OVER_AND: Final = re.compile(
    r"[^，。]{0,16}?(?:联盟|共同体|联合体|协会|学会|指导委员会|职业教育集团|职教集团|委员会|学院)"
)
_OVER_AND: Final = 16
_BEFORE_NAME: Final = frozenset("，。、；：了的立起为入是建发“（ ")
#: A bracket inside a name holds a region of so many characters at most, in so many words.
_BRACKET_CHARS: Final = 6
_BRACKET_WORDS: Final = 5


def left_border(text: str, words: Words, start: int) -> int:
    """Return where the name begins in `text` whose ending begins at `start`."""
    number = words.number_at(start)
    if number is None:
        return start
    left = _over_words(text, words.tokens, number, start)
    left = _without_lead(text, left, start)
    return _over_and(text, _from_region(text, left, start), start)


def _over_words(text: str, tokens: Sequence[Token], number: int, start: int) -> int:
    """Go left from word `number`, in which the ending begins, over the words that can belong to a name."""
    left = tokens[number].start
    at = number - 1
    while at >= 0 and left - tokens[at].start <= _REACH and start - left <= _REACH:
        opened = at if _dash_inside(text, tokens, at, start) else _bracket_inside(text, tokens, at)
        if opened is None and _is_border(text, tokens, at):
            break
        if len(tokens[at].word) > 2 and tokens[at].word[0] == "与":
            return tokens[at].start + 1  # a word that the segmenter took 与 into: 与秀里|影视|村
        at = at if opened is None else opened
        left = tokens[at].start
        at -= 1
    return left


def _bracket_inside(text: str, tokens: Sequence[Token], at: int) -> int | None:
    """Return the number of the opening bracket around a region inside a name (某省（某市）中心), or None.

    `at` is the number of the word that may be the closing one.
    """
    if tokens[at].word not in "）)":
        return None
    for number in range(at - 1, max(-1, at - 1 - _BRACKET_WORDS), -1):
        if tokens[number].word in "（(":
            inside = text[tokens[number].end : tokens[at].start]
            return (
                number if number and len(inside) <= _BRACKET_CHARS and inside in lexicons.regions() else None
            )
        if tokens[number].word in PUNCTUATION:
            return None
    return None


def _dash_inside(text: str, tokens: Sequence[Token], at: int, start: int) -> bool:
    """Tell a dash inside a name (某某—某某有限公司) from one that parts what stands in a line."""
    word = tokens[at].word
    if word not in _DASHES or not at or not _TAKES_DASH.match(text, start):
        return False
    before = tokens[at - 1]
    if before.word in _DASHES or text[tokens[at].end] in _DASHES or PUNCTUATION.issuperset(before.word):
        return False
    head = text[max(0, before.start - _DASH_REACH) : before.end]
    known = any(head[at:] in lexicons.majors() for at in range(len(head) - 1))
    return (
        not known
        and not head.endswith(name_endings())
        and not _NO_DASH_AFTER.search(before.word)
        and not before.word.isascii()
    )


def _is_border(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether word `at` stands outside of the name that begins behind it."""
    word = tokens[at].word
    if word in lexicons.regions():
        return False
    if PUNCTUATION.issuperset(word) or (len(word) > 2 and word.endswith(("企业", "单位"))):
        return True
    before = tokens[at - 1] if at else None
    if before and len(word) == 1 and before.word in _PLACES and word not in "与和及在的等":
        return False
    if before and word in _PLACE_WORDS:
        return not (before.word in PUNCTUATION or before.tag in ("p", "c") or before.word in "与和同")
    if word in lexicons.words("border_words"):
        return before is None or word not in _INSIDE_NAMES or _ends_names(before)
    return _is_border_by_tag(text, tokens[at], before)


def _ends_names(token: Token) -> bool:
    return (
        token.word in PUNCTUATION or token.word in lexicons.words("border_words") or token.tag in _LOOSE_TAGS
    )


def _is_border_by_tag(text: str, token: Token, before: Token | None) -> bool:
    if token.tag in _BORDER_TAGS and len(token.word) > 1:
        return True
    if (token.tag == "m" and _NUMERAL.match(token.word)) or token.word.isdigit():
        return not _number_in_name(token.word, text[token.end : token.end + 1])
    return token.tag == "q" and before is not None and before.tag == "m"


def _number_in_name(word: str, after: str) -> bool:
    """Tell a number that names (第一中学, 三和纺织, 九三集团, 一汽) from one that counts."""
    if word.startswith("第") or word == "一汽":
        return True
    if after in _COUNTED:
        return False
    return word.isdigit() or bool(re.fullmatch(r"[一二三四五六七八九]{1,2}", word))


def _without_lead(text: str, left: int, start: int) -> int:
    """Drop the counter or the function words that the words before `start` begin with at `left`."""
    if text[left - 1 : left].isdigit() and text[left : left + 1] in "个家所名":
        return left + 1
    if entry := _ENTRY.match(text, left):
        left = min(entry.end(), start)
    elif text[left - 1 : left] in _DATE_MARKS and (figures := _FIGURES_LEFT.match(text, left, start)):
        left = figures.end()
    lead = _LEAD.match(text, left, start)
    return lead.end() if lead else left


def _from_region(text: str, left: int, start: int) -> int:
    """Begin at a region's name where only words of kind stand before it (龙头企业|某省某某…)."""
    head = text[left:start]
    for at, _, _ in places_in(head):
        before = head[:at]
        if at and (before.isdigit() or says_only_kind(before) or _SAYS_WHAT.search(before)):
            return left + at
    return left


def _over_and(text: str, left: int, start: int) -> int:
    """Take in what stands before 和 where one name goes over it (某县甲业和乙业产教联盟)."""
    if text[left - 1 : left] not in ("和", "与", "及") or not _NAMED_OVER_AND.match(text, start):
        return left
    floor = max(0, left - _OVER_AND)
    for at, _, _ in places_in(text[floor : left - 1]):
        begin = floor + at
        head = text[begin : left - 1]
        if set(head) & PUNCTUATION or head.endswith(name_endings()):
            continue
        if begin == 0 or text[begin - 1] in _BEFORE_NAME:
            return begin
    return left
