"""The direct edges between schools, organisations and majors as a network, for the programs that draw one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ...ontology.codes import schemes
from ...ontology.namespaces import SKOS, ZJ
from ..store import GraphStore
from .nodes import Node, nodes

#: The direct edges, in the order in which they are written.
RELATIONS: Final = ("partnerWith", "memberOf", "offersMajor", "teachesWith", "succeeds")
#: Between the values of an attribute that has several.
SEPARATOR: Final = ";"

_CLASSES: Final = {f"{ZJ}School": "school", f"{ZJ}Organisation": "organisation", f"{ZJ}Major": "major"}
_PARTNERSHIP: Final = f"{ZJ}Partnership"
_EDGES: Final = tuple((name, f"{ZJ}{name}") for name in RELATIONS)

#: Attributes of nodes and of edges with their types, besides the id; a missing one is empty.
NODE_ATTRIBUTES: Final = {
    "label": "string",
    "type": "string",
    "kind": "string",
    "kind_zh": "string",
    "other_names": "string",
}
EDGE_ATTRIBUTES: Final = {"relation": "string", "modes": "string", "modes_zh": "string", "since": "integer"}


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge between two nodes by their IRIs, with its attributes."""

    source: str
    target: str
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes, as attributes by IRI, and edges; both sorted."""

    nodes: dict[str, dict[str, str]]
    edges: tuple[Edge, ...]


def network(store: GraphStore, aside: Path) -> Network:
    """Return schools, organisations and majors and the direct edges between them.

    A node's attributes are `label`, `type` (school, organisation, major), `kind` (the code of the kind of
    partner), its Chinese name `kind_zh` and `other_names`. An edge has `relation`, one of RELATIONS; of a
    partnership also `modes` (codes), `modes_zh` and `since` (the first year named). Several values are joined
    by ";".
    """
    found: dict[str, Node] = {}
    partnerships: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in nodes(store, aside):
        if _PARTNERSHIP in node.types:
            for school in node.values.get(f"{ZJ}school", ()):
                for partner in node.values.get(f"{ZJ}partner", ()):
                    partnerships[school, partner].append(node)
        elif any(one in _CLASSES for one in node.types):
            found[node.iri] = node
    edges = [
        Edge(iri, target, {"relation": relation} | _qualities(relation, partnerships.get((iri, target), ())))
        for iri, node in found.items()
        for relation, predicate in _EDGES
        for target in node.values.get(predicate, ())
        if target in found
    ]
    return Network({iri: _attributes(node) for iri, node in found.items()}, tuple(edges))


def _attributes(node: Node) -> dict[str, str]:
    kinds = node.values.get(f"{ZJ}partnerKind", ())
    return {
        "label": next(iter(node.values.get(f"{SKOS}prefLabel", ())), node.iri),
        "type": next(_CLASSES[one] for one in node.types if one in _CLASSES),
        "kind": _codes(kinds),
        "kind_zh": _labels(kinds),
        "other_names": SEPARATOR.join(node.values.get(f"{SKOS}altLabel", ())),
    }


def _qualities(relation: str, partnerships: Iterable[Node]) -> dict[str, str]:
    if relation != "partnerWith":
        return {}
    modes = sorted({mode for one in partnerships for mode in one.values.get(f"{ZJ}mode", ())})
    years = [int(year) for one in partnerships for year in one.values.get(f"{ZJ}since", ())]
    return {"modes": _codes(modes), "modes_zh": _labels(modes), "since": str(min(years)) if years else ""}


def _codes(values: Iterable[str]) -> str:
    return SEPARATOR.join(value.rpartition("/")[2] for value in values)


def _labels(values: Iterable[str]) -> str:
    return SEPARATOR.join(_CODE_LABELS.get(value, str(value)) for value in values)


_CODE_LABELS: Final[dict[str, str]] = {code.iri: code.zh for scheme in schemes() for code in scheme.concepts}
