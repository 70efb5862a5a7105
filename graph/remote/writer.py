"""Writes into a SPARQL server: updates, and graphs by the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from pyoxigraph import RdfFormat, parse

from ..turtle import ntriple_lines
from .errors import RemoteError
from .http import Client
from .ledger import batched, staging_graph
from .servers import Endpoints, endpoints_of, writable
from .store import RemoteStore

_NTRIPLES: Final = "application/n-triples"
#: Updates in one request. Virtuoso has a bound for them (2,000 were too many), and does one after the other
#: whether they come together or not; for others a request is a transaction.
_MOST_UPDATES: Final = 20_000
_MOST_UPDATES_VIRTUOSO: Final = 100
#: Updates in one request where together they are too much for one transaction.
_MOST_APART: Final = 10
#: Virtuoso writes COPY and the like past its log: what it has confirmed is lost in a crash before it has made
#: a checkpoint, which it does once an hour unless asked.
_CHECKPOINT: Final = 'SELECT (bif:exec("checkpoint") AS ?done) WHERE {}'
#: From this size on Oxigraph loads twice as fast by its bulk loader. Nobody reads what is sent meanwhile, and
#: whether all is there is counted.
_BULK_BYTES: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes into one server; use `opened`."""

    client: Client
    endpoints: Endpoints

    @classmethod
    def opened(cls, store: RemoteStore, base: str) -> Writer:
        """Return what writes into the server of `store`, once it has shown that it lets us.

        Raises RemoteError where the server is down, no SPARQL server, or does not let us write.
        """
        made = cls(store.client, writable(endpoints_of(store.client)))
        # Drops what is not there: harmless, and tells at once whether updates are allowed.
        made.update([f"DROP SILENT GRAPH <{staging_graph(base, 'none')}>"])
        return made

    def update(self, updates: Sequence[str], tries: int = 0, *, apart: bool = False) -> None:
        """Have the server do `updates`, in one request where it can take them and not `apart`.

        Raises RemoteError.
        """
        most = _MOST_UPDATES_VIRTUOSO if self.endpoints.virtuoso else _MOST_UPDATES
        most = _MOST_APART if apart else most
        for some in batched(updates, most):
            data = {"update": " ;\n".join(some)}
            self.client.send("POST", self.endpoints.update, data=data, tries=tries)

    def settle(self) -> None:
        """Have the server make safe what it has been sent, where it does not do so by itself.

        A user of Virtuoso who may write but not do this gets what its own checkpoints make safe.
        """
        if self.endpoints.virtuoso:
            with suppress(RemoteError):
                self.client.send("POST", self.endpoints.update, data={"query": _CHECKPOINT}, tries=1)

    def put(self, graph: str, pieces: Iterable[bytes]) -> None:
        """Make a graph hold the triples of pieces of N-Triples. Raises RemoteError."""
        for place, piece in enumerate(pieces):
            self.add(graph, piece, first=place == 0)

    def add(self, graph: str, ntriples: bytes, *, first: bool) -> None:
        """Send triples into a graph, if they are the first in place of what it holds. Raises RemoteError."""
        params = {"graph": graph}
        if self.endpoints.server == "oxigraph" and len(ntriples) >= _BULK_BYTES:
            params["no_transaction"] = "true"
        self.client.send(
            "PUT" if first else "POST",
            self.endpoints.graphs,
            params=params,
            content=ntriples,
            headers={"Content-Type": _NTRIPLES},
        )

    def get(self, graph: str) -> Iterator[bytes]:
        """Yield the triples of a graph as lines of N-Triples, as we write them; none where there is no graph.

        Raises RemoteError.
        """
        url = self.endpoints.graphs
        reply = self.client.send(
            "GET", url, params={"graph": graph}, headers={"Accept": _NTRIPLES}, missing=True
        )
        if reply.status == 404 or not reply.body.strip():
            return
        if reply.media_type not in {_NTRIPLES, "text/plain"}:
            raise RemoteError(f"{url}：答的是 {reply.media_type}，不是 N-Triples；请检查地址")
        try:
            quads = parse(reply.body, format=RdfFormat.N_TRIPLES)
            yield from ntriple_lines(quad.triple for quad in quads)
        except SyntaxError as error:
            raise RemoteError(f"{url}：图 {graph} 读不懂：{error}") from error
