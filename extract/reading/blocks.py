"""Blocks: what a report is made of once its layout is understood."""

from __future__ import annotations

from dataclasses import dataclass

from .passage import Passage


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level (1 is the highest) and words."""

    level: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, its lines rejoined; `section` is the path of headings above it."""

    passage: Passage
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells, rows of equal length; empty cells have empty passages.

    `header_rows` says how many of the rows are headers. `caption` is the line above that names the table,
    `lead` the sentence before it.
    """

    rows: tuple[tuple[Passage, ...], ...]
    header_rows: int
    caption: Passage | None = None
    lead: Passage | None = None
    section: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A report read: its decoded text and its blocks in order."""

    text: str
    blocks: tuple[Block, ...]
