"""A whole graph made by several processes in pieces is, byte for byte, the one that memory holds at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.extract.facts import Evidence, Fact, ReportFacts, read_facts
from zhijiao.graph.assembly import Source
from zhijiao.graph.build import build_graph
from zhijiao.graph.bulk import whole
from zhijiao.graph.bulk.runs import Run, ranges_of, write_run
from zhijiao.graph.iris import Minter
from zhijiao.graph.loading import StoreError, loading
from zhijiao.graph.processes import ProcessesError, give_way, processes
from zhijiao.graph.resolution.mentions import report_mentions
from zhijiao.graph.store import GraphStore
from zhijiao.graph.workspace import Workspace, build_workspace_graph

EXAMPLES = Path(__file__).parent.parent / "examples" / "facts"


class Known:
    """Facts by name that can go to another process; some reports break it."""

    def __init__(self, reports: Sequence[ReportFacts], fatal: str = "", killing: str = "") -> None:
        self.reports = {one.report: one for one in reports}
        self.fatal, self.killing = fatal, killing
        self.asked: list[str] = []

    def __call__(self, report: str) -> ReportFacts:
        self.asked.append(report)
        if report == self.fatal:
            raise KeyboardInterrupt
        if report == self.killing:
            os.kill(os.getpid(), signal.SIGKILL)
        return self.reports[report]


@pytest.fixture(scope="module")
def reports() -> list[ReportFacts]:
    """Return facts of the examples, twice, the second time as a later report of the same schools."""
    paths = sorted(EXAMPLES.glob("*.jsonl"))[:4]
    found = [ReportFacts(path.stem, tuple(read_facts(path)[:60])) for path in paths]
    return found + [replace(one, report=f"later/{one.report}") for one in found]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few reports be many: small batches, small ranges, several processes."""
    monkeypatch.setattr(whole, "_FEW", 1)
    monkeypatch.setattr(whole, "_REPORTS", 2)
    monkeypatch.setattr(whole, "_ENTITIES", 50)
    monkeypatch.setattr(whole, "_RANGE", 60_000)


def built(reports: Sequence[ReportFacts], facts: Known, out: Path, **more: Any) -> None:
    out.mkdir(exist_ok=True)
    sources = [Source(report_mentions(one), str(hash(repr(one)))) for one in reports]
    build_workspace_graph(sources, facts, Minter(), out, workspace=Workspace(), **more)


def same(out: Path, reports: Sequence[ReportFacts]) -> None:
    fresh = build_graph(reports)
    assert (out / "graph.nq").read_bytes() == fresh.nquads
    assert (out / "graph.ttl").read_bytes() == fresh.turtle()
    assert GraphStore.open(out / "store").nquads() == fresh.nquads


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("jobs", [1, 2])
def test_pieces_are_the_whole(reports: list[ReportFacts], jobs: int, tmp_path: Path) -> None:
    built(reports, Known(reports), tmp_path, jobs=jobs)
    same(tmp_path, reports)
    assert not (tmp_path / ".runs").exists()


@pytest.mark.usefixtures("small")
def test_a_statement_that_batches_name_differently_has_one_name(tmp_path: Path) -> None:
    def told(report: str, name: str) -> ReportFacts:
        def fact(of: str, **values: Any) -> Fact:
            return Fact(of, values, (Evidence(0, 4, "引文在此"),))

        programme = fact("programme", name=name, kind="studio")
        return ReportFacts(report, (fact("school", name="云岭职业学校"), programme))

    reports = [told(f"{number}.txt", "云岭 工作室" if number == 5 else "云岭工作室") for number in range(8)]
    built(reports, Known(reports), tmp_path)
    same(tmp_path, reports)


@pytest.mark.usefixtures("small")
def test_a_build_that_was_broken_off_states_only_the_rest(reports: list[ReportFacts], tmp_path: Path) -> None:
    names = sorted(one.report for one in reports)
    with pytest.raises(KeyboardInterrupt):
        built(reports, Known(reports, fatal=names[5]), tmp_path)
    again = Known(reports)
    built(reports, again, tmp_path)
    assert set(again.asked) == set(names[4:])
    same(tmp_path, reports)


@pytest.mark.usefixtures("small")
def test_a_run_that_is_cut_off_is_made_again(reports: list[ReportFacts], tmp_path: Path) -> None:
    names = sorted(one.report for one in reports)
    with pytest.raises(KeyboardInterrupt):
        built(reports, Known(reports, fatal=names[5]), tmp_path)
    run, *_ = (tmp_path / ".runs").glob("*.run")
    run.write_bytes(run.read_bytes()[:-20])
    built(reports, Known(reports), tmp_path)
    same(tmp_path, reports)


@pytest.mark.usefixtures("small")
def test_a_process_that_is_killed_is_told(reports: list[ReportFacts], tmp_path: Path) -> None:
    with pytest.raises(ProcessesError, match="再运行一次"):
        built(reports, Known(reports, killing=reports[4].report), tmp_path, jobs=2)
    built(reports, Known(reports), tmp_path, jobs=2)
    same(tmp_path, reports)


LINES = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 30)).map(
        lambda pair: f"<https://example.org/{pair[0] * 9}> <p> <{pair[1]}> <g> .\n".encode()
    ),
    max_size=60,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=5), st.integers(1, 2000), st.integers(1, 300))
def test_ranges_hold_every_line_once_and_no_subject_twice(
    tmp_path_factory: pytest.TempPathFactory, contents: list[list[bytes]], size: int, step: int
) -> None:
    folder = tmp_path_factory.mktemp("runs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("zhijiao.graph.bulk.runs._STEP", step)
        runs = [
            write_run(folder / f"{number}.run", sorted(set(lines))) for number, lines in enumerate(contents)
        ]
        runs = [Run.from_json(run.to_json(), folder) for run in runs]
        found = [one.lines() for one in ranges_of(runs, size)]
    assert [line for lines in found for line in lines] == sorted({line for one in contents for line in one})
    subjects = [{line.split()[0] for line in lines} for lines in found]
    assert sum(map(len, subjects)) == len(set().union(*subjects))


def test_what_cannot_be_loaded_is_told_and_nothing_waits(tmp_path: Path) -> None:
    quads, triples = tmp_path / "faulty.nq", tmp_path / "good.nt"
    quads.write_text("<a:a> <b:b> faulty .\n")
    triples.write_text("<a:a> <b:b> <c:c> .\n")
    with pytest.raises(StoreError, match="写不进存储"), loading(tmp_path / "store") as loader:
        for _ in range(50):
            loader.add(quads, triples, keep=True)
    with pytest.raises(StoreError), loading(tmp_path / "other") as loader:
        loader.add(tmp_path / "missing.nq", triples, keep=True)


def test_what_is_loaded_is_removed_unless_it_is_to_stay(tmp_path: Path) -> None:
    lines = [f"<a:{Random(number).random()}> <b:b> <c:c>" for number in range(40)]
    with loading(tmp_path / "store") as loader:
        for number, line in enumerate(lines):
            quads, triples = tmp_path / f"{number}.nq", tmp_path / f"{number}.nt"
            quads.write_text(f"{line} <g:g> .\n")
            triples.write_text(f"{line} .\n")
            loader.add(quads, triples, keep=number == 7)
    assert sorted(path.name for path in tmp_path.glob("*.n*")) == ["7.nq", "7.nt"]
    assert len(GraphStore.open(tmp_path / "store").nquads().splitlines()) == 40


def ready() -> None:
    """Begin a process that needs nothing."""


def priority(giving: bool) -> int:
    """Return how far a process stands behind, after it has given way or without."""
    if giving:
        give_way()
    return os.getpriority(os.PRIO_PROCESS, 0)


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="no order of processes on this system")
def test_a_process_of_a_pool_gives_way_and_this_one_does_not() -> None:
    ours = priority(giving=False)
    assert priority(giving=True) == ours
    with processes(2, ready) as pool:
        assert set(pool.each(priority, [False, False])) == {ours}
        assert set(pool.each(priority, [True, True, True, True])) == {min(ours + 5, 19)}
