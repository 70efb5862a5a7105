"""Which server it is, and where its other endpoints are.

SPARQL 1.1 leaves open where a server takes updates and whole graphs. Well-known servers are known by the
header `Server`; for others the addresses have to be given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .errors import RemoteError
from .http import Client
from .results import MEDIA_TYPE, PAGES, not_sparql
from .settings import GRAPHS_VARIABLE, UPDATE_VARIABLE


@dataclass(frozen=True, slots=True)
class _Known:
    """A server: how its name begins, what its endpoints for queries, updates and graphs are called.

    `login` are those for updates and graphs that ask for a login, where they are others.
    """

    name: str
    query: tuple[str, ...]
    write: tuple[str, str]
    login: tuple[str, str] | None = None


_KNOWN: Final = (
    # https://docs.openlinksw.com/virtuoso/rdfsparqlprotocolendpoint/
    _Known(
        "virtuoso",
        ("sparql", "sparql-auth"),
        ("sparql", "sparql-graph-crud"),
        ("sparql-auth", "sparql-graph-crud-auth"),
    ),
    # https://github.com/oxigraph/oxigraph/tree/main/cli
    _Known("oxigraph", ("query", "sparql"), ("update", "store")),
    # https://jena.apache.org/documentation/fuseki2/fuseki-config-endpoint.html
    _Known("apache jena fuseki", ("query", "sparql"), ("update", "data")),
)


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The addresses of a server, and the beginning of its name in small letters where it is a known one."""

    query: str
    update: str
    graphs: str
    server: str = ""

    @property
    def virtuoso(self) -> bool:
        """Whether it is OpenLink Virtuoso."""
        return self.server == "virtuoso"


def endpoints_of(client: Client) -> Endpoints:
    """Ask the server of `client` who it is; return its endpoints, update and graphs empty where unknown.

    Raises RemoteError where it does not answer SPARQL.
    """
    settings = client.settings
    reply = client.send("POST", settings.url, data={"query": "ASK {}"}, headers={"Accept": MEDIA_TYPE})
    if reply.media_type in PAGES or b"boolean" not in reply.body:
        raise RemoteError(not_sparql(reply, settings.url))
    name = str(reply.headers.get("server", "")).lower()
    stem, _, step = settings.url.rstrip("/").rpartition("/")
    for known in _KNOWN:
        if name.startswith(known.name) and step in known.query:
            update, graphs = known.login if known.login and settings.user else known.write
            return Endpoints(
                settings.url,
                settings.update or f"{stem}/{update}",
                settings.graphs or f"{stem}/{graphs}",
                known.name,
            )
    return Endpoints(settings.url, settings.update, settings.graphs)


def writable(endpoints: Endpoints) -> Endpoints:
    """Return `endpoints` where graphs can be written. Raises RemoteError naming the variables to set."""
    unknown = [
        name
        for name, url in ((UPDATE_VARIABLE, endpoints.update), (GRAPHS_VARIABLE, endpoints.graphs))
        if not url
    ]
    if unknown:
        raise RemoteError(
            f"{endpoints.query}：不知道这种服务在哪里收更新和图；"
            f"请设环境变量 {'、'.join(unknown)}，见 docs/stores.md"
        )
    return endpoints
