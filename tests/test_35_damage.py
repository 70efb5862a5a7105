"""The shipped shapes, compiled to queries, find in damaged graphs what pySHACL finds there, one by one."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.graph.validation.check import validate_store
from zhijiao.graph.validation.shapes import Shape, read_shapes
from zhijiao.graph.validation.triples import Triples
from zhijiao.graph.validation.validate import validate
from zhijiao.graph.validation.violations import BLANK, Violation
from zhijiao.ontology.files import SHAPES, ontology_file
from zhijiao.tests.making.damage import Graph, breaking, damaged

DATA = Path(__file__).parent / "data"
BOUNDS = frozenset({"minInclusive", "maxInclusive", "lessThan"})
FAULTS = [json.loads(line) for line in (DATA / "shape_faults.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """rdflib logs every value that is not of its type, with a traceback."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def example() -> Graph:
    return Graph.of((DATA / "ontology_example.ttl").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def built() -> Graph:
    """A graph of a report, with all that is inferred."""
    report = ReportFacts("wangze", tuple(read_facts(DATA / "graph" / "wangze.jsonl")))
    return Graph.of(build_graph([report]).nquads.decode(), RdfFormat.N_QUADS)


def comparable(found: set[Violation]) -> set[Violation]:
    """Leave out bounds of values of a wrong type, which have a violation for their type already.

    SHACL says that a value that does not compare is out of bounds; pySHACL puts some such values in an order.
    """
    mistyped = {(one.focus, one.path) for one in found if one.constraint == "datatype"}
    mistyped |= {(focus, "oa:start") for focus, path in mistyped if path == "oa:end"}
    return {one for one in found if one.constraint not in BOUNDS or (one.focus, one.path) not in mistyped}


def agreed(graph: Graph) -> set[Violation]:
    """Return what the compiled shapes find, having seen that pySHACL and look-ups by node find the same."""
    store = GraphStore.memory(graph.nquads())
    compiled = set(validate_store(store))
    assert comparable(compiled) == comparable(set(validate(store.nquads())))
    named = set(validate_store(store, graph.subjects()))
    assert named == {one for one in compiled if one.focus in set(graph.subjects())}
    assert {one.focus for one in compiled - named} <= {BLANK, *(one.value for one in compiled)}
    return compiled


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), st.integers(1, 25))
def test_both_find_the_same_in_a_damaged_example(example: Graph, seed: int, times: int) -> None:
    agreed(damaged(example, seed, times))


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), st.integers(5, 60))
def test_both_find_the_same_in_a_damaged_built_graph(built: Graph, seed: int, times: int) -> None:
    agreed(damaged(built, seed, times))


def test_nothing_is_found_in_what_is_whole(example: Graph, built: Graph) -> None:
    assert agreed(example) == set()
    assert {one for one in agreed(built) if one.severity == "Violation"} == set()


def constraints(shape: Shape) -> Iterator[tuple[str, str]]:
    """Yield (path, constraint) of all that a shape may find."""
    yield from ((shape.shown, one.name) for one in shape.constraints if one.name != "closed")
    for one in shape.properties:
        yield from constraints(one)


def with_faults(text: str, faults: list[dict[str, str]]) -> Graph:
    """Return the example with all of `faults` in it."""
    whole, gone, come = set(Graph.of(text).triples), set(), set()
    for fault in faults:
        faulty = set(Graph.of(text.replace(fault["before"], fault["after"])).triples)
        gone |= whole - faulty
        come |= faulty - whole
    return Graph(tuple(sorted((whole - gone) | come, key=str)))


def test_every_constraint_of_the_shipped_shapes_is_broken_and_found_by_both() -> None:
    text = (DATA / "ontology_example.ttl").read_text(encoding="utf-8")
    shapes = read_shapes(Triples.read(ontology_file(SHAPES)))
    found = agreed(breaking(shapes))
    for start in range(0, len(FAULTS), 20):
        found |= agreed(with_faults(text, FAULTS[start : start + 20]))
    used = {one for shape in shapes for one in constraints(shape)}
    assert used - {(one.path, one.constraint) for one in found} == set()
    assert any(one.constraint == "closed" for one in found)
