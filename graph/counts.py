"""How much a graph holds: triples, things, and how many there are of each class and property.

Counted by the store itself, three queries that take about a second for each million triples on disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from .store import GraphStore

_CLASSES: Final = "SELECT ?c (COUNT(*) AS ?n) WHERE { ?s a ?c } GROUP BY ?c"
_PROPERTIES: Final = "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p"
_ENTITIES: Final = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c }"
_REPORTS: Final = """SELECT DISTINCT ?r ?title ?sha WHERE {
    ?r a zj:Report ; dcterms:title ?title . OPTIONAL { ?r zj:sha256 ?sha } }"""
_EXAMPLE: Final = "SELECT (MIN(STR(?s)) AS ?one) WHERE { ?s a zj:School . ?r zj:reportingSchool ?s }"


@dataclass(frozen=True, slots=True)
class SourceReport:
    """A report that a graph was made from: its IRI, its name, its SHA-256 (or empty)."""

    iri: str
    title: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a graph holds, each triple once whatever its graphs.

    `entities` are the things that have a class; `classes` and `properties` count instances and triples by
    IRI, sorted; `reports` are what it was made from, sorted; `example` is the IRI of a reporting school, or
    empty.
    """

    base: str
    triples: int
    entities: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    reports: tuple[SourceReport, ...]
    example: str = ""


def count(store: GraphStore) -> Counts:
    """Return what the graph in `store` holds. Raises store.StoreError where it is no graph of reports."""
    properties = _grouped(store, _PROPERTIES)
    ((entities,),) = store.select(_ENTITIES).rows
    reports = [
        SourceReport(str(iri), str(title), str(sha or "")) for iri, title, sha in store.select(_REPORTS).rows
    ]
    examples = [str(one) for (one,) in store.select(_EXAMPLE).rows if one is not None]
    return Counts(
        base=store.base(),
        triples=sum(properties.values()),
        entities=int(str(entities)),
        classes=_grouped(store, _CLASSES),
        properties=properties,
        reports=tuple(sorted(reports, key=lambda one: (one.iri, one.title, one.sha256))),
        example=next(iter(examples), ""),
    )


def _grouped(store: GraphStore, query: str) -> Mapping[str, int]:
    found = {str(iri): int(str(number)) for iri, number in store.select(query).rows if iri is not None}
    return MappingProxyType(dict(sorted(found.items())))
