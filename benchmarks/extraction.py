"""Measure the extraction: kB of text per second and core, the time per component, and start-up times.

usage: python benchmarks/extraction.py [--runs N] [REPORT ...]

Measured are text reports (.txt, .md): those given, or else the examples and, where a folder `shared` with
development data stands beside the repository, its reports. Times are of the processor, not of the clock, so
that other work on the machine counts little. Each run is a process of its own, warmed up on another report:
nothing remembered of a text makes it faster. Printed are the medians as Markdown.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
WARM_UP = ROOT / "tests/data/last_report.txt"
SUFFIXES = (".txt", ".md")
#: The functions that `extract_facts` calls, by what they do.
COMPONENTS = {
    "句子与命名实体": ("sentences_of",),
    "报告学校": ("find_speaker",),
    "校名沿革": ("predecessors",),
    "专业": ("major_facts",),
    "联合办学": ("joint_programmes",),
    "合作": ("partnerships",),
    "指标（正文）": ("prose_indicators",),
    "指标（表格）": ("table_indicators",),
    "荣誉": ("grants_of", "honour_facts"),
    "项目": ("programme_facts",),
    "获奖": ("award_facts",),
}
READING, REST, TOTAL = "读版面", "其余", "合计"
STARTS = {
    "zhijiao --help": ("-m", "zhijiao", "--help"),
    "zhijiao query --list": ("-m", "zhijiao", "query", "--list"),
    "import zhijiao.extract.reports": ("-c", "import zhijiao.extract.reports"),
}


def measured_reports() -> list[Path]:
    """Return the reports that are measured unless others are given."""
    folders = [ROOT / "examples/reports", SHARED / "seeds"]
    return [
        path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir()) if _is_text(path)
    ]


def _is_text(path: Path) -> bool:
    return path.suffix in SUFFIXES


def once(reports: Sequence[Path]) -> dict[str, float]:
    """Read `reports` in this process; return seconds of the processor by component and in all."""
    from zhijiao.extract import extractor
    from zhijiao.extract.reading.decode import decode
    from zhijiao.extract.reading.layout import read_layout

    texts = [decode(path.read_bytes(), path) for path in reports]
    extractor.extract_facts(read_layout(decode(WARM_UP.read_bytes(), WARM_UP)))
    seconds: dict[str, float] = {}
    for name, functions in COMPONENTS.items():
        for function in functions:
            _time(extractor, function, name, seconds)
    begin = time.process_time()
    documents = [read_layout(text) for text in texts]
    seconds[READING] = time.process_time() - begin
    for document in documents:
        extractor.extract_facts(document)
    seconds[TOTAL] = time.process_time() - begin
    seconds[REST] = 2 * seconds[TOTAL] - sum(seconds.values())
    return seconds


def _time(module: ModuleType, function: str, name: str, seconds: dict[str, float]) -> None:
    """Make `function` of `module` add the time it takes to `seconds[name]`; generators are run out."""
    real: Callable[..., Any] = getattr(module, function)
    seconds.setdefault(name, 0.0)

    @wraps(real)
    def timed(*arguments: Any, **options: Any) -> Any:
        begin = time.process_time()
        found = real(*arguments, **options)
        found = list(found) if isinstance(found, Iterator) else found
        seconds[name] += time.process_time() - begin
        return found

    setattr(module, function, timed)


def run(reports: Sequence[Path]) -> dict[str, float]:
    """Read `reports` in a process of its own; return what `once` does."""
    command = [sys.executable, __file__, "--once", *map(str, reports)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {str(name): float(value) for name, value in json.loads(said).items()}


def start(arguments: Sequence[str]) -> float:
    """Return the seconds of the processor that Python takes with `arguments`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def tables(runs: Sequence[dict[str, float]], kilobytes: float, starts: dict[str, float]) -> str:
    """Return the medians of `runs` over texts of so many `kilobytes`, and the start-up times, as Markdown."""
    rows = ["| 部分 | 秒 | 占比 | kB/秒 |", "|---|---|---|---|"]
    total = statistics.median(one[TOTAL] for one in runs)
    for name in (READING, *COMPONENTS, REST, TOTAL):
        seconds = statistics.median(one[name] for one in runs)
        rate = f"{kilobytes / seconds:,.0f}" if seconds > 0 else "—"
        rows.append(f"| {name} | {seconds:.3f} | {seconds / total:.0%} | {rate} |")
    rows += ["", "| 启动 | 秒 |", "|---|---|"]
    rows += [f"| `{name}` | {seconds:.2f} |" for name, seconds in starts.items()]
    return "\n".join(rows) + "\n"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="*", type=Path, metavar="REPORT")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    reports = options.reports or measured_reports()
    if options.once:
        print(json.dumps(once(reports)))
        return
    kilobytes = sum(len(path.read_bytes()) for path in reports) / 1000
    starts = {
        name: statistics.median(start(arguments) for _ in range(options.runs))
        for name, arguments in STARTS.items()
    }
    print(f"{len(reports)} 份报告，{kilobytes:.0f} kB，{options.runs} 次的中位数\n")
    print(tables([run(reports) for _ in range(options.runs)], kilobytes, starts), end="")


if __name__ == "__main__":
    main()
