"""`zhijiao explain` and `zhijiao export --subject`: what a user sees of a thing and of what is no thing."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from zhijiao.cli.app import app
from zhijiao.extract.facts import Evidence, Fact, ReportFacts, read_facts
from zhijiao.graph.build import build_graph
from zhijiao.graph.provenance import TRIPLE_QUERY
from zhijiao.graph.registry import REGISTRY_NAME, Gone, Registry
from zhijiao.graph.store import GraphStore
from zhijiao.ontology.namespaces import DEFAULT_BASE, ZJ

DATA = Path(__file__).parent / "data" / "graph"
IDS = f"{DEFAULT_BASE}id/"
ZHENGTAI = f"{IDS}organisation/正泰集团股份有限公司"


def zhijiao(*args: object) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], prog_name="zhijiao")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder with a store and a registry."""
    folder = tmp_path_factory.mktemp("out")
    hostile = "\x1b]0;x\x07=1+1|\u202e厂"
    facts = (
        Fact("school", {"name": "澜川市职业技术学校"}, (Evidence(0, 4, "\x1b[31m红"),)),
        Fact(
            "partnership",
            {"partner": hostile, "modes": ["supply"], "role": "=1+1"},
            (Evidence(0, 3, "=2\t+2"),),
        ),
    )
    reports = [
        ReportFacts(f"{name}.txt", tuple(read_facts(DATA / f"{name}.jsonl")))
        for name in ("yunling", "wangze")
    ]
    build = build_graph([*reports, ReportFacts("恶.txt", facts)])
    GraphStore.create(folder / "store", build.nquads)
    moved = {
        f"{IDS}organisation/旧正泰": Gone(ZHENGTAI, "正泰"),
        f"{IDS}organisation/无": Gone("", "无此公司"),
    }
    Registry(moved).write(folder / REGISTRY_NAME)
    return folder


def explained(out: Path, subject: str, *more: object) -> dict[str, object]:
    shown = zhijiao("explain", subject, "--store", out, "--format", "json", *more)
    assert shown.exit_code == 0, shown.stderr
    read: dict[str, object] = json.loads(shown.stdout)
    return read


def test_a_partner_is_explained_with_every_passage(out: Path) -> None:
    one = explained(out, "正泰集团")
    assert (one["iri"], one["class"], one["kind"]) == (ZHENGTAI, "企业", "企业")
    assert one["other_names"] == ["正泰集团"]
    joined = one["joined_by"]
    assert isinstance(joined, list)
    assert ("legal_form", "组织形式") in {(rule["rule"], rule["title"]) for rule in joined}
    statements = one["statements"]
    assert isinstance(statements, list)
    assert one["total"] == len(statements) == 3
    assert [told["class"] for told in statements] == ["合作", "合作", "项目"]
    statements = statements[:2]
    says = {(told["says"]["学校"], told["says"]["合作方式"]) for told in statements}
    assert ("青禾市云岭学校", "实习就业、订单培养") in says
    (passage,) = [told["evidence"][0] for told in statements if told["says"]["学校"] == "青禾市云岭学校"]
    assert (passage["report"], passage["page"], passage["section"]) == (
        "yunling.txt",
        3,
        "一、学校情况 > （一）概况",
    )
    assert passage["end"] - passage["start"] == len(passage["quote"])
    assert passage["confidence"] == 0.9


@pytest.mark.parametrize("store", ["", "store"])
def test_an_iri_that_moved_is_followed(out: Path, store: str) -> None:
    shown = zhijiao("explain", f"{IDS}organisation/旧正泰", "--store", out / store, "--format", "json")
    assert "已改为" in shown.stderr
    assert json.loads(shown.stdout)["iri"] == ZHENGTAI
    assert json.loads(shown.stdout)["asked"].endswith("旧正泰")
    part = zhijiao(
        "export", "--subject", f"{IDS}organisation/旧正泰", "--format", "nt", "--store", out / store
    )
    assert ZHENGTAI in part.stdout
    assert "已改为" in part.stderr


@pytest.mark.parametrize("command", [("explain",), ("export", "--format", "ttl", "--subject")])
@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (f"{IDS}organisation/无", ["已撤销", "无此公司"]),
        (f"{IDS}organisation/没有过", ["没有这个 IRI"]),
        ("正太集团", ["没有叫", ZHENGTAI]),
        ("机关幼儿园", ["2 个", f"{IDS}organisation/"]),
        (" ", ["空"]),
    ],
)
def test_what_is_no_thing_is_told_and_ends_with_2(
    out: Path, command: tuple[str, ...], subject: str, words: list[str]
) -> None:
    shown = zhijiao(*command, subject, "--store", out)
    assert shown.exit_code == 2
    assert shown.stdout == ""
    for word in words:
        assert word in shown.stderr


def test_a_table_for_people_says_what_it_is_first(out: Path) -> None:
    shown = zhijiao("explain", "青禾市云岭学校", "--store", out, "--limit", 2)
    assert shown.stdout.startswith("青禾市云岭学校（学校）\nIRI：")
    assert "前 2 条" in shown.stderr
    assert "yunling.txt" in shown.stdout


def test_statements_passages_and_reports_are_explained_too(out: Path) -> None:
    one = explained(out, "正泰集团")
    statements = one["statements"]
    assert isinstance(statements, list)
    statement = explained(out, statements[0]["iri"])
    assert (statement["class"], statement["total"]) == ("合作", 1)
    evidence = explained(out, statements[0]["evidence"][0]["iri"])
    assert (evidence["class"], evidence["total"]) == ("证据", 1)
    report = explained(out, "wangze.txt")
    assert report["class"] == "报告"
    held = report["statements"]
    assert isinstance(held, list)
    assert {passage["report"] for told in held for passage in told["evidence"]} == {"wangze.txt"}


def test_csv_has_a_row_for_each_passage_and_no_formula(out: Path) -> None:
    shown = zhijiao("explain", "澜川市职业技术学校", "--store", out, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(shown.stdout.removeprefix("\ufeff"), newline="")))
    assert [row["report"] for row in rows] == ["恶.txt"] * 2
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t")]


def test_nothing_shown_commands_the_terminal(out: Path) -> None:
    shown = zhijiao("explain", "澜川市职业技术学校", "--store", out)
    assert "\x1b" not in shown.stdout + shown.stderr
    assert "红" in shown.stdout


def test_a_part_is_exported_to_a_file_and_a_folder(out: Path, tmp_path: Path) -> None:
    for form, target in (("trig", tmp_path / "part.trig"), ("neo4j", tmp_path / "part")):
        shown = zhijiao("export", "--subject", "正泰集团", "--format", form, "--out", target, "--store", out)
        assert shown.exit_code == 0, shown.stderr
    text = (tmp_path / "part.trig").read_text(encoding="utf-8")
    assert "正泰集团股份有限公司" in text
    assert "a zj:Honour" not in text
    whole = zhijiao("export", "--format", "trig", "--store", out)
    assert len(whole.stdout) > len(text)


def test_formats_of_several_files_need_a_place(out: Path) -> None:
    for form in ("csv", "neo4j"):
        shown = zhijiao("export", "--format", form, "--store", out)
        assert shown.exit_code == 2
        assert "--out" in shown.stderr


def test_the_query_of_the_guide_can_be_asked_from_a_file(out: Path, tmp_path: Path) -> None:
    file = tmp_path / "triple.rq"
    file.write_text(TRIPLE_QUERY, encoding="utf-8")
    given = (f"s={IDS}school/青禾市云岭学校", f"p={ZJ}partnerWith", f"o={ZHENGTAI}")
    bound = [word for one in given for word in ("--param", one)]
    shown = zhijiao("query", file, *bound, "--store", out, "--format", "json")
    assert shown.exit_code == 0, shown.stderr
    rows = json.loads(shown.stdout)
    assert {(row["how"], row["title"]) for row in rows} >= {("implied", "yunling.txt")}
    assert rows[0]["quote"]
