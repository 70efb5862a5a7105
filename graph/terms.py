"""RDF terms of the vocabulary and of values, as pyoxigraph has them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from ..ontology.namespaces import DCTERMS, OA, RDF, SKOS, XSD, ZJ, concept_iri

TYPE: Final = NamedNode(f"{RDF}type")
PREF_LABEL: Final = NamedNode(f"{SKOS}prefLabel")
ALT_LABEL: Final = NamedNode(f"{SKOS}altLabel")
TITLE: Final = NamedNode(f"{DCTERMS}title")

_INTEGER: Final = NamedNode(f"{XSD}integer")
_DECIMAL: Final = NamedNode(f"{XSD}decimal")


def is_iri(text: str) -> bool:
    """Say whether `text` is an absolute IRI by the grammar of RFC 3987, as the store has it."""
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


@cache
def zj(name: str) -> NamedNode:
    """Return the term `name` of the project's own vocabulary."""
    return NamedNode(f"{ZJ}{name}")


@cache
def oa(name: str) -> NamedNode:
    """Return the term `name` of the Web Annotation vocabulary."""
    return NamedNode(f"{OA}{name}")


@cache
def skos(name: str) -> NamedNode:
    """Return the term `name` of SKOS."""
    return NamedNode(f"{SKOS}{name}")


@cache
def concept(scheme: str, code: str) -> NamedNode:
    """Return the concept `code` of a code list."""
    return NamedNode(concept_iri(scheme, code))


def integer(value: int) -> Literal:
    """Return `value` as an xsd:integer."""
    return Literal(str(value), datatype=_INTEGER)


def decimal(value: Decimal) -> Literal:
    """Return `value`, which has no exponent, as an xsd:decimal in its shortest form."""
    return Literal(f"{value:f}", datatype=_DECIMAL)
