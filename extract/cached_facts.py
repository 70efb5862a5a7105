"""The facts of reports by name, read from a cache in whatever process asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .facts import ReportFacts
from .facts_cache import FactsCache


class CachedFacts:
    """Gives the facts of reports whose contents are known; it can be sent to other processes."""

    def __init__(self, path: Path, fingerprint: str, sha256s: Mapping[str, str]) -> None:
        """Take the cache's file, the extractor's fingerprint, and the SHA-256 of each report by name."""
        self._told = path, fingerprint, sha256s
        self._cache: FactsCache | None = None

    def __call__(self, report: str) -> ReportFacts:
        """Return the facts of `report`. Raises LookupError where they are not kept, and OSError."""
        path, fingerprint, sha256s = self._told
        if self._cache is None:
            self._cache = FactsCache(path, fingerprint)
        return self._cache.need(report, sha256s[report])

    def __reduce__(self) -> tuple[type[CachedFacts], tuple[Path, str, Mapping[str, str]]]:
        """Leave the open cache behind when it is sent."""
        return CachedFacts, self._told
