"""The pages of the named queries: a form for the parameters, the answer as a table."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from lxml import html

from zhijiao.graph.store import GraphStore
from zhijiao.queries.catalogue import catalogue
from zhijiao.queries.model import Query
from zhijiao.queries.run import run
from zhijiao.serve.app import create_app
from zhijiao.tests.making.published import Got, get, published, quads
from zhijiao.tests.making.serving import serving

PUBLIC = [one for one in catalogue() if not one.internal]
#: What the queries that need something are asked.
NEEDED = {"path": {"from": "青禾市云岭职业技术学校", "to": "青禾市星河职业中专学校"}}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(create_app(published(tmp_path_factory.mktemp("out")))) as address:
        yield address


def asked(url: str, name: str, **params: str) -> tuple[Got, html.HtmlElement]:
    got = get(url, f"/queries/{name}?{urlencode(params)}")
    return got, html.fromstring(got.body)


def table(page: html.HtmlElement) -> list[list[str]]:
    return [[cell.text_content() for cell in row.findall("td")] for row in page.iterfind(".//tbody/tr")]


def test_every_question_is_listed_and_has_a_form_with_its_parameters(url: str) -> None:
    page = html.fromstring(get(url, "/queries").body)
    listed = {link.get("href", "").rpartition("/")[2] for link in page.iterfind(".//main//li/a")}
    assert listed == {one.name for one in PUBLIC}
    for query in PUBLIC:
        got = get(url, f"/queries/{query.name}")
        form = html.fromstring(got.body).find(".//form")
        assert form is not None
        assert [name for name in form.fields if name] == [one.name for one in query.parameters]
        assert "<tbody>" not in got.body.decode()


@pytest.mark.parametrize("query", PUBLIC, ids=lambda query: query.name)
def test_the_table_is_the_answer(url: str, query: Query) -> None:
    params = NEEDED.get(query.name, {})
    got, page = asked(url, query.name, ask="1", **params)
    assert got.status == 200
    expected = run(GraphStore.memory(quads()), query, params, limit=100)
    assert table(page) == [["" if cell is None else str(cell) for cell in row] for row in expected.rows]
    headings = [one.text_content() for one in page.iterfind(".//thead//th")]
    # In both languages, of which a page shows one.
    assert headings == ([one.heading + one.heading_en for one in query.columns] if expected.rows else [])


def test_an_empty_field_restricts_nothing_and_a_choice_stays_chosen(url: str) -> None:
    _, every = asked(url, "partners", school="", mode="", ask="1")
    _, some = asked(url, "partners", school=" ", mode="training_base", ask="1")
    assert len(table(every)) > len(table(some)) > 0
    assert dict(some.find(".//form").fields)["mode"] == "training_base"
    links = [link.get("href", "") for link in some.iterfind(".//main//a")]
    assert [one for one in links if "?" in one] == [
        "../api/queries/partners?mode=training_base&format=csv&limit=10000",
        "../api/queries/partners?mode=training_base",
        "../api/queries/partners.rq?mode=training_base",
    ]


@pytest.mark.parametrize(
    ("name", "params", "status", "word"),
    [
        ("indicators", {"year": "今年"}, 400, "年份"),
        ("partners", {"mode": "nonsense"}, 400, "training_base"),
        ("partners", {"shcool": "x"}, 400, "shcool"),
        ("path", {"ask": "1"}, 400, "from"),
    ],
)
def test_what_was_wrong_is_said_above_the_form(
    url: str, name: str, params: dict[str, str], status: int, word: str
) -> None:
    got, page = asked(url, name, **params)
    assert got.status == status
    assert word in page.find(".//*[@role='alert']").text_content()
    assert page.find(".//form") is not None


def test_what_a_user_writes_stays_text(url: str) -> None:
    hostile = '"><script>alert(1)</script>'
    got, page = asked(url, "partners", school=hostile, ask="1")
    assert dict(page.find(".//form").fields)["school"] == hostile
    assert b"<script>alert" not in got.body


@pytest.mark.parametrize("target", ["/queries/page-things", "/queries/none", "/queries/partners?offset=-1"])
def test_what_is_no_question_is_refused(url: str, target: str) -> None:
    assert get(url, target).status == (400 if "offset" in target else 404)
