"""The formats of answers over HTTP: which there are, and how a client chooses one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from xml.etree import ElementTree

import httpx
import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.graph.formats import GRAPH_FORMATS, TABLE_FORMATS
from zhijiao.serve.app import create_app
from zhijiao.serve.negotiation import preferred
from zhijiao.serve.settings import Settings
from zhijiao.tests.making.serving import serving, small_store

BASE = "https://w3id.org/zhijiao/"
YUNLING = f"{BASE}id/school/yunling"
NAMES = f"SELECT ?name {{ <{YUNLING}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }}"
NAME = "青禾市云岭职业技术学校"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    store = small_store(tmp_path_factory.mktemp("formats") / "store")
    app = create_app(Settings(store, None, workers=1))
    with serving(app) as url, httpx.Client(base_url=url, timeout=30) as client:
        yield client


def test_tables_in_every_format(client: httpx.Client) -> None:
    def ask(query: str, accept: str) -> str:
        answer = client.post("/sparql", data={"query": query}, headers={"accept": accept})
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == accept
        assert answer.headers["vary"] == "Accept"
        return answer.text

    for media_type in ("application/sparql-results+json", "application/json"):
        bindings = json.loads(ask(NAMES, media_type))["results"]["bindings"]
        assert bindings == [{"name": {"type": "literal", "xml:lang": "zh", "value": NAME}}]
        assert json.loads(ask("ASK {}", media_type)) == {"head": {}, "boolean": True}
    space = "{http://www.w3.org/2005/sparql-results#}"
    for media_type in ("application/sparql-results+xml", "application/xml", "text/xml"):
        (literal,) = ElementTree.fromstring(ask(NAMES, media_type)).iter(f"{space}literal")
        assert literal.text == NAME
        assert ElementTree.fromstring(ask("ASK {}", media_type)).findtext(f"{space}boolean") == "true"
    assert list(csv.reader(io.StringIO(ask(NAMES, "text/csv")))) == [["name"], [NAME]]
    assert ask(NAMES, "text/tab-separated-values") == f'?name\n"{NAME}"@zh\n'


def test_graphs_in_every_format(client: httpx.Client) -> None:
    made = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }"
    known = None
    for media_type, form in GRAPH_FORMATS.items():
        for query in (made, f"DESCRIBE <{YUNLING}>"):
            answer = client.post("/sparql", data={"query": query}, headers={"accept": media_type})
            assert answer.status_code == 200
            assert answer.headers["content-type"].partition(";")[0] == media_type
            quads = pyoxigraph.parse(answer.content, format=form) if form.name != "N3" else None
            if quads is None or query != made:
                continue
            triples = {quad.triple for quad in quads}
            known = known or triples
            assert triples == known
            assert len(triples) > 10
    text = client.post("/sparql", data={"query": made}).text
    assert "\n@prefix zj: <https://w3id.org/zhijiao/ontology#> .\n" in f"\n{text}"
    assert " a zj:School" in text


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.8", "application/sparql-results+xml"),
        ("text/*", "text/csv"),
        ("text/*;q=0.5, text/csv;q=0", "text/tab-separated-values"),
        ("text/turtle, application/json;q=0.1", "application/json"),
        ("text/csv;q=.12345, application/json;header=x;q=0.2", "application/json"),
        ("nonsense, text/csv;q=3, TEXT/CSV;Q=0.2", "text/csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
    ],
)
def test_the_client_chooses_the_format(client: httpx.Client, accept: str, given: str) -> None:
    answer = client.get("/sparql", params={"query": NAMES}, headers={"accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == given


@pytest.mark.parametrize(
    ("form", "query", "given"),
    [
        ("csv", NAMES, "text/csv"),
        ("json", NAMES, "application/sparql-results+json"),
        ("json", "DESCRIBE <a:b>", "application/ld+json"),
        ("xml", "DESCRIBE <a:b>", "application/rdf+xml"),
        ("ttl", "DESCRIBE <a:b>", "text/turtle"),
        ("text/csv", NAMES, "text/csv"),
    ],
)
def test_a_parameter_chooses_the_format(client: httpx.Client, form: str, query: str, given: str) -> None:
    for name in ("format", "output"):
        answer = client.get("/sparql", params={"query": query, name: form}, headers={"accept": "image/png"})
        assert answer.headers["content-type"].partition(";")[0] == given
    # As SPARQLWrapper sends it, which knows no other than all of them.
    params = {"query": query, "format": form, "output": form, "results": form}
    assert client.get("/sparql", params=params).status_code == 200


@given(st.text(st.sampled_from('text/csv*;q=0.1,html \t"\\'), max_size=40))
def test_any_accept_header_is_read(accept: str) -> None:
    offered = list(TABLE_FORMATS)
    assert preferred(accept, offered) in {None, *offered}


@given(st.sampled_from(list(TABLE_FORMATS)), st.sampled_from(list(TABLE_FORMATS)))
def test_the_heavier_format_wins(one: str, other: str) -> None:
    if one != other:
        assert preferred(f"{one};q=0.5, {other};q=0.6", list(TABLE_FORMATS)) == other


def test_no_format_that_the_client_takes(client: httpx.Client) -> None:
    for query, accept in (("ASK {}", "text/turtle"), ("DESCRIBE <a:b>", "text/csv"), ("ASK {}", "image/*")):
        answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
        assert answer.status_code == 406
        assert "application/" in answer.text


def test_what_a_format_cannot_hold_is_no_broken_answer(client: httpx.Client) -> None:
    control = r"SELECT ('a\u0001b' AS ?x) {}"
    unnamed = "CONSTRUCT { <a:b> <http://example.org/1> 1 } WHERE {}"
    for query, accept in ((control, "application/xml"), (unnamed, "application/rdf+xml")):
        answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert (
        client.get("/sparql", params={"query": control}).json()["results"]["bindings"][0]["x"]["value"]
        == "a\1b"
    )


def test_people_read_errors_as_text(client: httpx.Client) -> None:
    for accept in ("text/html, */*;q=0.5", "text/plain"):
        answer = client.get("/sparql", params={"query": "SELECT"}, headers={"accept": accept})
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert answer.text.startswith("400 请求有误\n第 1 行")
