"""Figures on the running server for Prometheus: requests, how long they took, the pool.

Labels hold a route's pattern, never an address that a client wrote: there is a bounded number of series. The
figures are in a registry of their own, so that several servers can live in one process.
"""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .pool import Pool

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})
#: Bounds in seconds; named queries on a million triples take hundredths.
_BUCKETS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
#: The label of requests that were turned away before a route was found, and of a client that went away.
_NO_ROUTE: Final = "(none)"
_CLOSED: Final = "closed"
#: Why workers end, each a series from the beginning.
_CAUSES: Final = ("too-slow", "cancelled", "died", "store")


class Metrics:
    """The figures of one server."""

    def __init__(self, pool: Pool) -> None:
        """`pool` is asked for its figures whenever somebody reads them."""
        self.registry: Final = CollectorRegistry()
        self.registry.register(_PoolFigures(pool))
        self._requests = Counter(
            "zhijiao_requests", "Requests", ("route", "method", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "zhijiao_request_seconds",
            "Time until the whole answer was sent",
            ("route",),
            buckets=_BUCKETS,
            registry=self.registry,
        )

    def add(self, route: str, method: str, status: str, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(route, method if method in _METHODS else "other", status).inc()
        self._seconds.labels(route).observe(seconds)


def routes(metrics: Metrics) -> list[BaseRoute]:
    """Return the route `/metrics`."""

    async def read(request: Request) -> Response:
        encoder, media_type = choose_encoder(request.headers.get("accept", ""))
        return Response(
            encoder(metrics.registry), headers={"content-type": media_type, "cache-control": "no-store"}
        )

    return [Route("/metrics", read)]


class Measured:
    """Counts and times every request to `app`."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        """`metrics` takes the figures."""
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = _CLOSED

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        begin = perf_counter()
        try:
            await self._app(scope, receive, noting)
        finally:
            # The router leaves the route that it took in the scope.
            route = getattr(scope.get("route"), "path", _NO_ROUTE) or "/"
            self._metrics.add(route, scope["method"], status, perf_counter() - begin)


class _PoolFigures(Collector):
    """Reads the pool's own figures at the moment when somebody asks."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def collect(self) -> Iterable[Metric]:
        """Yield the figures."""
        state = self._pool.state
        yield GaugeMetricFamily("zhijiao_jobs_waiting", "Jobs that wait for a worker", state.waiting)
        yield GaugeMetricFamily("zhijiao_workers_busy", "Workers at work", state.busy)
        yield GaugeMetricFamily("zhijiao_workers_ready", "Workers that wait for a job", state.ready)
        ended = CounterMetricFamily("zhijiao_workers_ended", "Workers that were replaced", labels=("cause",))
        for cause in sorted({*_CAUSES, *state.ended}):
            ended.add_metric((cause,), state.ended.get(cause, 0))
        yield ended
