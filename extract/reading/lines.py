"""Lines of a report with their places in it."""

from __future__ import annotations

from dataclasses import dataclass

from .marks import inside_bold


@dataclass(frozen=True, slots=True)
class Line:
    """A line: `words` is `text[start:end]`, without white space at its ends; `raw` keeps that.

    `level` is the level of a heading where the format says that it is one, else 0; `whole` says that the line
    is a paragraph, which goes on with none.
    """

    start: int
    end: int
    words: str
    raw: str
    level: int = 0
    whole: bool = False

    @property
    def blank(self) -> bool:
        """Tell whether nothing stands in the line."""
        return not self.words

    @property
    def indented(self) -> bool:
        """Tell whether the line begins a paragraph by its indent (two wide spaces, four narrow ones)."""
        return self.raw.startswith(("\u3000\u3000", "    "))


def lines_of(text: str) -> list[Line]:
    """Return the lines of `text`; the marks around a line that is bold as a whole are left out."""
    lines = []
    at = 0
    for whole in text.split("\n"):
        raw, words = whole, whole.strip()
        start = at + (len(raw) - len(raw.lstrip())) if words else at
        if bold := inside_bold(words):
            start, words = start + bold[0], words[bold[0] : bold[1]]
            raw = raw.replace(raw.strip(), words)
        lines.append(Line(start, start + len(words), words, raw))
        at += len(whole) + 1
    return lines
