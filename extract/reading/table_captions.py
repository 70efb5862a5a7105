"""Captions: which table each names, above or below it; and tables that go on over a page made one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from .blocks import Block, Heading, Paragraph, Table
from .grids import Span
from .merged_cells import filled
from .passage import Passage
from .units import column_units

_CONTINUED: Final = re.compile(r"^[（(]?续\s*表|[（(]续[）)]|^表\s*[\d一二三四五六七八九十.\-—]+\s*续")
_TITLE_END: Final = re.compile(
    r"(?:统计表|一览表|情况表|比对表|对比表|对照表|汇总表|明细表|名单|布局情况|情况统计|统计|一览|分布|结构|对照|对比|去向|数据|指标|排名|汇总)(?:（.*）)?$"
)
_SENTENCE_END: Final = re.compile(r"[。！？；](?=.)")
_REACH: Final = 40  #: captions and tables, or rows of a table, before or behind that are looked at
TITLE_LENGTH: Final = 40  #: characters of a line between a caption and its table, or of a title


@dataclass(frozen=True, slots=True)
class Caption:
    """A line that names a table (表2 …); `line` is its number."""

    span: Span
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class TableFound:
    """A table before its caption is known: its rows, the line of its unit above, and its lines' numbers."""

    rows: tuple[tuple[Passage, ...], ...]
    header_rows: int
    section: tuple[str, ...]
    unit: Span | None
    first: int
    end: int


Item = Block | Caption | TableFound


def with_tables(items: Sequence[Item], text: str) -> list[Block]:
    """Return the blocks that `items` are, each table with its caption, those in parts put together."""
    named = _named(items)
    out: list[Block] = []
    for at, item in enumerate(items):
        if isinstance(item, TableFound):
            _add_table(out, item, named.get(at), text)
        elif not isinstance(item, Caption):
            out.append(item)
    return out


def _named(items: Sequence[Item]) -> dict[int, Caption]:
    """Return the caption of each table that has one, by the table's place among `items`."""
    named: dict[int, Caption] = {}
    sides: list[bool] = []  # of captions that can belong to one table only: whether they stand below it
    both: list[int] = []
    for at, item in enumerate(items):
        if not isinstance(item, Caption):
            continue
        above, below = _table_before(items, at), _table_behind(items, at)
        if above is not None and below is not None:
            both.append(at)
        elif above is not None or below is not None:
            sides.append(below is None)
    below_style = sum(sides) * 2 > len(sides)
    between = {at: _is_below(items, at, below_style) for at in both}
    for at, item in enumerate(items):
        if isinstance(item, Caption):
            above, below = _table_before(items, at), _table_behind(items, at)
            takes_above = above is not None and above not in named and (below is None or between[at])
            place = above if takes_above else below
            if place is not None:
                named[place] = item
    return named


def _table_before(items: Sequence[Item], at: int) -> int | None:
    return at - 1 if at and isinstance(items[at - 1], TableFound) else None


def _table_behind(items: Sequence[Item], at: int) -> int | None:
    """Return the place of the table right behind a caption, or behind a short line below that."""
    for place in range(at + 1, len(items)):
        item = items[place]
        if isinstance(item, TableFound):
            return place
        if not isinstance(item, Paragraph) or len(item.passage) > TITLE_LENGTH:
            return None
    return None


def _is_below(items: Sequence[Item], at: int, style: bool) -> bool:
    """Tell whether a caption between two tables is the upper one's.

    It is where the tables and captions around it, one after the other, begin with a table and end with a
    caption, or, where that leaves it open, as it stands nearer to it, or as most captions of the report do.
    """
    before = items[max(0, at - _REACH) : at]
    behind = items[at + 1 : at + 1 + _REACH]
    begins_with_table = isinstance(_end_of_run(before[::-1]), TableFound)
    ends_with_table = isinstance(_end_of_run(behind), TableFound)
    caption, above, below = items[at], items[at - 1], items[at + 1]
    if begins_with_table != ends_with_table:
        return begins_with_table
    if not begins_with_table or not isinstance(caption, Caption) or _CONTINUED.search(caption.words):
        return False
    if isinstance(above, TableFound) and isinstance(below, TableFound):
        nearer = (below.first - caption.line - 1) - (caption.line - above.end)
        if nearer:
            return nearer > 0
    return style


def _end_of_run(items: Sequence[Item]) -> Item | None:
    """Return the last of the tables and captions that `items` begin with."""
    run = list(takewhile(lambda item: isinstance(item, Caption | TableFound), items))
    return run[-1] if run else None


def _add_table(out: list[Block], found: TableFound, caption: Caption | None, text: str) -> None:
    before = out[-1] if out else None
    if isinstance(before, Table) and (joined := _joined(before, found, caption, text)):
        out[-1] = joined
        return
    words = _caption_of(out, found, caption, text)
    lead = _lead(out)
    units = column_units(found.rows, found.header_rows, words, lead)
    out.append(Table(found.rows, found.header_rows, words, lead, found.section, units))


def _caption_of(out: list[Block], found: TableFound, caption: Caption | None, text: str) -> Passage | None:
    """Return what names a table: its caption with the unit's line, a bare title (…统计表), or the heading."""
    unit = [found.unit] if found.unit else []
    if caption:
        return Passage.joined(text, [caption.span, *unit]).strip()
    last = out[-1] if out else None
    if (
        isinstance(last, Paragraph)
        and len(last.passage) <= TITLE_LENGTH
        and _TITLE_END.search(last.passage.text)
    ):
        out.pop()
        spans = [last.passage.source_span(0, len(last.passage)), *unit]
        return Passage.joined(text, spans).strip() if unit else last.passage
    if unit:
        return Passage.joined(text, unit).strip()
    return last.passage if isinstance(last, Heading) else None


def _is_title(words: str) -> bool:
    return len(words) <= TITLE_LENGTH and bool(_TITLE_END.search(words))


def _lead(out: Sequence[Block]) -> Passage | None:
    """Return the last sentence before a table, of the text under the same heading."""
    here = takewhile(lambda block: not isinstance(block, Heading), reversed(out))
    last = next((block.passage for block in here if isinstance(block, Paragraph)), None)
    if last is None:
        return None
    ends = [match.end() for match in _SENTENCE_END.finditer(last.text)]
    return last.part(ends[-1] if ends else 0, len(last))


def _joined(before: Table, found: TableFound, caption: Caption | None, text: str) -> Table | None:
    """Return the table `before` with the rows of one that goes on with it on a further page; else None.

    It does where it says its headers again or has none, and where no caption of its own stands above.
    """
    said = caption is not None and _goes_on(before, caption, text)
    if caption is not None and not said:
        return None
    width = len(found.rows[0])
    again = found.header_rows == before.header_rows and _texts(found, found.header_rows) == [
        [cell.text for cell in row] for row in before.rows[: before.header_rows]
    ]
    headless = found.header_rows == 0 or (said and not again)
    if width != before.width or not (again or headless) or not (said or before.header_rows):
        return None
    rest = found.rows[found.header_rows if again else 0 :]
    headers = before.header_rows
    kept = max(headers, len(before.rows) - _REACH)
    rows = filled([list(row) for row in (*before.rows[:headers], *before.rows[kept:], *rest)], headers)
    return replace(before, rows=(*before.rows[:kept], *map(tuple, rows[headers:])))


def _goes_on(before: Table, caption: Caption, text: str) -> bool:
    same = Passage.of(text, *caption.span).strip().text
    return bool(_CONTINUED.search(caption.words)) or (
        before.caption is not None and before.caption.text == same
    )


def _texts(found: TableFound, rows: int) -> list[list[str]]:
    return [[cell.text for cell in row] for row in found.rows[:rows]]
