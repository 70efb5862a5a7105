"""Runs the application under uvicorn: one process for HTTP, the pool's processes for the store."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from contextlib import suppress
from typing import Final

import uvicorn

from .app import create_app
from .connections import BoundedConnection
from .settings import Settings

#: Octets of a request's first line and headers; a longer query goes into the body.
HEAD_BYTES: Final = 65_536
#: Connections at a time, beyond those that work or wait.
SPARE_CONNECTIONS: Final = 400
#: Seconds that a connection is kept for another request.
KEEP_ALIVE: Final = 15
_BACKLOG: Final = 512


class AddressError(OSError):
    """An address that cannot be listened on: why, in Chinese."""


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens on `host` and `port`, 0 for any. Raises AddressError."""
    try:
        family, kind, number, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        found = socket.socket(family, kind, number)
    except OSError as error:
        raise AddressError(f"--host {host}：不认识这个地址（{error.strerror or error}）") from error
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(_BACKLOG)
    except OSError as error:
        found.close()
        raise AddressError(
            f"{host}:{port}：听不了（{error.strerror or error}）。端口可能正被占用，请用 --port 换一个"
        ) from error
    return found


def run(settings: Settings, listener: socket.socket) -> bool:
    """Serve until the process is told to stop; say whether the service ever started."""
    _log_to_stderr()
    server = uvicorn.Server(config(settings))
    # uvicorn ends gracefully, then raises the signal once more: there is nothing left to do.
    signal.signal(signal.SIGTERM, lambda *_: None)
    # SystemExit is how uvicorn says that the application did not start.
    with suppress(KeyboardInterrupt, SystemExit):
        server.run(sockets=[listener])
    return server.started


def config(settings: Settings) -> uvicorn.Config:
    """Return how uvicorn serves the application of `settings`."""
    limits = settings.limits
    return uvicorn.Config(
        create_app(settings),
        http=BoundedConnection,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        h11_max_incomplete_event_size=HEAD_BYTES,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=max(1, round(limits.seconds) + 1),
        limit_concurrency=settings.workers + limits.waiting + SPARE_CONNECTIONS,
    )


def _log_to_stderr() -> None:
    logging.basicConfig(
        stream=sys.stderr,
        level=logging.WARNING,
        format="%(asctime)s %(message)s",
        datefmt="%Y-%m-%dT%H:%M:%S",
    )
    logging.getLogger("zhijiao").setLevel(logging.INFO)
