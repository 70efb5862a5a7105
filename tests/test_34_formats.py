"""Every format holds the whole graph, hostile names and all, and is the same in every run."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import networkx
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, RdfFormat, parse

from zhijiao.extract.facts import Evidence, Fact, ReportFacts, read_facts
from zhijiao.graph.build import GraphBuild, build_graph
from zhijiao.graph.exports.export import FOLDER_FORMATS, FORMATS, ExportError, export
from zhijiao.graph.exports.tables import FILES, guarded
from zhijiao.graph.store import GraphStore

DATA = Path(__file__).parent / "data" / "graph"

HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("http://x","y")',
    "+86厂",
    "-1厂",
    "@SUM(A1)厂",
    "长" * 10_000,
    "控\x00制\x01\x1b字\x7f符\x9f厂",
    "引\"号'厂\\n",
    "换\r\n行\t厂\u2028段",
    "尖>括<号>厂",
    "]]>厂&amp;厂",
    "右\u202e到左厂",
    "孤\ud800厂",
    "非\ufffe字符\uffff厂",
    "𠮷野家😀厂",
    "\ue000私用厂",
    "café ﬁrm Å厂",
)


def hostile_report() -> ReportFacts:
    """Return a report in which every text is hostile."""
    facts = [
        Fact(
            "school",
            {"name": "青禾市<b>云岭</b>学校", "address": HOSTILE[1]},
            (Evidence(0, 5, "a\fb\r\n\x00c"),),
        )
    ]
    for name in HOSTILE:
        evidence = (Evidence(3, 3 + len(name), name, name, 1),)
        partner = {
            "partner": name,
            "aliases": [f"{name}甲"],
            "modes": ["supply"],
            "role": name,
            "majors": [name],
        }
        facts.append(Fact("partnership", partner | {"partner_kind": "enterprise"}, evidence))
        facts.append(Fact("major", {"name": name, "code": name, "level": [name]}, evidence))
        facts.append(Fact("programme", {"name": name, "aliases": [name[::-1]], "partner": name}, evidence))
        facts.append(Fact("honour", {"title": name}, evidence))
        facts.append(
            Fact("award", {"event": name, "item": name, "rank": name, "recipients": [name]}, evidence)
        )
        values = {"indicator": "graduates", "value": 5, "unit": name, "scope": f"major:{name}"}
        facts.append(Fact("indicator", values, evidence))
    return ReportFacts("a b<>\"'/../\x01年报\ud800.txt", tuple(facts), "f" * 64, 10)


@pytest.fixture(scope="module")
def build() -> GraphBuild:
    names = ("yunling", "wangze")
    calm = [ReportFacts(name, tuple(read_facts(DATA / f"{name}.jsonl"))) for name in names]
    return build_graph([*calm, hostile_report()])


@pytest.fixture(scope="module")
def store(build: GraphBuild) -> GraphStore:
    return GraphStore.memory(build.nquads)


@pytest.fixture(scope="module")
def exported(store: GraphStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    for name in FORMATS:
        export(store, name, folder / f"graph.{name}")
    export(store, "csv", folder / "tables.zip")
    return folder


def triples_by_rdflib(path: Path, format_: str) -> int:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path, format=format_)
    return len({triple[:3] for triple in dataset.quads()})


def test_every_partner_however_hostile_is_there(build: GraphBuild) -> None:
    assert build.counts["partnership"] == len(HOSTILE) + 4
    assert not [text for text in build.warnings if "partner" in text]


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("ttl", "turtle"),
        ("trig", "trig"),
        ("nt", "nt"),
        ("nq", "nquads"),
        ("jsonld", "json-ld"),
        ("rdfxml", "xml"),
    ],
)
def test_rdflib_reads_all_triples(build: GraphBuild, exported: Path, name: str, format_: str) -> None:
    assert triples_by_rdflib(exported / f"graph.{name}", format_) == build.counts["triples"]


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("ttl", RdfFormat.TURTLE),
        ("trig", RdfFormat.TRIG),
        ("nt", RdfFormat.N_TRIPLES),
        ("nq", RdfFormat.N_QUADS),
        ("jsonld", RdfFormat.JSON_LD),
        ("rdfxml", RdfFormat.RDF_XML),
    ],
)
def test_oxigraph_reads_the_same_graph(
    build: GraphBuild, exported: Path, name: str, format_: RdfFormat
) -> None:
    quads = list(parse((exported / f"graph.{name}").read_bytes(), format=format_, base_iri="urn:x"))
    expected = set(parse(build.nquads, format=RdfFormat.N_QUADS))
    if any(quad.graph_name != DefaultGraph() for quad in quads):
        assert set(quads) == expected
    elif name == "rdfxml":
        # XML holds no form feed.
        assert {str(quad.triple) for quad in quads} == {
            str(quad.triple).replace("\\f", "\ufffd").replace("\f", "\ufffd") for quad in expected
        }
    else:
        assert {quad.triple for quad in quads} == {quad.triple for quad in expected}


@pytest.mark.parametrize(
    ("name", "parser"),
    [("ttl", "turtle"), ("trig", "trig"), ("nt", "ntriples"), ("nq", "nquads"), ("rdfxml", "rdfxml")],
)
def test_rapper_reads_all_triples(build: GraphBuild, exported: Path, name: str, parser: str) -> None:
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper (raptor2-utils) is not installed")
    done = subprocess.run(
        [rapper, "-i", parser, "-c", str(exported / f"graph.{name}")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    number = build.counts["quads" if name in ("nq", "trig") else "triples"]
    assert f"returned {number} triples" in done.stderr


def test_turtle_of_the_store_is_turtle_of_the_build(build: GraphBuild, exported: Path) -> None:
    assert (exported / "graph.ttl").read_bytes() == build.turtle()
    assert (exported / "graph.nq").read_bytes() == build.nquads


def test_turtle_is_grouped_and_short(build: GraphBuild) -> None:
    subjects = [
        line.split()[0] for line in build.turtle().splitlines() if line[:1].strip() and line[:1] != b"@"
    ]
    assert len(subjects) == len(set(subjects))
    assert re.search(
        r"^school:望泽县职业中学 a [^;]*zj:School[^;]* ;", build.turtle().decode(), flags=re.MULTILINE
    )


def test_quotes_come_back_as_they_were(store: GraphStore) -> None:
    quotes = {row[0] for row in store.select("SELECT ?quote WHERE { ?s oa:exact ?quote }").rows}
    assert {"a\fb\r\n\ufffdc", HOSTILE[0], HOSTILE[7], "换\r\n行\t厂\u2028段", "长" * 10_000} <= quotes


def test_labels_are_bounded_and_lines(store: GraphStore) -> None:
    labels = [
        str(row[0])
        for row in store.select("SELECT ?label WHERE { ?s skos:prefLabel|skos:altLabel ?label }").rows
    ]
    assert max(map(len, labels)) == 300
    assert all(label.isprintable() or "\ue000" in label for label in labels)


def test_graphml_comes_back_in_networkx(build: GraphBuild, exported: Path) -> None:
    graph = networkx.read_graphml(exported / "graph.graphml")
    kinds = [data["type"] for _, data in graph.nodes(data=True)]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        kind: build.counts[kind] for kind in ("school", "organisation", "major")
    }
    edges = list(graph.edges(data=True))
    relations = [data["relation"] for _, _, data in edges]
    assert relations.count("partnerWith") == build.counts["partnership"]
    assert relations.count("memberOf") == 1
    zhengtai = next(node for node, data in graph.nodes(data=True) if data["label"] == "正泰集团股份有限公司")
    assert sorted(data["modes"] for _, to, data in edges if to == zhengtai and "modes" in data) == [
        "internship",
        "internship;order_class",
    ]


def read_csv(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_tables_have_a_row_for_each_thing_and_no_formula(build: GraphBuild, exported: Path) -> None:
    folder = exported / "graph.csv"
    assert {path.name for path in folder.iterdir()} == set(FILES)
    tables = {path.stem: read_csv(path.read_bytes()) for path in folder.glob("*.csv")}
    kinds = {"partnerships": "partnership", "offerings": "offering", "honours": "honour", "awards": "award"}
    for table, kind in (kinds | {"observations": "observation", "evidence": "evidence"}).items():
        assert len(tables[table]) == build.counts[kind], table
    cells = [cell for rows in tables.values() for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]
    assert '\'=HYPERLINK("http://x","y")' in cells
    shared = [row for row in tables["partnerships"] if row["partner"] == "正泰集团股份有限公司"]
    assert sorted(row["modes"] for row in shared) == ["实习就业", "实习就业、订单培养"]


def test_the_archive_holds_the_same_tables(exported: Path) -> None:
    with zipfile.ZipFile(exported / "tables.zip") as archive:
        for name in archive.namelist():
            assert archive.read(name) == (exported / "graph.csv" / name).read_bytes()
        assert len(archive.namelist()) == len(FILES)


def test_every_format_is_the_same_again(store: GraphStore, exported: Path, tmp_path: Path) -> None:
    for name in FORMATS:
        export(store, name, tmp_path / name)
        folder = name in FOLDER_FORMATS
        for path in sorted((tmp_path / name).iterdir()) if folder else [tmp_path / name]:
            former = exported / f"graph.{name}"
            assert path.read_bytes() == (former / path.name if folder else former).read_bytes(), path
    export(store, "csv", tmp_path / "x.zip")
    assert (tmp_path / "x.zip").read_bytes() == (exported / "tables.zip").read_bytes()


@given(st.text(max_size=8))
def test_no_cell_is_a_formula_and_numbers_stay_numbers(text: str) -> None:
    cell = guarded(text)
    assert cell in (text, f"'{text}")
    if cell[:1] in tuple("=@\t\r") or (cell[:1] in ("+", "-") and cell[1:]):
        assert cell[:1] in "+-"
        float(cell)


@pytest.mark.parametrize(
    ("cell", "expected"), [("-3.5", "-3.5"), ("+2", "+2"), ("-3+2", "'-3+2"), ("=1", "'=1")]
)
def test_signs_of_numbers_are_no_formulas(cell: str, expected: str) -> None:
    assert guarded(cell) == expected


def test_exports_never_destroy_what_is_not_theirs(store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.doc").write_text("x")
    for name in FORMATS:
        with pytest.raises(ExportError, match="mine"):
            export(store, name, tmp_path / "mine")
    with pytest.raises(ExportError, match="nowhere"):
        export(store, "ttl", tmp_path / "nowhere" / "graph.ttl")
    with pytest.raises(ExportError, match="graphml"):
        export(store, "docx", tmp_path / "graph.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    assert (tmp_path / "mine" / "thesis.doc").read_text() == "x"


def test_an_export_that_fails_leaves_what_was_there(store: GraphStore, tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    export(store, "ttl", target)
    before = target.read_bytes()
    with pytest.raises(OSError, match="entities"):
        export(GraphStore.memory(b""), "ttl", target)
    assert target.read_bytes() == before
    export(store, "csv", tmp_path / "tables")
    export(store, "csv", tmp_path / "tables")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.ttl", "tables"]
