"""Parts of a web page in reading order: lines of paragraphs, and tables, with where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from ...reading.pieces import Piece, TextPiece
from .lists import item_number, list_mark
from .tables import Budget, table_pieces
from .tree import Element, Lengths, attribute
from .words import MARGIN, shown, visible

BLOCKS: Final = frozenset({
    "html", "body", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "form", "fieldset", "legend",
    "section", "article", "main", "nav", "header", "footer", "aside", "address", "blockquote", "center",
    "pre", "figure", "figcaption", "details", "summary", "hr", "hgroup", "menu", "dir", "listing", "xmp",
    "plaintext", "dialog", "noframes", "frameset", "frame",
})  # fmt: skip
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_PREFORMATTED: Final = re.compile(
    r"white-space\s*:\s*(?:pre|pre-wrap|pre-line|break-spaces)\s*(?:;|!|$)", re.I
)
_KEPT_AS_TYPED: Final = frozenset({"pre", "listing", "xmp", "plaintext"})
_INDENTED: Final = re.compile(r"[ \t\n]*(?:\u3000{2}|\xa0{4}|\u2003{2})")
_ADDRESS: Final = re.compile(r"https?://|www\.|\w@\w", re.I)
_LONGEST_TERM: Final = 20
_LONGEST_LINK: Final = 100  #: characters; a longer one is text in a link that was never closed


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a page with the block that holds it, and how many of its characters (`length`) are links."""

    piece: Piece
    owner: Element
    length: int
    linked: int = 0
    preformatted: bool = False

    @property
    def words(self) -> str:
        """The words of a text; "" for a table."""
        return self.piece.words if isinstance(self.piece, TextPiece) else ""

    @property
    def is_link(self) -> bool:
        """Tell whether most of the part is links, as of an entry of a list with its date."""
        return self.linked * 2 >= self.length

    @property
    def is_only_link(self) -> bool:
        """Tell whether nearly nothing but links is in the part."""
        return self.linked * 10 >= self.length * 9


@dataclass(slots=True)
class _Walk:
    """Where the walk through the tree is, and the line that it is gathering."""

    lengths: Lengths
    budget: Budget
    parts: list[Part] = field(default_factory=list)
    owners: list[Element] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    typed: int = 0  # open elements whose line ends are kept
    links: int = 0  # open elements that are links
    number: str = ""  # of an item of a list, before its first line
    line: list[str] = field(default_factory=list)
    linked: int = 0
    whole: bool = True

    def add(self, text: str | None) -> None:
        """Add text to the line; in text kept as typed its line ends end lines."""
        if not text:
            return
        if not self.typed:
            self._append(text)
            return
        first, *rest = text.split("\n")
        self._append(first)
        for line in rest:
            self.end_line()
            self._append(line)

    def _append(self, text: str) -> None:
        self.line.append(text)
        if self.links:
            self.linked += len("".join(text.split()))

    def end_line(self) -> None:
        """End a line; an empty one ends the paragraph."""
        self._flush()

    def end_paragraph(self) -> None:
        """End the paragraph with the line that it has so far."""
        self._flush()
        self.whole = True

    def _flush(self) -> None:
        text = "".join(self.line)
        raw = visible(text) if self.typed else shown(text)
        words = raw.strip(MARGIN)
        linked, self.linked = self.linked, 0
        self.line.clear()
        if not words:
            self.whole = True
            return
        whole = self.whole or bool(_INDENTED.match(raw))
        level = self.levels[-1] if self.levels else 0
        piece = TextPiece(self.number + words, level, whole)
        self.number = ""
        length = len("".join(words.split()))
        linked = 0 if level else min(linked, length)
        self.parts.append(Part(piece, self.owners[-1], length, linked, self.typed > 0))
        self.whole = False


def parts_of(body: Element, lengths: Lengths) -> list[Part]:
    """Return the parts of `body` in order; `lengths` are those of the texts of its elements.

    A paragraph's first line is whole, the lines after a single break are not: pages set both new paragraphs
    and lines of a fixed width so, which the layout tells apart. Two breaks, or a break before an indent,
    begin a paragraph. Raises TooManyPlacesError where tables have more places than a page can have.
    """
    walk = _Walk(lengths, Budget(), owners=[body])
    steps = etree.iterwalk(body, events=("start", "end"))
    for event, element in steps:
        if event == "start":
            if _begin(walk, element):
                steps.skip_subtree()
        else:
            _end(walk, element, body)
    walk.end_paragraph()
    return walk.parts


def _begin(walk: _Walk, element: Element) -> bool:
    """Take an element's beginning; return whether nothing inside it is left to read."""
    tag = element.tag
    if tag == "br":
        walk.end_line()
        return True
    if tag == "table":
        walk.end_paragraph()
        if (pieces := table_pieces(element, walk.lengths, walk.budget)) is not None:
            _add_table(walk, element, pieces)
            return True
    if tag in BLOCKS and not _goes_on(element):
        walk.end_paragraph()
    if tag in BLOCKS:
        walk.owners.append(element)
    if level := _HEADINGS.get(tag):
        walk.levels.append(level)
    if _typed(element):
        walk.typed += 1
    if _is_link(walk, element):
        walk.links += 1
    if tag == "li":
        walk.number = item_number(element)
    mark = list_mark(element)
    walk.add(element.text if mark is None else mark)
    return mark is not None


def _end(walk: _Walk, element: Element, body: Element) -> None:
    tag = element.tag
    if tag in BLOCKS and element is walk.owners[-1]:
        if tag == "dt" and (mark := _term_mark(walk, element)) is not None:
            walk.add(mark)
        else:
            walk.end_paragraph()
    if _HEADINGS.get(tag):
        walk.levels.pop()
    if _typed(element):
        walk.typed -= 1
    if _is_link(walk, element):
        walk.links -= 1
    if tag in BLOCKS and element is walk.owners[-1] and element is not body:
        walk.owners.pop()
    if element is not body:
        walk.add(element.tail)


def _add_table(walk: _Walk, element: Element, pieces: list[Piece]) -> None:
    linked = sum(walk.lengths.get(link, 0) for link in element.iter("a") if _is_link(walk, link))
    whole = max(1, walk.lengths.get(element, 0))
    for piece in pieces:
        if isinstance(piece, TextPiece):
            walk.parts.append(Part(piece, element, len(piece.words)))
        else:
            walk.parts.append(Part(piece, element, whole, min(linked, whole)))
    walk.whole = True


def _is_link(walk: _Walk, element: Element) -> bool:
    """Tell a link; an address written out as one (网址：www.…) is text."""
    return (
        element.tag == "a"
        and element.get("href") is not None
        and walk.lengths.get(element, 0) <= _LONGEST_LINK
        and not _ADDRESS.search(element.text or "")
    )


def _typed(element: Element) -> bool:
    return element.tag in _KEPT_AS_TYPED or (
        element.tag in BLOCKS and bool(_PREFORMATTED.search(attribute(element, "style")))
    )


def _term_mark(walk: _Walk, term: Element) -> str | None:
    """Return the mark between a short term and the one line that explains it (校址：学府路18号).

    None where the explanation does not stand in the term's line.
    """
    following = term.getnext()
    said = "".join(walk.line).strip(MARGIN)
    if following is None or not _goes_on(following) or not 0 < len(said) <= _LONGEST_TERM:
        return None
    if (term.tail or "").strip():
        return None
    return "" if said.endswith(("：", ":")) else "："


def _goes_on(element: Element) -> bool:
    """Tell an explanation that stands in the line of its term."""
    before = element.getprevious()
    return (
        element.tag == "dd" and before is not None and before.tag == "dt" and not any(True for _ in element)
    )
