"""Numbers of lists: those that Word writes out, and those that a browser would count."""

from __future__ import annotations

import re
from typing import Final

from ...reading.headings import can_be_heading
from .tree import Element, attribute

_WORD_MARK: Final = re.compile(r"mso-list\s*:\s*Ignore", re.I)
_NUMBERING: Final = re.compile(r"[（(第]?[\d一二三四五六七八九十百①-⑳]+")
_MOST_COUNTED: Final = 200  #: items; a longer list needs no numbers
_BLOCK_CHILDREN: Final = frozenset({"p", "div", "ul", "ol", "table", "dl", "blockquote"})


def list_mark(element: Element) -> str | None:
    """Return the words of Word's own mark of a list item (一、, 1.1); "" for a bullet, None for no mark.

    Bullets are letters of fonts of signs (l, n, Ø), which would be read as words.
    """
    if element.tag != "span" or not _WORD_MARK.search(attribute(element, "style")):
        return None
    mark = "".join("".join(element.itertext()).split())
    return f"{mark} " if _NUMBERING.match(mark) else ""


def item_number(item: Element) -> str:
    """Return the number of an item of an ordered list where it heads text of its own, else "".

    An item whose short first line has further paragraphs under it is a numbered heading, as the text of the
    same report would have it. Other items keep their words only: with a number before them short items of
    an enumeration would pass for headings.
    """
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or not _heads(item):
        return ""
    number = _first_number(parent)
    for before in item.itersiblings("li", preceding=True):
        number += 1
        if number > _MOST_COUNTED or before is None:
            return ""
    return f"{number}. "


def _heads(item: Element) -> bool:
    """Tell an item whose first line is short and no sentence, and which goes on below it."""
    below = [child for child in item if child.tag in _BLOCK_CHILDREN]
    own = (item.text or "").strip()
    if own:
        first, rest = own, below
    elif below and below[0].tag == "p":
        first, rest = "".join(below[0].itertext()).strip(), below[1:]
    else:
        return False
    return (
        bool(rest) and can_be_heading(first) and any("".join(child.itertext()).strip() for child in rest[:3])
    )


def _first_number(numbered: Element) -> int:
    start = attribute(numbered, "start").strip()
    return int(start) if start.isascii() and start.isdigit() and len(start) <= 3 else 1
