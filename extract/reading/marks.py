"""Markdown's marks inside a line: bold, code, links, pictures, line breaks in cells."""

from __future__ import annotations

import re
from typing import Final

_ANY: Final = re.compile(r"[*`<_\]]")
_BOLD: Final = re.compile(r"(\*\*\*?|__)(?=[^\s*_])[^\n]*?[^\s*_](\1)")
#: One star marks words only where no other word touches it: 张*明 is a name with a character masked.
_SLANTED: Final = re.compile(r"(?<![\w*\u4e00-\u9fff])(\*)(?=[^\s*])[^*\n]*?[^\s*](\*)(?![\w*\u4e00-\u9fff])")
_CODE: Final = re.compile(r"`+")
_LINK: Final = re.compile(r"(?<!!)(\[)[^\[\]\n]*(\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\))")
_PICTURE: Final = re.compile(r"(!\[[^\]\n]*\]\([^()\n]*\))")
_BREAK: Final = re.compile(r"(<br\s*/?>)", re.IGNORECASE)
_HIDDEN: Final = (_PICTURE, _LINK, _BOLD, _SLANTED)


def marks_in(text: str) -> frozenset[int]:
    """Return the places of `text` that hold marks and no words; a line break's are none of them."""
    if not _ANY.search(text):
        return frozenset()
    found: set[int] = {at for match in _CODE.finditer(text) for at in range(*match.span())}
    for pattern in _HIDDEN:
        for match in pattern.finditer(text):
            for group in range(1, pattern.groups + 1):
                found.update(range(*match.span(group)))
    return frozenset(found)


def breaks_in(text: str) -> frozenset[int]:
    """Return the places of `text` that hold a line break written out (<br>)."""
    if "<" not in text:
        return frozenset()
    return frozenset(at for match in _BREAK.finditer(text) for at in range(*match.span(1)))


def inside_bold(words: str) -> tuple[int, int] | None:
    """Return where the words of a line stand that is bold from end to end (**一、学校概况**), or None."""
    if not words.startswith(("**", "__")):
        return None
    for mark in ("***", "**", "__"):
        inner = words[len(mark) : -len(mark)]
        if words.startswith(mark) and words.endswith(mark) and inner.strip() and mark not in inner:
            return len(mark), len(words) - len(mark)
    return None
