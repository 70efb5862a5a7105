"""A map of the provinces as tiles: each at about its place, coloured and numbered by its schools.

No borders are drawn, so that no map data is needed; where the tiles stand is this project's own choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from ..ontology.regions import Region, regions

#: The code of each province in the first two digits, with column and row of its tile.
_PLACES: Final[Mapping[str, tuple[int, int]]] = {
    "23": (6, 0),
    "15": (4, 1),
    "22": (6, 1),
    "65": (0, 2),
    "62": (1, 2),
    "64": (2, 2),
    "14": (3, 2),
    "11": (4, 2),
    "12": (5, 2),
    "21": (6, 2),
    "54": (0, 3),
    "63": (1, 3),
    "61": (2, 3),
    "41": (3, 3),
    "13": (4, 3),
    "37": (5, 3),
    "51": (1, 4),
    "50": (2, 4),
    "42": (3, 4),
    "34": (4, 4),
    "32": (5, 4),
    "31": (6, 4),
    "53": (1, 5),
    "52": (2, 5),
    "43": (3, 5),
    "36": (4, 5),
    "33": (5, 5),
    "45": (2, 6),
    "44": (3, 6),
    "35": (4, 6),
    "71": (6, 6),
    "46": (2, 7),
    "82": (3, 7),
    "81": (4, 7),
}
_SIDE: Final = 64
_GAP: Final = 4
#: From so many schools on a tile has the next colour.
STEPS: Final = (1, 3, 10, 30, 100)
_ENDINGS: Final = ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区", "省", "市")


@dataclass(frozen=True, slots=True)
class Tile:
    """A province on the map: the corner of its tile, its short name, its schools, the step of its colour."""

    x: int
    y: int
    name: str
    total: int
    step: int
    href: str | None


@dataclass(frozen=True, slots=True)
class TileMap:
    """All tiles; `steps` are the words of the colours, from none on."""

    tiles: tuple[Tile, ...]
    width: int
    height: int
    side: int
    steps: tuple[str, ...]


@cache
def provinces() -> tuple[Region, ...]:
    """Return all provinces in the order of their codes."""
    return tuple(one for one in regions().values() if one.level == "province")


def short_name(name: str) -> str:
    """Return what people call a province: 浙江省 is 浙江, 广西壮族自治区 is 广西."""
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    return name


def step_of(total: int) -> int:
    """Return the step of the colour for so many schools, 0 for none."""
    return sum(total >= least for least in STEPS)


def tile_map(totals: Mapping[str, int], links: Mapping[str, str]) -> TileMap:
    """Return the map of `totals` by code of the province; `links` lead to their pages."""
    tiles = tuple(
        Tile(
            column * _SIDE,
            row * _SIDE,
            short_name(one.name),
            totals.get(one.code, 0),
            step_of(totals.get(one.code, 0)),
            links.get(one.code),
        )
        for one in provinces()
        for column, row in [_PLACES[one.code[:2]]]
    )
    side = _SIDE - _GAP
    width = max(one.x for one in tiles) + side
    height = max(one.y for one in tiles) + side
    return TileMap(tiles, width, height, side, _words())


def _words() -> tuple[str, ...]:
    ends = [str(after - 1) for after in STEPS[1:]]
    spans = (f"{least}–{end}" for least, end in zip(STEPS, ends, strict=False))
    return ("0", *spans, f"≥{STEPS[-1]}")
