"""Facts to statements: one node for each fact, with what defines it and what it says.

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
from .catalogue import CatalogueMatcher
from .iris import Minter
from .names import label, normal_form
from .resolution.entities import Entity
from .resolution.meant import Meant
from .resolution.mentions import school_fact, scope_major
from .terms import concept, decimal, integer, zj
from .values import FactReader, Warnings

Link = tuple[NamedNode, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact as a node: `kind` is its prefix, `links` its properties, `names` its labels if it has any."""

    iri: str
    kind: str
    school: str
    links: tuple[Link, ...]
    evidence: tuple[Evidence, ...]
    confidence: Decimal
    names: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class StatementMaker:
    """Makes statements of the facts of one report, whose names mean what `meant` tells.

    `refused` are the IRIs of things that people have decided to be no partners of its school.
    """

    meant: Meant
    minter: Minter
    warnings: Warnings
    catalogue: CatalogueMatcher
    refused: frozenset[str] = frozenset()

    @property
    def report(self) -> str:
        """The report's name."""
        return self.meant.report

    @property
    def school(self) -> str:
        """The IRI of the reporting school."""
        return self.meant.school.iri

    def make(self, report: ReportFacts) -> Iterator[Statement | None]:
        """Yield for each fact its statement, None where it gives none.

        The fact about the school itself gives none. Nor does one without a quote, without a defining value or
        about the school's relation to itself, which is noted in the warnings, or one that people have decided
        to be no partnership.
        """
        own = school_fact(report)
        for fact in report.facts:
            reader = FactReader(self.report, fact, self.warnings)
            if fact.kind != "school":
                yield self._statement(fact, reader)
                continue
            if fact != own:
                reader.warn("报告不止一次说明自己是哪所学校，这一条略去")
            yield None

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
        )

    def _find(self, reader: FactReader, slot: str, key: str, name: str) -> Entity | None:
        """Return the entity called `name`, the value of `key`; a warning says so where there is none."""
        entity = self.meant.find(slot, name) if name else None
        if entity is None:
            reader.warn(f"{key} 不是名称，略去")
        return entity

    def _other(self, reader: FactReader, slot: str, key: str, name: str) -> Entity | None:
        """Return the entity called `name` unless it is the school itself."""
        entity = self._find(reader, slot, key, name)
        if entity is not None and entity.iri == self.school:
            reader.warn(f"{key} 就是报告学校自己，略去")
            return None
        return entity

    def _majors(self, reader: FactReader) -> list[Link]:
        found = (self.meant.find("major", name) for name in reader.names("majors"))
        return [_to("major", one) for one in found if one]

    def _partnership(self, reader: FactReader) -> _Draft | None:
        partner = self._other(reader, "partner", "partner", reader.name("partner"))
        # Resolution has used the kind; an unknown one is told here.
        reader.code("partner_kind", "partnerkind")
        if partner is None or partner.iri in self.refused:
            return None
        modes = reader.codes("modes", "mode")
        links = [_to("partner", partner), *((zj("mode"), concept("mode", mode)) for mode in modes)]
        links += self._majors(reader) + _year("since", reader.year("since"))
        links += _text("role", reader.text("role"))
        return _Draft("partnership", (partner.iri,), links)

    def _offering(self, reader: FactReader) -> _Draft | None:
        major = self._find(reader, "major", "name", reader.name("name"))
        if major is None:
            return None
        links = [_to("major", major), *_text("code", reader.text("code"))]
        links += _text("majorGroup", reader.text("group"))
        levels = reader.texts("level")
        links += [(zj("studyLevel"), Literal(level)) for level in levels]
        known = self.catalogue.entries(
            reader.name("name"), reader.names("aliases"), levels=levels, code=reader.text("code")
        )
        links += [(zj("catalogueMajor"), NamedNode(one.iri)) for one in known]
        return _Draft("offering", (major.iri,), links)

    def _joint(self, reader: FactReader) -> _Draft | None:
        major = self._find(reader, "major", "major", reader.name("major"))
        name, scheme = reader.name("institution"), reader.text("scheme")
        institution = self._other(reader, "school", "institution", name) if name else None
        if major is None or (name and institution is None):
            return None
        links = [_to("major", major), *_text("scheme", scheme)]
        if institution is None:
            return _Draft("joint", (major.iri, None, scheme or None), links)
        links.append(_to("institution", institution))
        return _Draft("joint", (major.iri, institution.iri, scheme or None), links)

    def _programme(self, reader: FactReader) -> _Draft | None:
        name, partner = reader.name("name"), reader.name("partner")
        if not name:
            reader.warn("name 不是名称，略去")
            return None
        links = self._majors(reader) + _year("year", reader.year("year"))
        links += _code("programmeKind", "programmekind", reader.code("kind", "programmekind"))
        found = self._other(reader, "partner", "partner", partner) if partner else None
        if found and found.iri not in self.refused:
            links.append(_to("partner", found))
        names = (label(name), *(label(alias) for alias in reader.names("aliases")))
        return _Draft("programme", (normal_form(name),), links, names)

    def _honour(self, reader: FactReader) -> _Draft | None:
        title, year = reader.name("title"), reader.year("year")
        if not title:
            reader.warn("title 不是名称，略去")
            return None
        links = _year("year", year) + _code("level", "level", reader.code("level", "level"))
        return _Draft("honour", (normal_form(title), year), links, (label(title),))

    def _award(self, reader: FactReader) -> _Draft | None:
        event = self._find(reader, "competition", "event", reader.name("event"))
        if event is None:
            return None
        item, rank, year = reader.text("item"), reader.text("rank"), reader.year("year")
        recipients = self._persons(reader, "recipients")
        links = [_to("competition", event), *_text("item", item), *_text("rank", rank), *_year("year", year)]
        links += _code("level", "level", reader.code("level", "level"))
        links += [(zj("recipient"), NamedNode(iri)) for iri in recipients]
        links += [(zj("advisor"), NamedNode(iri)) for iri in self._persons(reader, "advisors")]
        links += _code("recipientKind", "recipientkind", reader.code("recipient_kind", "recipientkind"))
        return _Draft("award", (event.iri, item, rank, year, recipients), links)

    def _observation(self, reader: FactReader) -> _Draft | None:
        indicator, value = reader.code("indicator", "indicator"), reader.number("value")
        if not indicator or value is None:
            reader.warn("数据要有已知的指标和数值，略去")
            return None
        scope = reader.text("scope")
        name = scope_major(scope)
        if scope not in ("", "school") and not name:
            reader.warn(f"scope {scope[:40]!r} 既不是 school 也不是 major:专业名，略去")
            return None
        major = self._find(reader, "major", "scope", name) if name else None
        year, unit, figure = reader.year("year"), reader.text("unit"), decimal(value)
        links: list[Link] = [(zj("indicator"), concept("indicator", indicator)), (zj("value"), figure)]
        links += _text("unit", unit) + _year("year", year)
        # Not defining: 近7000 in one report and 7000 in another are one figure.
        links += _code("qualifier", "qualifier", reader.code("qualifier", "qualifier"))
        if major:
            links.append(_to("scopeMajor", major))
        defining = (indicator, year, major.iri if major else None, figure.value, unit or None)
        return _Draft("observation", defining, links)

    def _succession(self, reader: FactReader) -> _Draft | None:
        before = self._other(reader, "school", "name", reader.name("name"))
        if before is None:
            return None
        year = reader.year("year")
        links = [_to("predecessor", before), *_year("year", year)]
        links += _code("successionEvent", "successionevent", reader.code("event", "successionevent"))
        return _Draft("succession", (before.iri, year), links)

    def _persons(self, reader: FactReader, key: str) -> tuple[str, ...]:
        found = (self.meant.find("person", name) for name in reader.names(key))
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
        _year("founded", reader.year("founded"))
        + _text("regionName", reader.text("region"))
        + _text("organiserName", reader.text("organiser"))
        + _text("address", reader.text("address"))
        + _text("website", reader.text("website"))
    )


def _to(term: str, entity: Entity) -> Link:
    return zj(term), NamedNode(entity.iri)


def _text(term: str, text: str) -> list[Link]:
    return [(zj(term), Literal(text))] if text else []


def _year(term: str, year: int | None) -> list[Link]:
    return [(zj(term), integer(year))] if year is not None else []


def _code(term: str, scheme: str, code: str) -> list[Link]:
    return [(zj(term), concept(scheme, code))] if code else []
