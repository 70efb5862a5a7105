"""Serve for the working day of ten users, compressed: every request as soon as the one before is answered.

usage: python benchmarks/soak.py [--requests N] [--seconds S] [--clients N] [--workers N] [--rebuild N]
                                 [--seed S] [--json FILE]

28,800 requests are those of ten users in eight hours, one every ten seconds each. What is asked is every kind
of thing, right and wrong (`tests/making/visiting.py`); after every N requests the reports are built anew into
the folder that is served, with one report more or less. It ends with status 1 where an answer was wrong, a
request met a fault of the server, or memory, descriptors, threads, processes or temporary files grow beyond
their bounds.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from zhijiao.graph.store import STORE_NAME, GraphStore
from zhijiao.ontology.namespaces import ZJ
from zhijiao.tests.making.examples import REPORTS
from zhijiao.tests.making.visiting import Place, Question, Seen, answered, pages_of, questions, visit
from zhijiao.tests.making.watching import Bounds, Sample, Watch, faults, growth, table

#: Requests of ten users in eight hours.
DAY: Final = 28_800
#: Seconds of processor that a query may take: some visits ask for more.
_LIMIT: Final = 2.0
_WARM: Final = 200
_FAULTS_TOLD: Final = 20
#: How often a question is asked again at the end.
_PATIENCE: Final = 20


@dataclass(slots=True)
class Soak:
    """What came of it: visits by kind and status, faults, samples, and looks when all was quiet."""

    visits: Counter[tuple[str, int]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    before: Sample | None = None
    after: Sample | None = None
    rebuilds: int = 0
    seconds: float = 0.0

    @property
    def requests(self) -> int:
        """The number of visits."""
        return self.visits.total()


@dataclass(frozen=True, slots=True)
class Course:
    """How long it goes on: so many requests or seconds, whichever is over first, by so many clients at once.

    `rebuild` is called after every `every` requests, and once more where the number of calls is odd.
    """

    requests: int = DAY
    seconds: float = 600.0
    clients: int = 6
    seed: int = 1
    warm: int = _WARM
    every: int = 0
    rebuild: Callable[[], None] = lambda: None


@contextmanager
def server(folder: Path, temporary: Path, workers: int = 2) -> Iterator[tuple[int, int]]:
    """Serve a folder by `zhijiao serve`; give the number of its process and its port, and stop it afterwards.

    Its temporary files are in `temporary`. Raises RuntimeError where it does not start.
    """
    command = [sys.executable, "-m", "zhijiao", "serve", str(folder), "--port", "0"]
    command += ["--workers", str(workers), "--seconds", str(_LIMIT), "--memory-mb", "1000"]
    log = temporary.parent / "server.log"
    with log.open("w", encoding="utf-8") as out:
        told = os.environ | {"TMPDIR": str(temporary)}
        process = subprocess.Popen(command, stdout=out, stderr=out, env=told)
    try:
        yield process.pid, _port(process, log)
    finally:
        process.terminate()
        process.wait(30)


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    end = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < end:
        lines = log.read_text(encoding="utf-8").splitlines()
        line = next((one for one in lines if one.endswith("/sparql")), "")
        with suppress(OSError, ValueError):
            port = int(line.removesuffix("/sparql").rpartition(":")[2])
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/ready")
            status = connection.getresponse().status
            connection.close()
            if status == 200:
                return port
        time.sleep(0.1)
    raise RuntimeError(log.read_text(encoding="utf-8"))


def soak(process: int, place: Place, temporary: Path, course: Course) -> Soak:
    """Visit a server as `course` says, and watch it."""
    found = Soak()
    lock = threading.Lock()
    begin = time.monotonic()
    end = begin + course.seconds
    counted = [0]

    def note(one: Seen) -> None:
        with lock:
            found.visits[one.kind, one.status] += 1
            if one.fault:
                found.faults.append(f"{one.kind}: {one.fault}")

    def client(last: int) -> None:
        while time.monotonic() < end:
            with lock:
                if counted[0] >= last:
                    return
                counted[0] += 1
                number = counted[0]
            note(visit(place, course.seed, number))

    def crowd(last: int) -> None:
        threads = [threading.Thread(target=client, args=(last,), daemon=True) for _ in range(course.clients)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            if course.every and counted[0] // course.every > found.rebuilds:
                course.rebuild()
                found.rebuilds += 1
            time.sleep(0.05)

    with Watch(process, temporary, lambda: counted[0], max(0.2, course.seconds / 300)) as watch:
        crowd(min(course.warm, course.requests))
        found.before = watch.quiet()
        watch.samples.clear()
        crowd(course.requests)
        if found.rebuilds % 2:
            course.rebuild()
            found.rebuilds += 1
        found.samples = list(watch.samples)
        found.after = watch.quiet(found.before)
    found.seconds = time.monotonic() - begin
    return found


def verdict(found: Soak, place: Place, bounds: Bounds) -> list[str]:
    """Return all that is wrong: faults on the way, what has leaked, wrong answers at the end."""
    wrong = list(found.faults)
    if found.before is not None and found.after is not None:
        wrong += faults(found.samples, found.before, found.after, bounds)
    last = [_answered(place, question) for question in place.questions]
    return wrong + [
        f"at the end: {one.fault or one.status}" for one in last if one.fault or one.status != 200
    ]


def _answered(place: Place, question: Question) -> Seen:
    """Ask a question when all is quiet; a server that is busy still, after a rebuild, is asked again."""
    for _ in range(_PATIENCE):
        if (found := answered(place, question)).status not in (503, 504):
            break
        time.sleep(0.5)
    return found


def build(sources: Path, out: Path) -> None:
    """Build reports as a user does. Raises subprocess.CalledProcessError where that fails."""
    command = [sys.executable, "-m", "zhijiao", "build", str(sources), "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)


def place_of(out: Path, others: list[Path], port: int) -> Place:
    """Return what there is to visit in a folder that is served; answers may be those of `others` as well."""
    store = GraphStore.open(out / STORE_NAME)
    stores = [store, *(GraphStore.open(one / STORE_NAME) for one in others)]
    iris = [iri for name in ("School", "Organisation", "Major") for iri in store.things(f"{ZJ}{name}")[:40]]
    things = tuple(quote(urlsplit(iri).path.removeprefix("/zhijiao")) for iri in iris)
    return Place(port, pages_of(out / "site"), things, questions(stores))


def main() -> int:
    """Print the verdict and what it is from; return the status of the program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=DAY)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--clients", type=int, default=6)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rebuild", type=int, default=4000, help="after so many requests; 0: never")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        sources, out, other, temporary = (top / name for name in ("reports", "out", "other", "tmp"))
        temporary.mkdir()
        shutil.copytree(REPORTS, sources)
        toggled = sorted(sources.glob("*.txt"))[0]
        build(sources, out)
        aside = toggled.rename(top / toggled.name)
        build(sources, other)
        aside.rename(toggled)

        def rebuild() -> None:
            if aside.exists():
                aside.rename(toggled)
            else:
                toggled.rename(aside)
            build(sources, out)

        with server(out, temporary, options.workers) as (process, port):
            place = place_of(out, [other], port)
            course = Course(
                options.requests,
                options.seconds,
                options.clients,
                options.seed,
                every=options.rebuild,
                rebuild=rebuild,
            )
            found = soak(process, place, temporary, course)
            # Every second build gives the graph of the first again.
            wrong = verdict(found, place_of(out, [], port), Bounds())
    print(f"{found.requests} requests in {found.seconds:.0f} s, {found.rebuilds} rebuilds")
    kinds = sorted({kind for kind, _ in found.visits})
    for kind in kinds:
        seen = {status: number for (one, status), number in sorted(found.visits.items()) if one == kind}
        told = ", ".join(f"{number} of {status or 'no status'}" for status, number in seen.items())
        print(f"  {kind}: {told}")
    print(table(found.samples))
    grows = {
        name: round(growth(found.samples, name), 1) for name in ("server_mb", "worker_mb", "descriptors")
    }
    print(f"grows over the watched time: {grows}")
    print(f"quiet before: {found.before}\nquiet after:  {found.after}")
    print("\n".join(wrong[:_FAULTS_TOLD]) if wrong else "nothing leaks, and all answers were right")
    if options.json:
        result = {
            "requests": found.requests,
            "seconds": round(found.seconds, 1),
            "rebuilds": found.rebuilds,
            "growth": grows,
            "samples": [asdict(one) for one in found.samples],
            "faults": wrong,
        }
        options.json.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
