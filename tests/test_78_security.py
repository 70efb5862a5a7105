"""What stands around all routes: headers, CORS, bounds, the token; health and metrics."""

from __future__ import annotations

import base64
import http.client
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from prometheus_client.parser import text_string_to_metric_families

from zhijiao.serve.app import create_app
from zhijiao.serve.security import LONGEST_TARGET
from zhijiao.serve.settings import Limits, Settings
from zhijiao.tests.making.published import Got, get, published
from zhijiao.tests.making.serving import serving

TOKEN = "a long secret 令牌"
ADDRESSES = (
    "/",
    "/index.html",
    "/assets/style.css",
    "/nix",
    "/api",
    "/api/queries",
    "/api/queries/nix",
    "/editor",
    "/editor/yasgui.min.js",
    "/ontology",
    "/id/school/nix",
    "/resource",
    "/sparql?query=ASK%7B%7D",
    "/sparql?query=nix",
    "/graph?default",
    "/health",
    "/ready",
    "/metrics",
)
ORIGIN = "https://office.example"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return published(tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def url(told: Settings) -> Iterator[str]:
    with serving(create_app(told)) as address:
        yield address


@pytest.fixture(scope="module")
def shared_url(told: Settings) -> Iterator[str]:
    with serving(create_app(replace(told, origins=(ORIGIN,)))) as address:
        yield address


@pytest.fixture(scope="module")
def closed_url(told: Settings) -> Iterator[str]:
    with serving(create_app(replace(told, token=TOKEN, origins=("*",)))) as address:
        yield address


# Headers


@pytest.mark.parametrize("target", ADDRESSES)
def test_every_answer_tells_browsers_what_it_may_do(url: str, target: str) -> None:
    for accept in ("text/html", "*/*"):
        got = get(url, target, Accept=accept)
        policy = got.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe-eval" not in policy
        assert ("unsafe-inline" in policy) == (target == "/editor")
        assert got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["x-frame-options"] == "DENY"
        assert got.headers["referrer-policy"] == "no-referrer"


# Bounds


def test_an_address_beyond_the_bound_is_refused(url: str) -> None:
    short = "/api/queries/partners?school=" + "a" * 900
    assert get(url, short).status == 200
    for target in (f"/{'a' * LONGEST_TARGET}x", f"/api/queries?{'a' * LONGEST_TARGET}"):
        got = get(url, target)
        assert got.status == 414
        assert "POST" in got.text()


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:8080", "[::1]:80", "graph.example.org", "a_b-c.d:1"]
)
def test_a_host_may_be_any_name(url: str, host: str) -> None:
    assert get_as(url, host).status == 200


@pytest.mark.parametrize(
    "host", ["", "a b", "a/b", "a@b", '"><script>', "a" * 254, "a:b", "a:123456", "[::1", "a\tb", "x:80:80"]
)
def test_a_host_that_can_be_none_is_refused(url: str, host: str) -> None:
    got = get_as(url, host)
    assert got.status == 400
    assert b"<script>" not in got.body or got.headers["content-type"] == "application/problem+json"


def get_as(url: str, host: str) -> Got:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    connection.putrequest("GET", "/api/queries", skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    response = connection.getresponse()
    got = Got(response.status, response.headers, response.read())
    connection.close()
    return got


# CORS


def test_without_origins_no_other_page_may_read(url: str) -> None:
    assert get(url, "/api/queries", Origin=ORIGIN).headers["access-control-allow-origin"] is None


def test_pages_of_the_origins_named_may_read(shared_url: str) -> None:
    got = get(shared_url, "/api/queries", Origin=ORIGIN)
    assert got.headers["access-control-allow-origin"] == ORIGIN
    assert "Origin" in ", ".join(got.headers.get_all("vary") or [])
    assert "Link" in got.headers["access-control-expose-headers"]
    assert got.headers["access-control-allow-credentials"] is None
    wrong = get(shared_url, "/api/queries", Origin="https://other.example")
    assert wrong.headers["access-control-allow-origin"] is None
    for error in ("/nix", "/sparql?query=nix", "/id/school/nix"):
        assert get(shared_url, error, Origin=ORIGIN).headers["access-control-allow-origin"] == ORIGIN


def test_a_browser_may_ask_beforehand(shared_url: str) -> None:
    asking = {"Origin": ORIGIN, "Access_Control_Request_Method": "POST"}
    got = get(shared_url, "/sparql", "OPTIONS", **asking, Access_Control_Request_Headers="authorization")
    assert got.status == 200
    assert got.headers["access-control-allow-origin"] == ORIGIN
    assert "POST" in got.headers["access-control-allow-methods"]
    assert "Authorization" in got.headers["access-control-allow-headers"]
    assert got.headers["x-content-type-options"] == "nosniff"
    stranger = get(shared_url, "/sparql", "OPTIONS", **(asking | {"Origin": "https://other.example"}))
    assert stranger.status == 400
    writing = get(shared_url, "/graph", "OPTIONS", **(asking | {"Access_Control_Request_Method": "DELETE"}))
    assert writing.status == 400


# Token


@pytest.mark.parametrize("target", [one for one in ADDRESSES if one not in ("/health", "/ready")])
def test_without_the_token_nothing_is_read(closed_url: str, target: str) -> None:
    got = get(closed_url, target, Accept="application/json")
    assert got.status == 401
    challenges = got.headers.get_all("www-authenticate") or []
    assert [one.split()[0] for one in challenges] == ["Bearer", "Basic"]
    assert got.headers["x-content-type-options"] == "nosniff"
    assert TOKEN not in got.text()


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer ",
        f"Bearer {TOKEN[:-1]}",
        f"Bearer {TOKEN}x",
        f"bearer{TOKEN}",
        f"Digest {TOKEN}",
        TOKEN,
        "Basic",
        "Basic !!!",
        "Basic " + base64.b64encode(TOKEN.encode()).decode(),
        "Basic " + base64.b64encode(f"{TOKEN}:".encode()).decode(),
        "Basic " + base64.b64encode(f":{TOKEN}x".encode()).decode(),
        "Bearer " + "x" * 5000,
    ],
)
def test_a_wrong_token_is_none(closed_url: str, authorization: str) -> None:
    raw = authorization.encode().decode("latin-1")
    assert get(closed_url, "/api/queries", Authorization=raw).status == 401


@pytest.mark.parametrize(
    "authorization",
    [
        f"Bearer {TOKEN}",
        f"bearer  {TOKEN} ",
        "Basic " + base64.b64encode(f"anyone:{TOKEN}".encode()).decode(),
        "basic " + base64.b64encode(f":{TOKEN}".encode()).decode(),
    ],
)
def test_the_token_opens_everything(closed_url: str, authorization: str) -> None:
    raw = authorization.encode().decode("latin-1")
    for target in ("/", "/api/queries", "/sparql?query=ASK%7B%7D", "/metrics"):
        assert get(closed_url, target, Authorization=raw).status == 200


def test_a_browser_may_ask_beforehand_without_the_token(closed_url: str) -> None:
    asking = {"Origin": ORIGIN, "Access_Control_Request_Method": "GET"}
    got = get(closed_url, "/api/queries", "OPTIONS", **asking, Access_Control_Request_Headers="authorization")
    assert (got.status, got.headers["access-control-allow-origin"]) == (200, "*")
    refused = get(closed_url, "/api/queries", Origin=ORIGIN)
    assert (refused.status, refused.headers["access-control-allow-origin"]) == (401, "*")


def test_health_needs_no_token(closed_url: str) -> None:
    assert get(closed_url, "/health").status == 200
    assert get(closed_url, "/ready").status == 200
    assert get(closed_url, "/health/../metrics").status == 401
    assert get(closed_url, "//health").status == 401


# Health and metrics


def test_health_says_that_the_server_lives_and_ready_that_it_answers(url: str) -> None:
    assert json.loads(get(url, "/health").body) == {"status": "ok"}
    got = get(url, "/ready")
    assert (got.status, json.loads(got.body)) == (200, {"status": "ready"})
    assert got.headers["cache-control"] == "no-store"


def test_a_server_without_a_store_is_alive_and_not_ready(told: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.symlink_to(told.store, target_is_directory=True)
    with serving(create_app(replace(told, store=folder))) as url:
        assert get(url, "/ready").status == 200
        folder.unlink()
        folder.mkdir()
        (folder / "CURRENT").write_text("nix", encoding="utf-8")
        got = get(url, "/ready")
        assert got.status == 503
        assert json.loads(got.body)["status"] == "not ready"
        assert get(url, "/health").status == 200


def counted(url: str) -> dict[tuple[str, str, str], float]:
    text = get(url, "/metrics").text()
    return {
        (one.labels["route"], one.labels["method"], one.labels["status"]): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
        if one.name == "zhijiao_requests_total"
    }


def test_requests_are_counted_by_route_method_and_status(told: Settings) -> None:
    with serving(create_app(told)) as url:
        for target in ("/api/queries/partners", "/api/queries/honours", "/api/queries/nix", "/", "/nix"):
            get(url, target)
        get(url, "/index.html", "DELETE")
        get(url, "/sparql?query=nix")
        get(url, f"/{'a' * LONGEST_TARGET}x")
        found = counted(url)
        assert found["/api/queries/{name}", "GET", "200"] == 2
        assert found["/api/queries/{name}", "GET", "404"] == 1
        assert found["/", "GET", "200"] == 1
        assert found["/", "GET", "404"] == 1
        assert found["/", "DELETE", "405"] == 1
        assert found["/sparql", "GET", "400"] == 1
        assert found["(none)", "GET", "414"] == 1
        text = get(url, "/metrics").text()
        assert 'zhijiao_request_seconds_count{route="/sparql"} 1.0' in text
        assert 'zhijiao_workers_ended_total{cause="too-slow"} 0.0' in text
        assert "zhijiao_jobs_waiting 0.0" in text


def test_whatever_clients_write_makes_no_new_series(told: Settings) -> None:
    with serving(create_app(told)) as url:
        get(url, "/nix", "GET")
        get(url, "/nix", "BREW")
        get(url, "/metrics")
        before = len(counted(url))
        for number in range(20):
            get(url, f"/nix{number}/x{number}")
            get(url, f"/nix{number}", f"BREW{number}")
        assert len(counted(url)) == before


def test_a_query_that_is_cut_off_is_counted(told: Settings) -> None:
    slow = "SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%3Fa%20%3Fb%20%3Fc.%3Fd%20%3Fe%20%3Ff.%3Fg%20%3Fh%20%3Fi%7D"
    with serving(create_app(replace(told, limits=Limits(seconds=0.5)))) as url:
        assert get(url, f"/sparql?query={slow}").status == 504
        assert 'zhijiao_workers_ended_total{cause="too-slow"} 1.0' in get(url, "/metrics").text()
