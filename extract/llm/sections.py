"""Sections of a report as the model reads them: blocks under one heading, of a bounded size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..reading.blocks import Document, Heading, Paragraph, Table
from ..reading.passage import Passage


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a section: its words for the model, and where in the report's text it stands.

    `context` are the report's words that go with it: headings above, a table's caption, lead and headers.
    """

    words: str
    start: int
    end: int
    section: tuple[str, ...]
    context: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What the model is asked about in one go: the headings above it, and its pieces, headings among them."""

    headings: tuple[str, ...]
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """The words for the model."""
        return "\n\n".join(piece.words for piece in self.pieces)

    @property
    def whole(self) -> Piece:
        """All of it as one piece, for a quote that goes from one piece into the next."""
        start, end = min(one.start for one in self.pieces), max(one.end for one in self.pieces)
        return Piece(self.words, start, end, self.headings, " ".join(self.headings))


def sections_of(document: Document, most: int) -> Iterator[Section]:
    """Yield the sections of `document` in order, each of about `most` characters at most.

    What stands under small headings of one chapter is taken together as far as there is room. A long
    paragraph is cut at the ends of sentences, a long table between rows, its headers said again.
    """
    gathered: list[Piece] = []
    ahead: list[Piece] = []  # headings whose text is still to come
    for block in document.blocks:
        if isinstance(block, Heading):
            ahead.append(_heading_piece(block))
            continue
        for piece in _pieces_of(block, most):
            size = sum(len(one.words) + 2 for one in (*gathered, *ahead, piece))
            if gathered and (size > most or piece.section[:1] != gathered[-1].section[:1]):
                yield Section(gathered[0].section, tuple(gathered))
                gathered = []
            gathered += (*ahead, piece)
            ahead = []
    if gathered := [*gathered, *ahead]:
        yield Section(gathered[0].section, tuple(gathered))


def _heading_piece(block: Heading) -> Piece:
    start, end = block.passage.source_span(0, len(block.passage))
    words = f"{'#' * block.level} {block.passage.text}"
    return Piece(words, start, end, block.section, " ".join(block.section))


def _pieces_of(block: Paragraph | Table, most: int) -> Iterator[Piece]:
    if isinstance(block, Paragraph):
        yield from _paragraph_pieces(block, most)
    else:
        yield from _table_pieces(block, most)


def _paragraph_pieces(block: Paragraph, most: int) -> Iterator[Piece]:
    passage = block.passage
    start = 0
    while start < len(passage):
        end = min(start + most, len(passage))
        if end < len(passage):
            end = max(passage.text.rfind(mark, start, end) for mark in "。；，") + 1 or end
            end = end if end > start else start + most
        begin, stop = passage.source_span(start, end)
        context = " ".join(block.section)
        yield Piece(passage.text[start:end], begin, stop, block.section, context)
        start = end


def _table_pieces(block: Table, most: int) -> Iterator[Piece]:
    head = [one.text for one in (block.lead, block.caption) if one]
    headers = [_row(row) for row in block.rows[: block.header_rows]]
    if any(block.units):
        headers.append(f"（单位：{'、'.join(unit or '—' for unit in block.units)}）")
    above = "\n".join((*head, *headers))[: most // 2]
    context = " ".join((*block.section, above))
    rows = block.rows[block.header_rows :] or block.rows
    lines: list[str] = []
    spans: list[tuple[int, int]] = []
    size = len(above)
    for row in rows:
        line = _row(row)[: most - len(above) - 1]
        if lines and size + len(line) + 1 > most:
            yield _table_piece(block, above, lines, spans, context)
            lines, spans, size = [], [], len(above)
        lines.append(line)
        spans += [(cell.offsets[0], cell.offsets[-1] + 1) for cell in row if cell.offsets]
        size += len(line) + 1
    if spans:
        yield _table_piece(block, above, lines, spans, context)


def _table_piece(
    block: Table, above: str, lines: list[str], spans: list[tuple[int, int]], context: str
) -> Piece:
    start, end = min(one for one, _ in spans), max(one for _, one in spans)
    return Piece("\n".join((above, *lines)).strip(), start, end, block.section, context)


def _row(row: tuple[Passage, ...]) -> str:
    return f"| {' | '.join(cell.text.replace('|', '／') for cell in row)} |"
