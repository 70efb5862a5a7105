"""A Dask cluster on this machine for tests: a scheduler and workers, processes that all end with the test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from zhijiao.extract.facts import ReportFacts

#: Seconds within which a scheduler has to write where it is.
_STARTING: Final = 60.0
#: What the name of a report says that takes its worker with it.
DEADLY: Final = "deadly"
_QUIET: Final = {
    # One death makes a report suspicious: the tests need not start so many workers.
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error",
}


@dataclass(slots=True)
class LocalCluster:
    """A running scheduler and its workers."""

    address: str
    folder: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add_worker(self) -> None:
        """Start another worker; it need not be there yet when this returns."""
        command = [sys.executable, "-m", "distributed.cli.dask_worker", self.address, "--nthreads", "1"]
        self.workers.append(_started([*command, "--no-dashboard", "--local-directory", str(self.folder)]))

    def kill_worker(self) -> None:
        """Kill a worker, at once; another takes its place after a while."""
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            os.kill(min(client.run(os.getpid).values()), signal.SIGKILL)


@contextmanager
def local_cluster(folder: Path, workers: int) -> Iterator[LocalCluster]:
    """Yield a cluster of so many workers, watched by nannies; it keeps its files in `folder`."""
    place = folder / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    scheduler = _started([*command, "--no-dashboard", "--scheduler-file", str(place)])
    cluster = LocalCluster("", folder)
    try:
        cluster.address = _address(place)
        for _ in range(workers):
            cluster.add_worker()
        yield cluster
    finally:
        for process in (*cluster.workers, scheduler):
            # With all that it has started: nannies their workers, workers the processes that read.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def kill_with_worker(facts: ReportFacts) -> str:
    """Return the name of a report; one that is DEADLY takes the worker that reads it with it."""
    if DEADLY in facts.report:
        os.kill(os.getppid(), signal.SIGKILL)
    return facts.report


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        env=os.environ | _QUIET,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def _address(place: Path) -> str:
    import json

    end = time.monotonic() + _STARTING
    while time.monotonic() < end:
        try:
            return str(json.loads(place.read_text(encoding="utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise TimeoutError("the scheduler did not start")
