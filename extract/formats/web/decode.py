"""Bytes of a web page to text: its byte order mark, what it says of its encoding, and what it really is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ...errors import ReportError
from ...reading.decode import decode

_META: Final = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.I
)
_META_REACH: Final = 4096  #: bytes; HTML wants it within 1024, many systems of schools put scripts before it
_BOMS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
#: Python's names of the encodings that Chinese pages say they have; GB18030 holds all of GBK and GB2312.
_ENCODINGS: Final[Mapping[str, str]] = MappingProxyType(
    dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "ms936", "gb18030"), "gb18030")
    | dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5"), "big5hkscs")
    | {"hz-gb-2312": "hz"}
)
_MOST_DAMAGED: Final = 0.01  #: share of characters that may be lost where a page is cut or mixes encodings


def page_text(data: bytes, path: Path | str, warnings: list[str], declared: str = "") -> str:
    """Return the text of a web page; `declared` is an encoding said outside it, `path` is named in errors.

    A byte order mark is believed first. Text that is valid UTF-8 is UTF-8 whatever is declared: no text in
    another Chinese encoding is valid by chance, while many pages were converted without their declaration.
    Then holds what is declared, then the rules for plain text. A page with few bytes that fit in no encoding
    is read without them, which `warnings` is told. Raises ReportError where it is no text.
    """
    if data.startswith(_BOMS):
        return decode(data, path).replace("\x00", "")
    encodings = ["utf-8"]
    if said := _ENCODINGS.get((declared or _said(data)).lower()):
        encodings.append(said)
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text[:_META_REACH]:
            return _even(text)
    try:
        return decode(data, path).replace("\x00", "")
    except ReportError:
        for encoding in reversed(encodings):
            text = data.decode(encoding, errors="replace")
            lost = text.count("\ufffd")
            if 0 < lost <= len(text) * _MOST_DAMAGED:
                warnings.append(f"有 {lost} 处字节不合编码，读作缺字")
                return _even(text)
        raise


def _said(data: bytes) -> str:
    found = _META.search(data[:_META_REACH])
    return found[1].decode("ascii", "replace") if found else ""


def _even(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
