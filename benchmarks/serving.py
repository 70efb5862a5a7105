"""Measure the server under load: eight clients, and eight beside one that asks what would take an hour.

usage: python benchmarks/serving.py FOLDER [--clients N] [--seconds S] [--workers N] [--limit S] [--heavy N]
                                    [--only LOAD] [--json FILE]

FOLDER is what a build wrote (its store is read, nothing is written there). Every client is a process of its
own on the same machine and sends its next request when it has the answer to the last. Each answer is compared
with the one that the same query gives without the server.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from zhijiao.graph.store import STORE_NAME, GraphStore, Value
from zhijiao.queries.run import run, sparql

_ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:([0-9]+)/sparql")
_SCHOOLS: Final = 200
_ROWS: Final = 1000
_SPARQL: Final = {
    "Content-Type": "application/sparql-query",
    "Accept": "application/sparql-results+json",
}
#: Every triple with every triple with every triple: at a million it has 10 to the 18 rows.
_HEAVY: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@dataclass(frozen=True, slots=True)
class Question:
    """A request and the digest of the rows that answer it."""

    kind: str
    path: str
    body: str
    digest: str


@dataclass(slots=True)
class Figures:
    """What clients saw: seconds of each answer by kind of question, what was wrong, and statuses."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: int = 0
    statuses: Counter[int] = field(default_factory=Counter)

    def add(self, other: Figures) -> None:
        """Take in what another client saw."""
        for kind, seconds in other.seconds.items():
            self.seconds.setdefault(kind, []).extend(seconds)
        self.wrong += other.wrong
        self.statuses.update(other.statuses)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; times are in milliseconds."""

    load: str
    kind: str
    requests: int
    per_second: float
    p50: float
    p99: float
    worst: float
    wrong: int
    refused: int


def questions(store: GraphStore) -> list[Question]:
    """Return what clients ask of a graph, with what the library answers."""
    names = sorted({str(row[0]) for row in run(store, "partners").rows})
    chosen = random.Random(1).sample(names, min(_SCHOOLS, len(names)))
    asked = [("partners", {"school": name}) for name in chosen]
    asked += [("shared-partners", {}), *(("shared-partners", {"school": name}) for name in chosen[:20])]
    return [one for name, params in asked for one in _both(store, name, params)]


def _both(store: GraphStore, name: str, params: dict[str, str]) -> Iterator[Question]:
    """Yield a named query by the JSON API and as SPARQL."""
    table = run(store, name, params, limit=_ROWS)
    path = f"/api/queries/{name}?{urlencode({**params, 'limit': _ROWS})}"
    kind = f"{name} of a school" if params else name
    yield Question(f"{kind}, API", path, "", _digest(table.rows))
    text = sparql(store, name, params)
    answer = store.select(text)
    yield Question(f"{kind}, SPARQL", "/sparql", text, _digest(_texts(answer.columns, answer.rows)))


def _texts(columns: Sequence[str], rows: Sequence[Sequence[Value | None]]) -> list[list[str]]:
    return [[f"{name}={_text(cell)}" for name, cell in zip(columns, row, strict=True)] for row in rows]


def _text(cell: Value | None) -> str:
    return "" if cell is None else str(cell)


def _digest(rows: Any) -> str:
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False, default=str).encode()).hexdigest()


def _rows_of(question: Question, body: bytes) -> Any:
    answer = json.loads(body)
    if not question.body:
        return [list(row.values()) for row in answer["rows"]]
    columns = answer["head"]["vars"]
    return [
        [f"{name}={row.get(name, {}).get('value', '')}" for name in columns]
        for row in answer["results"]["bindings"]
    ]


def client(port: int, asked: list[Question], seconds: float, seed: int) -> Figures:
    """Ask questions drawn by chance, one after another, until `seconds` are over."""
    chance, figures = random.Random(seed), Figures()
    right: set[tuple[Question, bytes]] = set()
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        question = chance.choice(asked)
        begin = time.perf_counter()
        if question.body:
            connection.request("POST", question.path, question.body.encode(), _SPARQL)
        else:
            connection.request("GET", question.path)
        response = connection.getresponse()
        body = response.read()
        figures.seconds.setdefault(question.kind, []).append(time.perf_counter() - begin)
        figures.statuses[response.status] += 1
        # The same bytes are compared once, so that comparing does not take the server's processors.
        key = (question, hashlib.sha256(body).digest())
        if response.status != 200 or key in right:
            continue
        if _digest(_rows_of(question, body)) == question.digest:
            right.add(key)
        else:
            figures.wrong += 1
    return figures


def heavy_client(port: int, seconds: float) -> list[tuple[int, float]]:
    """Send the query that would take an hour, again and again; return status and seconds of each."""
    seen = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        connection = HTTPConnection("127.0.0.1", port, timeout=300)
        begin = time.perf_counter()
        connection.request("POST", "/sparql", _HEAVY.encode(), _SPARQL)
        response = connection.getresponse()
        response.read()
        seen.append((response.status, round(time.perf_counter() - begin, 2)))
        connection.close()
    return seen


def load(
    port: int, asked: list[Question], clients: int, seconds: float, *, heavy: int = 0
) -> tuple[Figures, list[tuple[int, float]]]:
    """Have `clients` ask at once, beside `heavy` clients that ask what takes an hour."""
    with multiprocessing.get_context("spawn").Pool(clients + heavy) as pool:
        pool.starmap(_ready, [(port,)] * (clients + heavy))
        weighty = [pool.apply_async(heavy_client, (port, seconds + 2)) for _ in range(heavy)]
        if heavy:
            time.sleep(2)
        light = [pool.apply_async(client, (port, asked, seconds, seed)) for seed in range(clients)]
        figures = Figures()
        for one in light:
            figures.add(one.get())
        return figures, [seen for one in weighty for seen in one.get()]


def _ready(_port: int) -> None:
    """Do nothing: what a process imports is no part of the measure."""


def lines(load_name: str, figures: Figures, seconds: float) -> Iterator[Line]:
    """Yield a line for each kind of question and, where there are several, one for all."""
    kinds = dict(sorted(figures.seconds.items()))
    if len(kinds) > 1:
        kinds["all"] = [one for found in kinds.values() for one in found]
    for kind, found in kinds.items():
        ordered = sorted(found)
        yield Line(
            load_name,
            kind,
            len(ordered),
            round(len(ordered) / seconds, 1),
            _milliseconds(ordered, 0.5),
            _milliseconds(ordered, 0.99),
            _milliseconds(ordered, 1.0),
            figures.wrong,
            sum(number for status, number in figures.statuses.items() if status != 200),
        )


def _milliseconds(ordered: list[float], part: float) -> float:
    return round(1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))], 1)


@contextmanager
def server(folder: Path, *options: str) -> Iterator[int]:
    """Start `zhijiao serve` over a folder and give its port; stop it afterwards."""
    command = [sys.executable, "-m", "zhijiao", "serve", str(folder), "--port", "0", *options]
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            yield _port(process, Path(log.name))
        finally:
            process.terminate()
            process.wait(30)


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    """Wait until a server listens, and return where. Raises SystemExit where it has ended instead."""
    while process.poll() is None:
        found = _ADDRESS.search(log.read_text(encoding="utf-8"))
        if found:
            with suppress(OSError):
                connection = HTTPConnection("127.0.0.1", int(found[1]), timeout=60)
                connection.request("GET", "/ready")
                if connection.getresponse().status == 200:
                    return int(found[1])
        time.sleep(0.1)
    raise SystemExit(log.read_text(encoding="utf-8"))


def main() -> None:
    """Measure and print a table, and what became of the query that would take an hour."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=30.0, help="of each load")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--limit", type=float, default=10.0, help="seconds that a query may take")
    parser.add_argument("--heavy", type=int, default=1, help="clients that ask what takes an hour")
    parser.add_argument("--only", default="", help="only loads whose name has this in it")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    begin = os.getloadavg()[0]
    asked = questions(GraphStore.open(options.folder / STORE_NAME))
    kinds = sorted({one.kind for one in asked})
    found: list[Line] = []
    print("| load | question | requests | requests/s | p50 ms | p99 ms | worst ms | wrong | refused |")
    print("|---|---|---|---|---|---|---|---|---|")
    with server(options.folder, "--workers", str(options.workers), "--seconds", str(options.limit)) as port:
        loads = [(kind, [one for one in asked if one.kind == kind], 0) for kind in kinds]
        usual = [one for one in asked if one.kind.endswith("of a school, API")]
        loads += [("usual", usual, 0), ("usual, heavy", usual, options.heavy)]
        stopped: list[tuple[int, float]] = []
        for name, some, heavy in (one for one in loads if options.only in one[0]):
            figures, seen = load(port, some, options.clients, options.seconds, heavy=heavy)
            stopped += seen
            for line in lines(name, figures, options.seconds):
                found.append(line)
                print("| " + " | ".join(str(value) for value in asdict(line).values()) + " |", flush=True)
    p99 = {line.load: line.p99 for line in found}
    ratio = round(p99.get("usual, heavy", 0) / p99.get("usual", 1), 2)
    print(f"the query of an hour: {stopped}; p99 of the others × {ratio}; load before {begin:.2f}")
    if options.json:
        result = {"lines": [asdict(line) for line in found], "heavy": stopped, "ratio": ratio}
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
