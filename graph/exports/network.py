"""The direct edges between schools, organisations and majors as a network, for the programs that draw one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from ...ontology.codes import schemes
from ...ontology.namespaces import SKOS, ZJ
from ..store import GraphStore
from .nodes import column

#: The direct edges, in the order in which they are written.
RELATIONS: Final = ("partnerWith", "memberOf", "offersMajor", "teachesWith", "succeeds")
#: Between the values of an attribute that has several.
SEPARATOR: Final = ";"

_CLASSES: Final = {f"{ZJ}School": "school", f"{ZJ}Organisation": "organisation", f"{ZJ}Major": "major"}
#: The values of a property by the IRIs of what has it.
Values = Mapping[str, tuple[str, ...]]

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


def network(store: GraphStore) -> Network:
    """Return schools, organisations and majors and the direct edges between them.

    A node's attributes are `label`, `type` (school, organisation, major), `kind` (the code of the kind of
    partner), its Chinese name `kind_zh` and `other_names`. An edge has `relation`, one of RELATIONS; of a
    partnership also `modes` (codes), `modes_zh` and `since` (the first year named). Several values are joined
    by ";".
    """
    kinds, names, others = (
        column(store, one) for one in (f"{ZJ}partnerKind", f"{SKOS}prefLabel", f"{SKOS}altLabel")
    )
    found = {
        iri: {
            "label": next(iter(names.get(iri, ())), iri),
            "type": kind,
            "kind": _codes(kinds.get(iri, ())),
            "kind_zh": _labels(kinds.get(iri, ())),
            "other_names": SEPARATOR.join(others.get(iri, ())),
        }
        for class_iri, kind in _CLASSES.items()
        for iri in store.things(class_iri)
    }
    qualities = _qualities(store)
    edges = [
        Edge(
            school, target, {"relation": relation} | (qualities.get((school, target), {}) if at == 0 else {})
        )
        for at, relation in enumerate(RELATIONS)
        for school, targets in column(store, f"{ZJ}{relation}").items()
        for target in targets
        if school in found and target in found
    ]
    order = {relation: at for at, relation in enumerate(RELATIONS)}
    edges.sort(key=lambda edge: (edge.source, order[edge.attributes["relation"]], edge.target))
    return Network(dict(sorted(found.items())), tuple(edges))


def _qualities(store: GraphStore) -> dict[tuple[str, str], dict[str, str]]:
    """Return the modes of the partnerships of each school and partner, and since when there is one."""
    schools, partners, modes, since = (
        column(store, f"{ZJ}{name}") for name in ("school", "partner", "mode", "since")
    )
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for iri in store.things(f"{ZJ}Partnership"):
        for pair in product(schools.get(iri, ()), partners.get(iri, ())):
            found[pair].append(iri)
    return {pair: _told(modes, since, statements) for pair, statements in found.items()}


def _told(modes: Values, since: Values, statements: Iterable[str]) -> dict[str, str]:
    ways = sorted({mode for one in statements for mode in modes.get(one, ())})
    years = [int(year) for one in statements for year in since.get(one, ())]
    return {"modes": _codes(ways), "modes_zh": _labels(ways), "since": str(min(years)) if years else ""}


def _codes(values: Iterable[str]) -> str:
    return SEPARATOR.join(value.rpartition("/")[2] for value in values)


def _labels(values: Iterable[str]) -> str:
    return SEPARATOR.join(_CODE_LABELS.get(value, str(value)) for value in values)


_CODE_LABELS: Final[dict[str, str]] = {code.iri: code.zh for scheme in schemes() for code in scheme.concepts}
