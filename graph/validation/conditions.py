"""Conditions on the variables of a SPARQL query: built of parts, negated, written as filters or as patterns.

Negation goes down to the parts, so that what has to be there ends as a pattern that the store can join, and
only what must not be there as NOT EXISTS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


def joined(tests: Sequence[str], sign: str) -> str:
    """Return expressions joined by "&&", "||" or "+", at least one.

    They are nested in halves: parsers call themselves for each step of a long chain, and may call too deep.
    """
    if len(tests) == 1:
        return f"({tests[0]})"
    half = len(tests) // 2
    return f"({joined(tests[:half], sign)} {sign} {joined(tests[half:], sign)})"


class Condition(Protocol):
    """What may hold of a solution of a query; its test gives true or false, never an error."""

    def negated(self) -> Condition:
        """Return the condition that holds where this one does not."""
        ...

    def test(self) -> str:
        """Return the condition as an expression."""
        ...

    def pattern(self) -> str:
        """Return the condition as parts of a group, which may give a solution several times."""
        ...


@dataclass(frozen=True, slots=True)
class Test:
    """An expression that is true or false; with `sure` false it may fail, which counts as false."""

    expression: str
    sure: bool = True
    negative: bool = False

    def negated(self) -> Test:
        """Return the test for the opposite."""
        return Test(self.expression, self.sure, not self.negative)

    def test(self) -> str:
        """Return the expression, made safe."""
        text = f"({self.expression})" if self.sure else f"COALESCE({self.expression}, false)"
        return f"!{text}" if self.negative else text

    def pattern(self) -> str:
        """Return a filter."""
        return f"FILTER({self.test()})"


@dataclass(frozen=True, slots=True)
class Exists:
    """There are triples as in `triples` (SPARQL) for which `where` holds; with `negative` there are none."""

    triples: str
    where: Condition | None = None
    negative: bool = False

    def negated(self) -> Exists:
        """Return the opposite."""
        return Exists(self.triples, self.where, not self.negative)

    def test(self) -> str:
        """Return EXISTS or NOT EXISTS."""
        inner = self.triples if self.where is None else f"{self.triples} {self.where.pattern()}"
        return f"{'NOT ' if self.negative else ''}EXISTS {{ {inner} }}"

    def pattern(self) -> str:
        """Return the triples to be joined, or a filter where they must not be there."""
        if self.negative:
            return f"FILTER({self.test()})"
        return f"{self.triples} " if self.where is None else f"{self.triples} {self.where.pattern()}"


@dataclass(frozen=True, slots=True)
class All:
    """All `parts` hold; without parts it is true."""

    parts: Sequence[Condition] = ()

    def negated(self) -> Condition:
        """Return that one part does not hold."""
        return Some(tuple(one.negated() for one in self.parts))

    def test(self) -> str:
        """Return the parts joined by "and"."""
        return joined([one.test() for one in self.parts], "&&") if self.parts else "true"

    def pattern(self) -> str:
        """Return the parts one after another."""
        return " ".join(one.pattern() for one in self.parts)


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of `parts` holds; without parts it is false."""

    parts: Sequence[Condition] = ()

    def negated(self) -> Condition:
        """Return that no part holds."""
        return All(tuple(one.negated() for one in self.parts))

    def test(self) -> str:
        """Return the parts joined by "or"."""
        return joined([one.test() for one in self.parts], "||") if self.parts else "false"

    def pattern(self) -> str:
        """Return a filter, or the only part."""
        return self.parts[0].pattern() if len(self.parts) == 1 else f"FILTER({self.test()})"
