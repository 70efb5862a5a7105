"""A line of an answer made values of the guide's form, or refused."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, Final

from ..facts import FACT_KEYS
from .forms import FIRST_YEAR, LAST_YEAR, REQUIRED, YEARS, codes_of, is_list

_LONGEST: Final = 120
_MOST_VALUES: Final = 60
_NUMBER: Final = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?%?")


class LineError(ValueError):
    """A line is not of the guide's form; the text says which key is wrong."""


def values_of(line: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the kind and the values of a line, keys without a value left out.

    Raises LineError for a kind, key or code that the guide does not know, a value of another type, a year
    that cannot be, and a line without what its kind needs.
    """
    kind = line.get("fact")
    if not isinstance(kind, str) or kind not in FACT_KEYS:
        raise LineError("fact")
    if unknown := set(line) - {"fact", "quote", *FACT_KEYS[kind]}:
        raise LineError(", ".join(sorted(map(str, unknown))))
    values: dict[str, Any] = {}
    for key in FACT_KEYS[kind]:
        said = line.get(key)
        if said is not None and (value := _value(kind, key, said)) not in ("", []):
            values[key] = value
    if kind == "award":
        values.setdefault("recipients", [])
    if missing := REQUIRED[kind] - set(values):
        raise LineError(", ".join(sorted(missing)))
    return kind, values


def _value(kind: str, key: str, said: Any) -> Any:
    if key in YEARS:
        return _year(key, said)
    if key == "value":
        return _number(key, said)
    if is_list(kind, key):
        return _list(kind, key, said)
    return _word(kind, key, said)


def _year(key: str, said: Any) -> int:
    year = int(said) if isinstance(said, str) and re.fullmatch(r"\d{4}", said.strip()) else said
    if not isinstance(year, int) or isinstance(year, bool) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise LineError(key)
    return year


def _number(key: str, said: Any) -> int | float:
    if isinstance(said, str) and _NUMBER.fullmatch(said.strip()):
        said = float(said.strip().rstrip("%").replace(",", ""))
    if not isinstance(said, (int, float)) or isinstance(said, bool) or not math.isfinite(said):
        raise LineError(key)
    return int(said) if float(said).is_integer() else said


def _list(kind: str, key: str, said: Any) -> list[str]:
    items = [said] if isinstance(said, str) else said
    if not isinstance(items, list) or len(items) > _MOST_VALUES:
        raise LineError(key)
    words = [_word(kind, key, item) for item in items]
    return list(dict.fromkeys(word for word in words if word))


def _word(kind: str, key: str, said: Any) -> str:
    if not isinstance(said, str):
        raise LineError(key)
    word = said.strip()
    codes = codes_of(kind, key)
    if len(word) > _LONGEST or not all(char.isprintable() for char in word) or (codes and word not in codes):
        raise LineError(key)
    return word
