"""Building: reports in, a whole output folder out, and never a half one."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zhijiao.cli.app import app
from zhijiao.cli.errors import CommandError
from zhijiao.cli.extraction import extract_all, report_names
from zhijiao.cli.folder import CACHE, MANIFEST, PRODUCTS, STATE, STORE, find_store, publish
from zhijiao.cli.publish import product, settle
from zhijiao.cli.workflow import build
from zhijiao.extract.errors import ReportError
from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.extract.reports import extract_report
from zhijiao.extract.workers import Task
from zhijiao.graph.iris import IriError
from zhijiao.graph.store import GraphStore
from zhijiao.queries.run import run

#: What is made of a report's facts.
Make = Callable[[ReportFacts], object]

YUNLING = """青禾市云岭职业技术学校中等职业教育质量年度报告（2021年）

一、学校情况
青禾市云岭职业技术学校创办于1985年，是青禾市教育局主管的公办学校。2021年在校生1620人，专任教师96人。

二、校企合作
学校与恒远电气股份有限公司签订合作协议，共建实训基地，安排学生到该公司顶岗实习。
"""
BAILU = """白鹿县职业中等专业学校质量年度报告（2021年）

一、基本情况
白鹿县职业中等专业学校创办于1990年。2021年在校生2100人。

二、校企合作
学校与恒远电气股份有限公司合作开办订单班。
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "yunling.txt").write_text(YUNLING, encoding="utf-8")
    (folder / "bailu.txt").write_text(BAILU, encoding="utf-8")
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    """Return the content of every file below that says the same at every build of the same reports.

    Store, cache and state say it in bytes of their own, and MANIFEST and dataset.ttl tell times.
    """
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    others = (STORE, CACHE, STATE, MANIFEST, "dataset.ttl")
    return {name: data for name, data in found.items() if not name.startswith(others)}


def schools(store: Path) -> set[object]:
    return {row[0] for row in run(GraphStore.open(store), "indicators").rows}


def test_a_build_makes_facts_graph_pages_and_says_what_it_made(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = build([reports], out)
    assert {path.name for path in out.iterdir()} - {".zhijiao-lock"} == {*PRODUCTS, MANIFEST, CACHE}
    assert len(result.extraction.reports) == 2
    facts = read_facts(out / "facts.jsonl")
    assert len(facts) == sum(result.extraction.counts.values())
    made = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    assert [one["report"] for one in made["reports"]] == ["bailu.txt", "yunling.txt"]
    assert all(len(one["sha256"]) == 64 for one in made["reports"])
    assert made["graph"]["report"] == 2
    assert set(made["seconds"]) == {"extract", "graph", "validate", "site", "describe"}
    assert made["versions"]["zhijiao"]
    assert str(tmp_path) not in (out / MANIFEST).read_text(encoding="utf-8")
    assert schools(out / STORE) == {"青禾市云岭职业技术学校", "白鹿县职业中等专业学校"}
    assert "恒远电气" in str(run(GraphStore.open(result.store), "shared-partners").rows)
    assert (out / "site" / "index.html").is_file()


def test_the_same_reports_give_the_same_bytes(reports: Path, tmp_path: Path) -> None:
    build([reports], tmp_path / "one")
    build([reports / "yunling.txt", reports / "bailu.txt"], tmp_path / "two")
    assert everything(tmp_path / "one") == everything(tmp_path / "two")


def test_a_second_build_takes_the_place_of_the_first(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([reports], out)
    (out / "notes.md").write_text("mine", encoding="utf-8")
    (reports / "bailu.txt").unlink()
    build([reports], out)
    assert schools(out / STORE) == {"青禾市云岭职业技术学校"}
    assert (out / "notes.md").read_text(encoding="utf-8") == "mine"
    assert not list(out.glob(".zhijiao-staging-*"))


def test_a_failing_report_is_named_and_the_others_are_built(reports: Path, tmp_path: Path) -> None:
    (reports / "broken.txt").write_bytes(bytes(range(256)) * 20)
    (reports / "empty.txt").write_bytes(b"")
    (reports / "nobody.txt").write_text("今天天气很好，大家都很高兴。\n" * 30, encoding="utf-8")
    out = tmp_path / "out"
    result = build([reports], out)
    assert [one.report for one in result.extraction.failures] == ["broken.txt", "empty.txt", "nobody.txt"]
    assert all(one.reason and one.advice for one in result.extraction.failures)
    made = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    assert [one["report"] for one in made["failures"]] == ["broken.txt", "empty.txt", "nobody.txt"]
    assert len(schools(out / STORE)) == 2


def test_a_fault_of_the_program_loses_one_report_only(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(tasks: Sequence[Task], make: Make, *_: object, **__: object) -> Iterator[tuple[Task, object]]:
        for task in tasks:
            if task.name == "bailu.txt":
                yield task, ReportError(task.path, "程序出错（RecursionError: too deep）", "请报告这个问题")
            else:
                yield task, make(extract_report(task.path, task.name))

    monkeypatch.setattr("zhijiao.cli.extraction.make_in_workers", faulty)
    found = extract_all([reports], sorted(reports.iterdir()))
    assert [one.report for one in found.reports] == ["yunling.txt"]
    assert "RecursionError" in str(found.failures[0])


def test_the_order_in_which_reports_come_back_changes_nothing(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forward = extract_all([reports], sorted(reports.iterdir()))
    build([reports], tmp_path / "forward", site=False)

    def backward(
        tasks: Sequence[Task], make: Make, *_: object, **__: object
    ) -> Iterator[tuple[Task, object]]:
        for task in reversed(tasks):
            yield task, make(extract_report(task.path, task.name))

    monkeypatch.setattr("zhijiao.cli.extraction.make_in_workers", backward)
    assert extract_all([reports], sorted(reports.iterdir())) == forward
    build([reports], tmp_path / "backward", site=False)
    assert everything(tmp_path / "backward") == everything(tmp_path / "forward")


def test_where_no_report_can_be_used_the_folder_stays_as_it_was(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([reports], out)
    before = everything(out)
    with pytest.raises(CommandError, match="没有一份报告可用"):
        build([tmp_path / "none.txt"], out)
    (tmp_path / "bare").mkdir()
    with pytest.raises(ReportError):
        build([tmp_path / "bare"], out)
    with pytest.raises(IriError):
        build([reports], out, base="not an address")
    assert everything(out) == before
    assert (out / MANIFEST).is_file()


def test_a_folder_that_is_not_ours_is_refused(reports: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="不是 zhijiao 生成的"):
        build([reports], reports)
    with pytest.raises(CommandError, match="是文件"):
        build([reports], reports / "bailu.txt")
    assert sorted(path.name for path in reports.iterdir()) == ["bailu.txt", "yunling.txt"]


def test_the_store_may_stand_elsewhere(reports: Path, tmp_path: Path) -> None:
    out, store = tmp_path / "out", tmp_path / "db" / "graph"
    build([reports], out)
    for _ in range(2):
        assert build([reports], out, store=store).store == store
    assert len(schools(store)) == 2
    assert not (out / STORE).exists(), "the former store is gone"
    assert json.loads((out / MANIFEST).read_text(encoding="utf-8"))["store"] is None
    with pytest.raises(CommandError, match="不是 zhijiao 生成的"):
        build([reports], out, store=reports)


def test_the_store_named_at_its_usual_place_stays_there(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for _ in range(2):
        assert build([reports], out, store=tmp_path / "db" / ".." / "out" / STORE).store == out / STORE
        assert len(schools(out / STORE)) == 2
    assert json.loads((out / MANIFEST).read_text(encoding="utf-8"))["store"] == STORE


@pytest.mark.parametrize("place", ["out", ".", "out/site", "out/graph.ttl/db", "out/build.json"])
def test_a_store_in_the_way_of_what_is_built_is_refused(reports: Path, tmp_path: Path, place: str) -> None:
    with pytest.raises(CommandError, match="请给图谱库另一个文件夹"):
        build([reports], tmp_path / "out", store=tmp_path / place)
    assert not (tmp_path / "out").exists()


def test_a_store_that_cannot_be_written_is_said_before_reports_are_read(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    monkeypatch.setattr("zhijiao.cli.extraction.make_in_workers", lambda *args, **_: read.append(str(args)))
    with pytest.raises(CommandError, match="不是 zhijiao 生成的"):
        build([reports], tmp_path / "out", store=reports)
    assert read == []
    assert not (tmp_path / "out").exists()


def test_the_output_folder_of_a_store_elsewhere_says_where_to_look(reports: Path, tmp_path: Path) -> None:
    build([reports], tmp_path / "out", store=tmp_path / "db")
    with pytest.raises(CommandError, match="放到了别处"):
        find_store(tmp_path / "out")


def test_another_base_address_is_that_of_all_things(reports: Path, tmp_path: Path) -> None:
    build([reports], tmp_path / "out", base="https://example.org/graph/")
    text = (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")
    assert "https://example.org/graph/id/school/" in text
    assert "w3id.org/zhijiao/id/" not in text


def test_a_second_build_at_the_same_time_says_so(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    hold = (
        "import sys\nfrom pathlib import Path\nfrom zhijiao.cli.folder import staging\n"
        "with staging(Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, out], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(CommandError, match="另一个 build"):
            build([reports], out)
    finally:
        holder.communicate()
    build([reports], out)


def test_a_full_disk_is_said_and_nothing_is_changed(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    build([reports], out)
    before = everything(out)
    (reports / "bailu.txt").unlink()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("zhijiao.graph.incremental.update.merge", full)
    shown = CliRunner().invoke(app, ["build", str(reports), "--out", str(out)])
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "磁盘已满" in shown.stderr
    assert everything(out) == before


def test_what_a_killed_build_left_is_cleared_away(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([reports], out)
    left = out / ".zhijiao-staging-left"
    left.mkdir()
    (left / "half").write_text("half", encoding="utf-8")
    build([reports], out)
    assert not left.exists()


def test_what_could_not_be_moved_is_found_all_the_same_and_moved_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    made = out / "made"
    made.mkdir(parents=True)
    for folder, text in ((out, "old"), (made, "new")):
        for name in ("facts.jsonl", "graph.ttl", MANIFEST):
            (folder / name).write_text(text, encoding="utf-8")
    (out / "dataset.ttl").write_text("old", encoding="utf-8")
    whole = Path.replace

    def failing(path: Path, target: Path) -> Path:
        if path.name == "graph.ttl":
            raise PermissionError(13, "in use")
        return whole(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        with pytest.raises(CommandError, match="没有全部移到位"):
            publish(made, out)
    for name in ("facts.jsonl", "graph.ttl", MANIFEST):
        assert product(out, name).read_text(encoding="utf-8") == "new"
    settle(out)
    assert {path.name: path.read_text(encoding="utf-8") for path in out.iterdir()} == {
        "facts.jsonl": "new",
        "graph.ttl": "new",
        MANIFEST: "new",
    }


@pytest.mark.parametrize(
    ("said", "name"), [("names", ["../precious"]), ("made", ["../precious"]), ("store", None)]
)
def test_a_journal_that_leads_elsewhere_moves_nothing(tmp_path: Path, said: str, name: list[str]) -> None:
    out, precious = tmp_path / "out", tmp_path / "precious"
    (out / ".zhijiao-ready").mkdir(parents=True)
    for path in (precious, out / ".zhijiao-ready" / "precious"):
        path.write_text("mine", encoding="utf-8")
    journal: dict[str, object] = {"names": [], "made": [], "store": None}
    journal |= {said: name or [str(out / ".zhijiao-ready" / "precious"), str(precious)]}
    (out / ".zhijiao-ready" / "journal.json").write_text(json.dumps(journal), encoding="utf-8")
    with pytest.raises(CommandError, match="读不懂"):
        settle(out)
    assert precious.read_text(encoding="utf-8") == "mine"
    assert (out / ".zhijiao-ready" / "precious").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode on this system")
def test_a_file_name_of_another_encoding_is_no_fault(reports: Path, tmp_path: Path) -> None:
    (reports / "bailu.txt").rename(reports / os.fsdecode("白鹿.txt".encode("gbk")))
    (reports / "yunling.txt").rename(reports / "云\n岭 <b>.txt")
    (reports / os.fsdecode(b"\xff.txt")).write_bytes(b"")
    result = build([reports], tmp_path / "out")
    assert [one.report for one in result.extraction.failures] == ["\ufffd.txt"]
    made = json.loads((tmp_path / "out" / MANIFEST).read_text(encoding="utf-8"))
    assert {one["report"] for one in made["reports"]} == {"\ufffd\ufffd¹.txt", "云\n岭 <b>.txt"}
    assert len(schools(tmp_path / "out" / STORE)) == 2


def test_reports_of_one_file_name_are_told_apart(tmp_path: Path) -> None:
    for year in ("2020", "2021"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "a.txt").write_text("x", encoding="utf-8")
    paths = [tmp_path / "2020" / "a.txt", tmp_path / "2021" / "a.txt"]
    assert set(report_names([tmp_path], paths).values()) == {"2020/a.txt", "2021/a.txt"}
    assert set(report_names([tmp_path / "2020", tmp_path / "2021"], paths).values()) == {
        "2020/a.txt",
        "2021/a.txt",
    }
    assert set(report_names(paths, paths).values()) == {"2020/a.txt", "2021/a.txt"}
    other = tmp_path / "other" / "2020" / "a.txt"
    with pytest.raises(CommandError, match="同名"):
        report_names([*paths, other], [*paths, other])


def test_the_annotated_reports_are_built(shared: Path, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(shared / "seeds", seeds)
    result = build([seeds], tmp_path / "out")
    assert len(result.extraction.reports) == 3
    assert not result.extraction.failures
    lines = (tmp_path / "out" / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["report"] for line in lines} == {path.name for path in seeds.iterdir()}
