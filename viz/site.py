"""Writes the static site: pages that open from disk, without a server and without the network."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

from ..graph.store import GraphStore
from .accounts import SchoolRecord
from .assets import AssetError
from .files import SiteFolder
from .memory import Memory
from .parallel import asking, read_schools
from .read import read_overview
from .refresh import Changes, Read, fill, update
from .version import version_of
from .writer import Progress, SiteBuild, State, Writer

TITLE: Final = "职教图谱"


class SiteError(RuntimeError):
    """The site cannot be written."""


def build_site(
    store: GraphStore,
    out: Path,
    *,
    title: str = TITLE,
    progress: Progress | None = None,
    former: Path | None = None,
    memory: Path | None = None,
    touched: frozenset[str] | None = None,
    processes: int = 1,
    reading: Progress | None = None,
) -> SiteBuild:
    """Write the site of the graph in `store` into the folder `out`.

    `former` is the site of the build before, which is read and never changed; `memory` the file in which the
    build before noted what each page was made of, written anew by this one; `touched` the IRIs of all
    subjects and IRI objects of the quads added or removed between the two. Pages of which nothing changed are
    linked from `former` instead of being made (copied where links are not possible); where one of the three
    is missing or does not fit the others, all are made. So many `processes` read and write where there are
    many schools and pages; `reading` is called with the number of schools read and of all to be read. The
    bytes of the site are the same either way.

    The site is written beside `out` first and then takes its place, so that a break leaves the former site
    whole; the memory follows. The same graph gives the same bytes. Raises SiteError where the folder or the
    memory cannot be written or the installed pyvis lacks its script, and the store's errors.
    """
    staging, last = out.with_name(out.name + ".part"), out.with_name(out.name + ".former")
    kept_at = memory or out.with_name(out.name + ".memory")
    aside = kept_at.with_name(kept_at.name + ".part")
    before = memory if former is not None and touched is not None else None
    try:
        for folder in (staging, last):
            if folder.exists():
                shutil.rmtree(folder)
        staging.mkdir(parents=True)
        read = _told(partial(read_schools, store, processes), reading)
        now = _state(store, aside, version_of(title), before, touched=touched or frozenset(), read=read)
        with closing(now.memory):
            build = Writer(now, SiteFolder(staging, former), title, progress, processes).write()
            if out.exists():
                out.rename(last)
            staging.rename(out)
            if memory is not None:
                now.memory.keep(memory)
        if last.exists():
            shutil.rmtree(last)
    except AssetError as error:
        raise SiteError(str(error)) from error
    except BrokenProcessPool as error:
        raise SiteError(
            f"{out}：一个写网页的进程意外结束了，可能是内存不够；请少用几个进程（--jobs 1）再试"
        ) from error
    except sqlite3.Error as error:
        raise SiteError(f"{kept_at}：页面的缓存用不了（{error}），请检查磁盘空间，或删掉它再试") from error
    except OSError as error:
        raise SiteError(f"{out}：写不了网页（{error.strerror}），请检查磁盘空间和权限") from error
    finally:
        if aside.exists():
            aside.unlink()
    return build


def _told(read: Read, reading: Progress | None) -> Read:
    """Return `read`, telling `reading` of each school."""

    def counted(schools: Sequence[str]) -> Iterator[SchoolRecord]:
        for done, record in enumerate(read(schools), start=1):
            if reading:
                reading(done, len(schools))
            yield record

    return counted


def _state(
    store: GraphStore,
    aside: Path,
    version: str,
    before: Path | None,
    *,
    touched: frozenset[str],
    read: Read,
) -> State:
    """Return the memory, in the file `aside`, brought up to the graph, and what changed since `before`."""
    ask = asking(store)
    known = Memory.copy(before, aside, version) if before is not None and before.is_file() else None
    if known is None:
        memory = Memory.fresh(aside, version)
        fill(memory, ask, read)
        return State(store, memory, read_overview(memory), None, Changes(frozenset(), overview=True))
    former = read_overview(known)
    changes = update(known, ask, read, touched)
    return State(store, known, read_overview(known) if changes.overview else former, former, changes)
