"""Page furniture: contents, page numbers, running heads, marks of pictures."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from .lines import Line

_CONTENTS: Final = re.compile(r"#*\s*目\s*[录錄次]\s*$")
_CONTENTS_ENTRY: Final = re.compile(r"\S.*?(?:[.．…·_]{2,}|[\t ]+\.?|。)\s*\d{1,3}$")
_PAGE_NUMBER: Final = re.compile(
    r"(?:第\s*)?[-—–·]{0,3}\s*\d{1,3}\s*[-—–·]{0,3}(?:\s*页)?(?:\s*[，,/]?\s*共?\s*\d{1,3}\s*页?)?$|[ⅠⅡⅢⅣⅤⅥⅦIVX]{1,4}$"
)
#: A page number that can be nothing else: 第 3 页, 第3页 共9页, - 3 -.
_PLAIN_PAGE: Final = re.compile(
    r"第\s*\d{1,3}\s*页(?:\s*[，,/]?\s*共\s*\d{1,3}\s*页)?$|[-—–]\s*\d{1,3}\s*[-—–]$"
)
#: The page number at either end of a running head.
_HEAD_NUMBER: Final = re.compile(r"^\d{1,3}\s{2,}|\s+[-—–]?\s*(?:第\s*)?\d{1,3}\s*(?:页)?\s*[-—–]?$")
_IMAGE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)$|<img\b[^>]*>$")
_RULE: Final = re.compile(r"[-=_*—]{3,}$")
_CELL_LENGTH: Final = 20
_LEAST_CELLS: Final = 6
_LEAST_FIGURES: Final = 3
_END: Final = Line(0, 0, "。", "。")  #: what is no cell
_ENTRY_LOOKAHEAD: Final = 3
_RUNNING_HEAD_REPEATS: Final = 3
_RUNNING_HEAD_LENGTH: Final = 40
_ENDS_NO_LINE: Final = 15  #: characters of a title or heading, shorter than a broken line


def furniture(lines: list[Line]) -> set[int]:
    """Return the numbers of the lines that carry nothing of the report's own."""
    hidden = _contents(lines) | _running_heads(lines)
    spaced = _spaced_cells(lines)
    for number, line in enumerate(lines):
        if line.raw.startswith("\t") or number in spaced:
            continue  # a cell
        marks = any(pattern.match(line.words) for pattern in (_PLAIN_PAGE, _IMAGE, _RULE))
        if marks or (_PAGE_NUMBER.match(line.words) and _alone(lines, number)):
            hidden.add(number)
    return hidden


def _alone(lines: list[Line], number: int) -> bool:
    """Tell a page number from a cell: blank lines or the page's edge around it, or a form feed."""
    before = lines[number - 1] if number else None
    after = lines[number + 1] if number + 1 < len(lines) else None
    return (before is None or before.blank) and (after is None or after.blank or "\f" in after.raw)


def _spaced_cells(lines: list[Line]) -> set[int]:
    """Return the lines of runs that look like cells with blank lines between: short ones, many of figures."""
    found: set[int] = set()
    run: list[int] = []
    for number, line in enumerate([*lines, _END]):
        if line.blank and run and number - run[-1] == 1:
            continue
        short = 0 < len(line.words) <= _CELL_LENGTH and not re.search(r"[。；，]$", line.words)
        if short and (not run or number - run[-1] == 2):
            run.append(number)
            continue
        figures = sum(lines[at].words[0].isdigit() for at in run)
        if len(run) >= _LEAST_CELLS and figures * 4 >= len(run) and figures >= _LEAST_FIGURES:
            found.update(run)
        run = [number] if short else []
    return found


def _contents(lines: list[Line]) -> set[int]:
    """Return the lines of the table of contents: from its title as long as entries end in page numbers."""
    for number, line in enumerate(lines[:400]):
        if not _CONTENTS.match(line.words):
            continue
        last, at, misses = number, number + 1, 0
        while at < len(lines) and misses < _ENTRY_LOOKAHEAD:
            words = lines[at].words
            if _CONTENTS_ENTRY.match(words) and len(words) < 80:
                last, misses = at, 0
            elif words:
                misses += 1
            at += 1
        return set(range(number, last + 1))
    return set()


def _running_heads(lines: list[Line]) -> set[int]:
    """Return lines that come back page after page, their page numbers apart, with a blank line beside."""
    heads: dict[int, str] = {}
    for number, line in enumerate(lines):
        words = _HEAD_NUMBER.sub("", line.words).strip()
        if 4 <= len(words) <= _RUNNING_HEAD_LENGTH and "\t" not in line.raw and _like_title(words):
            heads[number] = words
    counts = Counter(heads.values())
    hidden = [
        number
        for number, words in heads.items()
        if counts[words] >= _RUNNING_HEAD_REPEATS and _framed(lines, number)
    ]
    return set(hidden) - _first_of_each(lines, hidden, heads)


def _first_of_each(lines: list[Line], hidden: list[int], heads: dict[int, str]) -> set[int]:
    """Return the first line of each running head where it parts no sentence: it may name school and year."""
    first = {heads[number]: number for number in reversed(hidden)}
    kept = set()
    for number in first.values():
        before = next((line.words for line in reversed(lines[:number]) if line.words), "。")
        if re.search(r"[。！？；：]$", before) or len(before) <= _ENDS_NO_LINE:
            kept.add(number)
    return kept


def _like_title(words: str) -> bool:
    return bool(re.search(r"报告|年报|学校|学院|中心|年度", words)) and not re.search(r"[。，、；|]", words)


def _framed(lines: list[Line], number: int) -> bool:
    before = number == 0 or lines[number - 1].blank or bool(_PAGE_NUMBER.match(lines[number - 1].words))
    after = (
        number + 1 >= len(lines)
        or lines[number + 1].blank
        or bool(_PAGE_NUMBER.match(lines[number + 1].words))
    )
    return before or after
