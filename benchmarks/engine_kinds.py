"""The engines that `engines.py` compares: how each gets the graph, and how it is asked.

Each is a context that takes the N-Quads of a build, its store, the graph's base IRI and an empty folder, and
gives a Loaded. What is an engine's own package is imported when it is wanted.
"""

from __future__ import annotations

import importlib
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from socket import socket
from typing import Any, Final

import httpx
from pyoxigraph import (
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
    serialize,
)

from zhijiao.benchmarks.virtuoso import virtuoso_settings
from zhijiao.graph.store import GraphStore
from zhijiao.queries.run import answer

_HOST: Final = "127.0.0.1"
_START_SECONDS: Final = 120
#: Pages of 8 kB that Virtuoso keeps in memory, and the most rows of its answers.
_BUFFERS: Final = 340_000
_ROWS: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """An engine with the graph in it: `ask` gives the number of rows of a query, all of which it reads.

    It is told the query's name and its text, which is what all engines but our own are asked. `server` is
    the process of its server, where it has one.
    """

    ask: Callable[[str, str], int]
    server: int = 0

    def megabytes(self) -> int:
        """Return the most memory that this process and the server have had."""
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return own + (_most_of(self.server) if self.server else 0)


_Kind = Callable[[Path, Path, str, Path], AbstractContextManager[Loaded]]


@contextmanager
def _oxigraph(_nquads: Path, store: Path, _base: str, _folder: Path) -> Iterator[Loaded]:
    # Opened by each child anew: the threads of an open database are not in a copy of its process.
    yield Loaded(lambda name, _: sum(1 for _ in answer(GraphStore.open(store), name).rows))


@contextmanager
def _oxigraph_memory(nquads: Path, _store: Path, _base: str, folder: Path) -> Iterator[Loaded]:
    store = Store()
    store.bulk_load(path=_triples(nquads, folder), format=RdfFormat.N_TRIPLES)
    graph = GraphStore(store)
    yield Loaded(lambda name, _: sum(1 for _ in answer(graph, name).rows))


@contextmanager
def _oxigraph_server(_nquads: Path, store: Path, _base: str, folder: Path) -> Iterator[Loaded]:
    program = shutil.which("oxigraph") or str(Path(sys.executable).with_name("oxigraph"))
    port = _free_port()
    command = [program, "serve-read-only", "--location", str(store), "--bind", f"{_HOST}:{port}"]
    with _running(command, folder, f"http://{_HOST}:{port}/query") as server:
        yield Loaded(lambda _, text: _over_http(f"http://{_HOST}:{port}/query", {"query": text}), server)


@contextmanager
def _virtuoso(nquads: Path, _store: Path, base: str, folder: Path) -> Iterator[Loaded]:
    http, sql = _free_port(), _free_port()
    _triples(nquads, folder)
    settings = virtuoso_settings(http, sql, buffers=_BUFFERS, rows=_ROWS)
    (folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
    url, graph = f"http://{_HOST}:{http}/sparql", f"{base}graph/all"
    command = ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]
    with _running(command, folder, url) as server:
        load = f"ld_dir('.', 'triples.nt', '{graph}'); rdf_loader_run(); checkpoint;"
        subprocess.run(
            ["isql-vt", f"{_HOST}:{sql}", "dba", "dba", f"exec={load}"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        yield Loaded(lambda _, text: _over_http(url, {"query": text, "default-graph-uri": graph}), server)


@contextmanager
def _rdflib(nquads: Path, _store: Path, _base: str, folder: Path) -> Iterator[Loaded]:
    import rdflib

    graph = rdflib.Graph()
    graph.parse(_triples(nquads, folder), format="nt")
    yield Loaded(lambda _, text: len(list(graph.query(_ORDERED.sub(r"\1", text)))))


@contextmanager
def _oxrdflib(nquads: Path, _store: Path, _base: str, folder: Path) -> Iterator[Loaded]:
    import rdflib

    graph = rdflib.Graph(store="Oxigraph")
    graph.parse(_triples(nquads, folder), format="ox-nt")
    yield Loaded(lambda _, text: len(list(graph.query(text))))


@contextmanager
def _maplib(nquads: Path, _store: Path, _base: str, folder: Path) -> Iterator[Loaded]:
    triples = _triples(nquads, folder)

    # By each child anew: its threads are not in a copy of its process. The median leaves that run out.
    @cache
    def model() -> Any:
        made = importlib.import_module("maplib").Model()
        made.read(str(triples))
        return made

    yield Loaded(lambda _, text: model().query(text).height)


#: What rdflib cannot sort by: it gives nothing for STR of an IRI there. The IRI itself has the same order.
_ORDERED: Final = re.compile(r"\bSTR\((\?\w+)\)(?=[^{}]*\Z)")

#: How each engine is made, by its name.
ENGINES: Final[Mapping[str, _Kind]] = {
    "oxigraph": _oxigraph,
    "oxigraph-memory": _oxigraph_memory,
    "oxigraph-server": _oxigraph_server,
    "rdflib": _rdflib,
    "oxrdflib": _oxrdflib,
    "maplib": _maplib,
    "virtuoso": _virtuoso,
}


def _triples(nquads: Path, folder: Path) -> Path:
    """Write the triples of a file of N-Quads, each once, into `folder` and return the file."""
    target = folder / "triples.nt"
    with subprocess.Popen(
        ["sort", "-u", "-S", "500M", "-T", str(folder), "-o", str(target)],
        stdin=subprocess.PIPE,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    ) as sorting:
        assert sorting.stdin is not None
        triples = (quad.triple for quad in parse(path=nquads, format=RdfFormat.N_QUADS))
        serialize(triples, sorting.stdin, RdfFormat.N_TRIPLES)
    return target


def _over_http(url: str, data: Mapping[str, str]) -> int:
    """Return the number of rows that a server gives. Raises httpx.HTTPError with what it says."""
    accept = QueryResultsFormat.JSON.media_type
    answer = httpx.post(url, data=dict(data), headers={"Accept": accept}, timeout=None, trust_env=False)
    if answer.status_code != httpx.codes.OK:
        raise httpx.HTTPError(answer.text[:300])
    found = parse_query_results(answer.content, format=QueryResultsFormat.JSON)
    return sum(1 for _ in found) if isinstance(found, QuerySolutions) else 1


@contextmanager
def _running(command: list[str], folder: Path, url: str) -> Iterator[int]:
    """Run a server in `folder` until the context ends; give its process once it answers."""
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end and process.poll() is None:
            with suppress(httpx.HTTPError):
                if httpx.post(url, data={"query": "ASK {}"}, trust_env=False).status_code == httpx.codes.OK:
                    break
            time.sleep(0.05)
        else:
            raise RuntimeError((folder / "server.log").read_text(errors="replace")[-300:])
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _most_of(process: int) -> int:
    """Return the most megabytes that another process has had."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def _free_port() -> int:
    with socket() as found:
        found.bind((_HOST, 0))
        return int(found.getsockname()[1])
