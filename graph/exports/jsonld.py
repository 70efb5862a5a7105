"""JSON-LD with the shipped context: one object for each named graph, one line for each thing, sorted.

Keys are the ontology's terms as the context has them, values have the types that it gives them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from ...ontology.files import CONTEXT, ontology_file
from ...ontology.namespaces import PREFIXES, RDF, XSD, graph_iri, thing_prefixes
from ..store import GraphStore
from .lines import graph_lines, parsed


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


def write_jsonld(store: GraphStore, target: Path) -> None:
    """Write the named graphs as JSON-LD, sorted by IRI; the same quads give the same bytes.

    In the graph of a report evidence stands inside what it is evidence of, and its selector inside the
    evidence, so that a statement is one object with all its passages.
    """
    base = store.base()
    context = Context.shipped(base)
    reports = f"{graph_iri(base, 'report')}/"
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            f'{{"@context": {json.dumps(context.document, ensure_ascii=False, indent=1)},\n"@graph": ['
        )
        for at, (graph, lines) in enumerate(graph_lines(store, target.parent)):
            file.write(f'{"," * bool(at)}\n{{"@id": {_dump(context.compact(graph))}, "@graph": [')
            objects = _objects(parsed(lines), context)
            for place, one in enumerate(_framed(objects) if graph.startswith(reports) else objects):
                file.write(f"{',' * bool(place)}\n{_dump(one)}")
            file.write("\n]}")
        file.write("\n]}\n")


#: Properties whose values stand inside their subject in the graph of a report.
_INNER: Final = ("zj:evidence", "oa:hasSelector")


def _framed(objects: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield objects with those that _INNER properties lead to inside them, each where it is first named."""
    known = {one["@id"]: one for one in objects}
    held: set[str] = set()
    for one in known.values():
        for key in _INNER:
            if key in one:
                one[key] = _held(one[key], known, held)
    yield from (one for iri, one in known.items() if iri not in held)


def _held(value: Any, known: Mapping[str, Any], held: set[str]) -> Any:
    if isinstance(value, list):
        return [_held(one, known, held) for one in value]
    if value not in known or value in held:
        return value
    held.add(value)
    return known[value]


def _objects(quads: Iterator[Quad], context: Context) -> Iterator[dict[str, Any]]:
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
        yield node


_TYPE: Final = f"{RDF}type"


def _iri(term: object) -> str:
    """Return the IRI of a term; what we write has no blank nodes."""
    if not isinstance(term, NamedNode):
        raise TypeError(f"{term}: only IRIs can stand here")
    return term.value


def _dump(value: object) -> str:
    # U+2028 and U+2029 are fine in JSON, and end a line in a script.
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
