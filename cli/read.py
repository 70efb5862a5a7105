"""`zhijiao read`: what of a report's layout was understood, block by block."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import limits
from .errors import foreseen
from .group import one_of

if TYPE_CHECKING:
    from ..extract.reading.blocks import Block, Document, Table

#: Marks the words of a merged cell where they stand again.
_AGAIN = "〃"


def read(
    report: Annotated[Path, typer.Argument(metavar="报告", help="一份报告")],
    form: Annotated[
        str,
        typer.Option("--format", metavar="text|json", callback=one_of("text", "json"), help="结果的形式"),
    ] = "text",
    max_mb: limits.MaxMb = limits.MB,
    max_text_mb: limits.MaxTextMb = limits.TEXT_MB,
    max_pages: limits.MaxPages = limits.PAGES,
    max_seconds: limits.MaxSeconds = limits.SECONDS,
    max_memory_mb: limits.MaxMemoryMb = limits.MEMORY_MB,
) -> None:
    """显示一份报告读成了什么：标题、段落、表格，各在第几页。"""
    from ..extract.errors import ReportError
    from ..extract.reading.blocks_json import document_json
    from ..extract.workers import read_in_worker
    from .console import Progress, emit, say, visible

    bounds = limits.limits_of(max_mb, max_text_mb, max_pages, max_seconds, max_memory_mb)
    with foreseen(ReportError), Progress().shown() as progress:
        document = read_in_worker(report, bounds, lambda _, done, total: progress.step("识别", done, total))
    if form == "json":
        emit(json.dumps({"report": report.name, **document_json(document)}, ensure_ascii=False) + "\n")
        return
    for warning in document.warnings:
        say(f"提醒：{warning}")
    emit(visible("\n".join(_lines(document)) + "\n"))


def _lines(document: Document) -> Iterator[str]:
    """Yield the document for people: a line to a heading, paragraph or row; pages as they begin."""
    page = None
    for block in document.blocks:
        at = _place(block)
        now = document.page_at(at) if at is not None else page
        if now != page:
            page = now
            yield f"\n──── 第 {page} 页 ────"
        yield from _block(block)


def _place(block: Block) -> int | None:
    from ..extract.reading.blocks import Table

    if isinstance(block, Table):
        return next((cell.offsets[0] for row in block.rows for cell in row if cell.offsets), None)
    return block.passage.offsets[0] if block.passage.offsets else None


def _block(block: Block) -> Iterator[str]:
    from ..extract.reading.blocks import Heading, Paragraph

    if isinstance(block, Heading):
        number = f"{block.number} " if block.number else ""
        yield f"\n{'#' * block.level} {number}{block.passage.text}"
    elif isinstance(block, Paragraph):
        yield f"  {block.passage.text}"
    else:
        yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    caption = table.caption.text if table.caption else "（没有标题）"
    yield f"\n  表：{caption}"
    for number, row in enumerate(table.rows):
        yield "  | " + " | ".join(f"{_AGAIN if cell.spanned else ''}{cell.text}" for cell in row) + " |"
        if number == table.header_rows - 1:
            yield "  |" + "---|" * len(row)
    if any(table.units):
        yield "  单位：" + "、".join(unit or "—" for unit in table.units)
    yield ""
