"""Reports read in processes of their own: one that hangs, crashes or eats memory loses no other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from zhijiao.extract.errors import ReportError
from zhijiao.extract.facts import ReportFacts
from zhijiao.extract.formats.source import Limits
from zhijiao.extract.workers import Result, Task, extract_in_workers, read_in_worker

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")

GOOD = "云谷市云谷职业学校2021年质量年度报告\n云谷市云谷职业学校占地30亩，在校生812人。\n"
#: What takes several seconds to read.
SLOW = "某市某某职业学校与甲乙有限公司合作。\n" * 60_000


def tasks(folder: Path, **texts: str) -> list[Task]:
    made = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        made.append(Task(path, path.name))
    return made


def results(wanted: list[Task], limits: Limits | None = None, jobs: int = 1) -> dict[str, Result]:
    found = extract_in_workers(wanted, limits or Limits(), lambda *_: None, jobs)
    return {task.name: result for task, result in found}


@contextmanager
def signalled(number: signal.Signals) -> Iterator[None]:
    """Send a signal to the worker half a second after the work has begun."""

    def send() -> None:
        end = time.monotonic() + 30
        while not multiprocessing.active_children() and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(0.5)
        for child in multiprocessing.active_children():
            if child.pid is not None:
                os.kill(child.pid, number)

    thread = threading.Thread(target=send)
    thread.start()
    yield
    thread.join()


def test_every_report_comes_with_its_facts(tmp_path: Path) -> None:
    found = results(tasks(tmp_path, a=GOOD, b=GOOD, c=GOOD), jobs=2)
    assert set(found) == {"a.txt", "b.txt", "c.txt"}
    assert all(isinstance(one, ReportFacts) and one.school for one in found.values())


def test_no_reports_are_no_work() -> None:
    assert results([]) == {}


def test_a_report_that_cannot_be_read_is_an_error_beside_the_others(tmp_path: Path) -> None:
    wanted = tasks(tmp_path, a=GOOD, b="")
    wanted.append(Task(tmp_path / "fort.txt", "fort.txt"))
    found = results(wanted)
    assert isinstance(found["a.txt"], ReportFacts)
    assert isinstance(found["b.txt"], ReportError)
    assert "空" in found["b.txt"].reason
    assert isinstance(found["fort.txt"], ReportError)
    assert "没有这个文件" in found["fort.txt"].reason


def test_a_report_over_its_time_is_given_up(tmp_path: Path) -> None:
    found = results(tasks(tmp_path, a=SLOW, b=GOOD), Limits(seconds=1))
    assert isinstance(found["a.txt"], ReportError)
    assert "1 秒还没有读完" in found["a.txt"].reason
    assert isinstance(found["b.txt"], ReportFacts)


def test_a_worker_that_hangs_is_killed_and_another_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhijiao.extract.bounded._GRACE", 1.0)
    monkeypatch.setattr("zhijiao.extract.bounded._START", 5.0)
    with signalled(signal.SIGSTOP):
        found = results(tasks(tmp_path, a=SLOW, b=GOOD), Limits(seconds=2))
    assert isinstance(found["a.txt"], ReportError)
    assert "还没有读完" in found["a.txt"].reason
    assert isinstance(found["b.txt"], ReportFacts)


@pytest.mark.parametrize(
    ("number", "reason"), [(signal.SIGSEGV, "崩溃"), (signal.SIGKILL, "内存"), (signal.SIGABRT, "内存")]
)
def test_a_worker_that_crashes_loses_its_report_only(
    tmp_path: Path, number: signal.Signals, reason: str
) -> None:
    with signalled(number):
        found = results(tasks(tmp_path, a=SLOW, b=GOOD))
    assert isinstance(found["a.txt"], ReportError)
    assert reason in found["a.txt"].reason
    assert isinstance(found["b.txt"], ReportFacts)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")
def test_memory_is_bounded(tmp_path: Path) -> None:
    long = "学校与公司合作" * 600_000
    found = results(tasks(tmp_path, a=long, b=GOOD), Limits(memory_megabytes=300, text_megabytes=20))
    assert isinstance(found["a.txt"], ReportError)
    assert "内存" in found["a.txt"].reason
    assert isinstance(found["b.txt"], ReportFacts)


def test_a_document_alone_is_read_within_the_same_bounds(tmp_path: Path) -> None:
    good, long = tasks(tmp_path, a=GOOD, b="学校与公司合作" * 600_000)
    document = read_in_worker(good.path, Limits(), lambda *_: None)
    assert "云谷职业学校" in document.text
    assert document.blocks
    with pytest.raises(ReportError, match="上限 5 MB"):
        read_in_worker(long.path, Limits(), lambda *_: None)
    with pytest.raises(ReportError, match="没有这个文件"):
        read_in_worker(tmp_path / "fort.txt", Limits(), lambda *_: None)


def test_no_worker_outlives_its_work(tmp_path: Path) -> None:
    for _ in extract_in_workers(tasks(tmp_path, a=GOOD, b=SLOW), Limits(), lambda *_: None, 2):
        break
    time.sleep(0.1)
    assert not multiprocessing.active_children()
