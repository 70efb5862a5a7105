"""Quick looks that go before slow ones: none may keep back what the slow one finds."""

from __future__ import annotations

import gc
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.extract.awards.award_words import find_ranks, has_rank, rank_in
from zhijiao.extract.collecting import uncollected
from zhijiao.extract.honours.titles import is_title, may_hold_graded_title
from zhijiao.extract.language.sentences import ORGANISATION, sentences_of
from zhijiao.extract.language.terms import LexiconFinder, TermFinder
from zhijiao.extract.language.triggers import Sieve, required
from zhijiao.extract.partners.modes import MODE_SIEVE
from zhijiao.extract.partners.partner_patterns import WAYS
from zhijiao.extract.reading.layout import read_layout


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("甲乙", {"甲乙"}),
        ("甲(?:乙丙|丁)戊", {"甲乙丙戊", "甲丁戊"}),
        ("[甲乙]丙?丁", {"甲丙丁", "甲丁", "乙丙丁", "乙丁"}),
        (r"\d+年(?=创办)", {"创办"}),
        (r"(?<=获)金(?!融)", {"获", "金"}),
        ("(?:甲乙)+丙*", {"甲乙"}),
        ("(?:学校|我校学校)", {"学校"}),
        (r"\d+", set()),
        ("甲*", set()),
        ("(?:甲|)", set()),
        ("(?i:ab)", set()),
        ("[^甲]", set()),
    ],
)
def test_what_a_pattern_cannot_do_without(pattern: str, words: set[str]) -> None:
    found = required(re.compile(pattern))
    assert found <= words
    assert bool(found) == bool(words)


def test_a_pattern_that_minds_no_case_asks_for_nothing() -> None:
    assert not required(re.compile("ab", re.IGNORECASE))


def test_what_all_texts_have_is_not_asked_for() -> None:
    assert required(re.compile("甲乙?"), "甲") == frozenset()
    assert required(re.compile("甲[^，]*丙"), "甲") == {"丙"}


_LETTERS = st.sampled_from("甲乙丙")
_PATTERNS = st.recursive(
    _LETTERS | st.sampled_from(["[甲乙]", "[^甲]", ".", "^", "$", r"\w"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,2}", "{2}", "??"])).map(
            lambda two: f"(?:{two[0]}){two[1]}"
        ),
        inner.map(lambda one: f"(?={one})"),
        inner.map(lambda one: f"(?!{one})"),
        inner.map(lambda one: f"({one})"),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(_PATTERNS, st.text("甲乙丙丁", max_size=8))
def test_no_match_without_what_is_required(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    words = required(compiled)
    if words and compiled.search(text):
        assert any(word in text for word in words)


@settings(max_examples=100, deadline=None)
@given(st.lists(_PATTERNS, max_size=5), st.text("甲乙丙丁", max_size=8))
def test_a_sieve_keeps_what_matches_in_order(patterns: list[str], text: str) -> None:
    rows = [(number, re.compile(pattern)) for number, pattern in enumerate(patterns)]
    kept = Sieve(rows).of(text)
    assert list(kept) == sorted(kept)
    assert {number for number, pattern in rows if pattern.search(text)} <= set(kept)


def test_a_sieve_leaves_out_what_cannot_match() -> None:
    sieve = Sieve((word, re.compile(rf"{word}\d+")) for word in ("甲乙", "丙丁"))
    assert sieve.of("有丙丁3人") == ("丙丁",)
    assert sieve.of("无") == ()


#: Words of all the ways to say what is done together, from which sentences are put together at random.
_WORDS = st.sampled_from(
    [
        *(
            ORGANISATION,
            "、",
            "，",
            "。",
            "与",
            "我校",
            "由",
            "等",
            "为",
            "在",
            "的",
            "是",
            "共同",
            "举办",
            "承担",
        ),
        *(
            "签订",
            "校企合作",
            "订单",
            "学徒",
            "实习",
            "培训",
            "委托",
            "捐赠",
            "共建",
            "“订单培养”",
            "实训基地",
        ),
        *(
            "走进",
            "学校",
            "冠名班",
            "产业学院",
            "3+2",
            "五年制",
            "帮扶",
            "党建",
            "招聘",
            "采购",
            "对口",
            "奖学金",
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=14).map("".join))
def test_partners_are_sought_by_all_ways_that_fit(text: str) -> None:
    for sieve in (WAYS, MODE_SIEVE):
        matching = {pattern for _, pattern in sieve.rows if pattern.search(text)}
        assert matching <= {pattern for _, pattern in sieve.of(text)}
    assert len(WAYS.of("学校重视学生的全面发展。")) < len(WAYS.rows) // 2


@settings(max_examples=200, deadline=None)
@given(st.sets(st.text("甲乙丙", min_size=2, max_size=4), max_size=6), st.text("甲乙丙丁", max_size=16))
def test_the_finder_for_lexicons_finds_every_match(terms: set[str], text: str) -> None:
    finder = LexiconFinder(terms)
    assert finder.all(text) == TermFinder(terms).all(text)
    longest: list[tuple[int, int, str]] = []
    for start, end, term in sorted(finder.all(text), key=lambda one: (one[0], -one[1])):
        if not longest or start >= longest[-1][1]:
            longest.append((start, end, term))
    assert finder.longest(text) == longest


def test_a_longer_term_broken_off_hides_none_inside() -> None:
    assert LexiconFinder({"乙甲", "甲乙甲丙"}).longest("甲乙甲") == [(1, 3, "乙甲")]


def test_the_finder_for_lexicons_refuses_single_characters() -> None:
    with pytest.raises(ValueError, match="乙"):
        LexiconFinder(["甲乙", "乙"])


@pytest.mark.parametrize(
    "rank",
    [
        "一等奖",
        "2等奖",
        "金牌",
        "亚军",
        "榜首",
        "前三名",
        "第二名",
        "第3位",
        "组织单位",
        "突出贡献单位",
        "优秀参赛单位",
    ]
    + [
        "先进承办单位",
        "优秀教练",
        "最佳辩手",
        "最美教师奖",
        "最具人气奖",
        "杰出教师指导奖",
        "园丁奖",
        "一、二等奖",
    ],
)
def test_ranks_of_all_sorts_pass_the_quick_look(rank: str) -> None:
    assert find_ranks(f"学校获{rank}")
    assert "、" in rank or rank_in(rank) is not None


@pytest.mark.parametrize("words", ["夺冠", "摘银", "登顶", "被评为标兵", "团体总分列第三", "获一等奖"])
def test_what_tells_a_rank_or_a_title_is_seen(words: str) -> None:
    assert has_rank(f"学生{words}，")


def test_running_text_has_no_rank() -> None:
    assert not has_rank("学校重视学生的全面发展。")
    assert find_ranks("学校重视学生的全面发展。") == []


_TITLE_WORDS = st.sampled_from(
    [
        *(
            "国家",
            "省",
            "市",
            "县",
            "全国",
            "中央",
            "中国",
            "世界",
            "浙江",
            "乐清",
            "云谷",
            "级",
            "重点",
            "示范",
            "骨干",
        ),
        *(
            "“",
            "”",
            "、",
            "优质",
            "双优",
            "双高计划",
            "黄炎培",
            "五一劳动奖状",
            "文明",
            "先进",
            "学校",
            "单位",
            "校",
        ),
        *(
            "校园",
            "基地",
            "职业教育",
            "奖",
            "集体",
            "（2019年）",
            "技工学校",
            "教育部",
            "金砖",
            "八桂",
            "全疆",
            "亚洲",
        ),
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(_TITLE_WORDS, min_size=1, max_size=6).map("".join))
def test_no_title_of_a_level_without_a_sign_of_one(words: str) -> None:
    if is_title(words, True):
        assert may_hold_graded_title(words)


def test_running_text_holds_no_title_of_a_level() -> None:
    assert not may_hold_graded_title("学生文明有礼，教师爱岗敬业。")


def test_words_of_sentences_are_those_of_their_paragraph_moved() -> None:
    text = "云谷职业学校有教师张明。学生王小红同学参加技能大赛！获得一等奖。"
    sentences = list(sentences_of(read_layout(text)))
    assert len(sentences) == 3
    for sentence in sentences:
        assert "".join(token.word for token in sentence.tokens) == sentence.text
        assert all(sentence.text[token.start : token.end] == token.word for token in sentence.tokens)
    assert [one.text for sentence in sentences for one in sentence.persons()] == ["张明", "王小红"]


@pytest.mark.parametrize("collects", [True, False])
def test_the_collector_is_put_back_as_it_was(collects: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if collects else gc.disable)()
        with pytest.raises(ZeroDivisionError), uncollected():
            assert not gc.isenabled()
            _ = 1 / 0
        assert gc.isenabled() is collects
    finally:
        (gc.enable if before else gc.disable)()
