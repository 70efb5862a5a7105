"""Shapes compiled to queries find what pySHACL finds: for all constraints of SHACL Core, all targets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from zhijiao.graph.store import GraphStore
from zhijiao.graph.validation.check import validate_store
from zhijiao.graph.validation.validate import validate
from zhijiao.graph.validation.violations import (
    MESSAGES,
    UnsupportedShapeError,
    ValidationError,
    Violation,
)
from zhijiao.tests.making.damage import Graph
from zhijiao.tests.making.random_shapes import random_graph, random_shape

PREFIXES = """
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix zj: <https://w3id.org/zhijiao/ontology#> .
@prefix : <urn:example:> .
"""

DATA = """
:a a :Thing ; :p 1, 2, "x", "y"@zh, :b ; :q 2, "x", "z"@en ; :name "甲"@zh, "a"@en ; :n 5 .
:b a :Thing ; :p "" ; :name "乙"@zh, "丙"@zh ; :n 5.5 ; :r :c .
:c a :Thing, zj:Enterprise ; :n 1.5e0 ; :q :c ; :r :b, :d ; :d "2020-02-03"^^xsd:date .
:d a zj:School ; :p :a, :b, :c ; :q :a ; :n -1 ; :r :d ; :name "d" .
:e a :Other ; :p "https://example.org/abc", :d ; :d "2020-02-30"^^xsd:date ; :on true .
:f a :Thing ; :p 1, 2, 3, 4, 5, 6 ; :q 7 ; :n "abc"^^xsd:integer ; :r :f .
:g a :Thing ; :low 1, 2 ; :high 2, 3 ; :on "maybe"^^xsd:boolean .
:h a :Thing ; :low 4 ; :high 3 ; :name "h" ; :d "2021-02-30"^^xsd:date .
"""

#: Bodies of a shape that targets :Thing, all of them with a fault in DATA.
BODIES = {
    "class": "sh:property [ sh:path :p ; sh:class :Thing ]",
    "class below": "sh:property [ sh:path :r ; sh:class zj:Organisation ]",
    "two classes": "sh:property [ sh:path :r ; sh:class zj:Organisation, :Thing ]",
    "class of the node": "sh:class zj:Organisation",
    "datatype integer": "sh:property [ sh:path :n ; sh:datatype xsd:integer ]",
    "datatype decimal": "sh:property [ sh:path :n ; sh:datatype xsd:decimal ]",
    "datatype double": "sh:property [ sh:path :n ; sh:datatype xsd:double ]",
    "datatype string": "sh:property [ sh:path :p ; sh:datatype xsd:string ]",
    "datatype text": "sh:property [ sh:path :name ; sh:datatype rdf:langString ]",
    "datatype boolean": "sh:property [ sh:path :on ; sh:datatype xsd:boolean ]",
    "datatype date": "sh:property [ sh:path :d ; sh:datatype xsd:date ]",
    "datatype other": "sh:property [ sh:path :n ; sh:datatype :unknown ]",
    "kind IRI": "sh:property [ sh:path :p ; sh:nodeKind sh:IRI ]",
    "kind literal": "sh:property [ sh:path :p ; sh:nodeKind sh:Literal ]",
    "kind blank": "sh:property [ sh:path :p ; sh:nodeKind sh:BlankNode ]",
    "kind blank or IRI": "sh:property [ sh:path :p ; sh:nodeKind sh:BlankNodeOrIRI ]",
    "kind blank or literal": "sh:property [ sh:path :p ; sh:nodeKind sh:BlankNodeOrLiteral ]",
    "kind of the node": "sh:nodeKind sh:Literal",
    "at least one": "sh:property [ sh:path :p ; sh:minCount 1 ]",
    "at least three": "sh:property [ sh:path :p ; sh:minCount 3 ]",
    "at most none": "sh:property [ sh:path :p ; sh:maxCount 0 ]",
    "at most one": "sh:property [ sh:path :name ; sh:maxCount 1 ]",
    "at most five": "sh:property [ sh:path :p ; sh:maxCount 5 ]",
    "least": "sh:property [ sh:path :n ; sh:minInclusive 5 ]",
    "more than": "sh:property [ sh:path :n ; sh:minExclusive 5 ]",
    "most": "sh:property [ sh:path :n ; sh:maxInclusive 5 ]",
    "less than a number": "sh:property [ sh:path :n ; sh:maxExclusive 5 ]",
    "short": "sh:property [ sh:path :p ; sh:minLength 2 ]",
    "long": "sh:property [ sh:path :p ; sh:maxLength 0 ]",
    "any length": "sh:property [ sh:path :p ; sh:minLength 0 ]",
    "pattern": "sh:property [ sh:path :p ; sh:pattern '^[a-z0-9]+$' ]",
    "two patterns": "sh:property [ sh:path :p ; sh:pattern 'x', '^.$' ]",
    "pattern with flags": "sh:property [ sh:path :p ; sh:pattern '^X|EXAMPLE' ; sh:flags 'i' ]",
    "pattern with quotes": "sh:property [ sh:path :p ; sh:pattern '[\"\\\\\\\\]' ]",
    "languages": "sh:property [ sh:path :name ; sh:languageIn ( 'en' 'de' ) ]",
    "one of a language": "sh:property [ sh:path :name ; sh:uniqueLang true ]",
    "any of a language": "sh:property [ sh:path :name ; sh:uniqueLang false ]",
    "equal": "sh:property [ sh:path :p ; sh:equals :q ]",
    "disjoint": "sh:property [ sh:path :p ; sh:disjoint :q ]",
    "equal to the node": "sh:equals :q",
    "disjoint from the node": "sh:disjoint :r, :q",
    "less": "sh:property [ sh:path :low ; sh:lessThan :high ]",
    "less or equal": "sh:property [ sh:path :low ; sh:lessThanOrEquals :high ]",
    "not": "sh:property [ sh:path :p ; sh:not [ sh:datatype xsd:integer ] ]",
    "not of the node": "sh:not [ sh:property [ sh:path :p ; sh:minCount 5 ] ]",
    "not of what is deactivated": "sh:not [ sh:deactivated true ; sh:nodeKind sh:Literal ]",
    "and": "sh:property [ sh:path :p ; sh:and ( [ sh:nodeKind sh:Literal ] [ sh:minLength 1 ] ) ]",
    "or": "sh:property [ sh:path :p ; sh:or ( [ sh:datatype xsd:integer ] [ sh:class :Thing ] ) ]",
    "xone": "sh:property [ sh:path :p ; sh:xone ( [ sh:datatype xsd:integer ] [ sh:minLength 1 ] ) ]",
    "xone of nodes": "sh:xone ( [ sh:property [ sh:path :q ; sh:minCount 1 ] ] [ sh:class zj:Enterprise ] )",
    "node": "sh:property [ sh:path :r ; sh:node [ sh:property [ sh:path :r ; sh:minCount 2 ] ] ]",
    "property of values": "sh:property [ sh:path :r ; sh:property [ sh:path :name ; sh:minCount 1 ] ]",
    "deep": "sh:node [ sh:property [ sh:path :r ; sh:property [ sh:path :n ; sh:datatype xsd:decimal ] ] ]",
    "pairs inside": "sh:not [ sh:property [ sh:path :low ; sh:lessThan :high ] ]",
    "equal inside": "sh:not [ sh:property [ sh:path :p ; sh:equals :q ] ]",
    "equal to a node inside": "sh:not [ sh:equals :q ]",
    "disjoint inside": "sh:not [ sh:property [ sh:path :p ; sh:disjoint :q ] ]",
    "language inside": "sh:not [ sh:property [ sh:path :name ; sh:uniqueLang true ] ]",
    "closed inside": "sh:not [ sh:closed true ; sh:ignoredProperties ( rdf:type :n :r :q :d ) ]",
    "counts inside": "sh:or ( [ sh:property [ sh:path :p ; sh:minCount 2 ; sh:maxCount 3 ] ]"
    " [ sh:property [ sh:path :n ; sh:maxCount 0 ] ] )",
    "qualified least": "sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :Thing ] ;"
    " sh:qualifiedMinCount 1 ]",
    "qualified most": "sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:datatype xsd:integer ] ;"
    " sh:qualifiedMaxCount 2 ]",
    "qualified and disjoint": "sh:property [ sh:path :p ;"
    " sh:qualifiedValueShape [ sh:datatype xsd:integer ] ; sh:qualifiedMinCount 2 ;"
    " sh:qualifiedValueShapesDisjoint true ] , [ sh:path :p ;"
    " sh:qualifiedValueShape [ sh:minInclusive 2 ] ; sh:qualifiedMaxCount 3 ]",
    "closed": "sh:closed true ; sh:ignoredProperties ( rdf:type :q ) ; sh:property [ sh:path :p ]",
    "closed to all": "sh:closed true",
    "value": "sh:property [ sh:path :p ; sh:hasValue 1 ]",
    "value of the node": "sh:hasValue :a",
    "one of": "sh:property [ sh:path :p ; sh:in ( 1 'x' 'y'@zh :b ) ]",
    "one of no more than the node": "sh:in ( :a :b )",
    "inverse": "sh:property [ sh:path [ sh:inversePath :r ] ; sh:minCount 1 ]",
    "sequence": "sh:property [ sh:path ( :r :r ) ; sh:class :Thing ; sh:maxCount 1 ]",
    "alternative": "sh:property [ sh:path [ sh:alternativePath ( :p :q ) ] ; sh:maxCount 3 ]",
    "zero or more": "sh:property [ sh:path [ sh:zeroOrMorePath :r ] ; sh:class :Thing ]",
    "one or more": "sh:property [ sh:path [ sh:oneOrMorePath :r ] ; sh:minCount 2 ]",
    "zero or one": "sh:property [ sh:path [ sh:zeroOrOnePath :r ] ; sh:maxCount 1 ]",
    "mixed path": "sh:property [ sh:path ( [ sh:inversePath :r ] [ sh:alternativePath ( :p :r ) ] ) ;"
    " sh:nodeKind sh:IRI ; sh:maxCount 1 ]",
    "a message": "sh:property [ sh:path :p ; sh:minCount 9 ; sh:severity sh:Info ;"
    " sh:message '英'@en, '中'@zh-CN ]",
    "deactivated": "sh:property [ sh:path :p ; sh:maxCount 0 ; sh:deactivated true ]",
}

#: Shapes with a fault in DATA, but for which the target is told.
TARGETS = {
    "class": ":S a sh:NodeShape ; sh:targetClass zj:Organisation ; sh:hasValue :x .",
    "classes": ":S a sh:NodeShape ; sh:targetClass :Thing, :Other, zj:School ; sh:hasValue :x .",
    "implicit": ":Thing a sh:NodeShape, rdfs:Class ; sh:hasValue :x .",
    "implicit OWL": ":Thing a sh:NodeShape, owl:Class ; sh:hasValue :x .",
    "subjects": ":S a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:hasValue :x .",
    "objects": ":S a sh:NodeShape ; sh:targetObjectsOf :p, :n ; sh:nodeKind sh:IRI .",
    "node": ":S a sh:NodeShape ; sh:targetNode :a, :nowhere ; sh:property [ sh:path :q ; sh:minCount 3 ] .",
    "all": ":S a sh:NodeShape ; sh:targetClass :Other ; sh:targetNode :a ; sh:targetObjectsOf :r ;"
    " sh:property [ sh:path :name ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] .",
    "a property shape": ":S a sh:PropertyShape ; sh:targetClass :Thing ; sh:path :p ; sh:minCount 2 .",
    "none": ":S a sh:NodeShape ; sh:hasValue :x .",
}


def shapes_file(folder: Path, text: str) -> Path:
    path = folder / "shapes.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    return path


def both(folder: Path, text: str) -> tuple[set[Violation], set[Violation]]:
    """What pySHACL finds in DATA and what the compiled shapes find, with and without naming the nodes."""
    path, graph = shapes_file(folder, text), Graph.of(PREFIXES + DATA)
    store = GraphStore.memory(graph.nquads())
    compiled = set(validate_store(store, shapes=path))
    named = set(validate_store(store, [*graph.subjects(), "urn:example:nowhere"], path))
    assert {one for one in compiled if one.focus.startswith("urn:")} == named
    return set(validate(store.nquads(), path)), compiled


@pytest.mark.parametrize("name", BODIES)
def test_every_constraint_finds_what_pyshacl_finds(tmp_path: Path, name: str) -> None:
    shape = f":S a sh:NodeShape ; sh:targetClass :Thing ; {BODIES[name]} ."
    of_pyshacl, compiled = both(tmp_path, shape)
    assert compiled == of_pyshacl
    harmless = {"any length", "any of a language", "deactivated"}
    assert bool(compiled) == (name not in harmless)
    assert {one.constraint for one in compiled} <= set(MESSAGES)
    assert all(one.message for one in compiled)


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_finds_what_pyshacl_finds(tmp_path: Path, name: str) -> None:
    of_pyshacl, compiled = both(tmp_path, TARGETS[name])
    assert compiled == of_pyshacl
    assert bool(compiled) == (name != "none")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_shapes_at_random_find_what_pyshacl_finds(tmp_path: Path, seed: int) -> None:
    path = shapes_file(tmp_path, random_shape(seed))
    graph = Graph.of(PREFIXES + random_graph(seed))
    store = GraphStore.memory(graph.nquads())
    compiled = validate_store(store, shapes=path)
    assert compiled == validate(store.nquads(), path), path.read_text(encoding="utf-8")
    assert set(validate_store(store, graph.subjects(), path)) <= set(compiled)


def test_what_has_no_order_is_within_no_bounds(tmp_path: Path) -> None:
    """SHACL: a value that does not compare breaks the bound; pySHACL puts some such values in an order."""
    shape = ":S a sh:PropertyShape ; sh:targetClass :Thing ; sh:path :n ; sh:minInclusive -9.5 ."
    _, compiled = both(tmp_path, shape)
    assert [(one.focus, one.value) for one in compiled] == [("urn:example:f", "abc")]


def test_the_inverse_of_a_sequence_goes_backwards(tmp_path: Path) -> None:
    """SHACL: the inverse of a path is the path from its end; pySHACL keeps the order of the steps."""
    shape = (
        ":S a sh:PropertyShape ; sh:targetNode :z ; sh:path [ sh:inversePath ( :r :q ) ] ; sh:hasValue :x ."
    )
    store = GraphStore.memory(Graph.of(PREFIXES + ":x :r :y . :y :q :z .").nquads())
    assert validate_store(store, shapes=shapes_file(tmp_path, shape)) == ()


def test_long_lists_are_compiled(tmp_path: Path) -> None:
    values = " ".join(f":v{i}" for i in range(30_000))
    path = shapes_file(tmp_path, f":S a sh:NodeShape ; sh:targetClass :Thing ; sh:in ( {values} ) .")
    store = GraphStore.memory(Graph.of(PREFIXES + ":v29999 a :Thing . :w a :Thing .").nquads())
    assert [one.focus for one in validate_store(store, shapes=path)] == ["urn:example:w"]
    assert len(validate_store(store, ["urn:example:w"], path)) == 1


def test_what_is_found_is_told_in_full(tmp_path: Path) -> None:
    shape = (
        ":S a sh:NodeShape ; sh:targetClass :Thing ;"
        " sh:property [ sh:path ( zj:school [ sh:inversePath :r ] ) ; sh:minCount 1 ;"
        " sh:severity sh:Warning ; sh:message '没有'@zh, 'none'@en ] ."
    )
    _, compiled = both(tmp_path, shape)
    assert (
        Violation("Warning", "urn:example:a", "zj:school/(^urn:example:r)", "", "没有", "minCount")
        in compiled
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (":S a sh:NodeShape ; sh:targetClass :T ; sh:sparql [ sh:select 'SELECT $this {}' ] .", "sh:sparql"),
        (":S a sh:NodeShape ; sh:targetClass :T ; sh:js [ sh:jsFunctionName 'f' ] .", "sh:js"),
        (":S a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ] ; sh:targetClass :T .", "sh:target"),
        (":S a sh:NodeShape ; sh:targetClass :T ; sh:expression [] .", "sh:expression"),
        (":C a sh:ConstraintComponent .", "sh:ConstraintComponent"),
        (":S a sh:NodeShape ; sh:targetClass :T ; sh:node :S .", "urn:example:S"),
        (":S a sh:NodeShape ; sh:targetClass :T ; sh:pattern '(?=a)b' .", "sh:pattern"),
        (":S a sh:NodeShape ; sh:targetClass :T ; sh:not [ sh:path :p ; sh:minCount 99 ] .", "99"),
        (":S a sh:NodeShape ; sh:targetClass :T ; sh:hasValue [] .", "空白节点"),
    ],
)
def test_what_cannot_be_compiled_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(UnsupportedShapeError, match="pyshacl") as refused:
        validate_store(GraphStore.memory(b""), shapes=shapes_file(tmp_path, text))
    assert named in str(refused.value)
    assert "shapes.ttl" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("no turtle", "Turtle"),
        (":S a sh:NodeShape ; sh:targetClass 'x' .", "targetClass"),
        (":S a sh:NodeShape ; sh:targetClass :T ; sh:property [ sh:minCount 1 ] .", "sh:path"),
        (":S a sh:NodeShape ; sh:targetClass :T ; sh:minCount 1 .", "sh:path"),
        (":S a sh:PropertyShape ; sh:targetClass :T ; sh:path :p ; sh:minCount 'x' .", "sh:minCount"),
        (":S a sh:PropertyShape ; sh:targetClass :T ; sh:path :p ; sh:minCount 1, 2 .", "sh:minCount"),
        (":S a sh:PropertyShape ; sh:targetClass :T ; sh:path 'p' ; sh:minCount 1 .", "属性路径"),
        (":S a sh:PropertyShape ; sh:targetClass :T ; sh:path ( :p ) ; sh:minCount 1 .", "两项"),
        (":S a sh:NodeShape ; sh:targetClass :T ; sh:in :p .", "列表"),
        (":S a sh:NodeShape ; sh:targetClass :T ; sh:in _:a . _:a rdf:first 1 ; rdf:rest _:a .", "列表"),
        (":S a sh:NodeShape ; sh:targetClass :T ; sh:nodeKind sh:Odd .", "sh:nodeKind"),
        (":S a sh:NodeShape ; sh:targetClass :T ; sh:minInclusive :p .", "sh:minInclusive"),
        (
            ":S a sh:PropertyShape ; sh:targetClass :T ; sh:path :p ; sh:qualifiedMinCount 1 .",
            "qualifiedValueShape",
        ),
    ],
)
def test_malformed_shapes_are_told(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(ValidationError) as told:
        validate_store(GraphStore.memory(b""), shapes=shapes_file(tmp_path, text))
    assert named in str(told.value)
    assert "shapes.ttl" in str(told.value)


def test_a_few_lines_do_not_become_millions_of_shapes(tmp_path: Path) -> None:
    doubled = "".join(f":S{i} sh:node :S{i + 1} ; sh:and ( :S{i + 1} ) ; sh:class :T .\n" for i in range(18))
    path = shapes_file(tmp_path, f":S sh:targetClass :T ; sh:node :S0 .\n{doubled}")
    with pytest.raises(UnsupportedShapeError, match="5000"):
        validate_store(GraphStore.memory(b""), shapes=path)


def test_a_shapes_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="nowhere"):
        validate_store(GraphStore.memory(b""), shapes=tmp_path / "nowhere.ttl")


def test_only_the_named_nodes_are_checked(tmp_path: Path) -> None:
    path = shapes_file(tmp_path, TARGETS["classes"])
    store = GraphStore.memory(Graph.of(PREFIXES + DATA).nquads())
    everywhere = validate_store(store, shapes=path)
    for node in ("urn:example:a", "urn:example:e"):
        assert validate_store(store, [node], path) == tuple(one for one in everywhere if one.focus == node)
    assert validate_store(store, [], path) == ()
    assert validate_store(store, ["urn:example:nowhere"], path) == ()
    with pytest.raises(ValidationError, match="IRI"):
        validate_store(store, ["no iri"], path)


def test_very_many_named_nodes_are_checked_with_the_whole_store(tmp_path: Path) -> None:
    path = shapes_file(tmp_path, TARGETS["classes"])
    many = "".join(f":n{i} a :Thing .\n" for i in range(1200))
    store = GraphStore.memory(Graph.of(PREFIXES + DATA + many).nquads())
    named = [f"urn:example:n{i}" for i in range(1100)]
    assert [one.focus for one in validate_store(store, named, path)] == sorted(named)


def test_a_name_that_no_query_may_hold_is_checked_all_the_same(tmp_path: Path) -> None:
    # The store refuses any text with that word in it.
    text = DATA + "<urn:example:某service公司> a :Thing ; :n 5, 6 . <urn:example:某service> a :Odd ."
    store = GraphStore.memory(Graph.of(PREFIXES + text).nquads())
    body = "sh:property [ sh:path :n ; sh:maxCount 1 ] , [ sh:path :p ; sh:minCount 1 ] ,"
    body += " [ sh:path :n ; sh:datatype xsd:decimal ]"
    path = shapes_file(tmp_path, f":S a sh:NodeShape ; sh:targetClass :Thing ; {body} .")
    whole = validate_store(store, shapes=path)
    named = ["urn:example:某service公司", "urn:example:某service", "urn:example:h"]
    assert {one for one in whole if one.focus in named} == set(validate_store(store, named, path))
    assert {one.constraint for one in whole if "公司" in one.focus} == {"maxCount", "minCount", "datatype"}


def test_blank_nodes_are_found_in_the_shipped_shapes() -> None:
    text = PREFIXES + "[] a zj:School ; zj:founded 2000 ."
    store = GraphStore.memory(Graph.of(text).nquads())
    found = validate_store(store)
    assert {(one.focus, one.constraint) for one in found} == {("_:", "nodeKind"), ("_:", "minCount")}
    assert set(found) == set(validate(store.nquads()))


def test_no_turtle_of_the_tests_is_empty() -> None:
    assert len(list(parse((PREFIXES + DATA).encode(), format=RdfFormat.TURTLE))) > 40
