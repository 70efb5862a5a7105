"""The catalogues of majors: what they hold, how old names relate to today's, and the shipped SKOS of them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from zhijiao.extract import lexicons
from zhijiao.ontology import catalogue
from zhijiao.ontology.catalogue import (
    LEVELS,
    TODAY,
    CatalogueFileError,
    above,
    entries,
    majors_today,
    matched,
    older,
    today,
)
from zhijiao.ontology.catalogue_skos import catalogue_turtle, write_catalogue
from zhijiao.ontology.files import CATALOGUE, MAJORS_OLDER, ontology_file
from zhijiao.ontology.namespaces import CATALOGUE_NAMES, concept_iri


@pytest.fixture(scope="module")
def skos() -> Graph:
    return Graph().parse(ontology_file(CATALOGUE), format="turtle")


def test_the_shipped_file_is_what_its_sources_say(tmp_path: Path) -> None:
    shipped = ontology_file(CATALOGUE).read_bytes()
    assert shipped.decode("utf-8") == catalogue_turtle(), "run python -m zhijiao.ontology.catalogue_skos"
    write_catalogue(tmp_path / "x.ttl")
    assert (tmp_path / "x.ttl").read_bytes() == shipped


def test_oxigraph_reads_the_shipped_file_alike(skos: Graph) -> None:
    read = pyoxigraph.parse(path=ontology_file(CATALOGUE), format=pyoxigraph.RdfFormat.TURTLE)
    assert len(set(read)) == len(skos)


def test_today_has_its_levels_categories_classes_and_majors() -> None:
    assert Counter(one.kind for one in today()) == {"level": 3, "category": 57, "class": 274, "major": 1470}
    assert Counter(one.level for one in majors_today()) == {"中职": 368, "高职专科": 781, "职教本科": 321}
    assert len(entries()) == len(today()) + len(older())


def test_a_major_stands_below_its_class_category_and_level() -> None:
    one = entries()[concept_iri(TODAY, "710201")]
    assert (one.name, one.level) == ("计算机应用", "中职")
    names = [(upper.local, upper.name) for upper in above(one)]
    assert names == [("7102", "计算机类"), ("71", "电子与信息大类"), ("secondary", "中职")]


@pytest.mark.parametrize(
    ("edition", "name", "relation", "code"),
    [
        ("catalogue2010", "电子与信息技术", "exactMatch", "710101"),
        ("catalogue2010", "会计电算化", "broadMatch", "730301"),
        ("catalogue2010", "计算机应用", "exactMatch", "710201"),
        ("catalogue2015", "物流管理", "exactMatch", "530802"),
        ("catalogue2015", "会计", "exactMatch", "530302"),
    ],
)
def test_an_older_major_relates_to_what_it_became(edition: str, name: str, relation: str, code: str) -> None:
    one = entries()[concept_iri(edition, name)]
    assert [(how, two.code) for how, two in matched(one)] == [(relation, code)]


def test_an_older_major_relates_to_its_own_level_and_those_of_technicians_to_none() -> None:
    for one in older():
        assert {two.level for _, two in matched(one)} <= {one.level}
        assert one.edition != "catalogue2018" or not one.matches
    assert not entries()[concept_iri("catalogue2010", "学前教育")].matches


def test_as_many_are_related_as_the_readme_says(root: Path) -> None:
    text = (root / "extract" / "lexicons" / "README.md").read_text(encoding="utf-8")
    written = ontology_file(MAJORS_OLDER).read_text(encoding="utf-8")
    own = Counter(re.findall(r",([a-z]+Match),", written, re.IGNORECASE))
    related = sum(bool(one.matches) for one in older())
    same = related - own.total()
    for number, words in (
        (related, "个专业与今天"),
        (same, "个同名保留"),
        (own["exactMatch"], "个更名"),
        (own["broadMatch"], "个并入"),
        (own["closeMatch"], "个只知相近"),
        (sum(one.edition == "catalogue2018" for one in older()), "个都不写"),
    ):
        assert f"{number} {words}" in text, words


def test_extraction_knows_the_names_of_all_catalogues() -> None:
    assert lexicons.majors()["计算机应用技术"] == ("高职专科",)
    assert set(lexicons.majors()["会计"]) == {"中职", "高职专科", "技工"}
    assert lexicons.majors_today() == {one.name for one in majors_today()}


def test_concepts_of_the_shipped_file_are_those_of_the_catalogues(skos: Graph) -> None:
    assert {str(one) for one in skos.subjects(RDF.type, SKOS.Concept)} == set(entries())
    assert len(set(skos.subjects(RDF.type, SKOS.ConceptScheme))) == len(CATALOGUE_NAMES)
    for one in entries().values():
        iri = URIRef(one.iri)
        assert Literal(one.name, "zh") in set(skos.objects(iri, SKOS.prefLabel))
        assert skos.value(iri, SKOS.notation) == (Literal(one.code) if one.code else None)
        broader = skos.value(iri, SKOS.broader)
        assert (broader is None) == (skos.value(iri, SKOS.topConceptOf) is not None)
        assert broader is None or (broader, RDF.type, SKOS.Concept) in skos
    tops = {str(one) for one in skos.subjects(SKOS.topConceptOf) if TODAY in str(one)}
    assert tops == {concept_iri(TODAY, local) for local, _ in LEVELS.values()}


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("today", "code,name,level,class,category,note\n12,某,中职,某类,某大类,\n", "line 2: code '12'"),
        ("today", "code,name,level,class,category,note\n610101,某,小学,某类,某大类,\n", "level '小学'"),
        ("today", "code,name,level,class,category,note\n610101,某\n", "line 2: a row needs"),
        ("older", "name,source,relation,code\n某,1999,,\n", "source '1999'"),
        ("older", "name,source,relation,code\n某,2010,,\n某,2010,,\n", "'某' stands twice"),
        ("older", "name,source,relation,code\n某,2010,sameAs,610101\n", "'sameAs' '610101'"),
        ("older", "name,source,relation,code\n某,2010,exactMatch,999999\n", "'exactMatch' '999999'"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: str, fault: str
) -> None:
    majors_today()
    path = tmp_path / "majors.csv"
    path.write_text(content, encoding="utf-8")
    monkeypatch.setattr(catalogue, "ontology_file", lambda _: path)
    read = {"today": today, "older": older}[name]
    with pytest.raises(CatalogueFileError, match=re.escape(fault)):
        read.__wrapped__()
