"""`zhijiao serve`: how it starts, what it says and logs, and that it leaves nothing behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from zhijiao.cli.app import app
from zhijiao.serve import connections
from zhijiao.serve.access_log import AccessLog
from zhijiao.serve.server import AddressError, config, listening
from zhijiao.serve.settings import Limits, Settings
from zhijiao.tests.making.published import published
from zhijiao.tests.making.serving import small_store

SECRET = "何人所问"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?s{i} ?p{i} ?o{i} .' for i in range(9))} }}"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    published(folder)
    return folder


@dataclass(slots=True)
class Service:
    """A running `zhijiao serve`, where it is, and what it says on standard error."""

    process: subprocess.Popen[str]
    url: str = ""
    said: list[str] = field(default_factory=list)

    def logged(self, path: str) -> str:
        """Wait for the line of a request in the log."""
        for _ in range(200):
            for line in self.said:
                if f" {path} " in line:
                    return line
            time.sleep(0.02)
        raise AssertionError(f"no line for {path}: {self.said}")


@contextmanager
def served(out: Path, *options: str, **variables: str) -> Iterator[Service]:
    process = subprocess.Popen(
        [sys.executable, "-m", "zhijiao", "serve", str(out), "--port", "0", "--workers", "1", *options],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"} | variables,
    )
    service = Service(process)

    def listen() -> None:
        for line in process.stderr or ():
            service.said.append(line)

    listener = threading.Thread(target=listen)
    listener.start()
    try:
        for _ in range(1500):
            if found := re.search(r"SPARQL +(http://127\.0\.0\.1:[0-9]+)/sparql", "".join(service.said)):
                service.url = found[1]
                break
            assert process.poll() is None, service.said
            time.sleep(0.02)
        # The address is taken before the workers have opened the store: the first request waits for them.
        assert httpx.get(f"{service.url}/health", timeout=30).status_code == 200
        yield service
    finally:
        process.kill()
        process.wait()
        listener.join()


def children(pid: int) -> list[int]:
    """The processes that a process has started, where the system tells."""
    found = Path(f"/proc/{pid}/task/{pid}/children")
    if not found.exists():
        pytest.skip("this system does not tell a process's children")
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    ]


def gone(pids: list[int]) -> bool:
    """Wait a little until none of the processes is there any more."""
    for _ in range(150):
        if not any(
            Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes()
            for pid in pids
        ):
            return True
        time.sleep(0.02)
    return False


def test_it_serves_says_where_logs_and_stops(out: Path) -> None:
    with served(out, "--seconds", "20") as service:
        said = "".join(service.said)
        for name, path in (("网页", "/"), ("编辑器", "/editor"), ("SPARQL", "/sparql"), ("接口", "/api")):
            assert re.search(rf"{name} +{service.url}{path}\n", said)
            assert httpx.get(service.url + path, follow_redirects=True, timeout=30).status_code == 200
        query = f"SELECT * {{ ?s ?p '{SECRET}' }}"
        assert httpx.get(f"{service.url}/sparql", params={"query": query}).status_code == 200
        assert httpx.post(f"{service.url}/sparql", data={"query": query}).status_code == 200
        assert httpx.get(f"{service.url}/a%09b%0Ac").status_code == 404
        assert re.search(r"T\S+ GET / 200 [0-9]+ [0-9]+ ms\n", service.logged("/"))
        assert " POST /sparql 200 " in "".join(service.said)
        assert " GET /a%09b%0Ac 404 " in service.logged("/a%09b%0Ac")
        assert SECRET not in "".join(service.said)
        assert "query" not in service.logged("/sparql")
        workers = children(service.process.pid)
        assert workers
        service.process.send_signal(signal.SIGTERM)
        assert service.process.wait(10) == 0
        assert gone(workers)


def test_a_server_that_is_killed_leaves_nothing(out: Path, tmp_path: Path) -> None:
    with served(out, "--seconds", "60", TMPDIR=str(tmp_path)) as service:
        asking = threading.Thread(target=lambda: _quietly(f"{service.url}/sparql", ENDLESS))
        asking.start()
        time.sleep(0.3)
        workers = children(service.process.pid)
        assert workers
        assert list(tmp_path.iterdir())
        service.process.kill()
        service.process.wait(10)
        asking.join()
        assert gone(workers)
        # A worker that was just starting when the server ended deletes the folder when it finds that out.
        until = time.monotonic() + 10
        while list(tmp_path.iterdir()) and time.monotonic() < until:
            time.sleep(0.05)
        assert list(tmp_path.iterdir()) == []


def _quietly(url: str, query: str) -> None:
    try:
        httpx.get(url, params={"query": query}, timeout=10)
    except httpx.HTTPError:
        return


def test_what_is_asked_for_is_done(out: Path) -> None:
    """A token from the environment, a bound on rows, queries in the log."""
    with served(out, "--rows", "2", "--log-queries", ZHIJIAO_TOKEN="s3cret") as service:
        asked = {"query": f"SELECT *\n{{ ?s ?p ?o FILTER(?o != '{SECRET}') }} LIMIT 3"}
        assert httpx.get(f"{service.url}/sparql", params=asked).status_code == 401
        shown = {"authorization": "Bearer s3cret"}
        assert httpx.get(f"{service.url}/sparql", params=asked, headers=shown).status_code == 422
        asked["query"] = asked["query"].replace("3", "2")
        assert httpx.post(f"{service.url}/sparql", data=asked, headers=shown).status_code == 200
        assert httpx.get(f"{service.url}/ready?a=b%0Ac").status_code == 200
        assert "'a=b%0Ac'" in service.logged("/ready")
        said = "".join(service.said)
        assert f"SELECT * {{ ?s ?p ?o FILTER(?o != '{SECRET}') }} LIMIT 2" in said
        assert "s3cret" not in said


def run(*args: object) -> Result:
    return CliRunner().invoke(app, ["serve", *map(str, args)], prog_name="zhijiao")


def test_what_cannot_be_served_is_said(out: Path, tmp_path: Path) -> None:
    missing = run(tmp_path / "nothing")
    assert missing.exit_code == 2
    assert "没有图谱" in missing.stderr
    with listening("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        refused = run(out, "--port", port)
    assert refused.exit_code == 2
    assert f"127.0.0.1:{port}：听不了" in refused.stderr
    assert "--port" in refused.stderr
    assert "不认识这个地址" in run(out, "--host", "no such host").stderr
    assert "令牌" in run(out, "--token", "有 空格").stderr
    assert "https://" in run(out, "--public-url", "example.org").stderr
    for option, value in (("--workers", 0), ("--seconds", 0), ("--port", 70000), ("--rows", -1)):
        assert run(out, option, value).exit_code == 2


def test_a_port_is_free_again_at_once() -> None:
    with listening("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(AddressError):
            listening("127.0.0.1", port)
    listening("127.0.0.1", port).close()


@pytest.fixture
def hasty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """A server that waits for its clients a fraction of a second only."""
    import uvicorn

    monkeypatch.setattr(connections, "HEAD_SECONDS", 0.3)
    monkeypatch.setattr(connections, "STALL_SECONDS", 0.3)
    monkeypatch.setattr(connections, "_CHECK", 0.05)
    settings = Settings(
        small_store(tmp_path / "store"), None, workers=1, limits=Limits(answer_bytes=60_000_000)
    )
    server = uvicorn.Server(config(settings))
    listener = listening("127.0.0.1", 0)
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
            assert thread.is_alive()
        yield listener.getsockname()[:2]
    finally:
        server.should_exit = True
        thread.join(20)


def test_a_client_that_keeps_the_server_waiting_is_cut_off(hasty: tuple[str, int]) -> None:
    begin = time.monotonic()
    silent, slow = socket.create_connection(hasty, 10), socket.create_connection(hasty, 10)
    slow.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n")
    for connection in (silent, slow):
        with connection, pytest.raises(ConnectionResetError):
            assert connection.recv(1000) == b""
            raise ConnectionResetError
    assert time.monotonic() - begin < 8
    # One that asks in time is kept, as often as it asks.
    with httpx.Client(base_url=f"http://{hasty[0]}:{hasty[1]}") as client:
        for _ in range(5):
            time.sleep(0.1)
            assert client.get("/health").status_code == 200


def test_a_client_that_takes_no_answer_is_cut_off(hasty: tuple[str, int]) -> None:
    large = f"SELECT ('{'x' * 10_000}' AS ?x) {{ ?s ?p ?o . ?t ?q ?u }} LIMIT 3000"
    request = httpx.Request("POST", f"http://{hasty[0]}:{hasty[1]}/sparql", data={"query": large})
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: {len(request.content)}\r\n"
    head += f"Content-Type: {request.headers['content-type']}\r\n\r\n"
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(20)
        connection.connect(hasty)
        connection.sendall(head.encode() + request.content)
        received = connection.recv(1000)
        assert received.startswith(b"HTTP/1.1 200 OK\r\n")
        size = int(re.search(rb"content-length: ([0-9]+)", received.lower())[1])  # type: ignore[index]
        time.sleep(1.5)
        got = 0
        try:
            while piece := connection.recv(1 << 16):
                got += len(piece)
        except ConnectionResetError:
            pass
        assert got < size
    # One that takes it has it whole.
    answer = httpx.post(f"http://{hasty[0]}:{hasty[1]}/sparql", data={"query": large}, timeout=30)
    assert len(answer.content) == size


def test_lines_of_the_log_are_lines(caplog: pytest.LogCaptureFixture) -> None:
    import asyncio

    async def answer(scope: object, receive: object, send: object) -> None:
        raise RuntimeError

    scope = {"type": "http", "method": "GET", "path": "/a\nb 200", "query_string": b"q\n=1"}
    with caplog.at_level("INFO", "zhijiao.access"), pytest.raises(RuntimeError):
        asyncio.run(AccessLog(answer, queries=True)(scope, None, None))  # type: ignore[arg-type]
    (line,) = caplog.messages
    assert line.startswith("GET /a%0Ab%20200 - 0 ")
    assert "\n" not in line
