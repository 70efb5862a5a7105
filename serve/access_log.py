"""One line in the log for each request: when, what path, how it ended, how long it took.

Neither addresses of clients nor what they ask is logged: the query string and the text of a query are only
where the operator asks for them (`log_queries`).
"""

from __future__ import annotations

import logging
from time import perf_counter
from typing import Final
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Takes the lines.
LOG: Final = logging.getLogger("zhijiao.access")
#: Most characters of a query that are logged.
LONGEST: Final = 2000
# What may stand in a path; all else is escaped, so that no request can write a line of its own.
_SAFE: Final = "/:@!$&'()*+,;=~-._"


class AccessLog:
    """Logs every request to `app`."""

    def __init__(self, app: ASGIApp, *, queries: bool) -> None:
        """`queries` says whether queries are logged."""
        self._app = app
        self._queries = queries

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        status, size = 0, 0

        async def noting(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        begin = perf_counter()
        try:
            await self._app(scope, receive, noting)
        finally:
            took = (perf_counter() - begin) * 1000
            path = quote(scope["path"][:LONGEST], safe=_SAFE)
            # Without a status the client went away before there was an answer.
            line = f"{scope['method']} {path} {status or '-'} {size} {took:.0f} ms"
            LOG.info("%s%s", line, self._asked(scope, state) if self._queries else "")

    @staticmethod
    def _asked(scope: Scope, state: dict[str, str]) -> str:
        """Return the query on one line, or the query string."""
        text = state.get("logged") or scope["query_string"].decode("latin-1")
        return f" {' '.join(text.split())[:LONGEST]!r}" if text else ""
