"""A workspace with an old graph, the reports of a new one, and what is wrong after a disturbed build."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from zhijiao.cli.folder import CACHE, MANIFEST, STATE, STORE, find_store
from zhijiao.cli.subject import open_graph
from zhijiao.graph.store import GraphStore
from zhijiao.tests.making.killing import Killer

#: What of the output folder is compared byte for byte.
WHOLE = ("graph.ttl", "graph.nq", "facts.jsonl")
TEXT = """{school}质量年度报告（2021年）

一、学校情况
{school}创办于{year}年。2021年在校生{students}人，专任教师96人。学校开设数控技术应用、电子商务专业。

二、校企合作
学校与恒远电气股份有限公司签订合作协议，共建实训基地。
学校与白鹿市{firm}机械有限公司合作开办订单班。
学校与市残联合作，承担残疾人技能培训。
"""
#: What a report says besides in its first form and in its second.
MORE = (
    "学校与海尔集团公司合作，安排学生顶岗实习。\n",
    "学校与白鹿市远江机械有限公司签订合作协议，共建实训基地。\n",
)


@dataclass(frozen=True)
class State:
    """What a build of one set of reports leaves: the store's quads, and files by name."""

    quads: bytes
    files: dict[str, bytes]


@dataclass(frozen=True)
class Scene:
    """A workspace with an old graph, the reports of the new one, and what a build of them leaves."""

    killer: Killer
    folder: Path
    old_out: Path
    sources: Path
    old: State
    new: State
    left: tuple[str, ...]
    everything: dict[str, bytes]
    seconds: float
    changes: tuple[tuple[str, str], ...]

    def known(self, name: str) -> tuple[bytes, bytes]:
        """Return a file's content in the old state and in the new one."""
        return self.old.files[name], self.new.files[name]

    def workspace(self, name: str) -> Path:
        """Return a copy of the old workspace; the same is used again, so that it is small."""
        out = self.folder / "work" / name
        shutil.rmtree(self.folder / "work", ignore_errors=True)
        shutil.copytree(self.old_out, out)
        return out

    def build(self, out: Path, after: float | None = None, before: int | None = None) -> bool:
        """Build the new reports; return whether that was killed."""
        outcome = self.killer.build([self.sources], out, after=after, before=before)
        assert outcome.killed or outcome.code == 0, f"the build ended in {outcome.code}"
        return outcome.killed


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A scene that tests of disturbed builds share; they change copies of its workspace only."""
    folder = tmp_path_factory.mktemp("scene")
    old_sources, sources = folder / "before", folder / "reports"
    write(old_sources, {0: 0, 1: 0, 2: 0, 3: 0, 4: 0})
    write(sources, {0: 0, 1: 1, 2: 0, 3: 1, 5: 0})
    with Killer() as killer:
        # The name is that of all copies: a graph may say where it was made.
        old_out, out = folder / "old" / "out", folder / "new" / "out"
        assert killer.build([old_sources], old_out).code == 0
        shutil.copytree(old_out, out)
        done = killer.build([sources], out)
        assert done.code == 0
        old, new = state(old_out), state(out)
        assert old is not None
        assert new is not None
        assert old.quads != new.quads
        yield Scene(
            killer, folder, old_out, sources, old, new, names(out), content(out), done.seconds, done.changes
        )


def write(folder: Path, revisions: dict[int, int]) -> None:
    """Write small reports by number, each in a revision."""
    folder.mkdir()
    for number, revision in revisions.items():
        school, firm = (
            f"{'甲乙丙丁戊己'[number]}河县白鹿职业技术学校",
            "恒远瑞丰宏盛嘉锦"[number : number + 3],
        )
        text = TEXT.format(
            school=school, firm=firm, year=1980 + number, students=1600 + 7 * number + revision
        )
        (folder / f"{number}.txt").write_text(text + MORE[revision], encoding="utf-8")


def state(out: Path) -> State | None:
    """Return what a reader finds in `out`; None where nothing was built yet."""
    if not (out / MANIFEST).exists() and not any((out / name).exists() for name in (*WHOLE, STORE)):
        return None
    return State(open_graph(out).nquads(), {name: (out / name).read_bytes() for name in WHOLE})


def names(out: Path) -> tuple[str, ...]:
    """Return what stands in `out`, but for what a data base keeps beside itself while it is open."""
    return tuple(sorted(one.name for one in out.iterdir() if not one.name.endswith(("-wal", "-shm"))))


def content(out: Path) -> dict[str, bytes]:
    """Return every file of `out` but the store's, what builds remember, and what holds durations."""
    files = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in files.items()
        if not name.startswith((f"{STORE}/", f"{STATE}/", f"{CACHE}/", ".")) and name != MANIFEST
    }


def faults(scene: Scene, out: Path) -> list[str]:
    """Return what is wrong in `out`: neither the old state nor the new one."""
    # First as they lie there: what a killed build has left to be moved is moved when the store is looked for.
    wrong = [
        f"{name} is missing or half"
        for name in WHOLE
        if not (out / name).is_file() or (out / name).read_bytes() not in scene.known(name)
    ]
    try:
        found = state(out)
    except Exception as error:
        return [*wrong, f"{type(error).__name__}: {error}"]
    if found is None:
        return [*wrong, "nothing is left"]
    if found.quads not in (scene.old.quads, scene.new.quads):
        wrong.append(unlike(scene, found.quads))
    wrong += [
        f"{name} is neither the old nor the new one"
        for name, data in found.files.items()
        if data not in scene.known(name)
    ]
    return wrong


def unlike(scene: Scene, quads: bytes) -> str:
    """Say how quads differ from both graphs, by the named graph of the first that does."""
    known = {*scene.old.quads.splitlines(), *scene.new.quads.splitlines()}
    strange = [line for line in quads.splitlines() if line not in known]
    if strange:
        return f"the store holds {len(strange)} strange quads, the first {strange[0].decode()}"
    return f"the store holds a mixture of both graphs ({len(quads.splitlines())} quads)"


def unfinished(scene: Scene, out: Path) -> list[str]:
    """Return what differs in `out` from a build that was never interrupted."""
    wrong = faults(scene, out)
    found = content(out)
    wrong += [
        f"{name} is not as after a whole build"
        for name in sorted({*found, *scene.everything})
        if found.get(name) != scene.everything.get(name)
    ]
    if names(out) != scene.left:
        wrong.append(f"left over or missing: {sorted({*names(out)} ^ {*scene.left})}")
    if GraphStore.open(find_store(out)).nquads() != scene.new.quads:
        wrong.append("the store is not the new one")
    return wrong
