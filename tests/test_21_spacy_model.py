"""A named-entity model of spaCy's that joins by the environment: what it adds, and what it may not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from zhijiao.extract.language.pipeline import mentions_in
from zhijiao.extract.language.spacy_model import ENVIRONMENT, SpacyModelError, check_model

TEXT = "学校与青石岭机械有限公司合作，学生去白鹭号码头见习，带队的是欧阳穆。"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Return the folder of a small model that knows three names."""
    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "ORG", "pattern": "白鹭号码头"},
            {"label": "ORG", "pattern": "石岭机械有限公司"},
            {"label": "PERSON", "pattern": "欧阳穆"},
            {"label": "GPE", "pattern": "学校"},
        ]
    )
    nlp.to_disk(tmp_path / "model")
    return tmp_path / "model"


def found(text: str) -> list[tuple[str, str, bool]]:
    mentions = mentions_in(text)[1]
    assert all(text[one.start : one.end] == one.text for one in mentions)
    return sorted((one.text, one.label, one.known) for one in mentions)


def test_no_model_joins_unless_the_environment_names_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    check_model()
    assert found(TEXT) == [("青石岭机械有限公司", "organisation", True)]


def test_a_model_adds_what_the_rules_do_not_find(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(model))
    check_model()
    assert found(TEXT) == [
        ("欧阳穆", "person", False),
        ("白鹭号码头", "organisation", False),
        ("青石岭机械有限公司", "organisation", True),
    ]


@pytest.mark.parametrize("name", ["no_such_model_anywhere", "blank"])
def test_a_model_that_is_missing_or_finds_no_names_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "blank":
        spacy.blank("zh").to_disk(tmp_path / "blank")
        name = str(tmp_path / "blank")
    monkeypatch.setenv(ENVIRONMENT, name)
    with pytest.raises(SpacyModelError, match=ENVIRONMENT):
        check_model()


def run(report: Path, name: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "zhijiao", "extract", str(report)],
        env={"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", ENVIRONMENT: name},
        capture_output=True,
        text=True,
        check=False,
    )


def test_workers_use_the_model_too(model: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "云湾市海棠职业技术学校2022年质量年度报告\n\n学校与白鹭号码头签订校企合作协议，共建实训基地。\n",
        encoding="utf-8",
    )
    with_model = run(report, str(model))
    assert with_model.returncode == 0, with_model.stderr
    partners = [json.loads(line) for line in with_model.stdout.splitlines()]
    assert "白鹭号码头" in {fact["partner"] for fact in partners if fact["fact"] == "partnership"}
    without = run(report, "no_such_model_anywhere")
    assert without.returncode == 2
    assert ENVIRONMENT in without.stderr
    assert "Traceback" not in without.stderr
