"""SPARQL 1.1 Protocol over a real connection: ways to ask, data sets, statuses, caching, the description."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import httpx
import pyoxigraph
import pytest

from zhijiao.serve import bodies, large
from zhijiao.serve.app import create_app
from zhijiao.serve.large import Budget
from zhijiao.serve.settings import Limits, Settings
from zhijiao.tests.making.serving import serving, small_store

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
BASE = "https://w3id.org/zhijiao/"
YUNLING = f"{BASE}id/school/yunling"
NAMES = f"SELECT ?name {{ <{YUNLING}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }}"
NAME = "青禾市云岭职业技术学校"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?s{i} ?p{i} ?o{i} .' for i in range(9))} }}"
BODY_BYTES = 50_000


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    store = small_store(tmp_path_factory.mktemp("protocol") / "store")
    limits = Limits(seconds=2.0, body_bytes=BODY_BYTES, rows=1000)
    with (
        serving(create_app(Settings(store, None, limits=limits))) as url,
        httpx.Client(base_url=url, timeout=30) as client,
    ):
        yield client


def counted(response: httpx.Response) -> int:
    assert response.status_code == 200, response.text
    return int(response.json()["results"]["bindings"][0]["n"]["value"])


def code_of(response: httpx.Response) -> tuple[int, str]:
    """The status of an error and its code; every error has the same shape."""
    assert response.headers["content-type"] == "application/problem+json", response.text
    problem = response.json()
    assert problem.keys() == {"type", "title", "status", "detail", "code", "instance"}
    assert problem["status"] == response.status_code
    assert problem["detail"]
    assert "no-store" in response.headers["cache-control"]
    return response.status_code, problem["code"]


def test_a_query_comes_in_three_ways(client: httpx.Client) -> None:
    accept = {"accept": "text/csv"}
    answers = [
        client.get("/sparql", params={"query": NAMES}, headers=accept),
        client.post("/sparql", data={"query": NAMES}, headers=accept),
        client.post("/sparql", content=NAMES, headers={"content-type": QUERY, **accept}),
        client.post("/sparql", content=NAMES, headers={"content-type": f"{QUERY}; charset=UTF-8", **accept}),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.text == f"name\r\n{NAME}\r\n"
    head = client.head("/sparql", params={"query": NAMES}, headers=accept)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == answers[0].headers["content-length"]


def test_data_sets(client: httpx.Client) -> None:
    def count(query: str, **graphs: list[str]) -> int:
        return counted(client.get("/sparql", params={"query": query, **graphs}))

    held = count(COUNT)
    direct, entities = f"{BASE}graph/direct", f"{BASE}graph/entities"
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    alone = {
        iri: count(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}")
        for iri in (direct, entities)
    }
    assert 0 < alone[direct] < held
    default, of = "default-graph-uri", "named-graph-uri"
    assert count(COUNT, **{default: [direct]}) == alone[direct]
    assert count(COUNT, **{default: [direct, entities]}) == sum(alone.values())
    assert count(COUNT, **{default: ["https://example.org/nothing"]}) == 0
    assert count(named, **{default: [direct]}) == 0
    assert count(named, **{of: [direct]}) == alone[direct]
    assert count(COUNT, **{of: [direct]}) == 0
    assert count(named, **{default: [direct, entities], of: [entities]}) == alone[entities]
    # The protocol's data set counts, whatever the query says.
    assert count(f"SELECT (COUNT(*) AS ?n) FROM <{direct}> {{ ?s ?p ?o }}") == alone[direct]
    overruled = f"SELECT (COUNT(*) AS ?n) FROM <{direct}> {{ ?s ?p ?o }}"
    assert count(overruled, **{default: [entities]}) == alone[entities]
    assert code_of(client.get("/sparql", params={"query": COUNT, default: "nothing"})) == (400, "malformed")


def test_default_graphs_are_merged_each_triple_once(client: httpx.Client) -> None:
    reports = [
        row["g"]["value"]
        for row in client.get(
            "/sparql",
            params={
                "query": "SELECT DISTINCT ?g { GRAPH ?g { ?s a ?c } FILTER(CONTAINS(STR(?g), '/report/')) }"
            },
        ).json()["results"]["bindings"]
    ]
    assert len(reports) > 1
    distinct = (
        "SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?s ?p ?o { VALUES ?g { %s } GRAPH ?g { ?s ?p ?o } } } }"
    )
    expected = counted(
        client.get("/sparql", params={"query": distinct % " ".join(f"<{iri}>" for iri in reports)})
    )
    clauses = " ".join(f"FROM <{iri}>" for iri in reports)
    prefix = f"PREFIX r: <{BASE}graph/report/> BASE <{BASE}graph/>"
    short = " ".join(f"FROM <report/{iri.rpartition('/')[2]}>" for iri in reports)
    for query in (
        f"SELECT (COUNT(*) AS ?n) {clauses} {{ ?s ?p ?o }}",
        f"SELECT (COUNT(*) AS ?n) {clauses} {clauses} {{ ?s ?p ?o }}",
        f"{prefix} SELECT (COUNT(*) AS ?n) {short} FROM NAMED r:x {{ ?s ?p ?o }}",
    ):
        assert counted(client.get("/sparql", params={"query": query})) == expected
    params = {"query": COUNT, "default-graph-uri": reports}
    assert counted(client.get("/sparql", params=params)) == expected


def test_relative_iris_are_those_of_the_graph(client: httpx.Client) -> None:
    query = "PREFIX : <ontology#> SELECT (COUNT(*) AS ?n) { <id/school/yunling> a :School }"
    assert counted(client.get("/sparql", params={"query": query})) == 1


@pytest.mark.parametrize(
    ("method", "address", "body", "content_type", "error"),
    [
        ("GET", "/sparql?query=SELECT", None, None, (400, "malformed")),
        ("GET", "/sparql?query=", None, None, (400, "malformed")),
        ("GET", "/sparql?query=ASK{}&query=ASK{}", None, None, (400, "malformed")),
        ("GET", "/sparql?default-graph-uri=a:b", None, None, (400, "malformed")),
        ("GET", "/sparql?query=%FF", None, None, (400, "malformed")),
        ("GET", "/sparql?query=ASK{}&format=nonsense", None, None, (400, "malformed")),
        ("GET", "/sparql?query=CLEAR%20ALL", None, None, (403, "refused")),
        ("GET", "/sparql?update=CLEAR%20ALL", None, None, (403, "refused")),
        ("GET", "/sparql?query=ASK%7BSERVICE%20%3Ca:b%3E%7B%7D%7D", None, None, (403, "refused")),
        ("POST", "/sparql", b"", FORM, (400, "malformed")),
        ("POST", "/sparql", b"", QUERY, (400, "malformed")),
        ("POST", "/sparql", b"\xff", QUERY, (400, "malformed")),
        ("POST", "/sparql?query=ASK{}", b"ASK{}", QUERY, (400, "malformed")),
        ("POST", "/sparql?query=ASK{}", b"", FORM, (400, "malformed")),
        ("POST", "/sparql", b"update=CLEAR+ALL", FORM, (403, "refused")),
        ("POST", "/sparql", b"query=ASK{}&using-graph-uri=a:b", FORM, (403, "refused")),
        ("POST", "/sparql", b"CLEAR ALL", "application/sparql-update", (403, "refused")),
        ("POST", "/sparql", b"ASK {}", "text/plain", (415, "unsupported-media-type")),
        ("POST", "/sparql", b"ASK {}", None, (415, "unsupported-media-type")),
        ("POST", "/sparql", b"ASK {}", f"{QUERY}; charset=utf-16", (415, "unsupported-media-type")),
        ("POST", "/sparql", b"query=ASK{}", "multipart/form-data", (415, "unsupported-media-type")),
        ("POST", "/sparql", b"#" * (BODY_BYTES + 1), QUERY, (413, "body-too-large")),
        ("POST", "/sparql", b"&a=" * 2000, FORM, (400, "malformed")),
        ("PUT", "/sparql", b"", QUERY, (405, "method-not-allowed")),
        ("DELETE", "/sparql", None, None, (405, "method-not-allowed")),
        ("PROPFIND", "/sparql", None, None, (405, "method-not-allowed")),
    ],
)
def test_a_faulty_request_says_what_is_wrong(
    client: httpx.Client,
    method: str,
    address: str,
    body: bytes | None,
    content_type: str | None,
    error: tuple[int, str],
) -> None:
    headers = {"content-type": content_type} if content_type else {}
    answer = client.request(method, address, content=body, headers=headers)
    assert code_of(answer) == error
    if answer.status_code == 405:
        assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_a_body_without_a_length_is_bounded(client: httpx.Client) -> None:
    pieces = (b"#" * 1000 for _ in range(BODY_BYTES))
    answer = client.post("/sparql", content=pieces, headers={"content-type": QUERY})
    assert code_of(answer) == (413, "body-too-large")


def test_a_body_that_does_not_come_is_not_waited_for(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "BODY_SECONDS", 0.2)
    host, port = client.base_url.host, client.base_url.port or 80
    with socket.create_connection((host, port), 10) as connection:
        head = (
            f"POST /sparql HTTP/1.1\r\nHost: {host}\r\nContent-Type: {QUERY}\r\nContent-Length: 9\r\n\r\nASK"
        )
        connection.sendall(head.encode())
        assert connection.recv(1000).startswith(b"HTTP/1.1 408 ")
        rest = b""
        while piece := connection.recv(1000):
            rest += piece
        assert len(rest) < 2000, "and the connection is closed"


def test_too_many_rows_and_too_much_time(client: httpx.Client) -> None:
    pairs = "SELECT * { ?s ?p ?o . ?t ?q ?u }"
    assert code_of(client.get("/sparql", params={"query": pairs})) == (422, "too-large")
    assert client.get("/sparql", params={"query": f"{pairs} LIMIT 1000"}).status_code == 200
    assert code_of(client.get("/sparql", params={"query": f"{pairs} LIMIT 1001"})) == (422, "too-large")
    assert code_of(client.get("/sparql", params={"query": ENDLESS})) == (504, "too-slow")
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_large_answers_on_their_way_are_bounded(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    budget = Budget(5_000_000)
    monkeypatch.setattr(large, "SENDING", budget)
    asked = {"query": f"SELECT ('{'x' * 10_000}' AS ?x) {{ ?s ?p ?o . ?t ?q ?u }} LIMIT 300", "format": "csv"}
    whole = client.get("/sparql", params=asked)
    assert len(whole.content) == 3 + 300 * 10_002
    head = client.head("/sparql", params=asked)
    assert (head.headers["content-length"], head.content) == (str(len(whole.content)), b"")
    with client.stream("GET", "/sparql", params=asked) as taking:
        assert taking.status_code == 200
        assert next(taking.iter_raw(1000))
        held = budget.left
    assert held in (5_000_000, 5_000_000 - len(whole.content))
    for _ in range(100):
        if budget.left == 5_000_000:
            break
        time.sleep(0.02)
    assert budget.left == 5_000_000, "given back, also where the client breaks off"
    budget.take(4_000_000)
    refused = client.get("/sparql", params=asked)
    assert code_of(refused) == (503, "busy")
    assert refused.headers["retry-after"]
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_a_client_that_goes_away_ends_its_query(client: httpx.Client) -> None:
    def stopped() -> float:
        lines = client.get("/metrics").text.splitlines()
        (line,) = [one for one in lines if one.startswith('zhijiao_workers_ended_total{cause="cancelled"}')]
        return float(line.split()[-1])

    host, port = client.base_url.host, client.base_url.port or 80
    before = stopped()
    for _ in range(2):
        with socket.create_connection((host, port)) as connection:
            query = str(httpx.QueryParams(query=ENDLESS))
            connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            time.sleep(0.2)
    # Before their time is over: then they would have been stopped for being slow.
    for _ in range(60):
        if stopped() == before + 2:
            break
        time.sleep(0.02)
    assert stopped() == before + 2


def test_answers_can_be_kept(client: httpx.Client) -> None:
    first = client.get("/sparql", params={"query": NAMES})
    tag = first.headers["etag"]
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/")):
        again = client.get("/sparql", params={"query": NAMES}, headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get("/sparql", params={"query": NAMES}, headers={"if-none-match": '"x"'}).status_code == 200
    other = client.get("/sparql", params={"query": NAMES}, headers={"accept": "text/csv"})
    assert other.headers["etag"] != tag
    for fleeting in ("NOW()", "RAND()", "UUID()", "STRUUID()"):
        answer = client.get("/sparql", params={"query": f"SELECT ({fleeting} AS ?x) {{}}"})
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers
    assert "etag" not in client.post("/sparql", data={"query": NAMES}).headers


def test_options_name_the_methods(client: httpx.Client) -> None:
    answer = client.options("/sparql")
    assert answer.status_code == 204
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert answer.headers["accept-post"] == f"{FORM}, {QUERY}"


def test_the_service_describes_itself(client: httpx.Client) -> None:
    space = "http://www.w3.org/ns/sparql-service-description#"
    store = pyoxigraph.Store()
    answer = client.get("/sparql")
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert client.get("/sparql").text == answer.text
    store.load(answer.content, format=pyoxigraph.RdfFormat.TURTLE)
    endpoint = f"{client.base_url}/sparql".replace("//sparql", "/sparql")
    asked = f"""PREFIX sd: <{space}>
      ASK {{ <{endpoint}> a sd:Service ; sd:endpoint <{endpoint}> ; sd:supportedLanguage sd:SPARQL11Query ;
        sd:resultFormat <http://www.w3.org/ns/formats/Turtle>,
          <http://www.w3.org/ns/formats/SPARQL_Results_JSON> ;
        sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ;
          sd:namedGraph [ a sd:NamedGraph ; sd:name <{BASE}graph/direct> ] ] .
        FILTER NOT EXISTS {{ ?any sd:feature sd:BasicFederatedQuery }} }}"""
    assert store.query(asked)
    for media_type in ("application/rdf+xml", "application/ld+json", "application/n-triples"):
        other = client.get("/sparql", headers={"accept": media_type})
        assert other.headers["content-type"].partition(";")[0] == media_type
    assert client.get("/sparql", headers={"accept": "text/csv"}).status_code == 406


def test_browsers_are_led_to_the_editor(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["location"]) == (303, "editor")
    assert client.get("/sparql", headers={"accept": "text/turtle, text/html"}).status_code == 200
