"""Pairs of names that resolution held against each other: what became of each pair, and why.

The score, 0 to 1, says how sure it is that the two are one thing: the weight of the rule that looked at them
(see `rules`); for names that differ in one character 0.8 times their similarity (rapidfuzz's normalised Indel
similarity of the normal forms). Rules that join have 0.9 and more; from 0.5 on a pair is worth a look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz.distance import Indel

from ..iris import Minter
from .considered import considered
from .decisions import Decisions
from .entities import Entity, entities_of, most, own_iri
from .joins import named_nodes
from .mentions import Node, ReportMentions
from .relations import relations_of
from .resolve import Settled, settle
from .rules import RULES

Outcome = Literal["joined", "apart", "doubtful"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two names held against each other.

    `one` and `other` are the IRIs that each would have on its own, with `one` sorted first, `one_name` and
    `other_name` the names as reports write them. `rule` is the name of a rule (see `rules`), `reason` what it
    found in Chinese, `outcome` what became of the pair.
    """

    one: str
    other: str
    one_name: str
    other_name: str
    score: float
    rule: str
    reason: str
    outcome: Outcome


def candidates(
    found: Sequence[ReportMentions],
    minter: Minter,
    decisions: Decisions | None = None,
    *,
    least: float = 0.0,
) -> Iterator[Candidate]:
    """Yield every pair of names that was held against each other once, sorted by the IRIs.

    Where several rules looked at a pair it is the one that joined it, else the surest. `least` leaves out
    pairs with a lower score. The outcome is that of the whole resolution: a pair is "joined" where both names
    ended in one entity, by whatever rule.
    """
    found = sorted(found, key=lambda one: one.report)
    settled = settle(found, decisions)
    pairs = _Pairs(settled, minter, least)
    for join in settled.clusters.joins:
        if join.outcome == "declared":
            pairs.add(
                join.one, join.other, join.rule, doubtful=True, note="；但有报告把它们分别列出，没有合并"
            )
        elif join.outcome == "joined":
            pairs.add(join.one, join.other, join.rule)
    for one, other in settled.different:
        pairs.add(one, other, "decided_apart")
    names = named_nodes(settled.nodes.uses)
    for pair in considered(names, settled.nodes.uses, found, settled.clusters):
        if not settled.clusters.one(pair.one, pair.other):
            pairs.add(pair.one, pair.other, pair.rule, doubtful=pair.doubtful)
    for one, other in _parents(settled, minter):
        pairs.add(one, other, "parent")
    yield from pairs.sorted()


_ALIKE: Final = "alike"


class _Pairs:
    """Pairs of nodes as candidates; its state is the best of each pair so far."""

    def __init__(self, settled: Settled, minter: Minter, least: float) -> None:
        self._settled, self._minter, self._least = settled, minter, least
        self._best: dict[tuple[Node, Node], tuple[tuple[bool, float, str], bool, str]] = {}

    def add(self, one: Node, other: Node, rule: str, *, doubtful: bool = False, note: str = "") -> None:
        """Note that `rule` looked at two nodes."""
        if one == other:
            return
        one, other = sorted((one, other))
        weight = RULES[rule].weight
        score = weight * Indel.normalized_similarity(one.form, other.form) if rule == _ALIKE else weight
        if score < self._least:
            return
        rank = (rule == "decided_apart", round(score, 3), rule)
        known = self._best.get((one, other))
        if known is None or rank > known[0]:
            self._best[one, other] = rank, doubtful, note

    def sorted(self) -> Iterator[Candidate]:
        """Yield the candidates, sorted."""
        made = (self._made(one, other, *best) for (one, other), best in self._best.items())
        yield from sorted(made, key=lambda pair: (pair.one, pair.other))

    def _made(
        self, one: Node, other: Node, rank: tuple[bool, float, str], doubtful: bool, note: str
    ) -> Candidate:
        _, score, rule = rank
        joined = self._settled.clusters.one(one, other)
        outcome: Outcome = "joined" if joined else "doubtful" if doubtful else "apart"
        sides = sorted(
            (own_iri(node, self._minter), most(self._settled.nodes.uses[node].names)) for node in (one, other)
        )
        (first, first_name), (second, second_name) = sides
        reason = RULES[rule].reason + ("" if joined else note)
        return Candidate(first, second, first_name, second_name, score, rule, reason, outcome)


def _parents(settled: Settled, minter: Minter) -> Iterator[tuple[Node, Node]]:
    """Yield the nodes that stand for an entity and for what it is a part of by its name."""
    nodes, clusters = settled.nodes, settled.clusters
    by_root = entities_of(nodes, clusters, settled.decided, minter)
    roots = {entity.iri: root for root, entity in by_root.items()}
    of_node: dict[Node, Entity] = {node: by_root[clusters.find(node)] for node in nodes.uses}
    for part, _, whole in relations_of(nodes, of_node):
        yield roots[part], roots[whole]
