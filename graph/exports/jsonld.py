"""JSON-LD with the shipped context: one object for each named graph, one line for each thing, sorted."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from ...ontology.files import CONTEXT, ontology_file
from ...ontology.namespaces import PREFIXES, RDF, XSD, thing_prefixes


@dataclass(frozen=True, slots=True)
class Context:
    """A JSON-LD context and what is read from it: prefixes by IRI, and the definitions of its terms."""

    document: Mapping[str, Any]
    prefixes: Mapping[str, str]

    @classmethod
    def shipped(cls, base: str) -> Context:
        """Return the ontology's context with the prefixes of the things under `base`."""
        document = json.loads(ontology_file(CONTEXT).read_text(encoding="utf-8"))["@context"]
        document |= thing_prefixes(base)
        known = dict(PREFIXES) | thing_prefixes(base)
        # Only what the document itself declares may be used in it.
        return cls(document, {iri: name for name, iri in known.items() if document.get(name) == iri})

    def compact(self, iri: str) -> str:
        """Return `iri` as prefix:name where a prefix fits, else as it is."""
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix, local = self.prefixes.get(iri[:end]), iri[end:]
        return f"{prefix}:{local}" if prefix and local else iri

    def term(self, predicate: str) -> Mapping[str, Any]:
        """Return the context's definition of a property, empty where it has none."""
        found = self.document.get(self.compact(predicate))
        return found if isinstance(found, dict) else {}

    def value(self, value: Any, type_: str | None) -> Any:
        """Return a term as a JSON value of a property whose values the context gives the type `type_`."""
        if isinstance(value, NamedNode):
            iri = self.compact(value.value)
            return iri if type_ == "@id" else {"@id": iri}
        if not isinstance(value, Literal):
            raise TypeError(f"{value}: only IRIs and literals can be written")
        if value.language:
            return {"@value": value.value, "@language": value.language}
        datatype = value.datatype.value
        if type_ and type_ != "@id":
            same = self.compact(datatype) == type_
            return value.value if same else {"@value": value.value, "@type": self.compact(datatype)}
        if datatype == f"{XSD}integer" and str(int(value.value)) == value.value and type_ is None:
            return int(value.value)
        if datatype == f"{XSD}string" and type_ is None:
            return value.value
        return {"@value": value.value, "@type": self.compact(datatype)}


def jsonld(nquads: bytes, base: str) -> bytes:
    """Return sorted N-Quads as JSON-LD; the same quads give the same bytes."""
    context = Context.shipped(base)
    quads = sorted(parse(nquads, format=RdfFormat.N_QUADS), key=_order)
    graphs = [_graph(name, list(group), context) for name, group in groupby(quads, key=_graph_name)]
    head = json.dumps(context.document, ensure_ascii=False, indent=1)
    body = ",\n".join(graphs)
    return f'{{"@context": {head},\n"@graph": [\n{body}\n]}}\n'.encode()


def _graph(name: str, quads: list[Quad], context: Context) -> str:
    nodes = ",\n".join(_nodes(quads, context))
    return f'{{"@id": {_dump(context.compact(name))}, "@graph": [\n{nodes}\n]}}' if name else nodes


def _nodes(quads: list[Quad], context: Context) -> Iterator[str]:
    for subject, of_subject in groupby(quads, key=lambda quad: _iri(quad.subject)):
        node: dict[str, Any] = {"@id": context.compact(subject)}
        for predicate, group in groupby(of_subject, key=lambda quad: quad.predicate.value):
            term = context.term(predicate)
            if predicate == _TYPE:
                node["@type"] = [context.compact(_iri(quad.object)) for quad in group]
                continue
            values = [context.value(quad.object, term.get("@type")) for quad in group]
            many = len(values) > 1 or term.get("@container") == "@set"
            node[context.compact(predicate)] = values if many else values[0]
        yield _dump(node)


_TYPE: Final = f"{RDF}type"


def _iri(term: object) -> str:
    """Return the IRI of a term; what we write has no blank nodes."""
    if not isinstance(term, NamedNode):
        raise TypeError(f"{term}: only IRIs can stand here")
    return term.value


def _graph_name(quad: Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""


def _order(quad: Quad) -> tuple[str, str, str, str]:
    return _graph_name(quad), str(quad.subject), str(quad.predicate), str(quad.object)


def _dump(value: object) -> str:
    # U+2028 and U+2029 are fine in JSON, and end a line in a script.
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
