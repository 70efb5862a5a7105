"""Broken cells: whether two pieces of words, met one after the other, are of one cell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .. import lexicons
from ..figures.labels import is_unit
from ..language.persons import is_person
from ..majors.majors import is_catalogued
from .cell_kinds import is_total, kind_of

_LEFT_OPEN: Final = re.compile(r"[，、（/]$|（[^）]*$|[\u4e00-\u9fff][与和及]$")
_GOES_ON: Final = re.compile(r"[）、，%]")
_OPEN_FIGURE: Final = re.compile(r"\d[,.]$")
_LONE: Final = re.compile(r"[\u4e00-\u9fff]$")
#: Characters that are the words of a whole cell.
_WORDS_ALONE: Final = frozenset("男女是否无有甲乙丙丁优良差高中初一二三四五六七八九十")
_ITEMS: Final = "、"
_LONGEST_NAME: Final = 4
_LONGEST_ENDING: Final = 5  #: characters of a piece that ends an organisation's name and is none itself
_ENDING_OF_GROUP: Final = re.compile(r"(?:类|群|系|部|级|组|院)$")


@lru_cache(4096)
def is_broken(upper: str, lower: str) -> bool:
    """Tell whether `lower` goes on with `upper`: left open, or together a name that neither is alone."""
    if not upper or not lower or is_total(upper) or is_total(lower):
        return False
    if _OPEN_FIGURE.search(upper) or lower.startswith("."):
        return upper[-1:].isdigit() == (lower[:1] == ".") and (lower[-1:].isdigit() or is_unit(lower[-1]))
    kinds = (kind_of(upper), kind_of(lower))
    if kinds == ("figure", "text"):
        return upper[-1].isdigit() and is_unit(lower)
    if kinds != ("text", "text"):
        return False
    if _LEFT_OPEN.search(upper) or _GOES_ON.match(lower):
        return True
    return _lone(lower) or _lone(upper) or _is_name(upper, lower)


def _lone(piece: str) -> bool:
    return bool(_LONE.match(piece)) and piece not in _WORDS_ALONE


def _is_name(upper: str, lower: str) -> bool:
    """Tell the halves of a major's, a person's (in a list) or an organisation's name."""
    joined = upper + lower
    if is_catalogued(joined) and not (is_catalogued(upper) and is_catalogued(lower)):
        return True
    if _ITEMS in upper or _ITEMS in lower:
        first, second = upper.rpartition(_ITEMS)[2], lower.partition(_ITEMS)[0]
        parted = is_person(first) and is_person(second)
        return len(first + second) <= _LONGEST_NAME and is_person(first + second) and not parted
    endings = tuple(lexicons.endings())
    return len(lower) <= _LONGEST_ENDING and joined.endswith(endings) and not upper.endswith(endings)


def may_wrap(upper: str, lower: str, longest: int) -> bool:
    """Tell whether `upper` may be broken at its cell's width: no cell of its column (`longest`) is longer."""
    if kind_of(upper) != "text" or kind_of(lower) != "text" or _ENDING_OF_GROUP.search(upper):
        return False
    whole = is_catalogued(upper) or is_total(upper) or is_total(lower)
    return len(upper) >= max(4, longest, len(lower)) and not whole
