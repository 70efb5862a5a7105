"""Where a major stands in today's catalogue of majors, and which majors are of the same class there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from ..graph.names import local_name
from ..ontology import catalogue
from ..ontology.catalogue import LEVELS, TODAY, above, majors_today, matched, older

#: An entry of the catalogue for each of so many levels and meanings of a name at most.
MAX_ENTRIES: Final = 6
_LEVELS: Final = tuple(LEVELS)


@dataclass(frozen=True, slots=True)
class Entry:
    """A major of today's catalogue in words: its code, name and level, its category and class.

    `former` is the year of an older edition by whose name the major was found, or "".
    """

    code: str
    name: str
    level: str
    category: str
    class_code: str
    class_name: str
    former: str = ""


@dataclass(frozen=True, slots=True)
class Kin:
    """A class of the catalogue, by an entry in it, and the local names of the IRIs that its majors have.

    Among them are the names of older editions that became majors of the class.
    """

    entry: Entry
    names: tuple[str, ...]


def entries_of(iris: Iterable[str], name: str) -> tuple[Entry, ...]:
    """Return where a major stands: the entries at `iris`, or where there is none those of its name."""
    known = catalogue.entries()
    found = [one for iri in iris if iri in known for one in _today(known[iri])]
    return tuple(sorted(set(found), key=_place))[:MAX_ENTRIES] or entries_named(name)


def entries_named(name: str) -> tuple[Entry, ...]:
    """Return the entries of today's catalogue with this name, or those that an older one of it became."""
    return _by_name().get(name, ())[:MAX_ENTRIES]


def kin_of(entries: Iterable[Entry]) -> tuple[Kin, ...]:
    """Return the classes of these entries, each once, in their order."""
    classes: dict[str, Entry] = {}
    for one in entries:
        classes.setdefault(one.class_code, one)
    return tuple(Kin(one, _class_names()[code]) for code, one in classes.items())


@cache
def _by_name() -> Mapping[str, tuple[Entry, ...]]:
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for one in majors_today():
        found[one.name] += _today(one)
    kept = frozenset(found)
    for one in older():
        if one.name not in kept:
            found[one.name] += _today(one)
    return {name: tuple(sorted(set(entries), key=_place)) for name, entries in found.items()}


@cache
def _class_names() -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in majors_today():
        found[one.code[:4]].add(local_name(one.name))
    for one in older():
        for _, today in matched(one):
            found[today.code[:4]].add(local_name(one.name))
    return {code: tuple(sorted(names)) for code, names in found.items()}


def _place(one: Entry) -> tuple[int, str, str]:
    """Return the key by which entries are ordered: the levels from secondary up, then by code."""
    return _LEVELS.index(one.level), one.code, one.former


def _today(one: catalogue.Entry) -> list[Entry]:
    if one.kind != "major":
        return []
    if one.edition == TODAY:
        return [_entry(one, "")]
    return [_entry(today, one.edition.removeprefix("catalogue")) for _, today in matched(one)]


def _entry(one: catalogue.Entry, former: str) -> Entry:
    groups = {group.kind: group for group in above(one)}
    category, class_ = groups["category"], groups["class"]
    return Entry(one.code, one.name, one.level, category.name, class_.code, class_.name, former)
