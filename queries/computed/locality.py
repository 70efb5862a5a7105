"""Which partners serve one place only, so that they are of no use to schools elsewhere.

An office, an association, a hospital, a kindergarten or a station of one city works with the schools of that
city. Its place is the prefecture, or province, in which it lies; where the graph does not say that, the
prefecture of its schools if all are in one. A group is of the province of its schools if all are in one.
Enterprises and schools have no such bounds.

Regions are those of GB/T 2260: two digits say the province, two more the prefecture, two more the county.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from ...graph.store import Iri
from ...ontology.namespaces import PREFIXES
from ..binding import values_block
from .kept import kept
from .links import Mask, Numbers
from .projection import statement_key
from .request import Request
from .similarity import Sets

#: The kinds of partners that serve a place, with the least place: a prefecture or a province.
LOCAL_KINDS: Final[Mapping[str, str]] = {
    "government": "prefecture",
    "association": "prefecture",
    "hospital": "prefecture",
    "kindergarten": "prefecture",
    "media": "prefecture",
    "group": "province",
}

_PREFIX: Final = "PREFIX zj: <https://w3id.org/zhijiao/ontology#>"
_TOGETHER: Final = '(GROUP_CONCAT(STR(?thing); SEPARATOR=" ") AS ?all)'
_REGIONS: Final = (
    f"{_PREFIX} SELECT ?region {_TOGETHER} WHERE {{ ?thing zj:region ?region }} GROUP BY ?region"
)
_KINDS: Final = f"""{_PREFIX} SELECT ?kind {_TOGETHER}
WHERE {{{{ {{kinds}} ?thing zj:partnerKind ?kind }}}} GROUP BY ?kind"""
_ANYWHERE: Final = 0
_UNKNOWN: Final = -1


@dataclass(frozen=True, slots=True, eq=False)
class Locality:
    """Where schools are and partners serve, as numbers of two digits (a province) or four (a prefecture)."""

    school_places: Mapping[Iri, int]
    #: By column of the partners; 0 for one that serves any place.
    homes: Numbers

    def within_reach(self, school: Iri) -> Mask:
        """Say of each partner whether it serves the place of `school`; none that is local does an unknown."""
        place = self.school_places.get(school, _UNKNOWN)
        return np.isin(self.homes, (_ANYWHERE, place, _province(place)))


def locality(request: Request, partners: Sets) -> Locality:
    """Return where the schools and partners of a request are. Raises the store's error."""
    key = ("locality", statement_key(request))
    return kept(request.store, key, lambda: _read(request, partners))


def _read(request: Request, partners: Sets) -> Locality:
    places = _places(request)
    homes = np.full(len(partners.things), _ANYWHERE, np.int64)
    for thing, least in _local(request):
        column = partners.column.get(thing)
        if column is None:
            continue
        of_schools = {
            places.get(partners.schools[row], _UNKNOWN) for row in partners.with_thing(column).tolist()
        }
        if least == "province":
            of_schools = {_province(place) for place in of_schools}
        lone = next(iter(of_schools)) if len(of_schools) == 1 else _UNKNOWN
        homes[column] = max(places.get(thing, lone), _ANYWHERE)
    return Locality(places, homes)


def _places(request: Request) -> dict[Iri, int]:
    found: dict[Iri, int] = {}
    for region, together in request.store.select(_REGIONS).rows:
        code = str(region).removeprefix(PREFIXES["region"])
        if len(code) == 6 and code.isascii() and code.isdigit():
            place = int(code[:4]) if code[2:4] != "00" else int(code[:2])
            found.update((Iri(thing), place) for thing in str(together).split())
    return found


def _local(request: Request) -> list[tuple[Iri, str]]:
    least = {Iri(f"{PREFIXES['partnerkind']}{kind}"): place for kind, place in LOCAL_KINDS.items()}
    rows = request.store.select(_KINDS.format(kinds=values_block("kind", least))).rows
    return [(Iri(thing), least[Iri(str(kind))]) for kind, together in rows for thing in str(together).split()]


def _province(place: int) -> int:
    return place // 100 if place >= 100 else place
