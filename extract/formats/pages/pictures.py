"""Pictures of pages (PNG, JPEG, TIFF with several pages, BMP), read by OCR."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from PIL import Image, ImageSequence, UnidentifiedImageError

from ...errors import ReportError
from ...reading.blocks import Document
from ...reading.layout import read_pieces
from ..source import Source
from .ocr import read_pictures
from .paged import parts_of, pieces_of

if TYPE_CHECKING:
    import numpy as np

_MOST_PIXELS: Final = 60_000_000  #: an A3 page at 400 dots to the inch has 31 million


def read_image(source: Source) -> Document:
    """Return the document that pictures of pages hold.

    Raises ReportError where a picture is broken, too large, or holds no words, or OCR is not installed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(source.data))
            total = getattr(image, "n_frames", 1)
            _bound(source, image, total)
            pages = [parts_of(one) for one in read_pictures(source, _frames(image), total)]
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(source) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ReportError(source.path, "图片损坏或不完整，打不开", "请重新下载或另存一份") from error
    pieces = pieces_of(pages)
    if not pieces:
        raise ReportError(source.path, "图片里没有认出文字", "请检查是不是报告，或换成更清楚的扫描")
    return read_pieces(pieces, source.warnings)


def _bound(source: Source, image: Image.Image, total: int) -> None:
    if image.width * image.height > _MOST_PIXELS:
        raise _too_large(source)
    if total > source.limits.pages:
        raise ReportError(
            source.path,
            f"有 {total} 页，超过上限 {source.limits.pages} 页",
            "请检查是不是报告；确实要读就用 --max-pages 放宽",
        )


def _too_large(source: Source) -> ReportError:
    millions = _MOST_PIXELS // 1_000_000
    return ReportError(source.path, f"图片太大（超过 {millions} 百万像素）", "请缩小后再读")


def _frames(image: Image.Image) -> Iterator[np.ndarray[Any, np.dtype[np.uint8]]]:
    import numpy as np

    for frame in ImageSequence.Iterator(image):
        yield np.asarray(frame.convert("RGB"))
