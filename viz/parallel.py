"""Reads schools and writes pages in several processes at a time, where they are many."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

from ..graph.processes import begin_child
from ..graph.store import GraphStore
from ..queries.run import run
from .accounts import Ask, SchoolRecord, read_school
from .files import SiteFolder
from .maker import PageMaker, Source
from .memory import Memory, PageNote
from .read import read_overview

#: Below so many schools or pages another process takes longer to begin than it saves.
_MANY_SCHOOLS: Final = 400
_MANY_PAGES: Final = 3000
#: Schools or pages that a process does before it says so.
_AT_A_TIME: Final = 40


def asking(store: GraphStore) -> Ask:
    """Return what asks `store` the queries of pages by their names."""
    return lambda name, params: run(store, name, params)


def read_schools(store: GraphStore, processes: int, schools: Sequence[str]) -> Iterator[SchoolRecord]:
    """Read all that the graph says of `schools` (IRIs); yield the records in that order."""
    if store.folder is None or processes < 2 or len(schools) < _MANY_SCHOOLS:
        ask = asking(store)
        yield from (read_school(ask, iri) for iri in schools)
        return
    with _pool(processes, _begin_reading, store.folder) as pool:
        for records in pool.map(_read, _parts(schools)):
            yield from records


def written(source: Source, iris: Sequence[str]) -> Iterator[list[PageNote]]:
    """Write the pages about `iris`; yield the notes on the files of each, in that order."""
    store = source.store.folder
    if store is None or source.processes < 2 or len(iris) < _MANY_PAGES:
        yield from map(PageMaker(source).write, iris)
        return
    source.memory.commit()
    told = (store, source.memory.path, source.folder, source.title)
    with _pool(source.processes, _begin_writing, *told) as pool:
        for notes in pool.map(_write, _parts(iris)):
            yield from notes


def _pool(processes: int, begin: Callable[..., None], *told: object) -> ProcessPoolExecutor:
    # A fork would share the store's open files and locks.
    return ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), begin_child, (begin, told))


def _parts(iris: Sequence[str]) -> list[Sequence[str]]:
    return [iris[at : at + _AT_A_TIME] for at in range(0, len(iris), _AT_A_TIME)]


class _Here:
    """What a process of ours has made ready."""

    ask: Ask | None = None
    maker: PageMaker | None = None


def _begin_reading(store: Path) -> None:
    _Here.ask = asking(GraphStore.open(store))


def _read(schools: Sequence[str]) -> list[SchoolRecord]:
    if _Here.ask is None:
        raise RuntimeError("the process was not made ready")
    return [read_school(_Here.ask, iri) for iri in schools]


def _begin_writing(store: Path, memory: Path, folder: SiteFolder, title: str) -> None:
    known = Memory.open(memory)
    _Here.maker = PageMaker(Source(GraphStore.open(store), known, read_overview(known), folder, title))


def _write(iris: Sequence[str]) -> list[list[PageNote]]:
    if _Here.maker is None:
        raise RuntimeError("the process was not made ready")
    return [_Here.maker.write(iri) for iri in iris]
