"""How a cost grows: the exponent b of cost = a · size^b, by least squares on the logarithms."""

from __future__ import annotations

from collections.abc import Sequence

import numpy


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float | None:
    """Return b; None where fewer than two different sizes have a cost above 0."""
    points = [(size, cost) for size, cost in zip(sizes, costs, strict=True) if size > 0 and cost > 0]
    if len({size for size, _ in points}) < 2:
        return None
    logs = numpy.log(numpy.array(points, dtype=float))
    slope = numpy.polyfit(logs[:, 0], logs[:, 1], 1)[0]
    return round(float(slope), 3)
