"""Changes a whole graph in a server into another, such that no reader sees anything between the two.

What is new goes to staging graphs that nobody reads, named by what they hold, so that a build that was cut
off goes on where it stopped. Then updates put it in place: one request, which is a transaction on most
servers. Where it is not (Virtuoso), or where very much has changed, the ledger says meanwhile that the graph
is being updated.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from .content import all_triples, in_pieces, lines_of, pieces
from .errors import RemoteError
from .ledger import (
    PUBLISHED,
    Ledger,
    ask_staging,
    begun,
    finished,
    staging,
    staging_dropped,
    staging_graph,
    staging_noted,
    whole_graph,
)
from .plan import Work, read_ledger

#: Triples that may change in one transaction: Oxigraph keeps one in memory, some 3 kB for each triple.
_MOST_TOGETHER: Final = 500_000


@dataclass(slots=True)
class Change:
    """Carries out a plan in a server whose ledger says that its graph is whole.

    `more` and `fewer` are the staging graphs of what joins and leaves the graph of all triples; empty where
    there is nothing.
    """

    work: Work
    more: str = ""
    fewer: str = ""

    def run(self) -> None:
        """Send what is new and put it in place. Raises RemoteError; what was staged is dropped then."""
        work, plan = self.work, self.work.plan
        triples = work.count_all()
        try:
            self._stage()
            self._refuse_other()
            moves, apart = self._moves(), plan.sending > _MOST_TOGETHER
            done = finished(plan.base, plan.touched, plan.digests)
            if work.writer.endpoints.virtuoso:
                work.writer.update(moves, apart=apart)
                work.writer.settle()
                work.writer.update(done)
            else:
                work.writer.update([*moves, *done], apart=apart)
        except BaseException:
            # The fault itself is what is reported; what stays is noted in the ledger for the next build.
            with suppress(RemoteError):
                self.tidy(tries=1)
            raise
        try:
            work.refuse_partial({whole_graph(plan.base): triples})
        except RemoteError:
            work.writer.update(begun(plan.base, []))
            raise
        self.tidy()

    def tidy(self, tries: int = 0) -> None:
        """Drop all staging graphs, those of builds that were cut off too. Raises RemoteError."""
        base = self.work.plan.base
        noted = staging(base, self.work.store.ask(ask_staging(base), {}, tries))
        if noted:
            self.work.writer.update(staging_dropped(base, noted), tries)

    def _refuse_other(self) -> None:
        """Raise RemoteError where another build has changed the ledger meanwhile."""
        work, plan = self.work, self.work.plan
        if read_ledger(work.store, plan.base) != plan.former:
            raise RemoteError(
                f"{work.writer.endpoints.query}：另一个 build 刚刚写过这个图谱；请等它结束，再运行一次 build"
            )

    def _stage(self) -> None:
        work, plan = self.work, self.work.plan
        work.total = max(1, plan.sending)
        self._stage_graphs()
        old = {line for graph in plan.touched for line in work.writer.get(graph)}
        new = lines_of(work.nquads, plan.changed)
        fewer = old - new
        fewer.difference_update(all_triples(work.nquads))
        self.more = self._staged("more", new - old)
        self.fewer = self._staged("fewer", fewer)

    def _stage_graphs(self) -> None:
        """Send the graphs that have changed, but what an earlier build has sent."""
        work, plan = self.work, self.work.plan
        first = {self._of(graph): graph for graph in reversed(plan.changed)}
        work.writer.update(staging_noted(plan.base, sorted(first)))
        held = work.counts(sorted(first))
        wanted = {graph for target, graph in first.items() if held[target] != plan.now[graph].triples}
        sent: set[str] = set()
        for graph, piece in pieces(work.nquads, wanted):
            work.writer.add(self._of(graph), piece, first=graph not in sent)
            sent.add(graph)
            work.step(piece)
        # Another build that has finished has dropped what we staged.
        self._refuse_other()
        work.refuse_partial({self._of(graph): plan.now[graph].triples for graph in sorted(wanted)})

    def _staged(self, role: str, lines: Iterable[bytes]) -> str:
        """Send lines to a staging graph of their own, unless they are there; return its IRI, "" for none."""
        work, base = self.work, self.work.plan.base
        in_order = sorted(lines)
        if not in_order:
            return ""
        new = Ledger(base, PUBLISHED, work.plan.digests).digest
        name = f"{work.plan.former.digest} {new} {role}"
        target = staging_graph(base, hashlib.sha256(name.encode()).hexdigest())
        work.writer.update(staging_noted(base, [target]))
        if work.counts([target])[target] != len(in_order):
            work.writer.put(target, in_pieces(in_order))
            work.refuse_partial({target: len(in_order)})
        return target

    def _moves(self) -> Sequence[str]:
        """Return the updates that put what is staged in place."""
        plan = self.work.plan
        whole = whole_graph(plan.base)
        updates = begun(plan.base, plan.touched)
        updates += [f"COPY <{self._of(graph)}> TO <{graph}>" for graph in plan.changed]
        updates += [f"DROP SILENT GRAPH <{graph}>" for graph in plan.gone]
        if self.fewer:
            updates.append(
                f"DELETE {{ GRAPH <{whole}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{self.fewer}> {{ ?s ?p ?o }} }}"
            )
        if self.more:
            updates.append(f"ADD <{self.more}> TO <{whole}>")
        return updates

    def _of(self, graph: str) -> str:
        """Return the staging graph of what a graph is to hold."""
        return staging_graph(self.work.plan.base, self.work.plan.now[graph].digest)
