"""A thing's star as Turtle: all triples of it and of the statements about it, a file for each page.

Evidence and its passages are left out; `exports.part` has them, too. The bytes depend on these triples only,
so that a file may be kept as long as none of them has changed.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple, serialize

from ..ontology.namespaces import PREFIXES, THING_NAMES, thing_prefixes
from .exports.lines import inner
from .store import GraphStore

#: Most statements of one file, which make about 20 MB.
MOST_STATEMENTS: Final = 20_000

_ALL: Final = DefaultGraph()
_THING: Final = re.compile(rf"(.*)id/(?:{'|'.join(THING_NAMES)})/[^/]+")
_DECLARATION: Final = re.compile(rb"@prefix ([^:]*:) <[^>]*> \.\n")


def turtle_of(store: GraphStore, iri: str, statements: Iterable[str], most: int = MOST_STATEMENTS) -> str:
    """Return all triples whose subject is `iri` or one of `statements` (IRIs), as Turtle.

    The thing comes first, then its statements by IRI, at most `most` of them. A comment at the top says what
    the file holds and the command that gives everything. Raises ValueError where an IRI is none.
    """
    wanted = sorted(set(statements) - {iri})
    kept = wanted[:most]
    triples = (triple for one in (iri, *kept) for triple in _triples(store, one))
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=_prefixes(iri)) or b""
    return _comment(iri, len(kept), len(wanted)) + _with_used_prefixes(written).decode()


def _triples(store: GraphStore, subject: str) -> Iterator[Triple]:
    """Yield the triples of a subject in the order of their lines of N-Triples."""
    found = inner(store).quads_for_pattern(NamedNode(subject), None, None, _ALL)
    yield from sorted((quad.triple for quad in found), key=str)


@lru_cache(maxsize=64)
def _prefixes_of(base: str) -> dict[str, str]:
    return {**PREFIXES, **(thing_prefixes(base) if base else {})}


def _prefixes(iri: str) -> dict[str, str]:
    # The base IRI is read from the thing's own: the store would have to be asked for it each time.
    found = _THING.fullmatch(iri)
    return _prefixes_of(found[1] if found else "")


def _with_used_prefixes(written: bytes) -> bytes:
    """Leave out the prefixes that the text after them does not use: most are for other things."""
    lines = []
    place = 0
    while found := _DECLARATION.match(written, place):
        lines.append((found[1], found[0]))
        place = found.end()
    body = written[place:]
    used = sorted(line for prefix, line in lines if prefix in body)
    return b"".join(used) + b"\n" + body if used else body


def _comment(iri: str, kept: int, total: int) -> str:
    said = f"陈述共 {total} 条" if kept == total else f"陈述共 {total} 条，这里只有 IRI 排在前面的 {kept} 条"
    return (
        f"# <{iri}>\n"
        f"# 它自己的三元组和关于它的陈述的三元组；{said}。\n"
        f"# 全部，连同出处：zhijiao export --format ttl --subject {shlex.quote(iri)}\n"
    )
