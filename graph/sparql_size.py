"""Refuses queries that would take the store all its time to plan, or end it, before it has read a triple.

The store plans joins in time that grows with the fourth power of their number (measured: a star of 100
patterns 1.6 s, of 150 patterns 10 s, of 200 patterns 33 s; 5,000 sums or filters 2 to 4 s), and its parser
calls itself for each bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from .sparql_tokens import Token, tokens

#: Brackets within brackets; people write ten, and at some thousands the store's parser ends the process.
DEEPEST: Final = 200
#: Signs between triple patterns and steps of paths; ours have at most 40.
MOST_PATTERNS: Final = 150
#: Operators and clauses besides.
MOST_OPERATORS: Final = 2000

_BETWEEN_TOKENS: Final = frozenset({"space", "comment"})
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
_BETWEEN: Final = frozenset({".", ";", ",", "/"})
_OPERATORS: Final = frozenset({"+", "-", "*", "!", "=", "<", ">", "|", "&&", "||", "!=", "<=", ">="})
_CLAUSES: Final = frozenset(
    {"UNION", "OPTIONAL", "FILTER", "BIND", "MINUS", "GRAPH", "SELECT", "VALUES", "EXISTS"}
)
_SIGN: Final = re.compile(r"[(\[{.;,/+*!=<>|&-]")
_CLAUSE: Final = re.compile("|".join(sorted(_CLAUSES)), re.IGNORECASE)


class QuerySizeError(ValueError):
    """A query that is too large, or has a string without an end: what it is, in Chinese."""


def check_size(query: str) -> None:
    """Raise QuerySizeError where a query has more of something than the store can plan in time.

    Lists of values (VALUES, IN, arguments) may be as long as they like.
    """
    signs = sum(1 for _ in _SIGN.finditer(query)) + sum(1 for _ in _CLAUSE.finditer(query))
    if signs <= min(DEEPEST, MOST_PATTERNS):
        return
    patterns = operators = 0
    # Token by token: a megabyte of brackets is refused at the first few hundred.
    for token, depth, within in _places(one for one in tokens(query) if one.kind not in _BETWEEN_TOKENS):
        if token.kind == "other" and token.text in "'\"":
            # To go on would take the square of the query's length: each quotation mark may begin a string.
            raise QuerySizeError("查询里有一段文字没有结束：引号不成对，或者一行的文字里换了行")
        if depth > DEEPEST:
            raise QuerySizeError(f"查询里的括号套了 {DEEPEST} 层以上；请写得简单一些")
        # Between brackets of this kind a comma is one of a list.
        patterns += token.text in _BETWEEN and not (token.text == "," and within == "(")
        operators += token.text in _OPERATORS or token.keyword in _CLAUSES
    if patterns > MOST_PATTERNS:
        raise QuerySizeError(
            f"查询里的三元组模式和路径超过 {MOST_PATTERNS} 个，来不及规划；请拆成几个查询，或用 VALUES"
        )
    if operators > MOST_OPERATORS:
        raise QuerySizeError(f"查询里的运算和子句超过 {MOST_OPERATORS} 个，来不及规划；请拆成几个查询")


def _places(code: Iterable[Token]) -> Iterator[tuple[Token, int, str]]:
    """Yield each token with the depth of brackets there and the innermost one that is open."""
    opened: list[str] = []
    for token in code:
        if token.text in _CLOSING:
            opened.append(token.text)
        elif opened and token.text == _CLOSING[opened[-1]]:
            opened.pop()
        yield token, len(opened), opened[-1] if opened else ""
