"""The builds of a result, size by size: the figures without and with pages, and of each stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from . import yardstick
from .curves import exponent
from .pipeline import BARE, PIPELINE
from .results import Figures, Results
from .timeline import END, START

SITE: Final = "site"
#: What the stages of a build are called, in their order; one that is not here is called as in build.json.
STAGE_NAMES: Final[Mapping[str, str]] = {
    START: "启动",
    "extract": "抽取",
    "graph": "图谱",
    "load": "装库",
    "validate": "校验",
    SITE: "页面",
    "describe": "数据集描述",
    END: "收尾",
}
#: A stage has a curve from so many seconds on: below, start-up and chance are most of it.
LEAST_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Build:
    """The build of `size` reports: figures without pages (with them where no other is), and with pages.

    `stages` are those of the first, that of the pages those of the second; `yard` the seconds of the
    yardstick's pieces before the first.
    """

    size: int
    bare: Figures
    full: Figures
    stages: Mapping[str, Mapping[str, float]]
    yard: Mapping[str, float]

    @property
    def text_mb(self) -> float:
        """How large the reports are."""
        return float(self.bare["text_mb"])

    def per_yard(self, amount: float, seconds: float, stage: str) -> float | None:
        """Return how much is done in the time of the yardstick that fits a stage."""
        return amount / seconds * yardstick.seconds_for(stage, self.yard) if seconds else None


def sizes_of(results: Results, part: str) -> list[int]:
    """Return the sizes at which anything of a part was measured."""
    names = (name for name in results.steps if results.done(name))
    return sorted({int(name.split("/")[1]) for name in names if name.startswith(f"{part}/")})


def builds(results: Results) -> list[Build]:
    """Return the builds by size."""
    return [_build(results, size) for size in sizes_of(results, PIPELINE)]


def _build(results: Results, size: int) -> Build:
    full, bare = f"{PIPELINE}/{size}", f"{PIPELINE}/{size}/{BARE}"
    first = bare if results.done(bare) else full
    stages = dict(results.figures(first)["stages"])
    if site := results.figures(full).get("stages", {}).get(SITE):
        stages[SITE] = site
    order = {stage: place for place, stage in enumerate(STAGE_NAMES)}
    ordered = dict(sorted(stages.items(), key=lambda one: order.get(one[0], order[SITE])))
    return Build(
        size, results.figures(first), results.figures(full), ordered, results.steps[first]["yardstick"]
    )


def points(found: Sequence[Build], stage: str, key: str) -> list[tuple[float, float]]:
    """Return (size, value) of a stage where it takes LEAST_SECONDS at least; what frames a build has none."""
    if stage in (START, END):
        return []
    return [
        (float(one.size), float(one.stages[stage][key]))
        for one in found
        if stage in one.stages and one.stages[stage]["seconds"] >= LEAST_SECONDS
    ]


def stage_names(found: Sequence[Build]) -> Iterator[tuple[str, str]]:
    """Yield each stage that any build has, with what it is called."""
    for stage in dict.fromkeys(stage for one in found for stage in one.stages):
        yield stage, STAGE_NAMES.get(stage, stage)


def stage_exponent(found: Sequence[Build], stage: str) -> float | None:
    """Return how the seconds of a stage grow; None where it is too short at all sizes but one."""
    known = points(found, stage, "seconds")
    return exponent([size for size, _ in known], [seconds for _, seconds in known])


def whole_exponent(found: Sequence[Build], key: str) -> float | None:
    """Return how a figure of the builds without pages grows."""
    return exponent([one.size for one in found], [float(one.bare[key]) for one in found])
