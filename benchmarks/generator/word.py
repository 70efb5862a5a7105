"""Generated reports as Word files: the template of python-docx with a body written straight into it.

Building thousands of tables cell by cell takes python-docx minutes; the markup of a body is plain (ECMA-376,
part 1, chapter 17). The same blocks give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Final

import docx

from .draft import Block, Listing, Paragraph, Sheet
from .layout import Layout
from .marked import numbered, rows, words

_BODY: Final = "word/document.xml"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_SPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def write_docx(layout: Layout, blocks: Sequence[Block], path: Path) -> None:
    """Write the report as a Word file with styled headings."""
    body = "".join(_body(layout, blocks))
    content = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{_SPACE}">'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as packed:
        for name, held in _template():
            data = content.encode() if name == _BODY else held
            packed.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)


@cache
def _template() -> tuple[tuple[str, bytes], ...]:
    empty = io.BytesIO()
    docx.Document().save(empty)
    with zipfile.ZipFile(empty) as packed:
        return tuple((name, packed.read(name)) for name in packed.namelist())


def _body(layout: Layout, blocks: Sequence[Block]) -> list[str]:
    title = blocks[0]
    out = [_line(words(title.parts), "Title")] if isinstance(title, Paragraph) else []
    for block in numbered(layout, blocks[1:]):
        if isinstance(block, tuple):
            out.append(_line(block[1], f"Heading{block[0]}"))
        elif isinstance(block, Paragraph):
            out.append(_line(words(block.parts)))
        elif isinstance(block, Listing):
            out += (_line(layout.item(at) + words(item)) for at, item in enumerate(block.items, 1))
        elif isinstance(block, Sheet):
            out.append((_line(block.caption) if block.caption else "") + _table(rows(block)))
    return out


def _line(text: str, style: str = "") -> str:
    told = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{told}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _table(lines: Sequence[Sequence[str]]) -> str:
    width = max(map(len, lines))
    grid = "<w:gridCol/>" * width
    body = "".join(
        "<w:tr>"
        + "".join(f"<w:tc>{_line(cell)}</w:tc>" for cell in (*line, *[""] * (width - len(line))))
        + "</w:tr>"
        for line in lines
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl><w:p/>"
