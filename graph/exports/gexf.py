"""The direct edges as GEXF 1.3, for Gephi and what else reads its files.

See https://gexf.net/schema.html. No date is written, so that the same graph gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from lxml import etree

from ..store import GraphStore
from .network import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, network
from .xml_text import xml_text

_NAMESPACE: Final = "http://gexf.net/1.3"
_PLACES: Final = {name: str(at) for at, name in enumerate((*NODE_ATTRIBUTES, *EDGE_ATTRIBUTES))}


def write_gexf(store: GraphStore, target: Path) -> None:
    """Write the network of `network.network` as GEXF, nodes and edges sorted; a node's id is its IRI.

    The relation of an edge is its `label` and its `kind`, which keeps parallel edges apart, and an attribute.
    """
    found = network(store)
    with etree.xmlfile(str(target), encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("gexf", {"version": "1.3"}, nsmap={None: _NAMESPACE}):
            xml.write("\n")
            with xml.element("graph", {"defaultedgetype": "directed", "mode": "static"}):
                for sort, attributes in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
                    _write(xml, _declarations(sort, attributes))
                xml.write("\n")
                with xml.element("nodes", {"count": str(len(found.nodes))}):
                    for iri, values in found.nodes.items():
                        node = {"id": xml_text(iri), "label": xml_text(values["label"])}
                        _write(xml, _element("node", node, values))
                xml.write("\n")
                with xml.element("edges", {"count": str(len(found.edges))}):
                    for at, edge in enumerate(found.edges):
                        relation = edge.attributes["relation"]
                        ends = {"source": xml_text(edge.source), "target": xml_text(edge.target)}
                        told = {"id": f"e{at}", "label": relation, "kind": relation}
                        _write(xml, _element("edge", told | ends, edge.attributes))


def _declarations(sort: str, attributes: Mapping[str, str]) -> Any:
    declared = etree.Element("attributes", {"class": sort, "mode": "static"})
    for name, type_ in attributes.items():
        if name != "label":
            etree.SubElement(declared, "attribute", {"id": _PLACES[name], "title": name, "type": type_})
    return declared


def _element(sort: str, own: Mapping[str, str], values: Mapping[str, str]) -> Any:
    element = etree.Element(sort, own)
    told = etree.SubElement(element, "attvalues")
    for name, value in values.items():
        if value and name != "label":
            etree.SubElement(told, "attvalue", {"for": _PLACES[name], "value": xml_text(value)})
    return element


def _write(xml: Any, element: Any) -> None:
    xml.write("\n")
    xml.write(element)
