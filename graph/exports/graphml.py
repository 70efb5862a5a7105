"""The direct edges as GraphML, for Gephi, Cytoscape, yEd and networkx.

See http://graphml.graphdrawing.org/specification.html.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from lxml import etree

from ..store import GraphStore
from .network import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, network
from .xml_text import xml_text

_NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_TYPES: Final = {"string": "string", "integer": "int"}


def write_graphml(store: GraphStore, target: Path) -> None:
    """Write the network of `network.network` as GraphML, nodes and edges sorted; a node's id is its IRI."""
    found = network(store)
    with etree.xmlfile(str(target), encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("graphml", nsmap={None: _NAMESPACE}):
            for sort, attributes in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
                for name, type_ in attributes.items():
                    key = {"id": f"{sort}_{name}", "for": sort, "attr.name": name, "attr.type": _TYPES[type_]}
                    _write(xml, etree.Element("key", key))
            xml.write("\n")
            with xml.element("graph", {"id": "zhijiao", "edgedefault": "directed"}):
                for iri, values in found.nodes.items():
                    _write(xml, _element("node", {"id": xml_text(iri)}, values))
                for at, edge in enumerate(found.edges):
                    ends = {"source": xml_text(edge.source), "target": xml_text(edge.target)}
                    _write(xml, _element("edge", {"id": f"e{at}"} | ends, edge.attributes))
                xml.write("\n")


def _element(sort: str, ends: Mapping[str, str], values: Mapping[str, str]) -> Any:
    element = etree.Element(sort, ends)
    for name, value in values.items():
        if value:
            etree.SubElement(element, "data", {"key": f"{sort}_{name}"}).text = xml_text(value)
    return element


def _write(xml: Any, element: Any) -> None:
    xml.write("\n")
    xml.write(element)
