"""Layout of a text report: lines to headings, paragraphs and tables; page furniture is set aside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ..collecting import uncollected
from .blocks import Block, Document, Heading, Paragraph
from .furniture import furniture
from .grids import Grid, grid_at
from .headings import (
    CAPTION,
    INLINE,
    Numbering,
    can_be_heading,
    heading_level,
    is_heading,
    markdown_level,
    numbering,
)
from .lines import Line, lines_of
from .outline import Outline, listed, numberings
from .paragraphs import BULLET, Setting, closed_up, continues, setting_of
from .passage import Passage
from .pieces import Pieces
from .table_captions import TITLE_LENGTH, Caption, Item, TableFound, with_tables
from .transcript import TABLE, transcript_of

__all__ = ["heading_level", "read_layout"]

#: A line that names a picture: 图1-2 …, 图：…, 图 … (but for 图书馆, also with its characters apart).
_PICTURE: Final = re.compile(
    r"[▲△]?\s*[附插]?图(?!\s*[书纸像形文])"
    r"(?:\s*[\d一二三四五六七八九十]+(?:[-—.．]\d+)*\s*[：:]?\s*|\s*[：:]\s*|[ \u3000]+)(?=\S)"
)
_PICTURE_LENGTH: Final = 40
_CLAUSE_MARK: Final = re.compile(r"[。；，,]")
_UNIT_LINE: Final = re.compile(r"[（(]?\s*单位\s*[：:].{1,12}$")
_CAPTION_LENGTH: Final = 60
_LEADS: Final = re.compile(
    r"(?:如下表|见下表|下表)(?:所示)?[：:。]?$"
)  #: the end of a sentence that a table follows
#: How a line ends that is the title of a table without its number.
_TITLES: Final = re.compile(r"(?:一览|情况|统计|明细|汇总|对照|对比)表$|名单$")


@dataclass(slots=True)
class _State:
    """What has been read so far; `awaiting` tells of a caption above.

    `numbered` are numberings that only the lines around tell, by the number of the line; `listed` is where
    the items of numbered lists begin.
    """

    text: str
    setting: Setting
    items: list[Item] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)
    numbered: dict[int, Numbering] = field(default_factory=dict)
    listed: frozenset[int] = frozenset()
    pending: list[Line] = field(default_factory=list)
    awaiting: bool = False
    unit: Line | None = None

    @property
    def captioned(self) -> bool:
        """Tell whether what stands right above says that a table comes."""
        if self.pending:
            words = self.pending[-1].words
            return bool(_LEADS.search(words)) or (len(words) <= TITLE_LENGTH and bool(_TITLES.search(words)))
        return self.awaiting


@uncollected()
def read_layout(text: str) -> Document:
    """Return the blocks of a report's decoded text.

    Lines broken inside a sentence, also over a page, are joined again; tables are read whose cells are
    parted by tabs or bars, or stand one to a line; contents, page numbers and running heads are left out.
    """
    lines = lines_of(text)
    hidden = furniture(lines)
    shown = [line for number, line in enumerate(lines) if number not in hidden]
    blocks = _blocks(text, shown, {}, setting_of(shown))
    return Document(text, blocks, _form_feeds(text))


def read_pieces(pieces: Pieces, warnings: Sequence[str] = ()) -> Document:
    """Return the document that the reader of a format found in `pieces`; its text is their transcript."""
    made = transcript_of(pieces)
    hidden = furniture(made.lines)
    shown = [line for number, line in enumerate(made.lines) if number not in hidden]
    # Where the format has paragraphs, one without a full stop is no broken line, unless broken at a width.
    setting = replace(setting_of(shown), wrapped=False)
    text = made.text
    return Document(text, _blocks(text, shown, made.grids, setting), tuple(made.pages), tuple(warnings))


def _form_feeds(text: str) -> tuple[tuple[int, int], ...]:
    """Return where the pages of a text begin that form feeds part; () where there are none."""
    feeds = [match.start() for match in re.finditer("\f", text)]
    return ((0, 1), *((at, number) for number, at in enumerate(feeds, 2))) if feeds else ()


def _blocks(text: str, shown: list[Line], grids: Mapping[int, Grid], setting: Setting) -> tuple[Block, ...]:
    """Return the blocks of the lines `shown`; `grids` are known tables, by the place of their line."""
    state = _State(text, setting, numbered=numberings(shown), listed=listed(shown))
    at = 0
    while at < len(shown):
        line = shown[at]
        if line.words == TABLE and line.start in grids:
            _add_table(state, grids[line.start], at, at + 1)
            at += 1
        elif grid := grid_at(shown, at, state.captioned):
            _add_table(state, grid, at, grid.end)
            at = grid.end
        else:
            if not line.blank:
                _add_line(state, line, at, after_blank=at > 0 and shown[at - 1].blank)
            at += 1
    _flush(state)
    return tuple(with_tables(state.items, text))


def _add_line(state: _State, line: Line, number: int, after_blank: bool) -> None:
    if line.words.startswith("- ") and heading_level(line.words[2:].lstrip()):
        line = _cut(line, len(line.words) - len(line.words[2:].lstrip()))
    if inline := INLINE.match(line.words):
        head = inline[1]
        _add_line(state, Line(line.start, line.start + len(head), head, head), number, after_blank)
        line = _cut(line, inline.end())
    if found := _heading(state, line, number):
        _add_heading(state, line, *found)
    elif _UNIT_LINE.match(line.words):
        _flush(state)
        state.unit = line
    elif _names_picture(line.words):
        _flush(state)
    elif _is_caption(line.words):
        _flush(state)
        state.items.append(Caption((line.start, line.end), line.words, number))
        state.awaiting = True
    else:
        goes_on = state.pending and not line.whole
        if after_blank and goes_on and state.pending[-1].start in state.listed:
            goes_on = False
        if not goes_on or not continues(state.pending[-1], line, state.setting, after_blank):
            _flush(state)
        state.pending.append(line)


def _is_caption(words: str) -> bool:
    return bool(CAPTION.match(words)) and len(words) <= _CAPTION_LENGTH and not words.endswith(("。", "；"))


def _names_picture(words: str) -> bool:
    return len(words) <= _PICTURE_LENGTH and bool(_PICTURE.match(words)) and not _CLAUSE_MARK.search(words)


def _cut(line: Line, at: int) -> Line:
    return Line(line.start + at, line.end, line.words[at:], line.words[at:])


def _heading(state: _State, line: Line, number: int) -> tuple[int, Numbering | None, int] | None:
    """Return what makes a line a heading: where its words begin, its numbering, its level by the format."""
    if line.start in state.listed and not line.level:
        return None
    level, start = markdown_level(line.words)
    words = line.words[start:]
    lone = state.numbered.get(number) if not level else None
    found = lone or numbering(words)
    marked = bool(level and words) or (line.level > 0 and can_be_heading(line.words))
    told = marked or lone or (found and is_heading(line.words) and state.outline.fits(found))
    if not told or (found and not words[found.start :]):
        return None
    return start + (found.start if found else 0), found, level or line.level


def _add_heading(state: _State, line: Line, start: int, found: Numbering | None, level: int) -> None:
    _flush(state)
    state.awaiting = False
    passage = closed_up(Passage.of(state.text, line.start + start, line.end).strip())
    if passage.text.endswith("。"):
        passage = passage.part(0, len(passage) - 1)
    number = line.words[:start].lstrip("#").strip()
    depth, above = state.outline.add(passage.text, found, level)
    state.items.append(Heading(depth, passage, above, number))


def _flush(state: _State) -> None:
    if not state.pending:
        return
    passage = closed_up(
        Passage.joined(state.text, [(line.start, line.end) for line in state.pending]).strip()
    )
    bullet = BULLET.match(passage.text)
    if bullet and not passage.text[: bullet.end()].isdigit():
        passage = passage.part(bullet.end(), len(passage))
    elif state.pending[0].start in state.listed and (found := numbering(passage.text)):
        passage = passage.part(found.start, len(passage))
    if passage.text:
        state.items.append(Paragraph(passage, state.outline.section))
        state.awaiting = state.awaiting and len(passage) <= TITLE_LENGTH
    state.pending.clear()


def _add_table(state: _State, grid: Grid, first: int, end: int) -> None:
    _flush(state)
    unit = (state.unit.start, state.unit.end) if state.unit else None
    rows = grid.rows(state.text)
    state.items.append(TableFound(rows, grid.header_rows, state.outline.section, unit, first, end))
    state.unit, state.awaiting = None, False
