"""The site: the pages, scripts and styles that a build wrote, as files."""

from __future__ import annotations

import errno
import os
from mimetypes import guess_type
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from ..viz.assets import assets
from .html import page, wants_html
from .settings import Settings

_FIRST: Final = "index.html"
#: What the system says of a path to no file we may serve; whether one is there that may not be read is
#: nobody's business.
_NO_FILE: Final = (errno.EACCES, errno.ELOOP, errno.ENAMETOOLONG)
#: Clients ask each time whether their copy still holds: a build may have replaced it.
_CACHE: Final = "no-cache"


def routes(settings: Settings) -> list[BaseRoute]:
    """Return the routes of the site; they take every address that is left, so they come last."""
    return [Mount("/", Site(settings.site), name="site")]


class Site(StaticFiles):
    """The files of a folder that may be replaced while they are served.

    Nothing outside the folder is served, whatever an address or a symbolic link says, and no hidden file.
    """

    def __init__(self, folder: Path | None) -> None:
        """`folder` is None where there are no pages."""
        super().__init__(directory=folder, check_dir=False)
        # A folder that is missing, or for a moment away while a build puts another in its place, is no fault
        # of the server: the file is not found.
        self.config_checked = True

    def get_path(self, scope: Scope) -> str:
        """Return the path of the file below the folder; "\\0" for an address that can mean none."""
        parts = scope["path"].split("/")
        if any(part.startswith(".") or "\\" in part or "\0" in part for part in parts):
            return "\0"
        path = str(super().get_path(scope))
        if path in {"", "."}:
            return _FIRST
        return "\0" if scope["path"].endswith("/") else path

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file, or a page that says so where there is none. Raises HTTPException."""
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            request = Request(scope)
            if error.status_code == 404 and (own := _own_asset(path)):
                return own
            if error.status_code == 404 and wants_html(request):
                return page(request, "not_found.html", status=404, told=f"这里没有 {request.url.path}")
            raise
        response.headers["cache-control"] = _CACHE
        if path.endswith(".ttl"):
            # Not every system knows it.
            response.headers["content-type"] = "text/turtle; charset=utf-8"
        return response

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Return a file's full path and its state; None for what is not below the folder."""
        if "\0" in path:
            return "", None
        try:
            return super().lookup_path(path)
        except OSError as error:
            if error.errno in _NO_FILE:
                return "", None
            raise


def _own_asset(path: str) -> Response | None:
    """Return the style or script of that path that this server's own pages use; the site may have others.

    Where the site was built by another version, or is missing, its folder has none of that name.
    """
    for one in assets().values():
        if one.path == path:
            media, _ = guess_type(path)
            return Response(one.data, media_type=media, headers={"cache-control": _CACHE})
    return None
