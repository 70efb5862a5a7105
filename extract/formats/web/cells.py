"""Words of a table's cell: its paragraphs, items and line breaks as lines."""

from __future__ import annotations

from typing import Final

from lxml import etree

from .lists import list_mark
from .tree import Element
from .words import MARGIN, shown

_LINES: Final = frozenset({
    "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "pre", "center", "table",
    "ul", "ol", "section",
})  # fmt: skip


def cell_words(cell: Element) -> str:
    """Return the words of `cell`, lines parted by line ends; cells of a table inside it by spaces."""
    lines: list[list[str]] = [[cell.text or ""]]
    steps = etree.iterwalk(cell, events=("start", "end"))
    for event, element in steps:
        if element is cell:
            continue
        if element.tag in _LINES and (event == "start" or element.tag != "br"):
            lines.append([])
        if event == "start":
            mark = list_mark(element)
            lines[-1].append((element.text or "") if mark is None else mark)
            if mark is not None:
                steps.skip_subtree()
        else:
            if element.tag in ("td", "th"):
                lines[-1].append(" ")
            lines[-1].append(element.tail or "")
    even = (shown("".join(line)).strip(MARGIN) for line in lines)
    return "\n".join(line for line in even if line)
