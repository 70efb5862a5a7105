"""A thing's star as Turtle: all triples of it and of the statements that name it, one file for each page.

Evidence and its passages are left out, which `exports.part` holds too. The bytes depend on these triples
only, so that a file can be kept as long as none of them has changed.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from ..ontology.namespaces import THING_NAMES
from .exports.lines import inner
from .store import GraphStore
from .turtle import BLOCK_END, turtle_prefixes

#: Most statements of one file: about 20 MB.
MOST_STATEMENTS: Final = 20_000

_THING: Final = re.compile(rf"(.*)id/(?:{'|'.join(THING_NAMES)})/[^/]+")
_DECLARED: Final = b"@prefix "


def turtle_of(
    store: GraphStore, iri: str, statements: Iterable[str], most: int = MOST_STATEMENTS
) -> str:
    """Return all triples whose subject is `iri` or one of `statements` (IRIs), as Turtle.

    The thing comes first, then its statements by IRI, at most `most` of them; a comment at the top says what
    the file holds and the command that gives the rest. Raises ValueError where an IRI is none.
    """
    wanted = sorted(set(statements) - {iri})
    kept = wanted[:most]
    triples = [*_sorted(store, iri), *(triple for one in kept for triple in _sorted(store, one))]
    text = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(_prefixes(iri)))
    head, _, body = _parted(text or b"")
    used = b"".join(line for line in head if _is_used(line, body))
    return _comment(iri, len(kept), len(wanted)) + (used + b"\n" + body).decode()
