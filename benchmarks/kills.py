"""Kill a build of many reports again and again: it must end in the bytes of one that nobody disturbed.

usage: python benchmarks/kills.py [--reports N] [--kills K] [--jobs J] [--seed S] [--folder FOLDER]

N generated reports (see generator/; 1,000 unless told otherwise) are built once undisturbed, without pages.
Then a build of them is killed K times (100 unless told otherwise), with all of its processes (SIGKILL); each
start goes on with what the last has left. The moments are drawn (seed S): while reports are read and stated,
each start is given time for a share of that work, half of the kills in all; then any moment of what is left
to do counts. A build that comes to its end before it is killed is compared, and all begins anew. Printed is a
Markdown table of where the kills fell and what the next starts took; the exit code is 1 where the last graph
is not the undisturbed one, byte for byte, or anything is left over. FOLDER keeps reports and builds.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from zhijiao.benchmarks.generator import write_reports
from zhijiao.cli.folder import FACTS, MANIFEST
from zhijiao.cli.publish import READY, STAGING
from zhijiao.graph.store import NQUADS_NAME, STORE_NAME, TURTLE_NAME

#: What must be the same byte for byte.
SAME: Final = (TURTLE_NAME, NQUADS_NAME, FACTS, "registry.csv", "redirects.ttl")
#: Where a build can be, in its order: before it reads, and so on.
STAGES: Final = ("启动", "读报告", "陈述（分批）", "归并、入库", "校验和描述", "移到位")
_STARTING, _READING, _STATING, _MERGING, _CHECKING, _PUBLISHING = range(len(STAGES))
#: Most seconds after a start has come to a stage, and seconds between two looks where it is.
_WITHIN: Final = 0.5
_LOOK: Final = 0.002


@dataclass(frozen=True)
class Undisturbed:
    """A build that nobody disturbs: its seconds in all, until it reads, and until all is read and stated."""

    out: Path
    seconds: float
    start: float
    stated: float


@dataclass
class Tally:
    """The kills so far by the stage in which they fell, and the seconds that the killed starts ran."""

    kills: Counter[int] = field(default_factory=Counter)
    ran: dict[int, list[float]] = field(default_factory=dict)
    rounds: int = 0
    reached: int = _STARTING

    def add(self, stage: int, seconds: float) -> None:
        """Count a kill."""
        self.kills[stage] += 1
        self.ran.setdefault(stage, []).append(seconds)
        self.reached = max(self.reached, stage)

    def last(self) -> str:
        """Return how many there were, as a line that tells how it goes."""
        return f"{self.kills.total()}：" + "，".join(
            f"{STAGES[one]} {n}" for one, n in sorted(self.kills.items())
        )


@dataclass(frozen=True)
class Task:
    """What is built, where, by how many processes."""

    reports: Path
    out: Path
    jobs: int


class Build:
    """A build in a process group of its own."""

    def __init__(self, task: Task) -> None:
        """Start it."""
        self.task = task
        command = [sys.executable, "-m", "zhijiao", "build", str(task.reports), "--out", str(task.out)]
        self._begin = time.monotonic()
        self._process = subprocess.Popen(
            [*command, "--no-site", "--jobs", str(task.jobs)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ | {"SOURCE_DATE_EPOCH": "1700000000"},
            start_new_session=True,
        )

    @property
    def seconds(self) -> float:
        """The seconds since it was started."""
        return time.monotonic() - self._begin

    def ends_within(self, seconds: float) -> bool:
        """Wait so long for its end; say whether it has ended. Raises RuntimeError where it has failed."""
        try:
            _, said = self._process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            return False
        if self._process.returncode:
            raise RuntimeError(said.decode(errors="replace"))
        return True

    def kill(self) -> None:
        """Kill it with all of its processes."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.communicate()


def undisturbed(task: Task) -> Undisturbed:
    """Build to the end."""
    build = Build(task)
    start, stated, reached = 0.0, 0.0, _STARTING
    while not build.ends_within(0.1):
        # In the end nothing of what tells the stage is left: a build never goes back.
        reached = max(reached, stage(task.out))
        start = build.seconds if reached == _STARTING else start
        stated = build.seconds if reached <= _STATING else stated
    return Undisturbed(task.out, build.seconds, start, stated)


def stage(out: Path, former: Set[Path] = frozenset()) -> int:
    """Return where in STAGES a build is, or was killed, by what it has left beside the folders `former`."""
    if (out / READY).exists():
        return _PUBLISHING
    for staging in {*out.glob(f"{STAGING}*")} - former:
        if (staging / "state").exists():
            return _CHECKING
        if (staging / STORE_NAME).exists():
            return _MERGING
        return _STATING if any((out / "cache").glob("runs/*")) else _READING
    return _STARTING


@dataclass(frozen=True)
class Moment:
    """When a start is to be killed: after so many seconds, or so many after it has come to a stage."""

    seconds: float
    stage: int = _STARTING


def moments(whole: Undisturbed, kills: int, chance: Random, tally: Tally) -> Iterator[Moment]:
    """Yield when each start is to be killed, until there were so many kills."""
    share = 2 * (whole.stated - whole.start) / max(kills // 2, 1)
    while (done := tally.kills.total()) < kills:
        if tally.reached <= _STATING and done < kills // 2:
            yield Moment(whole.start + chance.random() * share)
        elif done % 2:
            yield Moment(whole.start + chance.random() * (whole.seconds - whole.stated))
        else:
            yield Moment(chance.random() * _WITHIN, chance.choice((_MERGING, _CHECKING, _PUBLISHING)))


def disturb(task: Task, whole: Undisturbed, kills: int, seed: int) -> Tally:
    """Kill builds so many times."""
    chance, tally = Random(seed), Tally()
    for moment in moments(whole, kills, chance, tally):
        former = set(task.out.glob(f"{STAGING}*"))
        build = Build(task)
        if comes_to(build, moment, former) or build.ends_within(moment.seconds):
            compare(task.out, whole.out)
            shutil.rmtree(task.out)
            tally.rounds, tally.reached = tally.rounds + 1, _STARTING
            continue
        build.kill()
        tally.add(stage(task.out, former), build.seconds)
        print(tally.last(), file=sys.stderr)
    return tally


def comes_to(build: Build, moment: Moment, former: set[Path]) -> bool:
    """Wait until a build has come to the stage of a moment; say whether it has ended before."""
    while stage(build.task.out, former) < moment.stage:
        if build.ends_within(_LOOK):
            return True
    return False


def compare(out: Path, whole: Path) -> None:
    """Raise RuntimeError where `out` is not what the undisturbed build has left."""
    other = [name for name in SAME if (out / name).read_bytes() != (whole / name).read_bytes()]
    facts = [json.loads((one / MANIFEST).read_text(encoding="utf-8"))["facts"] for one in (out, whole)]
    names = [{one.name for one in folder.iterdir()} for folder in (out, whole)]
    if other or facts[0] != facts[1] or names[0] != names[1]:
        raise RuntimeError(f"not as undisturbed: {other}, {facts}, {names[0] ^ names[1]}")


def table(tally: Tally) -> str:
    """Return where the kills fell as a Markdown table."""
    lines = ["| 阶段 | 终止次数 | 这些启动各运行（秒，最短–最长） |", "|---|---|---|"]
    for number, name in enumerate(STAGES):
        ran = tally.ran.get(number)
        shown = f"{min(ran):.1f}–{max(ran):.1f}" if ran else "—"
        lines.append(f"| {name} | {tally.kills[number]} | {shown} |")
    return "\n".join(lines)


def measure(folder: Path, count: int, kills: int, jobs: int, seed: int) -> None:
    """Print what became of it. Raises RuntimeError where the graph is not the undisturbed one."""
    reports = folder / "reports"
    write_reports(reports, count, seed)
    whole = undisturbed(Task(reports, folder / "whole", jobs))
    told = f"{count} 份报告，{jobs} 个进程，不受打扰 {whole.seconds:.1f} 秒"
    print(told, file=sys.stderr)
    begin, task = time.monotonic(), Task(reports, folder / "out", jobs)
    tally = disturb(task, whole, kills, seed)
    killed, last = time.monotonic() - begin, Build(task)
    while not last.ends_within(60):
        pass
    compare(task.out, whole.out)
    print(table(tally))
    print(
        f"\n{told}；{tally.kills.total()} 次终止共用 {killed:.1f} 秒，其间建完 {tally.rounds} 次；"
        f"最后一次接着做完 {last.seconds:.1f} 秒。结果与不受打扰的逐字节相同。"
    )


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.folder:
        measure(given.folder, given.reports, given.kills, given.jobs, given.seed)
        return
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), given.reports, given.kills, given.jobs, given.seed)


if __name__ == "__main__":
    main()
