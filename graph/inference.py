"""What follows from a graph by the ontology: upper classes, classes by kind, simple edges, data sets.

The body of every rule lies within one named graph (that of a report, or that of entities), so that the graphs
can be gone through one by one: what follows from all of them is what follows from each, taken together. Which
triples follow from what, and how to leave them out, is told in docs/inference.md.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ..ontology.files import CUBE, ONTOLOGY, ontology_file
from ..ontology.namespaces import DEFAULT_BASE, QB, ZJ
from .axioms import Axioms, Chain, Guard, read_axioms
from .inference_updates import updates
from .terms import TYPE

_OBSERVATION: Final = NamedNode(f"{QB}Observation")
_DATA_SET: Final = NamedNode(f"{QB}dataSet")

Value = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that are made of the axioms of an ontology; use `shipped` or `of`.

    `direct` are the simple edges of the project's own vocabulary: zj:partnerWith, zj:offersMajor and the
    others. `local` are the properties whose triples follow from what is stated of their subject alone.
    """

    axioms: Axioms
    direct: frozenset[NamedNode]
    local: frozenset[NamedNode]
    _read: frozenset[NamedNode] = field(repr=False)
    _given: frozenset[NamedNode] = field(repr=False)
    _below: Mapping[NamedNode, frozenset[NamedNode]] = field(repr=False)

    @classmethod
    def shipped(cls) -> Rules:
        """Return the rules of the ontology that the package ships."""
        return _shipped()

    @classmethod
    def of(cls, axioms: Axioms) -> Rules:
        """Return the rules that are made of `axioms`."""
        heads: defaultdict[NamedNode, list[Chain]] = defaultdict(list)
        for chain in axioms.chains:
            for head in (chain.head, *axioms.properties.get(chain.head, ())):
                heads[head].append(chain)
        far = {head for head, chains in heads.items() for one in chains if not _is_local(one)}
        given = {TYPE, _DATA_SET, *heads, *(one.predicate for one in axioms.values)}
        given |= {upper for uppers in axioms.properties.values() for upper in uppers}
        classes = {_OBSERVATION, *(one.cls for one in axioms.values)}
        classes |= {one.within for one in axioms.conditions if one.within}
        classes |= {part.cls for one in axioms.chains for part in one.parts if isinstance(part, Guard)}
        return cls(
            axioms,
            direct=frozenset(one for one in heads if one.value.startswith(ZJ)),
            local=frozenset(given - far),
            _read=frozenset(_body(axioms) | given),
            _given=frozenset(given),
            _below={one: axioms.below(one) for one in classes},
        )

    def infer(self, quads: Iterable[Quad]) -> set[Triple]:
        """Return the triples that follow from `quads`, whatever their graphs, and are not stated in them.

        Only IRIs can be subjects. Applying the rules to what they gave adds nothing.
        """
        return _Inference(self.axioms, self._below).triples(_Tables.of(quads, self._read, self._given))

    def updates(self, base: str) -> list[str]:
        """Return the same rules as SPARQL 1.1 updates, in the order in which to run them, for other stores.

        They read all named graphs but those of inferred triples, and put what is stated in no graph into
        `…/graph/direct` (the edges in `direct`) and `…/graph/inferred` under the base IRI.
        """
        return updates(self.axioms, self.direct, base)


@cache
def _shipped() -> Rules:
    return Rules.of(read_axioms(ontology_file(name) for name in (ONTOLOGY, CUBE)))


def _is_local(chain: Chain) -> bool:
    steps = [part for part in chain.parts if not isinstance(part, Guard)]
    return len(steps) == 1 and not steps[0].backwards and isinstance(chain.parts[0], Guard)


def _body(axioms: Axioms) -> set[NamedNode]:
    """Return the properties that the rules read."""
    read = {TYPE, *axioms.properties, *(one.predicate for one in axioms.conditions)}
    read |= {one for cube in axioms.cubes for one in cube.dimensions}
    return read | {
        part.predicate for one in axioms.chains for part in one.parts if not isinstance(part, Guard)
    }


@dataclass(slots=True)
class _Table:
    """The triples of one property as two lists of one length: far fewer objects than a list of pairs."""

    subjects: list[NamedNode] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[NamedNode, Value]]:
        return zip(self.subjects, self.values, strict=True)

    def __len__(self) -> int:
        return len(self.subjects)


@dataclass(frozen=True, slots=True)
class _Tables:
    """What is stated, as far as the rules read it, and the stated triples of properties that they give."""

    tables: Mapping[NamedNode, _Table]
    stated: set[Triple]

    @classmethod
    def of(cls, quads: Iterable[Quad], read: frozenset[NamedNode], given: frozenset[NamedNode]) -> _Tables:
        tables = {one: _Table() for one in read}
        stated = set()
        for quad in quads:
            predicate = quad.predicate
            table = tables.get(predicate)
            if table is None:
                continue
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                table.subjects.append(subject)
                table.values.append(value)
                if predicate in given:
                    stated.add(quad.triple)
        return cls(tables, stated)


class _Inference:
    """One run over a set of quads."""

    def __init__(self, axioms: Axioms, below: Mapping[NamedNode, frozenset[NamedNode]]) -> None:
        self._axioms, self._below = axioms, below
        #: Things by their stated or inferred class, not yet by the classes above it.
        self._things: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
        self._tables: Mapping[NamedNode, _Table] = {}
        self._found: set[Triple] = set()

    def triples(self, tables: _Tables) -> set[Triple]:
        """Return what follows and is not stated."""
        self._tables = tables.tables
        self._classes()
        for predicate, uppers in self._axioms.properties.items():
            for upper in uppers:
                self._found.update(Triple(thing, upper, value) for thing, value in self._table(predicate))
        for chain in self._axioms.chains:
            ways = self._chain(chain)
            for head in (chain.head, *self._axioms.properties.get(chain.head, ())):
                self._found.update(Triple(start, head, end) for start, end in ways)
        self._cubes()
        return self._found - tables.stated

    def _classes(self) -> None:
        for thing, cls in self._tables[TYPE]:
            if isinstance(cls, NamedNode):
                self._things[cls].add(thing)
        having: dict[NamedNode, defaultdict[Value, set[NamedNode]]] = {}
        axioms = self._axioms
        for predicate in {one.predicate for one in axioms.conditions} | {
            one.predicate for one in axioms.values
        }:
            having[predicate] = defaultdict(set)
            for thing, value in self._table(predicate):
                having[predicate][value].add(thing)
        # A class may give a value by which there is another class; twice around is the usual case.
        before = -1
        while before != (before := sum(map(len, self._things.values()))):
            for known in axioms.values:
                new = self._of(known.cls) - having[known.predicate][known.value]
                having[known.predicate][known.value] |= new
                for thing in new:
                    self._state(thing, known.predicate, known.value)
            for one in axioms.conditions:
                things = having[one.predicate][one.value]
                if things:
                    self._things[one.cls] |= things & self._of(one.within) if one.within else things
        for cls, members in self._things.items():
            for each in (cls, *axioms.classes.get(cls, ())):
                self._found.update(Triple(thing, TYPE, each) for thing in members)

    def _state(self, thing: NamedNode, predicate: NamedNode, value: NamedNode) -> None:
        """Take a triple that follows for stated in what comes after."""
        self._found.add(Triple(thing, predicate, value))
        self._tables[predicate].subjects.append(thing)
        self._tables[predicate].values.append(value)

    def _chain(self, chain: Chain) -> _Table:
        """Go along a chain; returns where it starts and where it ends."""
        ways: _Table | None = None
        allowed: set[NamedNode] | None = None
        for part in chain.parts:
            if isinstance(part, Guard):
                allowed = self._of(part.cls)
                continue
            step = self._table(part.predicate)
            if part.backwards:
                step = _backwards(step)
            ways = _among(step, allowed) if ways is None else _joined(ways, step, allowed)
            allowed = None
        return ways or _Table()

    def _cubes(self) -> None:
        figures = self._of(_OBSERVATION)
        dimensions = {one for cube in self._axioms.cubes for one in cube.dimensions}
        having = {one: figures.intersection(self._table(one).subjects) for one in dimensions}
        for cube in self._axioms.cubes if figures else ():
            these = set(figures)
            for one in dimensions:
                these = these & having[one] if one in cube.dimensions else these - having[one]
            self._found.update(Triple(figure, _DATA_SET, cube.dataset) for figure in these)

    def _of(self, cls: NamedNode) -> set[NamedNode]:
        """Return the things of a class or of one below it."""
        return set[NamedNode]().union(*(self._things[one] for one in self._below[cls] if one in self._things))

    def _table(self, predicate: NamedNode) -> _Table:
        """Return the triples of a property with those of the properties below it."""
        below = [one for one, uppers in self._axioms.properties.items() if predicate in uppers]
        tables = [self._tables[one] for one in (predicate, *below) if len(self._tables[one])]
        if len(tables) < 2:
            return tables[0] if tables else self._tables[predicate]
        return _Table(
            [thing for table in tables for thing in table.subjects],
            [value for table in tables for value in table.values],
        )


def _backwards(table: _Table) -> _Table:
    turned = _Table()
    for thing, value in table:
        if isinstance(value, NamedNode):
            turned.subjects.append(value)
            turned.values.append(thing)
    return turned


def _among(table: _Table, allowed: set[NamedNode] | None) -> _Table:
    """Return the triples of `table` whose subjects are `allowed`."""
    if allowed is None:
        return table
    kept = _Table()
    for thing, value in table:
        if thing in allowed:
            kept.subjects.append(thing)
            kept.values.append(value)
    return kept


def _joined(ways: _Table, step: _Table, allowed: set[NamedNode] | None) -> _Table:
    """Go on from where `ways` end along `step`, through the things that are `allowed` only."""
    following: defaultdict[Value, list[Value]] = defaultdict(list)
    for start, end in step:
        if allowed is None or start in allowed:
            following[start].append(end)
    longer = _Table()
    for start, middle in ways:
        for end in following.get(middle, ()):
            longer.subjects.append(start)
            longer.values.append(end)
    return longer


if __name__ == "__main__":
    # One request of several operations, as SPARQL 1.1 Update joins them.
    sys.stdout.write(" ;\n\n".join(Rules.shipped().updates(*sys.argv[1:2] or [DEFAULT_BASE])) + "\n")
