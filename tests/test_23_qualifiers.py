"""Words that say how near a figure is: kept beside the value, told from words that only look alike."""

from __future__ import annotations

import pytest

from zhijiao.extract.extractor import distinct
from zhijiao.extract.facts import Evidence, Fact
from zhijiao.extract.figures.indicators import prose_indicators
from zhijiao.extract.figures.qualifiers import bears_out, cell_qualifier, qualifier_at
from zhijiao.extract.figures.table_indicators import table_indicators
from zhijiao.extract.language.sentences import sentences_of
from zhijiao.extract.reading.blocks import Table
from zhijiao.extract.reading.layout import read_layout


def qualified(text: str) -> dict[str, tuple[float, str | None]]:
    document = read_layout(text)
    found = list(prose_indicators(document, list(sentences_of(document)), 2022))
    for block in document.blocks:
        if isinstance(block, Table):
            found += table_indicators(document, block, 2022)
    return {fact.values["indicator"]: (fact.values["value"], fact.get("qualifier")) for fact in found}


@pytest.mark.parametrize(
    ("sentence", "indicator", "value", "qualifier"),
    [
        ("全校在校生近7000人。", "enrolled_students", 7000, "nearly"),
        ("学校占地约120亩。", "campus_area", 120, "about"),
        ("现有在校生3000余人。", "enrolled_students", 3000, "over"),
        ("在校生超过8000人。", "enrolled_students", 8000, "over"),
        ("在校生接近2600人。", "enrolled_students", 2600, "nearly"),
        ("在校生人数约为1500人。", "enrolled_students", 1500, "about"),
        ("电子图书3万余册。", "ebooks", 3, "over"),
        ("毕业生就业率保持在98%以上。", "employment_rate", 98, "over"),
        ("毕业生就业率在95%左右。", "employment_rate", 95, "about"),
        ("毕业生就业率不低于96%。", "employment_rate", 96, "over"),
        ("每年有六百来名毕业生。", "graduates", 600, "about"),
        ("全校在校生1286人。", "enrolled_students", 1286, None),
        ("近三年毕业生就业率98%。", "employment_rate", 98, None),
        ("最近毕业生就业率达98%。", "employment_rate", 98, None),
        ("专任教师158人，本科以上学历150人。", "full_time_teachers", 158, None),
        ("本科以上学历教师150人。", "bachelors_teachers", 150, None),
        ("在校生1286人，以上数据截至年底。", "enrolled_students", 1286, None),
    ],
)
def test_a_figure_keeps_the_word_that_says_how_near_it_is(
    sentence: str, indicator: str, value: float, qualifier: str | None
) -> None:
    assert qualified(sentence)[indicator] == (value, qualifier)


@pytest.mark.parametrize(
    ("before", "number", "behind"),
    [
        ("新签约", "30家", "企业"),
        ("不超过", "30人", ""),
        ("附近", "100亩", ""),
        ("教师", "12人", "多次获奖"),
        ("教师", "12人", "以上级部门为准"),
        ("开展", "3000多", "层次培训"),
        ("比上年增加近三成，达", "800人", ""),
    ],
)
def test_words_that_only_look_alike_are_none(before: str, number: str, behind: str) -> None:
    text = before + number + behind
    assert qualifier_at(text, len(before), len(before) + len(number)) == ""


def test_what_stands_before_the_number_goes_first() -> None:
    assert qualifier_at("约3000余人", 1, 7) == "about"


@pytest.mark.parametrize(
    ("cell", "qualifier"),
    [
        ("约120亩", "about"),
        ("近7000", "nearly"),
        ("3000余人", "over"),
        ("≥98%", "over"),
        (">98", "over"),
        ("98%以上", "over"),
        ("95%左右", "about"),
        ("1286", ""),
        ("98.5%", ""),
        ("—", ""),
    ],
)
def test_a_cell_says_how_near_its_figure_is(cell: str, qualifier: str) -> None:
    assert cell_qualifier(cell) == qualifier


def test_cells_of_a_table_keep_it() -> None:
    text = "项目\t2022年\n在校生数\t近7000人\n就业率\t98%以上\n毕业生数\t623人\n"
    assert qualified(text) == {
        "enrolled_students": (7000, "nearly"),
        "employment_rate": (98, "over"),
        "graduates": (623, None),
    }


def _figure(at: int, qualifier: str = "") -> Fact:
    values = {"indicator": "enrolled_students", "value": 7000, "unit": "人", "year": 2022, "scope": "school"}
    said = {"qualifier": qualifier} if qualifier else {}
    return Fact("indicator", {**values, **said}, (Evidence(at, at + 2, "某段"),))


@pytest.mark.parametrize(
    ("said", "together"),
    [
        (("nearly", "nearly"), "nearly"),
        (("nearly", "over"), "about"),
        (("nearly", "over", "nearly"), "about"),
        (("about", ""), None),
        (("", "over"), None),
    ],
)
def test_one_figure_is_one_fact_however_near_it_is_said_to_be(
    said: tuple[str, ...], together: str | None
) -> None:
    (fact,) = distinct(_figure(at, qualifier) for at, qualifier in enumerate(said))
    assert fact.get("qualifier") == together
    assert len(fact.evidence) == len(said)


def test_another_reader_must_have_found_a_word_for_it() -> None:
    assert bears_out("在校生近7000人", "nearly")
    assert not bears_out("在校生7000人", "nearly")
    assert not bears_out("在校生近7000人", "")
