"""The W3C SPARQL tests as data: what a manifest says of each, read from a folder of w3c/rdf-tests.

The suite is https://github.com/w3c/rdf-tests; its vocabularies are those of
https://www.w3.org/2001/sw/DataAccess/tests/README and, for requests, of https://www.w3.org/TR/HTTP-in-RDF10/.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import RDF, RDFS, Graph, Literal, Namespace, Node, URIRef
from rdflib.collection import Collection

#: Where the suite is published; relative addresses in it stand for these.
BASE: Final = "https://w3c.github.io/rdf-tests/sparql/"

_MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
_QT: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
_UT: Final = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
_HT: Final = Namespace("http://www.w3.org/2011/http#")
_CNT: Final = Namespace("http://www.w3.org/2011/content#")
_STATUS: Final = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and what its response should be.

    `statuses` are codes such as `200` or `2xx`; `form` is `boolean`, `tabular`, `RDF` or empty; `graph` is
    the Turtle that the answer should hold, empty where nothing is said.
    """

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statuses: tuple[str, ...]
    form: str
    truth: bool | None
    graph: str


@dataclass(frozen=True, slots=True)
class Case:
    """A test: its IRI, the folder of its manifest (`sparql11/bind`), its kind (`QueryEvaluationTest`).

    `graphs` are names and files of named graphs; `lax` allows fewer copies of a row than expected (REDUCED).
    """

    iri: str
    folder: str
    kind: str
    query: Path | None
    data: tuple[Path, ...]
    graphs: tuple[tuple[str, Path], ...]
    result: Path | None
    lax: bool
    exchanges: tuple[Exchange, ...]

    @property
    def name(self) -> str:
        """The local name of the test."""
        return self.iri.rpartition("#")[2]


def address(suite: Path, file: Path) -> str:
    """Return the address under which a file of the suite is published."""
    return BASE + file.relative_to(suite / "sparql").as_posix()


def folders(suite: Path) -> list[str]:
    """Return the folders with tests for SPARQL 1.0 and 1.1, in order."""
    found = {path.parent for version in ("sparql10", "sparql11") for path in _manifests(suite, version)}
    return sorted(path.relative_to(suite / "sparql").as_posix() for path in found)


def cases(suite: Path, folder: str) -> Iterator[Case]:
    """Yield the tests that the manifests of one folder list, in their order.

    Raises ValueError for a file that is not below the suite, OSError for one that cannot be read.
    """
    for path in sorted((suite / "sparql" / folder).glob("manifest*.ttl")):
        graph = Graph().parse(path, publicID=address(suite, path), format="turtle")
        for entries in graph.objects(None, _MF.entries):
            for test in Collection(graph, entries):
                if (test, RDF.type, None) in graph:
                    yield _case(graph, suite, folder, test)


def _manifests(suite: Path, version: str) -> Iterator[Path]:
    yield from (suite / "sparql" / version).glob("*/manifest*.ttl")


def _case(graph: Graph, suite: Path, folder: str, test: Node) -> Case:
    action = graph.value(test, _MF.action)
    # A syntax test has its query for an action, all others a node that tells query and data.
    query = action if isinstance(action, URIRef) else graph.value(action, _QT.query)
    result = graph.value(test, _MF.result)
    connection = action if (action, _HT.requests, None) in graph else None
    return Case(
        iri=str(test),
        folder=folder,
        kind=str(graph.value(test, RDF.type)).rpartition("#")[2],
        query=_file(suite, query),
        data=tuple(_paths(suite, sorted(graph.objects(action, _QT.data), key=str))),
        graphs=(
            *((str(one), path) for one in sorted(graph.objects(action, _QT.graphData), key=str)
              if (path := _file(suite, one))),
            *_named(graph, suite, test),
        ),
        result=_file(suite, result),
        lax=(test, _MF.resultCardinality, _MF.LaxCardinality) in graph,
        exchanges=tuple(_exchanges(graph, connection)) if connection is not None else (),
    )  # fmt: skip


def _named(graph: Graph, suite: Path, test: Node) -> Iterator[tuple[str, Path]]:
    for node in graph.objects(test, _UT.graphData):
        path = _file(suite, graph.value(node, _UT.graph))
        if path:
            yield str(graph.value(node, RDFS.label)), path


def _paths(suite: Path, nodes: list[Node]) -> Iterator[Path]:
    for node in nodes:
        path = _file(suite, node)
        if path:
            yield path


def _file(suite: Path, node: Node | None) -> Path | None:
    if not isinstance(node, URIRef):
        return None
    if not node.startswith(BASE):
        raise ValueError(f"{node} is no file of the suite")
    return suite / "sparql" / str(node).removeprefix(BASE)


def _exchanges(graph: Graph, connection: Node) -> Iterator[Exchange]:
    for requests in graph.objects(connection, _HT.requests):
        for request in Collection(graph, requests):
            response = graph.value(request, _HT.resp)
            truth = graph.value(response, _MF.expectedBoolean)
            yield Exchange(
                method=_text(graph.value(request, _HT.methodName)),
                target=_text(graph.value(request, _HT.absolutePath)),
                headers=tuple(_headers(graph, request)),
                body=_body(graph, request).encode(_encoding(graph, request)),
                statuses=tuple(sorted(_statuses(graph, response))),
                form=_text(graph.value(response, _MF.expectedFormat)),
                truth=truth.toPython() if isinstance(truth, Literal) else None,
                graph=_body(graph, response),
            )


def _headers(graph: Graph, node: Node) -> Iterator[tuple[str, str]]:
    for headers in graph.objects(node, _HT.headers):
        for header in Collection(graph, headers):
            yield _text(graph.value(header, _HT.fieldName)), _text(graph.value(header, _HT.fieldValue))


def _body(graph: Graph, node: Node | None) -> str:
    return _text(graph.value(graph.value(node, _HT.body), _CNT.chars))


def _encoding(graph: Graph, node: Node | None) -> str:
    return _text(graph.value(graph.value(node, _HT.body), _CNT.characterEncoding)) or "utf-8"


def _statuses(graph: Graph, response: Node | None) -> Iterator[str]:
    for status in graph.objects(response, _MF.expectedStatus):
        name = str(status).rpartition("#")[2]
        yield _STATUS.get(name) or name.removeprefix("StatusCode")


def _text(node: Node | None) -> str:
    return "" if node is None else str(node)
