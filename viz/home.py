"""The first page: what the graph holds and how fresh it is, the map, the shared partners, what to ask."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from .addresses import Addresses
from .drawing import LOOKS
from .looks import look_of
from .model import SORTS, Overview, Report
from .regions import RegionPages, partner_line
from .tables import Part
from .words import Phrases

#: Partners, schools of one partner, schools and reports that the page lists.
MAX_SHARED: Final = 20
PER_PARTNER: Final = 3
MAX_SCHOOLS: Final = 24
MAX_REPORTS: Final = 200

#: Path below the site's folder, template, values for it.
Page = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in the list: its title, year and school."""

    title: str
    year: str
    school: Part


@dataclass(frozen=True, slots=True)
class Count:
    """A number of something: its name and, where it has a page, the link there."""

    name: Part
    total: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the graph holds."""

    reports: int
    facts: int
    schools: int
    partners: int
    majors: int
    shared: int
    conflicts: int


def home_page(overview: Overview, phrases: Phrases, addresses: Addresses) -> Page:
    """Return the first page; `phrases` must be for the top folder."""
    facts: Counter[str] = Counter()
    for counts in overview.counts.values():
        facts.update(counts)
    kinds = Counter(look_of(one) for one in overview.partners)
    years = Counter(one.year for one in overview.reports if one.year)
    found = RegionPages(overview, addresses)
    values = {
        "here": "index",
        "totals": Totals(
            len(overview.reports),
            sum(facts.values()),
            len(overview.schools),
            len(overview.partners),
            len(overview.majors),
            len(overview.shared),
            sum(map(len, overview.conflicts.values())),
        ),
        "years": tuple(Count(Part(year, addresses.year(year, "")), years[year]) for year in sorted(years)),
        "map": found.map(),
        "provinces": found.provinces(),
        "shared": tuple(
            partner_line(overview, phrases, one.iri, overview.around.by_partner[one.iri], PER_PARTNER)
            for one in overview.shared[:MAX_SHARED]
        ),
        "schools": tuple(phrases.part(one.iri) for one in overview.schools[:MAX_SCHOOLS]),
        "partner_kinds": tuple((LOOKS[key], kinds[key]) for key in LOOKS if kinds[key]),
        "fact_kinds": tuple((word, facts[sort]) for sort, word in SORTS.items() if facts[sort]),
        "reports": tuple(
            ReportRow(one.title, one.year, phrases.part(one.school)) for one in _newest(overview)
        ),
    }
    return "index.html", "index.html", values


def _newest(overview: Overview) -> list[Report]:
    """Return the first reports by year, the newest first."""
    return sorted(overview.reports, key=lambda one: one.year, reverse=True)[:MAX_REPORTS]
