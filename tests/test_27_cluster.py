"""Reports read on a Dask cluster: the same bytes as here, whatever dies on the way."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhijiao.benchmarks.generator import write_reports
from zhijiao.cli.app import app
from zhijiao.cli.extraction import Readers, make_each, no_progress
from zhijiao.cli.keeping import KeptReport, keep, program
from zhijiao.extract.bounded import Task
from zhijiao.extract.cluster import Cluster, ClusterError
from zhijiao.extract.errors import ReportError
from zhijiao.extract.formats.source import Limits
from zhijiao.extract.workers import make_in_workers, not_idle
from zhijiao.tests.making.clusters import DEADLY, LocalCluster, kill_with_worker, local_cluster

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="workers start bounded processes as on Unix")
pytest.importorskip("distributed", reason="needs the extra cluster")

TEXT = "云谷市云谷职业学校2021年质量年度报告\n云谷市云谷职业学校占地30亩，在校生812人。\n"
#: What takes several seconds to read.
SLOW = "某市某某职业学校与甲乙有限公司合作。\n" * 60_000


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    with local_cluster(tmp_path_factory.mktemp("dask"), 2) as one:
        yield one


def tasks(folder: Path, **texts: str) -> list[Task]:
    made = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        made.append(Task(path, path.name))
    return made


def test_a_worker_that_is_killed_on_the_way_changes_no_byte(cluster: LocalCluster, tmp_path: Path) -> None:
    wanted = [Task(path, path.name) for path in write_reports(tmp_path / "reports", 12)]
    here = {task.name: outcome for task, outcome in make_in_workers(wanted, keep, Limits(), 1)}
    there = {}
    with Cluster(cluster.address, program) as client:
        for task, outcome in client.make(wanted, keep, Limits(), not_idle):
            there[task.name] = outcome
            if len(there) == 3:
                cluster.kill_worker()
    assert there == here
    assert all(isinstance(one, KeptReport) for one in there.values())


def test_a_report_that_kills_its_workers_fails_alone(cluster: LocalCluster, tmp_path: Path) -> None:
    wanted = tasks(tmp_path, **{DEADLY: TEXT}, **{f"good{number}": TEXT for number in range(8)})
    with Cluster(cluster.address, program) as client:
        found = {task.name: one for task, one in client.make(wanted, kill_with_worker, Limits(), not_idle)}
    error = found.pop(f"{DEADLY}.txt")
    assert isinstance(error, ReportError)
    assert "一再被终止" in error.reason
    assert found == {f"good{number}.txt": f"good{number}.txt" for number in range(8)}


def test_limits_hold_there_too(cluster: LocalCluster, tmp_path: Path) -> None:
    wanted = tasks(tmp_path, good=TEXT, slow=SLOW, large="学校与公司合作" * 600_000, empty="")
    wanted.append(Task(tmp_path / "fort.txt", "fort.txt"))
    readers = Readers(Limits(seconds=1, text_megabytes=5), scheduler=cluster.address)
    found = list(make_each(wanted, keep, readers, no_progress))
    said = {one.report: getattr(one, "reason", "") for one in found}
    assert set(said) == {task.name for task in wanted}
    assert said["good.txt"] == ""
    assert "1 秒还没有读完" in said["slow.txt"]
    assert "上限 5 MB" in said["large.txt"]
    assert "空" in said["empty.txt"]
    assert "没有这个文件" in said["fort.txt"]


def test_the_commands_read_there(cluster: LocalCluster, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    write_reports(reports, 2)
    for out, options in (("here", []), ("there", ["--scheduler", cluster.address])):
        shown = CliRunner().invoke(
            app, ["extract", str(reports), "--out", str(tmp_path / f"{out}.jsonl"), *options]
        )
        assert shown.exit_code == 0, shown.stderr
    built = CliRunner().invoke(
        app,
        ["build", str(reports), "--out", str(tmp_path / "out"), "--no-site", "--scheduler", cluster.address],
    )
    assert built.exit_code == 0, built.stderr
    expected = (tmp_path / "here.jsonl").read_bytes()
    assert (tmp_path / "there.jsonl").read_bytes() == expected
    assert (tmp_path / "out" / "facts.jsonl").read_bytes() == expected


def other_program() -> str:
    """Say another program here than in any other process."""
    import os

    return str(os.getpid())


def test_a_worker_with_another_program_is_refused(cluster: LocalCluster, tmp_path: Path) -> None:
    with (
        Cluster(cluster.address, other_program) as client,
        pytest.raises(ClusterError, match="与本机的不同"),
    ):
        list(client.make(tasks(tmp_path, good=TEXT), keep, Limits(), not_idle))


@pytest.mark.parametrize(
    "address", ["127.0.0.1:8786", "http://127.0.0.1:8786", "tcp://:1", "tcp://host:port"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ClusterError, match="不是集群的地址"):
        Cluster(address, program)


def test_a_cluster_that_does_not_answer_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhijiao.extract.cluster._CONNECT", 1)
    (report,) = write_reports(tmp_path, 1)
    command = ["build", str(report), "--out", str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:9"]
    shown = CliRunner().invoke(app, command)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "连不上集群" in shown.stderr
    assert not (tmp_path / "out").exists()


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'zhijiao\[cluster\]'"):
        Cluster("tcp://127.0.0.1:8786", program)


def test_a_model_is_not_asked_on_a_cluster(tmp_path: Path) -> None:
    command = ["extract", str(tmp_path), "--scheduler", "tcp://127.0.0.1:9"]
    shown = CliRunner().invoke(app, [*command, "--llm", "http://127.0.0.1:9/v1", "--model", "some"])
    assert shown.exit_code == 2
    assert "不能同时用" in shown.stderr
