"""Two builds at once, and readers while a build publishes: one waits, or says who holds; nothing is half."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from zhijiao.cli.errors import CommandError
from zhijiao.cli.folder import CACHE, publish, staging, staging_store
from zhijiao.cli.lock import LOCK, holder, locked
from zhijiao.graph.exports.export import export
from zhijiao.graph.store import GraphStore, StoreError
from zhijiao.tests.making.scenes import Scene, state

#: Takes the lock of a file, says so, and forks a child that outlives it, as the system allows.
HOLD = """
import os, sys, time
from pathlib import Path
from zhijiao.cli.lock import locked
with locked(Path(sys.argv[1]), ""):
    child = os.fork() if len(sys.argv) > 2 else 1
    if child == 0:
        time.sleep(60)
        os._exit(0)
    print(child, flush=True)
    sys.stdin.read()
"""


#: Begins processes, says their numbers, and goes on for long.
PROCESSES = """
import os, time
from zhijiao.graph.processes import processes
if __name__ == "__main__":
    with processes(2, str) as pool:
        list(pool.each(abs, range(4)))
        print(*pool._pool._processes, flush=True)
        time.sleep(60)
"""


@contextmanager
def held(path: Path, *, forking: bool = False) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Hold a lock in another process; give it, and the number of its child where it is `forking`."""
    command = [sys.executable, "-c", HOLD, str(path), *(["fork"] if forking else [])]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process, int(process.stdout.readline())
    finally:
        process.communicate()


def test_who_holds_a_folder_is_told(tmp_path: Path) -> None:
    with (
        held(tmp_path / LOCK) as (process, _),
        pytest.raises(CommandError, match=f"另一个 build（进程 {process.pid}，在 .+ 上，20.+开始）正在写"),
        staging(tmp_path),
    ):
        pytest.fail("two builds hold a folder")
    with staging(tmp_path):
        assert str(os.getpid()) in holder(tmp_path / LOCK)
    assert holder(tmp_path / LOCK) == ""


def test_who_holds_a_store_is_told(tmp_path: Path) -> None:
    store = tmp_path / "db"
    lock = tmp_path / f".db{LOCK}"
    with (
        held(lock) as (process, _),
        pytest.raises(CommandError, match=f"进程 {process.pid}.*图谱库.*--wait"),
        staging_store(store),
    ):
        pytest.fail("two builds hold a store")


def test_a_second_build_waits_until_the_first_ends(tmp_path: Path) -> None:
    told: list[str] = []
    with held(tmp_path / LOCK) as (process, _):

        def end(who: str) -> None:
            told.append(who)
            assert process.stdin is not None
            process.stdin.close()
            process.stdin = None

        with staging(tmp_path, end) as folder:
            assert folder.is_dir()
            process.wait(5)
    assert len(told) == 1
    assert str(process.pid) in told[0]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")
def test_the_lock_of_a_process_that_was_killed_is_free_though_its_child_lives(tmp_path: Path) -> None:
    with held(tmp_path / LOCK, forking=True) as (process, child):
        try:
            process.kill()
            process.wait()
            os.kill(child, 0)
            with locked(tmp_path / LOCK, "taken"):
                assert str(os.getpid()) in holder(tmp_path / LOCK)
        finally:
            os.kill(child, signal.SIGKILL)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_processes_end_when_the_build_that_began_them_is_killed(tmp_path: Path) -> None:
    (tmp_path / "begin.py").write_text(PROCESSES, encoding="utf-8")
    process = subprocess.Popen([sys.executable, tmp_path / "begin.py"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    children = process.stdout.readline().split()
    assert len(children) == 2
    process.kill()
    process.communicate()
    until = time.monotonic() + 10
    while (alive := [one for one in children if runs(one)]) and time.monotonic() < until:
        time.sleep(0.05)
    assert alive == []


def runs(process: str) -> bool:
    """Say whether a process is there and not merely waiting for somebody to take note of its end."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False


def test_a_lock_that_was_deleted_meanwhile_is_not_taken_for_one(tmp_path: Path) -> None:
    """A first build that fails deletes its folder with the lock; who waits must not hold what is gone."""
    out = tmp_path / "out"
    began = threading.Event()
    failed = threading.Event()
    waited = threading.Event()

    def first() -> None:
        with pytest.raises(CommandError, match="nothing"), staging(out):
            began.set()
            waited.wait(10)
            raise CommandError("nothing")
        failed.set()

    thread = threading.Thread(target=first)
    thread.start()
    assert began.wait(10)
    with staging(out, lambda _: waited.set()):
        assert failed.wait(10)
        with pytest.raises(CommandError, match="另一个 build"), staging(out):
            pytest.fail("two builds hold a folder")
    thread.join()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="builds are forked")
def test_of_two_commands_at_once_one_builds_and_the_other_waits_or_says_so(scene: Scene) -> None:
    out = scene.workspace("both")
    command = [sys.executable, "-m", "zhijiao", "build", str(scene.sources), "--out", str(out), "--jobs", "1"]
    with held(out / LOCK) as (holding, _):
        refused = subprocess.run(command, capture_output=True, text=True, check=False)
        waiting = subprocess.Popen([*command, "--wait"], stderr=subprocess.PIPE, text=True)
        assert waiting.stderr is not None
        said = waiting.stderr.readline()
        assert state(out) == scene.old
        holding.communicate()
        rest = waiting.communicate()[1]
    assert refused.returncode == 2
    assert f"另一个 build（进程 {holding.pid}" in refused.stderr
    assert said.startswith(f"等另一个 build（进程 {holding.pid}")
    assert waiting.returncode == 0, rest
    assert state(out) == scene.new


def test_an_export_that_has_begun_before_a_build_publishes_is_of_the_old_graph(
    scene: Scene, tmp_path: Path
) -> None:
    out = scene.workspace("exported")
    opened = GraphStore.open(out / "store")
    assert scene.killer.build([scene.sources], out).code == 0
    export(opened, "nq", tmp_path / "old.nq")
    export(GraphStore.open(out / "store"), "nq", tmp_path / "new.nq")
    assert (tmp_path / "old.nq").read_bytes() == scene.old.quads
    assert (tmp_path / "new.nq").read_bytes() == scene.new.quads


def test_readers_while_builds_publish_find_one_state_or_the_other(scene: Scene) -> None:
    """The folder is changed back and forth between the two states while others read it."""
    out = scene.workspace("read")
    done = threading.Event()
    wrong: list[str] = []
    reads = [0]

    def read() -> None:
        while not done.is_set():
            try:
                found = state(out)
            except (StoreError, OSError, CommandError) as error:
                wrong.append(repr(error))
                continue
            reads[0] += 1
            if found is None or found.quads not in (scene.old.quads, scene.new.quads):
                wrong.append("half")

    thread = threading.Thread(target=read)
    thread.start()
    try:
        for number in range(20):
            made = out / f".zhijiao-staging-{number}"
            source = scene.folder / ("new" if number % 2 == 0 else "old") / "out"
            shutil.copytree(source, made, ignore=shutil.ignore_patterns(".*", CACHE))
            with locked(out / LOCK, "taken", lambda _: None):
                publish(made, out)
    finally:
        done.set()
        thread.join()
    assert reads[0]
    assert wrong == []
