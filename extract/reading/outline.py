"""The outline: how the headings of a report are nested, whatever their numbering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from .headings import Numbering, bare_numbering, is_heading, numbering
from .lines import Line

_LOST: Final = 3  #: headings in a row that a dump may have lost
_LEAST_CHAIN: Final = 3  #: lines that a number alone begins, one higher than the other
_LONGEST: Final = 30
_NO_HEADING: Final = re.compile(r"[。；;！!，,：:\t|｜]")
#: Styles whose numbers also begin the lines of lists, so that one out of its order is none of a heading.
_OF_LISTS: Final = frozenset({"point", "sub", "decimal", "circled"})
#: Styles of items that stand one below the other, what they begin with, and how many are a list for sure.
_ITEM_STYLES: Final = frozenset({"point", "sub"})
_LIST_BEGINS: Final = frozenset("0123456789(（")
_LEAST_ITEMS: Final = 3
#: Styles of which 1.1 can be a part: 第一章, 一、, 1., 1 and 1.1 itself.
_WHOLES: Final = frozenset({"part", "chapter", "clause", "item", "bracketed", "decimal", "point", "bare"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading on the path: its words, its numbering if any, and the level that the format gives, or 0."""

    words: str
    numbering: Numbering | None
    level: int


@dataclass(slots=True)
class Outline:
    """The path of headings at the place reached."""

    path: list[Entry] = field(default_factory=list)

    @property
    def section(self) -> tuple[str, ...]:
        """The words of the headings on the path."""
        return tuple(entry.words for entry in self.path)

    def fits(self, found: Numbering) -> bool:
        """Tell whether a number can be the next heading's: the first of its style, or one after another."""
        return self._depth(found, 0) is not None

    def add(self, words: str, found: Numbering | None, level: int) -> tuple[int, tuple[str, ...]]:
        """Take in a heading, and return its level (its depth, 1 the highest) and the headings above it."""
        if found is None:
            depth = next((at for at, entry in enumerate(self.path) if (entry.level or at + 1) >= level), None)
            depth = len(self.path) if depth is None else depth
        else:
            depth = self._depth(found, level) or 0
        del self.path[depth:]
        above = self.section
        self.path.append(Entry(words, found, level))
        return depth + 1, above

    def _depth(self, found: Numbering, level: int) -> int | None:
        """Return how many headings of the path stand above a numbered one; None where it is out of order."""
        if found.style == "decimal":
            return self._depth_of_decimal(found, level)
        number = found.numbers[0]
        styles = {found.style, "bare"} if found.style == "point" else {found.style}
        siblings = [(at, one.numbers[0]) for at, one in self._numbered() if one.style in styles]
        for at, before in reversed(siblings):
            if before + 1 == number:
                return at
        if not siblings:
            return self._nested(found, level)
        at, before = siblings[-1]
        if number == 1:
            inner = any(one.style == "decimal" for _, one in self._numbered(at + 1))
            return self._nested(found, level, at + 1) if inner else at
        if found.style in _OF_LISTS and not 0 < number - before <= _LOST:
            return None
        return at

    def _depth_of_decimal(self, found: Numbering, level: int) -> int | None:
        prefix, last = found.numbers[:-1], found.numbers[-1]
        alike = [
            (at, one.numbers)
            for at, one in self._numbered()
            if one.style == "decimal" and len(one.numbers) == len(found.numbers)
        ]
        for at, numbers in reversed(alike):
            if numbers[:-1] == prefix:
                return at if 0 < last - numbers[-1] <= _LOST or last == 1 else None
        for at, one in reversed(self._numbered()):
            if one.numbers == prefix and one.style in _WHOLES:
                return at + 1
        if last != 1:
            return None
        return alike[-1][0] if alike else self._nested(found, level)

    def _numbered(self, start: int = 0) -> list[tuple[int, Numbering]]:
        return [
            (at, entry.numbering) for at, entry in enumerate(self.path) if at >= start and entry.numbering
        ]

    def _nested(self, found: Numbering, level: int, start: int = 0) -> int:
        """Return where a style new on the path (from `start` on) is nested: under those of a higher rank.

        Lists (1., 2.) may stand inside 1.1, and marks of a format hold where it has them for both.
        """
        for at, entry in enumerate(self.path[start:], start):
            one = entry.numbering
            if one is None:
                higher = not (level and entry.level) or entry.level < level
            else:
                higher = one.rank < found.rank or (one.style == "decimal" and found.style == "point")
            if not higher:
                return at
        return len(self.path)


def numberings(lines: Sequence[Line]) -> dict[int, Numbering]:
    """Return the numbering of lines that only the lines around tell, by their numbers.

    Numbers alone (1 学校情况) head sections where they count up from 1 with 1.1 between or with text between
    them all, circled ones where text follows; and 1. that 1.1 follows is no number of a list.
    """
    alone: dict[int, Numbering] = {}
    found: dict[int, Numbering] = {}
    pointed: tuple[int, Numbering] | None = None
    for number, line in enumerate(lines):
        words = line.words
        if not words or len(words) > _LONGEST or _NO_HEADING.search(words):
            continue
        if one := numbering(words):
            if pointed and one.style == "decimal" and one.numbers == (*pointed[1].numbers, 1):
                found[pointed[0]] = replace(pointed[1], style="bare")
            pointed = (number, one) if one.style == "point" else None
        elif one := bare_numbering(words):
            alone[number] = one
    circled = {at: one for at, one in alone.items() if one.style == "circled" and _text_behind(lines, at)}
    return found | circled | {at: alone[at] for at in _chain(lines, alone)}


def listed(lines: Sequence[Line]) -> frozenset[int]:
    """Return where the lines begin that are items of a list, not headings, although numbered like these.

    Items follow each other, counting up from 1 with no text between; two alone count where one has a clause.
    """
    found: set[int] = set()
    run: list[Line] = []
    style = ""
    for line in lines:
        if not line.words:
            continue
        one = numbering(line.words) if line.words[0] in _LIST_BEGINS else None
        if one is None or one.style not in _ITEM_STYLES:
            found |= _items(run)
            run = []
        elif run and one.style == style and one.numbers[0] == len(run) + 1:
            run.append(line)
        else:
            found |= _items(run)
            run, style = ([line], one.style) if one.numbers[0] == 1 else ([], "")
    return frozenset(found | _items(run))


def _items(run: Sequence[Line]) -> set[int]:
    told = len(run) >= _LEAST_ITEMS or (len(run) > 1 and any(_NO_HEADING.search(line.words) for line in run))
    return {line.start for line in run} if told else set()


def _text_behind(lines: Sequence[Line], number: int) -> bool:
    """Tell whether the next line with words is a text longer than a heading's, and numbered by no circle."""
    behind = next((line.words for line in lines[number + 1 : number + 4] if line.words), "")
    return len(behind) > _LONGEST and bare_numbering(behind) is None


def _chain(lines: Sequence[Line], alone: dict[int, Numbering]) -> list[int]:
    """Return those lines of numbers alone that count up from 1, where they head sections."""
    chain: list[int] = []
    for number, one in alone.items():
        if one.style == "bare" and one.numbers[0] == len(chain) + 1:
            chain.append(number)
    if len(chain) < 2:
        return []
    spans = zip(chain, [*chain[1:], len(lines)], strict=True)
    parted = sum(_has_parts(lines[start + 1 : end], at) for at, (start, end) in enumerate(spans, 1))
    texts = len(chain) >= _LEAST_CHAIN and all(_text_behind(lines, start) for start in chain)
    return chain if parted * 2 >= len(chain) or texts else []


def _has_parts(lines: Sequence[Line], number: int) -> bool:
    """Tell whether 1.1 is a heading below 1."""
    parts = (numbering(line.words) for line in lines if is_heading(line.words))
    return any(one is not None and one.style == "decimal" and one.numbers[0] == number for one in parts)
