"""Shapes and small graphs at random, the same for the same seed, for two validators to find the same.

What pySHACL is known to take otherwise than SHACL says (bounds of values without an order, ranges of
languages with subtags, the inverse of a sequence) does not occur.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

_PROPERTIES: Final = (":p", ":q", ":r")
_VALUES: Final = ("1", "2", "3", '"x"', '"y"@zh', '"z"@en', '"w"@zh', ":a", ":b", ":c", ":d", ":e")
_TARGETS: Final = (
    "sh:targetClass :T",
    "sh:targetClass :T, :U",
    "sh:targetSubjectsOf :p",
    "sh:targetObjectsOf :r",
    "sh:targetNode :a, :b",
)
_SIMPLE: Final = (
    "sh:class :T",
    "sh:class :U",
    "sh:datatype xsd:integer",
    "sh:datatype xsd:string",
    "sh:datatype rdf:langString",
    "sh:nodeKind sh:IRI",
    "sh:nodeKind sh:Literal",
    "sh:minLength 0",
    "sh:minLength 2",
    "sh:maxLength 1",
    'sh:pattern "[xyz]"',
    'sh:pattern "^.$"',
    'sh:languageIn ( "zh" )',
    'sh:in ( 1 "x" :a :b "y"@zh )',
    "sh:hasValue 1",
    "sh:hasValue :a",
    "sh:equals :q",
    "sh:disjoint :q",
)
#: Parameters that one shape may have several of.
_MANY: Final = frozenset(
    f"sh:{name}" for name in ("class", "pattern", "hasValue", "not", "and", "or", "xone", "node", "property")
)
_DEEPEST: Final = 3


def random_graph(seed: int) -> str:
    """Return Turtle of some dozen triples about six things."""
    chance = random.Random(seed)
    lines = []
    for thing in "abcdef":
        for _ in range(chance.randrange(1, 9)):
            lines.append(f":{thing} {chance.choice(_PROPERTIES)} {chance.choice(_VALUES)} .")
        lines += [f":{thing} a :{one} ." for one in chance.sample("TUV", chance.randrange(3))]
    return "\n".join(lines)


def random_shape(seed: int) -> str:
    """Return Turtle of one shape with a target."""
    chance = random.Random(seed)
    maker = _Maker(chance)
    if chance.random() < 0.5:
        return f":S a sh:NodeShape ; {chance.choice(_TARGETS)} ; {maker.node_shape(0)} ."
    return f":S a sh:PropertyShape ; {chance.choice(_TARGETS)} ; {maker.property_shape(0)} ."


@dataclass(frozen=True, slots=True)
class _Maker:
    chance: random.Random

    def node_shape(self, depth: int) -> str:
        parts = [self._about_values(depth)]
        if depth < _DEEPEST and self.chance.random() < 0.5:
            parts.append(f"sh:property [ {self.property_shape(depth + 1)} ]")
        if self.chance.random() < 0.1:
            parts.append("sh:closed true ; sh:ignoredProperties ( rdf:type :q )")
        return _joined(parts)

    def property_shape(self, depth: int) -> str:
        parts = [f"sh:path {self._path(0)}"]
        for _ in range(self.chance.randrange(1, 3)):
            made: list[Callable[[], str]] = [
                lambda: self._about_values(depth),
                lambda: self._about_values(depth),
                lambda: f"sh:minCount {self.chance.randrange(4)}",
                lambda: f"sh:maxCount {self.chance.randrange(4)}",
                lambda: "sh:uniqueLang true",
            ]
            if depth < _DEEPEST:
                made.append(lambda: f"sh:property [ {self.property_shape(depth + 1)} ]")
                made.append(lambda: self._qualified(depth))
            parts.append(self.chance.choice(made)())
        return _joined(parts)

    def _any_shape(self, depth: int) -> str:
        made = self.node_shape if self.chance.random() < 0.5 else self.property_shape
        return f"[ {made(depth + 1)} ]"

    def _about_values(self, depth: int) -> str:
        if depth >= _DEEPEST or self.chance.random() < 0.5:
            return self.chance.choice(_SIMPLE)
        name = self.chance.choice(("not", "and", "or", "xone", "node"))
        if name == "not":
            return f"sh:not {self._any_shape(depth)}"
        if name == "node":
            return f"sh:node [ a sh:NodeShape ; {self.node_shape(depth + 1)} ]"
        return f"sh:{name} ( {self._any_shape(depth)} {self._any_shape(depth)} )"

    def _qualified(self, depth: int) -> str:
        count = self.chance.choice(("qualifiedMinCount", "qualifiedMaxCount"))
        shape = self._any_shape(depth)
        return f"sh:qualifiedValueShape {shape} ; sh:{count} {self.chance.randrange(3)}"

    def _path(self, depth: int) -> str:
        if depth > 1 or self.chance.random() < 0.6:
            return self.chance.choice(_PROPERTIES)
        one, other = self._path(depth + 1), self._path(depth + 1)
        return self.chance.choice(
            (
                f"[ sh:inversePath {self.chance.choice(_PROPERTIES)} ]",
                f"( {one} {other} )",
                f"[ sh:alternativePath ( {one} {other} ) ]",
                f"[ sh:zeroOrMorePath {one} ]",
                f"[ sh:oneOrMorePath {one} ]",
                f"[ sh:zeroOrOnePath {one} ]",
            )
        )


def _joined(parts: list[str]) -> str:
    """Return the parts of a shape, of each parameter that may stand once only the first."""
    kept: dict[str, str] = {}
    for number, part in enumerate(parts):
        name = part.split(" ")[0]
        kept.setdefault(f"{name} {number}" if name in _MANY else name, part)
    return " ; ".join(kept.values())
