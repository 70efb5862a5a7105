"""Headings: numbered lines that head a section, and the levels that their numbering gives them."""

from __future__ import annotations

import re
from typing import Final

#: Numbering of headings, highest level first: 第一章, 一、, （一）, 1., （1）.
_NUMBERING: Final = (
    (1, re.compile(r"第[一二三四五六七八九十百]+[章部]分?[\s、：:]*")),
    (2, re.compile(r"第[一二三四五六七八九十百]+节[\s、：:]*")),
    (2, re.compile(r"[一二三四五六七八九十]{1,3}\s*[、，,.．]\s*")),
    (3, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*、?")),
    (4, re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\s*(?![\d%％万亿年元亩人名个家册㎡:：])")),
    (4, re.compile(r"\d{1,2}\s*[.．、]\s*(?![\d%])")),
    (5, re.compile(r"[（(]\d{1,2}[）)]\s*、?")),
)
_MARKDOWN: Final = re.compile(r"(#{1,6})\s+")
_LENGTH: Final = 45
#: A line that names the table or picture it stands at: 表2-1 专业设置, 续表.
CAPTION: Final = re.compile(
    r"(?:[附续]?表|图)\s*[\d一二三四五六七八九十]+(?:[-—.．]\d+)*\s*[.．：:、]?\s*\S|续表\s*[\d一二三四五六七八九十.-]*$"
)
#: A heading with its text behind it in one line: 二、背景 学校现有…
INLINE: Final = re.compile(
    r"((?:第[一二三四五六七八九十]+[章节]|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)])[^\s，。：；]{2,14})\s+(?=\S{20})"
)


def heading_level(words: str) -> tuple[int, int] | None:
    """Return the level that a line's numbering gives it and where its words begin, or None."""
    if match := _MARKDOWN.match(words):
        return len(match[1]), match.end()
    for level, pattern in _NUMBERING:
        if match := pattern.match(words):
            return level, match.end()
    return None


def is_heading(words: str) -> bool:
    """Tell whether a line heads what follows: numbered or marked so, short, and no clause of a sentence."""
    found = heading_level(words)
    if not found:
        return False
    rest = words[found[1] :]
    if words.startswith("#"):
        return bool(rest)
    if rest.endswith("。") and len(rest) <= 25 and not re.search(r"[，,；]", rest):
        rest = rest[:-1]
    return 0 < len(rest) <= _LENGTH and not re.search(r"[。；;！!]|[，,、]$", rest) and not _full_clause(rest)


def can_be_heading(words: str) -> bool:
    """Tell whether words that a format marks as a heading are one: short, and no sentence."""
    return 0 < len(words) <= _LENGTH and not re.search(r"[。；;！!]|[，,、：:]$", words)


def _full_clause(words: str) -> bool:
    """Tell a numbered sentence (1.积极开展活动，…) from a numbered heading."""
    return len(re.findall(r"[，,]", words)) >= 2 or bool(re.search(r"\d{3,}|[：:]\S{12,}", words))
