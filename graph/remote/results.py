"""Answers in the SPARQL 1.1 Query Results JSON Format (https://www.w3.org/TR/sparql11-results-json/)."""

from __future__ import annotations

import json
from typing import Any, Final

from ...ontology.namespaces import XSD
from ..store import Iri, Rows, Value, literal_value
from .errors import RemoteError
from .http import Reply

#: The media type to ask for.
MEDIA_TYPE: Final = "application/sparql-results+json"
#: Media types of pages for people.
PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_TYPES: Final = frozenset({MEDIA_TYPE, "application/json"})
#: Types in which servers give whole numbers that they have computed.
_WHOLE: Final = frozenset(f"{XSD}{name}" for name in ("int", "long", "nonNegativeInteger"))


def rows_of(reply: Reply, url: str) -> Rows:
    """Return the answer to a SELECT query. Raises RemoteError where it is something else."""
    if reply.media_type not in _TYPES:
        raise RemoteError(not_sparql(reply, url))
    try:
        data = json.loads(reply.body)
        columns = tuple(str(name) for name in data["head"]["vars"])
        rows = tuple(
            tuple(_value(row[name]) if name in row else None for name in columns)
            for row in data["results"]["bindings"]
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise RemoteError(f"{url}：答案不合 SPARQL 结果的 JSON 格式；请检查地址是不是 SPARQL 端点") from error
    _refuse_cut(reply, len(rows), url)
    return Rows(columns, rows)


def not_sparql(reply: Reply, url: str) -> str:
    """Return what to say of an answer of another media type."""
    what = "网页" if reply.media_type in PAGES else reply.media_type or "没有类型的东西"
    return f"{url}：答的是{what}，不是 SPARQL 结果；请检查地址，各种服务的地址见 docs/stores.md"


def _refuse_cut(reply: Reply, rows: int, url: str) -> None:
    """Raise RemoteError where Virtuoso has left rows out: at its limit of rows or at its limit of time."""
    most = reply.headers.get("x-sparql-maxrows", "")
    if most.isascii() and most.isdigit() and rows >= int(most) > 0:
        raise RemoteError(
            f"{url}：服务一次最多给 {most} 行，答案可能不全；请用 --limit 和 --offset 分段，"
            "或在服务那边放宽（Virtuoso：ini 里的 ResultSetMaxRows）"
        )
    if reply.status == 206 or "S1TAT" in reply.headers.get("x-sql-state", ""):
        raise RemoteError(f"{url}：服务没有做完就给出了一部分答案；请在服务那边放宽时间")


def _value(term: dict[str, Any]) -> Value:
    kind, text = term["type"], term["value"]
    if not isinstance(text, str):
        raise TypeError("a value that is no text")
    if kind == "bnode":
        return text if text.startswith("_:") else f"_:{text}"
    if kind == "uri":
        return Iri(text)
    # "typed-literal" is what Virtuoso writes, as a draft of the format had it.
    if kind not in {"literal", "typed-literal"}:
        raise ValueError(f"a term of the unknown type {kind!r}")
    datatype = str(term.get("datatype", ""))
    return literal_value(text, f"{XSD}integer" if datatype in _WHOLE else datatype)
