"""A page of a PDF by pdfium: its glyphs and ruling lines, set upright as a reader sees them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from ...reading.radicals import CHARACTERS
from .model import Glyph, PageContent, Rule

_MOST_GLYPHS: Final = 40_000  # a page of print has some 2,000
_MOST_PATHS: Final = 20_000  # a drawing, no table
_THIN: Final = 3.0  #: points; a filled box that is thinner is a line
_SHORTEST: Final = 4.0  #: points; a line that is shorter is an ornament
_STRAIGHT: Final = 0.7  #: points by which a line may stray and still be level or upright
_DROPPED: Final = frozenset("\r\n\ufffe\uffff\x00\x02\xad\u200b\ufeff")
_SLANT: Final = 0.1  #: quarters of a turn
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
    """Return the glyphs and ruling lines of a page."""
    left, bottom, right, top = page.get_bbox()
    frame = _Frame(left, bottom, right, top, page.get_rotation() // 90 % 4)
    width, height = frame.size
    glyphs = tuple(_glyphs(page, frame))
    return PageContent(number, width, height, glyphs, tuple(_rules(page, frame)))


def picture_share(page: pdfium.PdfPage) -> float:
    """Return how much of a page its largest picture covers, from 0 to 1."""
    left, bottom, right, top = page.get_bbox()
    whole = max(1.0, (right - left) * (top - bottom))
    shares = [0.0]
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_FORM_DEPTH):
        x0, y0, x1, y1 = found.get_bounds()
        wide = min(x1, right) - max(x0, left)
        high = min(y1, top) - max(y0, bottom)
        shares.append(max(0.0, wide) * max(0.0, high) / whole)
    return min(1.0, max(shares))


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
            if _is_slanted(raw.FPDFText_GetCharAngle(textpage, at)):
                continue
            # The loose box is as high as the line and as wide as the character with the space around it.
            if raw.FPDFText_GetLooseCharBox(textpage, at, loose) and loose.top > loose.bottom:
                box = frame.box(loose.left, loose.bottom, loose.right, loose.top)
            elif raw.FPDFText_GetCharBox(textpage, at, left, right, bottom, top):
                box = frame.box(left.value, bottom.value, right.value, top.value)
            else:
                continue
            if box[2] > 0 and box[3] > 0 and box[0] < width and box[1] < height:
                yield Glyph(text, *box)
    finally:
        textpage.close()


def _is_slanted(angle: float) -> bool:
    """Tell words that run neither across nor along the page, such as those of a watermark."""
    quarters = angle / (math.pi / 2)
    return abs(quarters - round(quarters)) > _SLANT


def _char(textpage: pdfium.PdfTextPage, at: int) -> str:
    """Return a character; signs of fonts such as Wingdings, which are bullets, as a bullet."""
    code = raw.FPDFText_GetUnicode(textpage, at)
    if code in _SIGNS:
        return "•"
    if code in CHARACTERS:
        return CHARACTERS[code]
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffe"


def _rules(page: pdfium.PdfPage, frame: _Frame) -> Iterator[Rule]:
    paths = []
    for number, (path, matrix) in enumerate(_paths(page, _UNMOVED, 0)):
        if number >= _MOST_PATHS:
            return
        paths.append((path, matrix))
    for path, matrix in paths:
        for points in _outlines(path, matrix):
            seen = [frame.seen(x, y) for x, y in points]
            yield from _rules_of(seen, _is_stroked(path))


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


def _is_stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(path, fill, stroke)) and bool(stroke.value)


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
