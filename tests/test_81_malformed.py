"""Malformed requests get an answer that says so, never a fault of the server, which lives on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from zhijiao.graph.sparql_size import QuerySizeError, check_size
from zhijiao.serve.app import create_app
from zhijiao.serve.settings import Limits, Settings
from zhijiao.tests.making.malformed import attacks
from zhijiao.tests.making.serving import probed, send, serving, small_store

COUNT = 600
CONTENT = "not for everyone"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("malformed")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("<!DOCTYPE html><title>x</title>", encoding="utf-8")
    (folder / "outside.txt").write_text(CONTENT, encoding="utf-8")
    settings = Settings(small_store(folder / "store"), folder / "site", limits=Limits(seconds=20.0))
    with serving(create_app(settings)) as url:
        yield url


def test_attacks_are_the_same_for_a_seed() -> None:
    assert list(attacks(3, 50)) == list(attacks(3, 50))
    assert list(attacks(3, 50)) != list(attacks(4, 50))


@pytest.mark.parametrize(
    "query",
    [
        "ASK " + "{" * 201 + "}" * 201,
        f"ASK {{ ?s <p>{'/<p>' * 151} ?o }}",
        f"ASK {{ ?s ?p 1{',1' * 151} }}",
        f"ASK {{ {'?s ?p ?o . ' * 151} }}",
        f"SELECT (1{'+1' * 2001} AS ?x) {{}}",
        "ASK { " + "{} UNION " * 2001 + "{} }",
        "ASK { ?s ?p " + '"\\"' * 100_000 + " ." * 200 + " }",
    ],
)
def test_what_is_too_large_to_plan_is_refused(query: str) -> None:
    with pytest.raises(QuerySizeError):
        check_size(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK " + "{" * 199 + "}" * 199,
        f"ASK {{ VALUES ?x {{ {'<http://example.org/a/b.c> ' * 5000} }} }}",
        f"ASK {{ VALUES (?x ?y) {{ {'(1 UNDEF) ' * 5000} }} }}",
        f"ASK {{ FILTER(?x IN (1{', 1.5' * 5000})) }}",
        f"ASK {{ BIND('{'(/.' * 5000}' AS ?x) }} # {'/' * 5000}",
        f"ASK {{ {'?s ?p ?o . ' * 150} }}",
    ],
)
def test_long_lists_are_no_size(query: str) -> None:
    check_size(query)


def test_no_request_is_a_fault_of_the_server(url: str) -> None:
    port = httpx.URL(url).port or 0
    sent = list(attacks(1, COUNT))
    with ThreadPoolExecutor(4) as threads:
        statuses = list(threads.map(lambda one: send(port, one), sent))
    faults = [
        (one.kind, status, one.raw[:300])
        for one, status in zip(sent, statuses, strict=True)
        if (status or 0) >= 500 or (status is None and not one.cut)
    ]
    assert faults == []
    # Most are told what is wrong; a server that answered all alike would be no test.
    told = [status for status in statuses if status and 400 <= status < 500]
    assert len(told) > COUNT / 2
    assert len(set(told)) > 4
    assert probed(url)


def test_what_is_outside_the_site_stays_there(url: str) -> None:
    ways = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "x/../../", "..\\", "..%5c", "%252e%252e/", ".../", "/")
    with httpx.Client() as client:
        assert client.get(f"{url}/index.html").status_code == 200
        for way in ways:
            target = httpx.URL(url).copy_with(raw_path=f"/{way}outside.txt".encode())
            response = client.send(httpx.Request("GET", target))
            assert response.status_code in {400, 404}, way
            assert CONTENT not in response.text
