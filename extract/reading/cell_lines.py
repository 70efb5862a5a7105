"""Cells of several lines: words broken at the cell's width, or an item to each line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from .. import lexicons
from ..language.persons import is_person
from ..majors.majors import is_catalogued
from .cell_kinds import whole_figure
from .passage import Passage

#: What parts the lines of a cell: a line's end, or the mark that Markdown has for one.
_BREAK: Final = re.compile(r"\n+|<br\s*/?>", re.IGNORECASE)
#: One word of which each character stands apart.
_SPREAD: Final = re.compile(r"[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,5}")
_SHORTEST_NAME: Final = 5  #: characters of an organisation's name told by its ending
_ITEM_MARK: Final = "、"


def cell_passage(text: str, start: int, end: int) -> Passage:
    """Return the words of the cell `text[start:end]`; items that stand one to a line are parted by 、.

    A figure whose digits stand apart is put together.
    """
    lines = list(_lines(text, start, end))
    if len(lines) < 2:
        return _whole(Passage.of(text, start, end).strip())
    parts = [part for span in lines if (part := Passage.of(text, *span).strip()).text]
    if len(parts) < 2 or not _are_items([part.text for part in parts]):
        return _whole(Passage.joined(text, lines).strip())
    words, offsets = parts[0].text, parts[0].offsets
    for part in parts[1:]:
        words += _ITEM_MARK + part.text
        offsets += (offsets[-1] + 1, *part.offsets)
    return Passage(words, offsets)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the lines of the cell `text[start:end]` begin and end."""
    at = start
    for match in _BREAK.finditer(text, start, end):
        if match.start() > at:
            yield at, match.start()
        at = match.end()
    if at < end:
        yield at, end


def closed_up(words: str) -> str:
    """Return `words` without the spaces that set its characters apart (项    目); others as they are."""
    return words.replace(" ", "") if _SPREAD.fullmatch(words) else words


def _whole(cell: Passage) -> Passage:
    whole = whole_figure(cell.text) or closed_up(cell.text)
    if whole == cell.text:
        return cell
    return Passage(whole, tuple(at for char, at in zip(cell.text, cell.offsets, strict=True) if char != " "))


def _are_items(lines: Sequence[str]) -> bool:
    """Tell whether all lines are majors, all persons, or all organisations."""
    return any(all(map(test, lines)) for test in _TESTS)


def _is_organisation(words: str) -> bool:
    return len(words) >= _SHORTEST_NAME and words.endswith(tuple(lexicons.endings()))


_TESTS: Final[tuple[Callable[[str], bool], ...]] = (is_catalogued, is_person, _is_organisation)
