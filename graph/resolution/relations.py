"""Relations between entities that a name itself states: branches of firms."""

from __future__ import annotations

from collections.abc import Mapping

from .entities import Entity
from .mentions import Node
from .uses import Nodes

#: (IRI of an entity, local name of a property of ORG, IRI of an entity).
Relation = tuple[str, str, str]


def relations_of(nodes: Nodes, of_node: Mapping[Node, Entity]) -> tuple[Relation, ...]:
    """Return the relations between entities that their names state, sorted."""
    return ()
