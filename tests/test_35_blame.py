"""A violation is told with the report and the fact that it comes from, in code and on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from zhijiao.cli.app import app
from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.build import GraphBuild, build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.graph.validation.blame import Blamed, blame, describe
from zhijiao.graph.validation.check import validate_store
from zhijiao.graph.validation.violations import Violation
from zhijiao.ontology.namespaces import OA, SKOS, ZJ

DATA = Path(__file__).parent / "data" / "graph"
COLUMNS = ["severity", "focus", "path", "value", "message", "fact", "report", "page", "quote"]


@pytest.fixture(scope="module")
def build() -> GraphBuild:
    names = ("yunling", "wangze")
    return build_graph([ReportFacts(name, tuple(read_facts(DATA / f"{name}.jsonl"))) for name in names])


def without(build: GraphBuild, *words: str) -> bytes:
    """Return the graph without the lines that hold all of `words`."""
    lines = build.nquads.decode().splitlines(keepends=True)
    return "".join(line for line in lines if not all(word in line for word in words)).encode()


def blamed(nquads: bytes) -> tuple[Blamed, ...]:
    store = GraphStore.memory(nquads)
    return blame(store, validate_store(store))


def test_a_faulty_value_is_blamed_on_the_report_that_has_it(build: GraphBuild) -> None:
    # Both reports name the partner; one of them the year.
    (one,) = blamed(build.nquads.replace(b'"2019"', b'"19"'))
    assert (one.kind, one.name, one.report, one.page) == ("合作", "正泰集团股份有限公司", "yunling", 3)
    assert (one.section, one.quote, one.reports) == ("一、学校情况 > （一）概况", "正泰集团", 1)
    assert describe(one) == (
        "yunling（第 3 页，一、学校情况 > （一）概况）：合作「正泰集团股份有限公司」（zj:since 19）："
        "起始年份是 1850 到 2100 之间的整数。 原文：“正泰集团”"
    )


def test_what_is_missing_is_blamed_on_the_reports_that_have_the_thing(build: GraphBuild) -> None:
    found = {one.violation.focus.rpartition("/")[2]: one for one in blamed(
        without(build, "/organisation/", f"{SKOS}prefLabel")
    )}  # fmt: skip
    shared, local = found["正泰集团股份有限公司"], found["青禾市_机关幼儿园"]
    assert (shared.kind, shared.name, shared.reports) == ("企业", "", 2)
    assert shared.report in {"yunling", "wangze"}
    assert (local.kind, local.report, local.reports) == ("幼儿园", "yunling", 1)
    assert "等 2 份报告" in describe(shared)
    assert shared.violation.focus in describe(shared)


def test_a_statement_without_evidence_is_blamed_on_its_report(build: GraphBuild) -> None:
    found = [one for one in blamed(without(build, "/honour/", f"{ZJ}evidence")) if one.kind == "荣誉"]
    assert [(one.name, one.report, one.quote) for one in found] == [("省文明校园", "yunling", "")]


@pytest.mark.parametrize(("words", "kind"), [((f"{OA}hasSource",), "证据"), ((f"{OA}exact",), "引文")])
def test_evidence_is_called_by_its_statement(build: GraphBuild, words: tuple[str, ...], kind: str) -> None:
    found = blamed(without(build, *words))
    assert len(found) > 10
    assert {one.kind.endswith(f"的{kind}") for one in found} == {True}
    assert {one.report for one in found} == {"yunling", "wangze"}
    assert all(one.name for one in found)


def test_no_more_are_looked_up_than_asked(build: GraphBuild) -> None:
    store = GraphStore.memory(without(build, f"{OA}exact"))
    violations = validate_store(store)
    found = blame(store, violations, 2)
    assert [one.violation for one in found] == list(violations)
    assert [bool(one.report) for one in found] == [True, True] + [False] * (len(violations) - 2)
    assert describe(found[-1]).startswith(found[-1].violation.focus)


def test_a_report_without_a_title_is_called_by_its_graph(build: GraphBuild) -> None:
    assert {one.report.partition("-")[0] for one in blamed(without(build, "/terms/title"))} == {
        "yunling",
        "wangze",
    }


def test_what_the_graph_does_not_know_is_blamed_on_no_report(build: GraphBuild) -> None:
    store = GraphStore.memory(build.nquads)
    violations = (
        Violation("Violation", "urn:example:nothing", "", "", "没有"),
        Violation("Violation", "_:", "zj:year", "x", "空白"),
        Violation("Violation", "not an iri", "^zj:evidence", "", "不是"),
        Violation("Violation", f"{build.base}id/school/x", "rdf:type", "\"'} #", "引号"),
    )
    found = blame(store, violations)
    assert [one.violation for one in found] == list(violations)
    assert {(one.report, one.reports) for one in found} == {("", 0)}
    assert all(one.violation.message in describe(one) and "\n" not in describe(one) for one in found)


def test_values_that_are_not_of_their_type_are_told_all_the_same(build: GraphBuild) -> None:
    text = build.nquads.replace(b'"3"^^', b'"three"^^')
    assert text != build.nquads
    found = blamed(text)
    assert {one.violation.value for one in found} == {"three"}
    assert {one.page for one in found} == {None}
    assert all(one.report and one.quote for one in found)


def zhijiao(*args: object) -> Result:
    return CliRunner().invoke(app, ["validate", *(str(arg) for arg in args)], prog_name="zhijiao")


@pytest.fixture(scope="module")
def faulty(build: GraphBuild, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faulty") / "store"
    GraphStore.create(folder, without(build, f"{OA}exact"))
    return folder


@pytest.mark.parametrize("engine", ["sparql", "pyshacl"])
def test_the_command_names_fact_and_report(faulty: Path, engine: str) -> None:
    shown = zhijiao("--store", faulty, "--format", "json", "--engine", engine)
    rows = json.loads(shown.stdout)
    assert shown.exit_code == 1
    assert f"{len(rows)} 处不符合约束" in shown.stderr
    assert list(rows[0]) == COLUMNS
    assert {row["report"] for row in rows} == {"yunling", "wangze"}
    assert "荣誉的引文「省文明校园」" in {row["fact"] for row in rows}
    assert {row["page"] for row in rows} == {3}


def test_both_engines_write_the_same(faulty: Path) -> None:
    written = [
        zhijiao("--store", faulty, "--format", "csv", "--engine", engine).stdout_bytes
        for engine in ("sparql", "pyshacl")
    ]
    assert written[0] == written[1]
    header, *rows = csv.reader(io.StringIO(written[0].decode("utf-8-sig")))
    assert header == COLUMNS
    assert rows == sorted(rows)


def test_the_list_is_bounded_and_the_number_is_not(faulty: Path) -> None:
    shown = zhijiao("--store", faulty, "--limit", 2)
    assert shown.exit_code == 1
    assert shown.stdout.count("oa:exact") == 2
    assert "只列出前 2 处，共 15 处" in shown.stderr
    assert "15 处不符合约束" in shown.stderr


def test_a_graph_that_conforms_is_said_to(build: GraphBuild, tmp_path: Path) -> None:
    GraphStore.create(tmp_path / "store", build.nquads)
    for engine in ("sparql", "pyshacl"):
        shown = zhijiao("--store", tmp_path / "store", "--engine", engine)
        assert (shown.exit_code, shown.stdout) == (0, "")
        assert "符合全部约束" in shown.stderr


def test_shapes_that_are_not_compiled_are_told_with_the_way_out(faulty: Path, tmp_path: Path) -> None:
    shapes = tmp_path / "mine.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        f"<urn:S> a sh:NodeShape ; sh:targetClass <{ZJ}School> ;\n"
        "  sh:sparql [ a sh:SPARQLConstraint ; sh:message '学校{?this}'@zh ;"
        " sh:select 'SELECT $this WHERE { $this a ?class }' ] .",
        encoding="utf-8",
    )
    shown = zhijiao("--store", faulty, "--shapes", shapes)
    assert shown.exit_code == 2
    assert "sh:sparql" in shown.stderr
    assert "--engine pyshacl" in shown.stderr
    assert str(shapes) in shown.stderr.replace("\n", "")
    other = zhijiao("--store", faulty, "--shapes", shapes, "--engine", "pyshacl", "--format", "json")
    assert other.exit_code == 1
    assert {row["message"].startswith("学校http") for row in json.loads(other.stdout)} == {True}
