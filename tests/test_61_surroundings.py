"""Clock, locale, time zone, current folder, names and rights change nothing of what a build makes."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from zhijiao.cli.folder import MANIFEST, STORE
from zhijiao.graph.store import GraphStore
from zhijiao.tests.making.killing import TIME
from zhijiao.tests.making.scenes import Scene, content

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="builds are forks")

#: A name that a shell, an IRI or a pattern would take apart.
STRANGE = '质量 年报\'s "[*]" $HOME %41 #2；﹏'
#: The clock goes back by an hour each time it is read, and forward by a day now and then.
JUMPING = """
import itertools, time
true, jumps = time.time, itertools.count(1)
def jumping():
    number = next(jumps)
    return true() - 3600 * number + (86400 if number % 5 == 0 else 0)
time.time = jumping
time.time_ns = lambda: int(jumping() * 1e9)
"""
#: The current folder goes before anything is done.
GONE = "import os, tempfile\nfolder = tempfile.mkdtemp()\nos.chdir(folder)\nos.rmdir(folder)\n"


@pytest.fixture(scope="module")
def usual(scene: Scene) -> dict[str, bytes]:
    """What a build leaves in the usual surroundings."""
    out = scene.folder / "usual" / "out"
    code, said = scene.killer.command("build", scene.sources, "--out", out, "--jobs", "1")
    assert code == 0, said
    return content(out)


@dataclass(frozen=True)
class Locale:
    """A locale: its name, the language and coding it is made of where it has to be, what writes it."""

    name: str
    made_of: tuple[str, str] | None
    coding: str


LOCALES = (
    Locale("C", None, "ascii"),
    Locale("tr_TR.UTF-8", ("tr_TR", "UTF-8"), "utf-8"),
    Locale("zh_CN.GBK", ("zh_CN", "GBK"), "gbk"),
)


def environment(locale: Locale, folder: Path) -> dict[str, str]:
    """Return an environment of a locale, which is made in `folder` where the system may not have it."""
    if locale.made_of:
        if shutil.which("localedef") is None:
            pytest.skip("locales cannot be made here")
        language, coding = locale.made_of
        command = ["localedef", "-c", "-i", language, "-f", coding, str(folder / locale.name)]
        if subprocess.run(command, capture_output=True, check=False).returncode not in (0, 1):
            pytest.skip(f"the system does not know {locale.name}")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return (
        kept
        | TIME
        | {
            "LC_ALL": locale.name,
            "LOCPATH": str(folder),
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONHASHSEED": str(sum(map(ord, locale.name))),
            "TZ": "America/St_Johns",
        }
    )


@pytest.mark.parametrize("locale", LOCALES, ids=lambda one: one.name)
def test_locale_time_zone_and_hashes_change_nothing(
    scene: Scene, usual: dict[str, bytes], locale: Locale, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "zhijiao", "build", str(scene.sources), "--out", str(tmp_path / "out")]
    surroundings = environment(locale, tmp_path)
    done = subprocess.run(command, capture_output=True, check=False, env=surroundings)
    assert done.returncode == 0, done.stderr.decode(locale.coding, errors="replace")
    said = done.stdout.decode(locale.coding)
    assert ("5 份报告" if locale.coding != "ascii" else "5 ???") in said
    assert content(tmp_path / "out") == usual


def test_a_clock_that_jumps_changes_times_only(scene: Scene, usual: dict[str, bytes], tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ("build", scene.sources, "--out", out, "--jobs", "1")
    for _ in range(2):
        code, said = scene.killer.command(*command, before=JUMPING)
        assert code == 0, said
        assert content(out) == usual


def test_a_clock_that_was_set_back_between_builds_is_no_hindrance(
    scene: Scene, usual: dict[str, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    later = "import os\nos.environ['SOURCE_DATE_EPOCH'] = '1900000000'\n"
    code, said = scene.killer.command(
        "build", scene.folder / "before", "--out", out, "--jobs", "1", before=later
    )
    assert code == 0, said
    for path in out.rglob("*"):
        os.utime(path, (1_900_000_000, 1_900_000_000))
    code, said = scene.killer.command("build", scene.sources, "--out", out, "--jobs", "1")
    assert code == 0, said
    found = content(out)
    assert {name: found[name] for name in ("graph.ttl", "graph.nq", "facts.jsonl")} == {
        name: usual[name] for name in ("graph.ttl", "graph.nq", "facts.jsonl")
    }
    assert GraphStore.open(out / STORE).nquads() == usual["graph.nq"]


def test_strange_names_relative_paths_and_closed_folders_change_nothing(
    scene: Scene, usual: dict[str, bytes], tmp_path: Path
) -> None:
    sources = tmp_path / STRANGE / "来源"
    shutil.copytree(scene.sources, sources)
    for path in (*sources.iterdir(), sources):
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    before = {path.name: path.stat().st_mtime_ns for path in sources.iterdir()}
    code, said = scene.killer.command(
        "build", "来源", "--out", f"{STRANGE}/out", "--jobs", "1", within=sources.parent, umask=0o077
    )
    sources.chmod(0o755)
    assert code == 0, said
    out = sources.parent / STRANGE / "out"
    assert STRANGE in said
    assert content(out) == usual
    assert {path.name: path.stat().st_mtime_ns for path in sources.iterdir()} == before
    assert all(path.stat().st_mode & 0o077 == 0 for path in out.rglob("*") if not path.is_symlink())
    code, said = scene.killer.command("query", "groups", "--store", f"{STRANGE}/out", within=sources.parent)
    assert code == 0, said


def test_where_the_current_folder_is_gone_that_is_said(scene: Scene) -> None:
    code, said = scene.killer.command("build", scene.sources, "--out", "there", before=GONE)
    assert code == 2
    assert said.startswith("错误：当前文件夹已经不在了")
    assert said.count("\n") == 1


def test_nothing_of_the_machine_is_in_what_is_made(scene: Scene, usual: dict[str, bytes]) -> None:
    place = str(scene.folder).encode()
    assert not [name for name, data in usual.items() if place in data]
    assert place not in (scene.folder / "usual" / "out" / MANIFEST).read_bytes()
