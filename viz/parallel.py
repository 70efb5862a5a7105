"""Writes pages about single things in several processes at a time, where they are many."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

from ..graph.store import GraphStore
from .files import SiteFolder
from .maker import PageMaker, Source
from .memory import Memory, PageNote
from .read import read_overview

#: Below so many pages another process takes longer to begin than it saves.
_MANY: Final = 3000
#: Pages that a process writes before it says so.
_AT_A_TIME: Final = 40


def written(source: Source, iris: Sequence[str]) -> Iterator[list[PageNote]]:
    """Write the pages about `iris`; yield the notes on the files of each, in that order."""
    store = source.store.folder
    if store is None or source.processes < 2 or len(iris) < _MANY:
        yield from map(PageMaker(source).write, iris)
        return
    source.memory.commit()
    parts = [iris[at : at + _AT_A_TIME] for at in range(0, len(iris), _AT_A_TIME)]
    told = (store, source.memory.path, source.folder, source.title)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(source.processes, context, _begin, told) as pool:
        for notes in pool.map(_write, parts):
            yield from notes


class _Here:
    """What a process of ours has made ready."""

    maker: PageMaker | None = None


def _begin(store: Path, memory: Path, folder: SiteFolder, title: str) -> None:
    known = Memory.open(memory)
    _Here.maker = PageMaker(Source(GraphStore.open(store), known, read_overview(known), folder, title))


def _write(iris: Sequence[str]) -> list[list[PageNote]]:
    if _Here.maker is None:
        raise RuntimeError("the process was not made ready")
    return [_Here.maker.write(iri) for iri in iris]
