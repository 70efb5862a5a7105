"""The graph of a set of reports, put together from the parts that are as they were and those made anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

from ..extract.fingerprint import code_digest
from ..ontology.namespaces import ZJ
from .iris import Minter
from .links import WikidataLink
from .places import region_disputes
from .resolution.meant import Meant
from .resolution.mentions import ReportMentions
from .resolution.resolve import Resolution
from .shared import EntityMark, SharedPart, shared_part
from .statements import Statement
from .turtle import nquad_lines
from .units import Facts, Unit, UnitMaker, statement_labels

#: Called with the number of reports stated and of all that are to be.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """A report whose names are known: `origin` tells its facts apart from those of any other file."""

    mentions: ReportMentions
    origin: str = ""

    @property
    def report(self) -> str:
        """The report's name."""
        return self.mentions.report


@dataclass(frozen=True, slots=True)
class Assembly:
    """A graph in parts: the units of all reports, and the lines of N-Quads of what was made anew.

    `made` has the sorted lines of the graph of each report that is new or changed, by the report's name;
    `shared` is what all reports share (entities, concepts).
    """

    units: tuple[Unit, ...]
    made: Mapping[str, list[bytes]]
    shared: SharedPart


def unit_warnings(units: Sequence[Unit]) -> tuple[str, ...]:
    """Return what was left out of the graph of `units`, sorted."""
    disputes = region_disputes((unit.school, unit.region) for unit in units)
    return tuple(sorted(chain(disputes, *(unit.warnings for unit in units))))


def no_progress(_done: int, _total: int) -> None:
    """Show nothing."""


def assemble(
    sources: Sequence[Source],
    facts: Facts,
    resolution: Resolution,
    minter: Minter,
    *,
    former: Mapping[str, Unit] | None = None,
    marks: Mapping[str, EntityMark] | None = None,
    links: Sequence[WikidataLink] = (),
    progress: Progress = no_progress,
) -> Assembly:
    """Put together the graph of `sources`, whose names `resolution` knows.

    `former` are the units of the build before by report, `marks` its marks of entities: what has not changed
    is not made anew. `links` say
    what enterprises are in Wikidata. The outcome depends on the order of nothing else.
    """
    former = former or {}
    maker = UnitMaker(minter, graph_fingerprint(), resolution.not_partners)
    ordered = sorted(sources, key=lambda one: one.report)
    stated: dict[str, tuple[Statement, ...]] = {}
    units: dict[str, Unit] = {}
    changed = [one for one in ordered if not _stands(maker, resolution.meant(one.report), one.origin, former)]
    for number, one in enumerate(changed):
        progress(number, len(changed))
        meant = resolution.meant(one.report)
        units[one.report], stated[one.report] = maker.make(facts(one.report), meant, one.origin)
    units |= {one.report: former[one.report] for one in ordered if one.report not in units}
    labels, before = statement_labels(units.values()), statement_labels(former.values())
    made: dict[str, list[bytes]] = {}
    for one in ordered:
        unit = units[one.report]
        renamed = any(labels[iri] != before.get(iri) for iri in unit.names)
        if one.report in stated or renamed:
            report = facts(one.report)
            meant = resolution.meant(one.report)
            said = stated.pop(one.report, None) or maker.make(report, meant, one.origin)[1]
            lines = made[one.report] = nquad_lines(maker.quads(report, meant, said, labels))
            units[one.report] = replace(unit, passages=sum(_EVIDENCE in line for line in lines))
    progress(len(changed), len(changed))
    ready = tuple(units[one.report] for one in ordered)
    return Assembly(ready, made, shared_part(resolution, ready, links, minter, marks or {}))


def most_changed(
    sources: Sequence[Source], resolution: Resolution, minter: Minter, former: Mapping[str, Unit]
) -> bool:
    """Say whether so much is other than in `former` that all is better made anew.

    To patch a store costs more for a quad than to load one.
    """
    maker = UnitMaker(minter, graph_fingerprint(), resolution.not_partners)
    stand = (_stands(maker, resolution.meant(one.report), one.origin, former) for one in sources)
    return sum(not one for one in stand) > len(sources) * _MOST_CHANGED


def _stands(maker: UnitMaker, meant: Meant, origin: str, former: Mapping[str, Unit]) -> bool:
    known = former.get(meant.report)
    return known is not None and known.key == maker.key(meant, origin)


#: The share of changed reports from which on all is made anew.
_MOST_CHANGED: Final = 0.3
#: What a line says that is about the type of a piece of evidence.
_EVIDENCE: Final = f"#type> <{ZJ}Evidence> ".encode()
_ROOM: Final = Path(__file__).parent


@cache
def graph_fingerprint() -> str:
    """Return the digest of the code and the lists that make the graph of facts."""
    return code_digest(_ROOM, _ROOM.parent / "ontology", _ROOM.parent / "extract")
