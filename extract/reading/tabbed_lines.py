"""Tables whose cells tabs part: how far they reach, and the rows that their lines make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from .bare_cells import can_be_cell
from .broken_rows import joined_rows
from .header_rows import begins_another
from .lines import Line
from .marked_cells import Row, split

_MOST_LINES: Final = 600  #: a longer table is read in parts
MOST_COLUMNS: Final = 200  # no report has a table so wide; a line of tabs is no table
_TITLE: Final = re.compile(r"[。：:；]$|(?:表|名单|情况|统计|一览)(?:（.*）|\(.*\))?$")
NOTE: Final = re.compile(r"(?:注|备注|说明|注释|数据来源|资料来源)\s*\d?\s*[：:]")
_PAGE: Final = re.compile(r" {12,}\d{1,3}")  #: the number of a page
_TAIL: Final = re.compile(r"[\d.,]+%?$|[）)]|[\u4e00-\u9fff][）)]?$")  #: what ends a table's last cell


def tabbed_rows(lines: Sequence[Line], at: int) -> tuple[list[Row], int] | None:
    """Return the rows of the table that begins at line `at`, and the number of the line behind it; or None.

    Where another table begins right below, the first one ends there.
    """
    numbers = _numbers(lines, at)
    if not numbers:
        return None
    rows = [split(lines[number], "\t") for number in numbers]
    texts = [[cell.text for cell in row] for row in rows]
    end = next((row for row in range(2, len(texts)) if begins_another(texts, row)), len(texts))
    return joined_rows(rows[:end]), numbers[end - 1] + 1


def _numbers(lines: Sequence[Line], at: int) -> list[int]:
    """Return the numbers of the lines that hold the table's cells."""
    numbers: list[int] = []
    widest = 0
    for number in range(at, min(at + _MOST_LINES, len(lines))):
        line = lines[number]
        following = lines[number + 1] if number + 1 < len(lines) else None
        if "\t" in line.raw.rstrip():
            if _cells(line) > MOST_COLUMNS or (numbers and _is_note(line)):
                break
            widest = max(widest, _cells(line))
        elif line.blank:
            if following is None or "\t" not in following.words or abs(_cells(following) - widest) > 1:
                break
            continue
        elif not _inside(line, lines[number - 1], following):
            break
        numbers.append(number)
    return numbers


def _cells(line: Line) -> int:
    return line.raw.rstrip().count("\t") + 1


def _is_note(line: Line) -> bool:
    return "\t" not in line.words and bool(NOTE.match(line.words))


def _inside(line: Line, before: Line, following: Line | None) -> bool:
    """Tell a piece of a broken cell: a line without tabs between two with, or the end of the last cell."""
    if _PAGE.fullmatch(line.raw.rstrip()):
        return False
    if before.blank or not can_be_cell(line) or _TITLE.search(line.words) or NOTE.match(line.words):
        return False
    if following is not None and "\t" in following.words:
        return True
    return bool(_TAIL.match(line.words)) and "\t" in before.words
