"""The graph in a SPARQL server, here Oxigraph's: the same answers, and nothing half done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from zhijiao.cli.app import app
from zhijiao.graph.remote.content import all_triples, contents, pieces
from zhijiao.graph.remote.errors import RemoteError
from zhijiao.graph.remote.ledger import ledger_graph
from zhijiao.graph.remote.publish import Published, publish
from zhijiao.graph.remote.settings import is_address, settings_of
from zhijiao.graph.remote.store import RemoteStore, with_prefixes
from zhijiao.graph.store import GraphStore, Iri, QueryError
from zhijiao.graph.turtle import sorted_ntriples
from zhijiao.ontology.namespaces import DEFAULT_BASE, report_graph_iri
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
from zhijiao.tests.making.sparql_servers import SparqlServer, Way, free_port, oxigraph_server, way_to

OTHER_BASE = "https://example.org/examples/"
LEDGER = ledger_graph(DEFAULT_BASE)
FOREIGN = "https://example.org/someone-elses"


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


def put(server: SparqlServer, nquads: Path, url: str = "", base: str = DEFAULT_BASE) -> Published:
    with server.store(url, tries=1) as store:
        return publish(store, nquads, base)


def expected(nquads: Path) -> object:
    return run(GraphStore.memory(nquads.read_bytes()), "partners")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparqlServer]:
    """A server with two graphs of ours, the query tests' and the examples', and one of someone else's."""
    folder = tmp_path_factory.mktemp("filled")
    with oxigraph_server(folder) as running:
        running.update(f"INSERT DATA {{ GRAPH <{FOREIGN}> {{ <urn:a> a <urn:b> }} . <urn:c> a <urn:d> }}")
        for base, text in ((DEFAULT_BASE, small_graph()), (OTHER_BASE, examples_graph(OTHER_BASE))):
            (folder / "graph.nq").write_bytes(text)
            put(running, folder / "graph.nq", base=base)
        yield running


@pytest.mark.parametrize("query", NAMED, ids=lambda query: query.name)
def test_every_named_query_gives_the_same_table(filled: SparqlServer, query: Query) -> None:
    local = GraphStore.memory(small_graph())
    with filled.store(base=DEFAULT_BASE) as store:
        for given_ in parameters(query):
            assert asked(store, query, given_) == asked(local, query, given_), given_


@pytest.fixture(scope="module")
def local_examples() -> GraphStore:
    return GraphStore.memory(examples_graph(OTHER_BASE))


@pytest.mark.parametrize("query", NAMED, ids=lambda query: query.name)
def test_the_examples_give_the_same_tables(
    filled: SparqlServer, local_examples: GraphStore, query: Query
) -> None:
    with filled.store(base=OTHER_BASE) as store:
        assert asked(store, query, {}) == asked(local_examples, query, {})


def test_terms_are_those_of_the_local_store(filled: SparqlServer) -> None:
    query = """SELECT ?one ?none WHERE { VALUES ?one {
        zj:School "text" "文字"@zh 5 2.50 true "x"^^xsd:date "7"^^xsd:decimal "no number"^^xsd:integer } }"""
    with filled.store(base=DEFAULT_BASE) as store:
        rows = store.select(query)
    assert rows == GraphStore.memory(b"").select(query)
    assert [type(row[0]) for row in rows.rows[:5]] == [Iri, str, str, int, Decimal]
    assert rows.columns == ("one", "none")


def test_a_pattern_without_graph_sees_each_triple_once_and_graph_the_single_ones(
    filled: SparqlServer,
) -> None:
    local = GraphStore.memory(small_graph())
    with filled.store(base=DEFAULT_BASE) as store:
        for query in (
            "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
            "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
            "SELECT DISTINCT ?st ?g WHERE { ?st a zj:Partnership . GRAPH ?g { ?st ?p ?o } } ORDER BY ?g ?st",
        ):
            assert store.select(query) == local.select(query)
        theirs = store.select(f"SELECT ?s FROM <{FOREIGN}> WHERE {{ ?s ?p ?o }}")
        assert theirs.rows == ((Iri("urn:a"),),)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ASK {}", "SELECT"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "SELECT"),
        ("SELECT * {", "语法"),
        ("DROP ALL", "语法"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_what_is_refused_here_is_not_sent(filled: SparqlServer, query: str, said: str) -> None:
    with way_to(filled) as way, filled.store(way.url) as store:
        with pytest.raises(QueryError, match=said):
            store.select(query)
        assert way.requests == 0


def test_only_prefixes_that_are_missing_are_added() -> None:
    query = "PREFIX zj: <urn:mine#> SELECT * { ?s a zj:A, skos:Concept ; <urn:dcterms:x> 'oa:x' }"
    lines = with_prefixes(query).splitlines()
    assert [line.split()[1] for line in lines[:-1]] == ["skos:"]
    assert lines[-1] == query


def test_several_graphs_ask_which_is_meant(filled: SparqlServer) -> None:
    with filled.store() as store, pytest.raises(RemoteError, match="ZHIJIAO_SPARQL_BASE") as caught:
        store.base()
    assert DEFAULT_BASE in str(caught.value) and OTHER_BASE in str(caught.value)
    with filled.store(base="https://example.org/none/") as store, pytest.raises(RemoteError, match="none"):
        store.select("SELECT * { ?s ?p ?o }")


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


PAGE = (200, {"Content-Type": "text/html"}, b"<html><title>Welcome</title></html>")
SELECT = "SELECT * WHERE { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        (PAGE, "网页"),
        ((200, {"Content-Type": "application/sparql-results+json"}, b"{}"), "JSON 格式"),
        ((200, {"Content-Type": "application/sparql-results+json"}, b"[" * 100_000), "JSON 格式"),
        ((200, {"Content-Type": "application/sparql-results+xml"}, b"<sparql/>"), "sparql-results"),
        ((301, {"Location": "https://example.org/sparql"}, b""), "https://example.org/sparql"),
        ((401, {"WWW-Authenticate": "Basic"}, b""), "ZHIJIAO_SPARQL_USER"),
        ((403, {}, b""), "ZHIJIAO_SPARQL_USER"),
        ((404, {}, b"nothing here"), "nothing here"),
        ((500, {}, "\x1b[31m<b>内部</b>错误".encode()), "内部 错误"),
        ((503, {"Retry-After": "0"}, b""), "试了 3 次"),
        ((429, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, b""), "试了 3 次"),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, tuple) else "",
)
def test_what_a_server_answers_that_is_no_answer(
    filled: SparqlServer, instead: tuple[int, dict[str, str], bytes], said: str
) -> None:
    with way_to(filled) as way, filled.store(way.url, tries=3, base=DEFAULT_BASE) as store:
        assert store.base() == DEFAULT_BASE
        way.cut_at, way.instead = way.requests, instead
        with pytest.raises(RemoteError, match=said) as caught:
            store.select(SELECT)
    assert way.url in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_a_query_that_the_server_refuses_is_the_querys_fault(filled: SparqlServer) -> None:
    with way_to(filled) as way, filled.store(way.url, base=DEFAULT_BASE) as store:
        store.base()
        way.cut_at, way.instead = way.requests, (400, {}, b"too many joins")
        with pytest.raises(QueryError, match="too many joins"):
            store.select(SELECT)


@pytest.mark.parametrize("instead", [None, (503, {"Retry-After": "0"}, b""), (429, {}, b"")])
def test_what_may_pass_is_asked_again(
    filled: SparqlServer, instead: tuple[int, dict[str, str], bytes] | None
) -> None:
    with way_to(filled) as way, filled.store(way.url, base=DEFAULT_BASE) as store:
        way.cut_at, way.once, way.instead = 1, True, instead
        assert len(run(store, "partners").rows) == 6
        assert way.requests > 2


def test_a_server_may_ask_to_wait(filled: SparqlServer) -> None:
    waits: list[float] = []
    with way_to(filled) as way, filled.store(way.url, tries=4, longest_wait=60.0) as store:
        store.client._sleep = waits.append
        way.cut_at, way.instead = 0, (503, {"Retry-After": "7"}, b"")
        with pytest.raises(RemoteError):
            store.base()
        way.instead = (503, {"Retry-After": "86400"}, b"")
        with pytest.raises(RemoteError):
            store.base()
    assert waits == [7.0] * 3 + [60.0] * 3


def test_answers_are_bounded(filled: SparqlServer) -> None:
    with (
        filled.store(base=DEFAULT_BASE, most_bytes=2000) as store,
        pytest.raises(RemoteError, match="--limit"),
    ):
        store.select(SELECT)
    rows = {"X-SPARQL-MaxRows": "2", "Content-Type": "application/sparql-results+json"}
    body = json.dumps({"head": {"vars": ["s"]}, "results": {"bindings": [{}, {}]}}).encode()
    with way_to(filled) as way, filled.store(way.url, base=DEFAULT_BASE) as store:
        store.base()
        way.cut_at, way.instead = way.requests, (200, rows, body)
        with pytest.raises(RemoteError, match="ResultSetMaxRows"):
            store.select(SELECT)


def test_a_server_that_is_down(before: Path) -> None:
    url = f"http://127.0.0.1:{free_port()}/sparql"
    with RemoteStore(settings_of(url, {})) as store:
        store.client._sleep = lambda _seconds: None
        with pytest.raises(RemoteError, match="连不上.*试了 4 次"):
            store.select(SELECT)
        with pytest.raises(RemoteError, match="连不上"):
            publish(store, before, DEFAULT_BASE)


def test_an_unknown_server_needs_its_other_addresses(filled: SparqlServer, before: Path) -> None:
    answer_ = (200, {"Content-Type": "application/sparql-results+json"}, b'{"boolean": true}')
    with way_to(filled) as way, filled.store(way.url) as store:
        way.cut_at, way.instead = 0, answer_
        with pytest.raises(RemoteError, match="ZHIJIAO_SPARQL_UPDATE、ZHIJIAO_SPARQL_GSP"):
            publish(store, before, DEFAULT_BASE)


def test_other_addresses_are_taken_from_the_environment() -> None:
    found = settings_of(
        "http://127.0.0.1/sparql",
        {
            "ZHIJIAO_SPARQL_UPDATE": "http://127.0.0.1/u",
            "ZHIJIAO_SPARQL_GSP": "http://127.0.0.1/g",
            "ZHIJIAO_SPARQL_USER": "someone",
            "ZHIJIAO_SPARQL_PASSWORD": "secret",
            "ZHIJIAO_SPARQL_SECONDS": "9",
        },
    )
    assert (found.update, found.graphs, found.seconds) == ("http://127.0.0.1/u", "http://127.0.0.1/g", 9.0)
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    ("url", "environ", "said"),
    [
        ("http://me:pass@127.0.0.1/sparql", {}, "ZHIJIAO_SPARQL_PASSWORD"),
        ("http://", {}, "--store"),
        ("http://[::1/sparql", {}, "--store"),
        ("http://127.0.0.1/sparql#x", {}, "--store"),
        ("http://127.0.0.1/sparql", {"ZHIJIAO_SPARQL_UPDATE": "file:///etc"}, "ZHIJIAO_SPARQL_UPDATE"),
        ("http://127.0.0.1/sparql", {"ZHIJIAO_SPARQL_PASSWORD": "x"}, "ZHIJIAO_SPARQL_USER"),
        ("http://127.0.0.1/sparql", {"ZHIJIAO_SPARQL_TOKEN": "a\nb"}, "ZHIJIAO_SPARQL_TOKEN"),
        ("http://127.0.0.1/sparql", {"ZHIJIAO_SPARQL_SECONDS": "soon"}, "soon"),
        ("http://127.0.0.1/sparql", {"ZHIJIAO_SPARQL_SECONDS": "nan"}, "nan"),
    ],
)
def test_settings_that_are_of_no_use(url: str, environ: dict[str, str], said: str) -> None:
    with pytest.raises(RemoteError, match=said) as caught:
        settings_of(url, environ)
    assert "pass@" not in str(caught.value)


def test_a_place_is_an_address_or_a_folder() -> None:
    assert all(is_address(one) for one in ("http://127.0.0.1:8890/sparql", " HTTPS://example.org/q"))
    assert not any(is_address(one) for one in ("out", "/tmp/http", "ftp://x", "http", "C:\\out"))


@pytest.mark.parametrize(("token", "shown"), [("", "Basic "), ("abc", "Bearer abc")])
def test_credentials_are_shown_as_the_server_asks(filled: SparqlServer, token: str, shown: str) -> None:
    with way_to(filled) as way:
        login = {"token": token} if token else {"user": "someone", "password": "secret"}
        with filled.store(way.url, base=DEFAULT_BASE, tries=1, **login) as store:
            way.cut_at, way.instead = 0, (401, {"WWW-Authenticate": 'Basic realm="x"'}, b"")
            with pytest.raises(RemoteError, match="不让用") as caught:
                store.base()
    assert way.authorizations[-1].startswith(shown)
    assert "secret" not in str(caught.value) and "abc" not in str(caught.value)


def test_the_command_line_builds_into_a_server_and_asks_it(
    empty: SparqlServer, root: Path, tmp_path: Path
) -> None:
    report = root / "examples" / "reports" / "青禾市云岭职业技术学校2021.txt"
    out = tmp_path / "out"
    build = ["build", str(report), "--out", str(out), "--store", empty.url]
    result = CliRunner().invoke(app, build)
    assert result.exit_code == 0, result.output
    assert "没有变，删去 0 个" in result.stdout
    assert f"--store {empty.url}" in result.stdout
    asking = ["query", "partners", "--format", "csv", "--store"]
    there = CliRunner().invoke(app, [*asking, empty.url])
    here = CliRunner().invoke(app, [*asking, str(out)])
    assert there.exit_code == 0, there.output
    assert there.stdout == here.stdout
    assert there.stdout.count("\n") > 1
    again = CliRunner().invoke(app, build)
    assert "写入 0 个图" in again.stdout


def test_the_command_line_says_what_is_wrong_with_a_server(
    empty: SparqlServer, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhijiao.graph.remote.http.time.sleep", lambda _seconds: None)
    report = str(root / "examples" / "reports" / "青禾市云岭职业技术学校2021.txt")
    down = f"http://127.0.0.1:{free_port()}/query"
    result = CliRunner().invoke(app, ["build", report, "--out", str(tmp_path / "out"), "--store", down])
    assert result.exit_code == 2
    assert "连不上" in result.stderr
    # Said before anything was built.
    assert not (tmp_path / "out").exists()
    for command in (["query", "partners"], ["explain", "云岭"], ["export", "--format", "ttl"], ["validate"]):
        result = CliRunner().invoke(app, [*command, "--store", down])
        assert result.exit_code == 2, command
        assert down in result.stderr
    result = CliRunner().invoke(app, ["query", "partners", "--store", empty.url])
    assert "里面没有图谱" in result.stderr and "zhijiao build" in result.stderr


def test_a_build_that_cannot_be_sent_says_how_to_go_on(
    empty: SparqlServer, root: Path, tmp_path: Path
) -> None:
    report = str(root / "examples" / "reports" / "青禾市云岭职业技术学校2021.txt")
    out = tmp_path / "out"
    with way_to(empty) as way:
        way.cut_at, way.instead = 6, (507, {}, b"disk full")
        result = CliRunner().invoke(app, ["build", report, "--out", str(out), "--store", way.url])
    assert result.exit_code == 1
    assert "disk full" in result.stderr and "再运行一次同样的命令" in result.stderr
    assert (out / "graph.nq").is_file()
    assert CliRunner().invoke(app, ["build", report, "--out", str(out), "--store", empty.url]).exit_code == 0
    assert answer(empty) == run(GraphStore.open(out / "store"), "partners")


def test_the_way_is_seen_through(filled: SparqlServer) -> None:
    with way_to(filled) as way:
        assert isinstance(way, Way)
        with filled.store(way.url, base=DEFAULT_BASE) as store:
            assert store.base() == DEFAULT_BASE
        assert way.requests == 1
