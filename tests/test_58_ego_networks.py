"""The networks around schools, partners and majors: what is drawn, what the data files hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from zhijiao.tests.making.overviews import around_with
from zhijiao.viz.addresses import Addresses
from zhijiao.viz.drawing import LOOKS
from zhijiao.viz.ego import MAX_LINKS, Drawing, Ego, Member, Tie, drawing_of
from zhijiao.viz.model import Around, Link, Thing
from zhijiao.viz.networks import MAX_AROUND, MAX_OUTER, MAX_SCHOOLS, Networks
from zhijiao.viz.words import Phrases

_CALL = "zhijiao.network("
_END = ");\n"


def school(name: str) -> Thing:
    """Return a school with a report."""
    return Thing(f"id:school/{name}", "school", name, reporting=True)


def firm(name: str, kind: str = "enterprise") -> Thing:
    """Return a partner."""
    return Thing(f"id:organisation/{name}", "organisation", name, kind=kind)


def major(name: str) -> Thing:
    """Return a major."""
    return Thing(f"id:major/{name}", "major", name)


def around(things: Iterable[Thing], links: Iterable[Link], **more: Mapping[str, Any]) -> Around:
    """Return what pages read of a graph of these things and links; `more` fills other mappings."""
    by_school: dict[str, tuple[Link, ...]] = {}
    by_partner: dict[str, tuple[Link, ...]] = {}
    for link in links:
        by_school[link.school] = (*by_school.get(link.school, ()), link)
        by_partner[link.partner] = (*by_partner.get(link.partner, ()), link)
    known: dict[str, Any] = {
        "things": {one.iri: one for one in things},
        "by_school": by_school,
        "by_partner": by_partner,
        "seen": by_partner,
        "reach": {iri: len(found) for iri, found in by_partner.items()},
    }
    return around_with(**{**known, **more})


def told(drawing: Drawing | None) -> tuple[str, dict[str, Any]]:
    """Return key and data of the one call that a data file is."""
    assert drawing is not None
    text = drawing.script
    assert text.startswith(_CALL)
    assert text.endswith(_END)
    inner = text.removeprefix(_CALL).removesuffix(_END)
    key, data = json.loads(f"[{inner}]")
    assert key == drawing.key
    return key, data


def networks(things: Iterable[Thing], facts: Around) -> Networks:
    """Return the networks of a site that has a page for each of these things."""
    return Networks(facts, Addresses.of(things))


def own(data: Mapping[str, Any]) -> list[tuple[str, list[str], list[str]]]:
    """Return the links of the thing itself: to whom, modes in words, years."""
    names = {node["id"]: node["label"] for node in data["nodes"]}
    drawn = [
        (names[edge["to"]], [data["modes"][one] for one in edge.get("modes", ())], edge.get("years", []))
        for edge in data["edges"]
        if edge["from"] == 0
    ]
    return drawn + [(row[1], [data["modes"][one] for one in row[4]], row[5]) for row in data["more"]]


def test_a_school_stands_in_the_middle_with_partners_and_beyond_shared_ones_other_schools() -> None:
    things = [school("甲校"), school("乙校"), firm("子公司"), firm("丑协会", "association")]
    links = [
        Link(things[0].iri, things[2].iri, ("order_class", "internship"), ("2019", "2020")),
        Link(things[0].iri, things[3].iri, ()),
        Link(things[1].iri, things[2].iri, ("supply",), ("2021",)),
    ]
    drawing = networks(things, around(things, links)).around(things[0])
    key, data = told(drawing)
    assert key == "school/甲校"
    assert drawing is not None
    assert drawing.href == "school/%E7%94%B2%E6%A0%A1.net.js"
    nodes = {node["label"]: node for node in data["nodes"]}
    assert list(nodes) == ["甲校", "丑协会", "子公司", "乙校"]
    assert (nodes["甲校"]["x"], nodes["甲校"]["y"]) == (0, 0)
    assert nodes["丑协会"]["x"] < 0 < nodes["子公司"]["x"] < nodes["乙校"]["x"]
    assert [nodes[one]["group"] for one in nodes] == ["reporting", "association", "enterprise", "reporting"]
    assert nodes["子公司"]["others"] == 1
    assert nodes["子公司"]["key"] == "organisation/子公司"
    # Whoever names no mode cooperates; modes stand in the order of their code list.
    assert sorted(own(data)) == [
        ("丑协会", ["合作"], []),
        ("子公司", ["实习就业", "订单培养"], ["2019", "2020"]),
    ]
    assert data["modes"] == ["合作", "订单培养", "实习就业", "采购与平台"]
    assert len(data["edges"]) == 3
    assert {key for key, _, present in drawing.legend if present} == {
        "reporting",
        "enterprise",
        "association",
    }
    assert [key for key, _, _ in drawing.legend] == list(LOOKS)
    assert "甲校" in drawing.alt


def test_a_partner_stands_before_its_schools_and_the_majors_they_name() -> None:
    things = [firm("子公司"), school("甲校"), school("乙校"), major("木工")]
    links = [Link(one.iri, things[0].iri, ("supply",)) for one in things[1:3]]
    pairs = {things[0].iri: ((things[3].iri, things[1].iri),)}
    _, data = told(networks(things, around(things, links, majors_with=pairs)).around(things[0]))
    assert {node["label"] for node in data["nodes"]} == {"子公司", "甲校", "乙校", "木工"}
    (last,) = [edge for edge in data["edges"] if edge["from"] != 0]
    assert last["word"] == "合作专业"
    assert "modes" not in last


def test_a_school_that_others_name_shows_them_as_well() -> None:
    things = [school("甲校"), school("乙校"), firm("子公司")]
    links = [
        Link(things[0].iri, things[2].iri, ("supply",)),
        Link(things[1].iri, things[0].iri, ("counterpart_aid",), ("2020",)),
    ]
    _, data = told(networks(things, around(things, links)).around(things[0]))
    assert ("乙校", ["对口支援"], ["2020"]) in own(data)


def test_a_major_stands_before_schools_and_the_partners_behind_it() -> None:
    things = [major("木工"), school("甲校"), school("乙校"), firm("子公司")]
    links = [Link(things[1].iri, things[3].iri, ("apprenticeship",), ("2022",))]
    facts = around(
        things,
        links,
        offered_by={things[0].iri: (things[1].iri, things[2].iri)},
        behind={things[0].iri: ((things[1].iri, things[3].iri),)},
    )
    _, data = told(networks(things, facts).around(things[0]))
    assert [(name, modes) for name, modes, _ in own(data)] == [("甲校", []), ("乙校", [])]
    (last,) = [edge for edge in data["edges"] if edge["from"] != 0]
    assert [data["modes"][one] for one in last["modes"]] == ["现代学徒制"]
    words = Phrases(facts, Addresses.of(things), "../").around(things[0])
    assert [str(Markup(group.word).striptags()) for group in words.groups] == ["开设的学校", "参与的合作方"]


def test_nothing_around_a_thing_is_no_drawing() -> None:
    things = [school("甲校"), firm("子公司"), major("木工")]
    made = networks(things, around(things, []))
    assert [made.around(one) for one in things] == [None, None, None]


def test_a_hub_is_capped_and_says_so() -> None:
    hub = firm("子公司")
    schools = [school(f"第{number}职校") for number in range(MAX_LINKS + 40)]
    things = [hub, *schools]
    drawing = networks(things, around(things, [Link(one.iri, hub.iri, ()) for one in schools])).around(hub)
    _, data = told(drawing)
    assert drawing is not None
    assert len(data["nodes"]) == MAX_SCHOOLS + 1
    assert len(own(data)) == MAX_LINKS
    assert data["total"] == MAX_LINKS + 40
    assert str(MAX_LINKS + 40) in drawing.caption
    assert len(drawing.script.encode()) < 60_000


def test_a_thing_without_a_page_leads_nowhere() -> None:
    things = [school("甲校"), firm("子公司")]
    facts = around(things, [Link(things[0].iri, things[1].iri, ())])
    _, data = told(Networks(facts, Addresses.of(things[:1])).around(things[0]))
    assert data["nodes"][1]["key"] == "-/子公司"


_NAMES = st.text(min_size=1, max_size=200)


@given(_NAMES, _NAMES)
def test_a_data_file_is_one_call_whatever_the_names(one: str, other: str) -> None:
    members = (Member("school/a", one, "reporting"), Member("organisation/b", other, "other"))
    ego = Ego(members, (Tie("school/a", "organisation/b"),), total=1)
    drawing = drawing_of(ego, Markup(""), Markup(""))
    assert not set(drawing.script) & set("<>&\u2028\u2029")
    _, data = told(drawing)
    assert all(
        node["label"] == name or len(name) > 120
        for node, name in zip(data["nodes"], (one, other), strict=True)
    )


@settings(deadline=None, max_examples=20)
@given(st.integers(1, 100), st.integers(0, 30), st.integers(1, 20))
def test_no_two_nodes_stand_on_each_other_and_every_link_is_kept(
    alone: int, shared: int, others: int
) -> None:
    me = school("甲校")
    partners = [firm(f"公司{number}") for number in range(alone + shared)]
    far = [school(f"职校{number}") for number in range(others)]
    links = [Link(me.iri, one.iri, ("supply",)) for one in partners]
    links += [Link(one.iri, partner.iri, ()) for one in far for partner in partners[:shared]]
    things = [me, *partners, *far]
    _, data = told(networks(things, around(things, links)).around(me))
    assert len(own(data)) == alone + shared
    wide = [(node["x"], node["y"]) for node in data["nodes"]]
    narrow = [tuple(node["narrow"]) for node in data["nodes"] if "narrow" in node]
    assert len(set(wide)) == len(wide) <= 1 + MAX_AROUND + MAX_OUTER
    assert len(set(narrow)) == len(narrow)
    told_words = Phrases(around(things, links), Addresses.of(things), "../").around(me)
    assert [group.total for group in told_words.groups if group.mode == "采购与平台"] == [alone + shared]
