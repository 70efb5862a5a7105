"""The disk is full during a build: it says so and what to do, and the graph stays as it was."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from zhijiao.cli.folder import CACHE
from zhijiao.cli.lock import LOCK
from zhijiao.cli.publish import STAGING
from zhijiao.cli.room import full_disk
from zhijiao.tests.making.scenes import Scene, faults, state, unfinished

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="builds are forks")

#: Parts of what a build writes for which there is room.
PARTS = (0.0, 0.1, 0.4, 0.7, 0.9)
#: Bytes that one file may have: facts, runs, the store, its N-Quads and Turtle, pages.
LENGTHS = (1_000, 20_000, 200_000)


@dataclass(frozen=True)
class SmallDisk:
    """A disk of its own, with room for some megabytes."""

    folder: Path

    def fill(self, left: int) -> None:
        """Leave so many bytes free."""
        ballast = self.folder / "ballast"
        ballast.unlink(missing_ok=True)
        free = shutil.disk_usage(self.folder).free
        ballast.write_bytes(bytes(max(0, free - left)))

    def empty(self) -> None:
        """Give all the room back."""
        (self.folder / "ballast").unlink()


@contextmanager
def mounted(folder: Path) -> Iterator[SmallDisk]:
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if done.returncode:
        pytest.skip("mounting a disk is not allowed here")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def build(scene: Scene, out: Path, largest: int | None = None) -> tuple[int, str]:
    return scene.killer.command("build", scene.sources, "--out", out, "--jobs", "1", largest=largest)


def half_written(out: Path) -> list[str]:
    return [one.name for one in out.iterdir() if one.name.startswith(STAGING)]


def test_a_full_disk_is_told_and_what_was_there_stays(scene: Scene, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk") as disk:
        out = disk.folder / "out"
        shutil.copytree(scene.old_out, out)
        free = shutil.disk_usage(disk.folder).free
        assert build(scene, out)[0] == 0
        needed = free - shutil.disk_usage(disk.folder).free
        wrong, told = [], 0
        for part in PARTS:
            shutil.rmtree(out)
            shutil.copytree(scene.old_out, out)
            disk.fill(int(needed * part))
            code, said = build(scene, out)
            disk.empty()
            label = f"room for {part} of a build"
            wrong += [f"{label}: {fault}" for fault in (*faults(scene, out), *half_written(out))]
            if code:
                told += 1
                wrong += [] if is_told(said, out) else [f"{label}: {said}"]
                assert state(out) == scene.old
        assert wrong == []
        assert told >= len(PARTS) // 2
        assert build(scene, out)[0] == 0
        assert unfinished(scene, out) == []


def is_told(said: str, out: Path) -> bool:
    """Say whether it is one line in Chinese that names the folder, what is free and needed, what to do."""
    return (
        said.startswith(f"错误：{out}：磁盘已满。")
        and said.count("\n") == 1
        and bool(re.search(r"空出(不到)? \d+ MB", said))
        and bool(re.search(r"估计至少要 \d+ MB", said))
        and "请腾出空间" in said
    )


def test_a_first_build_on_a_full_disk_leaves_only_what_it_has_read(scene: Scene, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk") as disk:
        out = disk.folder / "out"
        for left in (0, 400_000, 1_500_000):
            disk.fill(left)
            code, said = build(scene, out)
            disk.empty()
            assert code == 2
            assert is_told(said, out), said
            assert not out.exists() or {one.name for one in out.iterdir()} <= {LOCK, CACHE}
        assert build(scene, out)[0] == 0
        assert state(out) == scene.new


def test_a_bound_on_the_length_of_files_is_told(scene: Scene) -> None:
    out = scene.workspace("bounded")
    for largest in LENGTHS:
        code, said = build(scene, out, largest)
        assert faults(scene, out) == []
        assert half_written(out) == []
        assert code == 2
        assert "最大长度" in said
        assert "ulimit -f" in said
        assert state(out) == scene.old
    assert build(scene, out)[0] == 0
    assert unfinished(scene, out) == []


def test_a_full_disk_is_known_by_its_number_or_by_its_words() -> None:
    inner = OSError("IO error: No space left on device: While appending to file")
    try:
        try:
            raise inner
        except OSError as error:
            raise RuntimeError("not written") from error
    except RuntimeError as error:
        assert full_disk(error) is inner
    assert full_disk(OSError(28, "something")) is not None
    assert full_disk(OSError(13, "Permission denied")) is None
    assert full_disk(ValueError("the disk")) is None
