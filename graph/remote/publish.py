"""Puts a built graph into a SPARQL server: what has changed only, and such that no reader sees half of it.

Of the server's graphs only those are replaced or dropped that the build writes or that the ledger names.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .change import Change
from .fill import Fill
from .ledger import PUBLISHED
from .plan import Progress, Work, plan, read_ledger
from .store import RemoteStore
from .writer import Writer


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
    found = plan(read_ledger(store, base), nquads)
    work = Work(found, writer, store, nquads, progress or _silent)
    if found.former.state != PUBLISHED:
        Fill(work).run()
        Change(work).tidy()
    elif found.touched:
        Change(work).run()
    else:
        Change(work).tidy()
    kept = len(found.now) - len(found.changed)
    return Published(len(found.changed), found.sending, kept, len(found.gone))


def _silent(_done: int, _total: int) -> None:
    """Show nothing."""
