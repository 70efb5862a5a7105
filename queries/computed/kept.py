"""What was read of a store, kept for the next question: it is dear to read and the same each time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from ...graph.store import GraphStore
from ..stores import Store

#: Most things kept of one store; the one longest unused goes first.
MOST_KEPT: Final = 10

_Made = TypeVar("_Made")
_KEPT: Final[WeakKeyDictionary[GraphStore, OrderedDict[Hashable, Any]]] = WeakKeyDictionary()


def kept(store: Store, key: Hashable, make: Callable[[], _Made]) -> _Made:
    """Return what `make` made for this store and key; make it where it is not kept.

    Nothing is kept of a store that others may change meanwhile, as one on a server. What is made must not
    hold the store, which is let go with all that is kept of it. Raises as `make` does.
    """
    if not isinstance(store, GraphStore):
        return make()
    of_store = _KEPT.setdefault(store, OrderedDict())
    if key not in of_store:
        of_store[key] = make()
        while len(of_store) > MOST_KEPT:
            of_store.popitem(last=False)
    of_store.move_to_end(key)
    made: _Made = of_store[key]
    return made
