"""The pitfalls of ontologies that can be found mechanically, by the codes of the catalogue of OOPS!.

The catalogue: M. Poveda-Villalón, A. Gómez-Pérez, M. C. Suárez-Figueroa, OOPS! (OntOlogy Pitfall Scanner!),
2014. Each check takes the ontology and lists what is at fault. The pitfalls that are missing here (P01, P09,
P14 to P18, P23, P31) only people can judge, or they are about ontologies on the web (P37).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, QB, RDF, RDFS, SDO, SKOS, VANN, DefinedNamespace
from rdflib.term import BNode, Node

from zhijiao.ontology.namespaces import OA, ONTOLOGY_IRI, PREFIXES, ZJ

PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty)
VOCABULARIES: tuple[type[DefinedNamespace], ...] = (DCTERMS, ORG, PROV, QB, SDO, SKOS, VANN)
#: Of Web Annotation, which rdflib has no list of: https://www.w3.org/ns/oa
OA_TERMS = {
    *("SpecificResource", "TextQuoteSelector", "TextPositionSelector"),
    *("hasSource", "hasSelector", "exact", "start", "end"),
}
Check = Callable[[Graph], Iterator[object]]
CHECKS: dict[str, Check] = {}


def pitfall(code: str) -> Callable[[Check], Check]:
    """Keep a check among CHECKS by its code and name."""

    def noted(check: Check) -> Check:
        CHECKS[code] = check
        return check

    return noted


def zj(name: str) -> URIRef:
    return URIRef(ZJ + name)


def own(graph: Graph, *types: URIRef) -> list[URIRef]:
    found = {term for kind in types for term in graph.subjects(RDF.type, kind)}
    return sorted(term for term in found if isinstance(term, URIRef) and term.startswith(ZJ))


def classes(graph: Graph) -> list[URIRef]:
    return own(graph, OWL.Class)


def properties(graph: Graph) -> list[URIRef]:
    return own(graph, *PROPERTY_TYPES)


def local(term: Node) -> str:
    return re.split(r"[#/]", str(term))[-1]


def members(graph: Graph, node: Node | None) -> frozenset[Node | None]:
    union = graph.value(node, OWL.unionOf)
    return frozenset({node} if union is None else Collection(graph, union))


def sides(graph: Graph, term: Node) -> tuple[frozenset[Node | None], frozenset[Node | None]]:
    ends = (graph.value(term, RDFS.domain), graph.value(term, RDFS.range))
    return members(graph, ends[0]), members(graph, ends[1])


def labels(graph: Graph, term: Node) -> dict[str, str]:
    return {
        str(one.language): str(one) for one in graph.objects(term, RDFS.label) if isinstance(one, Literal)
    }


def above(graph: Graph, term: Node) -> set[Node | None]:
    return set(graph.transitive_objects(term, RDFS.subClassOf)) - {term}


def mentioned(graph: Graph, term: Node, predicates: tuple[URIRef, ...]) -> set[Node]:
    """All terms in the expressions that stand at `predicates` of a term."""
    todo = [value for predicate in predicates for value in graph.objects(term, predicate)]
    found: set[Node] = set()
    while todo:
        one = todo.pop()
        if isinstance(one, BNode):
            todo += [value for _, value in graph.predicate_objects(one)]
        else:
            found.add(one)
    return found


@pitfall("P02 synonyms as classes")
def synonyms(graph: Graph) -> Iterator[object]:
    for one, other in graph.subject_objects(OWL.equivalentClass):
        if isinstance(one, URIRef) and isinstance(other, URIRef):
            yield one, other


@pitfall("P03 a relation called is")
def is_relations(graph: Graph) -> Iterator[object]:
    yield from (one for one in properties(graph) if re.fullmatch(r"is(a)?", local(one), re.I))


@pitfall("P04 unconnected elements")
def unconnected(graph: Graph) -> Iterator[object]:
    near = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.equivalentClass)
    terms = {*classes(graph), *properties(graph)}
    linked: dict[Node, set[Node]] = {term: set() for term in terms}
    for term in terms:
        for other in mentioned(graph, term, (*near, OWL.inverseOf)) & terms:
            linked[term].add(other)
            linked[other].add(term)
    seen, todo = {zj("School")}, [zj("School")]
    while todo:
        new = {one for one in linked[todo.pop()] if isinstance(one, URIRef)} - seen
        seen |= new
        todo += new
    yield from sorted(terms - seen)


@pitfall("P05 wrong inverse")
def wrong_inverses(graph: Graph) -> Iterator[object]:
    for one, other in graph.subject_objects(OWL.inverseOf):
        ours = str(one).startswith(ZJ) and str(other).startswith(ZJ)
        if ours and sides(graph, one) != sides(graph, other)[::-1]:
            yield one, other


@pitfall("P06 cycles in a hierarchy")
def cycles(graph: Graph) -> Iterator[object]:
    for relation in (RDFS.subClassOf, RDFS.subPropertyOf):
        for one, upper in graph.subject_objects(relation):
            if one in set(graph.transitive_objects(upper, relation)):
                yield one, upper


@pitfall("P07 different concepts in one")
def merged(graph: Graph) -> Iterator[object]:
    for term in (*classes(graph), *properties(graph)):
        if {"And", "Or"} & set(re.findall(r"[A-Z][a-z]*", local(term))):
            yield term


@pitfall("P08 missing annotations")
def unlabelled(graph: Graph) -> Iterator[object]:
    for term in (*classes(graph), *properties(graph)):
        for predicate in (RDFS.label, RDFS.comment):
            texts = [one for one in graph.objects(term, predicate) if isinstance(one, Literal)]
            if sorted(str(one.language) for one in texts) != ["en", "zh"] or not all(map(str.strip, texts)):
                yield term, predicate
    for kind in (QB.DataSet, QB.DataStructureDefinition):
        yield from (
            term for term in graph.subjects(RDF.type, kind) if set(labels(graph, term)) != {"zh", "en"}
        )


def disjoint(graph: Graph, one: Node, other: Node) -> bool:
    groups = [set(Collection(graph, heads)) for heads in graph.objects(None, OWL.members)]
    groups += [{a, b} for a, b in graph.subject_objects(OWL.disjointWith)]
    mine, yours = ({term, *above(graph, term)} for term in (one, other))
    return any(a != b and mine & {a} and yours & {b} for group in groups for a in group for b in group)


@pitfall("P10 missing disjointness")
def not_disjoint(graph: Graph) -> Iterator[object]:
    tops = [one for one in classes(graph) if not any(str(up).startswith(ZJ) for up in above(graph, one))]
    families = [tops] + [
        [one for one in classes(graph) if (one, RDFS.subClassOf, parent) in graph]
        for parent in classes(graph)
    ]
    for siblings in families:
        for at, one in enumerate(siblings):
            yield from ((one, other) for other in siblings[at + 1 :] if not disjoint(graph, one, other))


@pitfall("P11 missing domain or range")
def endless(graph: Graph) -> Iterator[object]:
    for term in properties(graph):
        yield from ((term, end) for end in (RDFS.domain, RDFS.range) if not graph.value(term, end))


@pitfall("P12 equivalent properties not declared")
def twins(graph: Graph) -> Iterator[object]:
    names: dict[str, URIRef] = {}
    for kind in PROPERTY_TYPES:
        for term in own(graph, kind):
            for text in (*labels(graph, term).values(), local(term).lower()):
                other = names.setdefault(f"{kind} {text}", term)
                if other != term:
                    yield term, other


@pitfall("P13 inverse not declared")
def no_inverse(graph: Graph) -> Iterator[object]:
    for term in own(graph, OWL.ObjectProperty):
        domain, reach = sides(graph, term)
        # Codes are asked for by value, and nothing points back from a list; what only reasoning uses
        # points to itself; a symmetric property is its own inverse.
        if SKOS.Concept in reach or term.endswith("Self"):
            continue
        stated = {*graph.objects(term, OWL.inverseOf), *graph.subjects(OWL.inverseOf, term)}
        if not stated and (term, RDF.type, OWL.SymmetricProperty) not in graph:
            yield term


@pitfall("P19 several domains or ranges")
def several_ends(graph: Graph) -> Iterator[object]:
    for term in properties(graph):
        yield from (
            (term, end) for end in (RDFS.domain, RDFS.range) if len(list(graph.objects(term, end))) > 1
        )


@pitfall("P20 misused annotations")
def misused(graph: Graph) -> Iterator[object]:
    for term in (*classes(graph), *properties(graph)):
        comments = {str(one.language): str(one) for one in graph.objects(term, RDFS.comment)}  # type: ignore[attr-defined]
        for language, text in labels(graph, term).items():
            comment = comments.get(language, "")
            if len(text) > 40 or text[-1:] in {".", "。"} or len(comment) <= len(text):
                yield term, text
            if comment[-1:] not in {".", "。"}:
                yield term, comment


@pitfall("P21 a miscellaneous class")
def miscellaneous(graph: Graph) -> Iterator[object]:
    words = re.compile(r"^(other|misc|unknown|various|none)", re.I)
    yield from (one for one in classes(graph) if words.match(local(one)))


@pitfall("P22 naming conventions")
def ill_named(graph: Graph) -> Iterator[object]:
    yield from (one for one in classes(graph) if not re.fullmatch(r"([A-Z][a-z]+)+", local(one)))
    individuals = own(graph, QB.DataSet, QB.DataStructureDefinition, QB.ComponentSpecification)
    for one in (*properties(graph), *individuals):
        if not re.fullmatch(r"[a-z]+(256)?([A-Z][a-z]+)*", local(one)):
            yield one


@pitfall("P24 recursive definitions")
def recursive(graph: Graph) -> Iterator[object]:
    yield from (one for one in classes(graph) if one in mentioned(graph, one, (OWL.equivalentClass,)))
    for term in properties(graph):
        chains = {
            part for names in graph.objects(term, OWL.propertyChainAxiom) for part in Collection(graph, names)
        }
        if term in chains:
            yield term


@pitfall("P25 inverse to itself")
def own_inverse(graph: Graph) -> Iterator[object]:
    yield from (one for one, other in graph.subject_objects(OWL.inverseOf) if one == other)


@pitfall("P26 inverse of a symmetric property")
def symmetric_inverse(graph: Graph) -> Iterator[object]:
    symmetric = set(graph.subjects(RDF.type, OWL.SymmetricProperty))
    yield from (pair for pair in graph.subject_objects(OWL.inverseOf) if symmetric & set(pair))


@pitfall("P27 wrong equivalent properties")
def wrong_equivalents(graph: Graph) -> Iterator[object]:
    for one, other in graph.subject_objects(OWL.equivalentProperty):
        if sides(graph, one) != sides(graph, other):
            yield one, other


def lopsided(graph: Graph, kind: URIRef) -> Iterator[object]:
    for term in graph.subjects(RDF.type, kind):
        domain, reach = sides(graph, term)
        if domain != reach:
            yield term


@pitfall("P28 wrong symmetric property")
def wrong_symmetric(graph: Graph) -> Iterator[object]:
    yield from lopsided(graph, OWL.SymmetricProperty)


@pitfall("P29 wrong transitive property")
def wrong_transitive(graph: Graph) -> Iterator[object]:
    yield from lopsided(graph, OWL.TransitiveProperty)


@pitfall("P30 equivalent classes not declared")
def unrelated_twins(graph: Graph) -> Iterator[object]:
    everything = [one for one in graph.subjects(RDF.type, OWL.Class) if isinstance(one, URIRef)]
    for one in classes(graph):
        for other in everything:
            if one != other and local(one).lower() == local(other).lower() and other not in above(graph, one):
                yield one, other


@pitfall("P32 classes of one label")
def one_label(graph: Graph) -> Iterator[object]:
    seen: dict[str, URIRef] = {}
    for one in classes(graph):
        for text in labels(graph, one).values():
            if seen.setdefault(text.lower(), one) != one:
                yield one, text


@pitfall("P33 a chain of one property")
def short_chains(graph: Graph) -> Iterator[object]:
    for term, names in graph.subject_objects(OWL.propertyChainAxiom):
        if len(Collection(graph, names)) < 2:
            yield term


@pitfall("P34 untyped class")
def untyped_classes(graph: Graph) -> Iterator[object]:
    used = {
        cls
        for one in (RDFS.subClassOf, RDFS.domain, OWL.onClass, OWL.disjointWith)
        for cls in graph.objects(None, one)
    }
    used |= {
        cls
        for names in (*graph.objects(None, OWL.members), *graph.objects(None, OWL.unionOf))
        for cls in Collection(graph, names)
    }
    for cls in used:
        if isinstance(cls, URIRef) and (cls, RDF.type, OWL.Class) not in graph:
            yield cls


@pitfall("P35 untyped property")
def untyped_properties(graph: Graph) -> Iterator[object]:
    builtin = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl"))
    used = {
        p for one in (RDFS.subPropertyOf, OWL.onProperty, OWL.inverseOf) for p in graph.objects(None, one)
    }
    used |= {
        p
        for one in (OWL.propertyChainAxiom, OWL.hasKey)
        for names in graph.objects(None, one)
        for p in Collection(graph, names)
    }
    # What cube.ttl says of its data sets is said in the words of the Data Cube.
    used |= {p for p in graph.predicates() if not str(p).startswith((*builtin, str(QB)))}
    kinds = (*PROPERTY_TYPES, OWL.AnnotationProperty)
    yield from (one for one in used if not any((one, RDF.type, kind) in graph for kind in kinds))


@pitfall("P36 a file extension in the IRI")
def extensions(graph: Graph) -> Iterator[object]:
    for one in graph.subjects(RDF.type, OWL.Ontology):
        if re.search(r"\.(owl|rdf|ttl|n3|rdfxml|xml|jsonld)$", str(one), re.I):
            yield one


@pitfall("P38 no declaration of the ontology")
def undeclared(graph: Graph) -> Iterator[object]:
    if list(graph.subjects(RDF.type, OWL.Ontology)) != [URIRef(ONTOLOGY_IRI)]:
        yield ONTOLOGY_IRI


@pitfall("P39 ambiguous namespace")
def ambiguous(graph: Graph) -> Iterator[object]:
    said = [str(one) for one in graph.objects(None, VANN.preferredNamespaceUri)]
    if said != [ZJ] or f"{ONTOLOGY_IRI}#" != ZJ:
        yield said
    for term in {*graph.subjects(RDF.type)}:
        if str(term).startswith(ONTOLOGY_IRI) and not str(term).startswith(ZJ) and str(term) != ONTOLOGY_IRI:
            yield term


@pitfall("P40 hijacked namespaces")
def hijacked(graph: Graph) -> Iterator[object]:
    restated = {RDF.type, RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf, OWL.disjointWith}
    for term, predicate, value in graph:
        if not isinstance(term, URIRef) or term.startswith(ONTOLOGY_IRI):
            continue
        known = [one for one in VOCABULARIES if term.startswith(str(one))]
        named = term in known[0] if known else term.removeprefix(OA) in OA_TERMS
        # Of a foreign term may be said what it is, what its own vocabulary says of it (the namespaces are the
        # same), and that it follows from a chain of terms of ours.
        home = str(value).startswith(str(term)[: max(term.rfind("#"), term.rfind("/")) + 1])
        chain = predicate == OWL.propertyChainAxiom and str(next(iter(Collection(graph, value)))).startswith(
            ZJ
        )
        if not named or not (predicate == RDF.type or (predicate in restated and home) or chain):
            yield term, predicate, value


@pitfall("P41 no licence")
def unlicensed(graph: Graph) -> Iterator[object]:
    if not isinstance(graph.value(URIRef(ONTOLOGY_IRI), DCTERMS.license), URIRef):
        yield ONTOLOGY_IRI
