"""Cells of one line that tabs or bars part, with their places and words."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from .lines import Line
from .passage import Passage

_REMEMBERED: Final = 4096  #: cells whose words are kept, as each is looked at from several places


class Words(NamedTuple):
    """What stands in a cell: from `start` to `end` in the text; `text` is that made even."""

    start: int
    end: int
    text: str


Row = tuple[Words, ...]
EMPTY = Words(0, 0, "")


@lru_cache(_REMEMBERED)
def even(words: str) -> str:
    """Return the words of a cell made even, as kinds of cells are told by."""
    return Passage.of(words).strip().text if words else ""


def split(line: Line, mark: str) -> Row:
    """Split a line at `mark`; tabs before the first word are empty cells, as the label above spans them."""
    cells: list[Words] = []
    offset = line.end - len(line.words) - (len(line.raw) - len(line.raw.lstrip()))
    at = 0
    for part in line.raw.rstrip().split(mark):
        words = part.strip()
        start = offset + at + (len(part) - len(part.lstrip()) if words else 0)
        cells.append(Words(start, start + len(words), even(words)))
        at += len(part) + len(mark)
    return tuple(cells)
