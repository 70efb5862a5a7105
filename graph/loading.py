"""Fills a store at full speed: all files as one stream, which is sorted by the million while it comes."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, cast

from pyoxigraph import RdfFormat, Store

#: Pairs of files that may wait for the store before whoever makes them has to wait.
_WAITING: Final = 8
#: Pairs of files whose quads come before their triples: what is sorted together then lies in few indexes.
_TOGETHER: Final = 2
#: Seconds between two looks whether a thread has ended.
_LOOK: Final = 0.5


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


@dataclass(frozen=True, slots=True)
class _Pair:
    """Files of quads and of their triples, and whether they stay."""

    quads: Path
    triples: Path
    keep: bool


class Loader:
    """Loads files of N-Quads and of N-Triples (the default graph's) into the fresh store of a folder.

    The store parses and sorts outside Python's lock, a million lines at a time in two threads of its own:
    some 1.7 GB of memory, less for less. Fewer, larger parts are fewer tables to compact. What goes wrong is
    raised by the next call.
    """

    def __init__(self, folder: Path) -> None:
        """Make a store in `folder`. Raises StoreError."""
        self._folder = folder
        with self._telling():
            self._store = Store(folder)
        self._error: BaseException | None = None
        self._stream = _Stream()
        self._loaded = threading.Event()
        self._thread = threading.Thread(target=self._load, daemon=True)
        self._thread.start()

    def add(self, quads: Path, triples: Path, *, keep: bool = False) -> None:
        """Load two more files, which are removed when they are loaded unless `keep`; may have to wait.

        Raises StoreError.
        """
        self._put(_Pair(quads, triples, keep))

    def load(self) -> None:
        """Wait until all files are loaded; the store is then compacted meanwhile. Raises StoreError."""
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

    def _put(self, pair: _Pair | None) -> None:
        while True:
            self._look()
            try:
                self._stream.waiting.put(pair, timeout=_LOOK)
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
            self._store.bulk_load(cast(IO[bytes], self._stream), RdfFormat.N_QUADS)
            self._loaded.set()
            self._store.optimize()
            self._store.flush()
        # Whatever it is, who waits for this thread has to hear of it.
        except BaseException as error:
            self._error = error
        finally:
            self._stream.close()
            self._loaded.set()


class _Stopped(Exception):  # noqa: N818 - nothing went wrong
    """Nobody wants the rest."""


@dataclass(slots=True)
class _Stream:
    """The files that wait, as the store reads them: one after the other, as they come."""

    waiting: queue.Queue[_Pair | None] = field(default_factory=lambda: queue.Queue(_WAITING))
    stopped: threading.Event = field(default_factory=threading.Event)
    _next: deque[tuple[Path, bool]] = field(default_factory=deque)
    _ended: bool = False
    _file: IO[bytes] | None = None
    _done: tuple[Path, bool] | None = None

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` more bytes, nothing after the last. Raises OSError where a file is missing."""
        while True:
            if self.stopped.is_set():
                raise _Stopped
            if self._file is None:
                if not self._next and not self._take():
                    return b""
                self._done = self._next.popleft()
                self._file = self._done[0].open("rb")
            if data := self._file.read(size):
                return data
            self.close()

    def close(self) -> None:
        """Close the file that was read, and remove it unless it is to stay."""
        if self._file is None or self._done is None:
            return
        self._file.close()
        self._file = None
        path, keep = self._done
        if not keep:
            path.unlink()

    def _take(self) -> bool:
        """Wait for more pairs; say whether some came."""
        pairs: list[_Pair] = []
        while not self._ended and len(pairs) < _TOGETHER:
            try:
                pair = self.waiting.get(timeout=_LOOK)
            except queue.Empty:
                if self.stopped.is_set():
                    raise _Stopped from None
            else:
                self._ended = pair is None
                pairs += [pair] if pair else []
        self._next += [(one.quads, one.keep) for one in pairs]
        self._next += [(one.triples, one.keep) for one in pairs]
        return bool(pairs)
