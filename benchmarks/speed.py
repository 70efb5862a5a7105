"""Measure a build: seconds per stage, start-up included. The rate of extraction alone: see extraction.py.

usage: python benchmarks/speed.py REPORTS [--runs N]

REPORTS is a folder of reports. Each run is a process of its own; the medians are printed as a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def build_once(reports: Path) -> dict[str, float]:
    """Build `reports` in a process of its own; return seconds by stage and in all."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "zhijiao", "build", str(reports), "--out", str(out)],
            check=True,
            capture_output=True,
        )
        seconds = time.perf_counter() - begin
        manifest = json.loads((out / "build.json").read_text(encoding="utf-8"))
        stages = {str(name): float(value) for name, value in manifest["seconds"].items()}
        return {**stages, "总计（含启动）": seconds}


def main() -> None:
    """Print the medians of several runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    runs = [build_once(options.reports) for _ in range(options.runs)]
    print("| 阶段 | 中位数 | 最小 | 最大 |\n|---|---|---|---|")
    for name in runs[0]:
        values = [run[name] for run in runs]
        print(f"| {name} | {statistics.median(values):.2f} | {min(values):.2f} | {max(values):.2f} |")


if __name__ == "__main__":
    main()
