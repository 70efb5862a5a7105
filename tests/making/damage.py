"""Graphs damaged at random, the same for the same seed: to see whether two validators find the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from zhijiao.graph.validation.shapes import Shape
from zhijiao.graph.validation.violations import short
from zhijiao.ontology.namespaces import OA, PREFIXES, RDF, XSD, ZJ

TYPE: Final = NamedNode(f"{RDF}type")
_COMPARED: Final = frozenset({f"{OA}start", f"{OA}end"})
_TEXTS: Final = ("", " ", "　\t", "x", "一等奖", "0", "98.81", "<b>", '"\\\n')
_NUMBERS: Final = ("-1", "0", "1", "19", "1850", "2100", "2101", "99999", "100", "101")
_DECIMALS: Final = ("-0.5", "0.5", "1", "1.5", "100", "198.81")
_CLASSES: Final = (
    *(f"{ZJ}{name}" for name in ("School", "Organisation", "Enterprise", "Major", "Person", "Report")),
    *(f"{ZJ}{name}" for name in ("Statement", "Partnership", "GroupMembership", "Observation", "Evidence")),
    f"{OA}TextQuoteSelector",
    "http://www.w3.org/2004/02/skos/core#Concept",
    "http://www.w3.org/ns/prov#Entity",
    "urn:example:Class",
)

Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class Graph:
    """Triples, and what to put in the place of a value."""

    triples: tuple[Triple, ...]

    @classmethod
    def of(cls, data: str, form: RdfFormat = RdfFormat.TURTLE) -> Graph:
        """Read RDF text."""
        return cls(tuple(sorted({one.triple for one in parse(data.encode(), format=form)}, key=str)))

    def nquads(self) -> bytes:
        """Return the triples as N-Quads of one graph."""
        graph = NamedNode("https://w3id.org/zhijiao/graph/report/r")
        quads = (Quad(one.subject, one.predicate, one.object, graph) for one in self.triples)
        return serialize(quads, format=RdfFormat.N_QUADS) or b""

    def subjects(self) -> list[str]:
        """Return the IRIs that triples are about."""
        return sorted({one.subject.value for one in self.triples if isinstance(one.subject, NamedNode)})


def damaged(graph: Graph, seed: int, times: int) -> Graph:
    """Return the graph after `times` changes for the worse."""
    chance = random.Random(seed)
    triples = list(graph.triples)
    for _ in range(times):
        place = chance.randrange(len(triples))
        triples = chance.choice(_WAYS)(chance, triples, place)
    return Graph(tuple(sorted(set(triples), key=str)))


def breaking(shapes: Iterable[Shape]) -> Graph:
    """Return a graph with a node for each target of each shape, that has faulty values and each of its paths.

    A second node and a blank one have none of them. Longer paths are left out.
    """
    triples: set[Triple] = set()
    for number, (shape, target) in enumerate((one, target) for one in shapes for target in one.targets):
        full, empty = (NamedNode(f"urn:example:{name}{number}") for name in ("full", "empty"))
        assert isinstance(target.term, NamedNode)
        for node in (full, empty, BlankNode(f"blank{number}")):
            if target.kind == "targetClass":
                triples.add(Triple(node, TYPE, target.term))
            elif target.kind == "targetSubjectsOf":
                triples.add(Triple(node, target.term, NamedNode("urn:example:thing")))
            else:
                triples.add(Triple(NamedNode("urn:example:thing"), target.term, node))
        paths = {one.shown for one in shape.properties}
        paths |= {short(one.terms[0].value) for one in shape.constraints if one.name == "disjoint"}
        for path in paths:
            prefix, _, local = path.partition(":")
            if prefix in PREFIXES:
                for value in (*_FAULTY, full):
                    triples.add(Triple(full, NamedNode(f"{PREFIXES[prefix]}{local}"), value))
    return Graph(tuple(sorted(triples, key=str)))


_FAULTY: Final = (
    Literal(" "),
    Literal("一", language="zh"),
    Literal("二", language="zh"),
    Literal("-1", datatype=NamedNode(f"{XSD}integer")),
    Literal("99999.5", datatype=NamedNode(f"{XSD}decimal")),
    NamedNode("urn:example:thing"),
)


def _drop(_chance: random.Random, triples: list[Triple], place: int) -> list[Triple]:
    return triples[:place] + triples[place + 1 :]


def _second(chance: random.Random, triples: list[Triple], place: int) -> list[Triple]:
    one = triples[place]
    return [*triples, Triple(one.subject, one.predicate, _other(chance, triples, one))]


def _change(chance: random.Random, triples: list[Triple], place: int) -> list[Triple]:
    one = triples[place]
    changed = Triple(one.subject, one.predicate, _other(chance, triples, one))
    return [*triples[:place], changed, *triples[place + 1 :]]


def _misspell(chance: random.Random, triples: list[Triple], place: int) -> list[Triple]:
    one = triples[place]
    other = chance.choice((NamedNode(f"{one.predicate.value}s"), chance.choice(triples).predicate))
    value = one.object
    if other.value in _COMPARED and not isinstance(value, Literal):
        value = Literal("3", datatype=NamedNode(f"{XSD}integer"))
    return [*triples[:place], Triple(one.subject, other, value), *triples[place + 1 :]]


def _retype(chance: random.Random, triples: list[Triple], place: int) -> list[Triple]:
    one = triples[place]
    kept = [each for each in triples if each.subject != one.subject or each.predicate != TYPE]
    start = kept if chance.random() < 0.5 else triples
    return [*start, Triple(one.subject, TYPE, NamedNode(chance.choice(_CLASSES)))]


def _blank(_chance: random.Random, triples: list[Triple], place: int) -> list[Triple]:
    """Make one subject a blank node, no more: pySHACL writes out all that hangs on blank nodes."""
    name, blank = triples[place].subject, BlankNode("subject")
    if any(one.subject == blank for one in triples):
        return triples
    return [
        Triple(
            blank if one.subject == name else one.subject,
            one.predicate,
            blank if one.object == name else one.object,
        )
        for one in triples
    ]


def _simple(term: Term | Triple) -> Term:
    """Return a term that is no triple: RDF 1.1 has none."""
    assert not isinstance(term, Triple)
    return term


def _other(chance: random.Random, triples: Sequence[Triple], one: Triple) -> Term:
    """Return another value for the property of a triple."""
    text = one.object.value if isinstance(one.object, Literal) else "x"
    made: list[Callable[[], Term]] = [
        lambda: Literal(chance.choice(_TEXTS)),
        lambda: Literal(text),
        lambda: Literal(text or "x", language=chance.choice(("zh", "en", "zh-Hans"))),
        lambda: Literal(chance.choice(_NUMBERS), datatype=NamedNode(f"{XSD}integer")),
        lambda: Literal(chance.choice(_DECIMALS), datatype=NamedNode(f"{XSD}decimal")),
        lambda: Literal("1.5", datatype=NamedNode(f"{XSD}double")),
    ]
    if one.predicate.value not in _COMPARED:
        # pySHACL fails where it is to compare these.
        made += [
            lambda: Literal("abc", datatype=NamedNode(f"{XSD}integer")),
            lambda: Literal("x1", datatype=NamedNode(f"{XSD}decimal")),
            lambda: Literal("true", datatype=NamedNode(f"{XSD}boolean")),
            lambda: Literal("2020-02-30", datatype=NamedNode(f"{XSD}date")),
            lambda: Literal("2020-02-03", datatype=NamedNode(f"{XSD}date")),
            lambda: Literal("x", datatype=NamedNode("urn:example:type")),
            lambda: NamedNode("urn:example:thing"),
            lambda: BlankNode("value"),
            lambda: _simple(chance.choice(triples).subject),
            lambda: _simple(chance.choice(triples).object),
        ]
    return chance.choice(made)()


_WAYS: Final = (_drop, _second, _change, _change, _misspell, _retype, _blank)
