"""Fills a store at full speed: its quads and its default graph by a thread each, while the files come."""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat, Store

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

#: Files that may wait for the store before whoever makes them has to wait.
_WAITING: Final = 8
#: Seconds between two looks whether a thread has ended.
_LOOK: Final = 0.5
_BUFFER: Final = 1 << 20


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

    The store parses and sorts outside Python's lock, so that two threads take two processors. What goes
    wrong in a thread is raised by the next call.
    """

    def __init__(self, folder: Path) -> None:
        """Make a store in `folder`. Raises StoreError."""
        self._folder = folder
        with self._telling():
            self._store = Store(folder)
        self._error: BaseException | None = None
        self._lanes = [_Lane(), _Lane()]
        self._threads = [
            threading.Thread(target=self._load, args=(lane,), daemon=True) for lane in self._lanes
        ]
        for thread in self._threads:
            thread.start()

    def add(self, quads: Path, triples: Path, *, keep: bool = False) -> None:
        """Load two more files, which are removed when they have been read unless `keep`; may have to wait.

        Raises StoreError.
        """
        for lane, path in zip(self._lanes, (quads, triples), strict=True):
            while not lane.put((path, keep)):
                self._look()

    def finish(self) -> None:
        """Wait until all is in the store and on the disk. Raises StoreError."""
        for lane in self._lanes:
            while not lane.put(None):
                self._look()
        for thread in self._threads:
            thread.join()
        self._look()
        with self._telling():
            self._store.optimize()
            self._store.flush()

    def abandon(self) -> None:
        """Stop as soon as may be, and let the store go; what is loaded stays behind."""
        for lane in self._lanes:
            lane.stop()
        for thread in self._threads:
            thread.join()
        # The writer holds a lock as long as it lives.
        del self._store

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

    def _load(self, lane: _Lane) -> None:
        try:
            self._store.bulk_load(input=io.BufferedReader(lane, _BUFFER), format=RdfFormat.N_QUADS)
        # Whatever it is, who waits for this thread has to hear of it.
        except BaseException as error:
            self._error = error


class _Lane(io.RawIOBase):
    """Files one behind the other as one stream, whose reader waits for the next."""

    def __init__(self) -> None:
        super().__init__()
        self._files: queue.Queue[tuple[Path, bool] | None] = queue.Queue(_WAITING)
        self._stopped = threading.Event()
        self._open: tuple[io.BufferedReader, Path, bool] | None = None
        self._ended = False

    def put(self, file: tuple[Path, bool] | None) -> bool:
        """Let a file follow, or the end; say whether there was room for it within a moment."""
        try:
            self._files.put(file, timeout=_LOOK)
        except queue.Full:
            return False
        return True

    def stop(self) -> None:
        """Let the stream end where it is."""
        self._stopped.set()

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read the next bytes, of whichever file; 0 at the end."""
        while not self._stopped.is_set():
            if self._open is None and not self._next():
                continue
            if self._open is None:
                return 0
            file, path, keep = self._open
            if size := file.readinto(buffer):
                return size
            file.close()
            if not keep:
                path.unlink()
            self._open = None
        return 0

    def _next(self) -> bool:
        """Open the next file; say whether there was one, or the end, within a moment."""
        if self._ended:
            return True
        try:
            following = self._files.get(timeout=_LOOK)
        except queue.Empty:
            return False
        if following is None:
            self._ended = True
        else:
            self._open = (following[0].open("rb"), *following)
        return True
