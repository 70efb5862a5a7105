"""Where nodes stand and what the data for the page's script may hold."""

from __future__ import annotations

import json
import math

from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.viz.drawing import LABEL_LENGTH, Edge, Node, draw
from zhijiao.viz.layout import columns, ladder, whole
from zhijiao.viz.render import script_json


def test_two_arcs_hold_all_nodes_apart_from_each_other() -> None:
    left, right = columns(9, gap=20, reach=100, bend=50)
    assert (len(left), len(right)) == (5, 4)
    assert all(x <= -100 for x, _ in left)
    assert all(x >= 100 for x, _ in right)
    assert all(b[1] - a[1] == 20 for a, b in zip(left, left[1:], strict=False))


def test_a_ladder_is_one_column_around_the_middle() -> None:
    assert ladder(3, gap=10, reach=70) == [(70, -10), (70, 0), (70, 10)]


@settings(deadline=None)
@given(st.integers(0, 9), st.integers(0, 5), st.data())
def test_a_whole_network_is_placed_once_and_always_alike(
    schools: int, partners: int, data: st.DataObject
) -> None:
    core = [f"s{n}" for n in range(schools)] + [f"p{n}" for n in range(partners)]
    ends = st.tuples(st.integers(0, max(schools - 1, 0)), st.integers(0, max(partners - 1, 0)))
    pairs = data.draw(st.sets(ends, max_size=12)) if schools and partners else set()
    edges = [(f"s{a}", f"p{b}") for a, b in sorted(pairs)]
    leaves = {f"s{n}": [f"l{n}-{m}" for m in range(n)] for n in range(schools)}
    places = whole(core, edges, leaves)
    assert set(places) == set(core) | {leaf for found in leaves.values() for leaf in found}
    assert len({places[one] for one in core}) == len(core)
    assert whole(core, edges[::-1], leaves) == places


def test_nodes_of_the_core_keep_their_distance() -> None:
    core = [f"s{n}" for n in range(30)] + ["hub"]
    places = whole(core, [(one, "hub") for one in core[:-1]], {one: ["x" + one] for one in core[:-1]})
    near = min(math.dist(places[a], places[b]) for a in core for b in core if a < b)
    assert near > 40


def test_a_drawing_carries_the_whole_name_for_hovering_and_a_short_one_for_the_picture() -> None:
    name = "长" * 400
    nodes = [Node("a", name, "enterprise", (0, 0)), Node("b", "乙", "reporting", (5, 5))]
    drawing = draw(nodes, [Edge("a", "b", ("supply",), "采购与平台")], alt="两个")
    first = drawing.data["nodes"][0]
    assert len(first["label"]) == LABEL_LENGTH
    assert len(first["title"]) == 300
    assert (first["x"], first["y"], first["physics"]) == (0, 0, False)
    assert [(edge["from"], edge["to"], edge["modes"]) for edge in drawing.data["edges"]] == [
        (0, 1, ["supply"])
    ]
    assert [look.word for look in drawing.legend] == ["有报告的学校", "企业"]


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_in_a_page_can_neither_end_its_element_nor_change(data: object) -> None:
    text = str(script_json(data))
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == data
