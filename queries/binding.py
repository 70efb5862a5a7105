"""Puts the values of parameters into the places that a query keeps for them.

Such a place is a block `VALUES ?v { UNDEF }` in a line `#? NAME …`, which is a comment unless the parameter
NAME is given; or a block with a default value. So a query is plain SPARQL 1.1 as it stands, without any
restriction. A value becomes a term that is written by the rules of the grammar, and takes the place of the
tokens in the braces: no text of a user is read as a piece of the query.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from ..graph.sparql_tokens import Token, code
from ..graph.store import Iri, Value

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_SPECIAL: Final = re.compile('[\\\\"\n\r\t\b\f]')
# "\\u0022" is a backslash and five characters to one who reads strings by the grammar, but a quotation mark
# to one who decodes \uXXXX in the whole query first, as the standard has it.
_BACKSLASH_U: Final = re.compile(r"(?<=\\)[uU]")
_CONDITIONAL: Final = re.compile(r"^([ \t]*)#\?[ \t]+([a-z][a-z0-9_-]*)[ \t]+(.*)$", re.MULTILINE)
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f]*")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for values: the variable, what stands in the braces, and the block's borders in the query."""

    variable: str
    written: str
    start: int
    end: int

    @property
    def bare(self) -> bool:
        """Whether nothing stands there but UNDEF."""
        return self.written.upper() == "UNDEF"


def slots(query: str, variables: Iterable[str]) -> Iterator[Slot]:
    """Yield the places in `query` for values of `variables`, whose names have no question mark, in order."""
    yield from _slots(query, frozenset(variables))


# Pages ask the same queries thousands of times, each with another value.
@lru_cache(maxsize=64)
def _slots(query: str, wanted: frozenset[str]) -> tuple[Slot, ...]:
    return tuple(_found_slots(query, wanted))


def _found_slots(query: str, wanted: frozenset[str]) -> Iterator[Slot]:
    found = code(query)
    for place, token in enumerate(found):
        if token.keyword != "VALUES" or len(found) < place + 4:
            continue
        variable, opening = found[place + 1].variable, found[place + 2]
        if variable not in wanted or opening.text != "{":
            continue
        inner = _until_brace(found[place + 3 :])
        last = found[place + 3 + len(inner)]
        yield Slot(variable, " ".join(one.text for one in inner), token.start, last.end)


def conditions(query: str) -> frozenset[str]:
    """Return the names of the parameters on which lines of `query` depend."""
    return frozenset(found[2] for found in _CONDITIONAL.finditer(query))


def active(query: str, given: Collection[str]) -> str:
    """Return `query` with its lines `#? NAME …` made part of it for each parameter NAME in `given`."""
    return _CONDITIONAL.sub(lambda found: found[1] + found[3] if found[2] in given else found[0], query)


def filled(query: str, blocks: Mapping[str, str]) -> str:
    """Return `query` with each place for a variable of `blocks` replaced by that block's text."""
    parts: list[str] = []
    done = 0
    for slot in slots(query, blocks):
        parts += [query[done : slot.start], blocks[slot.variable]]
        done = slot.end
    return "".join([*parts, query[done:]])


def first_in(query: str, block: str) -> str:
    """Return the SELECT query with `block` as the first of what its WHERE clause and each group in it hold.

    So the block holds in the branches of a UNION too, where it is asked before what stands around it. Left
    out are the groups of MINUS, of sub-selects and of expressions, whose variables are others or need not be
    the same. Raises ValueError where the query has no such clause.
    """
    parts: list[str] = []
    done = 0
    for place in _groups(code(query)):
        parts += [query[done:place], f" {block} "]
        done = place
    if not parts:
        raise ValueError("the query has no group of patterns")
    return "".join([*parts, query[done:]])


def _groups(found: tuple[Token, ...]) -> Iterator[int]:
    """Yield the place behind the brace of each group that shares the variables of the WHERE clause."""
    # A brace inside parentheses is that of an EXISTS, one behind VALUES opens data.
    parentheses = 0
    closed: list[bool] = []
    data = False
    for place, token in enumerate(found):
        parentheses += {"(": 1, ")": -1}.get(token.text, 0)
        if parentheses:
            continue
        if token.keyword == "VALUES":
            data = True
        elif token.text == "{":
            following = found[place + 1].keyword if place + 1 < len(found) else ""
            before = found[place - 1].keyword if place else ""
            apart = data or following == "SELECT" or before == "MINUS" or (bool(closed) and closed[-1])
            closed.append(apart)
            data = False
            if not apart:
                yield token.end
        elif token.text == "}" and closed:
            closed.pop()


def paged(query: str, limit: int | None, offset: int) -> str | None:
    """Return `query` with LIMIT and OFFSET; None where they cannot be written at its end.

    So it is where it has one of them itself, or a VALUES clause, behind which none may stand.
    """
    if limit is None and not offset:
        return query
    depth = 0
    for token in code(query):
        depth += {"{": 1, "}": -1}.get(token.text, 0)
        if depth == 0 and token.keyword in {"LIMIT", "OFFSET", "VALUES"}:
            return None
    parts = [query, f"LIMIT {limit:d}" if limit is not None else "", f"OFFSET {offset:d}" if offset else ""]
    return "\n".join(part for part in parts if part)


def values_block(variable: str, values: Iterable[Value]) -> str:
    """Return a block that gives `variable` each of `values`; none at all where there is none."""
    return f"VALUES ?{variable} {{ {' '.join(term(value) for value in values)} }}"


def filter_in(variable: str, values: Iterable[Value]) -> str:
    """Return a filter that leaves the rows in which `variable`, bound by patterns, is one of `values`."""
    return f"FILTER(?{variable} IN ({', '.join(term(value) for value in values)}))"


def term(value: Value) -> str:
    """Return `value` as a term of SPARQL. Raises ValueError where an IRI holds what none may hold."""
    if isinstance(value, Iri):
        if not _IRI.fullmatch(value):
            raise ValueError(f"not an IRI: {str(value)[:80]!r}")
        return f"<{value}>"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text if "." in text else f"{text}.0"
    if isinstance(value, float):
        return f"{value:e}"
    return string(value)


def string(text: str) -> str:
    """Return `text` as a string literal on one line. Raises ValueError where it is no text of Unicode."""
    if any("\ud800" <= char <= "\udfff" or char == "\x00" for char in text):
        raise ValueError("a character that no text may hold")
    escaped = _SPECIAL.sub(lambda found: _ESCAPES[found[0]], text)
    return f'"{_BACKSLASH_U.sub(lambda found: f"{chr(92)}u{ord(found[0]):04X}", escaped)}"'


def _until_brace(found: tuple[Token, ...]) -> tuple[Token, ...]:
    for place, token in enumerate(found):
        if token.text == "}":
            return found[:place]
    raise ValueError("a VALUES block has no end")
