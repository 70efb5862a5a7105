"""The ontology has none of the pitfalls that a program can find, and each check finds what is planted."""

from __future__ import annotations

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, ORG, OWL, RDF

from zhijiao.ontology.files import CUBE, ONTOLOGY, ontology_file
from zhijiao.ontology.namespaces import PREFIXES
from zhijiao.tests.making.pitfalls import CHECKS, hijacked, unlicensed


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for name in (ONTOLOGY, CUBE):
        graph.parse(ontology_file(name), format="turtle")
    return graph


@pytest.mark.parametrize("code", CHECKS)
def test_the_ontology_has_no_such_pitfall(ontology: Graph, code: str) -> None:
    assert list(CHECKS[code](ontology)) == []


HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
TERM = 'rdfs:label "新词"@zh, "new"@en ; rdfs:comment "一个新加的词。"@zh, "A term that is new."@en'
ENDS = "rdfs:domain zj:School ; rdfs:range zj:Report"
PLANTED = {
    "P02": "zj:School owl:equivalentClass schema:EducationalOrganization .",
    "P03": f"zj:isA a owl:ObjectProperty ; {TERM} ; {ENDS} .",
    "P04": f"zj:Alone a owl:Class ; {TERM} .",
    "P05": "zj:school owl:inverseOf zj:hasReport .",
    "P06": "zj:Statement rdfs:subClassOf zj:Honour .",
    "P07": f"zj:HonourAndAward a owl:Class ; {TERM} ; rdfs:subClassOf zj:Statement .",
    "P08": "zj:New a owl:Class ; rdfs:subClassOf zj:Statement .",
    "P10": "zj:New a owl:Class ; rdfs:subClassOf zj:Statement .",
    "P11": f"zj:new a owl:ObjectProperty ; {TERM} ; rdfs:domain zj:School .",
    "P12": f'zj:new a owl:ObjectProperty ; rdfs:label "合作方"@zh ; {ENDS} .',
    "P13": f"zj:new a owl:ObjectProperty ; {TERM} ; {ENDS} .",
    "P19": "zj:school rdfs:range zj:Organisation .",
    "P20": 'zj:New a owl:Class ; rdfs:label "a"@en ; rdfs:comment "a"@en .',
    "P21": "zj:OtherPartner a owl:Class .",
    "P22": "zj:new_class a owl:Class .",
    "P24": "zj:Honour owl:equivalentClass [ owl:unionOf ( zj:Award zj:Honour ) ] .",
    "P25": "zj:school owl:inverseOf zj:school .",
    "P26": "zj:school a owl:SymmetricProperty .",
    "P27": "zj:school owl:equivalentProperty zj:major .",
    "P28": "zj:school a owl:SymmetricProperty .",
    "P29": "zj:school a owl:TransitiveProperty .",
    "P30": "zj:Membership a owl:Class .",
    "P32": 'zj:New a owl:Class ; rdfs:label "学校"@zh .',
    "P33": "zj:offersMajor owl:propertyChainAxiom ( zj:major ) .",
    "P34": "zj:Honour rdfs:subClassOf zj:Untyped .",
    "P35": "zj:school rdfs:subPropertyOf zj:untyped .",
    "P36": "<https://example.org/o.owl> a owl:Ontology .",
    "P38": "<https://example.org/o> a owl:Ontology .",
    "P39": "<https://w3id.org/zhijiao/ontology/School> a owl:Class .",
    "P40": "org:memberOf rdfs:range zj:Organisation .",
}


@pytest.mark.parametrize("code", PLANTED)
def test_a_planted_pitfall_is_found(ontology: Graph, code: str) -> None:
    (check,) = (check for name, check in CHECKS.items() if name.split()[0] == code)
    planted = Graph() + ontology
    planted.parse(data=HEAD + PLANTED[code], format="turtle")
    assert list(check(planted))


def test_an_ontology_without_a_licence_is_found(ontology: Graph) -> None:
    bare = Graph() + ontology
    bare.remove((None, DCTERMS.license, None))
    assert list(unlicensed(bare))


def test_a_made_up_term_of_another_vocabulary_is_found(ontology: Graph) -> None:
    planted = Graph() + ontology
    planted.add((URIRef(str(ORG) + "memberClub"), RDF.type, OWL.Class))
    assert list(hijacked(planted)) == [(URIRef(str(ORG) + "memberClub"), RDF.type, OWL.Class)]


def test_every_check_is_tried(ontology: Graph) -> None:
    assert {name.split()[0] for name in CHECKS} == {*PLANTED, "P41"}
