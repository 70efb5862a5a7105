"""Writes the static site: pages that open from disk, without a server and without the network."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path
from typing import Any, Final

from ..queries.run import run
from ..queries.stores import Store
from .accounts import Answer, account
from .addresses import Addresses, page_paths
from .assets import AssetError
from .files import SiteFolder, list_digest
from .lists import Lists
from .memory import Memory, PageNote
from .model import Around, Overview, Thing
from .networks import Networks
from .read import read_overview
from .reads import Noted, Reads, changed, noted, read_any
from .refresh import Changes, fill, update
from .render import Pages
from .tables import Tables
from .things import ThingPages
from .version import version_of
from .whole_network import WholeNetwork
from .words import Phrases

TITLE: Final = "职教图谱"
#: Called with the number of pages written and the number of all pages.
Progress = Callable[[int, int], None]


class SiteError(RuntimeError):
    """The site cannot be written."""


@dataclass(frozen=True, slots=True)
class SiteBuild:
    """What was written: pages of schools with reports, of partners, and in all; bytes of all files.

    `kept` of the pages were taken over from the build before.
    """

    schools: int
    partners: int
    pages: int
    bytes: int
    kept: int = 0


def build_site(
    store: Store,
    out: Path,
    *,
    title: str = TITLE,
    progress: Progress | None = None,
    former: Path | None = None,
    memory: Path | None = None,
    touched: frozenset[str] | None = None,
) -> SiteBuild:
    """Write the site of the graph in `store` into the folder `out`.

    `former` is the site of the build before, which is read and never changed; `memory` the file in which the
    build before noted what each page was made of, written anew by this one; `touched` the IRIs of all
    subjects and IRI objects of the quads added or removed between the two. Pages of which nothing changed are
    linked from `former` instead of being made (copied where links are not possible); where one of the three
    is missing or does not fit the others, all are made. The bytes of the site are the same either way.

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
        now = _Memories.opened(store, aside, version_of(title), before, touched or frozenset())
        with closing(now.memory):
            build = _Writer(now, SiteFolder(staging, former), title, progress).write()
            if out.exists():
                out.rename(last)
            staging.rename(out)
            if memory is not None:
                now.memory.keep(memory)
        if last.exists():
            shutil.rmtree(last)
    except AssetError as error:
        raise SiteError(str(error)) from error
    except sqlite3.Error as error:
        raise SiteError(f"{kept_at}：页面的缓存用不了（{error}），请检查磁盘空间，或删掉它再试") from error
    except OSError as error:
        raise SiteError(f"{out}：写不了网页（{error.strerror}），请检查磁盘空间和权限") from error
    finally:
        if aside.exists():
            aside.unlink()
    return build


@dataclass(frozen=True, slots=True)
class _Memories:
    """The memory brought up to the graph, its overview, that of the build before, and what changed since."""

    memory: Memory
    overview: Overview
    former: Overview | None
    changes: Changes

    @classmethod
    def opened(
        cls, store: Store, aside: Path, version: str, before: Path | None, touched: frozenset[str]
    ) -> _Memories:
        def ask(name: str, params: Mapping[str, str]) -> Answer:
            return run(store, name, params)

        known = Memory.copy(before, aside, version) if before is not None and before.is_file() else None
        if known is None:
            memory = Memory.fresh(aside, version)
            fill(memory, ask)
            return cls(memory, read_overview(memory), None, Changes(frozenset(), overview=True))
        former = read_overview(known)
        changes = update(known, ask, touched)
        return cls(known, read_overview(known) if changes.overview else former, former, changes)


class _Writer:
    """Writes all pages of one build: each is kept or made."""

    def __init__(self, now: _Memories, folder: SiteFolder, title: str, progress: Progress | None) -> None:
        self._now = now
        self._overview = now.overview
        self._folder = folder
        self._pages = Pages(title)
        self._progress = progress
        self._paths = page_paths(now.overview.paged)
        self._notes = {one.path: one for one in now.memory.pages()} if now.former else {}

    def write(self) -> SiteBuild:
        """Write everything; return what was written."""
        overview = self._overview
        size = self._folder.write_assets()
        lists = self._kept_lists() or self._made_lists()
        total = len(lists) + len(overview.paged)
        kept = 0
        notes = []
        # Each page is there when its note is.
        for note, old in chain(lists, self._things()):
            notes.append(note)
            kept += old
            if self._progress:
                self._progress(len(notes), total)
        self._now.memory.set_pages(notes)
        schools = len(overview.schools)
        size += sum(note.size for note in notes)
        return SiteBuild(schools, len(overview.paged) - schools, total, size, kept)

    def _kept_lists(self) -> list[tuple[PageNote, bool]]:
        """Keep all pages at the top where nothing of the overview has changed; none where one is missing."""
        if self._now.changes.overview:
            return []
        notes = [note for note in self._notes.values() if not note.thing]
        return [(note, True) for note in notes] if all(self._folder.keep(note) for note in notes) else []

    def _made_lists(self) -> list[tuple[PageNote, bool]]:
        overview = self._overview
        addresses = Addresses(self._paths)
        lists = Lists(overview, Phrases(overview.around, addresses, ""), addresses)
        made = []
        for path, template, values in lists.pages(WholeNetwork(overview, addresses).draw()):
            digest = list_digest(template, values)
            former = self._notes.get(path)
            if former and former.made_of == digest and self._folder.keep(former):
                made.append((former, True))
            else:
                made.append(
                    (self._folder.write(path, "", self._pages.page(template, "", **values), digest), False)
                )
        return made

    def _things(self) -> Iterator[tuple[PageNote, bool]]:
        reads = Reads()
        around = noted(self._overview.around, reads)
        own = Noted("own", self._overview.things, reads)
        addresses = Addresses(Noted("paths", self._paths, reads))
        makes = ThingPages(
            around, Networks(around, addresses), Phrases(around, addresses, "../"), Tables(addresses)
        )
        stale = self._stale()
        for thing in self._overview.paged:
            path = self._paths[thing.iri]
            former = self._notes.get(path)
            if former and self._may_keep(former, thing, stale) and self._folder.keep(former):
                yield former, True
                continue
            # One thing at a time: what the graph says of all of them may not fit into memory.
            memory = self._now.memory
            kept = memory.about(thing.iri, as_school=thing.reporting)
            told = account(thing.iri, memory.own(thing.iri), kept, around)
            template, values = makes.page(own[thing.iri], told)
            text = self._pages.page(template, "../", **values)
            yield self._folder.write(path, thing.iri, text, reads.take()), False

    def _may_keep(self, former: PageNote, thing: Thing, stale: frozenset[int]) -> bool:
        return (
            former.thing == thing.iri
            and thing.iri not in self._now.changes.accounts
            and not read_any(former.made_of, stale)
        )

    def _stale(self) -> frozenset[int]:
        """Return the numbers of all that pages may have read and that is other than before."""
        former, now = self._now.former, self._overview
        if former is None or former is now:
            return frozenset()
        return changed(_readable(former, page_paths(former.paged)), _readable(now, self._paths))


def _readable(overview: Overview, paths: Mapping[str, str]) -> dict[str, Mapping[str, Any]]:
    """Return everything that pages of things can read, by the names under which reading is noted."""
    mappings = {one.name: getattr(overview.around, one.name) for one in fields(Around)}
    return {**mappings, "own": overview.things, "paths": paths}
