"""Quotes found in the report's text again: white space, width of letters and marks of tables set aside."""

from __future__ import annotations

import unicodedata
from typing import Final

from .sections import Piece, Section

#: What a quote may have that the text has not, and the other way round: bars of Markdown rows, dashes under.
_SET_ASIDE: Final = frozenset("|｜\u200b\ufeff\xad")
_SHORTEST: Final = 2


def found_quote(text: str, section: Section, quote: str) -> tuple[Piece, int, int] | None:
    """Return the piece of `section` that holds `quote`, and where in `text` it stands; None where none does.

    The place begins and ends with a character of the quote: `text[start:end]` is the exact slice.
    """
    wanted, _ = _bare(quote, 0)
    if len(wanted) < _SHORTEST:
        return None
    for piece in (*section.pieces, section.whole):
        bare, offsets = _bare(text[piece.start : piece.end], piece.start)
        at = bare.find(wanted)
        if at >= 0:
            return piece, offsets[at], offsets[at + len(wanted) - 1] + 1
    return None


def bare(words: str) -> str:
    """Return `words` without white space and marks of tables, letters and figures of one width."""
    return _bare(words, 0)[0]


def _bare(text: str, start: int) -> tuple[str, list[int]]:
    chars: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(text, start):
        if char.isspace() or char in _SET_ASIDE:
            continue
        for even in unicodedata.normalize("NFKC", char):
            if not even.isspace():
                chars.append(_QUOTES.get(even, even))
                offsets.append(at)
    return "".join(chars), offsets


#: Marks that models write in another form than the report.
_QUOTES: Final = {"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "−": "-"}
