"""Write invented reports of distinct schools, the same for a seed, to measure builds of many.

usage: python benchmarks/many_reports.py FOLDER [--reports N] [--seed S]

Each is 8 to 30 kB of Chinese text with some hundred facts; partners are well-known and regional firms, some
met everywhere and most seldom, local bodies, colleges and groups. Every fifth is a school's second report.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from zhijiao.tests.making.many import write_reports


def main() -> None:
    """Write the reports and say how many bytes they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--reports", type=int, default=2000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    options = parser.parse_args()
    paths = write_reports(options.folder, options.reports, options.seed)
    print(f"{len(paths)} 份报告，{sum(path.stat().st_size for path in paths) / 1e6:.1f} MB：{options.folder}")


if __name__ == "__main__":
    main()
