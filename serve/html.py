"""Pages that the server makes itself, in the look of the site; the templates are those of `viz`."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse

from ..viz.render import Pages
from ..viz.site import TITLE
from .negotiation import preferred

#: What a page of this server may do: load its own scripts, styles and pictures, ask this server.
PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# A policy inside a page cannot forbid framing; the server's header does.
_IN_PAGE: Final = PAGE_POLICY.removesuffix("; frame-ancestors 'none'")

_PAGES: Final = Pages(TITLE)


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    policy: str = _IN_PAGE,
    **values: Any,
) -> HTMLResponse:
    """Return a page made of a template of `viz` for whoever sent `request`.

    `policy` is what the page may load and ask. Raises jinja2.UndefinedError where the template wants a value
    that is not given.
    """
    values = {"here": "", "content_policy": policy} | values
    text = _PAGES.page(template, root_of(request), **values)
    return HTMLResponse(text, status, headers)


def root_of(request: Request) -> str:
    """Return the way from the address of a request to the server's top: "", "../" and so on.

    Links made so work behind a proxy that serves us below a path of its own.
    """
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    # A route below another changes root_path and keeps that of the whole application here.
    top: str = request.scope.get("app_root_path", request.scope.get("root_path", ""))
    below = raw.removeprefix(quote(top).encode())
    return "../" * (below.count(b"/") - 1)


def wants_html(request: Request) -> bool:
    """Say whether a client would rather have HTML than data, as browsers say; others take anything."""
    return preferred(request.headers.get("accept", ""), ("text/turtle", "text/html")) == "text/html"
