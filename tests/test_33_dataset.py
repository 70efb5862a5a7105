"""What a graph says of itself: counts, sources, files, the build, in terms that the vocabularies have."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef, namespace
from rdflib.namespace import RDF

from zhijiao.graph.counts import Counts, SourceReport, count
from zhijiao.graph.dataset import SPDX, dataset_iri, describe
from zhijiao.graph.making import DataFile, DatasetError, Making, build_time
from zhijiao.graph.store import GraphStore
from zhijiao.ontology.namespaces import DEFAULT_BASE, ZJ

TRIG = Path(__file__).parent / "data" / "small_graph.trig"
ME = URIRef(dataset_iri(DEFAULT_BASE))
WHEN = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
MAKING = Making(WHEN, "0.1.0", "0123456789abcdef")
FILES = (DataFile("graph.ttl", 1234, "a" * 64), DataFile("facts.jsonl", 9, "b" * 64, dump=False))
SPDX_TERMS = {"Checksum", "checksum", "algorithm", "checksumAlgorithm_sha256", "checksumValue"}
OWN = {f"{ZJ}sha256"}


@pytest.fixture(scope="module")
def counts() -> Counts:
    quads = pyoxigraph.parse(TRIG.read_bytes(), format=pyoxigraph.RdfFormat.TRIG)
    return count(GraphStore.memory(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""))


@pytest.fixture(scope="module")
def described(counts: Counts) -> Graph:
    return Graph().parse(describe(counts, MAKING, FILES), format="turtle")


def value(graph: Graph, subject: Any, predicate: Any) -> Any:
    (found,) = graph.objects(subject, predicate)
    return found.toPython() if isinstance(found, Literal) else str(found)


def test_counts_are_those_that_another_library_counts(counts: Counts) -> None:
    quads = pyoxigraph.parse(TRIG.read_bytes(), format=pyoxigraph.RdfFormat.TRIG)
    triples = (quad.triple for quad in quads)
    text = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES) or b""
    graph = Graph().parse(text, format="nt")
    assert counts.triples == len(graph)
    assert counts.properties == Counter(str(one) for one in graph.predicates())
    assert counts.classes == Counter(str(one) for one in graph.objects(None, RDF.type))
    assert counts.entities == len(set(graph.subjects(RDF.type)))
    assert list(counts.properties) == sorted(counts.properties)
    assert [one.title for one in counts.reports] == sorted(one.title for one in counts.reports)
    assert len(counts.reports) == 3
    assert counts.example == f"{DEFAULT_BASE}id/school/bailu"


def test_the_data_set_has_its_numbers(described: Graph, counts: Counts) -> None:
    assert {namespace.DCAT.Dataset, namespace.VOID.Dataset} == set(described.objects(ME, RDF.type))
    assert value(described, ME, namespace.VOID.triples) == counts.triples
    assert value(described, ME, namespace.VOID.entities) == counts.entities
    assert value(described, ME, namespace.VOID.classes) == len(counts.classes)
    assert value(described, ME, namespace.VOID.properties) == len(counts.properties)
    assert value(described, ME, namespace.VOID.uriSpace) == f"{DEFAULT_BASE}id/"
    assert {
        one.language for one in described.objects(ME, namespace.DCTERMS.title) if isinstance(one, Literal)
    } == {
        "zh",
        "en",
    }
    for part in described.objects(ME, namespace.VOID.classPartition):
        assert (
            value(described, part, namespace.VOID.entities)
            == counts.classes[value(described, part, namespace.VOID["class"])]
        )
    for part in described.objects(ME, namespace.VOID.propertyPartition):
        assert (
            value(described, part, namespace.VOID.triples)
            == counts.properties[value(described, part, namespace.VOID.property)]
        )
    assert len(set(described.objects(ME, namespace.VOID.classPartition))) == len(counts.classes)
    assert len(set(described.objects(ME, namespace.VOID.propertyPartition))) == len(counts.properties)
    assert {URIRef(ZJ), URIRef(str(namespace.VOID))} & set(
        described.objects(ME, namespace.VOID.vocabulary)
    ) == {URIRef(ZJ)}


def test_every_report_is_a_source(described: Graph, counts: Counts) -> None:
    sources = set(described.objects(ME, namespace.DCTERMS.source))
    assert sources == {URIRef(one.iri) for one in counts.reports}
    assert {value(described, one, namespace.DCTERMS.title) for one in sources} == {
        one.title for one in counts.reports
    }


def test_the_build_is_told(described: Graph) -> None:
    activity = next(described.objects(ME, namespace.PROV.wasGeneratedBy))
    agent = next(described.objects(activity, namespace.PROV.wasAssociatedWith))
    used = next(described.objects(activity, namespace.PROV.used))
    assert (
        value(described, activity, namespace.PROV.endedAtTime)
        == WHEN
        == value(described, ME, namespace.DCTERMS.modified)
    )
    assert value(described, agent, namespace.SDO.softwareVersion) == "0.1.0"
    assert value(described, used, namespace.DCTERMS.identifier) == "0123456789abcdef"
    assert (ME, namespace.DCTERMS.license, None) not in described


def test_every_file_is_a_distribution(described: Graph) -> None:
    found = {
        value(described, one, namespace.DCTERMS.title): one
        for one in described.objects(ME, namespace.DCAT.distribution)
    }
    turtle = found["graph.ttl"]
    assert value(described, turtle, namespace.DCAT.byteSize) == 1234
    assert str(value(described, turtle, namespace.DCAT.mediaType)).endswith("/text/turtle")
    assert str(value(described, turtle, namespace.DCAT.downloadURL)) == f"{DEFAULT_BASE}graph.ttl"
    checksum = next(described.objects(turtle, URIRef(f"{SPDX}checksum")))
    assert next(described.objects(checksum, URIRef(f"{SPDX}checksumValue"))) == Literal(
        "a" * 64, datatype=namespace.XSD.hexBinary
    )
    assert set(described.objects(ME, namespace.VOID.dataDump)) == {URIRef(f"{DEFAULT_BASE}graph.ttl")}
    assert (found["facts.jsonl"], namespace.DCAT.mediaType, None) not in described


def test_only_terms_that_there_are_are_used(described: Graph, counts: Counts) -> None:
    known: dict[str, type[namespace.DefinedNamespace]] = {
        str(one): one
        for one in (namespace.DCAT, namespace.DCTERMS, namespace.PROV, namespace.SDO, namespace.VOID)
    }
    terms = {*described.predicates(), *described.objects(None, RDF.type)} - {RDF.type}
    for term in map(str, terms):
        vocabulary = next((each for each in known if term.startswith(each)), "")
        if vocabulary:
            assert term in known[vocabulary], term
        else:
            assert term in OWN or term.removeprefix(SPDX) in SPDX_TERMS, term


def test_there_are_no_blank_nodes_and_all_is_turtle_for_others_too(described: Graph, counts: Counts) -> None:
    assert not [term for triple in described for term in triple if isinstance(term, BNode)]
    text = describe(counts, MAKING, FILES)
    read = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)
    assert len(set(read)) == len(described)


def test_the_same_is_described_by_the_same_bytes(counts: Counts) -> None:
    once = describe(counts, MAKING, FILES)
    assert describe(counts, MAKING, FILES[::-1]) == once
    later = describe(counts, Making(WHEN + timedelta(days=1), "0.1.0", MAKING.extractor, issued=WHEN), FILES)
    changed = set(later.splitlines()) ^ set(once.splitlines())
    assert len(changed) == 4
    assert all(b"dateTime" in line for line in changed)


def test_a_licence_is_stated_where_one_is_chosen(counts: Counts) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    making = Making(WHEN, "0.1.0", licence=licence, download="https://example.org/data")
    graph = Graph().parse(describe(counts, making, FILES), format="turtle")
    assert set(graph.objects(None, namespace.DCTERMS.license)) == {URIRef(licence)}
    assert (ME, namespace.DCTERMS.license, URIRef(licence)) in graph
    assert URIRef("https://example.org/data/graph.ttl") in set(graph.objects(ME, namespace.VOID.dataDump))
    assert (None, namespace.PROV.used, None) not in graph


@pytest.mark.parametrize(
    "text", ["CC-BY", "ftp://example.org/", "https://example.org/> <x", "https://例 子/", "http://"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(DatasetError, match="数据许可"):
        Making(WHEN, "0.1.0", licence=text)
    with pytest.raises(DatasetError, match="下载地址"):
        Making(WHEN, "0.1.0", download=text)


def test_the_time_is_that_of_the_build_unless_it_is_fixed() -> None:
    assert build_time({"SOURCE_DATE_EPOCH": "1777863721"}) == WHEN
    now = build_time({})
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1) and now.microsecond == 0
    assert now.tzinfo == UTC == build_time({"SOURCE_DATE_EPOCH": " "}).tzinfo
    for text in ("yesterday", "-1", "1e9", "9" * 40):
        with pytest.raises(DatasetError, match="SOURCE_DATE_EPOCH"):
            build_time({"SOURCE_DATE_EPOCH": text})


def test_a_time_of_another_zone_is_the_same_time(counts: Counts) -> None:
    there = Making(WHEN.astimezone(timezone(timedelta(hours=8))), "0.1.0", MAKING.extractor)
    assert describe(counts, there, FILES) == describe(counts, MAKING, FILES)


def test_a_file_is_described_by_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_bytes(b"x" * 100_000)
    one = DataFile.of(path)
    assert one == DataFile("graph.nq", 100_000, hashlib.sha256(b"x" * 100_000).hexdigest(), dump=True)
    assert one.media_type == "application/n-quads"
    (tmp_path / "ontology.ttl").write_bytes(b"")
    assert not DataFile.of(tmp_path / "ontology.ttl").dump
    with pytest.raises(DatasetError, match="none.ttl：读不了"):
        DataFile.of(tmp_path / "none.ttl")


NAMES = st.text(min_size=1, max_size=20)


@example("..", ".", "https://example.org/a/")
@example("graph.", "\x00", "https://example.org/a/")
@given(NAMES, NAMES, st.sampled_from(["https://example.org/a/", "https://example.org/a#"]))
def test_hostile_names_are_only_names(name: str, title: str, base: str) -> None:
    report = SourceReport(f"{base}id/report/x", title, "c" * 64)
    odd = {"https://example.org/odd?x='1'": 3, f"{ZJ}School": 1}
    counts = Counts(base, 5, 4, odd, odd, (report,))
    graph = Graph().parse(describe(counts, MAKING, [DataFile(name, 1, "d" * 64)]), format="turtle")
    assert len(set(graph.objects(URIRef(f"{base}dataset"), namespace.DCAT.distribution))) == 1
    assert len(set(graph.objects(URIRef(f"{base}dataset"), namespace.VOID.classPartition))) == 2
    assert all(str(one).startswith("https://") for one in graph.subjects())
