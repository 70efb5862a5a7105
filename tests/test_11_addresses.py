"""Where the vocabulary, the things of a graph and the shipped files lie."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef
from rdflib.namespace import RDF, SKOS

from zhijiao.ontology import files, namespaces
from zhijiao.ontology.files import OntologyFileError, ontology_file
from zhijiao.ontology.namespaces import (
    DEFAULT_BASE,
    PREFIXES,
    SCHEME_NAMES,
    THING_NAMES,
    concept_iri,
    direct_graph_iri,
    entities_graph_iri,
    graph_iri,
    report_graph_iri,
    scheme_iri,
    thing_prefixes,
)


def test_prefixes_are_those_of_the_vocabularies() -> None:
    assert PREFIXES["skos"] == str(SKOS)
    assert PREFIXES["rdf"] == str(RDF)
    assert PREFIXES["schema"] == "https://schema.org/"
    assert PREFIXES["zj"] == "https://w3id.org/zhijiao/ontology#"
    assert PREFIXES["mode"] == "https://w3id.org/zhijiao/scheme/mode/"
    assert set(SCHEME_NAMES) < set(PREFIXES)


def test_no_prefix_means_two_things() -> None:
    both = {**PREFIXES, **thing_prefixes()}
    assert len(both) == len(PREFIXES) + len(THING_NAMES)
    assert len(set(both.values())) == len(both)


def test_things_follow_the_base_and_the_vocabulary_does_not() -> None:
    assert thing_prefixes()["school"] == "https://w3id.org/zhijiao/id/school/"
    assert thing_prefixes("https://example.org/x#")["offering"] == "https://example.org/x#id/offering/"
    assert concept_iri("level", "county") == "https://w3id.org/zhijiao/scheme/level/county"
    assert scheme_iri("level") == "https://w3id.org/zhijiao/scheme/level"


def test_named_graphs() -> None:
    base = "https://example.org/"
    assert report_graph_iri(base, "云岭_2021") == "https://example.org/graph/report/云岭_2021"
    assert entities_graph_iri(base) == "https://example.org/graph/entities"
    assert direct_graph_iri(base) == "https://example.org/graph/direct"
    assert graph_iri(DEFAULT_BASE, "vocabulary") == "https://w3id.org/zhijiao/graph/vocabulary"


@pytest.mark.parametrize("step", ["", "a b", "a/b", "a>b", 'a"b', "a\nb", "..", "a%zz", "a#b", "a?b", "a\\b"])
def test_a_step_that_no_iri_can_have_is_refused(step: str) -> None:
    with pytest.raises(ValueError, match="cannot be a step of an IRI"):
        graph_iri(DEFAULT_BASE, "report", step)


def test_a_graph_without_a_name_and_an_unknown_list_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one step"):
        graph_iri(DEFAULT_BASE)
    with pytest.raises(ValueError, match="no code list 'colour'; known: mode"):
        concept_iri("colour", "red")


@given(st.text(max_size=20))
def test_what_is_accepted_as_a_step_can_be_written(step: str) -> None:
    try:
        iri = graph_iri(DEFAULT_BASE, step)
    except ValueError:
        return
    assert URIRef(iri).n3() == f"<{iri}>"
    assert iri.rsplit("/", 1)[1] == step


def test_every_shipped_file_is_there() -> None:
    for name in files.SHIPPED:
        assert ontology_file(name).stat().st_size > 0


def test_no_other_file_is_given_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OntologyFileError, match="ships no file '../pyproject.toml'; it has codes.csv"):
        ontology_file("../pyproject.toml")
    monkeypatch.setattr(files, "files", lambda _package: tmp_path)
    with pytest.raises(OntologyFileError, match="codes.csv: missing from the installation"):
        ontology_file(files.CODES)


def test_the_base_is_a_constant_of_the_vocabulary_room() -> None:
    assert namespaces.DEFAULT_BASE.endswith("/")
    assert f"{namespaces.ONTOLOGY_IRI}#" == namespaces.ZJ
