"""What a SPARQL server, and the way to it, can do wrong; and what a user can say wrong of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhijiao.cli.app import app
from zhijiao.graph.remote.errors import RemoteError
from zhijiao.graph.remote.publish import publish
from zhijiao.graph.remote.settings import is_address, settings_of
from zhijiao.graph.remote.store import RemoteStore
from zhijiao.graph.store import GraphStore, QueryError
from zhijiao.ontology.namespaces import DEFAULT_BASE
from zhijiao.queries.run import run
from zhijiao.tests.making.remote_graphs import (
    answer,
    filled_server,
    graph_of,
)
from zhijiao.tests.making.sparql_servers import SparqlServer, Way, free_port, oxigraph_server, way_to


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[SparqlServer]:
    folder = tmp_path / "server"
    folder.mkdir()
    with oxigraph_server(folder) as running:
        yield running


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of two reports."""
    path = tmp_path_factory.mktemp("before") / "graph.nq"
    path.write_bytes(graph_of("yunling", "wangze"))
    return path


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparqlServer]:
    with filled_server(tmp_path_factory.mktemp("filled")) as running:
        yield running


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
