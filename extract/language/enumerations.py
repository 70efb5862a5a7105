"""Enumerations: the members of a list in running text, brackets and quotation marks kept whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_OPENING: Final = "（《“【"
_CLOSING: Final = "）》”】"
_MARKS: Final = frozenset("、，；：。！？ ★☆●■◆▲◎○※")
#: How far a clause, and what is quoted, may reach: text without marks is not read again and again.
_LONGEST: Final = 1500
_QUOTE: Final = 200
_BRACKETS: Final = re.compile(r"[（《“【）》”】]")
#: Characters at which a list may be parted, or that tell where it may not be.
_PARTING: Final = re.compile(f"[{re.escape(''.join(sorted(_MARKS)) + _OPENING + _CLOSING)}和与及/|]")
#: A slash or bar parts members where words stand on both sides of it, not figures or Latin letters.
_SLASHED: Final = re.compile(r"[\u4e00-\u9fff）》”][/|][\u4e00-\u9fff（《“]")
#: Conjunctions that always part two members; 和 与 及 may stand inside a name.
_STRONG_AND: Final = re.compile(r"以及|并且|同时|并(?=荣?获|被|入选)")


class Item(NamedTuple):
    """A member of a list: `text[start:end]`, and the mark before it ("" for the first)."""

    start: int
    end: int
    mark: str


def items_in(text: str, start: int, end: int) -> Iterator[Item]:
    """Yield the members of the list `text[start:end]`.

    They are parted by marks outside brackets, or quoted side by side, or quoted and joined by 和.
    """
    depth = 0
    at = start
    mark = ""
    for match in _PARTING.finditer(text, start, end):
        place, char = match.start(), match[0]
        if char in _OPENING:
            if depth == 0 and char == "“" and place > start and text[place - 1] == "”" and place > at:
                yield from _parted(text, at, place, mark)
                at, mark = place, "、"
            depth += 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
        elif (
            char in "和与及"
            and depth == 0
            and text[place - 1 : place] == "”"
            and text[place + 1 : place + 2] == "“"
        ):
            yield from _parted(text, at, place, mark)
            at, mark = place + 1, "、"
        elif char in _MARKS and depth == 0:
            yield from _parted(text, at, place, mark)
            at, mark = place + 1, char
        elif char in "/|" and depth == 0 and _SLASHED.match(text, place - 1):
            yield from _parted(text, at, place, mark)
            at, mark = place + 1, "|" if char == "|" else "、"
    yield from _parted(text, at, end, mark)


def _parted(text: str, start: int, end: int, mark: str) -> Iterator[Item]:
    at = start
    for match in _STRONG_AND.finditer(text, start, end):
        if _depth(text[start : match.start()]) == 0 and match.start() > at:
            yield Item(at, match.start(), mark)
            at, mark = match.end(), "以及"
    if end > at:
        yield Item(at, end, mark)


def _depth(words: str) -> int:
    return sum(words.count(char) for char in _OPENING) - sum(words.count(char) for char in _CLOSING)


def clause_start(text: str, at: int, marks: str = "，；。！？：") -> int:
    """Return where the clause that holds `at` begins: behind the last of `marks` outside brackets."""
    depth = 0
    floor = max(0, at - _LONGEST)
    if not _BRACKETS.search(text, floor, at):
        return max([floor, *[text.rfind(mark, floor, at) + 1 for mark in marks]])
    for place in range(at - 1, floor - 1, -1):
        char = text[place]
        if char in _CLOSING:
            depth += 1
        elif char in _OPENING:
            depth -= 1
        elif char in marks and depth <= 0:
            return place + 1
    return floor


def clause_end(text: str, at: int, marks: str = "，；。！？：") -> int:
    """Return where the clause that holds `at` ends: at the first of `marks` outside brackets."""
    depth = 0
    ceiling = min(len(text), at + _LONGEST)
    if not _BRACKETS.search(text, at, ceiling):
        return min([ceiling, *(place for mark in marks if (place := text.find(mark, at, ceiling)) >= 0)])
    for place in range(at, ceiling):
        char = text[place]
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth -= 1
        elif char in marks and depth <= 0:
            return place
    return ceiling


def inside(text: str, at: int, pair: str) -> bool:
    """Tell whether `at` stands between the two marks of `pair`, such as 《》."""
    floor = max(0, at - _QUOTE)
    return text.rfind(pair[0], floor, at) > text.rfind(pair[1], floor, at)
