"""Ranges of all runs merged into pieces of the graph's files, and its Turtle, in whatever process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..incremental.blocks import turtle_stream
from ..processes import give_way
from ..turtle import triples_of
from .runs import Part, Range


@dataclass(frozen=True, slots=True)
class MergeTask:
    """A range to merge, and what the files of its piece begin with: a path without an ending."""

    range: Range
    stem: Path


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the graph: files of its N-Quads and its triples, and how many there are."""

    nquads: Path
    triples: Path
    quad_count: int
    triple_count: int


@dataclass(frozen=True, slots=True)
class TurtleTask:
    """Lines of N-Quads to write as Turtle to `path`: whole subjects, in order."""

    part: Part
    path: Path
    base: str


def merge(task: MergeTask) -> Piece:
    """Merge a range and write its piece. Raises OSError."""
    lines = task.range.lines()
    triples = list(triples_of(lines))
    nquads, ntriples = task.stem.with_suffix(".nq"), task.stem.with_suffix(".nt")
    for path, content in ((nquads, lines), (ntriples, triples)):
        with path.open("wb") as out:
            out.writelines(content)
    return Piece(nquads, ntriples, len(lines), len(triples))


def write_turtle(task: TurtleTask) -> Path:
    """Write a part of the graph as Turtle, without the prefixes' declarations. Raises OSError."""
    give_way()  # the store's one thread of compaction takes longer than all Turtle together
    with task.path.open("wb") as out:
        out.writelines(turtle_stream(triples_of(task.part.lines()), task.base))
    return task.path
