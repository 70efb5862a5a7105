"""Pages of a Word file: counted by the breaks that Word left where it laid the pages out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ...reading.pieces import Piece, TablePiece, TextPiece
from .markup import Element, W

_RENDERED: Final = f"{W}lastRenderedPageBreak"
#: Characters that a page surely holds. Where more stand between the breaks that the author set, and Word
#: left none of its own, there were breaks of which nothing tells, and the count is worth nothing.
_SURELY_HELD: Final = 700


@dataclass(slots=True)
class Pages:
    """The page that is open while a file is read."""

    rendered: bool
    number: int = 1
    longest: int = 0
    _since: int = 0
    _set: bool = False

    @classmethod
    def of(cls, body: Element) -> Pages:
        """Return the count for a body, at its first page."""
        return cls(next(body.iter(_RENDERED), None) is not None)

    def pass_words(self, count: int) -> None:
        """Note that characters stand on the page that is open."""
        self._since += count
        self.longest = max(self.longest, self._since)
        self._set = False

    def turn(self, by_word: bool) -> None:
        """Turn the page at a break that Word left (`by_word`) or the author set.

        Word leaves its own at the beginning of a page also where the author set one just before.
        """
        if by_word and self._set:
            self._set = False
            return
        self.number += 1
        self._since = 0
        self._set = not by_word

    @property
    def known(self) -> bool:
        """Whether the count is that of the pages as printed."""
        return self.rendered or (self.number > 1 and self.longest <= _SURELY_HELD)


def without_pages(pieces: Sequence[Piece]) -> list[Piece]:
    """Return `pieces` with no page said."""
    return [
        replace(piece, pages=()) if isinstance(piece, TablePiece) else replace(piece, page=None, breaks=())
        for piece in pieces
    ]


def placed(
    words: str, page: int, breaks: Sequence[tuple[int, int]]
) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Return on which page `words` begin, and where further pages begin inside them.

    `page` is open before the first character, `breaks` are the places where others follow.
    """
    inside = []
    for at, number in breaks:
        if not words[:at].strip():
            page = number
        elif words[at:].strip():
            inside.append((at, number))
    return page, tuple(inside)


def text_piece(
    words: str, level: int, whole: bool, page: int, breaks: Sequence[tuple[int, int]]
) -> TextPiece:
    """Return the piece of a paragraph that begins on `page`, with the pages that begin inside it."""
    first, inside = placed(words, page, breaks)
    return TextPiece(words, level, whole, first, inside)
