"""Whether a graph keeps to the ontology's SHACL shapes, by pySHACL.

pySHACL reads the whole graph into memory and takes some forty times as long as `check` does for the same
shapes (benchmarks/validation.py). It knows more of SHACL than what `check` compiles, and is what `check` is
tested against.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyshacl
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as Text
from rdflib.term import Node

from ...ontology.files import ONTOLOGY, SHAPES, ontology_file
from ...ontology.namespaces import SH, XSD
from ..turtle import sorted_ntriples
from .triples import Term, Triples, path_text, triples_of
from .violations import BLANK, MESSAGES, ValidationError, Violation, chosen_message

__all__ = ["ValidationError", "Violation", "validate"]

_COMPONENT: Final = "ConstraintComponent"
_STRING: Final = f"{XSD}string"


def validate(nquads: bytes, shapes: Path | None = None) -> tuple[Violation, ...]:
    """Check the triples of N-Quads, whatever their graph, against the shapes; an empty answer means all well.

    `shapes` is a Turtle file other than the shipped one. The answer is sorted. Raises ValidationError.
    """
    rules, ontology = Graph(), Graph()
    try:
        data = _graph(nquads)
        rules.parse(shapes or ontology_file(SHAPES), format="turtle")
        ontology.parse(ontology_file(ONTOLOGY), format="turtle")
        _, report, text = pyshacl.validate(data, shacl_graph=rules, ont_graph=ontology, inplace=True)
    except Exception as error:  # parsers and pySHACL share no class of errors
        raise ValidationError(f"图谱没有校验成：{type(error).__name__}：{error}") from error
    if not isinstance(report, Graph):
        raise ValidationError(f"图谱没有校验成：{text}")
    triples = Triples.of(report.serialize(format="nt", encoding="utf-8"), RdfFormat.N_TRIPLES)
    stated = {str(one) for one in rules.objects(None, URIRef(f"{SH}message"))}
    return tuple(sorted(set(_violations(triples, stated))))


def _graph(nquads: bytes) -> Graph:
    """Return the triples for pySHACL, literals as they are written (rdflib's parsers change some)."""
    graph = Graph()
    for one in triples_of(sorted_ntriples(nquads), RdfFormat.N_TRIPLES):
        graph.add((_node(one.subject), URIRef(one.predicate.value), _node(one.object)))
    return graph


def _node(term: object) -> Node:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if not isinstance(term, Literal):
        raise ValidationError("三元组里有三元组（RDF 1.2），不支持")
    if term.language:
        return Text(term.value, lang=term.language)
    if term.datatype.value == _STRING:
        # For rdflib a text with this type is another one than a text without a type.
        return Text(term.value)
    return Text(term.value, datatype=URIRef(term.datatype.value), normalize=False)


def _violations(report: Triples, stated: set[str]) -> Iterator[Violation]:
    """Yield what a report finds; `stated` are the messages that shapes give; others are pySHACL's own."""
    for node in report.subjects():
        for result in _values(report, node, "result"):
            constraint = _constraint(report, result)
            messages = [one for one in _values(report, result, "resultMessage") if isinstance(one, Literal)]
            paths = _values(report, result, "resultPath")
            yield Violation(
                severity=_first(report, result, "resultSeverity").removeprefix(SH),
                focus=_first(report, result, "focusNode"),
                path=path_text(report, paths[0], shown=True) if paths else "",
                value=_first(report, result, "value"),
                message=chosen_message(
                    [
                        (one.value, one.language)
                        for one in messages
                        if one.value in stated or constraint not in MESSAGES
                    ],
                    constraint,
                ),
                constraint=constraint,
            )


def _constraint(report: Triples, result: Term) -> str:
    name = _first(report, result, "sourceConstraintComponent").removeprefix(SH).removesuffix(_COMPONENT)
    return name.lower() if name.isupper() else f"{name[:1].lower()}{name[1:]}"


def _first(report: Triples, result: Term, name: str) -> str:
    values = _values(report, result, name)
    if not values:
        return ""
    return BLANK if isinstance(values[0], BlankNode) else values[0].value


def _values(report: Triples, subject: Term, name: str) -> tuple[Term, ...]:
    return report.objects(subject, NamedNode(f"{SH}{name}"))
