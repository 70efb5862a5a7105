"""What the pages show: small frozen records read from the graph's answers, before any HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

#: Up to so many schools of a partner show on the pages of each other; where there are more, the first FEW.
MAX_REACH: Final = 50
FEW: Final = 12

#: Words for the classes of statements, in the order of the pages.
SORTS: Final = {
    "Partnership": "合作",
    "MajorOffering": "专业",
    "JointProgramme": "联合培养",
    "Programme": "项目",
    "Honour": "荣誉",
    "Award": "获奖",
    "Observation": "数据",
    "Succession": "沿革",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """A school, partner or major.

    `sort` is "school", "organisation" or "major"; `kind` the code of partnerkind ("enterprise" …), empty
    where none is stated; `reporting` is true for a school that has a report in the graph; `joined_by` the
    rules by which several names were taken for this one thing.
    """

    iri: str
    sort: str
    name: str
    other_names: tuple[str, ...] = ()
    kind: str = ""
    reporting: bool = False
    joined_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its IRI, its file's name, the year it reports on ("" where unknown) and its school's IRI."""

    iri: str
    title: str
    year: str
    school: str


@dataclass(frozen=True, slots=True)
class Link:
    """A school works with a partner (both IRIs) in some modes (codes, sorted).

    `years` are those of the reports that say so; of a report without a year there is none. `roles` are what
    the school is there, as reports write it. Both are sorted.
    """

    school: str
    partner: str
    modes: tuple[str, ...]
    years: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a whole school: code of the indicator, year ("" where unknown), value, unit as written.

    `qualifier` is a code ("about", "over" …) or "". `statement` is the figure's IRI.
    """

    indicator: str
    year: str
    value: str
    unit: str
    qualifier: str
    statement: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What the statements of one school add up to, for pages about many schools.

    `programmes` counts them by code of their kind; `levels` gives (awards, honours) by code of the level;
    `years` (awards, honours, programmes) by year; `modes` counts partners by code of the mode. All are
    sorted pairs. `measures` are by indicator and year.
    """

    programmes: tuple[tuple[str, int], ...] = ()
    levels: tuple[tuple[str, tuple[int, int]], ...] = ()
    years: tuple[tuple[str, tuple[int, int, int]], ...] = ()
    modes: tuple[tuple[str, int], ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a report that states something. `confidence` lies between 0 and 1."""

    report: str
    year: str
    section: str
    page: str
    quote: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a statement: its text and, where it is a thing or a concept, its IRI."""

    text: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact of the graph: its class ("Partnership" …), its values by property, the passages behind it.

    `links` says how the thing asked about takes part: "school", or the property that names it: "partner",
    "institution", "major", "scopeMajor", "programmeKind", "level", "indicator".
    """

    iri: str
    sort: str
    links: frozenset[str]
    values: Mapping[str, tuple[Value, ...]]
    passages: tuple[Passage, ...]

    def all(self, name: str) -> tuple[Value, ...]:
        """Return every value of the property `name`, sorted by text."""
        return self.values.get(name, ())

    def one(self, name: str) -> Value | None:
        """Return the first value of the property `name`, or None where there is none."""
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str:
        """Return the text of the first value of `name`, or an empty string."""
        value = self.one(name)
        return value.text if value else ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures of a school that contradict each other, in words; `values` tells its sides by ① ② ③.

    `year` and `scope` are "" where there is none; `passages` are those of all sides, in their order.
    """

    rule: str
    severity: str
    indicator: str
    year: str
    scope: str
    difference: str
    values: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """All that the graph says of one thing: its own properties with their passages, and its statements.

    `conflicts` are those of its figures.
    """

    properties: Mapping[str, tuple[str, ...]]
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...]
    conflicts: tuple[Conflict, ...] = ()

    def about(self, sort: str) -> list[Statement]:
        """Return the statements of class `sort` in which the thing is the school spoken of."""
        return [one for one in self.statements if one.sort == sort and "school" in one.links]

    def naming(self, *sorts: str) -> list[Statement]:
        """Return the statements of these classes in which the thing is partner or institution."""
        return [one for one in self.statements if one.sort in sorts and one.links - {"school"}]


@dataclass(frozen=True, slots=True)
class Around:
    """What the pages of schools and partners read beside their own account; mappings keyed by IRI.

    `things` have no other names and no rules here: those show on their own page only. `labels` are the names
    of all that a statement can point to, `sources` the (title, year) of each report. `years` are those of
    each school's reports, `by_school` and `by_partner` the links from either end. `reach` says how many
    schools work with a partner, MAX_REACH + 1 where more do: were it more exact, each report that names a
    partner of thousands would change thousands of pages. `seen` are the links of each partner that pages of
    other schools look at: all up to MAX_REACH, or the first FEW. `majors_with` gives the (major, school)
    pairs that partnerships name for each partner. `offered_by` are the schools that offer each major,
    `behind` the (school, partner) pairs that a partnership names for it. `places` gives the region (IRI that
    ends in its GB/T 2260 code of six digits) in which a school lies, `tallies` what a school's statements add
    up to.
    """

    things: Mapping[str, Thing]
    labels: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, tuple[tuple[str, str], ...]]
    years: Mapping[str, tuple[str, ...]]
    by_school: Mapping[str, tuple[Link, ...]]
    by_partner: Mapping[str, tuple[Link, ...]]
    seen: Mapping[str, tuple[Link, ...]]
    reach: Mapping[str, int]
    majors_with: Mapping[str, tuple[tuple[str, str], ...]]
    offered_by: Mapping[str, tuple[str, ...]]
    behind: Mapping[str, tuple[tuple[str, str], ...]]
    places: Mapping[str, str]
    tallies: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole graph at a glance, every mapping keyed by IRI and in a fixed order.

    `named` are the partners and institutions that some statement names; `counts` gives for each school the
    number of its statements by class, `conflicts` those of its figures; `offers` the majors of each school;
    `regions` the region's name of a school as its reports write it. The lists derived of them are made once:
    `schools` have a report, `paged` are schools, organisations and majors with a page (those with a report,
    and those named), `majors` all majors, each by name; `partners` those of most schools first, `shared`
    those of two or more; `topics` the IRIs of the kinds of programme, levels and indicators that statements
    name, `years` all years of reports, awards, honours and programmes, `areas` the IRIs of the regions in
    which schools lie and of those around them; each sorted, and each of these has a page.
    """

    things: Mapping[str, Thing]
    named: frozenset[str]
    reports: tuple[Report, ...]
    links: tuple[Link, ...]
    counts: Mapping[str, Mapping[str, int]]
    offers: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, str]
    conflicts: Mapping[str, tuple[Conflict, ...]]
    around: Around
    schools: tuple[Thing, ...]
    paged: tuple[Thing, ...]
    majors: tuple[Thing, ...]
    partners: tuple[Thing, ...]
    shared: tuple[Thing, ...]
    topics: tuple[str, ...]
    years: tuple[str, ...]
    areas: tuple[str, ...]
