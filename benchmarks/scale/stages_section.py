"""The page's part on single stages and on serving."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from . import yardstick
from .curves import exponent
from .results import Results
from .section import Section
from .stages import MEASURED, SERVING, STAGES
from .tables import number, table

#: What a stage is called and what its size is of; the piece of work whose yardstick fits.
_NAMES: Final[Mapping[str, tuple[str, str, str]]] = {
    "resolution": ("归并", "提及", "graph"),
    "inference": ("推理", "三元组", "graph"),
    "validation": ("校验", "三元组", "validate"),
}


def stages_section(results: Results) -> Section:
    """Return what the page says of stages by themselves and of the server, if they were measured."""
    section = Section()
    if any(results.done(name) for name in results.steps if name.startswith(f"{STAGES}/")):
        section.add("### 归并、推理、校验（一个核）", _stages(results))
    if served := [name for name in results.steps if name.startswith(f"{SERVING}/") and results.done(name)]:
        section.add("### 服务", *(_served(results, name) for name in sorted(served)))
    return section


def _stages(results: Results) -> str:
    rows = []
    for stage in MEASURED:
        names = [one for one in results.steps if one.startswith(f"{STAGES}/{stage}/") and results.done(one)]
        ordered = sorted(names, key=lambda one: int(one.rpartition("/")[2]))
        found = [results.figures(one) for one in ordered]
        growth = exponent([one["size"] for one in found], [one["processor"] for one in found])
        what, of, fitting = _NAMES[stage]
        for step, one in zip(ordered, found, strict=True):
            yard = yardstick.seconds_for(fitting, results.steps[step]["yardstick"])
            rate = one["size"] / one["processor"] if one["processor"] else None
            rows.append(
                [
                    f"{what}，{one['size']:,} 个{of}",
                    number(one["processor"]),
                    number(rate),
                    number(rate * yard if rate else None),
                    number(one["memory_mb"]),
                    number(growth) if step == ordered[-1] else "",
                ]
            )
    return table(["", "处理器秒", "个/秒", "个/尺", "内存 MB", "指数"], rows)


def _served(results: Results, step: str) -> str:
    found = results.figures(step)
    keys = ("requests", "per_second", "p50", "p99", "worst", "wrong", "refused")
    rows = [
        [_load(one["load"], one["kind"]), *(number(float(one[key])) for key in keys)]
        for one in found["lines"]
    ]
    heads = [
        f"{found['reports']:,} 份报告的图谱",
        "请求",
        "请求/秒",
        "p50 毫秒",
        "p99 毫秒",
        "最慢毫秒",
        "答错",
        "拒绝",
    ]
    return table(heads, rows)


def _load(load: str, kind: str) -> str:
    return kind if load == kind else f"{load}：{kind}"
