"""Rates that do not follow from the counts stated beside them, that cannot be, or that leap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ...ontology.codes import concepts
from .figures import Figure
from .findings import Finding, Side, gap, side, softened


@dataclass(frozen=True, slots=True)
class Ratio:
    """A rate: what is counted, and by what it may be divided (each a sum of counts), any of them.

    `times` is 100 for shares in percent. `loose` is the part by which it may differ since what schools put
    below the line is not what they state elsewhere: students and teachers weighted by kind, at another date.
    """

    rate: str
    counted: str
    bases: tuple[tuple[str, ...], ...]
    times: int = 100
    loose: Decimal = Decimal(0)


_TEACHERS: Final = (("full_time_teachers",), ("full_time_teachers", "part_time_teachers"), ("staff",))
#: Which indicator is the ratio of which. Sources: 中等职业学校设置标准 (教职成〔2010〕12号) for 生师比, 双师型 and
#: 本科 shares and 生均; the template of the annual quality report for rates of graduates.
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


def wrong_ratios(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Yield the rates that no division of the counts of the same report, year and scope gives."""
    for report, year, told in _told(figures):
        for ratio in RATIOS:
            for (rate, scope), found in told.items():
                if rate == ratio.rate:
                    for one in found:
                        yield from _wrong(ratio, one, told, (report, year, scope))


def _told(figures: Sequence[Figure]) -> Iterator[tuple[str, int, _Told]]:
    found: defaultdict[tuple[str, int], defaultdict[tuple[str, str], list[Figure]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in figures:
        if one.year is not None:
            for report in one.reports:
                found[report, one.year][one.indicator, one.scope].append(one)
    for (report, year), told in found.items():
        yield report, year, told


def _wrong(ratio: Ratio, rate: Figure, told: _Told, where: tuple[str, int, str]) -> Iterator[Finding]:
    report, _, scope = where
    tops = told.get((ratio.counted, scope), [])
    if not tops:
        return
    bases = [base for wanted in ratio.bases for base in _choices(wanted, told, scope)]
    stated = {wanted for wanted in ratio.bases for _ in _choices(wanted, told, scope)}
    if not bases:
        return
    times = Decimal(ratio.times)
    least = [
        (top.low * times / base.high, top.high * times / max(base.low, Decimal(1)))
        for top in tops
        for base in bases
        if base.high > 0
    ]
    low, high = rate.low * (1 - ratio.loose), rate.high * (1 + ratio.loose)
    if any(low <= most and lowest <= high for lowest, most in least):
        return
    # Divided by what is not stated, and is a part of what is, the rate would be higher.
    if len(stated) < len(ratio.bases) and low > min(lowest for lowest, _ in least):
        return
    size, top, base = min(
        (abs(top.size * times / base.size - rate.size), top, base)
        for top in tops[:1]
        for base in bases
        if base.size
    )
    raise NotImplementedError(size, top, base, report)
