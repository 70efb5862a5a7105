"""What stands before a name with no mark between: entries' numbers, function words, verbs before a place."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from .. import lexicons
from ..language.mentions import Words
from ..language.terms import LexiconFinder
from .organisation_names import says_only_kind

#: The number of an entry, or a date by figures, that no blank parts from a name: 1.甲公司, 11.26甲公司; or a
#: year before what happened in it: 1983改名某某学校.
_ENTRY: Final = re.compile(
    r"(?:(?:(?:\d{2,4}[.·/-])?\d{1,2}[.·/-])?\d{1,2}[日号]|(?:\d{2,4}[.·/-])?\d{1,2}[.·/-]\d{1,2}|"
    r"\d{1,2}[.．、]|[①-⑳]|(?:19|20)\d\d)(?=[\u4e00-\u9fff])"
)
#: Behind a mark these figures are the end of a date or number, not the beginning of a name.
_DATE_MARKS: Final = (".", "·", "/", "-", "月")
_FIGURES_LEFT: Final = re.compile(r"\d{1,2}[日号]?(?=[\u4e00-\u9fff])")
#: Function words that segmentation may leave at the start of a name, but for the names that do begin so.
_LEAD: Final = re.compile(
    r"(?:[台央国民外港名]企|(?<=[\d余多几十百])人[到赴在进](?=.{2})|(?<=[又还并也再先曾])和|(?:基地|企业|单位|伙伴|医院|院校)有|[一二三四五六七八九十]是|与|或|称|受(?!益|众)|由|给|被|从|往|跟|及|在|到|赴|让|将|把|是|有(?![色限机友道信])|为(?!民|明)|同(?!仁|济|方|创|心|程|花|兴|德)|"
    r"向(?!阳|荣|前|明|日)|对(?!外)|和(?!.（|平|谐|顺|信|美|田|众|润|记|县))+(?=.{2}|[省市县区州旗校]$)"
)
#: Words before a region's name that are no part of a name: 来到|成都…, 知名企业|浙江….
_SAYS_WHAT: Final = re.compile(
    r"(?:企业|单位|公司|基地|[此其]后|后来|随后|[合协]作方|另?一方|换[作成]|里头数|地处|来到|[往给到来着去过是为向对于从由被把将请帮报走靠找]|[^学]院|校|成立|合作|签约|共建|机构|品牌|"
    r"园区|同类|系统|方面|年|月|日|有|包括|教育部|(?<![太中平草高])原|.{2}[同与跟])$|记者|通讯员|讯$|^(?:19|20)\d\d"
)
#: Words so tagged may stand before a name, never inside one before a place: 归口|某市…, 帮|某市….
_LEADS_IN: Final = frozenset({"v", "p", "vd"})
_LOCAL: Final = frozenset("市县区省州旗")
#: Where a body is called by its own region alone: 由|省教育厅, 年|市教育局.
_LOCAL_BODY: Final = re.compile(
    r"(?:^[年月日]|.*[由经被向对从据照按])(?=(?:省|市|县|区|州|自治区)[\u4e00-\u9fff]*$)"
)


@cache
def _places() -> LexiconFinder:
    return LexiconFinder({*lexicons.regions(), *lexicons.words("countries"), "中国"})


def without_lead(text: str, left: int, start: int) -> int:
    """Return where the name begins behind the counter or the function words that stand at `left`.

    `start` is where its ending begins.
    """
    if text[left - 1 : left].isdigit() and text[left : left + 1] in "个家所名":
        return left + 1
    if entry := _ENTRY.match(text, left):
        left = min(entry.end(), start)
    elif text[left - 1 : left] in _DATE_MARKS and (figures := _FIGURES_LEFT.match(text, left, start)):
        left = figures.end()
    lead = _LEAD.match(text, left, start)
    return lead.end() if lead else left


def from_region(text: str, words: Words, left: int, start: int) -> int:
    """Return where the name begins whose ending begins at `start`: at a place behind what names nothing.

    That are words of kind (龙头企业|某省某某) and what tells what is done (归口|某市某局, 帮|某县某厂).
    """
    head = text[left:start]
    for at, _, _ in _places().longest(head):
        before = head[:at]
        if not at or before in _LOCAL:
            continue
        if before.isdigit() or says_only_kind(before) or _SAYS_WHAT.search(before):
            return left + at
    if (local := _LOCAL_BODY.match(head)) and not _cuts_place(head, local.end()):
        return left + local.end()
    return _behind_verb(words, left, start)


def _cuts_place(head: str, at: int) -> bool:
    """Tell a cut at `at` that would part a place's name: 日照|市."""
    return any(head[start : at + 1] in lexicons.regions() for start in range(max(0, at - 3), at))


def _behind_verb(words: Words, left: int, start: int) -> int:
    """Return the last place, or 市 or 县 alone, from `left` to `start` that a verb is before, or `left`."""
    begin = left
    first = words.before(left)
    for number in range(first + 1, words.before(start) + 1):
        if number >= len(words.tokens) or words.tokens[number].start >= start:
            break
        token, before = words.tokens[number], words.tokens[number - 1]
        if before.word in lexicons.regions() or before.word + token.word in lexicons.regions():
            continue
        if token.word in _LOCAL:
            begin = token.start if before.tag in _LEADS_IN or before.tag == "vn" else begin
        elif before.tag in _LEADS_IN and (token.word == "中国" or _is_place(token.word)):
            begin = token.start
    return begin


def _is_place(word: str) -> bool:
    return word in lexicons.regions() or word in lexicons.words("countries")
