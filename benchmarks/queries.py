"""Measure named queries on a store: milliseconds without filters, and with each of their filters.

usage: python benchmarks/queries.py STORE [--query NAME …] [--runs 5] [--limit 100] [--json FILE]

STORE is a store's folder. What a filter is given comes from the graph itself and is the worst it holds: the
school of most statements, the partner of most schools, the major of most schools. A time is the median of
runs in one process, with the lookup of names and the making of the table; all rows are read unless --limit
says how many.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from zhijiao.graph.store import GraphStore
from zhijiao.queries.catalogue import catalogue, named_query
from zhijiao.queries.model import Parameter, Query
from zhijiao.queries.run import run

_MOST: Final = "SELECT ?name WHERE {{ {} }} GROUP BY ?thing ?name ORDER BY DESC(COUNT(*)) ?name LIMIT 2"
#: The names of the things of a sort that the graph says most of.
_NAMES: Final[Mapping[str, str]] = {
    "school": _MOST.format("?st zj:school ?thing . ?thing skos:prefLabel ?name"),
    "partner": _MOST.format("?s zj:partnerWith ?thing . ?thing skos:prefLabel ?name"),
    "thing": _MOST.format("?s zj:partnerWith ?thing . ?thing skos:prefLabel ?name"),
    "major": _MOST.format("?s zj:offersMajor ?thing . ?thing skos:prefLabel ?name"),
    "competition": _MOST.format("?st zj:competition ?thing . ?thing skos:prefLabel ?name"),
    "person": _MOST.format("?st zj:advisor ?thing . ?thing skos:prefLabel ?name"),
    "region": _MOST.format("?s zj:region/skos:broader/skos:broader ?thing . ?thing skos:prefLabel ?name"),
}
_CODES: Final[Mapping[str, str]] = {
    "mode": "internship",
    "partnerkind": "enterprise",
    "programmekind": "order_class",
    "level": "provincial",
    "indicator": "enrolled_students",
}
_TEXTS: Final[Mapping[str, str]] = {
    "code": "730701",
    "level": "中职",
    "scheme": "3+2",
    "rank": "一等奖",
    "scope": "全校",
    "severity": "high",
    "rule": "ratio",
    "by": "partners",
    "measure": "jaccard",
    "via": "partners",
}


@dataclass(frozen=True, slots=True)
class Time:
    """How long a query took with one filter, or with none (`parameter` empty)."""

    query: str
    parameter: str
    value: str
    rows: int
    milliseconds: float


def main() -> None:
    """Print a table of what was measured."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("store", type=Path)
    options.add_argument("--query", nargs="+", default=[one.name for one in catalogue() if not one.internal])
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--limit", type=int)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    store = GraphStore.open(given.store)
    times: list[Time] = []
    print("| query | filter | rows | ms |\n|---|---|---:|---:|")
    for name in given.query:
        for one in measured(store, named_query(name), given.runs, given.limit):
            times.append(one)
            shown = f"{one.parameter} {one.value}".strip() or "none"
            print(f"| {one.query} | {shown} | {one.rows:,} | {one.milliseconds:,.1f} |", flush=True)
    if given.json:
        given.json.write_text(
            json.dumps([asdict(one) for one in times], ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


def measured(store: GraphStore, query: Query, runs: int, limit: int | None) -> Iterator[Time]:
    """Yield the time of `query` without filters, where it can do without, and with each of them alone."""
    needed = {}
    if query.name == "path":
        needed = {"from": _name(store, "school", 0), "to": _name(store, "school", 1)}
    cases = [("", needed)]
    cases += [
        (one.name, {**needed, one.name: value})
        for one in query.parameters
        if one.name not in needed and (value := _value(store, one))
    ]
    for parameter, params in cases:
        taken: list[float] = []
        rows = 0
        for _ in range(runs):
            start = time.perf_counter()
            rows = len(run(store, query, params, limit=limit).rows)
            taken.append(1000 * (time.perf_counter() - start))
        yield Time(query.name, parameter, params.get(parameter, ""), rows, round(statistics.median(taken), 2))


def _value(store: GraphStore, parameter: Parameter) -> str:
    sort = parameter.type.name
    if sort == "name":
        return _name(store, parameter.type.scheme, 0)
    if sort == "codes":
        return _CODES[parameter.type.scheme]
    if sort == "years":
        return "2021-2022"
    if sort == "integer":
        return "3"
    if sort == "iri":
        found = store.select("SELECT ?st WHERE { ?st zj:evidence ?any } ORDER BY ?st LIMIT 1").rows
        return str(found[0][0]) if found else ""
    return _TEXTS.get(parameter.name, "学")


def _name(store: GraphStore, sort: str, place: int) -> str:
    found = store.select(_NAMES[sort]).rows
    return str(found[place][0]) if len(found) > place else ""


if __name__ == "__main__":
    main()
