"""What a cell holds, told by its words: a figure, a year, nothing (a dash), or words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

Kind = Literal["figure", "year", "dash", "text"]

_REMEMBERED: Final = 4096  #: cells whose kind is kept, as each is asked for from many places
_LONGEST_FIGURE: Final = 40
_DASH: Final = re.compile(r"[-—–－/\\～~]+$|无$")
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:[-—–/](?:19|20)?\d\d)?(?:年度?|届|级|学年度?|年[春秋]季?)?$")
_UNIT: Final = (
    r"[%‰]|元(?:/[月人生])?|人次|人|名|位|个班|个|班|家|册|本|种|亩|㎡|平方米"
    r"|台套|台|套|门|项|所|间|年|分|学时"
)
_FIGURE: Final = re.compile(
    rf"(?:约|近|超|≥|>)?[-+]?\d[\d,]*(?:\.\d+)?[余多]?[万亿]?(?P<unit>{_UNIT})?(?:以上|左右)?(?:（[^）]{{0,8}}）)?$"
    r"|\d+(?:\.\d+)?:\d+(?:\.\d+)?$"
)
_TOTAL: Final = re.compile(r"(?:总|合|共|小)\s*计|总数|平均|全校(?:合计|平均)?|均值")
_SPLIT: Final = re.compile(r"\d[\d,.]* [\d.]")
_THOUSANDS: Final = re.compile(r"[-+]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?\D{0,6}$")
_BY_THOUSANDS: Final = re.compile(r"(?:\d{1,2}(?: \d{3})+|\d{3}(?: \d{3}){2,})(?![\d ])")


@lru_cache(_REMEMBERED)
def kind_of(text: str) -> Kind:
    """Return what a cell holds: a figure, a year, nothing (a dash), or words."""
    if len(text) > _LONGEST_FIGURE:
        return "text"
    if _YEAR.match(text):
        return "year"
    if _FIGURE.match(text):
        return "figure"
    return "dash" if _DASH.match(text) else "text"


def has_unit(text: str) -> bool:
    """Tell whether the figure that a cell holds names its unit (231人)."""
    match = _FIGURE.match(text)
    return bool(match and match["unit"])


@lru_cache(_REMEMBERED)
def is_total(text: str) -> bool:
    """Tell whether a cell's words label a row of sums."""
    return bool(_TOTAL.match(text))


def whole_figure(text: str) -> str | None:
    """Return the figure whose digits stand apart in a cell (9 687.61, 15 0150), or None for no such cell.

    Pieces of one length are figures of their own (574 623), unless all but one are single digits.
    """
    if len(text) > _LONGEST_FIGURE:
        return None
    if "，" in text and _THOUSANDS.match(text):
        return text.replace("，", ",")
    if " " not in text or not _SPLIT.search(text):
        return None
    sizes = [len(piece) for piece in re.findall(r"\d+", text.partition(".")[0])]
    uneven = len(sizes) <= 2 and (len(set(sizes)) == len(sizes) or max(sizes) == 1)
    lone = sizes.count(1) >= len(sizes) - 1
    joined = text.replace(" ", "")
    if not (uneven or lone or _BY_THOUSANDS.match(text)):
        return None
    return joined if _FIGURE.match(joined) and joined.count(".") < 2 else None
