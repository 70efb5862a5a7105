"""Answers to queries as the store gives them, written in the formats of the standards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Final, cast

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Triple, serialize

from .formats import GRAPH_FORMATS, ROW_MARKS, TABLE_FORMATS, RowMark
from .store import QueryError

# The characters that XML 1.0 cannot hold, however they are written.
_NOT_IN_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
# A property's name in RDF/XML is a prefix and what follows the last character that no name may hold.
_XML_NAME: Final = re.compile(r"[^\W\d][\w.\-\u00b7]*\Z")


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT or ASK query."""

    found: QuerySolutions | QueryBoolean
    media_types: Sequence[str] = tuple(TABLE_FORMATS)

    def write(self, output: IO[bytes], media_type: str) -> None:
        """Write the answer in one of `media_types`.

        Raises QueryError where it cannot be computed to its end or written so, or what `output` raises.
        """
        form = TABLE_FORMATS[media_type]
        with telling():
            self.found.serialize(_checked(output, form is QueryResultsFormat.XML), format=form)

    def row_mark(self, media_type: str) -> RowMark | None:
        """Return by what rows are counted in `media_type`."""
        return ROW_MARKS[TABLE_FORMATS[media_type]]


@dataclass(frozen=True, slots=True)
class Triples:
    """A graph: the answer to a CONSTRUCT or DESCRIBE query, or one of the store's own.

    `prefixes` are those of the formats that have any.
    """

    found: Iterable[Triple]
    prefixes: Mapping[str, str]
    media_types: Sequence[str] = tuple(GRAPH_FORMATS)

    def write(self, output: IO[bytes], media_type: str) -> None:
        """Write the graph in one of `media_types`. Raises as Table.write."""
        form = GRAPH_FORMATS[media_type]
        xml = form is RdfFormat.RDF_XML
        triples = _writable(self.found) if xml else self.found
        with telling():
            serialize(triples, _checked(output, xml), form, prefixes=dict(self.prefixes))

    def row_mark(self, media_type: str) -> RowMark | None:  # noqa: ARG002 - as Table
        """Return nothing: the triples of a graph are not counted."""
        return None


@contextmanager
def telling() -> Iterator[None]:
    """Turn what the store raises while it computes an answer into QueryError."""
    try:
        yield
    except (RuntimeError, ValueError, OSError) as error:
        if isinstance(error, QueryError):
            raise
        raise QueryError(f"查询没有执行完：{error}") from error


class _XmlOutput:
    """Passes on what can stand in XML."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output
        self._last = b""

    def write(self, data: bytes) -> int:
        # A character may begin in one piece and end in the next.
        if _NOT_IN_XML.search(self._last + data):
            raise QueryError("结果里有 XML 写不了的控制字符；请换一种格式，如 JSON")
        self._last = data[-2:]
        return self._output.write(data)

    def flush(self) -> None:
        self._output.flush()


def _checked(output: IO[bytes], xml: bool) -> IO[bytes]:
    # The store's writer uses `write` and `flush` only.
    return cast("IO[bytes]", _XmlOutput(output)) if xml else output


def _writable(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield triples that RDF/XML can write: their properties' IRIs end in a name of XML."""
    known: set[str] = set()
    for triple in triples:
        iri = triple.predicate.value
        if iri not in known:
            if not _XML_NAME.search(iri):
                raise QueryError(f"RDF/XML 写不了属性 {iri[:200]}；请换一种格式，如 text/turtle")
            known.add(iri)
        yield triple
