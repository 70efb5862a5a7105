"""Large answers, which stand in files until they are sent: how many may be on their way, and sending them."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from .jobs import Fault, JobError

#: Octets of all large answers that are on their way at a time: a client may take long to fetch one.
MOST_SENDING: Final = 2_000_000_000
_PIECE: Final = 1 << 18


class Budget:
    """Octets that may be in use at a time."""

    def __init__(self, most: int) -> None:
        """`most` is how many there are."""
        self.left = most

    def take(self, size: int) -> bool:
        """Take so many; say whether there were as many left."""
        if size > self.left:
            return False
        self.left -= size
        return True

    def give(self, size: int) -> None:
        """Give so many back."""
        self.left += size


#: Of this process: they stand on its disk.
SENDING: Final = Budget(MOST_SENDING)


class LargeResponse(StreamingResponse):
    """Sends the content of a file, which is deleted when it is opened: the content lasts until then."""

    def __init__(self, file: Path, media_type: str, headers: Mapping[str, str], *, body: bool) -> None:
        """Take the file, whose content is sent where `body`.

        Raises JobError where too many large answers are on their way.
        """
        self._opened: BinaryIO = file.open("rb")
        file.unlink()
        self._size = os.fstat(self._opened.fileno()).st_size
        if not SENDING.take(self._size):
            self._opened.close()
            raise JobError(Fault.BUSY, "正在发送的大结果太多。请过一会儿再试，或加上 LIMIT")
        super().__init__(
            self._pieces() if body else _nothing(),
            headers={**headers, "Content-Length": str(self._size)},
            media_type=media_type,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._opened.close()
            SENDING.give(self._size)

    async def _pieces(self) -> AsyncIterator[bytes]:
        while piece := await asyncio.to_thread(self._opened.read, _PIECE):
            yield piece


async def _nothing() -> AsyncIterator[bytes]:
    yield b""
