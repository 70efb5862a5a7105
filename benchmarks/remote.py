"""How long a graph takes into a SPARQL server: the first time, unchanged, and with one report gone.

usage: python benchmarks/remote.py OUT URL

OUT is the output folder of a build; the server at URL must not hold a graph of ours yet. What the environment
says of servers (ZHIJIAO_SPARQL_USER …) holds here too. The graph stays in the server.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from zhijiao.graph.remote.content import contents
from zhijiao.graph.remote.publish import publish
from zhijiao.graph.remote.settings import settings_of
from zhijiao.graph.remote.store import RemoteStore
from zhijiao.graph.store import NQUADS_NAME, GraphStore
from zhijiao.queries.run import run

_REPORT = "/graph/report/"


def main() -> None:
    """Print the seconds of each step."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    out, url = Path(sys.argv[1]), sys.argv[2]
    nquads = out / NQUADS_NAME
    base = GraphStore.open(out / "store").base()
    print(f"{sum(one.triples for one in contents(nquads).values())} quads")
    with tempfile.TemporaryDirectory() as folder:
        fewer = Path(folder) / NQUADS_NAME
        _without_a_report(nquads, fewer)
        for what, path in (("first", nquads), ("unchanged", nquads), ("one report gone", fewer)):
            with RemoteStore(settings_of(url, os.environ)) as store:
                begin = time.perf_counter()
                done = publish(store, path, base)
                print(f"{what}: {time.perf_counter() - begin:.1f} s, {done}")
    with RemoteStore(settings_of(url, os.environ)) as store:
        for name in ("partners", "shared-partners"):
            begin = time.perf_counter()
            rows = len(run(store, name, limit=1000).rows)
            print(f"{name}: {time.perf_counter() - begin:.2f} s, {rows} rows")


def _without_a_report(nquads: Path, target: Path) -> None:
    """Write the quads of a file without those of the graph of the first report in it."""
    report = next(graph for graph in sorted(contents(nquads)) if _REPORT in graph)
    ending = f" <{report}> .\n".encode()
    with nquads.open("rb") as lines, target.open("wb") as kept:
        kept.writelines(line for line in lines if not line.endswith(ending))


if __name__ == "__main__":
    main()
