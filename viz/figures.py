"""Figures of whole schools by indicator, in one unit each: what they are, and how they are spread."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from statistics import quantiles
from typing import Final

from ..ontology.codes import UnknownCodeError, concept, concepts
from ..queries.audit.figures import Figure, is_plausible, plain
from .model import Measure

__all__ = ["Figures", "Given", "School", "Spread", "figures_of", "plain", "spread"]

#: Decimals of a figure in another unit, and of a quartile.
_PLACES: Final = 4
_QUARTILE_PLACES: Final = 2


@dataclass(frozen=True, slots=True)
class School:
    """A school (its IRI) and what it states of itself."""

    iri: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A figure of a school in the unit of its `Figures`; `year` is "" where none is stated."""

    school: str
    year: str
    size: Decimal
    qualifier: str
    statement: str


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one indicator in one unit.

    `given` are ordered by school and year; `chosen` has one for each school and year: the first without a
    qualifier, or the first. `others` counts figures in units that cannot be converted.
    """

    unit: str
    given: tuple[Given, ...]
    chosen: tuple[Given, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How numbers are spread: how many there are, the least, the quartiles, the greatest."""

    count: int
    least: Decimal
    lower: Decimal
    median: Decimal
    upper: Decimal
    greatest: Decimal

    @property
    def five(self) -> tuple[Decimal, ...]:
        """The five numbers of a box with whiskers."""
        return self.least, self.lower, self.median, self.upper, self.greatest


def figures_of(schools: Iterable[School]) -> dict[str, Figures]:
    """Return the figures of `schools` by code of the indicator, in the order of the code list."""
    found: defaultdict[str, list[tuple[str, Measure, Decimal, str]]] = defaultdict(list)
    for school in schools:
        for one in school.measures:
            converted = _converted(one.value, one.unit)
            if converted is not None:
                found[one.indicator].append((school.iri, one, *converted))
    order = {one.code: one.order for one in concepts("indicator")}
    codes = sorted(found, key=lambda code: (order.get(code, len(order) + 1), code))
    return {code: _figures(code, found[code]) for code in codes}


def spread(sizes: Sequence[Decimal]) -> Spread:
    """Return the spread of at least one number; quartiles lie between two numbers as in spreadsheets."""
    ordered = sorted(sizes)
    quartiles = quantiles(ordered, n=4, method="inclusive") if len(ordered) > 1 else ordered * 3
    lower, median, upper = (round(one, _QUARTILE_PLACES) for one in quartiles)
    return Spread(len(ordered), ordered[0], lower, median, upper, ordered[-1])


def _figures(code: str, found: Sequence[tuple[str, Measure, Decimal, str]]) -> Figures:
    quality = _main_quality(code, Counter(one[3] for one in found))
    unit, factor = _shown_unit(code, quality)
    given = sorted(
        (
            Given(school, one.year, round(size / factor, _PLACES), one.qualifier, one.statement)
            for school, one, size, of in found
            if of == quality
        ),
        key=lambda one: (one.school, one.year, one.qualifier != "", one.statement),
    )
    chosen: dict[tuple[str, str], Given] = {}
    for one in given:
        chosen.setdefault((one.school, one.year), one)
    return Figures(unit, tuple(given), tuple(chosen.values()), len(found) - len(given))


def _main_quality(code: str, counts: Mapping[str, int]) -> str:
    """Return the quality of most figures; of several that of the indicator's usual unit, else the first."""
    usual = {converted[1] for unit in _usual(code)[:1] if (converted := _converted("1", unit)) is not None}
    return min(counts, key=lambda quality: (-counts[quality], quality not in usual, quality))


def _shown_unit(code: str, quality: str) -> tuple[str, Decimal]:
    """Return the unit in which figures show, and its size: the usual one, where it fits."""
    for unit in _usual(code):
        converted = _converted("1", unit)
        if converted is not None and converted[1] == quality:
            return unit, converted[0]
    return quality, Decimal(1)


@lru_cache(maxsize=256)
def _usual(code: str) -> tuple[str, ...]:
    try:
        return concept("indicator", code).units
    except UnknownCodeError:
        return ()


@lru_cache(maxsize=16384)
def _converted(value: str, unit: str) -> tuple[Decimal, str] | None:
    """Return a figure in the first unit of its quality, and that unit; None where it is no plausible number.

    The same conversion as in the audit of figures.
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not is_plausible(number):
        return None
    figure = Figure("", number, unit, None, "", "", ())
    return figure.size, figure.quality
