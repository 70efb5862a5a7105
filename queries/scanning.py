"""Questions about a whole graph: indexes read from end to end and joined in memory, rows sorted here.

Without a restriction, looking up each statement's school, names and modes one by one costs a store on disk
twice what reading their indexes does, and its sorting by names as much again. So some queries have a second
text in `scans/`, which gives the same rows, in any order and with what to sort them by: `# order: -a b` says
by which columns, "-" from the largest on. It is asked of stores on this machine where no parameter restricts
the answer, and takes the classes for granted that the shapes ask for: a statement's school is a zj:School.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from .binding import slots
from .header import QueryFileError
from .model import Query

_FOLDER: Final = "scans"
_ORDER: Final = re.compile(r"\A# order: ([a-z_ -]+)\n")
_DOWN: Final = "-"


@dataclass(frozen=True, slots=True)
class Scan:
    """A query's text for a whole graph, and the columns by which its rows are to be sorted."""

    text: str
    order: tuple[str, ...]

    def sorted(self, columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> list[Sequence[Any]]:
        """Return rows of terms, as the query gives them, in order. Raises QueryFileError for a faulty one."""
        places = {name: place for place, name in enumerate(columns)}
        if unknown := [one for one in self.order if one.removeprefix(_DOWN) not in places]:
            raise QueryFileError(f"scans：没有排序用的列 {'、'.join(unknown)}")
        keys = [(places[one.removeprefix(_DOWN)], one.startswith(_DOWN)) for one in self.order]

        def key(row: Sequence[Any]) -> tuple[Any, ...]:
            return tuple(_key(row[place], down) for place, down in keys)

        return sorted(rows, key=key)


def scan_of(query: Query, given: Collection[str]) -> Scan | None:
    """Return how to answer a shipped query for a whole graph.

    None where there is no such way, or where it has no place for the values of a parameter that is `given`.
    """
    found = _scans().get(query.name) if query.shipped else None
    if found is None:
        return None
    variables = [one.variable for one in query.parameters if one.name in given]
    places = {slot.variable for slot in slots(found.text, variables)}
    return found if places == set(variables) else None


@cache
def _scans() -> dict[str, Scan]:
    folder = files(__package__).joinpath(_FOLDER)
    return {
        one.name.removesuffix(".rq"): _read(one.read_text(encoding="utf-8"))
        for one in folder.iterdir()
        if one.name.endswith(".rq")
    }


def _read(text: str) -> Scan:
    found = _ORDER.match(text)
    if found is None:
        raise QueryFileError("scans：第一行应是 # order: 列名")
    return Scan(text[found.end() :], tuple(found[1].split()))


def _key(term: Any, down: bool) -> tuple[bool, Any]:
    """Return what a term is sorted by: no value comes first, and last where larger numbers come first."""
    if term is None:
        return down, 0
    return (False, -term) if down else (True, term)
