"""Runs tests of the W3C suite against a service that only reads, over HTTP."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Final, Protocol

import httpx
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from .w3c import BASE, Case, Exchange, address
from .w3c_results import (
    GRAPH_TYPES,
    ROW_TYPES,
    Answer,
    Rows,
    as_csv,
    graph_of,
    read_answer,
    read_expected,
    same,
)

_ENDPOINT: Final = "/sparql"
_GRAPHS: Final = "/graph"
_FROM: Final = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
_ORDERED: Final = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_BASED: Final = re.compile(r"^\s*BASE\b", re.IGNORECASE | re.MULTILINE)
_GRAPH_QUERY: Final = re.compile(r"^\s*(?:CONSTRUCT|DESCRIBE)\b", re.IGNORECASE | re.MULTILINE)
_TYPE_OF: Final = {
    ".srx": "application/sparql-results+xml",
    ".tsv": "text/tab-separated-values",
    ".csv": "text/csv",
}
_RESULTS_JSON: Final = "application/sparql-results+json"
_CHANGES: Final = {"PUT", "POST", "DELETE", "PATCH"}
_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
#: The vocabulary of SPARQL 1.1 Service Description, section 3.
_SD_WORDS: Final = """
    Service Feature Language Function Aggregate EntailmentRegime EntailmentProfile GraphCollection
    Dataset Graph NamedGraph endpoint feature defaultEntailmentRegime entailmentRegime
    defaultSupportedEntailmentProfile supportedEntailmentProfile extensionFunction extensionAggregate
    languageExtension supportedLanguage propertyFeature defaultDataset availableGraphs resultFormat
    inputFormat defaultGraph namedGraph name graph SPARQL10Query SPARQL11Query SPARQL11Update
    DereferencesURIs UnionDefaultGraph RequiresDataset EmptyGraphs BasicFederatedQuery
"""
_SD_TERMS: Final = frozenset(_SD_WORDS.split())


class Service(Protocol):
    """A service under test."""

    #: Asks the service; its base is where the service listens.
    client: httpx.Client

    def serve(self, quads: list[Quad]) -> None:
        """Have the service answer over these quads from now on."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a test: `why` is empty where it passed.

    `applies` is False where it asks for what a service that only reads does not do, and `why` says what.
    """

    case: Case
    applies: bool
    why: str = ""


def run(suite: Path, case: Case, service: Service) -> Outcome:
    """Run one test. Raises httpx.HTTPError where the service does not answer at all."""
    reason = not_applicable(case)
    if reason:
        return Outcome(case, applies=False, why=reason)
    if case.kind in {"QueryEvaluationTest", "CSVResultFormatTest"}:
        return Outcome(case, applies=True, why=_evaluation(suite, case, service))
    if "SyntaxTest" in case.kind:
        return Outcome(case, applies=True, why=_syntax(case, service))
    if case.kind == "ServiceDescriptionTest":
        return Outcome(case, applies=True, why=_description(case, service))
    if case.kind == "GraphStoreProtocolTest":
        return Outcome(case, applies=True, why=_graph_store(case, service))
    return Outcome(case, applies=True, why=_protocol(suite, case, service))


def not_applicable(case: Case) -> str:
    """Return why a test does not apply to a service that only reads, empty where it applies."""
    if case.folder == "sparql11/entailment":
        return "entailment"
    if case.folder in {"sparql11/service", "sparql11/syntax-fed"}:
        return "federation"
    if "Update" in case.kind or (case.query and case.query.suffix == ".ru"):
        return "update"
    if case.folder == "sparql11/protocol" and case.name.startswith("update_"):
        return "update"
    if case.folder == "sparql11/http-rdf-update":
        return "deprecated"
    if case.kind == "GraphStoreProtocolTest":
        if case.exchanges and "?" not in case.exchanges[0].target:
            return "graphs of the service's own address"
        if any("$LOCATION$" in one.target for one in case.exchanges):
            return "update"
    return ""


def _evaluation(suite: Path, case: Case, service: Service) -> str:
    assert case.query and case.result, case.iri
    query = case.query.read_text(encoding="utf-8")
    based = query if _BASED.search(query) else f"BASE <{address(suite, case.query)}>\n{query}"
    service.serve([*quads_of(suite, case, query)])
    suffix = case.result.suffix
    expected = read_expected(case.result.read_bytes(), suffix, address(suite, case.result))
    if not isinstance(expected, Rows | bool):
        return next((why for one in GRAPH_TYPES if (why := _compared(service, based, one, expected))), "")
    first = _TYPE_OF.get(suffix, _RESULTS_JSON)
    ordered = bool(_ORDERED.search(query))
    why = _compared(service, based, first, expected, ordered=ordered, lax=case.lax)
    return why or next(_other_formats(service, based, first), "")


def _other_formats(service: Service, query: str, first: str) -> Iterator[str]:
    """Say of the other formats what they tell otherwise than the one that was compared with the suite."""
    truth = read_answer(_asked(service, query, first).content, first)
    for media_type in ROW_TYPES:
        # Truth values have no form as tables.
        if media_type == first or (isinstance(truth, bool) and media_type.startswith("text/")):
            continue
        expected = as_csv(truth) if "text/csv" in {media_type, first} and isinstance(truth, Rows) else truth
        if why := _compared(service, query, media_type, expected, as_text=first == "text/csv"):
            yield why


def _compared(
    service: Service,
    query: str,
    media_type: str,
    expected: Answer,
    *,
    ordered: bool = False,
    lax: bool = False,
    as_text: bool = False,
) -> str:
    response = _asked(service, query, media_type)
    if response.status_code != 200:
        return f"{media_type}: {response.status_code} {response.text[:200]}"
    if _media_type(response) != media_type:
        return f"{media_type}: got {response.headers.get('content-type')}"
    found = read_answer(response.content, media_type)
    if as_text and isinstance(found, Rows):
        found = as_csv(found)
    return "" if same(expected, found, ordered=ordered, lax=lax) else f"{media_type}: another answer"


def _asked(service: Service, query: str, media_type: str) -> httpx.Response:
    return service.client.post(
        _ENDPOINT,
        content=query.encode("utf-8"),
        headers={"content-type": "application/sparql-query", "accept": media_type},
    )


def _syntax(case: Case, service: Service) -> str:
    assert case.query, case.iri
    service.serve([])
    body = case.query.read_bytes()
    # The service's own base must do for relative addresses; a query may have none of its own.
    response = service.client.post(
        _ENDPOINT, content=body, headers={"content-type": "application/sparql-query"}
    )
    wanted = 400 if case.kind.startswith("Negative") else 200
    return "" if response.status_code == wanted else f"{response.status_code} instead of {wanted}"


def _protocol(suite: Path, case: Case, service: Service) -> str:
    service.serve([*quads_of(suite, case, "")])
    for exchange in case.exchanges:
        why = _exchanged(service, exchange, _ENDPOINT + exchange.target.removeprefix("/sparql/"))
        if why:
            return why
    return ""


def _graph_store(case: Case, service: Service) -> str:
    """Run the requests that read over the graphs that those before them would have made."""
    held: dict[str, list[Quad]] = {}
    for exchange in case.exchanges:
        target = exchange.target.removeprefix("/gsp")
        key = str(httpx.URL(f"http://x/{target}").params.get("graph", ""))
        if exchange.method in _CHANGES:
            _changed(held, key, exchange)
            service.serve([quad for quads in held.values() for quad in quads])
            continue
        service.serve([quad for quads in held.values() for quad in quads])
        why = _exchanged(service, exchange, _GRAPHS + target)
        if why:
            return f"{exchange.method} {target}: {why}"
    return ""


def _changed(held: dict[str, list[Quad]], key: str, exchange: Exchange) -> None:
    if exchange.method == "DELETE":
        held.pop(key, None)
        return
    graph = NamedNode(key) if key else DefaultGraph()
    quads = [Quad(one.subject, one.predicate, one.object, graph) for one in _turtle(exchange)]
    held[key] = quads if exchange.method == "PUT" else [*held.get(key, []), *quads]


def _turtle(exchange: Exchange) -> Iterator[Quad]:
    """Yield the triples that a request sends, in one piece or as the files of a form."""
    kind = dict(exchange.headers).get("content-type", "")
    if not kind.startswith("multipart/"):
        yield from parse(exchange.body, RdfFormat.TURTLE, base_iri="http://www.example/gsp")
        return
    # The suite writes the ends of lines as text.
    body = exchange.body.replace(rb"\r", b"\r")
    form = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    for part in form.walk():
        if not part.is_multipart():
            text = part.get_payload(decode=True)
            assert isinstance(text, bytes)
            yield from parse(text, RdfFormat.TURTLE, base_iri="http://www.example/gsp")


def _description(case: Case, service: Service) -> str:
    service.serve([])
    response = service.client.get(_ENDPOINT, headers={"accept": "text/turtle"})
    if response.status_code != 200 or _media_type(response) not in GRAPH_TYPES:
        return f"{response.status_code} {response.headers.get('content-type')}"
    triples = [*parse(response.content, RdfFormat.TURTLE)]
    if case.name == "returns-rdf":
        return "" if triples else "no triples"
    services = {one.subject for one in triples if one.object == NamedNode(f"{_SD}Service")}
    endpoint = NamedNode(str(service.client.base_url).rstrip("/") + _ENDPOINT)
    if case.name == "has-endpoint-triple":
        found = {(one.subject, one.object) for one in triples if one.predicate == NamedNode(f"{_SD}endpoint")}
        return "" if found and found <= {(one, endpoint) for one in services} else f"{found} for {endpoint}"
    used = {
        term.value.removeprefix(_SD)
        for one in triples
        for term in (one.predicate, one.object)
        if isinstance(term, NamedNode) and term.value.startswith(_SD)
    }
    return "" if services and used <= _SD_TERMS else f"no terms of sd: {sorted(used - _SD_TERMS)}"


def _exchanged(service: Service, exchange: Exchange, target: str) -> str:
    response = service.client.request(
        exchange.method, target, content=exchange.body or None, headers=list(exchange.headers)
    )
    code = str(response.status_code)
    if not any(code == one or (one.endswith("xx") and code[0] == one[0]) for one in exchange.statuses):
        return f"{code} instead of {' or '.join(exchange.statuses)}"
    media_type = _media_type(response)
    if exchange.form == "RDF" and media_type not in GRAPH_TYPES:
        return f"{media_type} is no RDF"
    if exchange.form in {"boolean", "tabular"}:
        if media_type not in ROW_TYPES:
            return f"{media_type} is no result"
        found = read_answer(response.content, media_type)
        if exchange.truth is not None and found is not exchange.truth:
            return f"{found} instead of {exchange.truth}"
    if exchange.graph and exchange.method == "GET":
        expected = graph_of(exchange.graph.encode(), RdfFormat.TURTLE, "http://www.example/gsp")
        if not same(expected, read_answer(response.content, media_type)):
            return "another graph"
    return ""


def quads_of(suite: Path, case: Case, query: str) -> Iterator[Quad]:
    """Yield the data of a test; files that its query names in FROM are graphs of their addresses."""
    named = [(name, path) for name, path in case.graphs]
    assert case.query or not query, case.iri
    for iri in _FROM.findall(query):
        full = str(httpx.URL(address(suite, case.query)).join(iri)) if case.query else iri
        path = suite / "sparql" / full.removeprefix(BASE)
        if path.is_file() and (full, path) not in named:
            named.append((full, path))
    for path in case.data:
        yield from _read(suite, path, DefaultGraph())
    for name, path in named:
        yield from _read(suite, path, NamedNode(name))


def _read(suite: Path, path: Path, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    syntax = {".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}.get(path.suffix, RdfFormat.TURTLE)
    # Blank nodes of different files are different, whatever their labels.
    for one in parse(path=path, format=syntax, base_iri=address(suite, path), rename_blank_nodes=True):
        yield Quad(one.subject, one.predicate, one.object, graph)


def _media_type(response: httpx.Response) -> str:
    return str(response.headers.get("content-type", "")).partition(";")[0].strip()
