"""Header rows: how many rows of a table head its columns, and where another table's headers begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .bare_cells import is_header, names_indicator
from .cell_kinds import is_total, kind_of
from .marked_cells import even

Texts = Sequence[Sequence[str]]

_YEAR_ALONE: Final = re.compile(r"(?:19|20)\d\d$")
_YEAR_OR_MONTH: Final = re.compile(r"(?:19|20)\d\d(?:[./]\d{1,2})?$")
_FIGURE: Final = re.compile(r"\d")
#: What heads a column of figures.
_COUNTS: Final = re.compile(r"[\u4e00-\u9fff](?:数|率|额|量|值|占比)(?:（.*）)?$")
#: What a lower row of headers may have in one cell only.
_UNIT_OR_YEAR: Final = re.compile(r"（|(?:19|20)\d\d")
_MAX_HEADER: Final = 4


def has_figures(row: Sequence[str]) -> bool:
    """Tell whether a row's cells (made even) hold a figure or a year."""
    return any(kind_of(cell) in ("figure", "year") for cell in row)


def header_rows(rows: Texts) -> int:
    """Count the rows before the first one with figures (years alone are none); a table of words has one."""
    rows = [*([even(cell) for cell in row] for row in rows[: _MAX_HEADER + 1]), *rows[_MAX_HEADER + 1 :]]
    if _are_pairs(rows):
        return 0
    for number, row in enumerate(rows[:_MAX_HEADER]):
        filled = [cell for cell in row if cell]
        figures = [cell for cell in filled if kind_of(cell) != "text"]
        if _years_head(rows, number, figures):
            continue
        if number > 1 and figures and all(kind_of(cell) == "dash" for cell in figures):
            break  # a row of words with nothing in one cell: those above it may be of words as well
        if figures and (number or len(figures) * 3 >= len(filled)):
            return number - _begins_below(rows, number)
        if number and all(rows[0]) and (filled == [*row[:1]] or _begins_below(rows, number + 1)):
            return number  # the first piece of a cell that is broken
    if len(rows) > _MAX_HEADER and has_figures(rows[_MAX_HEADER]) and _begins_below(rows, _MAX_HEADER):
        return _MAX_HEADER - 1
    with_figures = [number for number, row in enumerate(rows) if any(_FIGURE.search(cell) for cell in row)]
    if with_figures and with_figures[0] == 0:
        return min(1, len(rows) - 1)
    return 2 if _complete_each_other(rows) else 1


def _begins_below(rows: Texts, number: int) -> bool:
    """Tell a line above the first row that holds the beginning of one cell of it, which is empty there."""
    above = [at for at, cell in enumerate(rows[number - 1]) if cell] if number > 1 else []
    return (
        len(above) == 1
        and number < len(rows)
        and len(rows[number]) > above[0]
        and not rows[number][above[0]]
        and not _UNIT_OR_YEAR.match(rows[number - 1][above[0]])
    )


def _years_head(rows: Texts, number: int, figures: Sequence[str]) -> bool:
    """Tell a row of headers that are years: the first row's, or below cells merged over them."""
    row = rows[number]
    corner = next(iter(row), "")
    if not all(kind_of(one) == "year" for one in figures):
        return False
    if number == 0:
        return not _YEAR_ALONE.match(corner)
    return not corner and len(figures) > 1 and all(not cell or cell in figures for cell in row)


def _are_pairs(rows: Texts) -> bool:
    """Tell a table of labels, each with its value beside it (学校名称 … 占地面积 …), which has no header."""
    if len(rows) < 2 or len(rows[0]) % 2 or any(len(row) > len(rows[0]) for row in rows):
        return False
    values = [cell for cell in rows[0][1::2] if cell]
    if not values or any(is_header(cell) or not _is_value(cell) for cell in values):
        return False
    labels = [cell for row in rows for cell in row[::2] if cell]
    return sum(names_indicator(even(label)) for label in labels) * 2 >= len(labels)


def _is_value(text: str) -> bool:
    return kind_of(text) != "year" and not is_total(text)


def _complete_each_other(rows: Texts) -> bool:
    """Tell two rows of headers by their gaps: what one leaves empty has words in the other."""
    if len(rows) < 3 or len(rows[0]) != len(rows[1]):
        return False
    upper, lower = rows[0], rows[1]
    gaps = sum(not cell for cell in upper)
    both = all(over or under for over, under in zip(upper, lower, strict=True))
    return gaps > 0 and not upper[-1] and both and not lower[0] and bool(upper[0])


def begins_another(rows: Texts, at: int) -> bool:
    """Tell whether row `at` heads another table, set right below the rows before it.

    `rows` are cells made even. Where the rows above hold figures it has words alone, such as head columns, or
    its table has another width all along; where they hold none, all its cells are headers.
    """
    row = rows[at]
    if at < 2 or at + 1 >= len(rows) or len(row) < 2 or len(rows[at + 1]) != len(row):
        return False
    if not all(row) or row == rows[0] or any(is_total(cell) for cell in row) or _goes_on_with_years(rows, at):
        return False
    above = rows[1:at]
    if any(kind_of(cell) in ("figure", "dash") for cell in row) or has_figures(row[:1]):
        return False
    known = [is_header(cell) or bool(_COUNTS.search(cell)) for cell in row]
    if not all(map(has_figures, above)):
        below = any(is_header(cell) for cell in rows[at + 1]) and not has_figures(rows[at + 1])
        return all(known) and len(row) > 2 and not below and not has_figures(rows[0])
    if not has_figures(rows[at + 1]):
        return False
    figured = [place for place in range(len(row)) if _holds_figures(above, place)]
    other = {len(one) for one in rows[:at]} == {len(rows[0])} != {len(row)}
    return (
        sum(known) * 2 > len(row)
        or (other and any(known))
        or (bool(figured) and all(known[place] for place in figured))
    )


def _counts_like_years(row: Sequence[str], above: Texts) -> bool:
    """Tell a row of figures that look like years (在校生 1993 1906): under figures, behind an indicator."""
    label = next(iter(row), "")
    return names_indicator(label) and any(
        _YEAR_ALONE.match(cell) and _holds_figures(above, place) for place, cell in enumerate(row)
    )


def _goes_on_with_years(rows: Texts, at: int) -> bool:
    """Tell a row that has a year where all rows above have one, or a month (since when, of partners)."""
    return _counts_like_years(rows[at], rows[1:at]) or any(
        _YEAR_ALONE.match(cell)
        and all(len(above) > place and _YEAR_OR_MONTH.match(above[place]) for above in rows[1:at])
        for place, cell in enumerate(rows[at])
    )


def _holds_figures(rows: Texts, at: int) -> bool:
    return any(len(row) > at and kind_of(row[at]) == "figure" for row in rows)
