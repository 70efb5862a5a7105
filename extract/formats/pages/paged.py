"""Pages to pieces: paragraphs and tables in reading order, those that run over a page set together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ...reading.pieces import Piece, TextPiece
from .column_tables import column_tables
from .columned import strips, white_of
from .filled_tables import filled_tables
from .flow import Margins, goes_on, line_break, margins_of
from .furniture import running_lines
from .model import PageContent, PageLine, Rule, lines_of_glyphs
from .notes import without_notes
from .page_table import PageTable
from .ruled_tables import ruled_tables
from .sizes import with_levels
from .table_joins import continues_table, joined_tables

_SIZE_STEP: Final = 20.0  #: points by which pages of one size may differ


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page reduced to what is read further: ruled tables, and the lines outside of them, from top down."""

    number: int
    width: float
    height: float
    tables: tuple[PageTable, ...]
    lines: tuple[PageLine, ...]
    levels: tuple[Rule, ...]
    rough: bool

    @property
    def size(self) -> tuple[int, int]:
        """The page's size, alike for pages of one size."""
        return round(self.width / _SIZE_STEP), round(self.height / _SIZE_STEP)


def parts_of(content: PageContent) -> PageParts:
    """Return the tables of a page whose cells are drawn, and the lines outside of them without footnotes."""
    tables = ruled_tables(content)
    if filled := filled_tables(content, tables):
        tables = sorted([*tables, *filled], key=lambda table: (table.top, table.x0))
    outside = [glyph for glyph in content.glyphs if not any(table.holds(*glyph.middle) for table in tables)]
    levels = tuple(rule for rule in content.rules if not rule.upright)
    lines = lines_of_glyphs(outside, content.em)
    rest = without_notes(outside, lines, levels, content.height)
    if len(rest) < len(outside):
        lines = lines_of_glyphs(rest, content.em)
    return PageParts(
        content.number, content.width, content.height, tuple(tables), tuple(lines), levels, content.rough
    )


def pieces_of(pages: Sequence[PageParts]) -> list[Piece]:
    """Return the pieces of all pages: furniture left out, paragraphs and tables set together over pages."""
    hidden = running_lines([(page.height, page.lines) for page in pages])
    shown = list(_strips(pages, hidden))
    margins = _margins(shown)
    flow = _Flow()
    for page in shown:
        flow.turn(page.number, margins.get(page.size))
        for part in _in_order(page):
            if isinstance(part, PageTable):
                flow.add_table(part)
            else:
                flow.add_line(part)
    flow.end_paragraph()
    return flow.done(rough=any(page.rough for page in pages))


def _strips(pages: Sequence[PageParts], hidden: set[tuple[int, int]]) -> Iterator[PageParts]:
    """Yield the pages without their `hidden` lines; those set in columns as a page for each."""
    white = None
    for number, page in enumerate(pages):
        lines = [line for at, line in enumerate(page.lines) if (number, at) not in hidden]
        white = white_of(lines, white)
        for strip in strips(page.width, lines, page.tables, page.levels, white):
            yield replace(
                page, width=strip.width, tables=strip.tables, lines=strip.lines, levels=strip.levels
            )


def _margins(pages: Sequence[PageParts]) -> dict[tuple[int, int], Margins]:
    by_size: dict[tuple[int, int], list[PageLine]] = {}
    widths = {page.size: page.width for page in pages}
    for page in pages:
        by_size.setdefault(page.size, []).extend(line for line in page.lines if len(line.segments) == 1)
    rough = any(page.rough for page in pages)
    return {size: margins_of(lines, widths[size], rough) for size, lines in by_size.items() if lines}


def _in_order(page: PageParts) -> Iterator[PageLine | PageTable]:
    """Yield lines and tables as they are read: from top down, unruled tables found among the lines."""
    at, lines = 0, page.lines
    for table in page.tables:
        above = at
        while at < len(lines) and lines[at].top < table.top:
            at += 1
        yield from column_tables(lines[above:at], page.levels, page.number)
        yield table
    yield from column_tables(lines[at:], page.levels, page.number)


@dataclass(slots=True)
class _Flow:
    """What has been read so far: pieces done, and the paragraph that is still open."""

    pieces: list[TextPiece | PageTable] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)  #: of the letters of each piece that is text
    words: str = ""
    begun: int = 0
    breaks: list[tuple[int, int]] = field(default_factory=list)
    last: PageLine | None = None
    page: int = 0
    fresh: bool = True  #: nothing of the page has been read
    margins: Margins | None = None

    def turn(self, page: int, margins: Margins | None) -> None:
        self.page, self.fresh, self.margins = page, True, margins

    def add_line(self, line: PageLine) -> None:
        last, margins = self.last, self.margins
        if last is not None and margins is not None and goes_on(last, line, margins, self.fresh):
            self.words += line_break(self.words, line.words)
            if self.fresh:
                self.breaks.append((len(self.words), self.page))
        else:
            self.end_paragraph()
            self.begun = self.page
        self.words += line.words
        self.last, self.fresh = line, False

    def add_table(self, table: PageTable) -> None:
        self.end_paragraph()
        before = self.pieces[-1] if self.pieces else None
        if self.fresh and isinstance(before, PageTable) and continues_table(before, table):
            self.pieces[-1] = joined_tables(before, table)
        else:
            self.pieces.append(table)
        self.fresh = False

    def end_paragraph(self) -> None:
        if self.words:
            breaks = tuple(self.breaks)
            self.pieces.append(TextPiece(self.words, whole=True, page=self.begun, breaks=breaks))
            self.sizes.append(self.last.em if self.last else 0.0)
        self.words, self.breaks, self.last = "", [], None

    def done(self, *, rough: bool) -> list[Piece]:
        """Return the pieces; sizes that OCR tells (`rough`) are too uneven to tell headings by."""
        texts = [piece for piece in self.pieces if isinstance(piece, TextPiece)]
        told = iter(texts if rough else with_levels(texts, self.sizes))
        return [piece.piece() if isinstance(piece, PageTable) else next(told) for piece in self.pieces]
