"""Measure inference: seconds for the rules, and for the same rules as SPARQL updates in Oxigraph.

usage: python benchmarks/inference.py [--triples 1000000]

The graph is that of the example reports, again and again under other names, a graph for each report and one
of entities each time, as a build has them.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.build import build_graph
from zhijiao.graph.inference import Rules
from zhijiao.ontology.namespaces import DEFAULT_BASE, direct_graph_iri, graph_iri

FACTS: Final = Path(__file__).parent.parent / "examples" / "facts"
INFERRED: Final = {NamedNode(direct_graph_iri(DEFAULT_BASE)), NamedNode(graph_iri(DEFAULT_BASE, "inferred"))}


def example_graphs() -> list[bytes]:
    """Return the graphs of the example reports as N-Quads, without what was inferred."""
    reports = [ReportFacts(path.stem, tuple(read_facts(path))) for path in sorted(FACTS.glob("*.jsonl"))]
    graphs: defaultdict[bytes, list[bytes]] = defaultdict(list)
    for line in build_graph(reports).nquads.splitlines(keepends=True):
        graph = line.rpartition(b" <")[2].partition(b">")[0]
        if NamedNode(graph.decode()) not in INFERRED:
            graphs[graph].append(line)
    return [b"".join(lines) for _, lines in sorted(graphs.items())]


def many(graphs: list[bytes], triples: int) -> Iterator[bytes]:
    """Yield graphs under other names until there are so many triples."""
    count = copy = 0
    things, names = f"<{DEFAULT_BASE}id/".encode(), f"<{DEFAULT_BASE}graph/".encode()
    while count < triples:
        copy += 1
        for graph in graphs:
            yield graph.replace(things, things + b"%d-" % copy).replace(names, names + b"%d/" % copy)
            count += graph.count(b"\n")


def quads(graph: bytes) -> Iterator[Quad]:
    """Read a graph."""
    return parse(graph, format=RdfFormat.N_QUADS)


def main() -> None:
    """Print a table of what was measured."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--triples", type=int, default=1_000_000)
    graphs = list(many(example_graphs(), options.parse_args().triples))
    stated = sum(graph.count(b"\n") for graph in graphs)
    start = time.perf_counter()
    for graph in graphs:
        for _ in quads(graph):
            pass
    reading = time.perf_counter() - start
    start = time.perf_counter()
    inferred = sum(len(Rules.shipped().infer(quads(graph))) for graph in graphs)
    rules = time.perf_counter() - start - reading
    store = Store()
    for graph in graphs:
        store.load(graph, format=RdfFormat.N_QUADS)
    before = len(store)
    start = time.perf_counter()
    for text in Rules.shipped().updates(DEFAULT_BASE):
        store.update(text)
    updates = time.perf_counter() - start
    print("| | triples | seconds |\n|---|---|---|")
    print(f"| stated, read | {stated:,} | {reading:.1f} |")
    print(f"| inferred by the rules, graph by graph | {inferred:,} | {rules:.1f} |")
    print(f"| inferred by SPARQL updates in Oxigraph | {len(store) - before:,} | {updates:.1f} |")


if __name__ == "__main__":
    main()
