"""What a build has written, graph by graph: digests to know what has changed, and pieces to send."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..turtle import BLOCK_END, triples_of

#: About how many bytes are sent at one go, and how many may wait in memory to be sent.
PIECE_BYTES: Final = 8_000_000
_MOST_WAITING: Final = 512_000_000
#: How a line of N-Quads ends behind the IRI of its graph.
_ENDING: Final = b"> .\n"


@dataclass(frozen=True, slots=True)
class Content:
    """What is known of a graph's triples: the SHA-256 of their sorted lines of N-Triples, and how many."""

    digest: str
    triples: int


def contents(nquads: Path) -> dict[str, Content]:
    """Return the contents of the named graphs of a file of sorted N-Quads, by IRI."""
    hashes: dict[bytes, hashlib._Hash] = {}
    counts: dict[bytes, int] = {}
    with nquads.open("rb") as lines:
        for line in lines:
            triple, graph = _split(line)
            if graph not in hashes:
                hashes[graph], counts[graph] = hashlib.sha256(), 0
            hashes[graph].update(triple)
            counts[graph] += 1
    return {_iri(graph): Content(one.hexdigest(), counts[graph]) for graph, one in hashes.items()}


def pieces(nquads: Path, wanted: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the triples of the graphs `wanted` in pieces of N-Triples, each with its graph.

    Whatever the number of graphs, only so much waits in memory.
    """
    names = {graph.encode(): graph for graph in wanted}
    waiting: dict[bytes, list[bytes]] = {}
    sizes: dict[bytes, int] = {}
    total = 0
    with nquads.open("rb") as lines:
        for line in lines:
            triple, ending = _split(line)
            graph = ending[: -len(_ENDING)]
            if graph not in names:
                continue
            waiting.setdefault(graph, []).append(triple)
            sizes[graph] = sizes.get(graph, 0) + len(triple)
            total += len(triple)
            if sizes[graph] >= PIECE_BYTES or total >= _MOST_WAITING:
                largest = graph if sizes[graph] >= PIECE_BYTES else max(sizes, key=lambda one: sizes[one])
                total -= sizes.pop(largest)
                yield names[largest], b"".join(waiting.pop(largest))
    for graph, triples in waiting.items():
        yield names[graph], b"".join(triples)


def lines_of(nquads: Path, graphs: Collection[str]) -> set[bytes]:
    """Return the triples of some graphs together as lines of N-Triples."""
    return {line + b"\n" for _, piece in pieces(nquads, graphs) for line in piece.split(b"\n") if line}


def all_triples(nquads: Path) -> Iterator[bytes]:
    """Yield the triples of all graphs, each once, as lines of N-Triples."""
    with nquads.open("rb") as lines:
        yield from triples_of(lines)


def in_pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines joined to pieces of about PIECE_BYTES."""
    waiting: list[bytes] = []
    size = 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size >= PIECE_BYTES:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


def _split(line: bytes) -> tuple[bytes, bytes]:
    """Return the triple of a quad as a line, and what follows the graph's angle bracket."""
    triple, _, ending = line.rpartition(b" <")
    return triple + BLOCK_END, ending


def _iri(ending: bytes) -> str:
    return ending[: -len(_ENDING)].decode()
