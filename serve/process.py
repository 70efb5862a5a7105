"""A worker process as the server sees it."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from .frames import FAREWELL, LENGTHS, frame, header_of, lengths
from .jobs import Answer, Fault, Job, JobError, job_to_json
from .settings import Settings
from .spool import spool_prefix

#: Seconds in which a worker has to open the store.
_STARTING: Final = 60.0
_BUFFER: Final = 1 << 20


class WorkerError(Exception):
    """A worker that cannot start: why, in Chinese."""


class WorkerDiedError(Exception):
    """A worker that ended in the middle of its work; `signal` is what killed it, 0 for none."""

    def __init__(self, code: int) -> None:
        super().__init__(f"worker ended with code {code}")
        self.signal = max(0, -code)


class WorkerProcess:
    """A process that answers one job at a time; `mark` tells which state of the store it has opened."""

    def __init__(self, process: Process, mark: str, spool: Path) -> None:
        """Take a process; use `start`."""
        self._process = process
        self._spool = spool
        self.mark = mark

    @classmethod
    async def start(cls, settings: Settings, spool: Path, mark: str) -> WorkerProcess:
        """Start a worker that opens the store, and wait until it has. Raises WorkerError."""
        process = await asyncio.create_subprocess_exec(
            # -P: nothing is imported from the folder where the server happens to be started.
            *(sys.executable, "-P", "-m", f"{__package__}.worker"),
            stdin=PIPE,
            stdout=PIPE,
            limit=_BUFFER,
        )
        worker = cls(process, mark, spool)
        try:
            return await worker._prepared(settings)
        except BaseException:
            worker.kill()
            await process.wait()
            raise

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process has not ended, as far as is known."""
        return self._process.returncode is None

    async def ask(self, job: Job) -> Answer:
        """Give the worker a job and wait for its answer.

        Raises JobError as the worker says, WorkerDiedError where it ended instead. One that was cancelled
        still works: it is to be killed.
        """
        header, body = await self._talk(frame(job_to_json(job)))
        if "fault" in header:
            raise JobError(Fault(header["fault"]), str(header["message"]))
        file = self._taken(Path(header["file"])) if header.get("file") else None
        return Answer(header["media_type"], body, MappingProxyType(header["headers"]), file)

    def step_back(self, by: int) -> None:
        """Lower the priority of the job that the worker does (`nice`), on Linux.

        Only of the job: the thread for the next one begins with the process's own.
        """
        with suppress(OSError):
            threads = [int(one.name) for one in Path(f"/proc/{self.pid}/task").iterdir()]
            usual = os.getpriority(os.PRIO_PROCESS, self.pid)
            for thread in threads:
                if thread != self.pid:
                    os.setpriority(os.PRIO_PROCESS, thread, min(usual + by, 19))

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        with suppress(ProcessLookupError):
            self._process.kill()

    async def end(self, patience: float) -> None:
        """End the process: it is asked to, and killed after `patience` seconds."""
        if self._process.stdin is not None:
            self._process.stdin.write(FAREWELL)
            self._process.stdin.close()
        try:
            async with asyncio.timeout(patience):
                await self._process.wait()
        except TimeoutError:
            self.kill()
            await self._process.wait()
        # One that was killed in the middle of a large answer leaves what it had written of it.
        for left in self._spool.glob(f"{spool_prefix(self.pid)}*"):
            left.unlink(missing_ok=True)

    def _taken(self, file: Path) -> Path:
        """Take over a file from the worker, so that it does not end with that."""
        return file.rename(file.with_name(f"answer-{file.name}"))

    async def _prepared(self, settings: Settings) -> WorkerProcess:
        preparation = {
            "store": str(settings.store.resolve()),
            "base": settings.base,
            "limits": asdict(settings.limits),
            "spool": str(self._spool),
        }
        try:
            async with asyncio.timeout(_STARTING):
                header, _ = await self._talk(frame(preparation))
        except WorkerDiedError as error:
            raise WorkerError("查询进程起不来，它说的错误见上") from error
        except TimeoutError as error:
            raise WorkerError(f"查询进程 {_STARTING:.0f} 秒没有打开图谱库") from error
        if "error" in header:
            raise WorkerError(str(header["error"]))
        return self

    async def _talk(self, request: bytes) -> tuple[dict[str, Any], bytes]:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("the worker was started without pipes")
        try:
            stdin.write(request)
            await stdin.drain()
            of_header, of_body = lengths(await stdout.readexactly(LENGTHS.size))
            header = header_of(await stdout.readexactly(of_header))
            return header, await stdout.readexactly(of_body)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise WorkerDiedError(await self._process.wait()) from error
