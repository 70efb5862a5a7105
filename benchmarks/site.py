"""Measure the writing of pages: a full site, and rebuilds of it after small changes.

usage: python benchmarks/site.py [--schools N] [--partners N] [--keep FOLDER]

The facts of the examples are multiplied under other schools' names; partners are drawn so that few have very
many schools and most have one (Zipf). With --keep the store and the sites stay in FOLDER and are used again.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from zhijiao.extract.facts import Fact, ReportFacts, read_facts
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.viz.site import build_site

_FACTS: Final = Path(__file__).resolve().parent.parent / "examples" / "facts"
_SYLLABLES: Final = "安博昌达恩丰光海恒华嘉金科蓝联明宁鹏启瑞盛泰万祥新兴阳宇正中"
_TRADES: Final = ["电子", "机械", "汽车", "食品", "服装", "建筑", "软件", "物流", "酒店", "医药"]


def made_name(number: int) -> str:
    """Return a name of four syllables, another for each number below 30 ** 4."""
    syllables = []
    for _ in range(4):
        number, place = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[place])
    return "".join(syllables)


def made_reports(schools: int, partners: int) -> Iterator[ReportFacts]:
    """Yield one report for each of `schools` schools, each with partners out of `partners`."""
    templates = [tuple(read_facts(path)) for path in sorted(_FACTS.glob("*.jsonl"))]
    chance = random.Random(5)
    for number in range(schools):
        name = f"{made_name(number * 7 + 11)}市职业技术学校"
        facts = [_varied(fact, name, partners, chance) for fact in templates[number % len(templates)]]
        yield ReportFacts(f"{number:05}.txt", tuple(facts))


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


def main() -> None:
    """Build graph and site, print seconds and milliseconds a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=2000)
    parser.add_argument("--partners", type=int, default=40000)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        store = folder / "store"
        if not store.exists():
            begin = time.perf_counter()
            build = build_graph(list(made_reports(options.schools, options.partners)))
            GraphStore.create(store, build.nquads)
            print(f"graph: {build.counts['triples']} triples, {time.perf_counter() - begin:.1f} s")
        begin = time.perf_counter()
        site = build_site(GraphStore.open(store), folder / "site")
        seconds = time.perf_counter() - begin
        print(f"site: {site.pages} pages, {site.bytes >> 20} MiB, {seconds:.1f} s, ", end="")
        print(f"{1000 * seconds / site.pages:.2f} ms a page")
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB")


if __name__ == "__main__":
    main()
