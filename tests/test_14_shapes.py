"""The shapes: a right graph conforms, and each way of being wrong is found by its message."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.term import Node

from zhijiao.ontology.codes import concepts
from zhijiao.ontology.files import ONTOLOGY, SHAPES, ontology_file
from zhijiao.ontology.namespaces import PREFIXES, SCHEME_BASE, SCHEME_NAMES, ZJ, thing_prefixes

ZJSH = Namespace("https://w3id.org/zhijiao/shapes#")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(ontology_file(SHAPES), format="turtle")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ontology_file(ONTOLOGY), format="turtle")


@pytest.fixture(scope="module")
def example(root: Path) -> str:
    return (root / "tests" / "data" / "ontology_example.ttl").read_text(encoding="utf-8")


def findings(shapes: Graph, turtle: str) -> list[tuple[str, str, str]]:
    """(severity, focus node's local name, Chinese message) of everything found in a graph."""
    data = Graph().parse(data=turtle, format="turtle")
    _, report, _ = validate(data, shacl_graph=shapes)
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = str(report.value(result, SH.focusNode)).rsplit("/", 1)[-1]
        (message,) = (text for text in report.objects(result, SH.resultMessage) if text.language == "zh")
        found.append((report.value(result, SH.resultSeverity).fragment, focus, str(message)))
    return sorted(found)


def test_the_shapes_are_shapes(shapes: Graph) -> None:
    conforms, _, text = validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, text


def test_a_right_graph_conforms(shapes: Graph, example: str) -> None:
    assert findings(shapes, example) == []


def test_a_right_graph_conforms_with_the_ontology_mixed_in(shapes: Graph, example: str) -> None:
    data = Graph().parse(data=example, format="turtle")
    ontology = Graph().parse(ontology_file(ONTOLOGY), format="turtle")
    conforms, _, text = validate(data, shacl_graph=shapes, ont_graph=ontology)
    assert conforms, text


# Each line: what to change in the example, into what, which node is found and by what message.
FAULTS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "shape_faults.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["fault"])
def test_a_fault_is_found_where_it_is(shapes: Graph, example: str, fault: dict[str, str]) -> None:
    assert example.count(fault["before"]) == 1
    found = findings(shapes, example.replace(fault["before"], fault["after"]))
    violations = [
        text for severity, focus, text in found if (severity, focus) == ("Violation", fault["focus"])
    ]
    assert any(fault["message"] in text for text in violations), found


@pytest.mark.parametrize(
    ("edge", "message"),
    [
        ("major:烹饪 zj:partnerWith organisation:无类 .", "只有学校能有 zj:partnerWith"),
        ("school:云岭高职 zj:partnerWith major:烹饪 .", "指向机构或学校"),
        ("organisation:无类 zj:memberOf organisation:云岭职教集团 .", "只有学校能有 zj:memberOf"),
        ("school:云岭高职 zj:memberOf person:甲 .", "指向机构或学校"),
        ("organisation:无类 zj:offersMajor major:烹饪 .", "只有学校能有 zj:offersMajor"),
        ('school:云岭高职 zj:offersMajor "烹饪" .', "指向专业"),
        ("person:甲 zj:teachesWith school:云岭高职 .", "只有学校能有 zj:teachesWith"),
        ("school:云岭高职 zj:teachesWith organisation:无类 .", "指向学校"),
        ("person:甲 zj:succeeds school:云岭高职 .", "只有学校能有 zj:succeeds"),
        ("school:云岭高职 zj:succeeds organisation:无类 .", "指向学校"),
    ],
)
def test_a_direct_edge_between_the_wrong_things_is_found(
    shapes: Graph, example: str, edge: str, message: str
) -> None:
    ((severity, _, text),) = findings(shapes, example + edge)
    assert severity == "Violation"
    assert message in text


def test_right_direct_edges_conform(shapes: Graph, example: str) -> None:
    edges = """
        school:青禾云岭职校 zj:partnerWith organisation:星河电子, organisation:云岭职教集团, school:云岭高职 ;
            zj:memberOf organisation:云岭职教集团 ; zj:offersMajor major:机电技术应用 ;
            zj:teachesWith school:云岭高职 ; zj:succeeds school:青禾农中 .
    """
    assert findings(shapes, example + edges) == []


def test_what_is_only_doubtful_is_a_warning(shapes: Graph, example: str) -> None:
    over = findings(shapes, example.replace("zj:value 98.81", "zj:value 198.81"))
    assert over == [("Warning", "b1", "百分比不在 0 到 100 之间，请核对原文。")]
    without = findings(shapes, example.replace("\n    zj:mode mode:group_member ;", ""))
    assert without == [("Warning", "p2", "这项合作没有说明任何方式。")]


def test_reports_may_differ_on_what_is_not_the_statement_itself(shapes: Graph, example: str) -> None:
    differing = example.replace("zj:since 2015", "zj:since 2015, 2016").replace(
        'zj:code "051300"', 'zj:code "051300", "660301"'
    )
    assert findings(shapes, differing) == []


def test_blank_nodes_are_found(shapes: Graph, example: str) -> None:
    found = findings(shapes, example.replace("selector:x2", "_:x2"))
    assert any("不能是空白节点" in text for _, _, text in found)


def test_names_may_carry_a_language(shapes: Graph, example: str) -> None:
    assert findings(shapes, example.replace('skos:prefLabel "烹饪"', 'skos:prefLabel "烹饪"@zh')) == []


def test_every_constraint_has_a_severity_and_a_message_in_both_languages(shapes: Graph) -> None:
    described = set(shapes.subjects(SH.message))
    assert set(shapes.objects(None, SH.property)) - described == {
        inner
        for outer in (*shapes.objects(None, SH["not"]), *listed(shapes))
        for inner in shapes.objects(outer, SH.property)
    }
    for one in described:
        messages = list(shapes.objects(one, SH.message))
        assert {text.language for text in messages if isinstance(text, Literal)} == {"zh", "en"}
        assert all(isinstance(text, Literal) for text in messages)
        assert shapes.value(one, SH.severity) in {SH.Violation, SH.Warning}


def listed(shapes: Graph) -> list[Node]:
    return [one for head in shapes.objects(None, SH["or"]) for one in Collection(shapes, head)]


def test_the_lists_of_codes_are_those_of_the_code_lists(shapes: Graph) -> None:
    seen = set()
    for head in shapes.objects(None, SH["in"]):
        codes = {str(one) for one in Collection(shapes, head)}
        (name,) = {one.removeprefix(SCHEME_BASE).split("/")[0] for one in codes}
        known = {one.iri for one in concepts(name)}
        school = f"{SCHEME_BASE}partnerkind/school"
        assert codes in ([{school}, known - {school}] if name == "partnerkind" else [known]), name
        seen.add(name)
    assert seen == set(SCHEME_NAMES)


def test_every_class_of_the_ontology_has_a_shape(shapes: Graph, ontology: Graph) -> None:
    targets = set(shapes.objects(None, SH.targetClass))
    classes = [one for one in ontology.subjects(RDF.type, OWL.Class) if str(one).startswith(ZJ)]
    bare = [one for one in classes if not set(ontology.transitive_objects(one, RDFS.subClassOf)) & targets]
    assert len(classes) > 20
    assert bare == []
    assert URIRef(PREFIXES["oa"] + "TextQuoteSelector") in set(shapes.objects(ZJSH.Selector, SH.targetClass))


def test_every_kind_of_organisation_has_a_shape_of_its_own(shapes: Graph, ontology: Graph) -> None:
    """The class that follows from a kind, and the kind, say the same."""
    kinds = set(ontology.subjects(RDFS.subClassOf, URIRef(f"{ZJ}Organisation")))
    assert len(kinds) > 5
    assert kinds - set(shapes.objects(None, SH.targetClass)) == set()


def domains(ontology: Graph, one: Node) -> set[Node]:
    """Return the classes in the domain of a property."""
    found: set[Node] = set()
    for domain in ontology.objects(one, RDFS.domain):
        unions = list(ontology.objects(domain, OWL.unionOf))
        found |= {each for head in unions for each in Collection(ontology, head)} if unions else {domain}
    return found


def test_what_is_closed_allows_what_the_ontology_has(shapes: Graph, ontology: Graph) -> None:
    """A statement, a report and evidence have the properties whose domain they are in, and no others."""
    properties = {
        one
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for one in ontology.subjects(RDF.type, kind)
        if str(one).startswith(ZJ)
    }
    # These follow from others and are in no data: inverses are queried backwards, loops are for reasoning.
    inverses = {
        one for pair in ontology.subject_objects(OWL.inverseOf) for one in pair if is_derived(ontology, one)
    }
    closed = list(shapes.subjects(SH.closed, Literal(True)))
    assert len(closed) > 10
    for shape in closed:
        allowed = {
            path for one in shapes.objects(shape, SH.property) for path in shapes.objects(one, SH.path)
        } | {
            each for head in shapes.objects(shape, SH.ignoredProperties) for each in Collection(shapes, head)
        }
        for cls in shapes.objects(shape, SH.targetClass):
            above = set(ontology.transitive_objects(cls, RDFS.subClassOf))
            have = {one for one in properties - inverses if domains(ontology, one) & above}
            have = {one for one in have if not str(one).endswith("Self")}
            assert have - allowed == set(), cls
            extra = {one for one in allowed if str(one).startswith(ZJ) and one not in have}
            assert extra == set(), cls


def is_derived(ontology: Graph, one: Node) -> bool:
    """Whether a property is only the inverse of one that is stated."""
    comments = " ".join(str(text) for text in ontology.objects(one, RDFS.comment))
    return "Inverse of" in comments


def test_the_example_has_one_of_every_prefix(example: str) -> None:
    for prefix, iri in thing_prefixes().items():
        assert f"@prefix {prefix}: <{iri}> ." in example
        assert f"\n{prefix}:" in example
