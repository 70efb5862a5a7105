"""The files of a build, and the description of the data set with the IRIs in it.

The addresses are those that `dataset.ttl` gives the files where nobody has named another place: the graph's
base IRI and the file's name. `/.well-known/void` leads to the description (W3C, Describing Linked Datasets
with the VoID Vocabulary, section 7).
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Scope

from ..graph.vocabulary_store import converted
from .html import page, wants_html
from .linked_data import FORMS, form_of
from .pages import Site
from .pool import Pool
from .problems import ProblemError
from .settings import Settings

DATASET: Final = "dataset.ttl"
_TURTLE: Final = "text/turtle; charset=utf-8"
#: Names of the files that are served, with their media types and what they hold.
FILES: Final[Mapping[str, tuple[str, str]]] = {
    "graph.ttl": (_TURTLE, "整个图谱，不分图"),
    "graph.nq": ("application/n-quads; charset=utf-8", "整个图谱，带命名图"),
    "redirects.ttl": (_TURTLE, "搬了家和撤销了的 IRI"),
    DATASET: (_TURTLE, "数据集的说明"),
    "ontology.ttl": (_TURTLE, "词表"),
    "schemes.ttl": (_TURTLE, "概念表"),
    "catalogue.ttl": (_TURTLE, "专业目录"),
    "regions.ttl": (_TURTLE, "行政区划"),
    "shapes.ttl": (_TURTLE, "约束（SHACL）"),
    "context.jsonld": ("application/ld+json", "JSON-LD 上下文"),
}


def routes(pool: Pool, settings: Settings) -> list[BaseRoute]:  # noqa: ARG001 - the same for all modules
    """Return the routes of the files and of the description."""
    folder = settings.site.parent if settings.site else settings.store.parent
    files = Downloads(folder)

    async def dataset(request: Request) -> Response:
        if wants_html(request):
            there = [(name, what) for name, (_, what) in FILES.items() if files.has(name)]
            headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
            return page(request, "dataset.html", headers=headers, files=there)
        form = form_of(request, tuple(name for name in FORMS if name != "html"))
        body = await asyncio.to_thread(_description, folder / DATASET, FORMS[form])
        return Response(body, headers={"Vary": "Accept", "Cache-Control": "no-cache"}, media_type=FORMS[form])

    async def part(request: Request) -> Response:
        # A part of the description is no document of its own.
        up = "../" * (request.path_params["rest"].count("/") + 1)
        return RedirectResponse(f"{up}dataset", 303)

    async def well_known(_request: Request) -> Response:
        return RedirectResponse("../dataset", 303)

    return [
        *(Route(f"/{name}", files) for name in FILES),
        Route("/dataset", dataset),
        Route("/dataset/{rest:path}", part),
        Route("/.well-known/void", well_known),
    ]


class Downloads(Site):
    """The files of FILES in the output folder of a build, and no others."""

    def has(self, name: str) -> bool:
        """Say whether a file is there."""
        return self.lookup_path(name)[1] is not None

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Return a file's full path and its state; None for what is none of the files."""
        return super().lookup_path(path) if path in FILES else ("", None)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file with its media type. Raises HTTPException."""
        response = await super().get_response(path, scope)
        if response.status_code in (200, 206):
            response.headers["content-type"] = FILES[path][0]
        return response


def _description(path: Path, media_type: str) -> bytes:
    try:
        return converted(path, media_type)
    except OSError as error:
        raise ProblemError(404, f"这里没有数据集的说明（{DATASET}）；zhijiao build 会写") from error
