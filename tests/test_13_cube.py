"""The figures as data cubes: well formed by the constraints of the standard, and the terms of a built graph.

The constraints are those of https://www.w3.org/TR/vocab-data-cube/#wf-rules that these data sets can violate
(they have no slices and one measure each). IC-12, no two figures in one cell, is not asked for: contradicting
figures are kept and shown.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, QB, RDF

from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.build import build_graph
from zhijiao.graph.inference import Rules
from zhijiao.ontology.files import CUBE, ONTOLOGY, SCHEMES, ontology_file
from zhijiao.ontology.namespaces import PREFIXES, SCHEME_BASE, ZJ

#: By its code, a pattern that holds where the constraint does not.
VIOLATED = {
    "IC-1 one data set each": """?o a qb:Observation .
        FILTER(NOT EXISTS { ?o qb:dataSet ?d } || EXISTS { ?o qb:dataSet ?d, ?e FILTER(?d != ?e) })""",
    "IC-2 one structure each": """?d a qb:DataSet .
        FILTER(NOT EXISTS { ?d qb:structure ?s } || EXISTS { ?d qb:structure ?s, ?t FILTER(?s != ?t) })""",
    "IC-3 a structure has a measure": """?s a qb:DataStructureDefinition .
        FILTER NOT EXISTS { ?s qb:component/qb:measure ?m . ?m a qb:MeasureProperty }""",
    "IC-4 dimensions have a range": """?p a qb:DimensionProperty . FILTER NOT EXISTS { ?p rdfs:range ?r }""",
    "IC-5 dimensions of concepts have a code list": """?p a qb:DimensionProperty ; rdfs:range skos:Concept .
        FILTER NOT EXISTS { ?p qb:codeList ?l }""",
    "IC-6 only attributes may be missing": """?c qb:componentRequired false .
        FILTER NOT EXISTS { ?c qb:attribute ?a . ?a a qb:AttributeProperty }""",
    "IC-11 all dimensions are there": """?o qb:dataSet/qb:structure/qb:component/qb:dimension ?p .
        FILTER NOT EXISTS { ?o ?p ?v }""",
    "IC-14 the measure is there": """?o qb:dataSet/qb:structure/qb:component/qb:measure ?p .
        FILTER NOT EXISTS { ?o ?p ?v }""",
    "IC-19 codes are from the code list": """?o qb:dataSet/qb:structure/qb:component/qb:dimension ?p .
        ?p qb:codeList ?l . ?o ?p ?v . FILTER NOT EXISTS { ?v a skos:Concept ; skos:inScheme ?l }""",
}


@pytest.fixture(scope="module")
def quads(root: Path) -> list[Quad]:
    reports = [
        ReportFacts(path.stem, tuple(read_facts(path)))
        for path in sorted((root / "examples" / "facts").glob("*.jsonl"))
    ]
    return list(parse(build_graph(reports).nquads, format=RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def store(quads: list[Quad]) -> Store:
    """The graph of the examples with what follows, the ontology, the code lists and the cubes."""
    store = Store()
    store.extend(Quad(one.subject, one.predicate, one.object) for one in quads)
    store.extend(Quad(one.subject, one.predicate, one.object) for one in Rules.shipped().infer(quads))
    for name in (ONTOLOGY, SCHEMES, CUBE):
        store.load(path=ontology_file(name), format=RdfFormat.TURTLE)
    return store


def asked(store: Store, pattern: str) -> bool:
    return bool(store.query(f"ASK {{ {pattern} }}", prefixes=dict(PREFIXES)))


@pytest.mark.parametrize("code", VIOLATED)
def test_figures_are_a_well_formed_cube(store: Store, code: str) -> None:
    assert asked(store, "?o a qb:Observation ; qb:dataSet ?d")
    assert not asked(store, VIOLATED[code])


@pytest.mark.parametrize(
    ("code", "planted"),
    [
        ("IC-1", "zj:x a qb:Observation ."),
        ("IC-1", "zj:x a qb:Observation ; qb:dataSet zj:schoolFigures, zj:majorFigures ."),
        ("IC-2", "zj:x a qb:DataSet ."),
        ("IC-3", "zj:x a qb:DataStructureDefinition ."),
        ("IC-4", "zj:x a qb:DimensionProperty ."),
        ("IC-5", "zj:x a qb:DimensionProperty ; rdfs:range skos:Concept ."),
        ("IC-6", "zj:yearComponent qb:componentRequired false ."),
        ("IC-11", "zj:x qb:dataSet zj:schoolFigures ; zj:value 1.0 ; zj:school zj:s ."),
        ("IC-14", "zj:x qb:dataSet zj:schoolFigures ; zj:indicator indicator:graduates ; zj:school zj:s ."),
        ("IC-19", "zj:x qb:dataSet zj:schoolFigures ; zj:indicator mode:internship ."),
    ],
)
def test_what_is_not_well_formed_is_found(store: Store, code: str, planted: str) -> None:
    worse = Store()
    for name in (ONTOLOGY, SCHEMES, CUBE):
        worse.load(path=ontology_file(name), format=RdfFormat.TURTLE)
    worse.update(
        "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
        + f"INSERT DATA {{ {planted} }}"
    )
    (pattern,) = (pattern for name, pattern in VIOLATED.items() if name.split()[0] == code)
    assert asked(worse, pattern)


def test_every_figure_is_in_the_data_set_of_what_it_states(store: Store) -> None:
    for dataset, year, major in (
        ("schoolFiguresByYear", True, False),
        ("schoolFigures", False, False),
        ("majorFiguresByYear", True, True),
        ("majorFigures", False, True),
    ):
        wrong = f"?o qb:dataSet zj:{dataset} FILTER(EXISTS {{ ?o zj:year ?y }} != {str(year).lower()}" + (
            f" || EXISTS {{ ?o zj:scopeMajor ?m }} != {str(major).lower()})"
        )
        assert not asked(store, wrong), dataset


def test_every_term_in_a_graph_is_declared(quads: list[Quad]) -> None:
    ontology = Graph().parse(ontology_file(ONTOLOGY), format="turtle")
    known = Graph() + ontology
    for name in (SCHEMES, CUBE):
        known.parse(ontology_file(name), format="turtle")
    properties = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    everything: list[Quad | Triple] = [*quads, *Rules.shipped().infer(quads)]
    classes = set()
    for one in everything:
        assert isinstance(one.predicate, NamedNode)
        if one.predicate.value == str(RDF.type):
            classes.add(one.object)
            continue
        term = URIRef(one.predicate.value)
        assert any((term, RDF.type, kind) in ontology for kind in properties), term
        if isinstance(one.object, NamedNode):
            assert (term, RDF.type, OWL.ObjectProperty) in ontology, term
            # Codes and data sets are those that are shipped.
            if one.object.value.startswith(ZJ):
                assert (URIRef(one.object.value), RDF.type, QB.DataSet) in known
        else:
            assert (term, RDF.type, OWL.ObjectProperty) not in ontology, term
    assert len(classes) > 30
    for cls in classes:
        assert isinstance(cls, NamedNode)
        assert (URIRef(cls.value), RDF.type, OWL.Class) in ontology, cls


def test_every_code_in_a_graph_is_a_concept(quads: list[Quad]) -> None:
    schemes = Graph().parse(ontology_file(SCHEMES), format="turtle")
    described = {one.subject for one in quads}
    codes = {
        one.object
        for one in quads
        if isinstance(one.object, NamedNode) and one.object.value.startswith(SCHEME_BASE)
    }
    assert len(codes) > 50
    for one in codes:
        assert isinstance(one, NamedNode)
        assert one in described or (URIRef(one.value), RDF.type, None) in schemes, one
