"""OCR: pages that are pictures, read by RapidOCR; an extra, and used for such pages only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from ...errors import ReportError
from ..source import Source
from .model import Glyph, PageContent

if TYPE_CHECKING:
    import numpy as np
    import pypdfium2 as pdfium

    Picture = np.ndarray[Any, np.dtype[np.uint8]]

#: What users do who lack OCR.
ADVICE: Final = '请安装 OCR（pip install "zhijiao[ocr]"，源码目录里是 make ocr）后再读，或换成有文字层的文件'
DOTS: Final = 200  #: to the inch; small print is still read, and a page takes some seconds
_LONGEST_SIDE: Final = 1600  #: points of a picture in which lines are looked for; more find no more of them
_POINTS: Final = 72
_LEAST_SCORE: Final = 0.5
_NARROW: Final = 0.55  #: width of a Latin letter or figure to that of a Chinese character
_TALL: Final = 1.5  #: how much higher than wide a box of words is on a page that lies on its side
_LEAST_TILT: Final = 0.002  #: radians; less is no tilt
_MOST_TILT: Final = 0.15


def available() -> bool:
    """Tell whether OCR is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read_pages(source: Source, pdf: pdfium.PdfDocument, pages: Sequence[int]) -> Iterator[PageContent]:
    """Yield what stands on the `pages` of a PDF (counted from 0), one after the other."""
    engine = _engine()
    source.progress(0, len(pages))
    for done, at in enumerate(pages, 1):
        page = pdf[at]
        try:
            picture = page.render(scale=DOTS / _POINTS, grayscale=False, rev_byteorder=True).to_numpy()
            yield _content(engine, picture[:, :, :3], at + 1, DOTS)
        finally:
            page.close()
        source.progress(done, len(pages))


def read_pictures(source: Source, pictures: Iterator[Picture], total: int) -> Iterator[PageContent]:
    """Yield what stands on `total` pictures of pages (rows, columns, RGB), taken to be as wide as A4 paper.

    Raises ReportError where OCR is not installed.
    """
    if not available():
        raise ReportError(source.path, "是图片", ADVICE)
    engine = _engine()
    source.progress(0, total)
    for number, picture in enumerate(pictures, 1):
        yield _content(engine, picture, number, max(1.0, picture.shape[1] / 8.27))
        source.progress(number, total)


def _engine() -> Any:
    import logging

    from rapidocr import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.text_score": _LEAST_SCORE,
            "Global.max_side_len": _LONGEST_SIDE,
        }
    )


def _content(engine: Any, picture: Picture, number: int, dots: float) -> PageContent:
    """Read one picture; `dots` to the inch."""
    import numpy as np

    from .raster_rules import rules_in

    found = engine(np.ascontiguousarray(picture))
    if _lies_on_its_side(found):
        turned = [np.ascontiguousarray(np.rot90(picture, turns)) for turns in (1, 3)]
        read = [engine(one) for one in turned]
        best = int(_score(read[1]) > _score(read[0]))
        found, picture = read[best], turned[best]
    scale = _POINTS / dots
    height, width = picture.shape[:2]
    tilt = _tilt(found)
    glyphs = tuple(_glyphs(found, tilt, (width / 2, height / 2), scale))
    return PageContent(
        number, width * scale, height * scale, glyphs, rules_in(picture, tilt, scale), rough=True
    )


def _lies_on_its_side(found: Any) -> bool:
    """Tell a page whose lines run upwards or downwards: most boxes of words are higher than wide."""
    if found.boxes is None or len(found.boxes) < 3:
        return False
    tall = 0
    for box, words in zip(found.boxes, found.txts, strict=True):
        wide = abs(box[1][0] - box[0][0])
        high = abs(box[3][1] - box[0][1])
        tall += len(words) > 1 and high > _TALL * wide
    return bool(tall * 2 > len(found.boxes))


def _score(found: Any) -> float:
    """Return how well a picture was read: the sum of the lines' scores, each by its length."""
    if found.boxes is None:
        return 0.0
    return float(sum(score * len(words) for words, score in zip(found.txts, found.scores, strict=True)))


def _tilt(found: Any) -> float:
    """Return by how much the lines fall to the right, in radians; 0 where the page lies straight."""
    import math
    from statistics import median

    if found.boxes is None:
        return 0.0
    slopes = [
        math.atan2(box[1][1] - box[0][1], box[1][0] - box[0][0])
        for box, words in zip(found.boxes, found.txts, strict=True)
        if len(words) >= 8
    ]
    tilt = float(median(slopes)) if slopes else 0.0
    return tilt if _LEAST_TILT < abs(tilt) < _MOST_TILT else 0.0


def _glyphs(found: Any, tilt: float, centre: tuple[float, float], scale: float) -> Iterator[Glyph]:
    """Yield the characters of the lines read, set side by side over the width of their line's box."""
    import math

    if found.boxes is None:
        return
    sine, cosine = math.sin(-tilt), math.cos(-tilt)
    for box, words in zip(found.boxes, found.txts, strict=True):
        points = [(float(x) - centre[0], float(y) - centre[1]) for x, y in box]
        straight = [(x * cosine - y * sine, x * sine + y * cosine) for x, y in points]
        xs = [(x + centre[0]) * scale for x, _ in straight]
        ys = [(y + centre[1]) * scale for _, y in straight]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        widths = [_NARROW if char.isascii() else 1.0 for char in words]
        step = (right - left) / max(0.1, sum(widths))
        x = left
        for char, width in zip(words, widths, strict=True):
            if not char.isspace():
                yield Glyph(char, x, top, x + width * step, bottom)
            x += width * step
