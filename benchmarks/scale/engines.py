"""Engines at growing numbers of triples: how fast they load one graph, and answer the same named queries."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import psutil

from zhijiao.benchmarks import engines
from zhijiao.graph.store import NQUADS_NAME, STORE_NAME

from .graphs import graph_folder, graph_step, triples_of
from .results import Figures
from .steps import Step, StepError

PART: Final = "engines"
#: Those that are measured unless told otherwise.
ENGINES: Final = ("oxigraph", "oxigraph-memory", "oxigraph-server", "rdflib", "virtuoso")
#: The queries that are asked without filters: of each sort one, from light to heavy.
QUERIES: Final = (
    "partners",
    "shared-partners",
    "schools-of-partner",
    "majors",
    "shared-majors",
    "awards",
    "award-ranking",
    "honours",
    "programmes",
    "joint-programmes",
    "indicators",
    "region",
)
_RUNS: Final = 3
#: Seconds that a query may take, and the part of the machine's memory that an engine may.
_SECONDS: Final = 60
_MEMORY: Final = 0.75


def engine_steps(work: Path, triples: int, names: Sequence[str], seed: int) -> Iterator[Step]:
    """Yield the making of a graph of about so many triples, and each engine over it."""
    yield graph_step(work, triples, seed)
    for engine in names:
        yield Step(f"{PART}/{triples}/{engine}", partial(_measured, work, triples, engine, seed))


def _measured(work: Path, triples: int, engine: str, seed: int) -> Figures:
    out = graph_folder(work, triples)
    for other in work.glob("graph-*"):
        if other != out:
            shutil.rmtree(other)  # of a size that is done: disks are small
    if not triples_of(out):
        graph_step(work, triples, seed).run()
    # An engine that would take all memory would end more than itself.
    bounds = engines.Bounds(_SECONDS, int(psutil.virtual_memory().total * _MEMORY) >> 20)
    found = engines.measure(out / NQUADS_NAME, out / STORE_NAME, engine, QUERIES, _RUNS, bounds)
    return {"triples": triples_of(out)} | figures_of(found)


def figures_of(found: Sequence[Mapping[str, Any]]) -> Figures:
    """Return what an engine took to load, and its time for each query, or why it has none.

    Raises StepError where the engine could not load the graph.
    """
    load = next((one for one in found if one.get("query") == "load"), None)
    if load is None or load.get("error"):
        raise StepError(str(load["error"]) if load else "没有装进图谱")
    queries = {
        str(one["query"]): {key: one[key] for key in ("ms", "rows", "error") if one.get(key) is not None}
        for one in found
        if one is not load
    }
    return {"load_seconds": load["seconds"], "memory_mb": load["memory_mb"], "queries": queries}
