"""The named queries as a small JSON API.

`/api/queries` lists them, `/api/queries/NAME` answers one in pages, as JSON or CSV, and
`/api/queries/NAME.rq` gives the SPARQL text with the parameters filled in, to be run anywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..queries.catalogue import catalogue
from ..queries.model import Query
from ..queries.table import Table
from .asking import ask, etag, fresh
from .html import page
from .jobs import NamedJob
from .negotiation import preferred
from .openapi import openapi
from .pool import Pool
from .problems import ProblemError
from .settings import Settings

#: Rows of one page: unless asked otherwise, and at most.
FIRST_ROWS: Final = 100
MOST_ROWS: Final = 10_000
#: Parameters of the API itself; no query has one of these names.
RESERVED: Final = ("limit", "offset", "format")
_MEDIA_TYPES: Final[Mapping[str, str]] = {"json": "application/json", "csv": "text/csv"}
_NUMBER: Final = re.compile(r"[0-9]{1,9}")


def routes(pool: Pool, settings: Settings) -> list[BaseRoute]:
    """Return the routes below `/api`."""
    api = Api(pool, settings)
    return [
        Route("/api", api.guide),
        Route("/api/openapi.json", api.description),
        Route("/api/queries", api.listing),
        Route("/api/queries/{name}.rq", api.text),
        Route("/api/queries/{name}", api.answer),
    ]


def public_queries() -> tuple[Query, ...]:
    """Return the named queries that are there for everyone, in the order of their names."""
    return tuple(one for one in catalogue() if not one.internal)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a request asks for: a query with parameters, and which page of the answer in which form."""

    query: Query
    params: Mapping[str, str]
    form: str
    limit: int
    offset: int

    def job(self) -> NamedJob:
        """Return the job for the pool: one row more than the page has tells whether there is another."""
        return NamedJob(self.query.name, self.params, "json", self.limit + 1, self.offset)

    def address(self, top: str, offset: int) -> str:
        """Return the address of the page of the same answer from `offset` on."""
        pairs = {**self.params, "limit": self.limit, "offset": offset, "format": self.form}
        return f"{top}/api/queries/{quote(self.query.name)}?{urlencode(pairs)}"


class Api:
    """Answers for the named queries of one graph."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        """`settings` say how many rows one may ask for, and where clients see the server."""
        self._pool = pool
        self._public_url = settings.public_url.rstrip("/")
        self._most = min(MOST_ROWS, settings.limits.rows - 1)

    async def guide(self, request: Request) -> Response:
        """Return the page for people: every query with its parameters, columns and an address to try."""
        return page(request, "api.html", here="api", queries=public_queries(), top=self._top(request))

    async def description(self, request: Request) -> Response:
        """Return the OpenAPI description."""
        return _json(openapi(public_queries(), self._top(request), FIRST_ROWS, self._most))

    async def listing(self, request: Request) -> Response:
        """Return all queries with their parameters and columns."""
        top = self._top(request)
        queries = [{**one.to_json(), "url": f"{top}/api/queries/{one.name}"} for one in public_queries()]
        return _json({"queries": queries, "openapi": f"{top}/api/openapi.json"})

    async def text(self, request: Request) -> Response:
        """Return the SPARQL text of a query with its parameters filled in."""
        query = query_of(request)
        job = NamedJob(query.name, parameters_of(request, reserved=()), "sparql")
        answer = await ask(request, self._pool, job)
        return Response(answer.body, headers={"Cache-Control": "no-cache"}, media_type=answer.media_type)

    async def answer(self, request: Request) -> Response:
        """Return a page of a query's answer, with the addresses of those before and after it."""
        wanted = self._wanted(request)
        tag = etag(self._pool, replace(wanted.job(), form=wanted.form))
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept"}
        if fresh(request, tag):
            return Response(status_code=304, headers=headers)
        found = await ask(request, self._pool, wanted.job())
        rows: list[dict[str, Any]] = json.loads(found.body)
        links = self._links(request, wanted, more=len(rows) > wanted.limit)
        del rows[wanted.limit :]
        if links:
            headers["Link"] = ", ".join(f'<{href}>; rel="{name}"' for name, href in links.items())
        if wanted.form == "csv":
            columns = tuple(one.name for one in wanted.query.columns)
            table = Table(columns, tuple(tuple(row[name] for name in columns) for row in rows))
            return Response(table.to_csv(), headers=headers, media_type=_MEDIA_TYPES["csv"])
        body = {
            "query": wanted.query.name,
            "title": wanted.query.title,
            "parameters": wanted.params,
            "columns": [one.to_json() for one in wanted.query.columns],
            "rows": rows,
            "limit": wanted.limit,
            "offset": wanted.offset,
            "next": links.get("next"),
            "prev": links.get("prev"),
        }
        return _json(body, headers)

    def _wanted(self, request: Request) -> Wanted:
        query = query_of(request)
        return Wanted(
            query,
            parameters_of(request),
            _form(request),
            _number(request, "limit", FIRST_ROWS, self._most),
            _number(request, "offset", 0, 10**9),
        )

    def _links(self, request: Request, wanted: Wanted, *, more: bool) -> dict[str, str]:
        top = self._top(request)
        links = {}
        if wanted.offset:
            links["prev"] = wanted.address(top, max(0, wanted.offset - wanted.limit))
        # A page of no rows would follow itself for ever.
        if more and wanted.limit:
            links["next"] = wanted.address(top, wanted.offset + wanted.limit)
        return links

    def _top(self, request: Request) -> str:
        """Return where the client sees the server, without a slash at the end."""
        return self._public_url or str(request.base_url).rstrip("/")


def query_of(request: Request) -> Query:
    """Return the query that the path of a request names. Raises ProblemError where there is none."""
    name = request.path_params["name"]
    known = {one.name: one for one in public_queries()}
    if name in known:
        return known[name]
    raise ProblemError(404, f"没有名为 {name[:80]!r} 的查询。已有的查询：{'、'.join(known)}")


def parameters_of(request: Request, reserved: tuple[str, ...] = RESERVED) -> dict[str, str]:
    """Return the query's own parameters, sorted. Raises ProblemError where one is given twice."""
    found: dict[str, str] = {}
    for name, value in sorted(request.query_params.multi_items()):
        if name in found or len(request.query_params.getlist(name)) > 1:
            raise ProblemError(400, f"参数 {name[:80]} 给了不止一次")
        if name not in reserved:
            found[name] = value
    return found


def _form(request: Request) -> str:
    named = request.query_params.get("format")
    if named is not None:
        if named not in _MEDIA_TYPES:
            raise ProblemError(400, f"参数 format 不能是 {named[:40]!r}，可用：{'、'.join(_MEDIA_TYPES)}")
        return named
    media_type = preferred(request.headers.get("accept", ""), tuple(_MEDIA_TYPES.values()))
    for name, one in _MEDIA_TYPES.items():
        if one == media_type:
            return name
    raise ProblemError(406, f"可用的格式：{'、'.join(_MEDIA_TYPES.values())}")


def _number(request: Request, name: str, default: int, most: int) -> int:
    text = request.query_params.get(name)
    if text is None:
        return default
    if not _NUMBER.fullmatch(text) or int(text) > most:
        raise ProblemError(400, f"参数 {name} 应是 0 到 {most} 的整数，不是 {text[:40]!r}")
    return int(text)


def _json(body: Any, headers: Mapping[str, str] | None = None) -> Response:
    text = json.dumps(body, ensure_ascii=False) + "\n"
    return Response(
        text, headers={"Cache-Control": "no-cache", **(headers or {})}, media_type="application/json"
    )
