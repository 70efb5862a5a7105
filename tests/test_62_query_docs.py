"""The page of named queries holds what the queries say of themselves and what the examples answer."""

import re
from pathlib import Path

import pytest

from zhijiao.cli.query_reference import with_queries
from zhijiao.extract.finding import find_reports
from zhijiao.extract.reports import extract_report
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.queries.catalogue import catalogue
from zhijiao.queries.run import run


@pytest.fixture(scope="module")
def examples(root: Path) -> GraphStore:
    reports = [extract_report(path) for path in find_reports([root / "examples" / "reports"])]
    return GraphStore.memory(build_graph(reports).nquads)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "queries.md").read_text(encoding="utf-8")


def test_the_page_is_current(page: str, examples: GraphStore) -> None:
    hint = "python -m zhijiao.cli.query_reference OUT docs/queries.md"
    assert with_queries(page, examples) == page, hint


def test_every_question_of_the_design_has_a_section(page: str) -> None:
    names = {one.name for one in catalogue() if not one.internal}
    assert set(re.findall(r"^## ([a-z-]+)$", page, flags=re.MULTILINE)) == names
    assert len(names) == 24


def test_the_query_of_ones_own_that_is_shown_runs(page: str, examples: GraphStore, tmp_path: Path) -> None:
    (text,) = re.findall(r"```sparql\n(.*?)```", page, flags=re.DOTALL)
    path = tmp_path / "own.rq"
    path.write_text(text, encoding="utf-8")
    found = run(examples, path, {"school": "松屏技师学院"})
    # 吉利 has a class, a base and a college with the school, 正泰 a class and a college, 埃夫特 both too.
    assert {row[0] for row in found.rows} >= {"吉利汽车集团", "浙江正泰电器股份有限公司"}
    assert run(examples, path, {"school": "松屏", "min": "9"}).rows == ()


def test_a_page_without_the_mark_is_refused(examples: GraphStore) -> None:
    with pytest.raises(ValueError, match="queries"):
        with_queries("# 查询\n", examples)
