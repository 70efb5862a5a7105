"""The parts of a document that may tell of the school's past: paragraphs, chronicles, tables of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from ..reading.blocks import Document, Heading, Paragraph, Table
from ..reading.passage import Passage
from . import predecessor_cues as cues
from .predecessor_names import names_in

#: A cell that dates a row: 1958.9—1962.7, 1985年7月, 2004.6至今.
_DATED_CELL: Final = re.compile(r"(?:18|19|20)\d\d[\d年月日.\-—－–~～至今起/ ]{0,18}$")
#: A year and a school in one breath: a paragraph with two of them may be a history in any words.
_DATED_NAME: Final = re.compile(
    r"(?:18|19|20)\d\d年[^，。；]{2,24}(?:学校|学院|中专|职高|中学|技校|训练班)(?=[，。；])"
)
_MOST_CELLS: Final = 4  #: columns of a table of names
_ITEM: Final = 24  #: characters of an item that is a name
_TELLING: Final = 8  #: characters of a cell that can tell of a turn
_CUES: Final = (cues.HISTORY, cues.CHRONICLE, cues.SPANNED)
_REMEMBERED: Final = 2048  #: paragraphs, each asked for the name, the founding and the turns
_GAP: Final = 1  #: paragraphs without history that a story may go on behind


def stories_of(document: Document) -> Iterator[tuple[Passage, tuple[str, ...]]]:
    """Yield the passages that may tell of the school's past, one story's joined, and their headings."""
    held: list[Passage] = []
    section: tuple[str, ...] = ()
    gap = 0
    for block in document.blocks:
        told = _told_by(block) or (_item(block) if held else [])
        if told:
            section = section if held else block.section
            held += told
            gap = 0
            continue
        gap += 1
        if held and (gap > _GAP or not isinstance(block, Paragraph)):
            yield _joined(held), section
            held = []
    if held:
        yield _joined(held), section


def _item(block: Paragraph | Heading | Table) -> list[Passage]:
    """Return an item of a list that only names a school, as what the line before it said is listed."""
    if not isinstance(block, Paragraph) or not cues.ITEM_HEAD.match(block.passage.text):
        return []
    names = names_in(block.passage.text) if len(block.passage.text) <= _ITEM else []
    return [block.passage] if len(names) == 1 else []


def _told_by(block: Paragraph | Heading | Table) -> list[Passage]:
    """Return the passages of `block` that tell of the past."""
    if isinstance(block, Table):
        return _rows(block)
    return [block.passage] if isinstance(block, Paragraph) and _is_telling(block.passage.text) else []


@lru_cache(_REMEMBERED)
def _is_telling(text: str) -> bool:
    """Tell a paragraph that may be one of history by its words, or by two years with a school behind each."""
    if any(cue.search(text) for cue in _CUES):
        return True
    return text.count("年") > 1 and len(_DATED_NAME.findall(text)) > 1


def _rows(table: Table) -> list[Passage]:
    """Return each row of a table of dates and names as a line of a chronicle; nothing for other tables."""
    if any(len(row) > _MOST_CELLS for row in table.rows[:2]):
        return []
    lines: list[Passage] = []
    named = 0
    for row in table.rows:
        cells = [cell for cell in row if cell.text and not cell.spanned]
        at = next((at for at, cell in enumerate(cells[:2]) if _DATED_CELL.match(cell.text)), None)
        if at is None or len(cells) <= at + 1:
            continue
        named += bool(names_in(cells[at + 1].text))
        lines.append(_joined(cells[at : at + 2], " "))
    return lines if named >= 2 and named * 2 >= len(lines) else _telling_cells(table)


def _telling_cells(table: Table) -> list[Passage]:
    """Return the cells of a table that each tell a turn in words of their own: 2005年由甲改为今名."""
    cells = (cell for row in table.rows for cell in row if len(cell.text) >= _TELLING and not cell.spanned)
    return [cell for cell in cells if cues.DATED.search(cell.text) and cues.HISTORY.search(cell.text)]


def _joined(passages: Sequence[Passage], joint: str = "\n") -> Passage:
    """Return the passages as one, parted by line breaks, so that evidence may reach over several."""
    text, offsets = passages[0].text, passages[0].offsets
    for passage in passages[1:]:
        text, offsets = f"{text}{joint}{passage.text}", (*offsets, offsets[-1], *passage.offsets)
    return Passage(text, offsets)
