"""The graph that a user names: a folder on this machine or the address of a SPARQL server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .errors import CommandError, foreseen

if TYPE_CHECKING:
    from ..graph.store import GraphStore
    from ..queries.stores import Store


def open_store(place: str | Path) -> Store:
    """Return the store at `place`, the address of a server or a folder, for queries. Raises CommandError."""
    from ..graph.remote.settings import is_address
    from ..graph.remote.store import RemoteStore
    from ..graph.store import StoreError

    if is_address(str(place)):
        with foreseen(StoreError):
            return RemoteStore.open(str(place))
    return open_folder(place)


def open_folder(place: str | Path) -> GraphStore:
    """Return the store that the folder `place` is or holds. Raises CommandError, for an address too."""
    from ..graph.store import GraphStore, StoreError
    from .folder import find_store

    with foreseen(StoreError):
        return GraphStore.open(find_store(folder_of(place)))


def folder_of(place: str | Path) -> Path:
    """Return the folder that a user names. Raises CommandError where it is the address of a server."""
    from ..graph.remote.settings import is_address

    if is_address(str(place)):
        raise CommandError(f"{place}：这个命令要图谱的文件夹，不能用 SPARQL 服务；请给出 build 的输出文件夹")
    return Path(place)
