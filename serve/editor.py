"""The editor for queries: YASGUI with the named queries as examples. Nothing is loaded from elsewhere.

YASGUI lies in `static` as its npm package has it (`benchmarks/renew_yasgui.py`). It is told our own prefixes
and terms, so that it asks neither prefix.cc nor the Linked Open Vocabularies; the page's policy would not let
it either. It puts styles into the page while it works, so that styles (not scripts) may stand inline here.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from ..graph.vocabulary_store import term_names
from ..ontology.namespaces import DEFAULT_BASE, PREFIXES, SCHEME_BASE, ZJ, thing_prefixes
from ..queries.model import Query
from .api import public_queries
from .html import PAGE_POLICY, page
from .pages import Site
from .pool import Pool
from .settings import Settings

#: What a client gets of the folder `static`.
FILES: Final = (
    "yasgui.min.js",
    "yasgui.min.css",
    "yasgui.LICENSES.txt",
    "editor.js",
    "editor.css",
    "served.js",
)
_POLICY: Final = PAGE_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
_HINT: Final = "# 以 #? 开头的行是可选的限定：去掉 #? 和后面的名称，把 UNDEF 换成要限定的 IRI 或值"


def routes(pool: Pool, settings: Settings) -> list[BaseRoute]:  # noqa: ARG001 - the same for all modules
    """Return the routes of the editor's page and of its files."""

    async def editor(request: Request) -> Response:
        computed = [one for one in public_queries() if one.computed]
        return page(
            request,
            "editor.html",
            headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"},
            policy=_POLICY.removesuffix("; frame-ancestors 'none'"),
            here="editor",
            examples=examples(),
            computed=computed,
            data=_data(settings.base),
        )

    async def served(request: Request) -> Response:
        return await _Files().get_response("served.js", request.scope)

    return [
        Route("/editor", editor),
        Mount("/editor", _Files(), name="editor-files"),
        # The site has an empty file there, since it is opened from disk too.
        Route("/assets/served.js", served),
    ]


@cache
def examples() -> tuple[dict[str, str], ...]:
    """Return the named queries that SPARQL alone answers: name, titles, description and text of each."""
    return tuple(
        {
            "name": one.name,
            "title": one.title,
            "title_en": one.title_en,
            "description": one.description,
            "text": _text(one),
        }
        for one in public_queries()
        if not one.computed
    )


def _data(base: str) -> dict[str, Any]:
    """Return what the page's script is told."""
    own = [iri for iri in term_names() if iri.startswith(ZJ)]
    return {
        "base": base,
        "inside": [[f"{base}id/", "id/"], [f"{base}graph/", "graph/"], [SCHEME_BASE, "scheme/"]],
        "vocabulary": f"{DEFAULT_BASE}ontology#",
        "prefixes": dict(sorted({**PREFIXES, **thing_prefixes(base)}.items())),
        "classes": sorted(iri for iri in own if iri.removeprefix(ZJ)[:1].isupper()),
        "properties": sorted(iri for iri in own if not iri.removeprefix(ZJ)[:1].isupper()),
        "examples": list(examples()),
    }


def _text(query: Query) -> str:
    """Return a query's text with its title for a header."""
    lines = query.text.splitlines()
    begin = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
    hint = [_HINT] if "#?" in query.text else []
    return "\n".join([f"# {query.title}", *hint, *lines[begin:], ""])


class _Files(Site):
    """The files of FILES and no others."""

    def __init__(self) -> None:
        super().__init__(Path(str(files(__package__).joinpath("static"))))

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Return a file's full path and its state; None for what is no file of the editor."""
        return super().lookup_path(path) if path in FILES else ("", None)
