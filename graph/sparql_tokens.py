"""The tokens of a SPARQL 1.1 query, to read or change one without a full parse.

The terminals are those of the grammar (https://www.w3.org/TR/sparql11-query/#sparqlGrammar); the longest
match counts, as it says there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_PN_BASE: Final = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_PN: Final = rf"{_PN_BASE}_0-9\u00B7\u0300-\u036F\u203F-\u2040-"
_PLX: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_ESCAPE: Final = r"\\(?:[tbnrf\\\"']|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
_EXPONENT: Final = r"[eE][+-]?[0-9]+"

_TERMINALS: Final = (
    ("space", r"[ \t\r\n]+"),
    ("comment", r"#[^\n\r]*"),
    ("iri", r"<[^\x00-\x20<>\"{}|^`]*>"),
    ("string", rf"'''(?:(?:''|')?(?:[^'\\]|{_ESCAPE}))*'''"),
    ("string", rf'"""(?:(?:""|")?(?:[^"\\]|{_ESCAPE}))*"""'),
    ("string", rf"'(?:[^'\\\n\r]|{_ESCAPE})*'"),
    ("string", rf'"(?:[^"\\\n\r]|{_ESCAPE})*"'),
    ("variable", rf"[?$][{_PN_BASE}_0-9][{_PN_BASE}_0-9\u00B7\u0300-\u036F\u203F-\u2040]*"),
    ("blank", rf"_:[{_PN_BASE}_0-9](?:[{_PN}.]*[{_PN}])?"),
    (
        "name",
        rf"(?:[{_PN_BASE}](?:[{_PN}.]*[{_PN}])?)?:"
        rf"(?:(?:[{_PN_BASE}_0-9:]|{_PLX})(?:(?:[{_PN}:.]|{_PLX})*(?:[{_PN}:]|{_PLX}))?)?",
    ),
    ("language", r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*"),
    ("number", rf"[0-9]+\.[0-9]*{_EXPONENT}|\.[0-9]+{_EXPONENT}|[0-9]+{_EXPONENT}|[0-9]*\.[0-9]+|[0-9]+"),
    ("word", r"[A-Za-z_][A-Za-z0-9_]*"),
    ("sign", r"\^\^|&&|\|\||!=|<=|>="),
    ("other", r"."),
)
_TOKEN: Final = re.compile(
    "|".join(f"(?P<t{place}>{pattern})" for place, (_, pattern) in enumerate(_TERMINALS)), re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its kind, its text as written, and where it begins and ends in the query, in characters.

    Kinds: `iri`, `string`, `variable`, `blank` (a label), `name` (with a prefix), `language`, `number`,
    `word` (keywords, functions, `a`), `sign` (of two characters), `other` (one character, among them any
    that has no place in SPARQL), `comment`, `space`.
    """

    kind: str
    text: str
    start: int
    end: int

    @property
    def keyword(self) -> str:
        """The word in capitals, empty where the token is no word."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def variable(self) -> str:
        """The variable's name without its sign, empty where the token is no variable."""
        return self.text[1:] if self.kind == "variable" else ""


def tokens(query: str) -> Iterator[Token]:
    """Yield all tokens of `query`, spaces and comments too, so that their texts together are the query."""
    for found in _TOKEN.finditer(query):
        kind = _TERMINALS[int((found.lastgroup or "t0")[1:])][0]
        yield Token(kind, found[0], found.start(), found.end())


def code(query: str) -> tuple[Token, ...]:
    """Return the tokens of `query` without spaces and comments."""
    return tuple(one for one in tokens(query) if one.kind not in {"space", "comment"})
