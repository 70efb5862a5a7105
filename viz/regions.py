"""The pages of regions: a map and list of all, and a page for each in which schools lie."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from ..ontology.codes import concepts
from ..ontology.namespaces import REGION_SCHEME, concept_iri
from ..ontology.regions import LEVELS, Region, above, regions
from .addresses import Addresses
from .listing import SchoolRow, listed_partner, pages_of, partner_row, school_row
from .long_lists import COUNTED, school_columns
from .looks import PLAIN_MODE, in_order, mode_word
from .model import Link, Overview, Thing
from .page_parts import Ranked, query_link, ranked
from .plots import Name, Plot, bars
from .region_map import TileMap, provinces, tile_map
from .summaries import code_of
from .tables import Part
from .words import Phrases

#: Partners and majors in the lists of a region, schools named for one partner, schools of an unknown place.
MAX_SHARED: Final = 40
MAX_MAJORS: Final = 40
PER_PARTNER: Final = 5
MAX_UNKNOWN: Final = 300

#: Path below the site's folder, template, values for it.
Page = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region in a list: how many schools in it have a report, how many more reports mention."""

    region: Part
    schools: int
    mentioned: int


@dataclass(frozen=True, slots=True)
class Province:
    """A province in the list of all, with the regions right below it."""

    row: RegionRow
    below: tuple[RegionRow, ...]


@dataclass(frozen=True, slots=True)
class LevelRow:
    """Awards and honours of one level."""

    level: Part
    awards: int
    honours: int


class RegionPages:
    """Makes the pages of regions of the overview alone."""

    def __init__(self, overview: Overview, addresses: Addresses) -> None:
        self._overview = overview
        self._addresses = addresses
        self._phrases = Phrases(overview.around, addresses, "../")
        self._schools: defaultdict[str, list[Thing]] = defaultdict(list)
        self._mentioned: Counter[str] = Counter()
        self._below: defaultdict[str, list[Region]] = defaultdict(list)
        self._areas = [regions()[code_of(one)] for one in overview.areas]
        self._gather()

    def pages(self) -> Iterator[Page]:
        """Yield regions.html, then the pages of each region."""
        yield self._list()
        for one in self._areas:
            yield from self._region(one)

    def map(self) -> TileMap:
        """Return the map of schools with a report, for a page at the top."""
        totals = {one.code: len(self._schools[one.code]) for one in self._areas if one.level == "province"}
        links = {code: href for code in totals if (href := self._link(code, "")) is not None}
        return tile_map(totals, links)

    def provinces(self) -> tuple[RegionRow, ...]:
        """Return the provinces in which schools lie, those with most first, for a page at the top."""
        found = [self._row(one, "") for one in provinces() if one in self._areas]
        return tuple(sorted(found, key=lambda one: (-one.schools, -one.mentioned)))

    def _gather(self) -> None:
        places = self._overview.around.places
        for school in self._overview.schools:
            for code in _codes_around(places.get(school.iri, "")):
                self._schools[code].append(school)
        reporting = {one.iri for one in self._overview.schools}
        for iri, place in places.items():
            if iri not in reporting:
                self._mentioned.update(_codes_around(place))
        for one in self._areas:
            if one.broader:
                self._below[one.broader].append(one)

    def _list(self) -> Page:
        areas = {one.code: one for one in self._areas}
        found = [
            Province(
                self._row(areas[one.code], ""), tuple(self._row(below, "") for below in self._below[one.code])
            )
            for one in provinces()
            if one.code in areas
        ]
        known = self._overview.around.places
        at_top = Phrases(self._overview.around, self._addresses, "")
        unknown = [at_top.part(one.iri) for one in self._overview.schools if one.iri not in known]
        values = {
            "here": "regions",
            "map": self.map(),
            "provinces": tuple(sorted(found, key=lambda one: (-one.row.schools, -one.row.mentioned))),
            "unknown": tuple(unknown[:MAX_UNKNOWN]),
            "unknown_total": len(unknown),
            "total": len(self._overview.schools),
            "query": query_link("region"),
        }
        return "regions.html", "regions.html", values

    def _region(self, region: Region) -> Iterator[Page]:
        schools = self._schools[region.code]
        rows = pages_of(self._school_row(one) for one in schools)
        files = [f"region/{region.code}{f'-{page + 1}' if page else ''}.html" for page in range(len(rows))]
        links = [link for one in schools for link in self._overview.around.by_school.get(one.iri, ())]
        shared, shared_total = self._shared(links)
        majors, majors_total = self._majors(schools)
        values = {
            "here": "regions",
            "region": region.name,
            "level": LEVELS[region.level][0],
            "trail": tuple(self._part(one) for one in reversed(list(above(region)))),
            "row": self._row(region, "../"),
            "below": tuple(self._row(one, "../") for one in self._below[region.code]),
            "columns": tuple(school_columns()),
            "partners": len({link.partner for link in links}),
            "shared": shared,
            "shared_total": shared_total,
            "modes": _modes(links),
            "majors": majors,
            "majors_total": majors_total,
            "levels": self._levels(schools),
            "school_query": query_link("region", region=region.code),
            "partner_query": query_link("shared-partners", region=region.code),
            "award_query": query_link("awards", region=region.code),
            "pages": files,
        }
        for page, (file, part) in enumerate(zip(files, rows, strict=True)):
            yield file, "region.html", {**values, "rows": part, "current": page}

    def _row(self, region: Region, root: str) -> RegionRow:
        part = Part(region.name, self._link(region.code, root))
        return RegionRow(part, len(self._schools[region.code]), self._mentioned[region.code])

    def _part(self, region: Region) -> Part:
        return Part(region.name, self._link(region.code, "../"))

    def _link(self, code: str, root: str) -> str | None:
        return self._addresses.topic(concept_iri(REGION_SCHEME, code), root)

    def _school_row(self, school: Thing) -> Markup:
        place = self._overview.around.places[school.iri]
        counts = self._overview.counts.get(school.iri, {})
        return school_row(
            SchoolRow(
                self._phrases.part(school.iri),
                self._part(regions()[code_of(place)]),
                tuple(
                    Part(year, self._addresses.year(year, "../"))
                    for year in self._overview.around.years.get(school.iri, ())
                ),
                tuple(counts.get(sort, 0) for sort in COUNTED),
            )
        )

    def _shared(self, links: Iterable[Link]) -> tuple[tuple[Markup, ...], int]:
        """Return rows of the partners of two or more schools, those of most first, and how many there are."""
        by_partner: defaultdict[str, list[Link]] = defaultdict(list)
        for link in links:
            by_partner[link.partner].append(link)
        shared = sorted(
            (iri for iri, found in by_partner.items() if len(found) > 1),
            key=lambda iri: (-len(by_partner[iri]), self._phrases.part(iri).text, iri),
        )
        rows = tuple(
            partner_line(self._overview, self._phrases, iri, by_partner[iri]) for iri in shared[:MAX_SHARED]
        )
        return rows, len(shared)

    def _majors(self, schools: Iterable[Thing]) -> tuple[tuple[Ranked, ...], int]:
        counts = Counter(major for one in schools for major in self._overview.offers.get(one.iri, ()))
        rows = ranked({iri: (count,) for iri, count in counts.items()}, self._phrases.part, MAX_MAJORS)
        return rows, len(counts)

    def _levels(self, schools: Iterable[Thing]) -> tuple[LevelRow, ...]:
        found: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        for one in schools:
            for code, counts in self._overview.around.tallies[one.iri].levels:
                found[code] = [before + more for before, more in zip(found[code], counts, strict=True)]
        return tuple(
            LevelRow(Part(one.zh, self._addresses.topic(one.iri, "../"), (one.zh,)), *found[one.code])
            for one in concepts("level")
            if one.code in found
        )


def partner_line(
    overview: Overview, phrases: Phrases, iri: str, links: Iterable[Link], limit: int = PER_PARTNER
) -> Markup:
    """Return the partner at `iri` as a row of a table, with the first `limit` of the schools of `links`."""
    return partner_row(listed_partner(phrases, overview.things[iri], links, limit))


def _codes_around(place: str) -> list[str]:
    """Return the codes of the region at the IRI `place` and of those around it; none where it is unknown."""
    region = regions().get(code_of(place))
    return [region.code, *(one.code for one in above(region))] if region else []


def _modes(links: Iterable[Link]) -> Plot | None:
    counts = Counter(mode for link in links for mode in link.modes or (PLAIN_MODE,))
    rows = [(Name(mode_word(mode), said=True), counts[mode]) for mode in in_order(counts)]
    rows.sort(key=lambda row: -row[1])
    return bars("modes-plot", "各种合作方式的合作数", "方式", rows, "合作数", beside=False) if rows else None
