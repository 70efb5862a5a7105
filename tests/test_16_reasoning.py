"""What a reasoner makes of the ontology: no contradiction, the edges it should infer and no others."""

from __future__ import annotations

import shutil
from pathlib import Path

import owlready2
import pytest
from rdflib import Graph, URIRef

from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.build import build_graph
from zhijiao.ontology.codes import concepts
from zhijiao.ontology.files import ONTOLOGY, SCHEMES, ontology_file
from zhijiao.ontology.namespaces import DEFAULT_BASE, ZJ

pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed; HermiT needs it")

ENTITY = f"{DEFAULT_BASE}id/"
DIRECT = ("partnerWith", "memberOf", "offersMajor", "teachesWith", "succeeds")


@pytest.fixture(scope="module")
def example(root: Path) -> str:
    return (root / "tests" / "data" / "ontology_example.ttl").read_text(encoding="utf-8")


def reasoned(folder: Path, turtle: str) -> owlready2.World:
    """The ontology, the code lists and `turtle` together, after HermiT; raises where they contradict."""
    graph = Graph()
    for name in (ONTOLOGY, SCHEMES):
        graph.parse(ontology_file(name), format="turtle")
    graph.parse(data=turtle, format="turtle")
    # owlready2 reads no Turtle.
    path = folder / "all.nt"
    graph.serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    ontology = world.get_ontology(path.as_uri()).load()
    # HermiT prints names in the encoding of the locale, owlready2 expects UTF-8.
    with ontology, pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", "C.UTF-8")
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
    ],
)
def test_a_contradiction_is_found(tmp_path: Path, example: str, contradiction: str) -> None:
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reasoned(tmp_path, example + contradiction)


def test_the_classes_of_kinds_exclude_one_another(tmp_path: Path, example: str) -> None:
    kinds = [one.code for one in concepts("partnerkind") if one.code not in {"school", "group", "other"}]
    for kind in kinds[:2]:
        with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
            reasoned(tmp_path, f"{example} organisation:云岭职教集团 zj:partnerKind partnerkind:{kind} .")


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
