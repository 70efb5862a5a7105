"""Layout of a text report: lines to headings, paragraphs and tables; page furniture is set aside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from .blocks import Block, Document, Heading, Paragraph, Table
from .furniture import furniture
from .grids import Grid, grid_at
from .headings import CAPTION, INLINE, can_be_heading, heading_level, is_heading
from .lines import Line, lines_of
from .paragraphs import BULLET, Setting, continues, setting_of
from .passage import Passage
from .pieces import Pieces
from .transcript import TABLE, transcript_of
from .units import column_units

__all__ = ["heading_level", "read_layout"]

_PICTURE: Final = re.compile(r"图\s*[\d一二三四五六七八九十]*(?:[-—.．]\d+)*[\s：:]")
_CAPTION_END: Final = re.compile(
    r"(?:统计表|一览表|情况表|比对表|对比表|对照表|汇总表|明细表|名单|布局情况|情况统计|统计|一览|分布|结构|对照|对比|去向|数据|指标|排名|汇总)(?:[（(].*[）)])?$"
)
_CONTINUED: Final = re.compile(r"^续表|[（(]续[）)]")  #: a caption that says that its table goes on
_UNIT_LINE: Final = re.compile(r"[（(]?\s*单位\s*[：:].{1,12}$")
_CAPTION_LENGTH: Final = 60
_TITLE_LENGTH: Final = 40


@dataclass(slots=True)
class _State:
    """What has been read so far; `captions` wait for their table, `path` holds the headings above."""

    text: str
    setting: Setting
    blocks: list[Block] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    pending: list[Line] = field(default_factory=list)
    captions: list[Line] = field(default_factory=list)
    unit: Line | None = None

    @property
    def section(self) -> tuple[str, ...]:
        return tuple(words for _, words in self.path)


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
    state = _State(text, setting)
    at = 0
    while at < len(shown):
        line = shown[at]
        if line.words == TABLE and line.start in grids:
            _flush(state)
            _add_table(state, grids[line.start])
            at += 1
            continue
        if grid := grid_at(shown, at, captioned=bool(state.captions) and not state.pending):
            _flush(state)
            _add_table(state, grid)
            at = grid.end
            continue
        if not line.blank:
            _add_line(state, line, after_blank=at > 0 and shown[at - 1].blank)
        at += 1
    _flush(state)
    return tuple(state.blocks)


def _add_line(state: _State, line: Line, after_blank: bool) -> None:
    if line.words.startswith("- ") and heading_level(line.words[2:].lstrip()):
        line = _cut(line, len(line.words) - len(line.words[2:].lstrip()))
    if inline := INLINE.match(line.words):
        head = inline[1]
        _add_line(state, Line(line.start, line.start + len(head), head, head), after_blank)
        line = _cut(line, inline.end())
    if is_heading(line.words) or (line.level and can_be_heading(line.words)):
        _add_heading(state, line)
        return
    if _UNIT_LINE.match(line.words):
        _flush(state)
        state.unit = line
        return
    if (
        CAPTION.match(line.words)
        and len(line.words) <= _CAPTION_LENGTH
        and not line.words.endswith(("。", "；"))
    ):
        _flush(state)
        if not _PICTURE.match(line.words):
            _add_caption(state, line)
        return
    if state.pending and (line.whole or not continues(state.pending[-1], line, state.setting, after_blank)):
        _flush(state)
    state.pending.append(line)


def _cut(line: Line, at: int) -> Line:
    return Line(line.start + at, line.end, line.words[at:], line.words[at:])


def _add_heading(state: _State, line: Line) -> None:
    _flush(state)
    state.captions.clear()
    level, start = heading_level(line.words) or (line.level or 1, 0)
    passage = Passage.of(state.text, line.start + start, line.end).strip()
    if passage.text.endswith("。"):
        passage = passage.part(0, len(passage) - 1)
    while state.path and state.path[-1][0] >= level:
        state.path.pop()
    number = line.words[:start].strip().lstrip("#").strip()
    state.blocks.append(Heading(level, passage, state.section, number))
    state.path.append((level, passage.text))


def _add_caption(state: _State, line: Line) -> None:
    """Keep a caption for the table to come; right below a table without one it is that table's too."""
    last = state.blocks[-1] if state.blocks else None
    if isinstance(last, Table) and not _named(last) and not state.captions:
        caption = Passage.of(state.text, line.start, line.end).strip()
        state.blocks[-1] = replace(last, caption=caption)
    state.captions.append(line)


def _named(table: Table) -> bool:
    """Tell a table that has a numbered caption of its own from one under a mere title or heading."""
    return table.caption is not None and bool(CAPTION.match(table.caption.text))


def _flush(state: _State) -> None:
    if not state.pending:
        return
    passage = Passage.joined(state.text, [(line.start, line.end) for line in state.pending]).strip()
    bullet = BULLET.match(passage.text)
    if bullet and not passage.text[: bullet.end()].isdigit():
        passage = passage.part(bullet.end(), len(passage))
    if passage.text:
        state.blocks.append(Paragraph(passage, state.section))
        if len(passage) > _TITLE_LENGTH:
            state.captions.clear()  # text between: the caption was not the coming table's
    state.pending.clear()


def _add_table(state: _State, grid: Grid) -> None:
    before = state.blocks[-1] if state.blocks else None
    continued = not state.captions or bool(_CONTINUED.search(state.captions[-1].words))
    caption = _take_caption(state)
    lead = next((block.passage for block in reversed(state.blocks) if isinstance(block, Paragraph)), None)
    rows = grid.rows(state.text)
    units = column_units(rows, grid.header_rows, caption, lead)
    table = Table(rows, grid.header_rows, caption, lead, state.section, units)
    if continued and isinstance(before, Table) and _headless(table) and table.width == before.width:
        header = before.rows[: before.header_rows]
        table = replace(
            table,
            rows=header + table.rows,
            header_rows=len(header),
            caption=before.caption,
            units=before.units,
        )
    state.blocks.append(table)


def _headless(table: Table) -> bool:
    return table.header_rows == 0


def _take_caption(state: _State) -> Passage | None:
    """Take the caption just above, with the line that says its unit; a bare title (…统计表) serves too."""
    unit = [(state.unit.start, state.unit.end)] if state.unit else []
    state.unit = None
    if state.captions:
        line = state.captions[-1]
        state.captions.clear()
        return Passage.joined(state.text, [(line.start, line.end), *unit]).strip()
    last = state.blocks[-1] if state.blocks else None
    if (
        isinstance(last, Paragraph)
        and len(last.passage) <= _TITLE_LENGTH
        and _CAPTION_END.search(last.passage.text)
    ):
        state.blocks.pop()
        return last.passage
    if unit:
        return Passage.joined(state.text, unit).strip()
    return last.passage if isinstance(last, Heading) else None
