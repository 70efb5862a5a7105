"""A process that reads reports within bounds: one that hangs, crashes or eats memory ends that process only.

Libraries in C cannot be interrupted from within; so the process itself is what is bounded, and killed.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from typing import Any, Final, Protocol

from .errors import ReportError
from .facts import ReportFacts
from .formats.source import MEGABYTE, Limits, PageProgress
from .llm.settings import LlmSettings
from .timing import Deadline, too_late

#: Seconds that a process gets on top of the limit: it gives up by itself first, and says so better.
_GRACE: Final = 5.0
#: Seconds a new process may take to load what it needs.
_START: Final = 60.0
#: New objects after which a process looks for garbage: a report makes many small ones, hardly any in cycles.
_GARBAGE: Final = 20_000
_SIGKILL: Final = 9  # numbers of signals on Unix; Windows has none
_SIGABRT: Final = 6
_PRELOADED: Final = f"{__package__}.preloaded"
#: Called with the report at work, the pages read by OCR (or sections by a model) so far, and all of them.
Pages = Callable[[Path, int, int], None]


def whole(facts: ReportFacts) -> ReportFacts:
    """Return the facts as they are: what is made of a report unless a task says otherwise."""
    return facts


@dataclass(frozen=True, slots=True)
class Task:
    """A report to read: where it is, what its facts call it, and the model that is asked too, if any.

    `make` is what the process makes of the facts and gives back in their place: a function of a module, so
    that another process finds it by its name. `only_read` asks for the document that the file holds instead.
    """

    path: Path
    name: str
    llm: LlmSettings | None = None
    only_read: bool = False
    make: Callable[[ReportFacts], Any] = whole


def _unheard(_path: Path, _done: int, _total: int) -> None:
    """Tell no one of the pages read."""


class _Process(Protocol):
    """What is needed of a process, however it was started."""

    @property
    def exitcode(self) -> int | None: ...

    def kill(self) -> None: ...

    def join(self, timeout: float | None = None) -> None: ...


#: Starts a process that serves reports at the other end of a connection.
Start = Callable[[Limits], tuple[_Process, "Connection[Any, Any]"]]


class BoundedProcess:
    """A process that reads one report after another, started anew after it had to be killed."""

    def __init__(self, limits: Limits, start: Start) -> None:
        """Start the process by `start`; what it reads is bounded by `limits`."""
        self._limits = limits
        self._starter = start
        self.task: Task | None = None
        self.deadline = Deadline(0.0)
        self._start()

    def _start(self) -> None:
        self._process, self.connection = self._starter(self._limits)
        self._fresh = True

    def begin(self, task: Task) -> None:
        """Give the process a report to read."""
        self.task = task
        self.deadline = Deadline(self._limits.seconds + _GRACE + (_START if self._fresh else 0.0))
        self._fresh = False
        with contextlib.suppress(OSError):  # it has died: `result` will see the end of its connection
            self.connection.send(task)

    def read(self, task: Task) -> Any:
        """Return what comes of a task, or the ReportError that it ended in."""
        self.begin(task)
        while (result := self.result(_unheard, _unheard)) is None:
            wait([self.connection], timeout=max(0.0, self.deadline.left))
        self.task = None
        return result

    def result(self, pages: Pages, sections: Pages) -> Any:
        """Return what has come of the task; None while it goes on."""
        task = self.task
        if task is None:
            return None
        if not self.connection.poll():
            if self.deadline.left > 0:
                return None
            self._restart()
            return too_late(task.path, self._limits.seconds)
        try:
            said: tuple[str, Any] = self.connection.recv()
        except (EOFError, OSError):
            reason = _why(self._restart(), self._limits)
            return ReportError(task.path, *reason)
        if said[0] not in ("pages", "sections"):
            return _result(task, said)
        done, total = said[1]
        if said[0] == "pages":
            self.deadline.extend(self._limits.ocr_seconds)
            pages(task.path, done, total)
        else:
            # A slow model kills no report: each section has its whole time from when it is asked about.
            most = task.llm.section_seconds if task.llm else 0.0
            self.deadline.extend(max(0.0, most + _GRACE - self.deadline.left))
            sections(task.path, done, total)
        return None

    def _restart(self) -> int | None:
        """Kill the process and start another; return how the first ended."""
        self._process.join(0.2)
        ended = self._process.exitcode
        self.end()
        self._start()
        return ended

    def end(self) -> None:
        """End the process at once, whatever it does."""
        self._process.kill()
        self._process.join()
        self.connection.close()


def prepare(modules: Sequence[str] = ()) -> SpawnContext | ForkServerContext:
    """Return how processes of this machine start: forked from one that has loaded all they need, if possible.

    `modules` are loaded there too. That process is started if it does not run yet.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(dict.fromkeys((_PRELOADED, *modules))))
    with _undisturbed():
        forkserver.ensure_running()
    return context


def starter(modules: Sequence[str] = ()) -> Start:
    """Return what starts bounded processes on this machine; `modules` are what their tasks need besides."""
    context = prepare(modules)

    def start(limits: Limits) -> tuple[_Process, Connection[Any, Any]]:
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, limits), daemon=True)
        with _undisturbed():
            process.start()
        theirs.close()
        return process, ours

    return start


def start_apart(limits: Limits) -> tuple[_Process, Connection[Any, Any]]:
    """Start a bounded process from one that `multiprocessing` lets have no children. Works on Unix."""
    ours, theirs = multiprocessing.Pipe()
    begin = f"from {__name__} import serve_apart; serve_apart({theirs.fileno()})"
    with _undisturbed():
        process = subprocess.Popen(
            [sys.executable, "-c", begin], pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
        )
    theirs.close()
    with contextlib.suppress(OSError):  # it has died: its first task will see that
        ours.send(limits)
    return _Apart(process), ours


@dataclass(frozen=True, slots=True)
class _Apart:
    """A process of `subprocess` in the words of one of `multiprocessing`."""

    process: subprocess.Popen[bytes]

    @property
    def exitcode(self) -> int | None:
        return self.process.poll()

    def kill(self) -> None:
        self.process.kill()

    def join(self, timeout: float | None = None) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Start processes inside that Ctrl-C does not reach: while they load they would end in a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _result(task: Task, said: tuple[str, Any]) -> Any:
    kind, content = said
    if kind == "read":
        return content
    if kind == "refused":
        return ReportError(task.path, *content)
    return ReportError(task.path, f"程序出错（{content}）", "请报告这个问题")


def _why(code: int | None, limits: Limits) -> tuple[str, str]:
    """Return why a process ended, and what to do."""
    # Libraries in C abort where they get no more memory; the system kills what takes too much of it.
    if code in (-_SIGKILL, -_SIGABRT):
        return f"读的时候占用内存太多，进程被终止（上限 {limits.memory_megabytes} MB）", _LESS
    return f"读的时候解析库崩溃（退出码 {code}）", "文件可能损坏，请重新下载或另存一份"


_LESS: Final = "请检查是不是报告，或拆成几份；确实要读就用 --max-memory-mb 放宽"


def serve_apart(descriptor: int) -> None:
    """Serve reports at the connection that this process inherited as `descriptor`; limits come first."""
    from importlib import import_module

    connection: Connection[Any, Any] = Connection(descriptor)
    try:
        limits: Limits = connection.recv()
    except (EOFError, OSError):
        return
    import_module(_PRELOADED)
    serve(connection, limits)


def serve(connection: Connection[Any, Any], limits: Limits) -> None:
    """Read the reports that come, one after the other, until no more come. Runs in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers itself
    # Rust that runs out of memory while it prints a backtrace waits for itself forever.
    os.environ["RUST_BACKTRACE"] = "0"
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
    return task.make(extract_report(task.path, task.name, limits, tell, llm=task.llm, sections=tell_section))


def _bound_memory(limits: Limits) -> None:
    """Bound the memory that this process may take; Windows and macOS know no such bound."""
    if limits.memory_megabytes and sys.platform == "linux":
        import resource

        most = limits.memory_megabytes * MEGABYTE
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(
            resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
        )
