"""Refuses queries that would have the store ask another server."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .sparql_tokens import Token, code, tokens

# Names that may hold the word: variables, and local names after a colon, a slash or a hash.
_HARMLESS: Final = re.compile(r"[?$]\w+|:[\w-]+|[/#]service", re.ASCII | re.IGNORECASE)
_ESCAPED: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_ABSOLUTE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_BEFORE_GRAPHS: Final = frozenset({"GRAPH", "FROM", "NAMED"})


class FederationError(ValueError):
    """A query that asks another server, or may do so."""


# The pages ask a few queries thousands of times.
@lru_cache(maxsize=64)
def refuse_service(query: str) -> None:
    """Raise FederationError where `query` may ask another server (SERVICE).

    The store has no switch against it, and would fetch from wherever a query says. Its parser works without
    tokens, so that what is one token by the grammar may be several to it (`1<?a#x>`). Where the two may
    differ the word is refused wherever it could be the keyword, even inside a string; elsewhere only as a
    keyword.
    """
    decoded = _ESCAPED.sub(_character, query)
    if "service" not in decoded.lower() and "service" not in query.lower():
        return
    if decoded != query or any(_doubtful(one) for one in tokens(query)):
        refused = any("service" in _HARMLESS.sub(" ", text).lower() for text in (query, decoded))
    else:
        refused = _asks(code(query))
    if refused:
        raise FederationError(
            "查询里有 SERVICE：不会去问别的服务器。如果它是一段文字的一部分，请把文字写成一行、用双引号括起来"
        )


def _doubtful(token: Token) -> bool:
    """Say whether a parser without tokens may take this one, or what begins here, for something else."""
    if token.kind == "iri":
        return ("'" in token.text or "#" in token.text) and not _ABSOLUTE.match(token.text)
    if token.kind == "string":
        return token.text.startswith(("'''", '"""'))
    return token.kind == "other" and token.text in "'\"\\"


def _asks(found: tuple[Token, ...]) -> bool:
    for place, token in enumerate(found):
        if "service" not in token.text.lower() or token.kind in {"string", "iri", "variable", "blank"}:
            continue
        if token.kind == "word":
            return True
        # `SERVICE:x {` is a name and a brace by the grammar, but to the store a keyword, a name and a brace.
        if found[place - 1 : place] and found[place - 1].keyword in _BEFORE_GRAPHS:
            continue
        if any(one.text == "{" for one in found[place + 1 : place + 3]):
            return True
    return False


def _character(found: re.Match[str]) -> str:
    """Return what an escape stands for; as it is where that can end no string and be in no keyword."""
    number = int(found[1] or found[2], 16)
    if number < 0x20 and chr(number) not in "\t\n\r":
        return found[0]
    return chr(number) if number < 0x110000 else ""
