"""Chains between two schools: as short as they can be, and of these the one that tells most."""

import itertools
import math
from pathlib import Path
from random import Random

import networkx as nx
import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.graph.store import GraphStore
from zhijiao.queries.computed.chains import chains, graph_of
from zhijiao.queries.parameters import ParameterError
from zhijiao.queries.run import run, sparql
from zhijiao.queries.table import Cell
from zhijiao.tests.making.linked import WORKED_MAJORS, WORKED_PARTNERS, linked_store

YUNLING, BAILU = "青禾市云岭职业技术学校", "白鹿县职业中等专业学校"
HENGYUAN, JITUAN, COLLEGE = "恒远电气股份有限公司", "青禾职教集团", "青禾职业技术学院"

#: Edges of graphs with few nodes, so that there are often several shortest chains.
EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40)


@pytest.fixture(scope="module")
def store() -> GraphStore:
    trig = (Path(__file__).parent / "data" / "small_graph.trig").read_bytes()
    quads = pyoxigraph.parse(trig, format=pyoxigraph.RdfFormat.TRIG)
    return GraphStore.memory(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b"")


@pytest.fixture(scope="module")
def worked() -> GraphStore:
    return linked_store(WORKED_PARTNERS, WORKED_MAJORS)


def path(store: GraphStore, start: str, end: str, **params: object) -> list[tuple[Cell, ...]]:
    return list(run(store, "path", {"from": start, "to": end, **params}).rows)


def test_a_direct_partnership_is_the_shortest_chain(store: GraphStore) -> None:
    assert path(store, "云岭职校", "白鹿职专") == [(1, YUNLING, "对口支援", BAILU)]
    assert path(store, "白鹿职专", "云岭职校") == [(1, BAILU, "对口支援", YUNLING)]


@pytest.mark.parametrize(
    ("params", "chain"),
    [
        (
            {"via": "groups"},
            [(1, YUNLING, "集团成员（副理事长单位）", JITUAN), (2, JITUAN, "集团成员", BAILU)],
        ),
        (
            {"via": "partners", "kind": "enterprise"},
            [(1, YUNLING, "订单培养、实习就业", HENGYUAN), (2, HENGYUAN, "共建实训基地", BAILU)],
        ),
        ({"via": "majors"}, [(1, YUNLING, "开设专业", "电子商务"), (2, "电子商务", "开设专业", BAILU)]),
        ({"via": "专业"}, [(1, YUNLING, "开设专业", "电子商务"), (2, "电子商务", "开设专业", BAILU)]),
        ({"via": "colleges"}, []),
        ({"via": "groups", "kind": "enterprise"}, []),
        ({"via": "partners", "mode": "training_base"}, []),
        ({"via": "partners,majors", "mode": "对口支援"}, [(1, YUNLING, "对口支援", BAILU)]),
    ],
)
def test_kinds_of_links_and_filters(store: GraphStore, params: dict[str, str], chain: list[object]) -> None:
    assert path(store, YUNLING, BAILU, **params) == chain


def test_a_college_of_a_joint_programme(store: GraphStore) -> None:
    assert path(store, YUNLING, COLLEGE) == [(1, YUNLING, "联合培养（3+2）", COLLEGE)]
    assert path(store, COLLEGE, YUNLING, via="院校") == [(1, COLLEGE, "联合培养（3+2）", YUNLING)]
    assert path(store, BAILU, COLLEGE, via="colleges,partners") == [
        (1, BAILU, "对口支援", YUNLING),
        (2, YUNLING, "联合培养（3+2）", COLLEGE),
    ]


def test_of_equally_short_chains_the_rarest_link_comes_first(worked: GraphStore) -> None:
    by_river = [(1, "甲校", "合作", "小河"), (2, "小河", "合作", "乙校")]
    by_hub = [(1, "甲校", "合作", "大华"), (2, "大华", "合作", "乙校")]
    by_major = [(1, "甲校", "开设专业", "电子商务"), (2, "电子商务", "开设专业", "乙校")]
    assert path(worked, "甲校", "乙校") == by_river
    assert path(worked, "甲校", "乙校", paths=5) == [*by_river, *by_hub]
    assert path(worked, "甲校", "乙校", paths=5, via="partners,majors") == [*by_major, *by_river, *by_hub]


def test_majors_only_where_there_is_no_chain_without_them() -> None:
    store = linked_store(
        {"甲校": ["一厂"], "乙校": ["一厂", "二厂"], "丙校": ["二厂"], "丁校": ["三厂"]},
        {"甲校": ["护理"], "丙校": ["护理"], "丁校": ["护理"]},
    )
    assert [row[3] for row in path(store, "甲校", "丙校")] == ["一厂", "乙校", "二厂", "丙校"]
    assert [row[3] for row in path(store, "甲校", "丙校", via="partners,majors")] == ["护理", "丙校"]
    assert [row[3] for row in path(store, "甲校", "丙校", max=2)] == ["护理", "丙校"]
    assert [row[3] for row in path(store, "甲校", "丁校")] == ["护理", "丁校"]
    assert path(store, "甲校", "丁校", via="partners,groups,colleges") == []
    assert path(store, "甲校", "丁校", max=1) == []


def test_a_table_of_chains_is_paged_as_any_other(worked: GraphStore) -> None:
    params = {"from": "甲校", "to": "乙校", "paths": 5}
    table = run(worked, "path", params, limit=2, offset=1)
    assert table.columns == ("step", "from", "relation", "to")
    assert table.rows == run(worked, "path", params).rows[1:3]


@pytest.mark.parametrize(
    ("params", "word"),
    [
        ({"from": "甲校"}, "要给出参数 to"),
        ({"from": "甲校", "to": "甲校"}, "同一所"),
        ({"from": "甲校", "to": "戊校"}, "to：图谱里没有叫 '戊校' 的"),
        ({"from": "校", "to": "甲校"}, "可以是几个，请写全名.*丁校"),
        ({"from": "甲校", "to": "乙校", "via": "friends"}, "可用：partners（合作方）"),
        ({"from": "甲校", "to": "乙校", "via": "partners,friends"}, "可用：partners（合作方）"),
        ({"from": "甲校", "to": "乙校", "via": ","}, "可用：partners（合作方）"),
        ({"from": "甲校", "to": "乙校", "max": "0"}, "1 到 20"),
        ({"from": "甲校", "to": "乙校", "max": "21"}, "1 到 20"),
        ({"from": "甲校", "to": "乙校", "paths": "-1"}, "1 到 20"),
        ({"from": '甲校" } #', "to": "乙校"}, "没有叫"),
    ],
)
def test_what_is_asked_wrongly_is_refused(worked: GraphStore, params: dict[str, str], word: str) -> None:
    with pytest.raises(ParameterError, match=word):
        run(worked, "path", params)


def test_a_school_without_links_has_no_chain() -> None:
    store = linked_store({"甲校": ["一厂"], "乙校": []})
    assert path(store, "甲校", "乙校") == []
    assert path(linked_store({"甲校": [], "乙校": []}), "甲校", "乙校") == []


def test_the_text_of_the_query_gives_the_links_that_were_walked(worked: GraphStore) -> None:
    text = sparql(worked, "path", {"from": "甲校", "to": "乙校", "kind": "enterprise"})
    assert "partnerkind/enterprise>" in text
    assert worked.select(text).columns == ("from", "relation", "all")


def _cost(graph: nx.Graph, chain: tuple[int, ...]) -> float:
    return sum(math.log(graph.degree(one)) for one in chain[1:-1])


@settings(deadline=None)
@given(EDGES, st.integers(0, 11), st.integers(0, 11), st.integers(1, 6), st.integers(1, 5))
def test_chains_are_the_shortest_and_the_cheapest_of_networkx(
    edges: list[tuple[int, int]], start: int, end: int, most: int, count: int
) -> None:
    graph = graph_of(edges)
    found = chains(graph, start, end, most, count)
    there = start in graph and end in graph and start != end and nx.has_path(graph, start, end)
    if not there or nx.shortest_path_length(graph, start, end) > most:
        assert found == ()
        return
    every = [tuple(one) for one in nx.all_shortest_paths(graph, start, end)]
    expected = sorted(every, key=lambda one: (round(_cost(graph, one), 4), one))[:count]
    assert [round(one.cost, 4) for one in found] == [round(_cost(graph, one), 4) for one in expected]
    assert len({one.things for one in found}) == len(found)
    assert {one.things for one in found} <= set(every)
    assert list(found) == sorted(found, key=lambda one: (one.cost, one.things))


@settings(deadline=None)
@given(EDGES, st.randoms(use_true_random=False))
def test_chains_do_not_depend_on_the_order_of_links(edges: list[tuple[int, int]], chance: Random) -> None:
    shuffled = [(there, here) if chance.random() < 0.5 else (here, there) for here, there in edges]
    chance.shuffle(shuffled)
    one, other = graph_of(edges), graph_of(shuffled)
    for start, end in itertools.combinations(range(12), 2):
        assert chains(one, start, end, 6, 3) == chains(other, start, end, 6, 3)


@settings(deadline=None)
@given(EDGES)
def test_there_and_back_is_equally_far_and_costs_the_same(edges: list[tuple[int, int]]) -> None:
    graph = graph_of(edges)
    for start, end in itertools.combinations(range(12), 2):
        there, back = chains(graph, start, end, 8, 2), chains(graph, end, start, 8, 2)
        assert [(len(one.things), one.cost) for one in there] == [(len(one.things), one.cost) for one in back]
