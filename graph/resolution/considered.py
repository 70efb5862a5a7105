"""Pairs of nodes that were held against each other and not joined: why they are two, or may be one.

Where many nodes are alike in one way (a name of 3,000 places), each is held against the next only, and one
node against at most `_MOST` others: a list for people, not all pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, pairwise
from typing import Final, NamedTuple

from .aliases import Declaring
from .alike import alike_pairs
from .clusters import Clusters
from .firms import known_firm
from .joins import Named
from .mentions import Node, ReportMentions
from .regions import is_bare
from .uses import Use
from .words import is_distinctive, legal_core, trade_of

_MOST: Final = 20
_LONGEST_BRAND: Final = 12
# Characters that tell things of one name apart, by two of one list.
_SERIES: Final = (
    "0123456789",
    "一二三四五六七八九十",
    "abcdefghijklmnopqrstuvwxyz",
    "东南西北中",
    "甲乙丙丁",
)
#: From so many characters on, one that differs may be a misreading.
_LONG: Final = 8


class Considered(NamedTuple):
    """Two nodes and the rule that looked at them; `doubtful` where people should look too."""

    one: Node
    other: Node
    rule: str
    doubtful: bool = False


def considered(
    names: list[Named], uses: Mapping[Node, Use], found: Iterable[ReportMentions], clusters: Clusters
) -> Iterator[Considered]:
    """Yield pairs that are not joined, some of them more than once; in an order that depends on nothing."""
    yield from _renamed(uses, found)
    yield from _regions(names, clusters)
    yield from _shared_aliases(uses, clusters)
    yield from _brands(names)
    yield from _places_and_kinds(names)
    yield from _alike(names)


def _renamed(uses: Mapping[Node, Use], found: Iterable[ReportMentions]) -> Iterator[Considered]:
    for report in found:
        for node in report.former:
            if node in uses and report.school in uses:
                yield Considered(report.school, node, "renamed", True)


def _regions(names: list[Named], clusters: Clusters) -> Iterator[Considered]:
    """Yield enterprises of one core: of several regions, and without one."""
    of_core: dict[str, list[Named]] = {}
    for one in names:
        if one.is_firm and is_distinctive(one.parts.core):
            of_core.setdefault(one.parts.core, []).append(one)
    for same in of_core.values():
        placed = sorted((one for one in same if one.parts.region), key=lambda one: one.parts.region)
        for one, other in pairwise(placed):
            if one.parts.region != other.parts.region:
                yield Considered(one.node, other.node, "other_region")
        for one in same:
            if not one.parts.region:
                targets = {clusters.find(other.node) for other in placed}
                for target in sorted(targets)[:_MOST]:
                    yield Considered(one.node, target, "region_dropped", True)


def _shared_aliases(uses: Mapping[Node, Use], clusters: Clusters) -> Iterator[Considered]:
    declaring = Declaring(uses)
    for node in uses:
        meant = {clusters.find(other) for other in islice(declaring.meant_by(node), _MOST)}
        if len(meant - {clusters.find(node)}) > 1:
            for other in sorted(meant):
                yield Considered(node, other, "alias_shared", True)


def _brands(names: list[Named]) -> Iterator[Considered]:
    """Yield enterprises of one brand and region: of several trades, and where one core begins the other."""
    firms = [one for one in names if one.is_firm and is_distinctive(one.parts.core)]
    of_core: dict[tuple[str, str], Named] = {}
    of_brand: dict[tuple[str, str], list[tuple[str, Named]]] = {}
    for one in firms:
        of_core.setdefault((one.parts.region, one.parts.core), one)
        if trade := trade_of(one.parts.core):
            brand = one.parts.core.removesuffix(trade)
            of_brand.setdefault((one.parts.region, brand), []).append((trade, one))
    for same in of_brand.values():
        for (trade, one), (other_trade, other) in pairwise(sorted(same, key=_by_trade)):
            if trade != other_trade:
                yield Considered(one.node, other.node, "other_trade")
    for one in firms:
        region, core = one.parts.region, one.parts.core
        for size in range(2, min(len(core), _LONGEST_BRAND)):
            if shorter := of_core.get((region, core[:size])):
                yield _longer(shorter, one)


def _by_trade(pair: tuple[str, Named]) -> tuple[str, Node]:
    return pair[0], pair[1].node


def _longer(shorter: Named, longer: Named) -> Considered:
    if _known_apart(shorter, longer):
        return Considered(shorter.node, longer.node, "known_apart")
    rest = longer.parts.core[len(shorter.parts.core) :]
    if rest == trade_of(longer.parts.core):
        return Considered(shorter.node, longer.node, "trade_dropped", True)
    return Considered(shorter.node, longer.node, "longer_name")


def _places_and_kinds(names: list[Named]) -> Iterator[Considered]:
    """Yield equal names of several places, and of several kinds of partner."""
    of_form: dict[str, list[Named]] = {}
    for one in names:
        of_form.setdefault(legal_core(one.node.form), []).append(one)
    for same in of_form.values():
        for one, other in pairwise(same):
            if one.kind != other.kind:
                if one.node.scope == other.node.scope or not (one.node.scope and other.node.scope):
                    yield Considered(one.node, other.node, "other_kind")
            elif one.node.scope != other.node.scope:
                yield Considered(one.node, other.node, "other_place")


def _alike(names: list[Named]) -> Iterator[Considered]:
    """Yield names that differ in one character, of one kind of partner, in one place or of none."""
    of_kind: dict[tuple[str, str], list[Named]] = {}
    for one in names:
        if not is_bare(one.node.form):
            of_kind.setdefault((one.kind, one.node.scope), []).append(one)
    for same in of_kind.values():
        if len(same) < 2:
            continue
        for number, other in alike_pairs([one.node.form for one in same]):
            yield _compared(same[number], same[other])


def _compared(one: Named, other: Named) -> Considered:
    """Say what it means that two names differ in one character."""
    if one.parts.region != other.parts.region and one.parts.core == other.parts.core:
        return Considered(one.node, other.node, "other_region")
    first, second = _difference(one.node.form, other.node.form)
    if any((first or second) in series and (second or first) in series for series in _SERIES):
        return Considered(one.node, other.node, "other_number")
    long = min(len(one.node.form), len(other.node.form)) >= _LONG
    if _known_apart(one, other):
        return Considered(one.node, other.node, "known_apart")
    doubtful = long and (one.kind == "enterprise" or not (first and second))
    return Considered(one.node, other.node, "alike" if doubtful else "one_character", doubtful)


def _known_apart(one: Named, other: Named) -> bool:
    """Say whether both are known firms, and not the same."""
    first, second = known_firm(one.node.form), known_firm(other.node.form)
    return bool(first and second and first != second)


def _difference(one: str, other: str) -> tuple[str, str]:
    """Return the one character by which each of two names differs from the other; one may be empty."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]
