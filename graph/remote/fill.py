"""Fills a server that has no whole graph of ours: nobody reads it yet, so all goes straight to its place."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from .content import all_triples, in_pieces, pieces
from .errors import RemoteError
from .ledger import begun, finished, ledger_graph, whole_graph
from .plan import Work


@dataclass(frozen=True, slots=True)
class Fill:
    """Puts the graphs of a plan into a server whose ledger says that there is none or not a whole one."""

    work: Work

    def run(self) -> None:
        """Send all. Raises RemoteError; where there was no graph before, what was sent is dropped again.

        Where the server cannot be told any more, its ledger says that the graph is being updated.
        """
        plan = self.work.plan
        try:
            self._send()
        except BaseException:
            if not plan.former.state:
                # The fault itself is what is reported; the ledger tells where this one fails too.
                with suppress(RemoteError):
                    graphs = (*plan.touched, whole_graph(plan.base), ledger_graph(plan.base))
                    self.work.writer.update([f"DROP SILENT GRAPH <{graph}>" for graph in graphs], tries=1)
            raise

    def _send(self) -> None:
        work, plan = self.work, self.work.plan
        whole, triples = whole_graph(plan.base), work.count_all()
        work.total = plan.sending + triples
        work.writer.update(begun(plan.base, plan.touched))
        sent: set[str] = set()
        for graph, piece in pieces(work.nquads, plan.changed):
            work.writer.add(graph, piece, first=graph not in sent)
            sent.add(graph)
            work.step(piece)
        for place, piece in enumerate(in_pieces(all_triples(work.nquads))):
            work.writer.add(whole, piece, first=place == 0)
            work.step(piece)
        work.writer.update([f"DROP SILENT GRAPH <{graph}>" for graph in plan.gone])
        work.refuse_partial({graph: plan.now[graph].triples for graph in plan.changed} | {whole: triples})
        work.writer.settle()
        work.writer.update(finished(plan.base, plan.touched, plan.digests))
