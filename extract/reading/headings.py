"""Headings: numbered lines that head a section, and what their numbering is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

Style = Literal[
    "part", "chapter", "clause", "item", "bracketed", "decimal", "point", "bare", "sub", "circled"
]

_CHINESE: Final = r"[一二三四五六七八九十百]{1,4}"
_NO_FIGURE: Final = r"(?!\s*[\d%％‰万亿年月元亩人名个家册㎡平米度:：])"
#: Styles of numbering as reports nest them, the highest first.
_NUMBERING: Final[tuple[tuple[Style, re.Pattern[str]], ...]] = (
    ("part", re.compile(rf"第\s*({_CHINESE}|\d{{1,2}})\s*(?:部分?(?!门)|[篇编])[\s、：:]*")),
    ("chapter", re.compile(rf"第\s*({_CHINESE}|\d{{1,2}})\s*章[\s、：:]*")),
    ("clause", re.compile(rf"第\s*({_CHINESE}|\d{{1,2}})\s*节(?!课)[\s、：:]*")),
    ("item", re.compile(r"([一二三四五六七八九十]{1,3})\s*[、，,.．]\s*")),
    ("bracketed", re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]\s*、?")),
    ("decimal", re.compile(rf"(\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}})(?!\d)[.．、]?{_NO_FIGURE}\s*")),
    ("point", re.compile(r"(\d{1,2})\s*[.．、]\s*(?![\d%])")),
    ("sub", re.compile(r"[（(](\d{1,2})[）)]\s*、?")),
)
#: What any of these begins with.
_NUMBERED: Final = re.compile(r"[第（(\d一二三四五六七八九十]")
_BARE: Final = re.compile(rf"(\d{{1,2}})[ \u3000]{{1,4}}{_NO_FIGURE}(?=[\u4e00-\u9fff]{{2}})")
_CIRCLED: Final = re.compile(r"([①-⑳])\s*")
#: Which styles stand above which: of two met one after the other, the later one of a lower rank is nested.
RANKS: Final[dict[Style, int]] = {
    "part": 0, "chapter": 1, "clause": 2, "item": 3, "bracketed": 4,
    "decimal": 5, "point": 5, "bare": 5, "sub": 6, "circled": 7,
}  # fmt: skip
_DIGITS: Final = "一二三四五六七八九"
_MARKDOWN: Final = re.compile(r"(#{1,6})\s+")
_LENGTH: Final = 45
_POINT: Final = re.compile(r"[.．]")
#: What a heading holds none of: marks of clauses and sentences, a figure or what a colon leads in.
_CLAUSE: Final = re.compile(r"[，,；]")
_SENTENCE: Final = re.compile(r"[。；;！!]|[，,、]$")
_SENTENCE_OR_LABEL: Final = re.compile(r"[。；;！!]|[，,、：:]$")
_TELLS: Final = re.compile(r"\d{3,}|[：:]\S{12,}")
_REMEMBERED: Final = 2048  #: lines that are looked at from several places
#: A line that names the table or picture it stands at: 表2-1 专业设置, 续表.
CAPTION: Final = re.compile(
    r"(?:[附续]?表|图)\s*[\d一二三四五六七八九十]+(?:[-—.．]\d+)*\s*[.．：:、]?\s*\S|[（(]?续\s*表\s*[\d一二三四五六七八九十.-]*[）)]?$"
)
#: A heading with its text behind it in one line: 二、背景 学校现有…
INLINE: Final = re.compile(
    r"((?:第[一二三四五六七八九十]+[章节]|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)])[^\s，。：；]{2,14})\s+(?=\S{20})"
)


@dataclass(frozen=True, slots=True)
class Numbering:
    """What a line's numbering is: its style, its numbers (1.2: 1 and 2), and where the words behind begin."""

    style: Style
    numbers: tuple[int, ...]
    start: int

    @property
    def rank(self) -> int:
        """How deep its style is nested as a rule."""
        return RANKS[self.style]


@lru_cache(_REMEMBERED)
def numbering(words: str) -> Numbering | None:
    """Return what a line's numbering is, or None for a line without."""
    if not _NUMBERED.match(words):
        return None
    for style, pattern in _NUMBERING:
        if match := pattern.match(words):
            return Numbering(style, tuple(map(_number, _POINT.split(match[1]))), match.end())
    return None


def bare_numbering(words: str) -> Numbering | None:
    """Return the numbering of a line that a number alone begins (1 学校情况) or a circled one; or None."""
    if match := _BARE.match(words):
        return Numbering("bare", (int(match[1]),), match.end())
    if match := _CIRCLED.match(words):
        return Numbering("circled", (ord(match[1]) - ord("①") + 1,), match.end())
    return None


def _number(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    whole = (_DIGITS.find(tens[-1:]) + 1 if tens else 1) * 10 if ten else 0
    return whole + (_DIGITS.find(ones[-1:]) + 1 if ones else 0)


def markdown_level(words: str) -> tuple[int, int]:
    """Return the level that a line's marks (##) give it and where its words begin; (0, 0) for no marks."""
    match = _MARKDOWN.match(words) if words.startswith("#") else None
    return (len(match[1]), match.end()) if match else (0, 0)


def heading_level(words: str) -> tuple[int, int] | None:
    """Return the level that a line's marks or numbering alone give it and where its words begin, or None."""
    level, start = markdown_level(words)
    if level:
        return level, start
    found = numbering(words)
    return (found.rank + 1, found.start) if found else None


def is_heading(words: str) -> bool:
    """Tell whether a line heads what follows: numbered or marked so, short, and no clause of a sentence."""
    found = heading_level(words)
    if not found:
        return False
    rest = words[found[1] :]
    if words.startswith("#"):
        return bool(rest)
    if rest.endswith("。") and len(rest) <= 25 and not _CLAUSE.search(rest):
        rest = rest[:-1]
    return 0 < len(rest) <= _LENGTH and not _SENTENCE.search(rest) and not _full_clause(rest)


def can_be_heading(words: str) -> bool:
    """Tell whether words that a format marks as a heading are one: short, and no sentence."""
    return 0 < len(words) <= _LENGTH and not _SENTENCE_OR_LABEL.search(words)


def _full_clause(words: str) -> bool:
    """Tell a numbered sentence (1.积极开展活动，…) from a numbered heading."""
    return words.count("，") + words.count(",") >= 2 or bool(_TELLS.search(words))
