"""Cells of CSV files for spreadsheets: a text never counts as a formula, and comes back whole."""

from __future__ import annotations

import re
from typing import Final

# What spreadsheets take for the beginning of a formula, full-width forms among them.
_FORMULA: Final = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_GUARDED: Final = re.compile(r"'(?='*[=+\-@\t\r\n＝＋－＠])")


def guarded(text: str) -> str:
    """Return `text` as it may stand in a cell: behind an apostrophe where it would count as a formula.

    A text that looks guarded already gets another apostrophe, so that `unguarded` gives back every text.
    """
    return f"'{text}" if _FORMULA.match(text) or _GUARDED.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that a cell holds, without the apostrophe of `guarded`."""
    return _GUARDED.sub("", cell, count=1) if cell.startswith("'") else cell
