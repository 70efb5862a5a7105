"""The query `conflicts`: the audit of every school whose figures its SELECT gives."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from ...graph.store import Iri
from ...ontology.codes import concepts
from ..audit.audit import audit
from ..audit.figures import Figure, Passage
from ..audit.findings import RULES, SEVERITIES, Finding
from ..audit.rows import COLUMNS, cells
from ..parameters import ParameterError
from .request import Computed, Request

_BETWEEN: Final = re.compile(r"[,，、;；]")
_ABOUT: Final = "about"


def conflicts(request: Request) -> Computed:
    """Return the findings of all schools that the parameters leave, the gravest of each school first.

    Raises ParameterError where a rule or a severity is unknown, and the store's error.
    """
    years = request.arguments.get("year")
    indicators = request.arguments.get("indicator")
    rules = _chosen(request, "rule", RULES)
    severities = _chosen(request, "severity", SEVERITIES)
    answer = request.select()
    place = {name: number for number, name in enumerate(answer.columns)}
    rows = []
    for _, group in groupby(answer.rows, key=lambda row: row[place["s"]]):
        own = list(group)
        school = str(own[0][place["school"]])
        figures, titles, scopes = _figures(own, place)
        for one in audit(figures):
            if one.rule not in rules or one.severity not in severities:
                continue
            if years is not None and one.year not in years:
                continue
            indicator = _concept(one)
            if indicators is not None and indicator not in indicators:
                continue
            rows.append(cells(school, one, indicator, scopes.get(one.scope, ""), titles.__getitem__))
    return Computed(COLUMNS, tuple(rows))


def _concept(one: Finding) -> Iri:
    return next(Iri(known.iri) for known in concepts("indicator") if known.code == one.indicator)


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
            _code(told["indicator"]),
            Decimal(str(told["value"])),
            str(told["unit"] or ""),
            None if told["year"] is None else int(told["year"]),
            major,
        )
        start = -1 if told["start"] is None else int(told["start"])
        page = None if told["page"] is None else int(told["page"])
        passages[key].add(Passage(report, start, str(told["quote"]), str(told["section"] or ""), page))
        if told["qualifier"] is not None:
            qualifiers[key].add(_code(told["qualifier"]))
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


def _code(iri: object) -> str:
    return str(iri).rsplit("/", 1)[-1]


def _chosen(request: Request, parameter: str, known: Mapping[str, str]) -> frozenset[str]:
    """Return the codes that a parameter asks for, all where it is not given."""
    text = request.text_of(parameter)
    if text is None:
        return frozenset(known)
    return frozenset(_codes(parameter, text, known))


def _codes(parameter: str, text: str, known: Mapping[str, str]) -> Iterator[str]:
    for part in _BETWEEN.split(text):
        wanted = part.strip().casefold()
        code = next((one for one, word in known.items() if wanted in {one, word}), None)
        if code is None:
            choices = "、".join(f"{one}（{word}）" for one, word in known.items())
            raise ParameterError(f"参数 {parameter} 不能是 {part.strip()!r}，可用：{choices}")
        yield code
