"""Reads what the pages show from the graph, by the named queries whose names begin with `page-`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from ..ontology.namespaces import ZJ
from .model import SORTS, Account, Link, Overview, Passage, Report, Statement, Thing, Value


class Answer(Protocol):
    """What a query gives back: the names of its columns and its rows."""

    @property
    def columns(self) -> Sequence[str]:
        """The columns' names."""

    @property
    def rows(self) -> Sequence[Sequence[Any]]:
        """One sequence for each row, as long as `columns`."""


#: Runs the query of a name with parameters.
Ask = Callable[[str, Mapping[str, str]], Answer]


def _rows(ask: Ask, name: str, **params: str) -> Iterator[dict[str, str]]:
    """Yield each row as a mapping from column to text; what is unbound is an empty string."""
    answer = ask(name, params)
    for row in answer.rows:
        yield {
            column: "" if cell is None else str(cell)
            for column, cell in zip(answer.columns, row, strict=True)
        }


def code_of(iri: str) -> str:
    """Return the code at the end of a concept's IRI: ".../scheme/mode/internship" gives "internship"."""
    return iri.rsplit("/", 1)[-1]


def read_overview(ask: Ask) -> Overview:
    """Read every school, partner, major, report and link of the graph."""
    reports = tuple(
        Report(row["report"], row["title"], row["year"], row["school"]) for row in _rows(ask, "page-reports")
    )
    links = _links(ask)
    regions: dict[str, str] = {}
    for row in _rows(ask, "page-regions"):
        regions.setdefault(row["school"], row["region"])
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in _rows(ask, "page-counts"):
        counts[row["school"]][row["sort"]] = int(row["count"])
    offers: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows(ask, "page-offers"):
        offers[row["school"]].append(row["major"])
    behind: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    majors_with: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in _rows(ask, "page-major-partners"):
        behind[row["major"]].append((row["school"], row["partner"]))
        majors_with[row["partner"]].append((row["major"], row["school"]))
    years: defaultdict[str, set[str]] = defaultdict(set)
    for report in reports:
        years[report.school] |= {report.year} - {""}
    by_school: defaultdict[str, list[Link]] = defaultdict(list)
    by_partner: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_school[link.school].append(link)
        by_partner[link.partner].append(link)
    return Overview(
        things=_things(ask, {report.school for report in reports}),
        named=frozenset(row["thing"] for row in _rows(ask, "page-named")),
        reports=reports,
        links=links,
        counts=counts,
        offers={school: tuple(majors) for school, majors in offers.items()},
        behind={major: tuple(pairs) for major, pairs in behind.items()},
        majors_with={partner: tuple(pairs) for partner, pairs in majors_with.items()},
        regions=regions,
        years={school: tuple(sorted(found)) for school, found in years.items()},
        by_school={school: tuple(found) for school, found in by_school.items()},
        by_partner={partner: tuple(found) for partner, found in by_partner.items()},
        schools_of={partner: frozenset(one.school for one in found) for partner, found in by_partner.items()},
    )


def _things(ask: Ask, reporting: set[str]) -> dict[str, Thing]:
    """Return all things by IRI, ordered by name; one that is both school and organisation is a school."""
    others: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows(ask, "page-other-names"):
        others[row["thing"]].append(row["name"])
    found: dict[str, Thing] = {}
    for row in _rows(ask, "page-things"):
        iri = row["thing"]
        if (known := found.get(iri)) and (known.sort == "school" or row["sort"] != "school"):
            continue
        names = tuple(name for name in dict.fromkeys(others[iri]) if name != row["name"])
        found[iri] = Thing(iri, row["sort"], row["name"], names, code_of(row["kind"]), iri in reporting)
    return {one.iri: one for one in sorted(found.values(), key=lambda one: (one.name, one.iri))}


def _links(ask: Ask) -> tuple[Link, ...]:
    modes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _rows(ask, "page-links"):
        # A school that a report names as its own partner is no link between two.
        if row["school"] != row["partner"]:
            modes[row["school"], row["partner"]] |= {code_of(row["mode"])} - {""}
    return tuple(Link(school, partner, tuple(sorted(found))) for (school, partner), found in modes.items())


def read_account(ask: Ask, iri: str) -> Account:
    """Read all that the graph states about the school or partner `iri`, with every passage behind it."""
    properties: defaultdict[str, list[str]] = defaultdict(list)
    for row in _rows(ask, "page-properties", thing=iri):
        properties[row["property"]].append(row["value"])
    passages: defaultdict[str, dict[Passage, None]] = defaultdict(dict)
    for row in _rows(ask, "page-evidence", thing=iri):
        passage = Passage(
            row["report"],
            row["year"],
            row["section"],
            row["page"],
            row["quote"],
            float(row["confidence"] or 1),
        )
        passages[row["statement"]][passage] = None
    sorts: dict[str, str] = {}
    links: defaultdict[str, set[str]] = defaultdict(set)
    values: defaultdict[str, defaultdict[str, dict[Value, None]]] = defaultdict(lambda: defaultdict(dict))
    for row in _rows(ask, "page-statements", thing=iri):
        if row["property"] == "type":
            sort = row["iri"].removeprefix(ZJ)
            if sort in SORTS:
                sorts[row["statement"]] = sort
            continue
        links[row["statement"]].add(row["link"])
        values[row["statement"]][row["property"]][Value(row["text"], row["iri"])] = None
    statements = tuple(
        Statement(
            iri=one,
            sort=sort,
            links=frozenset(links[one]),
            values={name: tuple(found) for name, found in values[one].items()},
            passages=tuple(passages[one]),
        )
        for one, sort in sorts.items()
    )
    return Account(
        properties={name: tuple(found) for name, found in properties.items()},
        passages=tuple(passages[iri]),
        statements=statements,
    )
