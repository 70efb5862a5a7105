"""Where the nodes of a network stand, computed before drawing: the same graph gives the same picture."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import networkx as nx

#: A position in pixels at full size; x runs right, y runs down.
Point = tuple[int, int]

_SEED: Final = 20_260
#: Labels are wide and low: sideways a node needs so many times the room it needs up and down.
_STRETCH: Final = 1.5
#: Leaves stand on a spiral around their node, the first so far away, each further by the gap.
_LEAF_START: Final = 52.0
_LEAF_GAP: Final = 24.0
_LEAF_STRETCH: Final = 1.4
#: Width of the picture over its height, about that of the frame on a desk.
_SHEET: Final = 1.7


@dataclass(frozen=True, slots=True)
class _Box:
    """The room that a part of a network takes."""

    nodes: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float


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
    """Place `count` nodes in one column to the right of a centre at (0, 0), for narrow screens."""
    return [(reach, round((place - (count - 1) / 2) * gap)) for place in range(count)]


def whole(
    core: Sequence[str], edges: Sequence[tuple[str, str]], leaves: Mapping[str, Sequence[str]]
) -> dict[str, Point]:
    """Place a network: its `core` nodes by springs along `edges`, the `leaves` of each around it.

    `core` are ids in a fixed order, `edges` pairs of them, `leaves` the ids that hang on one core node
    only. No two core nodes with their leaves overlap.
    """
    graph = nx.Graph()
    graph.add_nodes_from(core)
    graph.add_edges_from(edges)
    # Nodes where many lines meet need room for them, and their names are read first.
    room = {
        node: 40.0 + min(60, 3 * graph.degree(node)) + _spread(len(leaves.get(node, ()))) for node in core
    }
    placed: dict[str, tuple[float, float]] = {}
    # Parts without a way between them are laid out alone, then set side by side: springs would push them
    # ever farther apart.
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    for nodes in parts:
        part = _part(graph.subgraph(sorted(nodes)), room)
        placed |= {node: (x, y) for node, (x, y) in part.items()}
    if len(parts) > 1:
        placed = _pack(parts, placed, room)
    points = {node: (round(x), round(y)) for node, (x, y) in placed.items()}
    for node in core:
        x, y = points[node]
        for place, leaf in enumerate(leaves.get(node, ())):
            radius = _LEAF_START + _LEAF_GAP * math.sqrt(place)
            angle = place * math.pi * (3 - math.sqrt(5))
            points[leaf] = (
                round(x + radius * math.cos(angle) * _LEAF_STRETCH),
                round(y + radius * math.sin(angle)),
            )
    return points


def _spread(leaves: int) -> float:
    return _LEAF_START + _LEAF_GAP * math.sqrt(leaves) if leaves else 0.0


def _part(graph: nx.Graph, room: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    nodes = sorted(graph)
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    ordered = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges))
    side = sum(room[node] for node in nodes) / math.sqrt(len(nodes))
    springs = nx.spring_layout(ordered, seed=_SEED, iterations=200, scale=side)
    places = {node: (float(springs[node][0]) * 1.4, float(springs[node][1])) for node in nodes}
    return _apart(places, room)


def _apart(
    places: dict[str, tuple[float, float]], room: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    """Push nodes that overlap apart, a little at a time, until none does or 100 rounds are over."""
    nodes = sorted(places)
    for _ in range(100):
        moved = False
        for index, one in enumerate(nodes):
            here, own = places[one], room[one]
            for other in nodes[index + 1 :]:
                needed = own + room[other]
                there = places[other]
                dx, dy = (there[0] - here[0]) / _STRETCH, there[1] - here[1]
                # Most are far apart, which is seen at once.
                if not -needed < dy < needed or not -needed < dx < needed:
                    continue
                distance = math.hypot(dx, dy) or 1e-6
                lack = needed - distance
                if lack <= 0.5:
                    continue
                moved = True
                push_x, push_y = (dx / distance, dy / distance) if distance > 1e-3 else (1.0, 0.0)
                share = room[other] / needed
                rest = 1 - share
                here = (here[0] - push_x * lack * share * _STRETCH, here[1] - push_y * lack * share)
                places[one] = here
                places[other] = (
                    there[0] + push_x * lack * rest * _STRETCH,
                    there[1] + push_y * lack * rest,
                )
        if not moved:
            break
    return places


def _pack(
    parts: Sequence[set[str]], placed: Mapping[str, tuple[float, float]], room: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    """Set the parts of a network in rows on a sheet of the frame's proportions: linked ones, then large."""
    boxes = []
    for nodes in parts:
        left = min(placed[node][0] - room[node] * _STRETCH for node in nodes)
        right = max(placed[node][0] + room[node] * _STRETCH for node in nodes)
        top = min(placed[node][1] - room[node] for node in nodes)
        bottom = max(placed[node][1] + room[node] for node in nodes)
        boxes.append(_Box(tuple(sorted(nodes)), left, top, right - left, bottom - top))
    # Parts in which several nodes hang together tell most: they come first.
    boxes.sort(key=lambda box: (len(box.nodes) == 1, -box.height, -box.width, box.nodes))
    rows = min((_rows(boxes, count) for count in range(1, len(boxes) + 1)), key=_needed_scale)
    result: dict[str, tuple[float, float]] = {}
    y = 0.0
    widest = max(sum(box.width for box in row) for row in rows)
    for row in rows:
        height = max(box.height for box in row)
        x = (widest - sum(box.width for box in row)) / 2
        for box in row:
            for node in box.nodes:
                shift = y + (height - box.height) / 2
                result[node] = (placed[node][0] - box.left + x, placed[node][1] - box.top + shift)
            x += box.width
        y += height
    return result


def _rows(boxes: Sequence[_Box], first: int) -> list[list[_Box]]:
    """Fill rows no wider than the `first` boxes side by side."""
    width = sum(box.width for box in boxes[:first])
    rows: list[list[_Box]] = [[]]
    used = 0.0
    for box in boxes:
        if rows[-1] and used + box.width > width + 1e-6:
            rows.append([])
            used = 0.0
        rows[-1].append(box)
        used += box.width
    return rows


def _needed_scale(rows: Sequence[Sequence[_Box]]) -> float:
    width = max(sum(box.width for box in row) for row in rows)
    return max(width / _SHEET, sum(max(box.height for box in row) for row in rows))
