"""SPARQL 1.1 Protocol for queries (https://www.w3.org/TR/sparql11-protocol/) at `/sparql`.

A GET without a query gives the description of the service, to a browser the editor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from .asking import ask, etag, fresh, not_modified, respond
from .bodies import Parameters, form_parameters, media_type_of, text_body, url_parameters
from .jobs import DescriptionJob, SparqlJob
from .methods import Methods
from .negotiation import preferred
from .pool import Pool
from .problems import ProblemError
from .settings import Settings

PATH: Final = "/sparql"
#: Where the editor for queries is.
EDITOR: Final = "editor"
FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
#: What a POST may bring.
POSTED: Final = f"{FORM}, {QUERY}"

#: What `format=` (or `output=`) may say, for clients that cannot set Accept.
FORMATS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "json": "application/sparql-results+json, application/ld+json;q=0.9",
        "xml": "application/sparql-results+xml, application/rdf+xml;q=0.9",
        "csv": "text/csv",
        "tsv": "text/tab-separated-values",
        "ttl": "text/turtle",
        "turtle": "text/turtle",
        "nt": "application/n-triples",
        "nq": "application/n-quads",
        "trig": "application/trig",
        "n3": "text/n3",
        "jsonld": "application/ld+json",
        "rdf": "application/rdf+xml",
        "rdfxml": "application/rdf+xml",
        "rdf+xml": "application/rdf+xml",
        "json-ld": "application/ld+json",
        "ntriples": "application/n-triples",
    }
)
_DATA_SET: Final = ("default-graph-uri", "named-graph-uri")
_FORMAT: Final = ("format", "output")
_UPDATING: Final = ("update", "using-graph-uri", "using-named-graph-uri")
# What these give is another each time.
_FLEETING: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)
_READ_ONLY: Final = "这里只读，不接受更新"


def routes(pool: Pool, settings: Settings) -> list[BaseRoute]:
    """Return the routes of the protocol."""

    async def get(request: Request) -> Response:
        given = url_parameters(request)
        if "query" not in dict(given.pairs):
            return await _without_query(request, pool, settings, given)
        return await _answered(request, pool, _job(request, given), cached=True)

    async def post(request: Request) -> Response:
        given = url_parameters(request)
        most = settings.limits.body_bytes
        media_type = media_type_of(request.headers.get("content-type", ""))
        if media_type == FORM:
            if set(dict(given.pairs)) & {"query", "update"}:
                raise ProblemError(400, "用表单提交时，query 要写在表单里，不写在地址里")
            form = await form_parameters(request, most)
            return await _answered(request, pool, _job(request, Parameters(form.pairs + given.pairs)))
        if media_type == UPDATE:
            raise ProblemError(403, _READ_ONLY)
        if media_type == QUERY:
            if "query" in dict(given.pairs):
                raise ProblemError(400, "查询写在正文里，就不要在地址里再写 query")
            text = await text_body(request, most)
            return await _answered(request, pool, _job(request, Parameters((("query", text), *given.pairs))))
        raise ProblemError(415, f"POST 的内容类型要是 {FORM} 或 {QUERY}", {"Accept-Post": POSTED})

    async def endpoint(request: Request) -> Response:
        return await (post if request.method == "POST" else get)(request)

    return [Route(PATH, Methods(endpoint, "GET", "HEAD", "POST", Accept_Post=POSTED))]


async def _answered(request: Request, pool: Pool, job: SparqlJob, *, cached: bool = False) -> Response:
    request.state.logged = job.query
    if not cached or _FLEETING.search(job.query):
        return respond(request, await ask(request, pool, job), {"Cache-Control": "no-store"})
    tag = etag(pool, job)
    if fresh(request, tag):
        return not_modified(tag)
    return respond(request, await ask(request, pool, job), {"ETag": tag, "Cache-Control": "no-cache"})


async def _without_query(request: Request, pool: Pool, settings: Settings, given: Parameters) -> Response:
    """Return the description of the service, or the way to the editor."""
    _refuse_updates(given)
    if set(dict(given.pairs)) & set(_DATA_SET):
        raise ProblemError(400, "缺少参数 query")
    accept = _accept(request, given)
    # Of those who like both alike, browsers name HTML and all others do not.
    if preferred(accept, ("text/turtle", "text/html")) == "text/html":
        return RedirectResponse(EDITOR, 303, {"Vary": "Accept"})
    job = DescriptionJob(_address(request, settings), accept)
    tag = etag(pool, job)
    if fresh(request, tag):
        return not_modified(tag)
    return respond(request, await ask(request, pool, job), {"ETag": tag, "Cache-Control": "no-cache"})


def _job(request: Request, given: Parameters) -> SparqlJob:
    """Return what a request asks. Raises ProblemError where it is not of the protocol."""
    _refuse_updates(given)
    query = given.one("query")
    if query is None:
        raise ProblemError(400, "缺少参数 query")
    if not query.strip():
        raise ProblemError(400, "查询是空的")
    default, named = (given.all(name) for name in _DATA_SET)
    return SparqlJob(query, _accept(request, given), _graphs(default), _graphs(named))


def _graphs(iris: Sequence[str]) -> tuple[str, ...]:
    return tuple(iri.strip() for iri in iris)


def _refuse_updates(given: Parameters) -> None:
    if set(dict(given.pairs)) & set(_UPDATING):
        raise ProblemError(403, _READ_ONLY)


def _accept(request: Request, given: Parameters) -> str:
    """Return what the client accepts, by its parameter or header. Raises ProblemError."""
    wanted = given.one("format") or given.one("output")
    if not wanted:
        return request.headers.get("accept", "")
    found = FORMATS.get(wanted.lower()) or (wanted if "/" in wanted else None)
    if found is None:
        raise ProblemError(400, f"没有格式 {wanted[:40]!r}；可用：{'、'.join(FORMATS)}")
    return found


def _address(request: Request, settings: Settings) -> str:
    """Return where clients see this endpoint."""
    if settings.public_url:
        return settings.public_url.rstrip("/") + PATH
    return re.sub(r"[^!#-;=?-\[\]_a-z~]", "", str(request.url.replace(query="", fragment="")))
