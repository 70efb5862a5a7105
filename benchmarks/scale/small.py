"""The small version: ratios of some dozens of reports, in one process, within a minute.

A ratio says how much of something is done in the time that the yardstick takes, so that it is about the same
on every machine: kB extracted, triples made, loaded and checked, queries answered, pages written. Processor
time counts, the best of three rounds, since machines are busy.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from zhijiao.benchmarks.generator import write_reports
from zhijiao.extract.facts import ReportFacts
from zhijiao.extract.reports import extract_report
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.graph.validation.check import validate_store
from zhijiao.queries.run import run
from zhijiao.viz.site import build_site

from . import yardstick

REPORTS: Final = 24
_ROUNDS: Final = 3
_SEED: Final = 1
#: A part of the reports, to see whether the graph's cost grows faster than their number.
_PART: Final = 3
#: A query of a small graph takes milliseconds: so many times together.
_REPEATS: Final = 5
_QUERIES: Final = ("shared-partners", "partners", "majors", "awards", "indicators")
GROWTH: Final = "graph, growth"


@dataclass(slots=True)
class _Best:
    """The least processor seconds of each piece over the rounds, and how much each does."""

    seconds: dict[str, float] = field(default_factory=dict)
    amounts: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, piece: str) -> Iterator[None]:
        begin = time.process_time()
        yield
        spent = time.process_time() - begin
        self.seconds[piece] = min(spent, self.seconds.get(piece, spent))


def small_ratios(
    say: Callable[[str], None], reports: int = REPORTS, rounds: int = _ROUNDS
) -> dict[str, float]:
    """Return the ratios by name, each the better the higher; `say` is told of each round."""
    best, yard = _Best(), dict[str, float]()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        paths = write_reports(folder / "reports", reports, _SEED)
        build_graph([extract_report(paths[0], paths[0].name)])  # loads the lists
        for number in range(rounds):
            for piece, seconds in yardstick.measure(runs=1).items():
                yard[piece] = min(seconds, yard.get(piece, seconds))
            _round(paths, folder / str(number), best)
            say(f"第 {number + 1}/{rounds} 轮")
    ratios = {
        piece: best.amounts[piece] / seconds * yardstick.seconds_for(piece.partition(",")[0], yard)
        for piece, seconds in best.seconds.items()
        if piece != GROWTH
    }
    # Reports a second of all of them, as a part of that of some of them: 1 where cost grows as their number.
    ratios[GROWTH] = best.seconds[GROWTH] * best.amounts[GROWTH] / best.seconds["graph"]
    return {name: float(f"{value:.4g}") for name, value in sorted(ratios.items())}


def _round(paths: list[Path], folder: Path, best: _Best) -> None:
    """Do all pieces once."""
    folder.mkdir()
    facts: list[ReportFacts] = []
    with best.timed("extract"):
        facts += (extract_report(path, path.name) for path in paths)
    best.amounts["extract"] = sum(path.stat().st_size for path in paths) / 1000
    some = facts[: len(facts) // _PART]
    with best.timed(GROWTH):
        build_graph(some)
    best.amounts[GROWTH] = len(facts) / len(some)
    with best.timed("graph"):
        graph = build_graph(facts)
    triples = best.amounts["graph"] = graph.counts["triples"]
    for piece in ("load, disk", "load, memory", "validate"):
        best.amounts[piece] = triples
    with best.timed("load, disk"):
        GraphStore.create(folder / "store", graph.nquads)
    with best.timed("load, memory"):
        store = GraphStore.memory(graph.nquads)
    with best.timed("validate"):
        validate_store(store)
    for name in _QUERIES:
        with best.timed(f"queries, {name}"):
            for _ in range(_REPEATS):
                run(store, name)
        best.amounts[f"queries, {name}"] = _REPEATS
    with best.timed("site"):
        best.amounts["site"] = build_site(store, folder / "site").pages
