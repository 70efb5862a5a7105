"""Running text of pages: which line goes on with the one above, also over the edge of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from ...reading.headings import CAPTION, heading_level, is_heading
from .model import FEW_DOTS, PageLine

_SENTENCE_END: Final = re.compile(r"[。！？!?；;：:…][”’\"』」）)]*$")
#: What is never parted by a line's end, after Unicode's rules of line breaking (UAX 14): a word or character,
#: marks that open before it and close behind, and what a quotation mark ties to it.
_UNIT: Final = re.compile(
    r"[“‘（《【〈\"'(\[]*(?:[A-Za-z0-9.,:/@%–-]+|—+|…+|.)[，。、；：！？”’）》】〉\"',.;:!?)\]…—%％]*"
    r"(?:(?<=[,.:;!?'\")%，。、；：！？”’）》-])[A-Za-z0-9.]+|(?<=[\"'“”‘’]).)?"
)
_LONGEST_UNIT: Final = 16.0  #: characters; a longer one may be broken
_BULLET: Final = re.compile(r"[●•◆■▪►➢★☆※①-⑳]|[（(]\d{1,2}[）)]|\d{1,2}[)）]")
_SPARE: Final = 0.4  #: characters by which lines may end short of the right margin, as justified text does
_SPARE_ROUGH: Final = 1.5
_STRETCHED: Final = 2.5  #: characters of white space that justified text may show
_MARK_END: Final = re.compile(r"[，。、；：！？”’）》,.;:!?)\"']$")
_SEVERAL: Final = 3
_SHORT: Final = 6.0  #: characters by which a line falls short that ends a paragraph
_NEARLY: Final = 0.5  #: characters by which an indent may miss two
_MOSTLY: Final = 0.8
_INDENT: Final = 0.8  #: characters by which a line must stand in to begin a paragraph
_MORE: Final = 1.6  #: how much wider the gap before a paragraph is than that between its lines
_CONTENTS: Final = re.compile(rf"{FEW_DOTS}\d{{0,3}}$")  #: an entry of a table of contents
_LARGER_ROUGH: Final = 1.4
_LARGER: Final = 1.15  #: how much larger letters are that belong to another paragraph


@dataclass(frozen=True, slots=True)
class Margins:
    """Where running text stands: its left and right edge, the size of a character, the gap between lines.

    `indented` says that paragraphs begin with an indent, so that it tells them from lines that go on.
    """

    left: float
    right: float
    em: float
    gap: float
    rough: bool = False
    indented: bool = False


def margins_of(lines: Sequence[PageLine], width: float, rough: bool) -> Margins:
    """Return the margins that the lines of pages `width` points wide keep."""
    lines = [line for line in lines if not _CONTENTS.search(line.words)] or lines
    em = median(line.em for line in lines)
    lefts = Counter(round(line.x0 / em * 2) for line in lines)
    often = [place for place, count in lefts.items() if count * 10 >= len(lines)]
    # The outermost edge at which several lines end; marks at the end of a line may hang over it.
    rights = sorted(line.x1 for line in lines if not _MARK_END.search(line.words))
    rights = rights or [max(line.x1 for line in lines)]
    right = next(
        (edge for edge in reversed(rights) if sum(abs(edge - one) <= 0.5 * em for one in rights) >= _SEVERAL),
        None,
    )
    gaps = [
        after.top - before.bottom
        for before, after in zip(lines, lines[1:], strict=False)
        if 0 <= after.top - before.bottom <= 2 * em
    ]
    left = min(often) * em / 2 if often else min(line.x0 for line in lines)
    if right is None:  # too few lines to tell: the page is taken to be even
        right = max(rights[-1], width - left)
    found = Margins(left, right, em, median(gaps) if gaps else 0.5 * em, rough)
    return replace(found, indented=_is_indented(lines, found))


def _is_indented(lines: Sequence[PageLine], margins: Margins) -> bool:
    """Tell whether lines after a full stop at a short line's end nearly always stand in."""
    after = [
        line.x0 - margins.left
        for before, line in zip(lines, lines[1:], strict=False)
        if before.x1 < margins.right - _SHORT * margins.em
        and before.words.endswith("。")
        and line.em < _LARGER * margins.em
        and not is_heading(line.words)
    ]
    indents = sum(abs(one / margins.em - 2) < _NEARLY for one in after)
    return len(after) >= _SEVERAL and indents >= _MOSTLY * len(after)


def goes_on(before: PageLine, line: PageLine, margins: Margins, over_page: bool) -> bool:
    """Tell whether `line` goes on with the paragraph whose last line is `before`."""
    if not _are_alike(before, line, margins, over_page):
        return False
    if margins.indented and abs((line.x0 - margins.left) / margins.em - 2) < _NEARLY:
        return False  # where paragraphs begin
    if not _is_full(before, line, margins) and not _has_no_indent(before, line, margins):
        return False
    ended = bool(_SENTENCE_END.search(before.words))
    if _BULLET.match(line.words) or (heading_level(line.words) and (ended or _stands_in(line, margins))):
        return False
    if not _stands_in(line, margins):
        return True
    return not ended and (_hangs(before, line, margins) or _centred(before, line))


def _has_no_indent(before: PageLine, line: PageLine, margins: Margins) -> bool:
    """Tell a line that begins no paragraph as it does not stand in, after one that is fairly long."""
    if not margins.indented or _stands_in(line, margins):
        return False
    return before.x1 >= margins.right - _SHORT * margins.em and not is_heading(line.words)


def _are_alike(before: PageLine, line: PageLine, margins: Margins, over_page: bool) -> bool:
    """Tell whether two lines may be of one paragraph: running text, of one size, one close below."""
    larger = _LARGER_ROUGH if margins.rough else _LARGER
    gap = (_MORE * margins.gap / margins.em + 0.3) * before.em
    return not (
        any(map(_stands_alone, (before, line)))
        or max(before.em, line.em) > larger * min(before.em, line.em)
        or (not over_page and line.top - before.bottom > gap)
    )


def _stands_alone(line: PageLine) -> bool:
    """Tell a line that is no running text: set in columns, an entry of the contents, a caption."""
    return _is_parted(line) or bool(_CONTENTS.search(line.words) or CAPTION.match(line.words))


def _is_parted(line: PageLine) -> bool:
    """Tell a line whose words stand in columns from one that white space only stretches."""
    return any(gap > _STRETCHED * line.em for gap in line.gaps)


def _is_full(before: PageLine, line: PageLine, margins: Margins) -> bool:
    """Tell whether a line had no room for the first word of the next."""
    unit = _UNIT.match(line.words)
    wide = sum(0.55 if char.isascii() else 1.0 for char in unit[0]) if unit else 0.0
    spare = _SPARE_ROUGH if margins.rough else _SPARE
    return before.x1 + (min(wide, _LONGEST_UNIT) + spare) * before.em >= margins.right


def _stands_in(line: PageLine, margins: Margins) -> bool:
    return line.x0 > margins.left + _INDENT * margins.em


def _hangs(before: PageLine, line: PageLine, margins: Margins) -> bool:
    """Tell a list's entry whose lines all stand in: the next stands where the one before does, or further."""
    return _stands_in(before, margins) and line.x0 >= before.x0 - 0.3 * margins.em


def _centred(before: PageLine, line: PageLine) -> bool:
    """Tell lines of a title, set about one middle."""
    return abs(before.x0 + before.x1 - line.x0 - line.x1) / 2 < 0.5 * before.em


def line_break(before: str, after: str) -> str:
    """Return what parts two lines of a paragraph: a space between Latin words."""
    return " " if before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() else ""
