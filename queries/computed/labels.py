"""Names and wordings of the few things that a computed answer shows, asked when they are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeVar

from ...graph.store import Iri
from ...ontology.codes import concepts
from ..binding import term, values_block
from ..cells import LIST_SIGN
from ..stores import Store

#: Things asked for at once: few enough for any store's longest query.
AT_ONCE: Final = 500

_Part = TypeVar("_Part")

_PREFIXES: Final = """PREFIX zj: <https://w3id.org/zhijiao/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX org: <http://www.w3.org/ns/org#>
"""
_NAMES: Final = "SELECT ?thing ?name WHERE {{ {things} ?thing skos:prefLabel ?name }}"
_KINDS: Final = "SELECT ?thing ?kind WHERE {{ {things} ?thing zj:partnerKind ?kind }}"
# Values stand in each branch: a store that joins them with both together would read both whole.
_RELATIONS: Final = """SELECT ?school ?thing ?mode ?detail WHERE {{
  {{ VALUES (?school ?thing) {{ {pairs} }}
     ?st zj:partner ?thing ; zj:school ?school ; a zj:Partnership .
     OPTIONAL {{ ?st zj:mode ?mode }} OPTIONAL {{ ?st zj:role ?detail }} }}
  UNION
  {{ VALUES (?school ?thing) {{ {pairs} }}
     ?st zj:institution ?thing ; zj:school ?school ; a zj:JointProgramme .
     OPTIONAL {{ ?st zj:scheme ?detail }}
     BIND(<https://w3id.org/zhijiao/scheme/mode/joint_programme> AS ?mode) }}
}}"""
_TWINS: Final = """SELECT DISTINCT ?thing ?twin WHERE {{
  {{ {things} ?thing org:subOrganizationOf|^org:subOrganizationOf|org:linkedTo|^org:linkedTo ?twin }}
  UNION
  {{ {things} ?thing skos:prefLabel|skos:altLabel ?name . ?twin skos:prefLabel|skos:altLabel ?name .
     FILTER(?twin != ?thing) FILTER EXISTS {{ ?any zj:partnerWith ?twin }} }}
}}"""


def names(store: Store, things: Iterable[Iri]) -> dict[Iri, str]:
    """Return the preferred name of each of `things`, its local name where it has none.

    Raises the store's error.
    """
    wanted = sorted(set(things))
    found: dict[Iri, str] = {}
    for rows in _asked(store, _NAMES, wanted):
        for thing, name in rows:
            found[thing] = min(str(name), found.get(thing, str(name)))
    return {thing: found.get(thing) or thing.rsplit("/", 1)[-1] for thing in wanted}


def kinds(store: Store, things: Iterable[Iri]) -> dict[Iri, Iri]:
    """Return the kind of partner of each of `things` that has one. Raises the store's error."""
    found: dict[Iri, Iri] = {}
    for rows in _asked(store, _KINDS, sorted(set(things))):
        for thing, kind in rows:
            found[thing] = min(kind, found.get(thing, kind))
    return found


def twins(store: Store, things: Iterable[Iri]) -> dict[Iri, frozenset[Iri]]:
    """Return with each of `things` the partners that are nearly the same.

    Such are those that bear one of its names, its branches, what it is a branch of, and what is linked with
    it. Raises the store's error.
    """
    wanted = sorted(set(things))
    found: dict[Iri, set[Iri]] = {thing: set() for thing in wanted}
    for rows in _asked(store, _TWINS, wanted):
        for thing, twin in rows:
            found[thing].add(twin)
    return {thing: frozenset(of_thing) for thing, of_thing in found.items()}


def relations(store: Store, pairs: Iterable[tuple[Iri, Iri]]) -> dict[tuple[Iri, Iri], str]:
    """Return how the two of each pair of a school and a partner work together, as people read it.

    These are the modes in the order of their list, and in brackets the role in a group or the scheme of a
    joint programme; 合作 where nothing more is said. Each pair is looked for in both directions. Raises the
    store's error.
    """
    wanted = sorted(set(pairs))
    modes: dict[tuple[Iri, Iri], set[str]] = {}
    details: dict[tuple[Iri, Iri], set[str]] = {}
    both_ways = sorted({*wanted, *((there, here) for here, there in wanted)})
    for some in _parts(both_ways):
        written = " ".join(f"({term(school)} {term(thing)})" for school, thing in some)
        for school, thing, mode, detail in store.select(_PREFIXES + _RELATIONS.format(pairs=written)).rows:
            for pair in ((school, thing), (thing, school)):
                modes.setdefault(pair, set()).update({str(mode)} if mode else ())
                details.setdefault(pair, set()).update({str(detail)} if detail else ())
    return {pair: _wording(modes.get(pair, set()), details.get(pair, set())) for pair in wanted}


def _wording(modes: set[str], details: set[str]) -> str:
    known = [one.zh for one in concepts("mode") if one.iri in modes]
    inside = f"（{LIST_SIGN.join(sorted(details))}）" if details else ""
    return f"{LIST_SIGN.join(known) or '合作'}{inside}"


def _asked(store: Store, pattern: str, things: Sequence[Iri]) -> Iterator[Sequence[Sequence[Iri]]]:
    for some in _parts(things):
        yield store.select(_PREFIXES + pattern.format(things=values_block("thing", some))).rows


def _parts(things: Sequence[_Part]) -> Iterator[Sequence[_Part]]:
    for begin in range(0, len(things), AT_ONCE):
        yield things[begin : begin + AT_ONCE]
