"""Steps of a run: each is measured by itself, after the yardstick, and kept at once."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from zhijiao.extract.fingerprint import code_digest

from . import machine, yardstick
from .results import Figures, Results


class StepError(RuntimeError):
    """A step that cannot be measured, and why."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to measure: its name begins with its part ("pipeline/1000"), `run` gives its figures.

    `run` may raise StepError, OSError, MemoryError or subprocess.SubprocessError; all else is a fault.
    """

    name: str
    run: Callable[[], Figures]

    @property
    def part(self) -> str:
        """The part of the benchmark that the step belongs to."""
        return self.name.partition("/")[0]


def run_steps(
    steps: Iterable[Step],
    results: Results,
    say: Callable[[str], None],
    measure: Callable[[], dict[str, float]] = yardstick.measure,
) -> list[str]:
    """Measure the steps that `results` does not know; return the names of those that failed.

    `measure` gives the seconds of the yardstick's pieces. A failure is kept with its reason and tried again
    in the next run. Raises OSError where the results cannot be written.
    """
    failed = []
    for step in steps:
        if results.done(step.name):
            say(f"{step.name}：已经测过")
            continue
        say(f"{step.name} ……")
        entry: Figures = {"load": machine.load(), "yardstick": measure(), "code": code()}
        begin = time.perf_counter()
        try:
            entry["figures"] = step.run()
        except (StepError, OSError, MemoryError, subprocess.SubprocessError) as error:
            entry["error"] = _reason(error)
            failed.append(step.name)
        if code() != entry["code"]:
            entry["code_changed"] = True
        results.add(step.name, entry)
        say(f"{step.name}：{entry.get('error') or f'{time.perf_counter() - begin:.1f} 秒'}")
    return failed


def _reason(error: Exception) -> str:
    """Return why a step failed, without the places of this machine."""
    if isinstance(error, subprocess.CalledProcessError):
        return f"命令以退出码 {error.returncode} 结束"
    if isinstance(error, OSError):
        return f"{type(error).__name__}: {error.strerror or error}"
    return f"{type(error).__name__}: {error}".rstrip(": ")


def code() -> str:
    """Return the digest of the code that is measured."""
    root = Path(__file__).resolve().parent.parent.parent
    rooms = ("ontology", "extract", "graph", "queries", "viz", "serve", "cli")
    return code_digest(*(root / room for room in rooms))[:12]
