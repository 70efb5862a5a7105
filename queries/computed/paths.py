"""The query `path`: the shortest chains between two schools."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise
from typing import Any, Final

from ...graph.store import Iri, Value
from ..parameters import ParameterError
from .chains import Chain, chains, graph_of
from .kept import kept
from .labels import names, relations
from .projection import RELATIONS, Projection, projection, statement_key
from .request import Computed, Request

_COLUMNS: Final = ("step", "from", "relation", "to")
#: What chains go through where nothing is said: nearly any two schools share a major, which tells little.
_FIRST: Final = ("partners", "groups", "colleges")
_MOST_STEPS: Final = 20
_MOST_CHAINS: Final = 20
_OFFERS: Final = "开设专业"


def path(request: Request) -> Computed:
    """Return the steps of the shortest chains between two schools, of the one that tells most first.

    Raises ParameterError where a school is missing, unknown or one of several, both are the same, or a
    number is out of range; the store's error.
    """
    most = request.number_between("max", 1, _MOST_STEPS)
    count = request.number_between("paths", 1, _MOST_CHAINS)
    given = request.choices("via", RELATIONS)
    links = projection(request)
    place = {thing: number for number, thing in enumerate(links.things)}
    start, end = _school(request, "from", place), _school(request, "to", place)
    if start == end:
        raise ParameterError("参数 from 和 to 是同一所学校；请给出两所不同的学校")
    for via in [given] if given else [_FIRST, tuple(RELATIONS)]:
        graph = _graph(request, links, via)
        if found := chains(graph, place.get(start, -1), place.get(end, -1), most, count):
            return Computed(_COLUMNS, tuple(_steps(request, links, found)))
    return Computed(_COLUMNS, ())


def _school(request: Request, parameter: str, linked: Container[Iri]) -> Iri:
    """Return the school that a parameter stands for: of several the only one that has links, if there is one.

    So a former school that bears nearly the same name, and of which nothing is said, is not in the way.
    """
    found = [one for one in request.known_things(parameter) or () if one in linked]
    return found[0] if len(found) == 1 else request.thing(parameter)


def _graph(request: Request, links: Projection, via: Sequence[str]) -> Any:
    """Return the graph of the links of these kinds."""
    wanted = tuple(sorted(via))
    key = ("graph", statement_key(request), wanted)
    return kept(request.store, key, lambda: graph_of(links.of_kinds(wanted).pairs()))


def _steps(request: Request, links: Projection, found: Sequence[Chain]) -> list[tuple[Value, ...]]:
    things = links.things
    steps = [[(things[here], things[there]) for here, there in pairwise(chain.things)] for chain in found]
    pairs = [pair for of_chain in steps for pair in of_chain]
    offers = links.majors
    majors = {(here, there) for here, there in pairs if here in offers or there in offers}
    wordings = relations(request.store, (pair for pair in pairs if pair not in majors))
    name = names(request.store, (thing for pair in pairs for thing in pair))
    return [
        (step, name[here], wordings.get((here, there), _OFFERS), name[there])
        for of_chain in steps
        for step, (here, there) in enumerate(of_chain, 1)
    ]
