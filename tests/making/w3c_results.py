"""Answers of SPARQL queries, read with rdflib, and whether two say the same."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final

import pyoxigraph
import rdflib
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat
from rdflib import XSD, BNode, Graph, Literal, Namespace, Node
from rdflib.query import Result

#: Formats of rows, with the name that rdflib has for each.
ROW_TYPES: Final = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/tab-separated-values": "tsv",
    "text/csv": "csv",
}
#: Formats of graphs.
GRAPH_TYPES: Final = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
_RS: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
_NUMBERS: Final = {XSD.integer, XSD.decimal, XSD.double, XSD.float, XSD.int, XSD.long, XSD.short, XSD.byte}
_TIMES: Final = {str(XSD.date), str(XSD.dateTime), str(XSD.time)}

#: A term with nothing left open: kind, text, datatype, language. `blank` has its label, "" is unbound.
Term = tuple[str, str, str, str]
_UNBOUND: Final[Term] = ("", "", "", "")


@dataclass(frozen=True, slots=True)
class Rows:
    """A table; each row has one term for each of `columns`, which are sorted."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]


#: What a query answers: a table, a truth value, or a graph.
Answer = Rows | bool | Dataset
_Object = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


def read_answer(body: bytes, media_type: str) -> Answer:
    """Return what a server sent. Raises whatever its reader does where it is not of that type."""
    if media_type in GRAPH_TYPES:
        return graph_of(body, GRAPH_TYPES[media_type])
    return _tables(body, ROW_TYPES[media_type])


def read_expected(body: bytes, suffix: str, base: str) -> Answer:
    """Return what a result file of the suite says; `base` is its address."""
    if suffix in {".ttl", ".rdf", ".nt"}:
        syntax = {".ttl": "turtle", ".rdf": "xml", ".nt": "nt"}[suffix]
        with _as_written():
            graph = Graph().parse(io.BytesIO(body), format=syntax, publicID=base)
        table = graph.value(predicate=rdflib.RDF.type, object=_RS.ResultSet)
        if table is None:
            formats = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}
            return graph_of(body, formats[suffix], base)
        return _result_set(graph, table)
    return _tables(body, {".srx": "xml", ".srj": "json", ".tsv": "tsv", ".csv": "csv"}[suffix])


def graph_of(body: bytes, syntax: RdfFormat, base: str | None = None) -> Dataset:
    """Return triples with blank nodes named canonically, so that two equal graphs have equal triples."""
    found = Dataset(
        Quad(one.subject, one.predicate, _canonical(one.object))
        for one in pyoxigraph.parse(body, syntax, base_iri=base)
    )
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return found


def same(expected: Answer, found: Answer, *, ordered: bool = False, lax: bool = False) -> bool:
    """Say whether two answers are the same but for labels of blank nodes and ways to write a number.

    `ordered` asks for the same order of rows; `lax` admits fewer copies of a row.
    """
    if isinstance(expected, Rows) and isinstance(found, Rows):
        if expected.columns != found.columns:
            return False
        mine, theirs = expected.rows, found.rows
        if lax:
            return set(mine) == set(theirs) and len(theirs) <= len(mine)
        if len(mine) != len(theirs):
            return False
        return _same_rows(mine, theirs, {}, ordered=ordered)
    return type(expected) is type(found) and expected == found


def as_csv(answer: Rows) -> Rows:
    """Return a table as CSV can say it: texts only."""
    rows = (tuple(_plain(kind, text) for kind, text, *_ in row) for row in answer.rows)
    return Rows(answer.columns, tuple(rows))


def _plain(kind: str, text: str) -> Term:
    if kind == "blank":
        return "blank", text, "", ""
    try:
        return "text", str(Decimal(text).normalize()), "", ""
    except InvalidOperation:
        return "text", text, "", ""


def _same_rows(
    mine: Sequence[tuple[Term, ...]],
    theirs: Sequence[tuple[Term, ...]],
    names: Mapping[str, str],
    *,
    ordered: bool,
) -> bool:
    """Match rows one to one so that blank nodes map one to one; tables of tests are small."""
    blank = [any(term[0] == "blank" for term in row) for row in mine]
    if not any(blank):
        return list(mine) == list(theirs) if ordered else Counter(mine) == Counter(theirs)
    first, rest = mine[0], mine[1:]
    for place, row in enumerate(theirs[:1] if ordered else theirs):
        grown = _matched(first, row, names)
        left = (*theirs[:place], *theirs[place + 1 :])
        if grown is not None and _same_rows(rest, left, grown, ordered=ordered):
            return True
    return False


def _matched(
    mine: tuple[Term, ...], theirs: tuple[Term, ...], names: Mapping[str, str]
) -> Mapping[str, str] | None:
    grown = dict(names)
    for one, other in zip(mine, theirs, strict=True):
        if one[0] == "blank" == other[0]:
            if grown.setdefault(one[1], other[1]) != other[1]:
                return None
        elif one != other:
            return None
    return grown if len(set(grown.values())) == len(grown) else None


def _tables(body: bytes, syntax: str) -> Rows | bool:
    if syntax in {"csv", "tsv"}:
        return _csv(body) if syntax == "csv" else _tsv(body)
    with _as_written():
        result = Result.parse(io.BytesIO(body), format=syntax)
    if result.type == "ASK":
        return bool(result.askAnswer)
    columns = tuple(sorted(map(str, result.vars or ())))
    return Rows(
        columns,
        tuple(
            tuple(_term({str(name): term for name, term in row.items()}.get(one)) for one in columns)
            for row in result.bindings
        ),
    )


def _result_set(graph: Graph, table: Node) -> Rows | bool:
    truth = graph.value(table, _RS.boolean)
    if isinstance(truth, Literal):
        return bool(truth.toPython())
    columns = tuple(sorted(map(str, graph.objects(table, _RS.resultVariable))))
    solutions = sorted(
        graph.objects(table, _RS.solution), key=lambda one: int(str(graph.value(one, _RS["index"]) or 0))
    )
    rows = []
    for solution in solutions:
        values = {
            str(graph.value(binding, _RS.variable)): graph.value(binding, _RS.value)
            for binding in graph.objects(solution, _RS.binding)
        }
        rows.append(tuple(_term(values.get(column)) for column in columns))
    return Rows(columns, tuple(rows))


def _csv(body: bytes) -> Rows:
    header, *lines = csv.reader(io.StringIO(body.decode("utf-8"), newline=""))
    # Where there is one column, an empty line is a row with nothing in it.
    rows = (line or [""] * len(header) for line in lines)
    return _in_order(header, [[_text(cell) for cell in row] for row in rows])


def _tsv(body: bytes) -> Rows:
    # rdflib's reader knows neither negative numbers nor tables without columns.
    header, *lines = body.decode("utf-8").removesuffix("\n").split("\n")
    columns = [name.removeprefix("?") for name in header.split("\t")] if header else []
    rows = [[_cell(cell) for cell in line.split("\t")] if columns else [] for line in lines]
    return _in_order(columns, rows)


@cache
def _cell(text: str) -> Term:
    if not text or text.startswith("_:"):
        return ("blank", text, "", "") if text else _UNBOUND
    with _as_written():
        return _term(next(Graph().parse(data=f"<urn:s> <urn:p> {text} .", format="turtle").objects()))


def _in_order(columns: Sequence[str], rows: Sequence[Sequence[Term]]) -> Rows:
    order = sorted(range(len(columns)), key=lambda place: columns[place])
    return Rows(
        tuple(columns[place] for place in order), tuple(tuple(row[place] for place in order) for row in rows)
    )


def _text(cell: str) -> Term:
    return _plain("blank" if cell.startswith("_:") else "text", cell.removeprefix("_:"))


def _term(node: Node | None) -> Term:
    if node is None:
        return _UNBOUND
    if isinstance(node, BNode):
        return "blank", str(node), "", ""
    if isinstance(node, Literal):
        datatype = "" if node.language else str(node.datatype or XSD.string)
        return "literal", _value(str(node), datatype), datatype, (node.language or "").lower()
    return "iri", str(node), "", ""


def _canonical(term: _Object) -> _Object:
    if isinstance(term, pyoxigraph.Literal) and not term.language:
        return pyoxigraph.Literal(_value(term.value, term.datatype.value), datatype=term.datatype)
    return term


def _value(text: str, datatype: str) -> str:
    """Return a number in one way of writing; the store keeps values, not ways of writing."""
    if datatype == str(XSD.boolean):
        return {"1": "true", "0": "false"}.get(text, text)
    if datatype in _TIMES:
        return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
    if rdflib.URIRef(datatype) not in _NUMBERS:
        return text
    try:
        if datatype in {str(XSD.double), str(XSD.float)}:
            return repr(float(text))
        return str(Decimal(text).normalize())
    except (ValueError, InvalidOperation):
        return text


@contextmanager
def _as_written() -> Iterator[None]:
    """Have rdflib keep the texts of literals as they are written."""
    former = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = former
