"""One build at a time in a folder: a lock that the system frees however a process ends, and who holds it."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from .errors import CommandError

#: The name of the file that is locked.
LOCK: Final = ".zhijiao-lock"
#: Called with who holds a lock that is waited for.
Waiting = Callable[[str], None]
#: Seconds between two attempts to take a lock that is waited for.
_PAUSE: Final = 0.2
#: The byte that Windows locks: beyond the text, which others may then read.
_BYTE: Final = 1 << 20
#: Locks of this process. A child that it forks would hold them too, and longer than its parent lives.
_HELD: Final[set[IO[bytes]]] = set()


@contextmanager
def locked(path: Path, refusal: str, waiting: Waiting | None = None) -> Iterator[None]:
    """Hold the lock of the file `path`, made with its folder where missing, while the block runs.

    Where another process holds it: with `waiting`, which is told who that is, wait until it is free; without,
    raise CommandError with the text `refusal`, in which `{who}` is that process. Raises OSError where the
    file cannot be written.
    """
    told = False
    while True:
        # Whoever held it may have deleted its folder at its end.
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b", buffering=0) as lock:
            if _taken(lock):
                # Whoever held it may have deleted the file at its end; then this is the lock of nothing.
                if not _stands(lock, path):
                    continue
                with _signed(lock):
                    yield
                return
        if waiting is None:
            raise CommandError(refusal.format(who=holder(path)))
        if not told:
            waiting(holder(path))
            told = True
        time.sleep(_PAUSE)


def holder(path: Path) -> str:
    """Return who has signed the lock of the file `path`: process, computer and since when; or nothing."""
    try:
        data = json.loads(path.read_bytes())
        return f"（进程 {int(data['process'])}，在 {data['computer']} 上，{data['since']} 开始）"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


@contextmanager
def _signed(lock: IO[bytes]) -> Iterator[None]:
    """Have this process's name stand in a lock that it has taken, while the block runs."""
    _HELD.add(lock)
    try:
        sign = {
            "process": os.getpid(),
            "computer": socket.gethostname(),
            "since": datetime.now().astimezone().isoformat(sep=" ", timespec="seconds"),
        }
        # Who holds it is told for people; a disk that has no room for that is no reason to stop.
        with suppress(OSError):
            lock.truncate(0)
            lock.write(json.dumps(sign, ensure_ascii=False).encode())
        yield
    finally:
        with suppress(OSError, ValueError):
            lock.truncate(0)
        _HELD.discard(lock)


def _taken(lock: IO[bytes]) -> bool:
    """Take the lock, which the system frees however the process ends; say whether it was free."""
    try:
        if sys.platform == "win32":
            import msvcrt

            lock.seek(_BYTE)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _stands(lock: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(lock.fileno()), path.stat())
    except OSError:
        return False


def _let_go() -> None:
    for lock in _HELD:
        lock.close()
    _HELD.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)
