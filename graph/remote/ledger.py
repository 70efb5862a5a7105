"""The ledger of a graph in a server: which named graphs a build has put there, and whether all are whole.

It is a small graph of its own, `<base>graph/publication`. While graphs are changed it says "updating": who
reads finds that out and reads nothing half done, and the next build does that work again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from ...ontology.namespaces import DCTERMS, SCHEMA, graph_iri
from ..store import Rows
from .errors import RemoteError

#: States of a ledger.
PUBLISHED: Final = "published"
UPDATING: Final = "updating"
#: Stands for the digest of a graph that is being changed.
CHANGING: Final = "changing"
_STAGING: Final = "staging"
_VERSION: Final = "1"
_STATE: Final = f"{SCHEMA}creativeWorkStatus"
_VERSION_OF: Final = f"{SCHEMA}schemaVersion"
_DIGEST: Final = f"{SCHEMA}sha256"
_PART_OF: Final = f"{DCTERMS}isPartOf"
_TAIL: Final = graph_iri("", "publication")
#: An IRI without characters that would end it in a query.
_PLAIN: Final = re.compile(r"[A-Za-z][^\x00-\x20<>\"{}|\\^`]*")
#: Entries that one update changes: servers bound the length of one (Virtuoso: 10,000 lines).
_ENTRIES: Final = 200


@dataclass(frozen=True, slots=True)
class Ledger:
    """The named graphs of one base IRI in a server, with the SHA-256 of their sorted triples.

    `state` is empty where nothing was ever written.
    """

    base: str
    state: str = ""
    digests: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def digest(self) -> str:
        """A digest of all there is: two ledgers with the same one are of the same graph."""
        lines = "".join(f"{graph} {digest}\n" for graph, digest in sorted(self.digests.items()))
        return hashlib.sha256(lines.encode()).hexdigest()


def ledger_graph(base: str) -> str:
    """Return the IRI of the ledger's own graph."""
    return graph_iri(base, "publication")


def whole_graph(base: str) -> str:
    """Return the IRI of the graph that holds the triples of all others, each once."""
    return graph_iri(base, "all")


def staging_graph(base: str, digest: str) -> str:
    """Return the IRI of the graph in which triples with this digest wait to take their place."""
    return graph_iri(base, "staging", digest)


#: Asks for the states of all ledgers of a server.
FIND: Final = (
    f'SELECT ?g ?state WHERE {{ GRAPH ?g {{ ?g <{_VERSION_OF}> "{_VERSION}" ; <{_STATE}> ?state }} }}'
)


def found(rows: Rows) -> dict[str, str]:
    """Return the states by base IRI, of the rows that answer FIND."""
    pairs = ((str(graph), str(state)) for graph, state in rows.rows)
    return {
        graph.removesuffix(_TAIL): state
        for graph, state in pairs
        if graph.endswith(_TAIL) and _PLAIN.fullmatch(graph)
    }


def digests(base: str, rows: Rows) -> dict[str, str]:
    """Return the digests by graph, of the rows that answer `ask_digests`. Raises RemoteError."""
    return {one: str(digest) for one, (_, digest) in zip(_ours(base, rows), rows.rows, strict=True)}


def staging(base: str, rows: Rows) -> list[str]:
    """Return the staging graphs, sorted, of the rows that answer `ask_staging`. Raises RemoteError."""
    return sorted(_ours(base, rows))


def _ours(base: str, rows: Rows) -> list[str]:
    """Return the graphs in the first column: whoever can write the ledger could name others, to be dropped.

    Raises RemoteError where one is not below `<base>graph/`.
    """
    graphs = [str(row[0]) for row in rows.rows]
    for graph in graphs:
        if not graph.startswith(f"{base}graph/") or not _PLAIN.fullmatch(graph):
            raise RemoteError(
                f"服务里的账目 {ledger_graph(base)} 记着不归它管的图 {graph[:100]!r}；"
                "请查明是谁写的，删掉这一条再运行"
            )
    return graphs


def ask_digests(base: str) -> str:
    """Return the query for the graphs in the ledger and their digests."""
    entry = f"?g <{_PART_OF}> ?ledger ; <{_DIGEST}> ?digest"
    return f"SELECT ?g ?digest WHERE {{ GRAPH <{ledger_graph(base)}> {{ {entry} }} }}"


def begun(base: str, changed: Sequence[str]) -> list[str]:
    """Return the updates that say that graphs are being changed, which may be new ones or go."""
    return [*_state(base, UPDATING), *_entries(base, changed, dict.fromkeys(changed, CHANGING))]


def finished(base: str, changed: Sequence[str], digests: Mapping[str, str]) -> list[str]:
    """Return the updates that say that the graphs `changed` have these digests now, or are gone."""
    return [*_entries(base, changed, digests), *_state(base, PUBLISHED)]


def staging_noted(base: str, graphs: Sequence[str]) -> list[str]:
    """Return the updates that note staging graphs, so that they can be dropped whatever happens."""
    said = [f'<{graph}> <{_STATE}> "{_STAGING}"' for graph in graphs]
    return list(_inserted(base, said))


def staging_dropped(base: str, graphs: Sequence[str]) -> list[str]:
    """Return the updates that drop staging graphs and what was noted of them."""
    return [*(f"DROP SILENT GRAPH <{graph}>" for graph in graphs), *_removed(base, graphs)]


def ask_staging(base: str) -> str:
    """Return the query for the staging graphs that are noted."""
    return f'SELECT ?g WHERE {{ GRAPH <{ledger_graph(base)}> {{ ?g <{_STATE}> "{_STAGING}" }} }}'


def batched(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Yield `items` in order, `size` at a time."""
    return (items[start : start + size] for start in range(0, len(items), size))


def _state(base: str, state: str) -> list[str]:
    here = ledger_graph(base)
    said = f'<{here}> <{_VERSION_OF}> "{_VERSION}" ; <{_STATE}> "{state}"'
    return [
        f"DELETE WHERE {{ GRAPH <{here}> {{ <{here}> <{_STATE}> ?o }} }}",
        f"INSERT DATA {{ GRAPH <{here}> {{ {said} }} }}",
    ]


def _entries(base: str, changed: Sequence[str], digests: Mapping[str, str]) -> Iterator[str]:
    """Yield the updates that replace the entries of graphs; those without a digest lose theirs."""
    here = ledger_graph(base)
    yield from _removed(base, changed)
    yield from _inserted(
        base,
        [
            f'<{one}> <{_PART_OF}> <{here}> ; <{_DIGEST}> "{digests[one]}"'
            for one in changed
            if one in digests
        ],
    )


def _removed(base: str, graphs: Sequence[str]) -> Iterator[str]:
    pattern = f"GRAPH <{ledger_graph(base)}> {{ ?g ?p ?o }}"
    for some in batched(graphs, _ENTRIES):
        values = " ".join(f"<{graph}>" for graph in some)
        yield f"DELETE {{ {pattern} }} WHERE {{ VALUES ?g {{ {values} }} {pattern} }}"


def _inserted(base: str, said: Sequence[str]) -> Iterator[str]:
    for some in batched(said, _ENTRIES):
        yield f"INSERT DATA {{ GRAPH <{ledger_graph(base)}> {{ {' . '.join(some)} }} }}"
