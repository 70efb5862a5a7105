"""The graph is put into a SPARQL server, here Oxigraph's: all of it, only what changed, nothing half done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhijiao.graph.remote.content import all_triples, contents, pieces
from zhijiao.graph.remote.errors import RemoteError
from zhijiao.graph.remote.ledger import ledger_graph
from zhijiao.graph.remote.publish import Published, publish
from zhijiao.graph.store import GraphStore
from zhijiao.graph.turtle import sorted_ntriples
from zhijiao.ontology.namespaces import DEFAULT_BASE, report_graph_iri
from zhijiao.queries.run import run
from zhijiao.tests.making.remote_graphs import (
    FOREIGN,
    answer,
    cuts,
    expected_graphs,
    graph_of,
    put,
)
from zhijiao.tests.making.sparql_servers import SparqlServer, oxigraph_server, way_to

LEDGER = ledger_graph(DEFAULT_BASE)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparqlServer]:
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph")) as running:
        yield running


@pytest.fixture
def empty(server: SparqlServer) -> SparqlServer:
    server.update("DROP ALL")
    return server


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of two reports."""
    path = tmp_path_factory.mktemp("before") / "graph.nq"
    path.write_bytes(graph_of("yunling", "wangze"))
    return path


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same graph when one report is gone and another has changed."""
    path = tmp_path_factory.mktemp("later") / "graph.nq"
    text = graph_of("yunling").replace(b'"2019"', b'"2018"')
    path.write_bytes(GraphStore.memory(text).nquads())
    return path


def expected(nquads: Path) -> object:
    return run(GraphStore.memory(nquads.read_bytes()), "partners")


@pytest.mark.parametrize("bulk_bytes", [0, 4_000_000], ids=["bulk", "transaction"])
def test_what_is_there_is_what_was_built_and_nobody_elses_graph_is_touched(
    empty: SparqlServer, before: Path, later: Path, bulk_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhijiao.graph.remote.writer._BULK_BYTES", bulk_bytes)
    empty.update(f"INSERT DATA {{ GRAPH <{FOREIGN}> {{ <urn:a> a <urn:b> }} . <urn:c> a <urn:d> }}")
    for graph in (before, later, before):
        put(empty, graph)
        held = empty.graphs()
        assert held.pop(FOREIGN) == 1
        assert held.pop(LEDGER) > 0
        assert held == expected_graphs(graph.read_bytes())
        assert answer(empty) == expected(graph)


def test_only_what_has_changed_is_sent(empty: SparqlServer, before: Path, later: Path) -> None:
    first = put(empty, before)
    assert first.kept == first.dropped == 0
    assert first.triples == before.read_bytes().count(b"\n")
    with way_to(empty) as way:
        assert put(empty, before, way.url) == Published(0, 0, first.sent, 0)
        assert not [one for one in way.seen if one.startswith("PUT")]
        changed = put(empty, later, way.url)
    assert changed.dropped == 1
    assert 0 < changed.kept < changed.sent + changed.kept == first.sent - 1
    assert changed.triples < first.triples


@pytest.mark.parametrize("after", [False, True], ids=["request-lost", "answer-lost"])
def test_a_first_build_that_is_cut_off_leaves_nothing_that_is_read(
    empty: SparqlServer, before: Path, after: bool
) -> None:
    with way_to(empty) as way:
        put(empty, before, way.url)
        whole = way.requests
    for cut in cuts(whole):
        empty.update("DROP ALL")
        with way_to(empty) as way:
            way.cut_at, way.after = cut, after
            with pytest.raises(RemoteError):
                put(empty, before, way.url)
        # Cut off behind the last update, all is there.
        assert answer(empty) in (None, expected(before))
        put(empty, before)
        assert answer(empty) == expected(before)
        assert {*empty.graphs()} == {*expected_graphs(before.read_bytes()), LEDGER}


def test_a_first_build_that_fails_while_the_server_lives_leaves_nothing(
    empty: SparqlServer, before: Path
) -> None:
    with way_to(empty) as way:
        way.cut_at, way.once, way.instead = 6, True, (507, {}, "磁盘满了".encode())
        with pytest.raises(RemoteError, match="磁盘满了"):
            put(empty, before, way.url)
    assert empty.graphs() == {}


@pytest.mark.parametrize("after", [False, True], ids=["request-lost", "answer-lost"])
def test_a_later_build_that_is_cut_off_leaves_the_former_graph_or_the_new_one(
    empty: SparqlServer, before: Path, later: Path, after: bool
) -> None:
    put(empty, before)
    with way_to(empty) as way:
        put(empty, later, way.url)
        whole = way.requests
    former, new = later, before
    found = []
    for cut in cuts(whole):
        with way_to(empty) as way:
            way.cut_at, way.after = cut, after
            with pytest.raises(RemoteError):
                put(empty, new, way.url)
        # This server takes all updates in one transaction: there is no time between.
        found.append([expected(former), expected(new)].index(answer(empty)))
        put(empty, new)
        assert answer(empty) == expected(new)
        assert {*empty.graphs()} == {*expected_graphs(new.read_bytes()), LEDGER}
        former, new = new, former
    assert found == sorted(found)
    assert {*found} == {0, 1}


def test_a_change_too_large_for_one_transaction_is_never_read_half_done(
    empty: SparqlServer, before: Path, later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhijiao.graph.remote.change._MOST_TOGETHER", 0)
    monkeypatch.setattr("zhijiao.graph.remote.writer._MOST_APART", 4)
    put(empty, before)
    with way_to(empty) as way:
        put(empty, later, way.url)
        whole = way.requests
    former, new = later, before
    found = []
    for cut in range(whole - 7, whole):
        with way_to(empty) as way:
            way.cut_at, way.after = cut, True
            with pytest.raises(RemoteError):
                put(empty, new, way.url)
        found.append([expected(former), None, expected(new)].index(answer(empty)))
        put(empty, new)
        assert answer(empty) == expected(new)
        assert {*empty.graphs()} == {*expected_graphs(new.read_bytes()), LEDGER}
        former, new = new, former
    assert 1 in found


def test_what_was_staged_before_the_cut_is_not_sent_again(
    empty: SparqlServer, before: Path, later: Path
) -> None:
    put(empty, before)
    with way_to(empty) as way:
        put(empty, later, way.url)
        sending = [place for place, one in enumerate(way.seen) if one.startswith("PUT")]
    empty.update("DROP ALL")
    put(empty, before)
    with way_to(empty) as way:
        way.cut_at = sending[-1] + 2
        with pytest.raises(RemoteError):
            put(empty, later, way.url)
    with way_to(empty) as way:
        put(empty, later, way.url)
        assert not [one for one in way.seen if one.startswith("PUT")]
    assert answer(empty) == expected(later)


def test_a_server_that_is_killed_keeps_one_of_the_two(tmp_path: Path, before: Path, later: Path) -> None:
    with oxigraph_server(tmp_path) as server:
        put(server, before)
        with way_to(server) as way:
            put(server, later, way.url)
            last = max(place for place, one in enumerate(way.seen) if one == "POST /update")
        put(server, before)
        with way_to(server) as way:
            way.cut_at, way.after = last - 1, True
            with pytest.raises(RemoteError):
                put(server, later, way.url)
        server.kill()
        server.restart()
        assert answer(server) in (expected(before), expected(later))
        put(server, later)
        assert answer(server) == expected(later)


def test_two_builds_at_once_do_not_mix(empty: SparqlServer, before: Path, later: Path) -> None:
    put(empty, before)
    others: list[Published] = []

    def meanwhile(_sent: int, _of: int) -> None:
        if not others:
            others.append(put(empty, later))

    changed = later.with_name("changed.nq")
    changed.write_bytes(before.read_bytes().replace(b'"2020"', b'"2018"'))
    with empty.store() as store, pytest.raises(RemoteError, match="另一个 build"):
        publish(store, changed, DEFAULT_BASE, meanwhile)
    assert answer(empty) == expected(later)
    assert {*empty.graphs()} == {*expected_graphs(later.read_bytes()), LEDGER}


def test_a_server_that_loses_triples_is_found_out(empty: SparqlServer, before: Path, later: Path) -> None:
    with way_to(empty) as way:
        way.cut_at, way.once = 5, True
        way.instead = (204, {}, b"")
        with pytest.raises(RemoteError, match="应有"):
            put(empty, before, way.url)
    assert empty.graphs() == {}
    put(empty, before)
    assert answer(empty) == expected(before)


@pytest.mark.parametrize("named", [FOREIGN, f"{DEFAULT_BASE}graph/x>; DROP ALL #"])
def test_a_ledger_cannot_have_other_graphs_dropped(empty: SparqlServer, before: Path, named: str) -> None:
    put(empty, before)
    empty.update(f"INSERT DATA {{ GRAPH <{FOREIGN}> {{ <urn:a> a <urn:b> }} }}")
    listed = [{"g": {"type": "uri", "value": named}, "digest": {"type": "literal", "value": "x"}}]
    body = json.dumps({"head": {"vars": ["g", "digest"]}, "results": {"bindings": listed}}).encode()
    with way_to(empty) as way:
        # The ledger's list is the fourth that a build asks for.
        way.cut_at, way.once = 3, True
        way.instead = (200, {"Content-Type": "application/sparql-results+json"}, body)
        with pytest.raises(RemoteError, match="不归它管"):
            put(empty, before, way.url)
    assert empty.graphs()[FOREIGN] == 1


GRAPHS = [report_graph_iri(DEFAULT_BASE, name) for name in "abc"]
LINES = st.builds(
    "<urn:s{}> <urn:p> {} <{}> .\n".format,
    st.integers(0, 3),
    st.sampled_from(['"x"', '"文\\n"@zh', "<urn:o>", '"1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>']),
    st.sampled_from(GRAPHS),
)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(versions=st.lists(st.sets(LINES, min_size=1, max_size=12), min_size=2, max_size=3))
def test_whatever_was_there_what_is_sent_is_there(
    empty: SparqlServer, tmp_path: Path, versions: list[set[str]]
) -> None:
    empty.update("DROP ALL")
    for lines in versions:
        text = GraphStore.memory("".join(lines).encode()).nquads()
        (tmp_path / "graph.nq").write_bytes(text)
        put(empty, tmp_path / "graph.nq")
        held = empty.graphs()
        assert held.pop(LEDGER)
        assert held == expected_graphs(text)
        with empty.store() as store:
            rows = store.select("SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o")
            assert rows == GraphStore.memory(text).select("SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o")


@given(lines=st.sets(LINES, max_size=30))
def test_pieces_and_digests_are_of_the_whole_file(
    tmp_path_factory: pytest.TempPathFactory, lines: set[str]
) -> None:
    path = tmp_path_factory.mktemp("file") / "graph.nq"
    path.write_bytes(GraphStore.memory("".join(lines).encode()).nquads())
    found = contents(path)
    sent: dict[str, bytes] = {}
    for graph, piece in pieces(path, found):
        sent[graph] = sent.get(graph, b"") + piece
    quads = list(pyoxigraph.parse(path.read_bytes(), format=pyoxigraph.RdfFormat.N_QUADS))
    for graph, text in sent.items():
        assert found[graph].triples == sum(quad.graph_name.value == graph for quad in quads)
        assert text == sorted_ntriples(text)
    assert b"".join(all_triples(path)) == sorted_ntriples(path.read_bytes())
    assert sum(one.triples for one in found.values()) == len(quads)
