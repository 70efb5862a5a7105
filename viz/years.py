"""The pages of years: what reports say of each year, over all schools."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ..ontology.codes import UnknownCodeError, concept
from .addresses import Addresses
from .figures import Figures, Given, Spread, plain, spread
from .model import Overview
from .page_parts import Ranked, ranked
from .plots import Name, Plot, Series
from .tables import Part
from .words import Phrases

#: Reports and schools that a page lists.
MAX_REPORTS: Final = 300
MAX_SCHOOLS: Final = 30

#: Path below the site's folder, template, values for it.
Page = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class YearReport:
    """A report of the year and its school."""

    title: str
    school: Part


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """How the figures of an indicator are spread: from how many schools, least to greatest as written."""

    name: Part
    unit: str
    count: int
    numbers: tuple[str, ...]


class YearPages:
    """Makes the pages of years of the overview alone; `figures` are those of all its schools."""

    def __init__(self, overview: Overview, figures: Mapping[str, Figures], addresses: Addresses) -> None:
        self._overview = overview
        self._addresses = addresses
        self._phrases = Phrases(overview.around, addresses, "../")
        self._counts: defaultdict[str, dict[str, tuple[int, int, int]]] = defaultdict(dict)
        for school, tally in overview.around.tallies.items():
            for year, counts in tally.years:
                self._counts[year][school] = counts
        self._given: defaultdict[str, defaultdict[str, list[Given]]] = defaultdict(lambda: defaultdict(list))
        for code, found in figures.items():
            for one in found.chosen:
                self._given[one.year][code].append(one)
        self._units = {code: found.unit for code, found in figures.items()}
        self._reports = Counter(one.year for one in overview.reports)

    def pages(self) -> Iterator[Page]:
        """Yield the page of each year."""
        plot = self.plot()
        years = tuple(Part(one, self._addresses.year(one, "../")) for one in self._overview.years)
        for year in self._overview.years:
            yield f"year/{year}.html", "year.html", self._values(year, years, plot)

    def plot(self) -> Plot | None:
        """Return what there is of each year, or None where there are no two years."""
        years = self._overview.years
        if len(years) < 2:
            return None
        totals = [(self._reports[one], *self._totals(one)) for one in years]
        words = ("报告", "获奖", "荣誉", "项目")
        series = tuple(
            Series(Name(word, said=True), tuple(str(row[place] or "") for row in totals))
            for place, word in enumerate(words)
        )
        return Plot("years-plot", "各年的报告和事实", "columns", "年份", tuple(map(Name, years)), series)

    def _totals(self, year: str) -> tuple[int, ...]:
        return tuple(map(sum, zip(*self._counts[year].values(), strict=True))) or (0, 0, 0)

    def _values(self, year: str, years: tuple[Part, ...], plot: Plot | None) -> dict[str, Any]:
        reports = [
            YearReport(one.title, self._phrases.part(one.school))
            for one in self._overview.reports
            if one.year == year
        ]
        awards, honours, programmes = self._totals(year)
        return {
            "here": "",
            "year": year,
            "years": years,
            "reports": tuple(reports[:MAX_REPORTS]),
            "reports_total": len(reports),
            "schools_total": len({one.school for one in self._overview.reports if one.year == year}),
            "totals": (("获奖", awards), ("荣誉", honours), ("项目", programmes)),
            "schools": self._schools(year),
            "counted_schools": len(self._counts[year]),
            "spreads_rows": self._spreads(year),
            "plot": plot,
        }

    def _schools(self, year: str) -> tuple[Ranked, ...]:
        """Return the schools with most awards, honours and programmes of the year; the sum comes first."""
        counts = {iri: (sum(found), *found) for iri, found in self._counts[year].items()}
        return ranked(counts, self._phrases.part, MAX_SCHOOLS)

    def _spreads(self, year: str) -> tuple[SpreadRow, ...]:
        rows = []
        for code, found in self._given.get(year, {}).items():
            part = self._indicator(code)
            rows.append(spread_row(part, self._units[code], spread([one.size for one in found])))
        return tuple(rows)

    def _indicator(self, code: str) -> Part:
        try:
            one = concept("indicator", code)
        except UnknownCodeError:
            return Part(code)
        return Part(one.zh, self._addresses.topic(one.iri, "../"), (one.zh,))


def spread_row(name: Part, unit: str, found: Spread) -> SpreadRow:
    """Return a spread as a row of a table."""
    return SpreadRow(name, unit, found.count, tuple(map(plain, found.five)))
