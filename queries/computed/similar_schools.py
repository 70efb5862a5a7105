"""The query `similar-schools`: the schools most alike each, and what they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ...graph.store import Iri
from ..cells import LIST_SIGN
from ..parameters import ParameterError
from .kept import kept
from .labels import names
from .links import Numbers
from .projection import Projection, projection, statement_key
from .request import Computed, Request
from .restrictions import located_in
from .similarity import MEASURES, Comparison, Sets, best

_COLUMNS: Final = ("school", "other", "score", "in_common")
#: What schools are compared by, with the Chinese words.
SIDES: Final = {"partners": "合作方", "majors": "专业"}
_MOST_ALIKE: Final = 1000
_MOST_SHARED: Final = 1_000_000
#: Most lines of an answer.
_MOST_ROWS: Final = 500_000
#: What two schools share is named up to so many.
_NAMED: Final = 10


@dataclass(frozen=True, slots=True)
class _Pair:
    school: Iri
    other: Iri
    score: float
    named: tuple[Iri, ...]
    shared: int


def similar_schools(request: Request) -> Computed:
    """Return for each school, or the given ones, those most alike, with scores and what they share.

    Raises ParameterError where a name is unknown, a word is not one of those known or a number is out of
    range; the store's error.
    """
    sides, measure = request.choices("by", SIDES), request.choice("measure", MEASURES)
    top = request.number_between("top", 1, _MOST_ALIKE)
    least = request.number_between("min", 1, _MOST_SHARED)
    wanted, here = request.known_things("school"), located_in(request, "region")
    comparison = comparison_of(request, projection(request), sides, measure)
    sets = comparison.sets
    rows = rows_of(sets, wanted, top)
    allowed = _mask(sets, here)
    pairs = [
        _pair(comparison, row, other, score)
        for row in rows
        for other, score in _nearest(comparison, row, least, allowed, top)
    ]
    name = names(request.store, (thing for pair in pairs for thing in (pair.school, pair.other, *pair.named)))
    return Computed(
        _COLUMNS,
        tuple(
            (
                name[pair.school],
                name[pair.other],
                pair.score,
                listed([name[one] for one in pair.named], pair.shared),
            )
            for pair in pairs
        ),
    )


def comparison_of(request: Request, links: Projection, sides: Sequence[str], measure: str) -> Comparison:
    """Return the schools of a request's links, ready to be compared by these sides and this measure."""
    key = ("comparison", statement_key(request), tuple(sides), measure)
    return kept(request.store, key, lambda: Comparison(sets_of(request, links, sides), MEASURES[measure]))


def sets_of(request: Request, links: Projection, sides: Sequence[str]) -> Sets:
    """Return the schools of a request's links with their things of these sides."""
    key = ("sets", statement_key(request), tuple(sides))
    return kept(request.store, key, lambda: Sets(links.of_sides(sides)))


def rows_of(sets: Sets, schools: Iterable[Iri] | None, top: int) -> list[int]:
    """Return the rows of `schools`, of all where it is None; schools without a link have none.

    Raises ParameterError where `top` lines for each would be too many.
    """
    if schools is None:
        rows = list(range(len(sets.schools)))
    else:
        rows = sorted(sets.row[school] for school in set(schools) if school in sets.row)
    if len(rows) * top > _MOST_ROWS:
        raise ParameterError(
            f"参数 top：{len(rows)} 所学校每所 {top} 行，超过 {_MOST_ROWS} 行；请减小 top，或给出参数 school"
        )
    return rows


def listed(named: Sequence[str], count: int) -> str:
    """Return names as people read them, with the number of all where these are not all."""
    return LIST_SIGN.join(named) + (f" 等 {count} 个" if count > len(named) else "")


def _mask(sets: Sets, things: frozenset[Iri] | None) -> Numbers | None:
    if things is None:
        return None
    return np.array([school in things for school in sets.schools], np.int64)


def _nearest(
    comparison: Comparison, row: int, least: int, allowed: Numbers | None, top: int
) -> list[tuple[int, float]]:
    found, scores = comparison.others(row, least)
    if allowed is not None:
        kept_ones = np.flatnonzero(allowed[found])
        found, scores = found[kept_ones], scores[kept_ones]
    return best(found, scores, top)


def _pair(comparison: Comparison, row: int, other: int, score: float) -> _Pair:
    sets = comparison.sets
    shared = comparison.in_common(row, other)
    named = tuple(sets.things[column] for column in shared[:_NAMED])
    return _Pair(sets.schools[row], sets.schools[other], score, named, len(shared))
