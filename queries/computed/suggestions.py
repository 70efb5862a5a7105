"""The query `suggest-partners`: partners of schools alike that a school has not got."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np

from ...graph.store import Iri
from .kept import kept
from .labels import kinds, names, twins
from .links import Mask
from .locality import locality
from .projection import projection, statement_key
from .ranking import Ranking, Suggestion
from .request import Computed, Request
from .restrictions import located_in, of_kind, with_mode
from .similar_schools import SIDES, comparison_of, listed, rows_of, sets_of
from .similarity import Sets

_COLUMNS: Final = ("school", "partner", "kind", "score", "because")
_MOST: Final = 1000
#: Of the schools alike that have a partner so many are named, each with so much of what is shared.
_NAMED_SCHOOLS: Final = 3
_NAMED_SHARED: Final = 3

_Why = list[tuple[Iri, list[Iri], int]]


def suggest_partners(request: Request) -> Computed:
    """Return for each school, or the given ones, partners of schools alike, with scores and reasons.

    Nothing is suggested that the school has: no partner, nothing that bears a name of one, is a branch of
    one, has one for a branch or is linked with one; and nothing that serves another place (see `locality`).
    Raises ParameterError where a name is unknown, a word is not one of those known or a number is out of
    range; the store's error.
    """
    sides = request.choices("by", SIDES)
    alike = request.number_between("alike", 1, _MOST)
    top = request.number_between("top", 1, _MOST)
    wanted = request.known_things("school")
    links = projection(request)
    comparison = comparison_of(request, links, sides, "weighted")
    ranking = Ranking(comparison, sets_of(request, links, ("partners",)))
    rows = rows_of(comparison.sets, wanted, top)
    allowed = _allowed(request, ranking.partners)
    same = _twins(request, ranking, rows)
    places = locality(request, ranking.partners)
    found = [
        one
        for row in rows
        for one in ranking.suggestions(
            row,
            _excluded(ranking, row, same),
            allowed & places.within_reach(comparison.sets.schools[row]),
            alike,
            top,
        )
    ]
    return Computed(_COLUMNS, _rows(request, ranking, found))


def _rows(
    request: Request, ranking: Ranking, found: Sequence[Suggestion]
) -> tuple[tuple[Iri | str | float | None, ...], ...]:
    reasons = _whys(ranking, found)
    shown = {thing for one in found for thing in (one.school, one.partner)}
    shown.update(thing for why in reasons for school, shared, _ in why for thing in (school, *shared))
    name = names(request.store, shown)
    kind = kinds(request.store, {one.partner for one in found})
    return tuple(
        (name[one.school], name[one.partner], kind.get(one.partner), one.score, _because(name, one, why))
        for one, why in zip(found, reasons, strict=True)
    )


def _allowed(request: Request, partners: Sets) -> Mask:
    """Say of each partner whether the filters leave it."""
    filters = [one for one in (of_kind(request, "kind"), with_mode(request, "mode")) if one is not None]
    here = located_in(request, "region")
    if here is not None:
        schools = [partners.row[school] for school in here if school in partners.row]
        with_schools = {partners.things[column] for row in schools for column in partners.of_school(row)}
        filters.append(here | with_schools)
    allowed = np.ones(len(partners.things), np.bool_)
    for left in filters:
        allowed &= np.fromiter((thing in left for thing in partners.things), np.bool_, len(allowed))
    return allowed


def _twins(request: Request, ranking: Ranking, rows: Sequence[int]) -> Mapping[Iri, frozenset[Iri]]:
    """Return what is nearly the same as each partner of the schools of `rows`."""
    partners = ranking.partners
    if len(rows) == len(ranking.comparison.sets.schools):
        key = ("twins", statement_key(request))
        return kept(request.store, key, lambda: twins(request.store, partners.things))
    return twins(request.store, {thing for row in rows for thing in _partners(ranking, row)})


def _partners(ranking: Ranking, row: int) -> list[Iri]:
    own = ranking.partners.row.get(ranking.comparison.sets.schools[row])
    columns = ranking.partners.of_school(own) if own is not None else ()
    return [ranking.partners.things[column] for column in columns]


def _excluded(ranking: Ranking, row: int, same: Mapping[Iri, frozenset[Iri]]) -> frozenset[Iri]:
    return frozenset().union(*(same.get(thing, frozenset()) for thing in _partners(ranking, row)))


def _whys(ranking: Ranking, found: Iterable[Suggestion]) -> list[_Why]:
    """Return of each suggestion the most alike schools with the partner, with the first of what is shared."""
    sets = ranking.comparison.sets

    @cache
    def shared(school: Iri, other: Iri) -> tuple[Iri, list[Iri], int]:
        columns = ranking.comparison.in_common(sets.row[school], sets.row[other])
        return other, [sets.things[column] for column in columns[:_NAMED_SHARED]], len(columns)

    return [[shared(one.school, other) for other in one.schools[:_NAMED_SCHOOLS]] for one in found]


def _because(name: Mapping[Iri, str], one: Suggestion, why: _Why) -> str:
    parts = [
        f"{name[school]}（共有：{listed([name[thing] for thing in shared], count)}）"
        for school, shared, count in why
    ]
    more = f" 等 {len(one.schools)} 所" if len(one.schools) > len(why) else ""
    return "；".join(parts) + more
