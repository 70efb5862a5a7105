"""Sorting in bounded memory gives what sorting at once gives, and leaves nothing behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.build import GraphBuild, build_graph
from zhijiao.graph.exports import lines as lines_module
from zhijiao.graph.exports.export import export
from zhijiao.graph.exports.lines import graph_lines, parsed, quad_lines, sorted_lines, triple_lines
from zhijiao.graph.exports.nodes import nodes
from zhijiao.graph.store import GraphStore
from zhijiao.graph.turtle import ntriple_lines, sorted_ntriples

DATA = Path(__file__).parent / "data" / "graph"


@pytest.fixture(scope="module")
def build() -> GraphBuild:
    names = ("yunling", "wangze")
    return build_graph([ReportFacts(name, tuple(read_facts(DATA / f"{name}.jsonl"))) for name in names])


@given(st.lists(st.binary(max_size=6).map(lambda line: line.replace(b"\n", b"") + b"\n")), st.integers(0, 40))
def test_runs_merged_are_sorted_lines_each_once(lines: list[bytes], room: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert list(sorted_lines(lines, Path(folder), room)) == sorted(set(lines))
        assert not list(Path(folder).iterdir())


def test_lines_of_a_store_are_those_of_the_build(build: GraphBuild, tmp_path: Path) -> None:
    store = GraphStore.memory(build.nquads)
    assert b"".join(quad_lines(store, tmp_path)) == build.nquads
    assert b"".join(triple_lines(store, tmp_path)) == sorted_ntriples(build.nquads)
    graphs = {name: list(lines) for name, lines in graph_lines(store, tmp_path)}
    assert list(graphs) == sorted(graphs)
    assert sum(map(len, graphs.values())) == build.counts["quads"]
    assert not list(tmp_path.iterdir())


def test_what_does_not_fit_into_memory_gives_the_same_files(
    build: GraphBuild, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = GraphStore.memory(build.nquads)
    export(store, "trig", tmp_path / "at_once.trig")
    whole = sorted_lines
    monkeypatch.setattr(lines_module, "sorted_lines", lambda lines, aside: whole(lines, aside, 2_000))
    export(store, "trig", tmp_path / "in_runs.trig")
    assert (tmp_path / "in_runs.trig").read_bytes() == (tmp_path / "at_once.trig").read_bytes()
    assert len(list(tmp_path.iterdir())) == 2


@given(st.lists(st.text(max_size=40), min_size=1, max_size=30))
def test_parsing_lines_gives_their_triples(texts: list[str]) -> None:
    name = NamedNode("https://example.org/a")
    triples = {Triple(name, name, Literal(text.encode(errors="replace").decode())) for text in texts}
    assert {quad.triple for quad in parsed(ntriple_lines(triples))} == triples


def test_nodes_hold_every_triple_once(build: GraphBuild, tmp_path: Path) -> None:
    found = list(nodes(GraphStore.memory(build.nquads), tmp_path))
    assert sum(len(values) for one in found for values in one.values.values()) == build.counts["triples"]
    assert [one.iri for one in found] == sorted({one.iri for one in found}, key=lambda iri: f"<{iri}>")
