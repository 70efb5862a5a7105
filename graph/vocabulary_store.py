"""The shipped vocabulary as a store in memory: ontology, code lists, catalogues of majors, regions, cubes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from ..ontology.files import CATALOGUE, CUBE, ONTOLOGY, REGIONS_SKOS, SCHEMES, ontology_file
from ..ontology.namespaces import ONTOLOGY_IRI, RDFS, SCHEME_BASE, SKOS, ZJ
from .store import GraphStore
from .turtle import sorted_nquads

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


@cache
def term_names() -> Mapping[str, str]:
    """Return the Chinese names of classes and properties by their IRIs."""
    found = dict(_COMMON)
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
