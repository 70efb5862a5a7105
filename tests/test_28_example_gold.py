"""The annotated examples and passages: every quote stands in its text, every fact is of the agreed form."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pytest

from zhijiao.extract.facts import FACT_KEYS, Fact, read_facts
from zhijiao.extract.reports import extract_report
from zhijiao.tests.making.comparing import compare
from zhijiao.tests.making.examples import TEXTS, example_texts

ROOT: Final = Path(__file__).resolve().parent.parent
REPORTS: Final = example_texts()
DATA: Final = ROOT / "tests" / "data"
NUMERALS: Final = str.maketrans("一二三四五六七八九", "123456789")
GENRES: Final = {"report", "profile", "news", "award"}

LEVELS: Final = {"international", "national", "provincial", "municipal", "county", "school"}
#: The values that a key of a kind may take, where the guide lists them.
CODES: Final[dict[tuple[str, str], set[str]]] = {
    ("predecessor", "event"): {"rename", "merge", "found", "upgrade"},
    ("partnership", "partner_kind"): {
        *("enterprise", "association", "government", "school", "hospital"),
        *("kindergarten", "media", "group", "other"),
    },
    ("partnership", "modes"): {
        *("cooperation", "order_class", "apprenticeship", "internship", "training_base", "industry_college"),
        *("scholarship", "joint_programme", "group_member", "training_service", "technical_service"),
        *("counterpart_aid", "strategic", "party_building", "employment", "supply"),
    },
    ("programme", "kind"): {
        *("order_class", "industry_college", "apprenticeship_pilot", "certificate_pilot", "studio"),
        *("construction_project", "training_base", "research_project", "initiative"),
    },
    ("honour", "level"): LEVELS,
    ("award", "level"): LEVELS,
    ("award", "recipient_kind"): {"student", "teacher", "team", "school"},
}
REQUIRED: Final = {
    "school": {"name"},
    "predecessor": {"name"},
    "major": {"name"},
    "joint_programme": {"major", "scheme"},
    "partnership": {"partner", "partner_kind", "modes"},
    "programme": {"name", "kind"},
    "honour": {"title"},
    "award": {"event", "recipients", "rank"},
    "indicator": {"indicator", "value", "unit", "scope"},
}


def decoded(path: Path) -> str:
    """Return the report's text; the examples are UTF-8, UTF-8 with a byte order mark, or GB18030."""
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def gold_of(report: Path) -> Path:
    return ROOT / "examples" / "facts" / f"{report.stem}.jsonl"


def check_forms(facts: list[dict[str, Any]]) -> None:
    """Keys, codes, numbers and uniqueness of facts of one text."""
    for data in facts:
        fact = Fact.from_json(data)
        assert set(data) <= {"id", "fact", "quote", *FACT_KEYS[fact.kind]}, data
        assert set(data) >= REQUIRED[fact.kind], data
        for key, value in data.items():
            assert value not in (None, "") and (value != [] or key == "recipients"), (key, data)
            if codes := CODES.get((fact.kind, key)):
                assert set(value if isinstance(value, list) else [value]) <= codes, data
        if fact.kind == "indicator":
            assert isinstance(data["value"], (int, float)), data
            assert data["scope"] == "school" or data["scope"].startswith("major:"), data
        assert 1900 <= data.get("year", 2000) <= 2030, data
    stated = Counter(
        json.dumps({key: value for key, value in data.items() if key != "quote"}, sort_keys=True)
        for data in facts
    )
    assert [fact for fact, times in stated.items() if times > 1] == []


def test_every_report_has_its_facts_and_the_other_way_round() -> None:
    assert len(REPORTS) >= 7
    assert {path.stem for path in REPORTS} == {path.stem for path in (ROOT / "examples" / "facts").iterdir()}
    laid_out = list((ROOT / "examples" / "reports").iterdir())
    assert {path.stem for path in laid_out} == {path.stem for path in REPORTS}
    assert {path.suffix for path in laid_out} == {".txt", ".md", ".pdf", ".docx"}


@pytest.mark.parametrize("report", sorted(TEXTS.iterdir()), ids=lambda path: path.stem)
def test_a_report_laid_out_gives_the_facts_of_its_text(report: Path) -> None:
    (made,) = (ROOT / "examples" / "reports").glob(f"{report.stem}.*")
    text, laid_out = extract_report(report).facts, extract_report(made).facts
    assert compare(text, laid_out).share == 1


def test_the_examples_cover_three_encodings() -> None:
    heads = [path.read_bytes() for path in REPORTS]
    assert sum(data.startswith(b"\xef\xbb\xbf") for data in heads) == 1
    undecodable = []
    for path, data in zip(REPORTS, heads, strict=True):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            undecodable.append(path.name)
    assert len(undecodable) == 1


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.name)
def test_facts_of_a_report_are_of_the_form_and_quote_it(report: Path) -> None:
    text = decoded(report)
    facts = lines(gold_of(report))
    check_forms(facts)
    assert [data for data in facts if not data["quote"] or data["quote"] not in text] == []
    assert len(read_facts(gold_of(report))) == len(facts)
    assert [data["fact"] for data in facts].count("school") == 1


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.name)
def test_figures_and_names_of_a_report_stand_in_its_text(report: Path) -> None:
    text = "".join(decoded(report).split())
    for data in lines(gold_of(report)):
        if data["fact"] == "indicator":
            quote = data["quote"].replace("\n", "").translate(NUMERALS)
            assert str(data["value"]).removesuffix(".0") in quote, data
        for key in ("partner", "institution"):
            assert data.get(key, "") in text, data
        for name in (*data.get("aliases", []), *data.get("recipients", []), *data.get("advisors", [])):
            assert name in text, data


def test_one_programme_class_or_college_of_a_partner_names_a_stated_partner() -> None:
    for report in REPORTS:
        facts = lines(gold_of(report))
        partners = {data["partner"] for data in facts if data["fact"] == "partnership"}
        named = {data["partner"] for data in facts if data["fact"] == "programme" and "partner" in data}
        assert named <= partners, report.name


def test_majors_of_scopes_and_joint_programmes_are_listed() -> None:
    for report in REPORTS:
        facts = lines(gold_of(report))
        listed = [data for data in facts if data["fact"] == "major"]
        majors = {name for data in listed for name in (data["name"], *data.get("aliases", []))}
        used = {data["major"] for data in facts if data["fact"] == "joint_programme"}
        used |= {
            data["scope"].removeprefix("major:")
            for data in facts
            if data["fact"] == "indicator" and data["scope"] != "school"
        }
        used |= {name for data in facts for name in data.get("majors", [])}
        assert used <= majors, report.name


def test_passages_carry_facts_that_quote_them() -> None:
    passages = lines(DATA / "passages.jsonl")
    texts = {passage["id"]: passage["text"] for passage in passages}
    assert len(texts) == len(passages) >= 24
    assert {passage["genre"] for passage in passages} == GENRES
    facts = lines(DATA / "passages_facts.jsonl")
    assert {data["id"] for data in facts} == set(texts)
    check_forms(facts)
    assert [data for data in facts if data["quote"] not in texts[data["id"]]] == []
