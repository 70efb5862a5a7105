"""Run the W3C suite against the server and print what `docs/conformance.md` says of it.

usage: python -m zhijiao.tests.making.w3c_report FOLDER

FOLDER is a copy of https://github.com/w3c/rdf-tests.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from collections import Counter
from pathlib import Path

from .w3c import cases, folders
from .w3c_runner import Outcome, run
from .w3c_server import swapped_store


def outcomes(suite: Path) -> list[Outcome]:
    """Return what became of every test. Raises as `w3c_runner.run`."""
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as scratch, swapped_store(Path(scratch)) as service:
        return [run(suite, case, service) for folder in folders(suite) for case in cases(suite, folder)]


def main() -> None:
    """Print a table of folders, then the tests that were answered otherwise."""
    found = outcomes(Path(sys.argv[1]))
    counts: dict[str, Counter[str]] = {}
    for one in found:
        what = one.why if not one.applies else "otherwise" if one.why else "passed"
        counts.setdefault(one.case.folder, Counter())[what] += 1
    print("| 文件夹 | 通过 | 结果不同 | 不适用 |\n|---|---|---|---|")
    for folder, count in counts.items():
        left = sum(count.values()) - count["passed"] - count["otherwise"]
        print(f"| {folder} | {count['passed']} | {count['otherwise']} | {left} |")
    whole = sum(counts.values(), Counter())
    print(f"| 共 {len(found)} | {whole.pop('passed')} | {whole.pop('otherwise')} | {dict(whole)} |\n")
    for one in found:
        if one.applies and one.why:
            print(f"- `{one.case.folder}#{one.case.name}`: {one.why}")


if __name__ == "__main__":
    main()
