"""Where schools and local organisations lie: what a text tells, what reports tell together, what is said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from rdflib import Graph

from zhijiao.extract.facts import Evidence, Fact, ReportFacts
from zhijiao.graph.gazetteer import Manner, region_in
from zhijiao.graph.iris import Minter
from zhijiao.graph.places import (
    entity_region,
    region_concept_quads,
    region_disputes,
    region_links,
    regions_of_schools,
    told_region,
)
from zhijiao.graph.resolution.resolve import Entity
from zhijiao.ontology.files import REGIONS_SKOS, ontology_file
from zhijiao.ontology.namespaces import SCHEME_BASE, ZJ, regions_graph_iri
from zhijiao.ontology.regions import above, holds, named, regions

MINTER = Minter()


def lies_in(text: str, manner: Manner = "region") -> str:
    found = region_in(text, manner)
    return " ".join(one.name for one in (*reversed([*above(found)]), found)) if found else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("山东省聊城市", "山东省 聊城市"),
        ("浙江乐清", "浙江省 温州市 乐清市"),
        ("乐清市", "浙江省 温州市 乐清市"),
        ("中国浙江省、温州市、乐清市乐成街道", "浙江省 温州市 乐清市"),
        ("重庆市永川区", "重庆市 永川区"),
        ("湖北省仙桃市", "湖北省 仙桃市"),
        ("青海省海西州德令哈市", "青海省 海西蒙古族藏族自治州 德令哈市"),
        ("景宁县", "浙江省 丽水市 景宁畲族自治县"),
        # The larger one where a short form is of two; a full name is of the one it is.
        ("吉林", "吉林省"),
        ("吉林市", "吉林省 吉林市"),
        ("海南", "海南省"),
        ("海南州", "青海省 海南藏族自治州"),
        # Several of one name: by their city, or none.
        ("福州市鼓楼区", "福建省 福州市 鼓楼区"),
        ("江苏省鼓楼区", "江苏省"),
        ("鼓楼区", ""),
        ("东区", ""),
        # What there is not tells nothing.
        ("青禾市", ""),
        ("浙江省青禾市", "浙江省"),
        ("高新技术产业开发区", ""),
        ("", ""),
    ],
)
def test_what_a_region_told_is(text: str, expected: str) -> None:
    assert lies_in(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("乐清市岭上职业技术学校", "浙江省 温州市 乐清市"),
        ("聊城岭上职业学校", "山东省 聊城市"),
        ("四川宣汉岭上职业中专学校", "四川省 达州市 宣汉县"),
        ("四川岭上职业技术学院", "四川省"),
        ("乐清县岭上职工校", "浙江省 温州市 乐清市"),
        ("渠县岭上职业中专", "四川省 达州市 渠县"),
        ("北京昌平岭上职业学校", "北京市 昌平区"),
        # Invented places, and words that are short names of counties.
        ("青禾市云岭职业技术学校", ""),
        ("平和岭上职业学校", ""),
        ("湖南信息岭上学院", "湖南省"),
        ("东方岭上职业学校", ""),
        ("城区岭上职业学校", ""),
        # Named for a person, or for what stands elsewhere.
        ("中山岭上职业学校", ""),
        ("北京岭上大学珠海学院", ""),
        ("浙江岭上学校附属小学", ""),
        ("浙江路小学", ""),
    ],
)
def test_what_a_school_is_called_tells_where_it_is(name: str, expected: str) -> None:
    assert lies_in(name, "name") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("乐清市教育局", "浙江省 温州市 乐清市"),
        ("浙江省教育厅", "浙江省"),
        ("聊城市高新技术产业开发区岭上路199号", "山东省 聊城市"),
        ("德州市德城区大学东路", "山东省 德州市 德城区"),
        ("浙江岭上集团", ""),
        ("上海路8号", ""),
    ],
)
def test_in_full_only(text: str, expected: str) -> None:
    assert lies_in(text, "full") == expected


@given(st.sampled_from(sorted(regions())), st.sampled_from(["", "岭上镇", "岭上学校"]))
def test_a_region_with_all_around_it_is_found_in_whatever_manner(code: str, rest: str) -> None:
    one = regions()[code]
    path = "".join(each.name for each in (*reversed([*above(one)]), one))
    for manner in ("region", "name", "full"):
        assert region_in(path + rest, manner) == one


@given(
    st.text(alphabet="浙江乐清市县区州路鼓楼吉林海南中山大学12 \x00", max_size=30),
    st.sampled_from(["region", "name", "full"]),
)
def test_any_text_tells_a_region_that_there_is_or_none(text: str, manner: Manner) -> None:
    found = region_in(text, manner)
    assert found is None or found == regions()[found.code]


def school(region: str = "", name: str = "岭上职业学校", **values: Any) -> ReportFacts:
    stated = {"name": name, "region": region, **values}
    return ReportFacts("x.txt", (Fact("school", stated, (Evidence(0, 2, "岭上"),)),))


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (school("山东省聊城市"), "聊城市"),
        # The name and the address make it more exact, or settle which one it is.
        (school("浙江省", "乐清市岭上职业学校"), "乐清市"),
        (school("乐清市", "浙江岭上职业学校"), "乐清市"),
        (school("鼓楼区", "福州岭上职业学校"), "鼓楼区"),
        (school("鼓楼区", address="南京市鼓楼区岭上路1号"), "鼓楼区"),
        (school("", address="德州市德城区大学东路"), "德城区"),
        (school("", aliases=["岭上职校", "浙江省乐清市岭上职校"]), "乐清市"),
        # What contradicts the region is passed over.
        (school("浙江省", "山东岭上职业学校"), "浙江省"),
        # Invented places link to nothing.
        (school("青禾市", "青禾市云岭职业技术学校"), ""),
        (school("鼓楼区"), ""),
        (school(""), ""),
        (school(["浙江省"]), ""),  # type: ignore[arg-type]
        (ReportFacts("x.txt", ()), ""),
    ],
)
def test_what_one_report_tells(report: ReportFacts, expected: str) -> None:
    code = told_region(report)
    assert (regions()[code].name if code else "") == expected


def code_of(name: str) -> str:
    return named()[name][0].code


def entity(name: str, kind: str = "school", scope: str = "", partner_kind: str = "", *alt: str) -> Entity:
    return Entity(MINTER.entity(kind, name, scope), kind, name, alt, partner_kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["浙江省", "乐清市", "温州市"], "乐清市"),
        (["乐清市", "瑞安市"], "温州市"),
        (["乐清市", "杭州市", "浙江省"], "浙江省"),
        (["乐清市", "聊城市"], ""),
        ([], ""),
    ],
)
def test_what_several_reports_tell_together(told: list[str], expected: str) -> None:
    codes = [code_of(name) for name in told]
    found = entity_region(entity("岭上职业学校"), codes, MINTER)
    assert (found.name if found else "") == expected
    assert entity_region(entity("岭上职业学校"), reversed(codes), MINTER) == found


@given(st.lists(st.sampled_from(sorted(regions())), max_size=5))
def test_of_several_tellings_the_region_holds_all_or_is_one_of_them(codes: list[str]) -> None:
    found = entity_region(entity("岭上职业学校"), codes, MINTER)
    assert found == entity_region(entity("岭上职业学校"), sorted(codes, reverse=True), MINTER)
    if found:
        assert all(holds(found, regions()[code]) or holds(regions()[code], found) for code in codes)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (entity("聊城岭上职业学校"), "聊城市"),
        (entity("岭上职校", "school", "", "", "聊城岭上职业学校"), "聊城市"),
        (entity("实验小学", "school", "乐清市"), "乐清市"),
        (entity("市残联", "organisation", "聊城市", "government"), "聊城市"),
        (entity("水务集团", "organisation", "福州市鼓楼区", "enterprise"), "鼓楼区"),
        (entity("实验小学", "school", "青禾市"), ""),
        (entity("机关幼儿园", "organisation", "聊城岭上职业学校", "kindergarten"), ""),
        (entity("乐清市教育局", "organisation", "", "government"), "乐清市"),
        (entity("聊城市岭上集团", "organisation", "", "enterprise"), ""),
        (entity("聊城市技能大赛", "competition"), ""),
    ],
)
def test_what_a_name_alone_tells(one: Entity, expected: str) -> None:
    found = entity_region(one, (), MINTER)
    assert (found.name if found else "") == expected


Stated = tuple[str, str, str, str]


def quads_of(told: list[tuple[str, str]], *entities: Entity) -> set[Stated]:
    """Return the quads as texts: IRIs as they are, literals with their languages."""
    links = list(region_links(entities, regions_of_schools(told), MINTER))
    concepts = region_concept_quads({code for *_, code in links}, NamedNode(MINTER.regions_graph()))
    return {
        (bare(one.subject), bare(one.predicate), bare(one.object), bare(one.graph_name))
        for one in (*(quad for _, quad, _ in links), *concepts)
    }


def bare(term: object) -> str:
    return str(term).strip("<>")


def test_a_region_is_stated_of_the_school_and_its_concepts_in_their_own_graph() -> None:
    one, other = entity("岭上职业学校"), entity("青禾市云岭职业学校")
    told = [(one.iri, code_of("浙江省")), (one.iri, code_of("乐清市")), (other.iri, "")]
    found = quads_of(told, one, other)
    link = (one.iri, f"{ZJ}region", f"{SCHEME_BASE}region/330382", MINTER.entities_graph())
    rest = found - {link}
    assert link in found
    assert {graph for *_, graph in rest} == {regions_graph_iri(MINTER.base)}
    concepts = {subject for subject, predicate, _, _ in rest if predicate.endswith("inScheme")}
    assert concepts == {f"{SCHEME_BASE}region/{code}" for code in ("330382", "330300", "330000")}
    # The telling of a removed report goes with it.
    assert f"{SCHEME_BASE}region/330382" not in str(quads_of(told[:1], one, other))
    assert quads_of([], other) == set()


def test_the_graph_says_of_regions_what_the_shipped_concepts_say() -> None:
    shipped = {
        (bare(s.n3()), bare(p.n3()), bare(o.n3())) for s, p, o in Graph().parse(ontology_file(REGIONS_SKOS))
    }
    found = quads_of([], entity("福州市鼓楼区岭上学校"))
    concepts = {stated[:3] for stated in found if stated[3] == regions_graph_iri(MINTER.base)}
    assert len(concepts) > 20
    assert concepts <= shipped


def test_reports_that_contradict_each_other_are_told() -> None:
    one = "https://w3id.org/zhijiao/id/school/岭上"
    told = [(one, code_of("乐清市")), (one, code_of("瑞安市")), (one, code_of("浙江省"))]
    (line,) = region_disputes(told)
    assert one in line and "乐清市（330382）" in line and "取共同的上级温州市" in line
    assert region_disputes(reversed(told)) == (line,)
    assert "没有共同的上级" in region_disputes([(one, code_of("乐清市")), (one, code_of("聊城市"))])[0]
    assert region_disputes(told[1:]) == () and region_disputes([(one, "")]) == ()
