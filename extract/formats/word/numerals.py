"""Numbers as Word's automatic numbering writes them: 一, （三）'s 三, 甲, ①, IV, c, 01."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST_ROMAN: Final = 3999
_MOST_LETTERS: Final = 26 * 6
_MOST_CHINESE: Final = 9999


def numeral(number: int, form: str) -> str:
    """Return `number` in the form that w:numFmt names; in plain figures where the form has no such number."""
    write = _FORMS.get(form)
    return (write(number) if write and number > 0 else "") or str(number)


def _chinese(number: int, digits: str = _DIGITS, units: str = "十百千", zero: str = "零") -> str:
    """Write a number in words: 一, 十, 十一, 二十, 一百零五."""
    if number > _MOST_CHINESE:
        return ""
    out, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(out)
            continue
        out += (zero if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = False
    return out[1:] if out.startswith(_DIGITS[1] + "十") else out


def _legal(number: int) -> str:
    return _chinese(number, _LEGAL, "拾佰仟")


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    if number > _MOST_ROMAN:
        return ""
    out = ""
    for worth, letters in _ROMAN:
        out += letters * (number // worth)
        number %= worth
    return out


def _letters(number: int) -> str:
    """Write a, …, z, aa, bb, …."""
    if number > _MOST_LETTERS:
        return ""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else ""


def _row(first: str, count: int) -> Callable[[int], str]:
    return _of("".join(chr(ord(first) + step) for step in range(count)))


def _wide(number: int) -> str:
    return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(number))


_CIRCLED: Final = _of("".join(map(chr, [*range(0x2460, 0x2474), *range(0x3251, 0x3260)])))
_FORMS: Final[Mapping[str, Callable[[int], str]]] = MappingProxyType(
    {
        "chineseCounting": _chinese,
        "chineseCountingThousand": _chinese,
        "japaneseCounting": _chinese,
        "taiwaneseCounting": _chinese,
        "taiwaneseCountingThousand": _chinese,
        "ideographDigital": _digits,
        "taiwaneseDigital": _digits,
        "japaneseDigitalTenThousand": _digits,
        "chineseLegalSimplified": _legal,
        "ideographTraditional": _of(_STEMS),
        "ideographZodiac": _of(_BRANCHES),
        "ideographEnclosedCircle": _row("㊀", 10),
        "decimalEnclosedCircle": _CIRCLED,
        "decimalEnclosedCircleChinese": _CIRCLED,
        "decimalEnclosedFullstop": _row("⒈", 20),
        "decimalEnclosedParen": _row("⑴", 20),
        "decimalFullWidth": _wide,
        "decimalFullWidth2": _wide,
        "decimalZero": "{:02d}".format,
        "upperRoman": _roman,
        "lowerRoman": lambda number: _roman(number).lower(),
        "upperLetter": _letters,
        "lowerLetter": lambda number: _letters(number).lower(),
    }
)
