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
_IMAGE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)$|<img\b[^>]*>$")
_RULE: Final = re.compile(r"[-=_*—]{3,}$")
_ENTRY_LOOKAHEAD: Final = 3
_RUNNING_HEAD_REPEATS: Final = 4
_RUNNING_HEAD_LENGTH: Final = 40


def furniture(lines: list[Line]) -> set[int]:
    """Return the numbers of the lines that carry nothing of the report's own."""
    hidden = _contents(lines) | _running_heads(lines)
    for number, line in enumerate(lines):
        if line.raw.startswith("\t"):
            continue  # a cell
        if _PAGE_NUMBER.match(line.words) and _alone(lines, number):
            hidden.add(number)
        elif _IMAGE.match(line.words) or _RULE.match(line.words):
            hidden.add(number)
    return hidden


def _alone(lines: list[Line], number: int) -> bool:
    """Tell a page number from a cell: blank lines or the page's edge around it, or a form feed."""
    before = lines[number - 1] if number else None
    after = lines[number + 1] if number + 1 < len(lines) else None
    return (before is None or before.blank) and (after is None or after.blank or "\f" in after.raw)


def _contents(lines: list[Line]) -> set[int]:
    """Return the lines of the table of contents: from its title as long as entries end in page numbers."""
    for number, line in enumerate(lines[:400]):
        if not _CONTENTS.match(line.words):
            continue
        hidden = {number}
        last, at, misses = number, number + 1, 0
        while at < len(lines) and misses < _ENTRY_LOOKAHEAD:
            words = lines[at].words
            if _CONTENTS_ENTRY.match(words) and len(words) < 80:
                last, misses = at, 0
            elif words:
                misses += 1
            at += 1
        hidden.update(range(number, last + 1))
        return hidden
    return set()


def _running_heads(lines: list[Line]) -> set[int]:
    """Return lines that come back on page after page, word for word, with blank lines around."""
    counts = Counter(line.words for line in lines if 4 <= len(line.words) <= _RUNNING_HEAD_LENGTH and "\t" not in line.raw)
    heads = {
        words
        for words, count in counts.items()
        if count >= _RUNNING_HEAD_REPEATS and re.search(r"报告|学校|学院|中心|年度", words) and not re.search(r"[。，、；|]", words)
    }
    return {number for number, line in enumerate(lines) if line.words in heads and _framed(lines, number)}


def _framed(lines: list[Line], number: int) -> bool:
    before = number == 0 or lines[number - 1].blank or bool(_PAGE_NUMBER.match(lines[number - 1].words))
    after = number + 1 >= len(lines) or lines[number + 1].blank or bool(_PAGE_NUMBER.match(lines[number + 1].words))
    return before or after
