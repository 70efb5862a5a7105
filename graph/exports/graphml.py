"""The direct edges as GraphML, for Gephi, Cytoscape, yEd and networkx."""

from __future__ import annotations

import io
from typing import Final

import networkx

from ...ontology.namespaces import SKOS, ZJ
from ..store import GraphStore, Iri

_CLASSES: Final = {"School": "school", "Organisation": "organisation", "Major": "major"}
_EDGES: Final = ("partnerWith", "memberOf", "offersMajor", "teachesWith", "succeeds")
#: Between the values of an attribute that has several.
SEPARATOR: Final = ";"


def graphml(store: GraphStore) -> bytes:
    """Return schools, organisations and majors as nodes and the direct edges between them, in sorted order.

    A node's id is its IRI; its attributes are `label`, `type` (school, organisation, major), `kind` (the
    code of the kind of partner) and `other_names`. An edge has `relation` (partnerWith, memberOf,
    offersMajor, teachesWith, succeeds); of a partnership also `modes` (codes) and `since` (years). Several
    values are joined by ";".
    """
    graph = networkx.MultiDiGraph()
    for name, kind in _CLASSES.items():
        for iri in store.things(f"{ZJ}{name}"):
            graph.add_node(
                str(iri),
                label=_joined(store, iri, f"{SKOS}prefLabel"),
                type=kind,
                kind=_joined(store, iri, f"{ZJ}partnerKind"),
                other_names=_joined(store, iri, f"{SKOS}altLabel"),
            )
    partnerships = _partnerships(store)
    for school in store.things(f"{ZJ}School"):
        for relation in _EDGES:
            for target in store.values(school, f"{ZJ}{relation}"):
                qualities = partnerships.get((school, str(target)), {}) if relation == "partnerWith" else {}
                graph.add_edge(str(school), str(target), key=relation, relation=relation, **qualities)
    out = io.BytesIO()
    networkx.write_graphml(graph, out, encoding="utf-8", prettyprint=True)
    return out.getvalue()


def _partnerships(store: GraphStore) -> dict[tuple[str, str], dict[str, str]]:
    """Return the modes and years of the partnership of each school and partner."""
    found = {}
    for iri in store.things(f"{ZJ}Partnership"):
        qualities = {
            key: _joined(store, iri, f"{ZJ}{term}") for key, term in (("modes", "mode"), ("since", "since"))
        }
        for school in store.values(iri, f"{ZJ}school"):
            for partner in store.values(iri, f"{ZJ}partner"):
                found[str(school), str(partner)] = {key: value for key, value in qualities.items() if value}
    return found


def _joined(store: GraphStore, subject: str, predicate: str) -> str:
    """Return the values of a property as one text; of an IRI its last step, which is a code."""
    values = store.values(subject, predicate)
    return SEPARATOR.join(one.rpartition("/")[2] if isinstance(one, Iri) else str(one) for one in values)
