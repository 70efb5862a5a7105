"""Builds that are killed: at a moment, or before the n-th change of a file, by a process that is warm.

A process at hand loads all that a build needs and forks itself for each build, so that a build costs no
start-up. `Killer` is its hand; this module run as a program is that process.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NoReturn

#: What a build takes for now: where files say when they were made, two builds make the same.
TIME: Final = {"SOURCE_DATE_EPOCH": "1700000000"}
#: What changes files and folders, as Python's audit events call it.
_CHANGES: Final = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "open"})
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
#: Seconds between two looks at a build that is to be killed.
_LOOK: Final = 0.001


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended: its exit code, negative for a signal, the seconds it ran, and what files it changed.

    `changes` are (what was done, the path within the folder that holds the output folder); they are empty
    where it was killed.
    """

    code: int
    seconds: float
    changes: tuple[tuple[str, str], ...] = ()

    @property
    def killed(self) -> bool:
        """Whether the build was killed before its end."""
        return self.code == -signal.SIGKILL


class Killer:
    """That process; use it in a `with` block."""

    def __enter__(self) -> Killer:
        self._helper = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | TIME,
        )
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._helper.communicate()

    def build(
        self,
        sources: Sequence[Path],
        out: Path,
        *,
        store: Path | None = None,
        after: float | None = None,
        before: int | None = None,
        record: Path | None = None,
    ) -> Outcome:
        """Build `sources` into `out`; kill it `after` seconds or `before` the change of that number.

        `store` is another place for the store; what is done to files is recorded into the folder `record`
        (see `power`). Changes are those within the folder that holds `out`.
        """
        order = {
            "sources": list(map(str, sources)),
            "out": str(out),
            "store": str(store) if store else None,
            "after": after,
            "before": before,
            "record": str(record) if record else None,
        }
        said = self._ordered(order)
        changes = tuple((str(what), str(path)) for what, path in said["changes"])
        return Outcome(int(said["code"]), float(said["seconds"]), changes)

    def command(
        self,
        *words: str | Path,
        largest: int | None = None,
        within: Path | None = None,
        umask: int | None = None,
        before: str = "",
    ) -> tuple[int, str]:
        """Run a command of ours to its end; return its exit code and all that it has written.

        `largest` is the number of bytes that one file may have (`ulimit -f`), `within` the current folder,
        `before` is Python that runs first.
        """
        with tempfile.NamedTemporaryFile() as written:
            order = {
                "command": list(map(str, words)),
                "written": written.name,
                "largest": largest,
                "within": str(within or ""),
                "umask": umask,
                "before": before,
            }
            said = self._ordered(order)
            return int(said["code"]), Path(written.name).read_text(encoding="utf-8")

    def _ordered(self, order: dict[str, Any]) -> dict[str, Any]:
        if self._helper.stdin is None or self._helper.stdout is None:
            raise RuntimeError("the helper has no pipes")
        self._helper.stdin.write(json.dumps(order) + "\n")
        self._helper.stdin.flush()
        said: dict[str, Any] = json.loads(self._helper.stdout.readline())
        return said


def _serve() -> None:
    """Build as told line by line, until no more lines come."""
    _warm_up()
    for line in sys.stdin:
        order = json.loads(line)
        begin = time.perf_counter()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            if "command" in order:
                _command(order)
            _build(order, writing)
        os.close(writing)
        with suppress(OSError):  # the child may have done so itself, or be at its end
            os.setpgid(child, child)
        if order.get("after") is not None:
            _kill_after(child, begin + order["after"])
        # The pipe is read to its end before the child is waited for: a long list would block it.
        with os.fdopen(reading, "rb") as pipe:
            changes = json.loads(pipe.read() or b"[]")
        _, status = os.waitpid(child, 0)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # its workers
        seconds = time.perf_counter() - begin
        said = {"code": os.waitstatus_to_exitcode(status), "seconds": seconds, "changes": changes}
        print(json.dumps(said), flush=True)


def _kill_after(child: int, moment: float) -> None:
    """Kill the group of `child` at `moment`, unless it ends before."""
    while (left := moment - time.perf_counter()) > 0:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return
        time.sleep(min(_LOOK, left))
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)


def _build(order: dict[str, Any], writing: int) -> NoReturn:
    """Build in this process, a fork, and end it."""
    code = 1
    try:
        with suppress(OSError):
            os.setpgid(0, 0)
        os.dup2(2, 1)
        from zhijiao.cli.workflow import build
        from zhijiao.tests.making.power import record

        out = Path(order["out"])
        store = Path(order["store"]) if order["store"] else None
        changes = _count_changes(out.parent, order["before"])
        end = record(out.parent, Path(order["record"])) if order["record"] else None
        build([Path(source) for source in order["sources"]], out, store=store, jobs=1)
        done = list(changes)
        if end:
            end()
        code = 0
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(json.dumps(done).encode())
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _command(order: dict[str, Any]) -> NoReturn:
    """Run a command in this process, a fork, and end it."""
    code = 1
    try:
        with suppress(OSError):
            os.setpgid(0, 0)
        written = os.open(order["written"], os.O_WRONLY)
        os.dup2(written, 1)
        os.dup2(written, 2)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", encoding="utf-8")
        if order["largest"]:
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest"], resource.RLIM_INFINITY))
        if order["within"]:
            os.chdir(order["within"])
        if order["umask"] is not None:
            os.umask(order["umask"])
        exec(order["before"], {})
        from zhijiao.cli import main

        sys.argv = ["zhijiao", *order["command"]]
        main()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _count_changes(folder: Path, before: int | None) -> list[tuple[str, str]]:
    """Return a list that grows with each change within `folder`; kill this process before one of them."""
    done: list[tuple[str, str]] = []
    own = os.getpid()

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in _CHANGES or os.getpid() != own:
            return
        if event == "open" and not arguments[2] & _WRITING:
            return
        path = _path(arguments)
        # What is removed with its folder is named from within it.
        inside = path.is_relative_to(folder) or (event != "open" and not path.is_absolute())
        if not inside:
            return
        if before is not None and len(done) == before:
            os.killpg(0, signal.SIGKILL)
        done.append((event, path.relative_to(folder).as_posix() if path.is_absolute() else path.as_posix()))

    sys.addaudithook(watch)
    return done


def _path(arguments: tuple[Any, ...]) -> Path:
    """Return the path that an event is about, where it is one: a file may also be open by its number."""
    first = arguments[0]
    return Path(os.fsdecode(first)) if isinstance(first, str | bytes | os.PathLike) else Path(os.devnull)


def _warm_up() -> None:
    """Load what a build needs, but open no store on disk: its threads would not live on in a fork."""
    import multiprocessing

    from zhijiao.benchmarks.generator import write_report
    from zhijiao.cli import workflow
    from zhijiao.extract import bounded
    from zhijiao.extract.reports import extract_report
    from zhijiao.graph.build import build_graph
    from zhijiao.graph.store import GraphStore

    with tempfile.TemporaryDirectory() as folder:
        report = extract_report(write_report(Path(folder), 0), "warm.txt")
    nquads = build_graph([report]).nquads
    GraphStore.memory(nquads).things("https://w3id.org/zhijiao/ontology#School")
    if not callable(workflow.build):
        raise TypeError("nothing builds")
    # Workers are forked from the build, which has loaded all: a server of forks takes a second to start.
    bounded.__dict__["prepare"] = lambda _modules=(): multiprocessing.get_context("fork")


if __name__ == "__main__":
    _serve()
