"""One thing's part of the graph: what is said of it, on what evidence, and the names of all named there.

The part of a thing X is
1. the quads whose subject or object is X; of a report, also all that stands in its graph;
2. every statement that names X, or whose evidence X is: all its quads, its evidence, the selectors of the
   evidence and its reports;
3. of everything else that is named there, its classes and names, of organisations their kind, of reports
   their school; of the vocabulary's own concepts and data sets they come from the ontology, into a graph of
   their own.

Every quad but those of the vocabulary stands in the whole graph, in the same named graph.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from ...ontology.files import CUBE, SCHEMES, ontology_file
from ...ontology.namespaces import (
    DCTERMS,
    OA,
    RDF,
    RDFS,
    SKOS,
    ZJ,
    graph_iri,
    report_graph_iri,
    thing_prefixes,
)
from ..store import GraphStore
from ..turtle import sorted_nquads
from .lines import inner, quads_from, quads_in, quads_to

_TYPE: Final = f"{RDF}type"
_EVIDENCE: Final = f"{ZJ}evidence"
_SOURCE: Final = f"{OA}hasSource"
_SELECTOR: Final = f"{OA}hasSelector"
#: What is told of things that are only named.
_TELLING: Final = frozenset(
    (
        _TYPE,
        f"{RDFS}label",
        f"{SKOS}prefLabel",
        f"{SKOS}altLabel",
        f"{SKOS}notation",
        f"{SKOS}inScheme",
        f"{DCTERMS}title",
        f"{ZJ}partnerKind",
        f"{ZJ}reportingSchool",
    )
)
_VOCABULARY_GRAPH: Final = "vocabulary"


class PartStore(GraphStore):
    """A part of a graph in memory. Its base is that of the whole, whose graph of entities it may not have."""

    def __init__(self, store: Store, base: str) -> None:
        """Take a pyoxigraph store and the base IRI of the whole graph."""
        super().__init__(store)
        self._base = base

    def base(self) -> str:
        """Return the base IRI of the whole graph."""
        return self._base


def part(store: GraphStore, iri: str) -> PartStore:
    """Return the part of the thing `iri` as a store in memory, which every format is written of alike."""
    return PartStore(inner(GraphStore.memory(part_nquads(store, iri))), store.base())


def part_nquads(store: GraphStore, iri: str) -> bytes:
    """Return the part of the thing `iri` as sorted N-Quads; empty where nothing is said of it."""
    return sorted_nquads(_Part(store, iri).quads)


class _Part:
    """Collects the quads of a part."""

    def __init__(self, store: GraphStore, iri: str) -> None:
        self._store = store
        self._told: set[str] = set()
        self.quads: set[Quad] = set()
        self._add_whole(iri)
        for one in self._statements(iri):
            self._add_whole(one)
        self.quads.update(quads_to(store, iri))
        self._add_passages()
        self._add_names()

    def _statements(self, iri: str) -> list[str]:
        """Return the statements that name a thing, or that stand in its graph where it is a report."""
        about = {_value(quad.subject) for quad in quads_to(self._store, iri)}
        reports = thing_prefixes(self._store.base())["report"]
        if iri.startswith(reports):
            graph = report_graph_iri(self._store.base(), iri.removeprefix(reports))
            here = list(quads_in(self._store, graph))
            self.quads.update(here)
            about |= {_value(quad.subject) for quad in here}
        return sorted(one for one in about if one and one != iri and self._is_statement(one))

    def _is_statement(self, iri: str) -> bool:
        quads = list(quads_from(self._store, iri))
        predicates = {quad.predicate.value for quad in quads}
        return _EVIDENCE in predicates and f"{ZJ}school" in predicates

    def _add_whole(self, iri: str) -> None:
        if iri not in self._told:
            self._told.add(iri)
            self.quads.update(quads_from(self._store, iri))

    def _add_passages(self) -> None:
        """Add evidence, then its selectors and reports."""
        for predicates in ({_EVIDENCE}, {_SELECTOR, _SOURCE}):
            for iri in sorted(
                {_value(one.object) for one in self.quads if one.predicate.value in predicates}
            ):
                self._add_whole(iri)

    def _add_names(self) -> None:
        """Add what is told of all that is named and not told yet, and of what is named in that."""
        while named := self._named() - self._told:
            self._told |= named
            for iri in sorted(named):
                own = (one for one in quads_from(self._store, iri) if one.predicate.value in _TELLING)
                self.quads.update(own)
                self.quads.update(_of_vocabulary(iri, graph_iri(self._store.base(), _VOCABULARY_GRAPH)))

    def _named(self) -> set[str]:
        subjects = {_value(one.subject) for one in self.quads}
        return subjects | {_value(one.object) for one in self.quads if one.predicate.value != _TYPE} - {""}


def _of_vocabulary(iri: str, graph: str) -> Iterable[Quad]:
    """Yield what the vocabulary tells of a concept or data set of its own, as quads of a graph."""
    for quad in _vocabulary().get(iri, ()):
        if quad.predicate.value in _TELLING:
            yield Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph))


@cache
def _vocabulary() -> dict[str, list[Quad]]:
    found: dict[str, list[Quad]] = {}
    for name in (SCHEMES, CUBE):
        for quad in parse(path=str(ontology_file(name)), format=RdfFormat.TURTLE):
            found.setdefault(_value(quad.subject), []).append(quad)
    return found


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""
