"""The pages of indicators: the figures of all schools in one unit, how they are spread, and files of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from ..ontology.codes import Concept, UnknownCodeError, concept
from .addresses import Addresses
from .downloads import csv_text
from .figures import Figures, Given, School, figures_of, plain, spread
from .markup import joined, linked
from .model import Overview
from .page_parts import query_link
from .plots import BOX, Name, Plot, Series, over_years
from .summaries import code_of
from .tables import Part
from .words import Phrases
from .years import SpreadRow, spread_row

#: Schools in the table: all up to so many, else half of them from either end.
MAX_SCHOOLS: Final = 400
#: Bytes of the rows of that table.
BUDGET: Final = 220_000
#: Years in the columns of the table, and in the plot: those of which most schools state figures.
MAX_YEARS: Final = 6
MAX_SPREADS: Final = 12
_FEWEST: Final = 20
#: Up to so many schools have lines of their own in the plot.
MAX_LINES: Final = 12

#: Path below the site's folder, template, values for it.
Page = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Table:
    """The schools' figures: years of the columns ("" where none is stated), rows, all schools.

    Where not all are shown, `last` are those of the least figures in the year `by`.
    """

    years: tuple[str, ...]
    rows: tuple[Markup, ...]
    last: tuple[Markup, ...]
    total: int
    by: str
    hidden_years: int


class IndicatorPages:
    """Makes the pages of the indicators among the overview's topics, of the overview alone."""

    def __init__(self, overview: Overview, figures: Mapping[str, Figures], addresses: Addresses) -> None:
        """`figures` are those of all schools, as `all_figures` gives them."""
        self._figures = figures
        self._addresses = addresses
        self._phrases = Phrases(overview.around, addresses, "../")
        self._concepts = [one for iri in overview.topics if (one := _indicator(iri)) is not None]
        self._things = overview.around.things

    def pages(self) -> Iterator[Page]:
        """Yield the page of each indicator."""
        for one in self._concepts:
            yield f"indicator/{one.code}.html", "indicator.html", self._values(one)

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield (path, text) of a CSV file of all figures of each indicator."""
        for one in self._concepts:
            found = self._figures.get(one.code)
            yield f"data/indicator/{one.code}.csv", csv_text(_COLUMNS, self._texts(found) if found else ())

    def _values(self, one: Concept) -> dict[str, Any]:
        found = self._figures.get(one.code, _NOTHING)
        return {
            "here": "topics",
            "name": one.zh,
            "definition": (one.definition_zh, one.definition_en),
            "unit": found.unit,
            "units": one.units,
            "others": found.others,
            "figures": len(found.given),
            "spreads_rows": self._spreads(found),
            "years_total": len(_by_year(found)),
            "plot": self._plot(one, found),
            "table": self._table(found),
            "csv": f"data/indicator/{one.code}.csv",
            "query": query_link("compare", indicator=one.code),
        }

    def _spreads(self, found: Figures) -> tuple[SpreadRow, ...]:
        by_year = _by_year(found)
        return tuple(
            spread_row(self._year(year), found.unit, spread([one.size for one in by_year[year]]))
            for year in reversed(_most(by_year, MAX_SPREADS))
        )

    def _year(self, year: str) -> Part:
        if not year:
            return Part("未写年份", None, ("未写年份",))
        return Part(year, self._addresses.year(year, "../"))

    def _plot(self, one: Concept, found: Figures) -> Plot | None:
        by_year = _by_year(found)
        years = _most({year: given for year, given in by_year.items() if year}, MAX_SPREADS)
        schools = sorted({given.school for year in years for given in by_year[year]})
        if not years:
            return None
        if len(schools) > MAX_LINES:
            boxes = zip(*(spread([each.size for each in by_year[year]]).five for year in years), strict=True)
            rows = zip(BOX, boxes, strict=True)
            series = tuple(
                Series(Name(word, said=True), tuple(map(plain, numbers))) for word, numbers in rows
            )
            return Plot(
                "plot", one.zh, "box", "年份", tuple(map(Name, years)), series, found.unit, beside=True
            )
        names = {school: Name(self._phrases.part(school).text) for school in schools}
        if len(years) == 1:
            sizes = {each.school: each.size for each in by_year[years[0]]}
            ordered = sorted(sizes, key=lambda school: (-sizes[school], school))
            values = Series(Name(years[0]), tuple(plain(sizes[school]) for school in ordered))
            axis = tuple(names[school] for school in ordered)
            return Plot("plot", one.zh, "bars", "学校", axis, (values,), found.unit, beside=True)
        lines: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for year in years:
            for each in by_year[year]:
                lines[each.school][year] = plain(each.size)
        drawn = [(names[school], lines[school]) for school in schools]
        return over_years("plot", one.zh, years, drawn, found.unit)

    def _table(self, found: Figures) -> Table:
        by_year = _by_year(found)
        shown = _most(by_year, MAX_YEARS)[::-1]
        by = max(shown, key=lambda year: (len(by_year[year]), year), default="")
        sizes = {one.school: one.size for one in by_year.get(by, ())}
        cells: defaultdict[str, defaultdict[str, list[Given]]] = defaultdict(lambda: defaultdict(list))
        for one in found.given:
            if one.year in shown:
                cells[one.school][one.year].append(one)
        named = {school: self._phrases.part(school) for school in cells}
        ranked = sorted(sizes, key=lambda school: (-sizes[school], named[school].text, school))
        rest = sorted(cells.keys() - sizes.keys(), key=lambda school: (named[school].text, school))
        total = len({one.school for one in found.given})
        first = self._rows([*ranked, *rest][:MAX_SCHOOLS], named, cells, shown)
        last: tuple[Markup, ...] = ()
        if len(cells) > MAX_SCHOOLS or sum(len(row.encode()) for row in first) > BUDGET:
            half = _fitting(first)
            first, last = first[:half], self._rows(ranked[half:][-half:], named, cells, shown)
        return Table(tuple(shown), first, last, total, by, len(by_year) - len(shown))

    def _rows(
        self,
        schools: Sequence[str],
        named: Mapping[str, Part],
        cells: Mapping[str, Mapping[str, Sequence[Given]]],
        years: Sequence[str],
    ) -> tuple[Markup, ...]:
        return tuple(self._row(named[one], cells[one], years) for one in schools)

    def _row(self, school: Part, found: Mapping[str, Sequence[Given]], years: Sequence[str]) -> Markup:
        cells = "".join(
            f'<td class="number">{joined([_figure(one, school) for one in found.get(year, ())]) or "—"}</td>'
            for year in years
        )
        return Markup(f'<tr><th scope="row">{linked(school)}</th>{cells}</tr>')  # noqa: S704

    def _texts(self, found: Figures) -> Iterator[tuple[str, ...]]:
        for one in found.given:
            name = self._phrases.part(one.school).text
            near = _QUALIFIERS.get(one.qualifier, "")
            yield name, one.year, plain(one.size), found.unit, near, one.school, one.statement


_COLUMNS: Final = ("学校", "年份", "数值", "单位", "约数", "学校 IRI", "事实 IRI")
_QUALIFIERS: Final = {"about": "约", "nearly": "近", "over": "超"}
_NOTHING: Final = Figures("", (), (), 0)


def all_figures(overview: Overview) -> dict[str, Figures]:
    """Return the figures of all schools of the overview by code of the indicator."""
    tallies = overview.around.tallies
    return figures_of(School(iri, tallies[iri].measures) for iri in tallies)


def _indicator(iri: str) -> Concept | None:
    """Return the indicator at `iri`, or None where the topic is another one."""
    if iri.rsplit("/", 2)[-2:-1] != ["indicator"]:
        return None
    try:
        return concept("indicator", code_of(iri))
    except UnknownCodeError:
        return None


def _by_year(found: Figures) -> dict[str, list[Given]]:
    by_year: defaultdict[str, list[Given]] = defaultdict(list)
    for one in found.chosen:
        by_year[one.year].append(one)
    return dict(by_year)


def _fitting(rows: Sequence[Markup]) -> int:
    """Return how many of the first rows take half of the budget, or are half of those allowed."""
    size = 0
    for number, row in enumerate(rows[: MAX_SCHOOLS // 2]):
        size += len(row.encode())
        if size > BUDGET // 2 and number:
            return number
    return min(len(rows), MAX_SCHOOLS // 2)


def _most(by_year: Mapping[str, Sequence[Given]], limit: int) -> list[str]:
    """Return the years of which most schools state figures, at most `limit`, in their order.

    Years of few are mostly misread, so that those below a part of the most are left out.
    """
    least = max(map(len, by_year.values()), default=0) / _FEWEST
    ranked = sorted(sorted(by_year, reverse=True), key=lambda year: -len(by_year[year]))
    return sorted(year for year in ranked[:limit] if len(by_year[year]) >= least)


def _figure(one: Given, school: Part) -> Part:
    """Return a figure with a link to its row on the school's page."""
    text = plain(one.size)
    href = f"{school.href}#figures.s-{code_of(one.statement)}" if school.href else None
    if near := _QUALIFIERS.get(one.qualifier):
        return Part(f"{near} {text}", href, (f"{near} {{}}", text))
    return Part(text, href)
