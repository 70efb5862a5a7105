"""Words of names: which say what a thing is, so that the rest says which one it is.

The lists are general knowledge: `kind_words.csv` has official names of kinds of bodies with the short forms
in use, `local_words.txt` words for works and trades that every place has, `local_endings.txt` kinds of shops
and the like; trades and endings come from the lexicons of extraction.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from ...extract import lexicons
from ..names import normal_form, organisation_core

_LONGEST: Final = 64
_LONGEST_ENDING: Final = 6
_NUMBERED: Final = re.compile(r"第(\d{1,2})(?!\d)")
_DIGITS: Final = "零一二三四五六七八九"
_REMEMBERED: Final = 1 << 18


#: Longer texts are no names of anything: they are compared whole and not cut into parts.
LONGEST_NAME: Final = 200


@lru_cache(_REMEMBERED)
def legal_core(form: str) -> str:
    """Return a normal form without its legal form (see `names.organisation_core`), or a long text whole."""
    return organisation_core(form) if len(form) <= LONGEST_NAME else form


@lru_cache(_REMEMBERED)
def short_kind(form: str) -> str:
    """Return a normal form with the word of its kind in short: 聊城市残疾人联合会 is 聊城市残联.

    Arabic numbers behind 第 become Chinese: 第1医院 is 第一医院.
    """
    form = _NUMBERED.sub(lambda match: f"第{_chinese(int(match[1]))}", form)
    for size in range(min(len(form), _longest_kind()), 2, -1):
        if short := _kinds().get(form[-size:]):
            return form[:-size] + short
    return form


@lru_cache(_REMEMBERED)
def is_distinctive(core: str) -> bool:
    """Say whether a core names something: whether it is not made of words for kinds and trades alone.

    金石包装 is distinctive, 交运, 国际大酒店 and 电子商务 are not.
    """
    if len(core) < 2:
        return False
    ends = {0}
    core = core[:_LONGEST]
    for start in range(len(core)):
        if start in ends:
            ends |= {end for end in range(start + 1, len(core) + 1) if core[start:end] in _generic()}
    return len(core) not in ends


def is_local_work(core: str) -> bool:
    """Say whether a core ends in a kind of shop, works or station that each place has its own of."""
    return any(core[-size:] in _local_endings() for size in range(2, min(len(core), _LONGEST_ENDING) + 1))


@cache
def _local_endings() -> frozenset[str]:
    return frozenset(_words("local_endings.txt"))


@lru_cache(_REMEMBERED)
def trade_of(core: str) -> str:
    """Return the word of trade with which a core ends, the longest that leaves two characters; or empty."""
    for size in range(min(len(core) - 2, _longest_trade()), 1, -1):
        if core[-size:] in _trades():
            return core[-size:]
    return ""


def _chinese(number: int) -> str:
    tens, units = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[units] if units or not tens else "")


@cache
def _kinds() -> dict[str, str]:
    return {normal_form(row["full"]): normal_form(row["short"]) for row in _rows("kind_words.csv")}


@cache
def _longest_kind() -> int:
    return max(map(len, _kinds()))


@cache
def _trades() -> frozenset[str]:
    ends = {one.text for one in lexicons.endings().values() if one.strength == "trade"}
    return frozenset(ends | lexicons.words("firm_trades"))


@cache
def _longest_trade() -> int:
    return max(map(len, _trades()))


@cache
def _generic() -> frozenset[str]:
    """Words that say what and not which."""
    ends = {one.text for one in lexicons.endings().values() if one.kind == "enterprise"}
    return frozenset(_trades() | ends | lexicons.words("generic_words") | set(_words("local_words.txt")))


def _words(name: str) -> Iterator[str]:
    for line in _read(name).splitlines():
        if not line.startswith("#"):
            yield from line.split()


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_read(name).splitlines()))


def _read(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
