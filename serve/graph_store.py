"""SPARQL 1.1 Graph Store HTTP Protocol for reading (https://www.w3.org/TR/sparql11-http-rdf-update/).

`/graph?default` is the graph of all triples, `/graph?graph=IRI` a named one; one whose IRI begins with the
graph's base IRI and `graph/` stands at the same path here too. Nothing is written: other methods get 405.
"""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from .asking import ask, etag, fresh, not_modified, respond
from .bodies import url_parameters
from .jobs import GraphJob
from .methods import Methods
from .pool import Pool
from .problems import ProblemError
from .settings import Settings

PATH: Final = "/graph"
_READING: Final = ("GET", "HEAD")
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")


def routes(pool: Pool, settings: Settings) -> list[BaseRoute]:
    """Return the routes of the protocol."""

    async def indirect(request: Request) -> Response:
        return await answered(request, _named(request))

    async def direct(request: Request) -> Response:
        if request.scope["query_string"]:
            raise ProblemError(400, "图的地址后面不带参数")
        return await answered(request, f"{settings.base}graph/{request.path_params['name']}")

    async def answered(request: Request, graph: str | None) -> Response:
        if graph is not None and not _ABSOLUTE.fullmatch(graph):
            raise ProblemError(400, f"图的名称 {graph[:200]!r} 不是绝对的 IRI")
        job = GraphJob(graph, request.headers.get("accept", ""))
        tag = etag(pool, job)
        if fresh(request, tag):
            return not_modified(tag)
        return respond(request, await ask(request, pool, job), {"ETag": tag, "Cache-Control": "no-cache"})

    return [
        Route(PATH, Methods(indirect, *_READING)),
        Route(f"{PATH}/{{name:path}}", Methods(direct, *_READING)),
    ]


def _named(request: Request) -> str | None:
    """Return the IRI of the graph that a request names, None for the default graph. Raises ProblemError."""
    given = url_parameters(request)
    graph, default = given.one("graph"), given.one("default")
    if (graph is None) == (default is None):
        raise ProblemError(400, "要写 ?default（所有图合起来），或 ?graph=图的 IRI")
    return graph
