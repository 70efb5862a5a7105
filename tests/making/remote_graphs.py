"""Small graphs to put into servers, and the questions that are asked of them there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyoxigraph

from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.build import build_graph
from zhijiao.graph.remote.errors import RemoteError
from zhijiao.graph.remote.publish import Published, publish
from zhijiao.graph.store import GraphStore
from zhijiao.ontology.namespaces import DEFAULT_BASE, graph_iri
from zhijiao.queries.catalogue import catalogue
from zhijiao.queries.model import Query
from zhijiao.queries.run import run
from zhijiao.queries.stores import Store
from zhijiao.queries.table import Table

from .sparql_servers import SparqlServer, oxigraph_server

_TESTS: Final = Path(__file__).resolve().parent.parent
_EXAMPLES: Final = _TESTS.parent / "examples" / "facts"
#: Named queries that are for people, not for pages.
NAMED: Final = [one for one in catalogue() if not one.internal]
#: What must be given where a query asks without it nothing.
_NEEDED: Final = {"path": {"from": "云岭", "to": "白鹿"}}
#: The base IRI of the examples' graph in a server that has two of ours, and a graph that is not ours.
OTHER_BASE: Final = "https://example.org/examples/"
FOREIGN: Final = "https://example.org/someone-elses"
#: Values for parameters by their type, of which the small graph has something.
_VALUES: Final = {
    "name school": "云岭",
    "name partner": "恒远",
    "name major": "机电",
    "name region": "青禾",
    "name competition": "大赛",
    "name person": "张",
    "name thing": "恒远",
    "years": "2019-2021",
    "codes mode": "order_class",
    "codes level": "provincial",
    "codes partnerkind": "enterprise",
    "codes indicator": "enrolled_students",
    "integer": "1",
}


def small_graph() -> bytes:
    """Return the graph of the query tests as sorted N-Quads."""
    quads = pyoxigraph.parse(path=_TESTS / "data" / "small_graph.trig", format=pyoxigraph.RdfFormat.TRIG)
    text = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""
    return GraphStore.memory(text).nquads()


def graph_of(*names: str, base: str = DEFAULT_BASE) -> bytes:
    """Return the graph of some of the reports in tests/data/graph as sorted N-Quads."""
    files = [_TESTS / "data" / "graph" / f"{name}.jsonl" for name in names]
    return build_graph([ReportFacts(one.stem, tuple(read_facts(one))) for one in files], base).nquads


def examples_graph(base: str = DEFAULT_BASE) -> bytes:
    """Return the graph of the annotated facts of the examples as sorted N-Quads."""
    files = sorted(_EXAMPLES.glob("*.jsonl"))
    return build_graph([ReportFacts(one.stem, tuple(read_facts(one))) for one in files], base).nquads


def put(server: SparqlServer, nquads: Path, url: str = "", base: str = DEFAULT_BASE) -> Published:
    """Put a file of N-Quads into a server, each request tried once. Raises RemoteError."""
    with server.store(url, tries=1) as store:
        return publish(store, nquads, base)


@contextmanager
def filled_server(folder: Path) -> Iterator[SparqlServer]:
    """Run a server with two graphs of ours, the query tests' and the examples', and one of someone else's."""
    with oxigraph_server(folder) as running:
        running.update(f"INSERT DATA {{ GRAPH <{FOREIGN}> {{ <urn:a> a <urn:b> }} . <urn:c> a <urn:d> }}")
        for base, text in ((DEFAULT_BASE, small_graph()), (OTHER_BASE, examples_graph(OTHER_BASE))):
            (folder / "graph.nq").write_bytes(text)
            put(running, folder / "graph.nq", base=base)
        yield running


def parameters(query: Query) -> list[dict[str, str]]:
    """Return what to ask a query with: nothing, and each of its parameters that a value is known for."""
    needed = _NEEDED.get(query.name, {})
    single = [
        {one.name: _VALUES[str(one.type)]}
        for one in query.parameters
        if str(one.type) in _VALUES and one.name not in needed
    ]
    return [needed, *(needed | one for one in single)]


def asked(store: Store, query: Query, given: dict[str, str]) -> Table | str:
    """Return the table that answers a query, or the text of the error where it refuses what is given."""
    from zhijiao.queries.parameters import ParameterError

    try:
        return run(store, query, given)
    except ParameterError as error:
        return str(error)


def answer(server: SparqlServer, base: str = "") -> Table | None:
    """Return the partners in a server as whoever comes finds them; None where there is none to be read."""
    with server.store(base=base) as store:
        try:
            return run(store, "partners")
        except RemoteError as error:
            if "正在更新" in str(error) or "里面没有" in str(error):
                return None
            raise


def cuts(requests: int) -> list[int]:
    """Return where to cut a build of so many requests: here and there, and at each of the last ones."""
    return sorted({*range(0, requests, 5), *range(requests - 5, requests)})


def expected_graphs(nquads: bytes, base: str = DEFAULT_BASE) -> dict[str, int]:
    """Return the graphs that a server is to hold when a graph is put into it, but the ledger."""
    found: dict[str, int] = {}
    triples = set()
    for quad in pyoxigraph.parse(nquads, format=pyoxigraph.RdfFormat.N_QUADS):
        name = quad.graph_name
        assert isinstance(name, pyoxigraph.NamedNode)
        found[name.value] = found.get(name.value, 0) + 1
        triples.add(quad.triple)
    return found | {graph_iri(base, "all"): len(triples)}
