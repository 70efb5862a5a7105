"""The graph that a user names: a folder on this machine or the address of a SPARQL server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import CommandError, ExitCode, foreseen

if TYPE_CHECKING:
    from ..graph.remote.store import RemoteStore
    from ..queries.stores import Store


def is_address(place: str | Path) -> bool:
    """Say whether `place` is the address of a server, not a folder."""
    from ..graph.remote.settings import is_address as is_url

    return is_url(str(place))


def open_store(place: str | Path) -> Store:
    """Return the store at `place`, the address of a server or a folder, for queries. Raises CommandError."""
    from ..graph.store import StoreError
    from .subject import open_graph

    if not is_address(place):
        return open_graph(Path(place))
    from ..graph.remote.store import RemoteStore

    with foreseen(StoreError):
        return RemoteStore.open(str(place))


@dataclass(frozen=True, slots=True)
class Server:
    """A server that a build writes its graph into."""

    url: str
    base: str
    store: RemoteStore

    @classmethod
    def opened(cls, url: str, base: str) -> Server:
        """Return the server at `url`, once it has shown that it lets us write. Raises CommandError."""
        import os

        from ..graph.iris import IriError, Minter
        from ..graph.remote.settings import settings_of
        from ..graph.remote.store import RemoteStore
        from ..graph.remote.writer import Writer
        from ..graph.store import StoreError

        with foreseen(StoreError, IriError):
            Minter(base)
            store = RemoteStore(settings_of(url, os.environ))
            Writer.opened(store, base)
            return cls(url, base, store)

    def fill(self, out: Path, progress: Callable[[str, int, int], None]) -> str:
        """Make the server hold the graph in the output folder `out`; return what was done, in a line.

        Raises CommandError saying how to go on.
        """
        from ..graph.remote.publish import publish
        from ..graph.store import NQUADS_NAME, StoreError
        from .publish import product

        try:
            with self.store:
                done = publish(
                    self.store,
                    product(out, NQUADS_NAME),
                    self.base,
                    lambda sent, total: progress("写入服务", sent, total),
                )
        except StoreError as error:
            raise CommandError(
                f"{out} 已经建好，但没有写进服务：{error}。"
                "解决之后再运行一次同样的命令就接着写，报告不用重读",
                ExitCode.PARTLY,
            ) from error
        return (
            f"  服务  {self.url}：写入 {done.sent} 个图（{done.triples} 条三元组），"
            f"{done.kept} 个没有变，删去 {done.dropped} 个"
        )
