"""What became of IRIs that the graph once published and has no more (see `graph.registry`)."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Final

from ..graph.registry import REGISTRY_NAME, Gone, Registry
from .settings import Settings

#: What tells one state of a file from another: its number, time and size.
_Known = tuple[int, int, int]


class Redirections:
    """The registry beside the store, read again when a build has replaced it."""

    def __init__(self, settings: Settings) -> None:
        """The registry is looked for in the output folder that holds the store or the site."""
        places = [settings.store.parent] + ([settings.site.parent] if settings.site else [])
        self._paths: Final = tuple(dict.fromkeys(place / REGISTRY_NAME for place in places))
        self._known: tuple[Path, _Known] | None = None
        self._registry = Registry()
        self._lock = Lock()

    def of(self, iri: str) -> tuple[str, Gone | None]:
        """Return the IRI that replaced `iri`, empty where none did, and what is remembered of `iri`, if any.

        Takes as long as reading the file does where it has changed. Raises RegistryError where it cannot be
        read.
        """
        with self._lock:
            if (found := self._found()) != self._known:
                self._registry = Registry.read(found[0]) if found else Registry()
                self._known = found
            registry = self._registry
        return registry.resolve(iri) or "", registry.entries.get(iri)

    def _found(self) -> tuple[Path, _Known] | None:
        for path in self._paths:
            try:
                now = path.stat()
            except OSError:
                continue
            return path, (now.st_ino, now.st_mtime_ns, now.st_size)
        return None
