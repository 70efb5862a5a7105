"""The title of a web page, which often names school and year where the article does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from ...reading.headings import heading_level
from ...reading.pieces import Piece, TextPiece
from .tree import Element, attribute, text_of

_META_TITLES: Final = frozenset({"articletitle", "og:title", "dc.title"})
_PARTING: Final = re.compile(r"\s*(?:[|_»›｜]+|——|(?<!\d)[—–](?!\d))\s*|\s+[-—–·]\s+|(?<!\d)-(?!\d)")
_SITE: Final = re.compile(r"(?:学校|学院|中心|网站?|官网|首页|政府|教育局|平台|门户)$")
_REPORT: Final = re.compile(r"报告|年报")
_NO_TITLE: Final = re.compile(
    r"(?:无标题(?:文档|页面|页)?|untitled.*|document|index|new page.*|网页标题|首页"
    r"|.*\.(?:docx?|html?|wps|pdf))$",
    re.I,
)
_OFFICE: Final = re.compile(r"Microsoft Word|LibreOffice|OpenOffice|WPS|Word\.Document", re.I)
_LONGEST: Final = 100
_HEAD: Final = 40  #: pieces among whose words the title is looked for
_MOST_INSIDE: Final = 300  #: elements that a heading has inside
_TOP: Final = 5  #: pieces among which a title stands that the article has itself
_NO_LETTER: Final = re.compile(r"[^\w]|_")


def page_title(root: Element) -> str:
    """Return the title that a page gives its article, "" where it gives none.

    Asked in turn are the data that sites of offices keep about an article, the page's first heading of the
    first level, and its title without the name of the site. The titles of files saved by Word and the like
    are of the file they were begun from and say nothing.
    """
    metas = {
        (attribute(meta, "name") or attribute(meta, "property")).lower(): attribute(meta, "content").strip()
        for meta in root.iter("meta")
    }
    whole = next((text_of(title) for title in root.iter("title")), "")
    segments = [part for part in _PARTING.split(whole) if part]
    for name in sorted(_META_TITLES):
        if _usable(metas.get(name, "")):
            return _without_site(metas[name])
    headings = [words for one in root.iter("h1") if _is_small(one) and _usable(words := text_of(one))]
    if len(segments) > 1 and segments[-1] in headings:
        headings.remove(segments[-1])  # the name of the site beside its sign
    if headings:
        return next((words for words in headings if _REPORT.search(words)), headings[0])
    if any(_OFFICE.search(metas.get(name, "")) for name in ("generator", "progid", "originator")):
        return ""
    return _without_site(whole) if _usable(whole) else ""


def _is_small(heading: Element) -> bool:
    """Tell a heading from one that was never closed and holds the rest of the page, headings among it."""
    return next(islice(heading.iter(), _MOST_INSIDE, None), None) is None


def with_title(title: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Return `pieces` with the page's title before them, where they do not begin with it or a fuller one.

    The title is a paragraph and heads no section, as every section would be inside it: so are the headings
    at the top that repeat it or name a report, and the one of the first level that stands before all others.
    """
    made = list(pieces)
    for number in _of_title(title, made):
        piece = made[number]
        if isinstance(piece, TextPiece):
            made[number] = replace(piece, level=0)
    lines = [piece.words for piece in made[:_HEAD] if isinstance(piece, TextPiece)]
    fuller = any(_REPORT.search(line) and len(title) < len(line) <= _LONGEST for line in lines[:_TOP])
    if title and not fuller and _letters(title) not in _letters("".join(lines)):
        made.insert(0, TextPiece(title, whole=True))
    return made


def _of_title(title: str, pieces: Sequence[Piece]) -> list[int]:
    """Return the numbers of the pieces marked as headings that are the page's title."""
    headings = [number for number, piece in enumerate(pieces) if _level(piece)]
    top = [number for number in headings if number < _TOP and not heading_level(_words(pieces[number]))]
    found = [
        number
        for number in top
        if _REPORT.search(_words(pieces[number])) or _letters(_words(pieces[number])) in _letters(title)
    ]
    first = [number for number in headings if _level(pieces[number]) == 1]
    if first and first[0] == headings[0] and all(_adjoins(pieces, first[0], number) for number in first):
        found += first
    return found


def _adjoins(pieces: Sequence[Piece], first: int, number: int) -> bool:
    """Tell whether a heading is a further line of the one at `first`."""
    return all(_level(piece) == 1 and not _whole(piece) for piece in pieces[first + 1 : number + 1])


def _level(piece: Piece) -> int:
    return piece.level if isinstance(piece, TextPiece) else 0


def _whole(piece: Piece) -> bool:
    return not isinstance(piece, TextPiece) or piece.whole


def _words(piece: Piece) -> str:
    return piece.words if isinstance(piece, TextPiece) else ""


def _usable(title: str) -> bool:
    return 0 < len(title) <= _LONGEST and not _NO_TITLE.match(title)


def _without_site(title: str) -> str:
    """Return the segment of a title that is the article's: one that names a report, else no site's name."""
    segments = [part for part in _PARTING.split(title) if part and _usable(part)]
    for test in (_REPORT.search, lambda part: not _SITE.search(part)):
        if found := next((part for part in segments if test(part)), None):
            return found
    return segments[0] if segments else ""


def _letters(words: str) -> str:
    return _NO_LETTER.sub("", words)
