"""Whether the server lives, and whether it can answer: for load balancers and supervisors."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from .jobs import JobError, SparqlJob
from .pool import Pool
from .settings import Settings

#: Within so many seconds a server that is ready has an answer.
PATIENCE: Final = 1.0
_QUESTION: Final = SparqlJob("ASK { ?thing ?property ?value }", "application/sparql-results+json")


def routes(pool: Pool, settings: Settings) -> list[BaseRoute]:  # noqa: ARG001 - the same for all modules
    """Return the routes `/health` (the process lives) and `/ready` (the store answers)."""

    async def ready(_request: Request) -> Response:
        try:
            async with asyncio.timeout(PATIENCE):
                await pool.ask(_QUESTION)
        except JobError as error:
            return _said("not ready", 503, error.message)
        except TimeoutError:
            return _said("not ready", 503, f"图谱库在 {PATIENCE:g} 秒内没有回答")
        return _said("ready", 200)

    return [Route("/health", _health), Route("/ready", ready)]


async def _health(_request: Request) -> Response:
    return _said("ok", 200)


def _said(status: str, code: int, detail: str = "") -> Response:
    body = {"status": status} | ({"detail": detail} if detail else {})
    return JSONResponse(body, code, {"cache-control": "no-store"})
