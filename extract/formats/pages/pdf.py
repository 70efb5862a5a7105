"""PDF: text and ruling lines of each page by pdfium; pages that are pictures are read by OCR, where there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from ...errors import ReportError
from ...reading.blocks import Document
from ...reading.layout import read_pieces
from ..source import MEGABYTE, Source
from .model import PageContent
from .paged import PageParts, parts_of, pieces_of
from .pdf_page import curves, page_content, picture_share

_END_REACH: Final = 2048  #: bytes at the end of a file in which its end mark stands
_FEW: Final = 40  #: characters; a page with fewer and a picture over half of it is a scan
_PICTURE: Final = 0.5
_CURVES: Final = 3_000  #: strokes of some hundred characters that were turned into drawings
_MOSTLY: Final = 0.5  #: share of what OCR reads that the text layer must hold to be read instead
_GARBLED: Final = 0.3  #: share of characters without a meaning in a text layer that is of no use
_ODD: Final = frozenset("\ufffd•")  #: what characters are read as that their font does not name
_NAMED: Final = 8  #: pages named one by one in a warning


def read_pdf(source: Source) -> Document:
    """Return the document that a PDF holds, its pages known.

    Raises ReportError where it is locked, broken, has too many pages or too much text, or holds pictures of
    pages only and OCR is not installed.
    """
    pdf = _open(source)
    try:
        if len(pdf) > source.limits.pages:
            raise ReportError(
                source.path,
                f"有 {len(pdf)} 页，超过上限 {source.limits.pages} 页",
                "请检查是不是报告；确实要读就用 --max-pages 放宽",
            )
        if b"%%EOF" not in source.data[-_END_REACH:]:
            source.warnings.append("文件不完整（缺少结尾），可能少了内容，请重新下载")
        pages, scans = _pages(source, pdf)
        if scans:
            pages = _with_scans(source, pdf, pages, scans)
    finally:
        pdf.close()
    pieces = pieces_of(pages)
    if not pieces:
        raise ReportError(source.path, "PDF 里没有文字", "请换成有正文的报告文件")
    return read_pieces(pieces, source.warnings)


def _open(source: Source) -> pdfium.PdfDocument:
    try:
        pdf = pdfium.PdfDocument(source.data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ReportError(source.path, "设了打开密码", "请去掉密码另存一份再读") from error
        raise ReportError(source.path, "PDF 损坏或不完整，打不开", "请重新下载或另存一份") from error
    if not len(pdf):
        pdf.close()
        raise ReportError(source.path, "PDF 里一页也没有", "请重新下载或另存一份")
    return pdf


def _pages(source: Source, pdf: pdfium.PdfDocument) -> tuple[list[PageParts], dict[int, PageContent | None]]:
    """Return the parts of the pages with text, and the numbers (from 0) of pages that are pictures.

    With these comes what their text layer says, None where that is of no use.
    """
    parts: list[PageParts] = []
    scans: dict[int, PageContent | None] = {}
    broken: list[int] = []
    characters = 0
    for at in range(len(pdf)):
        try:
            page = pdf[at]
        except pdfium.PdfiumError:
            broken.append(at)
            continue
        try:
            content = page_content(page, at + 1)
            if _is_garbled(content):
                scans[at] = None
                continue
            if _is_scan(content, page):
                scans[at] = content
                continue
        finally:
            page.close()
        characters += len(content.glyphs)
        _bound(source, characters)
        parts.append(parts_of(content))
    if broken:
        source.warnings.append(f"{_named(broken)}打不开，没有读；请重新下载或另存一份")
    return parts, scans


def _bound(source: Source, characters: int) -> None:
    if characters > source.limits.text_megabytes * MEGABYTE / 3:  # a Chinese character takes three bytes
        raise ReportError(
            source.path,
            f"文字超过上限 {source.limits.text_megabytes} MB",
            "一份报告的文字通常不到 1 MB，请检查是不是报告；确实要读就用 --max-text-mb 放宽",
        )


def _is_garbled(content: PageContent) -> bool:
    """Tell a page whose text layer says nothing."""
    odd = sum(1 for glyph in content.glyphs if glyph.text in _ODD or "\ue000" <= glyph.text <= "\uf8ff")
    return len(content.glyphs) >= _FEW and odd > _GARBLED * len(content.glyphs)


def _is_scan(content: PageContent, page: pdfium.PdfPage) -> bool:
    """Tell a page whose words are in a picture, or drawn as curves."""
    if len(content.glyphs) >= _FEW:
        return False
    return picture_share(page) >= _PICTURE or curves(page, _CURVES) >= _CURVES


def _with_scans(
    source: Source,
    pdf: pdfium.PdfDocument,
    pages: list[PageParts],
    scans: Mapping[int, PageContent | None],
) -> list[PageParts]:
    """Return all pages in order, those that are pictures read by OCR; without OCR they are told of.

    A title page may be a picture with words of its own above: its text layer is read where it says as much.
    """
    from . import ocr

    if not ocr.available():
        if not pages:
            raise ReportError(source.path, "是扫描件，没有文字层", ocr.ADVICE)
        source.warnings.append(f"{_named(list(scans))}是扫描图片，没有读；{ocr.ADVICE}")
        read = [parts_of(content) for content in scans.values() if content is not None]
    else:
        found = zip(scans.values(), ocr.read_pages(source, pdf, list(scans)), strict=True)
        read = [parts_of(_fuller(content, seen)) for content, seen in found]
    return sorted([*pages, *read], key=lambda page: page.number)


def _fuller(content: PageContent | None, seen: PageContent) -> PageContent:
    """Return what the text layer of a page says, or what OCR has `seen` where that is much more."""
    if content is not None and len(content.glyphs) > _MOSTLY * len(seen.glyphs):
        return content
    return seen


def _named(pages: Sequence[int]) -> str:
    """Return the numbers of pages in words; `pages` count from 0."""
    shown = "、".join(str(at + 1) for at in pages[:_NAMED])
    return f"第 {shown} 页" if len(pages) <= _NAMED else f"第 {shown} 等 {len(pages)} 页"
