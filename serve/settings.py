"""What a server is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..ontology.namespaces import DEFAULT_BASE


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of what one client can ask for."""

    seconds: float = 10.0
    rows: int = 100_000
    answer_bytes: int = 50_000_000
    body_bytes: int = 1_000_000
    #: Requests that wait for a worker; one more is told to come again later.
    waiting: int = 64
    #: Memory of one worker in MB, 0 for no limit.
    memory_mb: int = 2000


@dataclass(frozen=True, slots=True)
class Settings:
    """`store` is the store's folder, `site` that of the pages or None, `base` the graph's base IRI.

    `origins` are the origins whose pages may read answers (CORS), `*` for all. `token` is what a client has
    to show as `Authorization: Bearer …`, empty where everyone may read.
    """

    store: Path
    site: Path | None
    base: str = DEFAULT_BASE
    workers: int = 2
    limits: Limits = Limits()
    origins: tuple[str, ...] = ()
    token: str = ""
    #: Where clients see the server, for addresses in descriptions; empty: as the request says.
    public_url: str = ""
    #: Whether the log shows what was asked, not only that something was.
    log_queries: bool = False
