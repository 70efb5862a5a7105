"""Writes pages about single things in several processes at a time, where they are many."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .addresses import page_paths, topic_paths, year_paths
from .files import SiteFolder
from .maker import PageMaker
from .memory import Memory, PageNote
from .model import Overview
from .read import read_overview

#: Below so many pages another process takes longer to begin than it saves.
_MANY: Final = 3000
#: Pages that a process writes before it says so.
_AT_A_TIME: Final = 40


@dataclass(frozen=True, slots=True)
class Source:
    """What pages are made of, and where they go; `processes` write at a time."""

    memory: Memory
    overview: Overview
    folder: SiteFolder
    title: str
    processes: int = 1


def all_paths(overview: Overview) -> dict[str, str]:
    """Return the path of every page about one thing, topic, region or year, by its IRI (or key)."""
    return {
        **page_paths(overview.paged),
        **topic_paths((*overview.topics, *overview.areas)),
        **year_paths(overview.years),
    }


def written(source: Source, iris: Sequence[str]) -> Iterator[list[PageNote]]:
    """Write the pages about `iris`; yield the notes on the files of each, in that order."""
    if source.processes < 2 or len(iris) < _MANY:
        maker = PageMaker(
            source.overview, all_paths(source.overview), source.memory, source.folder, source.title
        )
        yield from map(maker.write, iris)
        return
    source.memory.commit()
    parts = [iris[at : at + _AT_A_TIME] for at in range(0, len(iris), _AT_A_TIME)]
    told = (source.memory.path, source.folder, source.title)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(source.processes, context, _begin, told) as pool:
        for notes in pool.map(_write, parts):
            yield from notes


class _Here:
    """What a process of ours has made ready."""

    maker: PageMaker | None = None


def _begin(memory: Path, folder: SiteFolder, title: str) -> None:
    known = Memory.open(memory)
    overview = read_overview(known)
    _Here.maker = PageMaker(overview, all_paths(overview), known, folder, title)


def _write(iris: Sequence[str]) -> list[list[PageNote]]:
    if _Here.maker is None:
        raise RuntimeError("the process was not made ready")
    return [_Here.maker.write(iri) for iri in iris]
