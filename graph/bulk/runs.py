"""Sorted runs: files of lines of N-Quads in order, of which any range of subjects can be read.

The way of external sorting: what one process can hold is sorted and written; ranges of all runs together are
then merged, each small enough for memory (Knuth, The Art of Computer Programming, vol. 3, 5.4).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from ..turtle import subject_of

#: Bytes between two marks in a run.
_STEP: Final = 64 * 1024
#: Bytes whose checksum is taken at once, and lines that are written at once.
_CHECKED: Final = 1 << 20
_TOGETHER: Final = 5_000
#: Comes after every line.
_END: Final = b"\xff"


@dataclass(frozen=True, slots=True)
class Run:
    """A file of sorted lines, each once: its path, its bytes with their CRC-32, and marks in it.

    A mark is the subject of a line and the line's offset; the first is that of the first line.
    """

    path: Path
    size: int
    checksum: int
    subjects: tuple[bytes, ...]
    offsets: tuple[int, ...]

    def stands(self) -> bool:
        """Say whether the file is as it was written: after a power cut it may not be. Raises OSError."""
        checksum = size = 0
        with self.path.open("rb") as file:
            while data := file.read(_CHECKED):
                checksum, size = crc32(data, checksum), size + len(data)
        return (size, checksum) == (self.size, self.checksum)

    def to_json(self) -> dict[str, Any]:
        """Return the run, without its folder, as an object for JSON."""
        subjects = [subject.decode() for subject in self.subjects]
        return {
            "name": self.path.name, "size": self.size, "checksum": self.checksum,
            "subjects": subjects, "offsets": self.offsets,
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: dict[str, Any], folder: Path) -> Run:
        """Read what `to_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        subjects = tuple(str(subject).encode() for subject in data["subjects"])
        offsets = tuple(map(int, data["offsets"]))
        return cls(folder / str(data["name"]), int(data["size"]), int(data["checksum"]), subjects, offsets)

    def part(self, start: bytes, end: bytes) -> Part | None:
        """Return where all lines from `start` up to `end` stand, and maybe some before and after them."""
        if not self.offsets:
            return None
        first = max(bisect_left(self.subjects, start) - 1, 0)
        last = bisect_left(self.subjects, end)
        begin = self.offsets[first]
        stop = self.offsets[last] if last < len(self.offsets) else self.size
        return Part(self.path, begin, stop) if stop > begin else None


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of a run from `begin` up to `stop`, whole lines."""

    path: Path
    begin: int
    stop: int

    def lines(self) -> list[bytes]:
        """Return the lines with their line feeds. Raises OSError."""
        with self.path.open("rb") as file:
            file.seek(self.begin)
            data = file.read(self.stop - self.begin)
        return [line + b"\n" for line in data.split(b"\n") if line]


@dataclass(frozen=True, slots=True)
class Range:
    """Lines from `start` up to `end` (subjects, or what comes after all) of all runs together."""

    start: bytes
    end: bytes
    parts: tuple[Part, ...]

    def lines(self) -> list[bytes]:
        """Return the lines in order, each once. Raises OSError."""
        found: list[bytes] = []
        for part in self.parts:
            lines = part.lines()
            found += lines[bisect_left(lines, self.start) : bisect_left(lines, self.end)]
        # The parts are sorted, which makes this a merge.
        found.sort()
        return list(dict.fromkeys(found))


def write_run(path: Path, lines: Sequence[bytes]) -> Run:
    """Write sorted lines, each once and with its line feed, to `path`. Raises OSError."""
    subjects: list[bytes] = []
    offsets: list[int] = []
    offset = due = checksum = 0
    for line in lines:
        if offset >= due:
            subjects.append(subject_of(line))
            offsets.append(offset)
            due = offset + _STEP
        offset += len(line)
    with path.open("wb") as out:
        for at in range(0, len(lines), _TOGETHER):
            data = b"".join(lines[at : at + _TOGETHER])
            checksum = crc32(data, checksum)
            out.write(data)
    return Run(path, offset, checksum, tuple(subjects), tuple(offsets))


def ranges_of(runs: Sequence[Run], size: int) -> Iterator[Range]:
    """Yield ranges of about `size` bytes that hold all lines of the runs; no subject is in two of them."""
    subjects = sorted(subject for run in runs for subject in run.subjects)
    steps = max(size // _STEP, 1)
    borders = list(dict.fromkeys(subjects[steps::steps]))
    for start, end in zip([b"", *borders], [*borders, _END], strict=True):
        parts = (run.part(start, end) for run in runs)
        yield Range(start, end, tuple(part for part in parts if part))


def joined(parts: Iterable[Iterable[bytes]]) -> list[bytes]:
    """Return lines of several sorted parts as sorted lines, each once."""
    lines = [line for part in parts for line in part]
    lines.sort()
    return list(dict.fromkeys(lines))
