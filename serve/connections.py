"""HTTP connections that end when their client keeps them waiting: one cannot hold a place for ever.

uvicorn bounds how long a connection is kept between requests, not how long a client may take to send one or
to take an answer.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.h11_impl import H11Protocol

#: Seconds in which a client has to send the head of a request.
HEAD_SECONDS: Final = 20.0
#: Seconds within which a client has to take a part of an answer that waits for it.
STALL_SECONDS: Final = 30.0
_CHECK: Final = 5.0


class BoundedConnection(H11Protocol):
    """A connection that is cut off when it waits too long for its client."""

    # uvicorn's class takes what it is given by name.
    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._timer: asyncio.TimerHandle | None = None
        self._since = 0.0
        self._pending = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to watch the clock."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._timer = self.loop.call_later(_CHECK, self._check)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop watching."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Give the client its time for the next request."""
        self._since = self.loop.time()
        super().on_response_complete()

    def _check(self) -> None:
        now = self.loop.time()
        pending = self.transport.get_write_buffer_size()
        if pending != self._pending:
            self._pending, self._since = pending, now
        idle = self.cycle is None or self.cycle.response_complete
        late = STALL_SECONDS if pending else HEAD_SECONDS
        if (pending or idle) and now - self._since > late:
            self.transport.abort()
            return
        if not pending and not idle:
            self._since = now
        self._timer = self.loop.call_later(_CHECK, self._check)
