"""What a plot shows: numbers under names, for the page's script and for the table that says the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal

from ..ontology.codes import UnknownCodeError, concept
from .figures import Figures, School, figures_of, plain
from .model import Account, Measure
from .summaries import code_of

#: "bars" lie, "columns" stand, "stack" stand on each other; "box" shows five series as boxes with whiskers.
Kind = Literal["bars", "columns", "stack", "lines", "box"]

#: The series of a plot of kind "box", in their order.
BOX: Final = ("最小", "下四分位", "中位数", "上四分位", "最大")

#: Indicators whose lines stand in one plot on a school's page: title, codes.
_GROUPS: Final = (
    ("学生人数", ("enrolled_students", "new_students", "graduates")),
    ("教师人数", ("staff", "full_time_teachers", "specialised_teachers", "dual_qualified_teachers")),
    ("就业与升学", ("employment_rate", "matched_employment_rate", "initial_employment_rate")),
    ("教师结构", ("dual_qualified_ratio", "bachelors_ratio")),
    ("经费", ("total_income", "total_expenditure", "funding", "equipment_value", "new_equipment_value")),
)
_SATISFACTION: Final = "satisfaction_"
#: So many years at most are drawn one beside the other where some of them have no figure.
_LONGEST: Final = 25
_YEAR: Final = re.compile(r"\d{4}", re.ASCII)
#: With fewer rates a plot of them says less than the table.
_FEWEST_RATES: Final = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a plot. `said` is true for words of the interface, which have English, too."""

    text: str
    said: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers, as written (`""` where there is none), for each name of the plot's axis."""

    name: Name
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot. `key` names it in links; `title` is a phrase of the interface, `unit` that of all numbers.

    `heading` says what the names along the axis are, as a phrase. `beside` is true where a table with the
    same numbers stands beside it anyway.
    """

    key: str
    title: str
    kind: Kind
    heading: str
    axis: tuple[Name, ...]
    series: tuple[Series, ...]
    unit: str = ""
    beside: bool = False

    @property
    def rows(self) -> tuple[tuple[Name, tuple[str, ...]], ...]:
        """The rows of the table: each name of the axis that has a number, with its numbers."""
        columns = zip(self.axis, *(one.values for one in self.series), strict=True)
        return tuple((name, tuple(values)) for name, *values in columns if any(values))

    @property
    def data(self) -> Mapping[str, Any]:
        """What the page's script reads."""
        return {
            "kind": self.kind,
            "title": self.title,
            "unit": self.unit,
            "axis": [[one.text, int(one.said)] for one in self.axis],
            "series": [[one.name.text, int(one.name.said), list(one.values)] for one in self.series],
        }


@dataclass(frozen=True, slots=True)
class _Lines:
    years: set[str] = field(default_factory=set)
    found: dict[str, dict[str, str]] = field(default_factory=dict)


def bars(
    key: str, title: str, heading: str, rows: Iterable[tuple[Name, int]], count: str, *, beside: bool = True
) -> Plot:
    """Return lying bars of counts; `count` says in a phrase what is counted."""
    rows = tuple(rows)
    values = Series(Name(count, said=True), tuple(str(number) for _, number in rows))
    return Plot(key, title, "bars", heading, tuple(name for name, _ in rows), (values,), beside=beside)


def over_years(
    key: str, title: str, years: Sequence[str], lines: Iterable[tuple[Name, Mapping[str, str]]], unit: str
) -> Plot:
    """Return lines over `years`; each gives its numbers by year. Years between them have their place, too."""
    axis = _without_gaps(years)
    series = tuple(Series(name, tuple(numbers.get(year, "") for year in axis)) for name, numbers in lines)
    return Plot(key, title, "lines", "年份", tuple(map(Name, axis)), series, unit)


def school_plots(account: Account) -> tuple[Plot, ...]:
    """Return the plots of a school's page: its main figures over years, and what people were content with.

    Only figures of the whole school that have a year count, and a plot needs a line of two years.
    """
    figures = figures_of([School("", _measures(account))])
    plots: list[Plot] = []
    for number, (title, codes) in enumerate(_GROUPS, start=1):
        for unit, lines in _by_unit(figures, codes).items():
            if any(len(by_year) > 1 for by_year in lines.found.values()):
                drawn = [(Name(_label(code), said=True), by_year) for code, by_year in lines.found.items()]
                key = f"plot-{number}{'' if not plots or plots[-1].title != title else 'b'}"
                plots.append(over_years(key, title, sorted(lines.years), drawn, unit))
    if (content := _contentment(figures)) is not None:
        plots.append(content)
    return tuple(plots)


def _without_gaps(years: Sequence[str]) -> Sequence[str]:
    """Return all years from the first to the last, where these are not too far apart to be drawn."""
    if not all(_YEAR.fullmatch(one) for one in years):
        return years
    first, last = min(map(int, years)), max(map(int, years))
    return [str(one) for one in range(first, last + 1)] if last - first < _LONGEST else years


def _by_unit(figures: Mapping[str, Figures], codes: Iterable[str]) -> dict[str, _Lines]:
    """Return the numbers by unit, indicator and year."""
    found: dict[str, _Lines] = {}
    for code in codes:
        if code in figures:
            lines = found.setdefault(figures[code].unit, _Lines())
            by_year = {one.year: plain(one.size) for one in figures[code].chosen if one.year}
            if by_year:
                lines.years.update(by_year)
                lines.found[code] = by_year
    return found


def _contentment(figures: Mapping[str, Figures]) -> Plot | None:
    """Return the rates of satisfaction of the latest year as bars, or None where they are few."""
    rates: dict[str, dict[str, Decimal]] = {}
    for code, found in figures.items():
        if code.startswith(_SATISFACTION) and found.unit == "%":
            for one in found.chosen:
                rates.setdefault(one.year, {})[code] = one.size
    latest = max((year for year, of_year in rates.items() if len(of_year) >= _FEWEST_RATES), default=None)
    if latest is None:
        return None
    axis = tuple(Name(_label(code), said=True) for code in rates[latest])
    values = tuple(plain(size) for size in rates[latest].values())
    return Plot("plot-content", "满意度", "bars", "指标", axis, (Series(Name(latest), values),), "%")


def _measures(account: Account) -> tuple[Measure, ...]:
    measures = []
    for one in account.about("Observation"):
        indicator, qualifier = one.one("indicator"), one.one("qualifier")
        if indicator is None or one.all("scopeMajor"):
            continue
        near = code_of(qualifier.iri) if qualifier else ""
        code, year = code_of(indicator.iri), one.text("year")
        measures.append(Measure(code, year, one.text("value"), one.text("unit"), near, one.iri))
    return tuple(measures)


def _label(code: str) -> str:
    try:
        return concept("indicator", code).zh
    except UnknownCodeError:
        return code
