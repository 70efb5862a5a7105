"""The same graph in several engines: how long it takes to load, how much memory, how long named queries take.

usage: python benchmarks/engines.py OUT ENGINE … [--query NAME …] [--runs 3] [--seconds 60] [--memory 8000]

OUT is the output folder of a build. Each engine gets the same triples (those of the graph, each once) and
gives all rows of the named queries, in a process of its own, with bounds of time for a query and of memory.
Our own stores answer them as `zhijiao query` does, the others get the texts that `zhijiao query --sparql`
writes. ENGINE is one of:

  oxigraph          our store on disk, as `zhijiao query` asks it
  oxigraph-memory   the same in memory
  oxigraph-server   Oxigraph's server over our store, by HTTP (the package `oxigraph`)
  rdflib            rdflib in memory
  oxrdflib          rdflib over Oxigraph in memory (the package `oxrdflib`)
  maplib            a columnar engine (the package `maplib`; no dependency of ours)
  virtuoso          Virtuoso by HTTP (Debian: virtuoso-opensource)
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from zhijiao.benchmarks.engine_kinds import ENGINES
from zhijiao.graph.store import NQUADS_NAME, STORE_NAME, GraphStore
from zhijiao.queries.run import sparql

#: Seconds that an engine may take to load, whatever the queries may take.
_LOAD_SECONDS: Final = 1800
#: Queries of one SELECT, from the cheap to the dear, that answer for all.
QUERIES: Final = (
    "shared-partners",
    "shared-majors",
    "award-ranking",
    "advisors",
    "compare",
    "region",
    "counterpart-aid",
    "groups",
    "joint-programmes",
    "order-classes",
    "programmes",
    "honours",
    "awards",
    "majors",
    "majors-without-partner",
    "major-partners",
    "partners",
    "schools-of-partner",
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds that each query may take, and megabytes that an engine may have; 0 for no bound."""

    seconds: float = 60
    megabytes: int = 0


def measure(  # noqa: PLR0917 - as its callers give them
    nquads: Path, store: Path, engine: str, queries: Sequence[str], runs: int, bounds: Bounds = Bounds()
) -> list[dict[str, Any]]:
    """Return a row for the loading and one for each query: what it took in `engine`, in a process of its own.

    The first has `query` "load", `seconds` and `memory_mb` (the most, its server's included), the others
    `query`, `ms` (the median of `runs`), `rows` and `memory_mb`; `error` stands where there is no answer: too
    slow, too large, or what the engine said. Raises ValueError where there is no such engine.
    """
    if engine not in ENGINES:
        raise ValueError(f"no engine {engine!r}; known: {', '.join(ENGINES)}")
    opened = GraphStore.open(store)
    texts = {name: sparql(opened, name) for name in queries}
    base = opened.base()
    del opened
    told = {
        "engine": engine,
        "nquads": str(nquads.resolve()),
        "store": str(store.resolve()),
        "base": base,
        "texts": texts,
        "runs": runs,
        "seconds": bounds.seconds,
        "megabytes": bounds.megabytes,
    }
    most = _LOAD_SECONDS + (bounds.seconds + 5) * runs * len(queries)
    command = [sys.executable, __file__, "--told"]
    with tempfile.TemporaryFile("w+") as errors:
        try:
            done = subprocess.run(
                command,
                check=False,
                input=json.dumps(told),
                stdout=subprocess.PIPE,
                stderr=errors,
                timeout=most,
                text=True,
            )
        except subprocess.TimeoutExpired:
            return [{"query": "load", "error": "too slow"}]
        rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        errors.seek(0)
        said = errors.read().strip().splitlines()
    if not rows:
        return [{"query": "load", "error": _short(said[-1] if said else f"ended with {done.returncode}")}]
    return rows


def _answer_told() -> None:
    """Measure one engine, in the process that `measure` has started; print a row for each measurement."""
    told = json.load(sys.stdin)
    if told["megabytes"]:
        most = told["megabytes"] << 20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        with ENGINES[told["engine"]](
            Path(told["nquads"]), Path(told["store"]), told["base"], Path(folder)
        ) as loaded:
            seconds = time.perf_counter() - begin
            rows = [
                {"query": name, **_timed(partial(loaded.ask, name, text), told["runs"], told["seconds"])}
                for name, text in told["texts"].items()
            ]
            first = {"query": "load", "seconds": round(seconds, 2), "memory_mb": loaded.megabytes()}
    for row in (first, *rows):
        print(json.dumps(row, ensure_ascii=False), flush=True)


def _timed(ask: Callable[[], int], runs: int, seconds: float) -> dict[str, Any]:
    """Ask a query in a child process, which can be killed, and say what it took."""
    taking, giving = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(taking)
        for _ in range(runs):
            os.write(giving, json.dumps(_asked(ask)).encode() + b"\n")
        os._exit(0)
    os.close(giving)
    try:
        found = [_told(taking, seconds)]
        while "ms" in found[-1] and len(found) < runs:
            found.append(_told(taking, seconds))
    finally:
        os.kill(child, signal.SIGKILL)
        os.close(taking)
        os.waitpid(child, 0)
    if "ms" not in found[-1]:
        return found[-1]
    return found[-1] | {"ms": round(statistics.median(one["ms"] for one in found), 1)}


def _told(taking: int, seconds: float) -> dict[str, Any]:
    """Return what the child says of its next run."""
    ready, _, _ = select.select([taking], [], [], seconds)
    if not ready:
        return {"error": f"not done in {seconds:g} s"}
    line = b""
    while not line.endswith(b"\n"):
        if not (read := os.read(taking, 1)):
            return {"error": "ended by itself: most likely too little memory"}
        line += read
    return dict(json.loads(line))


def _asked(ask: Callable[[], int]) -> dict[str, Any]:
    begin = time.perf_counter()
    try:
        rows = ask()
    except BaseException as error:
        # Each engine has errors of its own; what it says is what was measured.
        return {"error": _short(f"{type(error).__name__}: {error}")}
    taken = 1000 * (time.perf_counter() - begin)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"ms": round(taken, 1), "rows": rows, "memory_mb": used}


def _short(text: str) -> str:
    return " ".join(text.split())[:160]


def main() -> None:
    """Print a table of all queries in all engines, and whether their numbers of rows agree."""
    if sys.argv[1:] == ["--told"]:
        _answer_told()
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("engines", nargs="+", choices=tuple(ENGINES), metavar="ENGINE")
    parser.add_argument("--query", nargs="+", default=list(QUERIES), metavar="NAME")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--memory", type=int, default=0, metavar="MB")
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args()
    found = {}
    for engine in given.engines:
        paths = (given.out / NQUADS_NAME, given.out / STORE_NAME)
        rows = measure(*paths, engine, given.query, given.runs, Bounds(given.seconds, given.memory))
        found[engine] = {one["query"]: one for one in rows}
        print(f"{engine}: {rows[0]}", file=sys.stderr)
    print("\n".join(_table(found, given.query)))
    if given.json:
        given.json.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _table(found: Mapping[str, Mapping[str, dict[str, Any]]], queries: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a table in Markdown: milliseconds by query and engine."""
    yield f"| | rows | {' | '.join(found)} |"
    yield f"|---|---:|{'---:|' * len(found)}"
    loads = [of_engine["load"] for of_engine in found.values()]
    yield f"| load, s | | {' | '.join(str(one.get('seconds', one.get('error'))) for one in loads)} |"
    yield f"| memory, MB | | {' | '.join(str(one.get('memory_mb', '')) for one in loads)} |"
    for name in queries:
        cells = [of_engine.get(name, {}) for of_engine in found.values()]
        shown = " ≠ ".join(
            f"{number:,}" for number in sorted({one["rows"] for one in cells if "rows" in one})
        )
        taken = [f"{one['ms']:,.0f}" if "ms" in one else str(one.get("error", "")) for one in cells]
        yield f"| {name} | {shown} | {' | '.join(taken)} |"


if __name__ == "__main__":
    main()
