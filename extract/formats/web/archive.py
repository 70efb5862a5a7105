"""Web pages saved with all their parts into one file (MHTML, Word's single-file web page)."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import Message
from typing import Final

from ...errors import ReportError
from ...reading.blocks import Document
from ..source import MEGABYTE, Source
from .decode import page_text
from .html import read_page

_AGAIN: Final = "请在浏览器里重新另存为网页（单个文件），或另存为 HTML"
_FRAMESET: Final = b"<frameset"


def read_mhtml(source: Source) -> Document:
    """Return the document of the page that an archive holds: its first part that is HTML and no frame.

    Raises ReportError where there is none, the archive is broken, or the page is larger than a text may be.
    """
    try:
        message: Message = message_from_bytes(source.data, policy=policy.compat32)
        pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
        bodies = [(_body(part), part.get_content_charset("")) for part in pages]
    except (ValueError, LookupError, RecursionError, AssertionError) as error:
        raise ReportError(source.path, "网页存档已损坏", _AGAIN) from error
    filled = [(body, charset) for body, charset in bodies if body.strip()]
    if not filled:
        raise ReportError(source.path, "网页存档里没有网页", _AGAIN)
    body, charset = next((page for page in filled if _FRAMESET not in page[0].lower()), filled[0])
    if len(body) > source.limits.text_megabytes * MEGABYTE:
        raise ReportError(
            source.path,
            f"里面的网页有 {len(body) / MEGABYTE:.0f} MB，超过文本的上限 {source.limits.text_megabytes} MB",
            "请检查是不是报告；确实要读就用 --max-text-mb 放宽",
        )
    return read_page(page_text(body, source.path, source.warnings, charset), source)


_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})


def _body(part: Message) -> bytes:
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""
