"""How alike schools are by what they are linked to.

A school is the set of its partners, majors or both; measures compare two such sets A and B. What two sets
share counts by how few schools have it: d is the number of schools that have a thing.

- `jaccard`: |A ∩ B| / |A ∪ B|. P. Jaccard, Étude comparative de la distribution florale dans une portion des
  Alpes et du Jura, Bulletin de la Société vaudoise des sciences naturelles 37 (1901) 547-579.
- `adamic-adar`: the sum over A ∩ B of 1 / ln d. L. A. Adamic, E. Adar, Friends and neighbors on the Web,
  Social Networks 25 (2003) 211-230.
- `resource-allocation`: the sum over A ∩ B of 1 / d. T. Zhou, L. Lü, Y.-C. Zhang, Predicting missing links
  via local information, European Physical Journal B 71 (2009) 623-630.
- `weighted`: the sum over A ∩ B of 1 / ln(1 + d), divided by the same sum over A ∪ B: Jaccard's measure with
  the weights of Adamic and Adar, from 0 to 1. (1 + d, since a union holds things that one school alone has.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...graph.store import Iri
from .projection import Link

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: what a thing of `d` schools counts, and whether the sum is divided by that of the union."""

    weights: Callable[[Scores], Scores]
    of_union: bool


def _adamic_adar(degrees: Scores) -> Scores:
    # What one school alone has is never shared, and its logarithm would be 0.
    return np.where(degrees > 1, 1 / np.log(np.maximum(degrees, 2)), 0.0)


MEASURES: Final[Mapping[str, Measure]] = {
    "weighted": Measure(lambda degrees: 1 / np.log1p(degrees), of_union=True),
    "jaccard": Measure(np.ones_like, of_union=True),
    "adamic-adar": Measure(_adamic_adar, of_union=False),
    "resource-allocation": Measure(lambda degrees: 1 / degrees, of_union=False),
}

#: Scores are told apart, shown and compared to so many places after the point.
PLACES: Final = 4


class Sets:
    """Schools with the sets of what they are linked to, in arrays: rows are schools, columns things.

    Memory grows with the links. A school is compared with all others at once, and only with those with
    which it shares a thing, so that no matrix of schools by schools is ever held.
    """

    def __init__(self, links: Iterable[Link]) -> None:
        """Take links in any order; one that comes twice counts once."""
        pairs = sorted(set(links))
        self.schools: tuple[Iri, ...] = tuple(sorted({school for school, _ in pairs}))
        self.things: tuple[Iri, ...] = tuple(sorted({thing for _, thing in pairs}))
        self.row: Mapping[Iri, int] = {school: place for place, school in enumerate(self.schools)}
        self.column: Mapping[Iri, int] = {thing: place for place, thing in enumerate(self.things)}
        rows = np.fromiter((self.row[school] for school, _ in pairs), np.int64, len(pairs))
        self._columns = np.fromiter((self.column[thing] for _, thing in pairs), np.int64, len(pairs))
        self._rows = rows
        self._starts = _starts(rows, len(self.schools))
        by_thing = np.argsort(self._columns, kind="stable")
        self._schools_of = rows[by_thing]
        self._thing_starts = _starts(self._columns, len(self.things))
        #: How many schools have each thing.
        self.degrees: Numbers = np.diff(self._thing_starts)

    def of_school(self, row: int) -> Numbers:
        """Return the columns of what a school has, in rising order."""
        return self._columns[self._starts[row] : self._starts[row + 1]]

    def with_thing(self, column: int) -> Numbers:
        """Return the rows of the schools that have a thing, in rising order."""
        return self._schools_of[self._thing_starts[column] : self._thing_starts[column + 1]]

    def of_schools(self, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Return what the schools `rows` have: the place in `rows` and the column of each link."""
        return _gather(self._columns, self._starts, rows)

    def with_things(self, columns: Numbers) -> tuple[Numbers, Numbers]:
        """Return the schools that have the things: the place in `columns` and the row of each link."""
        return _gather(self._schools_of, self._thing_starts, columns)

    def totals(self, weights: Scores) -> Scores:
        """Return for each school the sum of the weights of what it has."""
        return _sums(self._rows, weights[self._columns], len(self.schools))


class Comparison:
    """Scores schools by one measure over the same sets."""

    def __init__(self, sets: Sets, measure: Measure) -> None:
        self.sets = sets
        self._of_union = measure.of_union
        self._weights = measure.weights(sets.degrees.astype(np.float64))
        self._totals = sets.totals(self._weights)

    def others(self, row: int, least_shared: int = 1) -> tuple[Numbers, Scores]:
        """Return the other schools that share `least_shared` things or more with one, and their scores.

        They come in rising order of their rows. The score of two is the same from both sides, to the bit.
        """
        has = self.sets.of_school(row)
        places, rows = self.sets.with_things(has)
        count = len(self.sets.schools)
        # Columns rise on both sides, so that the same numbers are added in the same order.
        shared = _sums(rows, self._weights[has][places], count)
        common = np.bincount(rows, minlength=count)
        common[row] = 0
        found = np.flatnonzero(common >= max(least_shared, 1))
        scores = shared[found]
        if self._of_union:
            scores = scores / (self._totals[row] + self._totals[found] - scores)
        return found, scores

    def in_common(self, row: int, other: int) -> list[int]:
        """Return the columns of what two schools share: first what the fewest schools have."""
        shared = np.intersect1d(self.sets.of_school(row), self.sets.of_school(other), assume_unique=True)
        order = np.lexsort((shared, self.sets.degrees[shared]))
        return [int(column) for column in shared[order]]


def best(places: Numbers, scores: Scores, most: int) -> list[tuple[int, float]]:
    """Return the `most` places with the highest scores, rounded to PLACES; equal ones in rising order.

    Rows and columns rise with their IRIs, so that the same links give the same order.
    """
    shown = np.round(scores, PLACES)
    if most < len(shown):
        least = np.partition(shown, len(shown) - most)[len(shown) - most]
        kept = np.flatnonzero(shown >= least)
        places, shown = places[kept], shown[kept]
    order = np.lexsort((places, -shown))[:most]
    return [(int(places[place]), float(shown[place])) for place in order]


def _sums(places: Numbers, weights: Scores, count: int) -> Scores:
    """Return for each of `count` places the sum of its weights, added in their order."""
    return np.asarray(np.bincount(places, weights, count), np.float64)


def _starts(sorted_or_not: Numbers, count: int) -> Numbers:
    """Return where each of `count` numbers would begin if these were sorted, and the end."""
    return np.concatenate(([0], np.cumsum(np.bincount(sorted_or_not, minlength=count)))).astype(np.int64)


def _gather(values: Numbers, starts: Numbers, wanted: Numbers) -> tuple[Numbers, Numbers]:
    """Return the slices of `values` for all `wanted` in their order, and whose place in it each is of."""
    lengths = starts[wanted + 1] - starts[wanted]
    places = np.repeat(np.arange(len(wanted)), lengths)
    before = np.cumsum(lengths) - lengths
    return places, values[np.arange(len(places)) - before[places] + starts[wanted][places]]
