"""Histories and openings told in many manners, all invented (tests/data/histories.jsonl, speakers.jsonl)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from zhijiao.extract.facts import Fact
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.reading.layout import read_layout
from zhijiao.extract.schools.predecessors import predecessors
from zhijiao.extract.schools.school import Speaker, find_speaker

_DATA: Final = Path(__file__).parent / "data"


def cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_DATA / name).read_text(encoding="utf-8").splitlines()]


def speaker_of(text: str) -> Speaker:
    document = read_layout(text)
    return find_speaker(document, list(sentences_of(document)))


def facts_of(text: str) -> list[Fact]:
    return predecessors(read_layout(text), speaker_of(text))


@pytest.mark.parametrize("case", cases("histories.jsonl"), ids=lambda case: case["text"][:16])
def test_a_history_is_read_in_whatever_words(case: dict[str, Any]) -> None:
    found = [[fact.get("name"), fact.get("year"), fact.get("event")] for fact in facts_of(case["text"])]
    assert sorted(found, key=str) == sorted(case["predecessors"], key=str)


@pytest.mark.parametrize("case", cases("speakers.jsonl"), ids=lambda case: case["text"][:16])
def test_the_school_that_speaks_is_found(case: dict[str, Any]) -> None:
    fact = speaker_of(case["text"]).fact
    if case["name"] is None:
        assert fact is None
        return
    wanted = {key: value for key, value in case.items() if key != "text" and value is not None}
    assert {key: fact.get(key) for key in wanted} == wanted if fact else not wanted


def test_a_name_that_only_stands_behind_its_year_is_less_sure() -> None:
    text = "溪川县职教中心沿革\n1985 溪川县农业中学\n1992 溪川县成人中专\n2004 更名溪川县职教中心"
    assert [fact.confidence for fact in facts_of(text)] == [0.7, 0.85]


def test_the_first_of_its_names_dates_the_school() -> None:
    fact = speaker_of("溪川县职教中心沿革\n1985 溪川县农业中学\n2004 更名溪川县职教中心").fact
    assert fact is not None
    assert fact.get("founded") == 1985


def test_a_short_form_begins_where_the_place_does() -> None:
    text = "溪川农业科技职业学院迎来客人。客人参观了葡萄产业学院。溪川农业科技职业学院院长致辞。"
    assert "业学院" not in speaker_of(text).names


def test_a_second_plate_is_another_name() -> None:
    text = "溪川市技工学校（另挂溪川市职工中等专业学校）\n学校占地61亩。"
    assert speaker_of(text).names == ("溪川市技工学校", "溪川市职工中等专业学校")
