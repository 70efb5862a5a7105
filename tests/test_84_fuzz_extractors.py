"""Facts of spoiled texts quote them, go through JSON, are the same a second time, and make a graph."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhijiao.extract.extractor import extract_facts
from zhijiao.extract.reading.layout import read_layout
from zhijiao.tests.making.fuzz_extracting import TARGETS, check_facts
from zhijiao.tests.making.fuzzing import ODD, Target, example, fuzzed_text

CHANCES = st.randoms(use_true_random=False)
TEXT = "青禾市云岭职业技术学校质量年度报告（2021年）\n\n2021年在校生1620人，纸质图书9.5万册，就业率98.2%。\n"


@pytest.mark.parametrize("target", TARGETS, ids=[one.name for one in TARGETS])
def test_facts_of_spoiled_texts_hold(target: Target) -> None:
    @settings(
        max_examples=60,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(CHANCES)
    def check(chance: random.Random) -> None:
        target.check(target.make(chance))

    check()


@pytest.mark.parametrize("number", range(3))
def test_a_whole_report_with_odd_characters_strewn_in(number: int) -> None:
    chance = random.Random(number)
    lines = example(number).split("\n")
    text = "\n".join(line[: len(line) // 2] + chance.choice(ODD) + line[len(line) // 2 :] for line in lines)
    text = text.encode("utf-8", "replace").decode()
    document = read_layout(text)
    facts = extract_facts(document)
    check_facts(document, facts)
    assert facts


@pytest.mark.parametrize(
    "text",
    [
        "（" * 3000 + "在校生1620人" + "）" * 3000,
        "2021年在校生1620人，" * 400,
        "|".join(["在校生数（人）"] * 500) + "\n" + "|".join(["1620"] * 500),
        "第一章 " * 500,
        "与恒远电气股份有限公司、" * 300,
        "1" * 5000,
        "1,000," * 2000,
        "一" * 3000 + "百人",
        "《" * 1500 + "护理" + "》" * 1500,
        "\n".join(f"{number}.{number} 在校生" for number in range(500)),
    ],
    ids=lambda text: text[:6],
)
def test_one_thing_over_and_over(text: str) -> None:
    document = read_layout(TEXT + text)
    check_facts(document, extract_facts(document))


def test_facts_that_do_not_hold_are_found() -> None:
    document = read_layout(TEXT)
    facts = extract_facts(document)
    check_facts(document, facts)
    first = facts[0]
    passage = first.evidence[0]
    wrong = [
        replace(first, evidence=()),
        replace(first, confidence=1.5),
        replace(first, evidence=(replace(passage, quote=f"{passage.quote}x"),)),
        replace(first, evidence=(replace(passage, end=len(TEXT) + 9),)),
        replace(first, values={**first.values, "name": "云岭\n学校"}),
        replace(first, values={**first.values, "founded": 99999}),
    ]
    for one in (*([fact] for fact in wrong), [*facts, first]):
        with pytest.raises(AssertionError):
            check_facts(document, one)


def test_spoiling_changes_most_texts() -> None:
    assert sum(fuzzed_text(random.Random(seed), TEXT) != TEXT for seed in range(50)) > 45
