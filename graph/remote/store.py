"""The graph in a SPARQL server, as queries see it: the same rows as `graph.store.GraphStore` gives.

A server's default graph may be one of its own (Oxigraph) or all graphs together, a triple as often as there
are graphs with it (Virtuoso). So the triples of all graphs stand, each once, in a graph `<base>graph/all`,
and every query says that this is its default graph.
"""

from __future__ import annotations

import os
from typing import Final, Self

from pyoxigraph import QuerySolutions
from pyoxigraph import Store as OxigraphStore

from ...ontology.namespaces import PREFIXES
from ..sparql_guard import FederationError, refuse_service
from ..sparql_tokens import code
from ..store import QueryError, Rows
from .errors import RefusedQueryError, RemoteError
from .http import Client
from .ledger import FIND, UPDATING, ask_digests, digests, found, whole_graph
from .results import MEDIA_TYPE, rows_of
from .servers import Endpoints, endpoints_of
from .settings import BASE_VARIABLE, RemoteSettings, settings_of


class RemoteStore:
    """A graph in a server that is read, not changed."""

    def __init__(self, settings: RemoteSettings) -> None:
        """Take the server of `settings`; nothing is asked before the first query."""
        self._client = Client(settings)
        self._base = ""
        self._graphs: tuple[str, ...] | None = None

    @classmethod
    def open(cls, url: str) -> RemoteStore:
        """Open the graph in the server at `url`, with what the environment says. Raises RemoteError."""
        store = cls(settings_of(url, os.environ))
        try:
            store.base()
        except RemoteError:
            store.close()
            raise
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    @property
    def client(self) -> Client:
        """What sends the requests."""
        return self._client

    def endpoints(self) -> Endpoints:
        """Return the server's endpoints. Raises RemoteError."""
        return endpoints_of(self._client)

    def base(self) -> str:
        """Return the base IRI of the graph.

        Raises RemoteError where the server has no graph of ours, has several, or is just being written.
        """
        if not self._base:
            self._base = self._find()
        return self._base

    def select(self, query: str) -> Rows:
        """Answer a SELECT query over all graphs together; GRAPH asks for single ones.

        The vocabularies' prefixes are known, and a FROM of the query counts instead of the graph. Raises
        QueryError where the query is faulty, RemoteError where the server gives no answer.
        """
        checked(query)
        found_tokens = code(query)
        keywords = {token.keyword for token in found_tokens}
        graphs: list[str] = []
        dataset: dict[str, str | list[str]] = {}
        if "FROM" not in keywords:
            base = self.base()
            dataset = {"default-graph-uri": whole_graph(base)}
            if "GRAPH" in keywords:
                graphs = list(self.graphs())
        if graphs:
            dataset["named-graph-uri"] = graphs
        try:
            return self.ask(with_prefixes(query), dataset)
        except RefusedQueryError as error:
            raise QueryError(str(error)) from error

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs, sorted. Raises RemoteError."""
        if self._graphs is None:
            base = self.base()
            self._graphs = tuple(sorted(digests(base, self.ask(ask_digests(base), {}))))
        return self._graphs

    def ask(self, query: str, dataset: dict[str, str | list[str]], tries: int = 0) -> Rows:
        """Send a query as it is, `tries` times at most, and return its rows. Raises RemoteError."""
        url = self._client.settings.url
        data = {"query": query, **dataset}
        reply = self._client.send("POST", url, data=data, headers={"Accept": MEDIA_TYPE}, tries=tries)
        return rows_of(reply, url)

    def ledgers(self) -> dict[str, str]:
        """Return the states of the graphs of ours in the server, by base IRI. Raises RemoteError."""
        return found(self.ask(FIND, {}))

    def _find(self) -> str:
        url, wanted = self._client.settings.url, self._client.settings.base
        states = self.ledgers()
        if wanted:
            states = {base: state for base, state in states.items() if base == wanted}
        if not states:
            which = f"以 {wanted} 开头的" if wanted else ""
            raise RemoteError(f"{url}：里面没有{which}图谱；请先运行 zhijiao build … --store {url}")
        if len(states) > 1:
            raise RemoteError(
                f"{url}：里面有几个图谱（{'、'.join(sorted(states))}）；请用环境变量 {BASE_VARIABLE} 指明一个"
            )
        base, state = next(iter(states.items()))
        if state == UPDATING:
            raise RemoteError(
                f"{url}：图谱正在更新，或上次更新没有做完；请稍后再试，没有 build 在运行就再运行一次 build"
            )
        return base


_EMPTY: Final = OxigraphStore()


def checked(query: str) -> None:
    """Raise QueryError where `query` is not a SELECT query of SPARQL 1.1 or asks another server."""
    try:
        refuse_service(query)
        answer = _EMPTY.query(query, prefixes=dict(PREFIXES))
    except FederationError as error:
        raise QueryError(str(error)) from error
    except SyntaxError as error:
        raise QueryError(f"查询不合 SPARQL 1.1 语法：{error}") from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"查询无法执行：{error}") from error
    if not isinstance(answer, QuerySolutions):
        raise QueryError("这不是 SELECT 查询；只有 SELECT 查询给出表格")


def with_prefixes(query: str) -> str:
    """Return `query` with declarations of those of our prefixes that it uses and does not declare."""
    tokens = code(query)
    declared = {
        after.text.partition(":")[0]
        for token, after in zip(tokens, tokens[1:], strict=False)
        if token.keyword == "PREFIX"
    }
    used = {token.text.partition(":")[0] for token in tokens if token.kind == "name"}
    lines = [f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in sorted((used - declared) & set(PREFIXES))]
    return "".join([*lines, query])
