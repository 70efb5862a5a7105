"""The power goes during a build: the graph is the old one or the new one, and the next build is whole.

A build is recorded; then the folder is made that a disk may have kept of it, as chance decides about all that
was not yet synchronised.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from zhijiao.cli.folder import CACHE
from zhijiao.extract.facts import Evidence, Fact, ReportFacts
from zhijiao.extract.facts_cache import FactsCache
from zhijiao.tests.making.power import Disk, Recording
from zhijiao.tests.making.scenes import Scene, content, faults, state, unfinished

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what is synchronised is recorded on Linux")

SEED = 8
#: Power cuts in a whole build, and among them those while it is published.
CUTS, PUBLISHING = 75, 45
#: Bytes of a page of SQLite.
PAGE = 4096
#: After so many cuts one is followed by a build that comes to its end.
REBUILT_EVERY = 15
#: Power cuts in a first build.
FIRST_CUTS = 5


@dataclass(frozen=True)
class Cut:
    """A power cut: just before the moment of that number, and how chance decides about what is not sure."""

    moment: int
    seed: int


@pytest.fixture(scope="module")
def recording(scene: Scene) -> Recording:
    """A rebuild of a workspace, recorded."""
    return recorded(scene, scene.workspace("out"), scene.folder / "recorded")


def recorded(scene: Scene, out: Path, kept: Path) -> Recording:
    assert scene.killer.build([scene.sources], out, record=kept).code == 0
    return Recording.read(kept)


def after(scene: Scene, recording: Recording, cut: Cut) -> Path:
    """Return the output folder as it is found after a power cut."""
    folder = scene.folder / "found"
    shutil.rmtree(folder, ignore_errors=True)
    Disk(recording, cut.moment).survive(folder, Random(cut.seed))
    return folder / "out"


def cuts(recording: Recording) -> list[Cut]:
    chance, last = Random(SEED), len(recording.moments) - 1
    published = recording.after_sync()
    early = [chance.randrange(1, published) for _ in range(CUTS - PUBLISHING)]
    late = [chance.randrange(published, last + 1) for _ in range(PUBLISHING)]
    return [Cut(moment, chance.randrange(1_000_000)) for moment in (*early, *late)]


def said(recording: Recording, cut: Cut) -> str:
    return f"power cut before {cut.moment} ({recording.moments[cut.moment].what[-60:]}), chance {cut.seed}"


def test_the_recording_ends_in_what_the_build_has_left(scene: Scene, recording: Recording) -> None:
    folder = scene.folder / "same"
    Disk(recording, len(recording.moments) - 1).leave(folder)
    assert content(folder / "out") == content(scene.folder / "work" / "out") == scene.everything
    assert state(folder / "out") == scene.new


def test_after_a_power_cut_the_graph_is_the_old_or_the_new_one(scene: Scene, recording: Recording) -> None:
    wrong = []
    for number, cut in enumerate(cuts(recording)):
        out = after(scene, recording, cut)
        wrong += [f"{said(recording, cut)}: {fault}" for fault in faults(scene, out)]
        if number % REBUILT_EVERY == 0:
            scene.build(out)
            wrong += [f"{said(recording, cut)}, built again: {fault}" for fault in unfinished(scene, out)]
    assert wrong == []


def test_a_disk_on_which_nothing_was_synchronised_loses_the_graph(scene: Scene, recording: Recording) -> None:
    """The simulation can find what is wrong, so that it means something when it finds nothing."""
    unsafe = recording.unsynced()
    late = [cut for cut in cuts(recording) if cut.moment >= recording.after_sync()][:20]
    assert any(faults(scene, after(scene, unsafe, cut)) for cut in late)


@dataclass(frozen=True)
class First:
    """A first build, recorded, and what it left but for the store."""

    recording: Recording
    left: dict[str, bytes]

    def wrong(self, scene: Scene, out: Path) -> list[str]:
        """Build in what is found after a power cut; return what then differs from an undisturbed build."""
        scene.build(out)
        found = content(out)
        wrong = [name for name in {*found, *self.left} if found.get(name) != self.left.get(name)]
        return wrong + ([] if state(out) == scene.new else ["store"])


@pytest.fixture(scope="module")
def first(scene: Scene) -> First:
    folder = scene.folder / "first build"
    folder.mkdir()
    recording = recorded(scene, folder / "out", scene.folder / "recorded first")
    return First(recording, content(folder / "out"))


def test_after_a_power_cut_a_first_build_begins_anew_or_goes_on(scene: Scene, first: First) -> None:
    chance, wrong, steps = Random(SEED), [], first.recording.after_sync() / FIRST_CUTS
    for number in range(FIRST_CUTS):
        moment = chance.randrange(max(int(number * steps), 1), int((number + 1) * steps))
        cut = Cut(moment, chance.randrange(1_000_000))
        out = after(scene, first.recording, cut)
        assert not out.exists() or state(out) is None
        wrong += [f"{said(first.recording, cut)}: {fault}" for fault in first.wrong(scene, out)]
    assert wrong == []


def test_a_run_that_is_noted_but_damaged_is_made_again(scene: Scene, first: First) -> None:
    moments = first.recording.moments
    noted = max(number for number, one in enumerate(moments) if "rename" in one.what and "runs/" in one.what)
    damaged = next(
        cut for seed in range(200) if zeros(after(scene, first.recording, cut := Cut(noted + 1, seed)))
    )
    assert first.wrong(scene, after(scene, first.recording, damaged)) == []


def zeros(out: Path) -> bool:
    """Say whether there is a run with a note whose end is zeros."""
    runs = [path for path in (out / CACHE / "runs").glob("*.run") if path.with_suffix(".json").is_file()]
    return any(path.stat().st_size and path.read_bytes()[-1:] == b"\0" for path in runs)


@pytest.mark.parametrize("damage", ["zeros", "end", "garbage"])
def test_a_cache_that_is_broken_anywhere_is_begun_anew_or_says_what_is_true(
    tmp_path: Path, damage: str
) -> None:
    path, chance = tmp_path / "facts.sqlite", Random(SEED)
    reports = [report(number, chance) for number in range(30)]
    with FactsCache(path, "extractor") as cache:
        for one in reports:
            cache.put(one)
    whole = path.read_bytes()
    for start in range(0, len(whole), PAGE):
        broken = {
            "zeros": whole[:start] + bytes(PAGE) + whole[start + PAGE :],
            "end": whole[:start],
            "garbage": whole[:start] + chance.randbytes(PAGE) + whole[start + PAGE :],
        }
        path.write_bytes(broken[damage])
        with FactsCache(path, "extractor", looking_through=True) as cache:
            assert all(cache.get(one.report, one.sha256) in (None, one) for one in reports)
            cache.put(reports[0])
            assert cache.get(reports[0].report, reports[0].sha256) == reports[0]


def test_a_full_disk_is_no_reason_to_begin_a_cache_anew(tmp_path: Path) -> None:
    path, kept = tmp_path / "facts.sqlite", report(1, Random(SEED))
    with FactsCache(path, "extractor") as cache:
        cache.put(kept)
    with sqlite3.connect(path, isolation_level=None) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OSError, match="locked"):
            FactsCache(path, "extractor")
        other.execute("ROLLBACK")
    with FactsCache(path, "extractor") as cache:
        assert cache.get(kept.report, kept.sha256) == kept


def report(number: int, chance: Random) -> ReportFacts:
    """Return a report whose facts fill some pages of a cache."""
    quote = "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(2000))
    fact = Fact("school", {"name": f"第{number}职业学校"}, (Evidence(0, len(quote), quote),))
    return ReportFacts(f"{number}.txt", (fact,), sha256=f"{number:064x}", characters=len(quote), pages=1)
