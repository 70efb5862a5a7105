"""The manuscript: what stands on paper of a report, before a format sets it: title, text and tables.

It is made from a document read from a text, by the words as they were written there. The files made of it
differ in form only, so that the facts in them should be those of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import count
from typing import Final

from zhijiao.extract.reading.blocks import Block, Document, Heading, Paragraph, Table
from zhijiao.extract.reading.passage import Passage

_TITLE_LINES: Final = 8
_TITLE_LENGTH: Final = 40


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of `level` (1 is the highest), its number within its words."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph in one line."""

    words: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and how many rows and columns it covers; lines within it are parted by "\\n"."""

    words: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: by row, the cells that begin there, with their columns; `above` are the lines naming it."""

    rows: tuple[tuple[tuple[int, Cell], ...], ...]
    width: int
    header_rows: int
    above: tuple[str, ...] = ()


Part = Head | Prose | Sheet


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A report: the lines of its title page, and what follows."""

    title: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def running_head(self) -> str:
        """What stands at the head of each page: the title up to the line that says what it is."""
        last = next((at for at, line in enumerate(self.title) if "报告" in line or "年报" in line), 0)
        return "".join(self.title[: last + 1])

    @property
    def contents(self) -> tuple[Head, ...]:
        """The headings that a table of contents lists."""
        return tuple(part for part in self.parts if isinstance(part, Head) and part.level <= 3)


def manuscript_of(document: Document) -> Manuscript:
    """Return the manuscript of a document: no contents nor page furniture, of which each file has its own."""
    title, blocks = _title(document)
    return Manuscript(title, tuple(_parts(document.text, blocks)))


def _title(document: Document) -> tuple[tuple[str, ...], Sequence[Block]]:
    """Part the title page from the rest: short lines before the first heading, or the heading of all."""
    blocks = document.blocks
    first = blocks[0]
    if isinstance(first, Heading):
        alone = sum(isinstance(one, Heading) and one.level == first.level for one in blocks) == 1
        return ((as_written(document.text, first.passage),), blocks[1:]) if alone else ((), blocks)
    lines: list[str] = []
    for number, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            return tuple(lines), blocks[number:]
        found = as_lines(document.text, block.passage)
        if len(lines) + len(found) > _TITLE_LINES or max(map(len, found)) > _TITLE_LENGTH:
            return tuple(lines), blocks[number:]
        lines += found
    return tuple(lines), ()


def _parts(text: str, blocks: Sequence[Block]) -> Iterator[Part]:
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Heading):
            yield Head(block.level, _with_number(text, block))
        elif isinstance(block, Paragraph):
            yield Prose(as_written(text, block.passage))
        else:
            # A table without a caption goes by the heading above it, which stands there already.
            named = (
                block.caption if not isinstance(before, Heading) or block.caption != before.passage else None
            )
            yield _sheet(text, block, as_lines(text, named) if named else [])
        before = block


def _with_number(text: str, heading: Heading) -> str:
    if not heading.number:
        return as_written(text, heading.passage)
    start = text.rindex(heading.number, 0, heading.passage.offsets[0])
    between = text[start + len(heading.number) : heading.passage.offsets[0]]
    return heading.number + between + as_written(text, heading.passage)


def _sheet(text: str, table: Table, above: Sequence[str]) -> Sheet:
    rows: list[tuple[tuple[int, Cell], ...]] = []
    taken: set[tuple[int, int]] = set()
    for row in range(len(table.rows)):
        cells: list[tuple[int, Cell]] = []
        for column in range(table.width):
            if (row, column) in taken:
                continue
            down, right = _reach(table, row, column, taken)
            taken.update((row + i, column + j) for i in range(down) for j in range(right))
            words = as_written(text, table.rows[row][column], broken="\n")
            cells.append((column, Cell(words, down, right)))
        rows.append(tuple(cells))
    return Sheet(tuple(rows), table.width, table.header_rows, tuple(above))


def _reach(table: Table, row: int, column: int, taken: Set[tuple[int, int]]) -> tuple[int, int]:
    """Return how many rows and columns a cell covers: merged ones, and empty ones beside or below headers."""
    cell = table.rows[row][column]

    def covers(at_row: int, at_column: int) -> bool:
        if at_row >= len(table.rows) or at_column >= table.width or (at_row, at_column) in taken:
            return False
        other = table.rows[at_row][at_column]
        merged = other.spanned and other.offsets == cell.offsets
        return merged or (at_row < table.header_rows and not other.text)

    if not cell.text:
        return 1, 1
    right = next(reach for reach in count(1) if not covers(row, column + reach))
    down = next(
        reach for reach in count(1) if not all(covers(row + reach, column + at) for at in range(right))
    )
    return down, right


def as_written(text: str, passage: Passage, broken: str = "") -> str:
    """Return the words of a passage as the report has them, spaces too; `broken` stands for line breaks."""
    out: list[str] = []
    last = -1
    for char, at in zip(passage.text, passage.offsets, strict=True):
        gap = text[last + 1 : at] if out else ""
        if gap and not gap.strip(" \u3000\xa0"):
            out.append(gap)
        elif "\n" in gap:
            out.append(broken)
        if char == " ":
            out.append(" ")
        elif text[at] == "\n":
            out.append(broken or char)  # the mark between items that stood one to a line
        else:
            out.append(text[at])
        last = at
    return "".join(out)


def as_lines(text: str, passage: Passage) -> list[str]:
    """Return the words of a passage as the report has them, line by line."""
    return [line.strip() for line in as_written(text, passage, "\n").split("\n") if line.strip()]
