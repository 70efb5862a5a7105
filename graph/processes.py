"""Work that several processes do at a time, few tasks ahead; results come in the order of the tasks."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Final, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

#: Tasks a process has waiting besides the one it does: enough that it need not wait for the next.
_AHEAD: Final = 2
#: How far a process that gives way stands behind (of setpriority(2)): it gets one part to the other's three.
_GIVING_WAY: Final = 5
#: Objects made between two collections: a task makes millions that have no cycles and end with it.
_GARBAGE: Final = 200_000


class ProcessesError(RuntimeError):
    """A process ended before its work was done."""


class Processes:
    """Processes that call functions; with one process, this one does."""

    def __init__(self, pool: ProcessPoolExecutor | None, number: int) -> None:
        """Take a pool of so many processes; use `processes`."""
        self._pool, self._number = pool, number

    def each(
        self, function: Callable[[Task], Result], tasks: Iterable[Task], ahead: int = _AHEAD
    ) -> Iterator[Result]:
        """Yield what `function` (of a module, by name) makes of each task, in their order.

        Tasks are taken only as they are needed, and so many `ahead`. Raises what `function` raises, and
        ProcessesError where a process is killed.
        """
        if self._pool is None:
            yield from map(function, tasks)
            return
        waiting: deque[Future[Result]] = deque()
        try:
            for task in tasks:
                waiting.append(self._pool.submit(function, task))
                if len(waiting) > self._number + ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise ProcessesError(
                "一个工作进程中途被终止（多半是内存不够）；已完成的部分还在，请再运行一次，或用 --jobs 1"
            ) from error
        finally:
            for future in waiting:
                future.cancel()


@contextmanager
def processes(number: int, ready: Callable[..., None], *told: object) -> Iterator[Processes]:
    """Give `number` processes, in each of which `ready(*told)` has been called; they end with the block."""
    if number < 2:
        ready(*told)
        yield Processes(None, 1)
        return
    # A fork would share open files, locks and threads.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(number, context, begin_child, (ready, told))
    try:
        yield Processes(pool, number)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def begin_child(ready: Callable[..., None], told: tuple[object, ...]) -> None:
    """Begin a process of a pool: it ends when its parent does, even if that was killed, and calls `ready`.

    It would else wait for work for good, and go on writing where the next build writes.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its processes itself
    threading.Thread(target=_end_with_parent, daemon=True).start()
    ready(*told)
    gc.freeze()  # what every task uses stays: the collector need not look through it again
    gc.set_threshold(_GARBAGE)


def give_way() -> None:
    """Stand behind the process that began this one from now on, where this is a process of a pool.

    For tasks that can wait beside a single thread which the end waits for. Without effect elsewhere, and on
    systems that know no such order.
    """
    parent = multiprocessing.parent_process()
    if parent is None or parent.pid is None or not hasattr(os, "setpriority"):
        return
    wanted = os.getpriority(os.PRIO_PROCESS, parent.pid) + _GIVING_WAY
    if wanted > os.getpriority(os.PRIO_PROCESS, 0):  # the other way is not allowed to everyone
        os.setpriority(os.PRIO_PROCESS, 0, wanted)


def _end_with_parent() -> None:
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)
