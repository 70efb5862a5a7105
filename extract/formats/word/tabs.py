"""Tabs of a Word file: those that part columns of lines set as a table are kept, others are mere space."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ...reading.pieces import Piece, TextPiece

_LONGEST_CELL: Final = 40
#: A number or bullet typed by hand, with a tab behind it.
_MARKER: Final = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]|\d+(?:\.\d+)+|第.{1,3}[章节部条]|[^\w\s]{1,2}|[①-⑳])$"
)
_TABS: Final = re.compile(r"[ ]*\t[ \t]*")


def with_tabs_of_columns(pieces: Sequence[Piece]) -> list[Piece]:
    """Return `pieces` with tabs only in lines set in columns: two or more of these, one after the other."""
    lines = [line for piece in pieces for line in _lines(piece)]
    kept = _kept(lines)
    made: list[Piece] = []
    at = 0
    for piece in pieces:
        own = _lines(piece)
        if isinstance(piece, TextPiece) and "\t" in piece.words:
            made.append(_rewritten(piece, own, kept[at : at + len(own)]))
        else:
            made.append(piece)
        at += len(own)
    return made


def _lines(piece: Piece) -> list[str]:
    """Return the lines of a piece; a table is one that holds no tab."""
    return piece.words.split("\n") if isinstance(piece, TextPiece) else [""]


def _kept(lines: Sequence[str]) -> list[str]:
    """Return each line as it is to be read."""
    kept: list[str] = []
    run: list[str] = []
    for line in [*lines, ""]:
        if _in_columns(line):
            run.append(line)
            continue
        kept += _aligned(run) if len(run) > 1 else [_spaced(one) for one in run]
        run = []
        kept.append(_spaced(line))
    return kept[:-1]


def _in_columns(line: str) -> bool:
    cells = line.split("\t")
    return len(cells) > 1 and not _MARKER.match(cells[0].strip()) and max(map(len, cells)) <= _LONGEST_CELL


def _aligned(lines: Sequence[str]) -> list[str]:
    """Take several tabs for one where that makes the columns of all lines agree, and else they would not."""
    once = [_TABS.sub("\t", line) for line in lines]
    agree = len({line.count("\t") for line in once}) == 1 < len({line.count("\t") for line in lines})
    return once if agree else list(lines)


def _spaced(line: str) -> str:
    return line.replace("\t", " ")


def _rewritten(piece: TextPiece, lines: Sequence[str], kept: Sequence[str]) -> TextPiece:
    """Set the lines of a piece; where pages begin inside it, places count and no tab may be left out."""
    if piece.breaks:
        kept = [line if len(new) != len(line) else new for line, new in zip(lines, kept, strict=True)]
    return replace(piece, words="\n".join(kept))
