"""Blocks written as plain text or Markdown, with the place of each claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from .draft import Block, Claim, Heading, Listing, Paragraph, Row, Said, Sheet
from .layout import Layout, padded, wide

_PAGE_LINES: Final = 34


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim where it stands: `start` and `end` count characters of the text."""

    claim: Claim
    start: int
    end: int
    quote: str
    section: str


@dataclass(slots=True)
class TextWriter:
    """Writes blocks one after the other; `placed` has the claims of what was written."""

    layout: Layout
    title: str
    placed: list[Placed] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0
    _lines: int = 0
    _pages: int = 1
    _numbers: list[int] = field(default_factory=list)
    _path: list[str] = field(default_factory=list)
    _open: list[tuple[Claim, int, int, str]] = field(default_factory=list)

    def write(self, blocks: Sequence[Block]) -> str:
        """Write all blocks, the first of which is the title; return the text."""
        self._block(blocks[0])
        if self.layout.contents:
            self._contents(blocks)
        for block in blocks[1:]:
            if self.layout.furniture and self._lines > _PAGE_LINES:
                self._turn_page()
            self._block(block)
        text = "".join(self._pieces)
        self.placed += (
            Placed(claim, start, end, text[start:end], section) for claim, start, end, section in self._open
        )
        return text

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _end_line(self, blank: bool = False) -> None:
        self._put("\n\n" if blank else "\n")
        self._lines += 2 if blank else 1

    def _claim(self, claim: Claim, start: int, end: int) -> None:
        self._open.append((claim, start, end, " > ".join(self._path)))

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self._heading(block)
        elif isinstance(block, Paragraph):
            if self.layout.indented and self.layout.numbering != "markdown" and self._path:
                self._put("　　")
            self._said(block.parts)
            self._end_line(self._wide_gap)
        elif isinstance(block, Listing):
            for number, item in enumerate(block.items, 1):
                self._put(self.layout.item(number))
                self._said(item)
                self._end_line()
            self._end_line()
        else:
            self._sheet(block)

    @property
    def _wide_gap(self) -> bool:
        return self.layout.spaced or self.layout.numbering == "markdown"

    def _said(self, parts: Sequence[Said]) -> None:
        for part in parts:
            start = self._length
            self._put(part.text)
            for claim in part.claims:
                self._claim(claim, start, self._length)

    def _heading(self, block: Heading) -> None:
        depth = block.level - 1
        self._numbers = [
            *self._numbers[:depth],
            self._numbers[depth] + 1 if depth < len(self._numbers) else 1,
        ]
        line = self.layout.heading(block.level, tuple(self._numbers), block.text)
        self._path = [*self._path[:depth], line.lstrip("# ")]
        self._put(line)
        self._end_line(self._wide_gap)

    def _contents(self, blocks: Sequence[Block]) -> None:
        markdown = self.layout.numbering == "markdown"
        self._put("## 目录" if markdown else "目  录")
        self._end_line(True)
        numbers: list[int] = []
        page = 1
        for block in blocks:
            if not isinstance(block, Heading):
                page += isinstance(block, Sheet)
                continue
            depth = block.level - 1
            numbers = [*numbers[:depth], numbers[depth] + 1 if depth < len(numbers) else 1]
            line = self.layout.heading(block.level, tuple(numbers), block.text).lstrip("# ")
            self._put(f"{'  ' * depth}- {line}" if markdown else f"{line}{'…' * 6}{page}")
            self._end_line()
        self._end_line()

    def _turn_page(self) -> None:
        self._put(f"— {self._pages} —\n\n{self.title}\n\n")
        self._pages += 1
        self._lines = 0

    def _sheet(self, sheet: Sheet) -> None:
        if sheet.caption:
            self._put(sheet.caption)
            self._end_line(self.layout.numbering == "markdown")
        rows = [Row(sheet.header), *sheet.rows]
        widths = [
            max(wide(row.cells[at]) for row in rows if at < len(row.cells)) + 2 for at in range(_most(rows))
        ]
        self._row(rows[0], widths)
        if self.layout.tables == "bars" and self.layout.numbering == "markdown":
            self._put("| " + " | ".join("---" for _ in sheet.header) + " |")
            self._end_line()
        for place, row in enumerate(sheet.rows):
            if place in sheet.repeats:
                self._row(Row(sheet.header), widths)
            self._row(row, widths)
        self._end_line()

    def _row(self, row: Row, widths: Sequence[int]) -> None:
        start, ends, form = self._length, [], self.layout.tables
        if form == "bars":
            self._put("| ")
            start = self._length
        for at, cell in enumerate(row.cells):
            last = at == len(row.cells) - 1
            if form == "lines":
                self._put("\t")
            self._put(cell)
            ends.append(self._length)
            if form == "spaces":
                self._put("" if last else padded(cell, widths[at])[len(cell) :])
            elif form == "lines":
                self._put("\n")
            elif form == "bars":
                self._put(" |" if last else " | ")
            elif not last:
                self._put("\t")
        self._end_line()
        for one in row.claims:
            column = min(max(one.columns), len(ends) - 1)
            self._claim(one.claim, start, ends[column])


def _most(rows: Sequence[Row]) -> int:
    return max(len(row.cells) for row in rows)
