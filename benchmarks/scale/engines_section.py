"""The page's part on graphs of many triples: making and loading them, and engines that answer queries."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Any, Final

from . import yardstick
from .curves import exponent
from .engines import PART
from .engines_compared import OURS, comparison
from .graphs import GRAPHS
from .results import Results
from .section import Section
from .svg import Line, chart
from .tables import number, table

#: Characters of what an engine says that it cannot answer.
_LONGEST: Final = 48
_OPENED: Final = "`oxigraph` 打开的是已经建好的库，装库的用时在上一张表里；其余引擎从同一批三元组装起。"
_COMPARED: Final = "同一个查询别的引擎用的时间是磁盘上的库的几倍；别的引擎答不出的查询算不慢，不算进倍数。"


def engines_section(results: Results) -> Section:
    """Return what the page says of graphs and engines, nothing where none was measured."""
    section = Section()
    if graphs := _done(results, GRAPHS):
        section.add("### 由事实造图谱、装库", _graphs(results, graphs))
    found = _done(results, PART)
    if not found:
        return section
    engines = list(dict.fromkeys(name.split("/")[2] for name in found))
    sizes = sorted({int(name.split("/")[1]) for name in found})
    section.add("### 各引擎装图谱", _loads(results, found), _OPENED)
    lines = [Line(engine, tuple(_loading(results, sizes, engine))) for engine in engines]
    if len(sizes) > 1:
        section.draw("scale-loading.svg", chart("装图谱的用时", "三元组", "秒", lines))
    section.add("### 各引擎答命名查询（毫秒，不加条件，中位数）")
    section.add(*(_queries(results, size, engines) for size in sizes))
    if tables := list(comparison(results, sizes, engines)):
        section.add(f"### 与磁盘上的库（`{OURS}`）比", _COMPARED, *tables)
    return section


def _done(results: Results, part: str) -> list[str]:
    """Return the measured steps of a part: small graphs first, each size by the engines' names."""
    names = [name for name in results.steps if name.startswith(f"{part}/") and results.done(name)]
    return sorted(names, key=lambda name: (int(name.split("/")[1]), name))


def _graphs(results: Results, steps: Sequence[str]) -> str:
    found = [results.figures(step) for step in steps]
    growth = exponent([one["triples"] for one in found], [one["seconds"] for one in found])
    rows = []
    for step, one in zip(steps, found, strict=True):
        rate = one["triples"] / one["seconds"]
        rows.append(
            [
                f"{one['triples']:,} 个三元组",
                number(one["seconds"]),
                number(one["processor"]),
                number(rate),
                number(rate * yardstick.seconds_for("load", results.steps[step]["yardstick"])),
                number(one["memory_mb"]),
                number(one["nquads_mb"]),
                number(one["store_mb"]),
                number(growth) if step == steps[-1] else "",
            ]
        )
    heads = ["", "秒", "处理器秒", "个/秒", "个/尺", "内存合计 MB", "graph.nq MB", "store MB", "指数"]
    return table(heads, rows)


def _loads(results: Results, steps: Sequence[str]) -> str:
    rows = []
    for step in steps:
        one = results.figures(step)
        rate = one["triples"] / one["load_seconds"] if one["load_seconds"] else None
        yard = yardstick.seconds_for("load", results.steps[step]["yardstick"])
        rows.append(
            [
                f"{one['triples']:,} 个三元组，{step.split('/')[2]}",
                number(one["load_seconds"]),
                number(rate),
                number(rate * yard if rate else None),
                number(one["memory_mb"]),
            ]
        )
    return table(["", "装入秒", "个/秒", "个/尺", "内存 MB"], rows)


def _loading(results: Results, sizes: Sequence[int], engine: str) -> list[tuple[float, float]]:
    found = [results.figures(f"{PART}/{size}/{engine}") for size in sizes]
    return [
        (float(one["triples"]), float(one["load_seconds"]))
        for one in found
        if one and one["load_seconds"] > 0
    ]


def _queries(results: Results, size: int, engines: Sequence[str]) -> str:
    """Return the times of all engines; that of the fastest is bold, and rows that differ are told."""
    found = {engine: results.figures(f"{PART}/{size}/{engine}").get("queries", {}) for engine in engines}
    names = dict.fromkeys(name for queries in found.values() for name in queries)
    rows = []
    for name in names:
        cells = {engine: queries.get(name, {}) for engine, queries in found.items()}
        times = [float(one["ms"]) for one in cells.values() if "ms" in one]
        counts = sorted({int(one["rows"]) for one in cells.values() if "rows" in one})
        shown = [_time(one, min(times, default=0.0)) for one in cells.values()]
        rows.append([f"`{name}`", " 或 ".join(f"{count:,}" for count in counts) or "—", *shown])
    return table([f"约 {size / 1e6:g} 百万个三元组", "行", *engines], rows)


def _time(one: dict[str, Any], fastest: float) -> str:
    if "ms" not in one:
        return shorten(str(one.get("error", "—")), _LONGEST, placeholder="…")
    shown = number(float(one["ms"]))
    return f"**{shown}**" if float(one["ms"]) <= fastest else shown
