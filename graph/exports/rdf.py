"""The graph in the RDF formats, streamed: the same graph gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final, cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from ..store import GraphStore
from ..turtle import turtle_head, turtle_prefixes
from .lines import graph_lines, parsed, quad_lines, triple_lines
from .xml_text import xml_text


def write_ntriples(store: GraphStore, target: Path) -> None:
    """Write all triples as sorted N-Triples."""
    _write_lines(triple_lines(store, target.parent), target)


def write_nquads(store: GraphStore, target: Path) -> None:
    """Write the quads of all named graphs as sorted N-Quads."""
    _write_lines(quad_lines(store, target.parent), target)


def write_turtle(store: GraphStore, target: Path) -> None:
    """Write all triples as Turtle: prefixes, then one block for each subject, sorted."""
    _write_headed(_triples(store, target), target, RdfFormat.TURTLE, store.base())


def write_rdfxml(store: GraphStore, target: Path) -> None:
    """Write all triples as RDF/XML. A form feed in a quote, which XML cannot hold, becomes U+FFFD."""
    triples = (_for_xml(triple) for triple in _triples(store, target))
    serialize(triples, str(target), RdfFormat.RDF_XML, prefixes=turtle_prefixes(store.base()))


def write_trig(store: GraphStore, target: Path) -> None:
    """Write the named graphs as TriG: prefixes, then the graphs sorted by IRI, each sorted as in Turtle."""
    quads = (
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph))
        for graph, lines in graph_lines(store, target.parent)
        for quad in parsed(lines)
    )
    _write_headed(quads, target, RdfFormat.TRIG, store.base())


def _triples(store: GraphStore, target: Path) -> Iterator[Triple]:
    return (quad.triple for quad in parsed(triple_lines(store, target.parent)))


def _write_headed(
    statements: Iterable[Triple] | Iterable[Quad], target: Path, form: RdfFormat, base: str
) -> None:
    """Write Turtle or TriG; its prefixes, which the library writes in any order, are sorted."""
    with target.open("wb") as file:
        file.write(turtle_head(base))
        body = _Body(file)
        serialize(statements, cast(IO[bytes], body), form, prefixes=turtle_prefixes(base))


def _write_lines(lines: Iterable[bytes], target: Path) -> None:
    with target.open("wb") as file:
        file.writelines(lines)


def _for_xml(triple: Triple) -> Triple:
    value = triple.object
    if isinstance(value, Literal) and "\f" in value.value:
        return Triple(triple.subject, triple.predicate, Literal(xml_text(value.value)))
    return triple


_PREFIX: Final = b"@prefix "


class _Body(io.RawIOBase):
    """Passes on to a file what follows the declarations of prefixes, each of which stands on a line."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._head: bytes | None = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if self._head is None:
            return self._file.write(data)
        text = self._head + bytes(data)
        while text.startswith(_PREFIX) and b"\n" in text:
            text = text.partition(b"\n")[2]
        if text.startswith(_PREFIX[: len(text)]):
            self._head = text
        else:
            self._head = None
            self._file.write(text)
        return len(data)
