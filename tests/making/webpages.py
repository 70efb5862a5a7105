"""Web pages written by hand, and the blocks read from them in short."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from zhijiao.extract.formats.readers import read
from zhijiao.extract.formats.source import Source
from zhijiao.extract.reading.blocks import Document, Heading, Paragraph, Table

#: Sentences of an invented report.
TEXT: Final = "学校坚持立德树人的根本任务，围绕地方产业办好每一个专业，服务每一名学生的成长。"
MORE: Final = "学校与本地二十家企业合作，共同制订培养方案，共同建设实训基地，共同评价学生。"
LAST: Final = "学校将继续深化改革，补齐短板，努力建成区域内有影响的中等职业学校。"


def page(body: str | bytes, head: str = "", suffix: str = ".html") -> Document:
    """Read a page: its whole bytes, or the content of its body and head."""
    data = (
        body if isinstance(body, bytes) else f"<html><head>{head}</head><body>{body}</body></html>".encode()
    )
    return read(Source(Path(f"report{suffix}"), data))


def rows(table: Table) -> list[list[str]]:
    """Return the words of a table's cells."""
    return [[cell.text for cell in row] for row in table.rows]


def shown(document: Document) -> list[object]:
    """Return the blocks in short: "# words" for a heading, words for a paragraph, rows for a table."""
    found: list[object] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            found.append(f"# {block.passage.text}")
        elif isinstance(block, Paragraph):
            found.append(block.passage.text)
        else:
            found.append(rows(block))
    return found


def only_table(document: Document) -> Table:
    """Return the one table of a document."""
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return table
