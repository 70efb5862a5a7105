"""Which fact of which report a violation comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..store import GraphStore
from .violations import Violation


@dataclass(frozen=True, slots=True)
class Blamed:
    """A violation and where it comes from; texts that are unknown are empty, an unknown page is None.

    `kind` is the Chinese name of what the focus is, `name` its main name; `report` is the title of a report
    that says so, `section`, `page` and `quote` (shortened) the passage; `reports` counts all such reports.
    """

    violation: Violation
    kind: str = ""
    name: str = ""
    report: str = ""
    section: str = ""
    page: int | None = None
    quote: str = ""
    reports: int = 0


def blame(store: GraphStore, violations: Iterable[Violation]) -> tuple[Blamed, ...]:
    """Return each violation, in the same order, with the fact and the report that it comes from."""
    del store
    return tuple(Blamed(one) for one in violations)


def describe(blamed: Blamed) -> str:
    """Return a violation in Chinese on one line, naming the report and the fact."""
    one = blamed.violation
    return f"{one.focus}：{one.message}"
