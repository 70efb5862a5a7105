"""Lines of a report with their places in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line: `words` is `text[start:end]`, without white space at its ends; `raw` keeps that."""

    start: int
    end: int
    words: str
    raw: str

    @property
    def blank(self) -> bool:
        """Tell whether nothing stands in the line."""
        return not self.words

    @property
    def indented(self) -> bool:
        """Tell whether the line begins a paragraph by its indent (two wide spaces, four narrow ones)."""
        return self.raw.startswith(("\u3000\u3000", "    "))


def lines_of(text: str) -> list[Line]:
    """Return the lines of `text`."""
    lines = []
    at = 0
    for raw in text.split("\n"):
        words = raw.strip()
        start = at + (len(raw) - len(raw.lstrip())) if words else at
        lines.append(Line(start, start + len(words), words, raw))
        at += len(raw) + 1
    return lines
