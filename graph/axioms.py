"""The axioms of the ontology that give triples, read from its Turtle into plain rules.

Read are subclasses and subproperties, classes defined by a value (owl:hasValue, alone or together with a
class), classes that have a value, chains of properties, and the data sets of cube.ttl. In a chain a property
that is the inverse of another is read as that other one backwards, and a property by which the things of a
class point to themselves (owl:hasSelf) as the condition "is of that class"; data hold neither. (The trick is
rolification: M. Krötzsch et al., Description Logic Rules, ECAI 2008.) All else in the ontology tells what
cannot be, not what follows: disjoint classes, cardinalities, keys. Domains and ranges give nothing either, as
every thing's class is stated. Inverses are left out on purpose, see docs/inference.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from ..ontology.namespaces import OWL, QB, RDF, RDFS

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal
#: Strict upper classes or properties of each that has any, all the way up.
Uppers = Mapping[NamedNode, frozenset[NamedNode]]


class AxiomError(ValueError):
    """The ontology has an axiom of a form that the rules cannot be made of."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A place in a chain where the thing must be of a class."""

    cls: NamedNode


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a chain along a stated property, `backwards` from its object to its subject."""

    predicate: NamedNode
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """An edge `head` that follows from going along `parts`."""

    head: NamedNode
    parts: tuple[Guard | Step, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """What has `value` at `predicate`, and is of the class `within` if one is given, is a `cls`."""

    predicate: NamedNode
    value: NamedNode
    within: NamedNode | None
    cls: NamedNode


@dataclass(frozen=True, slots=True)
class ClassValue:
    """Everything of the class `cls` has `value` at `predicate`."""

    cls: NamedNode
    predicate: NamedNode
    value: NamedNode


@dataclass(frozen=True, slots=True)
class Cube:
    """A data set of figures: those that have these `dimensions` and none of the other data sets' besides."""

    dataset: NamedNode
    dimensions: frozenset[NamedNode]


@dataclass(frozen=True, slots=True)
class Axioms:
    """All that the rules are made of, in an order that depends on the ontology alone."""

    classes: Uppers
    properties: Uppers
    conditions: tuple[Condition, ...]
    values: tuple[ClassValue, ...]
    chains: tuple[Chain, ...]
    cubes: tuple[Cube, ...]

    def below(self, cls: NamedNode) -> frozenset[NamedNode]:
        """Return a class and all under it."""
        return frozenset({cls} | {one for one, uppers in self.classes.items() if cls in uppers})


def read_axioms(paths: Iterable[Path]) -> Axioms:
    """Read the axioms of Turtle files taken together.

    Raises AxiomError, naming the term, where a chain goes along an edge that itself follows from a chain, or
    through something that is no property: such rules would need a reasoner.
    """
    reader = _Reader.of(paths)
    return Axioms(
        classes=reader.uppers(_SUB_CLASS),
        properties=reader.uppers(_SUB_PROPERTY),
        conditions=tuple(sorted(reader.conditions(), key=str)),
        values=tuple(sorted(reader.values(), key=str)),
        chains=tuple(sorted(reader.chains(), key=str)),
        cubes=tuple(sorted(reader.cubes(), key=lambda cube: cube.dataset.value)),
    )


_SUB_CLASS: Final = NamedNode(f"{RDFS}subClassOf")
_SUB_PROPERTY: Final = NamedNode(f"{RDFS}subPropertyOf")
_EQUIVALENT: Final = NamedNode(f"{OWL}equivalentClass")
_INTERSECTION: Final = NamedNode(f"{OWL}intersectionOf")
_ON_PROPERTY: Final = NamedNode(f"{OWL}onProperty")
_HAS_VALUE: Final = NamedNode(f"{OWL}hasValue")
_HAS_SELF: Final = NamedNode(f"{OWL}hasSelf")
_CHAIN: Final = NamedNode(f"{OWL}propertyChainAxiom")
_INVERSE: Final = NamedNode(f"{OWL}inverseOf")
_FIRST: Final = NamedNode(f"{RDF}first")
_REST: Final = NamedNode(f"{RDF}rest")


@dataclass(frozen=True, slots=True)
class _Reader:
    """The triples of an ontology, by subject and by predicate."""

    triples: Mapping[Node, Mapping[NamedNode, list[Term]]]

    @classmethod
    def of(cls, paths: Iterable[Path]) -> _Reader:
        triples: defaultdict[Node, defaultdict[NamedNode, list[Term]]]
        triples = defaultdict(lambda: defaultdict(list))
        for path in paths:
            for quad in parse(path=path, format=RdfFormat.TURTLE):
                if isinstance(quad.subject, Node) and isinstance(quad.object, Term):
                    triples[quad.subject][quad.predicate].append(quad.object)
        return cls(MappingProxyType(triples))

    def objects(self, subject: Node, predicate: NamedNode) -> list[Term]:
        return self.triples.get(subject, {}).get(predicate, [])

    def pairs(self, predicate: NamedNode) -> Iterator[tuple[Node, Term]]:
        for subject, found in self.triples.items():
            for value in found.get(predicate, []):
                yield subject, value

    def items(self, head: Term) -> list[Term]:
        """Return the items of an RDF list."""
        found: list[Term] = []
        while isinstance(head, BlankNode):
            found += self.objects(head, _FIRST)
            (head,) = self.objects(head, _REST)
        return found

    def uppers(self, predicate: NamedNode) -> Uppers:
        direct: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
        for one, upper in self.pairs(predicate):
            if isinstance(one, NamedNode) and isinstance(upper, NamedNode):
                direct[one].add(upper)
        closed = {}
        for one in direct:
            found, todo = set[NamedNode](), [one]
            while todo:
                new = direct.get(todo.pop(), set()) - found
                found |= new
                todo += new
            closed[one] = frozenset(found - {one})
        return MappingProxyType(closed)

    def definition(self, node: Node) -> tuple[NamedNode | None, NamedNode, NamedNode] | None:
        """Return a class expression as (class, property, value); None where it is of another form."""
        parts = [part for head in self.objects(node, _INTERSECTION) for part in self.items(head)] or [node]
        within = [part for part in parts if isinstance(part, NamedNode)]
        restrictions = [part for part in parts if isinstance(part, BlankNode)]
        if len(within) > 1 or len(restrictions) != 1:
            return None
        predicates, values = (self.objects(restrictions[0], one) for one in (_ON_PROPERTY, _HAS_VALUE))
        if not values or not isinstance(predicates[0], NamedNode) or not isinstance(values[0], NamedNode):
            return None
        return (within[0] if within else None), predicates[0], values[0]

    def conditions(self) -> Iterator[Condition]:
        equal = [(whole, one) for one, whole in self.pairs(_EQUIVALENT)]
        for whole, one in [*equal, *self.pairs(_SUB_CLASS)]:
            if isinstance(whole, BlankNode) and isinstance(one, NamedNode):
                found = self.definition(whole)
                if found:
                    within, predicate, value = found
                    yield Condition(predicate, value, within, one)

    def values(self) -> Iterator[ClassValue]:
        for relation in (_EQUIVALENT, _SUB_CLASS):
            for one, whole in self.pairs(relation):
                if isinstance(one, NamedNode) and isinstance(whole, BlankNode):
                    found = self.definition(whole)
                    if found:
                        yield ClassValue(one, *found[1:])

    def chains(self) -> Iterator[Chain]:
        heads = {head for head, _ in self.pairs(_CHAIN) if isinstance(head, NamedNode)}
        derived = heads | {upper for head in heads for upper in self.uppers(_SUB_PROPERTY).get(head, ())}
        inverse = self._inverses()
        selves = self._selves()
        for head, steps in self.pairs(_CHAIN):
            parts = [self._part(one, selves, inverse) for one in self.items(steps)]
            faulty = [one for one in parts if isinstance(one, Step) and one.predicate in derived]
            if not isinstance(head, NamedNode) or faulty or not parts:
                raise AxiomError(f"{head}: a chain may go along stated properties only, not {faulty}")
            yield Chain(head, tuple(parts))

    def cubes(self) -> Iterator[Cube]:
        structure, component, dimension = (
            NamedNode(f"{QB}{name}") for name in ("structure", "component", "dimension")
        )
        for dataset, definition in self.pairs(structure):
            specifications = self.objects(_node(definition), component)
            found = {one for part in specifications for one in self.objects(_node(part), dimension)}
            yield Cube(_named(dataset), frozenset(_named(one) for one in found))

    def _part(
        self, one: Term, selves: Mapping[NamedNode, NamedNode], inverse: Mapping[NamedNode, NamedNode]
    ) -> Guard | Step:
        predicate = _named(one)
        if predicate in selves:
            return Guard(selves[predicate])
        return Step(inverse[predicate], True) if predicate in inverse else Step(predicate)

    def _inverses(self) -> Mapping[NamedNode, NamedNode]:
        """Return by each inverse the property that data state, which is the one that names the other."""
        return {_named(other): _named(one) for one, other in self.pairs(_INVERSE)}

    def _selves(self) -> Mapping[NamedNode, NamedNode]:
        """Return the class whose things point to themselves, by the property by which they do."""
        return {
            _named(predicate): one
            for one, upper in self.pairs(_SUB_CLASS)
            if isinstance(upper, BlankNode) and isinstance(one, NamedNode) and self.objects(upper, _HAS_SELF)
            for predicate in self.objects(upper, _ON_PROPERTY)
        }


def _named(term: Term) -> NamedNode:
    if not isinstance(term, NamedNode):
        raise AxiomError(f"{term}: a rule needs an IRI here")
    return term


def _node(term: Term) -> Node:
    if isinstance(term, Literal):
        raise AxiomError(f"{term}: a rule needs a thing here")
    return term
