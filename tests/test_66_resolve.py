"""`zhijiao resolve`: things with several names, pairs held against each other, what is to be decided."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from zhijiao.cli.app import app
from zhijiao.graph.resolution import review
from zhijiao.graph.resolution.decisions import read_decisions

PARTNERS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "青禾市云岭职业技术学校": (
        "青禾市",
        [("恒远电气股份有限公司", "enterprise"), ("市残联", "association"), ("双河机床厂", "enterprise")],
    ),
    "海滨商贸学院": (
        "临海市",
        [("恒远电气", "enterprise"), ("市残联", "association"), ("青禾双河", "enterprise")],
    ),
    "望泽职业技术学院": (
        "浙江省乐清市",
        [
            ("浙江金石包装有限公司", "enterprise"),
            ("福建金石包装有限公司", "enterprise"),
            ("+恒远", "enterprise"),
        ],
    ),
    "江州技师学院": ("福建省福州市", [("浙江金石包装", "enterprise"), ("金石包装", "enterprise")]),
}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """What `resolve` reads of an output folder."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "build.json").write_text('{"base_iri": "https://example.org/zj/"}', encoding="utf-8")
    with (folder / "facts.jsonl").open("w", encoding="utf-8") as lines:
        for number, (school, (region, partners)) in enumerate(sorted(PARTNERS.items())):
            facts: list[dict[str, Any]] = [{"fact": "school", "name": school, "region": region}]
            facts += [
                {"fact": "partnership", "partner": name, "partner_kind": kind} for name, kind in partners
            ]
            for one in facts:
                said = {"report": f"{number}.txt", **one, "quote": "原文"}
                lines.write(json.dumps(said, ensure_ascii=False) + "\n")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["resolve", *map(str, arguments)])


def rows(*arguments: str | Path) -> list[dict[str, Any]]:
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def filled(path: Path, *, decided: dict[tuple[str, str], Sequence[str]]) -> None:
    """Fill in rows of a review as a spreadsheet would save it."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        table = list(csv.reader(lines))
    width = max(map(len, table))
    for row in table:
        if tuple(row[1:3]) in decided:
            row[0] = decided[row[1], row[2]][0]
            row[2] = (*decided[row[1], row[2]], row[2])[1]
    with path.open("w", encoding="gb18030", newline="") as lines:
        csv.writer(lines).writerows([*row, *[""] * (width - len(row))] for row in table)


def pairs_in(path: Path) -> set[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {(row[1], row[2]) for row in csv.reader(lines) if len(row) > 3 and row[1] != "事物"}


def test_the_things_with_several_names(out: Path) -> None:
    found = {one["name"]: one for one in rows("--store", out)}
    assert found["恒远电气股份有限公司"] == {
        "iri": "https://example.org/zj/id/organisation/恒远电气股份有限公司",
        "name": "恒远电气股份有限公司",
        "other_names": "恒远电气",
        "kind": "企业",
        "rules": "组织形式",
        "reports": 2,
    }
    assert "市残联" not in found


def test_only_what_is_asked_for(out: Path) -> None:
    assert [one["name"] for one in rows("恒远电气", "--store", out)] == ["恒远电气股份有限公司"]
    iri = "https://example.org/zj/id/organisation/恒远电气股份有限公司"
    assert [one["name"] for one in rows(iri, "--store", out)] == ["恒远电气股份有限公司"]
    assert rows("从未有过", "--store", out) == []
    assert "没有这样" in run("从未有过", "--store", out).stderr


def test_decisions_are_asked(out: Path) -> None:
    (out / "decisions.csv").write_text(
        "决定,事物,另一个\n不同,恒远电气,恒远电气股份有限公司\n相同,青禾双河,双河机床厂\n相同,双河机床厂,没有的\n",
        encoding="utf-8",
    )
    found = rows("--store", out)
    assert not [one for one in found if "恒远电气" in one["name"]]
    (joined,) = [one for one in found if "双河" in one["name"]]
    assert joined["rules"] == "人工决定"
    assert "decisions.csv，第 4 行：图谱里现在没有 '没有的'" in run("--store", out).stderr


def test_every_pair_has_its_reason(out: Path) -> None:
    found = rows("--explain", "--store", out)
    assert found == sorted(found, key=lambda one: (one["one_iri"], one["other_iri"]))
    (pair,) = [one for one in found if {one["one"], one["other"]} == {"恒远电气", "恒远电气股份有限公司"}]
    assert (pair["outcome"], pair["rule"]) == ("合并", "组织形式")
    assert pair["score"] > 0.9
    assert "有限公司" in pair["reason"]
    assert pair["one_iri"] < pair["other_iri"]


def test_pairs_by_name_and_score(out: Path) -> None:
    about = rows("残联", "--explain", "--store", out)
    assert about
    assert all({one["one"], one["other"]} == {"市残联"} for one in about)
    assert all(one["outcome"] == "分开" for one in about)
    assert rows("残联", "--explain", "--min-score", "0.9", "--store", out) == []


def test_the_forms_of_an_answer(out: Path) -> None:
    table = run("--explain", "--store", out)
    assert "理由" in table.stdout
    assert f"共 {len(rows('--explain', '--store', out))} 对" in table.stderr
    text = run("--explain", "--store", out, "--format", "csv", "--limit", "1").stdout
    assert text.startswith("\ufeffone,other,score,outcome,rule,reason,one_iri,other_iri")
    assert len(text.splitlines()) == 2


def test_doubtful_pairs_are_written_to_fill_in(out: Path) -> None:
    result = run("--review", "--store", out)
    assert result.exit_code == 0
    text = (out / "review.csv").read_bytes().decode()
    assert text.startswith("\ufeff# ")
    assert "decisions.csv" in text.splitlines()[2]
    assert "\r\n决定,事物,另一个,学校,类型,备注,相似度,理由," in text
    pairs = pairs_in(out / "review.csv")
    assert f"{len(pairs)} 对写到 {out / 'review.csv'}" in result.stderr
    doubtful = [one for one in rows("--explain", "--store", out) if one["outcome"] == "待定"]
    assert len(pairs) == sum(one["score"] >= 0.5 for one in doubtful)
    assert not (out / "decisions.csv").exists()
    # A name is no formula, and comes back whole.
    assert any(one.startswith("'+") for pair in pairs for one in pair)
    # Nothing is decided yet.
    assert read_decisions(out / "review.csv").rows == ()


def test_what_is_filled_in_is_read_as_it_is(out: Path) -> None:
    run("--review", "--store", out)
    pair = min(pairs_in(out / "review.csv"))
    filled(out / "review.csv", decided={pair: ("相同",)})
    (out / "review.csv").rename(out / "decisions.csv")
    joined = [one for one in rows("--store", out) if "人工决定" in one["rules"]]
    assert len(joined) == 1
    run("--review", "--store", out)
    assert pair not in pairs_in(out / "review.csv")


def test_a_review_that_was_filled_in_is_not_overwritten(out: Path) -> None:
    run("--review", "--store", out)
    assert run("--review", "--store", out).exit_code == 0
    filled(out / "review.csv", decided=dict.fromkeys(list(pairs_in(out / "review.csv"))[:1], ("不同",)))
    before = (out / "review.csv").read_bytes()
    result = run("--review", "--store", out)
    assert result.exit_code == 2
    assert "已经填了 1 行决定，不能覆盖" in result.stderr
    assert (out / "review.csv").read_bytes() == before


def test_names_that_places_share_are_given_by_place(out: Path) -> None:
    with (out / "facts.jsonl").open("a", encoding="utf-8") as lines:
        for fact in (
            {"fact": "school", "name": "山前职业中专", "region": "临海市"},
            {"fact": "partnership", "partner": "市残联会", "partner_kind": "association"},
        ):
            lines.write(json.dumps({"report": "9.txt", **fact, "quote": "原文"}, ensure_ascii=False) + "\n")
    result = run("--review", "--min-score", "0", "--store", out)
    assert result.exit_code == 0
    path = out / "review.csv"
    for pair in pairs_in(path):
        filled(path, decided={pair: ("相同",)})
        path.rename(out / "decisions.csv")
        # What a row of a review says is understood, whatever it names.
        assert "decisions.csv" not in run("--store", out).stderr
        (out / "decisions.csv").unlink()
        run("--review", "--min-score", "0", "--store", out)


def test_a_review_has_an_end(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "MOST_ROWS", 1)
    result = run("--review", "--store", out)
    assert len(pairs_in(out / "review.csv")) == 1
    assert "对没有写" in result.stderr


def test_where_nothing_is_doubtful_nothing_is_written(out: Path) -> None:
    result = run("--review", "--min-score", "1", "--store", out)
    assert "没有拿不准的名称对" in result.stderr
    assert not (out / "review.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--explain", "--review"), "一次只能用一个"),
        (("--min-score", "0.5"), "--min-score 要和 --explain 或 --review 一起用"),
        (("--explain", "--min-score", "2"), "--min-score 的值不对"),
        (("--format", "xml"), "可用：table、csv、json"),
    ],
)
def test_wrong_usage(out: Path, arguments: Sequence[str], words: str) -> None:
    result = run("--store", out, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_folder_without_a_build(tmp_path: Path) -> None:
    result = run("--store", tmp_path)
    assert result.exit_code == 2
    assert "不是 zhijiao build 的输出文件夹" in result.stderr


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("facts.jsonl", "{}\n", "facts.jsonl，第 1 行：不是一条事实"),
        ("build.json", "[]", "build.json：读不懂"),
        ("build.json", '{"base_iri": "x"}', "基础 IRI"),
        ("decisions.csv", "决定,事物,另一个\n合并,甲,乙\n", "decisions.csv：有 1 行写得不对"),
    ],
)
def test_files_that_cannot_be_read(out: Path, file: str, text: str, words: str) -> None:
    (out / file).write_text(text, encoding="utf-8")
    result = run("--store", out)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.output
