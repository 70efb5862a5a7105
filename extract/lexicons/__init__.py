"""Lexicons: general knowledge as data files, each with its source in README.md beside them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ...ontology import catalogue
from ...ontology import regions as administrative


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def listed(name: str) -> tuple[str, ...]:
    """Return the words of the list `name` (`name`.txt) in its order; lines that begin with # are comments."""
    lines = (line for line in _read(f"{name}.txt").splitlines() if not line.startswith("#"))
    return tuple(word for line in lines for word in line.split())


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of the list `name` (`name`.txt)."""
    return frozenset(listed(name))


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_read(name))))


@dataclass(frozen=True, slots=True)
class Region:
    """A province, prefecture or county: its full name, the short form, level and GB/T 2260 code."""

    name: str
    short: str
    level: str
    code: str


@dataclass(frozen=True, slots=True)
class Ending:
    """How names of organisations end: the kind that it tells, and how far it suffices (see README.md)."""

    text: str
    kind: str
    strength: str


@dataclass(frozen=True, slots=True)
class IndicatorTerm:
    """A way to name an indicator: its code, unit, the units it takes, whether it stands behind the figure."""

    label: str
    code: str
    unit: str
    units: tuple[str, ...]
    behind: bool


_REGION_TAILS = (
    "特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "自治旗", "林区",
    "地区", "省", "市", "区", "县", "旗", "盟", "州",
)  # fmt: skip


@cache
def regions() -> dict[str, Region]:
    """Return regions by full name, and by short form of two characters or more; provinces first.

    Zones (开发区) of the statistical list count; 台湾, 香港 and 澳门 are in the list of countries.
    """
    found: dict[str, Region] = {}
    rows = [
        row
        for row in administrative.rows()
        if not row.name.endswith(("直辖县级行政区划", "市辖区")) and row.name != "县" and row.code < "7"
    ]
    order = {"province": 0, "prefecture": 1, "county": 2}
    rows.sort(key=lambda row: (order[row.level], row.code))
    made = [Region(row.name, short_name(row.name), row.level, row.code) for row in rows]
    for region in made:
        found.setdefault(region.name, region)
    for region in made:
        if len(region.short) >= 2 and region.short not in words("everyday_short_names"):
            found.setdefault(region.short, region)
    return found


def short_name(name: str) -> str:
    """Return a region's name without its ending and nations: 乐清市 is 乐清, 延边朝鲜族自治州 is 延边."""
    for tail in _REGION_TAILS:
        if name.endswith(tail) and len(name) > len(tail) + 1:
            short = name.removesuffix(tail)
            break
    else:
        return name
    while True:
        for nation in listed("nationalities"):
            if short.endswith(nation) and len(short) > len(nation) + 1:
                short = short.removesuffix(nation)
                break
        else:
            return short


@cache
def majors() -> dict[str, tuple[str, ...]]:
    """Return names of majors with the levels at which today's catalogue or an older one has them."""
    found: dict[str, list[str]] = {}
    for one in (*catalogue.majors_today(), *catalogue.older()):
        levels = found.setdefault(one.name, [])
        if one.level not in levels:
            levels.append(one.level)
    return {name: tuple(levels) for name, levels in found.items()}


@cache
def majors_today() -> frozenset[str]:
    """Return the names of majors in today's catalogue."""
    return frozenset(one.name for one in catalogue.majors_today())


@cache
def endings() -> dict[str, Ending]:
    """Return the endings of organisations' names."""
    return {
        row["ending"]: Ending(row["ending"], row["kind"], row["class"])
        for row in _rows("organisation_endings.csv")
    }


@cache
def firms() -> dict[str, str]:
    """Return nationally known firms: short or brand name to full name."""
    return {row["name"]: row["full"] for row in _rows("firms.csv")}


@cache
def indicator_terms() -> tuple[IndicatorTerm, ...]:
    """Return all ways to name the indicators, longest first."""
    terms = []
    for row in _rows("indicators.csv"):
        units = tuple(row["units"].split("|"))
        for column, behind in (("labels", False), ("behind", True)):
            terms += [
                IndicatorTerm(label, row["code"], row["unit"], units, behind)
                for label in row[column].split("|")
                if label
            ]
    return tuple(sorted(terms, key=lambda term: -len(term.label)))


@cache
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Return surnames of one character and of two."""
    single, double = _read("surnames.txt").splitlines()[:2]
    return frozenset(single.split()), frozenset(double.split())
