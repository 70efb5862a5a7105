"""The graph in Virtuoso, whose default graph is all graphs and whose updates are no transactions."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhijiao.cli.app import app
from zhijiao.graph.remote.errors import RemoteError
from zhijiao.graph.remote.ledger import ledger_graph
from zhijiao.graph.remote.publish import Published, publish
from zhijiao.graph.store import GraphStore
from zhijiao.ontology.namespaces import DEFAULT_BASE
from zhijiao.queries.model import Query
from zhijiao.queries.run import run
from zhijiao.tests.making.remote_graphs import (
    NAMED,
    answer,
    asked,
    cuts,
    examples_graph,
    expected_graphs,
    graph_of,
    parameters,
    small_graph,
)
from zhijiao.tests.making.sparql_servers import SparqlServer, virtuoso_server, way_to

OTHER_BASE = "https://example.org/examples/"
CUT_BASE = "https://example.org/cut/"
FOREIGN = "https://example.org/someone-elses"
#: More than any query of the tests gives, and fewer than the triples of the examples.
MOST_ROWS = 3000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparqlServer]:
    """A server with two graphs of ours, the query tests' and the examples', and one of someone else's."""
    folder = tmp_path_factory.mktemp("virtuoso")
    with virtuoso_server(folder, MOST_ROWS) as running:
        running.update(f"INSERT DATA {{ GRAPH <{FOREIGN}> {{ <urn:a> a <urn:b> }} }}")
        for base, text in ((DEFAULT_BASE, small_graph()), (OTHER_BASE, examples_graph(OTHER_BASE))):
            (folder / "graph.nq").write_bytes(text)
            put(running, folder / "graph.nq", base=base)
        yield running


@pytest.fixture(scope="module")
def local_examples() -> GraphStore:
    return GraphStore.memory(examples_graph(OTHER_BASE))


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("before") / "graph.nq"
    path.write_bytes(graph_of("yunling", "wangze", base=CUT_BASE))
    return path


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("later") / "graph.nq"
    text = graph_of("yunling", base=CUT_BASE).replace(b'"2019"', b'"2018"')
    path.write_bytes(GraphStore.memory(text).nquads())
    return path


def put(server: SparqlServer, nquads: Path, url: str = "", base: str = CUT_BASE) -> Published:
    with server.store(url, tries=1) as store:
        return publish(store, nquads, base)


def expected(nquads: Path) -> object:
    return run(GraphStore.memory(nquads.read_bytes()), "partners")


def ours(server: SparqlServer) -> dict[str, int]:
    return {name: count for name, count in server.graphs().items() if name.startswith(CUT_BASE)}


@pytest.mark.parametrize("query", NAMED, ids=lambda query: query.name)
def test_every_named_query_gives_the_same_table(server: SparqlServer, query: Query) -> None:
    local = GraphStore.memory(small_graph())
    with server.store(base=DEFAULT_BASE) as store:
        for given in parameters(query):
            assert asked(store, query, given) == asked(local, query, given), given


@pytest.mark.parametrize("query", NAMED, ids=lambda query: query.name)
def test_the_examples_give_the_same_tables(
    server: SparqlServer, local_examples: GraphStore, query: Query
) -> None:
    with server.store(base=OTHER_BASE) as store:
        assert asked(store, query, {}) == asked(local_examples, query, {})


def test_a_pattern_without_graph_sees_each_triple_once_and_graph_the_single_ones(
    server: SparqlServer,
) -> None:
    local = GraphStore.memory(small_graph())
    with server.store(base=DEFAULT_BASE) as store:
        for query in (
            "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
            "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
        ):
            assert store.select(query) == local.select(query)


def test_rows_that_the_server_leaves_out_are_found_out(server: SparqlServer) -> None:
    with server.store(base=OTHER_BASE) as store:
        with pytest.raises(RemoteError, match="ResultSetMaxRows"):
            store.select("SELECT * WHERE { ?s ?p ?o }")
        assert len(store.select(f"SELECT * WHERE {{ ?s ?p ?o }} LIMIT {MOST_ROWS - 1}").rows) == MOST_ROWS - 1


def test_what_is_there_is_what_was_built_and_nobody_elses_graph_is_touched(
    server: SparqlServer, before: Path, later: Path
) -> None:
    others = {name: count for name, count in server.graphs().items() if not name.startswith(CUT_BASE)}
    assert others[FOREIGN] == 1
    for graph in (before, later, before):
        put(server, graph)
        held = ours(server)
        assert held.pop(ledger_graph(CUT_BASE)) > 0
        assert held == expected_graphs(graph.read_bytes(), CUT_BASE)
        assert answer(server, CUT_BASE) == expected(graph)
    assert put(server, before).sent == 0
    assert others.items() <= server.graphs().items()


@pytest.mark.parametrize("after", [False, True], ids=["request-lost", "answer-lost"])
def test_a_build_that_is_cut_off_leaves_nothing_half_done_that_is_read(
    server: SparqlServer, before: Path, later: Path, after: bool
) -> None:
    put(server, before)
    with way_to(server) as way:
        put(server, later, way.url)
        whole = way.requests
    former, new = later, before
    for cut in cuts(whole)[int(after) :: 2]:
        with way_to(server) as way:
            way.cut_at, way.after = cut, after
            with pytest.raises(RemoteError):
                put(server, new, way.url)
        assert answer(server, CUT_BASE) in (expected(former), expected(new), None)
        put(server, new)
        assert answer(server, CUT_BASE) == expected(new)
        assert {*ours(server)} == {*expected_graphs(new.read_bytes(), CUT_BASE), ledger_graph(CUT_BASE)}
        former, new = new, former


def test_a_server_that_is_killed_says_that_it_was_being_updated_or_is_whole(
    server: SparqlServer, before: Path, later: Path
) -> None:
    put(server, before)
    killer = threading.Timer(0.3, server.kill)
    killer.start()
    with pytest.raises(RemoteError):
        for graph in [later, before] * 50:
            put(server, graph)
    killer.join()
    server.restart()
    assert answer(server, CUT_BASE) in (expected(before), expected(later), None)
    put(server, later)
    assert answer(server, CUT_BASE) == expected(later)
    held = ours(server)
    held.pop(ledger_graph(CUT_BASE))
    assert held == expected_graphs(later.read_bytes(), CUT_BASE)


@pytest.mark.parametrize("login", [{}, {"user": "dba", "password": "wrong"}])
def test_who_may_not_write_is_told_so_at_once(
    server: SparqlServer, before: Path, login: dict[str, str]
) -> None:
    with (
        server.store(**({"user": "", "password": ""} | login)) as store,
        pytest.raises(RemoteError, match="ZHIJIAO_SPARQL_USER") as caught,
    ):
        publish(store, before, CUT_BASE)
    assert "wrong" not in str(caught.value)


def test_the_command_line_logs_in_with_what_the_environment_says(
    server: SparqlServer, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = "https://example.org/cli/"
    report = root / "examples" / "reports" / "青禾市云岭职业技术学校2021.txt"
    build = ["build", str(report), "--out", str(tmp_path / "out"), "--store", server.url, "--base-iri", base]
    refused = CliRunner().invoke(app, build)
    assert refused.exit_code == 2
    assert "ZHIJIAO_SPARQL_USER" in refused.stderr
    for name, value in server.environ().items():
        monkeypatch.setenv(name, value)
    result = CliRunner().invoke(app, build)
    assert result.exit_code == 0, result.output
    monkeypatch.setenv("ZHIJIAO_SPARQL_BASE", base)
    asking = ["query", "partners", "--format", "csv", "--store"]
    there = CliRunner().invoke(app, [*asking, server.url])
    here = CliRunner().invoke(app, [*asking, str(tmp_path / "out")])
    assert there.exit_code == 0, there.output
    assert there.stdout == here.stdout
