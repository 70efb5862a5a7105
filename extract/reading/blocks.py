"""Blocks: what a report is made of once its layout is understood."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ..facts import Evidence
from .passage import Passage


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level (1 is the highest), its words, and the path of headings above it.

    `number` is its numbering as written (第一章, 一、, 1.1), "" where it has none.
    """

    level: int
    passage: Passage
    section: tuple[str, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, its lines rejoined; `section` is the path of headings above it."""

    passage: Passage
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells, rows of equal length; an empty cell has an empty passage.

    A cell that a merged one covers has the words of that. `header_rows` says how many rows are headers.
    `caption` is the line that names the table, `lead` the sentence before it. `units` are the units of the
    columns that headers or caption say, "" for none.
    """

    rows: tuple[tuple[Passage, ...], ...]
    header_rows: int
    caption: Passage | None = None
    lead: Passage | None = None
    section: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A report read: its decoded text and its blocks in order.

    `pages` are the places in the text where pages begin, each with the page's number; empty where the
    format has none. `warnings` say (Chinese, for users) what of the report could not be read.
    """

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[tuple[int, int], ...] = ()
    warnings: tuple[str, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the page that holds the character at `offset`; None where pages are not known."""
        if not self.pages:
            return None
        number = bisect_right(self.pages, offset, key=lambda page: page[0]) - 1
        return self.pages[number][1] if number >= 0 else None

    def evidence(self, start: int, end: int, section: Sequence[str]) -> Evidence:
        """Return the evidence that `text[start:end]` is, under the headings `section`."""
        return Evidence(start, end, self.text[start:end], " > ".join(section), self.page_at(start))

    def cells_evidence(self, table: Table, cells: Sequence[Passage]) -> Evidence:
        """Return the evidence from the first to the last of `cells`, which stand in one row of `table`.

        Words of merged cells stand elsewhere: they are quoted only where the row has no others.
        """
        told = [cell for cell in cells if cell.text]
        own = [cell for cell in told if not cell.spanned] or told
        start, end = min(cell.offsets[0] for cell in own), max(cell.offsets[-1] for cell in own) + 1
        return self.evidence(start, end, table.section)
