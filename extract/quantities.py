"""Quantities: figures with their units as written in running text and in cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_UNIT: Final = (
    r"平方米|平米|㎡|m²|m2|亩|公顷|元/月|元|人次|人|名|位|个|家|册|种|本|%|％|所|门|项|台套|台|届|:1|余个|大(?=专业)|美元|美金|公里|米"
)
_FIGURE: Final = re.compile(
    rf"(?<![\dA-Za-z.])(\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d*)?)\s*(余|多)?\s*(万|亿)?\s*(余|多)?\s*((?:{_UNIT}))?"
)
_CHINESE: Final = re.compile(r"(?<![一二三四五六七八九十百第零])([一二三四五六七八九十]{1,3})(多|余|几)?(个|大|所|家)(?=[\u4e00-\u9fff]{0,4}(?:专业|教学班|企业|班级))")
_RATIO: Final = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)\s*[:：]\s*(\d+(?:\.\d+)?)(?!\d)")
_DIGITS: Final = {char: number for number, char in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: `value` counts `unit` (with 万 or 亿 before it where written so); places count in the text."""

    start: int
    end: int
    value: float
    unit: str

    @property
    def number(self) -> int | float:
        """The value, whole where it is."""
        return int(self.value) if self.value.is_integer() else self.value


def quantities_in(text: str) -> Iterator[Quantity]:
    """Yield the quantities in `text`, in order; years and dates are none."""
    taken: set[int] = set()
    found: list[Quantity] = []
    for match in _RATIO.finditer(text):
        first, second = float(match[1]), float(match[2])
        if 1 in (first, second):
            found.append(Quantity(match.start(), match.end(), second if first == 1 else first, ":1"))
        taken.update(range(match.start(), match.end()))
    for match in _FIGURE.finditer(text):
        if match.start() in taken or _is_date(text, match):
            continue
        unit = (match[3] or "") + (match[5] or "")
        found.append(Quantity(match.start(), match.end(), float(match[1].replace(",", "")), _even_unit(unit)))
    for match in _CHINESE.finditer(text):
        if (value := chinese_number(match[1])) is not None:
            found.append(Quantity(match.start(), match.end(), float(value), "个" if match[3] == "大" else match[3]))
    return iter(sorted(found, key=lambda one: one.start))


def cell_quantity(text: str, unit: str = "") -> Quantity | None:
    """Return the quantity that a table's cell holds, in `unit` where the cell names none; None for other cells."""
    cleaned = re.sub(r"(?<=[\d.])\s+(?=[\d.%])", "", text.strip())
    match = re.fullmatch(
        rf"(?:约|近|≥|>)?(-?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|-?\d+(?:\.\d*)?)\s*(万|亿)?({_UNIT})?(?:以上|左右|/月)?", cleaned
    )
    if match:
        written = (match[2] or "") + (match[3] or "")
        return Quantity(0, len(text), float(match[1].replace(",", "")), _even_unit(written) or unit)
    if ratio := _RATIO.fullmatch(cleaned):
        first, second = float(ratio[1]), float(ratio[2])
        if 1 in (first, second):
            return Quantity(0, len(text), second if first == 1 else first, ":1")
    return None


def chinese_number(words: str) -> int | None:
    """Return the number that 一 … 九十九 name, or None."""
    if not words or any(char not in _DIGITS and char != "十" for char in words):
        return None
    if "十" not in words:
        return _DIGITS[words] if len(words) == 1 else None
    tens, _, ones = words.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _is_date(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 2]
    if match[5]:
        return match[5] == "届"
    if re.match(r"年|月|日|号|级|届|学年|期|版|时|点|:\d", after):
        return True
    return bool(re.match(r"[-—.]\d", after)) and len(match[1]) == 4


def _even_unit(unit: str) -> str:
    return (
        unit.replace("平方米", "㎡").replace("平米", "㎡").replace("m²", "㎡").replace("m2", "㎡").replace("％", "%").replace("元/月", "元")
    )
