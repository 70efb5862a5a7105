"""Which partners schools alike have and one school has not: neighbours' choices, weighted by likeness.

For a school the schools most alike are taken; a partner's score is the share of them that work with it, each
counted by its likeness: the sum of the likenesses of those that do, divided by that of all. This is
collaborative filtering by neighbours: P. Resnick, N. Iacovou, M. Suchak, P. Bergstrom, J. Riedl, GroupLens:
An open architecture for collaborative filtering of netnews, CSCW 1994, 175-186; with a fixed number of
neighbours: J. Herlocker, J. Konstan, A. Borchers, J. Riedl, An algorithmic framework for performing
collaborative filtering, SIGIR 1999, 230-237.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Final

import numpy as np

from ...graph.store import Iri
from .links import Mask, Numbers, Scores
from .similarity import Comparison, Sets, best, sums

_NONE: Final = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A partner for a school, its score, and the schools alike that have it, the most alike first."""

    school: Iri
    partner: Iri
    score: float
    schools: tuple[Iri, ...]


class Ranking:
    """Ranks partners for schools: who is alike says `comparison`, who has which partner `partners`."""

    def __init__(self, comparison: Comparison, partners: Sets) -> None:
        self.comparison = comparison
        self.partners = partners
        self._row_of_partners = np.array(
            [partners.row.get(school, -1) for school in comparison.sets.schools], np.int64
        )

    def suggestions(
        self, row: int, excluded: Set[Iri], allowed: Mask | None, alike: int, most: int
    ) -> list[Suggestion]:
        """Return the `most` best partners for the school of `row` by its `alike` neighbours, best first.

        None is the school itself, one of its partners or one of `excluded`; `allowed` says of each column of
        `partners` whether it may be one, None allows all. Partners with the same score as shown come in the
        order of their columns.
        """
        neighbours = best(*self.comparison.others(row), alike)
        # A score so small that it is shown as 0 says nothing.
        neighbours = [(other, likeness) for other, likeness in neighbours if likeness > 0]
        if not neighbours:
            return []
        likenesses = np.array([likeness for _, likeness in neighbours])
        places, columns = self._partners_of([other for other, _ in neighbours])
        scores = sums(columns, likenesses[places], len(self.partners.things)) / likenesses.sum()
        school = self.comparison.sets.schools[row]
        self._clear(scores, school, excluded)
        left = np.flatnonzero(scores > 0 if allowed is None else (scores > 0) & allowed)
        return [
            Suggestion(
                school,
                self.partners.things[column],
                score,
                tuple(
                    self.comparison.sets.schools[neighbours[place][0]] for place in places[columns == column]
                ),
            )
            for column, score in best(left, scores[left], most)
            if score > 0
        ]

    def _partners_of(self, others: Sequence[int]) -> tuple[Numbers, Numbers]:
        """Return the partners of schools: for each, the place of the school in `others` and its column."""
        rows = self._row_of_partners[others]
        having = [self.partners.of_school(row) if row >= 0 else _NONE for row in rows]
        return np.repeat(np.arange(len(others)), [len(some) for some in having]), np.concatenate(having)

    def _clear(self, scores: Scores, school: Iri, excluded: Set[Iri]) -> None:
        own = self.partners.row.get(school)
        if own is not None:
            scores[self.partners.of_school(own)] = 0
        for thing in {school, *excluded}:
            if (column := self.partners.column.get(thing)) is not None:
                scores[column] = 0
