"""Reports read on a Dask cluster: sent as bytes, read there in bounded processes, none lost with a worker.

Needs the extra `cluster`. What Dask sends is pickled: whoever reaches the scheduler can run code on every
machine of the cluster and on this one. Source of the methods: https://distributed.dask.org/ (futures,
resilience, TLS by Dask's own configuration).
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from itertools import count
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

from .bounded import Task
from .cluster_work import Job, Refused, Stranger, do
from .errors import ReportError
from .facts import ReportFacts
from .formats.source import MEGABYTE, Limits
from .reports import read_bytes

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")
#: Seconds within which the scheduler has to answer, and for which a cluster may be without workers.
_CONNECT: Final = 10
_PATIENCE: Final = 60.0
#: Reports for each thread of the cluster that are on their way: one at work, one that waits beside it.
_AHEAD: Final = 2
#: Bytes of reports that are on their way: the scheduler holds them until they are read.
_MOST_BYTES: Final = 256 * MEGABYTE
#: Seconds between two looks at the cluster while no report comes back, and between two counts of its threads.
_LOOK: Final = 0.5
_COUNT: Final = 2.0


class ClusterError(Exception):
    """The cluster cannot be used or cannot go on; the text (Chinese, for users) says why and what to do."""


class Cluster:
    """A Dask cluster that reads reports; use it in a `with` block."""

    def __init__(self, address: str, program: Callable[[], str]) -> None:
        """Connect to the scheduler at `address` (tcp://host:port, or tls:// by Dask's configuration).

        `program`, a function of a module, tells which program reads: it has to say the same there as here.
        Raises ClusterError where the extra is missing, the address is none, no one answers there, or there
        are no workers.
        """
        self._program = program
        self._expected = program()
        # Results of an earlier run may still be known there under their keys.
        self._run = uuid.uuid4().hex
        self._numbers = count()
        self._client = _connected(address)
        self._threads = 0
        self._counted = float("-inf")
        self._manned = time.monotonic()
        try:
            with _lost_is_said():
                self._client.wait_for_workers(1, timeout=_PATIENCE)
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        # What is still on its way is forgotten there as well.
        self._client.close()

    def make(
        self,
        tasks: Sequence[Task],
        make: Callable[[ReportFacts], T],
        limits: Limits,
        idle: Callable[[], None],
    ) -> Iterator[tuple[Task, T | ReportError]]:
        """Yield each task with what a worker made of its facts, or the error it ended in, as they come.

        `make` is a function of a module. A report whose worker dies is read by another; where workers die
        again and again, also while it is read alone, it has failed. `idle` is called now and then while
        nothing comes. Raises ClusterError where the cluster cannot go on, or a worker has another program.
        """
        suspects = []
        with _lost_is_said():
            for task, outcome in self._outcomes(tasks, make, limits, idle):
                if outcome is None:
                    suspects.append(task)
                else:
                    yield task, outcome
            # What lost its workers may only have stood beside the culprit.
            for suspect in suspects:
                for task, outcome in self._outcomes([suspect], make, limits, idle):
                    yield task, outcome or ReportError(task.path, *_DEADLY)

    def _outcomes(
        self,
        tasks: Sequence[Task],
        make: Callable[[ReportFacts], T],
        limits: Limits,
        idle: Callable[[], None],
    ) -> Iterator[tuple[Task, T | ReportError | None]]:
        """Yield each task with its outcome, None where workers died of it or beside it."""
        waiting = list(reversed(tasks))
        flying: dict[Future[Any], tuple[Task, int]] = {}
        while waiting or flying:
            while waiting and len(flying) < self._room() and _bytes(flying) < _MOST_BYTES:
                task = waiting.pop()
                try:
                    data = read_bytes(task.path, limits)
                except ReportError as error:
                    yield task, error
                    continue
                job = Job(task.name, task.path.suffix, data, limits, make, self._program, self._expected)
                flying[self._sent(job)] = (task, len(data))
            landed = self._landed(list(flying))
            if not landed:
                idle()
            for future in landed:
                task, _ = flying.pop(future)
                yield task, _outcome(task, future)

    def _sent(self, job: Job) -> Future[Any]:
        from dask import config

        # A report is large for a task, and meant to be: how many are on their way is bounded.
        with config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
            return self._client.submit(do, job, key=f"zhijiao-{self._run}-{next(self._numbers)}", pure=False)

    def _landed(self, flying: list[Future[Any]]) -> list[Future[Any]]:
        """Wait a while for reports to come back; return those that have."""
        from distributed import wait

        try:
            with self._client.as_current():
                done = wait(flying, timeout=_LOOK, return_when="FIRST_COMPLETED").done if flying else ()
        except TimeoutError:
            return []
        return [future for future in flying if future in done]

    def _room(self) -> int:
        """Return how many reports may be on their way. Raises ClusterError where workers stay away."""
        now = time.monotonic()
        if now - self._counted >= _COUNT:
            self._counted = now
            self._threads = sum(self._client.nthreads().values())
            if self._threads:
                self._manned = now
            elif now - self._manned > _PATIENCE:
                raise ClusterError(f"集群里已经 {_PATIENCE:.0f} 秒没有工作进程了")
        return max(1, _AHEAD * self._threads)


def _outcome(task: Task, future: Future[Any]) -> Any:
    """Return what has come of a report; None where workers died of it or beside it. Raises ClusterError."""
    from distributed import KilledWorker

    try:
        made = future.result()
    except KilledWorker:
        return None
    except CancelledError:
        raise
    # What fails of the report itself is caught there: the worker has no zhijiao, say, or its disk is full.
    except Exception as error:
        raise ClusterError(
            f"集群的工作进程读不了报告（{type(error).__name__}: {error}）。"
            "请检查每台机器上（scheduler 也在内）都装好了同样的 zhijiao，临时文件夹写得下"
        ) from error
    if isinstance(made, Stranger):
        raise ClusterError(
            f"集群里 {made.host} 上的 zhijiao 与本机的不同：规则、词表、所用的库、Python 版本都要一样，"
            "否则结果会不同。请装成同样的"
        )
    return ReportError(task.path, made.reason, made.advice) if isinstance(made, Refused) else made


def _bytes(flying: dict[Future[Any], tuple[Task, int]]) -> int:
    return sum(size for _, size in flying.values())


#: What is said of a report that ends its workers.
_DEADLY: Final = (
    "读它的集群工作进程一再被终止",
    "请单独读这一份，看看是什么问题；确实要读就放宽工作进程的内存",
)


def _connected(address: str) -> Client:
    """Return a client of the scheduler at `address`. Raises ClusterError."""
    parts = urlsplit(address)
    try:
        known = parts.scheme in ("tcp", "tls") and bool(parts.hostname) and bool(parts.port)
    except ValueError:
        known = False
    if not known:
        raise ClusterError(
            f"--scheduler {address}：不是集群的地址。要写成 tcp://主机:端口 或 tls://主机:端口"
        )
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(
            "--scheduler 要用 Dask，还没有装上。请运行 pip install 'zhijiao[cluster]'"
        ) from error
    try:
        return Client(address, timeout=_CONNECT, set_as_default=False)
    # Whatever answers there, or does not, may raise anything: all of it means that this is no scheduler.
    except (OSError, ValueError, RuntimeError, TypeError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ClusterError(
            f"--scheduler {address}：{_CONNECT} 秒内连不上集群（{reason}）。"
            "请检查地址，看 dask scheduler 是否在运行"
        ) from error


@contextmanager
def _lost_is_said() -> Iterator[None]:
    """Turn what Dask raises where the connection to the scheduler is lost into ClusterError."""
    try:
        yield
    except (OSError, CancelledError, TimeoutError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ClusterError(f"与集群的连接断了（{reason}）。请检查 dask scheduler 和网络") from error
