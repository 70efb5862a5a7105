"""Measure rebuilds: seconds by stage after one of many generated reports was changed, added or removed.

usage: python benchmarks/rebuild.py [--reports N] [--seed S] [--verify] [--folder FOLDER]

N reports (see generator/; 2,000 unless told otherwise) are built from nothing, then built again with
nothing changed, one report changed, one added, one removed. Each build is a process of its own, start-up
included. Printed is a Markdown table: the seconds of each stage, of all, and of the processors, each with its
part of the first build, the most memory that a process took, and how many reports were read. Where other work
goes on, the seconds of the processors count. With --verify the reports are at last built anew elsewhere, and
the files must be the same byte for byte. FOLDER keeps reports and builds.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhijiao.benchmarks.generator import write_report, write_reports
from zhijiao.benchmarks.scale.processes import Watched, watch

#: What must be the same after rebuilds as after one build of the same reports.
SAME = ("graph.ttl", "graph.nq", "facts.jsonl")


@dataclass(frozen=True)
class Run:
    """A build: what was done before it, its `build.json`, when that was written, and what it took."""

    label: str
    made: dict[str, Any]
    ended: float
    taken: Watched

    @property
    def stages(self) -> dict[str, float]:
        """The seconds of each stage, in their order."""
        return {str(name): float(value) for name, value in self.made["seconds"].items()}

    @property
    def seconds(self) -> float:
        """The seconds in all, start-up included."""
        return self.taken.seconds


def run(label: str, reports: Path, out: Path, *options: str) -> Run:
    """Build `reports` into `out` in a process of its own. Raises CalledProcessError where that fails."""
    command = [sys.executable, "-m", "zhijiao", "build", str(reports), "--out", str(out), *options]
    taken = watch(command)
    manifest = out / "build.json"
    return Run(label, json.loads(manifest.read_text(encoding="utf-8")), manifest.stat().st_mtime, taken)


def rebuilds(folder: Path, count: int, seed: int) -> Iterator[Run]:
    """Build, change, and build again in `folder`; yield each build."""
    reports, out = folder / "reports", folder / "out"
    write_reports(reports, count, seed)
    yield run("全部新建", reports, out)
    for label, change in changes(reports, count, seed):
        change()
        yield run(label, reports, out)


def changes(reports: Path, count: int, seed: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is done to `count` generated reports before each build after the first, by its name."""
    changed, gone = count // 3, count // 2
    yield "没有改动", lambda: None
    yield "改一份", lambda: write_report(reports, changed, seed, revision=1)
    yield "加一份", lambda: write_report(reports, count, seed)
    yield "删一份", sorted(reports.iterdir())[gone].unlink


def table(runs: Sequence[Run]) -> str:
    """Return the runs as a Markdown table; the first is what the others are a part of."""
    stages = list(dict.fromkeys(stage for one in runs for stage in one.stages))
    heads = ["", *stages, "总计（含启动）", "占新建", "处理器秒", "占新建", "内存 MB", "读了几份"]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for one in runs:
        cells = [one.label, *(f"{one.stages.get(stage, 0):.2f}" for stage in stages), f"{one.seconds:.2f}"]
        cells += [f"{one.seconds / runs[0].seconds:.1%}", f"{one.taken.processor:.2f}"]
        cells += [f"{one.taken.processor / runs[0].taken.processor:.1%}", f"{one.taken.megabytes:.0f}"]
        lines.append("| " + " | ".join([*cells, str(one.made.get("read", "—"))]) + " |")
    return "\n".join(lines)


def differences(out: Path, fresh: Path) -> list[str]:
    """Return the names of files that are other in `out` than in `fresh`: of the graph, and of the pages."""
    pages = {path.relative_to(one) for one in (out, fresh) for path in (one / "site").rglob("*.*")}
    names = [*map(Path, SAME), *sorted(pages)]
    return [str(name) for name in names if _content(out / name) != _content(fresh / name)]


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def measure(folder: Path, count: int, seed: int, verify: bool) -> None:
    """Print the table, and whether a build anew comes to the same."""
    runs: list[Run] = []
    for one in rebuilds(folder, count, seed):
        runs.append(one)
        print(f"{one.label}：{one.seconds:.1f} 秒", file=sys.stderr)
    graph = runs[-1].made["graph"]
    print(f"{count} 份生成的报告，{graph['triples']:,} 个三元组，{os.cpu_count()} 个处理器\n")
    print(table(runs))
    if verify:
        run("重建", folder / "reports", folder / "fresh")
        unlike = differences(folder / "out", folder / "fresh")
        said = f"{len(unlike)} 个文件不同：{unlike[:5]}" if unlike else "全部相同"
        print(f"\n与重新建的逐字节比较：{said}")
        if unlike:
            raise SystemExit(1)


def main() -> None:
    """Measure in the folder told, or in one that goes afterwards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=2000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--verify", action="store_true")
    parser.add_argument("--folder", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    if options.folder:
        options.folder.mkdir(parents=True)
        measure(options.folder, options.reports, options.seed, options.verify)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), options.reports, options.seed, options.verify)


if __name__ == "__main__":
    main()
