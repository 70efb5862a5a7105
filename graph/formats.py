"""The media types in which answers and graphs are written, and the library's writers for them.

SPARQL 1.1 names those of tables (https://www.w3.org/TR/sparql11-protocol/#query-success), RDF those of
graphs. The first of a list is what a client gets that takes all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True)
class RowMark:
    """Bytes that stand once for each row of a written table, and `surplus` times more.

    Where `quoted`, those within quotation marks do not count.
    """

    mark: bytes
    surplus: int = 0
    quoted: bool = False


#: Of the answers to SELECT and ASK.
TABLE_FORMATS: Final[Mapping[str, QueryResultsFormat]] = MappingProxyType(
    {
        "application/sparql-results+json": QueryResultsFormat.JSON,
        "application/sparql-results+xml": QueryResultsFormat.XML,
        "text/csv": QueryResultsFormat.CSV,
        "text/tab-separated-values": QueryResultsFormat.TSV,
        "application/json": QueryResultsFormat.JSON,
        "application/xml": QueryResultsFormat.XML,
        "text/xml": QueryResultsFormat.XML,
    }
)
#: Of graphs, and the answers to CONSTRUCT and DESCRIBE.
GRAPH_FORMATS: Final[Mapping[str, RdfFormat]] = MappingProxyType(
    {
        "text/turtle": RdfFormat.TURTLE,
        "application/n-triples": RdfFormat.N_TRIPLES,
        "application/ld+json": RdfFormat.JSON_LD,
        "application/rdf+xml": RdfFormat.RDF_XML,
        "text/n3": RdfFormat.N3,
        "application/n-quads": RdfFormat.N_QUADS,
        "application/trig": RdfFormat.TRIG,
        "application/json": RdfFormat.JSON_LD,
        "application/xml": RdfFormat.RDF_XML,
        "text/xml": RdfFormat.RDF_XML,
        "text/plain": RdfFormat.N_TRIPLES,
    }
)
#: How rows are counted in what is written: bytes that stand once for each row and nowhere else, and how many
#: more or fewer of them there are than rows. In JSON a value's quotation marks are escaped, in XML its
#: brackets, in TSV its line feeds; in CSV those within quotation marks are none.
ROW_MARKS: Final[Mapping[QueryResultsFormat, RowMark]] = MappingProxyType(
    {
        QueryResultsFormat.JSON: RowMark(b'},{"', -1),
        QueryResultsFormat.XML: RowMark(b"</result>"),
        QueryResultsFormat.CSV: RowMark(b"\n", 1, quoted=True),
        QueryResultsFormat.TSV: RowMark(b"\n", 1),
    }
)
