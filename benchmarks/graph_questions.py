"""Measure `path`, `similar-schools` and `suggest-partners`, and whether suggestions find hidden links again.

usage: python benchmarks/graph_questions.py [--store FOLDER] [--schools N] [--links N] [--seed S]

Without --store a graph as large as a country is invented in memory: N schools (9,000 unless told otherwise)
with N links (300,000) to partners and majors, of which ten partners and ten majors have over half of the
schools each. Printed are the seconds of the processor for each question, asked first and asked again, and the
most memory that the process took.

With --store the questions are asked of a built store, and a tenth of the links to partners that two schools
or more have is hidden, three times: how often is the hidden partner among the first ten suggestions for its
school, and which share of the partners that the school has not got ranks below it (AUC)? This for each
measure of likeness and several numbers of schools alike (the query takes `weighted` and 30); beside them
stand the partners in the order of how many schools have them, and chance. A generated graph draws its
partners by chance from a region's firms and from well-known ones: what is found again are these two, nothing
that is true of schools.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

import numpy as np

from zhijiao.graph.store import GraphStore, Iri
from zhijiao.queries.computed.links import Link, Links
from zhijiao.queries.computed.ranking import Ranking
from zhijiao.queries.computed.similarity import MEASURES, Comparison, Sets
from zhijiao.queries.run import run

_ZJ = "https://w3id.org/zhijiao/ontology#"
_ID = "https://w3id.org/zhijiao/id/"
_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_HUBS = 10
_HUB_SHARE = 0.56
_ALIKE = (10, 30, 100)
_FIRST = 10


def invented(schools: int, links: int, seed: int) -> bytes:
    """Return N-Quads of schools, partners and majors with their direct edges and names."""
    chance = Random(seed)
    pairs: set[tuple[str, str, str]] = set()
    for school in range(schools):
        for hub in range(_HUBS):
            for edge, sort in (("partnerWith", "organisation"), ("offersMajor", "major")):
                if chance.random() < _HUB_SHARE:
                    pairs.add((f"school/s{school}", edge, f"{sort}/hub{hub}"))
    while len(pairs) < links:
        school = chance.randrange(schools)
        if chance.random() < 0.25:
            pairs.add((f"school/s{school}", "offersMajor", f"major/m{int(chance.paretovariate(0.6)) % 600}"))
        else:
            near = school // 30  # the firms of a school's own city
            pairs.add((f"school/s{school}", "partnerWith", f"organisation/o{near}_{chance.randrange(120)}"))
    lines = [f"<{_ID}{school}> <{_ZJ}{edge}> <{_ID}{thing}> ." for school, edge, thing in sorted(pairs)]
    things = sorted({thing for school, _, other in pairs for thing in (school, other)})
    lines += [f'<{_ID}{thing}> <{_LABEL}> "{thing.rpartition("/")[2]}"@zh .' for thing in things]
    lines += [f"<{_ID}{one}> <{_TYPE}> <{_ZJ}School> ." for one in things if one.startswith("school/")]
    return "".join(f"{line[:-1]}<{_ID}graph> .\n" for line in lines).encode()


def questions(store: GraphStore, schools: Sequence[str]) -> Iterator[tuple[str, float, float, int]]:
    """Yield each question with the seconds of its first and second answer and the number of rows."""
    here, there = schools[0], schools[-1]
    asked: list[tuple[str, dict[str, object]]] = [
        ("path", {"from": here, "to": there}),
        ("path", {"from": here, "to": there, "via": "majors", "paths": 10}),
        ("similar-schools", {"school": here}),
        ("suggest-partners", {"school": here}),
        ("similar-schools", {}),
        ("suggest-partners", {}),
    ]
    for name, params in asked:
        seconds = []
        for _ in range(2):
            begin = time.process_time()
            rows = len(run(store, name, params).rows)
            seconds.append(time.process_time() - begin)
        words = " ".join(
            f"{key}=…" if key in {"from", "to", "school"} else f"{key}={value}"
            for key, value in params.items()
        )
        yield f"{name} {words}".strip(), seconds[0], seconds[1], rows


@dataclass
class Found:
    """Of hidden links: how many there are, how many are among the first, and the sum of their AUCs."""

    hidden: int = 0
    first: float = 0
    below: float = 0

    def add(self, scores: np.ndarray, others: np.ndarray, hidden: Sequence[int]) -> None:
        """Count the hidden columns of one school among the columns `others` that it has not got."""
        beaten = np.sort(scores[others])
        for column in hidden:
            low, high = (
                np.searchsorted(beaten, scores[column]),
                np.searchsorted(beaten, scores[column], "right"),
            )
            better, equal = len(beaten) - high, high - low
            self.hidden += 1
            self.below += (low + equal / 2) / len(beaten)
            # Of equal ones each order is as likely.
            self.first += min(1.0, max(0, _FIRST - better) / (equal + 1))


def hidden_links(partners: Sequence[Link], majors: Sequence[Link], seed: int) -> dict[str, Found]:
    """Hide a tenth of the links to shared partners; return what each way of ranking finds of them."""
    degrees: dict[Iri, int] = {}
    for _, partner in partners:
        degrees[partner] = degrees.get(partner, 0) + 1
    shared = [link for link in partners if degrees[link[1]] > 1]
    hidden = set(Random(seed).sample(shared, len(shared) // 10))
    left = [link for link in partners if link not in hidden]
    sets, both = Sets(Links.of(left)), Sets(Links.of([*left, *majors]))
    rankings = {name: Ranking(Comparison(both, measure), sets) for name, measure in MEASURES.items()}
    found: defaultdict[str, Found] = defaultdict(Found)
    for school in sorted({school for school, _ in hidden if school in sets.row}):
        gone = [sets.column[thing] for one, thing in sorted(hidden) if one == school and thing in sets.column]
        others = np.setdiff1d(np.arange(len(sets.things)), [*sets.of_school(sets.row[school]), *gone])
        for name, alike in product(MEASURES, _ALIKE):
            scores = np.zeros(len(sets.things))
            row = both.row[school]
            for one in rankings[name].suggestions(row, frozenset(), None, alike, len(sets.things)):
                scores[sets.column[one.partner]] = one.score
            found[f"{name}，最像的 {alike} 所"].add(scores, others, gone)
        found["合作学校多的在前"].add(sets.degrees.astype(float), others, gone)
        found["碰运气"].add(np.zeros(len(sets.things)), others, gone)
    return found


def _links(store: GraphStore, edge: str) -> list[Link]:
    rows = store.select(f"SELECT ?a ?b {{ ?a <{_ZJ}{edge}> ?b }}").rows
    return sorted({(Iri(str(one)), Iri(str(other))) for one, other in rows})


def main() -> None:
    """Print Markdown tables of seconds and, of a built store, of what suggestions find again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--store", type=Path, metavar="FOLDER")
    parser.add_argument("--schools", type=int, default=9000, metavar="N")
    parser.add_argument("--links", type=int, default=300_000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    options = parser.parse_args()
    if options.store:
        store = GraphStore.open(options.store)
    else:
        store = GraphStore.memory(invented(options.schools, options.links, options.seed))
    partners, majors = _links(store, "partnerWith"), _links(store, "offersMajor")
    schools = sorted({school for school, _ in (*partners, *majors)})
    print(f"{len(schools)} 所学校，{len(partners) + len(majors)} 条联系\n")
    print("| 问题 | 第一次（处理器秒） | 再问（处理器秒） | 行 |\n|---|---|---|---|")
    for name, first, again, rows in questions(store, schools):
        print(f"| {name} | {first:.2f} | {again:.3f} | {rows} |", flush=True)
    print(f"\n最多用了 {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB 内存")
    if options.store:
        print("\n| 排法 | 藏起的联系 | 排在前十 | AUC |\n|---|---|---|---|")
        rounds = [hidden_links(partners, majors, options.seed + number) for number in range(3)]
        for name in rounds[0]:
            all_hidden = sum(one[name].hidden for one in rounds)
            first = sum(one[name].first for one in rounds) / all_hidden
            below = sum(one[name].below for one in rounds) / all_hidden
            print(f"| {name} | {all_hidden} | {first:.1%} | {below:.3f} |")


if __name__ == "__main__":
    main()
