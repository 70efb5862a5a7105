"""The query `conflicts`: the audit of every school whose figures its SELECT gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Final

from ...graph.store import Iri
from ...ontology.codes import concepts
from ..audit.audit import audit
from ..audit.choice import Choice, code_of
from ..audit.figures import Figure, Passage, is_plausible
from ..audit.rows import COLUMNS, Row, cells
from ..binding import active, filled, values_block
from .request import Computed, Request

#: Schools whose figures are read at a time.
_AT_ONCE: Final = 50
_SCHOOLS: Final = """PREFIX zj: <https://w3id.org/zhijiao/ontology#>
SELECT DISTINCT ?s WHERE { ?st zj:indicator ?indicator ; zj:school ?s }"""
_ABOUT: Final = "about"
#: A statement, and its indicator, value, unit, year and major.
_Stated = tuple[str, str, Decimal, str, int | None, str]


def conflicts(request: Request) -> Computed:
    """Return the findings of all schools that the parameters leave, the gravest of each school first.

    Raises ParameterError where a rule or a severity is unknown, and the store's error.
    """
    choice = Choice.of(request.arguments)
    found: list[tuple[str, str, list[Row]]] = []
    for text in _texts(request):
        answer = request.store.select(text)
        place = {name: number for number, name in enumerate(answer.columns)}
        schools: defaultdict[tuple[str, str], list[Sequence[Any]]] = defaultdict(list)
        for row in answer.rows:
            schools[str(row[place["school"]]), str(row[place["s"]])].append(row)
        for (school, iri), own in schools.items():
            figures, titles, scopes = _figures(own, place)
            rows = [
                cells(school, one, _concept(one.indicator), scopes.get(one.scope, ""), titles.__getitem__)
                for one in audit(figures)
                if choice.takes(one)
            ]
            found.append((school, iri, rows))
    return Computed(
        COLUMNS, tuple(row for *_, rows in sorted(found, key=lambda one: one[:2]) for row in rows)
    )


def _texts(request: Request) -> Iterator[str]:
    """Yield the SELECT for some schools after the other: the figures of all may be too many at once."""
    if not {"school", "region"}.isdisjoint(request.arguments):
        yield request.text
        return
    schools = sorted(iri for (iri,) in request.store.select(_SCHOOLS).rows if isinstance(iri, Iri))
    for first in range(0, len(schools), _AT_ONCE):
        some = values_block("s", schools[first : first + _AT_ONCE])
        yield filled(active(request.query.text, {"school"}), {"s": some})


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
            scope = str(told["scope"] or "")
            scopes[major] = min(scopes.get(major, scope), scope)
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
