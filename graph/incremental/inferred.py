"""What is inferred, kept in step with what is stated.

Every rule's premises lie within one report's graph or within the graphs that all reports share, so that what
follows is inferred graph by graph. What followed from a graph that has changed goes, unless it still follows
from another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Triple

from ..inference import Rules
from ..iris import Minter
from .store_copy import StorePatch


@dataclass(frozen=True, slots=True)
class Inference:
    """What follows by `rules`, and in which graph each triple of it stands: edges apart from all else."""

    rules: Rules
    direct: NamedNode
    other: NamedNode

    @classmethod
    def shipped(cls, minter: Minter) -> Inference:
        """Return the inference by the shipped ontology into the graphs under the base IRI of `minter`."""
        return cls(Rules.shipped(), NamedNode(minter.direct_graph()), NamedNode(minter.inferred_graph()))

    def follows(self, graphs: Iterable[Iterable[Quad]]) -> set[Quad]:
        """Return what follows from each of `graphs`, as quads of the graphs for what is inferred."""
        return {self._quad(triple) for quads in graphs for triple in self.rules.infer(quads)}

    def change(self, patch: StorePatch, before: set[Quad], now: set[Quad]) -> tuple[list[Quad], list[Quad]]:
        """Return the inferred quads to take out of the store of `patch`, and those to put in.

        `before` and `now` are what followed and follows from the graphs that have changed; the store has what
        is stated now.
        """
        removed = [one for one in before - now if one in patch and not self._still_follows(patch, one)]
        return removed, [one for one in now if one not in patch]

    def _still_follows(self, patch: StorePatch, quad: Quad) -> bool:
        """Say whether `quad` follows from what is stated of its ends, and from statements about both."""
        alone = quad.predicate in self.rules.local
        around = _around(patch, quad, alone=alone)
        stated = (one for one in around if one.graph_name not in (self.direct, self.other))
        return quad.triple in self.rules.infer(stated)

    def _quad(self, triple: Triple) -> Quad:
        graph = self.direct if triple.predicate in self.rules.direct else self.other
        return Quad(triple.subject, triple.predicate, triple.object, graph)


def _around(patch: StorePatch, quad: Quad, *, alone: bool) -> Iterator[Quad]:
    """Yield what is said of the subject of `quad`; unless it stands alone, also of its object and of both."""
    subject, object_ = quad.subject, quad.object
    if not isinstance(subject, NamedNode):
        return
    yield from patch.quads(subject)
    if alone or not isinstance(object_, NamedNode):
        return
    yield from patch.quads(object_)
    for statement in _about_both(patch, subject, object_):
        yield from patch.quads(statement)


def _about_both(patch: StorePatch, one: NamedNode, other: NamedNode) -> set[NamedNode]:
    """Return what speaks of both: a school is in some hundred statements, a firm may be in thousands."""
    found = set[NamedNode](), set[NamedNode]()
    rows = patch.quads(None, one), patch.quads(None, other)
    while True:
        for number, thing in ((0, other), (1, one)):
            quad = next(rows[number], None)
            if quad is None:  # this side is whole, and the smaller one
                return {each for each in found[number] if next(patch.quads(each, thing), None)}
            if isinstance(quad.subject, NamedNode):
                found[number].add(quad.subject)
