"""Which of many patterns can match in a text at all, told by one look for what they cannot do without.

Most patterns fit few sentences, and to try a dozen in vain takes as long as to look for a thousand words at
once. What a pattern cannot do without, one of a few literal strings, is computed from the pattern itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import product
from typing import Any, Final, Generic, TypeVar

import ahocorasick

T = TypeVar("T")

#: The standard library's parser of patterns, which has no public name since Python 3.11.
_parser: Final = import_module("re._parser")
_constants: Final = import_module("re._constants")
#: So many strings are told apart at one place of a pattern, and in all; what has more is not looked for.
_MOST_AT_A_PLACE: Final = 64
_MOST: Final = 400
#: Repeats of what precedes them, whichever way they are tried.
_REPEATS: Final = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)

_Parsed = Sequence[tuple[Any, Any]]


class Sieve(Generic[T]):
    """Things in order, each with the pattern that it is for: which of them a text can have a match for.

    What strings the patterns ask for is looked for in one pass over the text (Aho-Corasick).
    """

    def __init__(self, rows: Iterable[tuple[T, re.Pattern[str]]], common: str = "") -> None:
        """`common` is a character that all texts have: to ask for it alone tells nothing.

        What has a pattern that can do without any literal string stays in for every text.
        """
        self.rows = tuple(rows)
        self._common = common
        self._finder: ahocorasick.Automaton | None = None
        self._always = 0
        self._kept: dict[int, tuple[T, ...]] = {}

    def of(self, text: str) -> tuple[T, ...]:
        """Return the things whose patterns may match in `text` or in a part of it; no other pattern does."""
        if self._finder is None:
            self._finder = self._made()
        bits = self._always
        for _, asking in self._finder.iter(text):
            bits |= asking
        kept = self._kept.get(bits)
        if kept is None:
            kept = tuple(thing for at, (thing, _) in enumerate(self.rows) if bits >> at & 1)
            self._kept[bits] = kept
        return kept

    def _made(self) -> ahocorasick.Automaton:
        """Return what finds the strings; each stands for the bits of those that ask for it."""
        asking: dict[str, int] = {}
        for at, (_, pattern) in enumerate(self.rows):
            words = required(pattern, self._common)
            self._always |= 0 if words else 1 << at
            for word in words:
                asking[word] = asking.get(word, 0) | 1 << at
        finder = ahocorasick.Automaton()
        for word, bits in asking.items():
            finder.add_word(word, bits)
        if not asking:
            finder.add_word(self._common or "\0", 0)
        finder.make_automaton()
        return finder


def required(pattern: re.Pattern[str], common: str = "") -> frozenset[str]:
    """Return strings of which every text has one that `pattern` matches in; none where that is not known.

    None of them is `common`.
    """
    if pattern.flags & re.IGNORECASE:
        return frozenset()
    choices = _choices(_parser.parse(pattern.pattern, pattern.flags))
    told = max((words for words in choices if common not in words), key=_worth, default=frozenset[str]())
    return _without_longer(told)


def _without_longer(words: Iterable[str]) -> frozenset[str]:
    """Return `words` without those that others are in."""
    told = frozenset(words)
    return frozenset(word for word in told if not any(other != word and other in word for other in told))


def _needed(parsed: _Parsed) -> frozenset[str]:
    """Return strings of which one is in all that a sequence matches; none where that is not known."""
    return max(_choices(parsed), key=_worth, default=frozenset())


def _worth(words: frozenset[str]) -> tuple[float, int]:
    """Return how well it tells a text to look for `words`: long ones are rarer, and few of them too."""
    return min(2, *map(len, words)), -len(words)


def _choices(parsed: _Parsed) -> Iterator[frozenset[str]]:
    """Yield sets of strings of which one is in all that a sequence matches: one set a place in it."""
    held: frozenset[str] | None = None  # what stands at this place, where that is known in full
    for item in parsed:
        exact = _exact(item)
        if exact is not None and held is not None and len(held) * len(exact) <= _MOST_AT_A_PLACE:
            held = frozenset(map("".join, product(held, exact)))
            continue
        if held and "" not in held:
            yield held
        held = exact
        if exact is None and (inner := _needed_of(item)):
            yield inner
    if held and "" not in held:
        yield held


def _needed_of(item: tuple[Any, Any]) -> frozenset[str]:
    """Return strings of which one is in all that an item matches, none if unknown."""
    kind, told = item
    if kind is _constants.SUBPATTERN:
        return frozenset() if told[1] & re.IGNORECASE else _needed(told[-1])
    if kind is _constants.BRANCH:
        inner = [_needed(branch) for branch in told[1]]
        return _bounded(frozenset().union(*inner)) if all(inner) else frozenset()
    if kind in _REPEATS:
        return _needed(told[2]) if told[0] else frozenset()
    if kind is _constants.ASSERT:
        return _needed(told[1])
    return _needed(told) if kind is _constants.ATOMIC_GROUP else frozenset()


def _bounded(words: frozenset[str]) -> frozenset[str]:
    return words if len(words) <= _MOST else frozenset()


def _exact(item: tuple[Any, Any]) -> frozenset[str] | None:
    """Return all that an item can match, None where that is too much or unknown."""
    kind, told = item
    found: frozenset[str] | None = None
    if kind is _constants.LITERAL:
        found = frozenset((chr(told),))
    elif kind is _constants.IN:
        found = _characters(told)
    elif kind in (_constants.AT, _constants.ASSERT_NOT):
        found = frozenset(("",))
    elif kind is _constants.SUBPATTERN and not (told[1] or told[2]):
        found = _exact_of(told[-1])
    elif kind is _constants.BRANCH:
        inner = [_exact_of(branch) for branch in told[1]]
        known = [one for one in inner if one is not None]
        found = frozenset().union(*known) if len(known) == len(inner) else None
    elif kind in _REPEATS and told[:2] == (0, 1) and (once := _exact_of(told[2])) is not None:
        found = once | {""}
    return found if found is not None and len(found) <= _MOST_AT_A_PLACE else None


def _exact_of(parsed: _Parsed) -> frozenset[str] | None:
    """Return all that a sequence can match, None where that is too much or unknown."""
    held = frozenset(("",))
    for item in parsed:
        exact = _exact(item)
        if exact is None or len(held) * len(exact) > _MOST_AT_A_PLACE:
            return None
        held = frozenset(map("".join, product(held, exact)))
    return held


def _characters(told: Sequence[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return the characters of a set, None where it is one of many."""
    found: set[str] = set()
    for kind, of in told:
        if kind is _constants.LITERAL:
            found.add(chr(of))
        elif kind is _constants.RANGE and of[1] - of[0] < _MOST_AT_A_PLACE:
            found.update(map(chr, range(of[0], of[1] + 1)))
        else:
            return None
    return frozenset(found)
