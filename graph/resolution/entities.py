"""Entities made of the nodes that are one thing: which name, IRI and kind of partner each has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..iris import Minter
from ..names import label, local_name, normal_form
from .clusters import Clusters
from .decisions import NodeDecisions, renamed_node
from .mentions import Node, ReportMentions
from .uses import Nodes, Use, most_kind

EntityClass = Literal["school", "organisation", "major", "competition", "person"]


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing: its IRI, kind, fullest name, other names (sorted) and kind of partner (or empty).

    `joined_by` are the sorted names of the rules (see `rules`) by which names became this one thing.
    """

    iri: str
    kind: EntityClass
    label: str
    alt_labels: tuple[str, ...] = ()
    partner_kind: str = ""
    joined_by: tuple[str, ...] = ()


def own_iri(node: Node, minter: Minter) -> str:
    """Return the IRI that `node` would have if it were joined with no other."""
    return minter.entity(node.kind, node.form, local_name(node.scope) if node.scope else "")


def entities_of(
    nodes: Nodes, clusters: Clusters, decided: NodeDecisions, minter: Minter
) -> dict[Node, Entity]:
    """Return the entity of every set of nodes, by the node that stands for the set."""
    rules = clusters.rules()
    renames: dict[Node, tuple[str, Node]] = {}
    for node, name in sorted(decided.labels.items()):
        if (now := nodes.now(node)) in nodes.uses:
            renames.setdefault(clusters.find(now), (name, now))
    return {
        root: _entity(members, nodes.uses, minter, rules.get(root, ()), _target(root, renames, clusters))
        for root, members in clusters.groups()
    }


def _target(
    root: Node, renames: Mapping[Node, tuple[str, Node]], clusters: Clusters
) -> tuple[str, Node | None]:
    """Return the name that people gave a set of nodes, empty for none, and the node that its IRI then is of.

    There is no such node where the name is that of another thing, which keeps its IRI.
    """
    if root not in renames:
        return "", None
    name, node = renames[root]
    target = renamed_node(node, name)
    return name, target if clusters.root_of(target) in (None, root) else None


def _entity(
    members: Sequence[Node],
    uses: Mapping[Node, Use],
    minter: Minter,
    rules: tuple[str, ...],
    renamed: tuple[str, Node | None],
) -> Entity:
    """Make one entity of the nodes that are one thing."""
    kind = "school" if any(node.kind == "school" for node in members) else members[0].kind
    # The fullest name of those that mean the same everywhere, else of those that belong to a place.
    fullest = min(
        (node for node in members if node.kind == kind),
        key=lambda node: (node.scope != "", -len(node.form), -sum(uses[node].names.values()), node),
    )
    name, target = renamed
    preferred = label(name) or most(uses[fullest].names)
    others = {one for node in members for one in uses[node].names}
    others |= {label(alias) for node in members for alias, _ in uses[node].aliases}
    partner_kind = ""
    if kind == "school":
        partner_kind = "school" if any(uses[node].partner for node in members) else ""
    elif kind == "organisation":
        decided = Counter(uses[node].decided for node in members if uses[node].decided)
        partner_kind = most_kind(decided or _all_kinds(members, uses))
    iri = own_iri(target or fullest, minter)
    return Entity(iri, kind, preferred, tuple(sorted(others - {preferred, ""})), partner_kind, rules)


def _all_kinds(nodes: Iterable[Node], uses: Mapping[Node, Use]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for node in nodes:
        for kind, number in uses[node].kinds.items():
            # A school's kind never comes to an organisation, nor the other way round.
            if kind != "school":
                counted[kind] = counted.get(kind, 0) + number
    return counted


def persons_of(
    found: Iterable[ReportMentions], schools: Mapping[str, Entity], minter: Minter
) -> dict[tuple[str, str], Entity]:
    """Return the persons by their school's IRI and the normal form of their name.

    `schools` has the school of each report. Persons are the same only within a school.
    """
    names: dict[tuple[str, str], Counter[str]] = {}
    for report in found:
        school = schools[report.report].iri
        for name in report.persons:
            names.setdefault((school, normal_form(name)), Counter())[label(name)] += 1
    persons = {}
    for (school, form), counted in names.items():
        best = most(counted)
        iri = minter.person(school, form)
        persons[school, form] = Entity(iri, "person", best, tuple(sorted(set(counted) - {best})))
    return persons


def most(counted: Mapping[str, int]) -> str:
    """Return the most frequent text, of equals the longest, then the first; empty of none."""
    if len(counted) < 2:
        return next(iter(counted), "")
    return min(counted, key=lambda text: (-counted[text], -len(text), text))
