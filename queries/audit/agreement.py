"""Figures of one thing, year and scope that disagree: inside a report, or between two of a school."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from .figures import Figure, agree, distance
from .findings import Finding, gap, side

#: Two figures so near each other are of two things that the text tells apart (在校生 7948 人，其中本校学籍
#: 7670 人; two columns of a row): characters between their beginnings.
_ONE_BREATH: Final = 80
#: What reports count by parts under one name: courses of training, classes, degrees of cooperation.
_BY_PARTS: Final = frozenset(
    {
        "training_persons",
        "order_class_students",
        "interns",
        "certificates",
        "new_equipment_value",
        "partner_enterprises",
        "new_partner_enterprises",
        "party_members",
    }
)
#: A number of people that is less than this part of another is of some of them: a class, a department.
_SOME_OF_THEM: Final = Decimal("0.4")
_PEOPLE: Final = frozenset({"人", "人次"})
#: Rows of one table about one major are of two of its levels or classes.
_ONE_TABLE: Final = 4000


def disagreements(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Yield what is stated twice and otherwise, for the figures of one school."""
    groups: defaultdict[tuple[str, int, str], list[Figure]] = defaultdict(list)
    for one in figures:
        if one.year is not None and one.indicator not in _BY_PARTS:
            groups[one.indicator, one.year, one.scope].append(one)
    for (indicator, year, scope), group in groups.items():
        if len(group) < 2:
            continue
        inside: set[Figure] = set()
        between: set[Figure] = set()
        for one, other in combinations(group, 2):
            if agree(one, other) or _some_of_them(one, other):
                continue
            if one.reports & other.reports:
                if all(not _told_apart(one, other, report) for report in one.reports & other.reports):
                    inside |= {one, other}
            elif not _looked_back(one, other, group, groups, (indicator, year, scope)):
                between |= {one, other}
        for rule, found in (("within-report", inside), ("between-reports", between - inside)):
            if len(found) > 1:
                yield _finding(rule, found)


def _some_of_them(one: Figure, other: Figure) -> bool:
    small, large = sorted((one.size, other.size))
    return one.quality in _PEOPLE and small < large * _SOME_OF_THEM


def _told_apart(one: Figure, other: Figure, report: str) -> bool:
    near = distance(one, other, report)
    return near is not None and near <= (_ONE_TABLE if one.scope else _ONE_BREATH)


def _looked_back(
    one: Figure,
    other: Figure,
    group: Sequence[Figure],
    groups: dict[tuple[str, int, str], list[Figure]],
    key: tuple[str, int, str],
) -> bool:
    """Return whether two reports agree after all.

    So they do where either also states what the other does, for this year or, by the school year where the
    other counts by the calendar, for the next one or the one before.
    """
    indicator, year, scope = key
    shifted = [*groups.get((indicator, year - 1, scope), ()), *groups.get((indicator, year + 1, scope), ())]
    for mine, yours in ((one, other), (other, one)):
        for third in [*group, *shifted]:
            if third is mine or not third.reports & yours.reports:
                continue
            if third.size == mine.size or (third.year == mine.year and agree(mine, third)):
                return True
    return False


def _finding(rule: str, found: set[Figure]) -> Finding:
    ordered = sorted(found, key=lambda one: (one.passages[0], one.size))
    first = ordered[0]
    severity, difference = gap((one.size for one in ordered), first.quality)
    return Finding(
        rule, severity, first.indicator, first.year, first.scope, tuple(map(side, ordered)), difference
    )
