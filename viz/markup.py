"""The pieces of HTML of which a page has thousands: templates would take most of the time for them.

Every text goes through `_safe`; what is returned is marked as HTML for the templates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from markupsafe import Markup, escape

from .drawing import clip
from .english import patterns, t
from .model import Passage
from .tables import MAX_PARTS, Cell, Part, Row

_UNSAFE: Final = re.compile(r"[&<>\"']")
#: Characters of a name, of a quote and its beginning, of a report's name and of a section's that are shown.
_NAME: Final = 160
_QUOTE: Final = 6000
_BRIEF: Final = 60
_REPORT: Final = 120
_SECTION: Final = 200
#: A single value up to this length does not break over lines; a cell of longer text is not made narrow.
_SHORT: Final = 8
#: Stands for the value while a phrase is split around it; no text of HTML can hold it.
_SLOT: Final = "\0"


def linked(part: Part) -> Markup:
    """Return a piece of a cell: its text, as a link where it has one."""
    return Markup(_linked(part))  # noqa: S704


def joined(parts: Sequence[Part]) -> Markup:
    """Return pieces one after the other, parted by "、"."""
    return Markup("、".join(map(_linked, parts)))  # noqa: S704


def quotes(passages: Sequence[Passage], hidden: int = 0) -> Markup:
    """Return passages under the beginning of the first, to be unfolded; `hidden` more are counted."""
    return Markup(_quotes(passages, hidden))  # noqa: S704


def table_row(row: Row, up: str = "") -> Markup:
    """Return a row of a table of facts. `up` is put before links: "../" for a page one folder deeper."""
    first, *others = row.cells
    name = f' id="s-{_safe(row.name)}"' if row.name else ""
    cells = "".join([_cell(one, up) for one in others])
    why = _quotes(row.passages, row.hidden)
    key = _key(first)
    return Markup(  # noqa: S704
        f'<tr{name}><th scope="row"{key}>{_parts(first, up)}</th>{cells}<td class="why">{why}</td></tr>'
    )


def phrase(pattern: str, value: object) -> Markup:
    """Return a phrase of the interface with one value, as `t` does, in less time."""
    return Markup(_phrase(pattern, value))  # noqa: S704


def _safe(text: str) -> str:
    return str(escape(text)) if _UNSAFE.search(text) else text


def _linked(part: Part, up: str = "") -> str:
    text = (_said(part.words) if part.words else "") or _safe(clip(part.text, _NAME))
    return f'<a href="{up}{_safe(part.href)}">{text}</a>' if part.href else text


@lru_cache(maxsize=4096)
def _said(words: tuple[str, ...]) -> str:
    """Return a pattern with its values as a phrase in both languages; "" where it has no English."""
    return str(t(*words)) if words[0] in patterns() else ""


def _parts(cell: Cell, up: str) -> str:
    if len(cell) == 1:
        return _linked(cell[0], up)
    shown = "、".join([_linked(part, up) for part in cell[:MAX_PARTS]])
    return f"{shown} {_phrase('等 {} 个', len(cell))}" if len(cell) > MAX_PARTS else shown


def _key(cell: Cell) -> str:
    return f' data-key="{_safe(cell[0].key)}"' if cell and cell[0].key else ""


def _cell(cell: Cell, up: str) -> str:
    if len(cell) == 1:
        width = ' class="nowrap"' if len(cell[0].text) <= _SHORT else ' class="wide"'
    else:
        width = ' class="wide"' if sum(len(part.text) for part in cell) > _SHORT else ""
    return f"<td{width}{_key(cell)}>{_parts(cell, up)}</td>"


def _quotes(passages: Sequence[Passage], hidden: int) -> str:
    if not passages:
        return ""
    total = len(passages) + hidden
    count = f' <span class="count">{_phrase("{} 处", total)}</span>' if total > 1 else ""
    shown = "".join(map(_passage, passages))
    more = f'<p class="source">{_phrase("另有 {} 处原文没有列出。", hidden)}</p>\n' if hidden else ""
    brief = _safe(clip(passages[0].quote, _BRIEF))
    return (
        f'<details class="quote"><summary><span class="brief">{brief}</span>{count}</summary>\n'
        f"{shown}{more}</details>"
    )


def _passage(one: Passage) -> str:
    section = f'　<span class="at">{_safe(clip(one.section, _SECTION))}</span>' if one.section else ""
    page = f'　<span class="page">{_phrase("第 {} 页", one.page)}</span>' if one.page else ""
    percent = f"{one.confidence * 100:.0f}%"
    sure = f'　<span class="sure">{_phrase("把握 {}", percent)}</span>' if one.confidence < 0.995 else ""
    return (
        f"<blockquote>{_safe(clip(one.quote, _QUOTE))}</blockquote>\n"
        f'<p class="source"><cite>{_safe(clip(one.report, _REPORT))}</cite>{section}{page}{sure}</p>\n'
    )


def _phrase(pattern: str, value: object) -> str:
    before, after = _around(pattern)
    return f"{before}{_safe(str(value))}{after}"


@cache
def _around(pattern: str) -> tuple[str, str]:
    """Return a phrase in both languages before and after its value."""
    before, _, after = str(t(pattern, Markup(_SLOT))).partition(_SLOT)  # noqa: S704
    return before, after
