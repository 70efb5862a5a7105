"""The graph node by node: each thing with all that is said of it, in the order of N-Triples."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.namespaces import DCTERMS, RDF, SKOS
from ..store import GraphStore, Iri
from .lines import parsed, triple_lines, triples_with

_TYPE: Final = f"{RDF}type"
#: What names a thing, the first that it has.
NAMING: Final = (f"{SKOS}prefLabel", f"{DCTERMS}title")


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: its IRI and the values of its properties, by the properties' IRIs.

    An IRI among the values is an `Iri`, any literal its text.
    """

    iri: str
    values: Mapping[str, tuple[str, ...]]

    @property
    def types(self) -> tuple[str, ...]:
        """The IRIs of its classes, sorted."""
        return self.values.get(_TYPE, ())


def nodes(store: GraphStore, aside: Path) -> Iterator[Node]:
    """Yield every subject of the graph with its properties, in the order of lines: one pass over all."""
    quads = parsed(triple_lines(store, aside))
    for subject, group in groupby(quads, key=_subject):
        values: defaultdict[str, list[str]] = defaultdict(list)
        for quad in group:
            values[quad.predicate.value].append(plain(quad.object))
        yield Node(subject, {predicate: tuple(found) for predicate, found in values.items()})


def column(store: GraphStore, predicate: str) -> dict[str, tuple[str, ...]]:
    """Return the values of a property of all things that have it, sorted; one pass over that property."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for subject, value in triples_with(store, predicate):
        found[subject].add(plain(value))
    return {subject: tuple(sorted(values)) for subject, values in found.items()}


def names(store: GraphStore) -> dict[str, str]:
    """Return the name of everything that has one: of names in several languages the Chinese one."""
    found: dict[str, tuple[int, int, str]] = {}
    for rank, predicate in enumerate(NAMING):
        for subject, value in triples_with(store, predicate):
            if isinstance(value, Literal):
                name = (rank, value.language not in (None, "zh"), value.value)
                found[subject] = min(found.get(subject, name), name)
    return {subject: name for subject, (_, _, name) in found.items()}


def plain(term: Any) -> str:
    """Return a term as text; an IRI as an `Iri`."""
    return Iri(term.value) if isinstance(term, NamedNode) else str(term.value)


def _subject(quad: Quad) -> str:
    if not isinstance(quad.subject, NamedNode):
        raise TypeError(f"{quad.subject}: only IRIs can stand here")
    return quad.subject.value
