"""SPARQL 1.1 Graph Store HTTP Protocol, the part for reading."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pyoxigraph
import pytest

from zhijiao.graph.formats import GRAPH_FORMATS
from zhijiao.serve.app import create_app
from zhijiao.serve.settings import Limits, Settings
from zhijiao.tests.making.serving import serving, small_store

BASE = "https://w3id.org/zhijiao/"
DIRECT = f"{BASE}graph/direct"
READING = "GET, HEAD, OPTIONS"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pyoxigraph.Store]:
    folder = small_store(tmp_path_factory.mktemp("graphs") / "store")
    yield pyoxigraph.Store.read_only(str(folder))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = small_store(tmp_path_factory.mktemp("graphs") / "store")
    settings = Settings(folder, None, workers=1, limits=Limits(answer_bytes=100_000))
    with serving(create_app(settings)) as url, httpx.Client(base_url=url, timeout=30) as client:
        yield client


def triples(content: bytes, form: pyoxigraph.RdfFormat) -> set[pyoxigraph.Triple]:
    return {quad.triple for quad in pyoxigraph.parse(content, format=form)}


def held(store: pyoxigraph.Store, graph: str | None) -> set[pyoxigraph.Triple]:
    name = pyoxigraph.NamedNode(graph) if graph else pyoxigraph.DefaultGraph()
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, name)}


@pytest.mark.parametrize(
    ("address", "graph"),
    [
        ("/graph?default", None),
        ("/graph?default=", None),
        (f"/graph?graph={DIRECT}", DIRECT),
        ("/graph/direct", DIRECT),
    ],
)
def test_a_graph_is_given_whole(
    client: httpx.Client, store: pyoxigraph.Store, address: str, graph: str | None
) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert triples(answer.content, pyoxigraph.RdfFormat.TURTLE) == held(store, graph)
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == answer.headers["content-length"]


def test_every_graph_of_the_store_can_be_had(client: httpx.Client, store: pyoxigraph.Store) -> None:
    names = [name.value for name in store.named_graphs() if isinstance(name, pyoxigraph.NamedNode)]
    assert len(names) > 3
    for name in names:
        for answer in (
            client.get("/graph", params={"graph": name}),
            client.get(f"/graph/{name.removeprefix(f'{BASE}graph/')}"),
        ):
            assert triples(answer.content, pyoxigraph.RdfFormat.TURTLE) == held(store, name)


def test_a_graph_in_every_format(client: httpx.Client, store: pyoxigraph.Store) -> None:
    for media_type, form in GRAPH_FORMATS.items():
        answer = client.get("/graph/direct", headers={"accept": f"{media_type}, */*;q=0.1"})
        assert answer.headers["content-type"].partition(";")[0] == media_type
        if form != pyoxigraph.RdfFormat.N3:
            assert triples(answer.content, form) == held(store, DIRECT)
    assert client.get("/graph/direct", headers={"accept": "text/csv"}).status_code == 406


def test_no_such_graph(client: httpx.Client) -> None:
    for address in ("/graph/nothing", "/graph?graph=https://example.org/nothing", "/graph/report/%E6%A0%A1"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/graph",
        "/graph?default&graph=a:b",
        "/graph?graph=",
        "/graph?graph=direct",
        "/graph?graph=%FF",
        "/graph?graph=a:b&graph=a:b",
        "/graph?graph=http://a%20b/",
        "/graph/direct?default",
        "/graph/direct%3E",
    ],
)
def test_a_name_that_can_be_none_is_refused(client: httpx.Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert answer.json()["code"] == "malformed"


@pytest.mark.parametrize("address", ["/graph?default", "/graph?graph=a:b", "/graph/direct"])
def test_nothing_is_written(client: httpx.Client, address: str) -> None:
    before = client.get("/graph?default").text
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        answer = client.request(method, address, content=b"<a:b> <a:b> <a:b> .")
        assert (answer.status_code, answer.headers["allow"]) == (405, READING)
    assert client.options(address).headers["allow"] == READING
    assert client.get("/graph?default").text == before


def test_a_graph_can_be_kept(client: httpx.Client) -> None:
    tag = client.get("/graph/direct").headers["etag"]
    assert client.get("/graph/direct", headers={"if-none-match": tag}).status_code == 304
    assert client.get("/graph?default", headers={"if-none-match": tag}).status_code == 200
