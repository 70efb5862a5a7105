"""Contents: the list of headings with their pages at a report's beginning, under a title 目录 or without."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from .headings import numbering
from .lines import Line

_TITLE: Final = re.compile(r"#*\s*(?:图|表|图表)?\s*目\s*[录錄次]\s*$|CONTENTS$", re.IGNORECASE)
_PAGE: Final = r"[-—–(（]?\s*(?P<page>\d{1,3}|[ivxlIVXLⅠ-Ⅻⅰ-ⅻ]{1,5})\s*[-—–)）]?"
_ENTRY: Final = re.compile(
    r"(?P<words>\S.*?)\s*(?P<gap>[.．…·_—-]{2,}[.．…·_\s]*|[\t \u3000]+\.?|。|(?<=[\u4e00-\u9fff）)]))"
    rf"{_PAGE}$"
)
_BEHIND_PAGE: Final = "-—–)） \t\u3000"
_NUMERAL: Final = re.compile(r"[ivxlIVXLⅠ-Ⅻⅰ-ⅻ]")
_LEADERS: Final = re.compile(r"[.．…·_—-]{3,}|…")
_LONGEST: Final = 80
_WITHIN: Final = 400  #: lines at a report's beginning that may hold its contents
_MISSES: Final = 3  #: lines with words that no entries are, after which the contents are over
_FEWEST: Final = 3  #: entries of contents without a title
_UNEVEN: Final = re.compile(r"[\s#*.．…·。]+")


def contents(lines: Sequence[Line], is_mark: Callable[[int], bool]) -> set[int]:
    """Return the lines of the contents; `is_mark` tells lines of a page's edge (number, running head)."""
    first = lines[:_WITHIN]
    title = next((number for number, line in enumerate(first) if _is_title(line.words)), None)
    if title is not None:
        return _titled(lines, title, is_mark)
    return _untitled(lines, is_mark)


def _titled(lines: Sequence[Line], title: int, is_mark: Callable[[int], bool]) -> set[int]:
    """Return the lines from the title on, as long as entries come: with a page, or said again further on."""
    again = _headings_behind(lines, title)
    last, misses = title, 0
    listed: set[str] = set()
    for number in range(title + 1, len(lines)):
        words = lines[number].words
        key = _key(words)
        if _is_entry(words) or (key in again and key not in listed) or _is_title(words):
            last, misses = number, 0
            listed.add(key)
        elif words and not is_mark(number):
            misses += 1
            if misses >= _MISSES or key in listed:
                break
    return set(range(title, last + 1))


def _is_title(words: str) -> bool:
    return len(words) < _LONGEST and bool(_TITLE.match(words))


def _is_entry(words: str) -> bool:
    return bool(_entry(words)) and not re.match(r"[\d.%\s]+$", words)


def _entry(words: str) -> re.Match[str] | None:
    """Return what a line is as an entry; lines that do not end as one are not looked at further."""
    ends = words.rstrip(_BEHIND_PAGE)[-1:]
    if len(words) >= _LONGEST or not (ends.isdecimal() or _NUMERAL.match(ends)):
        return None
    return _ENTRY.match(words)


def _headings_behind(lines: Sequence[Line], title: int) -> set[str]:
    """Return the numbered lines that stand twice behind the title: in the contents, and as headings."""
    seen: set[str] = set()
    twice: set[str] = set()
    for line in lines[title + 1 :]:
        if line.words and len(line.words) < _LONGEST and numbering(line.words):
            key = _key(line.words)
            (twice if key in seen else seen).add(key)
    return twice


def _key(words: str) -> str:
    return _UNEVEN.sub("", words)


def _untitled(lines: Sequence[Line], is_mark: Callable[[int], bool]) -> set[int]:
    """Return the first run of entries whose pages never go back, most with leaders or said again later."""
    keys = {_key(line.words) for line in lines if line.words and len(line.words) < _LONGEST}
    run: list[int] = []
    page = sure = 0
    for number, line in enumerate([*lines[:_WITHIN], Line(0, 0, "。", "。")]):
        if not line.words or (run and number < len(lines) and is_mark(number)):
            continue
        found = _entry(line.words)
        at = _page_of(found["page"]) if found else -1
        if not found or at < page:
            if len(run) >= _FEWEST and sure * 2 > len(run):
                return set(range(run[0], run[-1] + 1))
            run, page, sure = [], 0, 0
        if found:
            run.append(number)
            page = at
            headed = numbering(line.words) and _key(found["words"]) in keys
            sure += bool(headed or _LEADERS.search(found["gap"]))
    return set()


def _page_of(page: str) -> int:
    """Return the number of a page; Roman ones, which stand before all others, are 0."""
    return int(page) if page.isdecimal() else 0
