"""Writes a graph's N-Quads, Turtle and store as the build before left them, with what has changed.

The bytes of N-Quads and Turtle are those of a whole graph (see bulk.whole), and the stores hold the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from ..assembly import Assembly
from ..iris import Minter
from ..shared import COMMON, SharedPart
from ..store import NQUADS_NAME, STORE_NAME, TURTLE_NAME, mark_of, set_mark
from ..terms import PREF_LABEL
from ..turtle import nquad_lines, turtle_head
from .blocks import block_key, blocks_of
from .inferred import Inference
from .merge import Changed, StaleFileError, merge, same_line
from .state import Files, State
from .store_copy import StorePatch, copy_store, quads_in


@dataclass(frozen=True, slots=True)
class Former:
    """What the build before left: its state, and the folder of its store; its files are in `folder`."""

    state: State
    folder: Path
    store: Path


@dataclass(frozen=True, slots=True)
class Change:
    """What is other than in the build before.

    `gone` are the IRIs that the graph says nothing of any more, with the last name of each (or an empty
    one); `touched` the IRIs of all subjects and objects of quads that are gone or new.
    """

    gone: dict[str, str]
    touched: frozenset[str]


@dataclass(frozen=True, slots=True)
class Written:
    """A graph that was written: what to remember of it, and what has changed where that is known."""

    state: State
    change: Change | None


def whole_lines(assembly: Assembly, minter: Minter) -> list[bytes]:
    """Return all lines of N-Quads of an assembly that holds all, sorted, what is inferred among them."""
    parts = [*assembly.made.values(), assembly.shared.lines]
    inferred = nquad_lines(Inference.shipped(minter).follows(quads_in(lines) for lines in parts))
    # Each part is sorted: sorting them together is little more than merging.
    return sorted(line for lines in (*parts, inferred) for line in lines)


def write_changed(assembly: Assembly, minter: Minter, out: Path, former: Former) -> Written:
    """Write a graph into the folder `out`, where none stands: `former` with what is other in `assembly`.

    Raises store.StoreError and OSError; StaleFileError where the former's files or store are not what it
    wrote.
    """
    state, folder = former.state, out / STORE_NAME
    if mark_of(former.store) != state.files.store:
        raise StaleFileError(f"{former.store}: not the store of this state")
    copy_store(former.store, folder)
    patch = StorePatch(folder)
    removed, added = _patched(assembly, minter, state, patch)
    subjects = {one.subject for one in (*patch.fewer, *patch.more) if isinstance(one.subject, NamedNode)}
    lines_now = {f"<{one.value}>".encode(): patch.lines(one) for one in subjects}
    patch.close()
    nquads = merge(
        former.folder / NQUADS_NAME, out / NQUADS_NAME, _line_changes(removed, added), same_line,
        head=b"", check=state.files.nquads,
    )  # fmt: skip
    turtle = merge(
        former.folder / TURTLE_NAME, out / TURTLE_NAME, _block_changes(lines_now, minter.base),
        block_key(minter.base), head=turtle_head(minter.base), check=state.files.turtle,
    )  # fmt: skip
    set_mark(folder, nquads)
    written = replace(
        state,
        files=Files(nquads, turtle, nquads),
        quads=state.quads - len(removed) + len(added),
        triples=state.triples - len(patch.fewer) + len(patch.more),
        units={unit.report: unit for unit in assembly.units},
        marks=assembly.shared.marks,
    )
    return Written(written, _change(removed, added, lines_now))


def _patched(
    assembly: Assembly, minter: Minter, state: State, patch: StorePatch
) -> tuple[list[Quad], list[Quad]]:
    """Bring the store up to date; return the quads that it has lost and won."""
    reports = {unit.report for unit in assembly.units}
    now = {minter.report_graph(report): quads_in(lines) for report, lines in assembly.made.items()}
    now |= {minter.report_graph(report): [] for report in state.units if report not in reports}
    shared = quads_in(assembly.shared.lines)
    before = {iri: list(patch.of_graph(iri)) for iri in now}
    shared_before = list(_shared_before(assembly.shared, minter, patch))
    old = {quad for quads in (*before.values(), shared_before) for quad in quads}
    new = {quad for quads in (*now.values(), shared) for quad in quads}
    removed, added = list(old - new), list(new - old)
    inference = Inference.shipped(minter)
    followed = inference.follows((*before.values(), shared_before))
    follows = inference.follows((*now.values(), shared))
    patch.change(removed, added)
    inferred = inference.change(patch, followed, follows)
    patch.change(*inferred)
    return removed + inferred[0], added + inferred[1]


def _shared_before(shared: SharedPart, minter: Minter, patch: StorePatch) -> Iterator[Quad]:
    """Yield the quads in whose place those of `shared` come."""
    entities = minter.entities_graph()
    for iri in shared.replaced:
        for quad in patch.of_graph(entities, subject=NamedNode(iri)):
            if quad.predicate not in COMMON:
                yield quad
    for predicate in COMMON:
        yield from patch.of_graph(entities, predicate=predicate)
    for graph in minter.shared_graphs():
        if graph != entities:
            yield from patch.of_graph(graph)


def _line_changes(removed: Sequence[Quad], added: Sequence[Quad]) -> list[Changed]:
    changes: dict[bytes, bytes | None] = dict.fromkeys(nquad_lines(removed))
    changes |= {line: line for line in nquad_lines(added)}
    return sorted(changes.items())


def _block_changes(lines_now: dict[bytes, list[bytes]], base: str) -> list[Changed]:
    changes: dict[bytes, bytes | None] = {subject + b" ": None for subject in lines_now}
    changes |= blocks_of(lines_now, base)
    return sorted(changes.items())


def _change(removed: Sequence[Quad], added: Sequence[Quad], lines_now: dict[bytes, list[bytes]]) -> Change:
    gone = {subject[1:-1].decode(): "" for subject, lines in lines_now.items() if not lines}
    for quad in removed:
        subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
        if subject in gone and quad.predicate == PREF_LABEL and isinstance(quad.object, Literal):
            gone[subject] = quad.object.value
    ends = (end for quad in (*removed, *added) for end in (quad.subject, quad.object))
    return Change(gone, frozenset(one.value for one in ends if isinstance(one, NamedNode)))
