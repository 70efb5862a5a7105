"""Worker processes of this machine that read reports, several at a time, each of them bounded."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Final, TypeVar

from .bounded import BoundedProcess, Pages, Task, prepare, starter, whole
from .errors import ReportError
from .facts import ReportFacts
from .formats.source import Limits
from .reading.blocks import Document

__all__ = ["Task", "default_jobs", "extract_in_workers", "make_in_workers", "read_in_worker", "warm_up"]

_MOST_WORKERS: Final = 8
#: Seconds between two calls of `idle` while no worker has anything to say.
_IDLE: Final = 0.5
Result = ReportFacts | ReportError
T = TypeVar("T")


def default_jobs() -> int:
    """Return how many workers read at a time unless told otherwise: one to a processor, eight at most."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST_WORKERS)


def warm_up(*modules: str) -> None:
    """Begin to load what workers need, beside whatever the caller does until it wants them.

    `modules` are loaded too: those whose functions are to be applied to facts.
    """
    prepare(modules)


def no_pages(_path: Path, _done: int, _total: int) -> None:
    """Show nothing."""


def not_idle() -> None:
    """Do nothing."""


def extract_in_workers(
    tasks: Sequence[Task], limits: Limits, pages: Pages, jobs: int | None = None, sections: Pages = no_pages
) -> Iterator[tuple[Task, Result]]:
    """Yield each task with its facts, or the error it ended in, as they come.

    `pages` is told of pages read by OCR, `sections` of sections read by a model.
    `jobs` processes work at a time (default: see `default_jobs`); each is bounded by `limits`.
    """
    yield from make_in_workers(tasks, whole, limits, jobs, pages=pages, sections=sections)


def make_in_workers(
    tasks: Sequence[Task],
    make: Callable[[ReportFacts], T],
    limits: Limits,
    jobs: int | None = None,
    *,
    pages: Pages = no_pages,
    sections: Pages = no_pages,
    idle: Callable[[], None] = not_idle,
) -> Iterator[tuple[Task, T | ReportError]]:
    """Yield each task with what the worker made of its facts, or the error it ended in, as they come.

    `make` is a function of a module: what it gives back is all that comes from the worker. `idle` is called
    now and then while there is nothing to yield; the rest is as for `extract_in_workers`.
    """
    watch = _Watch(pages, sections, idle)
    yield from _in_workers([replace(task, make=make) for task in tasks], limits, jobs, watch)


def read_in_worker(path: Path, limits: Limits, pages: Pages) -> Document:
    """Return the document that a file holds, read in a process that `limits` bound.

    Raises ReportError as `read_report`, and where a limit is passed.
    """
    task = Task(path, path.name, only_read=True)
    ((_, result),) = _in_workers([task], limits, 1, _Watch(pages))
    if isinstance(result, ReportError):
        raise result
    document: Document = result
    return document


@dataclass(frozen=True, slots=True)
class _Watch:
    """What is told of the work as it goes on."""

    pages: Pages = no_pages
    sections: Pages = no_pages
    idle: Callable[[], None] = not_idle


def _in_workers(
    tasks: Sequence[Task], limits: Limits, jobs: int | None, watch: _Watch
) -> Iterator[tuple[Task, Any]]:
    """Yield each task with what came of it: what it asks for, or an error."""
    if not tasks:
        return
    waiting = list(reversed(tasks))
    start = starter([task.make.__module__ for task in tasks[:1]])
    workers: list[BoundedProcess] = []
    try:
        while len(workers) < min(jobs or default_jobs(), len(tasks)):
            workers.append(BoundedProcess(limits, start))
            workers[-1].begin(waiting.pop())
        while busy := [worker for worker in workers if worker.task]:
            ready = _ready(busy)
            if not ready:
                watch.idle()
            for worker in ready:
                result = worker.result(watch.pages, watch.sections)
                if result is None:
                    continue
                task, worker.task = worker.task, None
                if waiting:
                    worker.begin(waiting.pop())
                if task is not None:
                    yield task, result
    finally:
        for worker in workers:
            worker.end()


def _ready(busy: Sequence[BoundedProcess]) -> list[BoundedProcess]:
    """Wait a while for a worker that has something to say, or whose time is over."""
    left = min(worker.deadline.left for worker in busy)
    said = wait([worker.connection for worker in busy], timeout=min(max(0.0, left), _IDLE))
    return [worker for worker in busy if worker.connection in said or worker.deadline.left <= 0]
