"""Where the nodes of a network stand, computed before drawing: the same graph gives the same picture."""

from __future__ import annotations

import math

#: A position in pixels at full size; x runs right, y runs down.
Point = tuple[int, int]


def columns(count: int, *, gap: int, reach: int, bend: int) -> tuple[list[Point], list[Point]]:
    """Place `count` nodes left and right of a centre at (0, 0) on two arcs bulging outwards.

    The first half (the larger) goes to the left arc, the second to the right, both from the top down and
    `gap` apart. `reach` is how far out the ends of the arcs stand, `bend` how much further their middle.
    """
    left = (count + 1) // 2
    return (
        _arc(left, -1, gap=gap, reach=reach, bend=bend),
        _arc(count - left, 1, gap=gap, reach=reach, bend=bend),
    )


def _arc(count: int, side: int, *, gap: int, reach: int, bend: int) -> list[Point]:
    half = max((count - 1) / 2, 1)
    points = []
    for place in range(count):
        step = place - (count - 1) / 2
        out = reach + bend * math.sqrt(max(0.0, 1 - (step / (half + 0.5)) ** 2))
        points.append((round(side * out), round(step * gap)))
    return points


def ladder(count: int, *, gap: int, reach: int) -> list[Point]:
    """Place `count` nodes in one column to the right of a centre at (0, 0)."""
    return [(reach, round((place - (count - 1) / 2) * gap)) for place in range(count)]
