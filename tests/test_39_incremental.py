"""A graph brought up to date is the graph that a build of all reports makes, however it came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhijiao.extract.facts import Evidence, Fact, ReportFacts
from zhijiao.graph.assembly import Source
from zhijiao.graph.build import build_graph
from zhijiao.graph.incremental.merge import Checked, StaleFileError, merge, same_line
from zhijiao.graph.incremental.update import Former
from zhijiao.graph.iris import Minter
from zhijiao.graph.registry import Registry
from zhijiao.graph.resolution.mentions import report_mentions
from zhijiao.graph.store import GraphStore
from zhijiao.graph.workspace import Workspace, WorkspaceGraph, build_workspace_graph
from zhijiao.ontology.namespaces import ZJ

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
ENTITY = "https://w3id.org/zhijiao/id/organisation/"
EDGES = "SELECT ?to WHERE { ?school zj:partnerWith ?to }"


class Builder:
    """Builds one set of reports after another, each on what the build before has left."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.number = folder, count()
        self.workspace = Workspace()

    def build(self, reports: Sequence[ReportFacts]) -> tuple[Path, WorkspaceGraph]:
        out = self.folder / f"build{next(self.number)}"
        out.mkdir(parents=True)
        by_name = {one.report: one for one in reports}
        sources = [Source(report_mentions(one), str(hash(repr(one)))) for one in reports]
        graph = build_workspace_graph(sources, by_name.__getitem__, Minter(), out, workspace=self.workspace)
        state = graph.written.state
        self.workspace = Workspace(
            Former(state, out, out / "store"), out / "graph.nq", True, Registry.read(out / "registry.csv")
        )
        return out, graph


def fact(kind: str, quote: str, **values: Any) -> Fact:
    return Fact(kind, values, (Evidence(0, len(quote), quote),))


def report(name: str, school: str, *facts: Fact, region: str = "", **values: Any) -> ReportFacts:
    about: Mapping[str, Any] = {"name": school, **({"region": region} if region else {}), **values}
    return ReportFacts(name, (fact("school", school, **about), *facts))


def partner(name: str, aliases: Sequence[str] = (), **values: Any) -> Fact:
    values = {"partner": name, "partner_kind": "enterprise", "modes": ["cooperation"], **values}
    return fact("partnership", name, aliases=list(aliases), **values)


def same_as_fresh(out: Path, reports: Sequence[ReportFacts]) -> None:
    """Hold the files and the store in `out` against a build of the reports alone."""
    fresh = build_graph(reports)
    assert (out / "graph.nq").read_bytes() == fresh.nquads
    assert (out / "graph.ttl").read_bytes() == fresh.turtle()
    store = GraphStore.open(out / "store")
    assert store.nquads() == fresh.nquads
    assert store.select(COUNT) == GraphStore.memory(fresh.nquads).select(COUNT)


NAMES = ("正泰集团", "正泰", "正泰集团股份有限公司", "市残联", "青禾市残联", "海尔集团", "云岭职校")
FACTS = st.one_of(
    st.builds(
        lambda name, aliases, modes: partner(name, aliases, modes=modes),
        st.sampled_from(NAMES),
        st.lists(st.sampled_from(NAMES), max_size=1),
        st.lists(st.sampled_from(("cooperation", "internship", "group_member")), max_size=2),
    ),
    st.builds(lambda name: fact("major", name, name=name), st.sampled_from(("会计事务", "护理", "会计"))),
    st.builds(lambda title: fact("honour", title, title=title), st.sampled_from(("文明学校", "文明 学校"))),
    st.builds(
        lambda name: fact("award", name, event="技能大赛", recipients=[name]),
        st.sampled_from(("张三", "李四")),
    ),
    st.builds(
        lambda value: fact("indicator", str(value), indicator="graduates", value=value, unit="人", year=2021),
        st.integers(1, 3),
    ),
)
REPORTS = st.builds(
    lambda school, region, aliases, facts: (school, region, aliases, facts),
    st.sampled_from(("青禾市云岭职业学校", "云岭职业学校", "望泽县职教中心")),
    st.sampled_from(("", "浙江省乐清市", "望泽县")),
    st.lists(st.just("云岭职校"), max_size=1),
    st.lists(FACTS, max_size=4),
)
#: Sets of reports, one after the other: by the number of the report's file, what stands in it.
HISTORIES = st.lists(st.dictionaries(st.integers(0, 4), REPORTS, min_size=1), min_size=2, max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=HISTORIES)
def test_whatever_came_before_the_graph_is_that_of_its_reports(
    history: list[dict[int, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    builder = Builder(tmp_path_factory.mktemp("builds"))
    standing: dict[int, Any] = {}
    for step in history:
        # Most reports stay from step to step, so that something is left to go on with.
        standing = step if len(step) > 3 else standing | step
        reports = [
            report(f"{number}.txt", school, *facts, region=region, aliases=aliases)
            for number, (school, region, aliases, facts) in standing.items()
        ]
        out, _ = builder.build(reports)
        same_as_fresh(out, reports)


def others(n: int) -> list[ReportFacts]:
    return [
        report(f"other{i}.txt", f"望泽县第{'一二三四五六'[i]}职业学校", partner(f"望泽{i}厂"))
        for i in range(n)
    ]


def test_only_what_changed_is_stated_anew(tmp_path: Path) -> None:
    builder = Builder(tmp_path)
    first = report("a.txt", "青禾市云岭职业学校", partner("正泰集团"))
    builder.build([first, *others(5)])
    changed = report("a.txt", "青禾市云岭职业学校", partner("正泰集团"), partner("海尔集团"))
    out, graph = builder.build([changed, *others(5)])
    assert graph.reused == 5
    assert graph.touched is not None
    assert {one.rpartition("/")[2] for one in graph.touched if "/organisation/" in one} == {"海尔集团"}
    assert not any("望泽" in one for one in graph.touched)
    same_as_fresh(out, [changed, *others(5)])


def test_an_edge_stays_as_long_as_one_report_says_so(tmp_path: Path) -> None:
    builder = Builder(tmp_path)
    both = [report(f"{year}.txt", "青禾市云岭职业学校", partner("正泰集团")) for year in (2020, 2021)]
    builder.build([*both, *others(5)])
    for reports, edges in (([both[0], *others(5)], 6), (others(5), 5), ([both[1], *others(5)], 6)):
        out, _ = builder.build(reports)
        assert len(GraphStore.open(out / "store").select(EDGES).rows) == edges
        same_as_fresh(out, reports)


def test_a_fuller_name_moves_a_thing_and_all_about_it(tmp_path: Path) -> None:
    builder = Builder(tmp_path)
    short = report("a.txt", "青禾市云岭职业学校", partner("云杉精密集团"))
    out, _ = builder.build([short, *others(5)])
    before = subjects(out)
    full = report("b.txt", "青禾市明德职业学校", partner("云杉精密集团股份有限公司"))
    out, _ = builder.build([short, full, *others(5)])
    registry, now = Registry.read(out / "registry.csv"), subjects(out)
    moved = {iri: registry.resolve(iri) for iri in before - now}
    assert {iri.rpartition("/id/")[2].partition("/")[0] for iri in moved} == {
        "organisation",
        "partnership",
        "evidence",
        "selector",
    }
    assert set(moved.values()) <= now
    # And back again: the old one lives, and what had replaced it leads to it.
    out, _ = builder.build([short, *others(5)])
    registry = Registry.read(out / "registry.csv")
    assert subjects(out) == before
    short_iri = f"{ENTITY}云杉精密集团"
    assert short_iri in before
    assert {registry.resolve(iri) for iri in now - before if "云杉" in iri} == {short_iri}


def subjects(out: Path) -> set[str]:
    lines = (out / "graph.nq").read_text(encoding="utf-8").split("\n")
    return {line[1 : line.index(">")] for line in lines if "/id/" in line.partition(" ")[0]}


def test_a_file_that_was_changed_by_hand_is_made_anew(tmp_path: Path) -> None:
    builder = Builder(tmp_path)
    reports = [report("a.txt", "青禾市云岭职业学校", partner("正泰集团")), *others(5)]
    out, _ = builder.build(reports)
    with (out / "graph.ttl").open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    again, graph = builder.build(reports[1:])
    assert graph.touched is None
    same_as_fresh(again, reports[1:])


LINES = st.lists(st.integers(0, 10**6), max_size=3000)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=LINES, gone=LINES, come=LINES)
def test_a_sorted_file_with_changes_is_the_sorted_file_of_what_is_then(
    old: list[int], gone: list[int], come: list[int], tmp_path: Path
) -> None:
    def line(number: int) -> bytes:
        return f"<s:{number:07}> <p:p> <o:{'o' * (number % 90)}> .\n".encode()

    before, removed, added = {*map(line, old)}, {*map(line, gone)}, {*map(line, come)}
    (tmp_path / "old").write_bytes(b"".join(sorted(before)))
    changes = sorted((dict.fromkeys(removed) | {one: one for one in added}).items())
    check = Checked()
    check.add((tmp_path / "old").read_bytes())
    merge(tmp_path / "old", tmp_path / "new", changes, same_line, head=b"", check=check.text())
    assert (tmp_path / "new").read_bytes() == b"".join(sorted((before - removed) | added))


def test_a_file_of_another_checksum_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"<s:1> <p:p> <o:o> .\n")
    with pytest.raises(StaleFileError):
        merge(tmp_path / "old", tmp_path / "new", [], same_line, head=b"", check="20-00000000")


def test_what_is_inferred_stands_in_graphs_of_its_own() -> None:
    build = build_graph([report("a.txt", "青禾市云岭职业学校", partner("正泰集团"))])
    store = GraphStore.memory(build.nquads)
    rows = (
        store.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s zj:partnerWith ?o } }").rows
        + store.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s a zj:Enterprise } }").rows
    )
    assert [str(row[0]).rpartition("/")[2] for row in rows] == ["direct", "inferred"]
    assert len(store.things(f"{ZJ}Enterprise")) == 1
