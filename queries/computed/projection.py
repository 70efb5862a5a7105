"""Who is linked to what: the rows that the graph questions are computed from.

Schools on one side, on the other their partners, groups, colleges and majors (a partner may be a school). The
SELECT of such a query returns `?from ?relation ?to`, `?relation` one of RELATIONS.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ...graph.sparql_tokens import code
from ...graph.store import Iri
from .kept import kept
from .request import Request

#: The kinds of links by the word that users write, with the Chinese one.
RELATIONS: Final[Mapping[str, str]] = {
    "partners": "合作方",
    "groups": "集团",
    "colleges": "院校",
    "majors": "专业",
}

#: A school and what it is linked to.
Link = tuple[Iri, Iri]


@dataclass(frozen=True, slots=True)
class Projection:
    """The links of each of RELATIONS, sorted and each once.

    `partners` are all partners, among them the groups and colleges.
    """

    links: Mapping[str, tuple[Link, ...]]

    @classmethod
    def of(cls, rows: Iterable[tuple[object, ...]]) -> Projection:
        """Make one of rows of from, relation and to in any order; rows that are no links are passed over."""
        found: dict[str, set[Link]] = {relation: set() for relation in RELATIONS}
        for school, relation, thing in rows:
            if isinstance(school, Iri) and isinstance(thing, Iri) and str(relation) in found:
                found[str(relation)].add((school, thing))
        return cls({relation: tuple(sorted(links)) for relation, links in found.items()})

    def of_kinds(self, kinds: Iterable[str]) -> tuple[Link, ...]:
        """Return the links of any of these kinds, sorted; `partners` without groups and colleges.

        Raises KeyError where one is not of RELATIONS.
        """
        wanted: set[Link] = set()
        for kind in kinds:
            links = set(self.links[kind])
            if kind == "partners":
                links.difference_update(self.links["groups"], self.links["colleges"])
            wanted |= links
        return tuple(sorted(wanted))


def statement_key(request: Request) -> str:
    """Return the SELECT of a request without comments and spacing: what it asks, whichever file asks."""
    return " ".join(token.text for token in code(request.text))


def projection(request: Request) -> Projection:
    """Return what the SELECT of a request gives. Raises the store's error."""
    key = ("projection", statement_key(request))
    return kept(request.store, key, lambda: Projection.of(tuple(row) for row in request.select().rows))
