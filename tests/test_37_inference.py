"""What follows from a graph: by the rules, by the same rules as SPARQL, graph by graph, and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize
from rdflib import Dataset, URIRef

from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.axioms import AxiomError, Step, read_axioms
from zhijiao.graph.build import build_graph
from zhijiao.graph.inference import Rules
from zhijiao.ontology.files import CUBE, ONTOLOGY, ontology_file
from zhijiao.ontology.namespaces import DEFAULT_BASE, PREFIXES, thing_prefixes

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in {**PREFIXES, **thing_prefixes()}.items())
GRAPH = NamedNode(f"{DEFAULT_BASE}graph/report/r1")
INFERRED = tuple(NamedNode(f"{DEFAULT_BASE}graph/{name}") for name in ("inferred", "direct"))
RULES = Rules.shipped()


def quads(turtle: str, graph: NamedNode = GRAPH) -> list[Quad]:
    read = parse((HEAD + turtle).encode(), format=RdfFormat.TURTLE)
    return [Quad(one.subject, one.predicate, one.object, graph) for one in read]


def triples(turtle: str) -> set[Triple]:
    return {quad.triple for quad in quads(turtle)}


def by_updates(stated: Sequence[Quad], rules: Rules = RULES) -> set[Triple]:
    """What the rules as SPARQL put into the graphs for what is inferred."""
    store = Store()
    store.extend(stated)
    for text in rules.updates(DEFAULT_BASE):
        store.update(text)
    return {quad.triple for graph in INFERRED for quad in store.quads_for_pattern(None, None, None, graph)}


@pytest.fixture(scope="module")
def example(root: Path) -> list[Quad]:
    return quads((root / "tests" / "data" / "ontology_example.ttl").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def built(root: Path) -> list[Quad]:
    """The graph of the example reports, without what was inferred when it was built."""
    reports = [
        ReportFacts(path.stem, tuple(read_facts(path)))
        for path in sorted((root / "examples" / "facts").glob("*.jsonl"))
    ]
    read = parse(build_graph(reports).nquads, format=RdfFormat.N_QUADS)
    return [quad for quad in read if quad.graph_name not in INFERRED]


CASES = {
    "the classes above": (
        "honour:h a zj:Honour .",
        "honour:h a zj:Statement, prov:Entity .",
    ),
    "an organisation of a kind": (
        "organisation:a a zj:Organisation ; zj:partnerKind partnerkind:hospital .",
        "organisation:a a zj:Hospital, org:Organization, schema:Organization, schema:Hospital .",
    ),
    "a partner of the kind school": (
        "school:a zj:partnerKind partnerkind:school .",
        """school:a a zj:School, org:FormalOrganization, org:Organization, schema:EducationalOrganization,
             schema:Organization .""",
    ),
    "a kind without a class": (
        "organisation:a a zj:Organisation ; zj:partnerKind partnerkind:other .",
        "organisation:a a org:Organization, schema:Organization .",
    ),
    "a kind of something else": ("person:a zj:partnerKind partnerkind:hospital .", ""),
    "a stated class of a kind": (
        "organisation:a a zj:Hospital .",
        """organisation:a a zj:Organisation, org:Organization, schema:Organization, schema:Hospital ;
             zj:partnerKind partnerkind:hospital .""",
    ),
    "an edge through a partnership": (
        "partnership:p a zj:Partnership ; zj:school school:s ; zj:partner organisation:a .",
        "partnership:p a zj:Statement, prov:Entity . school:s zj:partnerWith organisation:a .",
    ),
    "no edge through a programme": (
        "programme:p a zj:Programme ; zj:school school:s ; zj:partner organisation:a ; zj:major major:m .",
        "programme:p a zj:Statement, prov:Entity .",
    ),
    "a membership": (
        """partnership:p a zj:Partnership ; zj:school school:s ; zj:partner organisation:a ;
             zj:mode mode:group_member, mode:cooperation .""",
        """partnership:p a zj:Statement, prov:Entity, zj:GroupMembership, org:Membership ;
             org:member school:s ; org:organization organisation:a .
           school:s zj:partnerWith organisation:a ; zj:memberOf organisation:a ;
             org:memberOf organisation:a .""",
    ),
    "a stated membership": (
        "partnership:p a zj:GroupMembership ; zj:school school:s ; zj:partner organisation:a .",
        """partnership:p a zj:Partnership, zj:Statement, prov:Entity, org:Membership ;
             zj:mode mode:group_member ; org:member school:s ; org:organization organisation:a .
           school:s zj:partnerWith organisation:a ; zj:memberOf organisation:a ;
             org:memberOf organisation:a .""",
    ),
    "an offering": (
        "offering:o a zj:MajorOffering ; zj:school school:s ; zj:major major:m .",
        """offering:o a zj:Statement, prov:Entity, schema:EducationalOccupationalProgram ;
             schema:provider school:s . school:s zj:offersMajor major:m .""",
    ),
    "a succession": (
        "succession:s a zj:Succession ; zj:school school:s ; zj:predecessor school:b .",
        """succession:s a zj:Statement, prov:Entity, org:ChangeEvent ; org:originalOrganization school:b ;
             org:resultingOrganization school:s . school:s zj:succeeds school:b .""",
    ),
    "the report of a statement, not of a school": (
        """honour:h a zj:Honour ; zj:evidence evidence:e . evidence:e oa:hasSource report:r .
           school:s a zj:School ; zj:evidence evidence:f . evidence:f oa:hasSource report:r .""",
        """honour:h a zj:Statement, prov:Entity ; prov:wasDerivedFrom report:r .
           school:s a org:FormalOrganization, org:Organization, schema:EducationalOrganization,
             schema:Organization .""",
    ),
    "properties above, of texts too": (
        'report:r zj:reportingSchool school:s . school:s zj:address "云岭路"; zj:website "x" .',
        'report:r prov:wasAttributedTo school:s . school:s schema:address "云岭路" .',
    ),
    "the data set of a figure": (
        """observation:a a zj:Observation ; zj:school school:s ; zj:indicator indicator:graduates ;
             zj:year 2021 .
           observation:b a zj:Observation ; zj:school school:s ; zj:indicator indicator:graduates ;
             zj:scopeMajor major:m .
           observation:c a zj:Observation ; zj:school school:s .""",
        """observation:a a zj:Statement, prov:Entity, qb:Observation ; qb:dataSet zj:schoolFiguresByYear .
           observation:b a zj:Statement, prov:Entity, qb:Observation ; qb:dataSet zj:majorFigures .
           observation:c a zj:Statement, prov:Entity, qb:Observation .""",
    ),
    "inverses are left out": (
        "school:s zj:memberOf organisation:a .",
        "school:s zj:partnerWith organisation:a ; org:memberOf organisation:a .",
    ),
    "what is stated is not inferred": ("honour:h a zj:Honour, zj:Statement, prov:Entity .", ""),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_what_follows(name: str) -> None:
    stated, follows = CASES[name]
    assert RULES.infer(quads(stated)) == triples(follows)
    assert by_updates(quads(stated)) == triples(follows)


def test_updates_give_the_same_as_the_rules(built: list[Quad], example: list[Quad]) -> None:
    for graph in (built, example):
        found = RULES.infer(graph)
        assert len(found) > 70
        assert by_updates(graph) == found


def test_another_engine_gives_the_same_by_updates(example: list[Quad]) -> None:
    dataset = Dataset()
    dataset.parse(data=serialize(example, format=RdfFormat.N_QUADS), format="nquads")
    for text in RULES.updates(DEFAULT_BASE):
        dataset.update(text)
    graphs = (dataset.graph(URIRef(one.value)).serialize(format="nt").encode() for one in INFERRED)
    found = {one.triple for graph in graphs for one in parse(graph, format=RdfFormat.N_TRIPLES)}
    assert found == RULES.infer(example)


def test_what_follows_from_all_follows_from_each_graph(built: list[Quad]) -> None:
    graphs = {quad.graph_name for quad in built}
    assert len(graphs) > 8
    each = [RULES.infer([quad for quad in built if quad.graph_name == name]) for name in graphs]
    stated = {quad.triple for quad in built}
    assert set().union(*each) - stated == RULES.infer(built)


def test_inferring_again_adds_nothing(built: list[Quad]) -> None:
    found = [Quad(one.subject, one.predicate, one.object, INFERRED[0]) for one in RULES.infer(built)]
    assert not RULES.infer([*built, *found])
    assert by_updates(built) == by_updates([*built, *found][: len(built)])


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_of_any_part_of_a_graph_both_give_the_same(example: list[Quad], data: st.DataObject) -> None:
    part = data.draw(st.lists(st.sampled_from(example), unique=True, max_size=60))
    found = RULES.infer(part)
    assert found == by_updates(part)
    assert found == RULES.infer(part[::-1])
    assert not found & {quad.triple for quad in part}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_more_is_never_less_but_for_data_sets(example: list[Quad], data: st.DataObject) -> None:
    part = data.draw(st.lists(st.sampled_from(example), unique=True, max_size=60))
    more = {quad.triple for quad in example} | RULES.infer(example)
    assert {one for one in RULES.infer(part) if not one.predicate.value.endswith("#dataSet")} <= more


def test_local_properties_follow_from_their_subject_alone(built: list[Quad]) -> None:
    found = {one for one in RULES.infer(built) if one.predicate in RULES.local}
    assert len({one.predicate for one in found}) >= 8
    of_subject: dict[object, list[Quad]] = {}
    for quad in built:
        of_subject.setdefault(quad.subject, []).append(quad)
    alone = {one for part in of_subject.values() for one in RULES.infer(part)}
    assert found <= alone


def test_direct_edges_go_into_a_graph_of_their_own(example: list[Quad]) -> None:
    store = Store()
    store.extend(example)
    for text in RULES.updates(DEFAULT_BASE):
        store.update(text)
    direct = {quad.predicate for quad in store.quads_for_pattern(None, None, None, INFERRED[1])}
    assert direct == RULES.direct
    assert {one.value.rpartition("#")[2] for one in direct} == {
        *("partnerWith", "memberOf", "offersMajor", "teachesWith", "succeeds")
    }
    others = {quad.predicate for quad in store.quads_for_pattern(None, None, None, INFERRED[0])}
    assert not others & direct


def test_updates_stay_under_the_base_and_are_the_same_again() -> None:
    texts = RULES.updates("https://example.org/g/")
    assert texts == Rules.of(read_axioms([ontology_file(ONTOLOGY), ontology_file(CUBE)])).updates(
        "https://example.org/g/"
    )
    assert all("GRAPH <https://example.org/g/graph/" in text for text in texts)
    assert all(text.count("INSERT") == 1 and "DELETE" not in text for text in texts)


def test_subjects_without_an_iri_and_literals_are_no_trouble() -> None:
    odd = quads('[] a zj:Honour . honour:h a "zj:Honour" ; zj:school "s" ; zj:evidence "e" .')
    assert RULES.infer(odd) == set()
    # A text at a property that leads to a thing leads nowhere.
    chain = quads('offering:o a zj:MajorOffering ; zj:school "s" ; zj:major major:m .')
    edges = {one for one in RULES.infer(chain) if one.predicate in RULES.direct}
    assert edges == set()
    assert Triple(chain[0].subject, NamedNode(f"{PREFIXES['schema']}provider"), Literal("s")) in RULES.infer(
        chain
    )


def test_the_examples_have_every_kind_of_inference(built: list[Quad]) -> None:
    counted = Counter(one.predicate.value for one in RULES.infer(built))
    missing = {one.value for one in (*RULES.direct, *RULES.local)} - set(counted)
    # Kinds and modes are stated of everything that has a class by them.
    assert {one.rpartition("#")[2] for one in missing} <= {"partnerKind", "mode", "hasMember", "inScheme"}


@pytest.mark.parametrize(
    ("axioms", "told"),
    [
        ("zj:a owl:propertyChainAxiom ( zj:b zj:c ) . zj:d owl:propertyChainAxiom ( zj:a zj:c ) .", "#d>"),
        (
            """zj:a owl:propertyChainAxiom ( zj:b zj:c ) ; rdfs:subPropertyOf zj:up .
               zj:d owl:propertyChainAxiom ( zj:up zj:c ) .""",
            "#d>",
        ),
        ('zj:a owl:propertyChainAxiom ( zj:b "c" ) .', '"c"'),
        ("zj:a owl:propertyChainAxiom () .", "#a>"),
    ],
)
def test_axioms_that_need_a_reasoner_are_refused(tmp_path: Path, axioms: str, told: str) -> None:
    path = tmp_path / "o.ttl"
    path.write_text(HEAD + axioms, encoding="utf-8")
    with pytest.raises(AxiomError, match=told):
        read_axioms([path])


def test_rules_follow_the_ontology_that_is_given(tmp_path: Path) -> None:
    path = tmp_path / "o.ttl"
    path.write_text(
        HEAD
        + """zj:up rdfs:subClassOf zj:top . zj:one rdfs:subClassOf zj:up .
             zj:p rdfs:subPropertyOf zj:q ; owl:inverseOf zj:back . zj:q rdfs:subPropertyOf zj:r .
             zj:head owl:propertyChainAxiom ( zj:back zj:q ) .""",
        encoding="utf-8",
    )
    rules = Rules.of(read_axioms([path]))
    stated = quads("school:a a zj:one ; zj:p school:b .")
    follows = triples(
        """school:a a zj:up, zj:top ; zj:q school:b ; zj:r school:b . school:b zj:head school:b ."""
    )
    assert rules.infer(stated) == by_updates(stated, rules) == follows
    assert rules.axioms.chains[0].parts[0] == Step(NamedNode(f"{PREFIXES['zj']}p"), backwards=True)
