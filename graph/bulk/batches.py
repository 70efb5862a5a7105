"""Reports and entities made into sorted runs, a batch at a time, in whatever process.

A batch of reports whose run is there already, from a build that was broken off, is not made again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pyoxigraph import Quad

from ...extract.facts import ReportFacts
from ...ontology.namespaces import ZJ
from ..files import write_aside
from ..incremental.inferred import Inference
from ..iris import Minter
from ..places import region_links
from ..quads import entity_quads
from ..resolution.entities import Entity
from ..resolution.meant import Meant
from ..statements import Statement
from ..turtle import nquad_lines
from ..units import Facts, Unit, UnitMaker, digest, statement_labels
from .runs import Run, joined, write_run

#: What a line says that is about the type of a piece of evidence.
_EVIDENCE: Final = f"#type> <{ZJ}Evidence> ".encode()


@dataclass(frozen=True, slots=True)
class ReportBatch:
    """Reports to state: what their names mean, by what their facts can be told apart from others.

    `labels` are preferred names of statements that other batches know better ones for than these reports.
    """

    reports: tuple[tuple[Meant, str], ...]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EntityBatch:
    """Entities to state, and for the schools among them the regions that reports tell of them."""

    number: int
    entities: tuple[Entity, ...]
    told: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class StatedReports:
    """The run of a batch of reports, and their units."""

    run: Run
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class StatedEntities:
    """The run of a batch of entities, and the code of the region of each that lies in one, by IRI."""

    run: Run
    regions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BatchMaker:
    """Makes batches into runs in `folder`; `facts` gives the facts of a report by its name."""

    maker: UnitMaker
    facts: Facts
    folder: Path

    @property
    def minter(self) -> Minter:
        """What makes the IRIs."""
        return self.maker.minter

    def reports(self, batch: ReportBatch) -> StatedReports:
        """State the reports of a batch, with what follows from each. Raises OSError."""
        keys = [self.maker.key(meant, origin) for meant, origin in batch.reports]
        name = digest([keys, sorted(batch.labels.items())])
        known = _read(self.folder / f"{name}.json")
        if known is not None:
            return known
        made = [_Made.of(self, meant, origin) for meant, origin in batch.reports]
        labels = statement_labels(one.unit for one in made) | dict(batch.labels)
        inference = Inference.shipped(self.minter)
        parts: list[list[bytes]] = []
        units: list[Unit] = []
        for one in made:
            quads = list(self.maker.quads(one.facts, one.meant, one.stated, labels))
            lines = nquad_lines(quads)
            units.append(replace(one.unit, passages=sum(_EVIDENCE in line for line in lines)))
            parts += [lines, nquad_lines(inference.follows([quads]))]
        done = StatedReports(write_run(self.folder / f"{name}.run", joined(parts)), tuple(units))
        _write(self.folder / f"{name}.json", done)
        return done

    def entities(self, batch: EntityBatch) -> StatedEntities:
        """State the entities of a batch, with what follows. Raises OSError."""
        quads, regions = list(entity_quads(batch.entities, self.minter)), dict[str, str]()
        for iri, quad, code in region_links(batch.entities, batch.told, self.minter):
            quads.append(quad)
            regions[iri] = code
        run = self.write(f"entities-{batch.number}", quads)
        return StatedEntities(run, regions)

    def write(self, name: str, quads: Sequence[Quad]) -> Run:
        """Write quads, and what follows from them, to a run of that name. Raises OSError."""
        inferred = Inference.shipped(self.minter).follows([quads])
        return write_run(self.folder / f"{name}.run", joined([nquad_lines(quads), nquad_lines(inferred)]))


@dataclass(frozen=True, slots=True)
class _Made:
    """What a report states."""

    facts: ReportFacts
    meant: Meant
    unit: Unit
    stated: tuple[Statement, ...]

    @classmethod
    def of(cls, maker: BatchMaker, meant: Meant, origin: str) -> _Made:
        facts = maker.facts(meant.report)
        return cls(facts, meant, *maker.maker.make(facts, meant, origin))


class _Here:
    """The maker of a process of ours."""

    maker: BatchMaker | None = None


def begin(maker: BatchMaker) -> None:
    """Make this process ready for `state_reports` and `state_entities`."""
    _Here.maker = maker


def state_reports(batch: ReportBatch) -> StatedReports:
    """State a batch of reports in a process that is ready."""
    return _ready().reports(batch)


def state_entities(batch: EntityBatch) -> StatedEntities:
    """State a batch of entities in a process that is ready."""
    return _ready().entities(batch)


def _ready() -> BatchMaker:
    if _Here.maker is None:
        raise RuntimeError("the process was not made ready")
    return _Here.maker


def _write(path: Path, done: StatedReports) -> None:
    """Note that a run is whole: the note comes after it, by a rename."""
    data = {"run": done.run.to_json(), "units": [unit.to_json() for unit in done.units]}
    write_aside(path, json.dumps(data, ensure_ascii=False).encode(errors="surrogatepass"))


def _read(path: Path) -> StatedReports | None:
    """Return what was noted of a run; None where it is not there, or not as it was written."""
    try:
        data = json.loads(path.read_bytes().decode(errors="surrogatepass"))
        run = Run.from_json(data["run"], path.parent)
        units = tuple(Unit.from_json(one) for one in data["units"])
        return StatedReports(run, units) if run.stands() else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
