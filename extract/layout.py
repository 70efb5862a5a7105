"""Layout of a text report: lines to headings, paragraphs and tables; page furniture is set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .blocks import Block, Document, Heading, Paragraph, Table
from .furniture import furniture
from .grids import Grid, grid_at
from .lines import Line, lines_of
from .passage import Passage

#: Numbering of headings, highest level first: 第一章, 一、, （一）, 1., （1）.
_NUMBERING: Final = (
    (1, re.compile(r"第[一二三四五六七八九十百]+[章部]分?[\s、：:]*")),
    (2, re.compile(r"第[一二三四五六七八九十百]+节[\s、：:]*")),
    (2, re.compile(r"[一二三四五六七八九十]{1,3}\s*[、，,.．]\s*")),
    (3, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]\s*、?")),
    (4, re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\s*(?![\d%万年])")),
    (4, re.compile(r"\d{1,2}\s*[.．、]\s*(?![\d%])")),
    (5, re.compile(r"[（(]\d{1,2}[）)]\s*、?")),
)
_MARKDOWN: Final = re.compile(r"(#{1,6})\s+")
_BULLET: Final = re.compile(r"(?:[-*+•●◆■▪►]|\d{1,2}[)）]|[①-⑳])\s*")
_SENTENCE_END: Final = re.compile(r"[。！？!?；;…][”’\"』」）)]*$")
_CAPTION: Final = re.compile(r"(?:[附续]?表|图)\s*[\d一二三四五六七八九十]+(?:[-—.．]\d+)*\s*[.．：:、]?\s*\S")
_PICTURE: Final = re.compile(r"图\s*[\d一二三四五六七八九十]*(?:[-—.．]\d+)*[\s：:]")
_CAPTION_END: Final = re.compile(r"(?:统计表|一览表|情况表|比对表|对比表|汇总表|明细表|名单|布局情况|情况统计|统计|一览)$")
_OPENERS: Final = re.compile(r"(?:同时|此外|另外|首先|其次|再次|最后|一是|二是|三是|四是|五是|其一|其二)[，,]?")
_HEADING_LENGTH: Final = 45
#: A heading with its text behind it in one line: 二、背景 学校现有…
_INLINE: Final = re.compile(r"((?:第[一二三四五六七八九十]+[章节]|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)])[^\s，。：；]{2,14})\s+(?=\S{20})")


@dataclass(slots=True)
class _State:
    blocks: list[Block]
    path: list[tuple[int, str]]
    pending: list[Line]
    captions: list[Line]


def read_layout(text: str) -> Document:
    """Return the blocks of a report's decoded text.

    Lines broken inside a sentence, also over a page, are joined again; tables are read whose cells are
    parted by tabs or bars, or stand one to a line; contents, page numbers and running heads are left out.
    """
    lines = lines_of(text)
    hidden = furniture(lines)
    shown = [line for number, line in enumerate(lines) if number not in hidden]
    wrapped = _is_wrapped(shown)
    state = _State([], [], [], [])
    at = 0
    while at < len(shown):
        line = shown[at]
        if grid := grid_at(shown, at):
            _flush(state, text)
            _add_table(state, text, grid)
            at = grid.end
            continue
        if not line.blank:
            _add_line(state, text, line, wrapped, after_blank=at > 0 and shown[at - 1].blank)
        at += 1
    _flush(state, text)
    return Document(text, tuple(state.blocks))


def heading_level(words: str) -> tuple[int, int] | None:
    """Return the level that a line's numbering gives it and where its words begin, or None."""
    if match := _MARKDOWN.match(words):
        return len(match[1]), match.end()
    for level, pattern in _NUMBERING:
        if match := pattern.match(words):
            return level, match.end()
    return None


def _is_wrapped(lines: list[Line]) -> bool:
    """Tell text broken at a fixed width from text with a line to each paragraph."""
    lengths = sorted(len(line.words) for line in lines if len(line.words) >= 15 and "\t" not in line.words)
    return bool(lengths) and lengths[int(len(lengths) * 0.9)] <= 60


def _is_heading(words: str) -> bool:
    found = heading_level(words)
    if not found:
        return False
    rest = words[found[1] :]
    if words.startswith("#"):
        return bool(rest)
    if rest.endswith("。") and len(rest) <= 25 and not re.search(r"[，,；]", rest):
        rest = rest[:-1]
    return 0 < len(rest) <= _HEADING_LENGTH and not re.search(r"[。；;！!]|[，,、]$", rest) and not _full_clause(rest)


def _full_clause(words: str) -> bool:
    """Tell a numbered sentence (1.积极开展活动，…) from a numbered heading."""
    return len(re.findall(r"[，,]", words)) >= 2 or bool(re.search(r"\d{3,}|[：:]\S{12,}", words))


def _add_line(state: _State, text: str, line: Line, wrapped: bool, after_blank: bool) -> None:
    if line.words.startswith("- ") and heading_level(line.words[2:].lstrip()):
        cut = len(line.words) - len(line.words[2:].lstrip())
        line = Line(line.start + cut, line.end, line.words[cut:], line.words[cut:])
    if inline := _INLINE.match(line.words):
        head = inline[1]
        _add_line(state, text, Line(line.start, line.start + len(head), head, head), wrapped, after_blank)
        rest = line.words[inline.end() :]
        line = Line(line.start + inline.end(), line.end, rest, rest)
    words = line.words
    if _is_heading(words):
        _flush(state, text)
        level, start = heading_level(words) or (1, 0)
        passage = Passage.of(text, line.start + start, line.end).strip()
        if passage.text.endswith("。"):
            passage = passage.part(0, len(passage) - 1)
        while state.path and state.path[-1][0] >= level:
            state.path.pop()
        state.path.append((level, passage.text))
        state.blocks.append(Heading(level, passage))
        return
    if _CAPTION.match(words) and len(words) <= 60 and not re.search(r"[。；]$", words):
        _flush(state, text)
        if not _PICTURE.match(words):
            state.captions.append(line)
        return
    if state.pending and not _continues(state.pending[-1], line, wrapped, after_blank):
        _flush(state, text)
    state.pending.append(line)


def _continues(last: Line, line: Line, wrapped: bool, after_blank: bool) -> bool:
    """Tell whether `line` goes on with the sentence that `last` left open."""
    words = line.words
    if _SENTENCE_END.search(last.words):
        return wrapped and not after_blank and not line.indented and len(last.words) >= 15
    if heading_level(words) or _BULLET.match(words) or _OPENERS.match(words):
        return False
    if line.indented and not after_blank:
        return False
    if last.words.endswith(("：", ":")):
        return False
    if re.search(r"[，,、（(《“]$", last.words):
        return True
    if wrapped:
        return len(last.words) >= 18 or (after_blank and len(last.words) >= 12)
    return after_blank and len(last.words) >= 25


def _flush(state: _State, text: str) -> None:
    if not state.pending:
        return
    passage = Passage.joined(text, [(line.start, line.end) for line in state.pending]).strip()
    bullet = _BULLET.match(passage.text)
    if bullet and not passage.text[: bullet.end()].isdigit():
        passage = passage.part(bullet.end(), len(passage))
    if passage.text:
        state.blocks.append(Paragraph(passage, _section(state)))
    state.pending.clear()


def _section(state: _State) -> tuple[str, ...]:
    return tuple(words for _, words in state.path)


def _add_table(state: _State, text: str, grid: Grid) -> None:
    caption = _take_caption(state, text)
    lead = next((block.passage for block in reversed(state.blocks) if isinstance(block, Paragraph)), None)
    state.blocks.append(Table(grid.rows(text), grid.header_rows, caption, lead, _section(state)))


def _take_caption(state: _State, text: str) -> Passage | None:
    """Take the caption just above; a bare title line above (…统计表) serves too."""
    if state.captions:
        line = state.captions[-1]
        state.captions.clear()
        return Passage.of(text, line.start, line.end).strip()
    last = state.blocks[-1] if state.blocks else None
    if isinstance(last, Paragraph) and len(last.passage) <= 40 and _CAPTION_END.search(last.passage.text):
        state.blocks.pop()
        return last.passage
    if isinstance(last, Heading):
        return last.passage
    return None
