"""A server that counts who asks it, to see that nobody does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from typing import Any


@dataclass(slots=True)
class Listener:
    """The listener's address, the connections it has taken and the requests that came over them."""

    url: str = ""
    connections: int = 0
    requests: list[str] = field(default_factory=list)


@contextmanager
def listening(content: str, media_type: str) -> Iterator[Listener]:
    """Listen on a free port of this machine and answer every request with `content`."""
    seen = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.requests.append(f"{self.command} {self.path}")
            self.rfile.read(int(self.headers.get("content-length") or 0))
            body = content.encode()
            self.send_response(200)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_HEAD = do_POST = do_PUT = do_GET  # noqa: N815 - the names that the library calls

        def log_message(self, format: str, *args: Any) -> None:
            pass

    class Counting(ThreadingHTTPServer):
        daemon_threads = True

        def verify_request(self, request: socket | tuple[bytes, socket], client_address: Any) -> bool:
            seen.connections += 1
            return True

    server = Counting(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    seen.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
