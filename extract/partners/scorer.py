"""Scorer: how likely an organisation is a partner, by weights of features that were learned from texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp
from typing import Final

_FILE: Final = "partner_weights.json"


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights by feature, the weight of all, and from which likelihood on an organisation counts."""

    bias: float
    weights: Mapping[str, float]
    threshold: float

    def likelihood(self, features: Iterable[str]) -> float:
        """Return how likely an organisation with `features` is a partner, between 0 and 1."""
        return 1 / (1 + exp(-self.bias - sum(self.weights.get(feature, 0.0) for feature in features)))


@cache
def scorer() -> Scorer:
    """Return the scorer that the package ships; benchmarks/train_partners.py makes its file."""
    held = json.loads(resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))
    return Scorer(held["bias"], held["weights"], held["threshold"])
