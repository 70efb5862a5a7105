"""A worker: a process that opens the store and answers jobs, one at a time, until its pipe closes.

`python -m zhijiao.serve.worker`, started by `process.WorkerProcess` only. It reads frames (see `frames`) from
standard input and writes them to standard output: first what to open, then jobs.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final

from ..graph.served import ServedStore
from ..graph.store import StoreError
from ..queries.catalogue import catalogue
from ..queries.header import QueryFileError
from .frames import LENGTHS, frame, header_of, is_farewell, lengths
from .jobs import Answer, JobError, job_from_json
from .settings import Limits
from .work import Work

#: Deeply nested queries need much of it: the store's parser and planner call themselves.
_STACK: Final = 256 << 20
#: Seconds past the limit of time after which a worker ends itself if nobody has ended it.
_LAST: Final = 5.0


def main() -> None:
    """Answer jobs until standard input ends."""
    # Whatever prints goes where errors go: the pipe is for frames only.
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for stopped in (signal.SIGINT, signal.SIGTERM):
        # Sent to a whole group, such as by Ctrl-C; the server ends its workers itself.
        signal.signal(stopped, signal.SIG_IGN)
    told = _received(sys.stdin.buffer)
    work = _opened(told, pipe) if told else None
    threading.stack_size(_STACK)
    received: Mapping[str, Any] | None = told
    while work and (received := _received(sys.stdin.buffer)) is not None and not is_farewell(received):
        # A thread for each job: the server may lower the priority of one that takes long, which belongs to
        # the thread and which nobody but the system's administrator can raise again.
        threading.Thread(target=_work, args=(work, received, pipe), daemon=True).start()
    if told and received is None:
        # No farewell: the server was killed, and nobody else will delete what it has left.
        shutil.rmtree(told["spool"], ignore_errors=True)
    # At once, in whatever the other thread is: the server has gone, or wants no more.
    os._exit(0)


def _opened(told: Mapping[str, Any], pipe: IO[bytes]) -> Work | None:
    """Open the store as the first frame says; None, and the reason for the server, where that fails."""
    limits = Limits(**told["limits"])
    try:
        store = ServedStore.over(Path(told["store"]), told["base"])
    except StoreError as error:
        _send(pipe, {"error": str(error)})
        return None
    # Read now, that no job has to wait for it; a faulty file is the fault of those who ask for a query.
    with suppress(QueryFileError):
        catalogue()
    bound_memory(limits.memory_mb)
    _send(pipe, {"ready": True})
    return Work(store, limits, Path(told["spool"]))


def _work(work: Work, received: Mapping[str, Any], pipe: IO[bytes]) -> None:
    """Answer a job."""
    try:
        _alarm(work.limits.seconds + _LAST)
        try:
            answer = work.do(job_from_json(received))
        except JobError as error:
            _alarm(0)
            _send(pipe, {"fault": error.fault.value, "message": error.message})
        else:
            _alarm(0)
            _send(pipe, _header(answer), answer.body)
    except BaseException as error:
        # A worker in an unknown state is of no use; the server starts another.
        if not isinstance(error, BrokenPipeError):
            sys.excepthook(type(error), error, error.__traceback__)
        sys.stderr.flush()
        os._exit(1)


def bound_memory(megabytes: int) -> None:
    """Bound the memory that this process may have besides what it has now; 0 for no bound.

    Where the system has no such bound none is set.
    """
    if not megabytes:
        return
    with suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        # A job's thread will have its stack, which takes no memory until it is used, but counts.
        most = pages * resource.getpagesize() + _STACK + (megabytes << 20)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        # The system kills what goes beyond; an image of it on disk would help nobody and take long.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: float) -> None:
    """Have the system end this process after so many seconds, 0 for never, even if it then runs no Python."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _header(answer: Answer) -> dict[str, Any]:
    return {
        "media_type": answer.media_type,
        "headers": dict(answer.headers),
        "file": str(answer.file) if answer.file else None,
    }


def _send(pipe: IO[bytes], header: dict[str, Any], body: bytes = b"") -> None:
    pipe.write(frame(header, body))
    pipe.flush()


def _received(stream: IO[bytes]) -> Mapping[str, Any] | None:
    """Return the header of the next frame; None where the stream ends."""
    start = stream.read(LENGTHS.size)
    if len(start) < LENGTHS.size:
        return None
    of_header, _ = lengths(start)
    text = stream.read(of_header)
    return header_of(text) if len(text) == of_header else None


if __name__ == "__main__":
    main()
