"""Where the nodes around one thing stand, and what data in a page may hold."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from zhijiao.viz.layout import columns, ladder
from zhijiao.viz.render import script_json


def test_two_arcs_hold_all_nodes_apart_from_each_other() -> None:
    left, right = columns(9, gap=20, reach=100, bend=50)
    assert (len(left), len(right)) == (5, 4)
    assert all(x <= -100 for x, _ in left)
    assert all(x >= 100 for x, _ in right)
    assert all(b[1] - a[1] == 20 for a, b in zip(left, left[1:], strict=False))


def test_a_ladder_is_one_column_around_the_middle() -> None:
    assert ladder(3, gap=10, reach=70) == [(70, -10), (70, 0), (70, 10)]


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_in_a_page_can_neither_end_its_element_nor_change(data: object) -> None:
    text = str(script_json(data))
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == data
