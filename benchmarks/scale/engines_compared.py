"""Our store on disk beside the other engines: how much faster it is, and on how many queries not slower."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from .engines import PART
from .results import Results
from .tables import number, reached, table

OURS: Final = "oxigraph"
#: The query of partnerships across schools, for which a goal is set.
_QUERY: Final = "shared-partners"
#: Triples and engine of which a goal is, and the goal: times as fast on _QUERY, part of queries not slower.
_TIMES: Final = (5_000_000, "rdflib", 20.0)
_PART: Final = (10_000_000, "virtuoso", 0.5)


@dataclass(frozen=True, slots=True)
class Compared:
    """Our store beside another engine over the same graph, asked the same queries.

    `times` says for each query that both answered how many times as long the other took, `not_slower` on how
    many of the `asked` ours was not slower, or alone in answering.
    """

    times: Mapping[str, float]
    not_slower: int
    asked: int


def compared(ours: Mapping[str, Mapping[str, Any]], other: Mapping[str, Mapping[str, Any]]) -> Compared:
    """Compare the answers of two engines by query: milliseconds `ms`, or none where it gave no answer."""
    answered = {name: float(one["ms"]) for name, one in ours.items() if "ms" in one and name in other}
    times = {name: float(other[name]["ms"]) / ms for name, ms in answered.items() if "ms" in other[name]}
    alone = len(answered) - len(times)
    return Compared(
        times, alone + sum(value >= 1 for value in times.values()), len(ours.keys() & other.keys())
    )


def comparison(results: Results, sizes: Sequence[int], engines: Sequence[str]) -> Iterator[str]:
    """Yield the tables of what our store is beside each other engine, and of the goals; none without ours."""
    found = {
        (size, engine): compared(ours, other)
        for size in sizes
        if (ours := _queries(results, size, OURS))
        for engine in engines
        if engine != OURS and (other := _queries(results, size, engine))
    }
    if not found:
        return
    rows = [
        [
            f"约 {size / 1e6:g} 百万个三元组，{engine}",
            number(one.times.get(_QUERY)),
            number(median(one.times.values()) if one.times else None),
            f"{one.not_slower} / {one.asked}",
        ]
        for (size, engine), one in found.items()
    ]
    yield table(["", f"`{_QUERY}`，倍", "各查询的中位数，倍", f"{OURS} 不慢的查询"], rows)
    if goals := list(_goals(found)):
        yield table(["目标", "至少", "测得", "达到没有"], goals)


def _goals(found: Mapping[tuple[int, str], Compared]) -> Iterator[list[str]]:
    triples, engine, wanted = _TIMES
    if (one := found.get((triples, engine))) and (times := one.times.get(_QUERY)):
        what = f"{triples / 1e6:g} 百万个三元组，`{_QUERY}` 比 {engine} 快，倍"
        yield [what, number(wanted), number(times), reached(times >= wanted)]
    triples, engine, wanted = _PART
    if one := found.get((triples, engine)):
        what = f"{triples / 1e6:g} 百万个三元组，不慢于 {engine} 的查询"
        share = one.not_slower / one.asked
        yield [what, f"{wanted:.0%}", f"{one.not_slower} / {one.asked}", reached(share >= wanted)]


def _queries(results: Results, size: int, engine: str) -> Mapping[str, Mapping[str, Any]]:
    return dict(results.figures(f"{PART}/{size}/{engine}").get("queries", {}))
