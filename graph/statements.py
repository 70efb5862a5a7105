"""Facts to statements: one node for each fact, with what defines it, what it says and the edges it implies.

A statement's IRI follows from its defining values, so that the same statement in two reports is one node that
stands in both reports' graphs, with the evidence of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode

from ..extract.facts import Evidence, Fact, ReportFacts
from .iris import Minter
from .mentions import school_fact, scope_major
from .names import label, normal_form
from .resolve import Entity, Resolution
from .terms import concept, decimal, integer, zj
from .values import FactReader, Warnings

Link = tuple[NamedNode, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact as a node: `kind` is its prefix, `links` its properties, `names` its labels if it has any.

    `direct` are the simple edges that follow from it, as (property, object) of the school.
    """

    iri: str
    kind: str
    school: str
    links: tuple[Link, ...]
    evidence: tuple[Evidence, ...]
    confidence: Decimal
    names: tuple[str, ...] = ()
    direct: tuple[tuple[str, str], ...] = ()


#: The class of each kind of statement, by the prefix of its IRIs.
STATEMENT_CLASSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "partnership": "Partnership",
        "offering": "MajorOffering",
        "joint": "JointProgramme",
        "programme": "Programme",
        "honour": "Honour",
        "award": "Award",
        "observation": "Observation",
        "succession": "Succession",
    }
)


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a kind of fact says, before evidence is looked at."""

    kind: str
    defining: tuple[str | int | Decimal | tuple[str, ...] | None, ...]
    links: list[Link]
    names: tuple[str, ...] = ()
    direct: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StatementMaker:
    """Makes statements of the facts of one report, whose school has the IRI `school`."""

    report: str
    school: str
    resolution: Resolution
    minter: Minter
    warnings: Warnings

    def make(self, report: ReportFacts) -> Iterator[Statement]:
        """Yield the statements of all facts but the one about the school itself.

        A fact without a quote, without a defining value or about the school's relation to itself gives none;
        it is noted in the warnings.
        """
        own = school_fact(report)
        for fact in report.facts:
            reader = FactReader(self.report, fact, self.warnings)
            if fact.kind == "school":
                if fact != own:
                    reader.warn("报告不止一次说明自己是哪所学校，这一条略去")
            elif statement := self._statement(fact, reader):
                yield statement

    def _statement(self, fact: Fact, reader: FactReader) -> Statement | None:
        evidence = reader.evidence()
        if not evidence:
            reader.warn("没有引出原文，略去")
            return None
        draft = _DRAFTS[fact.kind](self, reader)
        if draft is None:
            return None
        return Statement(
            iri=self.minter.statement(draft.kind, self.school, *draft.defining),
            kind=draft.kind,
            school=self.school,
            links=tuple(draft.links),
            evidence=evidence,
            confidence=reader.confidence(),
            names=draft.names,
            direct=draft.direct,
        )

    def _entity(self, reader: FactReader, slot: str, key: str, name: str | None = None) -> Entity | None:
        """Return the entity named by `key`, with a warning where there is none."""
        name = reader.name(key) if name is None else name
        entity = self.resolution.find(self.report, slot, name) if name else None
        if entity is None:
            reader.warn(f"{key} 不是名称，略去")
        return entity

    def _other(self, reader: FactReader, slot: str, key: str) -> Entity | None:
        """Return the entity named by `key` unless it is the school itself."""
        entity = self._entity(reader, slot, key)
        if entity is not None and entity.iri == self.school:
            reader.warn(f"{key} 就是报告学校自己，略去")
            return None
        return entity

    def _majors(self, reader: FactReader) -> list[Link]:
        found = (self.resolution.find(self.report, "major", name) for name in reader.names("majors"))
        return [(zj("major"), NamedNode(one.iri)) for one in found if one]

    def _partnership(self, reader: FactReader) -> _Draft | None:
        partner = self._other(reader, "partner", "partner")
        if partner is None:
            return None
        modes = reader.codes("modes", "mode")
        links: list[Link] = [(zj("partner"), NamedNode(partner.iri))]
        links += [(zj("mode"), concept("mode", mode)) for mode in modes]
        links += self._majors(reader) + _year(reader, "since", "since") + _text(reader, "role", "role")
        edges = ["partnerWith", *(["memberOf"] if "group_member" in modes else [])]
        direct = tuple((edge, partner.iri) for edge in edges)
        reader.code("partner_kind", "partnerkind")
        return _Draft("partnership", (partner.iri,), links, direct=direct)

    def _offering(self, reader: FactReader) -> _Draft | None:
        major = self._entity(reader, "major", "name")
        if major is None:
            return None
        links: list[Link] = [(zj("major"), NamedNode(major.iri))]
        links += _text(reader, "code", "code") + _text(reader, "group", "majorGroup")
        links += [(zj("studyLevel"), Literal(level)) for level in reader.texts("level")]
        return _Draft("offering", (major.iri,), links, direct=(("offersMajor", major.iri),))

    def _joint(self, reader: FactReader) -> _Draft | None:
        major = self._entity(reader, "major", "major")
        if major is None:
            return None
        institution, scheme = None, reader.text("scheme")
        if (
            reader.name("institution")
            and (institution := self._other(reader, "school", "institution")) is None
        ):
            return None
        links: list[Link] = [(zj("major"), NamedNode(major.iri)), *_text(reader, "scheme", "scheme")]
        direct: tuple[tuple[str, str], ...] = ()
        if institution:
            links.append((zj("institution"), NamedNode(institution.iri)))
            direct = (("teachesWith", institution.iri),)
        defining = (major.iri, institution.iri if institution else None, scheme or None)
        return _Draft("joint", defining, links, direct=direct)

    def _programme(self, reader: FactReader) -> _Draft | None:
        name = reader.name("name")
        if not name:
            reader.warn("name 不是名称，略去")
            return None
        links = self._majors(reader) + _year(reader, "year", "year")
        if kind := reader.code("kind", "programmekind"):
            links.append((zj("programmeKind"), concept("programmekind", kind)))
        if reader.name("partner") and (partner := self._other(reader, "partner", "partner")):
            links.append((zj("partner"), NamedNode(partner.iri)))
        names = (label(name), *(label(alias) for alias in reader.names("aliases")))
        return _Draft("programme", (normal_form(name),), links, names)

    def _honour(self, reader: FactReader) -> _Draft | None:
        title = reader.name("title")
        if not title:
            reader.warn("title 不是名称，略去")
            return None
        year = reader.year("year")
        links = _year(reader, "year", "year") + _level(reader)
        return _Draft("honour", (normal_form(title), year), links, (label(title),))

    def _award(self, reader: FactReader) -> _Draft | None:
        event = self._entity(reader, "competition", "event")
        if event is None:
            return None
        links: list[Link] = [(zj("competition"), NamedNode(event.iri))]
        links += _text(reader, "item", "item") + _text(reader, "rank", "rank")
        links += _year(reader, "year", "year") + _level(reader)
        recipients = self._persons(reader, "recipients")
        links += [(zj("recipient"), NamedNode(iri)) for iri in recipients]
        links += [(zj("advisor"), NamedNode(iri)) for iri in self._persons(reader, "advisors")]
        if kind := reader.code("recipient_kind", "recipientkind"):
            links.append((zj("recipientKind"), concept("recipientkind", kind)))
        defining = (event.iri, reader.text("item"), reader.text("rank"), reader.year("year"), recipients)
        return _Draft("award", defining, links)

    def _observation(self, reader: FactReader) -> _Draft | None:
        indicator, value = reader.code("indicator", "indicator"), reader.number("value")
        if not indicator or value is None:
            reader.warn("数据要有已知的指标和数值，略去")
            return None
        scope, name = reader.text("scope"), scope_major(reader)
        major = self._entity(reader, "major", "scope", name) if name else None
        if scope not in ("", "school") and major is None:
            reader.warn(f"scope {scope[:40]!r} 既不是 school 也不是 major:专业名，略去")
            return None
        year, unit = reader.year("year"), reader.text("unit")
        links: list[Link] = [
            (zj("indicator"), concept("indicator", indicator)),
            (zj("value"), decimal(value)),
        ]
        links += _text(reader, "unit", "unit") + _year(reader, "year", "year")
        if major:
            links.append((zj("scopeMajor"), NamedNode(major.iri)))
        defining = (indicator, year, major.iri if major else None, decimal(value).value, unit or None)
        return _Draft("observation", defining, links)

    def _succession(self, reader: FactReader) -> _Draft | None:
        before = self._other(reader, "school", "name")
        if before is None:
            return None
        year = reader.year("year")
        links: list[Link] = [(zj("predecessor"), NamedNode(before.iri)), *_year(reader, "year", "year")]
        if event := reader.code("event", "successionevent"):
            links.append((zj("successionEvent"), concept("successionevent", event)))
        return _Draft("succession", (before.iri, year), links, direct=(("succeeds", before.iri),))

    def _persons(self, reader: FactReader, key: str) -> tuple[str, ...]:
        found = (self.resolution.find(self.report, "person", name) for name in reader.names(key))
        return tuple(sorted({one.iri for one in found if one}))


_DRAFTS: Final[Mapping[str, Callable[[StatementMaker, FactReader], _Draft | None]]] = MappingProxyType(
    {
        "partnership": StatementMaker._partnership,
        "major": StatementMaker._offering,
        "joint_programme": StatementMaker._joint,
        "programme": StatementMaker._programme,
        "honour": StatementMaker._honour,
        "award": StatementMaker._award,
        "indicator": StatementMaker._observation,
        "predecessor": StatementMaker._succession,
    }
)


def school_links(reader: FactReader) -> list[Link]:
    """Return what the fact about the reporting school says of it."""
    return (
        _year(reader, "founded", "founded")
        + _text(reader, "region", "regionName")
        + _text(reader, "organiser", "organiserName")
        + _text(reader, "address", "address")
        + _text(reader, "website", "website")
    )


def _text(reader: FactReader, key: str, term: str) -> list[Link]:
    text = reader.text(key)
    return [(zj(term), Literal(text))] if text else []


def _year(reader: FactReader, key: str, term: str) -> list[Link]:
    year = reader.year(key)
    return [(zj(term), integer(year))] if year is not None else []


def _level(reader: FactReader) -> list[Link]:
    level = reader.code("level", "level")
    return [(zj("level"), concept("level", level))] if level else []
