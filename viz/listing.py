"""The rows of the long lists of schools and partners, and how a list is cut into pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from .drawing import LOOKS
from .looks import in_order, look_of, mode_word
from .markup import joined, linked, phrase
from .model import Link, Thing
from .tables import Part
from .words import Phrases

#: Rows of a page of a list, and bytes of them: with all else that stands on it, it stays under 300 kB.
PER_PAGE: Final = 300
_BUDGET: Final = 240_000


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A school in a list: its region, the years of its reports, the numbers of its facts by class."""

    school: Part
    region: Part
    years: tuple[Part, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PartnerSchool:
    """A school that works with a partner, and in what modes (their labels)."""

    school: Part
    modes: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ListedPartner:
    """A partner in a list: its kind (a label), the first of its schools, how many there are in all."""

    partner: Part
    kind: Part
    schools: tuple[PartnerSchool, ...]
    total: int


def school_row(row: SchoolRow) -> Markup:
    """Return a school as a row of a table."""
    counts = "".join(f'<td class="number">{count or "—"}</td>' for count in row.counts)
    return Markup(  # noqa: S704
        f'<tr><th scope="row">{linked(row.school)}</th><td>{linked(row.region)}</td>'
        f'<td class="nowrap">{joined(row.years)}</td>{counts}</tr>'
    )


def listed_partner(phrases: Phrases, partner: Thing, links: Iterable[Link], limit: int) -> ListedPartner:
    """Return a partner with the first `limit` of the schools of `links`, by name."""
    ordered = sorted(links, key=lambda one: (phrases.part(one.school).text, one.school))
    schools = tuple(
        PartnerSchool(phrases.part(one.school), tuple(label(mode_word(mode)) for mode in in_order(one.modes)))
        for one in ordered[:limit]
    )
    kind = label(LOOKS[look_of(partner)].word)
    return ListedPartner(phrases.part(partner.iri), kind, schools, len(ordered))


def label(word: str) -> Part:
    """Return a word of the interface as a piece of a cell."""
    return Part(word, None, (word,))


def partner_row(row: ListedPartner) -> Markup:
    """Return a partner as a row of a table."""
    schools = "".join(map(_school, row.schools))
    more = f'<li class="soft">{phrase("等 {} 所", row.total)}</li>' if row.total > len(row.schools) else ""
    return Markup(  # noqa: S704
        f'<tr><th scope="row">{linked(row.partner)}</th><td class="nowrap">{linked(row.kind)}</td>'
        f'<td class="number">{row.total}</td><td><ul class="plain">{schools}{more}</ul></td></tr>'
    )


def _school(one: PartnerSchool) -> str:
    return f'<li>{linked(one.school)}　<span class="soft">{joined(one.modes)}</span></li>'


def pages_of(rows: Iterable[Markup]) -> list[Sequence[Markup]]:
    """Return rows in pages of at most PER_PAGE that stay small; at least one page, which may be empty."""
    pages: list[list[Markup]] = [[]]
    size = 0
    for row in rows:
        weight = len(row.encode())
        if pages[-1] and (len(pages[-1]) >= PER_PAGE or size + weight > _BUDGET):
            pages.append([])
            size = 0
        pages[-1].append(row)
        size += weight
    return list(pages)
