"""A figure of a school as the audit sees it: what its written form says it can be, in one unit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from ...extract.facts import ReportFacts

_SCALES: Final = {"万": Decimal(10_000), "亿": Decimal(100_000_000), "千": Decimal(1000)}
#: Units of one quality, with their size in the first of them. 1 亩 is 10000/15 ㎡.
_UNITS: Final = {
    "㎡": ("㎡", Decimal(1)),
    "平方米": ("㎡", Decimal(1)),
    "亩": ("㎡", Decimal(10_000) / 15),
    "公顷": ("㎡", Decimal(10_000)),
    "‰": ("%", Decimal("0.1")),
    "名": ("人", Decimal(1)),
    "位": ("人", Decimal(1)),
    "家": ("个", Decimal(1)),
    "所": ("个", Decimal(1)),
    "本": ("册", Decimal(1)),
}
_NUMBER: Final = re.compile(r"\d(?:[\d,，]|\s(?=[\d.,]))*(?:\.\s*\d+)?")
#: How far about, nearly and over may lie from the number, as a part of it: a convention of this audit.
_AROUND: Final = Decimal("0.1")
#: Areas in 亩 are rounded when they are made of ㎡, and the other way round.
_CONVERTED: Final = Decimal("0.005")
_FEWEST_DIGITS: Final = 2
_ROUND: Final = 100
#: Above any figure of a school: some 10 billion 元 are 10 digits.
_LARGEST: Final = Decimal("1e15")
_ENDLESS: Final = Decimal("1e18")


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A passage of a report: its report by any name, place in it (-1: not known), section, page and words."""

    report: str
    start: int
    quote: str
    section: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A stated figure: `scope` is "" for the whole school or tells one major from others.

    `qualifier` is the code about, nearly or over, or "". `passages` state it, each once. From these follow
    the `reports` that state it; `quality`, the first unit of its quality (元, ㎡, 人 …), where figures of two
    are never compared; its `size` in that; and between what, `low` and `high`, it lies as it is written.
    """

    indicator: str
    value: Decimal
    unit: str
    year: int | None
    scope: str
    qualifier: str
    passages: tuple[Passage, ...]

    reports: frozenset[str] = field(init=False, compare=False)
    quality: str = field(init=False, compare=False)
    size: Decimal = field(init=False, compare=False)
    low: Decimal = field(init=False, compare=False)
    high: Decimal = field(init=False, compare=False)

    def __post_init__(self) -> None:
        scale = _scale(self.unit)
        quality, unit = _unit(self.unit)
        size = self.value * scale * unit
        low, high = self._bounds(size, scale, unit, quality)
        derived = {
            "reports": frozenset(one.report for one in self.passages),
            "quality": quality,
            "size": size,
            "low": low,
            "high": high,
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    def _bounds(self, size: Decimal, scale: Decimal, unit: Decimal, quality: str) -> tuple[Decimal, Decimal]:
        """Return the least and the most that the figure can be, as it is written."""
        around = max(abs(size) * _AROUND, _place(size, 1) / 2)
        if self.qualifier == "about":
            return size - around, size + around
        step = Decimal(1).scaleb(-self._decimals()) * scale * unit
        below = above = Decimal(0)
        if quality in ("%", ":1") or step < scale * unit:
            # Rounded, or cut off: 98.19 as 98.1.
            below, above = step / 2, step
        elif scale > 1:
            below = above = step / 2
        elif (place := _place(size, _FEWEST_DIGITS)) >= _ROUND:
            # 12000 may be a round number for 12,345 where nothing more exact is said; 1125 is meant as it is.
            below = above = place / 2
        if self.qualifier == "nearly":
            return size - around, size + above
        return size - below, _ENDLESS if self.qualifier == "over" else size + above

    def _decimals(self) -> int:
        """Return with how many decimals the figure is written, where it is written the most exactly."""
        exponent = self.value.normalize().as_tuple().exponent
        least = -exponent if isinstance(exponent, int) else 0
        return max(least, 0, *(_decimals(one.quote, self.value) for one in self.passages))

    def words(self) -> str:
        """Return it as people read it: 约3200人."""
        sign = {"about": "约", "nearly": "近"}.get(self.qualifier, "")
        behind = "以上" if self.qualifier == "over" else ""
        return f"{sign}{plain(self.value)}{self.unit}{behind}"

    def within(self, report: str) -> tuple[Passage, ...]:
        """Return the passages of one report that state it."""
        return tuple(one for one in self.passages if one.report == report)


def is_plausible(value: Decimal) -> bool:
    """Return whether a number can be a figure of a school at all, so that it can be reckoned with."""
    return value.is_finite() and abs(value) < _LARGEST


def agree(one: Figure, other: Figure) -> bool:
    """Return whether two figures can be of the same number; those of two qualities are never compared."""
    if one.quality != other.quality:
        return True
    slack = Decimal(0)
    if one.unit.lstrip("万亿千") != other.unit.lstrip("万亿千"):
        slack = max(abs(one.size), abs(other.size)) * _CONVERTED
    return one.low - slack <= other.high and other.low - slack <= one.high


def distance(one: Figure, other: Figure, report: str) -> int | None:
    """Return how many characters lie between the nearest passages of two figures in a report.

    None where they stand in no section together, or no place is known.
    """
    gaps = [
        abs(a.start - b.start)
        for a in one.within(report)
        for b in other.within(report)
        if a.section == b.section and a.start >= 0 and b.start >= 0
    ]
    return min(gaps, default=None)


def figures_of(report: ReportFacts) -> list[Figure]:
    """Return the figures that a report states, its passages under the report's name."""
    found = []
    for fact in report.facts:
        if fact.kind != "indicator":
            continue
        value = Decimal(str(fact.get("value")))
        if not is_plausible(value):
            continue
        scope = str(fact.get("scope") or "school")
        passages = {
            Passage(report.report, one.start, one.quote, one.section, one.page) for one in fact.evidence
        }
        found.append(
            Figure(
                str(fact.get("indicator")),
                value,
                str(fact.get("unit") or ""),
                fact.get("year"),
                "" if scope == "school" else scope.removeprefix("major:"),
                str(fact.get("qualifier") or ""),
                tuple(sorted(passages, key=lambda one: (one.start, one.quote))),
            )
        )
    return found


def plain(value: Decimal) -> str:
    """Return a number without an exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def reports_of(figures: Iterable[Figure]) -> list[str]:
    """Return all reports that state one of the figures, sorted."""
    return sorted({report for one in figures for report in one.reports})


def _scale(unit: str) -> Decimal:
    return _SCALES.get(unit[:1], Decimal(1))


def _unit(unit: str) -> tuple[str, Decimal]:
    bare = unit[1:] if unit[:1] in _SCALES else unit
    return _UNITS.get(bare, (bare, Decimal(1)))


def _decimals(quote: str, value: Decimal) -> int:
    """Return with how many decimals a quote writes a value, -1 where it does not write it in figures."""
    most = -1
    for found in _NUMBER.finditer(quote):
        text = re.sub(r"[\s,，]", "", found[0])
        if text and Decimal(text) == value:
            most = max(most, len(text.partition(".")[2]))
    return most


def _place(size: Decimal, digits: int) -> Decimal:
    """Return the place of the last digit that is not zero, at the right of the `digits`th digit or there."""
    _, figures, exponent = size.normalize().as_tuple()
    return Decimal(1).scaleb(int(exponent) - max(0, digits - len(figures)))
