"""The description of the service in RDF (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from typing import Final

from ..graph.formats import GRAPH_FORMATS, TABLE_FORMATS
from ..graph.served import ServedStore

#: Most named graphs that are listed; all of them are named by `SELECT DISTINCT ?g { GRAPH ?g {} }`.
MOST_GRAPHS: Final = 1000

#: The formats by the names that W3C has for them (https://www.w3.org/ns/formats/).
_FORMAT_NAMES: Final = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
    "text/n3": "N3",
    "application/n-quads": "N-Quads",
    "application/trig": "TriG",
}


def description(store: ServedStore, endpoint: str) -> str:
    """Return the description of the service at `endpoint` over `store` as Turtle."""
    names = [_FORMAT_NAMES[one] for one in (*TABLE_FORMATS, *GRAPH_FORMATS) if one in _FORMAT_NAMES]
    formats = ", ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in dict.fromkeys(names))
    merged = '"所有命名图合起来，每条一次"@zh, "All named graphs together, each triple once"@en'
    graphs = "".join(
        f"<{endpoint}#dataset> sd:namedGraph <{iri}> .\n<{iri}> a sd:NamedGraph ; sd:name <{iri}> .\n"
        for iri in sorted(store.graphs(MOST_GRAPHS))
    )
    return f"""
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix dcterms: <http://purl.org/dc/terms/> .

<{endpoint}> a sd:Service ;
  sd:endpoint <{endpoint}> ;
  dcterms:title "职教图谱"@zh, "Knowledge graph of vocational education"@en ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:resultFormat {formats} ;
  sd:defaultDataset <{endpoint}#dataset> .

<{endpoint}#dataset> a sd:Dataset ; sd:defaultGraph <{endpoint}#default> .
<{endpoint}#default> a sd:Graph ; dcterms:description {merged} .

{graphs}"""
