"""Worker processes that read reports: a report that hangs, crashes or eats memory ends its worker, no more.

Libraries in C cannot be interrupted from within; so the process itself is what is bounded, and killed.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from typing import Any, Final

from .errors import ReportError
from .facts import ReportFacts
from .formats.source import MEGABYTE, Limits, PageProgress
from .llm.settings import LlmSettings
from .reading.blocks import Document
from .timing import Deadline, too_late

#: Seconds that a worker gets on top of the limit: it gives up by itself first, and says so better.
_GRACE: Final = 5.0
#: Seconds a new worker may take to load what it needs.
_START: Final = 60.0
_MOST_WORKERS: Final = 8
#: New objects after which a worker looks for garbage: a report makes many small ones, hardly any in cycles.
_GARBAGE: Final = 20_000
_SIGKILL: Final = 9  # numbers of signals on Unix; Windows has none
_SIGABRT: Final = 6
#: Called with the report at work, the pages read by OCR (or sections by a model) so far, and all of them.
Pages = Callable[[Path, int, int], None]
Result = ReportFacts | ReportError


@dataclass(frozen=True, slots=True)
class Task:
    """A report to read: where it is, what its facts call it, and the model that is asked too, if any.

    `only_read` asks for the document that it holds, not for its facts.
    """

    path: Path
    name: str
    llm: LlmSettings | None = None
    only_read: bool = False


def default_jobs() -> int:
    """Return how many workers read at a time unless told otherwise: one to a processor, eight at most."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST_WORKERS)


def warm_up() -> None:
    """Begin to load what workers need, beside whatever the caller does until it wants them."""
    if isinstance(_context(), ForkServerContext):
        forkserver.ensure_running()


def no_pages(_path: Path, _done: int, _total: int) -> None:
    """Show nothing."""


def extract_in_workers(
    tasks: Sequence[Task], limits: Limits, pages: Pages, jobs: int | None = None, sections: Pages = no_pages
) -> Iterator[tuple[Task, Result]]:
    """Yield each task with its facts, or the error it ended in, as they come.

    `pages` is told of pages read by OCR, `sections` of sections read by a model.
    `jobs` processes work at a time (default: see `default_jobs`); each is bounded by `limits`.
    """
    yield from _in_workers(tasks, limits, pages, jobs, sections)


def read_in_worker(path: Path, limits: Limits, pages: Pages) -> Document:
    """Return the document that a file holds, read in a process that `limits` bound.

    Raises ReportError as `read_report`, and where a limit is passed.
    """
    task = Task(path, path.name, only_read=True)
    ((_, result),) = _in_workers([task], limits, pages, 1, no_pages)
    if isinstance(result, ReportError):
        raise result
    document: Document = result
    return document


def _in_workers(
    tasks: Sequence[Task], limits: Limits, pages: Pages, jobs: int | None, sections: Pages
) -> Iterator[tuple[Task, Any]]:
    """Yield each task with what came of it: facts, a document where only that is asked for, or an error."""
    waiting = list(reversed(tasks))
    workers = [_Worker(limits) for _ in range(min(jobs or default_jobs(), len(tasks)))]
    try:
        for worker in workers:
            worker.begin(waiting.pop())
        while busy := [worker for worker in workers if worker.task]:
            for worker in _ready(busy):
                result = worker.result(pages, sections)
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


def _ready(busy: Sequence[_Worker]) -> list[_Worker]:
    """Wait for the first worker that has something to say, or whose time is over."""
    left = min(worker.deadline.left for worker in busy)
    said = wait([worker.connection for worker in busy], timeout=max(0.0, left))
    return [worker for worker in busy if worker.connection in said or worker.deadline.left <= 0]


class _Worker:
    """A process that reads one report after another, started anew after it had to be killed."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.task: Task | None = None
        self.deadline = Deadline(0.0)
        self._start()

    def _start(self) -> None:
        context = _context()
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self.limits), daemon=True)
        self._process.start()
        theirs.close()
        self._fresh = True

    def begin(self, task: Task) -> None:
        """Give the worker a report to read."""
        self.task = task
        self.deadline = Deadline(self.limits.seconds + _GRACE + (_START if self._fresh else 0.0))
        self._fresh = False
        with contextlib.suppress(OSError):  # it has died: `result` will see the end of its connection
            self.connection.send(task)

    def result(self, pages: Pages, sections: Pages) -> Any:
        """Return what has come of the task; None while it goes on."""
        task = self.task
        if task is None:
            return None
        if not self.connection.poll():
            if self.deadline.left > 0:
                return None
            self._restart()
            return too_late(task.path, self.limits.seconds)
        try:
            said: tuple[str, Any] = self.connection.recv()
        except (EOFError, OSError):
            reason = _why(self._restart(), self.limits)
            return ReportError(task.path, *reason)
        if said[0] not in ("pages", "sections"):
            return _result(task, said)
        done, total = said[1]
        if said[0] == "pages":
            self.deadline.extend(self.limits.ocr_seconds)
            pages(task.path, done, total)
        else:
            # A slow model kills no report: each section has its whole time from when it is asked about.
            most = task.llm.section_seconds if task.llm else 0.0
            self.deadline.extend(max(0.0, most + _GRACE - self.deadline.left))
            sections(task.path, done, total)
        return None

    def _restart(self) -> int | None:
        """Kill the process and start another; return how the first ended."""
        code = self._kill()
        self._start()
        return code

    def _kill(self) -> int | None:
        self._process.join(0.2)
        ended: int | None = self._process.exitcode
        self._process.kill()
        self._process.join()
        self.connection.close()
        return ended

    def end(self) -> None:
        """End the process at once, whatever it does."""
        self._process.kill()
        self._process.join()
        self.connection.close()


def _context() -> SpawnContext | ForkServerContext:
    """Return how workers start: forked from a process that has loaded all they need, where that works."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([f"{__package__}.preloaded"])
    return context


def _result(task: Task, said: tuple[str, Any]) -> Any:
    kind, content = said
    if kind == "read":
        return content
    if kind == "refused":
        return ReportError(task.path, *content)
    return ReportError(task.path, f"程序出错（{content}）", "请报告这个问题")


def _why(code: int | None, limits: Limits) -> tuple[str, str]:
    """Return why a worker ended, and what to do."""
    # Libraries in C abort where they get no more memory; the system kills what takes too much of it.
    if code in (-_SIGKILL, -_SIGABRT):
        return f"读的时候占用内存太多，进程被终止（上限 {limits.memory_megabytes} MB）", _LESS
    return f"读的时候解析库崩溃（退出码 {code}）", "文件可能损坏，请重新下载或另存一份"


_LESS: Final = "请检查是不是报告，或拆成几份；确实要读就用 --max-memory-mb 放宽"


def _work(connection: Connection[Any, Any], limits: Limits) -> None:
    """Read the reports that come, one after the other, until no more come. Runs in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers itself
    gc.freeze()  # word lists and patterns stay: the collector need not look through them again
    gc.set_threshold(_GARBAGE)
    _bound_memory(limits)
    while True:
        try:
            task: Task = connection.recv()
        except (EOFError, OSError):
            return

        def tell(done: int, total: int) -> None:
            connection.send(("pages", (done, total)))

        def tell_section(done: int, total: int) -> None:
            connection.send(("sections", (done, total)))

        try:
            said: tuple[str, Any] = ("read", _read(task, limits, tell, tell_section))
        except ReportError as error:
            said = ("refused", (error.reason, error.advice))
        except MemoryError:
            said = ("refused", (f"占用内存超过上限 {limits.memory_megabytes} MB", _LESS))
        # One report among thousands must not lose the others, whatever it holds; the fault itself is told.
        except Exception as error:
            said = ("failed", f"{type(error).__name__}: {error}")
        try:
            connection.send(said)
        except OSError:
            return  # no one listens any more


def _read(task: Task, limits: Limits, tell: PageProgress, tell_section: PageProgress) -> Any:
    from .reports import extract_report, read_in_time

    if task.only_read:
        return read_in_time(task.path, limits, tell)
    return extract_report(task.path, task.name, limits, tell, llm=task.llm, sections=tell_section)


def _bound_memory(limits: Limits) -> None:
    """Bound the memory that this process may take; Windows and macOS know no such bound."""
    if limits.memory_megabytes and sys.platform == "linux":
        import resource

        most = limits.memory_megabytes * MEGABYTE
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(
            resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
        )
