"""Send malformed requests to a server of its own and count what it answers.

usage: python benchmarks/malformed.py [--requests N] [--seed S] [--threads N]

The server is that of the tests, over their small graph. After every hundred requests it is asked a query
whose answer is known. Ends with status 1 where a request was answered with 5xx or a known answer was wrong.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from zhijiao.serve.app import create_app
from zhijiao.serve.settings import Limits, Settings
from zhijiao.tests.making.malformed import Attack, attacks
from zhijiao.tests.making.serving import probed, send, serving, small_store


def outcome(port: int, attack: Attack) -> str:
    """Return the status that an attack got, or what else became of it."""
    try:
        status = send(port, attack)
    except Exception as error:
        return type(error).__name__
    return "closed" if status is None else str(status)


def main() -> int:
    """Print a table of kinds and statuses; return the status of the program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--threads", type=int, default=4)
    options = parser.parse_args()
    counts: dict[str, Counter[str]] = {}
    faults: list[str] = []
    wrong = 0
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(options.threads) as threads:
        site = Path(scratch) / "site"
        site.mkdir()
        (site / "index.html").write_text("<!DOCTYPE html><title>x</title>", encoding="utf-8")
        settings = Settings(small_store(Path(scratch) / "store"), site, limits=Limits(seconds=20.0))
        with serving(create_app(settings)) as url:
            port = urlsplit(url).port or 0
            sent = list(attacks(options.seed, options.requests))
            for start in range(0, len(sent), 100):
                some = sent[start : start + 100]
                for one, seen in zip(some, threads.map(lambda each: outcome(port, each), some), strict=True):
                    counts.setdefault(one.kind, Counter())[seen] += 1
                    good = seen[0] in "234" or (seen == "closed" and one.cut)
                    if not good:
                        faults.append(f"{one.kind} {seen} {one.raw[:400]!r}")
                wrong += not probed(url)
    statuses = sorted({seen for found in counts.values() for seen in found})
    print(f"| kind | {' | '.join(statuses)} |\n|{'---|' * (len(statuses) + 1)}")
    for kind, found in sorted(counts.items()):
        print(f"| {kind} | {' | '.join(str(found[seen] or '') for seen in statuses)} |")
    seconds = time.perf_counter() - begin
    print(f"{len(sent)} requests in {seconds:.0f} s, {len(faults)} faults, {wrong} wrong answers")
    print("\n".join(faults[:50]))
    return 1 if faults or wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
