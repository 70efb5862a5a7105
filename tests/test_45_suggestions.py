"""Partners that schools alike have and a school has not."""

import math
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.graph.store import GraphStore, Iri
from zhijiao.ontology.namespaces import PREFIXES
from zhijiao.queries.computed.links import Links
from zhijiao.queries.computed.ranking import Ranking, Suggestion
from zhijiao.queries.computed.similarity import MEASURES, Comparison, Sets
from zhijiao.queries.parameters import ParameterError
from zhijiao.queries.run import run
from zhijiao.queries.table import Cell
from zhijiao.tests.making.linked import WORKED_MAJORS, WORKED_PARTNERS, linked_store, partner, thing

YUNLING, BAILU = "青禾市云岭职业技术学校", "白鹿县职业中等专业学校"
WHY = f"{YUNLING}（共有：电子商务、恒远电气股份有限公司、青禾职教集团）"

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


def suggested(store: GraphStore, **params: object) -> list[tuple[Cell, ...]]:
    return list(run(store, "suggest-partners", params).rows)


def test_the_small_graph(store: GraphStore) -> None:
    expected = [
        (BAILU, "绿野酒店", "企业", 1.0, WHY),
        (BAILU, "青禾职业技术学院", "院校", 1.0, WHY),
    ]
    assert suggested(store, school="白鹿职专") == expected
    assert suggested(store) == expected
    # The only school alike has nothing that this one has not, but this one itself.
    assert suggested(store, school="云岭职校") == []


def test_the_worked_example_of_the_docs(worked: GraphStore) -> None:
    assert suggested(worked, school="甲校") == [
        ("甲校", "远山", None, 0.851, "乙校（共有：电子商务、小河、大华）；丙校（共有：大华）"),
        ("甲校", "东湖", None, 0.149, "丁校（共有：大华）"),
    ]
    # Of the one school most alike, by all and by majors alone.
    assert [row[1:4] for row in suggested(worked, school="甲校", alike=1)] == [("远山", None, 1.0)]
    assert [row[1:4] for row in suggested(worked, school="甲校", by="专业")] == [("远山", None, 1.0)]
    assert suggested(worked, school="丙校", by="majors") == []
    assert len(suggested(worked, school="甲校", top=1)) == 1


@pytest.mark.parametrize(
    ("params", "names"),
    [
        ({"kind": "企业"}, ["绿野酒店"]),
        ({"kind": "school"}, ["青禾职业技术学院"]),
        ({"kind": "hospital"}, []),
        ({"region": "澜州市"}, ["绿野酒店", "青禾职业技术学院"]),
        ({"region": "青禾市"}, ["绿野酒店", "青禾职业技术学院"]),
        ({"mode": "订单培养"}, []),
        ({"kind": "enterprise,school", "region": "990100"}, ["绿野酒店", "青禾职业技术学院"]),
    ],
)
def test_filters(store: GraphStore, params: dict[str, str], names: list[str]) -> None:
    assert [row[1] for row in suggested(store, school=BAILU, **params)] == names


def test_a_mode_asks_for_partners_that_work_so_with_another_school() -> None:
    store = linked_store(
        {"甲校": ["一厂"], "乙校": ["一厂", "二厂", "三厂"]},
        modes={("甲校", "一厂"): ["order_class"], ("乙校", "二厂"): ["order_class", "internship"]},
    )
    assert [row[1] for row in suggested(store, school="甲校")] == ["三厂", "二厂"]
    assert [row[1] for row in suggested(store, school="甲校", mode="order_class")] == ["二厂"]


def test_the_schools_that_have_it_are_named_up_to_a_bound() -> None:
    schools = {f"{name}校": ["一厂", "二厂"] for name in "乙丙丁戊己"}
    ((_, name, _, score, because),) = suggested(linked_store({"甲校": ["一厂"], **schools}), school="甲校")
    assert (name, score) == ("二厂", 1.0)
    assert because == "丁校（共有：一厂）；丙校（共有：一厂）；乙校（共有：一厂） 等 5 所"


SKOS, ORG = PREFIXES["skos"], PREFIXES["org"]


@pytest.mark.parametrize(
    "more",
    [
        f'<{partner("一厂")}> <{SKOS}altLabel> "二厂"@zh',
        f'<{partner("二厂")}> <{SKOS}altLabel> "一厂"@zh',
        f"<{partner('一厂')}> <{ORG}subOrganizationOf> <{partner('二厂')}>",
        f"<{partner('二厂')}> <{ORG}subOrganizationOf> <{partner('一厂')}>",
        f"<{partner('二厂')}> <{ORG}linkedTo> <{partner('一厂')}>",
    ],
)
def test_what_the_school_has_by_another_name_is_not_suggested(more: str) -> None:
    partners = {"甲校": ["一厂", "三厂"], "乙校": ["三厂", "二厂", "四厂"]}
    assert [row[1] for row in suggested(linked_store(partners), school="甲校")] == ["二厂", "四厂"]
    store = linked_store(partners, more=[more])
    assert [row[1] for row in suggested(store, school="甲校")] == ["四厂"]
    assert [row[1] for row in suggested(store) if row[0] == "甲校"] == ["四厂"]


def test_a_college_of_a_joint_programme_is_a_partner_too() -> None:
    store = linked_store({"甲校": ["一厂"], "乙校": ["一厂", "青禾学院"]}, joined=[("甲校", "青禾学院")])
    assert suggested(store, school="甲校") == []


@pytest.mark.parametrize(
    ("params", "word"),
    [
        ({"school": "戊校"}, "school：图谱里没有叫 '戊校' 的"),
        ({"region": "火星"}, "region：图谱里没有叫 '火星' 的"),
        ({"by": "friends"}, "可用：partners（合作方）、majors（专业）"),
        ({"kind": "friends"}, "可用：enterprise（企业）"),
        ({"alike": "0"}, "1 到 1000"),
        ({"top": "1001"}, "1 到 1000"),
    ],
)
def test_what_is_asked_wrongly_is_refused(worked: GraphStore, params: dict[str, str], word: str) -> None:
    with pytest.raises(ParameterError, match=word):
        run(worked, "suggest-partners", params)


def holdings_of(links: Mapping[int, frozenset[int]]) -> dict[Iri, frozenset[Iri]]:
    # The partners 7, 8 and 9 are the schools 0, 1 and 2.
    names = {number: f"{number}厂" if number < 7 else f"{number - 7}校" for number in range(10)}
    return {
        thing("school", f"{school}校"): frozenset(partner(names[number]) for number in numbers)
        for school, numbers in links.items()
    }


def ranked(holdings: Mapping[Iri, frozenset[Iri]], school: Iri, alike: int, most: int) -> list[Suggestion]:
    sets = Sets(Links.of((one, other) for one, others in holdings.items() for other in others))
    ranking = Ranking(Comparison(sets, MEASURES["weighted"]), sets)
    return ranking.suggestions(sets.row[school], frozenset(), None, alike, most)


@settings(deadline=None)
@given(HOLDINGS, st.integers(1, 8), st.integers(1, 10))
def test_scores_by_their_definition(numbers: dict[int, frozenset[int]], alike: int, most: int) -> None:
    holdings = holdings_of(numbers)
    having = {
        one: sum(one in held for held in holdings.values()) for one in frozenset().union(*holdings.values())
    }

    def likeness(one: Iri, other: Iri) -> float:
        both, either = holdings[one] & holdings[other], holdings[one] | holdings[other]
        return round(
            sum(1 / math.log(1 + having[x]) for x in both) / sum(1 / math.log(1 + having[x]) for x in either),
            4,
        )

    for school, held in holdings.items():
        others = sorted(
            (one for one in holdings if one != school), key=lambda one: (-likeness(school, one), one)
        )
        near = {one: likeness(school, one) for one in others[:alike] if likeness(school, one) > 0}
        expected = {
            one: sum(weight for other, weight in near.items() if one in holdings[other]) / sum(near.values())
            for one in having
            if one not in held and one != school and any(one in holdings[other] for other in near)
        }
        found = ranked(holdings, school, alike, most)
        assert len(found) == min(most, len(expected))
        assert all(math.isclose(one.score, expected[one.partner], abs_tol=1e-4) for one in found)
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
        for one in found:
            assert one.schools == tuple(other for other in near if one.partner in holdings[other])
        left = sorted(expected.values(), reverse=True)[: len(found)]
        assert all(
            math.isclose(one.score, score, abs_tol=1e-4) for one, score in zip(found, left, strict=True)
        )


@settings(max_examples=25, deadline=None)
@given(HOLDINGS, st.randoms(use_true_random=False))
def test_nothing_that_the_school_has_and_not_itself(
    numbers: dict[int, frozenset[int]], chance: Random
) -> None:
    names = {number: f"{number}厂" if number < 7 else f"{number - 7}校" for number in range(10)}
    held = {f"{school}校": [names[number] for number in sorted(some)] for school, some in numbers.items()}
    rows = suggested(linked_store(held), top=1000)
    for school, name, *_ in rows:
        assert name not in held[str(school)]
        assert name != school
    shuffled = {
        school: chance.sample(held[school], len(held[school]))
        for school in chance.sample(list(held), len(held))
    }
    assert suggested(linked_store(shuffled), top=1000) == rows


def test_links_that_were_hidden_are_found_again() -> None:
    """Schools of three cities with firms of their own, and firms that all have: one link hidden for each."""
    chance = Random(7)
    held = {}
    for city in "东南西":
        firms = [f"{city}{number}厂" for number in range(12)]
        for number in range(10):
            held[f"{city}{number}校"] = [
                *chance.sample(firms, 8),
                *chance.sample(["海", "天", "地", "人"], 2),
            ]
    hidden = {school: next(name for name in names if name.endswith("厂")) for school, names in held.items()}
    left = {school: [name for name in names if name != hidden[school]] for school, names in held.items()}
    rows = suggested(linked_store(left), top=5)
    found = sum((school, name) in {(row[0], row[1]) for row in rows} for school, name in hidden.items())
    # By chance five of some 30 partners that a school has not got would be 5 of its 30 hidden links.
    assert found >= 20


def _in(school: str, region: str) -> str:
    return f"<{partner(school)}> <{PREFIXES['zj']}region> <{PREFIXES['region']}{region}>"


@pytest.mark.parametrize(
    ("kind", "places", "suggested_to_first"),
    [
        # The places of 甲校, 乙校, 丙校; the last two have the partner.
        ("enterprise", ["371500", "330382", "330300"], True),
        ("government", ["371500", "330382", "330300"], False),
        ("hospital", ["330300", "330382", "330300"], True),
        ("association", ["371500", "330382", "320100"], True),  # of schools in two places, so of no one's
        ("kindergarten", ["", "330382", "330300"], False),
        ("media", ["371500", "", "330300"], True),  # who knows where
        ("group", ["330100", "330382", "330300"], True),
        ("group", ["371500", "330382", "330300"], False),
        ("group", ["371500", "330382", "320100"], True),
    ],
)
def test_what_serves_another_place_is_not_suggested(
    kind: str, places: list[str], suggested_to_first: bool
) -> None:
    names = ["甲校", "乙校", "丙校"]
    store = linked_store(
        {"甲校": ["一厂"], "乙校": ["一厂", "当地"], "丙校": ["一厂", "当地"]},
        kinds={"当地": kind},
        more=[_in(name, place) for name, place in zip(names, places, strict=True) if place],
    )
    assert [row[1] for row in suggested(store, school="甲校")] == (["当地"] if suggested_to_first else [])


@pytest.mark.parametrize(("region", "near"), [("370000", True), ("371500", True), ("330000", False)])
def test_what_lies_somewhere_serves_that_place(region: str, near: bool) -> None:
    store = linked_store(
        {"甲校": ["一厂"], "乙校": ["一厂", "当地"]},
        kinds={"当地": "government"},
        more=[_in("甲校", "371581"), _in("乙校", "320100"), _in("当地", region)],
    )
    assert [row[1] for row in suggested(store, school="甲校")] == (["当地"] if near else [])
