"""One entity for each thing across all reports, from the names that reports use.

Two things taken for one are worse than one thing taken for two: every rule that joins is narrow, has a name
(see `rules`) and is asked in a fixed order (see `joins`). Decisions of people come before all rules, and what
they call different no rule joins. Persons are the same only within a school.

All sets are gone through in sorted order: the outcome does not depend on the order of reports or facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...extract.facts import ReportFacts
from ..iris import Minter
from .clusters import Clusters
from .decisions import Decisions, NodeDecisions
from .entities import Entity, EntityClass, entities_of, own_iri, persons_of
from .joins import join_all
from .meant import Meant
from .mentions import Node, ReportMentions, report_mentions
from .relations import Relation, relations_of
from .uses import Nodes, collect, names_of_nodes

__all__ = ["Entity", "EntityClass", "Resolution", "Settled", "resolve", "resolve_mentions", "settle"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """All entities, sorted by IRI, and which of them a report means by a name.

    `iris` maps the IRI that each node would have on its own to the IRI of its entity, and those of persons
    under every node of their school. `relations` are (entity, term of ORG, entity), sorted: what a name
    itself says about another thing, such as (a branch, "subOrganizationOf", its firm). `not_partners` are
    (school, entity) that people have decided to be no partners, the school empty where it is of none.
    `warnings` are those of the decisions.
    """

    entities: tuple[Entity, ...]
    iris: Mapping[str, str] = field(repr=False)
    relations: tuple[Relation, ...] = ()
    not_partners: frozenset[tuple[str, str]] = frozenset()
    warnings: tuple[str, ...] = ()
    _reports: Mapping[str, ReportMentions] = field(default_factory=dict, repr=False)
    _of_node: Mapping[Node, Entity] = field(default_factory=dict, repr=False)
    _persons: Mapping[tuple[str, str], Entity] = field(default_factory=dict, repr=False)

    def find(self, report: str, slot: str, name: str) -> Entity | None:
        """Return what `report` means by `name`, None where it never used the name in this way.

        `slot` is "school", "partner" (school or other organisation), "major", "competition" or "person".
        """
        return self.meant(report).find(slot, name) if report in self._reports else None

    def meant(self, report: str) -> Meant:
        """Return what all names of `report` mean. Raises LookupError for one that is not resolved."""
        mentions = self._reports.get(report)
        school = self._of_node.get(mentions.school) if mentions else None
        if mentions is None or school is None:
            raise LookupError(f"{report}：没有解析出报告学校；这是程序的错误，请报告给我们")
        found = ((key, self._of_node.get(node)) for key, node in mentions.names.items())
        people = ((form, self._persons.get((school.iri, form))) for form in mentions.person_forms)
        return Meant(
            report,
            school,
            {key: entity for key, entity in found if entity},
            {form: person for form, person in people if person},
        )

    def is_partner(self, school: str, partner: str) -> bool:
        """Say whether the entity `partner` may be a partner of `school` (both IRIs), as people decided."""
        return (school, partner) not in self.not_partners and ("", partner) not in self.not_partners


@dataclass(frozen=True, slots=True)
class Settled:
    """The nodes of a set of reports and the sets in which decisions and rules have put them.

    `different` are the pairs that people have decided to be two.
    """

    nodes: Nodes
    clusters: Clusters
    decided: NodeDecisions
    different: tuple[tuple[Node, Node], ...] = ()


def resolve(reports: Sequence[ReportFacts], minter: Minter, decisions: Decisions | None = None) -> Resolution:
    """Resolve the names of `reports`, each of which names its school, to entities."""
    return resolve_mentions([report_mentions(one) for one in reports], minter, decisions)


def resolve_mentions(
    found: Sequence[ReportMentions], minter: Minter, decisions: Decisions | None = None
) -> Resolution:
    """Resolve the mentions of reports (see `mentions.report_mentions`), in whatever order, to entities.

    `decisions` of people are applied before any rule.
    """
    found = sorted(found, key=lambda one: one.report)
    settled = settle(found, decisions)
    nodes, clusters = settled.nodes, settled.clusters
    by_root = entities_of(nodes, clusters, settled.decided, minter)
    of_node = {node: by_root[clusters.find(node)] for node in nodes.uses}
    of_node |= {node: of_node[now] for node, now in nodes.moved.items()}
    schools = {report.report: of_node[report.school] for report in found}
    persons = persons_of(found, schools, minter)
    entities = sorted((*by_root.values(), *persons.values()), key=lambda one: one.iri)
    return Resolution(
        tuple(entities),
        _iris(of_node, persons, minter),
        relations_of(nodes, of_node),
        _not_partners(settled.decided, of_node),
        settled.decided.warnings,
        {report.report: report for report in found},
        of_node,
        persons,
    )


def settle(found: Sequence[ReportMentions], decisions: Decisions | None = None) -> Settled:
    """Put the nodes of reports into sets that are one thing each."""
    places = {report.school.form: report.place.scope for report in sorted(found, key=lambda one: one.report)}
    decided = decisions.bind(names_of_nodes(found), places) if decisions else NodeDecisions()
    nodes = collect(found, decided)
    pairs = ((nodes.now(one), nodes.now(other)) for one, other in decided.different)
    different = sorted(
        {(one, other) for one, other in pairs if one != other and {one, other} <= nodes.uses.keys()}
    )
    clusters = Clusters(nodes.uses, {node: use.reports for node, use in nodes.uses.items()}, different)
    for one, other in sorted((nodes.now(one), nodes.now(other)) for one, other in decided.same):
        if one != other and {one, other} <= nodes.uses.keys():
            clusters.join(one, other, "decision")
    join_all(nodes.uses, clusters)
    return Settled(nodes, clusters, decided, tuple(different))


def _iris(
    of_node: Mapping[Node, Entity], persons: Mapping[tuple[str, str], Entity], minter: Minter
) -> dict[str, str]:
    iris, schools = {}, dict[str, list[str]]()
    for node, entity in of_node.items():
        own = own_iri(node, minter)
        iris[own] = entity.iri
        if entity.kind == "school":
            schools.setdefault(entity.iri, []).append(own)
    for (school, form), person in persons.items():
        for own in schools[school]:
            iris[minter.person(own, form)] = person.iri
    return dict(sorted(iris.items()))


def _not_partners(decided: NodeDecisions, of_node: Mapping[Node, Entity]) -> frozenset[tuple[str, str]]:
    schools: dict[str, set[str]] = {"": {""}}
    for node, entity in of_node.items():
        if entity.kind == "school":
            schools.setdefault(node.form, set()).add(entity.iri)
    return frozenset(
        (school, of_node[node].iri)
        for form, node in decided.not_partners
        if node in of_node
        for school in schools.get(form, ())
    )
