"""Deterministic RDF text: sorted N-Quads and N-Triples, and Turtle made of them with prefixes.

Equal sets of quads give equal bytes, in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, parse, serialize

from ..ontology.namespaces import DEFAULT_BASE, PREFIXES, thing_prefixes


def sorted_nquads(quads: Iterable[Quad]) -> bytes:
    """Return quads as N-Quads, sorted by bytes, each once."""
    return _sorted_lines(serialize(quads, format=RdfFormat.N_QUADS))


def sorted_ntriples(nquads: bytes) -> bytes:
    """Return the triples of N-Quads, whatever their graph, as N-Triples, sorted by bytes, each once."""
    triples = (quad.triple for quad in parse(nquads, format=RdfFormat.N_QUADS))
    return _sorted_lines(serialize(triples, format=RdfFormat.N_TRIPLES))


def turtle(nquads: bytes, base: str = DEFAULT_BASE) -> bytes:
    """Return the triples of N-Quads, whatever their graph, as Turtle grouped by subject.

    The prefixes are those of the vocabularies and of the things under `base`.
    """
    triples = (quad.triple for quad in parse(sorted_ntriples(nquads), format=RdfFormat.N_TRIPLES))
    text = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES) | thing_prefixes(base))
    return text if text is not None else b""


def _sorted_lines(text: bytes | None) -> bytes:
    # Only a line feed ends a statement; literals may hold other characters that str.splitlines takes for one.
    lines = {line for line in (text or b"").split(b"\n") if line}
    return b"".join(line + b"\n" for line in sorted(lines))
