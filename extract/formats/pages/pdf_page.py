"""A page of a PDF by pdfium: its glyphs and ruling lines, set upright as a reader sees them."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from ...reading.radicals import CHARACTERS
from .model import Box, Glyph, PageContent, Rule

_MOST_GLYPHS: Final = 200_000  # a page of print has some 2,000, a whole report printed as one some 60,000
_MOST_PATHS: Final = 20_000  # a drawing, no table
_THIN: Final = 3.0  #: points; a filled box that is thinner is a line
_SHORTEST: Final = 4.0  #: points; a line that is shorter is an ornament
_LEAST_BOX: Final = 6.0  #: points; a filled box that is lower or narrower holds no words
_WHITE: Final = 250  #: of 255, from which on a colour is the paper's
_STRAIGHT: Final = 0.7  #: points by which a line may stray and still be level or upright
_DROPPED: Final = frozenset("\r\n\ufffe\uffff\x00\x02\xad\u200b\ufeff")
_SLANT: Final = 0.1  #: quarters of a turn
_LYING: Final = 0.8  #: share of its glyphs that are turned alike on a page that lies on its side
_SIGNS: Final = range(0xF000, 0xF100)  #: where fonts of signs have theirs
_FORM_DEPTH: Final = 6
Matrix = tuple[float, float, float, float, float, float]
_UNMOVED: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Frame:
    """How a page lies: its box in PDF's coordinates, and by how much it is turned (quarters, clockwise)."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        """The width and height as seen."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point is seen, from the top left."""
        x, y = x - self.left, y - self.bottom
        width, height = self.right - self.left, self.top - self.bottom
        return ((x, height - y), (y, x), (width - x, y), (height - y, width - x))[self.turns]

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return the box that two corners span, as seen: left, top, right, bottom."""
        (a, b), (c, d) = self.seen(x0, y0), self.seen(x1, y1)
        return min(a, c), min(b, d), max(a, c), max(b, d)


def page_content(page: pdfium.PdfPage, number: int) -> PageContent:
    """Return the glyphs and ruling lines of a page; one on which nearly all words lie is set upright."""
    left, bottom, right, top = page.get_bbox()
    frame = _Frame(left, bottom, right, top, page.get_rotation() // 90 % 4)
    glyphs = tuple(_glyphs(page, frame))
    lying = Counter(glyph.turns for glyph in glyphs)
    if turns := next((turns for turns in (1, 2, 3) if lying[turns] > _LYING * len(glyphs)), 0):
        frame = replace(frame, turns=(frame.turns + turns) % 4)
        glyphs = tuple(_glyphs(page, frame))
    width, height = frame.size
    rules, fills = _drawn(page, frame)
    return PageContent(number, width, height, glyphs, tuple(rules), fills=tuple(fills))


def picture_share(page: pdfium.PdfPage) -> float:
    """Return how much of a page its pictures cover, from 0 to 1; some scanners cut a page into strips."""
    left, bottom, right, top = page.get_bbox()
    whole = max(1.0, (right - left) * (top - bottom))
    share = 0.0
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_FORM_DEPTH):
        x0, y0, x1, y1 = found.get_bounds()
        wide = min(x1, right) - max(x0, left)
        high = min(y1, top) - max(y0, bottom)
        share += max(0.0, wide) * max(0.0, high) / whole
    return min(1.0, share)


def curves(page: pdfium.PdfPage, most: int) -> int:
    """Return of how many segments the drawings on a page consist; from `most` on no more are counted."""
    count = 0
    for number, (path, _) in enumerate(_paths(page, _UNMOVED, 0)):
        count += max(0, raw.FPDFPath_CountSegments(path))
        if count >= most or number >= _MOST_PATHS:
            break
    return count


def _glyphs(page: pdfium.PdfPage, frame: _Frame) -> Iterator[Glyph]:
    width, height = frame.size
    textpage = page.get_textpage()
    try:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        loose = raw.FS_RECTF()
        for at in range(min(textpage.count_chars(), _MOST_GLYPHS)):
            text = _char(textpage, at)
            if text in _DROPPED or text.isspace() or raw.FPDFText_IsGenerated(textpage, at) == 1:
                continue
            quarters = raw.FPDFText_GetCharAngle(textpage, at) / (math.pi / 2)
            if _is_slanted(quarters):
                continue
            # The loose box is as high as the line and as wide as the character with the space around it.
            if raw.FPDFText_GetLooseCharBox(textpage, at, loose) and loose.top > loose.bottom:
                box = frame.box(loose.left, loose.bottom, loose.right, loose.top)
            elif raw.FPDFText_GetCharBox(textpage, at, left, right, bottom, top):
                box = frame.box(left.value, bottom.value, right.value, top.value)
            else:
                continue
            if box[2] > 0 and box[3] > 0 and box[0] < width and box[1] < height:
                yield Glyph(text, *box, (-round(quarters) - frame.turns) % 4)
    finally:
        textpage.close()


def _is_slanted(quarters: float) -> bool:
    """Tell words that run neither across nor along the page, such as those of a watermark."""
    return abs(quarters - round(quarters)) > _SLANT


def _char(textpage: pdfium.PdfTextPage, at: int) -> str:
    """Return a character; signs of fonts such as Wingdings, which are bullets, as a bullet."""
    code = raw.FPDFText_GetUnicode(textpage, at)
    if code in _SIGNS:
        return "•"
    if code in CHARACTERS:
        return CHARACTERS[code]
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffe"


def _drawn(page: pdfium.PdfPage, frame: _Frame) -> tuple[list[Rule], list[Box]]:
    """Return the ruling lines of a page, and its boxes of colour."""
    rules: list[Rule] = []
    fills: list[Box] = []
    paths = []
    for number, (path, matrix) in enumerate(_paths(page, _UNMOVED, 0)):
        if number >= _MOST_PATHS:
            return rules, fills
        paths.append((path, matrix))
    for path, matrix in paths:
        filled, stroked = _drawing(path)
        coloured = filled and _is_coloured(path)
        for points in _outlines(path, matrix):
            seen = [frame.seen(x, y) for x, y in points]
            rules += _rules_of(seen, stroked)
            if coloured and (box := _box_of(seen)):
                fills.append(box)
    return rules, fills


def _paths(parent: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    """Yield the paths of a page, also those in forms on it, with the matrix that places each."""
    form = depth > 0
    count = raw.FPDFFormObj_CountObjects(parent) if form else raw.FPDFPage_CountObjects(parent)
    for at in range(max(0, count)):
        found = raw.FPDFFormObj_GetObject(parent, at) if form else raw.FPDFPage_GetObject(parent, at)
        kind = raw.FPDFPageObj_GetType(found) if found else None
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield found, _times(_matrix_of(found), matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _FORM_DEPTH:
            yield from _paths(found, _times(_matrix_of(found), matrix), depth + 1)


def _matrix_of(found: Any) -> Matrix:
    held = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(found, held):
        return _UNMOVED
    return held.a, held.b, held.c, held.d, held.e, held.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _outlines(path: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of each outline of a path without curves, in the page's coordinates."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for at in range(max(0, min(raw.FPDFPath_CountSegments(path), _MOST_PATHS))):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _drawing(path: Any) -> tuple[bool, bool]:
    """Tell whether a path is filled, and whether its outline is drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    drawn = bool(raw.FPDFPath_GetDrawMode(path, fill, stroke))
    return drawn and bool(fill.value), drawn and bool(stroke.value)


def _is_coloured(path: Any) -> bool:
    """Tell whether a path is filled with a colour that is seen on white paper."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
        return False
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE


def _box_of(points: list[tuple[float, float]]) -> Box | None:
    """Return the box that an outline is, or None where it is none, or thin."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    if len(set(points)) != 4 or min(box[2] - box[0], box[3] - box[1]) <= _LEAST_BOX:
        return None
    square = all(
        min(abs(x - box[0]), abs(x - box[2])) <= _STRAIGHT
        and min(abs(y - box[1]), abs(y - box[3])) <= _STRAIGHT
        for x, y in points
    )
    return box if square else None


def _rules_of(points: list[tuple[float, float]], stroked: bool) -> Iterator[Rule]:
    """Yield the ruling lines of an outline: a thin box is one, and so is each straight side that is drawn."""
    x0, x1 = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    if min(x1 - x0, bottom - top) <= _THIN:
        yield from _rule(x0, top, x1, bottom)
    elif stroked:
        for (a, b), (c, d) in zip(points, points[1:], strict=False):
            if min(abs(a - c), abs(b - d)) <= _STRAIGHT:
                yield from _rule(min(a, c), min(b, d), max(a, c), max(b, d))


def _rule(x0: float, top: float, x1: float, bottom: float) -> Iterator[Rule]:
    if max(x1 - x0, bottom - top) < _SHORTEST:
        return
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        yield Rule(x0, middle, x1, middle)
    else:
        middle = (x0 + x1) / 2
        yield Rule(middle, top, middle, bottom)
