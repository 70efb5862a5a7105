"""What a reasoner makes of the ontology: no contradiction, the edges it should infer and no others."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path

import owlready2
import pytest
from pyoxigraph import Literal, Quad, RdfFormat, parse, serialize
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, QB, RDF

from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.build import build_graph
from zhijiao.graph.inference import Rules
from zhijiao.graph.turtle import sorted_ntriples
from zhijiao.ontology.codes import concepts
from zhijiao.ontology.files import ONTOLOGY, SCHEMES, ontology_file
from zhijiao.ontology.namespaces import DEFAULT_BASE, PREFIXES, ZJ

pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed; HermiT needs it")

ENTITY = f"{DEFAULT_BASE}id/"
PREFIXED = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("owl", "qb", "oa"))
INFERRED = re.compile(rb"/graph/(direct|inferred)> \.$")
DATATYPES = (str, int, float, bool, Decimal)
DIRECT = ("partnerWith", "memberOf", "offersMajor", "teachesWith", "succeeds")


@pytest.fixture(scope="module")
def example(root: Path) -> str:
    return (root / "tests" / "data" / "ontology_example.ttl").read_text(encoding="utf-8")


@cache
def ontology_graph() -> Graph:
    return Graph().parse(ontology_file(ONTOLOGY), format="turtle")


@cache
def vocabulary() -> bytes:
    """The ontology and the code lists as N-Triples: owlready2 reads no Turtle."""
    graph = Graph()
    for name in (ONTOLOGY, SCHEMES):
        graph.parse(ontology_file(name), format="turtle")
    return graph.serialize(format="nt", encoding="utf-8")


def reasoned(folder: Path, turtle: str) -> owlready2.World:
    """The ontology, the code lists and `turtle` together, after HermiT; raises where they contradict."""
    path = folder / "all.nt"
    triples = parse(turtle.encode(), format=RdfFormat.TURTLE)
    path.write_bytes(
        vocabulary() + (serialize((one.triple for one in triples), format=RdfFormat.N_TRIPLES) or b"")
    )
    world = owlready2.World()
    ontology = world.get_ontology(path.as_uri()).load()
    # HermiT prints names in the encoding of the locale, owlready2 expects UTF-8.
    with ontology, pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", "C.UTF-8")
        # Each run lasts a second or two: a quick start counts for more than the best machine code.
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
    return world


def edges(world: owlready2.World, name: str) -> set[tuple[str, str]]:
    """(from, to) of all pairs that a property of the ontology joins, stated or inferred, by local names."""
    prop = world[ZJ + name]
    starts = {thing for cls in world.classes() for thing in cls.instances()}
    return {(local(start), local(end)) for start in starts for end in prop[start].indirect()}


def local(thing: owlready2.Thing | URIRef) -> str:
    return str(getattr(thing, "iri", thing)).rsplit("/", 1)[-1]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, example: str) -> owlready2.World:
    return reasoned(tmp_path_factory.mktemp("reasoning"), example)


def test_ontology_code_lists_and_example_are_consistent(world: owlready2.World) -> None:
    assert list(world.inconsistent_classes()) == []


S = "青禾云岭职校"


@pytest.mark.parametrize(
    ("edge", "expected"),
    [
        # The programme's partner is no partner by itself: only partnerships make the edge.
        ("partnerWith", {(S, "星河电子"), (S, "云岭职教集团")}),
        ("memberOf", {(S, "云岭职教集团")}),
        # 烹饪 is named by a partnership and a joint programme only.
        ("offersMajor", {(S, "机电技术应用")}),
        ("teachesWith", {(S, "云岭高职")}),
        ("succeeds", {(S, "青禾农中")}),
        ("hasMember", {("云岭职教集团", S)}),
        ("offeredBy", {("机电技术应用", S)}),
        ("succeededBy", {("青禾农中", S)}),
    ],
)
def test_direct_edges_follow_and_no_others(
    world: owlready2.World, edge: str, expected: set[tuple[str, str]]
) -> None:
    assert edges(world, edge) == expected


def test_organisations_get_the_class_of_their_kind(world: owlready2.World) -> None:
    def classes(name: str) -> set[str]:
        return {
            cls.iri.removeprefix(ZJ)
            for cls in world[f"{ENTITY}organisation/{name}"].INDIRECT_is_a
            if hasattr(cls, "iri")
        }

    assert "Enterprise" in classes("星河电子")
    assert "EducationGroup" in classes("云岭职教集团")
    assert not classes("无类") & {"Enterprise", "EducationGroup"}


def test_a_partner_of_the_kind_school_is_a_school(tmp_path: Path, example: str) -> None:
    more = "school:青禾云岭职校 zj:succeeds school:新 . school:新 zj:partnerKind partnerkind:school ."
    world = reasoned(tmp_path, example + more)
    assert world[ZJ + "School"] in world[f"{ENTITY}school/新"].INDIRECT_is_a


@pytest.mark.parametrize(
    "contradiction",
    [
        "organisation:星河电子 a zj:School .",
        "organisation:星河电子 zj:partnerKind partnerkind:school .",
        "organisation:星河电子 a zj:Hospital .",
        "partnership:p1 a zj:Programme .",
        "partnership:p1 zj:partner major:烹饪 .",
        "observation:b1 zj:value 1.5 .",
        "honour:h1 zj:partner organisation:星河电子 .",
        "person:甲 zj:memberOf organisation:云岭职教集团 .",
        'report:r1 zj:reportYear "2021" .',
        "joint:j1 zj:institution organisation:无类 .",
        "honour:h1 zj:year 2020 .",
        'joint:j1 zj:scheme "3+4" .',
        'school:青禾云岭职校 zj:founded "1984" .',
        "partnership:p1 zj:partner organisation:云岭职教集团 .",
        "partnership:p1 zj:mode organisation:星河电子 .",
        "offering:o1 zj:major major:烹饪 . major:烹饪 owl:differentFrom major:机电技术应用 .",
        "evidence:e1 oa:hasSource school:青禾云岭职校 .",
        "evidence:e1 oa:hasSelector report:r1 .",
        "award:a1 zj:competition honour:h1 .",
        "person:甲 zj:received honour:h1 .",
        "school:青禾云岭职校 zj:region school:云岭高职 .",
        "organisation:星河电子 zj:joinedBy 5 .",
        "honour:h1 a zj:GroupMembership .",
        "observation:b1 a qb:DataSet .",
        # Keys: a school has one partnership with one partner.
        """partnership:p3 a zj:Partnership ; zj:school school:青禾云岭职校 ;
             zj:partner organisation:星河电子 ; zj:evidence evidence:e1 ;
             owl:differentFrom partnership:p1 .""",
    ],
)
def test_a_contradiction_is_found(tmp_path: Path, example: str, contradiction: str) -> None:
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reasoned(tmp_path, PREFIXED + example + contradiction)


def test_the_classes_of_kinds_exclude_one_another(tmp_path: Path, example: str) -> None:
    kinds = [one.code for one in concepts("partnerkind") if one.code not in {"school", "group", "other"}]
    for kind in kinds[:2]:
        with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
            reasoned(tmp_path, f"{example} organisation:云岭职教集团 zj:partnerKind partnerkind:{kind} .")


def entailed(world: owlready2.World) -> set[tuple[str, str, str]]:
    """Classes and values of a graph's things by HermiT, but for inverses and what only reasoning uses."""
    left_out = {other for _, other in ontology_graph().subject_objects(OWL.inverseOf)}
    things = {thing for cls in world.classes() for thing in cls.instances() if thing.iri.startswith(ENTITY)}
    found = set()
    for thing in things:
        classes = {cls.iri for cls in thing.INDIRECT_is_a if hasattr(cls, "iri")} - {str(OWL.Thing)}
        found |= {(thing.iri, str(RDF.type), cls) for cls in classes}
        for prop in (*world.object_properties(), *world.data_properties()):
            if URIRef(prop.iri) not in left_out and not prop.iri.endswith("Self"):
                # Of what a class says of its things only, the value is a class.
                values = [one for one in prop[thing].indirect() if not isinstance(one, owlready2.EntityClass)]
                found |= {(thing.iri, prop.iri, text(one)) for one in values if one not in DATATYPES}
    return found


def by_rules(turtle: str) -> set[tuple[str, str, str]]:
    """What is stated or follows by the rules of the graph's things, but for names and data sets."""
    quads = [
        Quad(one.subject, one.predicate, one.object)
        for one in parse(turtle.encode(), format=RdfFormat.TURTLE)
    ]
    no_axiom = {str(QB.dataSet), *map(str, ontology_graph().subjects(RDF.type, OWL.AnnotationProperty))}
    triples = {one.triple for one in quads} | Rules.shipped().infer(quads)
    found = {(str(one.subject)[1:-1], one.predicate.value, text(one.object)) for one in triples}
    return {one for one in found if one[0].startswith(ENTITY) and one[1] not in no_axiom}


def text(value: object) -> str:
    """One way of writing for the terms of two libraries."""
    if isinstance(value, Literal):
        decimal = value.datatype.value.endswith("#decimal")
        return str(float(value.value)) if decimal else value.value
    return str(getattr(value, "iri", getattr(value, "value", value)))


def test_the_rules_give_what_the_reasoner_gives(world: owlready2.World, example: str) -> None:
    found = by_rules(example)
    assert len(found) > 150
    assert entailed(world) == found


def test_so_they_do_on_a_report(tmp_path: Path, root: Path) -> None:
    path = root / "examples" / "facts" / "wangze_2022.jsonl"
    built = build_graph([ReportFacts(path.stem, tuple(read_facts(path))[:40])])
    lines = [line for line in built.nquads.splitlines() if not INFERRED.search(line)]
    turtle = sorted_ntriples(b"".join(line + b"\n" for line in lines)).decode()
    found = by_rules(turtle)
    assert len(found) > 400
    assert entailed(reasoned(tmp_path, turtle)) == found


def test_the_reasoner_infers_the_edges_that_the_graph_has(tmp_path: Path, shared: Path) -> None:
    name = "yueqing_union_2019"
    facts = tuple(read_facts(shared / "gold" / f"{name}.jsonl"))
    graph = Graph().parse(data=build_graph([ReportFacts(name, facts)]).turtle(), format="turtle")
    written = {edge: set(graph.subject_objects(URIRef(ZJ + edge))) for edge in DIRECT}
    for edge in DIRECT:
        graph.remove((None, URIRef(ZJ + edge), None))
    world = reasoned(tmp_path, graph.serialize(format="turtle"))
    assert sum(len(pairs) for pairs in written.values()) > 5
    for edge in DIRECT:
        assert edges(world, edge) == {(local(a), local(b)) for a, b in written[edge]}, edge
