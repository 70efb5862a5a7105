"""A bound on the time that one report may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from .errors import ReportError


@contextmanager
def time_limit(path: Path | str, seconds: float) -> Iterator[None]:
    """Raise ReportError for `path` when what runs inside takes longer than `seconds`.

    Works by the process's alarm: in the main thread on Unix; elsewhere there is no bound.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def late(_number: int, _frame: FrameType | None) -> None:
        raise ReportError(path, f"读了 {seconds:g} 秒还没有读完", "内容不像一份报告，请检查文件，或拆成几份")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
