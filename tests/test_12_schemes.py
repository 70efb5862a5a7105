"""The code lists as SKOS: the shipped file is what its source says, and well formed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from zhijiao.ontology.codes import Concept, Scheme, concepts, schemes
from zhijiao.ontology.files import SCHEMES, ontology_file
from zhijiao.ontology.namespaces import PREFIXES
from zhijiao.ontology.schemes import schemes_turtle, turtle_literal, write_schemes

SCHEMA_POSITION = URIRef(PREFIXES["schema"] + "position")
SCHEMA_UNIT = URIRef(PREFIXES["schema"] + "unitText")


@pytest.fixture(scope="module")
def skos() -> Graph:
    return Graph().parse(ontology_file(SCHEMES), format="turtle")


def test_the_shipped_file_is_what_its_source_says() -> None:
    shipped = ontology_file(SCHEMES).read_bytes()
    assert shipped.decode("utf-8") == schemes_turtle(schemes()), "run python -m zhijiao.ontology.schemes"


def test_writing_it_anew_gives_the_same_bytes_and_leaves_nothing_beside(tmp_path: Path) -> None:
    target = tmp_path / "schemes.ttl"
    target.write_text("old", encoding="utf-8")
    write_schemes(target)
    assert target.read_bytes() == ontology_file(SCHEMES).read_bytes()
    assert list(tmp_path.iterdir()) == [target]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "schemes.ttl"
    target.write_text("old", encoding="utf-8")

    def fail(self: Path, other: Path) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no space left"):
        write_schemes(target)
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["old"]


def test_every_code_is_a_concept_of_its_scheme(skos: Graph) -> None:
    assert len(set(skos.subjects(RDF.type, SKOS.Concept))) == sum(len(one.concepts) for one in schemes())
    for one in schemes():
        scheme = URIRef(one.iri)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in skos
        assert {str(top) for top in skos.objects(scheme, SKOS.hasTopConcept)} == {
            two.iri for two in one.concepts
        }
        for two in one.concepts:
            iri = URIRef(two.iri)
            assert skos.value(iri, SKOS.inScheme) == scheme
            assert skos.value(iri, SKOS.topConceptOf) == scheme
            assert skos.value(iri, SKOS.notation) == Literal(two.code)
            assert set(skos.objects(iri, SKOS.prefLabel)) == {Literal(two.zh, "zh"), Literal(two.en, "en")}
            assert set(skos.objects(iri, SKOS.definition)) == {
                Literal(two.definition_zh, "zh"),
                Literal(two.definition_en, "en"),
            }


def test_levels_can_be_compared_and_indicators_have_units(skos: Graph) -> None:
    places = [int(str(skos.value(URIRef(one.iri), SCHEMA_POSITION))) for one in concepts("level")]
    assert places == sorted(places)
    for one in concepts("indicator"):
        assert {str(unit) for unit in skos.objects(URIRef(one.iri), SCHEMA_UNIT)} == set(one.units)


# Unicode surrogates cannot be written as UTF-8; no CSV file holds them.
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(texts)
def test_any_text_survives_as_a_literal(text: str) -> None:
    graph = Graph().parse(data=f"<urn:a> <urn:b> {turtle_literal(text, 'zh')} .", format="turtle")
    assert list(graph.objects()) == [Literal(text, "zh")]


@given(texts, texts)
def test_any_label_survives_in_a_scheme(zh: str, en: str) -> None:
    concept = Concept("mode", "x", zh, en, zh, en, (zh,), 1)
    text = schemes_turtle([Scheme("mode", zh, en, zh, en, (concept,))])
    graph = Graph().parse(data=text, format="turtle")
    assert set(graph.objects(URIRef(concept.iri), SKOS.prefLabel)) == {Literal(zh, "zh"), Literal(en, "en")}
    assert len(graph) == 17
