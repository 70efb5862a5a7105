"""Our own server as the service under test, over a store that is another for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from pyoxigraph import Quad, Store

from zhijiao.serve.app import create_app
from zhijiao.serve.settings import Limits, Settings

from .serving import serving


class SwappedStore:
    """A service whose store is a link that leads to another folder whenever the data are others."""

    def __init__(self, client: httpx.Client, link: Path) -> None:
        """`link` is what the server has been told is its store."""
        self.client = client
        self._link = link
        self._held: frozenset[Quad] | None = None
        self._number = 0

    def serve(self, quads: list[Quad]) -> None:
        """Have the server answer over these quads from now on."""
        wanted = frozenset(quads)
        if wanted == self._held:
            return
        self._number += 1
        folder = self._link.parent / f"store{self._number}"
        write_store(folder, quads)
        link(self._link, folder)
        self._held = wanted
        shutil.rmtree(self._link.parent / f"store{self._number - 2}", ignore_errors=True)


@contextmanager
def swapped_store(folder: Path) -> Iterator[SwappedStore]:
    """Start a server with one worker, its stores in `folder`."""
    first = folder / "store0"
    write_store(first, [])
    current = folder / "current"
    link(current, first)
    settings = Settings(current, None, workers=1, limits=Limits(seconds=60.0))
    with serving(create_app(settings)) as url, httpx.Client(base_url=url, timeout=120) as client:
        yield SwappedStore(client, current)


def write_store(folder: Path, quads: list[Quad]) -> None:
    """Make a store of these quads and no others in the fresh `folder`."""
    store = Store(folder)
    store.extend(quads)
    store.flush()
    # The writer holds a lock as long as it lives.
    del store


def link(name: Path, folder: Path) -> None:
    """Have a symbolic link lead to `folder`, at once and with no moment in which it leads nowhere."""
    fresh = name.with_suffix(".new")
    fresh.symlink_to(folder)
    fresh.replace(name)
