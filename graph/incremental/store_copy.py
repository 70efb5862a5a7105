"""A copy of a store in which some quads are changed, while the store itself stays as it is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

from ..store import StoreError
from ..turtle import ntriple_lines

#: The database's tables: written once, never changed, so that two stores can share them.
_TABLES: Final = ".sst"
#: Quads put in at one go.
_CHUNK: Final = 100_000


def copy_store(former: Path, folder: Path) -> None:
    """Make `folder` a store that holds what `former` holds, and shares its tables where the disk allows it.

    Raises StoreError where it cannot be copied.
    """
    try:
        folder.mkdir()
        for path in former.iterdir():
            target = folder / path.name
            if path.suffix != _TABLES or not _linked(path, target):
                shutil.copy2(path, target)
    except OSError as error:
        raise StoreError(f"{former}：存储复制不了：{error}") from error


class StorePatch:
    """A store that is being changed. Its default graph keeps the triples of all others, each once."""

    def __init__(self, folder: Path) -> None:
        """Open the store in `folder`, which nobody else may have open. Raises StoreError."""
        self._folder = folder
        try:
            self._store = Store(folder)
        except OSError as error:
            raise StoreError(f"{folder}：存储打不开：{error}") from error
        #: Triples, whatever their graph, that are gone and that are new.
        self.fewer: set[Triple] = set()
        self.more: set[Triple] = set()

    def of_graph(
        self, iri: str, *, subject: NamedNode | None = None, predicate: NamedNode | None = None
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern in one graph; all of them without a pattern."""
        return self._store.quads_for_pattern(subject, predicate, None, NamedNode(iri))

    def quads(
        self, subject: NamedNode | None, object_: NamedNode | None = None, predicate: NamedNode | None = None
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern in all graphs but the default one."""
        for quad in self._store.quads_for_pattern(subject, predicate, object_, None):
            if not isinstance(quad.graph_name, DefaultGraph):
                yield quad

    def __contains__(self, quad: Quad) -> bool:
        return quad in self._store

    def change(self, removed: Sequence[Quad], added: Sequence[Quad]) -> None:
        """Take quads out and put quads in; each needs to have a graph. Raises StoreError."""
        try:
            for quad in removed:
                self._store.remove(quad)
            for start in range(0, len(added), _CHUNK):
                self._store.extend(added[start : start + _CHUNK])
            come = {quad.triple for quad in added}
            gone = {quad.triple for quad in removed} - come
            fewer = {one for one in gone if not self._stands(one)}
            more = {one for one in come if _in_default(one) not in self._store}
            for one in fewer:
                self._store.remove(_in_default(one))
            self._store.extend([_in_default(one) for one in more])
        except OSError as error:
            raise StoreError(f"{self._folder}：写不进存储：{error}") from error
        self.fewer, self.more = (
            (self.fewer - more) | (fewer - self.more),
            (self.more - fewer) | (more - self.fewer),
        )

    def lines(self, subject: NamedNode) -> list[bytes]:
        """Return the lines of N-Triples of a subject, sorted; none where nothing is said of it."""
        quads = self._store.quads_for_pattern(subject, None, None, DefaultGraph())
        return ntriple_lines(quad.triple for quad in quads)

    def close(self) -> None:
        """Write all to the disk and let the store go. Raises StoreError."""
        try:
            self._store.flush()
        except OSError as error:
            raise StoreError(f"{self._folder}：写不进存储：{error}") from error
        # The writer holds a lock as long as it lives.
        del self._store

    def _stands(self, triple: Triple) -> bool:
        """Say whether some named graph has the triple."""
        found = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return any(not isinstance(quad.graph_name, DefaultGraph) for quad in found)


def quads_in(lines: Iterable[bytes]) -> list[Quad]:
    """Return the quads of lines of N-Quads."""
    return list(parse(b"".join(lines), format=RdfFormat.N_QUADS))


def _linked(path: Path, target: Path) -> bool:
    """Link `path` to `target`; say whether the disk could."""
    try:
        os.link(path, target)
    except OSError:
        return False
    return True


def _in_default(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
