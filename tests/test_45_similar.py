"""Schools alike: scores by their definitions, the same from both sides, with what is shared."""

import gc
import math
import weakref
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from random import Random

import networkx as nx
import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.graph.store import GraphStore, Iri, Rows
from zhijiao.queries.computed import kept as kept_module
from zhijiao.queries.computed.kept import MOST_KEPT, kept
from zhijiao.queries.computed.links import Links
from zhijiao.queries.computed.projection import Projection
from zhijiao.queries.computed.similarity import MEASURES, Comparison, Sets, best
from zhijiao.queries.parameters import ParameterError
from zhijiao.queries.run import run
from zhijiao.queries.table import Cell
from zhijiao.tests.making.linked import WORKED_MAJORS, WORKED_PARTNERS, linked_store, partner, thing

YUNLING, BAILU = "青禾市云岭职业技术学校", "白鹿县职业中等专业学校"
SHARED = "电子商务、恒远电气股份有限公司、青禾职教集团"

#: Who has what, by numbers; few of each, so that much is shared.
HOLDINGS = st.dictionaries(
    st.integers(0, 7), st.frozensets(st.integers(0, 9), min_size=1), min_size=1, max_size=8
)


@pytest.fixture(scope="module")
def store() -> GraphStore:
    trig = (Path(__file__).parent / "data" / "small_graph.trig").read_bytes()
    quads = pyoxigraph.parse(trig, format=pyoxigraph.RdfFormat.TRIG)
    return GraphStore.memory(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b"")


@pytest.fixture(scope="module")
def worked() -> GraphStore:
    return linked_store(WORKED_PARTNERS, WORKED_MAJORS)


def alike(store: GraphStore, **params: object) -> list[tuple[Cell, ...]]:
    return list(run(store, "similar-schools", params).rows)


def test_the_small_graph(store: GraphStore) -> None:
    # Shared: a firm, a group, a major, each of two schools; in all seven things, of one school else.
    score = 3 / math.log(3) / (3 / math.log(3) + 4 / math.log(2))
    assert alike(store) == [
        (BAILU, YUNLING, round(score, 4), SHARED),
        (YUNLING, BAILU, round(score, 4), SHARED),
    ]
    assert alike(store, school="白鹿职专") == [(BAILU, YUNLING, round(score, 4), SHARED)]


@pytest.mark.parametrize(
    ("measure", "score"),
    [("jaccard", 3 / 7), ("adamic-adar", 3 / math.log(2)), ("resource-allocation", 3 / 2)],
)
def test_the_other_measures(store: GraphStore, measure: str, score: float) -> None:
    assert alike(store, school="云岭", measure=measure) == [(YUNLING, BAILU, round(score, 4), SHARED)]


@pytest.mark.parametrize(
    ("params", "shared", "score"),
    [
        ({"by": "majors"}, "电子商务", 1 / 2),
        ({"by": "合作方"}, "恒远电气股份有限公司、青禾职教集团", 2 / 5),
        ({"by": "majors、partners"}, SHARED, 3 / 7),
        ({"by": "partners", "kind": "group"}, "青禾职教集团", 1),
        ({"by": "partners", "kind": "group,enterprise"}, "恒远电气股份有限公司、青禾职教集团", 2 / 3),
        ({"kind": "group"}, "电子商务、青禾职教集团", 2 / 3),
        ({"by": "partners", "mode": "集团成员"}, "青禾职教集团", 1),
        ({"by": "partners", "mode": "order_class"}, None, None),
    ],
)
def test_what_is_compared(
    store: GraphStore, params: dict[str, str], shared: str | None, score: float | None
) -> None:
    rows = alike(store, school="云岭", measure="jaccard", **params)
    assert [row[2:] for row in rows] == ([(round(score, 4), shared)] if score else [])


def test_the_worked_example_of_the_docs(worked: GraphStore) -> None:
    assert alike(worked, school="甲校") == [
        ("甲校", "乙校", 0.7285, "电子商务、小河、大华"),
        ("甲校", "丙校", 0.1854, "大华"),
        ("甲校", "丁校", 0.16, "大华"),
    ]
    assert alike(worked, school="甲校", measure="jaccard") == [
        ("甲校", "乙校", 0.75, "电子商务、小河、大华"),
        ("甲校", "丁校", 0.25, "大华"),
        ("甲校", "丙校", 0.25, "大华"),
    ]


def test_at_least_and_at_most(worked: GraphStore) -> None:
    assert [row[1] for row in alike(worked, school="甲校", top=2)] == ["乙校", "丙校"]
    assert [row[1] for row in alike(worked, school="甲校", min=3)] == ["乙校"]
    assert alike(worked, school="甲校", min=4) == []
    assert len(alike(worked)) == 12
    assert [row[:2] for row in alike(worked, top=1)] == [
        ("丁校", "丙校"),
        ("丙校", "乙校"),
        ("乙校", "甲校"),
        ("甲校", "乙校"),
    ]


def test_all_schools_are_each_school(worked: GraphStore) -> None:
    one_by_one = [row for name in ("丁校", "丙校", "乙校", "甲校") for row in alike(worked, school=name)]
    assert alike(worked) == one_by_one
    assert alike(worked, school="校") == one_by_one


def test_what_is_shared_is_listed_up_to_a_bound() -> None:
    many = [f"{number:02}厂" for number in range(14)]
    rows = alike(linked_store({"甲校": many, "乙校": many}), school="甲校")
    assert rows == [("甲校", "乙校", 1.0, "、".join(many[:10]) + " 等 14 个")]


def test_a_region_leaves_the_schools_there(store: GraphStore) -> None:
    assert [row[1] for row in alike(store, region="澜川省")] == [YUNLING]
    assert [row[1] for row in alike(store, school="白鹿", region="990101")] == [YUNLING]
    assert alike(store, school="云岭", region="青禾市") == []


@pytest.mark.parametrize(
    ("params", "word"),
    [
        ({"school": "戊校"}, "school：图谱里没有叫 '戊校' 的"),
        ({"region": "火星"}, "region：图谱里没有叫 '火星' 的"),
        ({"by": "friends"}, "可用：partners（合作方）、majors（专业）"),
        ({"measure": "cosine"}, "可用：weighted、jaccard、adamic-adar、resource-allocation"),
        ({"top": "0"}, "1 到 1000"),
        ({"top": "1001"}, "1 到 1000"),
        ({"min": "0"}, "参数 min"),
    ],
)
def test_what_is_asked_wrongly_is_refused(worked: GraphStore, params: dict[str, str], word: str) -> None:
    with pytest.raises(ParameterError, match=word):
        run(worked, "similar-schools", params)


@pytest.mark.parametrize("name", ["similar-schools", "suggest-partners"])
def test_more_lines_than_anyone_reads_are_refused(name: str) -> None:
    store = linked_store({f"{number}校": ["一厂"] for number in range(501)})
    with pytest.raises(ParameterError, match="top：501 所学校每所 1000 行，超过 500000 行"):
        run(store, name, {"top": 1000})
    assert len(run(store, name, {"top": 1000, "school": "500校"}).rows) == (name == "similar-schools") * 500


def test_schools_without_links_are_alike_none() -> None:
    assert alike(linked_store({"甲校": []})) == []
    assert alike(linked_store({"甲校": [], "乙校": ["一厂"]}), school="甲校") == []
    assert alike(linked_store({"甲校": ["一厂"], "乙校": ["二厂"]})) == []


def links_of(holdings: Mapping[int, frozenset[int]]) -> list[tuple[Iri, Iri]]:
    return [
        (thing("school", f"{one}校"), thing("organisation", f"{other}厂"))
        for one, others in holdings.items()
        for other in others
    ]


def scores(sets: Sets, measure: str) -> dict[tuple[Iri, Iri], float]:
    comparison = Comparison(sets, MEASURES[measure])
    return {
        (school, sets.schools[other]): float(score)
        for row, school in enumerate(sets.schools)
        for other, score in zip(*comparison.others(row), strict=True)
    }


@settings(deadline=None)
@given(HOLDINGS)
def test_measures_are_those_of_networkx(holdings: dict[int, frozenset[int]]) -> None:
    links = links_of(holdings)
    graph = nx.Graph(links)
    schools = sorted({school for school, _ in links})
    pairs = [(one, other) for one in schools for other in schools if one != other]
    for measure, index in (
        ("jaccard", nx.jaccard_coefficient),
        ("adamic-adar", nx.adamic_adar_index),
        ("resource-allocation", nx.resource_allocation_index),
    ):
        expected = {(one, other): score for one, other, score in index(graph, pairs) if score > 0}
        found = scores(Sets(Links.of(links)), measure)
        assert found.keys() == expected.keys()
        assert all(math.isclose(found[pair], expected[pair]) for pair in expected)


@settings(deadline=None)
@given(HOLDINGS)
def test_the_weighted_measure_by_its_definition(holdings: dict[int, frozenset[int]]) -> None:
    having = {number: sum(number in held for held in holdings.values()) for number in range(10)}

    def weight(things: frozenset[int]) -> float:
        return sum(1 / math.log(1 + having[number]) for number in things)

    found = scores(Sets(Links.of(links_of(holdings))), "weighted")
    for one, held in holdings.items():
        for other, others in holdings.items():
            score = found.get((thing("school", f"{one}校"), thing("school", f"{other}校")), 0.0)
            expected = weight(held & others) / weight(held | others) if one != other else 0.0
            assert math.isclose(score, expected, abs_tol=1e-12)


@settings(deadline=None)
@given(HOLDINGS, st.sampled_from(sorted(MEASURES)))
def test_scores_are_the_same_from_both_sides(holdings: dict[int, frozenset[int]], measure: str) -> None:
    found = scores(Sets(Links.of(links_of(holdings))), measure)
    assert all(found[other, one] == score for (one, other), score in found.items())
    assert all(score > 0 for score in found.values())
    if MEASURES[measure].of_union:
        assert all(score <= 1 for score in found.values())


@settings(deadline=None)
@given(HOLDINGS)
def test_schools_with_the_same_things_are_wholly_alike(holdings: dict[int, frozenset[int]]) -> None:
    twin = holdings | {8: next(iter(holdings.values()))}
    first = thing("school", f"{next(iter(holdings))}校")
    for measure in ("weighted", "jaccard"):
        assert scores(Sets(Links.of(links_of(twin))), measure)[first, thing("school", "8校")] == 1.0


@settings(deadline=None)
@given(HOLDINGS, st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(holdings: dict[int, frozenset[int]], chance: Random) -> None:
    links = links_of(holdings)
    rows = [(school, "partners", str(other)) for school, other in links]
    chance.shuffle(rows)
    one, other = Sets(Links.of(links)), Sets(Projection.of(rows).of_sides(["partners"]))
    assert (one.schools, one.things) == (other.schools, other.things)
    assert scores(one, "weighted") == scores(other, "weighted")
    shared = [
        Comparison(sets, MEASURES["weighted"]).in_common(0, len(one.schools) - 1) for sets in (one, other)
    ]
    assert list(shared[0]) == list(shared[1])


@settings(deadline=None)
@given(HOLDINGS, st.integers(1, 4), st.integers(1, 8))
def test_the_best_are_those_of_a_full_sort(
    holdings: dict[int, frozenset[int]], least: int, most: int
) -> None:
    sets = Sets(Links.of(links_of(holdings)))
    comparison = Comparison(sets, MEASURES["weighted"])
    for row in range(len(sets.schools)):
        shared = {
            other: len(comparison.in_common(row, other)) for other in range(len(sets.schools)) if other != row
        }
        found, values = comparison.others(row, least)
        assert list(found) == [other for other, count in shared.items() if count >= least]
        ranked = sorted(
            zip(found.tolist(), values.round(4).tolist(), strict=True), key=lambda one: (-one[1], one[0])
        )
        assert best(found, values, most) == ranked[:most]


def test_rows_that_are_no_links_are_refused() -> None:
    with pytest.raises(ValueError, match="no row of links"):
        Projection.of([(thing("school", "甲校"), "friends", str(partner("乙校")))])


class Counting(GraphStore):
    """A store that counts the questions of which the answer is a projection."""

    asked = 0

    def select(self, query: str, bindings: Mapping[str, object] | None = None) -> Rows:
        self.asked += "zj:offersMajor" in query
        return super().select(query)


def counting(partners: Mapping[str, list[str]]) -> Counting:
    return Counting(linked_store(partners)._store)


def test_links_are_read_once_for_a_store_and_never_for_another() -> None:
    one, other = (
        counting({"甲校": ["一厂"], "乙校": ["一厂"]}),
        counting({"甲校": ["二厂"], "乙校": ["二厂"]}),
    )
    for _ in range(3):
        assert [row[3] for row in alike(one, school="甲校")] == ["一厂"]
        assert [row[3] for row in alike(other, school="甲校")] == ["二厂"]
        run(one, "path", {"from": "甲校", "to": "乙校"})
        run(one, "suggest-partners")
    # All three questions walk the same links.
    assert (one.asked, other.asked) == (1, 1)
    assert alike(one, kind="enterprise") == []
    assert one.asked == 2


def test_what_is_kept_goes_with_its_store_and_is_bounded() -> None:
    gc.collect()
    store = counting({"甲校": ["一厂"], "乙校": ["一厂"]})
    made: list[int] = []
    for number in [*range(MOST_KEPT + 1), MOST_KEPT, 0]:
        kept(store, number, partial(made.append, number))
    assert made == [*range(MOST_KEPT + 1), 0]
    alike(store)
    gone, before = weakref.ref(store), len(kept_module._KEPT)
    del store
    gc.collect()
    assert gone() is None
    assert len(kept_module._KEPT) == before - 1


def test_nothing_is_kept_of_a_store_that_others_may_change() -> None:
    class Other:
        """A store somewhere else, that answers as one here does."""

        def __init__(self) -> None:
            self.here = counting({"甲校": ["一厂"], "乙校": ["一厂"]})

        def select(self, query: str) -> Rows:
            return self.here.select(query)

    other = Other()
    questions: list[tuple[str, dict[str, str]]] = [
        ("similar-schools", {"school": "甲校"}),
        ("suggest-partners", {}),
        ("path", {"from": "甲校", "to": "乙校"}),
    ]
    for number, (name, params) in enumerate(questions, 1):
        run(other, name, params)
        assert other.here.asked == number
    other.here = counting({"甲校": ["二厂"], "乙校": ["二厂"]})
    assert [row[3] for row in run(other, "similar-schools", {"school": "甲校"}).rows] == ["二厂"]
