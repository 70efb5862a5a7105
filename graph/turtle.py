"""Deterministic N-Quads, N-Triples and Turtle: the same statements give the same bytes, whatever their order.

Lines are sorted by their bytes. Turtle has one block for each subject, in the order of its lines in
N-Triples, so that a file can be changed block by block (see `incremental.merge`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from ..ontology.namespaces import DEFAULT_BASE, PREFIXES, thing_prefixes

#: What ends every block of Turtle, and stands nowhere else: literals are written on one line, escaped.
BLOCK_END: Final = b" .\n"


def sorted_nquads(quads: Iterable[Quad]) -> bytes:
    """Return quads as N-Quads, sorted by bytes, each once."""
    return b"".join(nquad_lines(quads))


def nquad_lines(quads: Iterable[Quad]) -> list[bytes]:
    """Return quads as lines of N-Quads with their line feeds, sorted by bytes, each once."""
    return _sorted_lines(serialize(quads, format=RdfFormat.N_QUADS))


def ntriple_lines(triples: Iterable[Triple]) -> list[bytes]:
    """Return triples as lines of N-Triples with their line feeds, sorted by bytes, each once."""
    return _sorted_lines(serialize(triples, format=RdfFormat.N_TRIPLES))


def triples_of(nquads: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of N-Triples of sorted lines of N-Quads, whatever their graph, each once and sorted.

    Every quad needs to have a graph.
    """
    # The graph stands last in a line: the quads of one triple follow each other, and the order is the same.
    before = b""
    for line in nquads:
        triple = line[: line.rindex(b" <")]
        if triple != before:
            yield triple + BLOCK_END
            before = triple


def sorted_ntriples(nquads: bytes) -> bytes:
    """Return the triples of N-Quads, whatever their graph, as N-Triples, sorted by bytes, each once."""
    triples = (quad.triple for quad in parse(nquads, format=RdfFormat.N_QUADS))
    return b"".join(ntriple_lines(triples))


def turtle(nquads: bytes, base: str = DEFAULT_BASE) -> bytes:
    """Return the triples of N-Quads, whatever their graph, as Turtle grouped by subject.

    The prefixes are those of the vocabularies and of the things under `base`.
    """
    return turtle_head(base) + b"".join(turtle_blocks(sorted_ntriples(nquads), base))


def turtle_head(base: str = DEFAULT_BASE) -> bytes:
    """Return the declarations of the prefixes of a graph with the base IRI `base`, sorted by prefix."""
    return b"".join(
        f"@prefix {name}: <{iri}> .\n".encode() for name, iri in sorted(turtle_prefixes(base).items())
    )


def turtle_prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Return the prefixes of a graph with the base IRI `base`."""
    return dict(PREFIXES) | thing_prefixes(base)


def turtle_blocks(ntriples: bytes, base: str = DEFAULT_BASE) -> Iterator[bytes]:
    """Yield one block of Turtle for each subject of sorted N-Triples, without the prefixes' declarations."""
    triples = parse(ntriples, format=RdfFormat.N_TRIPLES)
    text = serialize(triples, format=RdfFormat.TURTLE, prefixes=turtle_prefixes(base))
    for block in (text or b"").split(BLOCK_END):
        if block and not block.startswith(b"@prefix"):
            yield block + BLOCK_END


def subject_of(line: bytes) -> bytes:
    """Return the subject of a line of N-Triples or N-Quads, in its angle brackets."""
    return line[: line.index(b" ")]


def _sorted_lines(text: bytes | None) -> list[bytes]:
    # Only a line feed ends a statement; literals may hold other characters that str.splitlines takes for one.
    lines: Sequence[bytes] = (text or b"").split(b"\n")
    return [line + b"\n" for line in sorted({line for line in lines if line})]
