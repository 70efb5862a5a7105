"""A page as print shows it: glyphs and ruling lines in their places, from a PDF or from OCR."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Final

from ...reading.passage import is_cjk

Box = tuple[float, float, float, float]  #: left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, or several that were read together, in its box; places count in points from top left.

    `turns` is by how many quarters it is turned against the page as seen, counter-clockwise.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    turns: int = 0

    @property
    def height(self) -> float:
        """The height of the box in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line from (x0, top) to (x1, bottom): upright where x0 is x1, else level."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def upright(self) -> bool:
        """Tell an upright line from a level one."""
        return self.x0 == self.x1


@dataclass(frozen=True)
class PageContent:
    """What stands on page `number` (from 1); `width` and `height` in points.

    `rough` says that places are those of OCR, exact to about half a character; `fills` are boxes of colour.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    rough: bool = False
    fills: tuple[Box, ...] = ()

    @cached_property
    def em(self) -> float:
        """The size of a character of running text in points."""
        return size_of(self.glyphs) or 12.0


@dataclass(frozen=True, slots=True)
class Segment:
    """Glyphs of one line with no wide gap between them: words in their box.

    `em` is the size of their Chinese characters in points, 0 where there are none.
    """

    words: str
    x0: float
    top: float
    x1: float
    bottom: float
    em: float = 0.0


@dataclass(frozen=True, slots=True)
class PageLine:
    """Segments side by side, from left to right; `em` is the size of their characters in points."""

    segments: tuple[Segment, ...]
    em: float

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.segments[-1].x1

    @property
    def top(self) -> float:
        """The upper edge."""
        return min(segment.top for segment in self.segments)

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return max(segment.bottom for segment in self.segments)

    @property
    def words(self) -> str:
        """The words; where a wide gap parts them, three spaces stand, one where it is narrow."""
        words = self.segments[0].words
        for gap, segment in zip(self.gaps, self.segments[1:], strict=True):
            words += (_WIDE_GAP if gap > _WIDE * self.em else " ") + segment.words
        return words

    @property
    def gaps(self) -> list[float]:
        """How much white space parts the segments, in points."""
        return [after.x0 - before.x1 for before, after in zip(self.segments, self.segments[1:], strict=False)]


_SIZE_OF_HEIGHT: Final = 0.75  #: the size of characters by the height of their line
#: An entry of a table of contents, its dots as print or OCR has them.
_LEADERS: Final = re.compile(r"(?P<entry>\S.*?)\s*[.．…·_]{2}[.．…·_\s]*(?P<page>\d{1,3})?")
FEW_DOTS: Final = "……"
_GAP: Final = 1.05  #: characters of white space from which on words count as set apart
_WIDE: Final = 1.8  #: characters of white space from which on a line's words stand in columns
_WIDE_GAP: Final = "   "
_SPACE: Final = 0.2  #: heights from which on Latin words or numbers are parted by a space
_DOUBLE: Final = 0.3  #: share of its width by which a character drawn twice is moved
_OVERLAP: Final = 0.5  #: share of their height by which boxes of one line overlap


def size_of(glyphs: Sequence[Glyph]) -> float | None:
    """Return the size of characters in points: how wide Chinese ones are; None for no glyph."""
    wide = [
        (one.x1 - one.x0) / len(one.text) for one in glyphs if is_cjk(one.text[0]) and is_cjk(one.text[-1])
    ]
    if wide:
        return median(wide)
    return median(one.height for one in glyphs) * _SIZE_OF_HEIGHT if glyphs else None


def lines_of_glyphs(glyphs: Iterable[Glyph], em: float) -> list[PageLine]:
    """Return the lines that `glyphs` make, from top to bottom; `em` is the size of a character in points."""
    rows: list[list[Glyph]] = []
    edges: list[tuple[float, float]] = []
    for glyph in sorted(glyphs, key=lambda one: (one.middle[1], one.x0)):
        if not glyph.text.strip():
            continue
        if rows and _in_line(glyph, edges[-1]):
            rows[-1].append(glyph)
            continue
        rows.append([glyph])
        edges.append((glyph.top, glyph.bottom))
    return [_line(row, em) for row in rows]


def upright(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """Return `glyphs` as one sees them who turns the page such that most of them stand upright."""
    turns = Counter(glyph.turns for glyph in glyphs).most_common(1)[0][0] if glyphs else 0
    if not turns:
        return glyphs
    return [Glyph(glyph.text, *_turned(glyph, turns)) for glyph in glyphs]


def _turned(glyph: Glyph, turns: int) -> tuple[float, float, float, float]:
    if turns == 1:
        return -glyph.bottom, glyph.x0, -glyph.top, glyph.x1
    if turns == 2:
        return -glyph.x1, -glyph.bottom, -glyph.x0, -glyph.top
    return glyph.top, -glyph.x1, glyph.bottom, -glyph.x0


def _in_line(glyph: Glyph, edges: tuple[float, float]) -> bool:
    """Tell whether a glyph stands in the line whose first glyph reaches from one of `edges` to the other."""
    top, bottom = edges
    shared = min(glyph.bottom, bottom) - max(glyph.top, top)
    return shared >= _OVERLAP * min(glyph.height, bottom - top)


def _line(row: Sequence[Glyph], em: float) -> PageLine:
    size = (size_of(row) or em) if any(is_cjk(glyph.text[0]) for glyph in row) else em
    return _without_leaders(PageLine(tuple(_segments(row, size)), size))


def _without_leaders(line: PageLine) -> PageLine:
    """Return an entry of a table of contents as one segment, the dots that lead to its number made few."""
    match = _LEADERS.fullmatch("".join(segment.words for segment in line.segments))
    if match is None:
        return line
    first, last = line.segments[0], line.segments[-1]
    words = f"{match['entry']}{FEW_DOTS}{match['page'] or ''}"
    return PageLine((Segment(words, first.x0, line.top, last.x1, line.bottom),), line.em)


def _segments(row: Sequence[Glyph], size: float) -> Iterable[Segment]:
    held: list[Glyph] = []
    for glyph in sorted(row, key=lambda one: one.x0):
        if held and _is_double(held[-1], glyph):
            continue
        if held and glyph.x0 - max(one.x1 for one in held[-3:]) > _GAP * size:
            yield _segment(held)
            held = []
        held.append(glyph)
    if held:
        yield _segment(held)


def _is_double(before: Glyph, after: Glyph) -> bool:
    """Tell a character drawn once more, a little aside, to look bold.

    Letters and dashes may stand in one place as one sign is drawn for both: ff, ——.
    """
    if before.text != after.text or not after.x0 - before.x0 < _DOUBLE * (before.x1 - before.x0):
        return False
    return before.x0 != after.x0 or is_cjk(after.text[0])


def _segment(glyphs: Sequence[Glyph]) -> Segment:
    words = ""
    for before, glyph in zip([None, *glyphs], glyphs, strict=False):
        if before is not None and _parted(before, glyph):
            words += " "
        words += glyph.text
    return Segment(
        words.strip(),
        glyphs[0].x0,
        min(glyph.top for glyph in glyphs),
        max(glyph.x1 for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
        (size_of(glyphs) or 0.0) if any(is_cjk(glyph.text[0]) for glyph in glyphs) else 0.0,
    )


def _parted(before: Glyph, after: Glyph) -> bool:
    """Tell whether a space stands between two glyphs: Latin letters or figures set apart."""
    if not (before.text[-1:].isascii() and after.text[:1].isascii()):
        return False
    return after.x0 - before.x1 > _SPACE * max(before.height, after.height)
