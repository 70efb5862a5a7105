"""Automatic numbering of a Word file: the number that stands before a paragraph on the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from .markup import Element, W, is_on, number, value
from .numerals import numeral
from .styles import Styles

_SILENT: Final = frozenset({"bullet", "none"})
_PLACE: Final = re.compile(r"%([1-9])")
_LONGEST: Final = 60  #: characters of a number with the words around it (第%1章)
_LINKS: Final = 5  #: numberings that refer to one another by a style


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a numbering; `restarts` is the level (from 1) after which it begins anew, 0 for never."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restarts: int | None = None
    plain: bool = False
    style: str = ""


@dataclass(slots=True)
class _List:
    """A numbering as paragraphs use it: its levels, the counts that it shares, those that it begins anew."""

    levels: Mapping[int, _Level]
    counts: dict[int, int]
    begins: frozenset[int] = field(default_factory=frozenset)
    used: bool = False


class Numbering:
    """The numberings of a file with how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        found = root if root is not None else ()
        self._abstract: dict[str, Element] = {
            value(one, "abstractNumId"): one for one in found if one.tag == f"{W}abstractNum"
        }
        self._nums: dict[str, Element] = {value(one, "numId"): one for one in found if one.tag == f"{W}num"}
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        self._lists: dict[str, _List] = {}

    def label(self, list_id: str, depth: int | None, style_names: tuple[str, ...] = ()) -> str:
        """Count a paragraph of the numbering `list_id` and return its number as written, "" for a bullet.

        `depth` is its level in the numbering; where it is None the level that goes with the paragraph's
        style (or one that this is based on) holds.
        """
        numbers = self._list(list_id)
        if numbers is None:
            return ""
        if depth is None:
            depth = _level_of(numbers.levels, style_names)
        level = numbers.levels.get(depth)
        if level is None:
            return ""
        _count(numbers, depth)
        if level.form in _SILENT and not _PLACE.search(level.text):
            return "" if level.form == "bullet" else _worded(level.text)
        return _worded(_PLACE.sub(lambda place: _shown(numbers, level, int(place[1]) - 1), level.text))

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._nums:
            return None
        if list_id not in self._lists:
            self._lists[list_id] = self._made(list_id)
        return self._lists[list_id]

    def _made(self, list_id: str) -> _List:
        num = self._nums[list_id]
        abstract_id = self._source_of(value(num.find(f"{W}abstractNumId")))
        abstract = self._abstract.get(abstract_id)
        levels = {
            number(one, "ilvl") or 0: _read_level(one)
            for one in (abstract.findall(f"{W}lvl") if abstract is not None else ())
        }
        begins = set()
        for override in num.findall(f"{W}lvlOverride"):
            depth = number(override, "ilvl") or 0
            if (own := override.find(f"{W}lvl")) is not None:
                levels[depth] = _read_level(own)
            if (start := number(override.find(f"{W}startOverride"))) is not None:
                levels[depth] = replace(levels.get(depth, _Level()), start=start)
                begins.add(depth)
        return _List(levels, self._counts.setdefault(abstract_id, {}), frozenset(begins))

    def _source_of(self, abstract_id: str) -> str:
        """Return the definition that holds the levels, where one refers to that of a style."""
        for _ in range(_LINKS):
            abstract = self._abstract.get(abstract_id)
            link = value(abstract.find(f"{W}numStyleLink")) if abstract is not None else ""
            num = self._nums.get(self._styles.named(link).list) if link else None
            if num is None:
                break
            abstract_id = value(num.find(f"{W}abstractNumId"))
        return abstract_id


def _read_level(element: Element) -> _Level:
    start = number(element.find(f"{W}start"))
    return _Level(
        start=1 if start is None else start,
        form=value(element.find(f"{W}numFmt")) or "decimal",
        text=value(element.find(f"{W}lvlText"))[:_LONGEST],
        restarts=number(element.find(f"{W}lvlRestart")),
        plain=is_on(element.find(f"{W}isLgl")),
        style=value(element.find(f"{W}pStyle")),
    )


def _level_of(levels: Mapping[int, _Level], style_names: tuple[str, ...]) -> int:
    by_style = {level.style: depth for depth, level in levels.items() if level.style}
    return next((by_style[name] for name in style_names if name in by_style), 0)


def _count(numbers: _List, depth: int) -> None:
    """Count on at `depth`: levels above that have not begun begin, those below begin anew."""
    counts = numbers.counts
    if not numbers.used:
        numbers.used = True
        for anew in numbers.begins:
            counts.pop(anew, None)
    for above in range(depth):
        if above in numbers.levels:
            counts.setdefault(above, numbers.levels[above].start)
    counts[depth] = counts[depth] + 1 if depth in counts else numbers.levels[depth].start
    for below in [one for one in counts if one > depth]:
        restarts = numbers.levels[below].restarts if below in numbers.levels else None
        if restarts is None or depth < restarts:
            del counts[below]


def _shown(numbers: _List, level: _Level, depth: int) -> str:
    counted = numbers.counts.get(depth)
    if counted is None or depth not in numbers.levels:
        return ""
    form = numbers.levels[depth].form
    if form in _SILENT:
        return ""
    return numeral(counted, "decimal" if level.plain else form)


def _worded(label: str) -> str:
    """Return a label, or "" for one that is a mere mark."""
    label = label.strip()
    return label[:_LONGEST] if any(char.isalnum() for char in label) else ""
