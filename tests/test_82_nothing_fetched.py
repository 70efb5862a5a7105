"""Whatever a request says, the server asks no other server, reads no file and changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Store

from zhijiao.serve.app import create_app
from zhijiao.serve.settings import Limits, Settings
from zhijiao.tests.making.listening import Listener, listening
from zhijiao.tests.making.serving import serving, small_store

SECRET = "urn:x-secret:7f3a"
TURTLE = f"<urn:s> <urn:p> <{SECRET}> .\n"

#: Queries that would have another server asked. %h is the listener's address.
FEDERATED = [
    "SELECT * { SERVICE <%h/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <%h/> { ?s ?p ?o } }",
    "SELECT * { service silent <%h/> { ?s ?p ?o } }",
    "SELECT * { ?a ?b ?c { OPTIONAL { SERVICE <%h/> { ?s ?p ?o } } } }",
    "SELECT * { { SELECT * { SERVICE <%h/> { ?s ?p ?o } } } }",
    "SELECT * { FILTER EXISTS { SERVICE <%h/> { ?s ?p ?o } } }",
    "SELECT * { ?s ?p ?o MINUS { SERVICE <%h/> { ?s ?p ?o } } }",
    "SELECT * { VALUES ?g { <%h/> } SERVICE ?g { ?s ?p ?o } }",
    "SELECT * { BIND(IRI('%h/') AS ?g) SERVICE SILENT ?g { ?s ?p ?o } }",
    "ASK { SERVICE <%h/> { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <%h/> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <%h/> { ?s ?p ?o } }",
    "PREFIX l: <%h/> SELECT * { SERVICE l:x { ?s ?p ?o } }",
    "PREFIX : <%h/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "BASE <%h/> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "SELECT * {#\n SERVICE#\n <%h/> { ?s ?p ?o } }",
    "SELECT * { SERVICE\r<%h/>{?s ?p ?o} }",
    "SELECT * { \\u0053ERVICE <%h/> { ?s ?p ?o } }",
    "SELECT * { S\\U00000045RVICE <%h/> { ?s ?p ?o } }",
    "SELECT * { BIND('a' AS ?x)SERVICE<%h/>{ ?s ?p ?o } }",
    "SELECT * { BIND(1<2 AS ?x) SERVICE <%h/> { ?s ?p ?o } BIND(2>1 AS ?y) }",
    "SELECT * { BIND('''a'b''' AS ?x) SERVICE <%h/> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<?a#x>2)\n SERVICE <%h/> { ?s ?p ?o } }",
]
#: Queries that only look so: they are answered, with what is in the store.
HARMLESS = [
    'SELECT ("SERVICE <%h/> { ?s ?p ?o }" AS ?x) {}',
    "SELECT * { ?s ?p ?o } LIMIT 1 # SERVICE <%h/> { ?s ?p ?o }",
    "SELECT ?service { ?service ?p ?o } LIMIT 1",
    "SELECT * { ?s <%h/SERVICE> ?o }",
]
#: Data sets out of graphs that the store does not have: empty, whatever there is at their addresses.
ELSEWHERE = [
    "SELECT * FROM <%h/data.ttl> { ?s ?p ?o }",
    "SELECT * FROM <%f> { ?s ?p ?o }",
    "SELECT * FROM NAMED <%h/data.ttl> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM NAMED <%f> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * FROM <%f> FROM NAMED <%h/data.ttl> { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }",
    "SELECT * { GRAPH <%h/data.ttl> { ?s ?p ?o } }",
    "SELECT * { GRAPH <%f> { ?s ?p ?o } }",
    "BASE <file:///> SELECT * FROM <%p> { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } FROM <%f> { ?s ?p ?o }",
    "DESCRIBE <%f> FROM <%f>",
    "DESCRIBE <%h/data.ttl>",
]
UPDATES = [
    "LOAD <%h/data.ttl>",
    "LOAD SILENT <%h/data.ttl> INTO GRAPH <urn:g>",
    "LOAD <%f>",
    "CLEAR ALL",
    "CLEAR SILENT DEFAULT",
    "DROP ALL",
    "DROP SILENT GRAPH <%h/>",
    "CREATE GRAPH <urn:new>",
    "COPY DEFAULT TO <urn:new>",
    "MOVE SILENT <urn:a> TO DEFAULT",
    "ADD DEFAULT TO <urn:new>",
    "INSERT DATA { <urn:s> <urn:p> <urn:o> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <%h/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
    "ASK {} DROP ALL",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fetching")
    (folder / "data.ttl").write_text(TURTLE, encoding="utf-8")
    small_store(folder / "store")
    return folder


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening(TURTLE, "text/turtle") as seen:
        yield seen


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[httpx.Client]:
    settings = Settings(folder / "store", None, limits=Limits(seconds=20.0))
    with serving(create_app(settings)) as url, httpx.Client(base_url=url, timeout=60) as client:
        yield client


@pytest.fixture(autouse=True)
def untouched(folder: Path, listener: Listener) -> Iterator[None]:
    """See after every test that nobody asked the listener and that the store is what it was."""
    before, asked = digest(folder / "store"), listener.connections
    yield
    assert listener.connections == asked, listener.requests
    assert digest(folder / "store") == before


def digest(folder: Path) -> str:
    """Return a digest of all files below a folder, by name and content."""
    found = hashlib.sha256()
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        found.update(f"{path.relative_to(folder)}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def filled(text: str, folder: Path, listener: Listener) -> str:
    path = folder / "data.ttl"
    return text.replace("%h", listener.url).replace("%f", path.as_uri()).replace("%p", str(path))


def ways(client: httpx.Client, query: str) -> Iterator[httpx.Response]:
    """Send a query in every way that the protocol has."""
    yield client.get("/sparql", params={"query": query})
    yield client.post("/sparql", data={"query": query})
    yield client.post("/sparql", content=query, headers={"content-type": "application/sparql-query"})


def test_the_listener_would_notice() -> None:
    with listening(TURTLE, "text/turtle") as seen:
        with pytest.raises((OSError, RuntimeError)):
            list(Store().query(f"SELECT * {{ SERVICE <{seen.url}/> {{ ?s ?p ?o }} }}"))  # type: ignore[arg-type]
        assert seen.connections == 1


@pytest.mark.parametrize("query", FEDERATED)
def test_no_other_server_is_asked(query: str, client: httpx.Client, folder: Path, listener: Listener) -> None:
    for response in ways(client, filled(query, folder, listener)):
        assert response.status_code in {400, 403}, response.text
        assert SECRET not in response.text


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_alone_is_no_harm(
    query: str, client: httpx.Client, folder: Path, listener: Listener
) -> None:
    for response in ways(client, filled(query, folder, listener)):
        assert response.status_code == 200, response.text


@pytest.mark.parametrize("query", ELSEWHERE)
def test_a_graph_is_what_the_store_has_by_that_name(
    query: str, client: httpx.Client, folder: Path, listener: Listener
) -> None:
    for response in ways(client, filled(query, folder, listener)):
        assert response.status_code == 200, response.text
        assert SECRET not in response.text
        if query.startswith("SELECT"):
            found = client.get(
                "/sparql",
                params={"query": filled(query, folder, listener)},
                headers={"accept": "application/sparql-results+json"},
            )
            assert found.json()["results"]["bindings"] == []


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("graph", ["%h/data.ttl", "%f", "%p"])
def test_data_sets_of_the_protocol_are_not_fetched(
    parameter: str, graph: str, client: httpx.Client, folder: Path, listener: Listener
) -> None:
    query = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    address = filled(graph, folder, listener)
    responses = [
        client.get("/sparql", params={"query": query, parameter: address}),
        client.post("/sparql", data={"query": query, parameter: address}),
        client.post(
            "/sparql",
            params={parameter: address},
            content=query,
            headers={"content-type": "application/sparql-query"},
        ),
    ]
    for response in responses:
        # A path alone is no IRI.
        assert response.status_code in ({200, 400} if graph == "%p" else {200}), response.text
        assert SECRET not in response.text


@pytest.mark.parametrize("graph", ["%h/data.ttl", "%f", "%p", "data.ttl", "../data.ttl"])
def test_graphs_are_not_fetched(graph: str, client: httpx.Client, folder: Path, listener: Listener) -> None:
    for method in ("GET", "HEAD"):
        response = client.request(method, "/graph", params={"graph": filled(graph, folder, listener)})
        assert response.status_code in {400, 404}, response.text
        assert SECRET not in response.text


@pytest.mark.parametrize("update", UPDATES)
def test_nothing_is_changed(update: str, client: httpx.Client, folder: Path, listener: Listener) -> None:
    text = filled(update, folder, listener)
    responses = [
        *ways(client, text),
        client.get("/sparql", params={"update": text}),
        client.post("/sparql", data={"update": text}),
        client.post("/sparql", content=text, headers={"content-type": "application/sparql-update"}),
        client.post("/sparql", data={"query": "ASK {}", "update": text}),
        client.post("/update", content=text, headers={"content-type": "application/sparql-update"}),
    ]
    for response in responses:
        assert 400 <= response.status_code < 500, response.text


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_graphs_cannot_be_written(method: str, client: httpx.Client) -> None:
    for params in ({"default": ""}, {"graph": "urn:new"}, {}):
        response = client.request(
            method, "/graph", params=params, content=TURTLE, headers={"content-type": "text/turtle"}
        )
        assert 400 <= response.status_code < 500, response.text
