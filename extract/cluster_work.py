"""What a worker of a cluster does with a report: it reads it in a process that the report's limits bound.

The worker itself only waits: what hangs, crashes or eats memory ends that process, and the worker goes on.
"""

from __future__ import annotations

import socket
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .bounded import BoundedProcess, Task, start_apart
from .errors import ReportError
from .facts import ReportFacts
from .formats.source import Limits


@dataclass(frozen=True, slots=True)
class Job:
    """A report as it is sent: its bytes instead of its place, and which program is to read it.

    `program` tells the worker which program it has; `expected` is what it has to be. The function `make` is
    applied to the facts.
    """

    name: str
    suffix: str
    data: bytes
    limits: Limits
    make: Callable[[ReportFacts], Any]
    program: Callable[[], str]
    expected: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A report that could not be read: why, and what to do."""

    reason: str
    advice: str


@dataclass(frozen=True, slots=True)
class Stranger:
    """A worker on the machine `host` that has another program than it should."""

    host: str


def do(job: Job) -> Any:
    """Return what `make` made of the report's facts; Refused where that failed, or Stranger."""
    if job.program() != job.expected:
        return Stranger(socket.gethostname())
    with tempfile.TemporaryDirectory(prefix="zhijiao-") as folder:
        path = Path(folder) / f"report{job.suffix}"
        path.write_bytes(job.data)
        result = _process(job.limits).read(Task(path, job.name, make=job.make))
    return Refused(result.reason, result.advice) if isinstance(result, ReportError) else result


_OWN = threading.local()


def _process(limits: Limits) -> BoundedProcess:
    """Return the process that reads for this thread; one that other limits bound is ended first."""
    known: tuple[Limits, BoundedProcess] | None = getattr(_OWN, "process", None)
    if known is None or known[0] != limits:
        if known is not None:
            known[1].end()
        known = _OWN.process = (limits, BoundedProcess(limits, start_apart))
    return known[1]
