"""One report's part of the graph: what it follows from, what it states, and the quads that say so.

A unit is made from the facts of one report and from what resolution makes of the names in it. Where both are
as they were, its quads are as they were, and need not be made again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Quad

from ..extract.facts import ReportFacts
from .catalogue import CatalogueMatcher
from .iris import Minter
from .places import told_region
from .quads import Offering, note_faults, report_quads
from .resolution.meant import Meant
from .statements import Statement, StatementMaker
from .terms import zj
from .values import Warnings

#: Gives the facts of a report by its name.
Facts = Callable[[str], ReportFacts]


@dataclass(frozen=True, slots=True)
class Unit:
    """What the rest of the graph needs to know of one report, without its facts.

    `origin` tells its facts apart from those of any other file or extractor, `key` is the digest of all that
    its statements follow from, `school` the IRI of its school. `statements` are the IRIs of the statements of
    its facts, in the order of the facts, empty where a fact gave none; `names` the first name of each
    statement that has names; `offered` the offerings: statement, major, and the concepts of the catalogues
    that it is linked to; `region` the code of the region that the report tells of its school, or empty;
    `passages` how many pieces of evidence there are; `warnings` what was left out.
    """

    report: str
    origin: str
    key: str
    school: str
    statements: tuple[str, ...]
    names: Mapping[str, str]
    offered: tuple[Offering, ...]
    region: str
    warnings: tuple[str, ...]
    passages: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the unit as an object for a line of JSON."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Unit:
        """Read what `to_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(
            report=str(data["report"]),
            origin=str(data["origin"]),
            key=str(data["key"]),
            school=str(data["school"]),
            statements=tuple(str(one) for one in data["statements"]),
            names={str(iri): str(name) for iri, name in data["names"].items()},
            offered=tuple(
                (str(one), str(major), tuple(map(str, known))) for one, major, known in data["offered"]
            ),
            region=str(data["region"]),
            warnings=tuple(str(one) for one in data["warnings"]),
            passages=int(data["passages"]),
        )


@dataclass(frozen=True, slots=True)
class UnitMaker:
    """Makes the units of reports; `fingerprint` is of the code that does.

    `refused` are decisions of people: (IRI of a school, or empty for all, IRI of what is no partner of it).
    """

    minter: Minter
    fingerprint: str
    refused: frozenset[tuple[str, str]] = frozenset()

    def key(self, meant: Meant, origin: str) -> str:
        """Return the digest of all that the statements of a report follow from.

        That is its facts (told by `origin`), the entities that its names mean, and the code.
        """
        names = [(slot, form, entity.iri) for (slot, form), entity in sorted(meant.names.items(), key=_first)]
        names += [("person", form, person.iri) for form, person in sorted(meant.persons.items(), key=_first)]
        meant_here = {iri for _, _, iri in names}
        refused = sorted(one for one in self.refused if one[1] in meant_here)
        return digest([self.fingerprint, self.minter.base, origin, names, refused])

    def make(self, facts: ReportFacts, meant: Meant, origin: str) -> tuple[Unit, tuple[Statement, ...]]:
        """Return the unit of a report, and its statements."""
        warnings, school = Warnings(), meant.school
        refused = frozenset(partner for of, partner in self.refused if of in ("", school.iri))
        maker = StatementMaker(meant, self.minter, warnings, CatalogueMatcher.of(facts), refused)
        made = tuple(maker.make(facts))
        note_faults(facts, warnings)
        stated = tuple(one for one in made if one is not None)
        unit = Unit(
            report=facts.report,
            origin=origin,
            key=self.key(meant, origin),
            school=school.iri,
            statements=tuple(one.iri if one else "" for one in made),
            names=_first_names(stated),
            offered=tuple(_offerings(stated)),
            region=told_region(facts),
            warnings=warnings.lines(),
        )
        return unit, stated

    def quads(
        self, facts: ReportFacts, meant: Meant, stated: Iterable[Statement], labels: Mapping[str, str]
    ) -> Iterator[Quad]:
        """Yield the quads of a report's graph; `labels` has the one preferred name of named statements."""
        return report_quads(facts, meant.school, tuple(stated), labels=labels, minter=self.minter)


def statement_labels(units: Iterable[Unit]) -> dict[str, str]:
    """Return the one preferred name of each statement with names: the longest first name, then the first."""
    labels: dict[str, str] = {}
    for unit in units:
        for iri, name in unit.names.items():
            labels[iri] = min(labels.get(iri, name), name, key=lambda one: (-len(one), one))
    return labels


def _first_names(stated: Iterable[Statement]) -> dict[str, str]:
    names: dict[str, str] = {}
    for one in stated:
        if one.names:
            first = one.names[0]
            names[one.iri] = min(names.get(one.iri, first), first, key=lambda name: (-len(name), name))
    return dict(sorted(names.items()))


def _offerings(stated: Iterable[Statement]) -> Iterator[Offering]:
    for one in stated:
        if one.kind == "offering":
            (major,) = (value.value for link, value in one.links if link == zj("major"))
            known = {value.value for link, value in one.links if link == zj("catalogueMajor")}
            yield one.iri, major, tuple(sorted(known))


def _first(pair: tuple[Any, Any]) -> Any:
    return pair[0]


def digest(value: Any) -> str:
    """Return the SHA-256 of a value that JSON can hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
