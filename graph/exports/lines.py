"""The statements of a store as sorted lines of N-Triples and N-Quads, in bounded memory.

What is too much to sort at once is sorted in runs that are put aside in files and merged: the external merge
sort of Knuth, The Art of Computer Programming 3, section 5.4.
"""

from __future__ import annotations

import heapq
import io
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Any, Final, cast

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from ..store import GraphStore
from ..turtle import BLOCK_END

#: Bytes of lines that are sorted at once.
ROOM: Final = 96 << 20
_LINES_READ_AT_ONCE: Final = 512


def triple_lines(store: GraphStore, aside: Path) -> Iterator[bytes]:
    """Yield all triples as lines of N-Triples, sorted by bytes, each once.

    `aside` is a folder for what does not fit into memory; nothing is left in it.
    """
    yield from sorted_lines(_dumped(inner(store), DefaultGraph(), aside), aside)


def quad_lines(store: GraphStore, aside: Path) -> Iterator[bytes]:
    """Yield the quads of all named graphs as lines of N-Quads, sorted by bytes, each once."""
    yield from sorted_lines(_quad_lines(inner(store), aside), aside)


def graph_lines(store: GraphStore, aside: Path) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield the IRI of each named graph in sorted order, and its triples as sorted lines of N-Triples."""
    held = inner(store)
    for graph in _graphs(held):
        yield graph.value, sorted_lines(_dumped(held, graph, aside), aside)


def parsed(lines: Iterable[bytes]) -> Iterator[Quad]:
    """Read lines of N-Triples, as they come, as quads of the default graph."""
    stream = io.BufferedReader(_Lines(lines), 1 << 18)
    yield from parse(cast(IO[bytes], stream), format=RdfFormat.N_TRIPLES)


def triples_with(store: GraphStore, predicate: str) -> Iterator[tuple[str, Any]]:
    """Yield the subject's IRI and the object of all triples with `predicate`, in no order."""
    for quad in inner(store).quads_for_pattern(None, NamedNode(predicate), None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value, quad.object


def quads_from(store: GraphStore, subject: str) -> Iterator[Quad]:
    """Yield the quads of named graphs whose subject is `subject`."""
    return _named(inner(store).quads_for_pattern(NamedNode(subject), None, None, None))


def quads_to(store: GraphStore, value: str) -> Iterator[Quad]:
    """Yield the quads of named graphs whose object is the IRI `value`."""
    return _named(inner(store).quads_for_pattern(None, None, NamedNode(value), None))


def quads_in(store: GraphStore, graph: str) -> Iterator[Quad]:
    """Yield the quads of the named graph `graph`."""
    return _named(inner(store).quads_for_pattern(None, None, None, NamedNode(graph)))


def sorted_lines(lines: Iterable[bytes], aside: Path, room: int = ROOM) -> Iterator[bytes]:
    """Yield `lines` sorted by bytes, each once, holding about `room` bytes of them at a time."""
    with ExitStack() as files:
        runs: list[Iterable[bytes]] = []
        run: list[bytes] = []
        size = 0
        for line in lines:
            run.append(line)
            size += len(line)
            if size > room:
                file = files.enter_context(tempfile.TemporaryFile(dir=aside))
                file.writelines(sorted(run))
                file.seek(0)
                runs.append(file)
                run, size = [], 0
        run.sort()
        merged = heapq.merge(*runs, run) if runs else run
        for line, _ in groupby(merged):
            yield line


def inner(store: GraphStore) -> Store:
    """Return the library's own store of a graph."""
    # The one place where exports reach behind the store's own interface: they stream what it would collect.
    return store._store


def _graphs(store: Store) -> list[NamedNode]:
    named = (graph for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return sorted(named, key=lambda graph: graph.value)


def _named(quads: Iterable[Quad]) -> Iterator[Quad]:
    return (quad for quad in quads if isinstance(quad.graph_name, NamedNode))


def _dumped(store: Store, graph: NamedNode | DefaultGraph, aside: Path) -> Iterator[bytes]:
    """Yield the triples of a graph as lines, in the store's order."""
    with tempfile.NamedTemporaryFile(dir=aside, suffix=".nt") as file:
        store.dump(file.name, RdfFormat.N_TRIPLES, from_graph=graph)
        # Opened anew: the dump may have replaced the file.
        with Path(file.name).open("rb") as lines:
            yield from lines


def _quad_lines(store: Store, aside: Path) -> Iterator[bytes]:
    for graph in _graphs(store):
        ending = f" <{graph.value}>".encode() + BLOCK_END
        for line in _dumped(store, graph, aside):
            yield line.removesuffix(BLOCK_END) + ending


class _Lines(io.RawIOBase):
    """Lines as a file to read from."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest:
            self._rest = memoryview(b"".join(islice(self._lines, _LINES_READ_AT_ONCE)))
        part, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)
