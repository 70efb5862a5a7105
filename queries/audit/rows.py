"""Findings as rows of a table: both sides in each cell, told by ① ② ③."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .figures import Passage
from .findings import RULES, SEVERITIES, Finding, Side

#: The columns of the query `conflicts`, in their order.
COLUMNS = (
    "school",
    "indicator",
    "year",
    "values",
    "quotes",
    "severity",
    "rule",
    "difference",
    "scope",
    "reports",
    "sections",
    "pages",
)
#: A row of these.
Row = tuple[str | int | None, ...]
_WHOLE = "全校"
#: Passages that a side of many (the numbers of all majors) shows.
_SHOWN = 3
_FIRST_SIGN = ord("①")
_SIGNS = 20


def cells(
    school: str,
    finding: Finding,
    indicator: str,
    scope: str,
    title: Callable[[str], str],
) -> Row:
    """Return the cells of COLUMNS for a finding.

    `indicator` and `scope` are as the table shows them, `title` gives a report's name.
    """
    sides = finding.sides
    return (
        school,
        indicator,
        finding.year,
        _numbered(side.words for side in sides),
        _numbered(_each(side, lambda one: f"“{' '.join(one.quote.split())}”") for side in sides),
        SEVERITIES[finding.severity],
        RULES[finding.rule],
        finding.difference,
        scope or _WHOLE,
        _numbered(_each(side, lambda one: title(one.report)) for side in sides),
        _numbered(_each(side, lambda one: one.section) for side in sides),
        _numbered(_each(side, lambda one: "" if one.page is None else str(one.page)) for side in sides)
        if any(one.page is not None for side in sides for one in side.passages)
        else None,
    )


def _each(side: Side, words: Callable[[Passage], str]) -> str:
    """Return what is to be said of a side's passages, each once."""
    shown = side.passages[:_SHOWN]
    more = f" 等 {len(side.passages)} 处" if len(side.passages) > len(shown) else ""
    told = list(dict.fromkeys(words(one) for one in shown))
    return " ".join(told) + (more if len(told) > 1 else "")


def _numbered(texts: Iterable[str]) -> str:
    return " ".join(f"{sign(place)}{text}" for place, text in enumerate(texts))


def sign(place: int) -> str:
    """Return the sign of a side by its place, from 0 on: ①."""
    return chr(_FIRST_SIGN + place) if place < _SIGNS else f"({place + 1})"
