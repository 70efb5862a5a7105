"""Tables of web pages: grids of data to pieces; tables that only set out a page are left to be walked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from ...reading.headings import is_heading
from ...reading.pieces import Piece, TableCell, TablePiece, TextPiece
from .cells import cell_words
from .grid import Budget, HtmlCell, compressed
from .tree import Element, Lengths, attribute, text_of
from .words import MARGIN, shown

__all__ = ["Budget", "table_pieces"]

_BORDERED: Final = re.compile(r"border(?:-\w+)*\s*:[^;]*solid|mso-border-alt", re.I)
_DATA_CLASS: Final = re.compile(r"MsoTable|MsoNormalTable|bordered|table-striped|\bdata\b|\bgrid\b", re.I)
_MOST_COLUMNS: Final = 200  #: as of tables in text: no report has one so wide
_NESTED_SHARE: Final = 0.3  #: of a table's characters in tables inside it, from which on it is a frame
_ARTICLE: Final = 200  #: characters of a cell that may be a whole article,
_MARKED_ARTICLE: Final = 1000  #: in a table with borders or headers,
_ARTICLE_SHARE: Final = 0.6  #: and the share of the table's characters that an article has
_PROSE: Final = 120  #: characters of the usual cell of a table that sets out prose
_ONE_ROW: Final = 40  #: characters of the cells of a table of one row


@dataclass(slots=True)
class _Rows:
    """The rows of a table in the order in which they show; `head` of them stand in its head.

    `stray` are words between the cells, which browsers show above the table; `framing` says that another
    table stands between the cells.
    """

    rows: list[list[Element]]
    head: int = 0
    caption: Element | None = None
    stray: list[str] = field(default_factory=list)
    framing: bool = False


def table_pieces(table: Element, lengths: Lengths, budget: Budget) -> list[Piece] | None:
    """Return the pieces of a table of data: its caption, grid and notes; None for a frame of the page.

    A frame is told by what its cells hold: other tables, an article, headings, links, prose, or by having
    one column; borders, header cells and captions speak for data. Rows of one cell over the whole width at
    the top are captions, at the bottom notes. Raises TooManyPlacesError where the budget of places is spent.
    """
    found = _rows_of(table)
    if not _is_data(table, found, lengths):
        return None
    cells = [
        [
            HtmlCell(cell_words(cell), _span(cell, "rowspan"), _span(cell, "colspan"), cell.tag == "th")
            for cell in row
        ]
        for row in found.rows
    ]
    rows, head = compressed(cells, found.head, budget)
    above, rows, below = _parted(rows)
    head = max(0, head - len(above))
    pieces: list[Piece] = [
        TextPiece(line, whole=True) for text in found.stray if (line := shown(text).strip(MARGIN))
    ]
    if found.caption is not None and (words := text_of(found.caption)):
        pieces.append(TextPiece(words, whole=True))
    pieces += [TextPiece(line, whole=True) for line in above]
    if rows:
        grid = tuple(tuple(TableCell(cell.words, cell.rows, cell.columns) for cell in row) for row in rows)
        pieces.append(TablePiece(grid, _header_rows(rows, head)))
    return pieces + [TextPiece(line, whole=True) for line in below]


def _rows_of(table: Element) -> _Rows:
    """Gather rows and cells, also through the forms and other elements that broken markup sets between."""
    found = _Rows([], stray=[table.text or ""])
    feet: list[list[Element]] = []
    rowless: Element | None = None  # what holds the cells of the row begun without a tag of its own
    pending: list[tuple[Element, str, bool]] = [(child, "", False) for child in reversed(table)]
    while pending:
        element, group, in_row = pending.pop()
        tag = element.tag
        found.stray.append(element.tail or "")
        into = feet if group == "tfoot" else found.rows
        if tag in ("td", "th"):
            if not in_row and element.getparent() is not rowless:
                into.append([])
                rowless = element.getparent()
            into[-1].append(element)
        elif tag == "caption":
            found.caption = found.caption if found.caption is not None else element
        elif tag == "table":
            found.framing = True
        else:
            if tag == "tr":
                into.append([])
                rowless = None
                found.head += group == "thead" and len(found.rows) == found.head + 1
            found.stray.append(element.text or "")
            inner = tag if tag in ("thead", "tbody", "tfoot") else group
            pending += [(child, inner, in_row or tag == "tr") for child in reversed(element)]
    found.rows += feet
    return found


def _is_data(table: Element, found: _Rows, lengths: Lengths) -> bool:
    filled = [[cell for cell in row if lengths.get(cell)] for row in found.rows]
    filled = [row for row in filled if row]
    widest = max((len(row) for row in found.rows), default=0)
    if found.framing or not 2 <= widest <= _MOST_COLUMNS or not any(len(row) > 1 for row in filled):
        return False
    sizes = [lengths.get(cell, 0) for row in filled for cell in row]
    marked = _is_marked(table, found)
    if attribute(table, "role") in ("presentation", "none") or _holds_more(table, sizes, marked, lengths):
        return False
    if len(filled) == 1:
        return marked and max(sizes) <= _ONE_ROW
    return marked or _looks_like_data(table, sizes, lengths)


def _holds_more(table: Element, sizes: list[int], marked: bool, lengths: Lengths) -> bool:
    """Tell a frame by what is in it: other tables, or a whole article in one cell."""
    whole, largest = sum(sizes), max(sizes)
    nested = sum(lengths.get(inner, 0) for inner in table.iter("table") if inner is not table)
    article = largest > _ARTICLE_SHARE * whole and largest > (_MARKED_ARTICLE if marked else _ARTICLE)
    return article or nested > _NESTED_SHARE * whole


def _looks_like_data(table: Element, sizes: list[int], lengths: Lengths) -> bool:
    """Tell a table without borders whose cells are short, and none of them links, headings or tables."""
    links = sum(lengths.get(link, 0) for link in table.iter("a") if link.get("href") is not None)
    other = sum(1 for inner in table.iter("h1", "h2", "h3", "h4", "table") if inner is not table)
    return links * 2 <= sum(sizes) and not other and median(sizes) <= _PROSE


def _is_marked(table: Element, found: _Rows) -> bool:
    """Tell a table that shows as one: with a border, header cells, or a caption."""
    if found.head or found.caption is not None or attribute(table, "border").strip() not in ("", "0", "0px"):
        return True
    if _DATA_CLASS.search(attribute(table, "class")) or _BORDERED.search(attribute(table, "style")):
        return True
    first = [cell for row in found.rows[:3] for cell in row]
    return any(cell.tag == "th" or _BORDERED.search(attribute(cell, "style")) for cell in first)


def _span(cell: Element, name: str) -> int:
    """Return how far a cell reaches, read as browsers do: leading digits, 1 where there are none."""
    digits = re.match(r"\s*\+?(\d{1,9})", attribute(cell, name))
    return int(digits[1]) if digits else 1


def _parted(rows: list[list[HtmlCell]]) -> tuple[list[str], list[list[HtmlCell]], list[str]]:
    """Part off the rows at top and bottom that one cell fills over the whole width."""
    width = max((sum(cell.columns for cell in row) for row in rows), default=0)
    first, last = 0, len(rows)
    while first < last and _fills(rows[first], width):
        first += 1
    while last > first and _fills(rows[last - 1], width):
        last -= 1
    lines = [
        [line for row in part for line in row[0].words.split("\n") if line]
        for part in (rows[:first], rows[last:])
    ]
    return lines[0], rows[first:last], lines[1]


def _fills(row: list[HtmlCell], width: int) -> bool:
    """Tell a row of one cell over the whole width; a numbered one heads rows below it and stays."""
    return len(row) == 1 and row[0].rows == 1 and row[0].columns >= width > 1 and not is_heading(row[0].words)


def _header_rows(rows: list[list[HtmlCell]], head: int) -> int:
    """Return how many rows the page marks as headers: its head, or the first rows of header cells."""
    if not head:
        for row in rows:
            if not row or not all(cell.header for cell in row):
                break
            head += 1
    return head if head < len(rows) else 0
