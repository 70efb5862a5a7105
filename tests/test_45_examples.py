"""The graph questions on the annotated facts of the examples and of the three development reports.

What is expected was read in the reports' own texts.
"""

from pathlib import Path

import pytest

from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.build import build_graph
from zhijiao.graph.store import GraphStore
from zhijiao.queries.run import run
from zhijiao.queries.table import Cell

YUNLING, LINZHU, WANGZE = "青禾市云岭职业技术学校", "临渚县职业教育中心", "望泽县职业教育中心"
UNION, YUEQING, LIAOCHENG = "乐清市总工会职业技术学校", "浙江省乐清市职业中等专业学校", "聊城高级工程职业学校"
SONGPING, DELIXI, HAIER = "松屏技师学院", "德力西集团有限公司", "海尔集团公司"


def built(facts: list[Path]) -> GraphStore:
    reports = [ReportFacts(path.stem, tuple(read_facts(path))) for path in facts]
    return GraphStore.memory(build_graph(reports).nquads)


@pytest.fixture(scope="module")
def examples(root: Path) -> GraphStore:
    return built(sorted((root / "examples" / "facts").glob("*.jsonl")))


@pytest.fixture(scope="module")
def reports(shared: Path) -> GraphStore:
    names = ("liaocheng_2020", "yueqing_union_2019", "yueqing_vocational_2020")
    return built([shared / "gold" / f"{name}.jsonl" for name in names])


def ask(store: GraphStore, name: str, **params: object) -> list[tuple[Cell, ...]]:
    return list(run(store, name, params).rows)


def test_path_on_the_examples(examples: GraphStore) -> None:
    assert ask(examples, "path", **{"from": WANGZE, "to": "松屏"}) == [(1, WANGZE, "对口支援", SONGPING)]
    # Both have both; as many schools have the one as the other, so that the order of IRIs decides.
    by_each = [
        [(1, LINZHU, "实习就业", DELIXI), (2, DELIXI, "产业学院", YUNLING)],
        [(1, LINZHU, "实习就业", HAIER), (2, HAIER, "订单培养、实习就业", YUNLING)],
    ]
    assert ask(examples, "path", **{"from": LINZHU, "to": YUNLING}) == by_each[0]
    assert ask(examples, "path", **{"from": LINZHU, "to": YUNLING, "paths": 9}) == [*by_each[0], *by_each[1]]
    assert (
        ask(examples, "path", **{"from": LINZHU, "to": YUNLING, "mode": "订单培养", "via": "partners"}) == []
    )


def test_similar_schools_on_the_examples(examples: GraphStore) -> None:
    rows = ask(examples, "similar-schools", school="云岭", by="partners")
    assert rows[0][1] == WANGZE
    assert {row[1]: row[3] for row in rows if row[1] != LIAOCHENG} == {
        WANGZE: "澜州机械制造产教联盟、青禾市云雾楼餐饮有限公司、青禾职业技术学院",
        YUEQING: f"正泰集团股份有限公司、{DELIXI}",
        UNION: "浙江金石包装有限公司",
        LINZHU: f"{DELIXI}、{HAIER}",
    }


def test_suggest_partners_on_the_examples(examples: GraphStore) -> None:
    rows = ask(examples, "suggest-partners", school=LIAOCHENG, kind="enterprise", top=2)
    # 松屏 shares majors of technicians with it and works with this firm, as 望泽 does.
    assert [row[:3] for row in rows] == [
        (LIAOCHENG, "浙江正泰电器股份有限公司", "企业"),
        (LIAOCHENG, DELIXI, "企业"),
    ]
    assert str(rows[0][4]).startswith(f"{SONGPING}（共有：")
    # A neighbourhood of Yueqing is for the schools there.
    assert "城东街道后所社区" in {row[1] for row in ask(examples, "suggest-partners", school=UNION, top=1000)}
    every = {row[1] for row in ask(examples, "suggest-partners", school=LIAOCHENG, top=1000)}
    assert {"浙江金石包装有限公司", "正泰集团股份有限公司"} <= every
    assert "城东街道后所社区" not in every


def test_path_on_the_development_reports(reports: GraphStore) -> None:
    # No two of the three name a partner in common.
    assert (
        ask(reports, "path", **{"from": "总工会", "to": LIAOCHENG, "via": "partners,groups,colleges"}) == []
    )
    assert ask(reports, "path", **{"from": "总工会", "to": LIAOCHENG, "paths": 5}) == [
        (1, UNION, "开设专业", "会计"),
        (2, "会计", "开设专业", LIAOCHENG),
        (1, UNION, "开设专业", "计算机应用"),
        (2, "计算机应用", "开设专业", LIAOCHENG),
    ]


def test_similar_schools_on_the_development_reports(reports: GraphStore) -> None:
    assert ask(reports, "similar-schools", by="partners") == []
    shared = {(row[0], row[1]): set(str(row[3]).split("、")) for row in ask(reports, "similar-schools")}
    both = {"会计电算化", "学前教育", "物联网技术应用", "电子商务"}
    assert shared == {
        (UNION, LIAOCHENG): {"会计", "计算机应用"},
        (LIAOCHENG, UNION): {"会计", "计算机应用"},
        (YUEQING, LIAOCHENG): both,
        (LIAOCHENG, YUEQING): both,
    }
    assert [row[1] for row in ask(reports, "similar-schools", school=LIAOCHENG)] == [YUEQING, UNION]


def test_suggest_partners_on_the_development_reports(reports: GraphStore) -> None:
    rows = ask(reports, "suggest-partners", school=YUEQING, top=1000)
    assert {row[4] for row in rows} == {f"{LIAOCHENG}（共有：会计电算化、学前教育、物联网技术应用 等 4 个）"}
    partners = {row[1]: row[2] for row in rows}
    assert partners["中通集团"] == "企业"
    # Offices and villages of Liaocheng are for schools there.
    assert not {name for name in partners if "政府" in str(name) or "村" in str(name)}
    assert not partners.keys() & {row[1] for row in ask(reports, "partners", school=YUEQING)}
