"""The guard passes no SERVICE and refuses no harmless query; parameters and answers hold, whatever."""

from __future__ import annotations

import asyncio
import random
from urllib.parse import quote_plus

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery
from starlette.requests import Request

from zhijiao.graph.sparql_guard import FederationError, refuse_service
from zhijiao.serve.bodies import charset_of, form_parameters, media_type_of, text_body, url_parameters
from zhijiao.serve.jobs import NamedJob, SparqlJob, job_from_json, job_to_json
from zhijiao.serve.negotiation import preferred, ranges
from zhijiao.serve.problems import ProblemError
from zhijiao.tests.making.fuzz_queries import ASKING, HARMLESS, TARGETS, service_in
from zhijiao.tests.making.fuzzing import Target

CHANCES = st.randoms(use_true_random=False)
EXAMPLES = {"sparql": 40, "guard": 400, "parameters": 200}
COMMON = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), max_examples=150
)
AT = "http://127.0.0.1:9/"


@pytest.mark.parametrize("target", TARGETS, ids=[one.name for one in TARGETS])
def test_whatever_is_asked_is_answered_or_refused(target: Target) -> None:
    @settings(COMMON, max_examples=EXAMPLES.get(target.name, 150))
    @given(CHANCES)
    def check(chance: random.Random) -> None:
        target.check(target.make(chance))

    check()


@pytest.mark.parametrize("query", HARMLESS)
def test_two_parsers_and_the_guard_find_no_service(query: str) -> None:
    text = query.format(at=AT)
    assert service_in(text) is False
    assert "ServiceGraphPattern" not in str(parseQuery(f"PREFIX schema: <x:> PREFIX mode: <x:> {text}"))
    refuse_service(text)


@pytest.mark.parametrize("query", ASKING)
def test_two_parsers_and_the_guard_find_service(query: str) -> None:
    text = query.format(at=AT)
    # To the parser of today an escape is no letter of a keyword; the standard says that it is.
    assert service_in(text) is (None if "\\u0053" in text else True)
    # rdflib reads no number that touches a word.
    if "1SERVICE" not in text:
        assert "ServiceGraphPattern" in str(parseQuery(text.replace("\\u0053", "S")))
    with pytest.raises(FederationError):
        refuse_service(text)


def test_what_is_no_query_is_neither() -> None:
    assert service_in("SELECT { SERVICE") is None


LINES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


@settings(COMMON)
@given(LINES, st.sampled_from(["'", '"']))
def test_service_in_a_string_on_one_line_is_a_text(line: str, mark: str) -> None:
    text = "".join(char for char in line if char not in "\\\n\r'\"")
    query = f"SELECT * {{ ?s ?p {mark}{text} SERVICE <{AT}> {{ ?a ?b ?c }}{mark} }}"
    refuse_service(query)
    assert service_in(query) is False


def request(body: bytes, content_type: str, query: bytes = b"") -> Request:
    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    headers = [(b"content-type", content_type.encode("latin-1", "replace"))]
    return Request({"type": "http", "method": "POST", "headers": headers, "query_string": query}, receive)


@settings(COMMON)
@given(st.binary(max_size=60), st.binary(max_size=60), st.text(max_size=30))
def test_any_body_and_address_are_read_or_refused(body: bytes, query: bytes, said: str) -> None:
    for content_type in (
        f"application/sparql-query; charset={said}",
        "application/x-www-form-urlencoded",
        said,
    ):
        asked = request(body, content_type, query)
        charset_of(content_type)
        media_type_of(content_type)
        for work in (text_body(asked, 50), form_parameters(request(body, content_type), 50)):
            try:
                asyncio.run(work)
            except ProblemError as error:
                assert 400 <= error.status < 500
        try:
            url_parameters(asked)
        except ProblemError as error:
            assert 400 <= error.status < 500


@settings(COMMON)
@given(LINES, LINES)
def test_what_a_form_says_is_what_is_read(name: str, value: str) -> None:
    body = f"{quote_plus(name)}={quote_plus(value)}".encode()
    found = asyncio.run(form_parameters(request(body, "application/x-www-form-urlencoded"), 10_000))
    assert found.all(name) == (value,)


@settings(COMMON)
@given(st.text('text/*;q=.019,+xmlhtb \t"', max_size=60))
def test_any_accept_header_is_understood(accept: str) -> None:
    offered = ("text/turtle", "text/html", "application/json")
    found = preferred(accept, offered)
    assert found is None or found in offered
    assert all(0 <= one.weight <= 1 for one in ranges(accept))
    if found is None:
        assert not any(one.takes(kind) and one.weight > 0 and one.precision == 2
                       for one in ranges(accept) for kind in offered)  # fmt: skip


@settings(COMMON)
@given(LINES, LINES, st.dictionaries(LINES, LINES, max_size=3))
def test_jobs_go_to_workers_as_they_are(query: str, accept: str, params: dict[str, str]) -> None:
    for job in (SparqlJob(query, accept, (query,), ()), NamedJob(query, params)):
        assert job_to_json(job_from_json(job_to_json(job))) == job_to_json(job)


def test_the_store_takes_the_word_as_the_oracle_thinks() -> None:
    # Were the parser to change its mind about what is no keyword, the oracle would be none.
    with pytest.raises(SyntaxError):
        pyoxigraph.Store().query(f"SELECT * {{ servicf <{AT}> {{ ?s ?p ?o }} }}")
