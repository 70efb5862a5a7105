"""Linked data: the IRIs of the graph and of the vocabulary answer, each in what the client accepts.

A thing is no document: its IRI leads with 303 to a document about it (W3C, Cool URIs for the Semantic Web,
section 4.3), which is the thing's page in the site, `/resource?iri=…&format=html` where it has none, or
`/resource?iri=…&format=ttl` and so on. The ontology and the named graphs are documents and answer themselves.
An IRI that moved leads with 301 to the one that replaced it; one that was withdrawn is 410.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from ..graph.vocabulary_store import is_vocabulary, vocabulary_document
from ..ontology.namespaces import ONTOLOGY_IRI
from ..viz.addresses import possible_paths
from .asking import ask, etag, fresh, respond
from .html import page, root_of, wants_html
from .iris import document, iri_of, link_to
from .jobs import Answer, Fault, JobError, ThingJob
from .negotiation import preferred
from .pool import Pool
from .problems import ProblemError
from .redirections import Redirections
from .settings import Settings
from .statements import PER_PAGE, Describer, Graph, terms

#: The forms of a document by their short names.
FORMS: Final[Mapping[str, str]] = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
_LONGEST_IRI: Final = 2000
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f\ud800-\udfff]+")
_OFFSET: Final = re.compile(r"[0-9]{1,9}")
_PAGED_SORTS: Final = ("school", "organisation")


def routes(pool: Pool, settings: Settings) -> list[BaseRoute]:
    """Return the routes of the IRIs, and that of the documents about them."""
    data = LinkedData(pool, settings)
    return [
        Route("/resource", data.resource),
        Route("/ontology", data.ontology),
        Route("/id/{rest:path}", data.thing),
        Route("/scheme/{rest:path}", data.thing),
        _ForBrowsers("/graph/{rest:path}", data.graph),
    ]


class _ForBrowsers(Route):
    """A route for clients that would have HTML; others go on to the Graph Store Protocol."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return whether the route is for a request."""
        if scope["type"] != "http" or not wants_html(Request(scope)):
            return Match.NONE, {}
        return super().matches(scope)


class LinkedData:
    """Answers for the IRIs of one graph."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        """`settings` say where the pages are and what the graph's base IRI is."""
        self._pool = pool
        self._site = settings.site
        self._base = settings.base
        self._redirections = Redirections(settings)

    async def thing(self, request: Request) -> Response:
        """Lead from the IRI of a thing to the document about it that fits the client best."""
        iri = self._checked(iri_of(request, self._base))
        form = form_of(request)
        root = root_of(request)
        target = await asyncio.to_thread(self._page_of, iri) if form == "html" else None
        if target is None:
            if not await self._known(request, iri):
                return await self._gone(request, iri)
            target = document(iri, "", format=form)
        return _redirect(303, root + target)

    async def ontology(self, request: Request) -> Response:
        """Answer for the ontology, which is a document."""
        return await self._document(request, ONTOLOGY_IRI, form_of(request))

    async def graph(self, request: Request) -> Response:
        """Return a page about a named graph: how large it is, and how to get it."""
        iri = self._checked(iri_of(request, self._base))
        (row,) = await Graph(request, self._pool).rows("page-graph", 1, graph=iri)
        if not row["triples"]:
            return await self._gone(request, iri)
        root = root_of(request)
        name = iri.removeprefix(f"{self._base}graph/")
        report = name.removeprefix("report/") if name.startswith("report/") else ""
        return page(
            request,
            "graph.html",
            headers={"Vary": "Accept", "Cache-Control": "no-cache"},
            iri=iri,
            name=name,
            triples=row["triples"],
            report_href=link_to(f"{self._base}id/report/{report}", self._base, root) if report else None,
            address=str(request.url),
            query=f"SELECT * WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }} LIMIT 1000",
        )

    async def resource(self, request: Request) -> Response:
        """Answer for the document about any IRI that the graph or the vocabulary names."""
        iri = self._checked(request.query_params.get("iri", ""))
        named = request.query_params.get("format")
        if named is not None and named not in FORMS:
            raise ProblemError(400, f"参数 format 不能是 {named[:40]!r}，可用：{'、'.join(FORMS)}")
        form = named or form_of(request)
        if form == "html" and (by := request.query_params.get("property")):
            return await self._things(request, iri, self._checked(by))
        return await self._document(request, iri, form)

    async def _document(self, request: Request, iri: str, form: str) -> Response:
        if form == "html":
            describer = Describer(Graph(request, self._pool), self._base, root_of(request))
            found = await describer.describe(iri)
            if found is None:
                return await self._gone(request, iri)
            site = await asyncio.to_thread(self._page_of, iri)
            root = root_of(request)
            forms = [(name, document(iri, root, format=name)) for name in FORMS if name != "html"]
            headers = {"Vary": "Accept", "Cache-Control": "no-cache", "Link": _alternates(forms)}
            return page(
                request,
                "resource.html",
                headers=headers,
                iri=iri,
                about=found,
                site_href=root + site if site else None,
                forms=forms,
                terms=await terms(root) if iri == ONTOLOGY_IRI else [],
            )
        return await self._rdf(request, iri, form)

    async def _rdf(self, request: Request, iri: str, form: str) -> Response:
        job = ThingJob(iri, FORMS[form])
        headers = {
            "ETag": etag(self._pool, job),
            "Cache-Control": "no-cache",
            "Vary": "Accept",
            "Content-Location": document(iri, root_of(request), format=form),
        }
        if fresh(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        if is_vocabulary(iri):
            body = await asyncio.to_thread(vocabulary_document, iri, FORMS[form])
            if body is None:
                return await self._gone(request, iri)
            return respond(request, Answer(FORMS[form], body), headers)
        try:
            answer = await ask(request, self._pool, job)
        except JobError as error:
            if error.fault is not Fault.NOT_FOUND:
                raise
            return await self._gone(request, iri)
        return respond(request, answer, headers)

    async def _things(self, request: Request, iri: str, by: str) -> Response:
        """Return a page of the things that lead to an IRI by one property."""
        text = request.query_params.get("offset", "0")
        if not _OFFSET.fullmatch(text):
            raise ProblemError(400, "参数 offset 应是不太大的整数，从 0 起")
        offset = int(text)
        root = root_of(request)
        describer = Describer(Graph(request, self._pool), self._base, root)
        group, more = await describer.things(iri, by, offset)
        back, on = max(0, offset - PER_PAGE), offset + PER_PAGE
        return page(
            request,
            "resource_links.html",
            headers={"Cache-Control": "no-cache"},
            iri=iri,
            about_href=document(iri, root),
            group=group,
            first=offset + 1,
            back_href=document(iri, root, property=by, offset=str(back)) if offset else None,
            next_href=document(iri, root, property=by, offset=str(on)) if more else None,
        )

    async def _known(self, request: Request, iri: str) -> bool:
        """Say whether the graph or the vocabulary says anything of an IRI."""
        if is_vocabulary(iri):
            return await asyncio.to_thread(vocabulary_document, iri, FORMS["nt"]) is not None
        return bool(await Graph(request, self._pool).rows("page-resource", 1, iri=iri))

    async def _gone(self, request: Request, iri: str) -> Response:
        """Answer for an IRI that the graph does not have: moved, withdrawn or never known."""
        now, gone = await asyncio.to_thread(self._redirections.of, iri)
        root = root_of(request)
        if now:
            asked = request.query_params.get("format")
            by_iri = document(now, root, **({"format": asked} if asked else {}))
            return _redirect(301, by_iri if "iri" in request.query_params else link_to(now, self._base, root))
        status = 410 if gone else 404
        told = (
            f"{iri}：曾是{f'“{gone.name}”' if gone.name else '图谱里的'}，已撤销，没有别的接替它"
            if gone
            else f"{iri[:300]}：图谱里没有这个 IRI。请核对它，或按名称查找"
        )
        if wants_html(request):
            return page(request, "not_found.html", status=status, told=told)
        raise ProblemError(status, told)

    def _page_of(self, iri: str) -> str | None:
        """Return the address of a thing's page below the top, None where it has none."""
        for sort in _PAGED_SORTS:
            if self._site and iri.startswith(f"{self._base}id/{sort}/"):
                for path in possible_paths(iri, sort):
                    if (self._site / path).is_file():
                        return quote(path)
        return None

    @staticmethod
    def _checked(iri: str) -> str:
        if not iri:
            raise ProblemError(400, "要给出参数 iri，如 /resource?iri=https://…")
        if len(iri) > _LONGEST_IRI or not _IRI.fullmatch(iri):
            raise ProblemError(400, f'{iri[:200]!r} 不是 IRI：它是完整的，如 https://…，没有空白和 <>"{{}}')
        return iri


def form_of(request: Request, names: Sequence[str] = tuple(FORMS)) -> str:
    """Return that of the forms `names` which the client accepts best. Raises ProblemError."""
    offered = [FORMS[name] for name in names]
    media_type = preferred(request.headers.get("accept", ""), offered)
    if media_type is None:
        raise ProblemError(406, f"可用的格式：{'、'.join(offered)}")
    return names[offered.index(media_type)]


def _redirect(status: int, target: str) -> Response:
    return RedirectResponse(target, status, {"Vary": "Accept", "Cache-Control": "no-cache"})


def _alternates(forms: list[tuple[str, str]]) -> str:
    return ", ".join(f'<{href}>; rel="alternate"; type="{FORMS[name]}"' for name, href in forms)
