"""Word files (.docx): headings by style and numbering, paragraphs, tables, text boxes."""

from __future__ import annotations

from ...errors import ReportError
from ...reading.blocks import Document
from ...reading.layout import read_pieces
from ...reading.pieces import Piece
from ..source import Source
from .body import BodyReader
from .fields import Fields, whole_fields
from .markup import Element, W
from .numbering import Numbering
from .package import read_parts
from .pages import Pages, without_pages
from .paragraphs import ParagraphReader
from .styles import Styles
from .tabs import with_tabs_of_columns


def read_docx(source: Source) -> Document:
    """Return the document that a Word file holds.

    What the page shows is read: text as changed by corrections, numbers of automatic numbering, results of
    fields, text boxes behind the paragraph that they hang on. Contents, heads and feet of pages, notes,
    comments, hidden text and pictures are left out. Raises ReportError for a file that is broken, harmful,
    too large, or without words.
    """
    return read_pieces(docx_pieces(source), source.warnings)


def docx_pieces(source: Source) -> list[Piece]:
    """Return the pieces of a Word file in order. Raises ReportError as `read_docx` does."""
    parts = read_parts(source)
    body = parts.document.find(f"{W}body")
    if body is None:
        raise ReportError(
            source.path, "里面没有正文，不是 Word 文件", "请用 Word 或 WPS 打开，另存为 .docx 再读"
        )
    styles = Styles(parts.styles)
    pages = Pages.of(body)
    fields = Fields(whole_fields(body))
    paragraphs = ParagraphReader(styles, Numbering(parts.numbering, styles), pages, fields)
    pieces = BodyReader.of(source, paragraphs).read(body)
    if not pieces:
        raise _empty(source, body)
    return with_tabs_of_columns(pieces if pages.known else without_pages(pieces))


def _empty(source: Source, body: Element) -> ReportError:
    if any(next(body.iter(W + name), None) is not None for name in ("drawing", "pict", "object")):
        return ReportError(source.path, "里面只有图片，没有文字", "请另存为 PDF，用文字识别（OCR）来读")
    return ReportError(source.path, "里面没有文字", "请换成有正文的报告文件")
