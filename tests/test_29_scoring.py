"""Scores of extracted facts: by hand, and equal to those of the reference script where it is at hand."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijiao.extract.facts import Fact, read_facts
from zhijiao.extract.scoring import Evaluation, Score, evaluate


def partnership(partner: str, *aliases: str, **values: object) -> Fact:
    return Fact("partnership", {"partner": partner, "aliases": list(aliases), **values})


def figure(value: float | str, unit: str = "人", **values: object) -> Fact:
    return Fact("indicator", {"indicator": "graduates", "value": value, "unit": unit, **values})


def score_of(evaluation: Evaluation, kind: str) -> Score:
    return next(one.score for one in evaluation.kinds if one.kind == kind)


def test_equal_facts_score_one() -> None:
    facts = [partnership("青禾电机有限公司", modes=["internship"]), figure(120, year=2021)]
    evaluation = evaluate(facts, facts)
    assert evaluation.total == Score(2, 2, 2)
    assert evaluation.macro_f1 == 1.0
    assert list(evaluation.misses()) == []


def test_nothing_extracted_scores_zero_and_names_every_miss() -> None:
    gold = [figure(1), partnership("甲厂")]
    evaluation = evaluate(gold, [])
    assert (evaluation.total.precision, evaluation.total.recall, evaluation.total.f1) == (0, 0, 0)
    assert sorted(fact.kind for sign, fact in evaluation.misses() if sign == "-") == [
        "indicator",
        "partnership",
    ]


def test_a_thing_found_twice_is_one_hit_and_one_false_alarm() -> None:
    gold = [partnership("青禾电机有限公司", "青禾电机")]
    got = [partnership("青禾电机"), partnership("青禾电机有限公司")]
    evaluation = evaluate(gold, got)
    assert score_of(evaluation, "partnership") == Score(1, 2, 1)
    (_, extra), *_ = [one for one in evaluation.misses() if one[0] == "+"]
    assert extra.get("partner") == "青禾电机", "the fullest name is the better match"


def test_punctuation_and_the_word_for_major_do_not_matter() -> None:
    gold = [Fact("major", {"name": "中式烹调（中餐烹饪）"}), Fact("major", {"name": "电子商务"})]
    got = [Fact("major", {"name": "中式烹调(中餐烹饪)专业"}), Fact("major", {"name": "电子商务专业"})]
    assert score_of(evaluate(gold, got), "major") == Score(2, 2, 2)


@pytest.mark.parametrize(
    ("gold", "got", "hit"),
    [
        (figure(1056.84, "万元"), figure(10568400, "元"), True),
        (figure(2, "万㎡"), figure(20000, "平方米"), True),
        (figure(30, "亩"), figure(30, "平方米"), False),
        (figure(30), figure(31), False),
        (figure(30, year=2020), figure(30), False),
        (figure(30), figure(30, year=2020), True),
        (figure(30, scope="major:会计专业"), figure(30, scope="major:会计"), True),
        (figure(30, scope="major:会计"), figure(30), False),
        (figure(30), figure("30"), False),
    ],
)
def test_figures_match_by_quantity_year_and_scope(gold: Fact, got: Fact, hit: bool) -> None:
    assert evaluate([gold], [got]).total.hit == hit


def award(rank: str, item: str, *recipients: str) -> Fact:
    return Fact("award", {"event": "技能节", "item": item, "rank": rank, "recipients": list(recipients)})


def test_awards_match_by_rank_and_by_half_of_the_people() -> None:
    gold = award("一等奖", "钳工", "甲一", "乙二")
    assert evaluate([gold], [award("一等奖", "钳工", "甲一", "乙二", "丙三")]).total.hit == 1
    assert evaluate([gold], [award("二等奖", "钳工", "甲一", "乙二")]).total.hit == 0
    assert evaluate([gold], [award("一等奖", "钳工", "丁四")]).total.hit == 0


def test_titles_match_when_nearly_the_same() -> None:
    gold = Fact("honour", {"title": "浙江省文明校园", "year": 2019})
    assert evaluate([gold], [Fact("honour", {"title": "浙江省文明校园称号", "year": 2018})]).total.hit == 1
    assert evaluate([gold], [Fact("honour", {"title": "浙江省绿色学校"})]).total.hit == 0


def test_attributes_count_only_where_the_gold_states_a_value() -> None:
    gold = [partnership("甲厂", partner_kind="enterprise", since=2015, modes=["internship", "supply"])]
    got = [partnership("甲厂", partner_kind="school", modes=["internship"])]
    (kind,) = evaluate(gold, got).kinds
    assert kind.attributes["partner_kind"] == 0.0
    assert kind.attributes["since"] == 0.0
    assert kind.attributes["modes_f1"] == pytest.approx(2 / 3)
    (kind,) = evaluate(got, gold).kinds
    assert kind.attributes["since"] is None


def test_facts_of_different_texts_never_match() -> None:
    one = [figure(30)]
    assert evaluate(one, one, gold_texts=["a"], got_texts=["b"]).total.hit == 0
    assert evaluate(one, one, gold_texts=["a"], got_texts=[None]).total.hit == 1
    with pytest.raises(ValueError, match=r"shorter|longer"):
        evaluate(one, one, gold_texts=["a", "b"])


FACTS = st.lists(
    st.one_of(
        st.builds(partnership, st.sampled_from("甲乙丙丁"), st.sampled_from("甲乙丙丁")),
        st.builds(figure, st.integers(1, 4)),
        st.builds(
            award,
            st.sampled_from(["一等奖", "二等奖"]),
            st.text("钳工车床", max_size=4),
            st.sampled_from("子丑"),
        ),
    ),
    max_size=8,
)


@given(FACTS, FACTS)
def test_every_fact_is_matched_at_most_once(gold: list[Fact], got: list[Fact]) -> None:
    evaluation = evaluate(gold, got)
    assert evaluation.total.gold == len(gold)
    assert evaluation.total.got == len(got)
    signs = [sign for sign, _ in evaluation.misses()]
    assert signs.count("-") == len(gold) - evaluation.total.hit
    assert signs.count("+") == len(got) - evaluation.total.hit
    assert 0 <= evaluation.macro_f1 <= 1


def perturbed(lines: list[str], seed: int) -> list[dict[str, Any]]:
    """Return some of the facts, some with a name, year or value changed, some twice, in another order."""
    rng = random.Random(seed)
    facts: list[dict[str, Any]] = []
    for line in lines:
        fact = json.loads(line)
        for key in ("name", "title", "partner", "event", "item", "quote"):
            if isinstance(fact.get(key), str) and rng.random() < 0.25:
                cut = rng.randrange(len(fact[key]))
                fact[key] = rng.choice(
                    [fact[key][:cut], fact[key][cut:] + "等", fact[key] + "（新）", fact[key][::-1]]
                )
        for key in ("year", "value", "level", "rank", "modes", "recipients", "aliases", "unit"):
            if key in fact and rng.random() < 0.15:
                fact.pop(key)
        facts += [fact] * rng.choice([0, 1, 1, 1, 1, 2])
    rng.shuffle(facts)
    return facts


@pytest.mark.parametrize(
    "name", ["yueqing_union_2019", "yueqing_vocational_2020", "liaocheng_2020", "passages_facts"]
)
@pytest.mark.parametrize("seed", [1, 2])
def test_scores_equal_the_reference_script(shared: Path, tmp_path: Path, name: str, seed: int) -> None:
    gold_path, got_path = shared / "gold" / f"{name}.jsonl", tmp_path / "got.jsonl"
    lines = gold_path.read_text(encoding="utf-8").splitlines()
    facts = perturbed(lines, seed)
    got_path.write_text("".join(json.dumps(f, ensure_ascii=False) + "\n" for f in facts), encoding="utf-8")
    script: list[str | Path] = [sys.executable, shared / "gold" / "score.py", gold_path, got_path, "--json"]
    expected = json.loads(subprocess.run(script, capture_output=True, check=True).stdout)
    evaluation = evaluate(
        read_facts(gold_path),
        read_facts(got_path),
        gold_texts=[json.loads(line).get("id") for line in lines],
        got_texts=[fact.get("id") for fact in facts],
    )
    assert evaluation.to_json() == expected
