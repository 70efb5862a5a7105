"""Graphs of a wanted number of triples, of the true facts of generated reports, without any text of them.

`python -m zhijiao.benchmarks.scale.graphs FOLDER TRIPLES SEED` makes one in a process of its own.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from zhijiao.benchmarks.generator import facts_of
from zhijiao.extract.facts import ReportFacts
from zhijiao.extract.workers import default_jobs
from zhijiao.graph.assembly import Source
from zhijiao.graph.build import build_graph
from zhijiao.graph.iris import Minter
from zhijiao.graph.resolution.mentions import report_mentions
from zhijiao.graph.store import NQUADS_NAME, STORE_NAME
from zhijiao.graph.workspace import Workspace, build_workspace_graph

from .processes import watch
from .results import Figures
from .steps import Step

GRAPHS: Final = "graphs"
_MODULE: Final = "zhijiao.benchmarks.scale.graphs"
#: The file in a graph's folder that says how many triples it has; it is written last.
_COUNTED: Final = "triples"
#: Reports of which the triples of one are reckoned.
_SAMPLE: Final = 100
#: Reports whose names a process collects at once.
_CHUNK: Final = 50


def graph_step(work: Path, triples: int, seed: int) -> Step:
    """Return the making and loading of a graph of about so many triples, in processes of their own."""
    return Step(f"{GRAPHS}/{triples}", partial(_measured, work, triples, seed))


def graph_folder(work: Path, triples: int) -> Path:
    """Return where a graph of about so many triples is made: graph.nq and store."""
    return work / f"graph-{triples}"


def _measured(work: Path, triples: int, seed: int) -> Figures:
    out = graph_folder(work, triples)
    shutil.rmtree(out, ignore_errors=True)
    taken = watch([sys.executable, "-m", _MODULE, str(out), str(triples), str(seed)])
    return {
        "triples": triples_of(out),
        "seconds": round(taken.seconds, 2),
        "processor": round(taken.processor, 2),
        "memory_mb": round(taken.megabytes, 1),
        "nquads_mb": round((out / NQUADS_NAME).stat().st_size / 1e6, 1),
        "store_mb": round(sum(one.stat().st_size for one in (out / STORE_NAME).iterdir()) / 1e6, 1),
    }


def triples_of(out: Path) -> int:
    """Return how many triples the graph in a folder has; 0 where none was made there."""
    counted = out / _COUNTED
    return int(counted.read_text()) if counted.is_file() else 0


@dataclass(frozen=True, slots=True)
class GeneratedFacts:
    """Gives the facts of a generated report by its name, which is its number; can go to other processes."""

    seed: int

    def __call__(self, report: str) -> ReportFacts:
        """Return the facts. Raises ValueError where the name is no number."""
        return replace(facts_of(int(report), self.seed), report=report)

    def source(self, report: str) -> Source:
        """Return what the graph needs to know of a report beforehand."""
        return Source(report_mentions(self(report)), f"{self.seed}-{report}")


def reports_for(triples: int, seed: int) -> int:
    """Return how many reports make about so many triples."""
    facts = GeneratedFacts(seed)
    sample = build_graph([facts(name) for name in _names(_SAMPLE)])
    return max(1, round(triples * _SAMPLE / sample.counts["triples"]))


def make_graph(out: Path, triples: int, seed: int, jobs: int | None = None) -> int:
    """Write graph.nq and the store of about so many triples into `out`; return how many they are.

    A folder that is there already is taken for whole: it gets its name last. Raises what
    build_workspace_graph raises.
    """
    if known := triples_of(out):
        return known
    beside = out.with_name(f"{out.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    facts, jobs = GeneratedFacts(seed), jobs or default_jobs()
    sources = list(_sources(facts, reports_for(triples, seed), jobs))
    made = build_workspace_graph(sources, facts, Minter(), beside, workspace=Workspace(), jobs=jobs)
    found = made.counts["triples"]
    (beside / _COUNTED).write_text(f"{found}\n")
    beside.rename(out)
    return found


def _sources(facts: GeneratedFacts, reports: int, jobs: int) -> Iterator[Source]:
    names = _names(reports)
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(partial(GeneratedFacts.source, facts), names, chunksize=_CHUNK)


def _names(reports: int) -> list[str]:
    return [f"{number:07}" for number in range(reports)]


def main() -> None:
    """Make a graph."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("triples", type=int)
    parser.add_argument("seed", type=int)
    options = parser.parse_args()
    print(make_graph(options.folder, options.triples, options.seed))


if __name__ == "__main__":
    main()
