"""Paragraphs of a Word file: the words that stand on the page, their level, number and page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from .fields import Fields, is_contents
from .markup import Element, W, boxes_in, opened, value
from .numbering import Numbering
from .pages import Pages
from .styles import (
    Style,
    Styles,
    hidden_said,
    indent_said,
    numbering_said,
    outline_said,
    toggle_said,
)

_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RUN: Final = f"{W}r"
_SPACE: Final = re.compile(r"[\t\r\n\f\v]+")
#: Marks without width and soft hyphens: breaks that the writer allowed, not words.
_DROPPED: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffc\x00-\x08\x0e-\x1f]")
_INDENTED: Final = ("\u3000\u3000", "    ")
#: Elements of a run that are a character or two of their own.
_SIGNS: Final[Mapping[str, str]] = MappingProxyType(
    {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
)
_DRAWINGS: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
#: Signs of fonts that have signs for letters: what Unicode has for those that mean something.
_SYMBOLS: Final[Mapping[str, Mapping[int, str]]] = MappingProxyType(
    {
        "symbol": {0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈"},
        "wingdings": {0x6F: "□", 0xA8: "□", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑", 0x52: "☑"},
        "wingdings 2": {0x50: "√", 0x52: "☑", 0xA3: "□", 0x4F: "×"},
    }
)


@dataclass(slots=True)
class Words:
    """Words as they are gathered: where pages begin in them, and the text boxes that hang on them."""

    page: int
    parts: list[str] = field(default_factory=list)
    length: int = 0
    begun: bool = False
    breaks: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Add words; breaks and tabs before the first mean nothing, several breaks mean one."""
        if not self.begun:
            text = text.lstrip("\t\n")
        elif text == "\n" and self.parts[-1] == "\n":
            return
        if text:
            self.begun = self.begun or not text.isspace()
            self.parts.append(text)
            self.length += len(text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph read; `label` is its automatic number, `contents` tells an entry of the contents.

    `text` keeps tabs, and "\\n" where a line was broken; `breaks` count in it.
    """

    text: str
    label: str
    level: int
    whole: bool
    contents: bool
    page: int
    breaks: tuple[tuple[int, int], ...]
    boxes: tuple[Element, ...]


@dataclass(slots=True)
class ParagraphReader:
    """Reads the paragraphs of a file one after the other, with what they share: numbering, fields, pages."""

    styles: Styles
    numbering: Numbering
    pages: Pages
    fields: Fields

    def read(self, element: Element) -> Paragraph:
        """Return the paragraph (w:p) `element`, the next of the text."""
        properties = element.find(f"{W}pPr")
        style = self.styles.of_paragraph(properties)
        new_page = toggle_said(properties, "pageBreakBefore")
        if (style.new_page if new_page is None else new_page) and not self.pages.rendered:
            self.pages.turn(by_word=False)
        words = Words(self.pages.number)
        contents = style.contents or self.fields.contents
        self._inline(element, style, words)
        contents = contents or self.fields.contents
        said, depth = numbering_said(properties)
        listed = said or style.list
        label = ""
        if listed and not contents and not _deleted(properties, words):
            label = self.numbering.label(
                listed, style.depth if depth is None and not said else depth, style.names
            )
        outline, indented = outline_said(properties), indent_said(properties)
        level = 0 if style.title else (style.level or 0) if outline is None else outline
        text = "".join(words.parts)
        apart = style.indented if indented is None else indented
        return Paragraph(
            text=text,
            label=label,
            level=level,
            whole=bool(listed.strip("0") or level or style.title or apart or text.startswith(_INDENTED)),
            contents=contents,
            page=words.page,
            breaks=tuple(words.breaks),
            boxes=tuple(words.boxes),
        )

    def _inline(self, element: Element, style: Style, words: Words) -> None:
        for child in opened(element):
            if child.tag == _RUN:
                self._run(child, style, words)
            elif child.tag == f"{W}fldSimple":
                if not is_contents(value(child, "instr")):
                    self._inline(child, style, words)
            elif child.tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                for text in child.iter(f"{_MATH}t"):
                    self._write(text.text or "", words)

    def _run(self, run: Element, style: Style, words: Words) -> None:
        hidden = self._hides(run.find(f"{W}rPr"), style)
        for child in opened(run):
            tag = child.tag
            if tag == f"{W}fldChar":
                self.fields.mark(child)
            elif tag == f"{W}instrText":
                self.fields.instruct(child.text or "")
            elif tag in _DRAWINGS:
                words.boxes += boxes_in(child)
            elif tag == f"{W}lastRenderedPageBreak":
                self._turn(words, by_word=True)
            elif tag == f"{W}br" and value(child, "type") == "page":
                self._turn(words, by_word=False)
            elif hidden or self.fields.hidden:
                continue
            elif tag == f"{W}t":
                self._write(_SPACE.sub(" ", child.text or ""), words)
            elif tag == f"{W}br":
                self._write("\n", words)
            elif tag in _SIGNS:
                self._write(_SIGNS[tag], words)
            elif tag == f"{W}sym":
                self._write(_symbol(child), words)
            elif tag == f"{W}ruby" and (base := child.find(f"{W}rubyBase")) is not None:
                self._inline(base, style, words)

    def _hides(self, properties: Element | None, style: Style) -> bool:
        """Tell whether a run is hidden, by its own word, its style's or the paragraph's."""
        said = hidden_said(properties)
        if said is None and properties is not None:
            said = self.styles.named(value(properties.find(f"{W}rStyle"))).hidden
        return bool(style.hidden if said is None else said)

    def _write(self, text: str, words: Words) -> None:
        text = _DROPPED.sub("", text)
        words.write(text)
        if text.strip():
            self.pages.pass_words(len(text))

    def _turn(self, words: Words, by_word: bool) -> None:
        self.pages.turn(by_word)
        words.breaks.append((words.length, self.pages.number))


def _deleted(properties: Element | None, words: Words) -> bool:
    """Tell whether a paragraph was deleted as a whole, its mark too, while changes were kept track of."""
    mark = properties.find(f"{W}rPr/{W}del") if properties is not None else None
    return mark is not None and not words.begun


def _symbol(element: Element) -> str:
    """Return the character of a w:sym, "" for a mere ornament."""
    code = value(element, "char")
    if not re.fullmatch(r"[0-9A-Fa-f]{1,5}", code):
        return ""
    place = int(code, 16)
    known = _SYMBOLS.get(value(element, "font").strip().lower())
    if known is not None:
        return known.get(place & 0xFF, "")
    private = 0xE000 <= place < 0xF900 or place < 0x20 or 0xD800 <= place < 0xE000
    return "" if private else chr(place)
