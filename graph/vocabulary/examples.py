"""Examples of terms from a graph in Turtle, with what follows from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from ...ontology.namespaces import XSD
from ..inference import Rules
from ..terms import TYPE
from .terms import short

_BARE = frozenset({f"{XSD}integer", f"{XSD}decimal"})


@dataclass(frozen=True, slots=True)
class Examples:
    """The stated and the inferred triples of a graph, sorted as text; names are in short form."""

    stated: tuple[tuple[str, str, str], ...]
    inferred: tuple[tuple[str, str, str], ...]

    @classmethod
    def read(cls, path: Path) -> Examples:
        """Read a graph from a Turtle file."""
        quads = list(parse(path=path, format=RdfFormat.TURTLE))
        return cls(_sorted(quads), _sorted(Rules.shipped().infer(quads)))

    def of_class(self, name: str) -> str:
        """Return what is stated of the thing of a class of which most is, as Turtle; empty for none."""
        things = {
            subject for subject, link, value in (*self.stated, *self.inferred) if (link, value) == ("a", name)
        }
        stated = Counter(subject for subject, _, _ in self.stated)
        best = min(things, key=lambda thing: (-stated[thing], thing), default="")
        lines: defaultdict[str, list[str]] = defaultdict(list)
        for about, link, end in self.stated:
            if about == best:
                lines[link].append(end)
        if name not in lines["a"]:
            lines["a"].append(name)
        body = " ;\n    ".join(f"{link} {', '.join(ends)}" for link, ends in lines.items())
        return f"{best} {body} ." if best else ""

    def of_property(self, name: str) -> tuple[str, bool]:
        """Return the first triple of a property, and whether it is inferred; an empty text for none."""
        for triples, inferred in ((self.stated, False), (self.inferred, True)):
            for subject, predicate, value in triples:
                if predicate == name:
                    return f"{subject} {predicate} {value} .", inferred
        return "", False


def _sorted(triples: Iterable[Quad | Triple]) -> tuple[tuple[str, str, str], ...]:
    rows = {(_name(one.subject), _link(one.predicate), _name(one.object)) for one in triples}
    # "a" first, as one writes it.
    return tuple(sorted(rows, key=lambda row: (row[0], row[1] != "a", row)))


def _link(predicate: NamedNode) -> str:
    return "a" if predicate == TYPE else short(predicate.value)


def _name(term: object) -> str:
    if isinstance(term, NamedNode):
        return short(term.value)
    if isinstance(term, Literal) and term.datatype.value in _BARE:
        return term.value
    return str(term)
