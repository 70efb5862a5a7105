"""The graph that a command reads and the thing in it that a user names."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .errors import CommandError, foreseen

if TYPE_CHECKING:
    from ..graph.lookup import Found
    from ..graph.store import GraphStore


#: Seconds for which a build may be at moving a store that is wanted, and seconds between two attempts.
_MOVING: Final = 3.0
_PAUSE: Final = 0.02


def open_graph(place: Path) -> GraphStore:
    """Return the store that `place` is or holds, of one build also while the next moves its own there.

    Raises CommandError.
    """
    from ..graph.store import StoreError
    from .folder import is_being_built

    last = time.monotonic() + _MOVING
    with foreseen(StoreError):
        while True:
            try:
                if (graph := _opened(place)) is not None:
                    return graph
            except (CommandError, StoreError):
                if time.monotonic() > last or not is_being_built(place):
                    raise
            time.sleep(_PAUSE)


def _opened(place: Path) -> GraphStore | None:
    """Open a store; None where another came into its place meanwhile, so that it may have parts of both."""
    from ..graph.store import GraphStore
    from .folder import find_store

    folder = find_store(place)
    try:
        before = folder.stat().st_ino
        graph = GraphStore.open(folder)
        return graph if folder.stat().st_ino == before else None
    except FileNotFoundError:
        return None


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
