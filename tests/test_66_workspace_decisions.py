"""A workspace in which people decide and reports come and go: what is built, and what old IRIs lead to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from zhijiao.cli.workflow import BuildResult, build
from zhijiao.graph.iris import Minter
from zhijiao.graph.registry import Registry, sort_of
from zhijiao.graph.resolution.decisions import DecisionError
from zhijiao.graph.store import GraphStore
from zhijiao.queries.run import run

YUNLING = """青禾市云岭职业技术学校中等职业教育质量年度报告（2021年）

一、学校情况
青禾市云岭职业技术学校创办于1985年，是青禾市教育局主管的公办学校。2021年在校生1620人，专任教师96人。

二、校企合作
学校与恒远电气签订合作协议，共建实训基地，安排学生到该公司顶岗实习。
"""
BAILU = """白鹿县职业中等专业学校质量年度报告（2021年）

一、基本情况
白鹿县职业中等专业学校创办于1990年。2021年在校生2100人。

二、校企合作
学校与恒远电气股份有限公司合作开办订单班。
"""
FIRM, FULL, GIVEN = (
    Minter().entity("organisation", name) for name in ("恒远电气", "恒远电气股份有限公司", "恒远智能集团")
)


class Workspace:
    """A folder of reports and what is built of it; keeps every IRI that was ever published."""

    def __init__(self, folder: Path) -> None:
        self.reports, self.out = folder / "reports", folder / "out"
        self.reports.mkdir()
        self.published: set[str] = set()

    def build(self, decisions: str = "", **reports: str) -> BuildResult:
        """Build of these reports and decisions, and check that all that was published answers."""
        for path in self.reports.iterdir():
            path.unlink()
        for name, text in reports.items():
            (self.reports / f"{name}.txt").write_text(text, encoding="utf-8")
        (self.out / "decisions.csv").unlink(missing_ok=True)
        if decisions:
            (self.out / "decisions.csv").write_text(f"决定,事物,另一个,学校\n{decisions}\n", encoding="utf-8")
        result = build([self.reports], self.out)
        live = self.live()
        self.published |= live
        for iri in self.published - live:
            gone = self.registry.entries[iri]
            heir = self.registry.resolve(iri)
            assert heir == (gone.replaced_by if gone.replaced_by in live else None)
            assert heir is None or sort_of(heir) == sort_of(iri)
        assert not self.registry.entries.keys() & live
        return result

    def live(self) -> set[str]:
        """Return the IRIs of all things in the graph."""
        begin = f"<{Minter().base}id/"
        lines = (self.out / "graph.nq").read_text(encoding="utf-8").splitlines()
        return {line.split(" ", 1)[0][1:-1] for line in lines if line.startswith(begin)}

    def partners(self) -> set[str]:
        """Return the names of all partners."""
        table = run(GraphStore.open(self.out / "store"), "partners", {})
        return {str(row[table.columns.index("partner")]) for row in table.rows}

    @property
    def registry(self) -> Registry:
        """What became of the IRIs that are gone."""
        return Registry.read(self.out / "registry.csv")

    def redirects(self) -> str:
        """Return the redirects in RDF."""
        return (self.out / "redirects.ttl").read_text(encoding="utf-8")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    yield Workspace(tmp_path)


def test_a_fuller_name_moves_a_thing_and_all_that_is_said_of_it(workspace: Workspace) -> None:
    workspace.build(yunling=YUNLING)
    assert FIRM in workspace.live()
    before = {iri for iri in workspace.live() if "/partnership/" in iri or "/evidence/" in iri}
    workspace.build(yunling=YUNLING, bailu=BAILU)
    assert workspace.registry.resolve(FIRM) == FULL
    moved = before - workspace.live()
    assert {sort_of(iri) for iri in moved} >= {"partnership", "evidence"}
    assert all(workspace.registry.resolve(iri) for iri in moved)
    assert (
        "organisation:恒远电气 dcterms:isReplacedBy organisation:恒远电气股份有限公司"
        in workspace.redirects()
    )
    # The report goes, and the thing is what it was.
    workspace.build(yunling=YUNLING)
    assert FIRM in workspace.live()
    assert workspace.registry.resolve(FULL) == FIRM


def test_what_people_rename_and_take_back(workspace: Workspace) -> None:
    workspace.build(yunling=YUNLING, bailu=BAILU)
    workspace.build("改名,恒远电气,恒远智能集团,", yunling=YUNLING, bailu=BAILU)
    assert workspace.partners() == {"恒远智能集团"}
    assert workspace.registry.resolve(FULL) == GIVEN
    workspace.build(yunling=YUNLING, bailu=BAILU)
    assert workspace.partners() == {"恒远电气股份有限公司"}
    assert workspace.registry.resolve(GIVEN) == FULL


def test_what_people_part_and_refuse(workspace: Workspace) -> None:
    workspace.build(yunling=YUNLING, bailu=BAILU)
    workspace.build("不同,恒远电气,恒远电气股份有限公司,", yunling=YUNLING, bailu=BAILU)
    assert workspace.partners() == {"恒远电气", "恒远电气股份有限公司"}
    workspace.build("不是合作方,恒远电气,,白鹿县职业中等专业学校", yunling=YUNLING, bailu=BAILU)
    assert len(run(GraphStore.open(workspace.out / "store"), "partners", {}).rows) == 1
    workspace.build("不是合作方,恒远电气,,", yunling=YUNLING, bailu=BAILU)
    assert workspace.partners() == set()
    # What is nobody's partner is no thing of the graph.
    assert not {FIRM, FULL} & workspace.live()


def test_a_build_tells_of_contradictions_and_of_things_it_does_not_know(workspace: Workspace) -> None:
    workspace.build(yunling=YUNLING)
    result = workspace.build(
        "相同,恒远电气,恒远电气股份有限公司,\n不同,恒远电气,恒远电气股份有限公司,\n类别,从未有过,企业,",
        yunling=YUNLING,
        bailu=BAILU,
    )
    told = [one for one in result.warnings if one.startswith("decisions.csv")]
    assert len(told) == 2
    assert any("第 2、3 行：互相矛盾" in one for one in told)
    # The rule stands where people contradict themselves.
    assert workspace.partners() == {"恒远电气股份有限公司"}


def test_a_file_that_cannot_be_understood_stops_the_build(workspace: Workspace) -> None:
    workspace.build(yunling=YUNLING)
    before = (workspace.out / "graph.ttl").read_bytes()
    with pytest.raises(DecisionError, match="第 2 行"):
        workspace.build("合并,恒远电气,恒远,", yunling=YUNLING, bailu=BAILU)
    assert (workspace.out / "graph.ttl").read_bytes() == before
    assert (workspace.out / "decisions.csv").is_file()
