"""One entity for each thing across all reports, from the names that reports use.

The rules, each deliberately narrow, since two things taken for one are worse than one thing taken for two:

1. Same normal form (see `names`), same kind of entity, same place: one thing. A name belongs to a place
   when it says nothing about whose it is (县政府, 市残联, 实验小学; `regions.is_placed`), a major's never.
2. Organisations of one kind of partner whose names differ by the legal form only are one: 正泰集团 and
   正泰集团股份有限公司. 海尔集团 and 海尔智家, 长城汽车 and 长城电脑 are not.
3. Within one place, names that differ by how they name that place are one: 临海市电视台,
   临海电视台, 市电视台; and a name without place joins one with it where only that one fits and no other
   place uses it.
4. An alias that a report declares joins the thing of that name in other reports where everything else
   that has this alias is one thing already. An alias that is a full name's ending (甲乙包装 of
   浙江甲乙包装) or has no region of its own counts in its own place only. Two declared names of one report
   are never joined by an alias.
5. The reporting school of several years is one entity; its aliases work as in 4. An organisation with the
   name of a reporting school is that school.
6. Persons are the same only within a school.

All sets are gone through in sorted order: the outcome does not depend on the order of reports or facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from ...extract.facts import ReportFacts
from ...ontology.codes import concepts
from ..iris import Minter
from ..names import label, local_name, normal_form, organisation_core
from .clusters import Clusters
from .mentions import Mention, Node, ReportMentions, report_mentions
from .regions import Place, is_bare

EntityClass = Literal["school", "organisation", "major", "competition", "person"]

# What a programme names as its partner without saying its kind is an enterprise in nearly all cases.
_USUAL_KIND: Final = "enterprise"


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing: its IRI, kind, fullest name, other names (sorted) and kind of partner (or empty)."""

    iri: str
    kind: EntityClass
    label: str
    alt_labels: tuple[str, ...] = ()
    partner_kind: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """All entities, sorted by IRI, and which of them a report means by a name."""

    entities: tuple[Entity, ...]
    _names: dict[tuple[str, str, str], Entity] = field(repr=False)

    def find(self, report: str, slot: str, name: str) -> Entity | None:
        """Return what `report` means by `name`, None where it never used the name in this way.

        `slot` is "school", "partner" (school or other organisation), "major", "competition" or "person".
        """
        return self._names.get((report, slot, normal_form(name)))


@dataclass(slots=True)
class _Use:
    """How a node is used in all reports together."""

    names: Counter[str] = field(default_factory=Counter)
    aliases: set[tuple[str, str]] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    places: dict[str, Place] = field(default_factory=dict)
    reports: set[str] = field(default_factory=set)
    partner: bool = False
    reporting: bool = False

    def add(self, mention: Mention) -> None:
        place = mention.place
        self.names[label(mention.name)] += 1
        self.aliases |= {(alias, place.scope) for alias in mention.aliases}
        known = self.places.get(place.scope)
        if known is None or (len(place.units), place.units) > (len(known.units), known.units):
            self.places[place.scope] = place
        if mention.partner_kind:
            self.kinds[mention.partner_kind] += 1
            self.partner = True
        if mention.declared:
            self.reports.add(mention.report)
        self.reporting |= mention.reporting

    @property
    def kind(self) -> str:
        """The kind of partner that most mentions give, the first in the code list of equals."""
        return _most_kind(self.kinds) or _USUAL_KIND


def resolve(reports: Sequence[ReportFacts], minter: Minter) -> Resolution:
    """Resolve the names of `reports`, each of which names its school, to entities."""
    found = [report_mentions(one) for one in sorted(reports, key=lambda one: one.report)]
    uses: dict[Node, _Use] = {}
    for report in found:
        for mention in report.mentions:
            uses.setdefault(mention.node, _Use()).add(mention)
    uses = dict(sorted(uses.items()))
    clusters = Clusters(uses, {node: use.reports for node, use in uses.items()})
    _join_schools(uses, clusters)
    _join_legal_forms(uses, clusters)
    _join_place_names(uses, clusters)
    _join_aliases(uses, clusters)
    entities = {root: _entity(nodes, uses, minter) for root, nodes in clusters.groups()}
    of_node = {node: entities[clusters.find(node)] for node in uses}
    names = {
        (report.report, slot, form): of_node[node]
        for report in found
        for (slot, form), node in report.names.items()
        if node in of_node
    }
    persons = _persons(found, of_node, minter)
    everything = [*entities.values(), *persons.values()]
    for report in found:
        school = of_node[report.school].iri
        for name in report.persons:
            names[report.report, "person", normal_form(name)] = persons[school, normal_form(name)]
    return Resolution(tuple(sorted(everything, key=lambda one: one.iri)), names)


def _join_schools(uses: dict[Node, _Use], clusters: Clusters) -> None:
    """Rule 5, and organisations of unknown kind with the name of a school."""
    by_form: dict[str, list[Node]] = {}
    for node in uses:
        if node.kind == "school":
            by_form.setdefault(node.form, []).append(node)
    for node, use in uses.items():
        if node.kind == "organisation":
            for school in by_form.get(node.form, ()):
                if school.scope in ("", node.scope) and (uses[school].reporting or not use.kinds):
                    clusters.join(node, school)
    for form, nodes in by_form.items():
        # A year's report that does not tell the region is taken for the one school of that name.
        homeless = [node for node in nodes if node.scope == form]
        others = [node for node in nodes if node.scope != form and uses[node].reporting]
        if homeless and len(others) == 1:
            clusters.join(homeless[0], others[0])


def _join_legal_forms(uses: dict[Node, _Use], clusters: Clusters) -> None:
    """Rule 2."""
    groups: dict[tuple[str, str, str], list[Node]] = {}
    for node, use in uses.items():
        if node.kind == "organisation":
            groups.setdefault((node.scope, organisation_core(node.form), use.kind), []).append(node)
    for nodes in groups.values():
        for other in nodes[1:]:
            clusters.join(nodes[0], other)


def _join_place_names(uses: dict[Node, _Use], clusters: Clusters) -> None:
    """Rule 3."""
    with_unit: dict[tuple[str, str, str], dict[str, list[Node]]] = {}
    without: list[tuple[tuple[str, str, str], Node]] = []
    for node, use in uses.items():
        if node.kind not in ("organisation", "school"):
            continue
        kind = "school" if node.kind == "school" else use.kind
        for scope, place in sorted(use.places.items()):
            unit, rest = place.split(node.form)
            key = (scope, kind, organisation_core(rest))
            if unit:
                with_unit.setdefault(key, {}).setdefault(unit, []).append(node)
            elif set(use.places) == {scope} and not is_bare(node.form):
                without.append((key, node))
    for units in with_unit.values():
        for nodes in units.values():
            for other in nodes[1:]:
                clusters.join(nodes[0], other)
    for key, node in without:
        units = with_unit.get(key, {})
        if key[1] != _USUAL_KIND:
            # The 残联 of a county is not the one of its province; firms carry the name of any unit.
            smallest = uses[node].places[key[0]].units[-1:]
            units = {unit: nodes for unit, nodes in units.items() if unit in smallest}
        targets = {clusters.find(one) for nodes in units.values() for one in nodes}
        if len(targets) == 1:
            clusters.join(node, targets.pop())


def _join_aliases(uses: dict[Node, _Use], clusters: Clusters) -> None:
    """Rule 4. Every thing is asked which one other thing has its name as an alias, then all are joined."""
    declaring: dict[str, list[tuple[Node, str, str]]] = {}
    for node, use in uses.items():
        for alias, scope in sorted(use.aliases):
            declaring.setdefault(normal_form(alias), []).append((node, alias, scope))
    targets: dict[Node, set[Node]] = {}
    for node in uses:
        for other, alias, scope in declaring.get(node.form, ()):
            if _may_mean(uses, node, other, alias, scope) and clusters.find(node) != clusters.find(other):
                targets.setdefault(clusters.find(node), set()).add(clusters.find(other))
    for node, others in sorted(targets.items()):
        if len(others) == 1:
            clusters.join_apart(node, next(iter(others)))


def _may_mean(uses: dict[Node, _Use], node: Node, other: Node, alias: str, scope: str) -> bool:
    """Say whether `node`, named like the `alias` of `other` declared in place `scope`, may be `other`."""
    unsaid = node.kind == "organisation" and other.kind == "school" and not uses[node].kinds
    if node.kind != other.kind and not unsaid:
        return False
    core = organisation_core(alias)
    of_place = (
        is_bare(alias) or other.form.endswith(node.form) or organisation_core(other.form).endswith(core)
    )
    if of_place:
        return set(uses[node].places) == {scope}
    return not node.scope or node.scope == scope or uses[other].reporting


def _entity(nodes: Sequence[Node], uses: dict[Node, _Use], minter: Minter) -> Entity:
    """Make one entity of the nodes that are one thing."""
    kind = "school" if any(node.kind == "school" for node in nodes) else nodes[0].kind
    # The fullest name of those that mean the same everywhere, else of those that belong to a place.
    fullest = min(
        (node for node in nodes if node.kind == kind),
        key=lambda node: (node.scope != "", -len(node.form), -uses[node].names.total(), node),
    )
    preferred = _most(uses[fullest].names)
    others = {name for node in nodes for name in uses[node].names}
    others |= {label(alias) for node in nodes for alias, _ in uses[node].aliases}
    partner_kind = ""
    if kind == "school":
        partner_kind = "school" if any(uses[node].partner for node in nodes) else ""
    elif kind == "organisation":
        partner_kind = _most_kind(Counter(_all_kinds(nodes, uses)))
    scope = local_name(fullest.scope) if fullest.scope else ""
    iri = minter.entity(kind, fullest.form, scope)
    return Entity(iri, kind, preferred, tuple(sorted(others - {preferred, ""})), partner_kind)


def _all_kinds(nodes: Iterable[Node], uses: dict[Node, _Use]) -> Iterator[str]:
    for node in nodes:
        # A school's kind never comes to an organisation, nor the other way round.
        yield from (kind for kind in uses[node].kinds.elements() if kind != "school")


def _persons(
    found: Iterable[ReportMentions], of_node: dict[Node, Entity], minter: Minter
) -> dict[tuple[str, str], Entity]:
    """Rule 6: return the persons by their school's IRI and the normal form of their name."""
    names: dict[tuple[str, str], Counter[str]] = {}
    for report in found:
        school = of_node[report.school].iri
        for name in report.persons:
            names.setdefault((school, normal_form(name)), Counter())[label(name)] += 1
    persons = {}
    for (school, form), counted in names.items():
        best = _most(counted)
        iri = minter.person(school, form)
        persons[school, form] = Entity(iri, "person", best, tuple(sorted(set(counted) - {best})))
    return persons


def _most(counted: Counter[str]) -> str:
    """Return the most frequent text, of equals the longest, then the first; empty of none."""
    return min(counted, key=lambda text: (-counted[text], -len(text), text), default="")


def _most_kind(counted: Counter[str]) -> str:
    order = {concept.code: concept.order for concept in concepts("partnerkind")}
    return min(counted, key=lambda kind: (-counted[kind], order[kind]), default="")
