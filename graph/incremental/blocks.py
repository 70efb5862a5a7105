"""Turtle by subject: the key by which its blocks are sorted, and the blocks of some subjects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..turtle import subject_of, turtle_blocks, turtle_prefixes
from .merge import Key


def block_key(base: str) -> Key:
    """Return what a block of the Turtle of a graph with the base IRI `base` is sorted by.

    It is the subject as it begins a line of N-Triples, so that both have one order.
    """
    prefixes = {name.encode(): iri.encode() for name, iri in turtle_prefixes(base).items()}

    def key(block: bytes) -> bytes:
        subject = block[: block.index(b" ")]
        if subject.startswith(b"<"):
            return subject + b" "
        name, _, local = subject.partition(b":")
        return b"<" + prefixes[name] + local.replace(b"\\", b"") + b"> "

    return key


def keyed_blocks(ntriples: Iterable[bytes], base: str) -> Iterator[tuple[bytes, bytes]]:
    """Yield the key and the block of Turtle of every subject of sorted lines of N-Triples."""
    key = block_key(base)
    for chunk in _by_subject(ntriples):
        for block in turtle_blocks(chunk, base):
            yield key(block), block


def turtle_stream(ntriples: Iterable[bytes], base: str) -> Iterator[bytes]:
    """Yield the Turtle of sorted lines of N-Triples in pieces, without the prefixes' declarations."""
    for chunk in _by_subject(ntriples):
        yield from turtle_blocks(chunk, base)


def blocks_of(triples: Mapping[bytes, Iterable[bytes]], base: str) -> dict[bytes, bytes]:
    """Return the block of each subject by its key; `triples` has its lines of N-Triples by subject."""
    lines = sorted(line for of_subject in triples.values() for line in of_subject)
    return dict(keyed_blocks(lines, base))


_CHUNK = 50_000


def _by_subject(ntriples: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines of N-Triples in chunks that end with a subject."""
    chunk: list[bytes] = []
    for line in ntriples:
        if len(chunk) >= _CHUNK and subject_of(line) != subject_of(chunk[-1]):
            yield b"".join(chunk)
            chunk = []
        chunk.append(line)
    if chunk:
        yield b"".join(chunk)
