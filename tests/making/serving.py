"""A server of a small graph on this machine, and what tests send it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPResponse
from pathlib import Path
from socket import SHUT_WR, create_connection
from typing import Final

import httpx
import pyoxigraph
import uvicorn
from starlette.types import ASGIApp

from zhijiao.graph.store import GraphStore
from zhijiao.serve.connections import BoundedConnection
from zhijiao.serve.server import HEAD_BYTES

from .malformed import Attack

HOST: Final = "127.0.0.1"
#: The graph of the query tests.
SMALL: Final = Path(__file__).resolve().parent.parent / "data" / "small_graph.trig"
#: Partnerships of the small graph.
_PARTNERSHIPS: Final = 6
_MOST_READ: Final = 60_000_000


def small_store(folder: Path) -> Path:
    """Make the store of the query tests' graph in `folder` and return it."""
    quads = pyoxigraph.parse(path=SMALL, format=pyoxigraph.RdfFormat.TRIG)
    GraphStore.create(folder, pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b"")
    return folder


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """Serve an application on a free port in a thread; give its address, and stop it afterwards.

    Raises RuntimeError where it does not start.
    """
    # As `serve.server` does it.
    config = uvicorn.Config(
        app,
        host=HOST,
        port=0,
        log_level="error",
        access_log=False,
        http=BoundedConnection,
        h11_max_incomplete_event_size=HEAD_BYTES,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
            if not thread.is_alive():
                raise RuntimeError("the server did not start; its log says why")
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://{HOST}:{port}"
    finally:
        server.should_exit = True
        thread.join(20)


def probed(url: str) -> bool:
    """Say whether a server answers a query over the small graph rightly."""
    response = httpx.post(
        f"{url}/sparql",
        content="SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/zhijiao/ontology#Partnership> }",
        headers={"content-type": "application/sparql-query", "accept": "text/csv"},
        timeout=30,
    )
    return response.status_code == 200 and response.text.split() == ["n", str(_PARTNERSHIPS)]


def send(port: int, attack: Attack, seconds: float = 30.0) -> int | None:
    """Send an attack on a connection of its own and return the response's status.

    None where the server closes the connection without a word. Raises TimeoutError where it says nothing in
    `seconds`, http.client.HTTPException where what it says is no HTTP.
    """
    with create_connection((HOST, port), timeout=seconds) as connection:
        # The server may have answered and closed before it had read all.
        with suppress(ConnectionError):
            connection.sendall(attack.raw)
            if attack.cut:
                connection.shutdown(SHUT_WR)
        response = HTTPResponse(connection, method=attack.method)
        try:
            response.begin()
            response.read(_MOST_READ)
        except TimeoutError:
            raise
        except OSError:
            # Closed while there was more to read of the attack; the status may have come before.
            return response.status if isinstance(response.status, int) else None
        return response.status
