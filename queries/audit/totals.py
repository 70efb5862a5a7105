"""Wholes and their parts: the numbers of all majors against the school's, and parts that exceed a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from .figures import Figure, agree, distance, plain
from .findings import Finding, Side, gap, side

#: Numbers that can be added over the majors of a school.
ADDITIVE: Final = frozenset(
    {
        "enrolled_students",
        "new_students",
        "graduates",
        "classes",
        "employed_graduates",
        "direct_employed",
        "matched_employed",
        "advanced_study",
        "interns",
    }
)
#: Parts and the whole that they cannot exceed together. Taking a job at once and going on to a school are two
#: ways that no graduate takes both (as in the ministry's template of the annual report, 毕业去向).
WHOLES: Final[tuple[tuple[tuple[str, ...], str], ...]] = (
    (("direct_employed", "advanced_study"), "graduates"),
    (("employed_graduates",), "graduates"),
    (("direct_employed",), "employed_graduates"),
    (("matched_employed",), "employed_graduates"),
    (("advanced_study",), "graduates"),
    (("new_students",), "enrolled_students"),
    (("full_time_teachers",), "staff"),
    (("specialised_teachers",), "full_time_teachers"),
    (("new_equipment_value",), "equipment_value"),
)
#: Figures so far apart in a report may be of two things called by one name.
_NEAR: Final = 2000
_FEWEST: Final = 2


def sums(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Yield where the majors' numbers in one section do not add up to the school's, for one school.

    A sum that is too large is always wrong; one that is too small only where all majors are listed, which is
    where the report says that it has as many.
    """
    wholes: defaultdict[tuple[str, str, int], list[Figure]] = defaultdict(list)
    parts: defaultdict[tuple[str, str, int], list[Figure]] = defaultdict(list)
    for one in figures:
        if one.year is None:
            continue
        for report in one.reports:
            if not one.scope:
                wholes[report, one.indicator, one.year].append(one)
            elif one.indicator in ADDITIVE and not one.qualifier:
                parts[report, one.indicator, one.year].append(one)
    for (report, indicator, year), found in parts.items():
        totals = wholes.get((report, indicator, year), [])
        majors = {plain(one.value) for one in wholes.get((report, "majors_offered", year), ())}
        if not totals:
            continue
        for listed in _by_section(found, report):
            scopes = {one.scope for one in listed}
            if len(scopes) != len(listed) or len(listed) < _FEWEST:
                continue
            yield from _sum(listed, totals, report, complete=str(len(scopes)) in majors)


def _by_section(found: Iterable[Figure], report: str) -> Iterator[list[Figure]]:
    sections: defaultdict[str, list[Figure]] = defaultdict(list)
    for one in found:
        for section in {passage.section for passage in one.within(report)}:
            sections[section].append(one)
    for _, listed in sorted(sections.items()):
        yield sorted(listed, key=lambda one: (one.within(report), one.scope))


def _sum(listed: list[Figure], totals: list[Figure], report: str, *, complete: bool) -> Iterator[Finding]:
    size = sum((one.size for one in listed), Decimal(0))
    low, high = sum(one.low for one in listed), sum(one.high for one in listed)
    comparable = [one for one in totals if one.quality == listed[0].quality]
    if not comparable or any(one.low <= high and low <= one.high for one in comparable):
        return
    if low <= max(one.high for one in comparable) and not complete:
        return
    nearest = min(comparable, key=lambda one: (abs(one.size - size), one.size))
    severity, difference = gap((nearest.size, size), nearest.quality)
    words = f"{len(listed)} 个专业合计 {plain(size)}{listed[0].quality}"
    added = f"（{'+'.join(plain(one.value) for one in listed)}）"
    passages = tuple(dict.fromkeys(one for part in listed for one in part.within(report)))
    yield Finding(
        "sum",
        severity,
        nearest.indicator,
        nearest.year,
        "",
        (side(nearest, report), Side(words + added, passages)),
        difference,
    )


def excesses(figures: Sequence[Figure]) -> Iterator[Finding]:
    """Yield where parts are more than their whole, as stated near each other, for one school."""
    told: defaultdict[tuple[str, str, int, str], list[Figure]] = defaultdict(list)
    for one in figures:
        if one.year is not None:
            for report in one.reports:
                told[report, one.indicator, one.year, one.scope].append(one)
    for (report, indicator, year, scope), found in list(told.items()):
        for parts, whole in WHOLES:
            if indicator != parts[0]:
                continue
            for first in found:
                near = [
                    _nearest(first, told.get((report, name, year, scope), ()), report)
                    for name in (whole, *parts[1:])
                ]
                if near[0] is not None and None not in near[1:]:
                    yield from _excess([first, *filter(None, near[1:])], near[0], report)


def _nearest(part: Figure, others: Iterable[Figure], report: str) -> Figure | None:
    """Return the figure of `others` that stands nearest to a part in a report, if any stands near."""
    gaps = [(distance(part, one, report), one.size, one) for one in others]
    near = [(far, size, one) for far, size, one in gaps if far is not None and far <= _NEAR]
    return min(near, key=lambda entry: entry[:2])[2] if near else None


def _excess(parts: list[Figure], whole: Figure, report: str) -> Iterator[Finding]:
    if any(one.quality != whole.quality for one in parts) or sum(one.low for one in parts) <= whole.high:
        return
    if len(parts) == 1 and agree(parts[0], whole):
        return
    size = sum((one.size for one in parts), Decimal(0))
    severity, difference = gap((size, whole.size), whole.quality)
    yield Finding(
        "part",
        severity,
        whole.indicator,
        whole.year,
        whole.scope,
        (side(whole, report), *(side(one, report) for one in parts)),
        difference,
    )
