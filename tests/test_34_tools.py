"""Other people's tools read what we export, and all of them the same."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from pathlib import Path

import networkx
import owlready2
import pytest
from lxml import etree

from zhijiao.extract.facts import ReportFacts, read_facts
from zhijiao.graph.build import GraphBuild, build_graph
from zhijiao.graph.exports.export import export
from zhijiao.graph.exports.neo4j import NODE_FILES, README, RELATION_FILES, UNIT_SEPARATOR
from zhijiao.graph.store import GraphStore

DATA = Path(__file__).parent / "data" / "graph"
RDF = {
    "ttl": "text/turtle",
    "trig": "application/trig",
    "nt": "application/n-triples",
    "nq": "application/n-quads",
}
COUNT = """
const [library, path, format] = process.argv.slice(1);
const { StreamParser } = require(library);
let count = 0;
require("fs").createReadStream(path).pipe(new StreamParser({ format }))
  .on("data", () => { count++; })
  .on("error", error => { console.error(error.message); process.exit(1); })
  .on("end", () => console.log(count));
"""


@pytest.fixture(scope="module")
def build() -> GraphBuild:
    names = ("yunling", "wangze")
    return build_graph([ReportFacts(name, tuple(read_facts(DATA / f"{name}.jsonl"))) for name in names])


@pytest.fixture(scope="module")
def exported(build: GraphBuild, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    store = GraphStore.memory(build.nquads)
    for name in (*RDF, "rdfxml", "graphml", "gexf", "neo4j"):
        export(store, name, folder / f"graph.{name}")
    return folder


@pytest.mark.parametrize("name", RDF)
def test_n3js_reads_all_triples(build: GraphBuild, exported: Path, name: str) -> None:
    library, node = os.environ.get("ZHIJIAO_N3", ""), shutil.which("node")
    if node is None or not Path(library, "package.json").is_file():
        pytest.skip("node or the module n3 is missing: set ZHIJIAO_N3 to the folder node_modules/n3")
    words = [node, "-e", COUNT, library, str(exported / f"graph.{name}"), RDF[name]]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == build.counts["quads" if name in ("trig", "nq") else "triples"]


@pytest.mark.parametrize("name", ["nt", "rdfxml"])
def test_owlready2_reads_all_triples(build: GraphBuild, exported: Path, name: str) -> None:
    bare = owlready2.World()
    bare.get_ontology("https://example.org/bare")
    world = owlready2.World()
    with (exported / f"graph.{name}").open("rb") as file:
        world.get_ontology("https://example.org/graph").load(fileobj=file)
    own = sum(1 for _ in world.get_ontology("https://example.org/graph").get_triples(None, None, None))
    declared = world.get_ontology("https://example.org/graph").get_triples(
        world.get_ontology("https://example.org/graph").storid, None, None
    )
    assert own - sum(1 for _ in declared) == build.counts["triples"]


def test_gexf_comes_back_in_networkx_like_graphml(exported: Path) -> None:
    gexf = networkx.read_gexf(exported / "graph.gexf", version="1.3")
    graphml = networkx.read_graphml(exported / "graph.graphml")
    assert {node: data["label"] for node, data in gexf.nodes(data=True)} == {
        node: data["label"] for node, data in graphml.nodes(data=True)
    }

    def edges(graph: networkx.MultiDiGraph) -> list[tuple[object, ...]]:
        keys = ("relation", "modes", "since")
        found = graph.edges(data=True)
        return sorted((source, to, *(str(data.get(key)) for key in keys)) for source, to, data in found)

    assert edges(gexf) == edges(graphml)
    years = [data["since"] for _, _, data in gexf.edges(data=True) if "since" in data]
    assert years
    assert all(isinstance(year, int) for year in years)


def test_gexf_is_of_the_form_of_its_schema(exported: Path) -> None:
    tree = etree.parse(exported / "graph.gexf")
    space = {"g": "http://gexf.net/1.3"}
    assert tree.getroot().tag == "{http://gexf.net/1.3}gexf"
    assert "lastmodifieddate" not in (exported / "graph.gexf").read_text(encoding="utf-8")
    for sort in ("node", "edge"):
        declared = tree.xpath(f"//g:attributes[@class='{sort}']/g:attribute/@id", namespaces=space)
        used = tree.xpath(f"//g:{sort}/g:attvalues/g:attvalue/@for", namespaces=space)
        assert len(declared) == len(set(declared))
        assert set(used) <= set(declared)
    nodes = set(tree.xpath("//g:node/@id", namespaces=space))
    assert set(tree.xpath("//g:edge/@source | //g:edge/@target", namespaces=space)) <= nodes
    kinds = tree.xpath("//g:edge", namespaces=space)
    assert len({(one.get("source"), one.get("target"), one.get("kind")) for one in kinds}) == len(kinds)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_neo4j_files_hold_every_thing_once_and_no_loose_end(build: GraphBuild, exported: Path) -> None:
    folder = exported / "graph.neo4j"
    assert {path.name for path in folder.iterdir()} == {*NODE_FILES, *RELATION_FILES, README}
    nodes = [row["iri:ID"] for name in NODE_FILES for row in read(folder / name)]
    assert len(nodes) == len(set(nodes))
    for kind in ("school", "organisation", "partnership", "evidence", "report"):
        assert sum(f"/id/{kind}/" in iri for iri in nodes) == build.counts[kind]
    relations = [row for name in RELATION_FILES for row in read(folder / name)]
    assert {row[end] for row in relations for end in (":START_ID", ":END_ID")} <= set(nodes)
    kinds = {row[":TYPE"] for row in relations}
    assert {"PARTNER_WITH", "OFFERS_MAJOR", "SCHOOL", "PARTNER", "EVIDENCE", "HAS_SOURCE"} <= kinds


def test_neo4j_properties_are_typed_and_lists_split(exported: Path) -> None:
    folder = exported / "graph.neo4j"
    (one,) = [row for row in read(folder / "nodes_partnerships.csv") if row["since:long[]"]]
    assert sorted(one["modes:string[]"].split(UNIT_SEPARATOR)) == ["internship", "order_class"]
    assert "Partnership" in one[":LABEL"].split(UNIT_SEPARATOR)
    assert {row["page:long"] for row in read(folder / "nodes_evidence.csv")} >= {"3"}
    assert all(float(row["value:double"]) for row in read(folder / "nodes_observations.csv"))


def test_the_readme_names_every_file_to_import(exported: Path) -> None:
    text = (exported / "graph.neo4j" / README).read_text(encoding="utf-8")
    for name in NODE_FILES:
        assert f"--nodes={name}" in text
    for name in RELATION_FILES:
        assert f"--relationships={name}" in text
    assert "--array-delimiter=U+001F" in text
