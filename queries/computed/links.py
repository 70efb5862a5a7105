"""Links between things in arrays: as many numbers as links, whatever the names are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...graph.store import Iri

Numbers = NDArray[np.int64]
Scores = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: A thing, as a rule a school, and what it is linked to.
Link = tuple[Iri, Iri]


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Links from `heads` to `tails`, both places in `things`; each once, sorted by head and then by tail.

    `things` are sorted, so that the order of places is that of IRIs.
    """

    things: tuple[Iri, ...]
    heads: Numbers
    tails: Numbers

    @classmethod
    def of(cls, links: Iterable[Link]) -> Links:
        """Make them of pairs in any order; one that comes twice counts once."""
        pairs = list(links)
        things = tuple(sorted({thing for pair in pairs for thing in pair}))
        place = {thing: number for number, thing in enumerate(things)}
        return cls.placed(things, place, [(head, (tail,)) for head, tail in pairs])

    @classmethod
    def placed(
        cls, things: tuple[Iri, ...], place: Mapping[Iri, int], links: Sequence[tuple[Iri, Sequence[str]]]
    ) -> Links:
        """Make them of things with what each is linked to; `place` says where in `things` each stands."""
        heads = np.fromiter((place[head] for head, _ in links), np.int64, len(links))
        counts = np.fromiter((len(tails) for _, tails in links), np.int64, len(links))
        tails = np.fromiter((place[Iri(tail)] for _, of_head in links for tail in of_head), np.int64)
        return cls.from_codes(things, np.repeat(heads, counts) * len(things) + tails)

    @classmethod
    def from_codes(cls, things: tuple[Iri, ...], codes: Numbers) -> Links:
        """Make them of the numbers that `codes` gives, in any order."""
        heads, tails = np.divmod(np.unique(codes), max(len(things), 1))
        return cls(things, heads, tails)

    def codes(self) -> Numbers:
        """Return one number for each link, rising: its head times the number of things, plus its tail."""
        return self.heads * len(self.things) + self.tails

    def pairs(self) -> list[tuple[int, int]]:
        """Return the places of head and tail of each link."""
        return list(zip(self.heads.tolist(), self.tails.tolist(), strict=True))
