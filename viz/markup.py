"""The pieces of HTML of which a page has thousands: templates would take most of the time for them.

Every text goes through `_safe`; what is returned is marked as HTML for the templates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markupsafe import Markup, escape

from .drawing import clip
from .model import Passage
from .tables import Cell, Part, Row

_UNSAFE: Final = re.compile(r"[&<>\"']")
#: Characters of a name, of a quote's beginning, of a report's name and of a section's that are shown.
_NAME: Final = 160
_BRIEF: Final = 60
_REPORT: Final = 120
_SECTION: Final = 200
#: A single value up to this length does not break over lines.
_SHORT: Final = 8


def linked(part: Part) -> Markup:
    """Return a piece of a cell: its text, as a link where it has one."""
    return Markup(_linked(part))  # noqa: S704


def joined(parts: Sequence[Part]) -> Markup:
    """Return pieces one after the other, parted by "、"."""
    return Markup("、".join(map(_linked, parts)))  # noqa: S704


def quotes(passages: Sequence[Passage], hidden: int = 0) -> Markup:
    """Return passages under the beginning of the first, to be unfolded; `hidden` more are counted."""
    return Markup(_quotes(passages, hidden))  # noqa: S704


def table_row(row: Row) -> Markup:
    """Return a row of a table of facts."""
    first, *others = row.cells
    cells = "".join(map(_cell, others))
    why = _quotes(row.passages, row.hidden)
    head = "、".join(map(_linked, first))
    return Markup(f'<tr><th scope="row">{head}</th>{cells}<td class="why">{why}</td></tr>')  # noqa: S704


def _safe(text: str) -> str:
    return str(escape(text)) if _UNSAFE.search(text) else text


def _linked(part: Part) -> str:
    text = _safe(clip(part.text, _NAME))
    return f'<a href="{_safe(part.href)}">{text}</a>' if part.href else text


def _cell(cell: Cell) -> str:
    short = ' class="nowrap"' if len(cell) == 1 and len(cell[0].text) <= _SHORT else ""
    return f"<td{short}>{'、'.join(map(_linked, cell))}</td>"


def _quotes(passages: Sequence[Passage], hidden: int) -> str:
    if not passages:
        return ""
    total = len(passages) + hidden
    count = f' <span class="count">{total} 处</span>' if total > 1 else ""
    shown = "".join(map(_passage, passages))
    more = f'  <p class="source">另有 {hidden} 处原文没有列出。</p>\n' if hidden else ""
    brief = _safe(clip(passages[0].quote, _BRIEF))
    return (
        f'<details class="quote">\n  <summary><span class="brief">{brief}</span>{count}</summary>\n'
        f"{shown}{more}</details>\n"
    )


def _passage(one: Passage) -> str:
    section = f"　{_safe(clip(one.section, _SECTION))}" if one.section else ""
    page = f"　第 {_safe(one.page)} 页" if one.page else ""
    sure = f"　把握 {one.confidence * 100:.0f}%" if one.confidence < 0.995 else ""
    return (
        f"  <blockquote>{_safe(one.quote)}</blockquote>\n"
        f'  <p class="source">{_safe(clip(one.report, _REPORT))}{section}{page}{sure}</p>\n'
    )
