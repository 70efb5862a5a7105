"""Furniture of pages: running heads and feet and page numbers, told by place and by coming back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from .model import PageLine

_MARGIN: Final = 0.12  #: share of the page's height at top and bottom where furniture stands
_MOST_LINES: Final = 3  #: lines of a running head or foot
_PAGES: Final = 3  #: pages on which a running head comes back
_NUMBER: Final = re.compile(
    r"(?:第\s*)?[-—–·•~～|\s]*(?:\d{1,4}|[ivxlcIVXLCⅠ-Ⅻ]{1,6})[-—–·•~～|\s]*页?"
    r"(?:\s*[，,/|]?\s*共?\s*\d{1,4}\s*页?)?$|(?:Page|P\.?)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?$",
    re.IGNORECASE,
)
_TITLE_PAGES: Final = 2
_FIGURES: Final = re.compile(r"\d+|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+")
#: A running head that may be the only place to name school and year.
_TITLE: Final = re.compile(r"报告|年报")


def running_lines(pages: Sequence[tuple[float, Sequence[PageLine]]]) -> set[tuple[int, int]]:
    """Return the furniture among the lines of pages as (number of the page's place, number of the line).

    `pages` are the height of each page and its lines from top to bottom. The first of running heads that read
    like the report's title is kept.
    """
    edges = [_edge_lines(height, lines) for height, lines in pages]
    counts = Counter(words for page in edges for words in {_even(line) for _, line in page})
    found: set[tuple[int, int]] = set()
    first = "".join(_even(line) for _, lines in pages[:_TITLE_PAGES] for line in lines)
    # A head that the title page says too need not be kept.
    titles = {words for words in counts if first.count(words) > min(_TITLE_PAGES, counts[words])}
    for number, page in enumerate(edges):
        for at, line in page:
            words = _even(line)
            if _NUMBER.match(line.words.strip()):
                found.add((number, at))
            elif counts[words] >= min(_PAGES, max(2, len(pages))):
                if _TITLE.search(words) and words not in titles:
                    titles.add(words)
                else:
                    found.add((number, at))
    return found


def _edge_lines(height: float, lines: Sequence[PageLine]) -> list[tuple[int, PageLine]]:
    """Return the lines at a page's top and bottom with their numbers."""
    top = [(at, line) for at, line in enumerate(lines) if line.bottom <= _MARGIN * height]
    foot = [(at, line) for at, line in enumerate(lines) if line.top >= (1 - _MARGIN) * height]
    return top[:_MOST_LINES] + foot[-_MOST_LINES:]


def _even(line: PageLine) -> str:
    """Return a line's words with figures made alike, as page numbers change."""
    return _FIGURES.sub("#", re.sub(r"\s+", "", line.words))
