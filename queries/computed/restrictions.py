"""Which things the filters of a request leave: those of a region, a kind or a mode."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ...graph.store import Iri
from ..binding import values_block
from .labels import AT_ONCE
from .request import Request

_PREFIX: Final = "PREFIX zj: <https://w3id.org/zhijiao/ontology#>"
_IN_REGIONS: Final = "?thing zj:region ?value"
_OF_KINDS: Final = "?thing zj:partnerKind ?value"
_OF_MODES: Final = "?st zj:mode ?value ; zj:partner ?thing ; a zj:Partnership"


def located_in(request: Request, parameter: str) -> frozenset[Iri] | None:
    """Return the schools and organisations in the region that a parameter names, those below it included.

    None where it was not given. Raises ParameterError where the graph has no such region; the store's error.
    """
    regions = request.known_things(parameter)
    return None if regions is None else _things(request, _IN_REGIONS, regions)


def of_kind(request: Request, parameter: str) -> frozenset[Iri] | None:
    """Return the partners of the kinds that a parameter gives, None where it was not given.

    Raises the store's error.
    """
    codes = request.codes(parameter)
    return None if codes is None else _things(request, _OF_KINDS, codes)


def with_mode(request: Request, parameter: str) -> frozenset[Iri] | None:
    """Return the partners that work with some school in the modes that a parameter gives.

    None where it was not given. Raises the store's error.
    """
    codes = request.codes(parameter)
    return None if codes is None else _things(request, _OF_MODES, codes)


def _things(request: Request, pattern: str, values: Iterable[Iri]) -> frozenset[Iri]:
    found: set[Iri] = set()
    wanted = sorted(values)
    for begin in range(0, len(wanted), AT_ONCE):
        block = values_block("value", wanted[begin : begin + AT_ONCE])
        query = f"{_PREFIX} SELECT DISTINCT ?thing WHERE {{ {block} {pattern} }}"
        found.update(row[0] for row in request.store.select(query).rows)
    return frozenset(found)
