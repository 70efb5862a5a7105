"""Majors of a graph and the catalogue's: told by code, level and kind of school, else left out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from zhijiao.extract.facts import Evidence, Fact, ReportFacts
from zhijiao.graph.build import GraphBuild, build_graph
from zhijiao.graph.catalogue import CatalogueMatcher
from zhijiao.graph.exports.tables import write_tables
from zhijiao.graph.store import GraphStore
from zhijiao.graph.validation.validate import validate
from zhijiao.ontology.namespaces import SCHEME_BASE

SECONDARY, COLLEGE, TECHNICIAN = "澜川市职业技术学校", "澜川职业技术学院", "澜川技师学院"


def report_of(school: str, *facts: Fact, aliases: tuple[str, ...] = ()) -> ReportFacts:
    own = Fact("school", {"name": school, "aliases": list(aliases)}, (Evidence(0, 2, "学校"),))
    return ReportFacts(f"{school}.txt", (own, *facts), "0" * 64, 100)


def major(name: str, **values: Any) -> Fact:
    return Fact("major", {"name": name, **values}, (Evidence(0, len(name), name),))


def joint(name: str, scheme: str) -> Fact:
    return Fact("joint_programme", {"major": name, "scheme": scheme}, (Evidence(0, len(name), name),))


def found(school: str, name: str, *facts: Fact, aliases: tuple[str, ...] = (), **stated: Any) -> list[str]:
    matcher = CatalogueMatcher.of(report_of(school, *facts, aliases=aliases))
    return [f"{one.edition}/{one.local}" for one in matcher.entries(name, **stated)]


@pytest.mark.parametrize(
    ("school", "name", "stated", "expected"),
    [
        # By the kind of school.
        (SECONDARY, "电子商务", {}, ["catalogue2021/730701"]),
        (COLLEGE, "电子商务", {}, ["catalogue2021/530701"]),
        (TECHNICIAN, "电子商务", {}, ["catalogue2018/电子商务"]),
        ("澜川县职业教育中心", "护理", {}, ["catalogue2021/720201"]),
        ("澜川卫生学校", "护理", {}, ["catalogue2021/720201"]),
        # By what is stated.
        (SECONDARY, "电子商务", {"levels": ("五年一贯制",)}, ["catalogue2021/530701"]),
        (SECONDARY, "护理", {"levels": ("三二连读大专",)}, ["catalogue2021/520201"]),
        (SECONDARY, "电子商务", {"levels": ("中高职一体",)}, ["catalogue2021/730701"]),
        (SECONDARY, "数控技术", {"levels": ("中高职一体",)}, ["catalogue2021/460103"]),
        (SECONDARY, "护理", {"levels": ("中本一体",)}, ["catalogue2021/720201"]),
        (SECONDARY, "电子商务（高职）", {}, ["catalogue2021/530701"]),
        (
            SECONDARY,
            "电子商务",
            {"levels": ("中职", "五年一贯制")},
            ["catalogue2021/530701", "catalogue2021/730701"],
        ),
        (COLLEGE, "护理", {"levels": ("职教本科",)}, ["catalogue2021/320201"]),
        (SECONDARY, "会计", {"levels": ("高级工",)}, ["catalogue2018/会计"]),
        # By code.
        ("", "电子商务", {"code": "530701"}, ["catalogue2021/530701"]),
        (SECONDARY, "电子商务", {"code": "530701"}, ["catalogue2021/530701"]),
        (SECONDARY, "汽车维修", {"code": "700206"}, ["catalogue2021/700206"]),
        (SECONDARY, "会计电算化", {"code": "730301"}, ["catalogue2021/730301"]),
        # A code of an older catalogue, or one that belongs to another name, decides nothing.
        (SECONDARY, "电子商务", {"code": "121100"}, ["catalogue2021/730701"]),
        (COLLEGE, "软件技术", {"code": "610205"}, ["catalogue2021/510203"]),
        (TECHNICIAN, "数控加工", {"code": "0106"}, ["catalogue2018/数控加工"]),
        # Older names, directions in brackets, one level only.
        (SECONDARY, "美容美体", {}, ["catalogue2010/美容美体"]),
        (COLLEGE, "物流管理", {}, ["catalogue2015/物流管理"]),
        (SECONDARY, "数控技术应用（模具方向）", {}, ["catalogue2021/660103"]),
        (SECONDARY, "动漫制作技术", {}, ["catalogue2021/510215"]),
        ("", "数控技术应用", {}, ["catalogue2021/660103"]),
    ],
)
def test_what_tells_which_major_it_is(
    school: str, name: str, stated: dict[str, Any], expected: list[str]
) -> None:
    assert found(school, name, **stated) == expected


@pytest.mark.parametrize(
    ("school", "name", "stated"),
    [
        ("", "电子商务", {}),
        ("澜川职业技术大学", "护理", {}),
        (SECONDARY, "黄杨木雕", {}),
        (SECONDARY, "大数据与会计", {}),
        (SECONDARY, "动漫制作技术", {"levels": ("中职",)}),
        (SECONDARY, "会计事务", {"levels": ("五年一贯制",)}),
        (SECONDARY, "数控加工", {}),
        (TECHNICIAN, "数控技术应用", {}),
        ("", "学前教育", {}),
        ("", "电子商务", {"code": "630801"}),
    ],
)
def test_where_it_is_not_told_there_is_none(school: str, name: str, stated: dict[str, Any]) -> None:
    assert found(school, name, **stated) == []


def test_a_school_of_two_kinds_tells_no_level() -> None:
    assert found(TECHNICIAN, "电子商务", aliases=("澜川中等专业学校",)) == []
    assert found(f"{SECONDARY}（澜川技工学校）", "电子商务") == []
    assert found(SECONDARY, "电子商务", aliases=("澜川职校",)) == ["catalogue2021/730701"]


def test_a_joint_programme_tells_the_level_where_the_name_stands_at_one() -> None:
    five_years = "五年一贯制"
    assert found(SECONDARY, "软件技术", joint("软件技术", five_years)) == ["catalogue2021/510203"]
    assert found(SECONDARY, "电子商务", joint("电子商务", five_years)) == []
    assert found(SECONDARY, "电子商务", joint("电子商务", "3+2")) == ["catalogue2021/730701"]
    assert found(SECONDARY, "护理", joint("电子商务", five_years)) == ["catalogue2021/720201"]


def test_aliases_are_asked_only_for_a_name_that_no_catalogue_has() -> None:
    assert found(SECONDARY, "电商") == []
    matcher = CatalogueMatcher.of(report_of(SECONDARY))
    assert [one.local for one in matcher.entries("电商", ("电子商务",))] == ["730701"]
    assert matcher.entries("大数据与会计", ("会计",)) == ()


def rows(build: GraphBuild, query: str) -> list[tuple[Any, ...]]:
    return sorted(GraphStore.memory(build.nquads).select(query).rows, key=str)


OF_MAJORS = "SELECT ?name ?c WHERE { ?m a zj:Major ; skos:prefLabel ?name ; zj:catalogueMajor ?c }"


def test_a_major_is_linked_where_all_its_schools_agree() -> None:
    alone = build_graph([report_of(SECONDARY, major("电子商务"), major("护理"))])
    assert [(name, str(c).removeprefix(SCHEME_BASE)) for name, c in rows(alone, OF_MAJORS)] == [
        ("护理", "catalogue2021/720201"),
        ("电子商务", "catalogue2021/730701"),
    ]
    both = build_graph(
        [
            report_of(SECONDARY, major("电子商务"), major("护理")),
            report_of(COLLEGE, major("电子商务")),
            report_of("白鹿县职教中心", major("护理")),
        ]
    )
    assert [name for name, _ in rows(both, OF_MAJORS)] == ["护理"]
    offered = rows(both, "SELECT ?o ?c WHERE { ?o a zj:MajorOffering ; zj:catalogueMajor ?c }")
    assert len(offered) == 4
    untold = build_graph([report_of(SECONDARY, major("护理")), report_of("澜川职业技术大学", major("护理"))])
    assert rows(untold, OF_MAJORS) == []


def test_a_major_that_is_only_mentioned_is_what_its_name_means_everywhere() -> None:
    values = {
        "partner": "远山汽车有限公司",
        "modes": ["internship"],
        "majors": ["汽车运用与维修", "电子商务"],
    }
    fact = Fact("partnership", values, (Evidence(0, 4, "远山汽车"),))
    assert [name for name, _ in rows(build_graph([report_of(SECONDARY, fact)]), OF_MAJORS)] == [
        "汽车运用与维修"
    ]


def test_the_graph_holds_the_linked_concepts_and_all_above_them_only() -> None:
    build = build_graph([report_of(SECONDARY, major("美容美体"))])
    query = """SELECT ?c WHERE { GRAPH <https://w3id.org/zhijiao/graph/catalogue> { ?c a skos:Concept } }"""
    assert [str(c).removeprefix(SCHEME_BASE) for (c,) in rows(build, query)] == [
        "catalogue2010/美容美体",
        "catalogue2021/75",
        "catalogue2021/7501",
        "catalogue2021/750111",
        "catalogue2021/secondary",
    ]
    path = """SELECT ?l WHERE {
        ?m a zj:Major ; zj:catalogueMajor/skos:exactMatch/skos:broader+ ?u . ?u skos:prefLabel ?l }"""
    assert ("中职",) in rows(build, path)
    assert validate(build.nquads) == ()
    assert b"catalogue2010:" in build.turtle()
    assert build_graph([report_of(SECONDARY)]).nquads.count(b"scheme/catalogue") == 0


def test_tables_have_the_code_of_the_catalogue(tmp_path: Path) -> None:
    store = GraphStore.memory(build_graph([report_of(SECONDARY, major("护理", code="100100"))]).nquads)
    write_tables(store, tmp_path)
    for name in ("majors", "offerings"):
        head, row = (tmp_path / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()
        assert dict(zip(head.split(","), row.split(","), strict=True))["catalogue_code"] == "720201"
