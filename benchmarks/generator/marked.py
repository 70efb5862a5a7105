"""Blocks as pages and Word files need them: headings with their numbers, rows with repeated headers."""

from __future__ import annotations

from collections.abc import Sequence

from .draft import Block, Heading, Said, Sheet
from .layout import Layout


def words(parts: Sequence[Said]) -> str:
    """Return what the parts say, in one line."""
    return "".join(part.text for part in parts).replace("\n", "")


def numbered(layout: Layout, blocks: Sequence[Block]) -> list[tuple[int, str] | Block]:
    """Return the blocks with each heading as its level and its line."""
    numbers: list[int] = []
    out: list[tuple[int, str] | Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            depth = block.level - 1
            numbers = [*numbers[:depth], numbers[depth] + 1 if depth < len(numbers) else 1]
            out.append((block.level, layout.heading(block.level, tuple(numbers), block.text)))
        else:
            out.append(block)
    return out


def rows(sheet: Sheet) -> list[tuple[str, ...]]:
    """Return the cells of the header and of all rows, the header again where it is repeated."""
    found = [sheet.header]
    for place, row in enumerate(sheet.rows):
        if place in sheet.repeats:
            found.append(sheet.header)
        found.append(row.cells)
    return found
