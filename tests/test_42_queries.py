"""Every named query answered over a small graph of two invented schools, one of them with two reports."""

from pathlib import Path

import pyoxigraph
import pytest

from zhijiao.graph.store import GraphStore
from zhijiao.ontology.codes import concepts
from zhijiao.queries.catalogue import catalogue, named_query
from zhijiao.queries.model import Query
from zhijiao.queries.run import run
from zhijiao.queries.table import Cell

YUNLING, BAILU = "青禾市云岭职业技术学校", "白鹿县职业中等专业学校"
HENGYUAN, LVYE, JITUAN = "恒远电气股份有限公司", "绿野酒店", "青禾职教集团"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
HOSTILE = [
    '" } DROP ALL #',
    "'; DELETE WHERE { ?s ?p ?o } #",
    "\\",
    "}} UNION {{",
    "<script>",
    ".*",
    "%",
    "?_school",
]
# Those that a function computes have tests of their own.
NAMED = [query for query in catalogue() if not query.internal and not query.computed]
#: Values that are right and that the small graph has nothing of.
NOTHING = {
    "integer": "987654",
    "years": "1990-1999",
    "iri": "https://example.org/none",
    "codes indicator": "certificates",
    "codes level": "international",
    "codes mode": "supply",
    "codes partnerkind": "media",
    "codes programmekind": "studio",
}


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return GraphStore.memory(nquads((Path(__file__).parent / "data" / "small_graph.trig").read_bytes()))


def nquads(trig: bytes) -> bytes:
    quads = pyoxigraph.parse(trig, format=pyoxigraph.RdfFormat.TRIG)
    return pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""


def ask(store: GraphStore, name: str, **params: object) -> list[tuple[Cell, ...]]:
    return list(run(store, name, params).rows)


def test_shared_partners(store: GraphStore) -> None:
    both = f"{BAILU}、{YUNLING}"
    assert ask(store, "shared-partners") == [
        (HENGYUAN, "企业", 2, both, "订单培养、实习就业、共建实训基地"),
        (JITUAN, "集团联盟", 2, both, "集团成员"),
    ]
    assert len(ask(store, "shared-partners", min=1)) == 4
    assert ask(store, "shared-partners", min=3) == []
    assert [row[0] for row in ask(store, "shared-partners", kind="企业")] == [HENGYUAN]
    assert [row[0] for row in ask(store, "shared-partners", partner="hengyuan")] == [HENGYUAN]
    assert [row[0] for row in ask(store, "shared-partners", min=1, school="白鹿职专")] == [
        HENGYUAN,
        JITUAN,
        YUNLING,
    ]


def test_partners(store: GraphStore) -> None:
    assert ask(store, "partners", school="云岭职校") == [
        (YUNLING, HENGYUAN, "企业", "订单培养、实习就业", "机电技术应用、电子商务", 2016),
        (YUNLING, LVYE, "企业", None, None, None),
        (YUNLING, JITUAN, "集团联盟", "集团成员", None, None),
    ]
    assert len(ask(store, "partners")) == 6
    assert [row[0] for row in ask(store, "partners", mode="training_base")] == [BAILU]
    assert [row[1] for row in ask(store, "partners", major="机电")] == [HENGYUAN]
    assert [row[1] for row in ask(store, "partners", kind="group")] == [JITUAN, JITUAN]


def test_schools_of_a_partner_by_any_of_its_names(store: GraphStore) -> None:
    expected = [
        (HENGYUAN, BAILU, "共建实训基地", None, None),
        (HENGYUAN, YUNLING, "订单培养、实习就业", "机电技术应用、电子商务", 2016),
    ]
    for name in (
        HENGYUAN,
        "恒远电气",
        "恒远",
        "HENGYUAN",
        "https://w3id.org/zhijiao/id/organisation/hengyuan",
    ):
        assert ask(store, "schools-of-partner", partner=name) == expected
    assert ask(store, "schools-of-partner", partner="恒远", mode="order_class") == expected[1:]


def test_majors(store: GraphStore) -> None:
    assert ask(store, "majors") == [
        (BAILU, "电子商务", "121100", None, "730701", None),
        (YUNLING, "机电技术应用", "051300、660301", "中职、五年一贯制", "660301", None),
        (YUNLING, "电子商务", "730701", "中职", None, "电商专业群"),
    ]
    assert [row[1] for row in ask(store, "majors", level="五年")] == ["机电技术应用"]
    assert [row[0] for row in ask(store, "majors", code="121100")] == [BAILU]
    # The code as one reports it, and as the catalogue has it for the name that the other reports.
    assert [row[0] for row in ask(store, "majors", code="730701")] == [BAILU, YUNLING]
    assert [row[1] for row in ask(store, "majors", code="660301")] == ["机电技术应用"]
    assert [row[1] for row in ask(store, "majors", major="机电", school="云岭")] == ["机电技术应用"]


def test_shared_majors(store: GraphStore) -> None:
    assert ask(store, "shared-majors") == [("电子商务", "121100、730701", 2, f"{BAILU}、{YUNLING}")]
    assert [row[0] for row in ask(store, "shared-majors", min=1)] == ["电子商务", "机电技术应用"]


def test_order_classes(store: GraphStore) -> None:
    expected = [(YUNLING, "恒远班", HENGYUAN, "机电技术应用")]
    assert ask(store, "order-classes") == expected
    params = {"class": "恒远电气班", "partner": "恒远电气", "major": "机电"}
    assert ask(store, "order-classes", **params) == expected


def test_joint_programmes(store: GraphStore) -> None:
    expected = [(YUNLING, "机电技术应用", "青禾职业技术学院", "3+2")]
    assert ask(store, "joint-programmes") == expected
    assert ask(store, "joint-programmes", institution="技术学院", major="机电") == expected


def test_programmes(store: GraphStore) -> None:
    class_, base = (YUNLING, "恒远班", "订单班", HENGYUAN, 2016), (YUNLING, "青禾市机电公共实训基地")
    found = ask(store, "programmes")
    assert found[0] == class_
    assert found[1][:2] == base
    assert ask(store, "programmes", year=2016) == [class_]
    assert ask(store, "programmes", kind="order_class", partner="恒远") == [class_]


def test_honours(store: GraphStore) -> None:
    assert ask(store, "honours") == [
        (YUNLING, "=1+1示范校", None, 2021),
        (YUNLING, "青禾市文明校园", "市级", 2019),
    ]
    assert [row[1] for row in ask(store, "honours", level="municipal")] == ["青禾市文明校园"]
    assert [row[1] for row in ask(store, "honours", year=2021, title="示范")] == ["=1+1示范校"]


def test_awards(store: GraphStore) -> None:
    event = "青禾市中职技能大赛"
    first = (YUNLING, event, "电气安装", "一等奖", "市级", 2021, "乙二、甲一", "丙三")
    assert ask(store, "awards") == [
        (BAILU, event, None, "三等奖", "国家级", None, None, None),
        first,
        (YUNLING, event, "网店运营", "二等奖", "省级", 2020, None, None),
    ]
    assert ask(store, "awards", person="丙三") == [first]
    assert ask(store, "awards", rank="一等奖", item="电气", year=2021, level="市级", event="技能") == [first]


def test_award_ranking(store: GraphStore) -> None:
    assert ask(store, "award-ranking") == [(BAILU, "省级", 1), (YUNLING, "省级", 1)]
    assert ask(store, "award-ranking", level="county") == [(YUNLING, "县级", 2), (BAILU, "县级", 1)]
    assert ask(store, "award-ranking", level="national") == [(BAILU, "国家级", 1)]
    assert ask(store, "award-ranking", level="school", year=2020) == [(YUNLING, "校级", 1)]


def test_indicators(store: GraphStore) -> None:
    assert ask(store, "indicators", school="云岭", year=2021) == [
        (YUNLING, "在校生数", 1620, "人", 2021, "全校", None),
        (YUNLING, "教学仪器设备总值", 1056.84, "万元", 2021, "全校", None),
        (YUNLING, "毕业生数", 80, "人", 2021, "机电技术应用", "约"),
    ]
    assert len(ask(store, "indicators")) == 6
    assert len(ask(store, "indicators", scope="全校")) == 5
    assert [row[2] for row in ask(store, "indicators", indicator="毕业生数")] == [80]


def test_compare_in_one_unit(store: GraphStore) -> None:
    assert ask(store, "compare", year=2021) == [
        (BAILU, 2100, "人", 2021, "超"),
        (YUNLING, 1620, "人", 2021, None),
    ]
    assert ask(store, "compare", indicator="教学仪器设备总值") == [
        (YUNLING, 10568400, "元", 2021, None),
        (BAILU, 9000000, "元", 2021, None),
    ]


def test_groups(store: GraphStore) -> None:
    assert ask(store, "groups") == [(JITUAN, BAILU, None), (JITUAN, YUNLING, "副理事长单位")]
    assert ask(store, "groups", group="职教集团", member="云岭") == [(JITUAN, YUNLING, "副理事长单位")]


def test_counterpart_aid(store: GraphStore) -> None:
    assert ask(store, "counterpart-aid") == [(BAILU, YUNLING, 2020)]
    assert ask(store, "counterpart-aid", partner="云岭", school="白鹿") == [(BAILU, YUNLING, 2020)]


def test_schools_of_a_region(store: GraphStore) -> None:
    college, yunling = ("澜川省澜州市", "青禾职业技术学院"), ("澜川省澜州市青禾市", YUNLING)
    assert ask(store, "region") == [college, yunling]
    for region in ("澜川", "澜川省澜州市", "990100", "https://w3id.org/zhijiao/scheme/region/990000"):
        assert ask(store, "region", region=region) == [college, yunling]
    for region in ("青禾市", "990101"):
        assert ask(store, "region", region=region) == [yunling]


def test_evidence(store: GraphStore) -> None:
    statement = "https://w3id.org/zhijiao/id/partnership/y1"
    first = (statement, "yunling_2020.txt", "四、校企合作", 12, "2016年起与恒远电气开办订单班")
    assert ask(store, "evidence", statement=statement) == [first]
    assert ask(store, "evidence", school="云岭") == [first]
    assert ask(store, "evidence", thing="HengYuan", report="2020", quote="订单") == [first]
    assert len(ask(store, "evidence", thing="恒远电气")) == 2


def test_major_partners(store: GraphStore) -> None:
    modes = "订单培养、实习就业"
    assert ask(store, "major-partners") == [
        ("机电技术应用", HENGYUAN, YUNLING, modes),
        ("电子商务", HENGYUAN, YUNLING, modes),
    ]
    assert ask(store, "major-partners", major="机电", partner="恒远", kind="企业") == [
        ("机电技术应用", HENGYUAN, YUNLING, modes)
    ]
    assert ask(store, "major-partners", school="白鹿") == []


def test_majors_without_a_partner(store: GraphStore) -> None:
    # 云岭 has both majors with 恒远, 白鹿 names no major of its partnerships.
    assert ask(store, "majors-without-partner") == [(BAILU, "电子商务")]
    assert ask(store, "majors-without-partner", school="云岭") == []


def test_advisors(store: GraphStore) -> None:
    assert ask(store, "advisors") == [(YUNLING, "丙三", 1)]
    assert ask(store, "advisors", level="市级", year="2021", event="技能", person="丙三") == [
        (YUNLING, "丙三", 1)
    ]


def test_schools_of_a_region_in_every_query(store: GraphStore) -> None:
    """The first school lies in 青禾市, where the second lies is not known."""
    for query in NAMED:
        if any(one.name == "region" for one in query.parameters):
            rows = run(
                store, query, {"region": "澜川省", **({"min": 1} if "shared" in query.name else {})}
            ).rows
            assert not any(
                BAILU in (cell if isinstance(cell, str) else "") for row in rows for cell in row[:1]
            )
            if query.name not in {"counterpart-aid", "majors-without-partner"}:
                assert rows, query.name
    assert [row[2:4] for row in ask(store, "shared-partners", region="澜川省", min=1)] == [(1, YUNLING)] * 3


def test_what_reports_of_some_years_say(store: GraphStore) -> None:
    # 2020 says of one partner and one figure only; what is shown of them comes from all reports.
    assert ask(store, "partners", **{"report-year": "2020"}) == [
        (YUNLING, HENGYUAN, "企业", "订单培养、实习就业", "机电技术应用、电子商务", 2016)
    ]
    assert [row[2] for row in ask(store, "indicators", **{"report-year": "2020"})] == [1500]
    assert ask(store, "majors", **{"report-year": "2020"}) == []
    assert ask(store, "awards", **{"report-year": "2020"}) == []
    for query in NAMED:
        if any(one.name == "report-year" for one in query.parameters):
            assert run(store, query, {"report-year": "2020-2021"}) == run(store, query), query.name


@pytest.mark.parametrize("query", NAMED, ids=lambda query: query.name)
def test_every_parameter_restricts_every_query(store: GraphStore, query: Query) -> None:
    full = run(store, query).rows
    assert full, "the small graph has an answer to every query"
    for parameter in query.parameters:
        kind = parameter.type
        nothing = NOTHING.get(str(kind)) or NOTHING.get(kind.name) or "没有这样的东西"
        assert run(store, query, {parameter.name: nothing}).rows == (), parameter.name


@pytest.mark.parametrize("query", NAMED, ids=lambda query: query.name)
def test_all_parameters_together(store: GraphStore, query: Query) -> None:
    """Each filter is read beside all others: what one gives is a part of what there is without."""
    given = {
        one.name: {
            "integer": "1",
            "years": "1990-2030",
            "iri": "https://w3id.org/zhijiao/id/partnership/y1",
        }.get(
            one.type.name,
            "、".join(code.code for code in concepts(one.type.scheme))
            if "codes" in one.type.name
            else "*校*",
        )
        for one in query.parameters
    }
    run(store, query, given)
    for name, value in given.items():
        part, whole = (
            run(store, query, {name: value}).rows,
            run(store, query, {"min": 1} if "min" in given else {}).rows,
        )
        assert name in {"min", "level", "indicator"} or set(part) <= set(whole) or "shared" in query.name, (
            name
        )


@pytest.mark.parametrize("query", NAMED, ids=lambda query: query.name)
@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_only_a_value(store: GraphStore, query: Query, value: str) -> None:
    before = store.nquads()
    for parameter in query.parameters:
        if parameter.type.name in {"name", "text"}:
            assert run(store, query, {parameter.name: value}).rows == ()
    assert store.nquads() == before
    assert run(store, query).rows


def test_queries_are_equal_however_the_graph_was_loaded(store: GraphStore) -> None:
    lines = store.nquads().splitlines(keepends=True)
    backwards = GraphStore.memory(b"".join(sorted(lines, reverse=True)))
    for query in NAMED:
        assert run(backwards, query) == run(store, query)


def test_a_partner_of_a_programme_only_is_found_by_its_name() -> None:
    trig = b"""@prefix zj: <https://w3id.org/zhijiao/ontology#> . @prefix id: <https://x/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        id:g { id:s a zj:School ; skos:prefLabel "A"@zh . id:p skos:prefLabel "B"@zh .
          id:st a zj:Programme ; zj:school id:s ; zj:partner id:p ; skos:prefLabel "C"@zh . }"""
    assert ask(GraphStore.memory(nquads(trig)), "programmes", partner="b") == [("A", "C", None, "B", None)]


def test_a_partner_of_very_many_schools_is_one_row() -> None:
    zj, label = "https://w3id.org/zhijiao/ontology#", "http://www.w3.org/2004/02/skos/core#prefLabel"
    hub = "https://w3id.org/zhijiao/id/organisation/hub"
    lines = [f'<{hub}> <{label}> "大集团" <https://x/g> .\n']
    for i in range(3000):
        school, statement = f"https://x/school/{i}", f"https://x/partnership/{i}"
        lines += [
            f'<{school}> <{label}> "第{i}学校" <https://x/g> .\n',
            f"<{school}> <{TYPE}> <{zj}School> <https://x/g> .\n",
            f"<{statement}> <{TYPE}> <{zj}Partnership> <https://x/g> .\n",
            f"<{statement}> <{zj}school> <{school}> <https://x/g> .\n",
            f"<{statement}> <{zj}partner> <{hub}> <https://x/g> .\n",
            f"<{school}> <{zj}partnerWith> <{hub}> <https://x/inferred> .\n",
        ]
    store = GraphStore.memory("".join(lines).encode())
    (row,) = run(store, named_query("shared-partners")).rows
    assert row[2] == 3000
    assert str(row[3]).count("、") == 2999
