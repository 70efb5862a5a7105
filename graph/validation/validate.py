"""Whether a graph keeps to the ontology's SHACL shapes.

pySHACL reads the whole graph into memory: some 17 seconds for a million triples.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyshacl
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from ...ontology.files import ONTOLOGY, SHAPES, ontology_file
from ...ontology.namespaces import PREFIXES, SH
from ..turtle import sorted_ntriples

_SH = Namespace(SH)


class ValidationError(ValueError):
    """The graph or the shapes could not be read, or the check itself failed."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One place where the graph breaks a shape.

    `severity` is "Violation", "Warning" or "Info"; `focus` the IRI of the thing; `path` the property with
    its prefix, or empty; `value` the value at fault, or empty; `message` is in Chinese where the shape has
    one.
    """

    severity: str
    focus: str
    path: str
    value: str
    message: str


def validate(nquads: bytes, shapes: Path | None = None) -> tuple[Violation, ...]:
    """Check the triples of N-Quads, whatever their graph, against the shapes; an empty answer means all well.

    `shapes` is a Turtle file other than the shipped one. The answer is sorted. Raises ValidationError.
    """
    data, rules, ontology = Graph(), Graph(), Graph()
    try:
        data.parse(data=sorted_ntriples(nquads), format="nt")
        rules.parse(shapes or ontology_file(SHAPES), format="turtle")
        ontology.parse(ontology_file(ONTOLOGY), format="turtle")
        _, report, text = pyshacl.validate(data, shacl_graph=rules, ont_graph=ontology, inplace=True)
    except Exception as error:  # parsers and pySHACL share no class of errors
        raise ValidationError(f"图谱没有校验成：{type(error).__name__}：{error}") from error
    if not isinstance(report, Graph):
        raise ValidationError(f"图谱没有校验成：{text}")
    return tuple(sorted(_violations(report)))


def _violations(report: Graph) -> Iterator[Violation]:
    for result in report.subjects(RDF.type, _SH.ValidationResult):
        yield Violation(
            severity=str(report.value(result, _SH.resultSeverity)).removeprefix(SH),
            focus=_text(report.value(result, _SH.focusNode)),
            path=_short(report.value(result, _SH.resultPath)),
            value=_text(report.value(result, _SH.value)),
            message=_message(report, result),
        )


def _message(report: Graph, result: Node) -> str:
    messages = list(report.objects(result, _SH.resultMessage))
    chinese = [one for one in messages if getattr(one, "language", None) == "zh"]
    return min((str(one) for one in chinese or messages), default="")


def _text(term: Node | None) -> str:
    return "" if term is None else str(term)


def _short(path: Node | None) -> str:
    """Return a property with its prefix; a path that is more than a property has none."""
    if not isinstance(path, URIRef):
        return ""
    for prefix, iri in PREFIXES.items():
        if path.startswith(iri):
            return f"{prefix}:{path.removeprefix(iri)}"
    return str(path)
