"""The graph of a workspace: made of its reports and decisions, kept in step with them from build to build."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from .assembly import Facts, Progress, Source, assemble, no_progress
from .build import graph_counts
from .incremental.merge import StaleFileError
from .incremental.moves import successors
from .incremental.state import departed_units
from .incremental.update import Change, Former, Written, write_graph
from .iris import Minter
from .links import WikidataLink
from .registry import REDIRECTS_NAME, REGISTRY_NAME, Registry
from .resolution.decisions import Decisions
from .resolution.resolve import resolve_mentions
from .store import STORE_NAME, GraphStore
from .terms import PREF_LABEL
from .units import Unit


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
    progress: Progress = no_progress,
) -> WorkspaceGraph:
    """Write the graph of `sources` into the folder `out`: store, N-Quads, Turtle, registry and redirects.

    `facts` gives the facts of a report by its name. What the former build has made and still holds is used
    again; where it is not as it was left, all is made anew. Raises store.StoreError, RegistryError and
    OSError.
    """
    resolution = resolve_mentions([one.mentions for one in sources], minter, workspace.decisions)
    former = workspace.former if workspace.reuse else None
    links = workspace.links
    assembly = assemble(
        sources, facts, resolution, minter, former=_units(former), links=links, progress=progress
    )
    try:
        # Where all is made anew there is nothing to go on with.
        written = write_graph(assembly, minter, out, None if assembly.is_whole else former)
    except StaleFileError:
        shutil.rmtree(out / STORE_NAME, ignore_errors=True)
        assembly = assemble(sources, facts, resolution, minter, links=links, progress=progress)
        written = write_graph(assembly, minter, out)
    store = GraphStore.open(out / STORE_NAME)
    before = workspace.former.state if workspace.former else None
    if before:
        departed = departed_units(before, written.state.units)
        written = replace(written, state=replace(written.state, departed=departed))
    known = (*before.departed, *before.units.values()) if before else ()
    moved = successors(known, assembly.units, resolution, facts, minter)
    registry = workspace.registry.after(_gone(workspace, written.change, minter), moved, store.has)
    registry.write(out / REGISTRY_NAME)
    (out / REDIRECTS_NAME).write_bytes(registry.redirects(minter.base))
    counts = graph_counts(resolution, assembly.units)
    counts |= {"quads": written.state.quads, "triples": written.state.triples}
    return WorkspaceGraph(
        written,
        MappingProxyType(counts),
        tuple(sorted({*assembly.warnings, *resolution.warnings})),
        len(assembly.units) - len(assembly.made),
        written.change.touched if written.change else None,
    )


def _units(former: Former | None) -> Mapping[str, Unit]:
    return former.state.units if former else {}


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
