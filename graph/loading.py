"""Fills a store at full speed: all files as one stream, which the store takes in whole or not at all."""

from __future__ import annotations

import ctypes
import os
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, cast

from pyoxigraph import RdfFormat, Store

#: Files that may wait for the store before whoever makes them has to wait.
_WAITING: Final = 8
#: Files of quads that come before their triples: what is sorted together then lies in few indexes.
_TOGETHER: Final = 8
#: Seconds between two looks whether a thread has ended.
_LOOK: Final = 0.5
#: Bytes of tables that are compacted sooner by the store's own threads than by one that is told to, and the
#: looks without a change after which those threads have ended.
_MUCH: Final = 256 * 1024 * 1024
_STILL: Final = 4
#: What the files of the store's tables end with.
_TABLE: Final = ".sst"
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

    The store parses and sorts outside Python's lock, a million lines at a time: one part is sorted while the
    next is read, in some 2 GB of memory (a part more where there are more than two processors). Its tables
    are compacted once, when all are there: a store that is given file after file compacts again and again,
    which takes more time the more files there are. Lines are not checked, as they are this program's own.
    What goes wrong in the thread is raised by the next call.
    """

    def __init__(self, folder: Path) -> None:
        """Make a store in `folder`. Raises StoreError."""
        self._folder = folder
        with self._telling():
            self._store = Store(folder)
        self._error: BaseException | None = None
        self._later: list[tuple[Path, bool]] = []
        self._stream = _Stream()
        self._loaded = threading.Event()
        self._thread = threading.Thread(target=self._load, daemon=True)
        self._thread.start()

    def add(self, quads: Path, triples: Path, *, keep: bool = False) -> None:
        """Load two more files, which are removed when they are loaded unless `keep`; may have to wait.

        Raises StoreError.
        """
        self._put((quads, keep))
        self._later.append((triples, keep))
        if len(self._later) == _TOGETHER:
            self._catch_up()

    def load(self) -> None:
        """Wait until all files are loaded; the store is then compacted meanwhile. Raises StoreError."""
        self._catch_up()
        self._put(None)
        while not self._loaded.wait(_LOOK):
            self._look()
        self._look()

    def finish(self) -> None:
        """Wait until all is in the store, compact, and on the disk. Raises StoreError."""
        if not self._loaded.is_set():
            self.load()
        self._thread.join()
        self._look()

    def abandon(self) -> None:
        """Stop as soon as may be, and let the store go; what is loaded stays behind."""
        self._stream.stopped.set()
        self._thread.join()
        # The writer holds a lock as long as it lives.
        del self._store

    def _catch_up(self) -> None:
        for file in self._later:
            self._put(file)
        self._later.clear()

    def _put(self, file: _File) -> None:
        while True:
            self._look()
            try:
                self._stream.waiting.put(file, timeout=_LOOK)
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

    def _load(self) -> None:
        try:
            stream = cast(IO[bytes], self._stream)
            self._store.bulk_load(stream, RdfFormat.N_QUADS, lenient=True)
            self._loaded.set()
            _give_back()
            self._settle()
            self._store.optimize()
            self._store.flush()
        # Whatever it is, who waits for this thread has to hear of it.
        except BaseException as error:
            self._error = error
        finally:
            self._stream.close()
            self._loaded.set()

    def _settle(self) -> None:
        """Wait while the store compacts of itself, some indexes at a time; told to, it takes one by one."""
        seen, still = self._tables(), 0
        while sum(seen.values()) > _MUCH and still < _STILL and not self._stream.stopped.wait(_LOOK):
            before, seen = seen, self._tables()
            still = still + 1 if seen == before else 0

    def _tables(self) -> dict[str, int]:
        """Return the sizes of the store's tables by name; those that are removed meanwhile may be missing."""
        sizes: dict[str, int] = {}
        for entry in os.scandir(self._folder):
            with suppress(FileNotFoundError):
                if entry.name.endswith(_TABLE):
                    sizes[entry.name] = entry.stat().st_size
        return sizes


def _give_back() -> None:
    """Give freed memory back to the system where the C library can (glibc); else a gigabyte stays."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


class _Stopped(Exception):  # noqa: N818 - nothing went wrong
    """Nobody wants the rest."""


@dataclass(slots=True)
class _Stream:
    """The files that wait, as the store reads them: one after the other, as they come."""

    waiting: queue.Queue[_File] = field(default_factory=lambda: queue.Queue(_WAITING))
    stopped: threading.Event = field(default_factory=threading.Event)
    _file: IO[bytes] | None = None
    _path: Path = field(default_factory=Path)
    _keep: bool = False

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` more bytes, nothing after the last. Raises OSError where a file is missing."""
        while True:
            if self.stopped.is_set():
                raise _Stopped
            if self._file is None and not self._open():
                return b""
            if self._file is not None and (data := self._file.read(size)):
                return data
            self.close()

    def close(self) -> None:
        """Close the file that was read, and remove it unless it is to stay."""
        if self._file is None:
            return
        self._file.close()
        self._file = None
        if not self._keep:
            self._path.unlink()

    def _open(self) -> bool:
        """Wait for the next file and open it; say whether there is one."""
        while True:
            try:
                file = self.waiting.get(timeout=_LOOK)
            except queue.Empty:
                if self.stopped.is_set():
                    raise _Stopped from None
                continue
            if file is None:
                # Whoever asks again hears the same.
                self.waiting.put(None)
                return False
            self._path, self._keep = file
            self._file = self._path.open("rb")
            return True
