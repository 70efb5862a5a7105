"""A short working day of a server: it answers rightly to the end, and nothing of it grows or is left.

Hours of it are `benchmarks/soak.py`. What watches is shown to find leaks that are planted.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from zhijiao.benchmarks.soak import Course, place_of, server, soak, verdict
from zhijiao.tests.making.published import published
from zhijiao.tests.making.visiting import Place, Question, visit
from zhijiao.tests.making.watching import Bounds, Sample, Watch, faults, growth

QUIET = Sample(0.0, 0, 100.0, 20.0, 3, 20, 15, 10, 0, 0.0)
BOUNDS = Bounds()

linux = pytest.mark.skipif(
    not Path("/proc/self/smaps_rollup").exists(), reason="no /proc to look at processes"
)


def series(**slopes: float) -> list[Sample]:
    """Samples of which some figures grow by so much a sample."""
    return [
        replace(
            QUIET, seconds=float(at), requests=100 * at,
            **{name: getattr(QUIET, name) + by * at + (at % 3) for name, by in slopes.items()},
        )
        for at in range(60)
    ]  # fmt: skip


def test_what_stays_has_no_faults() -> None:
    assert faults(series(server_mb=0.0, worker_mb=0.1), QUIET, QUIET, BOUNDS) == []
    assert faults([], QUIET, QUIET, BOUNDS) == []


def test_memory_that_grows_is_found() -> None:
    found = faults(series(server_mb=1.0, worker_mb=0.0), QUIET, QUIET, BOUNDS)
    assert len(found) == 1
    assert found[0].startswith("server_mb grows by 3")
    assert faults(series(worker_mb=2.0), QUIET, QUIET, BOUNDS)


def test_growth_before_it_is_warm_does_not_count() -> None:
    samples = series(server_mb=0.0)
    warming = [replace(one, server_mb=one.server_mb - max(0, 20 - at) * 5) for at, one in enumerate(samples)]
    assert abs(growth(warming, "server_mb")) < 5
    assert growth(warming, "server_mb", warm=0.0) > 20


@pytest.mark.parametrize("name", ["descriptors", "threads", "workers", "files"])
def test_what_is_left_open_is_found(name: str) -> None:
    after = replace(QUIET, **{name: getattr(QUIET, name) + 9})
    (fault,) = faults([], QUIET, after, BOUNDS)
    assert fault.startswith("9 ")


LEAKING = """
import subprocess, sys, tempfile, time
kept = []
print("begun", flush=True)
while True:
    kept.append(open("/dev/null"))
    kept.append(bytearray(b"x") * 500_000)
    tempfile.NamedTemporaryFile(delete=False, dir=sys.argv[1]).close()
    time.sleep(0.02)
"""


@linux
def test_a_process_that_leaks_is_found(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LEAKING, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            begin = time.monotonic()
            with Watch(process.pid, tmp_path, lambda: int(1000 * (time.monotonic() - begin)), 0.05) as watch:
                before = watch.look()
                time.sleep(1.5)
                after = watch.look()
        finally:
            process.kill()
    found = faults(watch.samples, before, after, Bounds(server_mb=3.0))
    assert [one.split()[0 if one.startswith("server") else 1] for one in found] == [
        "server_mb",
        "descriptors",
        "temporary",
    ]


def test_visits_are_the_same_for_a_seed() -> None:
    # Nobody listens there: every visit ends, and says why.
    place = Place(9, ("/a",), ("/id/x",), (Question("/q", frozenset()),))
    seen = [visit(place, 1, number) for number in range(40)]
    assert seen == [visit(place, 1, number) for number in range(40)]
    assert len({one.kind for one in seen}) > 4
    assert all(one.fault for one in seen)


@linux
def test_a_short_day(tmp_path: Path) -> None:
    out, temporary = tmp_path / "out", tmp_path / "tmp"
    out.mkdir()
    temporary.mkdir()
    published(out)

    def rebuild() -> None:
        made = shutil.copytree(out / "store", out / "next")
        (out / "store").rename(out / "former")
        made.rename(out / "store")
        shutil.rmtree(out / "former")

    with server(out, temporary, workers=1) as (process, port):
        place = place_of(out, [], port)
        assert len(place.questions) > 8
        assert len(place.pages) > 20
        course = Course(240, 20.0, clients=3, warm=60, every=90, rebuild=rebuild)
        found = soak(process, place, temporary, course)
        assert verdict(found, place, BOUNDS) == []
        # A wrong answer would have been seen.
        wrong = replace(place, questions=(replace(place.questions[0], digests=frozenset({"x"})),))
        assert "wrong answer" in " ".join(verdict(found, wrong, BOUNDS))
    assert found.requests > 60
    statuses = {status for _, status in found.visits}
    assert 200 in statuses
    assert any(400 <= status < 500 for status in statuses)
    assert list(temporary.rglob("*")) == []
