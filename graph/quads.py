"""Statements, entities and evidence as quads: a graph for each report, one of entities, one of edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from ..extract.facts import Evidence, ReportFacts
from ..ontology.namespaces import ORG
from .catalogue import common_entry
from .concepts import concept_quads
from .iris import Minter
from .names import label
from .resolution.mentions import school_fact
from .resolution.relations import Relation
from .resolution.resolve import Entity
from .statements import STATEMENT_CLASSES, Link, Statement, school_links
from .terms import ALT_LABEL, PREF_LABEL, TITLE, TYPE, concept, decimal, integer, oa, zj
from .values import TEXT_LENGTH, FactReader, Warnings

_ENTITY_CLASSES: Final = {
    "school": "School",
    "organisation": "Organisation",
    "major": "Major",
    "competition": "Competition",
    "person": "Person",
}
#: An offering: the IRIs of the statement, of the major, and of the concepts of the catalogues.
Offering = tuple[str, str, tuple[str, ...]]
_HEXADECIMAL: Final = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as evidence: the IRIs of the evidence and of its selector, what it is and how sure it is."""

    iri: str
    selector: str
    evidence: Evidence
    confidence: Decimal


def entity_quads(entities: Iterable[Entity], minter: Minter) -> Iterator[Quad]:
    """Yield the types, names and kinds of all entities, and by which rules their names are one thing's."""
    graph = NamedNode(minter.entities_graph())
    for one in entities:
        iri = NamedNode(one.iri)
        yield Quad(iri, TYPE, zj(_ENTITY_CLASSES[one.kind]), graph)
        yield Quad(iri, PREF_LABEL, Literal(one.label), graph)
        for name in one.alt_labels:
            yield Quad(iri, ALT_LABEL, Literal(name), graph)
        if one.partner_kind:
            yield Quad(iri, zj("partnerKind"), concept("partnerkind", one.partner_kind), graph)
        for rule in one.joined_by:
            yield Quad(iri, zj("joinedBy"), Literal(rule), graph)


def relation_quads(relations: Iterable[Relation], minter: Minter) -> Iterator[Quad]:
    """Yield what the names of entities say of each other, by terms of ORG."""
    graph = NamedNode(minter.entities_graph())
    for one, term, other in relations:
        yield Quad(NamedNode(one), NamedNode(f"{ORG}{term}"), NamedNode(other), graph)


def catalogue_quads(
    entities: Iterable[Entity], offered: Iterable[Offering], minter: Minter
) -> Iterator[Quad]:
    """Yield which major of the catalogue each major is, where all its offerings agree, and those concepts.

    `offered` are all offerings: statement, major, and the concepts that the offering is linked to. Of the
    catalogues the graph has the concepts that majors are linked to, those of today's that older ones
    relate to, and all above them.
    """
    of_major: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for statement, major, known in offered:
        of_major[major][statement].update(known)
    linked = {iri for offerings in of_major.values() for known in offerings.values() for iri in known}
    graph = NamedNode(minter.entities_graph())
    for entity in entities:
        if entity.kind == "major":
            common = common_entry(map(frozenset, of_major[entity.iri].values()), entity.label)
            if common:
                linked.add(common)
                yield Quad(NamedNode(entity.iri), zj("catalogueMajor"), NamedNode(common), graph)
    yield from concept_quads(linked, NamedNode(minter.catalogue_graph()))


def report_quads(
    report: ReportFacts,
    school: Entity,
    statements: Sequence[Statement],
    *,
    labels: Mapping[str, str],
    minter: Minter,
) -> Iterator[Quad]:
    """Yield the graph of one report: the report, what it says of its school, its statements and evidence.

    `labels` gives the preferred name of every statement that has names, over all reports. What is left out
    was told by `note_faults` and when the statements were made.
    """
    graph, school_iri = NamedNode(minter.report_graph(report.report)), NamedNode(school.iri)
    me = NamedNode(minter.report(report.report))
    passages: dict[str, Passage] = {}
    reader = FactReader(report.report, school_fact(report) or report.facts[0], Warnings())
    for link, value in _report_links(report, reader, school_iri):
        yield Quad(me, link, value, graph)
    for link, value in school_links(reader):
        yield Quad(school_iri, link, value, graph)
    for passage in _passages(me.value, school.iri, reader.evidence(), reader.confidence(), minter):
        yield _note(passages, school_iri, passage, graph)
    for one in statements:
        iri = NamedNode(one.iri)
        yield Quad(iri, TYPE, zj(STATEMENT_CLASSES[one.kind]), graph)
        yield Quad(iri, zj("school"), school_iri, graph)
        for link, value in one.links:
            yield Quad(iri, link, value, graph)
        for name in one.names:
            yield Quad(iri, ALT_LABEL if name != labels[one.iri] else PREF_LABEL, Literal(name), graph)
        if one.names:
            yield Quad(iri, PREF_LABEL, Literal(labels[one.iri]), graph)
        for passage in _passages(me.value, one.iri, one.evidence, one.confidence, minter):
            yield _note(passages, iri, passage, graph)
    for passage in passages.values():
        yield from _passage_quads(passage, me, graph)


def note_faults(report: ReportFacts, warnings: Warnings) -> None:
    """Note in `warnings` what `report_quads` leaves out of what a report says of itself and of its school."""
    reader = FactReader(report.report, school_fact(report) or report.facts[0], warnings)
    list(_report_links(report, reader, TYPE))
    school_links(reader)
    reader.confidence()


def school_passages(report: ReportFacts) -> tuple[Evidence, ...]:
    """Return the passages in which a report tells of its school."""
    fact = school_fact(report)
    return FactReader(report.report, fact, Warnings()).evidence() if fact else ()


def _report_links(report: ReportFacts, reader: FactReader, school: NamedNode) -> Iterator[Link]:
    yield TYPE, zj("Report")
    yield TITLE, Literal(label(report.report, TEXT_LENGTH) or "?")
    yield zj("reportingSchool"), school
    year = reader.year("report_year")
    if year is not None:
        yield zj("reportYear"), integer(year)
    if report.characters > 0:
        yield zj("characters"), integer(report.characters)
    if len(report.sha256) == 64 and _HEXADECIMAL.issuperset(report.sha256):
        yield zj("sha256"), Literal(report.sha256)
    elif report.sha256:
        reader.warn("报告的 sha256 不是 64 位十六进制数，略去")


def _passages(
    report: str, about: str, evidence: Iterable[Evidence], confidence: Decimal, minter: Minter
) -> Iterator[Passage]:
    for one in evidence:
        iri, selector = minter.evidence(report, about, one.start, one.end, one.quote)
        yield Passage(iri, selector, one, confidence)


def _note(passages: dict[str, Passage], about: NamedNode, passage: Passage, graph: NamedNode) -> Quad:
    """Keep one passage of each IRI, the surest, and link it."""
    passages[passage.iri] = max(passages.get(passage.iri, passage), passage, key=_rank)
    return Quad(about, zj("evidence"), NamedNode(passage.iri), graph)


def _rank(passage: Passage) -> tuple[Decimal, str, int]:
    return passage.confidence, passage.evidence.section, passage.evidence.page or 0


def _passage_quads(passage: Passage, report: NamedNode, graph: NamedNode) -> Iterator[Quad]:
    iri, selector, one = NamedNode(passage.iri), NamedNode(passage.selector), passage.evidence
    yield Quad(iri, TYPE, zj("Evidence"), graph)
    yield Quad(iri, oa("hasSource"), report, graph)
    yield Quad(iri, oa("hasSelector"), selector, graph)
    yield Quad(iri, zj("confidence"), decimal(passage.confidence), graph)
    if one.section:
        yield Quad(iri, zj("section"), Literal(one.section), graph)
    if one.page is not None:
        yield Quad(iri, zj("page"), integer(one.page), graph)
    yield Quad(selector, TYPE, oa("TextQuoteSelector"), graph)
    yield Quad(selector, oa("exact"), Literal(one.quote), graph)
    if one.start >= 0:
        yield Quad(selector, TYPE, oa("TextPositionSelector"), graph)
        yield Quad(selector, oa("start"), integer(one.start), graph)
        yield Quad(selector, oa("end"), integer(one.end), graph)
