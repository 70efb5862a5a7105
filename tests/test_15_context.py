"""The JSON-LD context: what is written with it means what the graph says, and comes back the same."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from zhijiao.ontology.files import CONTEXT, ONTOLOGY, SCHEMES, ontology_file
from zhijiao.ontology.namespaces import PREFIXES, ZJ, thing_prefixes

XSD = Namespace(PREFIXES["xsd"])
SCHOOL = URIRef("https://w3id.org/zhijiao/id/school/青禾云岭职校")

DOCUMENT: list[dict[str, Any]] = [
    {
        "@id": "school:青禾云岭职校",
        "@type": "zj:School",
        "skos:prefLabel": "青禾市云岭职业技术学校",
        "skos:altLabel": ["云岭职校"],
        "zj:founded": 1984,
        "zj:offersMajor": ["major:烹饪"],
    },
    {
        "@id": "partnership:p1",
        "@type": "zj:Partnership",
        "zj:school": "school:青禾云岭职校",
        "zj:partner": "organisation:星河电子",
        "zj:mode": ["mode:order_class", "mode:internship"],
    },
    {"@id": "observation:b1", "zj:value": "9687.61", "zj:indicator": "indicator:equipment_value"},
]


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    read: dict[str, dict[str, Any]] = json.loads(ontology_file(CONTEXT).read_text(encoding="utf-8"))
    assert list(read) == ["@context"]
    return read["@context"]


def turtle(path: Path) -> Graph:
    return Graph().parse(path, format="turtle")


@pytest.fixture(scope="module")
def example(root: Path) -> Graph:
    return turtle(root / "tests" / "data" / "ontology_example.ttl")


def test_a_document_means_what_it_says(context: dict[str, Any]) -> None:
    text = json.dumps({"@context": context, "@graph": DOCUMENT})
    graph = Graph().parse(data=text, format="json-ld")
    zj = Namespace(ZJ)
    assert (SCHOOL, RDF.type, zj.School) in graph
    assert (SCHOOL, SKOS.prefLabel, Literal("青禾市云岭职业技术学校")) in graph
    assert (SCHOOL, zj.founded, Literal(1984)) in graph
    assert (SCHOOL, zj.offersMajor, URIRef("https://w3id.org/zhijiao/id/major/烹饪")) in graph
    modes = {str(one) for one in graph.objects(None, zj.mode)}
    assert modes == {PREFIXES["mode"] + "order_class", PREFIXES["mode"] + "internship"}
    (value,) = graph.objects(None, zj.value)
    assert isinstance(value, Literal)
    assert (value.datatype, value.toPython()) == (XSD.decimal, Decimal("9687.61"))
    assert len(graph) == 12


def test_oxigraph_reads_a_document_alike(context: dict[str, Any]) -> None:
    text = json.dumps({"@context": context, "@graph": DOCUMENT})
    read = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.JSON_LD)
    lines = pyoxigraph.serialize((quad.triple for quad in read), format=pyoxigraph.RdfFormat.N_TRIPLES)
    graph = Graph().parse(data=lines, format="nt")
    assert isomorphic(graph, Graph().parse(data=text, format="json-ld"))


@pytest.mark.parametrize("what", ["example", "schemes"])
def test_a_graph_comes_back_the_same(context: dict[str, Any], example: Graph, what: str) -> None:
    graph = example if what == "example" else turtle(ontology_file(SCHEMES))
    text = graph.serialize(format="json-ld", context=context, ensure_ascii=False)
    assert isomorphic(Graph().parse(data=text, format="json-ld"), graph)
    read = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.JSON_LD)
    assert len({quad.triple for quad in read}) == len(graph)


def test_names_in_a_written_graph_are_short(context: dict[str, Any], example: Graph) -> None:
    written = json.loads(example.serialize(format="json-ld", context=context))
    nodes = {node["@id"]: node for node in written["@graph"]}
    one = nodes["partnership:p1"]
    assert sorted(one["zj:mode"]) == ["mode:internship", "mode:order_class"]
    assert (one["@type"], one["zj:school"], one["zj:since"]) == (
        "zj:Partnership",
        "school:青禾云岭职校",
        2015,
    )
    assert nodes["partnership:p2"]["zj:mode"] == ["mode:group_member"]
    assert nodes["observation:b1"]["zj:value"] == "98.81"
    assert not [key for node in written["@graph"] for key in node if "//" in key]


def test_all_prefixes_stand_for_what_they_do_elsewhere(context: dict[str, Any]) -> None:
    prefixes = {key: value for key, value in context.items() if isinstance(value, str)}
    assert prefixes == {**PREFIXES, **thing_prefixes()}
    assert context["@version"] == 1.1


def test_every_property_is_a_term_of_the_right_type(context: dict[str, Any]) -> None:
    ontology = turtle(ontology_file(ONTOLOGY))
    shorts = {iri: name for name, iri in PREFIXES.items()}
    terms = set()
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for prop in ontology.subjects(RDF.type, kind):
            assert isinstance(prop, URIRef)
            # What only reasoning uses is never in data.
            if prop.startswith(ZJ) and prop.endswith("Self"):
                continue
            namespace, local = re.fullmatch(r"(.*[#/])(.+)", prop).groups()  # type: ignore[union-attr]
            name = f"{shorts[namespace]}:{local}"
            term = context[name]
            terms.add(name)
            assert term["@id"] == name
            decimal = ontology.value(prop, RDFS.range) == XSD.decimal
            assert term.get("@type") == (
                "@id" if kind == OWL.ObjectProperty else "xsd:decimal" if decimal else None
            )
    ours = {key for key in context if key.startswith("zj:")}
    assert ours == {name for name in terms if name.startswith("zj:")}
    assert len(ours) > 60


def test_what_can_be_stated_more_than_once_is_a_list(context: dict[str, Any]) -> None:
    sets = {key for key, value in context.items() if isinstance(value, dict) and "@container" in value}
    assert {"skos:altLabel", "zj:mode", "zj:major", "zj:evidence", "zj:recipient", "zj:partnerWith"} <= sets
    assert not sets & {"zj:school", "zj:value", "zj:indicator", "skos:prefLabel", "zj:partnerKind"}


def test_no_term_gives_names_a_language(context: dict[str, Any]) -> None:
    assert "@language" not in context
    assert not any("@language" in value for value in context.values() if isinstance(value, dict))
