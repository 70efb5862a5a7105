"""A file to read: its bytes, the limits that hold for it, and how far the reading has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

MEGABYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one report may cost.

    `megabytes` bounds the file, `text_megabytes` its text (also that of a packed format once unpacked),
    `pages` its pages, `seconds` the time of reading and extraction; each page read by OCR adds `ocr_seconds`.
    `memory_megabytes` bounds the memory of the process that reads; 0 sets no bound.
    """

    megabytes: int = 200
    text_megabytes: int = 5  # a report of 60 pages is some 100 kB of text
    pages: int = 1000
    seconds: float = 60.0  # a report takes well under two
    ocr_seconds: float = 30.0
    memory_megabytes: int = 3000


#: Called with the number of pages read by OCR so far and of those to be read in all.
PageProgress = Callable[[int, int], None]


def no_progress(_done: int, _total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as a reader gets it; what a reader has to say of it goes to `warnings` (Chinese, for users)."""

    path: Path
    data: bytes
    limits: Limits = field(default_factory=Limits)
    progress: PageProgress = no_progress
    warnings: list[str] = field(default_factory=list)
