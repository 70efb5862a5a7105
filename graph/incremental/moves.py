"""Where things have moved to since the build before: from the IRI of then to the IRI of now.

An entity moves when its names are joined with others or a fuller one comes; the statements about it, and
their passages, move with it, since their IRIs are made of its.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...extract.facts import Evidence, ReportFacts
from ..iris import Minter
from ..quads import school_passages
from ..resolution.resolve import Resolution
from ..units import Unit
from ..values import FactReader, Warnings

Move = tuple[str, str]


def successors(
    former: Iterable[Unit],
    units: Iterable[Unit],
    resolution: Resolution,
    facts: Callable[[str], ReportFacts],
    minter: Minter,
) -> dict[str, str]:
    """Return for each IRI that may have been published before, and is another now, the IRI of now.

    These are the IRIs that each name would have on its own, and those of statements and passages of reports
    that are as they were; `former` are units of builds before, of reports gone since as well.
    """
    moves = {old: new for old, new in resolution.iris.items() if old != new}
    now = {(unit.report, unit.origin): unit for unit in units}
    for known in former:
        unit = now.get((known.report, known.origin))
        if unit and (known.school, known.statements) != (unit.school, unit.statements):
            moves.update(_moved(known, unit, facts(unit.report), minter))
    return moves


def _moved(before: Unit, now: Unit, report: ReportFacts, minter: Minter) -> Iterator[Move]:
    """Yield the moves of a report's statements and of what is evidence of them and of the school."""
    iri = minter.report(report.report)
    if before.school != now.school:
        for passage in school_passages(report):
            yield from _passage_moves(iri, before.school, now.school, passage, minter)
    for fact, old, new in zip(report.facts, before.statements, now.statements, strict=True):
        if old and new and old != new:
            yield old, new
            for passage in FactReader(report.report, fact, Warnings()).evidence():
                yield from _passage_moves(iri, old, new, passage, minter)


def _passage_moves(report: str, old: str, new: str, passage: Evidence, minter: Minter) -> Iterator[Move]:
    place = passage.start, passage.end, passage.quote
    return zip(minter.evidence(report, old, *place), minter.evidence(report, new, *place), strict=True)
