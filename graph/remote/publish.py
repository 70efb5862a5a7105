"""Puts a built graph into a SPARQL server: what has changed only, and such that no reader sees half of it.

All that is new is sent to staging graphs first, which nobody reads and which are named by what they hold, so
that a build that was cut off goes on where it stopped. Then updates on the server put them in place: one
request, which is a transaction on most servers; where it is not (Virtuoso), the ledger says meanwhile that
the graph is being updated. Of the server's graphs only those are replaced or dropped that the build writes,
or that the ledger names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .content import Content, all_triples, contents, in_pieces, lines_of, pieces
from .errors import RemoteError
from .ledger import (
    PUBLISHED,
    Ledger,
    ask_digests,
    ask_staging,
    begun,
    finished,
    staging_dropped,
    staging_graph,
    staging_noted,
    whole_graph,
)
from .store import RemoteStore
from .writer import Writer

#: Called with how many pieces of work are done, of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Published:
    """What was done in a server: how many graphs were sent, with how many triples, stayed and went."""

    sent: int
    triples: int
    kept: int
    dropped: int


def publish(store: RemoteStore, nquads: Path, base: str, progress: Progress | None = None) -> Published:
    """Make the graph of the base IRI in the server of `store` the one in the file of sorted N-Quads.

    Graphs that have not changed are not sent. Raises RemoteError; readers then find the former graph, or that
    the graph is being updated, and the same call again goes on.
    """
    writer = Writer.opened(store, base)
    former = read_ledger(store, base)
    now = contents(nquads)
    changed = [graph for graph in sorted(now) if former.digests.get(graph) != now[graph].digest]
    gone = sorted(former.digests.keys() - now.keys())
    work = _Work(writer, store, nquads, former, now, changed, gone, progress or _silent)
    done = Published(
        len(changed), sum(now[one].triples for one in changed), len(now) - len(changed), len(gone)
    )
    if former.state == PUBLISHED and not changed and not gone:
        work.tidy()
        return done
    try:
        work.stage()
        if read_ledger(store, base) != former:
            raise RemoteError(
                f"{writer.endpoints.query}：另一个 build 刚刚写过这个图谱；请等它结束，再运行一次 build"
            )
        work.commit()
    except BaseException:
        # What is staged goes, where the server can still be told; the fault itself is what is reported.
        with suppress(RemoteError):
            work.tidy(tries=1)
        raise
    work.check()
    work.tidy()
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
    """One publication: what is to be changed, and the steps in their order."""

    writer: Writer
    store: RemoteStore
    nquads: Path
    former: Ledger
    now: Mapping[str, Content]
    changed: Sequence[str]
    gone: Sequence[str]
    progress: Progress
    #: Staging graphs of what joins the graph of all triples, and of what leaves it; empty where nothing does.
    more: str = ""
    fewer: str = ""
    triples: int = 0
    _done: int = 0
    _total: int = 1

    def stage(self) -> None:
        """Send all that is new to staging graphs."""
        self.triples = sum(1 for _ in all_triples(self.nquads))
        self._total = sum(self.now[graph].triples for graph in self.changed) + self.triples
        self._stage_graphs()
        new = Ledger(self.former.base, PUBLISHED, {one: self.now[one].digest for one in self.now}).digest
        if self._anew:
            self.more = self._staged(new, "all", all_triples(self.nquads), self.triples)
            return
        old = {line for graph in (*self.changed, *self.gone) for line in self.writer.get(graph)}
        come = lines_of(self.nquads, self.changed)
        fewer = old - come
        fewer.difference_update(all_triples(self.nquads))
        more, name = come - old, f"{self.former.digest}-{new}"
        self.more = self._staged(name, "more", sorted(more), len(more)) if more else ""
        self.fewer = self._staged(name, "fewer", sorted(fewer), len(fewer)) if fewer else ""

    def commit(self) -> None:
        """Put what is staged in place."""
        base, touched = self.former.base, (*self.changed, *self.gone)
        whole = whole_graph(base)
        updates = begun(base, touched)
        updates += [f"COPY <{self._of(graph)}> TO <{graph}>" for graph in self.changed]
        updates += [f"DROP SILENT GRAPH <{graph}>" for graph in self.gone]
        if self._anew:
            updates.append(f"COPY <{self.more}> TO <{whole}>")
        elif self.fewer:
            going = "?s ?p ?o"
            updates.append(
                f"DELETE {{ GRAPH <{whole}> {{ {going} }} }} WHERE {{ GRAPH <{self.fewer}> {{ {going} }} }}"
            )
        if self.more and not self._anew:
            updates.append(f"ADD <{self.more}> TO <{whole}>")
        updates += finished(base, touched, {one: self.now[one].digest for one in self.changed})
        self.writer.update(updates)

    def check(self) -> None:
        """Raise RemoteError where the server does not hold what was sent; readers are told then, too."""
        whole = whole_graph(self.former.base)
        held = self._counts([whole])[whole]
        if held != self.triples:
            self.writer.update(begun(self.former.base, []))
            raise RemoteError(
                f"{self.writer.endpoints.query}：写进了 {held} 条三元组，应有 {self.triples} 条；"
                "请看服务的日志，再运行一次 build"
            )

    def tidy(self, tries: int = 0) -> None:
        """Drop all staging graphs, those of builds that were cut off too."""
        noted = sorted(str(one) for (one,) in self.store.ask(ask_staging(self.former.base), {}, tries).rows)
        if noted:
            self.writer.update(staging_dropped(self.former.base, noted), tries)

    @property
    def _anew(self) -> bool:
        """Whether the graph of all triples has to be made anew, since there is none that is whole."""
        return self.former.state != PUBLISHED

    def _of(self, graph: str) -> str:
        return staging_graph(self.former.base, self.now[graph].digest)

    def _stage_graphs(self) -> None:
        """Send the graphs that have changed, but what an earlier build has sent."""
        first = {self._of(graph): graph for graph in reversed(self.changed)}
        self.writer.update(staging_noted(self.former.base, sorted(first)))
        held = self._counts(sorted(first))
        wanted = {graph for staging, graph in first.items() if held[staging] != self.now[graph].triples}
        sent: set[str] = set()
        for graph, piece in pieces(self.nquads, wanted):
            self.writer.add(self._of(graph), piece, first=graph not in sent)
            sent.add(graph)
            self._step(piece.count(b"\n"))
        self._refuse_partial({self._of(graph): self.now[graph].triples for graph in wanted})

    def _staged(self, name: str, role: str, lines: Iterable[bytes], count: int) -> str:
        """Send lines to a staging graph of their own, unless they are there; return its IRI."""
        digest = hashlib.sha256(f"{name} {role}".encode()).hexdigest()
        staging = staging_graph(self.former.base, digest)
        self.writer.update(staging_noted(self.former.base, [staging]))
        if self._counts([staging])[staging] != count:
            for place, piece in enumerate(in_pieces(lines)):
                self.writer.add(staging, piece, first=place == 0)
                self._step(piece.count(b"\n"))
            self._refuse_partial({staging: count})
        return staging

    def _refuse_partial(self, expected: Mapping[str, int]) -> None:
        held = self._counts(sorted(expected))
        if wrong := sorted(graph for graph, count in expected.items() if held[graph] != count):
            raise RemoteError(
                f"{self.writer.endpoints.graphs}：送去 {expected[wrong[0]]} 条三元组，"
                f"服务里只有 {held[wrong[0]]} 条；请看服务的日志和磁盘"
            )

    def _counts(self, graphs: Sequence[str]) -> dict[str, int]:
        """Return how many triples each of some graphs has."""
        counts = {}
        for graph in graphs:
            rows = self.store.ask(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", {})
            counts[graph] = int(str(rows.rows[0][0])) if rows.rows else 0
        return counts

    def _step(self, triples: int) -> None:
        self._done += triples
        self.progress(min(self._done, self._total), self._total)


def _silent(_done: int, _total: int) -> None:
    """Show nothing."""
