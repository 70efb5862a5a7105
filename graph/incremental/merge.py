"""Sorted files of statements with some records changed: what stays is copied in blocks, not line by line.

A record is a line of N-Quads or a subject's block of Turtle. Both end alike, and both files are sorted by
what `key` makes of a record, so one pass through the old file gives the new one.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from ..turtle import BLOCK_END

_BLOCK: Final = 64 * 1024

#: What a record is sorted by.
Key = Callable[[bytes], bytes]
#: A record's key, and the record as it is to be; None where it is to go.
Changed = tuple[bytes, bytes | None]


class StaleFileError(ValueError):
    """The file is not the one that the build before wrote."""


@dataclass(slots=True)
class Checked:
    """Counts bytes and their checksum on the way from or to a file."""

    size: int = 0
    crc: int = 0

    def add(self, data: bytes) -> bytes:
        """Count `data` and return it."""
        self.size += len(data)
        self.crc = zlib.crc32(data, self.crc)
        return data

    def text(self) -> str:
        """Return size and checksum as one word."""
        return f"{self.size}-{self.crc:08x}"


@dataclass(slots=True)
class Output:
    """A file that is being written, and its checksum."""

    file: IO[bytes]
    checked: Checked = field(default_factory=Checked)

    def write(self, data: bytes) -> None:
        """Write `data` behind what was written."""
        self.file.write(self.checked.add(data))


def same_line(record: bytes) -> bytes:
    """Return the key of a line of N-Quads: the line."""
    return record


def merge(old: Path, new: Path, changes: Sequence[Changed], key: Key, *, head: bytes, check: str) -> str:
    """Write the file `old` with `changes`, sorted by key, to the file `new`; return its checksum.

    `head` is what the file begins with before its records, `check` the checksum of the file. A change of a
    record that is there takes its place, of one that is not is put in, or does nothing where it is to go.
    Raises StaleFileError where `old` has not that head or that checksum, and OSError.
    """
    with old.open("rb") as source, new.open("wb") as target:
        read, out = Checked(), Output(target)
        if read.add(source.read(len(head))) != head:
            raise StaleFileError(f"{old}: another head")
        out.write(head)
        waiting, at = b"", 0
        for block in _blocks(source, read):
            if waiting:
                end = _before(changes, at, key(block[: block.index(BLOCK_END) + len(BLOCK_END)]))
                out.write(_merged(waiting, changes[at:end], key))
                at = end
            waiting = block
        out.write(_merged(waiting, changes[at:], key))
    if read.text() != check:
        raise StaleFileError(f"{old}: not as it was written")
    return out.checked.text()


def _before(changes: Sequence[Changed], at: int, key: bytes) -> int:
    """Return the number of the first change from `at` on that does not come before `key`."""
    while at < len(changes) and changes[at][0] < key:
        at += 1
    return at


def _merged(block: bytes, changes: Sequence[Changed], key: Key) -> bytes:
    """Return the records of a block with the changes that fall into it."""
    if not changes:
        return block
    records = {key(record): record for record in _records(block)}
    for where, record in changes:
        if record is None:
            records.pop(where, None)
        else:
            records[where] = record
    return b"".join(record for _, record in sorted(records.items()))


def _records(block: bytes) -> Iterator[bytes]:
    for record in block.split(BLOCK_END):
        if record:
            yield record + BLOCK_END


def _blocks(source: IO[bytes], read: Checked) -> Iterator[bytes]:
    """Yield the rest of a file in blocks of whole records."""
    left = b""
    while data := read.add(source.read(_BLOCK)):
        left += data
        end = left.rfind(BLOCK_END) + len(BLOCK_END)
        if end >= len(BLOCK_END):
            yield left[:end]
            left = left[end:]
    if left:
        raise StaleFileError("the file ends within a record")
