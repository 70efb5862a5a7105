"""Write generated reports and their truth.

usage: python -m zhijiao.benchmarks.generator FOLDER --reports N --seed S [--noise RATE] [--truth FILE.jsonl]
           [--size X] [--formats txt,md,html,docx] [--workers W]
           [--misprints RATE] [--broken-tables RATE] [--contradictions RATE]

Report k of a seed is the same however many are made and by however many processes. --noise sets the rate of
misprints (share of statements), broken tables (share of tables) and contradictions (share of the school's
figures) at once, the three others each alone. The truth has a line for each fact, in the form of the gold
files, with the report's name, its layout, and what noise touched the fact.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from .files import FORMATS, format_of, write
from .noise import Noise

#: Reports that a process makes at a time.
_TOGETHER = 50
_FEW = 100  #: so few reports that other processes are not worth their start


def made(
    number: int, folder: Path, seed: int, *, noise: Noise, size: float, formats: Sequence[str], truth: bool
) -> tuple[int, int, str]:
    """Write a report; return how many bytes and facts it has, and its lines of truth where wanted."""
    one, path = write(folder, number, seed, noise=noise, size=size, formats=formats)
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in one.to_json()) if truth else ""
    return path.stat().st_size, len(one.facts), lines


def _all(count: int, workers: int, make: partial[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    if workers == 1 or count < _FEW:
        yield from map(make, range(count))
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(make, range(count), chunksize=_TOGETHER)


def main() -> None:
    """Write what the command line asks for, and say how much it is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--reports", type=int, default=2000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--noise", type=float, default=0.0, metavar="RATE")
    for name in ("misprints", "broken-tables", "contradictions"):
        parser.add_argument(f"--{name}", type=float, metavar="RATE")
    parser.add_argument("--truth", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--size", type=float, default=1.0, metavar="X")
    parser.add_argument("--formats", default="txt", help="、".join(FORMATS))
    parser.add_argument("--workers", type=int, default=2, metavar="W")
    options = parser.parse_args()
    rates = (options.misprints, options.broken_tables, options.contradictions)
    formats = options.formats.split(",")
    try:
        noise = Noise(*(options.noise if rate is None else rate for rate in rates))
        format_of(0, options.seed, formats)
    except ValueError as error:
        parser.error(str(error))
    options.folder.mkdir(parents=True, exist_ok=True)
    make = partial(
        made,
        folder=options.folder,
        seed=options.seed,
        noise=noise,
        size=options.size,
        formats=formats,
        truth=options.truth is not None,
    )
    size = facts = 0
    if options.truth:
        options.truth.write_text("", encoding="utf-8")
    for bytes_, count, lines in _all(options.reports, options.workers, make):
        size, facts = size + bytes_, facts + count
        if options.truth:
            with options.truth.open("a", encoding="utf-8") as file:
                file.write(lines)
    print(f"{options.reports} 份报告，{size / 1e6:.1f} MB，{facts} 条事实：{options.folder}")


if __name__ == "__main__":
    main()
