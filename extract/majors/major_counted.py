"""Majors in lists that need no catalogue name: closed by a count, taken up later, or behind a group.

Spans are (start, end) in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from .. import lexicons
from .major_lists import AND, COUNT, Span, parted, without_lead
from .majors import (
    begins_clause,
    could_be_major,
    in_other_order,
    is_body,
    is_catalogued,
    is_course,
    no_item,
)

#: A name so short that opens a clause is not cut to the known one at its end (藏餐烹饪).
_SHORT_NAME: Final = 5
_AND_INSIDE: Final = re.compile(r"(?<=..)[和与及](?=..)")
#: What refers back to a list that a comma closes: 甲、乙、丙，学校这三个专业.
_THESE: Final = re.compile(
    r"，[^，。；、]{0,14}?[这此那该](?P<count>[两二三四五六七八九十]|\d+)(?:个|大|门)(?:骨干|重点|特色|品牌|新)?专业(?![群大类])"
)
#: A list of new or offered majors that 等专业 closes.
_OFFERED_LIST: Final = re.compile(
    r"(?:[添增]|新[添增设开]|增[添设开]|开[设办有出]|设[有置]|办[有起过]|招收)(?:了|有|起|过|出)?(?P<list>[^，。；：、“”（）]{2,12}(?:、[^，。；：、“”（）]{2,12})+)"
    r"等专业(?![群大类课])"
)
#: A short list that 等专业 closes: 机电、电气|等专业的学生.
_CLOSED_LIST: Final = re.compile(
    r"(?P<list>[^，。；：、“”（）]{2,14}(?:、[^，。；：、“”（）]{2,10}){1,5})等(?:相关|对口|多个)?专业(?![群大类课带])"
)
#: A list of fields, and how many majors these have: 等6大类|开设专业41个.
_OF_FIELDS: Final = re.compile(r"等?(?:\d+|[一二三四五六七八九十两])个?大类")
_NUMERALS: Final = {char: number for number, char in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
#: A character of such a list.
_IN_LIST: Final = re.compile(r"[\u4e00-\u9fffA-Za-z（）、]")
_LONGEST_LIST: Final = 400
_LONGEST_MEMBER: Final = 33
_LEAD_KEPT: Final = 16
#: 加工制造类：机电技术应用、模具制造技术
GROUP_LINE: Final = re.compile(
    r"(?:（[一二三四五六七八九十\d]{1,3}）|[\d一二三四五六七八九十]{1,2}[.．、])?(?:[\u4e00-\u9fff]{2,10}(?:类|专业群|系|部)|答)："
)
_OPEN_BRACKET: Final = re.compile(r"（[^）]*$|（[^）]*）$")


def counted(text: str) -> Iterator[Span]:
    """Yield the members of short lists that a count of 专业 closes; most must look like majors."""
    done = 0
    for count in COUNT.finditer(text):
        if _OF_FIELDS.match(text, count.start()):
            continue
        start = _list_before(text, done, count.start())
        done = count.end()
        if start is None:
            continue
        members = list(_cut_members(text, start, count.start()))
        names = [text[begin:stop] for begin, stop in members]
        like = sum(map(could_be_major, names))
        told = _number(count["count"]) == len(names)
        if (
            like
            and (like * 3 >= len(names) * 2 or (told and all(2 <= len(name) <= 12 for name in names)))
            and not any(_is_no_member(name) for name in names)
        ):
            yield from (member for member in members if not is_course(text[slice(*member)]))


def referred(text: str) -> Iterator[Span]:
    """Yield the members of lists that the next clause calls majors, or that 开设…等专业 says are offered."""
    for these in _THESE.finditer(text):
        start = _list_before(text, 0, these.start())
        members = list(_cut_members(text, start, these.start())) if start is not None else []
        if len(members) == _number(these["count"]) and not any(_is_no_member(text[a:b]) for a, b in members):
            yield from members
    for offered in (*_OFFERED_LIST.finditer(text), *_CLOSED_LIST.finditer(text)):
        members = list(_cut_members(text, *offered.span("list")))
        like = sum(could_be_major(text[a:b]) for a, b in members)
        if like * 2 >= len(members) and not any(_is_no_member(text[a:b]) for a, b in members):
            yield from members


def _is_no_member(name: str) -> bool:
    return not is_catalogued(name) and (
        "专业" in name or no_item(name) or begins_clause(name) or is_body(name)
    )


def _number(words: str | None) -> int:
    """Return the number that a count says, 0 where it says none exactly."""
    if not words:
        return 0
    return int(words) if words.isdigit() else _NUMERALS.get(words, 0)


def _list_before(text: str, floor: int, end: int) -> int | None:
    """Return where a list of two members or more begins that ends at `end`; None where there is none.

    What leads the list in may still stand before the first member.
    """
    start = end
    while start > max(floor, end - _LONGEST_LIST) and _IN_LIST.match(text, start - 1):
        start -= 1
    run = text[start:end]
    *others, last = run.split("、")
    start = end - len(last)
    if not others:
        both = _AND_INSIDE.search(last)
        return max(start, start + both.start() - _LEAD_KEPT) if both and len(last) - both.end() >= 2 else None
    if not 2 <= len(last) <= _LONGEST_MEMBER:
        return None
    for member in reversed(others):
        if len(member) < 2:
            break
        start -= 1 + min(len(member), _LEAD_KEPT)
        if len(member) > _LEAD_KEPT:
            break
    return start if start < end - len(last) else None


def grouped(text: str) -> list[Span]:
    """Return the members of a line that names a group and then catalogued majors only."""
    match = GROUP_LINE.match(text)
    if not match:
        return []
    members = _cut_members(text, match.end(), len(text.rstrip("。；")))
    named = [(start, start + len(_OPEN_BRACKET.sub("", text[start:end]))) for start, end in members]
    return named if all(is_catalogued(text[start:end]) for start, end in named) else []


def _cut_members(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the members of a list in a text that need not hold catalogue names."""
    for number, (begin, stop) in enumerate(parted(text, start, end)):
        first = begin
        if number == 0:
            first = _first_known(text, begin, stop)
            # 汽修和幼师: what stands before 和 is a member of its own where it is known for sure.
            joined = AND.fullmatch(text, first - 1, first)
            left = _known_at_end(text, begin, first - 1, _is_listed_name) if joined else None
            if left is not None:
                yield left, first - 1
        words = text[first:stop]
        both = None if is_catalogued(words) or in_other_order(words) else _AND_INSIDE.search(words)
        if both and could_be_major(words[: both.start()]) and could_be_major(words[both.end() :]):
            yield first, first + both.start()
            yield first + both.end(), stop
        else:
            yield first, stop


def _first_known(text: str, start: int, stop: int) -> int:
    """Return where the first member of a list begins, without what leads the list in."""
    behind_lead = without_lead(text, start, stop)
    if (
        stop - behind_lead <= _SHORT_NAME
        and _opens_clause(text, start)
        and could_be_major(text[behind_lead:stop])
    ):
        return behind_lead
    if (at := _known_at_end(text, start, stop, _is_listed_name)) is not None:
        return at
    if could_be_major(text[behind_lead:stop]):
        return behind_lead
    at = _known_at_end(text, start, stop, could_be_major)
    return behind_lead if at is None else at


def _opens_clause(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "，。；："


def _known_at_end(text: str, start: int, stop: int, known: Callable[[str], bool]) -> int | None:
    """Return where the longest name begins that is `known` and ends at `stop`, or None where none does."""
    return next((at for at in range(start, stop - 1) if known(text[at:stop])), None)


def _is_listed_name(words: str) -> bool:
    return is_catalogued(words) or words in lexicons.words("major_short_forms")
