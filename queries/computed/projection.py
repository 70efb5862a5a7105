"""Who is linked to what: the rows that the graph questions are computed from.

Schools on one side, on the other their partners, groups, colleges and majors (a partner may be a school). The
SELECT of such a query returns `?from ?relation ?all`: a school, one of RELATIONS, and the IRIs of all that it
is linked to in this way, with a space between (in a tenth of the time that a row for each link takes).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ...graph.sparql_tokens import code
from ...graph.store import Iri
from .kept import kept
from .links import Links
from .request import Request

#: The kinds of links by the word that users write, with the Chinese one.
RELATIONS: Final[Mapping[str, str]] = {
    "partners": "合作方",
    "groups": "集团",
    "colleges": "院校",
    "majors": "专业",
}


@dataclass(frozen=True, slots=True)
class Projection:
    """The links of each of RELATIONS, all over the same things; `partners` hold most groups and colleges."""

    links: Mapping[str, Links]

    @classmethod
    def of(cls, rows: Iterable[Sequence[object]]) -> Projection:
        """Make one of rows of the SELECT in any order. Raises ValueError where one is not of that form."""
        found: dict[str, list[tuple[Iri, list[str]]]] = {relation: [] for relation in RELATIONS}
        for school, relation, together in rows:
            if not isinstance(school, Iri) or str(relation) not in found:
                raise ValueError(f"no row of links: {school!r} {relation!r}")
            found[str(relation)].append((school, str(together).split()))
        names = {tail for rows_of in found.values() for _, tails in rows_of for tail in tails}
        names.update(str(head) for rows_of in found.values() for head, _ in rows_of)
        things = tuple(map(Iri, sorted(names)))
        place = {thing: number for number, thing in enumerate(things)}
        return cls({relation: Links.placed(things, place, rows_of) for relation, rows_of in found.items()})

    def of_kinds(self, kinds: Iterable[str]) -> Links:
        """Return the links of any of these kinds, of which `partners` are those that are of no other kind.

        Raises KeyError where one is not of RELATIONS.
        """
        codes = []
        for kind in kinds:
            of_kind = self.links[kind].codes()
            if kind == "partners":
                others = [self.links[other].codes() for other in ("groups", "colleges")]
                of_kind = np.setdiff1d(of_kind, np.concatenate(others))
            codes.append(of_kind)
        return Links.from_codes(self.things, np.concatenate(codes))

    def of_sides(self, sides: Iterable[str]) -> Links:
        """Return the links to `majors`, or to `partners` of whatever kind, or to both.

        Raises KeyError where a side is none of these.
        """
        kinds = {"partners": ("partners", "groups", "colleges"), "majors": ("majors",)}
        codes = [self.links[kind].codes() for side in sides for kind in kinds[side]]
        return Links.from_codes(self.things, np.concatenate(codes))

    @property
    def things(self) -> tuple[Iri, ...]:
        """All that is linked, sorted."""
        return self.links["partners"].things

    @property
    def majors(self) -> frozenset[Iri]:
        """The majors that are offered."""
        return frozenset(self.things[place] for place in np.unique(self.links["majors"].tails))


def statement_key(request: Request) -> str:
    """Return the SELECT of a request without comments and spacing: what it asks, whichever file asks."""
    return " ".join(token.text for token in code(request.text))


def projection(request: Request) -> Projection:
    """Return what the SELECT of a request gives. Raises the store's error."""
    key = ("projection", statement_key(request))
    return kept(request.store, key, lambda: Projection.of(request.select().rows))
