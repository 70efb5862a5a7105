"""Even text that knows its source; figures and years in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.extract.language.quantities import cell_quantity, chinese_number, quantities_in
from zhijiao.extract.language.years import cell_year, figure_year, written_years, year_before, years_in
from zhijiao.extract.reading.passage import Passage

SOURCES = st.text(st.sampled_from('学校占地亩，,。：:（）() \t\n\u3000\u200b１2.3abＡ%％"“”、0'), max_size=60)


def test_radicals_are_read_as_the_characters_they_stand_for() -> None:
    source = "⽣⼈⾼⼯⻓⻋⻔⻛，乐⼤"
    passage = Passage.of(source)
    assert passage.text == "生人高工长车门风，乐大"
    assert passage.offsets == tuple(range(len(source)))


@given(SOURCES)
def test_every_character_knows_where_it_stands(source: str) -> None:
    passage = Passage.of(source)
    assert len(passage.text) == len(passage.offsets)
    assert list(passage.offsets) == sorted(set(passage.offsets))
    for char, at in zip(passage.text, passage.offsets, strict=True):
        same = char == source[at] or source[at].isspace() or not char.isalpha()
        assert same or char == chr(ord(source[at]) - 0xFEE0)


@given(SOURCES, st.data())
def test_a_span_of_the_source_gives_back_the_characters(source: str, data: st.DataObject) -> None:
    passage = Passage.of(source)
    if not len(passage):
        return
    start = data.draw(st.integers(0, len(passage) - 1))
    end = data.draw(st.integers(start + 1, len(passage)))
    first, last = passage.source_span(start, end)
    # Which way a straight quotation mark turns depends on those before it.
    again = Passage.of(source, first, last).text.strip("“” ")
    assert again.replace("“", "”") in passage.text.replace("“", "”")
    assert passage.part(start, end).text == passage.text[start:end]


@given(st.lists(st.text(st.sampled_from("学校在校生１2 \t，"), min_size=1, max_size=12), max_size=5))
def test_joined_lines_keep_their_order_and_lose_only_white_space(lines: list[str]) -> None:
    source = "\n".join(lines)
    spans, at = [], 0
    for line in lines:
        spans.append((at, at + len(line)))
        at += len(line) + 1
    passage = Passage.joined(source, spans)
    assert list(passage.offsets) == sorted(set(passage.offsets))
    kept = [char for char in source if not char.isspace()]
    assert len([char for char in passage.text if char != " "]) == len(kept)


@pytest.mark.parametrize(
    ("source", "even"),
    [
        ("在校生 3256 人", "在校生3256人"),
        ("占地,(约)128亩:", "占地，（约）128亩："),
        ("ＡＢＣ１２３％", "ABC123%"),
        ("设备值3,256,000元", "设备值3,256,000元"),
        ("生师比1:16.2", "生师比1:16.2"),
        ('"双师型"教师', "“双师型”教师"),
        ("表1 2021年", "表1 2021年"),
        ("CC TALK 平台", "CC TALK平台"),
        ("姓名　　　张三", "姓名 张三"),
        ("职\u200b业学\ufeff校", "职业学校"),
        ("甲﹑乙•丙", "甲、乙·丙"),
    ],
)
def test_text_is_made_even(source: str, even: str) -> None:
    assert Passage.of(source).text == even


def test_a_number_broken_over_two_lines_is_one() -> None:
    source = "共20\n22人"
    assert Passage.joined(source, [(0, 3), (4, 7)]).text == "共2022人"


def test_the_empty_passage_strips_to_itself() -> None:
    assert Passage.of("  \n ").strip() == Passage("", ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("在校生3256人，72个班", [(3256, "人"), (72, "个")]),
        ("占地19.2万平方米", [(19.2, "万㎡")]),
        ("近7000人，120余家，3.5万余册", [(7000, "人"), (120, "家"), (3.5, "万册")]),
        ("设备值1,056.84万元", [(1056.84, "万元")]),
        ("比例为1:15.9", [(15.9, ":1")]),
        ("六大专业，十多个专业，两个专业", [(6, "个"), (10, "个"), (2, "个")]),
        ("千余人，百余家", [(1000, "人"), (100, "家")]),
        ("2021年9月1日，第46届，20级", []),
        ("2-3名教师，16至18人", []),
        ("提高2个百分点", []),
        ("月薪3500元/月", [(3500, "元")]),
    ],
)
def test_quantities_have_value_and_unit(text: str, found: list[tuple[float, str]]) -> None:
    assert [(one.number, one.unit) for one in quantities_in(text) if one.unit] == found


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        ("3256", "人", (3256, "人")),
        ("98. 78%", "", (98.78, "%")),
        ("1,056.84", "万元", (1056.84, "万元")),
        ("约300", "亩", (300, "亩")),
        ("1：16.2", "", (16.2, ":1")),
        ("365.036万元", "", (365.036, "万元")),
    ],
)
def test_cells_hold_quantities(cell: str, unit: str, expected: tuple[float, str]) -> None:
    quantity = cell_quantity(cell, unit)
    assert quantity is not None
    assert (quantity.number, quantity.unit) == expected


@pytest.mark.parametrize("cell", ["", "/", "—", "护理", "2018级", "3-5", "一等奖"])
def test_other_cells_hold_none(cell: str) -> None:
    assert cell_quantity(cell) is None


@given(st.integers(1, 99))
def test_chinese_numerals_count(number: int) -> None:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    words = ("" if not tens else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")
    assert chinese_number(words) == number


def test_years_are_read_in_figures_and_in_numerals() -> None:
    assert [year for *_, year in written_years("2019年和二〇二一年，2020-2021学年")] == [2019, 2021, 2021]
    assert written_years("招收1930人，投资2000万元") == []
    assert years_in("本年度与2019年", 2022) == [2019, 2022]


@pytest.mark.parametrize(
    ("cell", "year"),
    [("2019年", 2019), ("2018 届", 2018), ("本年度", 2022), ("上年", 2021), ("合计", None), ("12019", None)],
)
def test_cells_name_years(cell: str, year: int | None) -> None:
    assert cell_year(cell, 2022) == year


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2021年招生@865人", 2021),
        ("1985年建校，占地@203亩", None),
        ("始建于1958年，占地@203亩", None),
        ("1985年，学校由县政府批准成立，占地@203亩", None),
        ("2013年合并建校那一年，在校生@3052人", 2013),
        ("招生（2018年为500人）@600人", None),
        ("与2020年相比，在校生增至@600人", None),
        ("去年招生@600人", 2021),
    ],
)
def test_a_years_reach_ends_with_the_event_it_dates(text: str, year: int | None) -> None:
    at = text.index("@")
    words = text.replace("@", "")
    start = max(words.rfind("，", 0, at) + 1, at - 4)
    assert figure_year(words, start, at, 2022) == year


def test_the_year_said_last_counts() -> None:
    assert year_before("2019年甲，2020年乙", 10, None) == 2020
    assert year_before("2019年甲，去年乙", 9, 2022) == 2021
    assert year_before("没有", 2, 2022) is None
