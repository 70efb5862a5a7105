"""The ontology: well formed, described in both languages, complete against the model of the graph."""

from __future__ import annotations

import re
import shutil
import subprocess
from graphlib import TopologicalSorter
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS
from rdflib.term import Node

from zhijiao.ontology.codes import concepts
from zhijiao.ontology.files import ONTOLOGY, SCHEMES, SHAPES, ontology_file
from zhijiao.ontology.namespaces import ONTOLOGY_IRI, ORG, PREFIXES, ZJ

XSD = Namespace(PREFIXES["xsd"])
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty)
# Of the datatypes of OWL 2 these are in use; xsd:date, among others, is none of OWL 2.
DATATYPES = {XSD.string, XSD.integer, XSD.decimal, XSD.nonNegativeInteger, XSD.boolean}


def zj(name: str) -> URIRef:
    return URIRef(ZJ + name)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ontology_file(ONTOLOGY), format="turtle")


@pytest.fixture(scope="module")
def model(root: Path) -> str:
    return (root / "docs" / "model.md").read_text(encoding="utf-8")


def terms(ontology: Graph, *types: URIRef) -> list[URIRef]:
    found = {s for kind in types for s in ontology.subjects(RDF.type, kind) if isinstance(s, URIRef)}
    return sorted(term for term in found if term.startswith(ZJ))


def literals(ontology: Graph, subject: Node, predicate: Node) -> list[Literal]:
    """The texts that stand at a property; anything but a text there fails the test."""
    found = list(ontology.objects(subject, predicate))
    assert all(isinstance(one, Literal) for one in found), subject
    return [one for one in found if isinstance(one, Literal)]


def members(ontology: Graph, node: Node | None) -> set[Node | None]:
    """The classes that a domain or range admits: itself, or those of its union."""
    union = ontology.value(node, OWL.unionOf)
    return {node} if union is None else set(Collection(ontology, union))


def class_table(model: str) -> str:
    return model.split("## 直接边", maxsplit=1)[0]


def uppers(ontology: Graph, cls: Node) -> set[Node | None]:
    return set(ontology.transitive_objects(cls, RDFS.subClassOf))


@pytest.mark.parametrize("name", [ONTOLOGY, SCHEMES, SHAPES])
def test_rdflib_and_oxigraph_read_the_same_number_of_triples(name: str) -> None:
    path = ontology_file(name)
    read = list(pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(read) == len(Graph().parse(path, format="turtle")) > 500


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper (raptor2-utils) is not installed")
@pytest.mark.parametrize("name", [ONTOLOGY, SCHEMES, SHAPES])
def test_rapper_reads_the_same_number_of_triples(name: str) -> None:
    path = ontology_file(name)
    done = subprocess.run(
        ["rapper", "-c", "-i", "turtle", str(path)], capture_output=True, text=True, check=True
    )
    assert f"returned {len(Graph().parse(path, format='turtle'))} triples" in done.stderr
    assert "warning" not in done.stderr.lower()


def test_the_header_says_what_it_is_and_imports_nothing(ontology: Graph) -> None:
    header = URIRef(ONTOLOGY_IRI)
    assert (header, RDF.type, OWL.Ontology) in ontology
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert {text.language for text in literals(ontology, header, predicate)} == {"zh", "en"}
    assert ontology.value(header, DCTERMS.license)
    assert ontology.value(header, OWL.versionInfo)
    assert str(ontology.value(header, DCTERMS.creator)) == "zhijiao"
    assert not list(ontology.triples((None, OWL.imports, None)))


def test_every_term_has_label_and_comment_in_both_languages(ontology: Graph) -> None:
    own = terms(ontology, OWL.Class, *PROPERTY_TYPES)
    assert len(own) > 60
    for term in own:
        for predicate in (RDFS.label, RDFS.comment):
            texts = literals(ontology, term, predicate)
            assert sorted(text.language or "" for text in texts) == ["en", "zh"], term
            assert all(text.strip() for text in texts), term
        assert ontology.value(term, RDFS.isDefinedBy) == URIRef(ONTOLOGY_IRI), term


def test_no_two_terms_of_a_kind_have_one_label(ontology: Graph) -> None:
    for kind in (OWL.Class, *PROPERTY_TYPES):
        labels = [label for term in terms(ontology, kind) for label in ontology.objects(term, RDFS.label)]
        assert len(set(labels)) == len(labels)


def test_every_property_has_one_domain_and_one_range(ontology: Graph) -> None:
    classes = set(terms(ontology, OWL.Class))
    for term in terms(ontology, *PROPERTY_TYPES):
        (domain,) = ontology.objects(term, RDFS.domain)
        (reach,) = ontology.objects(term, RDFS.range)
        assert members(ontology, domain) <= classes, term
        if (term, RDF.type, OWL.DatatypeProperty) in ontology:
            assert reach in DATATYPES, term
        else:
            assert members(ontology, reach) <= {*classes, URIRef(PREFIXES["skos"] + "Concept")}, term


def test_every_class_has_a_class_above_it(ontology: Graph) -> None:
    for term in terms(ontology, OWL.Class):
        assert uppers(ontology, term) - {term}, term


def test_every_term_in_use_is_declared_and_every_literal_is_of_owl(ontology: Graph) -> None:
    builtin = tuple(PREFIXES[name] for name in ("rdf", "rdfs", "owl", "xsd"))
    declared = set(ontology.subjects(RDF.type))
    for _, predicate, value in ontology:
        assert str(predicate).startswith(builtin) or predicate in declared, predicate
        if isinstance(value, Literal):
            assert value.language or value.datatype in {None, *DATATYPES}, value
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.onProperty, OWL.inverseOf, OWL.onClass):
        for term in ontology.objects(None, predicate):
            assert term in declared or (term, RDF.type, None) in ontology, term


def test_no_term_is_of_two_kinds(ontology: Graph) -> None:
    kinds = (OWL.Class, *PROPERTY_TYPES, OWL.AnnotationProperty)
    for term in set(ontology.subjects(RDF.type)):
        assert sum((term, RDF.type, kind) in ontology for kind in kinds) <= 1, term


def complex_properties(ontology: Graph) -> set[Node]:
    """What follows from chains, with all above it and the inverses: OWL 2 DL calls them not simple."""
    found: set[Node] = set()
    todo = set(ontology.subjects(OWL.propertyChainAxiom))
    while todo:
        found |= todo
        near = {upper for one in todo for upper in ontology.objects(one, RDFS.subPropertyOf)}
        near |= {other for one in todo for other in ontology.objects(one, OWL.inverseOf)}
        near |= {other for one in todo for other in ontology.subjects(OWL.inverseOf, one)}
        todo = near - found
    return found


def test_chained_properties_are_used_only_where_owl_dl_allows(ontology: Graph) -> None:
    assert len(set(ontology.subjects(OWL.propertyChainAxiom))) == 10
    simple_only = (
        OWL.FunctionalProperty,
        OWL.InverseFunctionalProperty,
        OWL.IrreflexiveProperty,
        OWL.AsymmetricProperty,
    )
    keys = {key for names in ontology.objects(None, OWL.hasKey) for key in Collection(ontology, names)}
    for term in complex_properties(ontology):
        assert not [kind for kind in simple_only if (term, RDF.type, kind) in ontology], term
        assert not list(ontology.subjects(OWL.onProperty, term)), term
        assert not list(ontology.objects(term, OWL.propertyDisjointWith)), term
        assert term not in keys


def test_chains_are_regular(ontology: Graph) -> None:
    # OWL 2 DL asks for an order of properties in which those of a chain come before what follows from it.
    before: dict[Node, set[Node]] = {}
    for head, names in ontology.subject_objects(OWL.propertyChainAxiom):
        for one in Collection(ontology, names):
            same = {one, *ontology.objects(one, OWL.inverseOf), *ontology.subjects(OWL.inverseOf, one)}
            before.setdefault(head, set()).update(same)
    for lower, upper in ontology.subject_objects(RDFS.subPropertyOf):
        before.setdefault(upper, set()).add(lower)
    assert tuple(TopologicalSorter(before).static_order())


def test_keys_are_of_properties_that_a_statement_is_made_of(ontology: Graph) -> None:
    keys = {
        str(cls).removeprefix(ZJ): {str(key).removeprefix(ZJ) for key in Collection(ontology, names)}
        for cls, names in ontology.subject_objects(OWL.hasKey)
    }
    assert keys == {
        "Partnership": {"school", "partner"},
        "MajorOffering": {"school", "major"},
        "Succession": {"school", "predecessor", "year"},
    }


def test_every_term_that_the_model_names_exists(ontology: Graph, model: str) -> None:
    named = set(re.findall(r"\bzj:(\w+)", model))
    assert len(named) > 60
    known = {term.removeprefix(ZJ) for term in terms(ontology, OWL.Class, *PROPERTY_TYPES)}
    assert named - known == set()


def test_classes_stand_below_those_that_the_model_says(ontology: Graph, model: str) -> None:
    rows = re.findall(
        r"^\| `(zj:\w+)` \| ([^|]+) \| ([^|]+) \|$", model.split("## 直接边", maxsplit=1)[0], re.M
    )
    assert len(rows) == 16
    for name, above, _ in rows:
        stated = {expanded(one) for one in re.findall(r"`(\w+:\w+)`", above)}
        assert stated
        assert stated <= uppers(ontology, expanded(name)), name


def test_properties_may_be_on_the_classes_that_the_model_says(ontology: Graph, model: str) -> None:
    rows = re.findall(
        r"^\| `(zj:\w+)` \| [^|]+ \| ([^|]+) \|$", model.split("## 直接边", maxsplit=1)[0], re.M
    )
    seen = 0
    for name, cell in rows:
        for one in re.findall(r"`(zj:[a-z]\w+)`", cell):
            domain = ontology.value(expanded(one), RDFS.domain)
            assert uppers(ontology, expanded(name)) & members(ontology, domain), (name, one)
            seen += 1
    assert seen > 40


def test_direct_edges_go_from_schools(ontology: Graph, model: str) -> None:
    edges = re.findall(r"^\| `(zj:\w+)` \|", model.split("## 直接边")[1], re.M)
    assert len(edges) == 5
    for one in edges:
        assert ontology.value(expanded(one), RDFS.domain) == zj("School")
        assert list(ontology.objects(expanded(one), OWL.propertyChainAxiom))
    assert (zj("memberOf"), RDFS.subPropertyOf, zj("partnerWith")) in ontology


def expanded(name: str) -> URIRef:
    prefix, local = name.split(":")
    return URIRef(PREFIXES[prefix] + local)


def test_a_partner_may_be_a_school_or_an_organisation(ontology: Graph) -> None:
    both = {zj("School"), zj("Organisation")}
    for name in ("partner", "partnerWith", "memberOf"):
        assert members(ontology, ontology.value(zj(name), RDFS.range)) == both
    for one in both:
        assert URIRef(ORG + "Organization") in uppers(ontology, one)


def test_every_kind_of_partner_has_its_class_but_schools_and_the_others(ontology: Graph) -> None:
    kinds = {}
    for cls in ontology.subjects(RDFS.subClassOf, zj("Organisation")):
        (whole,) = ontology.objects(cls, OWL.equivalentClass)
        (parts,) = ontology.objects(whole, OWL.intersectionOf)
        upper, restriction = Collection(ontology, parts)
        assert upper == zj("Organisation")
        assert ontology.value(restriction, OWL.onProperty) == zj("partnerKind")
        kinds[str(ontology.value(restriction, OWL.hasValue))] = cls
    assert set(kinds) == {one.iri for one in concepts("partnerkind") if one.code not in {"school", "other"}}
    assert kinds["https://w3id.org/zhijiao/scheme/partnerkind/enterprise"] == zj("Enterprise")


def test_codes_named_in_the_ontology_exist(ontology: Graph) -> None:
    base = "https://w3id.org/zhijiao/scheme/"
    named = {term for triple in ontology for term in triple if str(term).startswith(base)}
    assert named
    known = {one.iri for name in ("mode", "partnerkind") for one in concepts(name)}
    assert {str(term) for term in named} <= known
