"""The graph of a workspace: made of its reports and decisions, kept in step with them from build to build."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from .assembly import Source, assemble, most_changed, unit_warnings
from .build import graph_counts
from .bulk.whole import Places, Progress, no_progress, write_whole
from .incremental.merge import StaleFileError
from .incremental.moves import successors
from .incremental.state import departed_units
from .incremental.update import Change, Former, Written, write_changed
from .iris import Minter
from .links import WikidataLink
from .registry import REDIRECTS_NAME, REGISTRY_NAME, Registry
from .resolution.decisions import Decisions
from .resolution.resolve import Resolution, resolve_mentions
from .store import STORE_NAME, GraphStore
from .terms import PREF_LABEL
from .units import Facts, Unit

#: Where what is half done stands unless told otherwise, in the folder that is written to.
WORK_NAME: Final = ".runs"


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a build starts from: the build before, if any, what became of older IRIs, what people decided.

    `published` are the N-Quads of the build before, whatever else is left of it. Without `reuse` nothing of
    it is used again; what becomes of its IRIs is told all the same. `links` say what enterprises are in
    Wikidata.
    """

    former: Former | None = None
    published: Path | None = None
    reuse: bool = True
    registry: Registry = Registry()
    decisions: Decisions = Decisions()
    links: tuple[WikidataLink, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkspaceGraph:
    """A graph that was written: how much of each kind it has, what was left out, what is other than before.

    `reused` is the number of reports whose part of the graph is as it was; `touched` the IRIs of all that has
    changed, None where that is not known: then anything may have.
    """

    written: Written
    counts: Mapping[str, int]
    warnings: tuple[str, ...]
    reused: int
    touched: frozenset[str] | None


def build_workspace_graph(
    sources: Sequence[Source],
    facts: Facts,
    minter: Minter,
    out: Path,
    *,
    workspace: Workspace,
    work: Path | None = None,
    jobs: int = 1,
    progress: Progress = no_progress,
) -> WorkspaceGraph:
    """Write the graph of `sources` into the folder `out`: store, N-Quads, Turtle, registry and redirects.

    `facts` gives the facts of a report by its name. What the former build has made and still holds is used
    again; where it is not as it was left, all is made anew, by `jobs` processes at a time, to which `facts`
    must be able to go. What is half done stands in the folder `work`, where a build that was broken off goes
    on, and which is the caller's to remove. Raises store.StoreError, processes.ProcessesError, RegistryError
    and OSError.
    """
    resolution = resolve_mentions([one.mentions for one in sources], minter, workspace.decisions)
    links = workspace.links
    units, made, written = _written(
        _Asked(sources, facts, resolution, minter, links), Places(out, work or out / WORK_NAME),
        workspace.former if workspace.reuse else None, jobs, progress,
    )  # fmt: skip
    if work is None:
        shutil.rmtree(out / WORK_NAME, ignore_errors=True)
    store = GraphStore.open(out / STORE_NAME)
    before = workspace.former.state if workspace.former else None
    if before:
        departed = departed_units(before, written.state.units)
        written = replace(written, state=replace(written.state, departed=departed))
    known = (*before.departed, *before.units.values()) if before else ()
    moved = successors(known, units, resolution, facts, minter)
    registry = workspace.registry.after(_gone(workspace, written.change, minter), moved, store.has)
    registry.write(out / REGISTRY_NAME)
    (out / REDIRECTS_NAME).write_bytes(registry.redirects(minter.base))
    counts = graph_counts(resolution, units)
    counts |= {"quads": written.state.quads, "triples": written.state.triples}
    return WorkspaceGraph(
        written,
        MappingProxyType(counts),
        tuple(sorted({*unit_warnings(units), *resolution.warnings})),
        len(units) - made,
        written.change.touched if written.change else None,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """Of what a graph is to be made."""

    sources: Sequence[Source]
    facts: Facts
    resolution: Resolution
    minter: Minter
    links: Sequence[WikidataLink]


def _written(
    asked: _Asked, places: Places, former: Former | None, jobs: int, progress: Progress
) -> tuple[tuple[Unit, ...], int, Written]:
    """Write the graph's files and store; return its units, and of how many reports it was made anew."""
    sources, facts, resolution, minter, links = (
        asked.sources, asked.facts, asked.resolution, asked.minter, asked.links
    )  # fmt: skip
    if former and not most_changed(sources, resolution, minter, former.state.units):
        assembly = assemble(
            sources, facts, resolution, minter,
            former=former.state.units, marks=former.state.marks, links=links,
            progress=lambda done, total: progress("图谱", done, total),
        )  # fmt: skip
        try:
            written = write_changed(assembly, minter, places.out, former)
        except StaleFileError:
            shutil.rmtree(places.out / STORE_NAME, ignore_errors=True)
        else:
            return assembly.units, len(assembly.made), written
    whole = write_whole(sources, facts, resolution, minter, places, links=links, jobs=jobs, progress=progress)
    return whole.units, len(whole.units), Written(whole.state, None)


def _gone(workspace: Workspace, change: Change | None, minter: Minter) -> dict[str, str]:
    """Return the things that the graph before may have spoken of and this one may not, with their names."""
    before = change.gone if change else _names_in(workspace.published)
    return {iri: name for iri, name in before.items() if iri.startswith(f"{minter.base}id/")}


def _names_in(nquads: Path | None) -> dict[str, str]:
    """Return the IRIs of all that the N-Quads of the build before speak of, with names or empty ones."""
    if nquads is None or not nquads.is_file():
        return {}
    found: dict[str, str] = {}
    with nquads.open("rb") as lines:
        for line in lines:
            subject = line.partition(b" ")[0][1:-1].decode(errors="replace")
            name = _LABEL.search(line)
            found[subject] = name[1].decode(errors="replace") if name else found.get(subject, "")
    return found


_LABEL: Final = re.compile(rb"> <" + re.escape(PREF_LABEL.value.encode()) + rb'> "([^"\\]*)" <')
