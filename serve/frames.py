"""How the server and a worker talk over a pipe: a header of JSON, then bytes as they are.

A frame is the lengths of both parts (four and eight bytes, the highest first), then the parts.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any, Final

#: The two lengths before a frame's parts.
LENGTHS: Final = struct.Struct(">IQ")


def frame(header: dict[str, Any], body: bytes = b"") -> bytes:
    """Return a header and a body as one frame."""
    text = json.dumps(header).encode("ascii")
    return LENGTHS.pack(len(text), len(body)) + text + body


#: The last frame of a server that ends a worker; one that is killed says nothing.
FAREWELL: Final = frame({"farewell": True})


def is_farewell(header: Mapping[str, Any]) -> bool:
    """Return whether a frame's header is that of FAREWELL."""
    return header.get("farewell") is True


def lengths(start: bytes) -> tuple[int, int]:
    """Return how long header and body are of the frame that starts with the LENGTHS.size bytes `start`."""
    header, body = LENGTHS.unpack(start)
    return header, body


def header_of(text: bytes) -> dict[str, Any]:
    """Return a frame's header. Raises ValueError where it is none."""
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError("the header of a frame is no object")
    return found
