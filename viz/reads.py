"""Notes what a page reads of the whole graph: it is made anew only where something of that has changed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from hashlib import blake2b
from typing import Any, Final, TypeVar

from .model import Around

_Value = TypeVar("_Value")
_ABSENT: Final = object()
#: The key under which it is noted that a page has read all of a mapping.
_ALL: Final = ""


class Reads:
    """What has been read since `take` was last called, as numbers."""

    def __init__(self) -> None:
        self.numbers: set[int] = set()

    def take(self) -> bytes:
        """Return what has been read, for `read_any`, and begin anew."""
        taken = array("q", sorted(self.numbers)).tobytes()
        self.numbers.clear()
        return taken


class Noted(Mapping[str, _Value]):
    """A mapping that notes each key that is looked up, whether it is there or not."""

    def __init__(self, name: str, inner: Mapping[str, _Value], reads: Reads) -> None:
        """`name` tells the mapping from others that are noted in the same `reads`."""
        self._name = name
        self._inner = inner
        self._reads = reads
        self._numbers: dict[str, int] = {}

    def _note(self, key: str) -> None:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = _number(self._name, key)
        self._reads.numbers.add(number)

    def __getitem__(self, key: str) -> _Value:
        self._note(key)
        return self._inner[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of `key`, or `default` where there is none."""
        self._note(key)
        return self._inner.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(str(key))
        return key in self._inner

    def __iter__(self) -> Iterator[str]:
        self._note(_ALL)
        return iter(self._inner)

    def __len__(self) -> int:
        self._note(_ALL)
        return len(self._inner)


def noted(around: Around, reads: Reads) -> Around:
    """Return `around` with every mapping noting in `reads` what is read of it."""
    mappings = {one.name: Noted(one.name, getattr(around, one.name), reads) for one in fields(around)}
    return replace(around, **mappings)


def changed(former: Mapping[str, Mapping[str, Any]], now: Mapping[str, Mapping[str, Any]]) -> frozenset[int]:
    """Return the numbers of all keys, of the mappings of these names, whose values are not the same."""
    numbers: set[int] = set()
    for name, inner in now.items():
        before = former[name]
        keys = [key for key, value in inner.items() if before.get(key, _ABSENT) != value]
        keys += [key for key in before if key not in inner]
        if keys:
            numbers |= {_number(name, key) for key in [*keys, _ALL]}
    return frozenset(numbers)


def read_any(taken: bytes, numbers: frozenset[int]) -> bool:
    """Return whether a page that has read what `Reads.take` returned has read one of `numbers`."""
    return bool(numbers) and not numbers.isdisjoint(_array(taken))


def _array(taken: bytes) -> Iterable[int]:
    numbers = array("q")
    numbers.frombytes(taken)
    return numbers


def _number(name: str, key: str) -> int:
    # Should two keys ever share a number, a page is made anew without need, no more.
    return int.from_bytes(blake2b(f"{name}\n{key}".encode(), digest_size=8).digest(), "big", signed=True)
