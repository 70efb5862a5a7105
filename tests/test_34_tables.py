"""The tables load into a database: every key is one, every reference leads somewhere, nothing is lost."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, SH

from zhijiao.extract.facts import Evidence, Fact, ReportFacts, read_facts
from zhijiao.graph.build import GraphBuild, build_graph
from zhijiao.graph.exports.export import export
from zhijiao.graph.exports.forms import TABLES
from zhijiao.graph.exports.tables import LIST_SIGN
from zhijiao.graph.store import GraphStore
from zhijiao.ontology.codes import concepts
from zhijiao.ontology.files import ONTOLOGY, SHAPES, ontology_file

DATA = Path(__file__).parent / "data" / "graph"
PASSAGE = (Evidence(0, 4, "与甲合作", "一、合作", 2),)


def more() -> ReportFacts:
    """Return a report with several values wherever there may be some."""
    facts = [
        Fact("school", {"name": "澜川市职业技术学校", "region": "澜川市", "founded": 1980}, PASSAGE),
        Fact(
            "partnership",
            {"partner": "晨光机械有限公司", "modes": ["supply", "internship"], "majors": ["护理", "会计"]}
            | {"partner_kind": "enterprise"},
            PASSAGE,
        ),
        Fact("major", {"name": "护理", "code": "720201", "level": ["中职"]}, PASSAGE),
        Fact("programme", {"name": "晨光班", "partner": "晨光机械有限公司", "majors": ["护理"]}, PASSAGE),
        Fact(
            "award",
            {"event": "省技能大赛", "recipients": ["张三", "李四"], "advisors": ["王五"], "year": 2021},
            PASSAGE,
        ),
        Fact("indicator", {"indicator": "graduates", "value": -1.5, "unit": "人", "year": 2021}, PASSAGE),
    ]
    return ReportFacts("澜川.txt", tuple(facts), "b" * 64, 100)


@pytest.fixture(scope="module")
def build() -> GraphBuild:
    names = ("yunling", "wangze")
    calm = [ReportFacts(name, tuple(read_facts(DATA / f"{name}.jsonl"))) for name in names]
    return build_graph([*calm, more()])


@pytest.fixture(scope="module")
def folder(build: GraphBuild, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("tables") / "csv"
    export(GraphStore.memory(build.nquads), "csv", target)
    return target


@pytest.fixture(scope="module")
def package(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return read


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def created(package: dict[str, Any]) -> Iterator[str]:
    types = {"string": "TEXT", "integer": "INTEGER", "number": "REAL"}
    for resource in package["resources"]:
        schema = resource["schema"]
        columns = [f'"{one["name"]}" {types[one["type"]]}' for one in schema["fields"]]
        if key := schema.get("primaryKey"):
            columns.append(f'PRIMARY KEY ("{key}")')
        columns += [
            f'FOREIGN KEY ("{one["fields"]}") REFERENCES "{one["reference"]["resource"]}" ("iri")'
            for one in schema.get("foreignKeys", ())
        ]
        yield f'CREATE TABLE "{resource["name"]}" ({", ".join(columns)}) STRICT'


def test_the_tables_load_into_a_database_with_all_keys(folder: Path, package: dict[str, Any]) -> None:
    with sqlite3.connect(":memory:") as database:
        for statement in created(package):
            database.execute(statement)
        for resource in package["resources"]:
            places = ", ".join("?" * len(resource["schema"]["fields"]))
            values = [[cell or None for cell in row.values()] for row in rows(folder, resource["name"])]
            database.executemany(f'INSERT INTO "{resource["name"]}" VALUES ({places})', values)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        shared = database.execute(
            """SELECT p.name FROM partnerships c JOIN partners p ON p.iri = c.partner_iri
               GROUP BY p.iri HAVING count(DISTINCT c.school_iri) > 1"""
        ).fetchall()
        assert shared == [("正泰集团股份有限公司",)]


def test_the_description_names_the_columns_that_the_files_have(folder: Path, package: dict[str, Any]) -> None:
    assert len(package["resources"]) > len(TABLES)
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
            head = next(csv.reader(file))
        assert head == [one["name"] for one in resource["schema"]["fields"]], resource["name"]


def test_things_are_named_and_referred_to(folder: Path) -> None:
    (one,) = [row for row in rows(folder, "partnerships") if row["partner"] == "晨光机械有限公司"]
    assert (one["school"], one["kind"]) == ("澜川市职业技术学校", "企业")
    assert one["kind_iri"].endswith("/partnerkind/enterprise")
    assert one["modes"].split(LIST_SIGN) == sorted(
        code.zh for code in concepts("mode") if code.code in ("supply", "internship")
    )
    modes = {row["modes_iri"].rpartition("/")[2]: row for row in rows(folder, "partnership_modes")}
    assert {"supply", "internship"} <= set(modes)
    majors = [row for row in rows(folder, "partnership_majors") if row["partnership_iri"] == one["iri"]]
    assert {row["majors_iri"].rpartition("/")[2] for row in majors} == {"护理", "会计"}


def test_lists_have_a_row_for_each_value(folder: Path) -> None:
    (award,) = [row for row in rows(folder, "awards") if row["event"] == "省技能大赛"]
    recipients = [row for row in rows(folder, "award_recipients") if row["award_iri"] == award["iri"]]
    persons = {row["iri"]: row["name"] for row in rows(folder, "persons")}
    assert {persons[row["recipients_iri"]] for row in recipients} == {"张三", "李四"}
    assert award["recipients"].split(LIST_SIGN) == sorted(["张三", "李四"])


def test_every_thing_and_its_evidence_is_there(build: GraphBuild, folder: Path) -> None:
    things = {row["iri"] for row in rows(folder, "things")}
    for kind in ("school", "organisation", "major", "person", "report", "partnership", "award", "evidence"):
        assert sum(f"/id/{kind}/" in iri for iri in things) == build.counts[kind], kind
    links = rows(folder, "thing_evidence")
    assert {row["evidence_iri"] for row in links} == {row["iri"] for row in rows(folder, "evidence")}
    of_evidence = {row["iri"]: row["statement"] for row in rows(folder, "evidence")}
    assert all(row["thing_iri"] in of_evidence[row["evidence_iri"]] for row in links)


def test_a_concept_has_its_chinese_name(folder: Path) -> None:
    names = {row["iri"].rpartition("/")[2]: row["name"] for row in rows(folder, "catalogue_majors")}
    assert names["secondary"] == "中职"


def test_numbers_are_numbers(folder: Path) -> None:
    (one,) = [row for row in rows(folder, "observations") if row["school"] == "澜川市职业技术学校"]
    assert (one["value"], one["year"], one["unit"]) == ("-1.5", "2021", "人")


def test_a_cell_with_one_value_is_one_that_the_ontology_allows_once() -> None:
    ontology, shapes = (rdflib.Graph().parse(ontology_file(name)) for name in (ONTOLOGY, SHAPES))
    limited = {
        (target, path)
        for shape, constraint in shapes.subject_objects(SH.property)
        for target in shapes.objects(shape, SH.targetClass)
        if (path := shapes.value(constraint, SH.path)) and shapes.value(constraint, SH.maxCount) is not None
    }
    for form in TABLES:
        for one in form.columns:
            if one.many or one.several or len(one.path) > 1 or form.schemes:
                continue
            term = rdflib.URIRef(one.path[0])
            functional = (term, RDF.type, OWL.FunctionalProperty) in ontology
            assert functional or (rdflib.URIRef(form.class_iri), term) in limited, (form.name, one.name)
