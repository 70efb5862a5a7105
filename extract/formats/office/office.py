"""Old Word files, RTF, ODT and presentations: converted by LibreOffice, then read as what they became."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from ...reading.blocks import Document
from ..kinds import NAMES, Kind, kind_of
from ..source import Source
from ..text import read_text
from ..word.docx import read_docx
from .convert import convert

#: What LibreOffice reads as text documents and as presentations, with the endings it knows them by.
_WRITTEN: Final[Mapping[Kind, str]] = MappingProxyType({"doc": ".doc", "odt": ".odt", "rtf": ".rtf"})
_SHOWN: Final[Mapping[Kind, str]] = MappingProxyType({"pptx": ".pptx", "ppt": ".ppt", "odp": ".odp"})
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML: Final = b"<?xml"


def read_office(source: Source) -> Document:
    """Return the document in a file that LibreOffice reads.

    Text documents become Word files, which keep headings, numbering and cells; presentations become PDF,
    which keeps the order and the pages of the slides. Raises ReportError where LibreOffice is missing, and
    for a file that is broken, locked or too large.
    """
    kind = kind_of(source.data, source.path.suffix)
    if kind in _SHOWN:
        from ..pages.pdf import read_pdf

        return read_pdf(replace(source, data=convert(source, _SHOWN[kind], ".pdf", "impress_pdf_Export")))
    if kind == "doc" and not source.data.startswith((_COMPOUND, _XML)):
        source.warnings.append(f"扩展名是 {source.path.suffix}，内容是{NAMES['text']}，按{NAMES['text']}读")
        return read_text(source)
    return read_docx(replace(source, data=convert(source, _WRITTEN[kind], ".docx", "MS Word 2007 XML")))
