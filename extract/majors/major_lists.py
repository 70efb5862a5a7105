"""Lists of majors in a text: those of catalogue names, those before a count, those behind a group's name.

Spans are (start, end) in the text; `catalogued` are the spans of catalogue names found in it, in order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from .majors import (
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
AND: Final = re.compile(r"以及|和|与|及")
#: What closes a list: 汽修、烹饪|等两个专业; 甲、乙|是老牌专业.
COUNT: Final = re.compile(
    r"等?(?P<count>[一二三四五六七八九十两几多]+|\d+)(?:余|多)?(?:(?:个|大|门)(?![\u4e00-\u9fff]{0,4}(?:产业|行业|领域))[\u4e00-\u9fff“”]{0,6}|(?<=[两三四五六]))(?:专业(?![群大类部课教带技委])|教学方向)|"
    r"(?:等)?(?:都|均|同|仍|则|也|还|已)?(?:是|为|属于?)(?:我校|学校|本校|该校|我院|学院)?的?[\u4e00-\u9fff“”]{0,8}专业"
    r"(?=[，。；]|$)"
)
#: The word 专业 that ends a list: what goes on behind it names no more majors.
_LIST_END: Final = re.compile(
    r"专业(?=[^、和与及（）以类群大，。；：）]|与[^、，。；]{2,30}(?:合作|共建|结成|联合|签|开展|对接))"
)
_PART_END: Final = re.compile(rf"{COUNT.pattern}|{_LIST_END.pattern}")
#: What closes a list of trades, jobs or courses.
_OF_TRADES: Final = re.compile(
    r"(?:等|[一二三四五六七八九十两\d]大)[^，。；、专]{0,4}(?:行业|产业|领域|岗位|职业|课程|工种|大类)|(?<![…共])[一二三四五六七八九十两\d]个?大类(?!专业)"
)
_GROUP_BRACKET: Final = re.compile(r"（[^）]*、")


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


def _members(text: str, start: int, end: int, catalogued: Sequence[Span]) -> list[Span]:
    """Return the majors of one list; of one in which few look like majors, only those of a catalogue."""
    inside = _within(catalogued, start, end)
    closed = text.startswith("专业", end - len("专业")) and not COUNT.search(text, max(start, end - 8), end)
    if len(inside) < 1 + (not closed) or not _speaks_of_majors(text, start, end):
        return []
    if _OF_TRADES.search(text, start, end):
        return []
    parts = parted(text, start, end)
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


def parted(text: str, start: int, end: int) -> list[Span]:
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
    for both in AND.finditer(words):
        if any(start <= s < start + both.start() < e <= end for s, e in catalogued):
            continue
        left, right = clean_major(words[: both.start()]), clean_major(words[both.end() :])
        if interior and (both[0] == "与" or not (is_catalogued(left) and is_catalogued(right))):
            continue
        if len(left) >= 2 and len(right) >= 2 and (is_catalogued(left) or is_catalogued(right)):
            return start + both.start(), start + both.end()
    return None
