"""Fills a store at full speed: its quads and its default graph by a thread each, while the files come."""

from __future__ import annotations

import ctypes
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store

#: Files that may wait for the store before whoever makes them has to wait.
_WAITING: Final = 8
#: Seconds between two looks whether a thread has ended.
_LOOK: Final = 0.5
#: A file and whether it stays; None after the last.
_File = tuple[Path, bool] | None


class StoreError(OSError):
    """A store that is missing, damaged, in use or in the way."""


@contextmanager
def loading(folder: Path) -> Iterator[Loader]:
    """Give what fills a fresh store in `folder`; it is full and on the disk when the block ends well.

    Raises StoreError where the store cannot be written, or what it is given cannot be read.
    """
    loader = Loader(folder)
    try:
        yield loader
        loader.finish()
    finally:
        loader.abandon()


class Loader:
    """Loads files of N-Quads and of N-Triples (the default graph's) into the fresh store of a folder.

    The store parses and sorts outside Python's lock, so that two threads take two processors. It takes 1.5 kB
    of memory for each line of a file, up to a million lines: small files bound it. (All files as one stream
    are sorted by the million, two of them at a time: no faster, and twice the memory.) Lines are not checked:
    they are this program's own. What goes wrong in a thread is raised by the next call.
    """

    def __init__(self, folder: Path) -> None:
        """Make a store in `folder`. Raises StoreError."""
        self._folder = folder
        with self._telling():
            self._store = Store(folder)
        self._error: BaseException | None = None
        self._stopped = threading.Event()
        self._compacting: threading.Thread | None = None
        self._lanes: list[queue.Queue[_File]] = [queue.Queue(_WAITING) for _ in range(2)]
        self._threads = [
            threading.Thread(target=self._load, args=(lane,), daemon=True) for lane in self._lanes
        ]
        for thread in self._threads:
            thread.start()

    def add(self, quads: Path, triples: Path, *, keep: bool = False) -> None:
        """Load two more files, which are removed when they are loaded unless `keep`; may have to wait.

        Raises StoreError.
        """
        for lane, path in zip(self._lanes, (quads, triples), strict=True):
            self._put(lane, (path, keep))

    def load(self) -> None:
        """Wait until all files are loaded; the store is then compacted meanwhile. Raises StoreError."""
        for lane in self._lanes:
            self._put(lane, None)
        for thread in self._threads:
            thread.join()
        self._look()
        _give_back()
        self._compacting = threading.Thread(target=self._compact, daemon=True)
        self._compacting.start()

    def finish(self) -> None:
        """Wait until all is in the store, compact, and on the disk. Raises StoreError."""
        if self._compacting is None:
            self.load()
        if self._compacting is not None:
            self._compacting.join()
        self._look()

    def abandon(self) -> None:
        """Stop as soon as may be, and let the store go; what is loaded stays behind."""
        self._stopped.set()
        for thread in (*self._threads, *((self._compacting,) if self._compacting else ())):
            thread.join()
        # The writer holds a lock as long as it lives.
        del self._store

    def _put(self, lane: queue.Queue[_File], file: _File) -> None:
        while True:
            self._look()
            try:
                lane.put(file, timeout=_LOOK)
            except queue.Full:
                continue
            return

    def _look(self) -> None:
        if self._error is not None:
            with self._telling():
                raise self._error

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (OSError, SyntaxError) as error:
            raise StoreError(f"{self._folder}：写不进存储：{error}") from error

    def _load(self, lane: queue.Queue[_File]) -> None:
        try:
            while not self._stopped.is_set():
                try:
                    file = lane.get(timeout=_LOOK)
                except queue.Empty:
                    continue
                if file is None:
                    return
                path, keep = file
                self._store.bulk_load(path=path, format=RdfFormat.N_QUADS, lenient=True)
                if not keep:
                    path.unlink()
        # Whatever it is, who waits for this thread has to hear of it.
        except BaseException as error:
            self._error = error

    def _compact(self) -> None:
        try:
            self._store.optimize()
            self._store.flush()
        except BaseException as error:
            self._error = error


def _give_back() -> None:
    """Give freed memory back to the system where the C library can (glibc); else a gigabyte stays."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
