"""Generated reports: the same for a seed, true to their text, noisy as asked, and read by the extraction."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhijiao.benchmarks.generator import (
    Noise,
    Report,
    facts_of,
    report,
    school_and_year,
    short_text,
    write_report,
    write_reports,
)
from zhijiao.benchmarks.generator.files import write
from zhijiao.benchmarks.recall import GOALS, measured, outcomes
from zhijiao.extract.facts import FACT_KEYS, FACT_KINDS

NAMES = {
    "school": ("name",),
    "predecessor": ("name",),
    "major": ("name",),
    "joint_programme": ("major", "institution", "scheme"),
    "partnership": ("partner",),
    "programme": ("name",),
    "honour": ("title",),
    "award": ("event", "item"),
    "indicator": (),
}
CLEAN = [report(number) for number in range(40)]
NOISY = [report(number, noise=Noise.of(0.2)) for number in range(40)]


def bare(text: str) -> str:
    """The text without what noise puts into words: spaces and line breaks, and digits of full width."""
    wide = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
    return re.sub(r"\s", "", text.translate(wide))


def test_a_report_depends_on_its_number_and_seed_alone(tmp_path: Path) -> None:
    many = write_reports(tmp_path / "many", 12)
    (tmp_path / "alone").mkdir()
    alone = write_report(tmp_path / "alone", 7)
    assert many[7].name == alone.name
    assert many[7].read_bytes() == alone.read_bytes() == CLEAN[7].text.encode()
    assert report(7, seed=2).text != CLEAN[7].text


def test_a_revision_says_other_things_under_the_same_name() -> None:
    other = report(7, revision=1)
    assert other.name == CLEAN[7].name
    assert other.text != CLEAN[7].text
    partners = [{one.fact.get("partner") for one in made.facts} for made in (other, CLEAN[7])]
    assert partners[0] & partners[1]


def test_reports_have_names_of_their_own_and_every_fifth_is_a_second_of_its_school() -> None:
    assert len({one.name for one in CLEAN}) == len(CLEAN)
    schools = [school_and_year(number)[0].name for number in range(40)]
    assert len(set(schools)) == 32


def test_a_short_text_is_short_and_of_its_school() -> None:
    school, year = school_and_year(3)
    text = short_text(school, year)
    assert school.name in text
    assert len(text.encode()) < len(CLEAN[3].text.encode()) / 2


@pytest.mark.parametrize("reports", [CLEAN, NOISY], ids=["clean", "noisy"])
def test_what_the_truth_quotes_stands_where_it_says(reports: list[Report]) -> None:
    for made in reports:
        for one in made.facts:
            assert one.fact.evidence
            for passage in one.fact.evidence:
                assert made.text[passage.start : passage.end] == passage.quote


def test_names_and_numbers_of_the_truth_are_written_in_the_report() -> None:
    for made in (*CLEAN, *NOISY):
        text = bare(made.text)
        for one in made.facts:
            values = one.fact.values
            for key in NAMES[one.fact.kind]:
                if name := values.get(key):
                    written = (str(name), *values.get("aliases", ()))
                    assert any(bare(form) in text for form in written), (made.name, key, values)
            if one.fact.kind == "indicator":
                number = values["value"]
                assert str(int(number) if float(number).is_integer() else number) in text


def test_every_kind_of_fact_occurs_and_has_the_keys_of_the_guide() -> None:
    facts = [one.fact for made in CLEAN for one in made.facts]
    assert {fact.kind for fact in facts} == set(FACT_KINDS)
    assert all(set(fact.values) <= set(FACT_KEYS[fact.kind]) for fact in facts)
    assert all(sum(one.fact.kind == "school" for one in made.facts) == 1 for made in CLEAN)


def test_reports_come_in_many_layouts_and_no_thing_is_told_twice() -> None:
    assert len({made.layout for made in CLEAN}) >= 8
    for made in CLEAN:
        partners = [one.fact.get("partner") for one in made.facts if one.fact.kind == "partnership"]
        assert len(partners) == len(set(partners))


def test_some_partners_are_met_everywhere_and_most_seldom() -> None:
    met = Counter(
        one.get("partner")
        for number in range(200)
        for one in facts_of(number).facts
        if one.kind == "partnership"
    )
    assert met.most_common(1)[0][1] > 12
    assert sum(count == 1 for count in met.values()) > len(met) / 3


def test_clean_reports_are_clean_and_noise_has_the_rate_asked_for() -> None:
    assert all(one.clean for made in CLEAN for one in made.facts)
    shares = {}
    for rate in (0.05, 0.3):
        facts = [one for number in range(40) for one in report(number, noise=Noise(misprints=rate)).facts]
        shares[rate] = sum(not one.clean for one in facts) / len(facts)
    # A fact is touched where any of its statements is, or the sentence or row around.
    assert 0.04 < shares[0.05] < 0.15
    assert 0.2 < shares[0.3] < 0.6


def test_misprinted_names_are_recorded_as_they_are_written() -> None:
    changed = 0
    for number in range(20):
        clean = {one.fact.get("title") for one in report(number).facts}
        made = report(number, noise=Noise(misprints=0.3))
        for one in made.facts:
            title = one.fact.get("title")
            if title and title not in clean:
                changed += 1
                assert not one.clean
                assert bare(title) in bare(made.text)
    assert changed > 5


def test_contradicted_figures_are_two_lines_and_both_are_marked() -> None:
    made = [report(number, noise=Noise(contradictions=0.2)) for number in range(10)]
    pairs = 0
    for one in made:
        marked = Counter(
            (fact.fact.get("indicator"), fact.fact.get("year"))
            for fact in one.facts
            if "contradiction" in fact.noise
        )
        assert all(count == 2 for count in marked.values()), one.name
        pairs += len(marked)
    assert pairs > 20


def test_broken_tables_lose_no_row_but_say_which_facts_they_touch() -> None:
    ways = Counter(
        how
        for number in range(60)
        for one in report(number, noise=Noise(broken_tables=1.0)).facts
        for how in one.noise
    )
    assert set(ways) == {"missing cell", "split row", "merged cells", "shifted row", "repeated header"}


def test_a_larger_size_makes_longer_reports_with_the_same_kinds_of_facts() -> None:
    sizes = [sum(len(report(number, size=size).text) for number in range(5)) for size in (1, 3)]
    assert sizes[1] > sizes[0] * 1.7


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from([0.0, 0.1, 1.0]))
def test_any_number_and_seed_give_a_report(number: int, seed: int, rate: float) -> None:
    made = report(number, seed, noise=Noise.of(rate))
    assert any(one.fact.kind == "school" for one in made.facts)
    assert made.name.endswith(".txt")


@pytest.mark.parametrize("suffix", ["md", "html", "docx"])
def test_other_formats_hold_the_same_facts_and_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    first, path = write(tmp_path, 3, formats=[suffix])
    bytes_ = path.read_bytes()
    again, _ = write(tmp_path, 3, formats=[suffix])
    assert path.suffix == f".{suffix}"
    assert path.read_bytes() == bytes_
    assert [one.fact.values for one in first.facts] == [one.fact.values for one in again.facts]
    assert {one.fact.kind for one in first.facts} == {one.fact.kind for one in CLEAN[3].facts}


def test_rates_and_formats_that_cannot_be_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="比率"):
        Noise(misprints=1.5)
    with pytest.raises(ValueError, match="rtf"):
        write(tmp_path, 0, formats=["rtf"])


def test_the_command_writes_reports_and_their_truth(tmp_path: Path) -> None:
    truth = tmp_path / "truth.jsonl"
    command = [
        sys.executable,
        "-m",
        "zhijiao.benchmarks.generator",
        str(tmp_path / "reports"),
        "--reports",
        "4",
    ]
    command += ["--noise", "0.2", "--truth", str(truth), "--formats", "txt,md"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    lines = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]
    files = {path.name for path in (tmp_path / "reports").iterdir()}
    assert len(files) == 4
    assert "4 份报告" in said
    assert {line["report"] for line in lines} == files
    assert any(line["noise"] for line in lines)
    assert all(line["clean"] is not bool(line["noise"]) for line in lines)


def test_the_extraction_recovers_what_the_goals_ask_for() -> None:
    clean = measured(outcomes(12, 5, Noise(), workers=1))
    noisy = measured(outcomes(12, 5, Noise.of(0.1), workers=1))
    assert clean.kinds["all"]["clean"].recall >= GOALS["clean"]
    assert clean.kinds["all"]["both"].precision >= 0.95
    assert noisy.kinds["all"]["both"].recall >= GOALS["noisy"]
    assert noisy.kinds["all"]["touched"].true > 50
