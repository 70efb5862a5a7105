"""The rules of inference as SPARQL 1.1 updates, for stores that the rules themselves do not reach.

Each update reads within one named graph at a time and adds only what no graph states, so that running them
again changes nothing. The terms come from the ontology, never from data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode

from ..ontology.namespaces import QB, direct_graph_iri, graph_iri
from .axioms import Axioms, Chain, Condition, Guard
from .terms import TYPE

_OBSERVATION: Final = NamedNode(f"{QB}Observation")
_DATA_SET: Final = NamedNode(f"{QB}dataSet")


def updates(axioms: Axioms, direct: frozenset[NamedNode], base: str) -> list[str]:
    """Return the updates for the graph under `base`; edges of `direct` go into the graph of direct edges."""
    return list(_Writer(axioms, direct, base).all())


class _Writer:
    def __init__(self, axioms: Axioms, direct: frozenset[NamedNode], base: str) -> None:
        self._axioms, self._direct = axioms, direct
        self._into = {True: NamedNode(direct_graph_iri(base)), False: NamedNode(graph_iri(base, "inferred"))}

    def all(self) -> Iterator[str]:
        axioms = self._axioms
        pairs = [(one, upper) for one in sorted(axioms.classes, key=str) for upper in self._uppers(one)]
        yield self._update("?x", TYPE, "?upper", f"?x a ?class . {_table('?class ?upper', pairs)}")
        for condition in axioms.conditions:
            uppers = _table("?upper", [(one,) for one in (condition.cls, *self._uppers(condition.cls))])
            for pattern in self._satisfying(condition, "?x"):
                yield self._update("?x", TYPE, "?upper", f"{pattern} {uppers}")
        for one in axioms.values:
            yield self._update("?x", one.predicate, str(one.value), self._member(one.cls, "?x"))
        for predicate in sorted(axioms.properties, key=str):
            for upper in sorted(axioms.properties[predicate], key=str):
                yield self._update("?x", upper, "?y", f"?x {predicate} ?y .")
        for chain in axioms.chains:
            start, end, pattern = self._chain(chain)
            for head in (chain.head, *sorted(axioms.properties.get(chain.head, ()), key=str)):
                yield self._update(start, head, end, pattern)
        yield from self._cubes()

    def _update(self, subject: str, predicate: NamedNode, value: str, pattern: str, lacking: str = "") -> str:
        """Return the update of a rule; `lacking` must not be in the graph where `pattern` is."""
        triple = f"{subject} {predicate} {value}"
        # Outside of GRAPH: rdflib looks into whichever graph comes first for a filter within.
        without = f"  FILTER NOT EXISTS {{ GRAPH ?g {{ {lacking} }} }}\n" if lacking else ""
        graphs = " ".join(f"FILTER(?g != {one})" for one in self._into.values())
        return (
            f"INSERT {{ GRAPH {self._into[predicate in self._direct]} {{ {triple} }} }}\n"
            f"WHERE {{ GRAPH ?g {{ {pattern} }} {graphs}\n"
            f"{without}"
            f"  FILTER NOT EXISTS {{ GRAPH ?any {{ {triple} }} }} }}"
        )

    def _path(self, *predicates: NamedNode) -> str:
        """Return the choice of properties and of those below them."""
        below = {one for one, uppers in self._axioms.properties.items() if uppers.intersection(predicates)}
        names = _sorted({*predicates, *below})
        return f"({'|'.join(map(str, names))})" if len(names) > 1 else str(names[0])

    def _uppers(self, cls: NamedNode) -> list[NamedNode]:
        return sorted(self._axioms.classes.get(cls, ()), key=str)

    def _member(self, cls: NamedNode, variable: str, above: tuple[NamedNode, ...] = ()) -> str:
        """Return the pattern "is of this class": stated, of a class below it, or by a value.

        A condition within one of the classes `above`, for which this one is asked, would ask for that class
        again: what it finds is there without it.
        """
        below = sorted(self._axioms.below(cls), key=str)
        name = variable.removeprefix("?")
        stated = f"{variable} a ?{name}_class . {_table(f'?{name}_class', [(one,) for one in below])}"
        others = [
            pattern
            for condition in self._axioms.conditions
            if condition.cls in below and condition.within not in {*above, cls}
            for pattern in self._satisfying(condition, variable, (*above, cls))
        ]
        return " UNION ".join(f"{{ {one} }}" for one in (stated, *others)) if others else stated

    def _satisfying(
        self, condition: Condition, variable: str, above: tuple[NamedNode, ...] = ()
    ) -> Iterator[str]:
        value = f"{variable} {self._path(condition.predicate)} {condition.value} ."
        within = condition.within
        yield f"{value} {self._member(within, variable, above)}" if within else value

    def _chain(self, chain: Chain) -> tuple[str, str, str]:
        """Return the variables where a chain starts and ends, and its pattern."""
        at, patterns = 0, []
        for part in chain.parts:
            if isinstance(part, Guard):
                patterns.append(f"{{ {self._member(part.cls, f'?n{at}')} }}")
                continue
            subject, value = (f"?n{at + 1}", f"?n{at}") if part.backwards else (f"?n{at}", f"?n{at + 1}")
            patterns.append(f"{subject} {self._path(part.predicate)} {value} .")
            at += 1
        return "?n0", f"?n{at}", " ".join(patterns)

    def _cubes(self) -> Iterator[str]:
        every = {one for cube in self._axioms.cubes for one in cube.dimensions}
        for cube in self._axioms.cubes:
            pattern = self._member(_OBSERVATION, "?x")
            pattern += "".join(
                f" ?x {self._path(one)} ?d{at} ." for at, one in enumerate(_sorted(cube.dimensions))
            )
            missing = every - cube.dimensions
            lacking = f"?x {self._path(*missing)} ?none" if missing else ""
            yield self._update("?x", _DATA_SET, str(cube.dataset), pattern, lacking)


def _sorted(terms: Iterable[NamedNode]) -> list[NamedNode]:
    return sorted(terms, key=str)


def _table(variables: str, rows: Iterable[tuple[NamedNode, ...]]) -> str:
    lines = " ".join(f"({' '.join(map(str, row))})" for row in rows)
    return f"VALUES ({variables}) {{ {lines} }}"
