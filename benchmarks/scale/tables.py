"""Markdown tables and numbers as the page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; the first column is left-aligned, the others are of numbers."""
    lines = [_row(heads), "|" + "|".join(("---", *["---:"] * (len(heads) - 1))) + "|"]
    return "\n".join([*lines, *map(_row, rows)])


def number(value: float | None, digits: int = 3) -> str:
    """Return a number to so many leading digits, with commas; a dash where there is none."""
    if value is None:
        return "—"
    if abs(value) >= 10 ** (digits - 1):
        return f"{value:,.0f}"
    return f"{float(f'{value:.{digits}g}'):g}"


def reached(well: bool) -> str:
    """Return whether a goal was reached, as the tables of goals say it."""
    return "达到" if well else "没有达到"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(one.replace("|", "\\|") for one in cells) + " |"
