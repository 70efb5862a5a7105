"""Years: written in a sentence, or told from the report's own (今年, 本年度, 上年)."""

from __future__ import annotations

import re
from typing import Final

_YEAR: Final = r"(?:19[2-9]\d|20[0-4]\d)"
_WRITTEN: Final = re.compile(rf"(?<!\d)({_YEAR})(?:\s*[-—–～~]\s*({_YEAR}))?\s*(?=年|学年|届|级|秋季|春季|\.\d{{1,2}}|/|[-—]\d{{1,2}}[-—]|[^\d%])")
_CHINESE_YEAR: Final = re.compile(r"二[〇○零Ｏ0O][〇○零一二三四][〇○零一二三四五六七八九]年")
_DIGITS: Final = {char: str(digit) for digit, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0", "Ｏ": "0", "O": "0", "0": "0"}
_THIS: Final = re.compile(r"今年|本年度|本学年|本年|当年|年度内|这一年|本报告期")
_LAST: Final = re.compile(r"去年|上一年度?|上年度?|上学年|前一年")
_SHORT: Final = re.compile(r"(?<!\d)(\d{2})(?:级|届)")


def written_years(text: str) -> list[tuple[int, int, int]]:
    """Return (start, end, year) of the years written in `text`; a span of years counts as its last."""
    found = [(match.start(), match.end(), int(match[2] or match[1])) for match in _WRITTEN.finditer(text)]
    for match in _CHINESE_YEAR.finditer(text):
        found.append((match.start(), match.end(), int("".join(_DIGITS.get(char, "") for char in match[0][:-1]))))
    return sorted(found)


def year_before(text: str, at: int, own: int | None) -> int | None:
    """Return the year said last before `at` in `text`, 今年 and 去年 counted from `own`; None where none is said."""
    best: tuple[int, int | None] | None = None
    for start, _, year in written_years(text):
        if start < at:
            best = (start, year)
    for pattern, shift in ((_THIS, 0), (_LAST, -1)):
        for match in pattern.finditer(text, 0, at):
            if own is not None and (best is None or match.start() > best[0]):
                best = (match.start(), own + shift)
    return best[1] if best else None


def years_in(text: str, own: int | None) -> list[int]:
    """Return the years that `text` names, in order."""
    years = [year for _, _, year in written_years(text)]
    if own is not None and _THIS.search(text):
        years.append(own)
    return years


def cell_year(text: str, own: int | None = None) -> int | None:
    """Return the year that a table's cell names (2019年, 2018 届, 2019学年, 本年度), or None."""
    if match := re.search(rf"(?<!\d)({_YEAR})(?!\d)", text):
        return int(match[1])
    if own is not None and _THIS.search(text):
        return own
    if own is not None and _LAST.search(text):
        return own - 1
    return None
