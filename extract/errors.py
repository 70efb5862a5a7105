"""Errors of reading and extracting, each naming the file, what was wrong and what to do next."""

from __future__ import annotations

from pathlib import Path


class ReportError(Exception):
    """A report cannot be read. `path`, `reason` and `advice` (both Chinese, for users) make up its text."""

    def __init__(self, path: Path | str, reason: str, advice: str) -> None:
        super().__init__(f"{path}：{reason}。{advice}")
        self.path = str(path)
        self.reason = reason
        self.advice = advice
