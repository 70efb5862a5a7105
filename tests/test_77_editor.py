"""The served pages and the editor in a browser: they work under the server's policy, and ask nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest

from zhijiao.graph.sparql_tokens import code
from zhijiao.graph.store import GraphStore
from zhijiao.queries.catalogue import catalogue
from zhijiao.serve.app import create_app
from zhijiao.serve.editor import FILES, examples
from zhijiao.tests.making.browsing import watched
from zhijiao.tests.making.published import PARTNER, get, published, quads
from zhijiao.tests.making.serving import serving

SCHOOL_PAGE = "school/青禾市云岭职业技术学校.html"
RUN = ".yasqe_queryButton"
TABLE = ".yasr_results table.dataTable tbody tr"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(create_app(published(tmp_path_factory.mktemp("out")))) as address:
        yield address


@pytest.fixture
def page(browser: Any, url: str, expected: list[str]) -> Iterator[Any]:
    """A tab that fails its test where a page complains, pops up a dialog or asks another server."""
    with watched(browser, expected=expected) as tab:
        yield tab


def query_of(page: Any) -> str:
    text: str = page.evaluate("yasgui.getTab().getQuery()")
    return text


def soon(page: Any, text: str) -> str:
    """Return the query as soon as it has `text`, or as it is after some seconds."""
    for _ in range(50):
        if text in query_of(page):
            break
        page.wait_for_timeout(100)
    return query_of(page)


def opened(page: Any, url: str, address: str = "editor") -> None:
    page.goto(f"{url}/{address}")
    page.wait_for_selector(RUN)


def test_pages_of_the_site_work_under_the_policy(url: str, page: Any) -> None:
    for path in ("", "network.html", SCHOOL_PAGE, "majors.html"):
        page.goto(f"{url}/{quote(path)}")
        if page.locator(".ego").count():
            page.wait_for_function("() => document.querySelector('.ego').view")
    page.goto(f"{url}/")
    page.fill("#q", "棠电")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == "海棠电子股份有限公司"


@pytest.mark.parametrize("path", ["", SCHOOL_PAGE, "editor", "api"])
def test_every_page_that_is_served_leads_to_the_editor_and_the_api_once(
    url: str, page: Any, path: str
) -> None:
    page.goto(f"{url}/{quote(path)}")
    for place in ("editor", "api"):
        links = page.locator("header.site nav a")
        page.wait_for_function("() => document.querySelectorAll('header.site nav a').length >= 7")
        found = [links.nth(one).evaluate("link => link.href") for one in range(links.count())]
        assert found.count(f"{url}/{place}") == 1


@pytest.mark.parametrize("path", ["api", "ontology", "graph/entities", f"resource?iri={quote(PARTNER)}"])
def test_pages_of_the_server_work_under_the_policy(url: str, page: Any, path: str) -> None:
    page.goto(f"{url}/{path}")
    assert page.locator("h1").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('header.site')).borderBottomStyle") == "solid"
    )


def test_an_example_is_answered_by_this_server(url: str, page: Any, expected: list[str]) -> None:
    # The sanitizer of names takes them apart in a document where nothing runs; the browser complains of that.
    expected.append("Executing inline event handler violates")
    opened(page, url)
    page.click("button[data-example=partners]")
    assert query_of(page) == next(one["text"] for one in examples() if one["name"] == "partners")
    with page.expect_request(f"{url}/sparql") as asked:
        page.click(RUN)
    assert asked.value.method == "POST"
    page.wait_for_selector(TABLE)
    shown = page.locator(".yasr_results").inner_text()
    assert "海棠电子股份有限公司" in shown
    assert "<script>alert(1)</script>" in shown
    assert page.locator(".yasr_results td :is(img, script, b)").count() == 0


def test_what_somebody_has_written_stays_when_an_example_is_opened(url: str, page: Any) -> None:
    opened(page, url)
    page.click("button[data-example=awards]")
    assert page.locator(".tabsList .tab").count() == 1
    page.evaluate("yasgui.getTab().setQuery('ASK { ?mine ?p ?o }')")
    page.click("button[data-example=honours]")
    assert page.locator(".tabsList .tab").count() == 2
    assert "荣誉" in query_of(page)
    queries = page.evaluate("Object.values(yasgui._tabs).map(tab => tab.getQuery())")
    assert "ASK { ?mine ?p ?o }" in queries


def test_an_address_can_name_the_example(url: str, page: Any) -> None:
    opened(page, url, "editor?example=awards")
    assert query_of(page).startswith("# 获奖")


def test_a_link_with_another_endpoint_asks_this_server_all_the_same(url: str, page: Any) -> None:
    stranger = quote("http://127.0.0.1:9/sparql", safe="")
    opened(page, url, f"editor#query={quote('ASK { ?s ?p ?o }')}&endpoint={stranger}")
    assert page.evaluate("yasgui.getTab().getEndpoint()") == f"{url}/sparql"
    page.click(RUN)
    page.wait_for_selector(".yasr_results .booleanResult, .yasr_results :text('True')")


def test_prefixes_and_terms_are_completed_without_asking_anybody(url: str, page: Any) -> None:
    opened(page, url)
    page.evaluate(
        """() => {
            yasgui.getTab().setQuery("PREFIX zj: <https://w3id.org/zhijiao/ontology#>\\n"
                + "SELECT * WHERE { ?s zj:partnerW }");
            const editor = yasgui.getTab().getYasqe();
            editor.focus();
            editor.getDoc().setCursor({line: 1, ch: 31});
        }"""
    )
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hint").first.wait_for()
    page.keyboard.press("Enter")
    assert "zj:partnerWith" in soon(page, "zj:partnerWith")
    page.evaluate(
        """() => {
            yasgui.getTab().setQuery("PREFIX ");
            const editor = yasgui.getTab().getYasqe();
            editor.focus();
            editor.getDoc().setCursor({line: 0, ch: 7});
        }"""
    )
    page.keyboard.type("skos")
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hint").first.wait_for()
    page.keyboard.press("Enter")
    assert "http://www.w3.org/2004/02/skos/core#" in soon(page, "core#")


def test_a_thing_in_an_answer_opens_on_this_server(url: str, page: Any) -> None:
    opened(page, url)
    page.evaluate(f"yasgui.getTab().setQuery('SELECT * WHERE {{ VALUES ?s {{ <{PARTNER}> }} }}')")
    page.click(RUN)
    page.wait_for_selector(f"{TABLE} a.iri")
    with page.context.expect_page() as made:
        page.click(f"{TABLE} a.iri")
    made.value.wait_for_load_state()
    assert unquote(made.value.url) == f"{url}/organisation/海棠电子股份有限公司.html"


def test_a_refused_query_says_why(url: str, page: Any, expected: list[str]) -> None:
    expected.append("Failed to load resource: the server responded with a status of 403")
    opened(page, url)
    page.evaluate("yasgui.getTab().setQuery('SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }')")
    with page.expect_response(f"{url}/sparql") as answered:
        page.click(RUN)
    assert answered.value.status == 403
    page.wait_for_selector(".yasr_results :text('SERVICE')")


def test_a_browser_that_has_been_asked_for_the_token_can_do_all(browser: Any, tmp_path: Path) -> None:
    told = replace(published(tmp_path), token="secret-token")
    with serving(create_app(told)) as url:
        context = browser.new_context(http_credentials={"username": "anyone", "password": "secret-token"})
        page = context.new_page()
        opened(page, url)
        page.click(RUN)
        page.wait_for_selector(TABLE)
        context.close()


# Without a browser


def test_each_example_is_sparql_that_the_graph_answers() -> None:
    store = GraphStore.memory(quads())
    assert {one["name"] for one in examples()} == {
        one.name for one in catalogue() if not one.internal and not one.computed
    }
    for one in examples():
        assert code(one["text"])
        assert store.select(one["text"]).columns, one["name"]


def test_only_the_files_of_the_editor_are_served(url: str) -> None:
    for name in FILES:
        assert get(url, f"/editor/{name}").status == 200
    for name in ("__init__.py", "", "../app.py", "%2e%2e/app.py", "static/editor.js", "nix.js"):
        assert get(url, f"/editor/{name}").status == 404


def test_the_shipped_editor_names_its_source_and_licences(root: Path) -> None:
    text = (root / "serve/static/yasgui.LICENSES.txt").read_text(encoding="utf-8")
    assert re.search(r"@zazuko/yasgui \d+\.\d+\.\d+", text)
    assert "Permission is hereby granted" in text
    assert b"sourceMappingURL" not in (root / "serve/static/yasgui.min.js").read_bytes()[-200:]
