"""Which steps a run takes, in which order: small sizes first, what is large on disk goes after its use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

from .engines import ENGINES, PART, engine_steps
from .graphs import GRAPHS
from .pipeline import PIPELINE, REBUILD, built_folder, pipeline_steps, rebuild_steps
from .stages import SERVING, STAGES, serving_step, stage_steps
from .steps import Step

PARTS: Final = (PIPELINE, REBUILD, SERVING, STAGES, GRAPHS, PART)
SIZES: Final = (100, 1_000, 10_000)
TRIPLES: Final = (1_000_000, 10_000_000, 50_000_000)
#: Mentions and triples of single stages.
_STAGE_SIZES: Final = (100_000, 1_000_000)
#: The server is measured over the largest build of so many reports at most.
_SERVED: Final = 1_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure, and the folder in which reports and graphs stand meanwhile."""

    work: Path
    parts: Sequence[str] = PARTS
    sizes: Sequence[int] = SIZES
    triples: Sequence[int] = TRIPLES
    engines: Sequence[str] = ENGINES
    seed: int = 1


def planned(plan: Plan) -> list[Step]:
    """Return the steps of a plan in their order."""
    steps = chain.from_iterable(_of_size(plan, size) for size in sorted(plan.sizes))
    engines = chain.from_iterable(
        engine_steps(plan.work, triples, plan.engines, plan.seed) for triples in sorted(plan.triples)
    )
    return [one for one in chain(stage_steps(_STAGE_SIZES), steps, engines) if one.part in plan.parts]


def _of_size(plan: Plan, size: int) -> Iterator[Step]:
    """Yield the steps of a size: the rebuilds come last, since they use up the reports."""
    yield from pipeline_steps(plan.work, [size], plan.seed)
    served = max((one for one in plan.sizes if one <= _SERVED), default=min(plan.sizes))
    if size == served:
        yield serving_step(partial(built_folder, plan.work, size, plan.seed), size)
    yield from rebuild_steps(plan.work, [size], plan.seed)
