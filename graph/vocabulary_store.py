"""The shipped vocabulary as a store in memory: ontology, code lists, catalogues of majors, regions, cubes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from ..ontology.codes import concepts
from ..ontology.files import CATALOGUE, CUBE, ONTOLOGY, REGIONS_SKOS, SCHEMES, ontology_file
from ..ontology.namespaces import ONTOLOGY_IRI, PREFIXES, RDFS, SCHEME_BASE, SCHEME_NAMES, SKOS, ZJ
from .exports.lines import quads_from, quads_to
from .store import GraphStore
from .turtle import sorted_nquads, turtle_head

#: The files, each of which becomes a graph of the store.
_FILES: Final = (ONTOLOGY, CUBE, SCHEMES, CATALOGUE, REGIONS_SKOS)
#: Names of common terms of others, of which the ontology says nothing.
_COMMON: Final = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": "类",
    f"{RDFS}label": "名称",
    f"{RDFS}comment": "说明",
    f"{RDFS}subClassOf": "上位类",
    f"{RDFS}subPropertyOf": "上位属性",
    f"{RDFS}domain": "定义域",
    f"{RDFS}range": "值域",
    f"{SKOS}prefLabel": "名称",
    f"{SKOS}altLabel": "其他名称",
    f"{SKOS}notation": "代码",
    f"{SKOS}broader": "上位概念",
    f"{SKOS}narrower": "下位概念",
    f"{SKOS}inScheme": "概念表",
    f"{SKOS}topConceptOf": "概念表的顶层概念",
    f"{SKOS}hasTopConcept": "顶层概念",
    f"{SKOS}definition": "定义",
    f"{SKOS}exactMatch": "等同的概念",
    f"{SKOS}broadMatch": "较宽的概念",
    f"{SKOS}closeMatch": "相近的概念",
}


def is_vocabulary(iri: str) -> bool:
    """Say whether `iri` is an address of the vocabulary, whatever the base IRI of a graph is."""
    return iri == ONTOLOGY_IRI or iri.startswith((ZJ, SCHEME_BASE))


@cache
def vocabulary_store() -> GraphStore:
    """Return the vocabulary as a store, one graph for each of its files; made once in a process."""
    quads: list[Quad] = []
    for name in _FILES:
        graph = NamedNode(f"{ONTOLOGY_IRI}/{name}")
        triples = parse(path=str(ontology_file(name)), format=RdfFormat.TURTLE, rename_blank_nodes=True)
        quads += (Quad(one.subject, one.predicate, one.object, graph) for one in triples)
    return GraphStore.memory(sorted_nquads(quads))


def vocabulary_document(iri: str, media_type: str) -> bytes | None:
    """Return what the vocabulary says of `iri` as RDF of a media type; None where it says nothing.

    The document about the ontology has all its terms, that about a concept scheme all its concepts. Raises
    ValueError for a media type that is no RDF format.
    """
    form = RdfFormat.from_media_type(media_type)
    if form is None:
        raise ValueError(f"{media_type}: no RDF format")
    if iri == ONTOLOGY_IRI:
        return converted(ontology_file(ONTOLOGY), media_type)
    store = vocabulary_store()
    subjects = [iri, *_members(store, iri)]
    triples = [quad.triple for one in subjects for quad in quads_from(store, one)]
    return _written(triples, form) if triples else None


def _named_in_order(quads: Iterable[Quad]) -> Iterator[Triple]:
    """Yield the triples of quads, with blank nodes named by the order in which they come."""
    names: dict[object, BlankNode] = {}
    for quad in quads:
        subject, value = quad.subject, quad.object
        if isinstance(subject, BlankNode):
            subject = names.setdefault(subject, BlankNode(f"b{len(names)}"))
        if isinstance(value, BlankNode):
            value = names.setdefault(value, BlankNode(f"b{len(names)}"))
        yield Triple(subject, quad.predicate, value)


def _written(triples: Iterable[Triple], form: RdfFormat) -> bytes:
    if form not in (RdfFormat.TURTLE, RdfFormat.RDF_XML):
        return serialize(triples, format=form) or b""
    text = serialize(triples, format=form, prefixes=dict(PREFIXES)) or b""
    if form == RdfFormat.RDF_XML:
        return text
    # The library writes prefixes in an order that changes from one run to the next.
    body = text[text.rfind(b"@prefix") :].partition(b"\n")[2]
    return turtle_head() + body


def converted(path: Path, media_type: str) -> bytes:
    """Return a file of Turtle as RDF of a media type; as Turtle it stays as it was written.

    Raises OSError where it cannot be read, SyntaxError where it is no Turtle, ValueError where the media type
    is no RDF format.
    """
    form = RdfFormat.from_media_type(media_type)
    if form is None:
        raise ValueError(f"{media_type}: no RDF format")
    text = path.read_bytes()
    if form == RdfFormat.TURTLE:
        return text
    return _written(_named_in_order(parse(text, format=RdfFormat.TURTLE)), form)


def _members(store: GraphStore, scheme: str) -> list[str]:
    """Return the concepts of a scheme, sorted; none for what is no scheme."""
    in_scheme = NamedNode(f"{SKOS}inScheme")
    found = {quad.subject for quad in quads_to(store, scheme) if quad.predicate == in_scheme}
    return sorted(one.value for one in found if isinstance(one, NamedNode))


@cache
def term_names() -> Mapping[str, str]:
    """Return the Chinese names of classes, properties and codes by their IRIs."""
    found = dict(_COMMON)
    found |= {one.iri: one.zh for scheme in SCHEME_NAMES for one in concepts(scheme)}
    for name in (ONTOLOGY, CUBE):
        for quad in parse(path=str(ontology_file(name)), format=RdfFormat.TURTLE):
            label = quad.object
            if (
                quad.predicate.value == f"{RDFS}label"
                and isinstance(quad.subject, NamedNode)
                and isinstance(label, Literal)
                and label.language == "zh"
            ):
                found[quad.subject.value] = label.value
    return MappingProxyType(found)
