"""Lists of majors in a text: those of catalogue names, those before a count, those behind a group's name.

Spans are (start, end) in the text; `catalogued` are the spans of catalogue names found in it, in order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from .. import lexicons
from .majors import (
    begins_clause,
    clean_major,
    code_of,
    could_be_major,
    in_other_order,
    is_body,
    is_catalogued,
    is_course,
    no_item,
    qualifies,
)

Span = tuple[int, int]

_LONGEST: Final = 24
#: A name so short that opens a clause is not cut to the known one at its end (藏餐烹饪).
_SHORT_NAME: Final = 5
_SENTENCE: Final = re.compile(r"[^。；！？\n]+")
_STRETCH: Final = re.compile(r"[^，。；：！？《》]+")
_NAME: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+（）/·、]+")
#: Words that lead a list and can be no part of a major's name; the last one of a stretch cuts it.
_LEAD: Final = re.compile(
    r".*(?:学院|分院|系部|教学部|学部|\d+级|学校|我校|公司|集团|开设|开办|设有|增设|新增|新设|招收|参加|选择|就读|报考|名牌|"
    r"重点|骨干|特色|品牌|来自|我系|其中|[在对将把由从为是即如有等以其该个名所的了向]|机电系|[\u4e00-\u9fff]系(?![统列])|尤其|特别|"
    r"包括|其中|率先|录用|吸纳|围绕|依托|各有|只有|每年|教(?![育师学材])|通过|利用|组织|安排|(?:又|新|增|再)?开(?![发采放])|"
    r"(?:^|[校院共])(?:现)?设(?![计备施])|涵盖|涉及|覆盖|面向|首期|一期|二期|[我本该全]校|[我本该]院|中心(?=设|有|开))"
    r"(?=[\u4e00-\u9fffA-Za-z0-9（]{2,})"
)
#: What follows the last member.
_REST: Final = re.compile(
    r"等|专业|这[些几]|那[些几]|……|…|办出|办得|[系属](?=[国省市县区自我本学校重示骨特品])|共计?|\d|[一二三四五六七八九十两几多]+(?:(?:个|大|门)|(?=专业))|方向的|已|均|都|是|为|正|还|在|由|里|又|也|则|同|实行|被|"
    r"开展|入选|通过|获|招生|列入"
)
_AND: Final = re.compile(r"以及|和|与|及")
_AND_INSIDE: Final = re.compile(r"(?<=..)[和与及](?=..)")
#: What closes a list: 汽修、烹饪|等两个专业; 甲、乙|是老牌专业.
_COUNT: Final = re.compile(
    r"等?(?P<count>[一二三四五六七八九十两几多]+|\d+)(?:余|多)?(?:(?:个|大|门)[\u4e00-\u9fff“”]{0,6}|(?<=[两三四五六]))(?:专业(?![群大类部课教带技委])|教学方向)|"
    r"(?:等)?(?:都|均|同|仍|则|也|还|已)?(?:是|为|属于?)(?:我校|学校|本校|该校|我院|学院)?的?[\u4e00-\u9fff“”]{0,8}专业"
    r"(?=[，。；]|$)"
)
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
_NUMERALS: Final = {char: number for number, char in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
#: The word 专业 that ends a list: what goes on behind it names no more majors.
_LIST_END: Final = re.compile(
    r"专业(?=[^、和与及（）以类群大，。；：）]|与[^、，。；]{2,30}(?:合作|共建|结成|联合|签|开展|对接))"
)
_PART_END: Final = re.compile(rf"{_COUNT.pattern}|{_LIST_END.pattern}")
#: A character of such a list.
_IN_LIST: Final = re.compile(r"[\u4e00-\u9fffA-Za-z（）、]")
_LONGEST_LIST: Final = 400
_LONGEST_MEMBER: Final = 33
_LEAD_KEPT: Final = 16
#: 加工制造类：机电技术应用、模具制造技术
GROUP_LINE: Final = re.compile(r"(?:[\u4e00-\u9fff]{2,10}(?:类|专业群|系|部)|答)：")
#: What closes a list of trades, jobs or courses.
_OF_TRADES: Final = re.compile(
    r"等[^，。；、专]{0,4}(?:行业|产业|领域|岗位|职业|课程|工种|大类)|(?<![…共])[一二三四五六七八九十两\d]个?大类(?!专业)"
)
_GROUP_BRACKET: Final = re.compile(r"（[^）]*、")
_OPEN_BRACKET: Final = re.compile(r"（[^）]*$|（[^）]*）$")


def without_lead(text: str, start: int, end: int) -> int:
    """Return where `text[start:end]` begins without the words that only lead a name in."""
    lead = _LEAD.match(text[start:end])
    return start + lead.end() if lead else start


def listed(text: str, catalogued: Sequence[Span]) -> Iterator[Span]:
    """Yield the members of lists in which catalogue names stand and whose sentence speaks of 专业."""
    for sentence in _SENTENCE.finditer(text):
        if "专业" in sentence[0]:
            for stretch in _STRETCH.finditer(text, *sentence.span()):
                for start, end in _up_to_counts(text, *stretch.span()):
                    if "、" in text[start + 1 : end - 1]:
                        yield from _members(text, start, end, catalogued)


def _up_to_counts(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the parts of a stretch that the ends of its lists part: 甲、乙两个专业|与丙公司、丁公司合作."""
    for match in _PART_END.finditer(text, start, end):
        if match.end() > start:
            yield start, match.end()
            start = match.end()
    yield start, end


def counted(text: str) -> Iterator[Span]:
    """Yield the members of short lists that a count of 专业 closes; most must look like majors."""
    done = 0
    for count in _COUNT.finditer(text):
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


def _members(text: str, start: int, end: int, catalogued: Sequence[Span]) -> list[Span]:
    """Return the majors of one list; of one in which few look like majors, only those of a catalogue."""
    inside = _within(catalogued, start, end)
    closed = text.startswith("专业", end - len("专业")) and not _COUNT.search(text, max(start, end - 8), end)
    if len(inside) < 1 + (not closed) or not _speaks_of_majors(text, start, end):
        return []
    if _OF_TRADES.search(text, start, end):
        return []
    parts = _parted(text, start, end)
    members: list[Span] = []
    for number, (start_of_part, end_of_part) in enumerate(parts):
        is_first, is_last = number == 0, number == len(parts) - 1
        begin = _first_begin(text, start_of_part, end_of_part, inside) if is_first else start_of_part
        if not is_first and not is_last and inside[0][0] > begin and not members:
            # 与甲学院、乙学院分别在护理、助产专业上…: the list of majors begins inside one of other things.
            first = inside[0][0]
            begin = first if without_lead(text, begin, end_of_part) == first else begin
        stop = _last_end(text, begin, end_of_part, inside) if is_last else end_of_part
        members += _trimmed(text, begin, stop, inside, interior=not (is_first or is_last))
    names = [clean_major(text[begin:stop]) for begin, stop in members]
    if len(inside) == 1 and not (names and could_be_major(names[0])):
        return []
    if sum(map(could_be_major, names)) * 2 >= len(parts):
        return members
    if text.startswith("类专业", end):
        return []
    good = [member for member, name in zip(members, names, strict=True) if is_catalogued(name)]
    return good if len(good) >= 2 and "专业" in text[end - 12 : end + 6] else []


def _within(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Return those of `spans`, which are in order and do not overlap, that lie from `start` to `end`."""
    first = bisect_left(spans, (start, start))
    last = bisect_left(spans, (end, end), lo=first)
    return spans[first : last - 1] if last > first and spans[last - 1][1] > end else spans[first:last]


def _speaks_of_majors(text: str, start: int, end: int) -> bool:
    """Tell whether a list is one of majors: 专业 in it, close behind it, or just before it."""
    return "专业" in text[max(0, start - 25) : start] + text[start : end + 14]


def _parted(text: str, start: int, end: int) -> list[Span]:
    """Return what 、 outside of brackets parts."""
    parts, depth, last = [], 0, start
    for at in range(start, end):
        depth += (text[at] == "（") - (text[at] == "）")
        if text[at] == "、" and depth <= 0:
            parts.append((last, at))
            last = at + 1
    return [*parts, (last, end)]


def _first_begin(text: str, start: int, end: int, catalogued: Sequence[Span]) -> int:
    """Return where the first member of a list begins, without what leads the list in."""
    inside = _within(catalogued, start, end)
    if not inside:
        return without_lead(text, start, end)
    if text[inside[-1][1] : end] in ("", "专业"):
        start = inside[-1][0]
    begin = without_lead(text, start, end)
    cuts_name = begin > start and any(s < begin for s, _ in inside)
    return inside[0][0] if cuts_name else begin


def _last_end(text: str, start: int, end: int, catalogued: Sequence[Span]) -> int:
    """Return where the last member of a list ends, without what follows the list."""
    rest = _REST.search(text[start:end])
    if not rest:
        # 甲、乙荣誉：…: the label of the next line that a lost line break joins to the last member.
        known = next((e for s, e in catalogued if s == start and e < end), end)
        return known if text[end : end + 1] == "：" else end
    stop = start + rest.start()
    stop -= text[stop - 1] == "（"
    stop = next((e for s, e in catalogued if start <= s <= stop < e <= end), stop)
    # 护理|获得专项资金: a known name, and words behind it that make no name with it.
    known = next((e for s, e in catalogued if s == start and e < stop), stop)
    return known if not could_be_major(text[start:stop]) else stop


def _trimmed(
    text: str, start: int, end: int, catalogued: Sequence[Span], *, interior: bool = False
) -> list[Span]:
    """Return the majors in one member of a list: none, one, or two that 和 joins.

    In an `interior` member it joins two only where both are catalogued.
    """
    words = text[start:end]
    if both := _joined(text, start, end, catalogued, interior):
        left, right = both
        return _trimmed(text, start, left, catalogued) + _trimmed(text, right, end, catalogued)
    if words.endswith("专业"):
        words, end = words[:-2], end - 2
    if not 2 <= len(words) <= _LONGEST or not _NAME.fullmatch(words) or qualifies(words):
        return []
    bare, _ = code_of(words)
    if is_course(words) or is_body(bare) or _GROUP_BRACKET.search(words):
        return []
    return [(start, end)] if is_catalogued(bare) or not no_item(bare) else []


def _joined(text: str, start: int, end: int, catalogued: Sequence[Span], interior: bool) -> Span | None:
    """Return where a word like 和 begins and ends that joins two majors, not the parts of one name."""
    words = text[start:end]
    if is_catalogued(words) or in_other_order(words):
        return None
    for both in _AND.finditer(words):
        if any(start <= s < start + both.start() < e <= end for s, e in catalogued):
            continue
        left, right = clean_major(words[: both.start()]), clean_major(words[both.end() :])
        if interior and (both[0] == "与" or not (is_catalogued(left) and is_catalogued(right))):
            continue
        if len(left) >= 2 and len(right) >= 2 and (is_catalogued(left) or is_catalogued(right)):
            return start + both.start(), start + both.end()
    return None


def _cut_members(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the members of a list in a text that need not hold catalogue names."""
    for number, (begin, stop) in enumerate(_parted(text, start, end)):
        first = begin
        if number == 0:
            first = _first_known(text, begin, stop)
            # 汽修和幼师: what stands before 和 is a member of its own where it is known for sure.
            joined = _AND.fullmatch(text, first - 1, first)
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
