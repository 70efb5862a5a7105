"""A site that is rebuilt where something has changed is the same, byte for byte, as one that is made anew."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhijiao.extract.facts import Evidence, Fact, ReportFacts, read_facts
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.viz import parallel
from zhijiao.viz import site as site_module
from zhijiao.viz.model import MAX_REACH
from zhijiao.viz.read import read_overview
from zhijiao.viz.reads import Noted, Reads, changed, read_any
from zhijiao.viz.site import SiteError, build_site
from zhijiao.viz.writer import SiteBuild

QUERY = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


def pool(root: Path) -> dict[str, ReportFacts]:
    """Facts of invented schools by the name of their report: the examples' and those of the pages' tests."""
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for line in (root / "tests/data/site_facts.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n"):
        data = json.loads(line)
        facts[data["report"]].append(Fact.from_json(data))
    for path in sorted((root / "examples/facts").glob("*.jsonl")):
        facts[f"{path.stem}.txt"] = read_facts(path)[:40]
    return {name: ReportFacts(name, tuple(found)) for name, found in facts.items()}


@pytest.fixture(scope="module")
def reports(root: Path) -> dict[str, ReportFacts]:
    return pool(root)


class Graph:
    """A graph of reports: its store, and the triples by which two graphs differ."""

    def __init__(self, reports: Sequence[ReportFacts]) -> None:
        self.store = GraphStore.memory(build_graph(list(reports)).nquads)
        self.triples = {
            (str(s), str(p), type(o).__name__, str(o)) for s, p, o in self.store.select(QUERY).rows
        }

    def touched(self, other: Graph) -> frozenset[str]:
        """The subjects and IRI objects of all triples that are in one of the two only."""
        differing = self.triples ^ other.triples
        return frozenset({s for s, *_ in differing} | {o for *_, kind, o in differing if kind == "Iri"})


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }


def rebuilt(
    before: Graph, after: Graph, folder: Path
) -> tuple[SiteBuild, dict[str, bytes], dict[str, bytes]]:
    """Build the site of `before`, rebuild it for `after`; also return its files and those of a full build."""
    memory = folder / "memory"
    build_site(before.store, folder / "one", memory=memory)
    former = files_of(folder / "one")
    build = build_site(
        after.store, folder / "two", former=folder / "one", memory=memory, touched=before.touched(after)
    )
    assert files_of(folder / "one") == former
    full = build_site(after.store, folder / "full")
    assert (full.pages, full.bytes, full.schools, full.partners, full.kept) == (
        build.pages, build.bytes, build.schools, build.partners, 0,
    )  # fmt: skip
    return build, files_of(folder / "two"), files_of(folder / "full")


def made_pages(folder: Path) -> set[str]:
    """Paths of the pages of `rebuilt` that were made, not linked."""
    one, two = folder / "one", folder / "two"
    pages = {page.relative_to(two).as_posix() for page in two.rglob("*.html")}
    return {name for name in pages if not (one / name).exists() or not (two / name).samefile(one / name)}


def about_things(paths: Iterable[str]) -> set[str]:
    """Return the paths of pages about single schools, partners and majors."""
    return {path for path in paths if path.startswith(("school/", "organisation/", "major/"))}


def varied(report: ReportFacts, drop: int, turn: int) -> ReportFacts:
    """Leave out facts (each whose place is `drop` of 7), let others (`turn` of 5) say something else."""
    facts = []
    for place, fact in enumerate(report.facts):
        if fact.kind != "school" and place % 7 == drop:
            continue
        values: dict[str, Any] = dict(fact.values)
        if place % 5 == turn:
            if fact.kind == "partnership":
                values |= {"modes": ["internship"], "since": 1999, "partner": "海棠电子股份有限公司"}
            elif fact.kind == "award":
                values["year"] = 2011
            elif fact.kind == "school":
                values |= {"founded": 1931, "report_year": 2019, "region": "青禾市"}
            elif fact.kind == "major":
                values["aliases"] = ["另一种叫法"]
        evidence = fact.evidence
        if place % 3 == turn % 3:
            evidence = tuple(
                Evidence(one.start, one.end, one.quote, section="另一节", page=turn + 1) for one in evidence
            )
        facts.append(Fact(fact.kind, values, evidence, fact.confidence))
    return ReportFacts(report.report, tuple(facts))


@given(
    st.dictionaries(st.text(max_size=3), st.integers(0, 3), max_size=5),
    st.dictionaries(st.text(max_size=3), st.integers(0, 3), max_size=5),
    st.sets(st.text(max_size=3), max_size=5),
    st.booleans(),
)
def test_what_was_read_is_known_to_have_changed_if_and_only_if_it_has(
    before: dict[str, int], after: dict[str, int], keys: set[str], whole: bool
) -> None:
    reads = Reads()
    noted = Noted("one", before, reads)
    for key in keys:
        assert noted.get(key) == before.get(key)
        assert (key in noted) == (key in before)
    if whole:
        assert dict(noted) == before
    taken = reads.take()
    numbers = changed({"one": before, "two": {}}, {"one": after, "two": {}})
    wanted = any(before.get(key) != after.get(key) for key in keys) or (whole and before != after)
    # The empty key stands for the whole mapping too.
    assert read_any(taken, numbers) == (wanted or ("" in keys and before != after))
    assert not read_any(reads.take(), numbers)
    assert not read_any(taken, changed({"one": {}}, {"one": {}}) | changed({"two": before}, {"two": after}))


#: Which reports there are (by their place in the pool), and how each is varied.
CHOICES = st.dictionaries(st.integers(0, 10), st.tuples(st.integers(0, 7), st.integers(0, 5)), max_size=6)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=CHOICES, after=CHOICES, same=st.booleans())
def test_whatever_changes_a_rebuild_is_the_full_build(
    reports: dict[str, ReportFacts],
    before: dict[int, tuple[int, int]],
    after: dict[int, tuple[int, int]],
    same: bool,
) -> None:
    known = list(reports.values())
    # Half of the time most reports stay as they are, as they do in life.
    after = (before | dict(list(after.items())[:1])) if same else after
    one, other = (
        Graph([varied(known[place], *how) for place, how in choice.items()]) for choice in (before, after)
    )
    with tempfile.TemporaryDirectory() as folder:
        _, incremental, full = rebuilt(one, other, Path(folder))
    assert incremental == full


def test_several_processes_write_what_one_writes(
    reports: dict[str, ReportFacts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = build_graph(list(reports.values()))
    store = GraphStore.create(tmp_path / "store", graph.nquads)
    build_site(store, tmp_path / "alone")
    monkeypatch.setattr(parallel, "_MANY_SCHOOLS", 1)
    monkeypatch.setattr(parallel, "_MANY_PAGES", 1)
    read: list[tuple[int, int]] = []
    build_site(store, tmp_path / "together", processes=2, reading=lambda *one: read.append(one))
    assert files_of(tmp_path / "together") == files_of(tmp_path / "alone")
    assert read == [(place + 1, len(read)) for place in range(len(read))]
    assert len(read) >= len(reports)


def test_a_process_that_dies_is_told_and_leaves_the_former_site(
    reports: dict[str, ReportFacts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = build_graph(list(reports.values())[:1])
    store = GraphStore.create(tmp_path / "store", graph.nquads)
    build_site(store, tmp_path / "site")
    former = files_of(tmp_path / "site")
    monkeypatch.setattr(parallel, "_MANY_PAGES", 1)
    # The process finds no store where it is sent to.
    store.folder = tmp_path / "nowhere"
    with pytest.raises(SiteError, match="--jobs 1"):
        build_site(store, tmp_path / "site", processes=2)
    assert files_of(tmp_path / "site") == former


def test_several_rebuilds_one_after_the_other_stay_exact(
    reports: dict[str, ReportFacts], tmp_path: Path
) -> None:
    known = list(reports.values())
    steps = [known[:3], known[:5], [varied(known[0], 1, 2), *known[1:5]], known[2:], known[:3]]
    graphs = [Graph(step) for step in steps]
    memory, former = tmp_path / "memory", None
    for number, (graph, before) in enumerate(zip(graphs, [graphs[0], *graphs], strict=False)):
        out = tmp_path / str(number)
        build_site(graph.store, out, former=former, memory=memory, touched=before.touched(graph))
        build_site(graph.store, tmp_path / "full")
        assert files_of(out) == files_of(tmp_path / "full"), number
        former = out
    assert files_of(tmp_path / "4") == files_of(tmp_path / "0")


def test_without_a_change_every_page_is_kept_as_a_link(
    reports: dict[str, ReportFacts], tmp_path: Path
) -> None:
    graph = Graph(list(reports.values()))
    build, incremental, full = rebuilt(graph, graph, tmp_path)
    assert incremental == full
    assert build.kept == build.pages
    assert all(
        (tmp_path / "two" / name).samefile(tmp_path / "one" / name)
        for name in incremental
        if name.endswith(".html")
    )


def test_a_changed_report_leaves_the_pages_of_others_alone(
    reports: dict[str, ReportFacts], tmp_path: Path
) -> None:
    known = list(reports.values())
    changed = varied(known[-1], 9, 9)
    school, *facts = changed.facts
    figure = next(fact for fact in facts if fact.kind == "indicator")
    facts[facts.index(figure)] = Fact("indicator", dict(figure.values) | {"value": 4321}, figure.evidence)
    after = [*known[:-1], ReportFacts(changed.report, (school, *facts))]
    build, incremental, full = rebuilt(Graph(known), Graph(after), tmp_path)
    assert incremental == full
    made = made_pages(tmp_path)
    assert len(made) == build.pages - build.kept
    assert about_things(made) == {f"school/{school.get('name')}.html"}
    # Among the figures of all schools, and where passages that have changed are quoted.
    indicator = f"indicator/{figure.get('indicator')}.html"
    summed = {name for name in made if name.startswith(("indicator/", "year/"))}
    assert summed == {indicator, "year/2020.html"}


def hub_report(number: int) -> ReportFacts:
    """A report of a school whose only partner is the one that all name."""
    name = f"青禾第{number}职业学校"
    partner = {"partner": "海棠电子股份有限公司", "partner_kind": "enterprise", "modes": ["internship"]}
    facts = (
        Fact("school", {"name": name, "report_year": 2022}, (Evidence(0, len(name), name),)),
        Fact("partnership", partner, (Evidence(20, 25, "到海棠实习"),)),
    )
    return ReportFacts(f"r{number:04}.txt", facts)


def test_one_more_school_of_a_partner_of_very_many_changes_few_pages(tmp_path: Path) -> None:
    # Local names sort by their characters: the last school comes last.
    reports = [hub_report(1000 + number) for number in range(MAX_REACH + 10)]
    build, incremental, full = rebuilt(Graph(reports[:-1]), Graph(reports), tmp_path)
    assert incremental == full
    partner, school = sorted(about_things(made_pages(tmp_path)))
    assert partner == "organisation/海棠电子股份有限公司.html"
    assert school.startswith(f"school/青禾第{1000 + MAX_REACH + 9}职业学校")
    (page,) = (tmp_path / "two/school").glob("青禾第1003职业学校*.html")
    assert f'由此与 <span class="v">{MAX_REACH}</span> 所以上学校相连' in page.read_text(encoding="utf-8")
    assert build.kept > MAX_REACH


def test_where_links_are_not_possible_pages_are_copied(
    reports: dict[str, ReportFacts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    graph = Graph(list(reports.values())[:3])
    build, incremental, full = rebuilt(graph, graph, tmp_path)
    assert incremental == full
    assert build.kept == build.pages
    again = build_site(
        graph.store, tmp_path / "three", former=tmp_path / "two", memory=tmp_path / "memory",
        touched=frozenset(),
    )  # fmt: skip
    assert again.kept == again.pages


@pytest.mark.parametrize(
    "harm", ["page missing", "page edited", "no memory", "damaged memory", "other title"]
)
def test_what_does_not_fit_is_made_anew(reports: dict[str, ReportFacts], tmp_path: Path, harm: str) -> None:
    graph = Graph(list(reports.values())[:3])
    one, memory, title = tmp_path / "one", tmp_path / "memory", "职教图谱"
    build_site(graph.store, one, memory=memory)
    page = next((one / "school").iterdir())
    if harm == "page missing":
        page.unlink()
    elif harm == "page edited":
        page.write_text("changed by hand", encoding="utf-8")
    elif harm == "no memory":
        memory.unlink()
    elif harm == "damaged memory":
        memory.write_bytes(b"SQLite format 3\x00" + bytes(4000))
    else:
        title = "某县图谱"
    build = build_site(
        graph.store, tmp_path / "two", title=title, former=one, memory=memory, touched=frozenset()
    )
    build_site(graph.store, tmp_path / "full", title=title)
    assert files_of(tmp_path / "two") == files_of(tmp_path / "full")
    assert build.kept == (build.pages - 1 if harm.startswith("page") else 0)


def test_the_same_folder_can_be_rebuilt_in_place(reports: dict[str, ReportFacts], tmp_path: Path) -> None:
    known = list(reports.values())
    before, after = Graph(known[:4]), Graph(known[1:5])
    out, memory = tmp_path / "site", tmp_path / "memory"
    build_site(before.store, out, memory=memory)
    build_site(after.store, out, former=out, memory=memory, touched=before.touched(after))
    build_site(after.store, tmp_path / "full")
    assert files_of(out) == files_of(tmp_path / "full")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["full", "memory", "site"]


def test_a_build_that_fails_leaves_site_and_memory_as_they_were(
    reports: dict[str, ReportFacts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = Graph(list(reports.values())[:3])
    out, memory = tmp_path / "site", tmp_path / "memory"
    build_site(graph.store, out, memory=memory)
    files, kept = files_of(out), memory.read_bytes()

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("broken off")

    monkeypatch.setattr(site_module, "read_overview", fail)
    with pytest.raises(SiteError, match="memory"):
        build_site(graph.store, out, former=out, memory=memory, touched=frozenset())
    monkeypatch.setattr(site_module, "read_overview", read_overview)
    assert files_of(out) == files
    assert memory.read_bytes() == kept
    build = build_site(graph.store, out, former=out, memory=memory, touched=frozenset())
    assert build.kept == build.pages


def test_a_page_says_by_which_rules_its_names_were_joined(tmp_path: Path) -> None:
    one, other = hub_report(1), hub_report(2)
    school, partnership = other.facts
    shorter = dict(partnership.values) | {"partner": "海棠电子有限公司"}
    reports = [one, ReportFacts(other.report, (school, Fact("partnership", shorter, partnership.evidence)))]
    build_site(Graph(reports).store, tmp_path / "site")
    (page,) = (tmp_path / "site/organisation").glob("*.html")
    text = page.read_text(encoding="utf-8")
    assert '<span class="t">又名</span> 海棠电子有限公司' in text
    assert '<dt><span class="t">合并依据</span></dt><dd>组织形式（' in text
