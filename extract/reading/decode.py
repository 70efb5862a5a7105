"""Bytes of a text file to text: encodings that Chinese reports come in, and what is no text at all."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Final

from ..errors import ReportError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 65_536


def decode(data: bytes, path: Path | str) -> str:
    """Return the text of `data`; `path` is named in errors.

    UTF-8 and UTF-16 with or without a byte order mark and GB18030 (which holds GBK and GB2312) are
    recognised; line ends become "\\n". Raises ReportError for an empty file, a binary one, and one whose
    encoding is none of these.
    """
    if not data.strip():
        raise ReportError(path, "文件是空的", "请换成有正文的报告文件")
    text = _decode_marked(data, path) or _decode_unmarked(data, path)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ReportError(path, "文件里没有文字", "请换成有正文的报告文件")
    return text


def _decode_marked(data: bytes, path: Path | str) -> str | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding).removeprefix("\ufeff")
            except UnicodeDecodeError as error:
                raise ReportError(
                    path, f"按 {encoding} 读到第 {error.start} 字节处出错", "请用文本编辑器另存为 UTF-8"
                ) from None
    return None


def _decode_unmarked(data: bytes, path: Path | str) -> str:
    if b"\x00" in data[:_SAMPLE]:
        if encoding := _utf16_without_mark(data):
            text = data.decode(encoding, errors="replace")
            if _printable(text):
                return text
        raise _binary(path)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _printable(text):
            return text
        break
    raise _binary(path)


def _utf16_without_mark(data: bytes) -> str | None:
    """Tell UTF-16 by where the zero bytes of its line feeds, digits and spaces stand.

    A few characters (一 is 4E00) have their zero byte on the other side.
    """
    sample = data[:_SAMPLE]
    zeros_odd = sample[1::2].count(0)
    zeros_even = sample[0::2].count(0)
    for encoding, zeros, others in (
        ("utf-16-le", zeros_odd, zeros_even),
        ("utf-16-be", zeros_even, zeros_odd),
    ):
        if zeros > others * 8:
            return encoding
    return None


def _printable(text: str) -> bool:
    """Hold text against noise: few control characters, and few from the private use area."""
    sample = text[:_SAMPLE]
    odd = sum(
        1
        for char in sample
        if (char < " " and char not in "\n\r\t\f\v") or "\ue000" <= char <= "\uf8ff" or char == "\ufffd"
    )
    return odd <= len(sample) // 50


def _binary(path: Path | str) -> ReportError:
    return ReportError(
        path, "不是文本文件，或编码无法识别", "请检查文件；文本要用 UTF-8、UTF-16 或 GB18030 编码"
    )
