"""Rates that do not follow from the counts stated beside them, that cannot be, or that leap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Final

from .figures import Figure, plain
from .findings import Finding, Side, gap, side, softened


@dataclass(frozen=True, slots=True)
class Ratio:
    """A rate: what is counted, and by what it may be divided, the narrowest first (each a sum of counts).

    `times` is 100 for shares in percent. `loose` is the part by which it may differ since what schools put
    below the line is not what they state elsewhere: students and teachers weighted by kind, at another date.
    """

    rate: str
    counted: str
    bases: tuple[tuple[str, ...], ...]
    times: int = 100
    loose: Decimal = Decimal(0)


_TEACHERS: Final = (("full_time_teachers",), ("full_time_teachers", "part_time_teachers"), ("staff",))
#: Which indicator is the ratio of which. Sources: 中等职业学校设置标准 (教职成〔2010〕12号) for 生师比, 生均
#: and shares of teachers; the template of the annual quality report for rates of graduates.
RATIOS: Final = (
    Ratio("employment_rate", "employed_graduates", (("graduates",),)),
    Ratio(
        "matched_employment_rate",
        "matched_employed",
        (("employed_graduates",), ("direct_employed",), ("graduates",)),
    ),
    Ratio("dual_qualified_ratio", "dual_qualified_teachers", (("specialised_teachers",), *_TEACHERS)),
    Ratio("bachelors_ratio", "bachelors_teachers", _TEACHERS),
    Ratio("certificate_rate", "certificates", (("graduates",),)),
    Ratio("student_teacher_ratio", "enrolled_students", _TEACHERS, 1, Decimal("0.1")),
    Ratio("equipment_per_student", "equipment_value", (("enrolled_students",),), 1, Decimal("0.05")),
    Ratio("books_per_student", "printed_books", (("enrolled_students",),), 1, Decimal("0.05")),
)
_Told = Mapping[tuple[str, str], list[Figure]]
#: What does not grow to so many times itself within a year, nor shrink so far.
_STOCKS: Final = frozenset(
    {
        "enrolled_students",
        "classes",
        "staff",
        "full_time_teachers",
        "campus_area",
        "floor_area",
        "equipment_value",
        "printed_books",
        "workstations",
    }
)
_LEAP: Final = 5
_FEWEST: Final = 20
_ALL: Final = Decimal(100)
_SHOWN: Final = Decimal("0.01")


def wrong_ratios(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Yield the rates that no division of the counts of the same report, year and scope gives."""
    for report, told in _told(figures):
        for ratio in RATIOS:
            for (rate, scope), found in told.items():
                if rate == ratio.rate:
                    for one in found:
                        yield from _wrong(ratio, one, told, (report, scope))


def _told(figures: Sequence[Figure]) -> Iterator[tuple[str, _Told]]:
    found: defaultdict[tuple[str, int], defaultdict[tuple[str, str], list[Figure]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in figures:
        if one.year is not None:
            for report in one.reports:
                found[report, one.year][one.indicator, one.scope].append(one)
    for (report, _), told in found.items():
        yield report, told


def _wrong(ratio: Ratio, rate: Figure, told: _Told, where: tuple[str, str]) -> Iterator[Finding]:
    report, scope = where
    possible = [
        one
        for top in told.get((ratio.counted, scope), ())
        for place, wanted in enumerate(ratio.bases)
        for base in product(*(told.get((name, scope), ()) for name in wanted))
        if (one := _divided(ratio, top, base, place)) is not None
    ]
    low, high = rate.low * (1 - ratio.loose), rate.high * (1 + ratio.loose)
    if not possible or any(low <= one.high and one.low <= high for one in possible):
        return
    stated = {one.place for one in possible}
    too_low = len(ratio.bases) - 1 in stated and high < min(one.low for one in possible)
    too_high = 0 in stated and low > max(one.high for one in possible)
    # Where not all that may be below the line is stated, only what lies outside all of it is wrong.
    if len(stated) < len(ratio.bases) and not too_low and not too_high:
        return
    nearest = min(possible, key=lambda one: (abs(one.size - rate.size), one.place, one.top.size))
    severity, difference = gap((nearest.size, rate.size), rate.quality)
    due = f"{plain(nearest.size.quantize(_SHOWN))}{rate.unit}"
    yield Finding(
        "ratio",
        softened(severity) if ratio.loose else severity,
        rate.indicator,
        rate.year,
        scope,
        (
            side(rate, report),
            side(nearest.top, report),
            *(side(one, report) for one in nearest.base),
        ),
        f"{difference}，由所列数得 {due}",
    )


@dataclass(frozen=True, slots=True)
class _Quotient:
    """What a count divided by a base gives: what it is, and between what it lies as the two are written."""

    top: Figure
    base: tuple[Figure, ...]
    place: int
    size: Decimal
    low: Decimal
    high: Decimal


def _divided(ratio: Ratio, top: Figure, base: tuple[Figure, ...], place: int) -> _Quotient | None:
    size, low, high = (sum((of(one) for one in base), Decimal(0)) for of in (_size, _low, _high))
    if low <= 0:
        return None
    times = Decimal(ratio.times)
    return _Quotient(
        top, base, place, top.size * times / size, top.low * times / high, top.high * times / low
    )


def _size(one: Figure) -> Decimal:
    return one.size


def _low(one: Figure) -> Decimal:
    return one.low


def _high(one: Figure) -> Decimal:
    return one.high


def out_of_range(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Yield shares above a hundred percent, and figures below nought."""
    for one in figures:
        if one.value < 0 or (one.quality == "%" and one.size > _ALL and one.qualifier != "nearly"):
            over = one.value >= 0
            limit, words = (_ALL, "不应超过 100%") if over else (Decimal(0), "不应小于 0")
            _, difference = gap((limit, one.size), one.quality)
            yield Finding(
                "range",
                "high" if not over else "medium",
                one.indicator,
                one.year,
                one.scope,
                (side(one), Side(words, ())),
                difference,
            )


def leaps(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Yield what a year makes _LEAP times as large, or as small, of things that change slowly."""
    told: defaultdict[tuple[str, int], list[Figure]] = defaultdict(list)
    for one in figures:
        if one.year is not None and not one.scope and one.indicator in _STOCKS and not one.qualifier:
            told[one.indicator, one.year].append(one)
    for (indicator, year), found in told.items():
        following = told.get((indicator, year + 1), [])
        # Where one of several figures does not leap, the others are of something else.
        if not following or not all(_leaps(one, later) for one in found for later in following):
            continue
        one, later = found[0], following[0]
        _, difference = gap((one.size, later.size), one.quality)
        sides = (
            Side(f"{year} 年 {one.words()}", one.passages),
            Side(f"{year + 1} 年 {later.words()}", later.passages),
        )
        yield Finding("jump", "low", indicator, year + 1, "", sides, difference)


def _leaps(one: Figure, later: Figure) -> bool:
    small, large = sorted((one.size, later.size))
    return one.quality == later.quality and small >= _FEWEST and large >= small * _LEAP
