"""Where the nodes of the network of everything stand: communities side by side, springs within each.

All is computed with numpy from the order of the nodes alone: the same network gives the same places.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

#: Room of a node alone, distance between leaves, between nodes and between communities.
_ROOM: Final = 26.0
_LEAF: Final = 13.0
_GAP: Final = 90.0
#: Communities up to this size are laid out by springs, which take time with the square of it.
_SPRINGS: Final = 300
_ROUNDS: Final = 40
#: Communities with lines to others that are placed near them; the rest stands in rings around.
_NEAR: Final = 400
_GOLDEN: Final = math.pi * (3 - math.sqrt(5))

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of nodes, as whole numbers, and (x, y, radius) of the communities."""

    at: tuple[tuple[int, int], ...]
    discs: tuple[tuple[int, int, int], ...]


def lay_out(
    home: Sequence[int],
    edges: Sequence[tuple[int, int]],
    leaves: Mapping[int, Sequence[int]],
    count: int,
) -> Layout:
    """Place `count` nodes: those of the core, 0 … len(home) - 1, and the `leaves` of some of them.

    `home` gives the community of each core node; `edges` join core nodes; every other node hangs on one of
    the core. Discs of communities do not overlap.
    """
    size = len(home)
    own = np.array([_spread(len(leaves.get(node, ()))) for node in range(size)])
    members: defaultdict[int, list[int]] = defaultdict(list)
    for node, group in enumerate(home):
        members[group].append(node)
    inner: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    between: defaultdict[tuple[int, int], int] = defaultdict(int)
    degree = [0] * size
    for one, other in edges:
        degree[one] += 1
        degree[other] += 1
        low, high = sorted((home[one], home[other]))
        if low == high:
            inner[low].append((one, other))
        else:
            between[low, high] += 1
    at = np.zeros((count, 2))
    radius = np.zeros(len(members))
    for group in sorted(members):
        nodes = sorted(members[group], key=lambda node: (-degree[node], node))
        at[nodes] = _community(nodes, inner[group], own)
        radius[group] = float((np.hypot(at[nodes, 0], at[nodes, 1]) + own[nodes]).max())
    centres = _discs(radius, between)
    if size:
        at[:size] += centres[np.array(home)]
    for node, hanging in leaves.items():
        places = _sunflower(len(hanging), _LEAF, first=2.2)
        at[list(hanging)] = at[node] + places
    whole = np.rint(at).astype(int)
    discs = np.rint(np.column_stack([centres, radius])).astype(int)
    return Layout(
        tuple((int(x), int(y)) for x, y in whole), tuple((int(x), int(y), int(r)) for x, y, r in discs)
    )


def _spread(leaves: int) -> float:
    return _ROOM + (_LEAF * math.sqrt(leaves + 2.2) if leaves else 0.0)


def _sunflower(count: int, gap: float, first: float = 0.0) -> Array:
    """Return places around (0, 0) in a spiral that fills a disc evenly."""
    turn = np.arange(count) * _GOLDEN
    away = gap * np.sqrt(np.arange(count) + first)
    return np.column_stack([away * np.cos(turn), away * np.sin(turn)])


def _community(nodes: Sequence[int], edges: Sequence[tuple[int, int]], own: Array) -> Array:
    """Return the places of a community's nodes around (0, 0), in the order of `nodes`: hubs first."""
    room = own[list(nodes)]
    # A spiral of discs of different sizes: each takes the area that it needs.
    area = np.cumsum(room**2) - room[0] ** 2
    away = 1.25 * np.sqrt(np.maximum(area, 0.0))
    turn = np.arange(len(nodes)) * _GOLDEN
    at: Array = np.column_stack([away * np.cos(turn), away * np.sin(turn)])
    if 2 < len(nodes) <= _SPRINGS:
        place = {node: index for index, node in enumerate(nodes)}
        ends = np.array([(place[one], place[other]) for one, other in edges], dtype=int).reshape(-1, 2)
        at = _springs(at, ends, room)
    elif len(nodes) == 2:
        at = np.array([[-room[0], 0.0], [room[1], 0.0]])
    centred: Array = at - (at.max(axis=0) + at.min(axis=0)) / 2
    return centred


def _springs(at: Array, ends: np.ndarray[Any, np.dtype[np.int_]], room: Array) -> Array:
    """Draw linked nodes together and push discs apart that overlap, with less and less force."""
    reach = (room[:, None] + room[None, :]) ** 2
    np.fill_diagonal(reach, 0.0)
    rest = (room[ends[:, 0]] + room[ends[:, 1]]) * 1.15
    degree = np.maximum(np.bincount(ends.ravel(), minlength=len(at)), 1)
    for turn in range(_ROUNDS):
        pull = 0.5 * (1 - turn / _ROUNDS)
        line = at[ends[:, 1]] - at[ends[:, 0]]
        length = np.maximum(np.hypot(line[:, 0], line[:, 1]), 1e-6)
        force = line * (np.maximum(length - rest, 0.0) / length * pull)[:, None]
        move = np.zeros_like(at)
        np.add.at(move, ends[:, 0], force / degree[ends[:, 0]][:, None])
        np.add.at(move, ends[:, 1], -force / degree[ends[:, 1]][:, None])
        at = at + move
        for _ in range(1 if turn < _ROUNDS - 1 else 20):
            at = _pushed(at, reach)
    return at


def _pushed(at: Array, reach: Array) -> Array:
    """Return the places after each pair that is nearer than its reach has given way; `reach` is squared."""
    dx = at[:, None, 0] - at[None, :, 0]
    dy = at[:, None, 1] - at[None, :, 1]
    square = dx * dx + dy * dy
    one, other = np.nonzero(square < reach)
    if not len(one):
        return at
    distance = np.sqrt(np.maximum(square[one, other], 1e-6))
    share = (np.sqrt(reach[one, other]) - distance) / distance * 0.45
    count = len(at)
    # Where many push at once, each pushes less.
    calm = 1 / np.maximum(np.bincount(one, minlength=count) / 3, 1.0)
    x = np.bincount(one, weights=dx[one, other] * share, minlength=count) * calm
    y = np.bincount(one, weights=dy[one, other] * share, minlength=count) * calm
    return at + np.column_stack([x, y])


def _discs(radius: Array, between: Mapping[tuple[int, int], int]) -> Array:
    """Return the centres of discs: linked ones near each other, the largest first, the rest around."""
    ties: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for (one, other), weight in between.items():
        ties[one][other] = ties[other][one] = weight
    order = sorted(range(len(radius)), key=lambda one: (one not in ties, -radius[one], one))
    near = [one for one in order if one in ties][:_NEAR]
    centres = np.zeros((len(radius), 2))
    placed: list[int] = []
    for one in near:
        if placed:
            centres[one] = _free_place(one, placed, centres, radius, ties[one])
        placed.append(one)
    _rings([one for one in order if one not in set(near)], placed, centres, radius)
    return centres


def _free_place(
    one: int, placed: Sequence[int], centres: Array, radius: Array, ties: Mapping[int, int]
) -> Array:
    """Return the place nearest to the discs that `one` is linked to where it touches no other."""
    linked = [other for other in placed if other in ties]
    goal = np.zeros(2)
    if linked:
        goal = np.average(centres[linked], axis=0, weights=[ties[other] for other in linked])
    step = max(20.0, float(radius[one]) / 2)
    farthest = float(
        np.hypot(*(centres[placed] - goal).T).max() + radius[placed].max() + radius[one] + 2 * _GAP
    )
    spots = goal + _sunflower(int((farthest / step) ** 2) + 2, step)
    # Wide rather than high, as screens are.
    spots[:, 1] = goal[1] + (spots[:, 1] - goal[1]) * 0.75
    needed = radius[placed] + radius[one] + _GAP
    for start in range(0, len(spots), 512):
        part = spots[start : start + 512]
        gaps = np.hypot(
            part[:, 0, None] - centres[placed, 0][None, :], part[:, 1, None] - centres[placed, 1][None, :]
        )
        free = np.flatnonzero((gaps >= needed[None, :]).all(axis=1))
        if len(free):
            return np.array(part[free[0]])
    return np.array([goal[0] + farthest, goal[1]])


def _rings(rest: Sequence[int], placed: Sequence[int], centres: Array, radius: Array) -> None:
    """Set the `rest` of the discs in rings around those placed; `centres` is changed."""
    middle, edge = np.zeros(2), 0.0
    if placed:
        low = (centres[placed] - radius[placed, None]).min(axis=0)
        high = (centres[placed] + radius[placed, None]).max(axis=0)
        middle = (low + high) / 2
        edge = float((np.hypot(*(centres[placed] - middle).T) + radius[placed]).max()) + _GAP / 3
    waiting = list(rest)
    if not placed and waiting:
        first = waiting.pop(0)
        edge = float(radius[first]) + _GAP / 3
    while waiting:
        away = edge + float(radius[waiting[0]])
        edge = away + float(radius[waiting[0]]) + _GAP / 3
        angle = 0.0
        while waiting:
            # The arc that a disc takes; on a small ring at most a half.
            half = math.asin(min(1.0, (float(radius[waiting[0]]) + _GAP / 6) / away))
            if angle + 2 * half > 2 * math.pi:
                break
            one = waiting.pop(0)
            turn = angle + half
            centres[one] = middle + away * np.array([math.cos(turn), math.sin(turn)])
            angle += 2 * half
