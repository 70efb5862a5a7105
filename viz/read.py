"""Reads the overview of the graph from the memory: every school, partner, major, report and link."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from ..ontology.namespaces import REGION_SCHEME, concept_iri
from ..ontology.regions import above, regions
from .accounts import told_conflicts
from .memory import Memory
from .model import FEW, MAX_REACH, Around, Link, Overview, Report, Tally, Thing
from .summaries import code_of, tally_of

_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


def read_overview(memory: Memory) -> Overview:
    """Return the overview of all that `memory` holds."""
    summaries = {iri: json.loads(text) for iri, text in memory.summaries().items()}
    rows = memory.answers("page-reports")
    reports = sorted(
        (Report(iri, title, year, school) for found in rows.values() for iri, title, year, school in found),
        key=lambda one: (one.title, one.iri, _year(one.year), one.school),
    )
    things = _things(memory, {report.school for report in reports})
    year_of = {report.iri: report.year for report in reports}
    links = tuple(
        Link(school, partner, tuple(modes), _years_of(sources, year_of), tuple(roles))
        for school, found in summaries.items()
        for partner, modes, sources, roles in found["links"]
    )
    by_partner: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_partner[link.partner].append(link)
    behind: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    majors_with: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for school, found in summaries.items():
        for major, partner in found["behind"]:
            behind[major].append((school, partner))
            majors_with[partner].append((major, school))
    years: defaultdict[str, set[str]] = defaultdict(set)
    for report in reports:
        years[report.school] |= {report.year} - {""}
    offered_by: defaultdict[str, list[str]] = defaultdict(list)
    for school, found in summaries.items():
        for major in found["offers"]:
            offered_by[major].append(school)
    tallies = {school: tally_of(found["tally"]) for school, found in summaries.items()}
    around = Around(
        things={iri: replace(one, other_names=(), joined_by=()) for iri, one in things.items()},
        labels={
            iri: tuple(sorted({name for _, name in found}))
            for iri, found in memory.answers("page-labels").items()
        },
        sources={
            iri: tuple(sorted({(title, year) for _, title, year, _ in found})) for iri, found in rows.items()
        },
        years={school: tuple(sorted(found)) for school, found in years.items()},
        by_school=_links_by_school(summaries, links),
        by_partner={partner: tuple(found) for partner, found in by_partner.items()},
        seen={
            partner: tuple(found if len(found) <= MAX_REACH else found[:FEW])
            for partner, found in by_partner.items()
        },
        reach={partner: min(len(found), MAX_REACH + 1) for partner, found in by_partner.items()},
        majors_with={partner: tuple(sorted(pairs)) for partner, pairs in majors_with.items()},
        offered_by={major: tuple(found) for major, found in offered_by.items()},
        behind={major: tuple(pairs) for major, pairs in behind.items()},
        places={school: found["place"] for school, found in summaries.items() if found["place"]},
        tallies=tallies,
    )
    named = frozenset(iri for found in summaries.values() for iri in found["named"])
    partners = sorted(
        (things[iri] for iri in by_partner if iri in things),
        key=lambda one: (-len(by_partner[one.iri]), one.name, one.iri),
    )
    return Overview(
        things=things,
        named=named,
        reports=tuple(reports),
        links=links,
        counts={school: found["counts"] for school, found in summaries.items() if found["counts"]},
        offers={school: tuple(found["offers"]) for school, found in summaries.items() if found["offers"]},
        regions={school: found["region"] for school, found in summaries.items() if found["region"]},
        conflicts={
            school: told_conflicts(found["conflicts"], around)
            for school, found in summaries.items()
            if found["conflicts"]
        },
        around=around,
        schools=tuple(one for one in things.values() if one.reporting),
        paged=tuple(one for one in things.values() if one.reporting or one.iri in named),
        majors=tuple(one for one in things.values() if one.sort == "major"),
        partners=tuple(partners),
        shared=tuple(one for one in partners if around.reach[one.iri] > 1),
        topics=tuple(sorted({iri for found in summaries.values() for iri in found["topics"]})),
        years=_all_years(reports, tallies.values()),
        areas=_areas(around.places.values()),
    )


def _links_by_school(summaries: Mapping[str, Any], links: tuple[Link, ...]) -> dict[str, tuple[Link, ...]]:
    by_school: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_school[link.school].append(link)
    return {school: tuple(by_school[school]) for school in summaries if school in by_school}


def _years_of(sources: Iterable[str], year_of: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted({year_of.get(source, "") for source in sources} - {""}))


def _all_years(reports: Iterable[Report], tallies: Iterable[Tally]) -> tuple[str, ...]:
    years = {report.year for report in reports}
    years |= {year for tally in tallies for year, _ in tally.years}
    return tuple(sorted(year for year in years if _YEAR.fullmatch(year)))


def _areas(places: Iterable[str]) -> tuple[str, ...]:
    codes = {code_of(place) for place in set(places)} & regions().keys()
    around = {one.code for code in codes for one in above(regions()[code])}
    return tuple(sorted(concept_iri(REGION_SCHEME, code) for code in codes | around))


def _things(memory: Memory, reporting: set[str]) -> dict[str, Thing]:
    """Return all things by IRI, ordered by name; one that is both school and organisation is a school."""
    others = memory.answers("page-other-names")
    joined = memory.answers("page-joined")
    found: list[Thing] = []
    for iri, rows in memory.answers("page-things").items():
        # Of several the first school counts, or else the first of all.
        _, sort, name, kind = min(rows, key=lambda row: (row[1] != "school", row))
        names = tuple(sorted({other for _, other in others.get(iri, ())} - {name}))
        rules = tuple(sorted({rule for _, rule in joined.get(iri, ())}))
        found.append(Thing(iri, sort, name, names, code_of(kind), iri in reporting, rules))
    return {one.iri: one for one in sorted(found, key=lambda one: (one.name, one.iri))}


def _year(text: str) -> int:
    return int(text) if text.isdecimal() else -1
