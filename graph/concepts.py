"""Concepts of the catalogues of majors as quads: those that a graph links to, and what stands above them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from ..ontology.catalogue import Entry, above, entries, matched
from ..ontology.catalogue_skos import TITLES, labels
from ..ontology.namespaces import concept_iri, scheme_iri
from .terms import PREF_LABEL, TYPE, skos


def concept_quads(linked: Iterable[str], graph: NamedNode) -> Iterator[Quad]:
    """Yield the concepts with the IRIs `linked`, those that they relate to, all above, the schemes."""
    wanted: dict[str, Entry] = {}
    for iri in linked:
        one = entries()[iri]
        for each in (one, *(today for _, today in matched(one))):
            wanted |= {each.iri: each} | {upper.iri: upper for upper in above(each)}
    for entry in wanted.values():
        yield from _of_entry(entry, graph)
    for edition in {one.edition for one in wanted.values()}:
        scheme = NamedNode(scheme_iri(edition))
        yield Quad(scheme, TYPE, skos("ConceptScheme"), graph)
        zh, en, *_ = TITLES[edition]
        yield Quad(scheme, PREF_LABEL, Literal(zh, language="zh"), graph)
        yield Quad(scheme, PREF_LABEL, Literal(en, language="en"), graph)


def _of_entry(entry: Entry, graph: NamedNode) -> Iterator[Quad]:
    iri = NamedNode(entry.iri)
    yield Quad(iri, TYPE, skos("Concept"), graph)
    yield Quad(iri, skos("inScheme"), NamedNode(scheme_iri(entry.edition)), graph)
    for text, language in labels(entry):
        yield Quad(iri, PREF_LABEL, Literal(text, language=language), graph)
    if entry.code:
        yield Quad(iri, skos("notation"), Literal(entry.code), graph)
    if entry.broader:
        yield Quad(iri, skos("broader"), NamedNode(concept_iri(entry.edition, entry.broader)), graph)
    for relation, today in matched(entry):
        yield Quad(iri, skos(relation), NamedNode(today.iri), graph)
