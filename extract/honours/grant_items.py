"""Titles in a member of a list: one, two joined by 和, or half of one that the next member ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from ..language.enumerations import Item, inside, items_in
from ..language.sentences import Sentence
from ..schools.school import Speaker
from .titles import is_title, may_hold_title, trimmed

#: The longest member of a list that is looked into for a title.
_LONGEST: Final = 160
Strength = Literal["given", "is", "bare"]
#: A title without its last word, which the next one of a list has.
_HALF: Final = re.compile(
    r"(?:首批|第[一二三四五]批)?(?:国家|省|市|自治区|省部|部|县|区)级?(?:首批)?(?:重点|示范|骨干|特色|规范化|标准化|改革发展示范|示范性|优质|文明|卫生|绿色|园林式)"
)
#: A grade of schools that is told without the word school: 被确认为国家级重点.
_GRADED: Final = re.compile(r"(?:首批|第[一二三]批)?(?:国家级?|省级|省部级|部级)(?:重点|示范)")
_SHARED_HOLDER: Final = re.compile(
    r"(?:(?:中等|高等)?(?:职业|专业)(?:技术)?(?:学校|院校|中学|高中)|技工(?:学校|院校)|职业中专|中专学校|中职学校|学校|单位|校园)$"
)


#: A quoted title and a verb behind it.
_QUOTED_FIRST: Final = re.compile(r"“([^“”]{6,40})”(?=[上走亮出登参接代进])")
#: What follows a quoted title, or a list of them, that the text calls one.
_CALLED: Final = re.compile(
    r"”(?:（[^）]{1,12}）)?(?:[、和与及]?“[^“”]{2,40}”(?:（[^）]{1,12}）)?){0,12}等?(?:[\d一二两三四五六七八九十百多几数]+余?多?[个项块顶张])?(?:国家级|省级|市级)?的?(?:荣誉)?(?:称号|牌匾|铜牌|匾牌|奖牌|牌子|殊荣|桂冠)"
)


@dataclass(frozen=True, slots=True)
class Grant:
    """A title that the school holds: `sentence.text[start:end]`, named `name`.

    `years` are those it was given in; `giver` the words before it that say by whom; `strength` tells a title
    given from one that the school is said to be and from one that merely stands in a list; `verb` is the word
    of giving or being. `of_major` tells that a major of the school holds it.
    """

    sentence: Sentence
    start: int
    end: int
    name: str
    years: tuple[int, ...]
    giver: str
    strength: Strength
    verb: str = ""
    of_major: bool = False


def titles_in(
    sentence: Sentence, item: Item, strength: Strength, listed: bool, speaker: Speaker
) -> Iterator[Grant]:
    """Yield the title that a list's member is, or both where a conjunction joins two."""
    text = sentence.text
    if item.end - item.start > _LONGEST or not may_hold_title(text, item.start, item.end):
        return
    strict = strength != "given" and not listed
    if parts := _quoted_list(text, item, speaker.home):
        for begin, stop in parts:
            yield Grant(sentence, begin, stop, text[begin:stop], (), "", strength)
        return
    if alone := _quoted_alone(text, item, speaker.home):
        yield Grant(sentence, *alone, text[slice(*alone)], (), "", strength)
        return
    for start, end in _conjoined(text, item, strict, speaker.home):
        begin, stop = trimmed(text, start, end)
        giver = ""
        called = bool(_CALLED.match(text, stop))
        if not is_title(text[begin:stop], strict, speaker.home, called):
            shift = _behind_giver(text, (begin, stop), strict, speaker.home, called)
            if shift is None:
                continue
            giver, begin = text[begin:shift], shift
            begin, stop = trimmed(text, begin, stop)
        elif shift := _named_giver(sentence, begin, stop, speaker.home):
            giver, begin = text[begin:shift], shift
        yield Grant(sentence, begin, stop, text[begin:stop], (), giver, strength)


#: The fewest characters in which a year may part two titles.
_TWO_TITLES: Final = 14
#: A year inside a member that begins the next one (2019省文明单位2021全国绿色学校), and a dash.
_PARTED: Final = re.compile(
    r"——|(?<=[\u4e00-\u9fff”）])(?=(?:19[5-9]|20[0-4])\d(?:年|[.．]\d|[国省市县全“\u4e00-\u9fff]))"
)
#: What either of the two has.
_MAY_PART: Final = re.compile(r"——|19[5-9]\d|20[0-4]\d")


def years_apart(text: str, item: Item) -> Iterator[Item]:
    """Yield the parts of a list's member where years, or a dash, part it: 2019省文明单位2021全国绿色学校."""
    if item.end - item.start < _TWO_TITLES or not _MAY_PART.search(text, item.start, item.end):
        yield item
        return
    at = item.start
    mark = item.mark
    for match in _PARTED.finditer(text, item.start + 4, item.end - 4):
        if not inside(text, match.start(), "（）"):
            yield Item(at, match.start(), mark)
            at, mark = match.end(), "—" if match[0] else "、"
    yield Item(at, item.end, mark)


def half_title(sentence: Sentence, item: Item, end: int, speaker: Speaker, verb: str = "") -> Grant | None:
    """Return the title whose last word the next member has for both (国家级重点、省级示范中等职业学校).

    A grade alone is one too (被确认为国家级重点), but not behind the `verb` of passing a test.
    """
    text = sentence.text
    start, stop = trimmed(text, item.start, item.end)
    mark = text[item.end : item.end + 1]
    graded = verb != "通过" and mark in ("", "，", "；", "。", "、") and _GRADED.fullmatch(text[start:stop])
    alone = Grant(sentence, start, stop, text[start:stop], (), "", "is") if graded else None
    if not _HALF.fullmatch(text[start:stop]) or mark != "、":
        return alone
    follower = next(items_in(text, item.end + 1, end), None)
    if follower is None:
        return alone
    begin, last = trimmed(text, follower.start, follower.end)
    holder = _SHARED_HOLDER.search(text[begin:last])
    if not holder or not is_title(text[begin:last], True, speaker.home):
        return alone
    return Grant(sentence, start, last, text[start:stop] + holder[0], (), "", "is")


def _quoted_list(text: str, item: Item, home: str) -> list[tuple[int, int]]:
    """Return the titles of a list that stands in one pair of quotation marks; [] where there are not two."""
    start, end = trimmed(text, item.start, item.end)
    if (
        (start, end) == (item.start, item.end)
        or text[start - 1 : start] != "“"
        or "、" not in text[start:end]
    ):
        return []
    parts = [trimmed(text, one.start, one.end) for one in items_in(text, start, end)]
    good = [span for span in parts if is_title(text[slice(*span)], False, home)]
    return good if len(good) > 1 else []


def _quoted_alone(text: str, item: Item, home: str) -> tuple[int, int] | None:
    """Return the quoted title that a member begins with where a verb follows (“…”上台领奖)."""
    match = _QUOTED_FIRST.match(text, item.start, item.end)
    if (
        match is None
        or not is_title(match[1], True, home)
        or is_title(text[item.start : item.end], False, home)
    ):
        return None
    return match.span(1)


def _conjoined(text: str, item: Item, strict: bool, home: str) -> list[tuple[int, int]]:
    for match in re.finditer(r"和(?!谐)|与|及", text[item.start : item.end]):
        middle = item.start + match.start()
        left, right = trimmed(text, item.start, middle), trimmed(text, middle + 1, item.end)
        if text.startswith("专业", middle + 1):
            continue  # 高水平学校和专业群建设: one scheme
        if is_title(text[slice(*left)], strict, home) and is_title(text[slice(*right)], False, home):
            return [(item.start, middle), (middle + 1, item.end)]
    return [(item.start, item.end)]


def _behind_giver(text: str, span: tuple[int, int], strict: bool, home: str, called: bool) -> int | None:
    """Return where the title begins in 省教育厅颁发的“…” or 首批认定的…: behind 的 or at a quotation mark."""
    start, end = span
    words = text[start:end]
    for match in re.finditer(r"的(?=[^”]*$)|的(?=“)|(?<=.)“(?=[^”]+”$)|：", words):
        at = start + match.start() + (0 if match[0] == "“" else 1)
        begin, stop = trimmed(text, at, end)
        if (
            stop > begin
            and is_title(text[begin:stop], strict, home, called)
            and not re.search(r"公司|企业|集团", words[: match.start()])
        ):
            return at
    return None


def _named_giver(sentence: Sentence, start: int, end: int, home: str) -> int | None:
    """Return where the title begins behind an authority that is no part of it (省教育厅第一批某省…)."""
    for mention in sentence.organisations():
        leads = mention.start == start and mention.end < end and mention.kind == "government"
        if leads and is_title(sentence.text[mention.end : end], True, home):
            return mention.end
    return None
