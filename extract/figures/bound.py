"""A figure bound to what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from ..language.quantities import Quantity
from ..lexicons import IndicatorTerm

#: Where a label begins and ends in a text, and what it names.
Label = tuple[int, int, IndicatorTerm]


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure with what it counts: words from `start` to `end`; year and scope where a list gives them.

    `loose` says that no label names it, only what goes before.
    """

    quantity: Quantity
    term: IndicatorTerm
    start: int
    end: int
    year: int | None = None
    scope: str | None = None
    loose: bool = False
