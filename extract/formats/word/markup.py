"""WordprocessingML: its names, and its elements with the wrappers around them opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

#: An element of lxml, which has no types of its own.
Element: TypeAlias = Any

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: Names that the strict form of the standard has, and those of the usual form, as they stand in a file.
STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
PARAGRAPH: Final = f"{W}p"
TABLE: Final = f"{W}tbl"
CONTROL: Final = f"{W}sdt"
BOX: Final = f"{W}txbxContent"
_ALTERNATIVES: Final = f"{_MC}AlternateContent"
_CHOICE: Final = f"{_MC}Choice"
#: What wraps words without changing them; deletions (w:del, w:moveFrom) are not among them, nor opened.
_WRAPPERS: Final = frozenset(
    W + name for name in ("ins", "moveTo", "smartTag", "customXml", "hyperlink", "dir", "bdo", "sdtContent")
)
_OFF: Final = frozenset({"0", "false", "off"})
_LARGEST: Final = 1_000_000  #: numbers beyond mean nothing on a page


def opened(parent: Element) -> Iterator[Element]:
    """Yield the children of `parent` in order; those of wrappers and content controls in place of these.

    Of alternatives, the one with words is taken. A control that holds the table of contents is yielded
    itself; one that only shows a hint what to fill in is left out.
    """
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from opened(child)
        elif child.tag == _ALTERNATIVES:
            if (branch := alternative(child)) is not None:
                yield from opened(branch)
        elif child.tag != CONTROL or holds_contents(child):
            yield child
        elif not is_on(child.find(f"{W}sdtPr/{W}showingPlcHdr")):
            yield from opened(child)


def alternative(choices: Element) -> Element | None:
    """Return the branch of mc:AlternateContent to read: the first with a text box, or the first of all."""
    branches = list(choices)
    first = next((branch for branch in branches if branch.tag == _CHOICE), branches[0] if branches else None)
    return next((branch for branch in branches if next(branch.iter(BOX), None) is not None), first)


def holds_contents(control: Element) -> bool:
    """Tell whether a content control holds the table of contents."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return value(gallery).lower() in ("table of contents", "table of figures")


def boxes_in(drawing: Element) -> Iterator[Element]:
    """Yield the text boxes in a drawing or picture, each once; those inside another box come with that."""
    for child in drawing:
        if child.tag == BOX:
            yield child
        elif child.tag == _ALTERNATIVES:
            if (branch := alternative(child)) is not None:
                yield from boxes_in(branch)
        else:
            yield from boxes_in(child)


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute of an element, "" where either is missing."""
    return "" if element is None else str(element.get(W + name, ""))


def number(element: Element | None, name: str = "val") -> int | None:
    """Return an attribute that is a whole number from 0 up, or None; one too large is cut down."""
    text = value(element, name).strip()
    return min(int(text), _LARGEST) if text.isdecimal() and len(text) < 20 else None


def is_on(toggle: Element | None) -> bool:
    """Tell whether a property that is on or off is there and on."""
    return toggle is not None and value(toggle).lower() not in _OFF
