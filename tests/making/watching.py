"""What a process and its children take, looked at again and again (Linux), and whether it grows."""

from __future__ import annotations

import os
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Final

_PROC: Final = Path("/proc")


@dataclass(frozen=True, slots=True)
class Sample:
    """A look at a process and its children after so many requests; memory is PSS in MB.

    `worker_mb` is that of the largest child, `descriptors` and `threads` are of the process itself,
    `worker_descriptors` the most that a child has open; `files` and `files_mb` are temporary files.
    """

    seconds: float
    requests: int
    server_mb: float
    worker_mb: float
    workers: int
    descriptors: int
    worker_descriptors: int
    threads: int
    files: int
    files_mb: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may be more: MB over the watched time by the fitted line, the rest when all is quiet."""

    server_mb: float = 24.0
    worker_mb: float = 48.0
    descriptors: int = 2
    threads: int = 2
    workers: int = 4


def sample(process: int, temporary: Path, begin: float, requests: int) -> Sample:
    """Look at a process now; what has just ended counts as nothing."""
    children = [one for one in _children(process) if _is_alive(one)]
    files = [one for one in temporary.rglob("*") if _is_file(one)]
    return Sample(
        time.monotonic() - begin,
        requests,
        _megabytes(process),
        max((_megabytes(one) for one in children), default=0.0),
        len(children),
        _entries(process, "fd"),
        max((_entries(one, "fd") for one in children), default=0),
        _entries(process, "task"),
        len(files),
        round(sum(_size(one) for one in files) / 1e6, 1),
    )


def growth(samples: Sequence[Sample], name: str, warm: float = 1 / 3) -> float:
    """Return by how much a figure grows over the samples behind the first `warm` share, by the fitted line.

    The line is drawn over the number of requests. Nothing grows where fewer than three samples are left.
    """
    watched = samples[int(len(samples) * warm) :]
    span = watched[-1].requests - watched[0].requests if watched else 0
    if len(watched) < 3 or not span:
        return 0.0
    line = statistics.linear_regression(
        [float(one.requests) for one in watched], [float(getattr(one, name)) for one in watched]
    )
    return float(line.slope * span)


def faults(samples: Sequence[Sample], before: Sample, after: Sample, bounds: Bounds) -> list[str]:
    """Return what has leaked: memory on the way, and what is still open `after` all was quiet again.

    `before` is a look when all was quiet once the server was warm.
    """
    found = []
    for name, most in (("server_mb", bounds.server_mb), ("worker_mb", bounds.worker_mb)):
        if (more := growth(samples, name)) > most:
            found.append(f"{name} grows by {more:.1f}, may by {most:g}")
    for name in ("descriptors", "threads", "workers"):
        more = getattr(after, name) - getattr(before, name)
        if more > getattr(bounds, name):
            found.append(f"{more} {name} more than before")
    if after.files > before.files:
        found.append(f"{after.files - before.files} temporary files are left")
    return found


def table(samples: Sequence[Sample], most: int = 12) -> str:
    """Return some of the samples as a table in Markdown."""
    names = [one.name for one in fields(Sample)]
    step = max(1, len(samples) // most)
    rows = [[f"{getattr(one, name):.6g}" for name in names] for one in samples[::step]]
    lines = [
        f"| {' | '.join(names)} |",
        f"|{'---|' * len(names)}",
        *(f"| {' | '.join(row)} |" for row in rows),
    ]
    return "\n".join(lines)


class Watch:
    """Looks at a process every `period` seconds from a thread, within a `with` block."""

    def __init__(
        self, process: int, temporary: Path, requests: Callable[[], int], period: float = 1.0
    ) -> None:
        """Take the process's number, the folder of its temporary files, and what counts requests."""
        self.samples: list[Sample] = []
        self._process, self._temporary, self._requests, self._period = process, temporary, requests, period
        self._begin = time.monotonic()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def look(self) -> Sample:
        """Look now, besides the period."""
        return sample(self._process, self._temporary, self._begin, self._requests())

    def quiet(self, usual: Sample | None = None, patience: float = 30.0) -> Sample:
        """Wait until nothing changes any more, or nothing is more than it was usually, and return that."""
        last = self.look()
        end = time.monotonic() + patience
        still = 0
        while time.monotonic() < end and still < 4:
            time.sleep(0.25)
            now = self.look()
            same = (now.descriptors, now.threads, now.workers, now.files) == (
                last.descriptors,
                last.threads,
                last.workers,
                last.files,
            )
            back = usual is None or (now.descriptors <= usual.descriptors and now.files <= usual.files)
            still = still + 1 if same and back else 0
            last = now
        return last

    def _run(self) -> None:
        while not self._over.wait(self._period):
            self.samples.append(self.look())


def _children(process: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):
        for task in (_PROC / str(process) / "task").iterdir():
            with suppress(OSError):
                found += map(int, (task / "children").read_text(encoding="ascii").split())
    return [*found, *(one for child in found for one in _children(child))]


def _is_alive(process: int) -> bool:
    with suppress(OSError):
        return (_PROC / str(process) / "stat").read_text(encoding="ascii").rpartition(")")[2].split()[
            0
        ] != "Z"
    return False


def _megabytes(process: int) -> float:
    with suppress(OSError):
        for line in (_PROC / str(process) / "smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _entries(process: int, name: str) -> int:
    with suppress(OSError):
        return len(os.listdir(_PROC / str(process) / name))  # noqa: PTH208 - names only, of what may be gone
    return 0


def _is_file(path: Path) -> bool:
    with suppress(OSError):
        return path.is_file()
    return False


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0
