"""Builds that are cut short go on where they were; progress says how fast it goes."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhijiao.benchmarks.generator import write_reports
from zhijiao.cli.app import app
from zhijiao.cli.console import Progress
from zhijiao.cli.folder import CACHE, FACTS, MANIFEST
from zhijiao.cli.rate import Rate, duration

COUNT = 24
#: Reports that are kept before the build is stopped.
SOME = 4


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "reports"
    paths = sorted(write_reports(folder, COUNT))
    # Two take so long that a build is still at them when some before them are seen to be kept.
    for slow in (paths[COUNT // 2], paths[COUNT * 3 // 4]):
        slow.write_text(slow.read_text(encoding="utf-8") * 30, encoding="utf-8")
    return folder


def kept(out: Path) -> int:
    """Return how many reports the cache of an output folder holds."""
    file = out / CACHE / "facts.sqlite"
    if not file.is_file():
        return 0
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        try:
            return int(database.execute("SELECT COUNT(*) FROM facts").fetchone()[0])
        except sqlite3.OperationalError:
            return 0  # the table is not made yet


def stopped(reports: Path, out: Path, number: signal.Signals) -> tuple[int, str]:
    """Build until some reports are kept, send a signal; return how the build ended and what it said."""
    command = [sys.executable, "-m", "zhijiao", "build", str(reports), "--out", str(out), "--jobs", "1"]
    with subprocess.Popen(
        [*command, "--no-site"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as running:
        end = time.monotonic() + 120
        while kept(out) < SOME and running.poll() is None and time.monotonic() < end:
            time.sleep(0.02)
        # As the terminal does it: to all processes of the group.
        os.killpg(running.pid, number)
        said, _ = running.communicate()
        return running.returncode, said.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_was_stopped_reads_only_the_rest(
    reports: Path, tmp_path: Path, number: signal.Signals
) -> None:
    out = tmp_path / "out"
    code, said = stopped(reports, out, number)
    before = kept(out)
    assert SOME <= before < COUNT
    assert not (out / MANIFEST).exists()
    if number == signal.SIGINT:
        assert code == 130
        assert "已中断" in said
        assert f"留在 {out / CACHE}" in said
        assert "就接着做" in said
        assert "Traceback" not in said
    shown = CliRunner().invoke(app, ["build", str(reports), "--out", str(out), "--no-site"])
    assert shown.exit_code == 0, shown.stderr
    made = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    assert made["read"] == COUNT - before
    assert len(made["reports"]) == COUNT
    extracted = tmp_path / "facts.jsonl"
    if number == signal.SIGKILL:
        assert CliRunner().invoke(app, ["extract", str(reports), "--out", str(extracted)]).exit_code == 0
        assert (out / FACTS).read_bytes() == extracted.read_bytes()


def test_an_interrupted_command_that_keeps_nothing_says_so(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("zhijiao.cli.extraction.make_in_workers", interrupted)
    shown = CliRunner().invoke(app, ["extract", str(reports)])
    assert (shown.exit_code, shown.stdout) == (130, "")
    assert "已中断" in shown.stderr


def test_without_a_terminal_long_work_is_told_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter(range(1000))
    progress = Progress(clock=lambda: next(seconds) / 2)
    with progress.shown():
        for done in range(100):
            progress.step("报告", done, 100)
        progress.step("报告", 100, 100)
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "报告 20/100，2.0 份/秒，还要约 40 秒",
        "报告 40/100，2.0 份/秒，还要约 30 秒",
        "报告 60/100，2.0 份/秒，还要约 20 秒",
        "报告 80/100，2.0 份/秒，还要约 10 秒",
    ]


def test_short_work_is_not_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    with progress.shown():
        for done in range(4):
            progress.step("报告", done, 3)
    assert capsys.readouterr().err == ""
    assert progress.reached("报告") == 3


def test_the_rate_is_that_of_the_last_half_minute() -> None:
    rate = Rate("报告", 10_000)
    assert rate.text == ""
    for now in range(100):
        rate.note(0, now)
    assert rate.text == "", "no rate before the first step"
    for now in range(100, 200):
        rate.note(20 * (now - 100), now)
    assert rate.line == "报告 1980/10000，20.0 份/秒，还要约 6 分 40 秒"


def test_a_slow_rate_and_another_unit() -> None:
    rate = Rate("识别 扫描件.pdf", 60)
    rate.note(0, 0.0)
    rate.note(5, 25.0)
    assert rate.line == "识别 扫描件.pdf 5/60，0.2 页/秒，还要约 4 分 40 秒"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.2, "1 秒"),
        (59.4, "59 秒"),
        (60, "1 分"),
        (509, "8 分 30 秒"),
        (3600, "1 小时"),
        (3599, "60 分"),
        (7530, "2 小时 6 分"),
    ],
)
def test_times_are_said_the_rougher_the_longer_they_are(seconds: float, said: str) -> None:
    assert duration(seconds) == said
