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

    names: dict[str, int] = field(default_factory=dict)
    aliases: set[tuple[str, str]] = field(default_factory=set)
    kinds: dict[str, int] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    reports: set[str] = field(default_factory=set)
    partner: bool = False
    reporting: bool = False
    #: The kind of partner that people have decided on.
    decided: str = ""

    def add(self, mention: Mention) -> None:
        """Count one mention."""
        place = mention.place
        self.names[mention.name] = self.names.get(mention.name, 0) + 1
        for alias in mention.aliases:
            self.aliases.add((alias, place.scope))
        known = self.places.get(place.scope)
        if known is None or (
            known is not place and (len(place.units), place.units) > (len(known.units), known.units)
        ):
            self.places[place.scope] = place
        if mention.partner_kind:
            self.kinds[mention.partner_kind] = self.kinds.get(mention.partner_kind, 0) + 1
            self.partner = True
        if mention.declared:
            self.reports.add(mention.report)
        self.reporting |= mention.reporting

    @property
    def kind(self) -> str:
        """The kind of partner as decided, else as most mentions say, the first in the code list of equals."""
        return self.decided or most_kind(self.kinds) or _USUAL_KIND


@dataclass(frozen=True, slots=True)
class Nodes:
    """All nodes of a set of reports with their uses, sorted.

    `moved` has the nodes that people's decisions have given another kind of entity, with the node that each
    is now.
    """

    uses: dict[Node, Use]
    moved: Mapping[Node, Node]

    def now(self, node: Node) -> Node:
        """Return the node that `node` is now."""
        return self.moved.get(node, node)


def names_of_nodes(found: Sequence[ReportMentions]) -> dict[Node, Collection[str]]:
    """Return every node with all names that reports use for it, aliases too."""
    names: dict[Node, set[str]] = {}
    for report in found:
        for mention in report.mentions:
            names.setdefault(mention.node, set()).update((mention.name, *mention.aliases))
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
        use.names = _labels(use.names)
    return Nodes(dict(sorted(uses.items(), key=_order)), moved)


def _order(item: tuple[Node, Use]) -> tuple[str, str, str]:
    node = item[0]
    return node.kind, node.scope, node.form


def _labels(names: Mapping[str, int]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for name, number in names.items():
        text = label(name)
        counted[text] = counted.get(text, 0) + number
    return counted


def _merge(use: Use, other: Use) -> None:
    use.names = dict(Counter(use.names) + Counter(other.names))
    use.aliases |= other.aliases
    use.kinds = dict(Counter(use.kinds) + Counter(other.kinds))
    use.places = other.places | use.places
    use.reports |= other.reports
    use.partner |= other.partner
    use.reporting |= other.reporting
    use.decided = other.decided or use.decided


def most_kind(counted: Mapping[str, int]) -> str:
    """Return the most frequent kind of partner, of equals the first in the code list; empty of none."""
    if len(counted) < 2:
        return next(iter(counted), "")
    order = {concept.code: concept.order for concept in concepts("partnerkind")}
    return min(counted, key=lambda kind: (-counted[kind], order[kind]))
