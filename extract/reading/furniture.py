"""Page furniture: contents, page numbers, running heads, marks of pictures."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from .contents import contents
from .lines import Line

_PAGE_NUMBER: Final = re.compile(
    r"(?:第\s*)?[-—–·]{0,3}\s*\d{1,3}\s*[-—–·]{0,3}(?:\s*页)?(?:\s*[，,/]?\s*共?\s*\d{1,3}\s*页?)?$|[ⅠⅡⅢⅣⅤⅥⅦIVXivx]{1,4}$"
)
#: A page number that can be nothing else: 第 3 页, 第3页 共9页, - 3 -, ·3·, Page 3 of 30.
_PLAIN_PAGE: Final = re.compile(
    r"第\s*\d{1,3}\s*页(?:\s*[，,/]?\s*共\s*\d{1,3}\s*页)?$|共\s*\d{1,3}\s*页\s*[，,/]?\s*第\s*\d{1,3}\s*页$"
    r"|([-—–·•~～])\s*\d{1,3}\s*\1$|page\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$",
    re.IGNORECASE,
)
#: The page number at either end of a running head.
_HEAD_NUMBER: Final = re.compile(
    r"^\d{1,3}(?:\s{2,}|(?=[\u4e00-\u9fff])(?!年))|\s*[-—–|｜·]?\s*(?:第\s*)?(?<!\d)\d{1,3}\s*(?:页)?\s*[-—–|｜·]?$"
)
_CLAUSE: Final = re.compile(r"[。，、；|]|\S\t+\S")
_LONGEST_NUMBER: Final = 3  #: digits of a page number
_IMAGE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)$|<img\b[^>]*>$")
_RULE: Final = re.compile(r"[-=_*—]{3,}$")
#: What page numbers, pictures and rules begin with, digits and white space apart.
_MARK_BEGINS: Final = frozenset("第共-—–·•~～pP!<=_*ⅠⅡⅢⅣⅤⅥⅦIVXivx")
_LONGEST_MARK: Final = 60  #: characters of a running head with its page number
_LONGEST_LINE: Final = 200  #: the same, the number set far to the right
_CELL_LENGTH: Final = 20
_LEAST_CELLS: Final = 6
_LEAST_FIGURES: Final = 3
_END: Final = Line(0, 0, "。", "。")  #: what is no cell
_PAGE_LINES: Final = 15  #: lines of a page at least, from one number to the next
_LEAST_PAGES: Final = 3
_RUNNING_HEAD_REPEATS: Final = 3
_RUNNING_HEAD_LENGTH: Final = 40
_SHORTEST_HEAD: Final = 4
_TITLE_WORD: Final = re.compile(r"报告|年报|学校|学院|中心|年度")
_ENDS_NO_LINE: Final = 15  #: characters of a title or heading, shorter than a broken line


def furniture(lines: list[Line]) -> set[int]:
    """Return the numbers of the lines that carry nothing of the report's own."""
    numbers = _page_numbers(lines)
    heads = _running_heads(lines, numbers)
    marks = numbers | heads
    return marks | contents(lines, marks.__contains__)


def _page_numbers(lines: list[Line]) -> set[int]:
    """Return the lines of page numbers, pictures and rules."""
    hidden = _counted_pages(lines)
    spaced = _spaced_cells(lines)
    for number, line in enumerate(lines):
        first = line.words[:1]
        if not (first in _MARK_BEGINS or first.isdecimal() or first.isspace()):
            continue
        if line.raw.startswith("\t") or number in spaced:
            continue  # a cell
        if len(line.words) > _LONGEST_MARK and not _IMAGE.match(line.words) and not _RULE.match(line.words):
            continue
        marks = any(pattern.match(line.words) for pattern in (_PLAIN_PAGE, _IMAGE, _RULE))
        if marks or (_PAGE_NUMBER.match(line.words) and _alone(lines, number)):
            hidden.add(number)
    return hidden


def _counted_pages(lines: list[Line]) -> set[int]:
    """Return the lines of bare numbers that count up by one, each a page's lines behind the other."""
    chains: dict[int, list[tuple[int, int]]] = {}  # by the number that goes on with them
    written = 0
    for number, line in enumerate(lines):
        written += not line.blank
        if not (line.words.isdecimal() and len(line.words) <= _LONGEST_NUMBER) or line.raw.startswith("\t"):
            continue
        page = int(line.words)
        chain = chains.get(page, [])
        if not chain or written - chain[-1][1] >= _PAGE_LINES:
            chains.pop(page, None)
            chains[page + 1] = max([*chain, (number, written)], chains.get(page + 1, []), key=len)
    return {number for chain in chains.values() if len(chain) >= _LEAST_PAGES for number, _ in chain}


def _alone(lines: list[Line], number: int) -> bool:
    """Tell a page number from a cell: blank lines or the page's edge around it, or a form feed."""
    before = lines[number - 1] if number else None
    after = lines[number + 1] if number + 1 < len(lines) else None
    first = before is None or before.blank or "\f" in lines[number].raw
    return first and (after is None or after.blank or "\f" in after.raw)


def _spaced_cells(lines: list[Line]) -> set[int]:
    """Return the lines of runs that look like cells with blank lines between: short ones, many of figures."""
    found: set[int] = set()
    run: list[int] = []
    for number, line in enumerate([*lines, _END]):
        if line.blank and run and number - run[-1] == 1:
            continue
        short = 0 < len(line.words) <= _CELL_LENGTH and not line.words.endswith(("。", "；", "，"))
        if short and (not run or number - run[-1] == 2):
            run.append(number)
            continue
        figures = sum(lines[at].words[0].isdigit() for at in run)
        if len(run) >= _LEAST_CELLS and figures * 4 >= len(run) and figures >= _LEAST_FIGURES:
            found.update(run)
        run = [number] if short else []
    return found


def _running_heads(lines: list[Line], numbers: set[int]) -> set[int]:
    """Return lines that come back page after page, their page numbers apart, at a page's edge.

    What looks like a title needs but a blank line beside it; other words a page number or a form feed.
    """
    heads: dict[int, str] = {}
    for number, line in enumerate(lines):
        if not _SHORTEST_HEAD <= len(line.words) <= _LONGEST_LINE or _CLAUSE.search(line.raw):
            continue
        words = _HEAD_NUMBER.sub("", line.words).strip()
        if not _SHORTEST_HEAD <= len(words) <= _RUNNING_HEAD_LENGTH or _in_row(lines, number):
            continue
        if _at_edge(lines, number, numbers) or (_like_title(words) and _framed(lines, number)):
            heads[number] = words
    counts = Counter(heads.values())
    hidden = [number for number, words in heads.items() if counts[words] >= _RUNNING_HEAD_REPEATS]
    return set(hidden) - _first_of_each(lines, hidden, heads, numbers)


def _first_of_each(
    lines: list[Line], hidden: list[int], heads: dict[int, str], numbers: set[int]
) -> set[int]:
    """Return the first line of each running head where it parts no sentence: it may name school and year."""
    first = {heads[number]: number for number in reversed(hidden)}
    kept = set()
    for words, number in first.items():
        told = (at for at in range(number - 1, -1, -1) if lines[at].words and at not in numbers)
        before = lines[at].words if (at := next(told, -1)) >= 0 else "。"
        ended = re.search(r"[。！？；：]$", before) or len(before) <= _ENDS_NO_LINE
        if ended and _like_title(words):
            kept.add(number)
    return kept


def _like_title(words: str) -> bool:
    return bool(_TITLE_WORD.search(words))


def _in_row(lines: list[Line], number: int) -> bool:
    """Tell the cell of a table with a cell a line: a tab before it, and before a line beside it."""
    if not lines[number].raw.startswith("\t"):
        return False
    return any(at is not None and lines[at].raw.startswith("\t") for at in _beside(lines, number))


def _framed(lines: list[Line], number: int) -> bool:
    return any(other is None or lines[other].blank for other in _beside(lines, number))


def _at_edge(lines: list[Line], number: int, numbers: set[int]) -> bool:
    """Tell whether a form feed or a page number stands beside a line, blank lines apart."""
    before = next((at for at in range(number - 1, max(-1, number - 4), -1) if lines[at].words), None)
    after = next((at for at in range(number + 1, min(len(lines), number + 4)) if lines[at].words), None)
    fed = any("\f" in line.raw for line in lines[max(0, number - 2) : number + 3])
    return fed or before in numbers or after in numbers


def _beside(lines: list[Line], number: int) -> tuple[int | None, int | None]:
    return number - 1 if number else None, number + 1 if number + 1 < len(lines) else None
