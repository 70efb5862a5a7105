"""How the nodes are used in all reports together: names, aliases, kinds of partner, places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ...ontology.codes import concepts
from ..names import label
from .mentions import Mention, Node, ReportMentions
from .regions import Place

if TYPE_CHECKING:
    from .decisions import NodeDecisions

# What a programme names as its partner without saying its kind is an enterprise in nearly all cases.
_USUAL_KIND: Final = "enterprise"


@dataclass(slots=True)
class Use:
    """How a node is used in all reports together.

    `aliases` are pairs of an alias and the scope of the place where it was declared, `places` the places of
    the schools that use the node, by scope, `reports` those that have a fact about the thing itself.
    """

    names: Counter[str] = field(default_factory=Counter)
    aliases: set[tuple[str, str]] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    places: dict[str, Place] = field(default_factory=dict)
    reports: set[str] = field(default_factory=set)
    partner: bool = False
    reporting: bool = False
    #: The kind of partner that people have decided on.
    decided: str = ""

    def add(self, mention: Mention) -> None:
        """Count one mention."""
        place = mention.place
        self.names[mention.name] += 1
        for alias in mention.aliases:
            self.aliases.add((alias, place.scope))
        known = self.places.get(place.scope)
        if known is None or (
            known is not place and (len(place.units), place.units) > (len(known.units), known.units)
        ):
            self.places[place.scope] = place
        if mention.partner_kind:
            self.kinds[mention.partner_kind] += 1
            self.partner = True
        if mention.declared:
            self.reports.add(mention.report)
        self.reporting |= mention.reporting

    @property
    def kind(self) -> str:
        """The kind of partner: as decided, else as most mentions say, the first in the code list of equals."""
        return self.decided or most_kind(self.kinds) or _USUAL_KIND


@dataclass(frozen=True, slots=True)
class Nodes:
    """All nodes of a set of reports with their uses, sorted.

    `moved` has the nodes that people's decisions have given another kind of entity, with the node that each is
    now; `refused` says in Chinese what could not be decided so.
    """

    uses: dict[Node, Use]
    moved: Mapping[Node, Node]

    def now(self, node: Node) -> Node:
        """Return the node that `node` is now."""
        return self.moved.get(node, node)


def names_of_nodes(found: Sequence[ReportMentions]) -> dict[Node, Collection[str]]:
    """Return every node with all names that reports use for it."""
    names: dict[Node, set[str]] = {}
    for report in found:
        for mention in report.mentions:
            names.setdefault(mention.node, set()).add(mention.name)
    return dict(sorted((node, tuple(sorted(each))) for node, each in names.items()))


def collect(found: Iterable[ReportMentions], decided: NodeDecisions) -> Nodes:
    """Gather the uses of all nodes, with the kinds that people have decided on.

    A reporting school stays a school whatever is decided about it.
    """
    uses: dict[Node, Use] = {}
    for report in found:
        for mention in report.mentions:
            use = uses.get(mention.node)
            if use is None:
                use = uses[mention.node] = Use()
            use.add(mention)
    moved: dict[Node, Node] = {}
    for node, kind in sorted(decided.kinds.items()):
        use = uses.get(node)
        if use is None or (use.reporting and kind != "school"):
            continue
        use.decided = kind
        target = Node("school" if kind == "school" else "organisation", node.scope, node.form)
        if target != node:
            moved[node] = target
    for node, target in sorted(moved.items()):
        use = uses.pop(node)
        if target in uses:
            _merge(uses[target], use)
        else:
            uses[target] = use
    for use in uses.values():
        use.names = Counter(_labels(use.names))
    return Nodes(dict(sorted(uses.items())), moved)


def _labels(names: Counter[str]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for name, number in names.items():
        counted[label(name)] += number
    return counted


def _merge(use: Use, other: Use) -> None:
    use.names += other.names
    use.aliases |= other.aliases
    use.kinds += other.kinds
    use.places = other.places | use.places
    use.reports |= other.reports
    use.partner |= other.partner
    use.reporting |= other.reporting
    use.decided = other.decided or use.decided


def most_kind(counted: Mapping[str, int]) -> str:
    """Return the most frequent kind of partner, of equals the first in the code list; empty of none."""
    order = {concept.code: concept.order for concept in concepts("partnerkind")}
    return min(counted, key=lambda kind: (-counted[kind], order[kind]), default="")
