"""Kinds of files: told by what a file holds; its name only decides what the content leaves open."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

Kind = Literal[
    "text",
    "html",
    "mhtml",
    "pdf",
    "docx",
    "odt",
    "rtf",
    "doc",
    "pptx",
    "ppt",
    "odp",
    "image",
    "sheet",
    "locked",
]

#: Which kind the ending of a file's name promises. Those of `IN_FOLDERS` are looked for in folders.
SUFFIXES: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        ".txt": "text",
        ".text": "text",
        ".md": "text",
        ".markdown": "text",
        ".html": "html",
        ".htm": "html",
        ".xhtml": "html",
        ".mht": "mhtml",
        ".mhtml": "mhtml",
        ".pdf": "pdf",
        ".docx": "docx",
        ".doc": "doc",
        ".wps": "doc",
        ".rtf": "rtf",
        ".odt": "odt",
        ".pptx": "pptx",
        ".ppt": "ppt",
        ".odp": "odp",
        ".png": "image",
        ".jpg": "image",
        ".jpeg": "image",
        ".tif": "image",
        ".tiff": "image",
        ".bmp": "image",
    }
)
#: Pictures lie about in many folders and are seldom reports: they are read where they are named.
IN_FOLDERS: Final = frozenset(suffix for suffix, kind in SUFFIXES.items() if kind != "image")
#: What users call each kind.
NAMES: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        "text": "文本",
        "html": "网页",
        "mhtml": "网页存档",
        "pdf": "PDF",
        "docx": "Word（.docx）",
        "odt": "ODT",
        "rtf": "RTF",
        "doc": "旧版 Word（.doc）",
        "pptx": "演示文稿（.pptx）",
        "ppt": "旧版演示文稿（.ppt）",
        "odp": "演示文稿（.odp）",
        "image": "图片",
        "sheet": "电子表格",
        "locked": "加了密码的 Office 文件",
    }
)
_PDF: Final = re.compile(rb"%PDF-\d")
_PDF_REACH: Final = 1024  # readers of PDF look for the mark so far in
_IMAGES: Final = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Names of streams, as the directory of a compound file (MS-CFB) writes them.
_STREAMS: Final[tuple[tuple[str, Kind], ...]] = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "sheet"),
)
_PACKED: Final[tuple[tuple[str, Kind], ...]] = (
    ("word/document.xml", "docx"),
    ("ppt/presentation.xml", "pptx"),
    ("xl/workbook.xml", "sheet"),
)
_MIMETYPES: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "application/vnd.oasis.opendocument.text": "odt",
        "application/vnd.oasis.opendocument.presentation": "odp",
        "application/vnd.oasis.opendocument.spreadsheet": "sheet",
    }
)
_HTML: Final = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<table[\s>]", re.IGNORECASE)
_HTML_REACH: Final = 2048
_MHTML: Final = re.compile(rb"content-type:\s*multipart/related", re.IGNORECASE)


def promised(suffix: str) -> Kind | None:
    """Return the kind that the ending of a file's name promises (".docx"), or None where it is not known."""
    return SUFFIXES.get(suffix.lower())


def kind_of(data: bytes, suffix: str) -> Kind:
    """Return what kind of file `data` is; where the content leaves it open, as `suffix` promises, or text."""
    if _PDF.search(data[:_PDF_REACH]):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data) or promised(suffix) or "text"
    if data.startswith(_OLE):
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "doc")
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_IMAGES) and not (data.startswith(b"BM") and promised(suffix) != "image"):
        return "image"
    return _of_text(data, suffix)


def _packed(data: bytes) -> Kind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                return _MIMETYPES.get(archive.read("mimetype").decode("ascii", "replace").strip())
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return None
    return next((kind for name, kind in _PACKED if name in names), None)


def _of_text(data: bytes, suffix: str) -> Kind:
    """Tell web pages from other text: by a page's first tags, also where a page bears another ending."""
    head = data[:_HTML_REACH].replace(b"\x00", b"")
    if _MHTML.search(head) and b"mime-version" in head.lower():
        return "mhtml"
    said = promised(suffix)
    if said == "html" or (_HTML.search(head) and said != "text"):
        return "html"
    first = head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if first.startswith(b"<") and _HTML.search(head):
        return "html"
    return "text" if said is None else said
