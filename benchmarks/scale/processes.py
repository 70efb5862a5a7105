"""Runs a command with all processes that it starts, and watches what they take together.

Memory is the sum of proportional set sizes (PSS), in which pages that processes share count once, or of
resident sizes where the system does not tell them. Method: all processes of the command's session are looked
at from time to time (psutil), so that what outlives its parent counts too.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import psutil

_SET_CHILD_SUBREAPER: Final = 36  # of prctl(2)
_MEGABYTE: Final = 1 << 20
#: Seconds between two looks; more where a look takes long, so that it costs 5 % of a processor at most.
INTERVAL: Final = 0.5
_COST: Final = 20


@dataclass(frozen=True, slots=True)
class Sample:
    """What all processes have together at a moment: epoch seconds, processor seconds so far, megabytes.

    `largest` are the resident megabytes of the largest of them, what it shares with others included.
    """

    at: float
    processor: float
    megabytes: float
    largest: float


@dataclass(frozen=True, slots=True)
class Watched:
    """What a command took: when it began and ended, processor seconds, memory, and what was seen meanwhile.

    `megabytes` is the most that all processes had together when looked at, `largest` the most that one had.
    (What the system keeps as a process's peak, ru_maxrss, begins with that of the process that started it.)
    """

    begin: float
    seconds: float
    processor: float
    megabytes: float
    largest: float
    samples: tuple[Sample, ...]


def watch(command: Sequence[str]) -> Watched:
    """Run `command` to its end without its output; a break ends all its processes too.

    Raises subprocess.CalledProcessError where it fails.
    """
    _adopt()
    begin, clock = time.time(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
    samples: list[Sample] = []
    pause = INTERVAL
    try:
        while not _ended(process.pid, pause):
            look = time.perf_counter()
            samples.append(_sample(process.pid))
            pause = max(INTERVAL, _COST * (time.perf_counter() - look))
    except BaseException:
        _kill(process.pid)
        process.wait()
        list(_orphans(process.pid))
        raise
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - clock
    process.returncode = os.waitstatus_to_exitcode(status)
    # What forked the workers ends after the command, and is ours then (see _adopt); it has waited for them.
    all_used = [used, *_orphans(process.pid)]
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Watched(
        begin=begin,
        seconds=seconds,
        processor=sum(one.ru_utime + one.ru_stime for one in all_used),
        megabytes=max((one.megabytes for one in samples), default=0.0),
        largest=max((one.largest for one in samples), default=0.0),
        samples=tuple(samples),
    )


def _ended(pid: int, seconds: float) -> bool:
    """Wait until a child has ended, `seconds` at most; it still has to be waited for."""
    end = time.perf_counter() + seconds
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        left = end - time.perf_counter()
        if left <= 0:
            return False
        time.sleep(min(left, 0.02))
    return True


def _sample(session: int) -> Sample:
    processor = megabytes = largest = 0.0
    for pid in _members(session):
        with suppress(psutil.Error):  # it has just ended, or is not ours
            one = psutil.Process(pid)
            times = one.cpu_times()
            processor += times.user + times.system + times.children_user + times.children_system
            memory = one.memory_full_info()
            megabytes += getattr(memory, "pss", memory.rss) / _MEGABYTE
            largest = max(largest, memory.rss / _MEGABYTE)
    return Sample(time.time(), processor, megabytes, largest)


def _adopt() -> None:
    """Let processes whose parents have ended be children of this one; only Linux knows that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1)


def _orphans(session: int) -> Iterator[resource.struct_rusage]:
    """Wait for all that a session has left to this process; yield what each has used."""
    while left := [one.pid for one in psutil.Process().children() if _session(one.pid) == session]:
        for pid in left:
            yield os.wait4(pid, 0)[2]


def _members(session: int) -> list[int]:
    return [pid for pid in psutil.pids() if _session(pid) == session]


def _kill(session: int) -> None:
    for pid in _members(session):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _session(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return None
