"""The application: the routes of all modules over one pool, which lives as long as it does.

Around them stand what measures and what guards (see `metrics` and `security`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from . import api, downloads, editor, graph_store, health, linked_data, metrics, pages, protocol, questions
from .access_log import AccessLog
from .asking import ClientGoneError, on_client_gone
from .jobs import JobError
from .metrics import Measured, Metrics
from .pool import Pool
from .problems import ProblemError, on_failure, on_http_exception, on_problem
from .security import secured
from .settings import Settings

#: What gives the routes of a module.
Routes = Callable[[Pool, Settings], Sequence[BaseRoute]]

#: The routes of every module, in the order in which they are tried: browsers get pages of graphs before
#: others get their triples, and the files of the site are what is left.
MODULES: Final[tuple[Routes, ...]] = (
    protocol.routes,
    linked_data.routes,
    graph_store.routes,
    api.routes,
    questions.routes,
    editor.routes,
    downloads.routes,
    health.routes,
)


def create_app(settings: Settings) -> ASGIApp:
    """Return the application; its workers start and stop with it."""
    pool = Pool(settings)
    figures = Metrics(pool)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.close()

    app = Starlette(
        routes=[
            *(route for routes in MODULES for route in routes(pool, settings)),
            *metrics.routes(figures),
            *pages.routes(settings),
        ],
        lifespan=lifespan,
        exception_handlers={
            ProblemError: on_problem,
            JobError: on_problem,
            ClientGoneError: on_client_gone,
            ClientDisconnect: on_client_gone,
            HTTPException: on_http_exception,
            Exception: on_failure,
        },
    )
    return AccessLog(Measured(secured(app, settings), figures), queries=settings.log_queries)
