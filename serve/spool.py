"""Where a worker writes an answer: in memory, a large one in a file, and none past its bounds."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import IO, Final, Self

from ..graph.formats import RowMark

#: Octets up to which an answer goes through the pipe; a larger one is left in a file.
IN_MEMORY: Final = 1 << 20


def spool_prefix(process: int) -> str:
    """Return what the names of the files begin with that a process writes."""
    return f"of-{process}-"


class TooLargeError(Exception):
    """An answer past a bound: which, in Chinese."""


class Output:
    """A binary file that counts octets and rows; `rows` says how rows are told, None where they are not.

    As a context it deletes its file unless `keep` was called.
    """

    def __init__(self, folder: Path, most_bytes: int, most_rows: int, rows: RowMark | None = None) -> None:
        """Take a folder for the file, where one is needed, and the bounds."""
        self._folder = folder
        self._most_bytes = most_bytes
        self._most_rows = most_rows
        self._mark = rows
        self._parts: list[bytes] = []
        self._size = 0
        self._rows = -rows.surplus if rows else 0
        self._tail = b""
        self._quoted = False
        self._file: IO[bytes] | None = None
        self._kept = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
            if not self._kept:
                Path(self._file.name).unlink(missing_ok=True)

    def write(self, data: bytes) -> int:
        """Take a piece of the answer. Raises TooLargeError where it is past a bound."""
        self._size += len(data)
        if self._size > self._most_bytes:
            raise TooLargeError(f"结果超过 {self._most_bytes} 字节；请加上 LIMIT，或限定学校、地区或年份")
        if self._mark:
            self._rows += self._marks_in(data, self._mark)
            if self._rows > self._most_rows:
                raise TooLargeError(f"结果超过 {self._most_rows} 行；请加上 LIMIT 和 OFFSET 分几次取")
        if self._file is None and self._size > IN_MEMORY:
            prefix = spool_prefix(os.getpid())
            self._file = tempfile.NamedTemporaryFile(prefix=prefix, dir=self._folder, delete=False)  # noqa: SIM115
            self._file.write(b"".join(self._parts))
            self._parts.clear()
        if self._file is None:
            self._parts.append(data)
        else:
            self._file.write(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: pieces are never held back."""

    def taken(self, *, whole: bool = False) -> tuple[bytes, Path | None]:
        """Return the answer, or nothing and the file that holds it, which is now the caller's to delete.

        Where `whole`, the answer itself is returned however large it is.
        """
        if self._file is None:
            return b"".join(self._parts), None
        self._file.close()
        if whole:
            return Path(self._file.name).read_bytes(), None
        self._kept = True
        return b"", Path(self._file.name)

    def _marks_in(self, data: bytes, rows: RowMark) -> int:
        """Count marks in the next piece, also those that begin in the one before."""
        if not rows.quoted:
            joined = self._tail + data
            self._tail = joined[1 - len(rows.mark) :] if len(rows.mark) > 1 else b""
            return joined.count(rows.mark)
        # Each quotation mark begins or ends a quotation; one that is doubled ends it and begins it again.
        parts = data.split(b'"')
        outside = parts[1::2] if self._quoted else parts[::2]
        self._quoted ^= len(parts) % 2 == 0
        return sum(part.count(rows.mark) for part in outside)
