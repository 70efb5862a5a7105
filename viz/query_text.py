"""The SPARQL text of a named query cut into pieces, of which a page puts together the text for any values.

The pieces are made by `queries.run.sparql` itself, of the query with a mark in place of each parameter's
values, so that what a page shows is the text that the command line writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from ..graph.store import Iri
from ..queries.binding import active, filled, values_block
from ..queries.model import Parameter, Query
from ..queries.names import MOST_THINGS, block
from ..queries.run import sparql

#: Stands for the value of a parameter; no query of ours has such an IRI.
_PLACE: Final = "urn:zhijiao:value-of:"
_PLACES: Final = re.compile(rf"<{_PLACE}([a-z0-9_-]+)>")
# A line that depends on a parameter, and the comment that marks it once it has become part of the query.
_CONDITIONAL: Final = re.compile(r"^([ \t]*#\?[ \t]+([a-z][a-z0-9_-]*)[ \t].*)$", re.MULTILINE)
_MARK: Final = " #urn:zhijiao:only-with:"
_MARKED: Final = re.compile(rf"^(.*){_MARK}([a-z0-9_-]+)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a query's text, followed by the values of the parameter `slot` ("" for none).

    It is part of the query only where the parameter `condition` has a value ("" where it always is).
    """

    condition: str
    text: str
    slot: str


@dataclass(frozen=True, slots=True)
class Block:
    """What stands before and behind the values of the parameter of that name, in its slot."""

    name: str
    before: str
    behind: str


def text_of(query: Query) -> str:
    """Return the text of `query` without any parameter given, as it runs on any store."""
    return sparql(_UnknownGraph(), query)


def pieces_of(query: Query) -> tuple[Piece, ...]:
    """Return the pieces of which the text of `query` consists, in their order."""
    names = [one.name for one in query.parameters]
    marked = active(_CONDITIONAL.sub(rf"\1{_MARK}\2", query.text), names)
    places = {one.variable: f"<{_PLACE}{one.name}>" for one in query.parameters if one.variable}
    whole = sparql(_UnknownGraph(), replace(query, text=filled(marked, places), parameters=()))
    return tuple(_joined(whole))


def blocks_of(query: Query) -> tuple[Block, ...]:
    """Return what stands around the values of each parameter of `query` that has a place in its text.

    A region stands for all regions in it, which only the graph knows: the text for any store looks for them.
    """
    return tuple(_block(one) for one in query.parameters if one.variable)


def _block(parameter: Parameter) -> Block:
    place = Iri(f"{_PLACE}{parameter.name}")
    if str(parameter.type) == "name region":
        text = block(_UnknownGraph(), parameter.variable, "region", place)
    else:
        text = values_block(parameter.variable, [place])
    before, _, behind = text.partition(f"<{place}>")
    return Block(parameter.name, before, behind)


def _joined(text: str) -> Iterator[Piece]:
    """Yield the pieces of a text with its marks, those that stand side by side always as one."""
    plain = ""
    for line in text.splitlines(keepends=True):
        found = _MARKED.fullmatch(line.rstrip("\n"))
        if found is None and not _PLACES.search(line):
            plain += line
            continue
        condition = found[2] if found else ""
        if condition and plain:
            yield Piece("", plain, "")
            plain = ""
        *slots, last = _cut(f"{found[1]}\n" if found else line)
        for before, slot in slots:
            yield Piece(condition, plain + before, slot)
            plain = ""
        if condition:
            yield Piece(condition, last[0], "")
        else:
            plain = last[0]
    if plain:
        yield Piece("", plain, "")


def _cut(line: str) -> list[tuple[str, str]]:
    """Return the texts of a line, each with the parameter whose values follow it; the last has none."""
    parts = [*_PLACES.split(line), ""]
    return list(zip(parts[::2], parts[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class _Rows:
    """An answer of as many things as no query can list."""

    columns: Sequence[str] = ("thing",)
    rows: Sequence[Sequence[Any]] = tuple((Iri(f"{_PLACE}{place}"),) for place in range(MOST_THINGS + 1))


class _UnknownGraph:
    """A store whose things are not known when a text is made: each name has more than can be listed."""

    def select(self, _query: str) -> _Rows:
        """Return more things than a query lists, so that it looks for them itself."""
        return _Rows()
