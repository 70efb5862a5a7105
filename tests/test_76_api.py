"""The JSON API of the named queries, and its OpenAPI description."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from lxml import html

from zhijiao.graph.store import GraphStore
from zhijiao.ontology.namespaces import DEFAULT_BASE
from zhijiao.queries.catalogue import catalogue, named_query
from zhijiao.queries.model import Query
from zhijiao.queries.run import run, sparql
from zhijiao.serve.api import RESERVED
from zhijiao.serve.app import create_app
from zhijiao.serve.openapi import openapi
from zhijiao.serve.settings import Settings
from zhijiao.tests.making.published import SCHOOL, Got, get, published, quads
from zhijiao.tests.making.serving import serving

PUBLIC = [one for one in catalogue() if not one.internal]
PLAIN = [one.name for one in PUBLIC if not one.computed]
SCHOOL_NAME = "青禾市云岭职业技术学校"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return published(tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def url(told: Settings) -> Iterator[str]:
    with serving(create_app(told)) as address:
        yield address


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return GraphStore.memory(quads())


def ask(url: str, name: str, accept: str = "application/json", **params: str) -> Got:
    return get(url, f"/api/queries/{name}?{urlencode(params)}", Accept=accept)


def answer(url: str, name: str, **params: str) -> dict[str, Any]:
    got = ask(url, name, **params)
    assert (got.status, got.headers["content-type"]) == (200, "application/json")
    found: dict[str, Any] = json.loads(got.body)
    return found


def test_the_list_has_every_query_for_everyone(url: str) -> None:
    listed = json.loads(get(url, "/api/queries").body)["queries"]
    assert [one["name"] for one in listed] == [one.name for one in PUBLIC]
    assert all(one["url"] == f"{url}/api/queries/{one['name']}" for one in listed)
    assert listed[0]["parameters"] == PUBLIC[0].to_json()["parameters"]


@pytest.mark.parametrize("name", PLAIN)
def test_an_answer_is_that_of_the_query(url: str, store: GraphStore, name: str) -> None:
    found = answer(url, name, limit="1000")
    assert found["rows"] == json.loads(run(store, name).to_json())
    assert [one["name"] for one in found["columns"]] == [one.name for one in named_query(name).columns]
    assert (found["next"], found["prev"]) == (None, None)


def test_parameters_restrict_the_answer(url: str) -> None:
    found = answer(url, "partners", school=SCHOOL_NAME, kind="enterprise")
    assert found["parameters"] == {"school": SCHOOL_NAME, "kind": "enterprise"}
    assert {row["school"] for row in found["rows"]} == {SCHOOL_NAME}
    assert {row["kind"] for row in found["rows"]} == {"企业"}
    assert found["rows"] == answer(url, "partners", school=SCHOOL, kind="企业")["rows"]


@pytest.mark.parametrize("limit", [1, 3])
def test_pages_lead_to_each_other_and_make_the_whole(url: str, limit: int) -> None:
    whole = answer(url, "partners", school=SCHOOL_NAME, limit="1000")["rows"]
    assert len(whole) > 3
    rows: list[Any] = []
    target: str | None = f"/api/queries/partners?{urlencode({'school': SCHOOL_NAME, 'limit': limit})}"
    before = None
    while target:
        assert len(rows) <= len(whole)
        got = get(url, target)
        page = json.loads(got.body)
        assert 0 < len(page["rows"]) <= limit
        rows += page["rows"]
        links = got.headers["link"] or ""
        for name in ("next", "prev"):
            assert (f'<{page[name]}>; rel="{name}"' in links) == bool(page[name])
        if before:
            assert json.loads(get(url, target_of(page["prev"])).body)["rows"] == before
        before = page["rows"]
        target = target_of(page["next"]) if page["next"] else None
    assert rows == whole


def target_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def test_a_page_of_no_rows_or_past_the_end_is_empty(url: str) -> None:
    for params in ({"limit": "0"}, {"offset": "100000"}):
        found = answer(url, "partners", **params)
        assert (found["rows"], found["next"]) == ([], None)


def test_csv_is_the_table_that_spreadsheets_open(url: str, store: GraphStore) -> None:
    for got in (ask(url, "partners", format="csv"), ask(url, "partners", "text/csv")):
        assert got.headers["content-type"] == "text/csv; charset=utf-8"
        assert got.body.decode() == run(store, "partners").to_csv()
    first = ask(url, "partners", format="csv", limit="2")
    assert 'rel="next"' in first.headers["link"]
    assert len(list(csv.reader(io.StringIO(first.text())))) == 3


def test_the_text_of_a_query_has_its_parameters_filled_in(url: str, store: GraphStore) -> None:
    got = get(url, f"/api/queries/partners.rq?{urlencode({'school': SCHOOL_NAME})}")
    assert got.headers["content-type"] == "application/sparql-query; charset=utf-8"
    assert got.text() == sparql(store, "partners", {"school": SCHOOL_NAME})
    assert f"<{SCHOOL}>" in got.text()


def test_hostile_values_are_values(url: str) -> None:
    for text in ('"} UNION {?s ?p ?o', "\\u0022", "} #", "'''", "\n", "<script>"):
        got = ask(url, "partners", school=f"x{text}x")
        assert (got.status, json.loads(got.body)["rows"]) == (200, [])


@pytest.mark.parametrize(
    ("target", "status", "word"),
    [
        ("/api/queries/nix", 404, "shared-partners"),
        ("/api/queries/nix.rq", 404, "shared-partners"),
        ("/api/queries/page-things", 404, "没有名为"),
        ("/api/queries/page-things.rq", 404, "没有名为"),
        ("/api/queries/partners/x", 404, ""),
        ("/api/queries/partners?scholl=x", 400, "scholl"),
        ("/api/queries/partners?school=", 400, "school"),
        ("/api/queries/partners?school=a&school=b", 400, "school"),
        ("/api/queries/partners?limit=1&limit=2", 400, "limit"),
        ("/api/queries/partners?kind=nix", 400, "enterprise"),
        ("/api/queries/partners?limit=-1", 400, "limit"),
        ("/api/queries/partners?limit=1e3", 400, "limit"),
        ("/api/queries/partners?limit=10001", 400, "10000"),
        ("/api/queries/partners?offset=x", 400, "offset"),
        ("/api/queries/partners?format=exe", 400, "csv"),
        ("/api/queries/partners.rq?limit=1", 400, "limit"),
        ("/api/queries/partners?school=%00", 400, "school"),
        ("/api/queries/partners?school=" + "a" * 1001, 400, "1000"),
        ("/api/queries/indicators?year=20x0", 400, "year"),
        ("/api/queries/path", 400, "from"),
    ],
)
def test_a_fault_says_what_is_wrong(url: str, target: str, status: int, word: str) -> None:
    got = get(url, target)
    assert (got.status, got.headers["content-type"]) == (status, "application/problem+json")
    problem = json.loads(got.body)
    assert problem["status"] == status
    assert word in problem["detail"]


def test_other_methods_and_formats_are_refused(url: str) -> None:
    assert get(url, "/api/queries/partners", "POST").status == 405
    assert get(url, "/api/queries/partners", "DELETE").status == 405
    assert ask(url, "partners", "image/png").status == 406


def test_an_answer_that_still_holds_is_not_sent_again(url: str) -> None:
    target = "/api/queries/partners?limit=2"
    got = get(url, target)
    assert (got.headers["vary"], got.headers["cache-control"]) == ("Accept", "no-cache")
    again = get(url, target, If_None_Match=got.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    tags = {got.headers["etag"]}
    for other in ("limit=3", "limit=2&offset=1", "limit=2&format=csv", "limit=2&kind=enterprise"):
        tags.add(get(url, f"/api/queries/partners?{other}").headers["etag"])
    assert len(tags) == 5


def test_the_guide_shows_every_query_and_its_links_lead_somewhere(url: str) -> None:
    page = get(url, "/api", Accept="text/html")
    tree = html.fromstring(page.text())
    for query in PUBLIC:
        section = tree.get_element_by_id(query.name)
        assert query.title in section.text_content()
        assert all(one.description in section.text_content() for one in query.parameters)
    links = {str(href) for href in tree.xpath("//main//a/@href") if "#" not in href}
    assert len(links) > len(PUBLIC)
    for link in sorted(links):
        name = link.removeprefix("api/queries/").partition("?")[0].removesuffix(".rq")
        computed = {one.name for one in PUBLIC if one.computed}
        assert get(url, f"/{link}").status == 200 or name in computed, link


def test_no_parameter_has_a_name_of_the_api() -> None:
    assert not {one.name for query in PUBLIC for one in query.parameters} & set(RESERVED)


# The description


@pytest.fixture(scope="module")
def described(url: str) -> dict[str, Any]:
    got = get(url, "/api/openapi.json")
    assert got.headers["content-type"] == "application/json"
    found: dict[str, Any] = json.loads(got.body)
    return found


def test_the_description_is_openapi(described: dict[str, Any]) -> None:
    validator = pytest.importorskip(
        "openapi_spec_validator", reason="the Python package openapi-spec-validator is not installed"
    )
    assert described["openapi"].startswith("3.1.")
    validator.validate(described)


def test_the_description_has_every_query_with_its_parameters_in_both_languages(
    url: str, described: dict[str, Any]
) -> None:
    assert described["servers"] == [{"url": url}]
    for query in PUBLIC:
        told = described["paths"][f"/api/queries/{query.name}"]["get"]
        assert query.title in told["summary"]
        assert query.title_en in told["summary"]
        parameters = {one["name"]: one for one in told["parameters"]}
        assert list(parameters) == [*(one.name for one in query.parameters), *RESERVED]
        for one in query.parameters:
            assert one.description in parameters[one.name]["description"]
            assert one.description_en in parameters[one.name]["description"]


@pytest.mark.parametrize("name", PLAIN)
def test_answers_are_of_the_form_described(url: str, described: dict[str, Any], name: str) -> None:
    jsonschema = pytest.importorskip(
        "jsonschema", reason="the Python package openapi-spec-validator is not installed"
    )
    media = described["paths"][f"/api/queries/{name}"]["get"]["responses"]["200"]["content"]
    schema = {**media["application/json"]["schema"], "components": described["components"]}
    found = answer(url, name, limit="50")
    jsonschema.Draft202012Validator(schema).validate(found)
    for row in found["rows"]:
        row["strange"] = "x"
        with pytest.raises(jsonschema.ValidationError, match="strange"):
            jsonschema.Draft202012Validator(schema).validate(found)
        break


def test_errors_are_of_the_form_described(url: str, described: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip(
        "jsonschema", reason="the Python package openapi-spec-validator is not installed"
    )
    problem = json.loads(get(url, "/api/queries/partners?scholl=x").body)
    jsonschema.Draft202012Validator(described["components"]["schemas"]["Problem"]).validate(problem)


def test_the_same_queries_give_the_same_description() -> None:
    queries: list[Query] = PUBLIC
    first = json.dumps(openapi(queries, DEFAULT_BASE, 100, 1000))
    assert json.dumps(openapi(queries, DEFAULT_BASE, 100, 1000)) == first


@pytest.mark.skipif(shutil.which("curl") is None, reason="the program curl is not installed")
def test_calls_shown_in_the_document_print_what_it_shows(root: Path, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("refresh_api", root / "benchmarks/refresh_api.py")
    assert spec and spec.loader
    refresher = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(refresher)
    text = (root / "docs/api.md").read_text(encoding="utf-8")
    assert text.count("```console\n$ curl") >= 5
    out = refresher.built(tmp_path / "out")
    assert refresher.with_outputs(text, out) == text, "python benchmarks/refresh_api.py"


def test_addresses_are_those_that_clients_see(told: Settings) -> None:
    seen = Settings(told.store, told.site, workers=1, public_url="https://graph.example/kg/")
    with serving(create_app(seen)) as url:
        page = answer(url, "partners", limit="1")
        assert page["next"].startswith("https://graph.example/kg/api/queries/partners?")
        assert (
            json.loads(get(url, "/api/openapi.json").body)["servers"][0]["url"] == "https://graph.example/kg"
        )
        assert quote("<") not in page["next"]
