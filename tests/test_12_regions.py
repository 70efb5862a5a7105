"""The administrative regions: codes, what lies in what, and the shipped SKOS of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from zhijiao.extract import lexicons
from zhijiao.ontology import regions as module
from zhijiao.ontology.files import REGIONS, REGIONS_SKOS, ontology_file
from zhijiao.ontology.namespaces import SCHEME_BASE
from zhijiao.ontology.regions import Region, RegionsFileError, above, common, holds, named, regions, rows
from zhijiao.ontology.regions_skos import level_iri, regions_turtle, write_regions

SCHEME = URIRef(f"{SCHEME_BASE}region")


@pytest.fixture(scope="module")
def skos() -> Graph:
    return Graph().parse(ontology_file(REGIONS_SKOS), format="turtle")


def test_the_shipped_file_is_what_its_source_says(tmp_path: Path) -> None:
    shipped = ontology_file(REGIONS_SKOS).read_bytes()
    assert shipped.decode("utf-8") == regions_turtle(), "run python -m zhijiao.ontology.regions_skos"
    write_regions(tmp_path / "x.ttl")
    assert (tmp_path / "x.ttl").read_bytes() == shipped


def test_oxigraph_reads_the_shipped_file_alike(skos: Graph) -> None:
    read = pyoxigraph.parse(path=ontology_file(REGIONS_SKOS), format=pyoxigraph.RdfFormat.TURTLE)
    assert len(set(read)) == len(skos)


def test_there_are_as_many_as_the_country_has() -> None:
    assert Counter(one.level for one in regions().values()) == {
        "province": 34,
        "prefecture": 333,
        "county": 2849,
    }


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("330382", ["乐清市", "温州市", "浙江省"]),
        # Without a prefecture between: districts of 直辖市, what a province governs itself.
        ("110101", ["东城区", "北京市"]),
        ("500229", ["城口县", "重庆市"]),
        ("429004", ["仙桃市", "湖北省"]),
        ("659001", ["石河子市", "新疆维吾尔自治区"]),
        ("469007", ["东方市", "海南省"]),
        # Cities without counties.
        ("441900", ["东莞市", "广东省"]),
        ("620200", ["嘉峪关市", "甘肃省"]),
        ("810000", ["香港特别行政区"]),
    ],
)
def test_a_region_lies_in_those_around_it(code: str, names: list[str]) -> None:
    one = regions()[code]
    assert [each.name for each in (one, *above(one))] == names


def test_headings_zones_and_doubles_of_the_statistical_list_are_no_regions() -> None:
    listed = {row.code for row in rows()}
    assert {"110100", "500200", "419000", "130171", "632857", "620201"} <= listed
    assert not {"110100", "500200", "419000", "130171", "632857", "620201"} & set(regions())
    assert not {"市辖区", "县", "省直辖县级行政区划"} & set(named())


def test_codes_say_what_lies_in_what() -> None:
    for one in regions().values():
        for outer in above(one):
            assert one.code.startswith(
                outer.code.rstrip("0") if outer.level == "province" else outer.code[:4]
            )
        assert (one.level == "province") == (not one.broader) == one.code.endswith("0000")


def test_one_name_can_be_of_several_regions() -> None:
    assert [one.code for one in named()["鼓楼区"]] == ["320106", "320302", "350102", "410204"]
    assert [one.code for one in named()["乐清市"]] == ["330382"]


def test_what_holds_two_regions() -> None:
    of = {
        name: one
        for name in ("乐清市", "瑞安市", "温州市", "杭州市", "浙江省", "聊城市")
        for one in named()[name]
    }
    assert common(of["乐清市"], of["瑞安市"]) == of["温州市"]
    assert common(of["乐清市"], of["温州市"]) == of["温州市"]
    assert common(of["杭州市"], of["乐清市"]) == of["浙江省"]
    assert common(of["聊城市"], of["乐清市"]) is None
    assert holds(of["浙江省"], of["乐清市"]) and not holds(of["乐清市"], of["浙江省"])


def test_concepts_have_code_name_level_and_what_is_above(skos: Graph) -> None:
    one = URIRef(f"{SCHEME_BASE}region/330382")
    assert set(skos.predicate_objects(one)) == {
        (RDF.type, SKOS.Concept),
        (SKOS.notation, Literal("330382")),
        (SKOS.prefLabel, Literal("乐清市", "zh")),
        (SKOS.inScheme, SCHEME),
        (SKOS.broader, URIRef(f"{SCHEME_BASE}region/330300")),
    }
    assert (URIRef(level_iri("county")), SKOS.member, one) in skos
    assert len(set(skos.objects(None, SKOS.member))) == len(regions())
    tops = set(skos.subjects(SKOS.topConceptOf, SCHEME))
    assert tops == {URIRef(each.iri) for each in regions().values() if not each.broader}


def test_extraction_knows_the_same_list() -> None:
    known = lexicons.regions()
    for one in regions().values():
        if one.code < "7":
            assert one.name in known
    # Zones are places to extraction, and no regions here.
    assert known["石家庄高新技术产业开发区"].code == "130171"
    assert "香港特别行政区" not in known


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("110000,北京市,province\n", "as many cells"),
        ("11,北京市,province,\n", "code '11'"),
        ("110000,,province,\n", "name ''"),
        ("110000,北京市,capital,\n", "level 'capital'"),
        ("110105,朝阳区,county,110000\n", "110105 朝阳区 has no region around it"),
        ("110000,北京市,province,\n110000,平京市,province,\n", "the code 110000 stands twice"),
    ],
)
def test_a_faulty_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    path = tmp_path / REGIONS
    path.write_text(f"code,name,level,parent\n{text}", encoding="utf-8")
    monkeypatch.setattr(module, "ontology_file", lambda _name: path)
    for cached in (rows, regions):
        monkeypatch.setattr(module, cached.__name__, cached.__wrapped__)
    with pytest.raises(RegionsFileError, match=said):
        module.regions()


def test_a_region_is_a_value() -> None:
    assert Region("330382", "乐清市", "county", "330300") == regions()["330382"]
