"""Calibration: how many of the facts of each confidence are right, as a reliability table shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .scoring import Evaluation

#: Where the bins of confidence begin; the last one reaches to 1.
BINS: Final = (0.0, 0.55, 0.65, 0.75, 0.85, 0.95)


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts of a confidence from `low` to below `high`: how many, their mean confidence, how many right."""

    low: float
    high: float
    facts: int
    confidence: float
    right: int

    @property
    def precision(self) -> float:
        """The share of the facts that are right, 0 to 1; 0 where there are none."""
        return self.right / self.facts if self.facts else 0.0


def calibration(evaluations: Iterable[Evaluation]) -> list[Bin]:
    """Return the bins of confidence that have facts, over all `evaluations`, the lowest first."""
    told: list[tuple[float, bool]] = []
    for evaluation in evaluations:
        for kind in evaluation.kinds:
            told += ((fact.confidence, True) for fact in kind.found)
            told += ((fact.confidence, False) for fact in kind.extra)
    bins = []
    for low, high in zip(BINS, (*BINS[1:], 1.01), strict=True):
        held = [(confidence, right) for confidence, right in told if low <= confidence < high]
        if held:
            mean = sum(confidence for confidence, _ in held) / len(held)
            bins.append(Bin(low, min(high, 1.0), len(held), mean, sum(right for _, right in held)))
    return bins
