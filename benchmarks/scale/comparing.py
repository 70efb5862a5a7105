"""Ratios against recorded ones: what has fallen too far, and how to renew the record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from . import yardstick
from .results import ResultError

#: A ratio below this part of the recorded one has fallen too far; machines and days differ by less.
TOLERANCE: Final = 0.5
RENEWING: Final = "python -m zhijiao.benchmarks.scale --small --record benchmarks/scale/recorded.json"


@dataclass(frozen=True, slots=True)
class Fall:
    """A ratio that has fallen too far, or (`now` None) is no longer measured."""

    name: str
    before: float
    now: float | None

    def __str__(self) -> str:
        """Say which ratio it is, what it was and is."""
        if self.now is None:
            return f"{self.name}：记录里是 {self.before:g}，这次没有测"
        return (
            f"{self.name}：记录里是 {self.before:g}，现在是 {self.now:g}（{self.now / self.before:.2f} 倍）"
        )


def falls(recorded: Mapping[str, float], now: Mapping[str, float]) -> list[Fall]:
    """Return what has fallen below TOLERANCE of what was recorded, by name; what is new is no fall."""
    return [
        Fall(name, before, now.get(name))
        for name, before in sorted(recorded.items())
        if now.get(name, 0.0) < before * TOLERANCE
    ]


def write_record(path: Path, ratios: Mapping[str, float], machine: Mapping[str, Any]) -> None:
    """Write ratios as the record. Raises OSError."""
    data = {"yardstick_version": yardstick.VERSION, "machine": dict(machine), "ratios": dict(ratios)}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_record(path: Path) -> dict[str, float]:
    """Return the recorded ratios. Raises OSError, and ResultError for none or another yardstick's."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        version, ratios = data["yardstick_version"], data["ratios"]
        found = {str(name): float(value) for name, value in ratios.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ResultError(f"{path}：不是比率的记录（{error}）；重新记录：{RENEWING}") from error
    if version != yardstick.VERSION:
        raise ResultError(f"{path}：是用另一版标尺记录的；重新记录：{RENEWING}")
    return found
