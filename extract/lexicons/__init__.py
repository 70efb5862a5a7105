"""Lexicons: general knowledge as data files, each with its source in README.md beside them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib import resources


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


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
    """A way to name an indicator: its code, unit, the units it takes, and on which side of the figure it stands."""

    label: str
    code: str
    unit: str
    units: tuple[str, ...]
    behind: bool


_REGION_TAILS = (
    "特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "自治旗", "林区", "地区",
    "省", "市", "区", "县", "旗", "盟", "州",
)  # fmt: skip
_NATIONS = "蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 普米族 塔吉克族 怒族 鄂温克族 德昂族 保安族 裕固族 鄂伦春族 独龙族 各族 蒙古 哈萨克 柯尔克孜".split()


@cache
def regions() -> dict[str, Region]:
    """Return regions by full name and, where it has two characters or more, by short form; provinces first."""
    found: dict[str, Region] = {}
    rows = [row for row in _rows("regions.csv") if not row["name"].endswith(("直辖县级行政区划", "市辖区")) and row["name"] != "县"]
    order = {"province": 0, "prefecture": 1, "county": 2}
    rows.sort(key=lambda row: (order[row["level"]], row["code"]))
    made = [Region(row["name"], _short(row["name"]), row["level"], row["code"]) for row in rows]
    for region in made:
        found.setdefault(region.name, region)
    for region in made:
        if len(region.short) >= 2 and region.short not in _COMMON_WORDS:
            found.setdefault(region.short, region)
    return found


#: Short forms of districts that are everyday words: 城区, 郊区, 新区 …
_COMMON_WORDS = frozenset("城 郊 矿 新华 和平 胜利 解放 友谊 文化 中心 青年 长安 东方 振兴 兴安 海港 高新 市中 城关 城中 向阳 站前 前进 东风 开发 双桥 桥东 桥西 路北 路南 新城 朝阳 光明 集美 创新 建华 工农 红旗 大同 永安 平安 民主 东昌".split())


def _short(name: str) -> str:
    for tail in _REGION_TAILS:
        if name.endswith(tail) and len(name) > len(tail) + 1:
            short = name.removesuffix(tail)
            break
    else:
        return name
    while True:
        for nation in _NATIONS:
            if short.endswith(nation) and len(short) > len(nation) + 1:
                short = short.removesuffix(nation)
                break
        else:
            return short


@cache
def majors() -> dict[str, tuple[str, ...]]:
    """Return names of majors with the levels at which the catalogues have them (older names have none)."""
    found: dict[str, list[str]] = {}
    for row in _rows("majors.csv"):
        found.setdefault(row["name"], []).append(row["level"])
    for row in _rows("majors_older.csv"):
        found.setdefault(row["name"].replace("(", "（").replace(")", "）"), [])
    return {name: tuple(levels) for name, levels in found.items()}


@cache
def endings() -> dict[str, Ending]:
    """Return the endings of organisations' names."""
    return {row["ending"]: Ending(row["ending"], row["kind"], row["class"]) for row in _rows("organisation_endings.csv")}


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
            terms += [IndicatorTerm(label, row["code"], row["unit"], units, behind) for label in row[column].split("|") if label]
    return tuple(sorted(terms, key=lambda term: -len(term.label)))


@cache
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """Return surnames of one character and of two."""
    single, double = _read("surnames.txt").splitlines()[:2]
    return frozenset(single.split()), frozenset(double.split())
