"""The graph keeps to the shapes, and a graph that does not is found out."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.build import GraphBuild, build_graph
from zhijiao.graph.validation.validate import ValidationError, validate
from zhijiao.ontology.namespaces import SKOS, ZJ

DATA = Path(__file__).parent / "data" / "graph"


@pytest.fixture(scope="module")
def build() -> GraphBuild:
    names = ("yunling", "wangze")
    return build_graph([ReportFacts(name, tuple(read_facts(DATA / f"{name}.jsonl"))) for name in names])


def test_a_built_graph_conforms(build: GraphBuild) -> None:
    assert validate(build.nquads) == ()


def without(build: GraphBuild, *words: str) -> bytes:
    """Return the graph without the lines that hold all of `words`."""
    lines = build.nquads.decode().splitlines(keepends=True)
    kept = [line for line in lines if not all(word in line for word in words)]
    assert len(kept) < len(lines)
    return "".join(kept).encode()


def test_a_statement_without_evidence_is_found(build: GraphBuild) -> None:
    found = validate(without(build, "/honour/", f"{ZJ}evidence"))
    faults = [one for one in found if "/honour/" in one.focus]
    assert [(one.severity, one.path) for one in faults] == [("Violation", "zj:evidence")]
    assert "证据" in faults[0].message


def test_a_thing_without_a_name_is_found(build: GraphBuild) -> None:
    found = validate(without(build, "/organisation/", f"{SKOS}prefLabel"))
    assert {(one.path, one.focus.rpartition("/")[2]) for one in found} >= {
        ("skos:prefLabel", "正泰集团股份有限公司")
    }


def test_a_wrong_value_is_named(build: GraphBuild) -> None:
    lines = build.nquads.replace(b'"2019"', b'"19"')
    found = validate(lines)
    assert [(one.path, one.value) for one in found] == [("zj:since", "19")]


def test_what_is_no_shapes_file_is_told(build: GraphBuild, tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text("no turtle")
    with pytest.raises(ValidationError):
        validate(build.nquads, tmp_path / "shapes.ttl")


def test_three_whole_reports_conform(shared: Path) -> None:
    files = [
        shared / "gold" / f"{name}.jsonl"
        for name in ("liaocheng_2020", "yueqing_union_2019", "yueqing_vocational_2020")
    ]
    build = build_graph([ReportFacts(path.stem, tuple(read_facts(path))) for path in files])
    assert [one for one in validate(build.nquads) if one.severity == "Violation"] == []
