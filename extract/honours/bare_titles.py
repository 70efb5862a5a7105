"""Titles that no verb gives: behind a year, alone in a clause, or several in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..language.enumerations import Item, clause_start, items_in
from ..language.sentences import Sentence
from ..schools.school import Speaker
from .grant_items import Grant, titles_in, years_apart
from .grant_lists import AHEAD, PLANNED
from .grant_years import item_years
from .holders import subject_of
from .titles import base_kind, is_title, may_hold_graded_title, may_hold_title, trimmed

_DATED: Final = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)年(?:\d{1,2}月)?(?=[^\d年，。；、])")
#: What a clause says that follows a title: when it was approved.
_APPROVED: Final = re.compile(
    r"(?:((?:19|20)\d\d)年(?:\d{1,2}月)?)?(?:由[^，。；]{2,14}|经[^，。；]{2,14})?(?:获批|获得?)?(?:立项|认定|批准|入选|授予|命名|获批|确定|挂牌)(?:$|建设)"
)
#: What every title that stands alone has one of.
_HOLDER_SIGN: Final = re.compile(r"[校位集基专职体院强号岗奖点站党团构会部园心家]")
#: Characters of the shortest and the longest clause that is a title as a whole.
_SHORTEST: Final = 5
_LONGEST: Final = 70
_REACH: Final = 200  #: characters behind a year that are looked at; a longer list's member is no title
_BRACKET: Final = re.compile(r"（([^（）]{5,90})）")
_SCHOOL_TITLE: Final = re.compile(r"(?:学校|中专|高中|职高|院校|单位|校)”?(?:（[^（）]{1,8}）)?$")
#: What stands before a title in a row that says of whom or what it is: 与国家级重点…, 对省级示范….
_TIED: Final = re.compile(r"[与和同向对及比]|[^年]的")
#: What is said of others than the school, or asked of it, in the clause before a row.
_ASKED: Final = re.compile(
    r"条件|标准|对象|范围|要求|指标|任务|举措|措施|方向|包括|例如|如下$|主管|承办|课程|栏目"
)
_OPENING: Final = 6  #: characters before a bracket that a sentence opens with: 学校（…）
_ROW: Final = "、；，|—"  #: marks between the titles of a row
#: A title that is one of several (…之一) is the school's whoever else the sentence names.
_ONE_OF: Final = re.compile(r"”?(?:行列)?之一")


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of a list that is a title: `text[start:end]`; `first` and `last` count in the list."""

    item: Item
    start: int
    end: int


def bare_titles(sentence: Sentence, speaker: Speaker) -> Iterator[Grant]:
    """Yield titles that stand alone: behind a year (2000年国家级重点…), as a clause, or in a row."""
    text = sentence.text
    if "年" in text:
        yield from _dated(sentence, speaker)
    if not _HOLDER_SIGN.search(text) or not may_hold_graded_title(text):
        return
    yield from _in_brackets(sentence, speaker)
    items = [part for item in items_in(text, 0, len(text)) for part in years_apart(text, item)]
    members = [_title(text, item, speaker) for item in items]
    if not any(members):
        return
    listed = False  # a title before it in the list says whose they are
    for number, (item, member) in enumerate(zip(items, members, strict=True)):
        if member is None or _hoped(text, member):
            continue
        start, end = member.start, member.end
        in_row = _in_row(text, members, number)
        if not in_row and (item.mark == "、" or text[end : end + 1] == "、"):
            continue
        one_of = bool(_ONE_OF.match(text, end))
        if item.start and not listed and not one_of and _of_another(sentence, item.start, speaker):
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
        elif in_row or one_of or _stands_alone(text, start, end, item):
            listed = listed or in_row
            yield Grant(sentence, start, end, text[start:end], years, "", "bare")


def _dated(sentence: Sentence, speaker: Speaker) -> Iterator[Grant]:
    """Yield the titles that stand right behind a year."""
    text = sentence.text
    for match in _DATED.finditer(text):
        item = next(items_in(text, match.end(), min(len(text), match.end() + _REACH)), None)
        if item is None or item.start > match.end() + 1:
            continue
        grants = list(titles_in(sentence, item, "bare", False, speaker))
        if grants and not _is_plan(text, match.start(), item):
            for grant in grants:
                yield replace(grant, years=(int(match[0][:4]),), strength="given")


def _in_brackets(sentence: Sentence, speaker: Speaker) -> Iterator[Grant]:
    """Yield the titles that stand in brackets behind the school's own name: 某校（省文明单位、…）."""
    text = sentence.text
    for match in _BRACKET.finditer(text) if "（" in text else ():
        own = (
            text.endswith(("学校", "我校", "该校", "本校"), 0, match.start())
            and len(text[: match.start()]) <= _OPENING
        )
        if not own and not any(
            one.end == match.start() and speaker.is_own(one.text) for one in sentence.organisations()
        ):
            continue
        for item in items_in(text, *match.span(1)):
            if member := _title(text, item, speaker):
                years = item_years(text, item, member.start, member.end)
                name = text[member.start : member.end]
                yield Grant(sentence, member.start, member.end, name, years, "", "bare")


def _title(text: str, item: Item, speaker: Speaker) -> _Member | None:
    """Return the title that a list's member is as a whole, or None."""
    if not _SHORTEST <= item.end - item.start <= _LONGEST:
        return None
    if not _HOLDER_SIGN.search(text, item.start, item.end) or not may_hold_title(text, item.start, item.end):
        return None
    start, end = trimmed(text, item.start, item.end)
    if not is_title(text[start:end], True, speaker.home) or speaker.is_own(text[start:end]):
        return None
    return _Member(item, start, end)


def _in_row(text: str, members: Sequence[_Member | None], number: int) -> bool:
    """Tell whether the title before or behind in the list is one too, with nothing between that ties them."""
    one = members[number]
    for other in (members[number - 1] if number else None, *members[number + 1 : number + 2]):
        if one is None or other is None:
            continue
        left, right = sorted((one, other), key=lambda each: each.start)
        if right.item.mark in _ROW and not any(
            _TIED.match(text[each.item.start : each.start]) for each in (left, right)
        ):
            return not _ASKED.search(text, max(0, left.item.start - 12), left.item.start)
    return False


def _of_another(sentence: Sentence, at: int, speaker: Speaker) -> bool:
    """Tell whether the clause of `at`, or the one before it, is about somebody else."""
    return subject_of(sentence, at, speaker, back=1) == "other"


def _hoped(text: str, member: _Member) -> bool:
    start = member.start
    return bool(
        PLANNED.match(text, start)
        or PLANNED.search(text, clause_start(text, start), start)
        or AHEAD.search(text, 0, start)
    )


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
    return (
        kind in (None, "construction_project")
        and start == item.start
        and bool(_SCHOOL_TITLE.search(text[start:end]))
    )
