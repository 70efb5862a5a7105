"""What each stage of a build took: its seconds are known, processors and memory follow from samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy

from .processes import Sample, Watched

#: Before the first stage, and after the last one.
START: Final = "start"
END: Final = "end"


@dataclass(frozen=True, slots=True)
class Stage:
    """Seconds of clock and of all processors, and the most megabytes, of one stage."""

    seconds: float
    processor: float
    memory_mb: float


def by_stage(taken: Watched, stages: Mapping[str, float], ended: float) -> dict[str, Stage]:
    """Return each stage of a build, in order, with what came before and after as START and END.

    `stages` are the seconds of the stages, one after the other, of which the last ended at `ended` (epoch).
    """
    begin, close = taken.begin, taken.begin + taken.seconds
    ended = min(max(ended, begin), close)
    borders = [max(begin, ended - sum(stages.values()))]
    for seconds in stages.values():
        borders.append(min(close, borders[-1] + seconds))
    edges = [begin, *borders, close]
    spent = _processor(taken, edges)
    return {
        name: Stage(
            round(until - since, 3),
            round(after - before, 3),
            round(_most(taken.samples, since, until), 1),
        )
        for name, since, until, before, after in zip(
            (START, *stages, END), edges, edges[1:], spent, spent[1:], strict=False
        )
    }


def _processor(taken: Watched, moments: Sequence[float]) -> list[float]:
    """Return the processor seconds spent until each moment, between samples in proportion to time."""
    at = [taken.begin, *(one.at for one in taken.samples), taken.begin + taken.seconds]
    spent = [0.0, *(one.processor for one in taken.samples), taken.processor]
    return [float(one) for one in numpy.interp(moments, at, numpy.maximum.accumulate(spent))]


def _most(samples: Sequence[Sample], since: float, until: float) -> float:
    """Return the most memory between two moments; of a stage too short for a sample, that of the next one."""
    inside = [one.megabytes for one in samples if since <= one.at <= until]
    if inside:
        return max(inside)
    later = (one.megabytes for one in samples if one.at > until)
    return next(later, samples[-1].megabytes if samples else 0.0)
