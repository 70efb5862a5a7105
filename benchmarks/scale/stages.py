"""Single stages by themselves at growing sizes: resolution, inference, validation, and serving.

Each is measured in a process of its own (`python -m zhijiao.benchmarks.scale.stages STAGE SIZE FILE` writes
its figures), with what the other benchmarks make to measure them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from .processes import watch
from .results import Figures
from .steps import Step

STAGES: Final = "stages"
SERVING: Final = "serving"
_SECONDS: Final = 10
_MODULE: Final = "zhijiao.benchmarks.scale.stages"


def stage_steps(sizes: Sequence[int]) -> Iterator[Step]:
    """Yield the stages at each size: mentions of names for resolution, triples for the others."""
    for stage in MEASURED:
        for size in sizes:
            yield Step(f"{STAGES}/{stage}/{size}", partial(_measured, stage, size))


def serving_step(built: Callable[[], Path], reports: int) -> Step:
    """Return the measuring of the server over a folder that `built` gives, of so many reports."""
    return Step(f"{SERVING}/{reports}", lambda: _served(built(), reports))


def _measured(stage: str, size: int) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        taken = watch([sys.executable, "-m", _MODULE, stage, str(size), str(file)])
        figures: Figures = json.loads(file.read_text(encoding="utf-8"))
    return figures | {"memory_mb": round(taken.megabytes, 1)}


def _served(out: Path, reports: int) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.json"
        module = "zhijiao.benchmarks.serving"
        watch([sys.executable, "-m", module, str(out), "--seconds", str(_SECONDS), "--json", str(file)])
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return {"reports": reports, "lines": found["lines"], "ratio": found["ratio"]}


def resolution(mentions: int) -> Figures:
    """Resolve so many made-up mentions of names; `processor` is of collecting and resolving them."""
    from zhijiao.benchmarks.resolution import Maker
    from zhijiao.graph.iris import Minter
    from zhijiao.graph.resolution.mentions import report_mentions
    from zhijiao.graph.resolution.resolve import resolve_mentions

    reports = list(Maker().reports(mentions))
    begin = time.process_time()
    found = [report_mentions(one) for one in reports]
    resolved = resolve_mentions(found, Minter())
    spent = time.process_time() - begin
    count = sum(len(one.mentions) for one in found)
    return {"size": count, "processor": round(spent, 3), "found": len(resolved.entities)}


def inference(triples: int) -> Figures:
    """Infer by the rules over so many triples; `processor` is without the reading of them."""
    from zhijiao.benchmarks.inference import example_graphs, many, quads
    from zhijiao.graph.inference import Rules

    graphs = list(many(example_graphs(), triples))
    begin = time.process_time()
    for graph in graphs:
        for _ in quads(graph):
            pass
    read = time.process_time()
    found = sum(len(Rules.shipped().infer(quads(graph))) for graph in graphs)
    spent = time.process_time() - read - (read - begin)
    size = sum(graph.count(b"\n") for graph in graphs)
    return {"size": size, "processor": round(spent, 3), "found": found}


def validation(triples: int) -> Figures:
    """Check so many triples against the shapes, in a store in memory."""
    from zhijiao.benchmarks.validation import large_graph
    from zhijiao.graph.store import GraphStore
    from zhijiao.graph.turtle import sorted_ntriples
    from zhijiao.graph.validation.check import validate_store

    nquads = large_graph(triples)
    store = GraphStore.memory(nquads)
    begin = time.process_time()
    found = validate_store(store)
    spent = time.process_time() - begin
    return {
        "size": sorted_ntriples(nquads).count(b"\n"),
        "processor": round(spent, 3),
        "found": len(found),
    }


MEASURED: Final[Mapping[str, Callable[[int], Figures]]] = {
    "resolution": resolution,
    "inference": inference,
    "validation": validation,
}


def main() -> None:
    """Measure one stage and write its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=list(MEASURED))
    parser.add_argument("size", type=int)
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    options.file.write_text(json.dumps(MEASURED[options.stage](options.size)), encoding="utf-8")


if __name__ == "__main__":
    main()
