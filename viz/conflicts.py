"""Figures of a school that contradict each other: found when the school is read, shown as rows of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Final

from ..ontology.codes import concepts
from ..queries.audit.audit import audit
from ..queries.audit.choice import code_of
from ..queries.audit.figures import Figure, is_plausible
from ..queries.audit.figures import Passage as Stated
from ..queries.audit.findings import RULES, SEVERITIES, Finding
from ..queries.audit.rows import sign
from .addresses import Addresses
from .model import Conflict, Passage
from .tables import MAX_PASSAGES, Part, Row, Section

#: Passages that are kept of one side: that of a sum has one for each major.
_KEPT: Final = 8
_ABOUT: Final = "about"
_COLUMNS: Final = ("数值", "年份", "范围", "规则", "程度", "差异")

#: Makes passages of records of (source, start, quote, section, page, confidence).
Passages = Callable[[Sequence[Sequence[str]]], tuple[Passage, ...]]


def figure_of(
    values: Mapping[str, Sequence[tuple[str, str]]], behind: Iterable[tuple[str, ...]]
) -> Figure | None:
    """Return the figure that an observation's values by short name state; None where there is no number.

    `behind` are its passages as (source, start, quote, section, page, confidence).
    """
    value = Decimal(_text(values, "value") or "nan")
    if not values.get("indicator") or not is_plausible(value):
        return None
    year = _text(values, "year")
    qualifiers = {code_of(iri) for _, iri in values.get("qualifier", ())}
    passages = sorted(
        Stated(source, _number(start, -1), quote, section, _number(page, 0) or None)
        for source, start, quote, section, page, _ in behind
    )
    return Figure(
        code_of(values["indicator"][0][1]),
        value,
        _text(values, "unit"),
        int(year) if year.isdecimal() else None,
        next((iri for _, iri in values.get("scopeMajor", ())), ""),
        qualifiers.pop() if len(qualifiers) == 1 else _ABOUT if qualifiers else "",
        tuple(passages),
    )


def records(figures: Sequence[Figure]) -> list[list[Any]]:
    """Return what contradicts itself in the figures of a school, as JSON keeps it."""
    return [_record(one) for one in audit([one for one in figures if one.passages])]


def _record(one: Finding) -> list[Any]:
    sides = [
        [
            side.words,
            [
                [stated.report, str(stated.start), stated.quote, stated.section, str(stated.page or ""), ""]
                for stated in side.passages[:_KEPT]
            ],
        ]
        for side in one.sides
    ]
    return [one.rule, one.severity, one.indicator, one.year, one.scope, one.difference, sides]


def conflicts_of(
    kept: Iterable[Sequence[Any]], labels: Mapping[str, tuple[str, ...]], passages: Passages
) -> tuple[Conflict, ...]:
    """Return the contradictions that `records` kept, in words; `labels` names the majors."""
    known = {one.code: one.zh for one in concepts("indicator")}
    return tuple(
        Conflict(
            RULES[rule],
            SEVERITIES[severity],
            known.get(indicator, indicator),
            "" if year is None else str(year),
            (labels.get(scope) or (scope,))[0] if scope else "",
            difference,
            " ".join(f"{sign(place)}{words}" for place, (words, _) in enumerate(sides)),
            tuple(one for _, found in sides for one in passages(found)),
        )
        for rule, severity, indicator, year, scope, difference, sides in kept
    )


def severity_order(one: Conflict) -> int:
    """Return the place of a contradiction's severity, the gravest first."""
    return list(SEVERITIES.values()).index(one.severity)


def section_of(
    conflicts: Sequence[Conflict], addresses: Addresses | None = None, root: str = "../"
) -> list[Section]:
    """Return the section of a school's page, none where nothing contradicts itself.

    With `addresses`, indicators and years lead to their pages; `root` is the way to the top folder.
    """
    if not conflicts:
        return []
    rows = tuple(row(one, addresses=addresses, root=root) for one in conflicts)
    return [
        Section("conflicts", "互相矛盾的数据", ("指标", *_COLUMNS), rows, len(rows), "conflicts", "school")
    ]


def row(one: Conflict, *first: Part, addresses: Addresses | None = None, root: str = "") -> Row:
    """Return a contradiction as a row that begins with the cells `first`, then its indicator.

    With `addresses`, indicator and year lead to their pages; `root` is the way to the top folder.
    """
    iri = _indicators().get(one.indicator, "")
    cells = (
        *first,
        Part(one.indicator, addresses.topic(iri, root) if addresses and iri else None, (one.indicator,)),
        Part(one.values),
        Part(one.year, addresses.year(one.year, root) if addresses and one.year else None),
        Part(one.scope) if one.scope else Part("全校", None, ("全校",)),
        Part(one.rule, None, (one.rule,)),
        Part(one.severity, None, (one.severity,), str(severity_order(one))),
        Part(one.difference),
    )
    shown = one.passages[:MAX_PASSAGES]
    return Row(tuple((part,) for part in cells), shown, len(one.passages) - len(shown))


@cache
def _indicators() -> Mapping[str, str]:
    """Return the IRI of each indicator by its name."""
    return {one.zh: one.iri for one in concepts("indicator")}


#: Headings of the list of all contradictions.
LISTED: Final = ("学校", "指标", *_COLUMNS)


def _text(values: Mapping[str, Sequence[tuple[str, str]]], name: str) -> str:
    return next((text for text, _ in values.get(name, ())), "")


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() else otherwise
