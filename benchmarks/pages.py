"""Measure the writing of pages: a full site, and rebuilds of it after small changes.

usage: python benchmarks/pages.py [--schools N] [--partners N] [--facts N] [--full] [--keep FOLDER]

The facts of the examples are multiplied under other schools' names; partners are drawn so that few have very
many schools and most have one (Zipf). With --keep the store and the sites stay in FOLDER and are used again.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from zhijiao.extract.facts import Fact, ReportFacts, read_facts
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.viz.site import build_site

_FACTS: Final = Path(__file__).resolve().parent.parent / "examples" / "facts"
_SYLLABLES: Final = "安博昌达恩丰光海恒华嘉金科蓝联明宁鹏启瑞盛泰万祥新兴阳宇正中"
_TRADES: Final = ["电子", "机械", "汽车", "食品", "服装", "建筑", "软件", "物流", "酒店", "医药"]


_IRIS: Final = re.compile(r"<([^<>]+)>(?= |$)")


def made_name(number: int) -> str:
    """Return a name of four syllables, another for each number below 30 ** 4."""
    syllables = []
    for _ in range(4):
        number, place = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[place])
    return "".join(syllables)


def made_reports(schools: int, partners: int, most: int | None = None) -> Iterator[ReportFacts]:
    """Yield one report for each of `schools` schools, each with partners out of `partners`.

    With about `most` facts: all partnerships, the others thinned out.
    """
    templates = [_thinned(read_facts(path), most) for path in sorted(_FACTS.glob("*.jsonl"))]
    chance = random.Random(5)
    for number in range(schools):
        name = f"{made_name(number * 7 + 11)}市职业技术学校"
        facts = [_varied(fact, name, partners, chance) for fact in templates[number % len(templates)]]
        yield ReportFacts(f"{number:05}.txt", tuple(facts))


def _thinned(facts: Sequence[Fact], most: int | None) -> tuple[Fact, ...]:
    if most is None or len(facts) <= most:
        return tuple(facts)
    kept = [fact for fact in facts if fact.kind in {"school", "partnership"}]
    rest, room = [fact for fact in facts if fact not in kept], most - len(kept)
    return (*kept, *(rest[place * len(rest) // room] for place in range(room)))


def _varied(fact: Fact, school: str, partners: int, chance: random.Random) -> Fact:
    values = {key: value for key, value in fact.values.items() if key != "aliases"}
    if fact.kind == "school":
        values |= {"name": school, "region": school.removesuffix("职业技术学校")}
    elif fact.kind == "predecessor":
        values["name"] = f"{school[:4]}{values['name']}"
    elif fact.kind == "partnership":
        # Half by rank with a long tail, half known to one school only.
        rank = int(partners ** chance.random()) if chance.random() < 0.5 else chance.randrange(partners)
        values["partner"] = f"{made_name(rank * 13)}{_TRADES[rank % len(_TRADES)]}有限公司"
        values["partner_kind"] = "enterprise"
    elif fact.kind == "indicator":
        values["value"] = int(values["value"]) + chance.randrange(500)
    return replace(fact, values=values)


def make_store(folder: Path, reports: Sequence[ReportFacts]) -> None:
    """Make the store of a graph."""
    begin = time.perf_counter()
    build = build_graph(reports)
    print(f"graph: {build.counts['triples']} triples, {time.perf_counter() - begin:.1f} s", flush=True)
    GraphStore.create(folder, build.nquads)
    print(f"store: {time.perf_counter() - begin:.1f} s", flush=True)


def make_stores(folder: Path, schools: int, partners: int, most: int | None) -> None:
    """Make the store of a graph, that of the graph after one report changed, and what the change touched."""
    reports = list(made_reports(schools, partners, most))
    chance = random.Random(6)
    middle = len(reports) // 2
    changed = list(reports)
    name = str(reports[middle].facts[0].values["name"])
    facts = [_varied(fact, name, partners, chance) for fact in reports[middle].facts[: -len(_TRADES)]]
    changed[middle] = replace(reports[middle], facts=tuple(facts))
    lines: set[bytes] = set()
    for place, these in (("store", reports), ("changed", changed)):
        begin = time.perf_counter()
        build = build_graph(these)
        GraphStore.create(folder / place, build.nquads)
        print(f"{place}: {build.counts['triples']} triples, {time.perf_counter() - begin:.1f} s", flush=True)
        (folder / f"{place}.nq").write_bytes(build.nquads)
        lines ^= {line.rpartition(b" <")[0] for line in build.nquads.splitlines()}
    touched = {iri for line in lines for iri in _IRIS.findall(line.decode())}
    (folder / "touched.json").write_text(json.dumps(sorted(touched)), encoding="utf-8")


def measured(name: str, store: GraphStore, out: Path, **more: Any) -> None:
    """Build a site and print what it took."""
    begin, cpu = time.perf_counter(), time.process_time()
    site = build_site(store, out, **more)
    seconds, cpu = time.perf_counter() - begin, time.process_time() - cpu
    print(
        f"| {name} | {site.pages} | {site.pages - site.kept} | {seconds:.1f} | {cpu:.1f} "
        f"| {1000 * seconds / site.pages:.2f} |",
        flush=True,
    )


def main() -> None:
    """Build graph and sites, print seconds and milliseconds a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=2000)
    parser.add_argument("--partners", type=int, default=40000)
    parser.add_argument("--facts", type=int, help="about so many facts of a school")
    parser.add_argument("--full", action="store_true", help="only a full site from a store on disk")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        if options.full:
            if not (folder / "store").exists():
                reports = list(made_reports(options.schools, options.partners, options.facts))
                make_store(folder / "store", reports)
            store = GraphStore.open(folder / "store")
            measured("full", store, folder / "site", memory=folder / "memory", processes=options.processes)
            print_peak()
            return
        if not (folder / "touched.json").exists():
            make_stores(folder, options.schools, options.partners, options.facts)
        touched = frozenset(json.loads((folder / "touched.json").read_text(encoding="utf-8")))
        site, memory = folder / "site", folder / "memory"
        print("| site | pages | made | s | CPU s | ms a page |\n|---|---|---|---|---|---|")
        store, changed = GraphStore.open(folder / "store"), GraphStore.open(folder / "changed")
        measured("full, store on disk", store, site, memory=memory)
        loaded = GraphStore.memory((folder / "store.nq").read_bytes())
        measured("full, store in memory", loaded, site, memory=memory)
        measured("nothing changed", store, folder / "same", former=site, memory=memory, touched=frozenset())
        measured("one report changed", changed, folder / "next", former=site, memory=memory, touched=touched)
        print(f"memory {memory.stat().st_size >> 20} MiB")
        print_peak()


def print_peak() -> None:
    """Print how much memory this process and the largest of its helpers took at most."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, others = (resource.getrusage(who).ru_maxrss >> 10 for who in whose)
    print(f"peak of the process {own} MiB, of the largest process that helped {others} MiB")


if __name__ == "__main__":
    main()
