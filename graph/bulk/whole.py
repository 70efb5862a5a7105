"""The whole graph of a set of reports, written by several processes in bounded memory.

Reports are stated in batches, each a sorted run on disk; ranges of all runs are merged into pieces of
`graph.nq`, which the store loads while the next are merged; `graph.ttl` is made of them at last. The bytes
are those that one process would write, whatever the batches and the ranges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..assembly import Source, graph_fingerprint
from ..incremental.merge import Output
from ..incremental.state import Files, State
from ..iris import Minter
from ..links import WikidataLink
from ..loading import Loader, loading
from ..places import regions_of_schools
from ..processes import Processes, processes
from ..resolution.entities import Entity
from ..resolution.resolve import Resolution
from ..shared import EntityMark, common_quads, concept_quads, entity_digest, stated_entities
from ..store import NQUADS_NAME, STORE_NAME, TURTLE_NAME, set_mark
from ..turtle import turtle_head
from ..units import Facts, Unit, UnitMaker, statement_labels
from .batches import BatchMaker, EntityBatch, ReportBatch, StatedReports, begin, state_entities, state_reports
from .pieces import MergeTask, TurtleTask, merge, write_turtle
from .runs import Part, Run, ranges_of

#: Reports of a batch: their lines are in a process's memory at once.
_REPORTS: Final = 25
_ENTITIES: Final = 5_000
#: Bytes of lines that are merged at once.
_RANGE: Final = 128 * 1024 * 1024
#: Fewer reports than that are stated sooner by one process than others are begun.
_FEW: Final = 60
#: Bytes copied at once.
_COPY: Final = 1 << 20

#: Called with what is being done, the steps done and all steps.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Places:
    """Where a graph is written, and where its runs stand meanwhile."""

    out: Path
    work: Path


@dataclass(frozen=True, slots=True)
class WholeGraph:
    """A graph that was written: its units, in order, and what to remember of it."""

    units: tuple[Unit, ...]
    state: State


def no_progress(_what: str, _done: int, _total: int) -> None:
    """Show nothing."""


def write_whole(
    sources: Sequence[Source],
    facts: Facts,
    resolution: Resolution,
    minter: Minter,
    places: Places,
    *,
    links: Sequence[WikidataLink] = (),
    jobs: int = 1,
    progress: Progress = no_progress,
) -> WholeGraph:
    """Write N-Quads, Turtle and store of the graph of `sources` into a folder where none stands.

    `facts`, which must be able to go to another process, gives the facts of a report by its name. What a
    build that was broken off left of runs is used again; runs stay for the caller to remove. Raises
    store.StoreError, processes.ProcessesError and OSError.
    """
    work = places.work
    work.mkdir(parents=True, exist_ok=True)
    maker = BatchMaker(UnitMaker(minter, graph_fingerprint(), resolution.not_partners), facts, work)
    several = jobs if len(sources) >= _FEW else 1
    with processes(several, begin, maker) as pool:
        units, runs = _reports(pool, sources, resolution, progress)
        entity_runs, marks = _entities(pool, units, resolution)
        common = [*common_quads(resolution, units, links, minter), *concept_quads(marks, minter)]
        shared = maker.write("shared", common)
        files, quads, triples = _merged(pool, [*runs, *entity_runs, shared], minter, places, progress)
    by_report = {unit.report: unit for unit in units}
    state = State(minter.base, files, quads, triples, by_report, marks=marks)
    return WholeGraph(units, state)


def _reports(
    pool: Processes, sources: Sequence[Source], resolution: Resolution, progress: Progress
) -> tuple[tuple[Unit, ...], list[Run]]:
    """State all reports; those anew whose statements other reports know better names for."""
    ordered = sorted(sources, key=lambda one: one.report)
    parts = [ordered[at : at + _REPORTS] for at in range(0, len(ordered), _REPORTS)]
    done: list[StatedReports] = []
    for number, one in enumerate(pool.each(state_reports, (_batch(part, resolution) for part in parts))):
        done.append(one)
        progress("图谱", min((number + 1) * _REPORTS, len(ordered)), len(ordered))
    labels = statement_labels(unit for one in done for unit in one.units)
    better = {
        number: wanted
        for number, one in enumerate(done)
        if (
            wanted := {
                iri: labels[iri] for iri, name in statement_labels(one.units).items() if labels[iri] != name
            }
        )
    }
    again = (_batch(parts[number], resolution, wanted) for number, wanted in better.items())
    for number, one in zip(better, pool.each(state_reports, again), strict=True):
        done[number] = one
    return tuple(unit for one in done for unit in one.units), [one.run for one in done]


def _batch(
    part: Sequence[Source], resolution: Resolution, labels: Mapping[str, str] | None = None
) -> ReportBatch:
    return ReportBatch(tuple((resolution.meant(one.report), one.origin) for one in part), labels or {})


def _entities(
    pool: Processes, units: Sequence[Unit], resolution: Resolution
) -> tuple[list[Run], dict[str, EntityMark]]:
    told = regions_of_schools((unit.school, unit.region) for unit in units)
    entities = stated_entities(resolution)
    found = list(pool.each(state_entities, _entity_batches(entities, told)))
    regions = {iri: code for one in found for iri, code in one.regions.items()}
    marks = {
        one.iri: (entity_digest(one, told.get(one.iri, ())), regions.get(one.iri, "")) for one in entities
    }
    return [one.run for one in found], marks


def _entity_batches(entities: Sequence[Entity], told: Mapping[str, frozenset[str]]) -> Iterator[EntityBatch]:
    for number, at in enumerate(range(0, len(entities), _ENTITIES)):
        part = tuple(entities[at : at + _ENTITIES])
        yield EntityBatch(number, part, {one.iri: told[one.iri] for one in part if one.iri in told})


def _merged(
    pool: Processes, runs: Sequence[Run], minter: Minter, places: Places, progress: Progress
) -> tuple[Files, int, int]:
    """Merge all runs into the graph's files and its store; return checksums and numbers.

    The store is compacted by one thread, and the Turtle made by the other processes meanwhile.
    """
    out = places.out
    with loading(out / STORE_NAME) as loader:
        with (out / NQUADS_NAME).open("wb") as file:
            nquads = Output(file)
            parts, quads, triples = _pieces(pool, runs, places, (nquads, loader), progress)
        loader.load()
        with (out / TURTLE_NAME).open("wb") as file:
            turtle = Output(file)
            turtle.write(turtle_head(minter.base))
            tasks = (
                TurtleTask(part, places.work / f"piece-{number}.ttl", minter.base)
                for number, part in enumerate(parts)
            )
            for number, path in enumerate(pool.each(write_turtle, tasks), 1):
                _append(path, turtle)
                path.unlink()
                progress("写 Turtle", number, len(parts))
    checked = nquads.checked.text()
    set_mark(out / STORE_NAME, checked)
    return Files(checked, turtle.checked.text(), checked), quads, triples


def _pieces(
    pool: Processes, runs: Sequence[Run], places: Places, into: tuple[Output, Loader], progress: Progress
) -> tuple[list[Part], int, int]:
    """Merge all runs into the N-Quads and the store.

    Return the parts of the N-Quads, of whole subjects, and the numbers of quads and triples.
    """
    nquads, loader = into
    ranges = list(ranges_of(runs, _RANGE))
    tasks = (MergeTask(one, places.work / f"piece-{number}") for number, one in enumerate(ranges))
    parts: list[Part] = []
    quads = triples = 0
    for number, piece in enumerate(pool.each(merge, tasks), 1):
        begin = nquads.checked.size
        _append(piece.nquads, nquads)
        parts.append(Part(places.out / NQUADS_NAME, begin, nquads.checked.size))
        loader.add(piece.nquads, piece.triples)
        quads, triples = quads + piece.quad_count, triples + piece.triple_count
        progress("写图谱", number, len(ranges))
    return parts, quads, triples


def _append(path: Path, out: Output) -> None:
    with path.open("rb") as piece:
        while data := piece.read(_COPY):
            out.write(data)
