"""All targets of fuzzing by name, and what is known of a fault that one of them has found."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from . import fuzz_extracting, fuzz_queries, fuzz_readers
from .fuzzing import Target

TARGETS: Final[Mapping[str, Target]] = MappingProxyType(
    {one.name: one for one in (*fuzz_readers.TARGETS, *fuzz_extracting.TARGETS, *fuzz_queries.TARGETS)}
)
_ROOT: Final = Path(__file__).resolve().parent.parent.parent


def fault_of(target: Target, data: bytes) -> str:
    """Return by what the fault that `data` is to a target can be known again, kind and place; "" for none."""
    try:
        target.check(data)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        own = [one for one in frames if _is_ours(one.filename)]
        place = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else ""
        said = str(error)[:60] if isinstance(error, AssertionError) else ""
        return " ".join(part for part in (type(error).__name__, place, said.partition(":")[0]) if part)
    return ""


def _is_ours(name: str) -> bool:
    path = Path(name).resolve()
    if not path.is_relative_to(_ROOT):
        return False
    within = path.relative_to(_ROOT).parts
    return within[0] not in ("tests", "benchmarks") and not within[0].startswith(".")


def shrunk(data: bytes, holds: Callable[[bytes], bool], tries: int = 400) -> bytes:
    """Return a shorter input for which `holds` still holds, after at most so many tries."""
    size = max(1, len(data) // 2)
    while size and tries:
        at = 0
        while at < len(data) and tries:
            less = data[:at] + data[at + size :]
            tries -= 1
            if less != data and holds(less):
                data = less
            else:
                at += size
        size //= 2
    return data
