"""Brings the memory up to the graph: all of it, or what a change of the graph can have changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from .accounts import Ask, SchoolRecord, rows_of
from .memory import Memory

#: Queries whose rows are each about the one thing in their first column, and their parameter for it.
ANSWERS: Final = {
    "page-things": "thing",
    "page-other-names": "thing",
    "page-joined": "thing",
    "page-labels": "thing",
    "page-reports": "report",
}
#: From so many things on it is faster to ask for all of them at once.
_ALL_AT_ONCE: Final = 3000

#: Reads all that the graph says of schools (IRIs), in their order.
Read = Callable[[Sequence[str]], Iterable[SchoolRecord]]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a refreshed memory says otherwise than before.

    `accounts` are the things and topics of which the account, or a triple, has changed; `overview` whether
    anything of the overview has.
    """

    accounts: frozenset[str]
    overview: bool


def fill(memory: Memory, ask: Ask, read: Read) -> None:
    """Read the whole graph into an empty memory."""
    for name in ANSWERS:
        _answer_all(memory, ask, name)
    _read_schools(memory, read, sorted(_schools(memory)))


def update(memory: Memory, ask: Ask, read: Read, touched: frozenset[str]) -> Changes:
    """Read again what may have changed since the memory was written.

    `touched` are the subjects and IRI objects of all quads that were added or removed since. A row of
    ANSWERS comes of quads that all have its thing as subject. What is said of a school comes of quads whose
    subjects are the school, its statements, their evidence and selectors: those known before are parts of the
    school, and one that is new was linked to it by a new quad, which touches the school or a part of it.
    """
    before = {name: memory.answers(name) for name in ANSWERS}
    summaries = memory.summaries()
    known = _schools(memory)
    suspects = memory.schools_with(touched) | (touched & known)
    remaining = sorted(one for one in touched if not memory.has_part(one))
    for name, parameter in ANSWERS.items():
        if len(remaining) > _ALL_AT_ONCE:
            _answer_all(memory, ask, name)
        else:
            for iri in remaining:
                memory.set_answer(name, iri, rows_of(ask, name, **{parameter: iri}))
    now = _schools(memory)
    accounts: set[str] = set()
    for school in sorted(summaries.keys() - now):
        accounts |= memory.drop_school(school)
    accounts |= _read_schools(memory, read, sorted((suspects & now) | (now - known)))
    # The Turtle beside a page says more of the thing and its statements than the page does.
    accounts |= touched & memory.answers("page-things").keys()
    accounts |= memory.named_by(touched)
    overview = summaries != memory.summaries() or any(
        rows != memory.answers(name) for name, rows in before.items()
    )
    return Changes(frozenset(accounts), overview)


def _schools(memory: Memory) -> set[str]:
    """Return all schools of the graph, also those without a report."""
    return {
        iri for iri, rows in memory.answers("page-things").items() if any(row[1] == "school" for row in rows)
    }


def _answer_all(memory: Memory, ask: Ask, name: str) -> None:
    groups: defaultdict[str, list[list[str]]] = defaultdict(list)
    for row in rows_of(ask, name):
        groups[row[0]].append(row)
    for gone in sorted(memory.answers(name).keys() - groups.keys()):
        memory.set_answer(name, gone, ())
    for iri, rows in groups.items():
        memory.set_answer(name, iri, rows)


def _read_schools(memory: Memory, read: Read, schools: Sequence[str]) -> set[str]:
    accounts: set[str] = set()
    for record in read(schools):
        accounts |= memory.put_school(record)
    return accounts
