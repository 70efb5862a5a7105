"""What is to be done in a server, so that it holds what a build has written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .content import Content, all_triples, contents
from .errors import RemoteError
from .ledger import Ledger, ask_digests, batched, digests
from .store import RemoteStore
from .writer import Writer

#: Called with how many triples are sent, of how many.
Progress = Callable[[int, int], None]
#: Graphs that one query asks for.
_ASKED: Final = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """The ledger as it was found, the graphs as they are to be, and which of them change or go."""

    former: Ledger
    now: Mapping[str, Content]
    changed: Sequence[str]
    gone: Sequence[str]

    @property
    def base(self) -> str:
        """The base IRI of the graph."""
        return self.former.base

    @property
    def touched(self) -> Sequence[str]:
        """The graphs that change in any way."""
        return (*self.changed, *self.gone)

    @property
    def sending(self) -> int:
        """How many triples the changed graphs have."""
        return sum(self.now[graph].triples for graph in self.changed)

    @property
    def digests(self) -> dict[str, str]:
        """The digests of all graphs as they are to be."""
        return {graph: one.digest for graph, one in self.now.items()}


def plan(former: Ledger, nquads: Path) -> Plan:
    """Return what has to be done for a server with the ledger `former` to hold the file of sorted N-Quads."""
    now = contents(nquads)
    changed = [graph for graph in sorted(now) if former.digests.get(graph) != now[graph].digest]
    return Plan(former, now, changed, sorted(former.digests.keys() - now.keys()))


def read_ledger(store: RemoteStore, base: str) -> Ledger:
    """Return the ledger of the graph of a base IRI, an empty one where there is none. Raises RemoteError."""
    state = store.ledgers().get(base, "")
    if not state:
        return Ledger(base)
    return Ledger(base, state, digests(base, store.ask(ask_digests(base), {})))


@dataclass(slots=True)
class Work:
    """A plan with what carries it out, and how far it is."""

    plan: Plan
    writer: Writer
    store: RemoteStore
    nquads: Path
    progress: Progress
    total: int = 1
    _done: int = 0

    def step(self, ntriples: bytes) -> None:
        """Tell that a piece has been sent."""
        self._done += ntriples.count(b"\n")
        self.progress(min(self._done, self.total), self.total)

    def count_all(self) -> int:
        """Return how many triples there are in all graphs together, each once."""
        return sum(1 for _ in all_triples(self.nquads))

    def counts(self, graphs: Sequence[str]) -> dict[str, int]:
        """Return how many triples each of some graphs has in the server. Raises RemoteError."""
        found = dict.fromkeys(graphs, 0)
        for some in batched(graphs, _ASKED):
            values = " ".join(f"<{graph}>" for graph in some)
            pattern = f"VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }}"
            rows = self.store.ask(f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ {pattern} }} GROUP BY ?g", {})
            found |= {str(graph): int(str(count)) for graph, count in rows.rows if graph is not None}
        return found

    def refuse_partial(self, expected: Mapping[str, int]) -> None:
        """Raise RemoteError where a graph has not the number of triples that it should have."""
        held = self.counts(list(expected))
        for graph, count in expected.items():
            if held[graph] != count:
                raise RemoteError(
                    f"{self.writer.endpoints.query}：图 {graph} 应有 {count} 条三元组，"
                    f"服务里是 {held[graph]} 条；请看服务的日志和磁盘，再运行一次 build"
                )
