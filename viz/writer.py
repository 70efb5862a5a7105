"""Writes all files of a site: pages about many things, then those about one; each is kept or made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from ..graph.store import GraphStore
from ..ontology.namespaces import scheme_iri
from .addresses import Addresses, all_paths
from .files import SiteFolder, list_digest
from .lists import Lists
from .maker import Source
from .memory import Memory, PageNote
from .model import Around, Overview
from .parallel import written
from .reads import changed, read_any
from .refresh import Changes
from .render import Pages

#: Called with the number of pages written and the number of all pages.
Progress = Callable[[int, int], None]


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


@dataclass(frozen=True, slots=True)
class State:
    """The graph, the memory brought up to it, its overview, the former one, and what changed since."""

    store: GraphStore
    memory: Memory
    overview: Overview
    former: Overview | None
    changes: Changes


class Writer:
    """Writes all files of one build."""

    def __init__(
        self, now: State, folder: SiteFolder, title: str, progress: Progress | None, processes: int
    ) -> None:
        """Write into `folder`; `title` is the site's, so many `processes` write where pages are many."""
        self._now = now
        self._overview = now.overview
        self._folder = folder
        self._title = title
        self._source = Source(now.store, now.memory, now.overview, folder, title, processes)
        self._progress = progress
        self._paths = all_paths(now.overview)
        notes = now.memory.pages() if now.former else ()
        self._former: dict[str, list[PageNote]] = defaultdict(list)
        for note in notes:
            self._former[note.thing].append(note)

    def write(self) -> SiteBuild:
        """Write everything; return what was written."""
        overview = self._overview
        size = self._folder.write_assets()
        wanted = [*(one.iri for one in overview.paged), *_told_alone(overview)]
        lists = self._kept_lists() or self._made_lists()
        notes = [note for note, _ in lists]
        kept = sum(old for note, old in lists if note.is_page)
        done = sum(note.is_page for note in notes)
        total = done + len(wanted)
        # Each file is there when its note is.
        for made, old in self._things(wanted):
            notes += made
            kept += sum(note.is_page for note in made) if old else 0
            done += 1
            if self._progress:
                self._progress(done, total)
        self._now.memory.set_pages(notes)
        schools = len(overview.schools)
        partners = sum(one.sort != "major" for one in overview.paged) - schools
        size += sum(note.size for note in notes)
        return SiteBuild(schools, partners, sum(note.is_page for note in notes), size, kept)

    def _kept_lists(self) -> list[tuple[PageNote, bool]]:
        """Keep all pages about many where nothing of the overview has changed; none where one is missing."""
        if self._now.changes.overview:
            return []
        notes = self._former[""]
        return [(note, True) for note in notes] if all(self._folder.keep(note) for note in notes) else []

    def _made_lists(self) -> list[tuple[PageNote, bool]]:
        former = {note.path: note for note in self._former[""]}
        pages = Pages(self._title)
        lists = Lists(self._overview, Addresses(self._paths))
        made = []
        for path, template, values in lists.pages():
            digest = list_digest(template, values)
            known = former.get(path)
            if known and known.made_of == digest and self._folder.keep(known):
                made.append((known, True))
            else:
                text = pages.page(template, "../" * path.count("/"), **values)
                made.append((self._folder.write(path, "", text, digest), False))
        for path, text in lists.files():
            made.append((self._folder.write(path, "", text, b""), False))
        return made

    def _things(self, wanted: Sequence[str]) -> Iterator[tuple[list[PageNote], bool]]:
        """Keep or make the pages about the things and topics `wanted`."""
        stale = self._stale()
        to_make = []
        for iri in wanted:
            notes = self._former.get(iri, [])
            if self._may_keep(iri, notes, stale) and all(self._folder.keep(note) for note in notes):
                yield notes, True
            else:
                to_make.append(iri)
        for notes in written(self._source, to_make):
            yield notes, False

    def _may_keep(self, iri: str, notes: Sequence[PageNote], stale: frozenset[int]) -> bool:
        """Say whether the files of a page may stay: the first note is the page's own."""
        return (
            bool(notes)
            and notes[0].path == self._paths[iri]
            and iri not in self._now.changes.accounts
            and not read_any(notes[0].made_of, stale)
        )

    def _stale(self) -> frozenset[int]:
        """Return the numbers of all that pages may have read and that is other than before."""
        former, now = self._now.former, self._overview
        if former is None or former is now:
            return frozenset()
        return changed(_readable(former, all_paths(former)), _readable(now, self._paths))


def _told_alone(overview: Overview) -> Iterator[str]:
    """Yield the topics whose pages show single statements: those of indicators are made of tallies."""
    return (iri for iri in overview.topics if not iri.startswith(f"{scheme_iri('indicator')}/"))


def _readable(overview: Overview, paths: Mapping[str, str]) -> dict[str, Mapping[str, Any]]:
    """Return everything that pages of things can read, by the names under which reading is noted."""
    mappings = {one.name: getattr(overview.around, one.name) for one in fields(Around)}
    return {**mappings, "own": overview.things, "paths": paths}
