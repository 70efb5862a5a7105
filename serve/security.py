"""What stands around all routes: headers for browsers, CORS, bounds on requests, the token.

Pure ASGI, so that nothing is copied or held back. The outermost comes first:

1. `Headers`: every response has a content security policy, `nosniff` and the like, also an error.
2. Starlette's CORSMiddleware: which other origins' pages may read answers; it answers preflight requests,
   which carry no token.
3. `Gate`: addresses of a sane length, a Host that can be one, and the token where one is asked for.

The policy and the headers are those of the OWASP Secure Headers Project and of MDN's HTTP security guide.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers as RequestHeaders
from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .html import PAGE_POLICY
from .problems import ProblemError, respond_problem
from .settings import Settings

#: Octets of an address with its query; longer queries go into the body of a POST.
LONGEST_TARGET: Final = 16_000
#: What answers without a token: that the server lives is no secret, and those who ask have none.
OPEN_PATHS: Final = frozenset({"/health", "/ready"})
_HOST: Final = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?")
_HEADERS: Final = {
    "content-security-policy": PAGE_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}
#: Headers of answers that pages of other origins may read.
_EXPOSED: Final = ("Content-Location", "ETag", "Link", "Location", "Retry-After")
_CHALLENGES: Final = ('Bearer realm="zhijiao"', 'Basic realm="zhijiao", charset="UTF-8"')


def secured(app: ASGIApp, settings: Settings) -> ASGIApp:
    """Return `app` with all that this module sets around it."""
    app = Gate(app, settings.token)
    if settings.origins:
        app = CORSMiddleware(
            app,
            allow_origins=settings.origins,
            allow_methods=("GET", "HEAD", "POST", "OPTIONS"),
            allow_headers=("Authorization", "If-None-Match", "If-Modified-Since"),
            expose_headers=_EXPOSED,
            max_age=86_400,
        )
    return Headers(app)


class Headers:
    """Adds the headers that every response has, but where the response says another itself."""

    def __init__(self, app: ASGIApp) -> None:
        """`app` is what answers."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)


class Gate:
    """Turns away requests that cannot be meant well, and those without the token."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        """`token` is empty where everyone may read."""
        self._app = app
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        refusal = self._refusal(request)
        if refusal is None:
            await self._app(scope, receive, send)
            return
        response = respond_problem(request, refusal)
        if refusal.status == HTTPStatus.UNAUTHORIZED:
            for challenge in _CHALLENGES:
                response.headers.append("WWW-Authenticate", challenge)
        await response(scope, receive, send)

    def _refusal(self, request: Request) -> ProblemError | None:
        """Return why a request is not let in, None where it is."""
        raw: bytes = request.scope.get("raw_path") or b""
        if len(raw) + len(request.scope["query_string"]) > LONGEST_TARGET:
            detail = f"地址超过 {LONGEST_TARGET} 字节。长的查询请用 POST，写在请求的正文里"
            return ProblemError(HTTPStatus.REQUEST_URI_TOO_LONG, detail)
        if not _HOST.fullmatch(request.headers.get("host", "localhost")):
            return ProblemError(HTTPStatus.BAD_REQUEST, "请求头 Host 不是主机名")
        if self._token and request.scope["path"] not in OPEN_PATHS and not self._shown(request.headers):
            detail = "要有令牌才能读：请在请求头里写 Authorization: Bearer 令牌；浏览器问密码时，密码就是令牌"
            return ProblemError(HTTPStatus.UNAUTHORIZED, detail)
        return None

    def _shown(self, headers: RequestHeaders) -> bool:
        """Say whether the token is shown: as a bearer token, or as the password that a browser asked for."""
        scheme, _, rest = headers.get("authorization", "").partition(" ")
        # Header fields are octets; the framework reads them as Latin-1.
        shown = rest.strip().encode("latin-1")
        if scheme.lower() == "basic":
            try:
                shown = base64.b64decode(shown, validate=True).partition(b":")[2]
            except binascii.Error:
                return False
        elif scheme.lower() != "bearer":
            return False
        # In constant time: how long it takes must not tell how much of the token was right.
        return hmac.compare_digest(shown, self._token)
