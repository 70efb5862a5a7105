"""Ranges of all runs merged into pieces of the graph's files, in whatever process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..incremental.blocks import turtle_stream
from ..turtle import triples_of
from .runs import Range


@dataclass(frozen=True, slots=True)
class MergeTask:
    """A range to merge, and what the files of its piece begin with: a path without an ending."""

    range: Range
    stem: Path
    base: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the graph: files of its N-Quads, its triples and its Turtle, and how many there are."""

    nquads: Path
    triples: Path
    turtle: Path
    quad_count: int
    triple_count: int


def merge(task: MergeTask) -> Piece:
    """Merge a range and write its piece. Raises OSError."""
    lines = task.range.lines()
    triples = list(triples_of(lines))
    stem = task.stem
    piece = Piece(
        stem.with_suffix(".nq"), stem.with_suffix(".nt"), stem.with_suffix(".ttl"), len(lines), len(triples)
    )
    for path, content in (
        (piece.nquads, lines),
        (piece.triples, triples),
        (piece.turtle, turtle_stream(triples, task.base)),
    ):
        with path.open("wb") as out:
            out.writelines(content)
    return piece
