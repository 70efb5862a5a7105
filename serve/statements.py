"""What is known of an IRI, as a page shows it: its statements, and what leads to it, with names."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, Protocol

from starlette.requests import Request

from ..graph.vocabulary_store import is_vocabulary, term_names, vocabulary_store
from ..ontology.namespaces import DCTERMS, OWL, RDF, RDFS, SKOS, ZJ
from ..queries.run import run
from .asking import ask
from .iris import document, link_to, short
from .jobs import NamedJob
from .pool import Pool

#: Statements of one thing, properties that lead to it, and things for each property, that a page shows.
MOST_STATEMENTS: Final = 500
MOST_PROPERTIES: Final = 12
FIRST_THINGS: Final = 20
#: Things on a page of its own for one property.
PER_PAGE: Final = 200
MOST_TERMS: Final = 1000
_KINDS: Final = {
    f"{OWL}Class": "类",
    f"{OWL}ObjectProperty": "属性（事物）",
    f"{OWL}DatatypeProperty": "属性（值）",
}
_TYPE: Final = f"{RDF}type"
_NAMES: Final = (f"{SKOS}prefLabel", f"{RDFS}label", f"{DCTERMS}title")
_EVERYDAY_TYPES: Final = ("http://www.w3.org/2001/XMLSchema#string", f"{RDF}langString")

Row = Mapping[str, Any]


class Source(Protocol):
    """What the queries of pages can be asked of."""

    async def rows(self, query: str, limit: int, offset: int = 0, **params: str) -> list[Row]:
        """Return at most `limit` rows of a named query, each by column."""


class Graph:
    """The graph, asked through the pool for one request. Raises as `asking.ask`."""

    def __init__(self, request: Request, pool: Pool) -> None:
        """The jobs end when the client that sent `request` goes away."""
        self._request = request
        self._pool = pool

    async def rows(self, query: str, limit: int, offset: int = 0, **params: str) -> list[Row]:
        """Return at most `limit` rows of a named query, each by column."""
        answer = await ask(self._request, self._pool, NamedJob(query, params, "json", limit, offset))
        found: list[Row] = json.loads(answer.body)
        return found


class Vocabulary:
    """The shipped vocabulary, which is small and asked in this process."""

    async def rows(self, query: str, limit: int, offset: int = 0, **params: str) -> list[Row]:
        """Return at most `limit` rows of a named query, each by column."""
        return await asyncio.to_thread(self._rows, query, limit, offset, params)

    @staticmethod
    def _rows(query: str, limit: int, offset: int, params: Mapping[str, str]) -> list[Row]:
        return list(run(vocabulary_store(), query, params, limit=limit, offset=offset).to_objects())


@dataclass(frozen=True, slots=True)
class Link:
    """A text with where it leads, None for nowhere; `note` is small print, `outside` another server."""

    text: str
    href: str | None = None
    note: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A property and its values, or the things that lead here by it.

    Of `total` only those in `links` are shown; `all_href` leads to the others, None where there are none.
    """

    name: Link
    links: tuple[Link, ...]
    total: int
    all_href: str | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """All that a page shows of an IRI."""

    name: str
    classes: tuple[Link, ...]
    statements: tuple[Group, ...]
    leading: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology, where its page has it: `anchor` is what an IRI of it has after the #."""

    anchor: str
    name: str
    kind: str
    comment: str
    href: str


async def terms(root: str) -> list[Term]:
    """Return all terms of the ontology, classes first, for a page whose way to the top is `root`."""
    rows = await Vocabulary().rows("page-terms", MOST_TERMS)
    return [
        Term(
            row["term"].removeprefix(ZJ),
            row["name"] or row["term"].removeprefix(ZJ),
            _KINDS[row["kind"]],
            row["comment"] or "",
            document(row["term"], root),
        )
        for row in rows
    ]


class Describer:
    """Makes descriptions for pages whose way to the top is `root`, of a graph with the base IRI `base`."""

    def __init__(self, graph: Source, base: str, root: str) -> None:
        """`graph` is asked for what the vocabulary does not say itself."""
        self._graph = graph
        self._vocabulary = Vocabulary()
        self._base = base
        self._root = root

    async def describe(self, iri: str) -> Description | None:
        """Return what is known of `iri`, None where nothing names it."""
        source: Source = self._vocabulary if is_vocabulary(iri) else self._graph
        rows = await source.rows("page-resource", MOST_STATEMENTS, iri=iri)
        leading = await self._leading(iri)
        if not rows and not leading:
            return None
        names = [row["value"] for name in _NAMES for row in rows if row["property"] == name]
        chinese = [
            row["value"] for row in rows if row["property"] in _NAMES and row["language"] in ("zh", "", None)
        ]
        groups = [
            self._group(name, [self._value(row) for row in found])
            for name, found in groupby(rows, key=lambda row: str(row["property"]))
        ]
        return Description(
            name=next(iter([*chinese, *names]), short(iri, self._base)),
            classes=tuple(self._iri(row["value"]) for row in rows if row["property"] == _TYPE),
            statements=tuple(groups),
            leading=tuple(leading),
        )

    async def things(self, iri: str, by: str, offset: int) -> tuple[Group, bool]:
        """Return a page of the things that lead to `iri` by a property, and whether there are more."""
        _, sources = await self._counts(iri)
        source = sources.get(by, self._graph)
        rows = await source.rows("page-resource-links", PER_PAGE + 1, offset, iri=iri, property=by)
        return self._group(by, [self._thing(row) for row in rows[:PER_PAGE]]), len(rows) > PER_PAGE

    async def _leading(self, iri: str) -> list[Group]:
        counts, sources = await self._counts(iri)
        groups = []
        for place, (name, total) in enumerate(sorted(counts.items())):
            rows: list[Row] = []
            if place < MOST_PROPERTIES:
                source = sources[name]
                rows = await source.rows("page-resource-links", FIRST_THINGS, iri=iri, property=name)
            things = [self._thing(row) for row in rows]
            more = document(iri, self._root, property=name) if total > len(rows) else None
            groups.append(self._group(name, things, total, more))
        return groups

    async def _counts(self, iri: str) -> tuple[dict[str, int], dict[str, Source]]:
        """Return how many things lead to `iri` by each property, and who can be asked for them."""
        counts: dict[str, int] = {}
        sources: dict[str, Source] = {}
        # The graph holds a part of the vocabulary: what both say, the vocabulary says in full.
        for source in (self._graph, *([self._vocabulary] if is_vocabulary(iri) else [])):
            for row in await source.rows("page-resource-counts", MOST_STATEMENTS, iri=iri):
                counts[row["property"]] = int(row["things"])
                sources[row["property"]] = source
        return counts, sources

    def _group(
        self, name: str, links: list[Link], total: int | None = None, all_href: str | None = None
    ) -> Group:
        # A thing with several names comes once for each.
        once = tuple({one.href or (one.text, one.note): one for one in reversed(links)}.values())[::-1]
        return Group(self._iri(name), once, len(once) if total is None else total, all_href)

    def _value(self, row: Row) -> Link:
        if row["sort"] == "iri":
            return self._iri(row["value"], row["label"])
        if row["sort"] == "blank":
            return Link("（没有名称的节点）")
        datatype = "" if row["sort"] in _EVERYDAY_TYPES else short(row["sort"], self._base)
        return Link(row["value"], note=row["language"] or datatype)

    def _thing(self, row: Row) -> Link:
        return self._iri(row["thing"], row["label"])

    def _iri(self, iri: str, label: str | None = None) -> Link:
        name = label or term_names().get(iri)
        brief = short(iri, self._base)
        inside = link_to(iri, self._base, self._root)
        if inside.startswith(f"{self._root}resource?") and iri.startswith(("http://", "https://")):
            return Link(name or brief, iri, brief if name else "", outside=True)
        return Link(name or brief, inside, brief if name else "")
