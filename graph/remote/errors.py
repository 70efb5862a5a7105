"""What can go wrong with a server, said in Chinese."""

from __future__ import annotations

import re
from typing import Final

from ..store import StoreError

_LONGEST: Final = 300
_TAGS: Final = re.compile(r"<[^<>]*>")


class RemoteError(StoreError):
    """A server that cannot be reached, refuses, or does not answer as SPARQL servers do."""


class PassingError(RemoteError):
    """A fault that may pass when asked again; `wait` is for how many seconds the server asks."""

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.wait = wait


class RefusedQueryError(RemoteError):
    """The server says that what it was sent is at fault (status 400)."""


def words_of(body: bytes) -> str:
    """Return the beginning of what a server says of a fault, on one line, without tags."""
    text = _TAGS.sub(" ", body[: 20 * _LONGEST].decode("utf-8", errors="replace"))
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
