"""The benchmark of growing sizes: exponents, stages, resuming, comparing, the page, on hand-made results."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.benchmarks.scale import yardstick
from zhijiao.benchmarks.scale.__main__ import main
from zhijiao.benchmarks.scale.comparing import falls, read_record, write_record
from zhijiao.benchmarks.scale.curves import exponent
from zhijiao.benchmarks.scale.engines import engine_steps
from zhijiao.benchmarks.scale.page import PageError, write_page
from zhijiao.benchmarks.scale.plan import Plan, planned
from zhijiao.benchmarks.scale.processes import Sample, Watched, watch
from zhijiao.benchmarks.scale.results import ResultError, Results
from zhijiao.benchmarks.scale.steps import Step, StepError, run_steps
from zhijiao.benchmarks.scale.svg import Line, chart
from zhijiao.benchmarks.scale.timeline import by_stage

MACHINE = {
    "processors": 2,
    "processor": "某型",
    "memory_gb": 8.0,
    "system": "Linux",
    "python": "3.11.0",
    "versions": {"pyoxigraph": "0.5"},
}
YARD = {"python": 0.2, "regex": 0.3, "load": 0.5}


def quiet(_text: str) -> None:
    """Say nothing."""


def build_figures(size: int, *, seconds: float, pages: int = 0) -> dict[str, Any]:
    """Figures of a build whose stages take a tenth, a half and, with pages, the rest of its seconds."""
    stage = {"processor": seconds, "memory_mb": 100.0 + size / 10}
    stages = {
        "start": {"seconds": 0.5} | stage,
        "extract": {"seconds": seconds / 2} | stage,
        "graph": {"seconds": seconds**1.2 / 10} | stage,
    }
    if pages:
        stages["site"] = {"seconds": seconds / 3} | stage
    return {
        "reports": size,
        "text_mb": size / 60,
        "seconds": seconds,
        "processor": 2 * seconds,
        "memory_mb": 100.0 + size / 10,
        "largest_mb": 90.0,
        "stages": stages,
        "triples": 2500 * size,
        "pages": pages,
        "disk_mb": {"graph.nq": size / 2},
        "read": 1,
    }


@pytest.fixture
def results(tmp_path: Path) -> Results:
    """Builds of three sizes whose seconds are as their sizes, rebuilds, stages, and a step that failed."""
    found = Results(tmp_path / "result.json", MACHINE, {"seed": 1})
    entry = {"load": 0.5, "yardstick": YARD, "code": "abc"}
    for size in (100, 1000, 10000):
        found.add(f"pipeline/{size}/no-site", entry | {"figures": build_figures(size, seconds=size / 10)})
        found.add(
            f"pipeline/{size}", entry | {"figures": build_figures(size, seconds=size / 8, pages=20 * size)}
        )
    runs = {"改一份": build_figures(1000, seconds=5.0)}
    found.add("rebuild/1000", entry | {"figures": {"reports": 1000, "runs": runs}})
    for size in (1000, 10000):
        stage = {"size": size, "processor": size**1.5 / 1e4, "found": 1, "memory_mb": 50.0}
        found.add(f"stages/resolution/{size}", entry | {"figures": stage})
    for engine, slower in (("快库", 1), ("慢库", 20)):
        for triples in (1_000_000, 10_000_000):
            asked = {"partners": {"ms": 2.0 * slower, "rows": 5}, "awards": {"error": "超时"}}
            loaded = {"triples": triples, "load_seconds": slower * triples / 1e6, "memory_mb": 70.0}
            found.add(f"engines/{triples}/{engine}", entry | {"figures": loaded | {"queries": asked}})
    made = {"triples": 10**6, "seconds": 40.0, "processor": 60.0, "memory_mb": 900.0}
    found.add("graphs/1000000", entry | {"figures": made | {"nquads_mb": 200.0, "store_mb": 250.0}})
    found.add("rebuild/10000", entry | {"error": "OSError: 磁盘满了"})
    return found


@given(
    power=st.floats(-2, 3),
    factor=st.floats(1e-3, 1e3),
    sizes=st.lists(st.integers(1, 10**6), min_size=2, max_size=6, unique=True).filter(
        lambda sizes: max(sizes) > 2 * min(sizes)
    ),
)
def test_the_exponent_of_a_power_is_found(power: float, factor: float, sizes: list[int]) -> None:
    found = exponent(sizes, [factor * size**power for size in sizes])
    assert found == pytest.approx(power, abs=2e-3)


@pytest.mark.parametrize("sizes", [[], [10], [10, 10]])
def test_one_size_has_no_exponent(sizes: list[float]) -> None:
    assert exponent(sizes, [1.0] * len(sizes)) is None


def test_processors_and_memory_go_to_the_stage_in_which_they_were_seen() -> None:
    samples = tuple(
        Sample(1000.0 + at, processor, megabytes, megabytes)
        for at, processor, megabytes in [(1, 1, 50), (2, 3, 80), (4, 7, 300), (6, 11, 120), (9, 12, 110)]
    )
    taken = Watched(1000.0, 10.0, 12.0, 300.0, 200.0, samples)
    stages = by_stage(taken, {"extract": 4.0, "graph": 3.0}, ended=1009.0)
    assert list(stages) == ["start", "extract", "graph", "end"]
    assert [one.seconds for one in stages.values()] == [2.0, 4.0, 3.0, 1.0]
    assert [one.processor for one in stages.values()] == [3.0, 8.0, 1.0, 0.0]
    assert [one.memory_mb for one in stages.values()] == [80.0, 300.0, 120.0, 110.0]


def test_the_processes_of_a_command_are_watched_together() -> None:
    child = "import time; held = bytearray(40 << 20); time.sleep(1.5)"
    parent = f"import subprocess, sys; [subprocess.Popen([sys.executable, '-c', {child!r}]) for _ in '12']"
    taken = watch([sys.executable, "-c", f"{parent}; import time; time.sleep(1)"])
    assert taken.megabytes > 80 > taken.largest
    assert taken.seconds > 1
    with pytest.raises(subprocess.CalledProcessError):
        watch([sys.executable, "-c", "raise SystemExit(3)"])


def test_a_break_ends_what_is_watched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    note = tmp_path / "pids"
    child = f"import os, time; open({str(note)!r}, 'a').write(f'{{os.getpid()}}\\n'); time.sleep(60)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"

    def interrupted(_session: int) -> Sample:
        if note.exists() and note.read_text():
            raise KeyboardInterrupt
        return Sample(0, 0, 0, 0)

    monkeypatch.setattr("zhijiao.benchmarks.scale.processes._sample", interrupted)
    with pytest.raises(KeyboardInterrupt):
        watch([sys.executable, "-c", parent])
    (pid,) = map(int, note.read_text().split())
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def steps_of(names: str, done: list[str], failing: Callable[[], str] = str) -> list[Step]:
    """Steps that note that they were run; the one that `failing` names raises."""

    def run(name: str) -> dict[str, Any]:
        done.append(name)
        if name == failing():
            raise StepError("不行")
        return {"name": name}

    return [Step(f"part/{name}", lambda name=name: run(name)) for name in names]  # type: ignore[misc]


def test_a_run_broken_off_goes_on_and_what_failed_is_tried_again(tmp_path: Path) -> None:
    path, done = tmp_path / "result.json", list[str]()

    class BrokenError(Exception):
        pass

    def broken() -> str:
        if done[-1] == "c":
            raise BrokenError
        return "b"

    results = Results.of(path, MACHINE, {"seed": 1})
    with pytest.raises(BrokenError):
        run_steps(steps_of("abcd", done, broken), results, quiet, lambda: YARD)
    again = Results.of(path, MACHINE, {"seed": 1})
    assert [again.done(f"part/{name}") for name in "abcd"] == [True, False, False, False]
    assert again.steps["part/b"]["error"] == "StepError: 不行"
    assert run_steps(steps_of("abcd", done), again, quiet, lambda: YARD) == []
    assert done == [*"abc", *"bcd"]
    found = Results.read(path)
    assert found.figures("part/d") == {"name": "d"}
    assert found.steps["part/d"]["yardstick"] == YARD
    assert {one.name for one in tmp_path.iterdir()} == {"result.json"}


def test_a_failure_names_no_place_of_the_machine(tmp_path: Path) -> None:
    def run() -> dict[str, Any]:
        return {"text": (tmp_path / "missing").read_text(encoding="utf-8")}

    results = Results.of(tmp_path / "result.json", MACHINE, {})
    assert run_steps([Step("part/a", run)], results, quiet, lambda: YARD) == ["part/a"]
    assert str(tmp_path) not in results.path.read_text(encoding="utf-8")


def test_results_of_another_machine_or_yardstick_are_not_gone_on_with(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Results.of(results.path, MACHINE, {"seed": 1}).done("pipeline/100")
    for machine, options in (({**MACHINE, "processors": 64}, {"seed": 1}), (MACHINE, {"seed": 2})):
        with pytest.raises(ResultError):
            Results.of(results.path, machine, options)
    monkeypatch.setattr(yardstick, "VERSION", yardstick.VERSION + 1)
    with pytest.raises(ResultError):
        Results.read(results.path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}'])
def test_what_is_no_result_is_refused(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "result.json"
    path.write_text(text, encoding="utf-8")
    assert main(["--page", str(path), "--docs", str(tmp_path)]) == 2
    assert "不是基准测试的结果" in capsys.readouterr().err


def test_rebuilds_come_after_all_that_needs_the_reports(tmp_path: Path) -> None:
    names = [one.name for one in planned(Plan(tmp_path, sizes=(1000, 100)))]
    assert names.index("serving/1000") < names.index("rebuild/1000")
    assert names.index("rebuild/100") < names.index("pipeline/1000/no-site") < names.index("pipeline/1000")
    assert {one.part for one in planned(Plan(tmp_path, parts=["rebuild"]))} == {"rebuild"}


def test_each_engine_is_asked_the_same_of_the_same_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Any, ...]] = []

    def measure(
        nquads: Path, store: Path, engine: str, queries: Any, runs: int, bounds: Any
    ) -> list[dict[str, Any]]:
        asked.append((nquads.read_text(), store.name, tuple(queries), runs, bounds))
        load = {"query": "load", "seconds": 1.5, "memory_mb": 10.0}
        if engine == "坏库":
            return [load | {"error": "内存不够"}]
        return [load, {"query": "partners", "ms": 3.0, "rows": 7}, {"query": "awards", "error": "超时"}]

    monkeypatch.setattr("zhijiao.benchmarks.engines.measure", measure)
    graph = tmp_path / "graph-9"
    (graph / "store").mkdir(parents=True)
    (graph / "graph.nq").write_text("<a> <b> <c> <d> .\n", encoding="utf-8")
    (graph / "triples").write_text("1", encoding="utf-8")
    (tmp_path / "graph-3").mkdir()
    steps = list(engine_steps(tmp_path, 9, ["好库", "坏库"], 1))[1:]
    assert [one.name for one in steps] == ["engines/9/好库", "engines/9/坏库"]
    found = steps[0].run()
    assert found == {
        "triples": 1,
        "load_seconds": 1.5,
        "memory_mb": 10.0,
        "queries": {"partners": {"ms": 3.0, "rows": 7}, "awards": {"error": "超时"}},
    }
    with pytest.raises(StepError, match="内存不够"):
        steps[1].run()
    assert asked[0] == asked[1]
    assert not (tmp_path / "graph-3").exists()


def test_a_ratio_falls_when_it_is_below_half_or_gone() -> None:
    recorded = {"same": 10.0, "half": 10.0, "slow": 10.0, "gone": 10.0}
    found = falls(recorded, {"same": 30.0, "half": 5.0, "slow": 4.9, "new": 1.0})
    assert [(one.name, one.now) for one in found] == [("gone", None), ("slow", 4.9)]
    assert "10" in str(found[1]) and "4.9" in str(found[1])


def test_the_small_version_fails_after_a_fall_and_says_how_to_renew_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ratios = {"extract": 100.0, "graph": 5000.0}
    monkeypatch.setattr("zhijiao.benchmarks.scale.small.small_ratios", lambda say: ratios)
    record = tmp_path / "recorded.json"
    assert main(["--small", "--record", str(record)]) == 0
    assert read_record(record) == ratios
    assert main(["--small", "--against", str(record)]) == 0
    ratios = {"extract": 101.0, "graph": 2000.0}
    capsys.readouterr()
    assert main(["--small", "--against", str(record)]) == 1
    said = capsys.readouterr().err
    assert re.search(r"graph：.*5000.*2000", said)
    assert "extract" not in said
    assert "--record" in said


def test_a_record_of_another_yardstick_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = tmp_path / "recorded.json"
    write_record(record, {"graph": 1.0}, MACHINE)
    monkeypatch.setattr(yardstick, "VERSION", yardstick.VERSION + 1)
    with pytest.raises(ResultError, match="--record"):
        read_record(record)
    record.write_text('{"yardstick_version": 2, "ratios": [1]}', encoding="utf-8")
    with pytest.raises(ResultError):
        read_record(record)


def test_the_shipped_record_is_of_this_yardstick(root: Path) -> None:
    ratios = read_record(root / "benchmarks/scale/recorded.json")
    assert {"extract", "graph", "graph, growth", "load, disk", "validate", "site"} <= set(ratios)
    assert min(ratios.values()) > 0


def test_the_page_shows_the_figures_between_its_marks_only(results: Results, tmp_path: Path) -> None:
    page = tmp_path / "scale.md"
    page.write_text("前言\n\n<!-- scale -->\n旧的\n<!-- /scale -->\n\n后记\n", encoding="utf-8")
    written = write_page(Results.read(results.path), tmp_path)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("前言\n\n<!-- scale -->\n")
    assert text.endswith("<!-- /scale -->\n\n后记\n")
    assert "旧的" not in text
    # 10,000 reports in 1,000 s; a yard is 0.2 + 0.3 + 0.5 s.
    assert (
        "| 10,000 份，不写页面 | 167 | 25,000,000 | 1,000 | 2,000 | 10 | 0.0833 | 10 | 1,100 | 90 |" in text
    )
    assert "用时 n^1.00" in text
    assert "| 份/秒 | 至少 10 | 10 | 达到 |\n| 内存合计 GB | 不到 4 | 1.07 | 达到 |" in text
    assert "| 用时的指数 | 至多 1.1 | 1.00 | 达到 |" in text
    assert re.search(r"\| 抽取 \| 500 .*\| 1 \|\n", text)
    assert re.search(r"\| 图谱 \| 398 .*\| 1.2 \|\n", text)
    assert "| 1,000 份 | 20,000 | 41.7 | 480 | 96 | 200 |" in text
    assert "| 1,000 份，改一份 | 5 | 10 | 4.0% |" in text
    assert re.search(r"\| 归并，10,000 个提及 .*\| 1.5 \|\n", text)
    assert "| 1,000,000 个三元组 | 40 | 60 | 25,000 | 12,500 | 900 | 200 | 250 | — |" in text
    assert "| 10,000,000 个三元组，慢库 | 200 | 50,000 | 25,000 | 70 |" in text
    assert "| 约 1 百万个三元组 | 行 | 快库 | 慢库 |" in text
    assert "| `partners` | 5 | **2** | 40 |\n| `awards` | — | 超时 | 超时 |" in text
    assert "- `rebuild/10000`：OSError: 磁盘满了" in text
    images = {path.name for path in written[1:]}
    assert images == set(re.findall(r"\]\(images/([^)]+)\)", text))
    before = {path: path.read_bytes() for path in written}
    assert main(["--page", str(results.path), "--docs", str(tmp_path)]) == 0
    assert {path: path.read_bytes() for path in written} == before


def test_a_page_without_marks_is_left_alone(results: Results, tmp_path: Path) -> None:
    page = tmp_path / "scale.md"
    page.write_text("只有文字\n", encoding="utf-8")
    with pytest.raises(PageError):
        write_page(results, tmp_path)
    assert page.read_text(encoding="utf-8") == "只有文字\n"


def test_a_result_of_one_size_makes_a_page_without_curves(results: Results, tmp_path: Path) -> None:
    few = Results(tmp_path / "few.json", MACHINE, {})
    few.add("pipeline/100", results.steps["pipeline/100"])
    (tmp_path / "scale.md").write_text("<!-- scale --><!-- /scale -->", encoding="utf-8")
    assert write_page(few, tmp_path) == [tmp_path / "scale.md"]
    assert "100 份，连同页面" in (tmp_path / "scale.md").read_text(encoding="utf-8")


def test_curves_are_well_formed_and_have_colours_for_dark_pages() -> None:
    lines = [Line("抽取 <a>", ((100.0, 1.0), (10000.0, 90.0))), Line("空", ()), Line("图谱", ((100.0, 0.2),))]
    svg = chart("用时 & 内存", "报告数", "秒", lines)
    tree = ElementTree.fromstring(svg)
    spaces = {"s": "http://www.w3.org/2000/svg"}
    texts = [one.text for one in tree.findall("s:text", spaces)]
    assert {"用时 & 内存", "抽取 <a>", "图谱", "100", "10,000"} <= set(texts)
    assert "空" not in texts
    assert len(tree.findall("s:circle", spaces)) == 3
    rising = tree.findall("s:polyline", spaces)[0].attrib["points"].split()
    (x1, y1), (x2, y2) = (tuple(map(float, one.split(","))) for one in rising)
    assert x1 < x2 and y1 > y2
    assert "prefers-color-scheme:dark" in svg
    with pytest.raises(ValueError, match="大于零"):
        chart("", "", "", [Line("零", ((0.0, 1.0),))])


def test_the_documents_page_has_a_place_for_figures(root: Path) -> None:
    assert len(re.findall("<!-- /?scale -->", (root / "docs/scale.md").read_text(encoding="utf-8"))) == 2


def test_the_steps_of_a_plan_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "result.json"
    assert main(["--list", "--parts", "pipeline", "--sizes", "5", "--out", str(out)]) == 0
    assert capsys.readouterr().out.split() == ["pipeline/5/no-site", "pipeline/5"]
    assert not out.exists()
