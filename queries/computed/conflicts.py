"""The query `conflicts`: the audit of every school whose figures its SELECT gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Final

from ...graph.store import Iri
from ...ontology.codes import concepts
from ..audit.audit import audit
from ..audit.choice import Choice, code_of
from ..audit.figures import Figure, Passage, is_plausible
from ..audit.rows import COLUMNS, cells
from .request import Computed, Request

_ABOUT: Final = "about"
#: A statement, and its indicator, value, unit, year and major.
_Stated = tuple[str, str, Decimal, str, int | None, str]


def conflicts(request: Request) -> Computed:
    """Return the findings of all schools that the parameters leave, the gravest of each school first.

    Raises ParameterError where a rule or a severity is unknown, and the store's error.
    """
    choice = Choice.of(request.arguments)
    answer = request.select()
    place = {name: number for number, name in enumerate(answer.columns)}
    schools: defaultdict[tuple[str, str], list[Sequence[Any]]] = defaultdict(list)
    for row in answer.rows:
        schools[str(row[place["school"]]), str(row[place["s"]])].append(row)
    rows = []
    for (school, _), own in sorted(schools.items(), key=lambda entry: entry[0]):
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
    passages: defaultdict[_Stated, set[Passage]] = defaultdict(set)
    qualifiers: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        told = {name: row[number] for name, number in place.items()}
        value = Decimal(str(told["value"]))
        if not is_plausible(value):
            continue
        report = str(told["report"])
        titles[report] = str(told["title"])
        major = str(told["m"] or "")
        if major:
            scopes[major] = min(scopes.get(major, str(told["scope"])), str(told["scope"]))
        key: _Stated = (
            str(told["st"]),
            code_of(told["indicator"]),
            value,
            str(told["unit"] or ""),
            None if told["year"] is None else int(told["year"]),
            major,
        )
        start = -1 if told["start"] is None else int(told["start"])
        page = None if told["page"] is None else int(told["page"])
        passages[key].add(Passage(report, start, str(told["quote"]), str(told["section"] or ""), page))
        if told["qualifier"] is not None:
            qualifiers[key[0]].add(code_of(told["qualifier"]))
    figures = [
        Figure(
            indicator,
            value,
            unit,
            year,
            scope,
            _qualifier(qualifiers[statement]),
            tuple(sorted(found, key=lambda one: (one.report, one.start, one.quote))),
        )
        for (statement, indicator, value, unit, year, scope), found in passages.items()
    ]
    return figures, titles, scopes


def _qualifier(found: set[str]) -> str:
    return next(iter(found)) if len(found) == 1 else _ABOUT if found else ""
