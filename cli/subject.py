"""The graph that a command reads and the thing in it that a user names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .errors import foreseen

if TYPE_CHECKING:
    from ..graph.lookup import Found
    from ..graph.store import GraphStore


def open_graph(place: Path) -> GraphStore:
    """Return the store that `place` is or holds. Raises CommandError."""
    from ..graph.store import GraphStore, StoreError
    from .folder import find_store

    with foreseen(StoreError):
        return GraphStore.open(find_store(place))


def find_subject(graph: GraphStore, place: Path, text: str) -> Found:
    """Return the thing of the graph at `place` that a name or an IRI stands for, telling where it has moved.

    Raises CommandError where there is none or there are several.
    """
    from ..graph.lookup import SubjectError, find
    from ..graph.registry import REGISTRY_NAME, Registry, RegistryError
    from ..graph.store import QueryError, StoreError
    from .console import say
    from .folder import find_store
    from .publish import product

    registry = product(place, REGISTRY_NAME)
    if not registry.is_file():
        registry = product(find_store(place).parent, REGISTRY_NAME)
    with foreseen(SubjectError, RegistryError, StoreError, QueryError):
        found = find(graph, text, Registry.read(registry))
    if found.asked:
        say(f"{found.asked} 已改为 {found.iri}")
    return found
