"""How a report is laid out: numbers of headings, forms of tables and lists, contents, running lines."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from .draft import Block, with_texts

_CHINESE: Final = "一二三四五六七八九十"
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩"
_NARROW: Final = str.maketrans("，；（）：", ",;():")
#: Ways to number headings, and how often each is met.
NUMBERINGS: Final = ("chinese", "chapters", "decimal", "plain")
#: Forms of tables in text: tabs, bars, columns of spaces, a cell a line.
TABLES: Final = ("tabs", "bars", "spaces", "lines")
LISTS: Final = ("bullets", "numbers", "brackets", "circles", "bare")


@dataclass(frozen=True, slots=True)
class Layout:
    """The look of one report."""

    numbering: str
    tables: str
    lists: str
    contents: bool
    furniture: bool
    narrow: bool
    indented: bool
    spaced: bool

    @property
    def name(self) -> str:
        """How the layout is called in tables: numbering and form of tables."""
        return f"{self.numbering}/{self.tables}"

    def heading(self, level: int, place: tuple[int, ...], text: str) -> str:
        """Return a heading with its number; `place` counts the headings above it and itself."""
        number = place[-1]
        if self.numbering == "markdown":
            return f"{'#' * (level + 1)} {text}"
        if self.numbering == "decimal":
            return f"{'.'.join(map(str, place))} {text}"
        if self.numbering == "chapters":
            return (f"第{in_chinese(number)}章 {text}", f"第{in_chinese(number)}节 {text}")[level > 1]
        if self.numbering == "chinese":
            return (f"{in_chinese(number)}、{text}", f"（{in_chinese(number)}）{text}")[level > 1]
        return text

    def item(self, number: int) -> str:
        """Return what stands before an item of a list."""
        if self.lists == "numbers":
            return f"{number}."
        if self.lists == "brackets":
            return f"（{number}）" if not self.narrow else f"({number})"
        if self.lists == "circles" and number <= len(_CIRCLED):
            return _CIRCLED[number - 1]
        return {"bullets": "- ", "bare": ""}.get(self.lists, "· ")

    def dressed(self, block: Block) -> Block:
        """Return the block with the report's signs: some reports write commas and brackets half as wide."""
        return with_texts(block, _narrowed) if self.narrow else block


def layout_for(chance: Random, suffix: str = "txt") -> Layout:
    """Return a layout of those that a file of that suffix may have."""
    numbering = chance.choices(NUMBERINGS, (50, 20, 18, 12))[0]
    tables = chance.choices(TABLES, (58, 16, 16, 10))[0]
    if suffix == "md":
        numbering, tables = "markdown", "bars"
    elif suffix != "txt":
        tables = "tabs"
    return Layout(
        numbering=numbering,
        tables=tables,
        lists=chance.choice(LISTS),
        contents=chance.random() < 0.35,
        furniture=suffix == "txt" and chance.random() < 0.25,
        narrow=chance.random() < 0.12,
        indented=chance.random() < 0.3,
        spaced=chance.random() < 0.6,
    )


def in_chinese(number: int) -> str:
    """Return a number up to 19 in Chinese."""
    if number <= 10:
        return _CHINESE[number - 1]
    return "十" + _CHINESE[number - 11]


def _narrowed(text: str) -> str:
    return text.translate(_NARROW)


def wide(text: str) -> int:
    """Return how many columns a text takes, Chinese characters two."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def padded(text: str, width: int) -> str:
    """Return the text filled with spaces to `width` columns."""
    return text + " " * (width - wide(text))
