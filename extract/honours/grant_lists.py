"""Lists of titles without a verb before them: announced by a word, closed by one, or standing alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ..language.enumerations import Item, clause_start, items_in
from ..language.sentences import Sentence
from ..schools.school import Speaker
from .grant_items import Grant, titles_in
from .grant_years import item_years, years_told
from .holders import subject_of
from .titles import base_kind, is_title, trimmed

#: What is hoped for, planned or asked is not held.
#: Goals set for later years: whatever follows in the sentence is not held yet.
AHEAD: Final = re.compile(
    r"目标[：，为是]|到20\d\d年|规划期|十[三四五]五”?(?:末|时期将)|下一步|今后|未来[三五]?年|整改措施|改进措施"
)
PLANNED: Final = re.compile(
    r"争创|争取|力争|目标|努力|(?<![虚模])拟|计划(?!”)|打算|准备|冲刺|争当|争做|对标|希望|(?<![即])将(?![其学我])|力求|有望|瞄准|着力|致力|申请|迎接|推荐|旨在|为把|把[^，]{0,12}(?:建设|打造|办)|要求|应当|必须|提出|如果|若|未|没有|不断|加快|积极(?!参)|推进|推动|争"
)
#: A list closed by words that call it one of honours.
_CLOSED: Final = re.compile(
    r"(?:等(?:[\d一二两三四五六七八九十百多几数]+余?多?[个项块顶张])?|(?<=”)[\d一二两三四五六七八九十]+[个项块顶张])(?:国家级|省级|市级)?、?(?:荣誉称号|荣誉|称号|牌匾|牌子|奖牌|殊荣|桂冠)"
)
_TAKEN: Final = re.compile(
    r"(?:等?(?:荣誉)?称号)?(?:也|均|都|亦|先后|曾)?(?:被|曾|先后)?(?:授予学校|收入囊中|花落|归属?学校|落户)"
)
#: What either of the two has.
_CLOSED_SIGN: Final = re.compile(r"荣誉|称号|牌|殊荣|桂冠|授予学校|收入囊中|花落|归属?学校|落户")
#: Words that announce a list of honours.
_ANNOUNCED: Final = re.compile(
    r"(?:荣誉(?:称号)?|称号|光环|名片|牌子|奖牌|牌匾|表彰|所获|殊荣)[^，。；：]{0,10}(?:[：]|主要有|包括|如下|分别[为是]|有(?=[省市国全县区自]))[：]?|(?:获得|得到|取得|拥有)的[^，。；：]{0,10}(?:荣誉|称号)[^，。；：]{0,6}(?:[有为是：])[：]?"
)
OF_OTHERS: Final = re.compile(r"教师|老师|学生|个人|选手|毕业生|企业|公司")
_DATED: Final = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)年(?:\d{1,2}月)?(?=[^\d年，。；、])")
#: What a clause says that follows a title: when it was approved.
_APPROVED: Final = re.compile(
    r"(?:((?:19|20)\d\d)年(?:\d{1,2}月)?)?(?:由[^，。；]{2,14}|经[^，。；]{2,14})?(?:获批|获得?)?(?:立项|认定|批准|入选|授予|命名|获批|确定|挂牌)(?:$|建设)"
)
#: What a title that stands alone must have: a word of level or place; and how long such a clause may be.
_LEVELLED: Final = re.compile(r"国|省|市|县|区|级|部|世界")
_LONGEST: Final = 70
_SCHOOL_TITLE: Final = re.compile(r"(?:学校|中专|高中|职高|院校|单位|校)”?$")


def announced(sentence: Sentence, speaker: Speaker, start: int) -> Iterator[Grant]:
    """Yield the titles of `sentence` from `start` on, where words before or a heading call them honours.

    A year that stands alone (2011年，…) holds for the title after it.
    """
    text = sentence.text
    years = years_told(text, start, speaker.year)
    own: tuple[int, ...] = ()
    for item in items_in(text, start, len(text)):
        alone = re.fullmatch(r"[（(]?(\d{4})年?(?:\d{1,2}月)?[）)]?", text[item.start : item.end].strip())
        if alone:
            own = (int(alone[1]),)
            continue
        grants = list(titles_in(sentence, item, "given", False, speaker))
        for grant in grants:
            yield replace(grant, years=item_years(text, item, grant.start, grant.end) or own or years)
        if grants and item.mark in "；。":
            own = ()


def announcement(text: str) -> int | None:
    """Return where the list begins that `text` announces as one of the school's honours, or None."""
    match = _ANNOUNCED.search(text)
    return match.end() if match and not OF_OTHERS.search(text[: match.end()]) else None


def closed_list(sentence: Sentence, speaker: Speaker) -> Iterator[Grant]:
    """Yield the titles of a list that only its end calls one of honours: 甲、乙、丙等称号也曾授予学校."""
    text = sentence.text
    if not _CLOSED_SIGN.search(text):
        return
    for match in (*_CLOSED.finditer(text), *_TAKEN.finditer(text)):
        start = clause_start(text, match.start(), "，；。！？")
        if subject_of(sentence, start, speaker) == "other":
            continue
        if PLANNED.search(text[start : match.start()]):
            continue
        for number, item in enumerate(items_in(text, start, match.start())):
            for grant in titles_in(sentence, item, "given", number > 0, speaker):
                yield replace(grant, years=item_years(text, item, grant.start, grant.end), strength="given")


def bare_titles(sentence: Sentence, speaker: Speaker) -> Iterator[Grant]:
    """Yield titles that stand alone: behind a year (2000年国家级重点…), or as a whole clause or sentence."""
    text = sentence.text
    for match in _DATED.finditer(text) if "年" in text else ():
        item = next(items_in(text, match.end(), len(text)), None)
        if item is None or item.start > match.end() + 1 or _is_plan(text, match.start(), item):
            continue
        for grant in titles_in(sentence, item, "bare", False, speaker):
            yield replace(grant, years=(int(match[0][:4]),), strength="given")
    items = list(items_in(text, 0, len(text)))
    listed = False  # a title before it in the list says whose they are
    for number, item in enumerate(items):
        if item.mark == "、" or not 5 <= item.end - item.start <= _LONGEST:
            continue
        if not _LEVELLED.search(text, item.start, item.end):
            continue
        start, end = trimmed(text, item.start, item.end)
        if text[end : end + 1] == "、" or not is_title(text[start:end], True, speaker.home):
            continue
        if PLANNED.search(text[start:end]) or AHEAD.search(text, 0, start):
            continue
        if item.start and not listed and subject_of(sentence, item.start, speaker) == "other":
            continue
        follower = items[number + 1] if number + 1 < len(items) else None
        approved = (
            _APPROVED.match(text[follower.start : follower.end])
            if follower and follower.mark == "，"
            else None
        )
        years = item_years(text, item, start, end)
        if approved:
            years = (int(approved[1]),) if approved[1] else years
            yield Grant(sentence, start, end, text[start:end], years, "", "given")
        elif years:
            listed = True
            yield Grant(sentence, start, end, text[start:end], years, "", "given")
        elif _stands_alone(text, start, end, item):
            yield Grant(sentence, start, end, text[start:end], years, "", "bare")


def _is_plan(text: str, at: int, item: Item) -> bool:
    """Tell whether what `item` says behind the year at `at` is only planned (2025年计划建成…)."""
    return bool(
        PLANNED.match(text, item.start)
        or PLANNED.search(text[clause_start(text, at) : at])
        or AHEAD.search(text, clause_start(text, at, "；。"), at)
    )


def _stands_alone(text: str, start: int, end: int, item: Item) -> bool:
    """Tell a title of schools in a clause of its own, and a base that is all its line says."""
    kind = base_kind(text[start:end])
    if kind == "training_base":
        return end - start >= max(8, len(text) - 1)
    return kind is None and start == item.start and bool(_SCHOOL_TITLE.search(text[start:end]))
