"""The time that a job takes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Clock:
    """How long a job has taken, and what ends it: `timeout`, to be entered by who waits for the job.

    It comes after `limit` seconds, or before by `expire`, which `early` then says.
    """

    def __init__(self, limit: float) -> None:
        """Begin now. Needs a running event loop."""
        self._loop = asyncio.get_running_loop()
        self._begin = self._loop.time()
        self._call: asyncio.TimerHandle | None = None
        self.timeout = asyncio.timeout(limit)
        self.early = False

    @property
    def seconds(self) -> float:
        """Seconds since the job began."""
        return self._loop.time() - self._begin

    def after(self, seconds: float, call: Callable[[], None]) -> None:
        """Call something in so many seconds, if the job still goes on then."""
        self._call = self._loop.call_later(seconds, call)

    def expire(self) -> None:
        """End the job now, unless it is just ending."""
        if not self.timeout.expired():
            self.early = True
            self.timeout.reschedule(self._loop.time())

    def stop(self) -> None:
        """Forget what was to be called: the job is over."""
        if self._call is not None:
            self._call.cancel()
