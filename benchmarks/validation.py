"""Measure how long it takes to check a graph: shapes compiled to SPARQL against pySHACL, on the same graph.

usage: python benchmarks/validation.py [--triples N] [--pyshacl] [--touched N] [--breakdown N]

The graph is that of the example facts, with its schools, reports, statements and persons again and again
under other names until there are N triples (1,000,000); organisations, majors and competitions are shared, as
they are among real reports. Times are of the processor, so that other work on the machine counts little. With
--pyshacl the same graph goes through pySHACL too, and what is found has to be equal. --touched is the number
of things that an incremental build would check (500); --breakdown lists the dearest queries.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore, Rows, Value
from zhijiao.graph.turtle import sorted_ntriples
from zhijiao.graph.validation.check import validate_store
from zhijiao.graph.validation.validate import validate
from zhijiao.ontology.namespaces import EVIDENCE_NAMES, STATEMENT_NAMES, ZJ

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "facts"
OWN = {"school", "person", "report", *STATEMENT_NAMES, *EVIDENCE_NAMES}
OWN_IRI = re.compile(rf"(/id/(?:{'|'.join(sorted(OWN))})/[^>]*|/graph/report/[^>]*)>")


def large_graph(triples: int) -> bytes:
    """Return N-Quads of the example graph, repeated under other names until it has some `triples`."""
    reports = [ReportFacts(path.stem, tuple(read_facts(path))) for path in sorted(EXAMPLES.glob("*.jsonl"))]
    build = build_graph(reports)
    text = build.nquads.decode()
    own = sum(1 for line in set(sorted_ntriples(build.nquads).decode().splitlines()) if OWN_IRI.search(line))
    shared = build.counts["triples"] - own
    copies = max(1, round((triples - shared) / own))
    parts = [text, *(OWN_IRI.sub(rf"\1-{number}>", text) for number in range(1, copies))]
    return "".join(parts).encode()


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how much time of the processor, and in all, the block takes."""
    processor, begin = time.process_time(), time.perf_counter()
    yield
    spent = time.process_time() - processor
    print(f"| {what} | {spent:.2f} s | {time.perf_counter() - begin:.2f} s |", flush=True)


def breakdown(store: GraphStore, number: int) -> None:
    """Print the queries that take longest."""
    spent: defaultdict[str, float] = defaultdict(float)
    select: Callable[[str, Mapping[str, Value] | None], Rows] = store.select

    class Watched(GraphStore):
        def select(self, query: str, bindings: Mapping[str, Value] | None = None) -> Rows:
            begin = time.process_time()
            rows = select(query, bindings)
            spent[query] += time.process_time() - begin
            return rows

    watched = Watched(store._store)
    validate_store(watched)
    print(f"{len(spent)} queries")
    for query, seconds in sorted(spent.items(), key=lambda one: -one[1])[:number]:
        print(f"{seconds:.2f} s {query}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--triples", type=int, default=1_000_000, help="size of the graph")
    parser.add_argument("--pyshacl", action="store_true", help="pySHACL on the same graph, too")
    parser.add_argument("--touched", type=int, default=500, help="things that a rebuild has touched")
    parser.add_argument("--breakdown", type=int, default=0, help="list this many of the dearest queries")
    options = parser.parse_args()
    nquads = large_graph(options.triples)
    triples = sorted_ntriples(nquads).count(b"\n")
    print(f"{triples:,} triples\n")
    print("| check | processor | in all |\n| --- | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        memory, disk = GraphStore.memory(nquads), GraphStore.create(Path(folder) / "store", nquads)
        with timed("compiled, store in memory"):
            found = validate_store(memory)
        with timed("compiled, store on disk, first time"):
            validate_store(disk)
        with timed("compiled, store on disk, again"):
            validate_store(disk)
        classes = ("Partnership", "Observation", "Evidence", "School")
        things = [one for name in classes for one in disk.things(f"{ZJ}{name}")[: options.touched // 4]]
        with timed(f"compiled, store on disk, {len(things)} things"):
            validate_store(disk, things)
        if options.breakdown:
            breakdown(disk, options.breakdown)
    if options.pyshacl:
        with timed("pySHACL"):
            same = validate(nquads)
        print(f"\n{len(found)} found, by pySHACL {len(same)}; the same: {set(found) == set(same)}")


if __name__ == "__main__":
    main()
