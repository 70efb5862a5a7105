"""Headings by the size of their letters: short lines set larger than the running text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ...reading.headings import can_be_heading, heading_level
from ...reading.pieces import TextPiece

_LARGER: Final = 1.07  #: how much larger than running text a heading is
_LONGEST: Final = 30  #: characters of a heading
_BODY: Final = 60  #: characters of a paragraph that can be none of a title page
_MOST_LEVELS: Final = 4
_NO_HEADING: Final = re.compile(r"[，。；：、…]|\.{4}|\s{3}|\d{4}年\d{1,2}月")


def with_levels(pieces: Sequence[TextPiece], sizes: Sequence[float]) -> list[TextPiece]:
    """Return `pieces` with the levels of those that are headings by the size of their letters, in points.

    The largest size is level 1. What stands before the running text begins (a title page) is none.
    """
    weights: Counter[float] = Counter()
    for piece, size in zip(pieces, sizes, strict=True):
        weights[_step(size)] += len(piece.words)
    if not weights:
        return list(pieces)
    body = max(weights, key=lambda size: weights[size])
    begun = False
    heads: list[int] = []
    for at, (piece, size) in enumerate(zip(pieces, sizes, strict=True)):
        large = _step(size) >= _LARGER * body
        begun = begun or (not large and len(piece.words) >= _BODY) or _is_numbered(piece.words, large)
        if begun and large and _is_title(piece.words):
            heads.append(at)
    ranks = sorted({_step(sizes[at]) for at in heads}, reverse=True)
    made = list(pieces)
    for at in heads:
        made[at] = replace(made[at], level=min(_MOST_LEVELS, ranks.index(_step(sizes[at])) + 1))
    return made


def _step(size: float) -> float:
    """Return a size in half points, as fonts come in."""
    return round(size * 2) / 2


def _is_numbered(words: str, large: bool) -> bool:
    return large and heading_level(words) is not None and not _NO_HEADING.search(words[3:])


def _is_title(words: str) -> bool:
    return len(words) <= _LONGEST and can_be_heading(words) and not _NO_HEADING.search(words[3:])
