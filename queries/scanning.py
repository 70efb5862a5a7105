"""Questions about a whole graph: indexes read from end to end and joined in memory, rows sorted here.

Without a restriction, looking up each statement's school, names and modes one by one costs a store on disk
twice what reading their indexes does, and its sorting by names as much again. So some queries have a second
text in `scans/`, which gives the same rows, in any order and with what to sort them by: `# order: -a b` says
by which columns, "-" from the largest on. It is asked of stores on this machine where no parameter restricts
the answer, and takes for granted what every build sees to: the classes that the shapes ask for (a statement's
school is a zj:School) and the edges that the rules infer (a school's zj:partnerWith).

Lists cost the store most: each row of a join is a term to look up and to join to a text. Where a text can do
without, further columns come from texts of their own, `# beside: thing` before each, which give at most one
row for a value of the column `thing` and are asked at the same time, by threads.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any, Final

from .binding import slots
from .header import QueryFileError
from .model import Query

_FOLDER: Final = "scans"
_ORDER: Final = re.compile(r"\A# order: ([a-z_ -]+)\n")
_BESIDE: Final = re.compile(r"^# beside: ([a-z_]+)\n", re.MULTILINE)
_DOWN: Final = "-"

#: The columns and rows of an answer.
Found = tuple[Sequence[str], Sequence[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Beside:
    """A text that gives further columns of the rows that have the same value in the column `key`."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class _Further:
    """Further columns, and their values by that of the key, which stands at a `place` of the rows."""

    columns: tuple[str, ...]
    values: Mapping[Any, tuple[Any, ...]]
    place: int

    @classmethod
    def of(
        cls, key: str, known: Sequence[str], columns: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> _Further:
        """Return what `rows` have beside their key. Raises QueryFileError where it is no column of both."""
        if key not in known or key not in columns:
            raise QueryFileError(f"scans：# beside: {key} 要两边都有的列")
        place = columns.index(key)
        values = {row[place]: (*row[:place], *row[place + 1 :]) for row in rows}
        return cls((*columns[:place], *columns[place + 1 :]), values, known.index(key))

    def of_row(self, row: Sequence[Any]) -> Sequence[Any]:
        """Return the further values of a row: none where there are none of its key."""
        return self.values.get(row[self.place]) or (None,) * len(self.columns)


@dataclass(frozen=True, slots=True)
class Scan:
    """A query's text for a whole graph, by which columns its rows are to be sorted, and texts beside it."""

    text: str
    order: tuple[str, ...]
    beside: tuple[Beside, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts that are to be asked."""
        return self.text, *(one.text for one in self.beside)

    def answer(self, found: Sequence[Found]) -> Found:
        """Return the answer, in order, of what each text gave. Raises QueryFileError for a faulty one."""
        (columns, rows), *others = found
        extended = [
            _Further.of(one.key, columns, *other) for one, other in zip(self.beside, others, strict=True)
        ]
        if extended:
            columns = (*columns, *(name for one in extended for name in one.columns))
            rows = [tuple(chain(row, *(one.of_row(row) for one in extended))) for row in rows]
        return columns, self.sorted(columns, rows)

    def sorted(self, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
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
    first, *rest = _BESIDE.split(text[found.end() :])
    beside = tuple(Beside(key, more) for key, more in zip(rest[::2], rest[1::2], strict=True))
    return Scan(first, tuple(found[1].split()), beside)


def _key(term: Any, down: bool) -> tuple[bool, Any]:
    """Return what a term is sorted by: no value comes first, and last where larger numbers come first."""
    if term is None:
        return down, 0
    return (False, -term) if down else (True, term)
