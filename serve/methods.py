"""An address for some methods: all others are told which they are (405 with Allow).

The site's files are at every address that no route matches, so that the framework would let them answer.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from .problems import ProblemError

Handler = Callable[[Request], Awaitable[Response]]


class Methods:
    """An endpoint that answers some methods, and OPTIONS with their names."""

    def __init__(self, handler: Handler, *allowed: str, **headers: str) -> None:
        """`handler` answers the methods `allowed`; OPTIONS has `headers` too, `_` in their names for `-`."""
        self._handler = handler
        self._allowed = frozenset(allowed)
        self._headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self._headers["Allow"] = ", ".join((*allowed, "OPTIONS"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request. Raises ProblemError for another method."""
        request = Request(scope, receive)
        if request.method == "OPTIONS":
            response = Response(status_code=HTTPStatus.NO_CONTENT, headers=self._headers)
        elif request.method in self._allowed:
            response = await self._handler(request)
        else:
            detail = f"这个地址不支持 {request.method[:20]}，可用的见 Allow"
            allow = {"Allow": self._headers["Allow"]}
            raise ProblemError(HTTPStatus.METHOD_NOT_ALLOWED, detail, allow)
        await response(scope, receive, send)
