"""The application: the routes of all modules over one pool, which lives as long as it does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from . import graph_store, protocol
from .jobs import JobError
from .pool import Pool
from .problems import ProblemError, on_failure, on_http_exception, on_problem
from .settings import Settings

#: What gives the routes of a module.
Routes = Callable[[Pool, Settings], Sequence[BaseRoute]]

#: The routes of every module, in the order in which they are tried.
MODULES: Final[tuple[Routes, ...]] = (protocol.routes, graph_store.routes)


def create_app(settings: Settings) -> Starlette:
    """Return the application; its workers start and stop with it."""
    pool = Pool(settings)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.close()

    return Starlette(
        routes=[route for routes in MODULES for route in routes(pool, settings)],
        lifespan=lifespan,
        exception_handlers={
            ProblemError: on_problem,
            JobError: on_problem,
            HTTPException: on_http_exception,
            Exception: on_failure,
        },
    )
