"""A stand-in for a model behind an OpenAI-compatible endpoint, on this machine, its answers made to order."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server sends: a status, the words of the answer, headers, or a body of any other form.

    It waits `delay` seconds first; with `trickle` it then sends a byte at a time, that many seconds apart.
    """

    content: str = '{"facts": []}'
    status: int = 200
    delay: float = 0.0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    trickle: float = 0.0

    def data(self) -> bytes:
        """Return the body."""
        if self.body is not None:
            return self.body
        if self.status != 200:
            return json.dumps({"error": {"message": "no"}}).encode()
        message = {"role": "assistant", "content": self.content}
        return json.dumps({"choices": [{"index": 0, "message": message}]}).encode()


Answering = Callable[[dict[str, Any]], Reply]


def facts(*lines: dict[str, Any]) -> Reply:
    """Return the reply that holds the facts `lines`."""
    return Reply(json.dumps({"facts": lines}, ensure_ascii=False))


@dataclass(slots=True)
class StubModel:
    """The server's address and what it was sent: the bodies of the requests and their headers."""

    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def forms(self) -> list[str]:
        """The `response_format` of each request, "" for none."""
        return [one.get("response_format", {}).get("type", "") for one in self.requests]

    @property
    def asked(self) -> str:
        """All questions."""
        return "\n".join(one["messages"][-1]["content"] for one in self.requests)


def in_turn(replies: Sequence[Reply]) -> Answering:
    """Answer with `replies` one after the other, the last again and again."""
    left = list(replies)
    return lambda _body: left.pop(0) if len(left) > 1 else left[0]


@contextmanager
def stub_model(answering: Answering | Sequence[Reply] | Reply) -> Iterator[StubModel]:
    """Serve on loopback while the block runs; `answering` says what comes for the body of a request."""
    if isinstance(answering, Reply):
        answering = [answering]
    answer = in_turn(answering) if isinstance(answering, Sequence) else answering
    made = StubModel()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            made.requests.append(body)
            made.headers.append({key.lower(): value for key, value in self.headers.items()})
            reply = answer(body) if self.path == "/v1/chat/completions" else Reply(status=404)
            time.sleep(reply.delay)
            data = reply.data()
            try:
                self.send_response(reply.status)
                for key, value in reply.headers:
                    self.send_header(key, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                for part in [data] if not reply.trickle else [data[at : at + 1] for at in range(len(data))]:
                    self.wfile.write(part)
                    self.wfile.flush()
                    time.sleep(reply.trickle)
            except OSError:
                self.close_connection = True  # the client has given up waiting

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    made.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
