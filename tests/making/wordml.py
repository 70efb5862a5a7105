"""Word files written by hand, element by element, for what a library that writes such files never makes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from docx.document import Document as WordFile

from zhijiao.extract.formats.source import Source

#: Declarations of the namespaces that parts may use.
NAMES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a package of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def source(body: str, styles: str = "", numbering: str = "") -> Source:
    """Return a Word file with this body, these styles and numberings."""
    parts: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    }
    if styles:
        parts["word/styles.xml"] = f"<w:styles {NAMES}>{styles}</w:styles>"
    if numbering:
        parts["word/numbering.xml"] = f"<w:numbering {NAMES}>{numbering}</w:numbering>"
    return Source(Path("report.docx"), packed(parts))


def saved(made: WordFile) -> Source:
    """Return a file made by python-docx, as it is read."""
    data = io.BytesIO()
    made.save(data)
    return Source(Path("report.docx"), data.getvalue())


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    """Return a paragraph of runs, or of plain text."""
    ppr = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{ppr}{inner if inner.startswith('<') or not inner else run(inner)}</w:p>"
