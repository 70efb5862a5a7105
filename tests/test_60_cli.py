"""The command line: what it writes, how it ends, and what it says when something is wrong."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
from typer.testing import CliRunner, Result

from zhijiao.cli.app import app
from zhijiao.graph.exports.export import FOLDER_FORMATS, FORMATS
from zhijiao.graph.store import GraphStore

COMMANDS = ("build", "read", "extract", "evaluate", "query", "export", "validate", "resolve", "explain")
FACT = '{"fact": "partnership", "partner": "恒远电气", "modes": ["internship"]}\n'


def zhijiao(*args: object) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args], prog_name="zhijiao")


def process(*args: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "zhijiao", *(str(arg) for arg in args)]
    return subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False, env=env)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph") / "store"
    quads = pyoxigraph.parse(
        (Path(__file__).parent / "data" / "small_graph.trig").read_bytes(), format=pyoxigraph.RdfFormat.TRIG
    )
    GraphStore.create(folder, pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b"")
    return folder


def test_help_is_chinese_and_names_every_command() -> None:
    shown = process("--help")
    assert shown.returncode == 0
    assert "职教图谱" in shown.stdout
    for command in COMMANDS:
        assert command in shown.stdout
        assert "显示这段说明" in zhijiao(command, "--help").stdout


def test_the_version_is_shown() -> None:
    assert zhijiao("--version").stdout.startswith("zhijiao 0.")


def test_help_loads_no_heavy_library() -> None:
    code = (
        "import sys\nfrom zhijiao.cli import main\nsys.argv = ['zhijiao', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'spacy', 'rdflib', 'pyoxigraph', 'networkx', 'jinja2'}\n"
        "heavy |= {'lxml', 'pypdfium2', 'pdfplumber', 'onnxruntime'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("qurey",), ["没有命令", "query"]),
        (("build",), ["缺少"]),
        (("build", "{tmp}/none", "--out", "{tmp}/out"), ["none", "没有这个文件"]),
        (("build", "{tmp}", "--out", "{tmp}/out"), ["没有报告"]),
        (("build", "{tmp}/empty.txt", "--out", "{tmp}/out"), ["empty.txt"]),
        (("build", "{tmp}/binary.txt", "--out", "{tmp}/out"), ["binary.txt"]),
        (("build", "{tmp}/empty.txt", "--out", "{tmp}"), ["不是 zhijiao 生成的"]),
        (("build", "{tmp}/empty.txt", "--out", "{tmp}/empty.txt"), ["是文件"]),
        (("build", "{tmp}/empty.txt", "--base-iri", "nonsense", "--out", "{tmp}/out"), ["nonsense", "http"]),
        (("extract", "{tmp}/none.txt"), ["none.txt", "没有这个文件"]),
        (("extract", "{tmp}/empty.txt"), ["empty.txt"]),
        (("extract", "{tmp}/binary.txt"), ["binary.txt"]),
        (("query", "nonsense", "--store", "{store}"), ["nonsense", "shared-partners"]),
        (("query", "partners", "--store", "{tmp}/none"), ["none", "build"]),
        (("query", "partners", "--store", "{tmp}"), ["里面没有图谱"]),
        (("query", "partners", "--scool", "某校", "--store", "{store}"), ["scool", "school"]),
        (("query", "partners", "--school", "--store", "{store}"), []),
        (("query", "partners", "--store", "{store}", "--school"), ["缺一个值"]),
        (("query", "partners", "--store", "{store}", "stray"), ["stray"]),
        (("query", "partners", "--store", "{store}", "--param", "school"), ["名称=值"]),
        (("query", "partners", "--store", "{store}", "--mode", "nonsense"), ["internship（"]),
        (("query", "partners", "--param", "school=a", "--school", "b", "--store", "{store}"), ["不止一次"]),
        (("query", "--school", "某校", "partners"), ["先写查询的名称"]),
        (("query", "partners", "--limit", "x"), ["--limit"]),
        (("query", "partners", "--format", "xml"), ["table", "csv"]),
        (("query", "{tmp}/none.rq", "--store", "{store}"), ["none.rq"]),
        (("query", "{tmp}/bad.rq", "--store", "{store}"), ["bad.rq", "SPARQL"]),
        (("query", "{tmp}/service.rq", "--store", "{store}"), ["SERVICE"]),
        (("evaluate", "{tmp}/none.jsonl", "{tmp}/none.jsonl"), ["none.jsonl"]),
        (("evaluate", "{tmp}/bad.rq", "{tmp}/bad.rq"), ["bad.rq"]),
        (("evaluate", "{tmp}", "{tmp}/bad.rq"), ["文件夹"]),
        (("evaluate", "{tmp}/broken.jsonl", "{tmp}/broken.jsonl"), ["broken.jsonl", "line 1"]),
        (("evaluate", "{tmp}/binary.jsonl", "{tmp}/binary.jsonl"), ["binary.jsonl"]),
        (("export", "--store", "{store}"), ["--format"]),
        (("export", "--format", "csv", "--store", "{store}"), ["--out"]),
        (("export", "--format", "ttl", "--store", "{tmp}"), ["里面没有图谱"]),
        (("export", "--format", "ttl", "--store", "{store}", "--out", "{tmp}/no/x.ttl"), ["no"]),
        (("validate", "--store", "{tmp}/none"), ["none"]),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_without_a_traceback(
    args: tuple[str, ...], words: list[str], tmp_path: Path, store: Path
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "broken.jsonl").write_text('{"fact": "nonsense"}\n', encoding="utf-8")
    (tmp_path / "bad.rq").write_text("SELECT ?x WHERE {", encoding="utf-8")
    (tmp_path / "service.rq").write_text(
        "SELECT ?x { SERVICE <https://x.org/> { ?x ?y ?z } }", encoding="utf-8"
    )
    if args == ("build", "{tmp}", "--out", "{tmp}/out"):
        for path in tmp_path.glob("*.txt"):
            path.unlink()
    before = sorted(tmp_path.rglob("*"))
    shown = zhijiao(*(arg.format(tmp=tmp_path, store=store) for arg in args))
    assert shown.exit_code == 2, shown.output
    assert shown.stdout == ""
    assert shown.stderr.startswith(("错误：", "失败："))
    assert "Traceback" not in shown.stderr
    for word in words:
        assert word in shown.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_a_process_ends_with_the_same_codes(tmp_path: Path, store: Path) -> None:
    assert process("query", "partners", "--store", tmp_path / "none").returncode == 2
    assert process("query", "groups", "--store", store, "--format", "csv").returncode == 0
    shown = process("build", tmp_path / "none.txt", "--out", tmp_path / "out")
    assert (shown.returncode, shown.stdout) == (2, "")
    assert "Traceback" not in shown.stderr


def test_a_locale_without_chinese_is_no_fault(store: Path) -> None:
    shown = process(
        "query", "groups", "--store", store, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PATH": "/usr/bin"}
    )
    assert shown.returncode == 0
    assert "Traceback" not in shown.stderr


def test_query_writes_a_table_csv_and_json(store: Path) -> None:
    table = zhijiao("query", "shared-partners", "--store", store)
    assert table.exit_code == 0
    assert "恒远电气股份有限公司" in table.stdout
    assert "合作方" in table.stdout
    assert "共 2 行" in table.stderr
    text = zhijiao("query", "shared-partners", "--store", store, "--format", "csv").stdout_bytes.decode(
        "utf-8-sig"
    )
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows[0]["schools"] == "2"
    assert list(rows[0]) == ["partner", "kind", "schools", "school_names", "modes"]
    (first, *_) = json.loads(zhijiao("query", "shared-partners", "--store", store, "--format", "json").stdout)
    assert first["schools"] == 2


def test_a_parameter_is_an_option_or_a_pair(store: Path) -> None:
    ways = (
        ("--school", "云岭"),
        ("--school=云岭",),
        ("--param", "school=云岭"),
    )
    answers = [
        zhijiao("query", "partners", *way, "--store", store, "--format", "json").stdout for way in ways
    ]
    assert len(json.loads(answers[0])) == 3
    assert answers[0] == answers[1] == answers[2]


def test_a_page_of_an_answer(store: Path) -> None:
    shown = zhijiao("query", "partners", "--store", store, "--limit", 2, "--offset", 1, "--format", "json")
    everything = zhijiao("query", "partners", "--store", store, "--format", "json")
    assert json.loads(shown.stdout) == json.loads(everything.stdout)[1:3]


def test_what_is_left_behind_a_page_is_said(store: Path) -> None:
    shown = zhijiao("query", "partners", "--store", store, "--limit", 2)
    assert "第 1 到 2 行，后面还有" in shown.stderr
    assert "--offset 2" in shown.stderr
    assert "共 6 行，显示第 6 到 6 行" in zhijiao("query", "partners", "--store", store, "--offset", 5).stderr
    assert "没有了" in zhijiao("query", "partners", "--store", store, "--offset", 6).stderr


def test_sparql_of_a_query_is_written_with_its_parameters(store: Path, tmp_path: Path) -> None:
    shown = zhijiao("query", "partners", "--school", "云岭", "--store", store, "--sparql")
    assert "VALUES ?s { <https://w3id.org/zhijiao/id/school/yunling> }" in shown.stdout
    path = tmp_path / "mine.rq"
    path.write_text(shown.stdout, encoding="utf-8")
    again, named = (
        zhijiao("query", *query, "--store", store, "--format", "csv").stdout
        for query in ((path,), ("partners", "--school", "云岭"))
    )
    assert again.splitlines()[1:] == named.splitlines()[1:] != []


def test_cells_in_csv_are_no_formulas_and_in_tables_no_commands(store: Path, tmp_path: Path) -> None:
    honours = zhijiao("query", "honours", "--store", store, "--format", "csv").stdout
    assert "'=1+1示范校" in honours
    query = tmp_path / "escape.rq"
    query.write_text('SELECT ("a\\u001b[31mb" AS ?x) {}', encoding="utf-8")
    assert "\x1b" not in zhijiao("query", query, "--store", store).stdout


def test_an_empty_answer_says_so(store: Path) -> None:
    shown = zhijiao("query", "partners", "--school", "没有这所学校", "--store", store)
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert "没有符合条件的结果" in shown.stderr


def test_queries_are_listed() -> None:
    assert "shared-partners" in zhijiao("query", "--list").stdout
    described = json.loads(zhijiao("query", "--list", "--format", "json").stdout)
    partners = next(one for one in described if one["name"] == "partners")
    assert " ".join(one["name"] for one in partners["columns"]) == "school partner kind mode major since"
    assert not any(one["name"].startswith("page-") for one in described)


def test_a_hostile_parameter_changes_nothing(store: Path) -> None:
    before = zhijiao("query", "evidence", "--store", store, "--format", "json").stdout
    shown = zhijiao("query", "partners", "--school", '" } DROP ALL #', "--store", store, "--format", "json")
    assert json.loads(shown.stdout) == []
    assert zhijiao("query", "evidence", "--store", store, "--format", "json").stdout == before


@pytest.mark.parametrize("form", FORMATS)
def test_export_writes_every_format(store: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"graph.{form}"
    assert zhijiao("export", "--format", form, "--store", store, "--out", target).exit_code == 0
    if form in FOLDER_FORMATS:
        assert "恒远电气" in "".join(path.read_text(encoding="utf-8-sig") for path in target.glob("*.csv"))
    else:
        text = target.read_text(encoding="utf-8")
        assert "恒远电气" in text
        assert zhijiao("export", "--format", form, "--store", store).stdout_bytes.decode() == text


def test_validate_finds_what_breaks_the_shapes(store: Path) -> None:
    shown = zhijiao("validate", "--store", store, "--format", "json")
    found = json.loads(shown.stdout)
    # The small graph leaves out on purpose what the shapes require, such as evidence of most statements.
    assert shown.exit_code == 1
    expected = {"severity", "focus", "path", "value", "message", "fact", "report", "page", "quote"}
    assert set(found[0]) == expected


def test_evaluate_scores_files_and_folders(tmp_path: Path) -> None:
    gold, got = tmp_path / "gold", tmp_path / "got"
    for folder in (gold, got):
        folder.mkdir()
        (folder / "a.jsonl").write_text(FACT, encoding="utf-8")
    (gold / "b.jsonl").write_text(FACT * 2, encoding="utf-8")
    shown = json.loads(zhijiao("evaluate", gold / "a.jsonl", got / "a.jsonl", "--format", "json").stdout)
    assert shown["all"]["f1"] == 1.0
    folders = zhijiao("evaluate", gold, got, "--format", "json")
    assert json.loads(folders.stdout)["all"]["gold"] == 1
    assert "b.jsonl" in folders.stderr
    (got / "b.jsonl").write_text("", encoding="utf-8")
    assert json.loads(zhijiao("evaluate", gold, got, "--format", "json").stdout)["all"] == {
        "gold": 3, "got": 1, "hit": 1, "p": 1.0, "r": 0.333, "f1": 0.5,
    }  # fmt: skip
    misses = zhijiao("evaluate", gold, got, "--misses")
    assert misses.stderr.count("- partnership") == 2
    assert "partnership：漏掉 2，多出 0" in misses.stderr
    assert "查准率" in misses.stdout


def test_evaluate_keeps_the_texts_of_one_file_apart(tmp_path: Path) -> None:
    gold, got = tmp_path / "gold.jsonl", tmp_path / "got.jsonl"
    gold.write_text(FACT.replace("{", '{"id": "one", ', 1), encoding="utf-8")
    got.write_text(FACT.replace("{", '{"id": "two", ', 1), encoding="utf-8")
    assert json.loads(zhijiao("evaluate", gold, got, "--format", "json").stdout)["all"]["hit"] == 0
