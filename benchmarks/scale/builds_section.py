"""The page's part on builds: end to end, curves and their exponents, stages, disk, pages, rebuilds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .builds import SITE, Build, builds, points, sizes_of, stage_exponent, stage_names, whole_exponent
from .pipeline import REBUILD
from .results import Figures, Results
from .section import Section
from .svg import Line, chart
from .tables import number, reached, table
from .timeline import END, START

#: What was wanted of two processors, from so many reports on.
_GOAL_SIZE: Final = 10_000
_GOAL_RATE: Final = 10.0
_GOAL_GB: Final = 4.0
_GOAL_GROWTH: Final = 1.1
#: Seconds under which a stage has no rate: what is done beside another one leaves next to nothing.
_LEAST: Final = 0.1


def builds_section(results: Results) -> Section:
    """Return what the page says of builds, nothing where none was measured."""
    section, found = Section(), builds(results)
    if found:
        section.add("### 从文件到校验过的图谱", _ends(found), _growth(found))
        if found[-1].size >= _GOAL_SIZE:
            section.add(_goals(found))
        if len(found) > 1:
            section.draw(
                "scale-seconds.svg", chart("构建的用时（不写页面）", "报告数", "秒", _lines(found, "seconds"))
            )
            section.draw(
                "scale-memory.svg", chart("内存合计的峰值", "报告数", "MB", _lines(found, "memory_mb"))
            )
        section.add("### 各阶段", *(_stages(one, found) for one in found))
        section.add("### 磁盘", _disk(found))
        if pages := [one for one in found if one.full.get("pages")]:
            section.add("### 页面", _pages(pages))
    if rebuilt := sizes_of(results, REBUILD):
        firsts = {one.size: one.full for one in found}
        section.add("### 改动以后再建", _rebuilds(results, rebuilt, firsts))
    return section


def _ends(found: Sequence[Build]) -> str:
    rows = []
    for one in found:
        kinds = [("不写页面", one.bare)] if one.bare is not one.full else []
        for what, figures in (*kinds, ("连同页面", one.full)):
            if figures:
                rows.append([f"{one.size:,} 份，{what}", *_end(one, figures)])
    heads = ["", "文本 MB", "三元组", "秒", "处理器秒", "份/秒", "MB/处理器秒", "份/尺", "内存合计 MB"]
    return table([*heads, "最大进程 MB"], rows)


def _end(one: Build, figures: Figures) -> Iterator[str]:
    yield number(one.text_mb)
    yield f"{figures['triples']:,}"
    yield number(figures["seconds"])
    yield number(figures["processor"])
    yield number(one.size / figures["seconds"])
    yield number(one.text_mb / figures["processor"])
    yield number(one.per_yard(one.size, figures["seconds"], "build"))
    yield number(figures["memory_mb"])
    yield number(figures["largest_mb"])


def _growth(found: Sequence[Build]) -> str:
    kinds = (("seconds", "用时"), ("processor", "处理器秒"), ("memory_mb", "内存合计"))
    said = [
        f"{what} n^{value:.2f}" for key, what in kinds if (value := whole_exponent(found, key)) is not None
    ]
    if not said:
        return "只测了一种规模，看不出怎样增长。"
    return f"随报告数 n 增长（不写页面）：{'，'.join(said)}。"


def _goals(found: Sequence[Build]) -> str:
    """Return what was wanted of the largest build without pages, and whether it was reached."""
    last = found[-1]
    rate, gigabytes = last.size / last.bare["seconds"], last.bare["memory_mb"] / 1024
    growth = whole_exponent(found, "seconds")
    rows = [
        ["份/秒", f"至少 {_GOAL_RATE:g}", number(rate), reached(rate >= _GOAL_RATE)],
        ["内存合计 GB", f"不到 {_GOAL_GB:g}", number(gigabytes), reached(gigabytes < _GOAL_GB)],
    ]
    if growth is not None:
        rows.append(
            ["用时的指数", f"至多 {_GOAL_GROWTH:g}", f"{growth:.2f}", reached(growth <= _GOAL_GROWTH)]
        )
    return table([f"{last.size:,} 份，不写页面", "目标", "测得", "达到没有"], rows)


def _lines(found: Sequence[Build], key: str) -> list[Line]:
    """Return a line for the whole, and one for each stage that takes its time at two sizes."""
    whole = tuple((float(one.size), float(one.bare[key])) for one in found)
    stages = [(name, points(found, stage, key)) for stage, name in stage_names(found)]
    kept = [(name, [(x, y) for x, y in known if y > 0]) for name, known in stages]
    return [Line("全部", whole), *(Line(name, tuple(known)) for name, known in kept if len(known) > 1)]


def _stages(one: Build, found: Sequence[Build]) -> str:
    """Return the stages of a build; with the largest stand the exponents over all."""
    last = one is found[-1]
    rows = []
    for stage, name in stage_names([one]):
        values = one.stages[stage]
        seconds, spent = values["seconds"], values["processor"]
        # What begins and ends a build has no rate either.
        rated = stage not in (START, END) and min(seconds, spent) >= _LEAST
        row = [
            name,
            number(seconds),
            number(spent),
            number(one.size / seconds if rated else None),
            number(one.text_mb / spent if rated else None),
            number(one.per_yard(one.size, seconds, stage) if rated else None),
            number(values["memory_mb"]),
        ]
        rows.append([*row, number(stage_exponent(found, stage))] if last else row)
    heads = [f"{one.size:,} 份", "秒", "处理器秒", "份/秒", "MB/处理器秒", "份/尺", "内存合计 MB"]
    return table([*heads, "指数"] if last else heads, rows)


def _disk(found: Sequence[Build]) -> str:
    sizes = [(one.full or one.bare)["disk_mb"] for one in found]
    names = dict.fromkeys(name for one in sizes for name in one)
    rows = ([f"`{name}`", *(number(one.get(name)) for one in sizes)] for name in names)
    return table(["MB", *(f"{one.size:,} 份" for one in found)], rows)


def _pages(found: Sequence[Build]) -> str:
    rows = []
    for one in found:
        stage, pages = one.stages[SITE], one.full["pages"]
        rows.append(
            [
                f"{one.size:,} 份",
                f"{pages:,}",
                number(stage["seconds"]),
                number(pages / stage["seconds"] if stage["seconds"] else None),
                number(one.per_yard(pages, stage["seconds"], SITE)),
                number(stage["memory_mb"]),
            ]
        )
    return table(["", "页", "秒", "页/秒", "页/尺", "内存合计 MB"], rows)


def _rebuilds(results: Results, sizes: Sequence[int], firsts: dict[int, Figures]) -> str:
    rows = []
    for size in sizes:
        first = firsts.get(size)
        for label, found in results.figures(f"{REBUILD}/{size}")["runs"].items():
            rows.append(
                [
                    f"{size:,} 份，{label}",
                    number(found["seconds"]),
                    number(found["processor"]),
                    f"{found['seconds'] / first['seconds']:.1%}" if first else "—",
                    number(found["memory_mb"]),
                    number(found["read"]),
                ]
            )
    return table(["", "秒", "处理器秒", "占新建", "内存合计 MB", "读了几份"], rows)
