"""Builds killed at many moments: the graph is the old one or the new one, and the next build is whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from zhijiao.cli.folder import find_store
from zhijiao.graph.store import GraphStore
from zhijiao.tests.making.killing import TIME
from zhijiao.tests.making.scenes import Scene, faults, state, unfinished, unlike

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="killed are groups of forked processes")

SEED = 20
#: Kills at moments spread over a rebuild.
MOMENTS = 40
#: Kills before single changes of files: those where things are moved into place, and others.
RENAMES, OTHER_CHANGES = 24, 10
#: After so many kills one is followed by a build that comes to its end.
REBUILT_EVERY = 7


@dataclass(frozen=True)
class Kill:
    """Whether a build was killed in time, the seconds it ran, and what was wrong afterwards."""

    killed: bool
    seconds: float
    faults: tuple[str, ...]


def kill(
    scene: Scene, label: str, again: bool, *, after: float | None = None, before: int | None = None
) -> Kill:
    """Kill a build of a copy of the workspace, and build `again` after it; say what was wrong."""
    out = scene.workspace("out")
    begin = time.perf_counter()
    killed = scene.build(out, after=after, before=before)
    seconds = time.perf_counter() - begin
    wrong = [f"{label}: {fault}" for fault in faults(scene, out)]
    if again or not killed:
        scene.build(out)
        wrong += [f"{label}, built again: {fault}" for fault in unfinished(scene, out)]
    return Kill(killed, seconds, tuple(wrong))


def moving(scene: Scene) -> list[int]:
    """Return the numbers of the changes of files that move something."""
    return [number for number, (what, _) in enumerate(scene.changes) if what == "os.rename"]


def test_a_build_killed_at_any_moment_leaves_the_old_graph_or_the_new(scene: Scene) -> None:
    chance, whole = Random(SEED), scene.seconds
    kills: list[Kill] = []
    # A build that is quicker than the first one was may end before it is killed; then it does not count.
    for number in range(2 * MOMENTS):
        moment = whole * (number % MOMENTS + chance.random()) / MOMENTS
        done = kill(scene, f"killed after {moment:.3f} s", number % REBUILT_EVERY == 0, after=moment)
        whole = whole if done.killed else min(whole, done.seconds)
        kills.append(done)
        if sum(one.killed for one in kills) == MOMENTS:
            break
    assert [fault for one in kills for fault in one.faults] == []
    assert sum(one.killed for one in kills) == MOMENTS


def test_a_build_killed_before_any_change_of_a_file_leaves_the_old_graph_or_the_new(scene: Scene) -> None:
    chance, moves = Random(SEED), moving(scene)
    others = [number for number in range(len(scene.changes)) if number not in moves]
    chosen = {
        *chance.sample(moves, min(RENAMES, len(moves))),
        *chance.sample(others, min(OTHER_CHANGES, len(others))),
        len(scene.changes) - 1,
    }
    wrong: list[str] = []
    for number, change in enumerate(sorted(chosen)):
        label = f"killed before {scene.changes[change]} ({change})"
        wrong += kill(scene, label, number % REBUILT_EVERY == 0, before=change).faults
    assert wrong == []


def test_a_build_that_recovers_from_a_kill_may_be_killed_too(scene: Scene) -> None:
    wrong = []
    for first in Random(SEED).sample(moving(scene), 4):
        out = scene.workspace(f"twice{first}")
        scene.build(out, before=first)
        for second in range(0, 8, 3):
            scene.build(out, before=second)
            wrong += [f"killed before changes {first} and {second}: {one}" for one in faults(scene, out)]
        scene.build(out)
        wrong += [f"killed before change {first} and again: {one}" for one in unfinished(scene, out)]
    assert wrong == []


def test_after_a_kill_a_build_that_fails_loses_nothing(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "nobody.txt").write_text("今天天气很好，大家都很高兴。\n" * 30, encoding="utf-8")
    wrong = []
    for first in Random(SEED + 1).sample(moving(scene), 6):
        out = scene.workspace(f"fails{first}")
        scene.build(out, before=first)
        assert scene.killer.build([tmp_path], out).code == 1
        wrong += [f"killed before change {first}, then failed: {one}" for one in faults(scene, out)]
    assert wrong == []


def test_a_first_build_that_is_killed_leaves_nothing_half(scene: Scene) -> None:
    fresh = scene.folder / "first"
    for number in range(4):
        out = fresh / f"{number}" / "out"
        scene.build(out, after=scene.seconds * (number + 0.5) / 4)
        found = state(out) if out.exists() else None
        assert found is None or found.quads == scene.new.quads
        scene.build(out)
        finished = state(out)
        assert finished == scene.new
        shutil.rmtree(out.parent)


def test_a_store_that_stands_elsewhere_is_the_old_or_the_new_one(scene: Scene) -> None:
    folder, kept = scene.folder / "elsewhere", scene.folder / "kept"
    out, store = folder / "out", folder / "db" / "graph"
    assert scene.killer.build([scene.folder / "before"], out, store=store).code == 0
    shutil.copytree(folder, kept)
    changes = scene.killer.build([scene.sources], out, store=store).changes
    moves = [number for number, (what, _) in enumerate(changes) if what == "os.rename"]
    wrong = []
    for change in moves[:: max(1, len(moves) // 6)]:
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        scene.killer.build([scene.sources], out, store=store, before=change)
        label = f"killed before {changes[change]}"
        quads = GraphStore.open(find_store(store)).nquads()
        wrong += [] if quads in (scene.old.quads, scene.new.quads) else [f"{label}: {unlike(scene, quads)}"]
        assert scene.killer.build([scene.sources], out, store=store).code == 0
        quads = GraphStore.open(find_store(store)).nquads()
        wrong += [] if quads == scene.new.quads else [f"{label}, built again: {unlike(scene, quads)}"]
        wrong += [f"{label}: {one.name} is left" for one in store.parent.iterdir() if "staging" in one.name]
    assert wrong == []


def test_the_command_is_killed_with_its_workers(scene: Scene) -> None:
    wrong = []
    for number in range(4):
        out = scene.workspace(f"command{number}")
        command = [sys.executable, "-m", "zhijiao", "build", str(scene.sources), "--out", str(out)]
        running = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | TIME,
            start_new_session=True,
        )
        time.sleep(0.4 + number * (scene.seconds + 1.2) / 4)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        wrong += [f"command killed, time {number}: {fault}" for fault in faults(scene, out)]
    assert wrong == []
