"""The administrative regions of China by their codes of GB/T 2260: provinces, prefectures, counties.

`regions.csv` is the list of codes for statistics of the National Bureau of Statistics (2023-06-30), which
adds to GB/T 2260 headings (市辖区, 省直辖县级行政区划), development zones and cities that are their own only
county; these are no regions here. Taiwan, Hong Kong and Macao, which that list leaves out, stand at its end.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, cast, get_args

from .files import REGIONS, ontology_file
from .namespaces import REGION_SCHEME, concept_iri

Level = Literal["province", "prefecture", "county"]

#: The levels of regions with their labels in Chinese and English.
LEVELS: Final[Mapping[Level, tuple[str, str]]] = MappingProxyType(
    {
        "province": ("省级行政区", "provinces"),
        "prefecture": ("地级行政区", "prefectures"),
        "county": ("县级行政区", "counties"),
    }
)

_CODE: Final = re.compile(r"[1-9]\d{5}")
_HEADING: Final = re.compile(r"市辖区|县|.*直辖县级行政区划")
# 71 to 79 in the last two places are zones of the statistical list, and so are 行政委员会.
_ZONE: Final = re.compile(r"\d{4}7[1-9]")
_NO_DIVISION: Final = re.compile(r".*行政委员会")


class RegionsFileError(ValueError):
    """The file of regions is not of its form."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file: code, name, level, and the code of the row that it stands under (or empty)."""

    code: str
    name: str
    level: Level
    parent: str


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative region: its code, full name, level, and the code of the one around it.

    `broader` is empty for a province; what a province governs without a prefecture between (counties of
    直辖市, 省直辖 units) stands directly under the province.
    """

    code: str
    name: str
    level: Level
    broader: str = ""

    @property
    def iri(self) -> str:
        """The IRI of the region's concept."""
        return concept_iri(REGION_SCHEME, self.code)


@cache
def rows() -> tuple[Row, ...]:
    """Return the rows of the file in their order, headings and zones too.

    Raises RegionsFileError where the file is faulty.
    """
    path = ontology_file(REGIONS)
    found: list[Row] = []
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        for row in reader:
            place = f"{path}, line {reader.line_num}"
            if None in row or None in row.values():
                raise RegionsFileError(f"{place}: a row needs as many cells as there are columns")
            code, name, level, parent = row["code"], row["name"], row["level"], row["parent"]
            if not _CODE.fullmatch(code) or not name or level not in get_args(Level):
                raise RegionsFileError(f"{place}: code {code!r}, name {name!r} or level {level!r} is none")
            found.append(Row(code, name, cast(Level, level), parent))
    return tuple(found)


@cache
def regions() -> Mapping[str, Region]:
    """Return all regions by code: in the order of codes, what is above before what is below.

    Raises RegionsFileError where the file is faulty.
    """
    found: dict[str, Region] = {}
    for row in sorted(rows(), key=lambda one: (one.code, list(LEVELS).index(one.level))):
        if _HEADING.fullmatch(row.name) or _ZONE.fullmatch(row.code) or _NO_DIVISION.fullmatch(row.name):
            continue
        top = row.level == "province"
        above_it = None if top else found.get(row.parent) or found.get(f"{row.code[:2]}0000")
        if above_it is None and not top:
            raise RegionsFileError(f"{REGIONS}: {row.code} {row.name} has no region around it")
        # 东莞市 and 嘉峪关市 have no counties; the list names them twice.
        if above_it is not None and (row.name == above_it.name or row.code == above_it.code):
            continue
        if row.code in found:
            raise RegionsFileError(f"{REGIONS}: the code {row.code} stands twice")
        found[row.code] = Region(row.code, row.name, row.level, above_it.code if above_it else "")
    return MappingProxyType(found)


@cache
def named() -> Mapping[str, tuple[Region, ...]]:
    """Return the regions by full name; 鼓楼区 is the name of four."""
    found: dict[str, list[Region]] = {}
    for one in regions().values():
        found.setdefault(one.name, []).append(one)
    return MappingProxyType({name: tuple(each) for name, each in found.items()})


def above(region: Region) -> Iterator[Region]:
    """Yield the regions around `region`, the nearest first."""
    while region.broader:
        region = regions()[region.broader]
        yield region


def holds(outer: Region, inner: Region) -> bool:
    """Say whether `inner` is `outer` or lies in it."""
    return outer == inner or outer in above(inner)


def common(one: Region, other: Region) -> Region | None:
    """Return the smallest region that holds both; None where their provinces differ."""
    return next((each for each in (one, *above(one)) if holds(each, other)), None)
