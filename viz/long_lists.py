"""The lists of all schools, all partners and all contradictions: pages at the top, and a CSV file of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from .addresses import Addresses
from .conflicts import LISTED, row, severity_order
from .downloads import csv_text, facts_csv
from .drawing import LOOKS
from .listing import SchoolRow, listed_partner, pages_of, partner_row, school_row
from .looks import in_order, look_of, mode_word
from .markup import table_row
from .model import SORTS, Link, Overview, Thing
from .page_parts import paged
from .tables import Part, Row
from .words import Phrases

#: Schools named for one partner.
PER_PARTNER: Final = 12
#: The classes of statements that the list of schools counts.
COUNTED: Final = ("Partnership", "MajorOffering", "Programme", "Honour", "Award", "Observation")
#: Whether a partner works with two or more schools, as if it were a kind.
_SHARED: Final = "shared"


@dataclass(frozen=True, slots=True)
class Choice:
    """A part of a list that has pages of its own: its word, its first page, how much it holds."""

    word: str
    path: str
    total: int


class LongLists:
    """Makes the lists; `phrases` must be for the top folder."""

    def __init__(self, overview: Overview, phrases: Phrases, addresses: Addresses) -> None:
        self._overview = overview
        self._phrases = phrases
        self._addresses = addresses

    def pages(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield (path, template, values) of every page."""
        schools = [self.school_row(one) for one in self._overview.schools]
        yield from paged("schools", pages_of(schools), csv=_csv("schools"), school_columns=school_columns())
        yield from self._partner_pages()
        conflicts = [table_row(one) for one in self._conflicts()]
        yield from paged("conflicts", pages_of(conflicts), csv=_csv("conflicts"), columns=LISTED)

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield (path, text) of a CSV file for each list."""
        yield _csv("schools"), csv_text(self._school_columns(), self._school_texts())
        columns = ("合作方", "类别", "学校数", "学校", "方式", "报告年份", "IRI")
        yield _csv("partners"), csv_text(columns, self._partner_texts())
        yield _csv("conflicts"), facts_csv(LISTED, self._conflicts())

    def school_row(self, school: Thing) -> Markup:
        """Return a school as a row under `school_columns`."""
        around = self._overview.around
        place = around.places.get(school.iri, "")
        return school_row(
            SchoolRow(
                self._phrases.part(school.iri),
                Part(
                    self._overview.regions.get(school.iri, ""),
                    self._addresses.topic(place, "") if place else None,
                ),
                tuple(
                    Part(year, self._addresses.year(year, "")) for year in around.years.get(school.iri, ())
                ),
                self._counts(school),
            )
        )

    def _partner_pages(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Yield the pages of all partners and, where they do not fit one page, those of each kind."""
        partners = self._overview.partners
        linked = self._overview.around.by_partner
        rows = {
            one.iri: partner_row(listed_partner(self._phrases, one, linked[one.iri], PER_PARTNER))
            for one in partners
        }
        kinds: defaultdict[str, list[Thing]] = defaultdict(list)
        for one in partners:
            kinds[look_of(one)].append(one)
        parts = {"": partners}
        if len(pages_of(rows.values())) > 1:
            parts |= {_SHARED: self._overview.shared}
            parts |= {kind: tuple(kinds[kind]) for kind in LOOKS if kinds[kind]}
        choices = tuple(
            Choice(_word_of(kind), f"{_name(kind)}.html", len(found))
            for kind, found in parts.items()
            if found
        )
        for kind, found in parts.items():
            if found or not kind:
                listed = [rows[one.iri] for one in found]
                more = {"choices": choices, "kind": _word_of(kind), "csv": _csv("partners")}
                yield from paged("partners", pages_of(listed), stem=_name(kind), **more)

    def _links(self, partner: Thing) -> list[Link]:
        """Return a partner's links by the names of the schools."""
        found = self._overview.around.by_partner[partner.iri]
        return sorted(found, key=lambda one: (self._phrases.part(one.school).text, one.school))

    def _counts(self, school: Thing) -> tuple[int, ...]:
        counts = self._overview.counts.get(school.iri, {})
        return tuple(counts.get(sort, 0) for sort in COUNTED)

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
            rows.append(row(one, Part(part.text, href), addresses=self._addresses))
        return rows

    def _school_columns(self) -> list[str]:
        return ["学校", "地区", "报告年份", *school_columns(), "IRI"]

    def _school_texts(self) -> Iterator[list[str]]:
        for one in self._overview.schools:
            yield [
                one.name,
                self._overview.regions.get(one.iri, ""),
                "、".join(self._overview.around.years.get(one.iri, ())),
                *map(str, self._counts(one)),
                one.iri,
            ]

    def _partner_texts(self) -> Iterator[list[str]]:
        """Yield a row for each partner and school."""
        for one in self._overview.partners:
            links = self._links(one)
            first = [one.name, LOOKS[look_of(one)].word, str(len(links))]
            for link in links:
                modes = "、".join(_modes(link))
                yield [*first, self._phrases.part(link.school).text, modes, "、".join(link.years), one.iri]


def school_columns() -> list[str]:
    """Return the headings of the counts in a list of schools."""
    return [SORTS[sort] for sort in COUNTED]


def _modes(link: Link) -> list[str]:
    return [mode_word(one) for one in in_order(link.modes)]


def _csv(name: str) -> str:
    return f"data/{name}.csv"


def _word_of(kind: str) -> str:
    if not kind:
        return "全部"
    return "与两所以上学校合作" if kind == _SHARED else LOOKS[kind].word


def _name(kind: str) -> str:
    return f"partners-{kind}" if kind else "partners"
