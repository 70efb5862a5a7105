"""Builds of many generated reports, and rebuilds after one of them has changed: what each stage takes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Final

from zhijiao.benchmarks.generator import write_reports
from zhijiao.benchmarks.rebuild import Run, changes, run
from zhijiao.cli.folder import CACHE, FACTS, SITE, STORE
from zhijiao.graph.store import NQUADS_NAME, TURTLE_NAME

from .results import Figures
from .steps import Step, StepError
from .timeline import by_stage

PIPELINE: Final = "pipeline"
REBUILD: Final = "rebuild"
#: What follows the name of a build without pages.
BARE: Final = "no-site"
_NO_SITE: Final = "--no-site"
_FILES: Final = (NQUADS_NAME, TURTLE_NAME, STORE, FACTS, CACHE, SITE)


def pipeline_steps(work: Path, sizes: Sequence[int], seed: int) -> Iterator[Step]:
    """Yield builds of each size, without pages and with them."""
    for count in sizes:
        yield Step(f"{PIPELINE}/{count}/{BARE}", partial(_built, work, count, seed, pages=False))
        yield Step(f"{PIPELINE}/{count}", partial(_built, work, count, seed, pages=True))


def rebuild_steps(work: Path, sizes: Sequence[int], seed: int) -> Iterator[Step]:
    """Yield rebuilds of each size, after nothing, or one report, has changed."""
    for count in sizes:
        yield Step(f"{REBUILD}/{count}", partial(_rebuilt, work, count, seed))


def built_folder(work: Path, count: int, seed: int) -> Path:
    """Return the output folder of `count` reports with their pages, built where it is not there."""
    reports, out = _reports(work, count, seed), work / f"out-{count}"
    if not (out / "build.json").is_file():
        run("", reports, out)
    return out


def clear(work: Path, count: int) -> None:
    """Remove the reports of a size and all that was built of them."""
    for name in (f"reports-{count}", f"out-{count}", f"out-{count}-{BARE}"):
        shutil.rmtree(work / name, ignore_errors=True)


def _reports(work: Path, count: int, seed: int) -> Path:
    """Return the folder of generated reports, written where it is not there."""
    folder = work / f"reports-{count}"
    if not folder.is_dir():
        beside = work / f"reports-{count}.new"
        shutil.rmtree(beside, ignore_errors=True)
        write_reports(beside, count, seed)
        beside.rename(folder)
    return folder


def _built(work: Path, count: int, seed: int, *, pages: bool) -> Figures:
    reports = _reports(work, count, seed)
    out = work / (f"out-{count}" if pages else f"out-{count}-{BARE}")
    shutil.rmtree(out, ignore_errors=True)
    figures = _figures(run("", reports, out, *(() if pages else (_NO_SITE,))))
    paths = list(reports.iterdir())
    figures["reports"] = count
    figures["text_mb"] = round(sum(path.stat().st_size for path in paths) / 1e6, 3)
    figures["disk_mb"] = {name: _megabytes(out / name) for name in _FILES if (out / name).exists()}
    if not pages:
        shutil.rmtree(out)
    return figures


def _rebuilt(work: Path, count: int, seed: int) -> Figures:
    """Measure the rebuilds; the reports are others afterwards, so that reports and builds are removed."""
    begun = work / f"rebuilding-{count}"
    if begun.exists():
        clear(work, count)  # broken off: nobody knows how far the reports have changed
    out = built_folder(work, count, seed)
    begun.touch()
    reports = _reports(work, count, seed)
    runs = {}
    for label, change in changes(reports, count, seed):
        change()
        runs[label] = _figures(run(label, reports, out))
    clear(work, count)
    begun.unlink()
    return {"reports": count, "runs": runs}


def _figures(done: Run) -> Figures:
    made = done.made
    if made["failures"]:
        raise StepError(f"{len(made['failures'])} 份报告没有读成：{made['failures'][0]['reason']}")
    stages = by_stage(done.taken, done.stages, done.ended)
    return {
        "seconds": round(done.seconds, 2),
        "processor": round(done.taken.processor, 2),
        "memory_mb": round(done.taken.megabytes, 1),
        "largest_mb": round(done.taken.largest, 1),
        "stages": {name: asdict(stage) for name, stage in stages.items()},
        "read": made.get("read"),
        "characters": sum(one["characters"] for one in made["reports"]),
        "facts": sum(made["facts"].values()),
        "triples": made["graph"]["triples"],
        "quads": made["graph"]["quads"],
        "pages": made.get("pages") or 0,
        "violations": made.get("violations") or 0,
    }


def _megabytes(path: Path) -> float:
    paths = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return round(sum(one.stat().st_size for one in paths) / 1e6, 2)
