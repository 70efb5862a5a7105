"""A bound on the time that one report may take."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

from .errors import ReportError

#: Seconds after which the alarm rings again: what it raises is lost where it falls into a callback.
_AGAIN: Final = 1.0


class Deadline:
    """The time by which a report has to be read; long work that is known to come on may put it off."""

    def __init__(self, seconds: float) -> None:
        """`seconds` from now on are given."""
        self.given = seconds
        self._end = time.monotonic() + seconds
        self.armed = False

    @property
    def left(self) -> float:
        """Seconds left; 0 or less where the time is over."""
        return self._end - time.monotonic()

    def extend(self, seconds: float) -> None:
        """Give `seconds` more."""
        self.given += seconds
        self._end += seconds
        if self.armed:
            signal.setitimer(signal.ITIMER_REAL, max(0.001, self.left), _AGAIN)


def too_late(path: Path | str, seconds: float) -> ReportError:
    """Return the error of a report that was not read in `seconds`."""
    advice = "内容不像一份报告，请检查文件，或拆成几份；确实要读就用 --max-seconds 放宽"
    return ReportError(path, f"读了 {seconds:g} 秒还没有读完", advice)


@contextmanager
def time_limit(path: Path | str, seconds: float) -> Iterator[Deadline]:
    """Raise ReportError for `path` when what runs inside takes longer than `seconds`; yield the deadline.

    Works by the process's alarm: in the main thread on Unix; elsewhere there is no bound.
    """
    deadline = Deadline(seconds)
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield deadline
        return

    def late(_number: int, _frame: FrameType | None) -> None:
        raise too_late(path, deadline.given)

    before = signal.signal(signal.SIGALRM, late)
    deadline.armed = True
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield deadline
    finally:
        deadline.armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
