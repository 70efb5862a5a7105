"""A pool of worker processes over one store, each of which answers one job at a time.

A worker that is past the limit of time, or whose client has gone, is killed and replaced; a spare one that
has already opened the store takes its place at once. When the store is built anew (its folder is replaced),
workers that have opened the former one are replaced before their next job.

A job that takes long steps aside: it goes on with a lower priority and no longer counts among those that may
work at once, so that a heavy query holds up the others neither in the queue nor on the processors. Twice as
many as there are workers may stand aside; one more, while requests wait, is stopped before its time.
"""

from __future__ import annotations

import asyncio
import logging
import shutil
import signal
import tempfile
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from ..graph.store import mark_of
from .clock import Clock
from .jobs import Answer, Fault, Job, JobError
from .process import WorkerDiedError, WorkerError, WorkerProcess
from .settings import Settings

_Kept = TypeVar("_Kept")
_STOPPING: Final = "服务正在停止"
_LOG: Final = logging.getLogger(__name__)
#: Workers that are ready besides those that may work.
_SPARE: Final = 1
#: Seconds after which a job steps aside. Questions about a school or a partner take some hundredths.
_ASIDE_AFTER: Final = 0.1
#: Steps of priority (`nice`) by which it goes back, to a tenth of another's share of a processor.
_BACK: Final = 10
#: As many jobs for each worker may stand aside.
_ASIDE: Final = 2
#: Seconds that a job may keep its place although others wait for it.
_LEAST: Final = 3.0
#: Seconds that a job may go on after its client has gone: most are done by then, and killing costs more.
_GRACE: Final = 0.25
#: Seconds that idle workers have to end when the server does.
_PATIENCE: Final = 2.0
#: Seconds between attempts to start a worker that could not open the store.
_PAUSE: Final = 0.5


@dataclass(frozen=True, slots=True)
class PoolState:
    """What the pool does now and what became of its workers since it was started.

    `ended` counts by cause: `too-slow`, `cancelled`, `died`, `store` (it was built anew).
    """

    workers: int
    ready: int
    busy: int
    waiting: int
    ended: dict[str, int]


class Pool:
    """Worker processes over the store of `settings`; to be used in one event loop."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings; `start` starts the workers."""
        self._settings = settings
        self._limits = settings.limits
        self._spool = Path()
        self._ready: list[WorkerProcess] = []
        self._busy: set[WorkerProcess] = set()
        self._aside: set[WorkerProcess] = set()
        self._most_aside = 0
        self._starting = 0
        self._waiting = 0
        self._slots = asyncio.Semaphore(settings.workers)
        self._changed = asyncio.Condition()
        self._tasks: set[asyncio.Task[None]] = set()
        self._work: set[asyncio.Task[Answer]] = set()
        self._endings: set[asyncio.Task[None]] = set()
        self._ended: Counter[str] = Counter()
        self._closed = True

    async def start(self) -> None:
        """Start the workers. Raises WorkerError where the store cannot be opened."""
        self._spool = Path(tempfile.mkdtemp(prefix="zhijiao-serve-"))
        self._closed = False
        try:
            first = await WorkerProcess.start(self._settings, self._spool, self.mark)
        except BaseException:
            await self.close()
            raise
        self._ready.append(first)
        self._fill()

    async def close(self) -> None:
        """End all workers and delete what they have left."""
        self._closed = True
        stopped = (*self._tasks, *self._work)
        for task in stopped:
            task.cancel()
        await asyncio.gather(*stopped, return_exceptions=True)
        while self._ready:
            self._end(self._ready.pop())
        await asyncio.gather(*self._endings)
        shutil.rmtree(self._spool, ignore_errors=True)

    @property
    def mark(self) -> str:
        """What tells this state of the store from another."""
        folder = self._settings.store
        try:
            found = (folder / "CURRENT").stat()
        except OSError:
            return ""
        return f"{mark_of(folder)}-{found.st_ino:x}-{found.st_mtime_ns:x}"

    @property
    def state(self) -> PoolState:
        """What the pool does now."""
        return PoolState(
            self._settings.workers, len(self._ready), len(self._busy), self._waiting, dict(self._ended)
        )

    async def ask(self, job: Job) -> Answer:
        """Return the answer to a job. Raises JobError.

        Whoever cancels the task that waits for it ends the job too.
        """
        worker = await self._worker()
        work = asyncio.create_task(self._done(worker, job))
        _keep(work, self._work)
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            if self._closed:
                raise JobError(Fault.BUSY, _STOPPING) from None
            self._later(_abandoned(work))
            raise

    async def _done(self, worker: WorkerProcess, job: Job) -> Answer:
        """Have a worker that was taken do a job, and give it back or replace it."""
        cause = "cancelled"
        clock = Clock(self._limits.seconds)
        clock.after(_ASIDE_AFTER, lambda: self._step_aside(worker, clock))
        try:
            async with clock.timeout:
                answer = await worker.ask(job)
            cause = ""
        except JobError:
            cause = ""
            raise
        except TimeoutError as error:
            cause = Fault.TOO_SLOW.value
            if clock.early:
                message = (
                    f"正忙：算了 {clock.seconds:.0f} 秒，已停止，让别的请求先算。请过一会儿再试，或限定范围"
                )
                raise JobError(Fault.BUSY, message) from error
            raise JobError(
                Fault.TOO_SLOW,
                f"{self._limits.seconds:g} 秒内没有算完，已停止。请限定学校、地区或年份，或加上 LIMIT",
            ) from error
        except WorkerDiedError as error:
            cause = "died"
            raise _death(error) from error
        finally:
            clock.stop()
            self._release(worker, cause)
        return answer

    def _step_aside(self, worker: WorkerProcess, clock: Clock) -> None:
        """Let others work in the place of a job that takes long; it goes on beside them."""
        worker.step_back(_BACK)
        if len(self._aside) >= _ASIDE * self._settings.workers:
            if self._waiting and clock.seconds > _LEAST:
                clock.expire()
            else:
                clock.after(_ASIDE_AFTER, lambda: self._step_aside(worker, clock))
            return
        self._aside.add(worker)
        self._most_aside = max(self._most_aside, len(self._aside))
        self._slots.release()
        self._fill()

    async def _worker(self) -> WorkerProcess:
        """Wait for a worker of the store as it is now. Raises JobError where too many wait, or too long."""
        if self._closed:
            raise JobError(Fault.BUSY, _STOPPING)
        if self._slots.locked() and self._waiting >= self._limits.waiting:
            raise JobError(Fault.BUSY, f"正忙：已有 {self._waiting} 个请求在等。请过一会儿再试")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._slots.acquire()
                try:
                    worker = await self._take()
                except BaseException:
                    self._slots.release()
                    raise
        except TimeoutError as error:
            raise JobError(
                Fault.BUSY, f"正忙：等了 {self._limits.seconds:g} 秒没有轮到。请过一会儿再试"
            ) from error
        finally:
            self._waiting -= 1
        self._busy.add(worker)
        return worker

    async def _take(self) -> WorkerProcess:
        while True:
            # Anew each time: the store may be built anew while a worker starts.
            mark = self.mark
            while self._ready:
                worker = self._ready.pop()
                if worker.alive and mark in ("", worker.mark):
                    return worker
                self._ended["store" if worker.alive else "died"] += 1
                self._end(worker)
            self._fill()
            async with self._changed:
                await self._changed.wait_for(lambda: bool(self._ready))

    def _release(self, worker: WorkerProcess, cause: str) -> None:
        """Give back a worker; one that is to end for a `cause` is killed and replaced."""
        self._busy.discard(worker)
        if worker in self._aside:
            self._aside.discard(worker)
        else:
            self._slots.release()
        if cause or self._closed:
            worker.kill()
            self._ended[cause or "closed"] += 1
            self._end(worker)
            self._fill()
        else:
            self._ready.append(worker)
            self._later(self._notify())

    def _end(self, worker: WorkerProcess) -> None:
        """See to it that a process ends and is reaped."""
        _keep(asyncio.create_task(worker.end(_PATIENCE)), self._endings)

    @property
    def _wanted(self) -> int:
        """How many workers there should be: those that were needed once stay, as starting them costs."""
        return self._settings.workers + _SPARE + self._most_aside

    def _fill(self) -> None:
        """Start as many workers as are missing."""
        while not self._closed and len(self._ready) + len(self._busy) + self._starting < self._wanted:
            self._starting += 1
            self._later(self._add())

    async def _add(self) -> None:
        try:
            worker = await self._started()
        finally:
            self._starting -= 1
        if self._closed:
            self._end(worker)
            return
        self._ready.insert(0, worker)
        await self._notify()

    async def _started(self) -> WorkerProcess:
        """Return a worker that has opened the store, which may be away for a moment while it is replaced."""
        while True:
            try:
                return await WorkerProcess.start(self._settings, self._spool, self.mark)
            except WorkerError as error:
                _LOG.error("%s", error)
                await asyncio.sleep(_PAUSE)

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        _keep(asyncio.create_task(work), self._tasks)


def _keep(task: asyncio.Task[_Kept], kept: set[asyncio.Task[_Kept]]) -> None:
    """Hold a task until it is done: the loop itself does not."""
    kept.add(task)
    task.add_done_callback(kept.discard)


async def _abandoned(work: asyncio.Task[Answer]) -> None:
    """Wait a moment for a job that nobody waits for, then cancel it, which kills its worker."""
    done, _ = await asyncio.wait([work], timeout=_GRACE)
    if not done:
        work.cancel()
        await asyncio.wait([work])
    if not work.cancelled() and work.exception() is None and (file := work.result().file):
        file.unlink(missing_ok=True)


def _death(error: WorkerDiedError) -> JobError:
    """Return what to tell a client whose job ended its worker."""
    if error.signal in (signal.SIGABRT, signal.SIGKILL):
        return JobError(Fault.TOO_MUCH_MEMORY, "查询需要的内存超过了限度，已停止。请限定范围或加上 LIMIT")
    if error.signal in (signal.SIGSEGV, signal.SIGBUS):
        return JobError(Fault.MALFORMED, "查询嵌套得太深，算不了。请写得简单一些")
    return JobError(Fault.FAILED, "查询进程意外结束了。请再试一次；还是这样，请告诉管理员")
