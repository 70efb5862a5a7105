"""The result of a run: a JSON file that is written after each step, so that a run broken off goes on.

{"format": 1, "yardstick_version": 1, "machine": {…}, "options": {…}, "steps": {"pipeline/1000": {…}, …}}

A step has its `figures`, or the `error` that it ended in; the seconds of the `yardstick` and the `load` of
the machine before it; the digest of the `code` that was measured, and `code_changed` where it did meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from . import yardstick

FORMAT: Final = 1
Figures = dict[str, Any]


class ResultError(ValueError):
    """A file of results that is none, or that belongs to another run."""


@dataclass(slots=True)
class Results:
    """The steps that are done, by name; `machine` and `options` are what all of them have in common."""

    path: Path
    machine: Mapping[str, Any]
    options: Mapping[str, Any]
    steps: dict[str, Figures] = field(default_factory=dict)

    @classmethod
    def of(cls, path: Path, machine: Mapping[str, Any], options: Mapping[str, Any]) -> Results:
        """Return the results at `path` to go on with, or fresh ones where there is no file.

        Raises ResultError where the file is of another machine, other options or another yardstick.
        """
        if not path.exists():
            return cls(path, machine, options)
        found = cls.read(path)
        for what, now, before in (("机器", machine, found.machine), ("选项", options, found.options)):
            if dict(now) != dict(before):
                raise ResultError(f"{path}：是在另外的{what}下测的，不能接着测；请换一个结果文件，或删掉它")
        return found

    @classmethod
    def read(cls, path: Path) -> Results:
        """Read the results at `path`. Raises ResultError and OSError."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            known = (data["format"], data["yardstick_version"])
            found = cls(path, data["machine"], data["options"], data["steps"])
        except (ValueError, KeyError, TypeError) as error:
            raise ResultError(f"{path}：不是基准测试的结果（{error}）") from error
        if known != (FORMAT, yardstick.VERSION):
            raise ResultError(f"{path}：是用另一版的格式或标尺测的，不能比较；请重新测量")
        return found

    def done(self, step: str) -> bool:
        """Whether a step was measured; one that ended in an error was not."""
        return "figures" in self.steps.get(step, {})

    def figures(self, step: str) -> Figures:
        """Return the figures of a step, none where it was not measured."""
        found: Figures = self.steps.get(step, {}).get("figures", {})
        return found

    def yard(self, step: str, name: str) -> float:
        """Return the seconds of a piece of the yardstick before a step. Raises KeyError where unknown."""
        return float(self.steps[step]["yardstick"][name])

    def add(self, step: str, entry: Figures) -> None:
        """Take in a step and write the file, whole or not at all. Raises OSError."""
        self.steps[step] = entry
        data = {
            "format": FORMAT,
            "yardstick_version": yardstick.VERSION,
            "machine": dict(self.machine),
            "options": dict(self.options),
            "steps": dict(sorted(self.steps.items())),
        }
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_name(f".{self.path.name}.new")
        beside.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        beside.replace(self.path)
