"""SPARQL servers of others on this machine, Oxigraph and Virtuoso, and a way to them that can be cut."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from typing import Any

import httpx
import pytest

from zhijiao.benchmarks.virtuoso import virtuoso_settings
from zhijiao.graph.remote.settings import RemoteSettings
from zhijiao.graph.remote.store import RemoteStore

HOST = "127.0.0.1"
_START_SECONDS = 120

#: Pages of 8 kB that Virtuoso keeps in memory: tests have small graphs.
_BUFFERS = 4000


@dataclass(slots=True)
class SparqlServer:
    """A server that runs: the address of its query endpoint, and who may write."""

    url: str
    start: Callable[[], subprocess.Popen[bytes]]
    process: subprocess.Popen[bytes]
    user: str = ""
    password: str = ""

    def store(self, url: str = "", **changes: Any) -> RemoteStore:
        """Return the store in the server, asked at another address where one is given."""
        made = {"user": self.user, "password": self.password, "first_wait": 0.01, **changes}
        return RemoteStore(RemoteSettings(url or self.url, **made))

    def environ(self) -> dict[str, str]:
        """Return what the environment has to hold for the command line to write into the server."""
        if not self.user:
            return {}
        return {"ZHIJIAO_SPARQL_USER": self.user, "ZHIJIAO_SPARQL_PASSWORD": self.password}

    def kill(self) -> None:
        """Kill the server as a crash would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def restart(self) -> None:
        """Start the server again on the same data."""
        self.process = self.start()

    def graphs(self) -> dict[str, int]:
        """Return how many triples each named graph of the server has."""
        query = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        with self.store() as store:
            return {str(graph): int(str(count)) for graph, count in store.ask(query, {}).rows}

    def update(self, text: str) -> None:
        """Have the server do an update."""
        with self.store() as store:
            url = store.endpoints().update
            store.client.send("POST", url, data={"update": text})


@contextmanager
def oxigraph_server(folder: Path) -> Iterator[SparqlServer]:
    """Run Oxigraph's server over a database in `folder`; skip where its program is missing."""
    program = shutil.which("oxigraph") or str(Path(sys.executable).with_name("oxigraph"))
    if not Path(program).is_file():
        pytest.skip("the program oxigraph is missing (pip install oxigraph)")
    port = free_port()
    command = [program, "serve", "--location", str(folder / "data"), "--bind", f"{HOST}:{port}"]
    with _running(command, folder, f"http://{HOST}:{port}/query") as server:
        yield server


@contextmanager
def virtuoso_server(folder: Path, rows: int = 100_000) -> Iterator[SparqlServer]:
    """Run Virtuoso with a fresh database in `folder`; skip where its program is missing.

    `rows` is the most rows that it gives at once.
    """
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("the program virtuoso-t is missing (Debian package virtuoso-opensource)")
    http, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(virtuoso_settings(http, sql, buffers=_BUFFERS, rows=rows))
    command = [program, "+foreground", "+configfile", "virtuoso.ini"]
    with _running(command, folder, f"http://{HOST}:{http}/sparql") as server:
        server.user = server.password = "dba"
        yield server


@contextmanager
def _running(command: list[str], folder: Path, url: str) -> Iterator[SparqlServer]:
    def start() -> subprocess.Popen[bytes]:
        (folder / "virtuoso.lck").unlink(missing_ok=True)
        with (folder / "server.log").open("ab") as log:
            process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        _wait_for(url, process, folder / "server.log")
        return process

    server = SparqlServer(url, start, start())
    try:
        yield server
    finally:
        server.process.terminate()
        try:
            server.process.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with suppress(httpx.HTTPError):
            if httpx.post(url, data={"query": "ASK {}"}, trust_env=False, verify=False).status_code == 200:
                return
        time.sleep(0.05)
    process.kill()
    raise RuntimeError(f"{url} did not start: {log.read_text(errors='replace')[-500:]}")


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


@dataclass(slots=True)
class Way:
    """The way to a server, which can be cut: from the request `cut_at` on, counted from 0, all are lost.

    `after` says that the server still gets the request at which it is cut, but its answer is lost; `once`
    that only that request is lost; `instead` is what is answered in its place.
    """

    url: str = ""
    cut_at: int = 1_000_000
    after: bool = False
    once: bool = False
    instead: tuple[int, dict[str, str], bytes] | None = None
    requests: int = 0
    seen: list[str] = field(default_factory=list)
    authorizations: list[str] = field(default_factory=list)


@contextmanager
def way_to(server: SparqlServer) -> Iterator[Way]:
    """Pass on to a server whatever is sent to an address of this machine, as long as the way is not cut."""
    way = Way()
    target = httpx.URL(server.url)
    forward = httpx.Client(timeout=60, trust_env=False, verify=False)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            number, way.requests = way.requests, way.requests + 1
            way.seen.append(f"{self.command} {self.path.partition('?')[0]}")
            way.authorizations.append(self.headers.get("authorization", ""))
            lost = number == way.cut_at if way.once else number >= way.cut_at
            if lost and way.instead:
                self._answer(*way.instead)
                return
            if lost and not (way.after and number == way.cut_at):
                self.close_connection = True
                return
            kept = {
                name: value
                for name, value in self.headers.items()
                if name.lower() in {"content-type", "accept", "authorization"}
            }
            path = self.path.encode()
            reply = forward.request(self.command, target.copy_with(raw_path=path), content=body, headers=kept)
            if lost:
                self.close_connection = True
                return
            names = {"content-type", "server", "www-authenticate", "x-sparql-maxrows"}
            headers = {name: value for name, value in reply.headers.items() if name in names}
            self._answer(reply.status_code, headers, reply.content)

        do_GET = do_PUT = do_POST  # noqa: N815 - the names that the library calls

        def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response_only(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None: ...

    with ThreadingHTTPServer((HOST, 0), Handler) as listener:
        thread = threading.Thread(target=listener.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        way.url = str(target.copy_with(port=listener.server_port))
        try:
            yield way
        finally:
            listener.shutdown()
            thread.join(10)
            forward.close()
