"""What a report calls things: every name in its facts, as a mention that resolution can join with others.

Within a report a name means one thing. References (the partner of a programme, the majors of a partnership)
are first looked for among the names and aliases that the report's own facts declare.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from ...extract.facts import Fact, ReportFacts
from ...ontology.codes import concepts
from ..names import local_name
from ..names import normal_form as _normal_form
from ..values import FactReader, Warnings
from .regions import Place, is_bare, is_national, is_placed, leading_region, place_of

# Names come again and again, in one report and in all.
normal_form = lru_cache(1 << 18)(_normal_form)

EntityKind = Literal["school", "organisation", "major", "competition"]

_EDITION: Final = re.compile(r"(?:第.{1,3}届|(?:19|20)\d\d(?:年度?)?)+")
# 世界技能大赛省选拔赛: a stage of a wider competition, held in every province. A named place does not match.
_STAGE: Final = re.compile(r"[赛展]([省市县区])(?:级?选拔|赛)")
_WIDE_LEVELS: Final = frozenset({"international", "national"})


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A name as it can be compared: its kind, the place it belongs to (or empty), its normal form."""

    kind: EntityKind
    scope: str
    form: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in one report.

    `declared` says that a fact is about the thing itself, so that another declared name of the same report is
    another thing. `reporting` marks the school whose report it is.
    """

    report: str
    node: Node
    name: str
    aliases: tuple[str, ...]
    place: Place
    partner_kind: str = ""
    declared: bool = False
    reporting: bool = False


@dataclass(frozen=True, slots=True)
class ReportMentions:
    """All mentions of one report, and which node each of its names stands for.

    `names` maps (slot, normal form) to a node. Slots are the entity kinds and "partner" for whatever the
    report works with, be it a school or another organisation. `person_forms` are the normal forms of the
    names of persons. `former` are the names that the school had before it was renamed.
    """

    report: str
    school: Node
    mentions: tuple[Mention, ...]
    names: dict[tuple[str, str], Node]
    persons: tuple[str, ...]
    place: Place
    person_forms: frozenset[str]
    former: tuple[Node, ...] = ()


def school_fact(report: ReportFacts) -> Fact | None:
    """Return the fact that names the reporting school, None where no fact does.

    Of several it is the first when sorted, whatever order they stand in.
    """
    facts = sorted((fact for fact in report.facts if fact.kind == "school"), key=_order)
    return next((fact for fact in facts if FactReader(report.report, fact, Warnings()).name("name")), None)


def report_mentions(report: ReportFacts) -> ReportMentions:
    """Collect the mentions of a report that names its school. Names that are none are passed over."""
    return _Collector(report).collect()


class _Collector:
    """Gathers the mentions of one report; its state is the names met so far."""

    def __init__(self, report: ReportFacts) -> None:
        self.report = report.report
        # Faults are told when statements are made of the facts.
        unheard = Warnings()
        self.readers: dict[str, list[FactReader]] = {}
        for fact in sorted(report.facts, key=_order):
            self.readers.setdefault(fact.kind, []).append(FactReader(report.report, fact, unheard))
        self.school = FactReader(report.report, school_fact(report) or Fact("school", {}), unheard)
        self.place = place_of(self.school.text("region"), self.school.name("name"))
        self.mentions: list[Mention] = []
        self.names: dict[tuple[str, str], Node] = {}
        self.persons: set[str] = set()

    def collect(self) -> ReportMentions:
        own = self._add(
            "school", self.school.name("name"), self.school.names("aliases"), "school", reporting=True
        )
        kinds = self._partner_kinds()
        former = []
        for one in self._all("predecessor"):
            node = self._add("school", one.name("name"), kind="school", declared=True)
            if node.form and one.code("event", "successionevent") == "rename":
                former.append(node)
        for one in self._all("joint_programme"):
            self._add("school", one.name("institution"), kind="school")
        for one in self._all("partnership"):
            name = one.name("partner")
            kind = kinds.get(normal_form(name), "")
            self._add("partner", name, one.names("aliases"), kind, declared=True)
        for one in self._all("major"):
            self._add("major", one.name("name"), one.names("aliases"), declared=True)
        self._link_aliases()
        for one in self._all("programme"):
            self._refer("partner", (one.name("partner"),))
        for one in self._everything():
            self._refer("major", _majors(one))
        self._competitions(own)
        for one in self._all("award"):
            self.persons.update(one.names("recipients"))
            self.persons.update(one.names("advisors"))
        return ReportMentions(
            self.report,
            own,
            tuple(self.mentions),
            self.names,
            tuple(sorted(self.persons)),
            self.place,
            frozenset(map(normal_form, self.persons)),
            tuple(sorted(set(former) - {own})),
        )

    def _all(self, kind: str) -> list[FactReader]:
        return self.readers.get(kind, [])

    def _everything(self) -> Iterator[FactReader]:
        for kind in sorted(self.readers):
            yield from self.readers[kind]

    def _partner_kinds(self) -> dict[str, str]:
        """Return one kind of partner for each name: where facts differ, the first in the code list.

        What a report also teaches with, or came from, is a school.
        """
        order = [concept.code for concept in concepts("partnerkind")]
        found: dict[str, str] = {}
        for one in self._all("partnership"):
            form, kind = normal_form(one.name("partner")), one.code("partner_kind", "partnerkind")
            if kind and (form not in found or order.index(kind) < order.index(found[form])):
                found[form] = kind
        return found | {form: "school" for slot, form in self._school_forms() if slot == "school"}

    def _school_forms(self) -> Iterator[tuple[str, str]]:
        for kind, key in (("predecessor", "name"), ("joint_programme", "institution")):
            for one in self._all(kind):
                yield "school", normal_form(one.name(key))
        for name in (self.school.name("name"), *self.school.names("aliases")):
            yield "school", normal_form(name)

    def _add(
        self,
        slot: str,
        name: str,
        aliases: tuple[str, ...] = (),
        kind: str = "",
        *,
        declared: bool = False,
        reporting: bool = False,
    ) -> Node:
        """Add a mention, or return the node that the name already stands for in this slot."""
        form = normal_form(name)
        entity: EntityKind = "major" if slot == "major" else "school" if kind == "school" else "organisation"
        scope = self.place.scope if entity != "major" and is_placed(name, kind or None) else ""
        node = (
            self.names.get(("school", form), Node(entity, scope, form))
            if entity == "school"
            else Node(entity, scope, form)
        )
        if not form:
            return node
        partner_kind = kind if slot == "partner" else ""
        self.mentions.append(
            Mention(
                self.report, node, name, aliases, self.place, partner_kind, declared or reporting, reporting
            )
        )
        self.names.setdefault((slot, form), node)
        if entity == "school":
            self.names.setdefault(("school", form), node)
        if reporting:
            # A report that lists its own school under a short name speaks of no other school.
            for alias in aliases:
                self.names.setdefault(("school", normal_form(alias)), node)
        return node

    def _link_aliases(self) -> None:
        """Let aliases stand for what declares them, unless they are names themselves or stand for two."""
        found: dict[tuple[str, str], set[Node]] = {}
        for mention in self.mentions:
            slots = ("major",) if mention.node.kind == "major" else ("partner", "school")
            for slot in slots:
                if slot == "school" and mention.node.kind != "school":
                    continue
                for alias in mention.aliases:
                    found.setdefault((slot, normal_form(alias)), set()).add(mention.node)
        for key, nodes in found.items():
            if len(nodes) == 1:
                self.names.setdefault(key, next(iter(nodes)))

    def _refer(self, slot: str, names: Iterable[str]) -> None:
        for name in names:
            form = normal_form(name)
            if not form or (slot, form) in self.names:
                continue
            if slot == "partner" and ("school", form) in self.names:
                self.names[slot, form] = self.names["school", form]
            else:
                self._add(slot, name)

    def _competitions(self, school: Node) -> None:
        """Add competitions. Their level, where any row tells it, says how far the name reaches."""
        levels: dict[str, set[str]] = {}
        names: dict[str, Counter[str]] = {}
        for one in self._all("award"):
            if name := one.name("event"):
                levels.setdefault(normal_form(name), set()).add(one.code("level", "level"))
                names.setdefault(normal_form(name), Counter())[name] += 1
        for form, counted in names.items():
            node = Node("competition", self._reach(form, levels[form], school), form)
            self.names["competition", form] = node
            self.mentions.extend(Mention(self.report, node, name, (), self.place) for name in sorted(counted))

    def _reach(self, form: str, levels: set[str], school: Node) -> str:
        # 第三届 and 2020年 tell the year of a competition and nothing of its reach.
        form = _EDITION.sub("", form)
        if stage := _STAGE.search(form):
            return self.place.province if stage[1] == "省" else self.place.scope
        if is_national(form) or levels & _WIDE_LEVELS or leading_region(form):
            return ""
        bare = is_bare(form)
        if (bare and "省" in form[:2]) or (not bare and "provincial" in levels):
            return self.place.province
        if not bare and "school" in levels and not levels & {"municipal", "county"}:
            return local_name(school.form)
        return self.place.scope


def _majors(one: FactReader) -> tuple[str, ...]:
    """Return the names of majors that a fact refers to."""
    if one.fact.kind in ("partnership", "programme"):
        return one.names("majors")
    if one.fact.kind == "joint_programme":
        return (one.name("major"),)
    if one.fact.kind == "indicator":
        return (scope_major(one.text("scope")),)
    return ()


def scope_major(scope: str) -> str:
    """Return the major that an indicator's scope names ("major:" and a name); empty for any other scope."""
    kind, colon, name = scope.partition(":")
    return name if kind == "major" and colon and normal_form(name) else ""


def _order(fact: Fact) -> str:
    # Nothing may follow from the order of facts in a file.
    return repr((fact.kind, sorted((key, repr(value)) for key, value in fact.values.items())))
