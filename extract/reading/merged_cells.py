"""Merged cells of a dump: headers set over their columns, labels that reach down, words in two rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from .broken_cells import is_broken
from .cell_kinds import is_total, kind_of
from .passage import Passage

Row = list[Passage]
_EMPTY: Final = Passage("", ())
_MOST_LABELS: Final = 6  #: columns of labels, one grouping the other
_RANKED: Final = 2  #: rows that a column of running numbers has at least
_RANK_DIGITS: Final = 4


def set_over(rows: Sequence[Sequence[Passage]], header_rows: int, width: int) -> list[Row]:
    """Return `rows` all `width` cells long; a header row with fewer cells is set over the row below."""
    made = [list(row) for row in rows]
    for number in range(min(header_rows, len(made) - 1) - 1, -1, -1):
        if len(made[number]) < width == len(made[number + 1]):
            made[number] = _spread(made[number], made[number + 1])
    return [row + [_EMPTY] * (width - len(row)) for row in made]


def _spread(upper: Row, lower: Sequence[Passage]) -> Row:
    """Set a header row, whose cells were merged, over the row below.

    Under a cell merged downwards the row below is empty; a run of cells below that are not has one cell
    above, or as many as share it evenly. Rows that do not fit so are left as they are.
    """
    runs: list[int] = []  # how many columns a place of the upper row spans: empty ones below, runs of others
    for at, cell in enumerate(lower):
        if cell.text and at and lower[at - 1].text:
            runs[-1] += 1
        else:
            runs.append(1)
    down = sum(not cell.text for cell in lower)
    over, wide = len(upper) - down, len(lower) - down
    if len(runs) == len(upper):
        spans = runs
    elif len(runs) - down == 1 and over > 0 and wide % over == 0:
        spans = [span for run in runs for span in ([run] if run == 1 and down else [wide // over] * over)]
    else:
        return upper
    return [each for cell, span in zip(upper, spans, strict=True) for each in (cell, *[_EMPTY] * (span - 1))]


def mended(rows: Sequence[Row], header_rows: int) -> list[Row]:
    """Return `rows` with words put together that stand in two rows, though they are of one cell.

    A row of words alone, in a table of figures, goes with the row above or below whose cells it completes.
    """
    out = [list(row) for row in rows[:header_rows]]
    body = [list(row) for row in rows[header_rows:]]
    figured = [_figures(row) for row in body]
    for number, row in enumerate(body):
        fragment = not figured[number] and 0 < sum(bool(cell.text) for cell in row) <= len(row) // 2
        above = out[-1] if len(out) > header_rows else None
        below = body[number + 1] if number + 1 < len(body) else None
        if fragment and above and figured[number - 1] and _completes(above, row):
            out[-1] = _together(above, row)
        elif fragment and below and figured[number + 1] and _completes(row, below):
            body[number + 1] = _together(row, below)
        else:
            out.append(row)
    return out


def _figures(row: Sequence[Passage]) -> bool:
    return any(kind_of(cell.text) == "figure" for cell in row)


def _completes(upper: Row, lower: Row) -> bool:
    """Tell whether every cell of the row with fewer words goes on with the one of the other row."""
    pairs = [(over, under) for over, under in zip(upper, lower, strict=True) if over.text and under.text]
    fewer = min(sum(bool(cell.text) for cell in row) for row in (upper, lower))
    return len(pairs) == fewer > 0 and all(is_broken(over.text, under.text) for over, under in pairs)


def _together(upper: Row, lower: Row) -> Row:
    return [
        Passage(over.text + under.text, over.offsets + under.offsets)
        for over, under in zip(upper, lower, strict=True)
    ]


def filled(rows: Sequence[Row], header_rows: int) -> list[Row]:
    """Return `rows` with the words of merged cells wherever these reach, marked as `spanned`.

    Headers reach right over columns that have headers of their own below, and down over none; labels before
    the first column of figures reach down to the next label or to a row of sums.
    """
    made = [list(row) for row in rows]
    _fill_headers(made[:header_rows])
    _fill_labels(made[header_rows:])
    return made


def _fill_headers(rows: Sequence[Row]) -> None:
    own = [[bool(cell.text) for cell in row] for row in rows]
    for number, row in enumerate(rows):
        below = own[number + 1 :]
        for at in range(1, len(row)):
            parted = number and _differ(rows[number - 1][at - 1], rows[number - 1][at])
            headed = any(lower[at] for lower in below) and any(lower[at - 1] for lower in below)
            if not row[at].text and row[at - 1].text and headed and not parted:
                row[at] = replace(row[at - 1], spanned=True)
        if number:
            for at, above in enumerate(rows[number - 1]):
                if not row[at].text and above.text:
                    row[at] = replace(above, spanned=True)


def _differ(left: Passage, right: Passage) -> bool:
    return left.offsets != right.offsets


def _fill_labels(body: Sequence[Row]) -> None:
    if not body:
        return
    first = min(_label_columns(body), _MOST_LABELS)
    own = [[bool(cell.text) for cell in row] for row in body]
    for at in range(1 if _numbers_rows(body) else 0, first):
        if not own[0][at]:
            continue  # labels that stand in the middle of their rows: whose a row is, no one can tell
        for number in range(1, len(body)):
            row, above = body[number], body[number - 1]
            begins = next((place for place in range(at, len(row)) if own[number][place]), len(row))
            if begins == at or begins >= first or not above[at].text or not _left_empty(row, at):
                continue
            if not any(is_total(cell.text) for row in (row, above) for cell in row[: first + 1]):
                row[at] = replace(above[at], spanned=True)


def _left_empty(row: Row, at: int) -> bool:
    return all(not cell.text or cell.spanned or kind_of(cell.text) == "figure" for cell in row[:at])


def _label_columns(body: Sequence[Row]) -> int:
    """Return how many columns stand before the first one of figures; all but the last where there is none."""
    width = len(body[0])
    start = 1 if _numbers_rows(body) else 0
    for at in range(start, width):
        kinds = [kind_of(row[at].text) for row in body if row[at].text]
        if kinds and kinds.count("figure") * 2 >= len(kinds):
            return at
    return width


def _numbers_rows(body: Sequence[Row]) -> bool:
    """Tell whether the first column only numbers the rows: 1, 2, 3."""
    told = [row[0].text for row in body if row[0].text and not is_total(row[0].text)]
    if len(told) < _RANKED or not all(text.isdecimal() and len(text) <= _RANK_DIGITS for text in told):
        return False
    return all(int(lower) == int(upper) + 1 for upper, lower in pairwise(told))
