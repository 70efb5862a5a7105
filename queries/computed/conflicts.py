"""The query `conflicts`: the audit of every school whose figures its SELECT gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any, Final

from ...graph.store import Iri
from ...ontology.codes import concepts
from ..audit.audit import audit
from ..audit.choice import Choice, code_of
from ..audit.figures import Figure, Passage
from ..audit.rows import COLUMNS, cells
from .request import Computed, Request

_ABOUT: Final = "about"


def conflicts(request: Request) -> Computed:
    """Return the findings of all schools that the parameters leave, the gravest of each school first.

    Raises ParameterError where a rule or a severity is unknown, and the store's error.
    """
    choice = Choice.of(request.arguments)
    answer = request.select()
    place = {name: number for number, name in enumerate(answer.columns)}
    rows = []
    for _, group in groupby(answer.rows, key=lambda row: row[place["s"]]):
        own = list(group)
        school = str(own[0][place["school"]])
        figures, titles, scopes = _figures(own, place)
        for one in filter(choice.takes, audit(figures)):
            scope = scopes.get(one.scope, "")
            rows.append(cells(school, one, _concept(one.indicator), scope, titles.__getitem__))
    return Computed(COLUMNS, tuple(rows))


@cache
def _concept(code: str) -> Iri:
    return next(Iri(known.iri) for known in concepts("indicator") if known.code == code)


def _figures(
    rows: Sequence[Sequence[Any]], place: Mapping[str, int]
) -> tuple[list[Figure], dict[str, str], dict[str, str]]:
    """Return the figures of the rows of one school, the titles of reports and the names of majors."""
    titles: dict[str, str] = {}
    scopes: dict[str, str] = {}
    passages: defaultdict[tuple[Any, ...], set[Passage]] = defaultdict(set)
    qualifiers: defaultdict[tuple[Any, ...], set[str]] = defaultdict(set)
    for row in rows:
        told = {name: row[number] for name, number in place.items()}
        report = str(told["report"])
        titles[report] = str(told["title"])
        major = str(told["m"] or "")
        if major:
            scopes[major] = min(scopes.get(major, str(told["scope"])), str(told["scope"]))
        key = (
            str(told["st"]),
            code_of(told["indicator"]),
            Decimal(str(told["value"])),
            str(told["unit"] or ""),
            None if told["year"] is None else int(told["year"]),
            major,
        )
        start = -1 if told["start"] is None else int(told["start"])
        page = None if told["page"] is None else int(told["page"])
        passages[key].add(Passage(report, start, str(told["quote"]), str(told["section"] or ""), page))
        if told["qualifier"] is not None:
            qualifiers[key].add(code_of(told["qualifier"]))
    figures = [
        Figure(
            *key[1:],
            qualifier=_qualifier(qualifiers[key]),
            passages=tuple(sorted(found, key=lambda one: (one.report, one.start, one.quote))),
        )
        for key, found in passages.items()
    ]
    return figures, titles, scopes


def _qualifier(found: set[str]) -> str:
    return next(iter(found)) if len(found) == 1 else _ABOUT if found else ""
