"""What queries need of a graph's store, on this machine or on another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol


class Answer(Protocol):
    """What a store gives back: names of variables, and rows with None for what is unbound."""

    @property
    def columns(self) -> Sequence[str]:
        """The variables of the SELECT."""

    @property
    def rows(self) -> Sequence[Sequence[Any]]:
        """One sequence of terms for each row, as long as `columns`."""


class Store(Protocol):
    """A store that answers SELECT queries; terms are those of `graph.store.Value`."""

    def select(self, query: str) -> Answer:
        """Answer a SELECT query."""
