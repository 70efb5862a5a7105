"""The pages at the top of the site: the first page, the lists, and the network of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from ..ontology.codes import concepts
from .addresses import Addresses
from .conflicts import LISTED, row, severity_order
from .drawing import LOOKS, Drawing, clip
from .model import SORTS, Overview, Thing
from .networks import look_of
from .tables import Part, Row
from .words import Phrases

#: Lines of a page of a list, and of the lists on the first page and beside the network.
PER_PAGE: Final = 300
FIRST_SHARED: Final = 100
FIRST_SCHOOLS: Final = 60
FIRST_REPORTS: Final = 300
#: Schools named for one partner, and schools or partners for one major.
PER_PARTNER: Final = 12
PER_MAJOR: Final = 20
_NETWORK_HUBS: Final = 60
_HUB_PARTNERS: Final = 20

_SCHOOL_COLUMNS: Final = ("Partnership", "MajorOffering", "Programme", "Honour", "Award", "Observation")

#: Path below the site's folder, template, values for it.
Page = tuple[str, str, dict[str, Any]]
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A school in a list, with the numbers of its facts in the order of `_SCHOOL_COLUMNS`."""

    school: Part
    region: str
    years: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MajorRow:
    """A major in the list, with some of the schools and partners and the numbers of those left out."""

    anchor: str
    name: str
    others: str
    schools: tuple[Part, ...]
    more_schools: int
    partners: tuple[Part, ...]
    more_partners: int


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in the list of the first page."""

    title: str
    year: str
    school: Part


class Lists:
    """Makes the pages at the top; `phrases` must be for the top folder."""

    def __init__(self, overview: Overview, phrases: Phrases, addresses: Addresses) -> None:
        self._overview = overview
        self._phrases = phrases
        self._addresses = addresses
        self._offered_by: dict[str, list[str]] = {}
        for school, majors in overview.offers.items():
            for major in majors:
                self._offered_by.setdefault(major, []).append(school)

    def pages(self, network: Drawing | None) -> Iterator[Page]:
        """Yield every page at the top; `network` is the drawing of all schools and partners."""
        overview = self._overview
        schools = [self._school(one) for one in overview.schools]
        majors = [self._major(place, one) for place, one in enumerate(overview.majors)]
        partners = overview.partners
        shared = overview.shared
        yield self._index(schools, shared)
        yield from _paged("schools", schools, "schools", school_columns=_words(_SCHOOL_COLUMNS))
        rows = [self._phrases.partner_row(one, PER_PARTNER) for one in partners]
        yield from _paged("partners", rows, "rows")
        yield from _paged("majors", majors, "rows")
        yield from _paged("conflicts", self._conflicts(), "rows", columns=LISTED)
        hubs = self._phrases.hubs(_NETWORK_HUBS, _HUB_PARTNERS)
        used = {mode for link in overview.links for mode in link.modes}
        yield (
            "network.html",
            "network.html",
            {
                "here": "network",
                "drawing": network,
                "modes": [(one.code, one.zh) for one in concepts("mode") if one.code in used],
                "shared": [self._phrases.partner_row(one, PER_PARTNER) for one in shared[:FIRST_SHARED]],
                "shared_total": len(shared),
                "hubs": hubs,
                "hubs_total": len(overview.around.by_school),
            },
        )

    def _index(self, schools: Sequence[SchoolRow], shared: Sequence[Thing]) -> Page:
        overview = self._overview
        facts: Counter[str] = Counter()
        for counts in overview.counts.values():
            facts.update(counts)
        kinds = Counter(look_of(one) for one in overview.partners)
        values = {
            "here": "index",
            "totals": {
                "reports": len(overview.reports),
                "facts": sum(facts.values()),
                "schools": len(schools),
                "partners": len(overview.partners),
                "majors": len(overview.majors),
                "conflicts": sum(map(len, overview.conflicts.values())),
            },
            "shared": [self._phrases.partner_row(one, PER_PARTNER) for one in shared[:FIRST_SHARED]],
            "shared_total": len(shared),
            "schools": schools[:FIRST_SCHOOLS],
            "school_columns": _words(_SCHOOL_COLUMNS),
            "partner_kinds": [(LOOKS[key], kinds[key]) for key in LOOKS if kinds[key]],
            "fact_kinds": [(word, facts[sort]) for sort, word in SORTS.items() if facts[sort]],
            "reports": [
                ReportRow(one.title, one.year, self._phrases.part(one.school))
                for one in overview.reports[:FIRST_REPORTS]
            ],
        }
        return "index.html", "index.html", values

    def _school(self, school: Thing) -> SchoolRow:
        counts = self._overview.counts.get(school.iri, {})
        return SchoolRow(
            self._phrases.part(school.iri),
            self._overview.regions.get(school.iri, ""),
            "、".join(self._overview.around.years.get(school.iri, ())),
            tuple(counts.get(sort, 0) for sort in _SCHOOL_COLUMNS),
        )

    def _major(self, place: int, major: Thing) -> MajorRow:
        schools = self._parts(self._offered_by.get(major.iri, ()))
        partners = self._parts({partner for _, partner in self._overview.around.behind.get(major.iri, ())})
        return MajorRow(
            _anchor(place),
            major.name,
            clip("、".join(major.other_names), 120),
            schools[:PER_MAJOR],
            max(0, len(schools) - PER_MAJOR),
            partners[:PER_MAJOR],
            max(0, len(partners) - PER_MAJOR),
        )

    def _conflicts(self) -> list[Row]:
        """Return the contradictions of all schools, the gravest first, then by school."""
        things = self._overview.things
        found = [
            (severity_order(one), things[iri].name, iri, place, one)
            for iri, conflicts in self._overview.conflicts.items()
            for place, one in enumerate(conflicts)
        ]
        rows = []
        for _, _, iri, _, one in sorted(found, key=lambda entry: entry[:4]):
            part = self._phrases.part(iri)
            href = f"{part.href}#conflicts" if part.href else None
            rows.append(row(one, Part(part.text, href), Part(one.indicator)))
        return rows

    def _parts(self, iris: Sequence[str] | set[str]) -> tuple[Part, ...]:
        parts = {self._phrases.part(iri) for iri in iris}
        return tuple(sorted(parts, key=lambda part: (part.text, part.href or "")))


def _words(sorts: Sequence[str]) -> list[str]:
    return [SORTS[sort] for sort in sorts]


def _anchor(place: int) -> str:
    return f"m{place + 1}"


def _file(name: str, page: int) -> str:
    return f"{name}.html" if page == 0 else f"{name}-{page + 1}.html"


def _paged(name: str, items: Sequence[_Item], key: str, **more: object) -> Iterator[Page]:
    """Yield the pages of a list, at least one; `key` is the template's name for the items of a page."""
    files = [_file(name, page) for page in range(max(1, -(-len(items) // PER_PAGE)))]
    for page, file in enumerate(files):
        part = list(items[page * PER_PAGE : (page + 1) * PER_PAGE])
        values = {"here": name, key: part, "total": len(items), "pages": files, "current": page, **more}
        yield file, f"{name}.html", values
