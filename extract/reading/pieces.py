"""Pieces: what the reader of a format hands on, in order: words of paragraphs and headings, and tables.

A reader knows its format, the layout (see `layout`) knows reports: which words head a section, which line is
a caption, which rows are headers. What the format itself says comes along with each piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A paragraph, or a line of one that was broken.

    `level` is the level of a heading (1 is the highest) where the format says that it is one, else 0; `whole`
    says that the words are a paragraph and never go on with the piece before. `page` is the page on which
    they begin (from 1), `breaks` are the places in `words` where further pages begin, with their numbers.
    """

    words: str
    level: int = 0
    whole: bool = False
    page: int | None = None
    breaks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table and how many rows and columns it covers; lines within it are parted by "\\n"."""

    words: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class TablePiece:
    """A table whose cells the format knows, by row, each row from left to right as HTML has it.

    A place that a cell of an earlier row or column covers has no cell of its own. `header_rows` is how many
    rows the format marks as headers; 0 leaves it to be told. `pages` are numbers of rows with the page that
    begins there, that of row 0 first.
    """

    rows: tuple[tuple[TableCell, ...], ...]
    header_rows: int = 0
    pages: tuple[tuple[int, int], ...] = ()


Piece = TextPiece | TablePiece
Pieces = Sequence[Piece]
