"""How alike two facts of one kind are: a gold fact beside an extracted one.

A likeness lies between 0 (not the same thing) and 1 (the same, named the same way). Names are compared in a
normal form without punctuation and space; titles, which reports write freely, by their common characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final

from .facts import Fact

_PUNCTUATION: Final = re.compile(r"[\s\"'“”‘’《》「」()（）\[\]【】·,，、。:：;；\-—–_]")
_MULTIPLES: Final = MappingProxyType({"万": 1e4, "亿": 1e8, "千": 1e3})
_SQUARE_METRES: Final = frozenset({"m2", "平米", "m²"})
_AREAS: Final = frozenset({"亩", "平方米"})
_CONTAINED: Final = 0.95
_CONTAINED_SHARE: Final = 0.6
_PROGRAMME_FLOOR: Final = 0.8
_HONOUR_FLOOR: Final = 0.85
_AWARD_FLOOR: Final = 0.7
_AWARD_FLOOR_SAME_PEOPLE: Final = 0.4


@lru_cache(maxsize=65536)
def _normal_text(text: str) -> str:
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text)).lower()


def normal(value: object) -> str:
    """Return the normal form of a name: NFKC, lower case, no punctuation, no space; "" for no value."""
    return _normal_text(str(value or ""))


def normal_major(value: object) -> str:
    """Return the normal form of a major's name, without the word 专业 at its end."""
    name = normal(value)
    return name[:-2] if name.endswith("专业") and len(name) > 3 else name


def alike(gold: object, got: object, floor: float = 0.0) -> float:
    """Return how alike two names are, 0 to 1; 0 where that is below `floor`, found without the long way.

    A name within the other counts 0.95 if it makes up six tenths of it; else the share of characters in
    common blocks counts.
    """
    a, b = normal(gold), normal(got)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    short, long = sorted((a, b), key=len)
    if short in long and len(short) / len(long) >= _CONTAINED_SHARE:
        return _CONTAINED
    return _block_share(a, b) if _most_alike(a, b) >= floor else 0.0


def _most_alike(a: str, b: str) -> float:
    """Return a bound that the share of common blocks cannot pass: the characters in common, unordered."""
    common = sum((Counter(a) & Counter(b)).values())
    return 2.0 * common / (len(a) + len(b))


@lru_cache(maxsize=65536)
def _block_share(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _all_names(fact: Fact, key: str) -> list[Any]:
    return [name for name in (fact.get(key), *(fact.get("aliases") or ())) if name]


def _names(fact: Fact, key: str) -> set[str]:
    return {normal(name) for name in _all_names(fact, key)}


def _major_names(fact: Fact) -> set[str]:
    return {normal_major(name) for name in _all_names(fact, "name")}


def same_people(gold: Iterable[object] | None, got: Iterable[object] | None, floor: float) -> bool:
    """Tell whether two lists of names share at least `floor` of all their names."""
    a, b = {normal(one) for one in gold or ()}, {normal(one) for one in got or ()}
    return bool(a and b) and len(a & b) / len(a | b) >= floor


def quantity(fact: Fact) -> tuple[float, str]:
    """Return an indicator's value in its base unit: 1056.84 万元 is (10568400.0, "元").

    Raises TypeError or ValueError where the value is no number.
    """
    unit = unicodedata.normalize("NFKC", str(fact.get("unit") or ""))
    factor = 1.0
    for sign, size in _MULTIPLES.items():
        if unit.startswith(sign):
            factor, unit = size, unit[len(sign) :]
    return round(float(fact.get("value")) * factor, 4), "平方米" if unit in _SQUARE_METRES else unit


def _scope(fact: Fact) -> str:
    scope = str(fact.get("scope") or "school")
    return normal_major(scope.split(":", 1)[-1]) if ":" in scope else scope


def _number(fact: Fact) -> bool:
    return isinstance(fact.get("value"), (int, float))


def _named(key: str) -> Callable[[Fact, Fact], float]:
    """Return the likeness of things known by a name and aliases: one common name is enough."""

    def likeness(gold: Fact, got: Fact) -> float:
        if not _names(gold, key) & _names(got, key):
            return 0.0
        return 1.0 if normal(gold.get(key)) == normal(got.get(key)) else 0.9

    return likeness


def _like_predecessor(gold: Fact, got: Fact) -> float:
    return 1.0 if normal(gold.get("name")) == normal(got.get("name")) else 0.0


def _like_major(gold: Fact, got: Fact) -> float:
    return 1.0 if _major_names(gold) & _major_names(got) else 0.0


def _like_joint_programme(gold: Fact, got: Fact) -> float:
    same_major = normal_major(gold.get("major")) == normal_major(got.get("major"))
    return 1.0 if same_major and normal(gold.get("institution")) == normal(got.get("institution")) else 0.0


def _like_programme(gold: Fact, got: Fact) -> float:
    pairs = ((a, b) for a in _all_names(gold, "name") for b in _all_names(got, "name"))
    best = max((alike(a, b, _PROGRAMME_FLOOR) for a, b in pairs), default=0.0)
    return best if best >= _PROGRAMME_FLOOR else 0.0


def _like_honour(gold: Fact, got: Fact) -> float:
    likeness = alike(gold.get("title"), got.get("title"), _HONOUR_FLOOR)
    return likeness if likeness >= _HONOUR_FLOOR else 0.0


def _like_award(gold: Fact, got: Fact) -> float:
    if normal(gold.get("rank")) != normal(got.get("rank")):
        return 0.0
    people = gold.get("recipients")
    if people and not same_people(people, got.get("recipients"), 0.5):
        return 0.0
    floor = _AWARD_FLOOR_SAME_PEOPLE if people else _AWARD_FLOOR
    ours, theirs = (gold.get("item"), gold.get("event")), (got.get("item"), got.get("event"))
    what = max(alike(a, b, floor) for a in ours for b in theirs)
    if what < floor:
        return 0.0
    return 0.5 + what / 2 if people else what


def _like_indicator(gold: Fact, got: Fact) -> float:
    if gold.get("indicator") != got.get("indicator") or not (_number(gold) and _number(got)):
        return 0.0
    if _scope(gold) != _scope(got) or (gold.get("year") and got.get("year") != gold.get("year")):
        return 0.0
    (value, unit), (other, other_unit) = quantity(gold), quantity(got)
    if abs(value - other) > 1e-6 * max(1, abs(value)):
        return 0.0
    return 0.0 if {unit, other_unit} <= _AREAS and unit != other_unit else 1.0


#: The likeness of two facts of each kind, called with the gold fact first.
LIKENESS: Final[Mapping[str, Callable[[Fact, Fact], float]]] = MappingProxyType(
    {
        "school": _named("name"),
        "predecessor": _like_predecessor,
        "major": _like_major,
        "joint_programme": _like_joint_programme,
        "partnership": _named("partner"),
        "programme": _like_programme,
        "honour": _like_honour,
        "award": _like_award,
        "indicator": _like_indicator,
    }
)

#: Marks of a fact of each kind: two facts without a common mark have the likeness 0, so that only those
#: with one need comparing. The kinds that are not here are compared by their text and have no such marks.
MARKS: Final[Mapping[str, Callable[[Fact], Iterable[Hashable]]]] = MappingProxyType(
    {
        "school": lambda fact: _names(fact, "name"),
        "predecessor": lambda fact: {normal(fact.get("name"))},
        "major": _major_names,
        "joint_programme": lambda fact: {
            (normal_major(fact.get("major")), normal(fact.get("institution"))),
        },
        "partnership": lambda fact: _names(fact, "partner"),
        "award": lambda fact: {normal(fact.get("rank"))},
        "indicator": lambda fact: {(str(fact.get("indicator")), _scope(fact))},
    }
)
