"""The project's own terms as the ontology describes them, and names of terms in short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from rdflib import Graph, URIRef
from rdflib import Literal as Text
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from ...ontology.files import ONTOLOGY, ontology_file
from ...ontology.namespaces import PREFIXES, ZJ, thing_prefixes

Kind = Literal["class", "object", "data"]

_KINDS: Final[tuple[tuple[Kind, URIRef], ...]] = (
    ("class", OWL.Class),
    ("object", OWL.ObjectProperty),
    ("data", OWL.DatatypeProperty),
)
#: Properties by which things point to themselves have this ending; only reasoning uses them.
_SELF: Final = "Self"


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of the project's vocabulary. Other terms are given by their short names.

    `uppers` are the classes or properties right above; `domain` and `range` are empty for classes, and have
    more than one member where any of them may be. `inverse` is the property the other way round;
    `stated_inverse` says that data have that one and not this one. `chain` is the chain that it follows from.
    `key` has the properties that tell the things of a class apart, `value` the (property, value) by which the
    class is defined.
    """

    name: str
    iri: str
    kind: Kind
    zh: str
    en: str
    comment_zh: str
    comment_en: str
    uppers: tuple[str, ...]
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    inverse: str = ""
    stated_inverse: bool = False
    functional: bool = False
    chain: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    value: tuple[str, str] | None = None

    @property
    def for_reasoning(self) -> bool:
        """Whether only reasoning uses it, and data never do."""
        return self.kind == "object" and self.name.endswith(_SELF)


def short(iri: str) -> str:
    """Return an IRI as prefix:name where a prefix fits, else in angle brackets."""
    end = max(iri.rfind("/"), iri.rfind("#")) + 1
    for prefix, base in (*PREFIXES.items(), *thing_prefixes().items()):
        if iri[:end] == base and iri[end:]:
            return f"{prefix}:{iri[end:]}"
    return f"<{iri}>"


def own_terms() -> tuple[Term, ...]:
    """Return all own terms: classes, object properties, datatype properties, each in the ontology's order."""
    path = ontology_file(ONTOLOGY)
    graph = Graph().parse(path, format="turtle")
    text = path.read_text(encoding="utf-8")
    found = []
    for kind, type_ in _KINDS:
        names = [str(one) for one in graph.subjects(RDF.type, type_) if str(one).startswith(ZJ)]
        # Turtle's order is lost in reading; a term is described where a line begins with it.
        names.sort(key=lambda iri: text.index(f"\n{short(iri)} a "))
        found += [_term(graph, URIRef(iri), kind) for iri in names]
    return tuple(found)


def _term(graph: Graph, term: URIRef, kind: Kind) -> Term:
    above = RDFS.subClassOf if kind == "class" else RDFS.subPropertyOf
    named = (one for one in graph.objects(term, above) if isinstance(one, URIRef))
    forward, backward = graph.value(term, OWL.inverseOf), graph.value(None, OWL.inverseOf, term)
    return Term(
        name=short(str(term)),
        iri=str(term),
        kind=kind,
        zh=_text(graph, term, RDFS.label, "zh"),
        en=_text(graph, term, RDFS.label, "en"),
        comment_zh=_text(graph, term, RDFS.comment, "zh"),
        comment_en=_text(graph, term, RDFS.comment, "en"),
        uppers=tuple(sorted(short(str(one)) for one in named)),
        domain=_ends(graph, graph.value(term, RDFS.domain)),
        range=_ends(graph, graph.value(term, RDFS.range)),
        inverse=short(str(forward or backward)) if forward or backward else "",
        stated_inverse=backward is not None,
        functional=(term, RDF.type, OWL.FunctionalProperty) in graph,
        chain=_list(graph, graph.value(term, OWL.propertyChainAxiom)),
        key=_list(graph, graph.value(term, OWL.hasKey)),
        value=_value(graph, term),
    )


def _text(graph: Graph, term: URIRef, predicate: URIRef, language: str) -> str:
    texts = (one for one in graph.objects(term, predicate) if isinstance(one, Text))
    return next(str(one) for one in texts if one.language == language)


def _ends(graph: Graph, node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    union = graph.value(node, OWL.unionOf)
    return _list(graph, union) if union else (short(str(node)),)


def _list(graph: Graph, head: Node | None) -> tuple[str, ...]:
    return tuple(short(str(one)) for one in Collection(graph, head)) if head else ()


def _value(graph: Graph, term: URIRef) -> tuple[str, str] | None:
    """Return the property and value of a class that is defined by a value."""
    for whole in graph.objects(term, OWL.equivalentClass):
        for part in _parts(graph, whole):
            value = graph.value(part, OWL.hasValue)
            if value:
                return short(str(graph.value(part, OWL.onProperty))), short(str(value))
    return None


def _parts(graph: Graph, node: Node) -> Iterator[Node]:
    head = graph.value(node, OWL.intersectionOf)
    yield from Collection(graph, head) if head else ()
