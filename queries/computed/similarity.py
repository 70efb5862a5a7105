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

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from ...graph.store import Iri
from .links import Links, Numbers, Scores


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

    Rows are in the order of the schools' IRIs; columns begin with what the fewest schools have, and what
    equally many have is in the order of its IRIs. So the order of columns is that of what tells most.

    Memory grows with the links. A school is compared with all others at once, and no matrix of schools by
    schools is ever held.
    """

    def __init__(self, links: Links) -> None:
        """Take the heads of `links` for schools, the tails for what they have."""
        heads, rows = np.unique(links.heads, return_inverse=True)
        tails, places, degrees = np.unique(links.tails, return_inverse=True, return_counts=True)
        order = np.argsort(degrees, kind="stable")
        columns = np.argsort(order, kind="stable")[places]
        self.schools: tuple[Iri, ...] = tuple(links.things[head] for head in heads)
        self.things: tuple[Iri, ...] = tuple(links.things[tail] for tail in tails[order])
        self.row: Mapping[Iri, int] = {school: place for place, school in enumerate(self.schools)}
        self.column: Mapping[Iri, int] = {thing: place for place, thing in enumerate(self.things)}
        #: How many schools have each thing.
        self.degrees: Numbers = degrees[order]
        by_row = np.lexsort((columns, rows))
        self._rows, self._columns = rows[by_row], columns[by_row]
        self._row_ends = _ends(self._rows, len(self.schools))
        self._with = rows[np.lexsort((rows, columns))]
        self._column_ends = _ends(columns, len(self.things))

    def of_school(self, row: int) -> Numbers:
        """Return the columns of what a school has, in rising order."""
        return self._columns[self._row_ends[row] : self._row_ends[row + 1]]

    def with_thing(self, column: int) -> Numbers:
        """Return the rows of the schools that have a thing, in rising order."""
        return self._with[self._column_ends[column] : self._column_ends[column + 1]]

    def totals(self, weights: Scores) -> Scores:
        """Return for each school the sum of the weights of what it has, in rising order of columns."""
        return sums(self._rows, weights[self._columns], len(self.schools))


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
        if not len(has):
            return np.empty(0, np.int64), np.empty(0)
        having = [self.sets.with_thing(column) for column in has]
        rows = np.concatenate(having)
        count = len(self.sets.schools)
        # Columns rise on both sides, so that the same numbers are added in the same order.
        shared = sums(rows, np.repeat(self._weights[has], [len(some) for some in having]), count)
        # What two schools share has a weight above 0, so the sums say who shares one thing or more.
        common = shared if least_shared <= 1 else np.bincount(rows, minlength=count)
        found = np.flatnonzero(common >= least_shared if least_shared > 1 else common > 0)
        found = found[found != row]
        scores = shared[found]
        if self._of_union:
            scores = scores / (self._totals[row] + self._totals[found] - scores)
        return found, scores

    def in_common(self, row: int, other: int) -> Numbers:
        """Return the columns of what two schools share: first what the fewest schools have."""
        first, second = self.sets.of_school(row), self.sets.of_school(other)
        places = np.minimum(np.searchsorted(first, second), len(first) - 1)
        return np.asarray(second[first[places] == second], np.int64)


def best(places: Numbers, scores: Scores, most: int) -> list[tuple[int, float]]:
    """Return the `most` places with the highest scores, rounded to PLACES; equal ones in rising order.

    Rows and columns are numbered by what the links say, so that the same links give the same order.
    """
    shown = np.round(scores, PLACES)
    if most < len(shown):
        least = np.partition(shown, len(shown) - most)[len(shown) - most]
        kept = np.flatnonzero(shown >= least)
        places, shown = places[kept], shown[kept]
    order = np.lexsort((places, -shown))[:most]
    return [(int(places[place]), float(shown[place])) for place in order]


def sums(places: Numbers, weights: Scores, count: int) -> Scores:
    """Return for each of `count` places the sum of its weights, added in their order."""
    return np.asarray(np.bincount(places, weights, count), np.float64)


def _ends(numbers: Numbers, count: int) -> Numbers:
    """Return where each of `count` numbers begins when these are sorted, and at last the end."""
    return np.concatenate(([0], np.cumsum(np.bincount(numbers, minlength=count)))).astype(np.int64)
