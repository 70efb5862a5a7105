"""All rules of the audit together, over the figures of schools."""

from __future__ import annotations

from collections.abc import Sequence

from .agreement import disagreements
from .figures import Figure
from .findings import Finding
from .ratios import leaps, out_of_range, wrong_ratios
from .totals import excesses, sums


def audit(figures: Sequence[Figure]) -> list[Finding]:
    """Return what contradicts itself in the figures of one school, the gravest first, each once.

    The same figures in another order give the same findings.
    """
    ordered = sorted(figures, key=_order)
    found = [
        *disagreements(ordered),
        *sums(ordered),
        *excesses(ordered),
        *wrong_ratios(ordered),
        *out_of_range(ordered),
        *leaps(ordered),
    ]
    kept: dict[tuple[object, ...], Finding] = {}
    for one in sorted(found, key=lambda one: one.key):
        # What two reports both say is one finding.
        words = tuple(side.words for side in one.sides)
        kept.setdefault((one.rule, one.indicator, one.year, one.scope, words), one)
    return list(kept.values())


def _order(one: Figure) -> tuple[object, ...]:
    return (one.indicator, one.year or 0, one.scope, one.size, one.unit, one.passages)
