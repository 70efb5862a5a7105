"""Quantities: figures with their units as written in running text and in cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_UNIT: Final = (
    r"平方米|平米|㎡|m²|m2|亩|公顷|元/月|元/人|元/生|元|人次|人|名|位|个|家|册|种|本|%|％|所|门|项|台套|台|届"
    r"|大(?=专业)|美元|美金|公里|米|班(?!次|子|主任)"
)
_NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?"
#: Begins with a digit and looks back then: what begins with a sort of character is found fast.
_NUMBER_ALONE: Final = r"\d(?<![\dA-Za-z.]\d)(?:\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d*(?:\.\d*)?)"
_FIGURE: Final = re.compile(
    rf"({_NUMBER_ALONE})\s*(余|多|几|来(?=[个人名家亩]))?\s*(万|亿)?\s*(余|多|几)?\s*((?:{_UNIT}))?"
)
_NUMERALS: Final = "一二三四五六七八九十百千万亿零第两几数上成半点"
#: A number in Chinese numerals, before or behind the things of which a school counts a few.
_CHINESE: Final = re.compile(
    rf"(?<![{_NUMERALS}])([一二三四五六七八九十]{{1,3}}|两)(多|余|几)?(?:(个|大|所|家)"
    r"(?=[\u4e00-\u9fff]{0,4}(?:专业|教学班|企业|班级|班(?![主子长组次])))|(个)(?=[，。；：、）]|$)|(班)(?=[，。；、）]|$))"
)
_COUNTED: Final = re.compile(
    r"(?:专业|教学班|班级|企业|单位|编成|编为|分成|等|共|有|设|…)[共有达计为已约近]*$"
)
#: A share in tenths: 九成以上, 八成半.
_TENTHS: Final = re.compile(
    rf"(?<![{_NUMERALS}])([一二三四五六七八九])成([一二三四五六七八九半])?(?=以上|左右|多|找到|实现|落实|就业|对口|的?(?:学生|教师|毕业生)|[，。；、）]|$)"
)
#: A large number in Chinese numerals: 六百来人, 两千三百余名, 九十六人, 五万平方米, 一百二十亩.
_CHINESE_LARGE: Final = re.compile(
    rf"(?<![{_NUMERALS}\d])([一二两三四五六七八九][百千万][一二两三四五六七八九十百千零]{{0,10}}|[一二三四五六七八九]?十[一二三四五六七八九]?)"
    r"(?:余|多|来|几)?(万)?(?:余|多|来)?(人次|人|名|位|家|册|亩|平方米|平米|㎡|元)"
)
_PER_CENT: Final = re.compile(r"百分之([一二三四五六七八九]?十[一二三四五六七八九]?|百)(?:以上)?")
#: A round number alone: 千余人, 百余家, 百亩 is none.
_ROUND: Final = re.compile(
    rf"(?<![\d{_NUMERALS}])(?P<size>千|百)(?:余|多|(?<=[近约逾].))(?P<unit>人次|人|名|家|册)"
)
_RATIO: Final = re.compile(
    r"(?<![\d.])(\d+(?:\.\d+)?)\s*(?:[:：]|比(?=\s*1(?![\d.]))|(?<=(?<![\d.])1)比)\s*(\d+(?:\.\d+)?)(?!\d)"
)
#: A range (2-3名, 16至18人) says no one number; points of a percentage are a change.
_RANGE: Final = re.compile(r"\d\s*(?:[-—–~～]|至|到)\s*(?=\d)")
_NO_FIGURE: Final = re.compile(
    r"个百分点|年(?!均)|月(?!薪)|日|号|级|届|学年|学期|期|版|时|点|:\d|[×*xX]\d|分(?!别)"
)
_GOES_ON: Final = re.compile(r"[-—.]\d")  #: 2019-05, 2019.5
_CELL: Final = re.compile(
    rf"(?:约|近|≥|>|＞)?(-?(?:{_NUMBER}))\s*(?:余|多)?(万|亿)?(个班|{_UNIT})?(?:以上|左右|/月)?"
)
#: What the patterns above cannot do without, looked for first.
_FEW_SIGN: Final = re.compile(r"专业|班|企业|单位")
_LARGE_SIGN: Final = re.compile(r"[百千十]|[一二两三四五六七八九]万")
_RATIO_SIGN: Final = re.compile(r"[:：比]")
_SPACED: Final = re.compile(r"(?<=[\d.,])\s+(?=[\d.%])|(?<=\d)\s+(?=\.)")
#: A bracket behind a cell's figure and its unit: 2102人（高级工296人在内）
_NOTED: Final = re.compile(r"(?<=[^\d\s,.])（[^（）]*）$")
_DIGITS: Final = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_REMEMBERED: Final = 4096  #: cells, each of which is asked for from several places
#: No school counts as much: a run of digits is an account, a card, or a fault of the file.
_TOO_LARGE: Final = 1e12
_ROUNDS: Final = {"百": 100.0, "千": 1000.0}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: `value` counts `unit` (万 or 亿 before it where written so); places count in the text."""

    start: int
    end: int
    value: float
    unit: str

    @property
    def number(self) -> int | float:
        """The value, whole where it is."""
        return int(self.value) if self.value.is_integer() else self.value


def quantities_in(text: str) -> Iterator[Quantity]:
    """Yield the quantities in `text`, in order; years, dates, ranges and points of a percentage are none."""
    found = list(_ratios(text))
    ratios = [(one.start, one.end) for one in found]
    ends = [at for match in _RANGE.finditer(text) for at in match.span()]
    for match in _FIGURE.finditer(text):
        start, end = match.span(1)
        if ratios and any(first <= start < last for first, last in ratios):
            continue
        if ends and any(start <= at < end for at in ends):
            continue
        value = float(match[1].replace(",", ""))
        if value >= _TOO_LARGE or _is_date(text, match):
            continue
        unit = (match[3] or "") + (match[5] or "")
        found.append(Quantity(start, match.end(), value, _even_unit(unit)))
    for match in _TENTHS.finditer(text) if "成" in text else ():
        tenths = _DIGITS[match[1]] * 10 + (5 if match[2] == "半" else _DIGITS[match[2]] if match[2] else 0)
        found.append(Quantity(match.start(), match.end(), float(tenths), "%"))
    for match in _CHINESE.finditer(text) if _FEW_SIGN.search(text) else ():
        if (number := chinese_number(match[1])) is not None:
            behind = match[3] is None
            if behind and not _COUNTED.search(text, max(0, match.start() - 8), match.start()):
                continue
            unit = match[3] if match[3] in ("所", "家") else "个"
            found.append(Quantity(match.start(), match.end(), float(number), unit))
    large_ones = bool(_LARGE_SIGN.search(text))
    for match in _CHINESE_LARGE.finditer(text) if large_ones else ():
        if (large := _large_number(match[1])) is not None:
            found.append(_in_ten_thousands(match, large))
    for match in _ROUND.finditer(text) if large_ones else ():
        found.append(Quantity(match.start(), match.end(), _ROUNDS[match["size"]], match["unit"]))
    for match in _PER_CENT.finditer(text) if large_ones else ():
        share = 100 if match[1] == "百" else chinese_number(match[1])
        found.append(Quantity(match.start(), match.end(), float(share or 0), "%"))
    return iter(sorted(found, key=lambda one: one.start))


@lru_cache(_REMEMBERED)
def cell_quantity(text: str, unit: str = "") -> Quantity | None:
    """Return the quantity that a table's cell holds, in `unit` where the cell names none; None for others."""
    cleaned = _SPACED.sub("", text.strip())
    if cleaned.endswith("）"):
        cleaned = _NOTED.sub("", cleaned)
    if match := _CELL.fullmatch(cleaned):
        written = (match[2] or "") + (match[3] or "")
        value = float(match[1].replace(",", ""))
        return Quantity(0, len(text), value, _even_unit(written) or unit) if value < _TOO_LARGE else None
    if ratio := _RATIO.fullmatch(cleaned):
        return next(_ratios(ratio[0]), None)
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


def _large_number(words: str) -> int | None:
    """Return the number that numerals with 万, 千, 百 name (两千三百五十), or None where they name none."""
    total = 0
    rest = words
    for name, size in (("万", 10_000), ("千", 1000), ("百", 100)):
        if name in rest:
            head, _, rest = rest.partition(name)
            if head.strip("零") not in _DIGITS:
                return None
            total += _DIGITS[head.strip("零")] * size
    rest = rest.strip("零")
    small = chinese_number(rest) if rest else 0
    return None if small is None else total + small


def _in_ten_thousands(match: re.Match[str], number: int) -> Quantity:
    """Return what a large number in numerals counts, things measured in whole 万 as in figures (5 万㎡)."""
    unit = _even_unit(match[3])
    if match[2]:
        return Quantity(match.start(), match.end(), float(number), "万" + unit)
    if number % 10_000 == 0 and unit in ("㎡", "册"):
        return Quantity(match.start(), match.end(), number / 10_000, "万" + unit)
    return Quantity(match.start(), match.end(), float(number), unit)


def _ratios(text: str) -> Iterator[Quantity]:
    """Yield the ratios to one (1:16.2, 16.2:1), as the number that is not the one."""
    for match in _RATIO.finditer(text) if _RATIO_SIGN.search(text) else ():
        first, second = float(match[1]), float(match[2])
        if 1 in (first, second):
            yield Quantity(match.start(), match.end(), second if first == 1 else first, ":1")


def _is_date(text: str, match: re.Match[str]) -> bool:
    if match[5]:
        return match[5] == "届" or (match[5] == "个" and text.startswith("百分点", match.end()))
    if _NO_FIGURE.match(text, match.end()):
        return True
    return len(match[1]) == 4 and bool(_GOES_ON.match(text, match.end()))


@lru_cache(256)
def _even_unit(unit: str) -> str:
    for written, even in (("平方米", "㎡"), ("平米", "㎡"), ("m²", "㎡"), ("m2", "㎡"), ("％", "%")):
        unit = unit.replace(written, even)
    return re.sub(r"个?班", "个", re.sub(r"元/[月人生]", "元", unit))
